//! The whole test suite in one binary; see `tests/README.md`.

/// What a person meets at the command line.
mod cli;
/// The smallest charts that show one thing, held exactly.
mod golden;
/// What holds for every zone, group, size and map.
mod invariants;
/// Imports point down.
mod layers;
/// Bad input is refused with its place and a remedy.
mod reject;
/// Loading and laying out for the others.
mod support;
/// SVG and PNG are one picture, for us, for resvg and for a browser.
mod twins;
