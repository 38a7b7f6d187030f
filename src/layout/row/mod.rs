//! One row of figures: where its figures stand, and where its labels do.

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
mod typeset;

pub(super) use build::row;
pub(super) use figures::Row;
pub(super) use guides::guides;
pub(super) use locator::locator;
pub(super) use numbers::{number, number_notes};
pub(super) use settle::{Lettering, letter_rows};
