//! Text: the compiled-in fonts, measuring by shaping, line breaking.
//!
//! A text and its [style](crate::style::TextStyle) go in; lines, glyphs, widths and
//! outlines come out, in px with y down. What is measured here is what is drawn: the
//! raster exporter draws these very glyphs, and SVG viewers that have the font shape
//! to the same widths. Nothing here knows a chart or a page.
//!
//! | file | what it does |
//! |---|---|
//! | `bidi` | base direction and visual runs (UAX 9) |
//! | `font` | a loaded font, and the four compiled-in faces |
//! | `fallback` | fonts that a user gives, owned by a handle |
//! | `unscaled` | text shaped in font units, kept for later |
//! | `shape` | a line at a size: glyphs, kerning included, width and reach |
//! | `wrap` | line breaking (UAX 14) of least raggedness |

mod bidi;
mod fallback;
mod font;
mod shape;
mod unscaled;
mod wrap;

pub use bidi::{VisualRun, is_rtl, order_needs_base, visual_runs};
pub use fallback::{FontCache, given_file};
pub use font::font_file;
pub use shape::{Run, ShapedGlyph, glyph_outline, reach, shape, width};
pub use unscaled::drawn;
pub use wrap::{balance, wrap, wrap_without_orphan};
