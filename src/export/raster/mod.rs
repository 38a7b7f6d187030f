//! The scene in pixels.
//!
//! The scene becomes ([`display_list`], [`builder`]) a list of shapes in pixels of the page
//! ([`list`]) with their curves made edges ([`outline`]), artwork before all else
//! ([`artwork`]). It is drawn in bands of rows ([`band`]): what each shape covers
//! is worked out exactly ([`coverage`]) and painted ([`paint`]). Every thread has
//! one small band, which stays in its cache; bands begin at the same rows whatever
//! the number of threads, and so the bytes do not depend on it.

mod artwork_cache;
mod artwork_first;
mod band;
mod builder;
mod coverage;
mod display_list;
mod edges;
mod key;
mod page;
mod paint;
mod pixel;
mod planes;
mod shape_cache;
mod step;
mod tasks;

pub(in crate::export) use page::{Page, RasterCache, raster_on, size};
pub use page::{Pixels, raster};
pub(in crate::export) use pixel::RowForm;
