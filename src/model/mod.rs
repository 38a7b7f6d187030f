//! The nouns: map, outline, theme, words, chart. Checked, immutable, without
//! any knowledge of files.

mod chart;
mod map;
mod outline;
mod theme;
mod words;

pub use chart::{Chart, ChartSpec, Emphasis, Highlight, Side, SideChoice, Size, View};
pub use map::{Agreement, Aspect, Frame, Group, Guide, Localized, Map, Shape, Shapes, Source, System, Zone, ZoneSide};
pub use outline::{Art, ArtFill, ArtLayer, ArtPaint, ArtStop, ArtStroke, Gradient, Outline, StopColor};
pub use theme::{Accent, Theme};
pub use words::{Words, fill};
