//! The second half of the layout stage: figures, names, callouts, guides.

use super::page::{Arrangement, mark};
use super::placed::{Figure, Layout, LensMark};
use super::row::{Lettering, Row, Standing, guides, letter_rows, locator, number, number_notes, row};
use super::texts::FEWER;
use crate::error::Error;
use crate::model::Chart;
use crate::resolve::ResolvedView;
use kurbo::{Affine, Point};

/// Puts everything in its place. `views` are the resolved views of the
/// arrangement's figures, in the same order.
///
/// # Errors
/// [`ErrorKind::DoesNotFit`](crate::ErrorKind::DoesNotFit) where labels find no room at this size.
pub fn layout(chart: &Chart, page: &Arrangement, views: &[ResolvedView]) -> Result<Layout, Error> {
    let m = &page.sizes;
    let mut out = empty(page);
    let shapes: Vec<Affine> = page.figures.iter().map(|f| f.shape).collect();
    // in the order of the page's plan, which the views have too
    let mut figures: Vec<Option<Figure>> = page.figures.iter().map(|_| None).collect();
    let rows = page.rows.iter().map(|plan| row(chart, page, plan, views, &shapes)).collect();
    for (row, Lettering { standing, names, callouts, solved, unplaced }) in letter_rows(rows)? {
        out.callouts.extend(callouts);
        out.solved.extend(solved);
        out.callouts.extend(row.inside_callouts(&standing));
        out.arrows.extend(row.arrows_on_page(&standing)?);
        out.unplaced.extend(unplaced);
        for ((f, &x), name) in row.figures.iter().zip(&standing.xs).zip(names) {
            let shape = page.figures[f.figure].shape;
            figures[f.figure] = Some(Figure {
                view: f.view,
                transform: Affine::translate((x, row.plan.base)) * shape,
                length: f.length,
                name: name.as_ref().map_or_else(Vec::new, |n| n.lines.clone()),
                badge: name.map(|n| n.badge),
                is_lens: f.is_lens,
            });
        }
        out.lens = lens_mark(&row, &standing).or(out.lens);
        out.body = match locator(&row, &standing)? {
            None => out.body,
            some => some,
        };
        let guides = guides(&row, &standing, views, &out)?;
        out.guides.extend(guides);
    }
    out.figures = figures.into_iter().flatten().collect();
    number_notes(&mut out, m)?;
    number(&mut out, m, page.footer.list.as_ref())?;
    out.note_losses(chart, views);
    if chart.words.is_rtl {
        out.mirror();
    }
    let problems = out.problems(views);
    match problems.first() {
        Some(problem) => Err(Error::does_not_fit(format!("the labels do not fit: {problem}"), FEWER)),
        None => Ok(out),
    }
}

/// Returns a layout with a page's texts, legend and notes, and no figures yet.
fn empty(page: &Arrangement) -> Layout {
    let m = &page.sizes;
    Layout {
        width: m.page_width,
        height: m.height,
        unit: m.unit,
        texts: page.header.iter().chain(&page.footer.texts).cloned().collect(),
        figures: Vec::new(),
        callouts: Vec::new(),
        list: Vec::new(),
        notes: page.notes.clone(),
        arrows: Vec::new(),
        unplaced: Vec::new(),
        not_shown: Vec::new(),
        solved: Vec::new(),
        guides: Vec::new(),
        body: None,
        lens: None,
        rules: rules(page),
        strokes: (m.leader(), m.dot()),
        legend: page.footer.legend.clone(),
    }
}

/// Returns the rule above the legend, and on a wall chart one between the rows.
fn rules(page: &Arrangement) -> Vec<(Point, Point)> {
    let m = &page.sizes;
    let between = page.rows.windows(2).filter(|_| m.is_atlas && !m.is_wide).map(|pair| {
        let y = f64::midpoint(pair[0].bottom, pair[1].top);
        (Point::new(m.margin, y), Point::new(m.width - m.margin, y))
    });
    between.chain(page.footer.rule).collect()
}

/// Returns the rings of a row's lens.
fn lens_mark(row: &Row<'_>, standing: &Standing) -> Option<LensMark> {
    let at = row.figures.iter().position(|f| f.is_lens)?;
    let of = row.figures.iter().position(|f| !f.is_lens && f.view == row.figures[at].view)?;
    let (lens, foot) = (&row.page.figures[row.figures[at].figure], &row.page.figures[row.figures[of].figure]);
    let radius = lens.lens?;
    let center = lens.bounds.center();
    // the detail's middle on the foot is what the lens has in its own middle
    let source = foot.shape * (lens.shape.inverse() * center);
    let detail = radius * foot.length / lens.length;
    Some(mark((source + standing.offset(row, of), detail), (center + standing.offset(row, at), radius)))
}
