//! Straight segments: whether they meet each other or a box, and how far a point
//! is from one.

use kurbo::{Point, Rect};

/// Whether two closed segments share a point.
pub fn segments_meet(a: Point, b: Point, c: Point, d: Point) -> bool {
    let side = |p: Point, q: Point, r: Point| (q - p).cross(r - p);
    let (s1, s2) = (side(a, b, c), side(a, b, d));
    let (s3, s4) = (side(c, d, a), side(c, d, b));
    if s1 == 0.0 && s2 == 0.0 {
        let over = |a0: f64, a1: f64, b0: f64, b1: f64| a0.min(a1) <= b0.max(b1) && b0.min(b1) <= a0.max(a1);
        return over(a.x, b.x, c.x, d.x) && over(a.y, b.y, c.y, d.y);
    }
    s1 * s2 <= 0.0 && s3 * s4 <= 0.0
}

/// Whether a segment meets a rectangle.
pub fn segment_meets(a: Point, b: Point, r: Rect) -> bool {
    let corners = [Point::new(r.x0, r.y0), Point::new(r.x1, r.y0), Point::new(r.x1, r.y1), Point::new(r.x0, r.y1)];
    r.contains(a) || r.contains(b) || (0..4).any(|i| segments_meet(a, b, corners[i], corners[(i + 1) % 4]))
}

/// The square of the distance of a point to a segment.
pub(super) fn square_distance(p: Point, a: Point, b: Point) -> f64 {
    let ab = b - a;
    let length2 = ab.hypot2();
    let t = if length2 > 0.0 { ((p - a).dot(ab) / length2).clamp(0.0, 1.0) } else { 0.0 };
    (p - a.lerp(b, t)).hypot2()
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
