//! Which choice each label takes.
//!
//! The cost of an assignment is what its choices cost, plus for each gutter
//! the least sum of distances of ports from their windows (`stack`), plus what
//! crowded gutters and mixed groups cost. Moves of one label and exchanges of
//! two are accepted while they lower it; the dynamic program of `raster` looks
//! for what they cannot find.

use super::stack::{Slot, cost, is_broken};
use super::{Choice, Problem, raster};
use std::collections::BTreeSet;

/// Labels farther apart than this in the order of anchors are not exchanged.
const NEAR: usize = 12;
/// Problems of more labels than this are improved in windows.
const MANY: usize = 128;
/// Labels on both sides of a changed one that a window takes in.
const WINDOW: usize = 24;
/// Rounds of moves at most.
const ROUNDS: usize = 24;
/// What a banned pair costs: more than any leaders.
const BANNED: i64 = 1 << 22;

/// A choice of a label.
pub(super) type Taken = (usize, usize);

/// Pairs of choices whose leaders or boxes were found to meet.
#[derive(Clone, Debug, Default)]
pub(super) struct Bans {
    /// Pairs, the smaller first; a choice paired with itself is banned alone.
    pairs: BTreeSet<(Taken, Taken)>,
}

impl Bans {
    /// Bans a pair; false where it was banned before.
    pub(super) fn add(&mut self, a: Taken, b: Taken) -> bool {
        self.pairs.insert((a.min(b), a.max(b)))
    }

    /// What the bans cost that a label's choice breaks.
    fn cost(&self, chosen: &[usize], label: usize, choice: usize) -> i64 {
        if self.pairs.is_empty() {
            return 0;
        }
        let me = (label, choice);
        let broken = |(a, b): &&(Taken, Taken)| {
            let other = if *a == me { *b } else { *a };
            (*a == me || *b == me) && (other == me || chosen[other.0] == other.1)
        };
        BANNED * i64::try_from(self.pairs.iter().filter(broken).count()).unwrap_or(i64::MAX / BANNED)
    }
}

/// An assignment being improved.
pub(super) struct Assignment<'a> {
    /// What is solved.
    problem: &'a Problem,
    /// What must not be combined.
    bans: &'a Bans,
    /// For each label and choice its slot.
    slots: Vec<Vec<Slot>>,
    /// The choice of each label.
    pub chosen: Vec<usize>,
    /// The labels of each gutter in the order of their anchors.
    members: Vec<Vec<usize>>,
    /// What each gutter costs.
    costs: Vec<i64>,
    /// The place of each label in the order of all anchors.
    order: Vec<usize>,
}

