//! Ports of two gutters that are almost level are set level.
//!
//! A few px between the heights of a label on the left and one on the right
//! look like a slip. Two such ports are moved to one height where that costs
//! nothing: no port comes farther from its window, and none that was level
//! with another leaves it.

use super::problem::{Gutter, PX, Problem};
use super::slot::Slot;
use super::stack::stack;

/// Ports farther apart than this are meant to be.
const NEAR: i64 = 8 * PX;
/// Problems of more labels than this are left as they are.
const MANY: usize = 128;
/// Weight of a port that is held at a height.
const HELD: i64 = 1 << 10;

/// Moves almost level ports; `orders` are the labels of each gutter in their
/// order, `slots` those of all labels with the windows that anchors have.
pub(super) fn align(problem: &Problem, orders: &[Vec<usize>], slots: &[Slot], starts: &mut [i64]) {
    if slots.len() > MANY {
        return;
    }
    let gutter_of: Vec<usize> =
        (0..slots.len()).map(|l| orders.iter().position(|o| o.contains(&l)).unwrap_or(0)).collect();
    let port = |starts: &[i64], l: usize| starts[l] + slots[l].port;
    let mut pairs: Vec<(i64, usize, usize)> = Vec::new();
    for a in 0..slots.len() {
        for b in a + 1..slots.len() {
            let (g, h) = (gutter_of[a], gutter_of[b]);
            let apart = (port(starts, a) - port(starts, b)).abs();
            let (a, b) = if g < h { (a, b) } else { (b, a) };
            if g != h && problem.gutters[g].axis == problem.gutters[h].axis && apart > 0 && apart <= NEAR {
                pairs.push((apart, a, b));
            }
        }
    }
    // the nearest first; of equally near ones the first along the gutters
    pairs.sort_by_key(|p| (p.0, port(starts, p.1), gutter_of[p.1], gutter_of[p.2], port(starts, p.2)));
    let mut held: Vec<(usize, i64)> = Vec::new();
    for (_, a, b) in pairs {
        let holds = |l: usize| held.iter().find(|h| h.0 == l).map(|h| h.1);
        // a port that is held draws the other one to it
        let height = match (holds(a), holds(b)) {
            (Some(_), Some(_)) => continue,
            (Some(at), None) | (None, Some(at)) => at,
            // rounded down, so that it moves with the page
            (None, None) => (port(starts, a) + port(starts, b)).div_euclid(2),
        };
        let windows = [a, b].into_iter().flat_map(|l| slots[l].windows).flatten();
        let common = windows.fold((i64::MIN, i64::MAX), |(l, h), w| (l.max(w.0), h.min(w.1)));
        if common.0 > common.1 {
            continue;
        }
        let height = height.clamp(common.0, common.1);
        if holds(a).or(holds(b)).is_some_and(|at| at != height) {
            continue;
        }
        let mut trial = held.clone();
        for l in [a, b] {
            if holds(l).is_none() {
                trial.push((l, height));
            }
        }
        let mut moved = starts.to_vec();
        let done = [gutter_of[a], gutter_of[b]].into_iter().all(|g| {
            let boxes = Boxes { gutter: &problem.gutters[g], order: &orders[g], slots };
            let before = boxes.distance(starts);
            boxes.restack(&trial, &mut moved) && boxes.distance(&moved) <= before
        });
        if done && trial.iter().all(|(l, at)| port(&moved, *l) == *at) {
            starts.copy_from_slice(&moved);
            held = trial;
        }
    }
}

/// The boxes of one gutter.
struct Boxes<'a> {
    /// The gutter.
    gutter: &'a Gutter,
    /// Its labels in their order.
    order: &'a [usize],
    /// The slots of all labels.
    slots: &'a [Slot],
}

impl Boxes<'_> {
    /// How far their ports are from their windows, weighted; `starts` are where
    /// the boxes of all labels begin.
    fn distance(&self, starts: &[i64]) -> i64 {
        let far = |l: usize| {
            let slot = &self.slots[l];
            let port = starts[l] + slot.port;
            let sum: i64 = slot.windows.iter().flatten().map(|w| (w.0 - port).max(port - w.1).max(0)).sum();
            slot.weight * sum
        };
        self.order.iter().map(|&l| far(l)).sum()
    }

    /// Stacks them anew with some ports held; others tend to where they are.
    /// Returns false where they do not fit.
    fn restack(&self, held: &[(usize, i64)], starts: &mut [i64]) -> bool {
        let trial: Vec<Slot> = self
            .order
            .iter()
            .map(|&l| {
                let slot = &self.slots[l];
                match held.iter().find(|h| h.0 == l) {
                    Some(&(_, at)) => {
                        let windows = [Some((at, at)), None];
                        Slot { windows, best: at, weight: HELD * slot.weight, ..slot.clone() }
                    }
                    None => Slot { best: starts[l] + slot.port, ..slot.clone() },
                }
            })
            .collect();
        let (from, to) = self.gutter.along;
        let Some(places) = stack(&trial, self.gutter.gap, from, to) else { return false };
        for (&l, at) in self.order.iter().zip(places) {
            starts[l] = at;
        }
        true
    }
}
