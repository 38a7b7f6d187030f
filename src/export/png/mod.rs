//! The scene as a PNG file, compressed strip by strip.

mod file;
mod strip;
mod strips;

pub(in crate::export) use file::{Extras, png};
pub(crate) use strips::Cache;
