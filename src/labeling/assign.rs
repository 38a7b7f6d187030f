//! Which choice each label takes.
//!
//! The cost of an assignment is what its choices cost, plus for each gutter
//! the least sum of distances of ports from their windows (`stack`), plus what
//! crowded gutters and mixed groups cost. Moves of one label and exchanges of
//! two are accepted while they lower it; the dynamic program of `raster` looks
//! for what they cannot find.

use super::bans::Bans;
use super::stack::{Slot, cost};
use super::{Choice, Problem, raster, split};

/// Labels farther apart than this in the order of anchors are not exchanged.
const NEAR: usize = 12;
/// Problems of more labels than this are improved in windows.
const MANY: usize = 128;
/// Rounds of moves at most.
const ROUNDS: usize = 24;
/// A choice of a label.
pub(super) type Taken = (usize, usize);

/// An assignment being improved.
pub(super) struct Assignment<'a> {
    /// What is solved.
    pub problem: &'a Problem,
    /// What must not be combined.
    pub bans: &'a Bans,
    /// For each label and choice its slot.
    pub slots: Vec<Vec<Slot>>,
    /// The choice of each label.
    pub chosen: Vec<usize>,
    /// The labels of each gutter in the order of their anchors.
    pub members: Vec<Vec<usize>>,
    /// The sum of extents and gaps in each gutter.
    pub loads: Vec<i64>,
    /// What each gutter costs.
    costs: Vec<i64>,
}

/// A choice as a slot of its gutter.
pub(super) fn slot(problem: &Problem, label: usize, choice: usize) -> Slot {
    let label = &problem.labels[label];
    let choice = &label.choices[choice];
    let weight = label.weight * problem.gutters[choice.gutter].stiffness.max(1);
    let mut windows = [None, None];
    for (window, aim) in windows.iter_mut().zip(&choice.aims) {
        *window = Some((aim.window.0 - choice.give, aim.window.1 + choice.give));
    }
    Slot { extent: choice.size.0, port: choice.port, windows, best: choice.key(), weight, room: choice.room }
}

/// The order of labels in a gutter.
pub(super) fn key(problem: &Problem, label: usize, choice: usize) -> (i64, usize) {
    (problem.labels[label].choices[choice].key(), label)
}

