//! One row of figures and its labels: from a page's plan to callouts.
//!
//! Every label is first guessed a gutter: a column beside figures, or a row
//! below or above one. The figures are spaced so that the gutters have room.
//! Then the labels become a problem of [`crate::labeling`] with all gutters that
//! each may stand in. Its answer may move labels to other gutters, and so
//! figures: both are settled in rounds. Guides and their names come last.
//!
//! A [`Row`] is built once. How it stands is a [`Standing`]: spacing and routing
//! take one and return another.

mod arrows;
mod build;
mod candidates;
mod contour;
mod figures;
mod first_guess;
mod ground;
mod guides;
mod label;
mod locator;
mod names;
mod numbers;
mod problem;
mod route;
mod settle;
mod sightlines;
mod spacing;
mod standing;
mod strips;
mod typeset;
mod unrouted;

pub(super) use build::row;
pub(super) use figures::Row;
pub(super) use guides::guides;
pub(super) use locator::locator;
pub(super) use numbers::{number, number_notes};
pub(super) use settle::{Lettering, letter_rows};
pub(super) use standing::Standing;
