//! The scene in pixels.
//!
//! In goes a scene, out come the rows of its picture. The nodes of the scene
//! become tasks ([`tasks`]) and then steps ([`step`], [`builder`]): shapes in pixels
//! of the page whose curves are flattened to edges ([`edges`]). The list of steps
//! ([`display_list`]) begins with the artwork where it can ([`artwork_first`]).
//!
//! The list is drawn in bands of rows ([`band`]). What each shape covers is worked
//! out exactly ([`coverage`]) and painted ([`paint`]) on planes, one a channel
//! ([`planes`]). Every thread has one small band, which stays in the processor's
//! cache. Bands begin at the same rows whatever the number of threads, so the
//! bytes do not depend on it.
//!
//! Shapes and artwork of earlier pictures are kept ([`shape_cache`],
//! [`artwork_cache`]) by hashes of what they were made from ([`key`]).

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

#[cfg(any(feature = "avif", feature = "jpeg", feature = "webp"))]
pub(in crate::export) use page::raster_on;
pub(in crate::export) use page::{Page, RasterCache, size};
pub use page::{Pixels, raster};
pub(in crate::export) use pixel::RowForm;
