//! Anchors: chains of conflicting leaders, and where each anchor is in its zone.
//!
//! In a chain every anchor is a certain *offset* behind the one before it: the
//! least distance where the two are in conflict, nothing where they are not.
//! Anchors less their offsets must not decrease and stay in windows: a bounded
//! isotonic regression to the heights of the ports, again exact by pooling.

use super::{Axis, End, PX, Problem};

/// One leader in a chain.
#[derive(Clone, Debug)]
pub(super) struct Link {
    /// The label.
    pub label: usize,
    /// Which aim of its choice.
    pub aim: usize,
    /// Its offset from the first of the chain.
    pub offset: i64,
    /// What its own window and the others leave to it.
    pub window: (i64, i64),
    /// Whether its own window was too narrow for that.
    pub widened: bool,
}

/// Leaders of one figure and axis, in the order of their anchors.
pub(super) type Chain = Vec<Link>;

/// A leader before it is chained.
struct Level {
    /// The label.
    label: usize,
    /// Which aim of its choice.
    aim: usize,
    /// Its order.
    key: (i64, i64, usize),
    /// Its window.
    window: (i64, i64),
    /// The whole extent of its zone.
    whole: (i64, i64),
    /// The side that it leaves the figure by: that of its gutter.
    leaves: End,
    /// Between which places across its anchor may be.
    tips: (i64, i64),
}

/// The part of an aim's zone that its anchors may have across the axis, from
/// heights throughout its window.
fn tips(problem: &Problem, label: usize, choice: usize, aim: usize) -> (i64, i64) {
    let aim = &problem.labels[label].choices[choice].aims[aim];
    (0..=4)
        .map(|k| super::draw::tip(aim, aim.window.0 + (aim.window.1 - aim.window.0) * k / 4))
        .fold((i64::MAX, i64::MIN), |(l, h), x| (l.min(x), h.max(x)))
}

/// The chains of all figures for some choices, `None` where a distance of
/// `apart` is too much for the windows.
///
/// Where no leader that leaves to the one side is in the way of one that
/// leaves to the other, each side has its own chain.
pub(super) fn chains(problem: &Problem, chosen: &[usize], apart: i64, widen: bool) -> Option<Vec<Chain>> {
    let mut out = Vec::new();
    for figure in 0..problem.figures.len() {
        for axis in [Axis::Down, Axis::Right] {
            let mut levels = levels(problem, chosen, figure, axis);
            levels.sort_by_key(|l| l.key);
            let meet = |a: &Level, b: &Level| {
                let near = a.window.0 - apart < b.window.1 && b.window.0 - apart < a.window.1;
                near && conflict(a, b)
            };
            let (before, after): (Vec<&Level>, Vec<&Level>) = levels.iter().partition(|l| l.leaves == End::Before);
            let mixed = before.iter().any(|a| after.iter().any(|b| meet(a, b)));
            let sets = if mixed { vec![levels.iter().collect()] } else { vec![before, after] };
            for set in sets.into_iter().filter(|s| !s.is_empty()) {
                out.push(link(&set, apart, widen)?);
            }
        }
    }
    Some(out)
}

/// The level leaders of a figure along an axis.
fn levels(problem: &Problem, chosen: &[usize], figure: usize, axis: Axis) -> Vec<Level> {
    let mut out = Vec::new();
    for (label, l) in problem.labels.iter().enumerate() {
        let Some(choice) = l.choices.get(chosen[label]) else { continue };
        let gutter = &problem.gutters[choice.gutter];
        if gutter.axis != axis || gutter.leaders == super::Leaders::Direct {
            continue;
        }
        for (index, aim) in choice.aims.iter().enumerate() {
            let of = match aim.end {
                End::Before => gutter.figures[0],
                End::After => gutter.figures[1],
            };
            if of != Some(figure) {
                continue;
            }
            let tips = tips(problem, label, chosen[label], index);
            // what lies before its gutter is left by the other side
            let leaves = if aim.end == End::Before { End::After } else { End::Before };
            let (window, whole) = (aim.window, aim.whole());
            out.push(Level { label, aim: index, key: (choice.key(), tips.0, label), window, whole, leaves, tips });
        }
    }
    out
}

/// Whether the level parts of two leaders could share a stretch.
fn conflict(a: &Level, b: &Level) -> bool {
    match (a.leaves, b.leaves) {
        (End::Before, End::After) => a.tips.1 + PX >= b.tips.0,
        (End::After, End::Before) => b.tips.1 + PX >= a.tips.0,
        _ => true,
    }
}

