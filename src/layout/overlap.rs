//! Whether segments and boxes reach into regions.

use crate::geom::{Region, segments_meet};
use kurbo::{Point, Rect};

/// Returns whether a segment runs into a region.
pub(super) fn enters(region: &Region, a: Point, b: Point) -> bool {
    region.contains(a) || region.contains(b) || region.edges().any(|(c, d)| segments_meet(a, b, c, d))
}

/// Returns whether a region and a rectangle share area.
pub(super) fn meets(region: &Region, r: Rect) -> bool {
    // of the second, only what is near the first is looked at
    region.bounds().is_some_and(|b| b.overlaps(r)) && Region::from_rect(r).intersect(region).area() > 0.5
}
