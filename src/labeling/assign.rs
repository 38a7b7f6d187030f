//! Which choice each label takes.
//!
//! The cost of an assignment is what its choices cost, plus for each gutter
//! the least sum of distances of ports from their windows (`stack`), plus what
//! crowded gutters and mixed groups cost. Moves of one label and exchanges of
//! two are accepted while they lower it; the dynamic program of `grid` looks
//! for what they cannot find.

use super::assignment::Assignment;
use super::bans::Bans;
use super::grid::{self, Searches};
use super::problem::{Label, Problem};
use super::slot::Pick;
use super::split::split;

/// Labels farther apart than this in the order of anchors are not exchanged.
const NEAR: usize = 12;
/// Problems of more labels than this are improved in windows.
const MANY: usize = 128;
/// Rounds of moves at most.
const ROUNDS: usize = 24;

/// The best assignment found, from the cheapest choices or a given start.
pub(super) fn assign(problem: &Problem, bans: &Bans, start: Option<&[usize]>, searches: &mut Searches) -> Vec<usize> {
    let cheapest = |l: &Label| l.choices.iter().enumerate().min_by_key(|(_, c)| c.cost).map_or(0, |(i, _)| i);
    let chosen = start.map_or_else(|| problem.labels.iter().map(cheapest).collect(), <[usize]>::to_vec);
    let mut out = Assignment::new(problem, bans, chosen);
    out.relieve();
    if problem.labels.len() > MANY {
        out.improve_in_windows();
        return out.chosen;
    }
    out.recount();
    out.improve();
    for (g, h) in grid::pairs(problem) {
        let bound = out.pair_cost(g, h);
        if let Some(found) = searches.search(problem, &out.chosen, (g, h), bound) {
            let mut other = Assignment::new(problem, bans, found);
            other.recount();
            other.improve();
            if other.total() < out.total() {
                out = other;
            }
        }
    }
    out.chosen
}

/// Everything that an assignment costs.
pub(super) fn total(problem: &Problem, chosen: &[usize]) -> i64 {
    let bans = Bans::default();
    let mut all = Assignment::new(problem, &bans, chosen.to_vec());
    all.recount();
    all.total()
}

impl Assignment<'_> {
    /// Takes labels out of gutters that are too full, the cheapest to move
    /// first; where that does not help, any split of two gutters that fits.
    fn relieve(&mut self) {
        let gutters = 0..self.members.len();
        for full in gutters.clone().filter(|&g| self.free(g) < 0).collect::<Vec<_>>() {
            let mut moves: Vec<(i64, usize, usize)> = Vec::new();
            for &l in &self.members[full] {
                let others = self.problem.labels[l].choices.iter().enumerate().filter(|(_, c)| c.gutter != full);
                moves.extend(others.map(|(i, c)| (c.cost - self.choice(l).cost, l, i)));
            }
            // stable: of equally cheap ones the first in the gutter
            moves.sort_by_key(|m| m.0);
            for (_, label, choice) in moves {
                let new = &self.problem.labels[label].choices[choice];
                let fits = self.free(new.gutter) >= new.size.0 + self.problem.gutters[new.gutter].gap;
                if self.free(full) < 0 && self.choice(label).gutter == full && fits {
                    self.shift((label, choice));
                }
            }
        }
        for full in gutters.clone() {
            for other in gutters.clone().filter(|&h| h != full) {
                if self.free(full) < 0 {
                    for taken in split(self.problem, &self.chosen, (full, other)).unwrap_or_default() {
                        self.shift(taken);
                    }
                }
            }
        }
    }

    /// Moves and exchanges until none lowers the cost.
    fn improve(&mut self) {
        for _ in 0..ROUNDS {
            let moved = self.move_labels();
            if !self.exchange_labels() && !moved {
                break;
            }
        }
    }

    /// Moves single labels.
    fn move_labels(&mut self) -> bool {
        let mut any = false;
        for label in self.in_order() {
            for choice in 0..self.problem.labels[label].choices.len() {
                if choice != self.chosen[label] && self.gain(&[(label, choice)]) > 0 {
                    self.take(&[(label, choice)]);
                    any = true;
                }
            }
        }
        any
    }

    /// Exchanges the gutters of two labels.
    fn exchange_labels(&mut self) -> bool {
        let mut any = false;
        let order = self.in_order();
        let to = |label: usize, gutter: usize| {
            let choices = self.problem.labels[label].choices.iter().enumerate();
            choices.filter(|(_, c)| c.gutter == gutter).min_by_key(|(_, c)| c.cost).map(|(i, _)| (label, i))
        };
        for i in 0..order.len() {
            for &b in order.iter().skip(i + 1).take(NEAR) {
                let a = order[i];
                let (g, h) = (self.choice(a).gutter, self.choice(b).gutter);
                if g == h {
                    continue;
                }
                let (Some(x), Some(y)) = (to(a, h), to(b, g)) else { continue };
                if self.gain(&[x, y]) > 0 {
                    self.take(&[x, y]);
                    any = true;
                }
            }
        }
        any
    }

    /// By how much some choices taken together would lower the cost; nothing
    /// where they would not.
    fn gain(&self, taken: &[Pick]) -> i64 {
        let new_choice = |l: usize| taken.iter().find(|t| t.0 == l).map_or(self.chosen[l], |t| t.1);
        let mut gutters: Vec<usize> = Vec::with_capacity(2 * taken.len());
        let mut left = 0;
        for &(label, choice) in taken {
            let (old, new) = (self.choice(label), &self.problem.labels[label].choices[choice]);
            left += old.cost - new.cost + self.bans.cost(&self.chosen, label, self.chosen[label])
                - self.bans.broken(label, choice, new_choice);
            gutters.extend([old.gutter, new.gutter]);
        }
        gutters.sort_unstable();
        gutters.dedup();
        // what the gutters may cost then; ports cost nothing at best
        left += gutters.iter().map(|&g| self.costs[g]).sum::<i64>();
        for g in gutters {
            if left <= 0 {
                return 0;
            }
            let stay = self.members[g].iter().filter(|l| taken.iter().all(|t| t.0 != **l));
            let mut list: Vec<Pick> = stay.map(|&l| (l, self.chosen[l])).collect();
            for &t in taken.iter().filter(|t| self.problem.labels[t.0].choices[t.1].gutter == g) {
                let at = list.partition_point(|&x| self.key(x) < self.key(t));
                list.insert(at, t);
            }
            left -= self.gutter_cost(g, &list, left);
        }
        left.max(0)
    }
}
