//! What every drawing of labels must keep, and how good it is, in whole
//! hundredths of a px: exact.

use super::Spot;
use super::sweep::any_meet;

/// Labels as they are drawn.
#[derive(Clone, Debug, Default)]
pub struct Drawn {
    /// Where boxes may be: left, top, right, bottom.
    pub page: [i64; 4],
    /// The boxes of the labels.
    pub boxes: Vec<[i64; 4]>,
    /// Leaders: the label of each, and its points, the anchor first.
    pub leaders: Vec<(usize, Vec<Spot>)>,
    /// Boxes of other things.
    pub blocks: Vec<[i64; 4]>,
}

/// Something that must not be.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Fault {
    /// The boxes of two labels share a point.
    Overlap(usize, usize),
    /// Leaders of two labels share a point.
    Crossing(usize, usize),
    /// A leader of the first label meets the box of the second.
    Through(usize, usize),
    /// The box or a leader of a label meets a block.
    Blocked(usize, usize),
    /// The box of a label leaves the page.
    OffPage(usize),
}

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
fn segment_meets(a: Spot, b: Spot, r: [i64; 4]) -> bool {
    let inside = |p: Spot| r[0] <= p.0 && p.0 <= r[2] && r[1] <= p.1 && p.1 <= r[3];
    let corners = [(r[0], r[1]), (r[2], r[1]), (r[2], r[3]), (r[0], r[3])];
    inside(a) || inside(b) || (0..4).any(|i| segments_meet(a, b, corners[i], corners[(i + 1) % 4]))
}

/// Whether two closed rectangles share a point.
const fn boxes_meet(a: [i64; 4], b: [i64; 4]) -> bool {
    a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3]
}

/// The bounds of a polyline.
fn bounds(points: &[Spot]) -> [i64; 4] {
    points.iter().fold([i64::MAX, i64::MAX, i64::MIN, i64::MIN], |r, p| {
        [r[0].min(p.0), r[1].min(p.1), r[2].max(p.0), r[3].max(p.1)]
    })
}

