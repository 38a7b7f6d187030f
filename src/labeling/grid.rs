//! Two gutters at once: a dynamic program over labels in the order of their
//! anchors, on a grid along the axis.
//!
//! A state is how far either gutter is used. Of the states with the same first
//! k labels placed, one that another surpasses – neither gutter used farther,
//! at no higher cost – is dropped, and so is one that cannot end below the
//! best assignment known (what is left costs at least its cheapest choices).
//! On data that lie on the grid the result is optimal; else it is a start
//! for moves and exchanges.

use super::problem::{Gutter, Label, PX, Problem};
use super::slot::{Slot, key, slot};
use std::collections::HashMap;

/// Steps of the grid that are tried, the finest first.
const STEPS: [i64; 2] = [4 * PX, 12 * PX];
/// Most states kept for a label before a coarser grid is tried.
const MOST: usize = 300;
/// Most labels of a pair of gutters.
const MOST_LABELS: usize = 96;

/// Where a label stands in a partial assignment.
#[derive(Clone, Copy)]
struct State {
    /// Rows used in the first and in the second gutter.
    used: [i64; 2],
    /// The cost so far.
    cost: i64,
    /// The state that it came from.
    parent: u32,
    /// The choice of the label.
    choice: usize,
}

/// Pairs of gutters of one axis that share the choices of some label.
pub(super) fn pairs(problem: &Problem) -> Vec<(usize, usize)> {
    let count = problem.gutters.len();
    let both = |g: usize, h: usize| {
        let has = |l: &Label, x: usize| l.choices.iter().any(|c| c.gutter == x);
        problem.gutters[g].axis == problem.gutters[h].axis && problem.labels.iter().any(|l| has(l, g) && has(l, h))
    };
    (0..count).flat_map(|g| (g + 1..count).map(move |h| (g, h))).filter(|&(g, h)| both(g, h)).collect()
}

/// What a search starts from: the choices, a pair of gutters and a bound.
type Start = (Vec<usize>, (usize, usize), i64);

/// The searches of one problem, each made once: bans change the start of one,
/// but often not, and never what it finds.
#[derive(Default)]
pub(super) struct Searches {
    /// What was found.
    known: HashMap<Start, Option<Vec<usize>>>,
}

impl Searches {
    /// The choices of all labels with those of the two gutters' labels assigned
    /// anew, where that costs less than `bound` on a grid.
    pub(super) fn search(
        &mut self,
        problem: &Problem,
        chosen: &[usize],
        pair: (usize, usize),
        bound: i64,
    ) -> Option<Vec<usize>> {
        let found = self.known.entry((chosen.to_vec(), pair, bound));
        found.or_insert_with(|| search(problem, chosen, pair, bound)).clone()
    }
}

/// Makes a search; see [`Searches::search`].
fn search(problem: &Problem, chosen: &[usize], pair: (usize, usize), bound: i64) -> Option<Vec<usize>> {
    let in_pair = |l: usize, c: usize| [pair.0, pair.1].contains(&problem.labels[l].choices[c].gutter);
    let mut labels: Vec<usize> = (0..chosen.len()).filter(|&l| in_pair(l, chosen[l])).collect();
    if labels.len() > MOST_LABELS {
        return None;
    }
    labels.sort_by_key(|&l| key(problem, l, chosen[l]));
    let gutters = [&problem.gutters[pair.0], &problem.gutters[pair.1]];
    let candidates: Vec<Vec<Candidate>> = labels.iter().map(|&l| candidates(problem, l, pair)).collect();
    STEPS.into_iter().find_map(|step| match (Program { gutters, step, bound }).run(&candidates) {
        Outcome::Found(choices) => {
            let mut out = chosen.to_vec();
            for (l, c) in labels.iter().zip(choices) {
                out[*l] = c;
            }
            Some(Some(out))
        }
        Outcome::Nothing => Some(None),
        Outcome::TooMany => None,
    })?
}

/// The choices of a label in two gutters.
fn candidates(problem: &Problem, label: usize, pair: (usize, usize)) -> Vec<Candidate> {
    let choices = problem.labels[label].choices.iter().enumerate();
    choices
        .filter_map(|(choice, c)| {
            let side = [pair.0, pair.1].iter().position(|g| *g == c.gutter)?;
            Some(Candidate { choice, side, cost: c.cost, slot: slot(problem, label, choice) })
        })
        .collect()
}

/// What a run on one grid gave.
enum Outcome {
    /// A cheaper assignment: a choice for each label.
    Found(Vec<usize>),
    /// There is none on this grid.
    Nothing,
    /// There are too many states.
    TooMany,
}

/// A choice of a label in one of the two gutters.
struct Candidate {
    /// Which of its choices.
    choice: usize,
    /// In the first gutter (0) or in the second (1).
    side: usize,
    /// What it costs to stand there, leaders included.
    cost: i64,
    /// Its slot.
    slot: Slot,
}

