//! The export stage: a scene in, the bytes of a file out.
//!
//! The exporters are twins that walk the same scene, one file or folder a format;
//! none of them decides what is drawn. [`svg`](svg()) and [`html`](html()) write vectors as
//! text, [`pdf`](pdf()) writes vectors as pages, and PNG, JPEG, WebP and AVIF files are
//! made of the pixels of [`raster`](raster()). [`export`] is the one door to all of them.

#[cfg(feature = "avif")]
mod avif;
mod escape;
mod format;
#[cfg(feature = "html")]
mod html;
mod inspect;
#[cfg(feature = "jpeg")]
mod jpeg;
mod metadata;
mod number;
#[cfg(feature = "pdf")]
mod pdf;
mod png;
mod raster;
mod snippet;
mod svg;
#[cfg(feature = "webp")]
mod webp;
mod write;

pub use format::{Compression, ExportOptions, Format, SvgOptions, TextMode};
pub use inspect::inspect;
pub use snippet::Snippet;

pub(crate) use png::Cache;
pub(crate) use write::export_shared;

// the stage itself: each of these wants a scene or its pixels
#[cfg(feature = "avif")]
#[doc(hidden)]
pub use avif::avif;
#[cfg(feature = "html")]
#[doc(hidden)]
pub use html::html;
#[cfg(feature = "jpeg")]
#[doc(hidden)]
pub use jpeg::jpeg;
#[doc(hidden)]
pub use raster::{Pixels, raster};
#[doc(hidden)]
pub use snippet::{alt_file, snippet};
#[doc(hidden)]
pub use svg::{svg, svg_with};
#[cfg(feature = "webp")]
#[doc(hidden)]
pub use webp::webp;
#[doc(hidden)]
pub use write::{export, export_with, pdf};
