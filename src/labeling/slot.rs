//! A choice as a slot of its gutter, and what orders the labels of a gutter.

use super::problem::Problem;

/// A box that is to stand in a gutter.
#[derive(Clone, Debug)]
pub struct Slot {
    /// Its extent along the axis.
    pub extent: i64,
    /// Where its port is, from its beginning.
    pub port: i64,
    /// Ports in these windows cost nothing: one for each leader.
    pub windows: [Option<(i64, i64)>; 2],
    /// The best port.
    pub best: i64,
    /// How much its distances count.
    pub weight: i64,
    /// Where the box must be, if not anywhere in the gutter.
    pub room: Option<(i64, i64)>,
}

/// A choice of a label.
pub(super) type Pick = (usize, usize);

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
