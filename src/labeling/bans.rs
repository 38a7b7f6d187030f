//! Pairs of choices that must not be combined: their leaders or boxes were
//! found to meet when a solution was checked.

use super::slot::Pick;
use std::collections::BTreeMap;

/// What a banned pair costs: more than any leaders.
const BANNED: i64 = 1 << 28;

/// Banned pairs.
#[derive(Clone, Debug, Default)]
pub(super) struct Bans {
    /// For each choice those that it must not be combined with, and how often
    /// that was found; a choice that is banned alone stands here with itself.
    with: BTreeMap<Pick, BTreeMap<Pick, i64>>,
}

impl Bans {
    /// Bans a pair, or bans it harder: moves that got stuck at it find another
    /// way then (a guided local search after Voudouris and Tsang, 1999).
    pub(super) fn add(&mut self, a: Pick, b: Pick) {
        *self.with.entry(a).or_default().entry(b).or_default() += 1;
        if a != b {
            *self.with.entry(b).or_default().entry(a).or_default() += 1;
        }
    }

    /// What the bans cost that a label's choice breaks.
    pub(super) fn cost(&self, chosen: &[usize], label: usize, choice: usize) -> i64 {
        self.broken(label, choice, |other| chosen[other])
    }

    /// The same where not all is chosen as it was.
    pub(super) fn broken(&self, label: usize, choice: usize, chosen: impl Fn(usize) -> usize) -> i64 {
        let Some(with) = self.with.get(&(label, choice)) else { return 0 };
        let broken = with.iter().filter(|(other, _)| other.0 == label || chosen(other.0) == other.1);
        BANNED * broken.map(|(_, times)| times).sum::<i64>()
    }
}
