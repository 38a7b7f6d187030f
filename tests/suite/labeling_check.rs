//! A second opinion on solutions of the labeling solver: every invariant from
//! the problem and the plain numbers, sharing no code with the solver's own check.

use reflexology_chart::labeling::{Axis, End, Leaders, PX, Problem, Solution};

type Spot = (i64, i64);

fn cross(o: Spot, a: Spot, b: Spot) -> i128 {
    let d = |p: Spot| (i128::from(p.0 - o.0), i128::from(p.1 - o.1));
    let (p, q) = (d(a), d(b));
    p.0 * q.1 - q.0 * p.1
}

/// Whether a point lies on a closed segment.
fn is_on(p: Spot, a: Spot, b: Spot) -> bool {
    let between = |v: i64, s: i64, t: i64| s.min(t) <= v && v <= s.max(t);
    cross(a, b, p) == 0 && between(p.0, a.0, b.0) && between(p.1, a.1, b.1)
}

/// Whether closed segments share a point: a proper crossing, or an end on the other.
pub(crate) fn touch(a: Spot, b: Spot, c: Spot, d: Spot) -> bool {
    let sides = |p: i128, q: i128| (p > 0 && q < 0) || (p < 0 && q > 0);
    let proper = sides(cross(a, b, c), cross(a, b, d)) && sides(cross(c, d, a), cross(c, d, b));
    proper || is_on(a, c, d) || is_on(b, c, d) || is_on(c, a, b) || is_on(d, a, b)
}

fn in_box(p: Spot, r: [i64; 4]) -> bool {
    p.0 >= r[0] && p.0 <= r[2] && p.1 >= r[1] && p.1 <= r[3]
}

/// Whether a segment meets a box: an end in it, or one of its diagonals or edges cut.
pub(crate) fn pierces(a: Spot, b: Spot, r: [i64; 4]) -> bool {
    let p = [(r[0], r[1]), (r[2], r[1]), (r[2], r[3]), (r[0], r[3])];
    in_box(a, r) || in_box(b, r) || touch(a, b, p[0], p[2]) || touch(a, b, p[1], p[3]) || {
        (0..4).any(|k| touch(a, b, p[k], p[(k + 1) % 4]))
    }
}

fn boxes_touch(a: [i64; 4], b: [i64; 4]) -> bool {
    !(a[2] < b[0] || b[2] < a[0] || a[3] < b[1] || b[3] < a[1])
}

fn segments(line: &[Spot]) -> impl Iterator<Item = (Spot, Spot)> + '_ {
    line.windows(2).map(|w| (w[0], w[1]))
}

/// One leader with what it belongs to.
struct Line<'a> {
    label: usize,
    gutter: usize,
    axis: Axis,
    end: End,
    is_level: bool,
    figure: Option<usize>,
    /// Anchor along and across.
    anchor: Spot,
    port: i64,
    points: &'a [Spot],
}

