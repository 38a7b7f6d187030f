//! The second half of the layout stage: figures, names, callouts, guides.

use super::arrange::{Arrangement, RowPlan};
use super::callout::route;
use super::footer::line;
use super::guide::guides;
use super::label::{Label, labels};
use super::lens::mark;
use super::locator::{locator, place};
use super::marks;
use super::measure::Solved;
use super::metrics::{ASCENT, MIDDLE};
use super::row::{Gutter, OUTER_WIDTHS, Row, RowFigure, Tile};
use super::strokes;
use super::{Callout, Figure, Layout, LensMark, TextRole, badge};
use crate::error::Error;
use crate::geom::Region;
use crate::model::Chart;
use crate::resolve::ResolvedView;
use crate::text::width;
use kurbo::{Affine, Point, Rect};

/// From the ground to the baseline of the name below an upright foot, in units.
const NAME_BELOW: f64 = 0.039;
/// Air beside the name of a view, in sizes of its type.
pub(super) const NAME_AIR: f64 = 0.4;
/// The same on a wall chart.
const NAME_BELOW_ATLAS: f64 = 0.031;
/// From the ground to the first baseline of a name below a side view, in units.
const NAME_AT_GROUND: f64 = 0.031;

/// Puts everything in its place. `views` are the resolved views of the
/// arrangement's figures, in the same order.
///
/// # Errors
/// [`Error::DoesNotFit`] where labels find no room at this size.
pub fn layout(chart: &Chart, page: &Arrangement, views: &[ResolvedView]) -> Result<Layout, Error> {
    let m = &page.metrics;
    let mut out = Layout {
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
        solved: Vec::new(),
        guides: Vec::new(),
        body: None,
        lens: None,
        rules: rules(page),
        strokes: (m.leader(), m.dot()),
        legend: page.footer.legend.clone(),
    };
    let shapes: Vec<Affine> = page.figures.iter().map(|f| f.shape).collect();
    // in the order of the page's plan, which the views have too
    let mut figures: Vec<Option<Figure>> = page.figures.iter().map(|_| None).collect();
    let rows = page.rows.iter().map(|plan| row(chart, page, plan, views, &shapes)).collect();
    for (row, Named { names, callouts, solved, unplaced }) in named(rows)? {
        out.callouts.extend(callouts);
        out.solved.extend(solved);
        out.callouts.extend(row.inside_callouts());
        out.arrows.extend(row.arrows_on_page()?);
        out.unplaced.extend(unplaced);
        for (f, name) in row.figures.iter().zip(names) {
            let shape = page.figures[f.figure].shape;
            figures[f.figure] = Some(Figure {
                view: f.view,
                transform: Affine::translate((f.x, row.plan.base)) * shape,
                length: f.length,
                name: name.as_ref().map_or_else(Vec::new, |n| n.lines.clone()),
                badge: name.map(|n| n.badge),
                is_lens: f.is_lens,
            });
        }
        out.lens = lens_mark(&row).or(out.lens);
        out.body = match locator(&row)? {
            None => out.body,
            some => some,
        };
        let guides = guides(&row, views, &out)?;
        out.guides.extend(guides);
    }
    out.figures = figures.into_iter().flatten().collect();
    marks::number_notes(&mut out, m)?;
    marks::number(&mut out, m, page.footer.list.as_ref())?;
    if chart.words.is_rtl {
        out.mirror();
    }
    let problems = out.problems(views);
    match problems.first() {
        Some(problem) => Err(Error::DoesNotFit(format!(
            "the labels do not fit: {problem}; highlight fewer zones, use a larger page or other --view"
        ))),
        None => Ok(out),
    }
}

/// The rule above the legend, and on a wall chart one between the rows.
fn rules(page: &Arrangement) -> Vec<(Point, Point)> {
    let m = &page.metrics;
    let between = page.rows.windows(2).filter(|_| m.is_atlas && !m.is_wide).map(|pair| {
        let y = f64::midpoint(pair[0].bottom, pair[1].top);
        (Point::new(m.margin, y), Point::new(m.width - m.margin, y))
    });
    between.chain(page.footer.rule).collect()
}

/// The rings of a row's lens.
fn lens_mark(row: &Row<'_>) -> Option<LensMark> {
    let at = row.figures.iter().position(|f| f.is_lens)?;
    let of = row.figures.iter().position(|f| !f.is_lens && f.view == row.figures[at].view)?;
    let (lens, foot) = (&row.page.figures[row.figures[at].figure], &row.page.figures[row.figures[of].figure]);
    let radius = lens.lens?;
    let center = lens.bounds.center();
    // the detail's middle on the foot is what the lens has in its own middle
    let source = foot.shape * (lens.shape.inverse() * center);
    let detail = radius * foot.length / lens.length;
    Some(mark((source + row.offset(of), detail), (center + row.offset(at), radius)))
}

