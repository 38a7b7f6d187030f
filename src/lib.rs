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
pub mod cli;
pub mod diag;
pub mod error;
pub mod export;
pub mod geom;
pub mod input;
pub mod job;
pub mod labeling;
pub mod layout;
pub mod model;
pub mod pipeline;
pub mod resolve;
pub mod scene;
pub mod style;
pub mod text;
pub(crate) mod threads;

pub use error::{Error, ErrorKind};
pub use export::{ExportOptions, Format};
pub use input::Resolver;
pub use model::ChartSpec;
pub use pipeline::Renderer;
