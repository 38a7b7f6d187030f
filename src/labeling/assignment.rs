//! The choices of all labels, and what they cost together.

use super::bans::Bans;
use super::problem::{Choice, Problem};
use super::slot::{Pick, Slot, slot};
use super::stack::cost;

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
    pub costs: Vec<i64>,
}

impl<'a> Assignment<'a> {
    /// An assignment whose gutters' costs are not counted yet.
    pub(super) fn new(problem: &'a Problem, bans: &'a Bans, chosen: Vec<usize>) -> Self {
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
    pub(super) fn recount(&mut self) {
        self.costs = (0..self.members.len()).map(|g| self.current_cost(g)).collect();
    }

    /// The label's choice.
    pub(super) fn choice(&self, label: usize) -> &'a Choice {
        &self.problem.labels[label].choices[self.chosen[label]]
    }

    /// The order of a label in its gutter.
    pub(super) fn key(&self, (label, choice): Pick) -> (i64, usize) {
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
    pub(super) fn place(&self, gutter: usize, taken: Pick) -> usize {
        let new = self.key(taken);
        self.members[gutter].partition_point(|&l| self.key((l, self.chosen[l])) < new)
    }

    /// Everything that the assignment costs.
    pub(super) fn total(&self) -> i64 {
        let choices: i64 =
            (0..self.chosen.len()).map(|l| self.choice(l).cost + self.bans.cost(&self.chosen, l, self.chosen[l])).sum();
        choices + self.costs.iter().sum::<i64>()
    }

    /// What two gutters and the labels in them cost.
    pub(super) fn pair_cost(&self, g: usize, h: usize) -> i64 {
        let inside = [g, h].into_iter().flat_map(|x| &self.members[x]);
        inside.map(|&l| self.choice(l).cost).sum::<i64>() + self.costs[g] + self.costs[h]
    }

    /// What a gutter costs as it is.
    pub(super) fn current_cost(&self, gutter: usize) -> i64 {
        let list: Vec<Pick> = self.members[gutter].iter().map(|&l| (l, self.chosen[l])).collect();
        self.gutter_cost(gutter, &list, i64::MAX)
    }

    /// What a gutter costs with some labels; no more is sure than that it is
    /// more than `limit`, where it is.
    pub(super) fn gutter_cost(&self, gutter: usize, list: &[Pick], limit: i64) -> i64 {
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
    pub(super) fn shift(&mut self, (label, choice): Pick) {
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
    pub(super) fn take(&mut self, taken: &[Pick]) {
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

    /// What is free of a gutter's extent; negative where it is too full.
    pub(super) fn free(&self, gutter: usize) -> i64 {
        let g = &self.problem.gutters[gutter];
        g.along.1 - g.along.0 + g.gap - self.loads[gutter]
    }
}
