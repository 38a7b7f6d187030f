//! The scene as SVG: a document of its own, or an element of a page, with the
//! letters of its fonts.

mod document;
#[cfg(feature = "html")]
mod inline;
mod motion;
mod path_data;
mod webfont;

#[cfg(feature = "html")]
pub(in crate::export) use document::{embedded_family, font_faces, prefix};
pub use document::{svg, svg_with};
#[cfg(feature = "html")]
pub(in crate::export) use inline::{Inline, InlineOptions, inline};
#[cfg(feature = "html")]
pub(in crate::export) use motion::rules as motion_rules;