/// What stands in a row beside its figures.
#[derive(Default)]
struct Named {
    /// The names of the figures, where they have one.
    names: Vec<Option<Name>>,
    /// The callouts.
    callouts: Vec<Callout>,
    /// How well they were solved.
    solved: Option<Solved>,
    /// The names of labels that were left out.
    unplaced: Vec<String>,
}

/// The rows with their names and callouts. What fails soonest is tried first:
/// whether figures stand at all, then the labels of the rows that have few.
fn named(mut rows: Vec<Row<'_>>) -> Result<Vec<(Row<'_>, Named)>, Error> {
    for row in rows.iter_mut().filter(|r| !r.page.metrics.shrink.gives_up) {
        row.guess();
        row.stand()?;
    }
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by_key(|&i| rows[i].labels.len());
    let mut found: Vec<Named> = rows.iter().map(|_| Named::default()).collect();
    for i in order {
        found[i] = given_up(&mut rows[i])?;
    }
    Ok(rows.into_iter().zip(found).collect())
}

/// Names and callouts of a row, and the names of labels that were left out:
/// where the page gives up what finds no room, quiet zones first, then the
/// smallest.
fn given_up(row: &mut Row<'_>) -> Result<Named, Error> {
    let mut unplaced = Vec::new();
    loop {
        match callouts(row) {
            Ok(named) => return Ok(Named { unplaced, ..named }),
            Err(Error::DoesNotFit(_)) if row.page.metrics.shrink.gives_up && !row.labels.is_empty() => {
                let area = |l: &Label| l.targets.iter().flat_map(|t| &t.pieces).map(Region::area).sum::<f64>();
                let rank = |row: &Row<'_>, l: usize| (row.labels[l].highlight.is_some(), area(&row.labels[l]));
                let least = |row: &Row<'_>, a: usize, b: usize| if rank(row, b) < rank(row, a) { b } else { a };
                let mut out = row.culprits.take().map(|(a, b)| least(row, a, b));
                // where many have to go, more go at once
                for _ in 0..=unplaced.len() / MANY_OUT {
                    let next = || (0..row.labels.len()).reduce(|a, b| least(row, a, b));
                    let Some(label) = out.take().or_else(next) else { break };
                    unplaced.push(row.labels.remove(label).name);
                }
            }
            Err(e) => return Err(e),
        }
    }
}

/// Labels that are left out one by one, before more are at once.
const MANY_OUT: usize = 8;

/// Rounds of standing and routing: where labels went elsewhere than was
/// guessed, the figures stand differently.
const ROUNDS: usize = 4;

/// Names and callouts of a row.
fn callouts(row: &mut Row<'_>) -> Result<Named, Error> {
    row.guess();
    let (mut last, mut seen) = (None, None);
    let mut rounds = ROUNDS;
    while rounds > 0 {
        rounds -= 1;
        row.stand()?;
        let before = row.gutters.clone();
        let names = names(row)?;
        let reserve = |g: usize| {
            let here = names.iter().flatten().filter(|n| n.gutter == Some(g));
            here.map(|n| n.height).fold(0.0, f64::max)
        };
        let reserved: Vec<f64> = (0..=row.figures.len()).map(reserve).collect();
        let mut blocks: Vec<Rect> = names.iter().flatten().map(Name::airy).collect();
        blocks.extend(place(row));
        blocks.extend(row.arrow_discs().map(|d| d.core()));
        blocks.extend(row.inside_callouts().iter().flat_map(|c| &c.marks).map(super::NumberMark::core));
        let routed = match (route(row, &mut seen, &reserved, &blocks), last.take()) {
            (Ok(routed), _) => routed,
            // what came out of the round before is sound, only not as even
            (Err(Error::DoesNotFit(_)), Some(found)) => return Ok(found),
            // feet that were parted for a label between them may leave it no
            // other place: elsewhere, then
            (Err(Error::DoesNotFit(_)), None) if row.leave_strip(&before) => {
                rounds += 1;
                continue;
            }
            (Err(e), _) => return Err(e),
        };
        let is_settled = routed.gutters == before;
        row.gutters = routed.gutters;
        last = Some(Named { names, callouts: routed.callouts, solved: routed.solved, unplaced: Vec::new() });
        if is_settled {
            break;
        }
    }
    Ok(last.unwrap_or_default())
}

