//! Anchors: chains of conflicting leaders, and where each anchor is in its zone.
//!
//! In a chain every anchor is a certain *offset* behind the one before it: the
//! least distance where the two are in conflict, nothing where they are not.
//! Anchors less their offsets must not decrease and stay in windows: a bounded
//! isotonic regression to the heights of the ports, again exact by pooling.

use super::problem::{Aim, Axis, End, Leaders, PX, Problem};

/// One leader in a chain.
#[derive(Clone, Debug)]
pub(super) struct Link {
    /// The label.
    pub label: usize,
    /// The index of the aim in its choice.
    pub aim: usize,
    /// Its offset from the first of the chain.
    pub offset: i64,
    /// The part of its zone that its own window and the others of the chain leave to it.
    pub window: (i64, i64),
    /// Whether its own window was too narrow, so that it was widened.
    pub widened: bool,
}

/// Leaders of one figure and axis, in the order of their anchors.
pub(super) type Chain = Vec<Link>;

/// A level leader, not chained yet.
pub(super) struct LevelLeader {
    /// The label.
    label: usize,
    /// The index of the aim in its choice.
    aim: usize,
    /// The best place of its anchor.
    best: i64,
    /// Its window.
    window: (i64, i64),
    /// The whole extent of its zone.
    whole: (i64, i64),
    /// The side that it leaves the figure by: that of its gutter.
    leaves: End,
    /// The least and the greatest place of its anchor across the axis.
    tips: (i64, i64),
    /// Its least distance from other leaders, whatever that of anchors is made.
    guard: i64,
}

/// Returns the part of an aim's zone, across the axis, in which its anchors may lie, sampled
/// throughout its window.
fn tips(aim: &Aim) -> (i64, i64) {
    (0..=4)
        .map(|k| aim.anchor(aim.window.0 + (aim.window.1 - aim.window.0) * k / 4))
        .fold((i64::MAX, i64::MIN), |(l, h), x| (l.min(x), h.max(x)))
}

/// Returns the level leaders of every figure along each axis, those of one gutter in the gutter's
/// order (`orders`): otherwise equal anchors could have ports in another order than their own.
pub(super) fn levels(problem: &Problem, chosen: &[usize], orders: &[Vec<usize>]) -> Vec<Vec<LevelLeader>> {
    let mut out = Vec::new();
    for figure in 0..problem.figures.len() {
        for axis in [Axis::Down, Axis::Right] {
            let sides = problem.gutters.iter().zip(orders).flat_map(|(g, order)| {
                let is_level = g.axis == axis && g.leaders == Leaders::Level;
                [End::Before, End::After]
                    .into_iter()
                    .zip(g.figures)
                    .filter(move |(_, f)| is_level && *f == Some(figure))
                    .map(move |(end, _)| side(problem, chosen, order, end))
            });
            out.push(sides.fold(Vec::new(), merged));
        }
    }
    out
}

/// Returns the leaders of a gutter to one side of it.
fn side(problem: &Problem, chosen: &[usize], order: &[usize], end: End) -> Vec<LevelLeader> {
    // what lies before its gutter is left by the other side
    let leaves = if end == End::Before { End::After } else { End::Before };
    let of = |label: usize| {
        let aims = problem.labels[label].choices[chosen[label]].aims.iter().enumerate();
        aims.filter(|(_, a)| a.end == end).map(move |(aim, a)| LevelLeader {
            label,
            aim,
            best: a.best,
            window: a.window,
            whole: a.whole(),
            leaves,
            tips: tips(a),
            guard: if problem.guards(label) { problem.near } else { 0 },
        })
    };
    order.iter().flat_map(|&l| of(l)).collect()
}

/// Merges two lists, each in its order.
fn merged(first: Vec<LevelLeader>, second: Vec<LevelLeader>) -> Vec<LevelLeader> {
    let mut out = Vec::with_capacity(first.len() + second.len());
    let (mut a, mut b) = (first.into_iter().peekable(), second.into_iter().peekable());
    while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
        out.extend(if (x.best, x.label) <= (y.best, y.label) { a.next() } else { b.next() });
    }
    out.extend(a.chain(b));
    out
}

/// Returns the chains of all figures, or two labels whose leaders cannot be `apart` from each other
/// in their windows.
///
/// Where no leader that leaves to the one side is in the way of one that
/// leaves to the other, each side has its own chain.
pub(super) fn chains(levels: &[Vec<LevelLeader>], apart: i64, widen: bool) -> Result<Vec<Chain>, (usize, usize)> {
    let mut out = Vec::new();
    for levels in levels {
        let guard = levels.iter().map(|l| l.guard).max().unwrap_or(0);
        let sets = if is_mixed(levels, apart.max(guard)) {
            vec![levels.iter().collect()]
        } else {
            let (before, after): (Vec<&LevelLeader>, Vec<&LevelLeader>) =
                levels.iter().partition(|l| l.leaves == End::Before);
            vec![before, after]
        };
        for set in sets.into_iter().filter(|s| !s.is_empty()) {
            out.push(link(&set, apart, widen)?);
        }
    }
    Ok(out)
}

