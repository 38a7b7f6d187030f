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
//!   load      -> Chart           input::load
//!   arrange   -> Arrangement     layout::arrange
//!   resolve   -> ResolvedView    resolve::resolve
//!   layout    -> Layout          layout::layout
//!   compose   -> Scene           scene::compose
//!   export    -> bytes           export::export
//! ```
//!
//! [`pipeline`] is the whole of it in two functions, and a [`Renderer`] for many
//! charts. The library touches no
//! file and no network: it takes a [`input::Resolver`] for files that a spec
//! names, and only the command line has one that reads the disk.
//!
//! # Example
//!
//! ```
//! use reflexology_chart::{ChartSpec, Format, export, render};
//!
//! let spec = ChartSpec { zones: vec!["lower-back".into()], ..ChartSpec::default() };
//! let scene = render(&spec, &())?;
//! let svg = export(&scene, Format::Svg)?;
//! assert!(svg.starts_with(b"<svg"));
//! # Ok::<(), reflexology_chart::Error>(())
//! ```
//!
//! # Limits
//!
//! The compiled-in fonts have Latin, Greek and Cyrillic letters. A picture has
//! at most 64 megapixels.

pub(crate) mod assets;
pub(crate) mod cache;
pub mod cli;
pub mod diag;
pub mod error;
pub mod export;
pub mod geom;
pub mod input;
pub mod labeling;
pub mod layout;
pub mod model;
pub mod pipeline;
pub mod resolve;
pub mod scene;
pub mod style;
pub mod text;
pub(crate) mod threads;

pub use error::Error;
pub use export::{Format, export};
pub use model::ChartSpec;
pub use pipeline::{Renderer, render};
