//! Text: the compiled-in fonts, measuring by shaping, line breaking.
//!
//! What is measured here is what is drawn: the raster exporter draws these
//! very glyphs, and SVG viewers that have the font shape to the same widths.

mod font;
mod wrap;

pub use font::{Run, ShapedGlyph, glyph_outline, shape, width};
pub use wrap::{balance, wrap};
