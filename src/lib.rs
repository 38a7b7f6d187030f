//! Foot reflexology charts from data.
//!
//! A **zone map** (zones of the foot and the parts of the body that
//! reflexology *says* they correspond to) is drawn over **outlines** of a foot
//! into an annotated picture: zones highlighted and named, with title, legend,
//! the honest claim line and the sources.
//!
//! Reflexology is a tradition without confirmed medical effect. Nothing here
//! states a correspondence as a fact, and every picture says so.
//!
//! # The way of the data
//!
//! ```text
//! spec + files
//!   load      -> Chart      read and checked, every problem with its place
//!   lay out   -> Layout     shapes on feet, texts measured, labels routed
//!   compose   -> Scene      colours, strokes, paint order
//!   export    -> bytes      PNG, SVG, PDF, …
//! ```
//!
//! A [`Renderer`] runs the stages, for one chart or for many from many threads.
//! [`api`] is the same for callers that speak JSON: a service, a web page, another
//! language. Every problem is a [`diag::Diagnostic`] with rule, place and remedy.
//! The library touches no file and no network: it asks a [`Resolver`] for the files
//! that a spec names.
//!
//! # Example
//!
//! ```
//! use reflexology_chart::{ChartSpec, Format, Renderer};
//!
//! let spec = ChartSpec { zones: vec!["lower-back".into()], ..ChartSpec::default() };
//! let svg = Renderer::new().render(&spec, &(), Format::Svg)?;
//! assert!(svg.starts_with(b"<svg"));
//! # Ok::<(), reflexology_chart::Error>(())
//! ```
//!
//! # Limits
//!
//! The compiled-in fonts have Latin, Greek and Cyrillic letters. A picture has
//! at most 64 megapixels.

pub mod api;
pub(crate) mod assets;
pub(crate) mod cache;
pub mod diag;
pub(crate) mod error;
pub mod export;
pub mod model;
pub(crate) mod threads;

#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;

// The stages, public for tests, benches and tools of this repository alone: they
// change from version to version without notice.
#[doc(hidden)]
pub mod geom;
#[doc(hidden)]
pub mod input;
#[doc(hidden)]
pub mod job;
#[doc(hidden)]
pub mod labeling;
#[doc(hidden)]
pub mod layout;
#[doc(hidden)]
pub mod pipeline;
#[doc(hidden)]
pub mod resolve;
#[doc(hidden)]
pub mod scene;
#[doc(hidden)]
pub mod style;
#[doc(hidden)]
pub mod text;

pub use error::{Error, ErrorKind};
pub use export::{ExportOptions, Format};
pub use input::Resolver;
pub use model::ChartSpec;
pub use pipeline::Renderer;
