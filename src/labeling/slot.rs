//! A choice as a slot of its gutter, and what orders the labels of a gutter.

use super::problem::{End, Problem};

/// A box to be placed along a gutter.
#[derive(Clone, Debug)]
pub struct Slot {
    /// Its extent along the axis.
    pub extent: i64,
    /// Distance of the port from its beginning.
    pub port: i64,
    /// The windows of its leaders, in which ports cost nothing.
    pub windows: [Option<(i64, i64)>; 2],
    /// The best port.
    pub best: i64,
    /// Weight of its distances.
    pub weight: i64,
    /// The part of the gutter that the box must keep to, if not the whole.
    pub room: Option<(i64, i64)>,
    /// The sides that its leaders leave the gutter to, as bits, and what the gap to a neighbour is
    /// wider by whose leaders leave to others.
    pub parting: (u8, i64),
}

impl Slot {
    /// Returns the least distance of the next box.
    pub(super) const fn gap_to(&self, next: &Self, gap: i64) -> i64 {
        if self.parting.0 == next.parting.0 { gap } else { gap + self.parting.1 }
    }
}

/// A choice of a label: the indices of both.
pub(super) type Pick = (usize, usize);

/// Returns the slot of a choice.
pub(super) fn slot(problem: &Problem, label: usize, choice: usize) -> Slot {
    let label = &problem.labels[label];
    let choice = &label.choices[choice];
    let weight = label.weight * problem.gutters[choice.gutter].stiffness.max(1);
    let mut windows = [None, None];
    let mut room = choice.room;
    let mut sides = 0;
    for (window, aim) in windows.iter_mut().zip(&choice.aims) {
        *window = Some((aim.window.0 - choice.give, aim.window.1 + choice.give));
        room = choice.limited(room, aim.window);
        sides |= if aim.end == End::Before { 1 } else { 2 };
    }
    Slot {
        extent: choice.size.0,
        port: choice.port,
        windows,
        best: choice.key(),
        weight,
        room,
        parting: (sides, problem.parting),
    }
}

/// Returns the key that orders a label in its gutter.
pub(super) fn key(problem: &Problem, label: usize, choice: usize) -> (i64, usize) {
    (problem.labels[label].choices[choice].key(), label)
}