/// Returns whether any two leaders to different sides are in conflict with windows less than
/// `apart` from each other, by a sweep over the windows.
fn is_mixed(levels: &[LevelLeader], apart: i64) -> bool {
    let mut order: Vec<&LevelLeader> = levels.iter().collect();
    order.sort_by_key(|l| l.window.0);
    let mut open: Vec<&LevelLeader> = Vec::new();
    for level in order {
        open.retain(|o| o.window.1 > level.window.0 - apart);
        if open.iter().any(|o| o.leaves != level.leaves && conflict(o, level)) {
            return true;
        }
        open.push(level);
    }
    false
}

/// Returns whether the level parts of two leaders could share a stretch.
fn conflict(a: &LevelLeader, b: &LevelLeader) -> bool {
    match (a.leaves, b.leaves) {
        (End::Before, End::After) => a.tips.1 + PX >= b.tips.0,
        (End::After, End::Before) => b.tips.1 + PX >= a.tips.0,
        _ => true,
    }
}

/// Chains leaders in their order, or returns two labels that cannot be so far apart.
///
/// Where windows are too narrow, first those of the two leaders that are in
/// each other's way give way to the whole extent of their zones; then, if
/// `widen` says so, anchors leave their zones by hundredths of a px.
fn link(levels: &[&LevelLeader], apart: i64, widen: bool) -> Result<Chain, (usize, usize)> {
    let mut chain: Chain = Vec::with_capacity(levels.len());
    let most = levels.iter().map(|l| l.guard).fold(apart, i64::max);
    for (k, level) in levels.iter().enumerate() {
        let mut offset = chain.last().map_or(0, |l| l.offset);
        // conflicts far back are settled by those between
        for j in (0..k).rev() {
            if chain[j].offset + most <= offset {
                break;
            }
            if conflict(levels[j], level) {
                offset = offset.max(chain[j].offset + apart.max(levels[j].guard).max(level.guard));
            }
        }
        chain.push(Link { label: level.label, aim: level.aim, offset, window: level.window, widened: false });
    }
    let mut windows: Vec<(i64, i64)> = levels.iter().map(|l| l.window).collect();
    loop {
        let Some(k) = spread(&mut chain, &windows) else { return Ok(chain) };
        // the two that meet: k, and the one that pushes it from before
        let pusher = (0..k).rev().find(|&j| chain[j].window.0 == windows[j].0).unwrap_or(0);
        let mut is_relaxed = false;
        for j in [k, pusher] {
            if windows[j] != levels[j].whole {
                windows[j] = levels[j].whole;
                is_relaxed = true;
            }
        }
        if is_relaxed {
            continue;
        }
        if !widen {
            return Err((chain[pusher].label, chain[k].label));
        }
        widened(&mut chain);
        // equal anchors give way by a hundredth of a px each; what is farther
        // out of its zone is in a wrong order with another
        let most = PX.max(i64::try_from(chain.len()).unwrap_or(PX));
        let far = |k: &usize| chain[*k].window.0 > windows[*k].1 + most || chain[*k].window.1 < windows[*k].0 - most;
        return match (0..chain.len()).find(far) {
            Some(k) => Err((chain[k.saturating_sub(1)].label, chain[k].label)),
            None => Ok(chain),
        };
    }
}

/// Gives each link the part of its window that the others leave to it; returns the first link that
/// is left with nothing.
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

/// Opens windows that are empty, and those behind that this pushes.
fn widened(chain: &mut Chain) {
    for link in chain.iter_mut().filter(|l| l.window.0 > l.window.1) {
        link.window.1 = link.window.0;
        link.widened = true;
    }
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

/// Returns the heights of a chain's anchors with the least sum of distances to the ports
/// (`targets`, in the chain's order) that windows and offsets allow.
pub(super) fn heights(chain: &Chain, targets: &[i64]) -> Vec<i64> {
    /// A run of anchors that move as one.
    struct AnchorPool {
        /// The members' targets less their offsets, sorted.
        targets: Vec<i64>,
        /// Bounds of the run.
        bounds: (i64, i64),
        /// Its place.
        value: i64,
    }
    let mut runs: Vec<AnchorPool> = Vec::new();
    for (link, target) in chain.iter().zip(targets) {
        let bounds = (link.window.0 - link.offset, link.window.1 - link.offset);
        let wanted = (*target).clamp(link.window.0, link.window.1) - link.offset;
        let mut run = AnchorPool { targets: vec![wanted], bounds, value: wanted };
        while let Some(mut previous) = runs.pop_if(|p| p.value > run.value) {
            // a short list is cheaper inserted than merged
            if run.targets.len() * 8 < previous.targets.len() {
                for t in &run.targets {
                    let at = previous.targets.partition_point(|x| x < t);
                    previous.targets.insert(at, *t);
                }
            } else {
                previous.targets.extend(&run.targets);
                previous.targets.sort();
            }
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
