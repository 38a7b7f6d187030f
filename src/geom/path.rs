//! Paths and polylines: flattening, resampling, corner rounding, splines. Lengths
//! are in the unit of the caller.

use kurbo::{BezPath, PathEl, Point};

/// Returns the rings of a path as point lists, curves replaced by chords that stray at most
/// `tolerance` from them. Open subpaths stay open.
pub fn flatten(path: &BezPath, tolerance: f64) -> Vec<Vec<Point>> {
    let mut rings: Vec<Vec<Point>> = Vec::new();
    kurbo::flatten(path.elements().iter().copied(), tolerance, |el| match el {
        PathEl::MoveTo(p) => rings.push(vec![p]),
        PathEl::LineTo(p) => {
            if let Some(ring) = rings.last_mut() {
                ring.push(p);
            }
        }
        _ => {}
    });
    for ring in &mut rings {
        if ring.len() > 1 && ring.first() == ring.last() {
            ring.pop();
        }
    }
    rings.retain(|r| r.len() > 1);
    rings
}

/// Returns a circle of four cubic arcs (the usual 0.5523 approximation, radius error below 0.03 %).
pub fn circle(center: Point, r: f64) -> BezPath {
    let k = 0.552_284_749_8 * r;
    let at = |x: f64, y: f64| Point::new(center.x + x, center.y + y);
    let mut path = BezPath::new();
    path.move_to(at(r, 0.0));
    path.curve_to(at(r, k), at(k, r), at(0.0, r));
    path.curve_to(at(-k, r), at(-r, k), at(-r, 0.0));
    path.curve_to(at(-r, -k), at(-k, -r), at(0.0, -r));
    path.curve_to(at(k, -r), at(r, -k), at(r, 0.0));
    path.close_path();
    path
}

/// Splits each edge between the points into parts of at most `step`; `closed` says whether the last
/// point joins the first.
pub fn sample_edges(points: &[Point], step: f64, closed: bool) -> Vec<Point> {
    let n = points.len();
    let edges = if closed { n } else { n.saturating_sub(1) };
    let mut out = Vec::with_capacity(n * 4);
    for i in 0..edges {
        let (a, b) = (points[i], points[(i + 1) % n]);
        let parts = ((b - a).hypot2().sqrt() / step).ceil().max(1.0);
        let mut k = 0.0;
        while k < parts {
            out.push(a.lerp(b, k / parts));
            k += 1.0;
        }
    }
    if !closed {
        out.extend(points.last().copied());
    }
    out
}

/// Rounds the corners of a closed polygon: each is cut back by `reach` along both edges (at most 45
/// % of an edge), and joined by a quadratic arc with the corner as its control point.
///
/// `corners[i]` says that `points[i]` is a corner of the drawing; points
/// between corners only carry the curvature of their edge.
pub fn round_corners(points: &[Point], corners: &[bool], reach: f64) -> Vec<Point> {
    let n = points.len();
    let marks: Vec<usize> = (0..n).filter(|&i| corners[i]).collect();
    if reach <= 0.0 || marks.len() < 3 {
        return points.to_vec();
    }
    let mut out = Vec::new();
    for (k, &start) in marks.iter().enumerate() {
        let end = marks[(k + 1) % marks.len()];
        let mut edge: Vec<Point> = Vec::new();
        let mut i = start;
        loop {
            edge.push(points[i]);
            if i == end {
                break;
            }
            i = (i + 1) % n;
        }
        let trimmed = trim(&edge, reach);
        if let (Some(&last), Some(&first)) = (out.last(), trimmed.first()) {
            arc(&mut out, last, points[start], first);
        }
        out.extend(trimmed);
    }
    if let (Some(&last), Some(&first)) = (out.last(), out.first()) {
        arc(&mut out, last, points[marks[0]], first);
    }
    out
}

