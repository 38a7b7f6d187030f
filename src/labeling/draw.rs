//! Boxes, ports, anchors and leaders as points.

use super::problem::{Axis, Choice, End, Gutter, Leaders, PlacedLabel, Problem, Spot, px, units};
use crate::geom::{Region, SWAP};
use crate::style::Align;

/// Extent of the slants of a gutter across its axis, as a part of the longest
/// way that one of them goes along it: no slant is steeper than 59 degrees
/// where there is room.
const SLANT: f64 = 0.6;
/// Least and greatest extent of the slants of a gutter across its axis, in gaps between text and
/// leader.
const SLANT_GAPS: (i64, i64) = (2, 7);

/// Returns the two ends of an extent aligned between two edges.
fn aligned((first, second): (i64, i64), extent: i64, align: Align) -> (i64, i64) {
    let start = match align {
        Align::Start => first,
        Align::Middle => first + (second - first - extent) / 2,
        Align::End => second - extent,
    };
    (start, start + extent)
}

/// The two ends of a leader whose bend is not known yet.
struct LeaderEnds {
    /// The label.
    label: usize,
    /// The index of the aim.
    aim: usize,
    /// The anchor: along, across.
    anchor: (i64, i64),
    /// The port: along, across.
    port: (i64, i64),
}

/// Draws all labels: `starts` are where boxes begin along their gutters,
/// `anchors` where the anchors of each label's aims are.
pub(super) fn draw(problem: &Problem, chosen: &[usize], starts: &[i64], anchors: &[Vec<i64>]) -> Vec<PlacedLabel> {
    let mut placed: Vec<PlacedLabel> = Vec::with_capacity(problem.labels.len());
    let mut ways: Vec<Vec<LeaderEnds>> = problem.gutters.iter().map(|_| Vec::new()).collect();
    for (label, &index) in chosen.iter().enumerate() {
        let choice = &problem.labels[label].choices[index];
        let gutter = &problem.gutters[choice.gutter];
        let middle = starts[label] + choice.port;
        // a port that may move goes to its anchor
        let port = anchors[label].first().map_or(middle, |a| (*a).clamp(middle - choice.give, middle + choice.give));
        placed.push(boxed(choice, gutter, index, starts[label], port));
        for (aim, &along) in anchors[label].iter().enumerate() {
            ways[choice.gutter].push(way(problem, choice, (label, aim), (port, along)));
        }
    }
    for (gutter, ways) in problem.gutters.iter().zip(&ways) {
        for (end, figure) in [End::Before, End::After].into_iter().zip(gutter.figures) {
            let here: Vec<&LeaderEnds> = ways
                .iter()
                .filter(|w| problem.labels[w.label].choices[chosen[w.label]].aims[w.aim].end == end)
                .collect();
            let border = figure.map(|f| along_axis(&problem.figures[f], gutter.axis));
            let bends = bends(gutter, end, border.as_ref(), &here, problem.steepest);
            for (way, bend) in here.into_iter().zip(bends) {
                let spot = |p: (i64, i64)| gutter.axis.spot(p.0, p.1);
                let mut points: Vec<Spot> = vec![spot(way.anchor), spot(way.port)];
                if let Some(bend) = bend {
                    points.insert(1, gutter.axis.spot(way.anchor.0, bend));
                }
                // aims are drawn end by end; a label's leaders keep their order
                let leaders = &mut placed[way.label].leaders;
                leaders.insert(way.aim.min(leaders.len()), points);
            }
        }
    }
    placed
}

/// Returns a region with the gutter's axis as y.
pub(super) fn along_axis(region: &Region, axis: Axis) -> Region {
    match axis {
        Axis::Down => region.clone(),
        Axis::Right => region.transform(SWAP),
    }
}

/// Returns the box of a label.
fn boxed(choice: &Choice, gutter: &Gutter, index: usize, start: i64, port: i64) -> PlacedLabel {
    let (first, second) = aligned(gutter.across, choice.size.1, choice.align.unwrap_or(gutter.align));
    let (x0, y0) = gutter.axis.spot(start, first);
    let (x1, y1) = gutter.axis.spot(start + choice.size.0, second);
    PlacedLabel { choice: index, rect: [x0, y0, x1, y1], port, leaders: Vec::new() }
}