/// The best assignment found, from the cheapest choices or a given start.
pub(super) fn assign(
    problem: &Problem,
    bans: &Bans,
    start: Option<&[usize]>,
    searches: &mut raster::Searches,
) -> Vec<usize> {
    let cheapest = |l: &super::Label| l.choices.iter().enumerate().min_by_key(|(_, c)| c.cost).map_or(0, |(i, _)| i);
    let chosen = start.map_or_else(|| problem.labels.iter().map(cheapest).collect(), <[usize]>::to_vec);
    let mut out = Assignment::new(problem, bans, chosen);
    out.relieve();
    if problem.labels.len() > MANY {
        out.improve_in_windows();
        return out.chosen;
    }
    out.recount();
    out.improve();
    for (g, h) in raster::pairs(problem) {
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

impl<'a> Assignment<'a> {
    /// An assignment whose gutters' costs are not counted yet.
    fn new(problem: &'a Problem, bans: &'a Bans, chosen: Vec<usize>) -> Self {
        let of = |l: usize| (0..problem.labels[l].choices.len()).map(|c| slot(problem, l, c)).collect();
        let slots = (0..problem.labels.len()).map(of).collect();
        let mut members: Vec<Vec<usize>> = problem.gutters.iter().map(|_| Vec::new()).collect();
        let mut loads = vec![0; problem.gutters.len()];
        for (label, &index) in chosen.iter().enumerate() {
            let choice = &problem.labels[label].choices[index];
            members[choice.gutter].push(label);
            loads[choice.gutter] += choice.size.0 + problem.gutters[choice.gutter].gap;
        }
        let mut out = Self { problem, bans, slots, chosen, members: Vec::new(), loads, costs: Vec::new() };
        for list in &mut members {
            list.sort_by_key(|&l| out.key((l, out.chosen[l])));
        }
        out.members = members;
        out
    }

    /// Counts what all gutters cost.
    fn recount(&mut self) {
        self.costs = (0..self.members.len()).map(|g| self.current_cost(g)).collect();
    }

    /// The label's choice.
    pub(super) fn choice(&self, label: usize) -> &'a Choice {
        &self.problem.labels[label].choices[self.chosen[label]]
    }

    /// The order of a label in its gutter.
    fn key(&self, (label, choice): Taken) -> (i64, usize) {
        (self.slots[label][choice].best, label)
    }

    /// All labels in the order of their anchors, which is not that in which the
    /// caller happens to name them.
    pub(super) fn in_order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.chosen.len()).collect();
        order.sort_by_key(|&l| self.key((l, self.chosen[l])));
        order
    }

    /// Where a label belongs in a gutter.
    pub(super) fn place(&self, gutter: usize, taken: Taken) -> usize {
        let new = self.key(taken);
        self.members[gutter].partition_point(|&l| self.key((l, self.chosen[l])) < new)
    }

    /// Everything that the assignment costs.
    fn total(&self) -> i64 {
        let choices: i64 =
            (0..self.chosen.len()).map(|l| self.choice(l).cost + self.bans.cost(&self.chosen, l, self.chosen[l])).sum();
        choices + self.costs.iter().sum::<i64>()
    }

    /// What two gutters and the labels in them cost.
    fn pair_cost(&self, g: usize, h: usize) -> i64 {
        let inside = [g, h].into_iter().flat_map(|x| &self.members[x]);
        inside.map(|&l| self.choice(l).cost).sum::<i64>() + self.costs[g] + self.costs[h]
    }

    /// What a gutter costs as it is.
    fn current_cost(&self, gutter: usize) -> i64 {
        let list: Vec<Taken> = self.members[gutter].iter().map(|&l| (l, self.chosen[l])).collect();
        self.gutter_cost(gutter, &list, i64::MAX)
    }

    /// What a gutter costs with some labels; no more is sure than that it is
    /// more than `limit`, where it is.
    fn gutter_cost(&self, gutter: usize, list: &[Taken], limit: i64) -> i64 {
        let g = &self.problem.gutters[gutter];
        let slots: Vec<&Slot> = list.iter().map(|&(l, c)| &self.slots[l][c]).collect();
        let other =
            self.mixed(list.iter().map(|t| t.0)) + self.crowded(gutter, slots.iter().map(|s| s.extent + g.gap).sum());
        other.saturating_add(cost(&slots, g.gap, g.along.0, g.along.1, limit.saturating_sub(other)))
    }

    /// What neighbours of different groups cost.
    pub(super) fn mixed(&self, labels: impl Iterator<Item = usize>) -> i64 {
        let groups = labels.map(|l| self.problem.labels[l].group);
        let (_, count) = groups.fold((None, 0), |(last, n), g| (Some(g), n + i64::from(last.is_some_and(|l| l != g))));
        self.problem.mixed * count
    }

    /// What a gutter costs for being full.
    pub(super) fn crowded(&self, gutter: usize, load: i64) -> i64 {
        let g = &self.problem.gutters[gutter];
        let room = (g.along.1 - g.along.0 + g.gap).max(1);
        load.saturating_mul(load) / room * self.problem.crowding / room
    }

    /// Takes over a choice; costs are not counted anew.
    pub(super) fn shift(&mut self, (label, choice): Taken) {
        let old = self.choice(label);
        let at = self.place(old.gutter, (label, self.chosen[label]));
        self.members[old.gutter].remove(at);
        self.loads[old.gutter] -= old.size.0 + self.problem.gutters[old.gutter].gap;
        self.chosen[label] = choice;
        let new = self.choice(label);
        let at = self.place(new.gutter, (label, choice));
        self.members[new.gutter].insert(at, label);
        self.loads[new.gutter] += new.size.0 + self.problem.gutters[new.gutter].gap;
    }

    /// Takes over some choices.
    fn take(&mut self, taken: &[Taken]) {
        let mut gutters: Vec<usize> = taken.iter().map(|t| self.choice(t.0).gutter).collect();
        for &t in taken {
            self.shift(t);
        }
        gutters.extend(taken.iter().map(|t| self.choice(t.0).gutter));
        gutters.sort_unstable();
        gutters.dedup();
        for g in gutters {
            self.costs[g] = self.current_cost(g);
        }
    }

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
                    for taken in split::split(self.problem, &self.chosen, (full, other)).unwrap_or_default() {
                        self.shift(taken);
                    }
                }
            }
        }
    }

    /// What is free of a gutter's extent; negative where it is too full.
    fn free(&self, gutter: usize) -> i64 {
        let g = &self.problem.gutters[gutter];
        g.along.1 - g.along.0 + g.gap - self.loads[gutter]
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
    fn gain(&self, taken: &[Taken]) -> i64 {
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
            let mut list: Vec<Taken> = stay.map(|&l| (l, self.chosen[l])).collect();
            for &t in taken.iter().filter(|t| self.problem.labels[t.0].choices[t.1].gutter == g) {
                let at = list.partition_point(|&x| self.key(x) < self.key(t));
                list.insert(at, t);
            }
            left -= self.gutter_cost(g, &list, left);
        }
        left.max(0)
    }
}