/// Adds the inner points of the quadratic from `a` over `corner` to `b`.
fn arc(out: &mut Vec<Point>, a: Point, corner: Point, b: Point) {
    for step in 1..8 {
        let t = f64::from(step) / 8.0;
        out.push(a.lerp(corner, t).lerp(corner.lerp(b, t), t));
    }
}

/// Returns a polyline without its first and last `reach`, at most 45 % of its length each.
fn trim(edge: &[Point], reach: f64) -> Vec<Point> {
    let length: f64 = edge.windows(2).map(|w| (w[1] - w[0]).hypot2().sqrt()).sum();
    let cut = reach.min(0.45 * length);
    let mut out = vec![polyline_at(edge, cut)];
    let mut along = 0.0;
    for w in edge.windows(2) {
        along += (w[1] - w[0]).hypot2().sqrt();
        if along > cut && along < length - cut {
            out.push(w[1]);
        }
    }
    out.push(polyline_at(edge, length - cut));
    out
}

/// Returns a smooth curve through the points as a polyline of `parts` chords a span: the
/// centripetal Catmull-Rom spline (Barry and Goldman 1988), whose alpha of 0.5 gives no cusps and
/// no loops (Yuksel et al. 2011).
pub fn spline(points: &[Point], parts: u32) -> Vec<Point> {
    let n = points.len();
    if n < 3 {
        return points.to_vec();
    }
    let mut out = Vec::new();
    for i in 0..n - 1 {
        let (p1, p2) = (points[i], points[i + 1]);
        let p0 = if i > 0 { points[i - 1] } else { p1 + (p1 - p2) };
        let p3 = if i + 2 < n { points[i + 2] } else { p2 + (p2 - p1) };
        let knot = |t: f64, a: Point, b: Point| t + (b - a).hypot2().sqrt().sqrt().max(1e-9);
        let t1 = knot(0.0, p0, p1);
        let t2 = knot(t1, p1, p2);
        let t3 = knot(t2, p2, p3);
        let mix = |a: Point, b: Point, ta: f64, tb: f64, t: f64| a.lerp(b, (t - ta) / (tb - ta));
        for k in 0..parts {
            let t = t1 + (t2 - t1) * f64::from(k) / f64::from(parts);
            let (a1, a2, a3) = (mix(p0, p1, 0.0, t1, t), mix(p1, p2, t1, t2, t), mix(p2, p3, t2, t3, t));
            let (b1, b2) = (mix(a1, a2, 0.0, t2, t), mix(a2, a3, t1, t3, t));
            out.push(mix(b1, b2, t1, t2, t));
        }
    }
    out.extend(points.last().copied());
    out
}

/// Returns the point at a distance along a polyline, clamped to its ends.
pub fn polyline_at(points: &[Point], distance: f64) -> Point {
    let mut left = distance.max(0.0);
    for w in points.windows(2) {
        let length = (w[1] - w[0]).hypot2().sqrt();
        if left <= length {
            let t = if length > 0.0 { left / length } else { 0.0 };
            return w[0].lerp(w[1], t);
        }
        left -= length;
    }
    points.last().copied().unwrap_or(Point::ZERO)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square() -> Vec<Point> {
        vec![Point::new(0.0, 0.0), Point::new(10.0, 0.0), Point::new(10.0, 10.0), Point::new(0.0, 10.0)]
    }

    #[test]
    fn rounding_keeps_the_polygon_inside_itself() {
        let round = round_corners(&square(), &[true; 4], 3.0);
        assert!(round.iter().all(|p| (0.0..=10.0).contains(&p.x) && (0.0..=10.0).contains(&p.y)), "inside");
        assert!(!round.contains(&Point::new(0.0, 0.0)), "the corner is gone");
    }

    #[test]
    fn sampling_keeps_the_corners() {
        let fine = sample_edges(&square(), 1.0, true);
        assert_eq!(fine.len(), 40, "ten parts an edge");
        assert!(square().iter().all(|p| fine.contains(p)), "corners stay");
    }
}
