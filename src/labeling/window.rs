//! Improvement of an assignment of many labels.
//!
//! Only the neighbours of a changed place are looked at, between boxes that
//! stay where they are, so that every accepted move is a true gain.

use super::assignment::Assignment;
use super::slot::{Pick, Slot};
use super::stack::{cost, stack};

/// Labels on both sides of a changed one that a window takes in.
const WINDOW: usize = 24;
/// Times that all labels are tried.
const PASSES: usize = 2;

/// A part of a gutter: what its labels are and between which boxes they stand.
struct GutterPart {
    /// The gutter.
    gutter: usize,
    /// Its labels with their choices, in order.
    list: Vec<Pick>,
    /// The neighbours that stay.
    beside: [Option<usize>; 2],
    /// Between where there is room.
    bounds: (i64, i64),
}

impl Assignment<'_> {
    /// Moves single labels.
    pub(super) fn improve_in_windows(&mut self) {
        let Some(mut starts) = self.starts() else { return };
        for _ in 0..PASSES {
            let mut any = false;
            for label in self.in_order() {
                for choice in 0..self.problem.labels[label].choices.len() {
                    any |= choice != self.chosen[label] && self.try_move((label, choice), &mut starts);
                }
            }
            if !any {
                break;
            }
        }
    }

    /// Moves a label to another gutter if that is a gain.
    fn try_move(&mut self, taken: Pick, starts: &mut [i64]) -> bool {
        let (label, index) = taken;
        let (old, new) = (self.choice(label), &self.problem.labels[label].choices[index]);
        if old.gutter == new.gutter {
            return false;
        }
        let ban = self.bans.cost(&self.chosen, label, index) - self.bans.cost(&self.chosen, label, self.chosen[label]);
        let mut loss = new.cost - old.cost + ban;
        for (choice, sign) in [(old, -1), (new, 1)] {
            let (load, own) = (self.loads[choice.gutter], choice.size.0 + self.problem.gutters[choice.gutter].gap);
            let after = self.crowded(choice.gutter, load + sign * own);
            loss += after - self.crowded(choice.gutter, load);
        }
        let mut here = self.window(old.gutter, self.place(old.gutter, (label, self.chosen[label])), starts);
        // ports cost nothing at best
        loss -= self.cost_of(&here, i64::MAX);
        if loss >= 0 {
            return false;
        }
        here.list.retain(|t| t.0 != label);
        loss += self.cost_of(&here, -loss);
        if loss >= 0 {
            return false;
        }
        let at = self.place(new.gutter, taken);
        let mut there = self.window(new.gutter, at, starts);
        loss -= self.cost_of(&there, i64::MAX);
        there.list.insert(at.min(WINDOW), taken);
        loss += self.cost_of(&there, -loss);
        if loss >= 0 {
            return false;
        }
        let (Some(leave), Some(enter)) = (self.stacked(&here), self.stacked(&there)) else { return false };
        for (window, places) in [(here, leave), (there, enter)] {
            for (t, at) in window.list.into_iter().zip(places) {
                starts[t.0] = at;
            }
        }
        self.shift(taken);
        true
    }

    /// The part of a gutter about a place.
    fn window(&self, gutter: usize, at: usize, starts: &[i64]) -> GutterPart {
        let (g, members) = (&self.problem.gutters[gutter], &self.members[gutter]);
        let (first, last) = (at.saturating_sub(WINDOW), (at + WINDOW).min(members.len()));
        let beside = [first.checked_sub(1).map(|k| members[k]), members.get(last).copied()];
        let from = beside[0].map_or(g.along.0, |l| starts[l] + self.choice(l).size.0 + g.gap);
        let to = beside[1].map_or(g.along.1, |l| starts[l] - g.gap);
        let list = members[first..last].iter().map(|&l| (l, self.chosen[l])).collect();
        GutterPart { gutter, list, beside, bounds: (from, to) }
    }

    /// What a window costs; where that is more than `limit`, only so much is sure.
    fn cost_of(&self, window: &GutterPart, limit: i64) -> i64 {
        let slots: Vec<&Slot> = window.list.iter().map(|&(l, c)| &self.slots[l][c]).collect();
        let [before, after] = window.beside;
        let mixed = self.mixed(before.into_iter().chain(window.list.iter().map(|t| t.0)).chain(after));
        let gap = self.problem.gutters[window.gutter].gap;
        cost(&slots, gap, window.bounds.0, window.bounds.1, limit.saturating_sub(mixed)).saturating_add(mixed)
    }

    /// Where the boxes of a window stand.
    fn stacked(&self, window: &GutterPart) -> Option<Vec<i64>> {
        let slots: Vec<Slot> = window.list.iter().map(|&(l, c)| self.slots[l][c].clone()).collect();
        stack(&slots, self.problem.gutters[window.gutter].gap, window.bounds.0, window.bounds.1)
    }

    /// Where all boxes stand.
    fn starts(&self) -> Option<Vec<i64>> {
        let mut starts = vec![0; self.chosen.len()];
        for (g, members) in self.problem.gutters.iter().zip(&self.members) {
            let slots: Vec<Slot> = members.iter().map(|&l| self.slots[l][self.chosen[l]].clone()).collect();
            for (l, start) in members.iter().zip(stack(&slots, g.gap, g.along.0, g.along.1)?) {
                starts[*l] = start;
            }
        }
        Some(starts)
    }
}
