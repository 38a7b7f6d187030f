//! The scene as a PNG file, compressed strip by strip.

mod chunk;
mod file;
#[cfg(feature = "small")]
mod small;
mod strip;
mod strips;

pub(in crate::export) use file::{Extras, png};
pub(crate) use strips::Cache;