/// Returns the two ends of a leader.
fn way(problem: &Problem, choice: &Choice, (label, aim): (usize, usize), (port, along): (i64, i64)) -> LeaderEnds {
    let gutter = &problem.gutters[choice.gutter];
    let target = &choice.aims[aim];
    let align = choice.align.unwrap_or(gutter.align);
    // at the end of the line at the port, not at the corner of the widest one
    let (first, second) = aligned(aligned(gutter.across, choice.size.1, align), choice.line, align);
    let across = match target.end {
        End::Before => first - gutter.text_gap,
        End::After => second + gutter.text_gap,
    };
    // a straight slant that would be too steep begins deeper in its zone
    let far = problem
        .steepest
        .filter(|_| gutter.leaders == Leaders::Direct)
        .map(|s| 1000 * (along - port).abs() / s.max(1) + 1);
    let tip = far.map_or_else(|| target.anchor(along), |far| target.anchor_from(along, across, far));
    LeaderEnds { label, aim, anchor: (along, tip), port: (port, across) }
}

/// Returns where the leaders from one figure bend, `None` for straight ones: on one line for all
/// where the figure and the limit of slants leave room for it, otherwise on one for as many as
/// possible, and the others as near to it as they can.
fn bends(
    gutter: &Gutter,
    end: End,
    border: Option<&Region>,
    ways: &[&LeaderEnds],
    steepest: Option<i64>,
) -> Vec<Option<i64>> {
    if gutter.leaders == Leaders::Direct {
        return vec![None; ways.len()];
    }
    let sign = end.sign();
    let gap = gutter.text_gap.max(1);
    let is_bent = |w: &LeaderEnds| w.anchor.0 != w.port.0;
    // how far the figure comes towards the gutter where a leader leaves it
    let edge = |w: &LeaderEnds| {
        let band = (w.anchor.0.min(w.port.0) - gap, w.anchor.0.max(w.port.0) + gap);
        let reach = border.and_then(|b| b.reach((px(band.0), px(band.1))));
        let out = reach.map_or(w.anchor.1, |(l, r)| units(if end == End::Before { r } else { l }));
        // the bend is never behind the anchor
        if end == End::Before { out.max(w.anchor.1) + gap } else { out.min(w.anchor.1) - gap }
    };
    // towards the figure is `sign`: from the port as far as the slant needs, to the figure
    let needed = |w: &LeaderEnds| {
        let far = (w.anchor.0 - w.port.0).abs();
        steepest.map_or(0, |s| (1000 * far).div_euclid(s.max(1)) + 1).max(gap)
    };
    // where that is less than nothing, at the very edge of the figure, and never behind the port
    let room = |w: &LeaderEnds| {
        let (least, most) = (sign * w.port.1 + needed(w), sign * edge(w));
        let nearest = (most + gap).max(sign * w.port.1 + gap);
        if least <= most { (least, most) } else { (least.min(nearest), nearest) }
    };
    let rooms: Vec<Option<(i64, i64)>> = ways.iter().map(|w| is_bent(w).then(|| room(w))).collect();
    let longest = ways.iter().map(|w| (w.anchor.0 - w.port.0).abs()).max().unwrap_or(0);
    let width = units(SLANT * px(longest)).clamp(SLANT_GAPS.0 * gap, SLANT_GAPS.1 * gap);
    let port = ways.iter().filter(|w| is_bent(w)).map(|w| sign * w.port.1).max().unwrap_or(0);
    let Some(common) = common(&rooms, port + width) else { return rooms.iter().map(|_| None).collect() };
    rooms.into_iter().map(|r| r.map(|(least, most)| sign * common.clamp(least, most))).collect()
}

/// Returns the place in as many rooms as possible that is nearest to the best one; `None` without
/// rooms.
fn common(rooms: &[Option<(i64, i64)>], best: i64) -> Option<i64> {
    let rooms = || rooms.iter().flatten();
    let ends = rooms().flat_map(|r| [r.0, r.1]).chain([best]);
    let held = |at: i64| rooms().filter(|r| r.0 <= at && at <= r.1).count();
    ends.max_by_key(|&at| (held(at), -(at - best).abs(), at))
}
