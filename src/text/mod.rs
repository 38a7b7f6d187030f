//! Text: the compiled-in fonts, measuring by shaping, line breaking.
//!
//! What is measured here is what is drawn: the raster exporter draws these
//! very glyphs, and SVG viewers that have the font shape to the same widths.

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
