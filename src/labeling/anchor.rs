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
            out.push(Level { label, aim: index, key: (choice.key(), tips.0, label), window: aim.window, leaves, tips });
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
fn link(levels: &[&Level], apart: i64, widen: bool) -> Option<Chain> {
    let mut chain: Chain = Vec::with_capacity(levels.len());
    // the last link that each side has, for offsets
    let mut seen: Vec<(usize, i64)> = Vec::new();
    for (k, level) in levels.iter().enumerate() {
        let mut offset = chain.last().map_or(0, |l| l.offset);
        // conflicts far back are settled by those between
        for &(j, s) in seen.iter().rev() {
            if s + apart <= offset {
                break;
            }
            if conflict(levels[j], level) {
                offset = offset.max(s + apart);
            }
        }
        seen.push((k, offset));
        chain.push(Link { label: level.label, aim: level.aim, offset, window: level.window, widened: false });
    }
    for k in 1..chain.len() {
        let least = chain[k - 1].window.0 + chain[k].offset - chain[k - 1].offset;
        chain[k].window.0 = chain[k].window.0.max(least);
    }
    for k in (0..chain.len()).rev() {
        if let Some(next) = chain.get(k + 1) {
            let most = next.window.1 - (next.offset - chain[k].offset);
            chain[k].window.1 = chain[k].window.1.min(most);
        }
        if chain[k].window.0 > chain[k].window.1 {
            if !widen {
                return None;
            }
            chain[k].window.1 = chain[k].window.0;
            chain[k].widened = true;
        }
    }
    if widen {
        // what was widened pushes those behind it
        for k in 1..chain.len() {
            let least = chain[k - 1].window.0 + chain[k].offset - chain[k - 1].offset;
            if chain[k].window.0 < least {
                chain[k].window.0 = least;
                chain[k].widened = true;
            }
            chain[k].window.1 = chain[k].window.1.max(chain[k].window.0);
        }
        for k in (0..chain.len().saturating_sub(1)).rev() {
            let most = chain[k + 1].window.1 - (chain[k + 1].offset - chain[k].offset);
            chain[k].window.1 = chain[k].window.1.min(most).max(chain[k].window.0);
        }
    }
    Some(chain)
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
