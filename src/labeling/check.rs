//! What every drawing of labels must keep, and how good it is, in whole
//! hundredths of a px: exact.

use super::exact::{bounds, boxes_meet, from_segment, near, polyline_distance, polylines_meet, segment_meets};
use super::problem::{Spot, px};
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

/// Whether no two leaders of different labels can meet, found without looking
/// at every pair: for leaders that all run across columns, or all across rows.
fn are_apart(leaders: &[(usize, Vec<Spot>)]) -> bool {
    let turned = || leaders.iter().map(|(i, p)| (*i, p.iter().map(|&(x, y)| (y, x)).collect())).collect::<Vec<_>>();
    let meet = any_meet(leaders).or_else(|| any_meet(&turned()));
    meet == Some(false)
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
    let point = |p: Spot| kurbo::Point::new(px(p.0), px(p.1));
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

#[cfg(test)]
mod tests {
    use super::*;

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