/// A choice as a slot of its gutter.
pub(super) fn slot(choice: &Choice, weight: i64) -> Slot {
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
pub(super) fn assign(problem: &Problem, bans: &Bans, start: Option<&[usize]>) -> Vec<usize> {
    let cheapest = |l: &super::Label| l.choices.iter().enumerate().min_by_key(|(_, c)| c.cost).map_or(0, |(i, _)| i);
    let chosen = start.map_or_else(|| problem.labels.iter().map(cheapest).collect(), <[usize]>::to_vec);
    let mut out = Assignment::new(problem, bans, chosen);
    out.relieve();
    if problem.labels.len() > MANY {
        out.improve_in_windows();
        return out.chosen;
    }
    out.improve();
    for (g, h) in raster::pairs(problem) {
        let bound = out.pair_cost(g, h);
        if let Some(found) = raster::search(problem, &out.chosen, (g, h), bound) {
            let mut other = Assignment::new(problem, bans, found);
            other.improve();
            if other.total() < out.total() {
                out = other;
            }
        }
    }
    out.chosen
}

impl<'a> Assignment<'a> {
    /// An assignment with its costs.
    pub(super) fn new(problem: &'a Problem, bans: &'a Bans, chosen: Vec<usize>) -> Self {
        let slots = problem.labels.iter().map(|l| l.choices.iter().map(|c| slot(c, l.weight)).collect()).collect();
        let mut members: Vec<Vec<usize>> = problem.gutters.iter().map(|_| Vec::new()).collect();
        for (label, &choice) in chosen.iter().enumerate() {
            members[problem.labels[label].choices[choice].gutter].push(label);
        }
        for list in &mut members {
            list.sort_by_key(|&l| key(problem, l, chosen[l]));
        }
        let mut by_key: Vec<usize> = (0..chosen.len()).collect();
        by_key.sort_by_key(|&l| key(problem, l, chosen[l]));
        let mut order = vec![0; chosen.len()];
        for (place, &label) in by_key.iter().enumerate() {
            order[label] = place;
        }
        let mut out = Self { problem, bans, slots, chosen, members, costs: Vec::new(), order };
        out.costs = (0..problem.gutters.len()).map(|g| out.gutter_cost(g, &out.members[g], &[])).collect();
        out
    }

    /// The label's choice.
    fn choice(&self, label: usize) -> &'a Choice {
        &self.problem.labels[label].choices[self.chosen[label]]
    }

    /// Everything that the assignment costs.
    pub(super) fn total(&self) -> i64 {
        let choices: i64 =
            (0..self.chosen.len()).map(|l| self.choice(l).cost + self.bans.cost(&self.chosen, l, self.chosen[l])).sum();
        choices + self.costs.iter().sum::<i64>()
    }

    /// What two gutters and the labels in them cost.
    fn pair_cost(&self, g: usize, h: usize) -> i64 {
        let inside = [g, h].into_iter().flat_map(|x| &self.members[x]);
        inside.map(|&l| self.choice(l).cost).sum::<i64>() + self.costs[g] + self.costs[h]
    }

    /// What a gutter costs with some labels, of which those in `taken` take
    /// other choices.
    fn gutter_cost(&self, gutter: usize, members: &[usize], taken: &[Taken]) -> i64 {
        let g = &self.problem.gutters[gutter];
        let choice = |l: usize| taken.iter().find(|t| t.0 == l).map_or(self.chosen[l], |t| t.1);
        let slots: Vec<&Slot> = members.iter().map(|&l| &self.slots[l][choice(l)]).collect();
        let mixed =
            members.windows(2).filter(|w| self.problem.labels[w[0]].group != self.problem.labels[w[1]].group).count();
        let load: i64 = slots.iter().map(|s| s.extent + g.gap).sum();
        let room = (g.along.1 - g.along.0 + g.gap).max(1);
        let crowded = load.saturating_mul(load) / room * self.problem.crowding / room;
        cost(&slots, g.gap, g.along.0, g.along.1) + self.problem.mixed * i64::try_from(mixed).unwrap_or(0) + crowded
    }

    /// A gutter's labels with one taken out and one put in.
    fn changed(&self, gutter: usize, out: Option<usize>, into: Option<Taken>) -> Vec<usize> {
        let mut list: Vec<usize> = self.members[gutter].iter().copied().filter(|l| Some(*l) != out).collect();
        if let Some((label, choice)) = into {
            let new = key(self.problem, label, choice);
            let at = list.partition_point(|&l| key(self.problem, l, self.chosen[l]) < new);
            list.insert(at, label);
        }
        list
    }

    /// Takes over some choices.
    fn take(&mut self, taken: &[Taken]) {
        for &(label, choice) in taken {
            let old = self.choice(label).gutter;
            self.members[old].retain(|l| *l != label);
            self.chosen[label] = choice;
            let gutter = self.choice(label).gutter;
            let new = key(self.problem, label, choice);
            let at = self.members[gutter].partition_point(|&l| key(self.problem, l, self.chosen[l]) < new);
            self.members[gutter].insert(at, label);
            for g in [old, gutter] {
                self.costs[g] = self.gutter_cost(g, &self.members[g], &[]);
            }
        }
    }

    /// Takes labels out of gutters that are too full, the cheapest to move first.
    fn relieve(&mut self) {
        for _ in 0..self.chosen.len() {
            let Some(full) = (0..self.members.len()).find(|&g| self.free(g) < 0) else { return };
            let moves = self.members[full].iter().flat_map(|&l| {
                let choices = self.problem.labels[l].choices.iter().enumerate();
                choices.map(move |(i, c)| (l, i, c))
            });
            let best = moves
                .filter(|(_, _, c)| {
                    c.gutter != full && self.free(c.gutter) >= c.size.0 + self.problem.gutters[c.gutter].gap
                })
                .min_by_key(|(l, i, c)| (c.cost - self.choice(*l).cost, *l, *i));
            let Some((label, choice, _)) = best else { return };
            self.take(&[(label, choice)]);
        }
    }

    /// What is free of a gutter's extent; negative where it is too full.
    fn free(&self, gutter: usize) -> i64 {
        let g = &self.problem.gutters[gutter];
        g.along.1 - g.along.0 + g.gap - self.members[gutter].iter().map(|&l| self.choice(l).size.0 + g.gap).sum::<i64>()
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
        for label in 0..self.chosen.len() {
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
        let mut by_order: Vec<usize> = (0..self.chosen.len()).collect();
        by_order.sort_by_key(|&l| self.order[l]);
        for i in 0..by_order.len() {
            for &b in by_order.iter().skip(i + 1).take(NEAR) {
                let a = by_order[i];
                let (g, h) = (self.choice(a).gutter, self.choice(b).gutter);
                if g == h {
                    continue;
                }
                let to = |label: usize, gutter: usize| {
                    let choices = self.problem.labels[label].choices.iter().enumerate();
                    choices.filter(|(_, c)| c.gutter == gutter).min_by_key(|(_, c)| c.cost).map(|(i, _)| (label, i))
                };
                let (Some(x), Some(y)) = (to(a, h), to(b, g)) else { continue };
                if self.gain(&[x, y]) > 0 {
                    self.take(&[x, y]);
                    any = true;
                }
            }
        }
        any
    }

    /// By how much some choices taken together would lower the cost.
    fn gain(&self, taken: &[Taken]) -> i64 {
        let mut gutters: Vec<usize> = Vec::with_capacity(4);
        let mut gain = 0;
        for &(label, choice) in taken {
            let new = &self.problem.labels[label].choices[choice];
            let old = self.choice(label);
            gain += old.cost - new.cost;
            gutters.extend([old.gutter, new.gutter]);
        }
        if !self.bans.pairs.is_empty() {
            let mut after = self.chosen.clone();
            for &(label, choice) in taken {
                after[label] = choice;
            }
            let broken = |chosen: &[usize]| taken.iter().map(|t| self.bans.cost(chosen, t.0, chosen[t.0])).sum::<i64>();
            gain += broken(&self.chosen) - broken(&after);
        }
        gutters.sort_unstable();
        gutters.dedup();
        // ports cost nothing at best: what cannot pay even then is not tried
        if gain + gutters.iter().map(|&g| self.costs[g]).sum::<i64>() <= 0 {
            return 0;
        }
        for &g in &gutters {
            let mut list: Vec<usize> = self.members[g].clone();
            for &(label, choice) in taken {
                list.retain(|l| *l != label);
                if self.problem.labels[label].choices[choice].gutter == g {
                    let new = key(self.problem, label, choice);
                    let current = |l: usize| taken.iter().find(|t| t.0 == l).map_or(self.chosen[l], |t| t.1);
                    let at = list.partition_point(|&l| key(self.problem, l, current(l)) < new);
                    list.insert(at, label);
                }
            }
            gain += self.costs[g] - self.gutter_cost(g, &list, taken);
        }
        gain
    }

    /// Moves of single labels where there are many: only the neighbours of a
    /// changed place are looked at, between boxes that stay where they are, so
    /// that every accepted move is a true gain.
    fn improve_in_windows(&mut self) {
        let Some(mut starts) = self.starts() else { return };
        for label in 0..self.chosen.len() {
            for choice in 0..self.problem.labels[label].choices.len() {
                if choice == self.chosen[label] {
                    continue;
                }
                let (old, new) = (self.choice(label), &self.problem.labels[label].choices[choice]);
                if new.gutter == old.gutter {
                    continue;
                }
                let without = self.changed(old.gutter, Some(label), None);
                let with = self.changed(new.gutter, None, Some((label, choice)));
                let at = self.members[old.gutter].iter().position(|l| *l == label).unwrap_or(0);
                let into = with.iter().position(|l| *l == label).unwrap_or(0);
                let taken = [(label, choice)];
                let leave = self.local(old.gutter, &without, at, &starts, &taken);
                let enter = self.local(new.gutter, &with, into, &starts, &taken);
                let (Some(leave), Some(enter)) = (leave, enter) else { continue };
                let before = self.local(old.gutter, &self.members[old.gutter], at, &starts, &[]).map_or(0, |w| w.0);
                let there = self.local(new.gutter, &self.members[new.gutter], into, &starts, &[]).map_or(0, |w| w.0);
                if new.cost + leave.0 + enter.0 >= old.cost + before + there {
                    continue;
                }
                for (l, start) in leave.1.into_iter().chain(enter.1) {
                    starts[l] = start;
                }
                let (g, h) = (old.gutter, new.gutter);
                self.chosen[label] = choice;
                (self.members[g], self.members[h]) = (without, with);
            }
        }
    }

    /// The cost of the part of a gutter about a place, and where its boxes
    /// stand, between neighbours that stay; `None` where they do not fit.
    fn local(
        &self,
        gutter: usize,
        members: &[usize],
        at: usize,
        starts: &[i64],
        taken: &[Taken],
    ) -> Option<(i64, Vec<(usize, i64)>)> {
        let g = &self.problem.gutters[gutter];
        let (first, last) = (at.saturating_sub(WINDOW), (at + WINDOW).min(members.len()));
        let choice = |l: usize| taken.iter().find(|t| t.0 == l).map_or(self.chosen[l], |t| t.1);
        let end = |l: usize| starts[l] + self.problem.labels[l].choices[choice(l)].size.0;
        let from = if first > 0 { end(members[first - 1]) + g.gap } else { g.along.0 };
        let to = members.get(last).map_or(g.along.1, |l| starts[*l] - g.gap);
        let inside = &members[first..last];
        let slots: Vec<Slot> = inside.iter().map(|&l| self.slots[l][choice(l)].clone()).collect();
        let total = cost(&slots.iter().collect::<Vec<_>>(), g.gap, from, to);
        if is_broken(total) {
            return None;
        }
        let places = super::stack(&slots, g.gap, from, to)?;
        Some((total, inside.iter().copied().zip(places).collect()))
    }

    /// Where all boxes stand.
    fn starts(&self) -> Option<Vec<i64>> {
        let mut starts = vec![0; self.chosen.len()];
        for (g, members) in self.problem.gutters.iter().zip(&self.members) {
            let slots: Vec<Slot> = members.iter().map(|&l| self.slots[l][self.chosen[l]].clone()).collect();
            for (l, start) in members.iter().zip(super::stack(&slots, g.gap, g.along.0, g.along.1)?) {
                starts[*l] = start;
            }
        }
        Some(starts)
    }
}
