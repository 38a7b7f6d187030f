//! Names of views beside or below their figures.

use super::figures::{GutterId, Row};
use super::standing::Standing;
use crate::error::Error;
use crate::geom::Region;
use crate::layout::placed::{Badge, TextLine, TextRole};
use crate::layout::sizes::{ASCENT, MIDDLE};
use crate::layout::texts::{badge, line};
use crate::text::width;
use kurbo::{Point, Rect};

/// From the ground to the baseline of the name below an upright foot, in units.
const NAME_BELOW: f64 = 0.039;
/// From the ground to the baseline of that name on a wall chart, in units.
const NAME_BELOW_ATLAS: f64 = 0.031;
/// From the ground to the first baseline of a name below a side view, in units.
const NAME_AT_GROUND: f64 = 0.031;
/// Air beside the name of a view, in sizes of its type.
pub(super) const NAME_AIR: f64 = 0.4;

/// The name of a figure in place.
pub(in crate::layout) struct FigureName {
    /// Its lines.
    pub lines: Vec<TextLine>,
    /// Its R or L.
    pub badge: Badge,
    /// Height that it takes at the top of a column.
    pub height: f64,
    /// The column that it takes it from.
    pub gutter: Option<usize>,
}

impl FigureName {
    /// Returns the box that labels keep off.
    pub(super) fn airy(&self) -> Rect {
        let size = self.lines.first().map_or(0.0, |l| l.style.size);
        self.bounds().inflate(NAME_AIR * size, 0.0)
    }

    /// Returns the box around its lines and its badge.
    fn bounds(&self) -> Rect {
        self.lines.iter().map(TextLine::bounds).fold(self.badge.bounds(), |a, b| a.union(b))
    }
}

/// Places the names of a row's figures: below upright feet; for side views in
/// the open air above the instep, or where labels stand there, below the
/// ground, or where labels stand there too, at the top of that air.
pub(super) fn names(row: &Row<'_>, standing: &Standing) -> Result<Vec<Option<FigureName>>, Error> {
    let low = (0..row.figures.len()).map(|at| instep_baseline(row, standing, at)).collect::<Result<Vec<_>, _>>()?;
    let level = low.iter().copied().flatten().reduce(f64::min).unwrap_or(row.plan.top);
    (0..row.figures.len())
        .map(|at| {
            if row.figures[at].is_lens || !row.chart.view_names {
                return Ok(None);
            }
            if !row.figures[at].view.aspect.is_profile() || row.page.sizes.is_wide {
                return name_below(row, standing, at).map(Some);
            }
            let gutter = if row.is_toes_right(at) { row.figures.len() } else { 0 };
            let above = standing.gutters.contains(&GutterId::Column(gutter));
            let below = standing.gutters.contains(&GutterId::Below(at));
            let name = match (above, below) {
                (false, _) => name_at_margin(row, at, level, None),
                (true, false) => name_at_margin(row, at, row.plan.base + row.page.sizes.px(NAME_AT_GROUND), None),
                (true, true) => {
                    name_at_margin(row, at, row.plan.top + ASCENT * row.page.sizes.view_name().size, Some(gutter))
                }
            };
            name.map(Some)
        })
        .collect()
}

/// Returns the badge of a figure's name.
fn name_badge(row: &Row<'_>, at: usize, center: Point) -> Result<Badge, Error> {
    let m = &row.page.sizes;
    let side = row.figures[at].view.side;
    let letter = row.chart.words.badges.get(&side).map_or("", String::as_str);
    badge(letter, center, m.badge_radius(), m.badge_letter(), None)
}

/// Places a name in one line, centred below its figure.
fn name_below(row: &Row<'_>, standing: &Standing, at: usize) -> Result<FigureName, Error> {
    let m = &row.page.sizes;
    let (full, (x0, x1)) = name_reach(row, at)?;
    let labels = standing.gutters.iter().any(|g| matches!(g, GutterId::Below(_)));
    let usual = m.px(if m.is_atlas { NAME_BELOW_ATLAS } else { NAME_BELOW });
    let baseline = row.plan.base + if m.is_wide && labels { m.name_below_labels().max(usual) } else { usual };
    // at the margin, where its figure stands there
    let x = (standing.xs[at] + x0).min(m.right() - (x1 - x0)).max(m.left);
    one_line(row, at, full, x, baseline)
}