/// Every broken invariant in words.
pub(crate) fn broken(problem: &Problem, solution: &Solution) -> Vec<String> {
    let mut out = Vec::new();
    if solution.placed.len() != problem.labels.len() {
        return vec!["not every label is placed".into()];
    }
    let along = |axis: Axis, p: Spot| if axis == Axis::Down { (p.1, p.0) } else { p };
    let mut lines = Vec::new();
    let mut extents = Vec::new();
    for (label, placed) in solution.placed.iter().enumerate() {
        let choice = &problem.labels[label].choices[placed.choice];
        let gutter = &problem.gutters[choice.gutter];
        let r = placed.rect;
        let (a, b) =
            if gutter.axis == Axis::Down { ((r[1], r[3]), (r[0], r[2])) } else { ((r[0], r[2]), (r[1], r[3])) };
        extents.push((choice.gutter, a));
        if (a.1 - a.0, b.1 - b.0) != choice.size {
            out.push(format!("I2: the box of {label} has another size"));
        }
        if a.0 < gutter.along.0 || a.1 > gutter.along.1 || b.0 < gutter.across.0 || b.1 > gutter.across.1 {
            out.push(format!("I2: the box of {label} leaves its gutter"));
        }
        if choice.room.is_some_and(|(lo, hi)| a.0 < lo || a.1 > hi) {
            out.push(format!("I2: the box of {label} leaves its room"));
        }
        if (placed.port - a.0 - choice.port).abs() > choice.give {
            out.push(format!("I2: the port of {label} is not where it may be"));
        }
        if placed.leaders.len() != choice.aims.len() {
            out.push(format!("I8: {label} has {} leaders", placed.leaders.len()));
            continue;
        }
        for (aim, points) in choice.aims.iter().zip(&placed.leaders) {
            if !(2..=3).contains(&points.len()) {
                out.push(format!("I8: a leader of {label} has {} points", points.len()));
                continue;
            }
            let anchor = along(gutter.axis, points[0]);
            let last = along(gutter.axis, points[points.len() - 1]);
            let is_level = gutter.leaders == Leaders::Level;
            if last.0 != placed.port {
                out.push(format!("I8: a leader of {label} does not end at its port"));
            }
            if is_level && (points.len() == 2) != (anchor.0 == placed.port) {
                out.push(format!("I8: a leader of {label} is bent without need or slants without a bend"));
            }
            if is_level && along(gutter.axis, points[1]).0 != anchor.0 {
                out.push(format!("I8: a leader of {label} is not level in its figure"));
            }
            // where windows give way, they do by no more than the crowd needs
            let crowd = i64::try_from(problem.labels.len()).expect("few").max(PX);
            let slack = if solution.widened.contains(&label) { crowd } else { 0 };
            if anchor.0 < aim.window.0 - slack || anchor.0 > aim.window.1 + slack {
                out.push(format!("I6: the anchor of {label} at {} is outside {:?}", anchor.0, aim.window));
            }
            let bounds = aim.area.bounds().expect("a zone");
            let x = reflexology_chart::labeling::px(anchor.1);
            if x < bounds.x0 - 0.011 || x > bounds.x1 + 0.011 {
                out.push(format!("I6: the anchor of {label} is beside its zone"));
            }
            let figure = if aim.end == End::Before { gutter.figures[0] } else { gutter.figures[1] };
            let (end, axis, port) = (aim.end, gutter.axis, placed.port);
            lines.push(Line { label, gutter: choice.gutter, axis, end, is_level, figure, anchor, port, points });
        }
    }
    for (i, (g, a)) in extents.iter().enumerate() {
        for (k, (h, b)) in extents.iter().enumerate().skip(i + 1) {
            let gap = problem.gutters[*g].gap;
            if g == h && a.1 + gap > b.0 && b.1 + gap > a.0 {
                out.push(format!("I1: {i} and {k} are closer than the gap: {a:?} {b:?}"));
            }
            if boxes_touch(solution.placed[i].rect, solution.placed[k].rect) {
                out.push(format!("I1: {i} and {k} overlap"));
            }
        }
    }
    for (i, a) in lines.iter().enumerate() {
        for (k, placed) in solution.placed.iter().enumerate() {
            if a.label != k && segments(a.points).any(|s| pierces(s.0, s.1, placed.rect)) {
                out.push(format!("I5: a leader of {} runs through {k}", a.label));
            }
        }
        for b in &lines[i + 1..] {
            if a.label != b.label {
                pair(a, b, solution.apart, &mut out);
            }
        }
        for (k, block) in problem.blocks.iter().enumerate() {
            if segments(a.points).any(|s| pierces(s.0, s.1, *block)) {
                out.push(format!("a leader of {} meets block {k}", a.label));
            }
        }
    }
    for (k, block) in problem.blocks.iter().enumerate() {
        for (i, placed) in solution.placed.iter().enumerate() {
            if boxes_touch(placed.rect, *block) {
                out.push(format!("label {i} meets block {k}"));
            }
        }
    }
    out
}

/// What two leaders must keep.
fn pair(a: &Line, b: &Line, apart: i64, out: &mut Vec<String>) {
    if segments(a.points).any(|s| segments(b.points).any(|t| touch(s.0, s.1, t.0, t.1))) {
        out.push(format!("I4: leaders of {} and {} meet", a.label, b.label));
    }
    if !(a.is_level && b.is_level) {
        return;
    }
    if a.gutter == b.gutter && a.end == b.end && (a.anchor.0 < b.anchor.0) != (a.port < b.port) {
        out.push(format!("I3: ports of {} and {} are in another order than their anchors", a.label, b.label));
    }
    if a.figure == b.figure && a.axis == b.axis {
        // what lies after its gutter is left towards smaller coordinates
        let in_conflict = a.end == b.end || {
            let (low, high) = if a.end == End::After { (a, b) } else { (b, a) };
            low.anchor.1 >= high.anchor.1
        };
        if in_conflict && (a.anchor.0 - b.anchor.0).abs() < apart {
            out.push(format!("I7: anchors of {} and {} are closer than {apart}", a.label, b.label));
        }
    }
}
