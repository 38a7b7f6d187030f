//! External labeling: labels outside a drawing, joined to its zones by leaders
//! that never meet. Rectangles, intervals and polygons in, ports and leaders
//! out; no charts, no fonts, no colours.
//!
//! # The problem
//!
//! A **gutter** is a strip of free paper in which labels stand one behind the
//! other, along an axis: a column beside a figure (its axis runs down the
//! page) or a row above or below one (its axis runs to the right). A label has
//! one or more **choices**: a gutter, the size of its box there, and one or two
//! **aims**, each a zone that a leader of the label points at. A label of two
//! aims stands between two figures and points at both. The solver decides the
//! choice of every label, where its box stands along the gutter, and where in
//! the zone the leader's **anchor** is.
//!
//! A leader leaves its anchor across the axis (level, for a column) as far as
//! a **bend line** outside the figure, and goes from there in one slant to the
//! **port** at the label. In the taxonomy of Bekos, Niedermann and Nöllenburg
//! (*External labeling techniques*, Computer Graphics Forum 38, 2019) this is
//! the "os"-leader. Where port and anchor have one height, the leader is one
//! straight line.
//!
//! # Why leaders do not meet
//!
//! Call two leaders of one figure *in conflict* if their level parts could
//! share a stretch of the figure: they leave to the same side, or the one that
//! leaves to the left starts right of the one that leaves to the right.
//!
//! 1. Inside the figure only level parts exist. Two in conflict are at least
//!    [`Problem::apart`] from each other; two that are not have no place in common.
//! 2. In a gutter all leaders run between the bend line and the line of ports.
//!    Anchors and ports have the same order, both strictly, so of two linear
//!    interpolations one stays above the other.
//! 3. Figure, gutter and labels are apart across the axis. ∎
//!
//! This holds for any choice of gutters and any sizes of labels. What the proof
//! does not cover – gutters whose outline is not straight, leaders of a row and
//! a column in one figure, [direct](Leaders::Direct) leaders – is checked on
//! the result in whole numbers ([`faults`]), and a pair of choices that made
//! two leaders meet is given up for another.
//!
//! # What it must keep
//!
//! Beyond that, some limits are hard: how far a port may be off its anchor ([`Choice::off`]), how
//! steep a slant may be ([`Problem::steepest`]), how near a leader may come to the anchor of another
//! label ([`Problem::near`]), and how far a level leader may run over other zones
//! ([`Terrain::most`]). Where boxes stand obeys the first, chains of anchors the third, windows of
//! aims the fourth; all are looked at once more when the lines are drawn, together with what the
//! caller objects to ([`solve_against`]). A choice that breaks one is given up for another, and a
//! problem whose every try breaks one has no solution.
//!
//! # How it is solved
//!
//! | step | method | file |
//! |---|---|---|
//! | the order of labels | that of their anchors | `order` |
//! | which choice for each label | cheapest choices, then single moves and exchanges; for two gutters a dynamic program on a grid, pruned by the best known cost (after Kindermann, Lipp and Wolff, *Luatodonotes*, 2014) | `assign`, `grid` |
//! | a split that fits, where gutters are full | a dynamic program over sums of lengths | `split` |
//! | what must not be combined | what the check finds costs more each time: a guided local search (Voudouris and Tsang, 1999) | `bans`, `solve` |
//! | which choice, where labels are many | moves within windows | `window` |
//! | where boxes stand | isotonic regression with dead zones, exact, by pooling adjacent violators (Ayer et al., 1955) | `stack` |
//! | where anchors are | the same with bounds, along chains of conflicting leaders | `anchor` |
//! | whether any two leaders meet | a sweep over neighbours (Shamos and Hoey, 1976); pair by pair only where it finds something | `check`, `sweep` |
//! | lines as points; ports of two gutters that are almost level made level | geometry; stacking again with ports held | `draw`, `align` |
//!
//! Costs are lengths: how far leaders run, how far ports are from their
//! anchors, and what the caller adds for zones that a leader runs over
//! ([`approach()`]). All coordinates are whole hundredths of a px ([`PX`]), so
//! that equal means equal on every machine.

mod align;
mod anchor;
mod approach;
mod assign;
mod assignment;
mod bans;
mod check;
mod draw;
mod exact;
mod grid;
mod order;
mod problem;
mod slot;
mod solve;
mod split;
mod stack;
mod sweep;
mod window;

pub use approach::{Approach, Obstacle, Terrain, approach};
pub use check::{Fault, LabelDrawing, Metrics, faults, metrics};
pub use problem::{
    Aim, Axis, Choice, End, Gutter, Label, Leaders, NoSolution, PX, PlacedLabel, Problem, Solution, Spot, px, units,
};
pub use slot::Slot;
pub use solve::{Objection, solve, solve_against};
pub use stack::stack;