/// The program on one grid.
struct Program<'a> {
    /// The two gutters.
    gutters: [&'a Gutter; 2],
    /// The height of a row of the grid.
    step: i64,
    /// What a whole assignment must cost less than.
    bound: i64,
}

impl Program<'_> {
    /// Runs it over the candidates of each label.
    fn run(&self, candidates: &[Vec<Candidate>]) -> Outcome {
        // what the labels from here on cost at least
        let mut rest = vec![0; candidates.len() + 1];
        for i in (0..candidates.len()).rev() {
            rest[i] = rest[i + 1] + candidates[i].iter().map(|o| o.cost).min().unwrap_or(0);
        }
        let mut layers: Vec<Vec<State>> = vec![vec![State { used: [0, 0], cost: 0, parent: 0, choice: 0 }]];
        for (candidates, rest) in candidates.iter().zip(rest.into_iter().skip(1)) {
            let mut next: Vec<State> = Vec::new();
            for (parent, state) in layers.last().into_iter().flatten().enumerate() {
                let from = State { parent: u32::try_from(parent).unwrap_or(u32::MAX), ..*state };
                for candidate in candidates {
                    self.place(candidate, from, self.bound - rest, &mut next);
                }
            }
            let kept = unsurpassed(next, self.rows(1));
            if kept.is_empty() {
                return Outcome::Nothing;
            }
            if kept.len() > MOST {
                return Outcome::TooMany;
            }
            layers.push(kept);
        }
        let Some((mut at, _)) = layers.last().into_iter().flatten().enumerate().min_by_key(|(_, s)| s.cost) else {
            return Outcome::Nothing;
        };
        let mut choices = Vec::with_capacity(candidates.len());
        for layer in layers.iter().skip(1).rev() {
            choices.push(layer[at].choice);
            at = layer[at].parent as usize;
        }
        choices.reverse();
        Outcome::Found(choices)
    }

    /// The rows of a gutter.
    fn rows(&self, side: usize) -> i64 {
        let gutter = self.gutters[side];
        (gutter.along.1 - gutter.along.0 + gutter.gap).div_euclid(self.step)
    }

    /// Places a label after those of a state in every row that may be good, where
    /// the cost stays below `bound`; `from` already names its own place as parent.
    fn place(&self, candidate: &Candidate, from: State, bound: i64, out: &mut Vec<State>) {
        let (gutter, slot, step) = (self.gutters[candidate.side], &candidate.slot, self.step);
        let need = (slot.extent + gutter.gap + step - 1).div_euclid(step);
        let used = from.used[candidate.side];
        // later than where its port is in its window, a box gains nothing
        let enough = slot.windows.iter().flatten().map(|w| w.0).max().unwrap_or(slot.best);
        let last = (enough - slot.port - gutter.along.0 + step - 1).div_euclid(step).max(used);
        for row in (used..=last.min(self.rows(candidate.side) - need)).rev() {
            let start = gutter.along.0 + row * step;
            if slot.room.is_some_and(|r| start < r.0 || start + slot.extent > r.1) {
                continue;
            }
            let port = start + slot.port;
            let far = |w: &(i64, i64)| (w.0 - port).max(port - w.1).max(0);
            let distance: i64 = slot.windows.iter().flatten().map(far).sum();
            let cost = from.cost + candidate.cost + slot.weight * distance;
            if cost >= bound {
                // the last row may lie beyond a narrow window, those before it do not
                if row == last {
                    continue;
                }
                break;
            }
            let mut used = from.used;
            used[candidate.side] = row + need;
            out.push(State { used, cost, parent: from.parent, choice: candidate.choice });
        }
    }
}

/// The states that no other surpasses. Sorted by the rows of the first gutter,
/// a state stays if it costs less than all before it that use no more rows of
/// the second; those are kept as a staircase in a Fenwick tree of minima.
fn unsurpassed(mut states: Vec<State>, rows: i64) -> Vec<State> {
    states.sort_unstable_by_key(|s| (s.used[0] << 32 | s.used[1], s.cost));
    let size = usize::try_from(rows + 2).unwrap_or(0);
    let mut least = vec![i64::MAX; size + 1];
    states.retain(|s| {
        let place = usize::try_from(s.used[1]).unwrap_or(0) + 1;
        let mut seen = i64::MAX;
        let mut i = place;
        while i > 0 {
            seen = seen.min(least[i]);
            i &= i - 1;
        }
        if s.cost >= seen {
            return false;
        }
        let mut i = place;
        while i <= size {
            least[i] = least[i].min(s.cost);
            i += i & i.wrapping_neg();
        }
        true
    });
    states
}