/// Pairs of the items of two lists whose bounds share a point, by a sweep down the page.
fn near(first: &[[i64; 4]], second: &[[i64; 4]]) -> Vec<(usize, usize)> {
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

/// Whether no two leaders of different labels can meet, found without looking
/// at every pair: for leaders that all run across columns, or all across rows.
fn are_apart(leaders: &[(usize, Vec<Spot>)]) -> bool {
    let turned = || leaders.iter().map(|(i, p)| (*i, p.iter().map(|&(x, y)| (y, x)).collect())).collect::<Vec<_>>();
    let meet = any_meet(leaders).or_else(|| any_meet(&turned()));
    meet == Some(false)
}

/// Whether two polylines share a point.
pub(super) fn polylines_meet(a: &[Spot], b: &[Spot]) -> bool {
    a.windows(2).any(|s| b.windows(2).any(|t| segments_meet(s[0], s[1], t[0], t[1])))
}

/// Everything that is wrong with a drawing, in a fixed order; empty for a
/// sound one. Leaders of one label may meet each other and their own box.
pub fn faults(drawn: &Drawn) -> Vec<Fault> {
    let mut out = Vec::new();
    for (i, b) in drawn.boxes.iter().enumerate() {
        if b[0] < drawn.page[0] || b[1] < drawn.page[1] || b[2] > drawn.page[2] || b[3] > drawn.page[3] {
            out.push(Fault::OffPage(i));
        }
    }
    let count = drawn.boxes.len();
    let lines: Vec<[i64; 4]> = drawn.leaders.iter().map(|(_, points)| bounds(points)).collect();
    for (a, b) in near(&drawn.boxes, &drawn.boxes) {
        if a < b {
            out.push(Fault::Overlap(a, b));
        }
    }
    for (a, line) in near(&drawn.boxes, &lines) {
        let (owner, points) = &drawn.leaders[line];
        if *owner != a && points.windows(2).any(|s| segment_meets(s[0], s[1], drawn.boxes[a])) {
            out.push(Fault::Through(*owner, a));
        }
    }
    if !are_apart(&drawn.leaders) {
        for (x, y) in near(&lines, &lines) {
            let ((i, p), (k, q)) = (&drawn.leaders[x], &drawn.leaders[y]);
            if i < k && polylines_meet(p, q) {
                out.push(Fault::Crossing(*i, *k));
            }
        }
    }
    for (k, block) in drawn.blocks.iter().enumerate() {
        out.extend((0..count).filter(|&i| boxes_meet(drawn.boxes[i], *block)).map(|i| Fault::Blocked(i, k)));
        let meets = |p: &[Spot]| p.windows(2).any(|s| segment_meets(s[0], s[1], *block));
        out.extend(drawn.leaders.iter().filter(|l| meets(&l.1)).map(|l| Fault::Blocked(l.0, k)));
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// How good a drawing is. Lengths are px.
#[derive(Clone, Copy, Debug, Default)]
pub struct Metrics {
    /// Number of labels.
    pub labels: usize,
    /// Number of leaders.
    pub leaders: usize,
    /// Boxes that share a point.
    pub overlaps: usize,
    /// Leaders that share a point.
    pub crossings: usize,
    /// Leaders that meet a foreign box.
    pub through: usize,
    /// Boxes or leaders that meet something else.
    pub blocked: usize,
    /// Boxes that leave the page.
    pub off_page: usize,
    /// Leaders with a bend.
    pub bent: usize,
    /// Sum of the lengths of leaders.
    pub length: f64,
    /// Greatest angle of a slant from the level or the plumb, whichever is
    /// nearer to the leader's first part, in degrees.
    pub steepest: f64,
    /// Least distance of two leaders of different labels.
    pub nearest: f64,
    /// Least distance of a leader from the anchor of another label.
    pub nearest_anchor: f64,
}

/// Measures a drawing.
pub fn metrics(drawn: &Drawn) -> Metrics {
    let mut out = Metrics {
        labels: drawn.boxes.len(),
        leaders: drawn.leaders.len(),
        nearest: f64::INFINITY,
        nearest_anchor: f64::INFINITY,
        ..Metrics::default()
    };
    for fault in faults(drawn) {
        *match fault {
            Fault::Overlap(..) => &mut out.overlaps,
            Fault::Crossing(..) => &mut out.crossings,
            Fault::Through(..) => &mut out.through,
            Fault::Blocked(..) => &mut out.blocked,
            Fault::OffPage(_) => &mut out.off_page,
        } += 1;
    }
    let point = |p: Spot| kurbo::Point::new(super::px(p.0), super::px(p.1));
    for (i, (owner, points)) in drawn.leaders.iter().enumerate() {
        out.bent += usize::from(points.len() > 2);
        out.length += points.windows(2).map(|s| point(s[0]).distance(point(s[1]))).sum::<f64>();
        if let [.., from, to] = points.as_slice() {
            let d = point(*to) - point(*from);
            let level = points.len() < 3 || points[0].1 == points[1].1;
            let (along, across) = if level { (d.y.abs(), d.x.abs()) } else { (d.x.abs(), d.y.abs()) };
            out.steepest = out.steepest.max(libm::atan2(along, across).to_degrees());
        }
        for (other, points_of_other) in &drawn.leaders[i + 1..] {
            if owner != other {
                let apart = polyline_distance(points, points_of_other);
                out.nearest = out.nearest.min(apart);
            }
        }
        for (other, others) in &drawn.leaders {
            if owner != other && others.first() != points.first() {
                let far = points.windows(2).map(|s| from_segment(point(others[0]), point(s[0]), point(s[1])));
                out.nearest_anchor = far.fold(out.nearest_anchor, f64::min);
            }
        }
    }
    out
}

/// Distance of a point from a segment.
fn from_segment(p: kurbo::Point, a: kurbo::Point, b: kurbo::Point) -> f64 {
    let ab = b - a;
    let t = if ab.hypot2() > 0.0 { ((p - a).dot(ab) / ab.hypot2()).clamp(0.0, 1.0) } else { 0.0 };
    p.distance(a.lerp(b, t))
}

/// Whether a point is nearer to a polyline than some distance.
pub(super) fn is_near(p: Spot, line: &[Spot], distance: i64) -> bool {
    let point = |p: Spot| kurbo::Point::new(super::px(p.0), super::px(p.1));
    line.windows(2).any(|s| from_segment(point(p), point(s[0]), point(s[1])) < super::px(distance))
}

/// Distance of two polylines.
fn polyline_distance(a: &[Spot], b: &[Spot]) -> f64 {
    if polylines_meet(a, b) {
        return 0.0;
    }
    let point = |p: Spot| kurbo::Point::new(super::px(p.0), super::px(p.1));
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

    #[test]
    fn a_fault_is_named_with_its_labels() {
        let drawn = Drawn {
            page: [0, 0, 100, 100],
            boxes: vec![[0, 0, 10, 10], [0, 20, 10, 30], [95, 0, 105, 10]],
            leaders: vec![(0, vec![(50, 5), (11, 5)]), (1, vec![(30, 0), (30, 40)])],
            blocks: vec![[40, 0, 45, 10]],
        };
        let wanted = [Fault::Crossing(0, 1), Fault::Blocked(0, 0), Fault::OffPage(2)];
        assert_eq!(faults(&drawn), wanted, "two leaders cross, one is blocked, one box leaves the page");
    }
}