/// Returns the name below a figure, and how far it reaches with its badge to
/// the left and to the right of the figure's heel end.
pub(super) fn name_reach<'a>(row: &Row<'a>, at: usize) -> Result<(&'a str, (f64, f64)), Error> {
    let m = &row.page.sizes;
    let (f, style) = (&row.figures[at], m.view_name());
    let full = if is_crowded(row, at) { row.chart.words.view_short(f.view) } else { row.chart.words.view(f.view) };
    let total = 2.0 * m.badge_radius() + 0.47 * style.size + width(full, &style)?;
    let b = f.silhouette.bounds().unwrap_or_default();
    let heel = f.silhouette.reach((b.y1 - 0.3 * b.height(), b.y1)).filter(|_| !f.view.aspect.is_profile());
    let (left, right) = heel.unwrap_or((b.x0, b.x1));
    let center = f64::midpoint(left, right);
    Ok((full, (center - total / 2.0, center + total / 2.0)))
}

/// Returns whether a figure stands so near its neighbours that only a short
/// name fits.
fn is_crowded(row: &Row<'_>, at: usize) -> bool {
    row.page.sizes.is_atlas && row.figures.len() > 2 && !row.figures[at].view.aspect.is_profile()
}

/// Places a badge and a name after it, in the direction of reading.
fn one_line(row: &Row<'_>, at: usize, text: &str, x: f64, baseline: f64) -> Result<FigureName, Error> {
    let m = &row.page.sizes;
    let style = m.view_name();
    let reach = 2.0 * m.badge_radius() + 0.47 * style.size;
    let mut text = line(text.to_owned(), TextRole::ViewName, x + reach, baseline, style.clone())?;
    let mut center = Point::new(x + m.badge_radius(), baseline - MIDDLE * style.size);
    if row.chart.words.is_rtl {
        text.x = x;
        center.x = x + text.width + reach - m.badge_radius();
    }
    Ok(FigureName { lines: vec![text], badge: name_badge(row, at, center)?, height: 0.0, gutter: None })
}

/// Places a name in two lines at the margin on the toes' side, badge outermost;
/// `gutter` is the column that it takes room from.
fn name_at_margin(row: &Row<'_>, at: usize, first: f64, gutter: Option<usize>) -> Result<FigureName, Error> {
    let m = &row.page.sizes;
    let (style, right) = (m.view_name(), row.is_toes_right(at));
    let reach = 2.0 * m.badge_radius() + 0.47 * style.size;
    let edge = if right { m.right() } else { m.left };
    if m.is_atlas {
        // one line, as below upright feet: height is short and width is not
        let text = row.chart.words.view(row.figures[at].view);
        let full = 2.0 * m.badge_radius() + 0.47 * style.size + width(text, &style)?;
        let name = one_line(row, at, text, if right { edge - full } else { edge }, first)?;
        return Ok(FigureName { height: style.leading() + 0.7 * style.size, gutter, ..name });
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
    Ok(FigureName {
        lines,
        badge: name_badge(row, at, center)?,
        height: 2.0 * style.leading() + 0.6 * style.size,
        gutter,
    })
}

/// Returns the first baseline of a two-line name that stands close above the
/// instep.
fn instep_baseline(row: &Row<'_>, standing: &Standing, at: usize) -> Result<Option<f64>, Error> {
    let m = &row.page.sizes;
    let f = &row.figures[at];
    if !f.view.aspect.is_profile() {
        return Ok(None);
    }
    let style = m.view_name();
    let w =
        width(row.chart.words.view_parts(f.view).next().unwrap_or(""), &style)? + 2.0 * m.badge_radius() + style.size;
    let (x0, x1) = if row.is_toes_right(at) { (m.right() - w, m.width) } else { (0.0, m.left + w) };
    let strip = Region::from_rect(Rect::new(x0 - style.size, 0.0, x1 + style.size, m.height));
    let top = standing.silhouette(row, at).intersect(&strip).bounds().map_or(row.plan.base, |b| b.y0);
    Ok(Some((top - 1.5 * style.size - style.leading()).max(row.plan.top + ASCENT * style.size)))
}
