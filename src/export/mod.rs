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
mod html;
mod inspect;
mod jpeg;
mod metadata;
mod number;
mod pdf;
mod png;
mod raster;
mod snippet;
mod svg;
mod webp;
mod write;

#[cfg(feature = "avif")]
pub use avif::avif;
pub use format::{Compression, ExportOptions, Format, SvgOptions, TextMode};
pub use html::html;
pub use inspect::inspect;
pub use jpeg::jpeg;
pub use pdf::pdf;
pub(crate) use png::Cache;
pub use raster::{Pixels, raster};
pub use snippet::{Snippet, alt_file, snippet};
pub use svg::{svg, svg_with};
pub use webp::webp;
pub(crate) use write::export_shared;
pub use write::{export, export_with};
