//! Where the rows of labels lie that stand below and above figures.

use super::figures::Row;
use super::locator::name_span;
use super::standing::Standing;
use crate::error::Error;

/// Gap between labels of a row, in sizes of their type.
pub(super) const ROW_GAP: f64 = 0.5;
/// Gap between labels of a row above toes, in sizes of their type.
pub(super) const ROW_GAP_ABOVE: f64 = 1.3;
/// From the ground to the tops of labels below a side view of a wall chart, in
/// units.
pub(super) const ROW_TOP_ATLAS: f64 = 0.018;
/// From the toes to the bottoms of labels above them, in units.
pub(super) const ROW_BOTTOM: f64 = 0.014;
/// From a leader's end to the text below it, in sizes of type.
pub(super) const BELOW_GAP: f64 = 0.2;
/// From a leader's end to the text above it, in sizes of type.
pub(super) const ABOVE_GAP: f64 = 0.12;

/// Where a row of labels stands at its figure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum RowSide {
    /// Below the ground.
    Below,
    /// Above the toes.
    Above,
}

/// Returns the left and right end of the labels of a row: below side views the
/// length of the foot, or as much more towards the middle of the page as they
/// need, up to the name of the figure of the body; else the foot's half of the
/// page.
pub(super) fn ground(
    row: &Row<'_>,
    standing: &Standing,
    at: usize,
    total: f64,
    edge: RowSide,
) -> Result<(f64, f64), Error> {
    let m = &row.page.sizes;
    let (left, right) = (m.left, m.right());
    let foot = standing.silhouette(row, at).bounds().unwrap_or_default();
    if !row.is_pair() {
        // a wall chart has other figures, with names, beside this one
        let reach = if m.is_atlas { (foot.x0.max(left), foot.x1.min(right)) } else { (left, right) };
        // the name of the figure of the body stands at the end of the row
        let right = name_span(row, standing)?.map_or(right, |(x0, _)| right.min(x0 - m.px(0.02)));
        let reach = (reach.0, reach.1.min(right));
        let more = ((total - (reach.1 - reach.0)) / 2.0).max(0.0);
        let start = (reach.0 - more).max(left);
        let end = reach.1.max(start + total).min(right);
        return Ok((start.min(end - total).max(left), end));
    }
    let half = |sign: f64| m.middle() + sign * 0.01 * m.width;
    if edge == RowSide::Above {
        return Ok(if at == 0 { (left, half(-1.0)) } else { (half(1.0), right) });
    }
    let others = !row.ground_is_single(standing);
    let (mut least, mut most) = if others { (half(1.0), half(-1.0)) } else { (left, right) };
    if let Some((x0, x1)) = name_span(row, standing)? {
        let air = 0.013 * m.unit;
        (least, most) = (least.max(x1 + air), most.min(x0 - air));
    }
    Ok(if at == 0 {
        (left, foot.x1.max(left + total).min(most))
    } else {
        (foot.x0.min(right - total).max(least), right)
    })
}