/// A row with its figures about their heel ends and its labels.
fn row<'a>(
    chart: &'a Chart,
    page: &'a Arrangement,
    plan: &'a RowPlan,
    views: &[ResolvedView],
    shapes: &[Affine],
) -> Row<'a> {
    let figures: Vec<RowFigure> = plan
        .figures
        .iter()
        .map(|&figure| RowFigure {
            figure,
            view: page.figures[figure].view,
            length: page.figures[figure].length,
            silhouette: views[figure].silhouette.transform(shapes[figure]),
            zones: views[figure]
                .zones
                .iter()
                .map(|z| Tile { zone: z.zone, emphasis: z.emphasis, region: z.region.transform(shapes[figure]) })
                .collect(),
            is_lens: page.figures[figure].lens.is_some(),
            x: 0.0,
        })
        .collect();
    let (mut inside, mut outside) = (Vec::new(), Vec::new());
    let arrows = strokes::arrows(chart, &page.metrics, &figures, shapes);
    let mut discs: Vec<(usize, Point)> = arrows.iter().filter_map(|a| Some((a.figure, a.disc?))).collect();
    for label in labels(chart, &page.metrics, views, shapes, &plan.figures) {
        match marks::inside(label, &page.metrics, &discs) {
            Ok(label) => {
                discs.extend(label.discs());
                inside.push(label);
            }
            Err(label) => outside.push(*label),
        }
    }
    let mut row = Row {
        chart,
        page,
        plan,
        figures,
        gutters: Vec::new(),
        labels: outside,
        inside,
        arrows,
        outer_width: OUTER_WIDTHS[0],
        culprits: None,
        body: None,
    };
    if !row.is_pair() {
        row.outer_width = OUTER_WIDTHS[1];
    }
    row
}

/// The name of a figure in place.
struct Name {
    /// Its lines.
    lines: Vec<super::TextLine>,
    /// Its R or L.
    badge: super::Badge,
    /// Height that it takes at the top of a column.
    height: f64,
    /// The column that it takes it from.
    gutter: Option<usize>,
}

impl Name {
    /// The box that labels keep off.
    fn airy(&self) -> Rect {
        let size = self.lines.first().map_or(0.0, |l| l.style.size);
        self.bounds().inflate(NAME_AIR * size, 0.0)
    }

    /// The box around its lines and its badge.
    fn bounds(&self) -> Rect {
        self.lines.iter().map(super::TextLine::bounds).fold(self.badge.bounds(), |a, b| a.union(b))
    }
}

/// The names of a row's figures: below upright feet; for side views in the
/// open air above the instep, or where labels stand there, below the ground,
/// or where labels stand there too, at the top of that air.
fn names(row: &Row<'_>) -> Result<Vec<Option<Name>>, Error> {
    let low = (0..row.figures.len()).map(|at| instep_baseline(row, at)).collect::<Result<Vec<_>, _>>()?;
    let level = low.iter().copied().flatten().reduce(f64::min).unwrap_or(row.plan.top);
    (0..row.figures.len())
        .map(|at| {
            if row.figures[at].is_lens || !row.chart.view_names {
                return Ok(None);
            }
            if !row.figures[at].view.aspect.is_profile() || row.page.metrics.is_wide {
                return name_below(row, at).map(Some);
            }
            let gutter = if row.is_toes_right(at) { row.figures.len() } else { 0 };
            let above = row.gutters.contains(&Gutter::Column(gutter));
            let below = row.gutters.contains(&Gutter::Below(at));
            let name = match (above, below) {
                (false, _) => name_at_margin(row, at, level, None),
                (true, false) => name_at_margin(row, at, row.plan.base + row.page.metrics.px(NAME_AT_GROUND), None),
                (true, true) => {
                    name_at_margin(row, at, row.plan.top + ASCENT * row.page.metrics.view_name().size, Some(gutter))
                }
            };
            name.map(Some)
        })
        .collect()
}

/// The badge of a figure's name.
fn name_badge(row: &Row<'_>, at: usize, center: Point) -> Result<super::Badge, Error> {
    let m = &row.page.metrics;
    let side = row.figures[at].view.side;
    let letter = row.chart.words.badges.get(&side).map_or("", String::as_str);
    badge(letter, center, m.badge_radius(), m.badge_letter(), None)
}

/// A name in one line centred below its figure.
fn name_below(row: &Row<'_>, at: usize) -> Result<Name, Error> {
    let m = &row.page.metrics;
    let (full, (x0, x1)) = name_reach(row, at)?;
    let labels = row.gutters.iter().any(|g| matches!(g, Gutter::Below(_)));
    let usual = m.px(if m.is_atlas { NAME_BELOW_ATLAS } else { NAME_BELOW });
    let baseline = row.plan.base + if m.is_wide && labels { m.name_below_labels().max(usual) } else { usual };
    // at the margin, where its figure stands there
    let x = (row.figures[at].x + x0).min(m.right() - (x1 - x0)).max(m.left);
    one_line(row, at, full, x, baseline)
}