/// A chain of leaders in order; `None` where they cannot be so far apart.
///
/// Where windows are too narrow, first those of the two leaders that are in
/// each other's way give way to the whole extent of their zones; then, if
/// `widen` says so, anchors leave their zones by as little as it takes.
fn link(levels: &[&Level], apart: i64, widen: bool) -> Option<Chain> {
    let mut chain: Chain = Vec::with_capacity(levels.len());
    for (k, level) in levels.iter().enumerate() {
        let mut offset = chain.last().map_or(0, |l| l.offset);
        // conflicts far back are settled by those between
        for j in (0..k).rev() {
            if chain[j].offset + apart <= offset {
                break;
            }
            if conflict(levels[j], level) {
                offset = offset.max(chain[j].offset + apart);
            }
        }
        chain.push(Link { label: level.label, aim: level.aim, offset, window: level.window, widened: false });
    }
    let mut windows: Vec<(i64, i64)> = levels.iter().map(|l| l.window).collect();
    loop {
        let Some(k) = spread(&mut chain, &windows) else { return Some(chain) };
        // the two that meet: k, and the one that pushes it from before
        let pusher = (0..k).rev().find(|&j| chain[j].window.0 == windows[j].0).unwrap_or(0);
        let mut relaxed = false;
        for j in [k, pusher] {
            if windows[j] != levels[j].whole {
                windows[j] = levels[j].whole;
                relaxed = true;
            }
        }
        if relaxed {
            continue;
        }
        if !widen {
            return None;
        }
        // beyond its zone, by as little as it takes
        windows[k].1 = chain[k].window.0;
        let next = (k + 1..windows.len()).find(|&j| chain[j].window.1 != windows[j].1);
        chain[k].widened = true;
        for j in k + 1..next.map_or(windows.len(), |n| n.max(k + 1)) {
            let least = windows[k].1 + chain[j].offset - chain[k].offset;
            if windows[j].1 < least {
                windows[j].1 = least;
                chain[j].widened = true;
            }
        }
    }
}

/// Gives each link the part of its window that the others leave to it; the
/// first that is left with nothing is returned.
fn spread(chain: &mut Chain, windows: &[(i64, i64)]) -> Option<usize> {
    for (link, window) in chain.iter_mut().zip(windows) {
        link.window = *window;
    }
    for k in 1..chain.len() {
        let least = chain[k - 1].window.0 + chain[k].offset - chain[k - 1].offset;
        chain[k].window.0 = chain[k].window.0.max(least);
    }
    for k in (1..chain.len()).rev() {
        let most = chain[k].window.1 - (chain[k].offset - chain[k - 1].offset);
        chain[k - 1].window.1 = chain[k - 1].window.1.min(most);
    }
    chain.iter().position(|l| l.window.0 > l.window.1)
}

/// Heights of a chain's anchors, as near the ports (`targets`, in the chain's
/// order) as windows and offsets allow: least sum of distances.
pub(super) fn heights(chain: &Chain, targets: &[i64]) -> Vec<i64> {
    /// A run of anchors that move as one.
    struct Run {
        /// The members' targets less their offsets, sorted.
        targets: Vec<i64>,
        /// Bounds of the run.
        bounds: (i64, i64),
        /// Where it is.
        value: i64,
    }
    let mut runs: Vec<Run> = Vec::new();
    for (link, target) in chain.iter().zip(targets) {
        let bounds = (link.window.0 - link.offset, link.window.1 - link.offset);
        let wanted = (*target).clamp(link.window.0, link.window.1) - link.offset;
        let mut run = Run { targets: vec![wanted], bounds, value: wanted };
        while let Some(mut previous) = runs.pop_if(|p| p.value > run.value) {
            previous.targets.extend(&run.targets);
            previous.targets.sort_unstable();
            // bounds do not decrease along a chain: the last lower, the first upper
            previous.bounds = (run.bounds.0.max(previous.bounds.0), run.bounds.1.min(previous.bounds.1));
            let middle = previous.targets[(previous.targets.len() - 1) / 2];
            previous.value = middle.max(previous.bounds.0).min(previous.bounds.1.max(previous.bounds.0));
            run = previous;
        }
        runs.push(run);
    }
    let values = runs.iter().flat_map(|r| std::iter::repeat_n(r.value, r.targets.len()));
    values.zip(chain).map(|(v, l)| v + l.offset).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(window: (i64, i64), offset: i64) -> Link {
        Link { label: 0, aim: 0, offset, window, widened: false }
    }

    #[test]
    fn anchors_keep_order_distance_and_windows() {
        let chain = vec![link((0, 20), 0), link((5, 30), 5), link((35, 36), 10)];
        let a = heights(&chain, &[10, 11, 40]);
        assert!(a.windows(2).all(|w| w[1] - w[0] >= 5), "{a:?}");
        assert_eq!(a[2], 36, "inside its window");
    }
}
