//! Segments, boxes and polylines whose points are whole hundredths of a px:
//! whether two of them meet, without rounding, and how far they are apart, in px.

use super::problem::{Spot, px};

/// Twice the area of a triangle, positive where it turns clockwise on a page.
fn turn(a: Spot, b: Spot, c: Spot) -> i128 {
    i128::from(b.0 - a.0) * i128::from(c.1 - a.1) - i128::from(b.1 - a.1) * i128::from(c.0 - a.0)
}

/// Whether two closed segments share a point, exactly.
fn segments_meet(a: Spot, b: Spot, c: Spot, d: Spot) -> bool {
    let boxed = |p: i64, q: i64, r: i64, s: i64| p.min(q) <= r.max(s) && r.min(s) <= p.max(q);
    if !boxed(a.0, b.0, c.0, d.0) || !boxed(a.1, b.1, c.1, d.1) {
        return false;
    }
    let (s1, s2) = (turn(a, b, c).signum(), turn(a, b, d).signum());
    let (s3, s4) = (turn(c, d, a).signum(), turn(c, d, b).signum());
    s1 * s2 <= 0 && s3 * s4 <= 0
}

/// Whether a closed segment and a closed rectangle share a point.
pub(super) fn segment_meets(a: Spot, b: Spot, r: [i64; 4]) -> bool {
    let inside = |p: Spot| r[0] <= p.0 && p.0 <= r[2] && r[1] <= p.1 && p.1 <= r[3];
    let corners = [(r[0], r[1]), (r[2], r[1]), (r[2], r[3]), (r[0], r[3])];
    inside(a) || inside(b) || (0..4).any(|i| segments_meet(a, b, corners[i], corners[(i + 1) % 4]))
}

/// Whether two closed rectangles share a point.
pub(super) const fn boxes_meet(a: [i64; 4], b: [i64; 4]) -> bool {
    a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3]
}

/// The bounds of a polyline.
pub(super) fn bounds(points: &[Spot]) -> [i64; 4] {
    points.iter().fold([i64::MAX, i64::MAX, i64::MIN, i64::MIN], |r, p| {
        [r[0].min(p.0), r[1].min(p.1), r[2].max(p.0), r[3].max(p.1)]
    })
}

/// Pairs of the items of two lists whose bounds share a point, by a sweep down the page.
pub(super) fn near(first: &[[i64; 4]], second: &[[i64; 4]]) -> Vec<(usize, usize)> {
    let sorted = |bounds: &[[i64; 4]]| -> Vec<usize> {
        let mut order: Vec<usize> = (0..bounds.len()).collect();
        order.sort_by_key(|&i| bounds[i][1]);
        order
    };
    let (by_first, by_second) = (sorted(first), sorted(second));
    let (mut open_first, mut open_second): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    let (mut i, mut k) = (0, 0);
    let mut out = Vec::new();
    while i < by_first.len() || k < by_second.len() {
        let is_first = match (by_first.get(i), by_second.get(k)) {
            (Some(&a), Some(&b)) => first[a][1] <= second[b][1],
            (first, _) => first.is_some(),
        };
        if is_first {
            let a = by_first[i];
            open_second.retain(|&b| second[b][3] >= first[a][1]);
            out.extend(open_second.iter().filter(|&&b| boxes_meet(first[a], second[b])).map(|&b| (a, b)));
            open_first.push(a);
            i += 1;
        } else {
            let b = by_second[k];
            open_first.retain(|&a| first[a][3] >= second[b][1]);
            out.extend(open_first.iter().filter(|&&a| boxes_meet(first[a], second[b])).map(|&a| (a, b)));
            open_second.push(b);
            k += 1;
        }
    }
    out
}

/// Whether two polylines share a point.
pub(super) fn polylines_meet(a: &[Spot], b: &[Spot]) -> bool {
    a.windows(2).any(|s| b.windows(2).any(|t| segments_meet(s[0], s[1], t[0], t[1])))
}

/// Distance of a point from a segment.
pub(super) fn from_segment(p: kurbo::Point, a: kurbo::Point, b: kurbo::Point) -> f64 {
    let ab = b - a;
    let t = if ab.hypot2() > 0.0 { ((p - a).dot(ab) / ab.hypot2()).clamp(0.0, 1.0) } else { 0.0 };
    p.distance(a.lerp(b, t))
}

/// Whether a point is nearer to a polyline than some distance.
pub(super) fn is_near(p: Spot, line: &[Spot], distance: i64) -> bool {
    let point = |p: Spot| kurbo::Point::new(px(p.0), px(p.1));
    line.windows(2).any(|s| from_segment(point(p), point(s[0]), point(s[1])) < px(distance))
}

/// Distance of two polylines.
pub(super) fn polyline_distance(a: &[Spot], b: &[Spot]) -> f64 {
    if polylines_meet(a, b) {
        return 0.0;
    }
    let point = |p: Spot| kurbo::Point::new(px(p.0), px(p.1));
    let ends = |p: &[Spot], q: &[Spot]| {
        p.iter()
            .flat_map(|x| q.windows(2).map(|s| from_segment(point(*x), point(s[0]), point(s[1]))))
            .fold(f64::INFINITY, f64::min)
    };
    ends(a, b).min(ends(b, a))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_that_touch_meet() {
        assert!(segments_meet((0, 0), (2, 2), (0, 2), (2, 0)), "cross");
        assert!(segments_meet((0, 0), (2, 0), (1, 0), (3, 0)), "collinear overlap");
        assert!(segments_meet((0, 0), (2, 0), (2, 0), (3, 5)), "at an end");
        assert!(!segments_meet((0, 0), (1, 0), (2, 0), (3, 0)), "collinear apart");
        assert!(!segments_meet((0, 0), (10, 10), (0, 10), (4, 6)), "stops short");
    }
}