/// The name below a figure, and how far it reaches with its badge to the left
/// and to the right of the figure's heel end.
pub(super) fn name_reach<'a>(row: &Row<'a>, at: usize) -> Result<(&'a str, (f64, f64)), Error> {
    let m = &row.page.metrics;
    let (f, style) = (&row.figures[at], m.view_name());
    let full = if is_crowded(row, at) { row.chart.words.view_short(f.view) } else { row.chart.words.view(f.view) };
    let total = 2.0 * m.badge_radius() + 0.47 * style.size + width(full, &style)?;
    let b = f.silhouette.bounds().unwrap_or_default();
    let heel = f.silhouette.reach((b.y1 - 0.3 * b.height(), b.y1)).filter(|_| !f.view.aspect.is_profile());
    let (left, right) = heel.unwrap_or((b.x0, b.x1));
    let center = f64::midpoint(left, right);
    Ok((full, (center - total / 2.0, center + total / 2.0)))
}

/// Whether a figure stands so near its neighbours that only a short name fits.
fn is_crowded(row: &Row<'_>, at: usize) -> bool {
    row.page.metrics.is_atlas && row.figures.len() > 2 && !row.figures[at].view.aspect.is_profile()
}

/// A badge and a name after it, in the direction of reading.
fn one_line(row: &Row<'_>, at: usize, text: &str, x: f64, baseline: f64) -> Result<Name, Error> {
    let m = &row.page.metrics;
    let style = m.view_name();
    let reach = 2.0 * m.badge_radius() + 0.47 * style.size;
    let mut text = line(text.to_owned(), TextRole::ViewName, x + reach, baseline, style.clone())?;
    let mut center = Point::new(x + m.badge_radius(), baseline - MIDDLE * style.size);
    if row.chart.words.is_rtl {
        text.x = x;
        center.x = x + text.width + reach - m.badge_radius();
    }
    Ok(Name { lines: vec![text], badge: name_badge(row, at, center)?, height: 0.0, gutter: None })
}

/// A name in two lines at the margin on the toes' side, badge outermost;
/// `gutter` is the column that it takes room from.
fn name_at_margin(row: &Row<'_>, at: usize, first: f64, gutter: Option<usize>) -> Result<Name, Error> {
    let m = &row.page.metrics;
    let (style, right) = (m.view_name(), row.is_toes_right(at));
    let reach = 2.0 * m.badge_radius() + 0.47 * style.size;
    let edge = if right { m.right() } else { m.left };
    if m.is_atlas {
        // one line, as below upright feet: height is short and width is not
        let text = row.chart.words.view(row.figures[at].view);
        let full = 2.0 * m.badge_radius() + 0.47 * style.size + width(text, &style)?;
        let name = one_line(row, at, text, if right { edge - full } else { edge }, first)?;
        return Ok(Name { height: style.leading() + 0.7 * style.size, gutter, ..name });
    }
    let mut lines = Vec::new();
    for (i, part) in row.chart.words.view_parts(row.figures[at].view).enumerate() {
        let (role, style) =
            if i == 0 { (TextRole::ViewName, style.clone()) } else { (TextRole::ViewNameQuiet, m.view_name_quiet()) };
        let baseline = if i == 0 { first } else { first + style.leading() };
        let x = if right { edge - reach - width(part, &style)? } else { edge + reach };
        lines.push(line(part.to_owned(), role, x, baseline, style)?);
    }
    let middle = first - MIDDLE * style.size + if lines.len() > 1 { style.leading() / 2.0 } else { 0.0 };
    let center = Point::new(if right { edge - m.badge_radius() } else { edge + m.badge_radius() }, middle);
    Ok(Name { lines, badge: name_badge(row, at, center)?, height: 2.0 * style.leading() + 0.6 * style.size, gutter })
}

/// The first baseline of a two-line name that stands close above the instep.
fn instep_baseline(row: &Row<'_>, at: usize) -> Result<Option<f64>, Error> {
    let m = &row.page.metrics;
    let f = &row.figures[at];
    if !f.view.aspect.is_profile() {
        return Ok(None);
    }
    let style = m.view_name();
    let w =
        width(row.chart.words.view_parts(f.view).next().unwrap_or(""), &style)? + 2.0 * m.badge_radius() + style.size;
    let (x0, x1) = if row.is_toes_right(at) { (m.right() - w, m.width) } else { (0.0, m.left + w) };
    let strip = Region::from_rect(Rect::new(x0 - style.size, 0.0, x1 + style.size, m.height));
    let top = row.silhouette(at).intersect(&strip).bounds().map_or(row.plan.base, |b| b.y0);
    Ok(Some((top - 1.5 * style.size - style.leading()).max(row.plan.top + ASCENT * style.size)))
}
