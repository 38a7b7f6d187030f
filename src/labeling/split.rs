//! Any split of labels on two gutters that fits: a dynamic program over the sums
//! of their lengths, for gutters so full that moves of single labels find none.

use super::problem::Problem;
use super::slot::{Pick, key};

/// Most labels that are split.
const MOST_LABELS: usize = 256;
/// Most sums kept; beyond that, the cheapest in each of so many intervals.
const MOST: usize = 1 << 14;

/// Some labels in two gutters.
#[derive(Clone, Copy)]
struct Sum {
    /// How much of each gutter is used.
    used: [i64; 2],
    /// What the choices cost.
    cost: i64,
    /// The sum without the last label.
    parent: usize,
    /// The last label's choice.
    choice: usize,
}

/// The cheapest split found of the labels in two gutters that fits into them.
pub(super) fn split(problem: &Problem, chosen: &[usize], pair: (usize, usize)) -> Option<Vec<Pick>> {
    let gutters = [pair.0, pair.1];
    let side = |gutter: usize| gutters.iter().position(|g| *g == gutter);
    let room = gutters.map(|g| {
        let g = &problem.gutters[g];
        g.along.1 - g.along.0 + g.gap
    });
    let inside = |l: &usize| side(problem.labels[*l].choices[chosen[*l]].gutter).is_some();
    let mut labels: Vec<usize> = (0..chosen.len()).filter(inside).collect();
    labels.sort_by_key(|&l| key(problem, l, chosen[l]));
    if labels.len() > MOST_LABELS {
        return None;
    }
    let mut layers = vec![vec![Sum { used: [0, 0], cost: 0, parent: 0, choice: 0 }]];
    for &label in &labels {
        let mut next: Vec<Sum> = Vec::new();
        for (choice, c) in problem.labels[label].choices.iter().enumerate() {
            let Some(side) = side(c.gutter) else { continue };
            let long = c.size.0 + problem.gutters[c.gutter].gap;
            for (parent, sum) in layers.last()?.iter().enumerate() {
                let mut used = sum.used;
                used[side] += long;
                if used[side] <= room[side] {
                    next.push(Sum { used, cost: sum.cost + c.cost, parent, choice });
                }
            }
        }
        // sorted runs, one for each choice: a stable sort merges them
        next.sort_by_key(|s| (s.used, s.cost));
        next.dedup_by_key(|s| s.used[0]);
        if next.len() > MOST {
            let width = (room[0] / i64::try_from(MOST).ok()?).max(1);
            next.sort_by_key(|s| (s.used[0] / width, s.cost));
            next.dedup_by_key(|s| s.used[0] / width);
        }
        layers.push(next);
    }
    let (mut at, _) = layers.last()?.iter().enumerate().min_by_key(|(_, s)| s.cost)?;
    let mut out = Vec::with_capacity(labels.len());
    for (&label, layer) in labels.iter().zip(layers.iter().skip(1)).rev() {
        out.push((label, layer[at].choice));
        at = layer[at].parent;
    }
    Some(out)
}
