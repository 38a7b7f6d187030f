//! Where segments, boxes and regions meet.

use crate::geom::Region;
use kurbo::{Point, Rect};

/// Returns whether two closed segments share a point.
pub(super) fn segments_meet(a: Point, b: Point, c: Point, d: Point) -> bool {
    let side = |p: Point, q: Point, r: Point| (q - p).cross(r - p);
    let (s1, s2) = (side(a, b, c), side(a, b, d));
    let (s3, s4) = (side(c, d, a), side(c, d, b));
    if s1 == 0.0 && s2 == 0.0 {
        let over = |a0: f64, a1: f64, b0: f64, b1: f64| a0.min(a1) <= b0.max(b1) && b0.min(b1) <= a0.max(a1);
        return over(a.x, b.x, c.x, d.x) && over(a.y, b.y, c.y, d.y);
    }
    s1 * s2 <= 0.0 && s3 * s4 <= 0.0
}

/// Returns whether a segment meets a rectangle.
pub(super) fn segment_meets(a: Point, b: Point, r: Rect) -> bool {
    let corners = [Point::new(r.x0, r.y0), Point::new(r.x1, r.y0), Point::new(r.x1, r.y1), Point::new(r.x0, r.y1)];
    r.contains(a) || r.contains(b) || (0..4).any(|i| segments_meet(a, b, corners[i], corners[(i + 1) % 4]))
}

/// Returns whether a segment runs into a region.
pub(super) fn enters(region: &Region, a: Point, b: Point) -> bool {
    region.contains(a) || region.contains(b) || region.edges().any(|(c, d)| segments_meet(a, b, c, d))
}

/// Returns whether a region and a rectangle share area.
pub(super) fn meets(region: &Region, r: Rect) -> bool {
    // of the second, only what is near the first is looked at
    region.bounds().is_some_and(|b| b.overlaps(r)) && Region::from_rect(r).intersect(region).area() > 0.5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_that_touch_meet() {
        let p = |x: f64, y: f64| Point::new(x, y);
        assert!(segments_meet(p(0.0, 0.0), p(2.0, 2.0), p(0.0, 2.0), p(2.0, 0.0)), "cross");
        assert!(segments_meet(p(0.0, 0.0), p(2.0, 0.0), p(1.0, 0.0), p(3.0, 0.0)), "collinear overlap");
        assert!(!segments_meet(p(0.0, 0.0), p(1.0, 0.0), p(2.0, 0.0), p(3.0, 0.0)), "collinear apart");
        assert!(!segments_meet(p(0.0, 0.0), p(1.0, 1.0), p(0.0, 1.0), p(0.4, 0.6)), "stops short");
    }
}
