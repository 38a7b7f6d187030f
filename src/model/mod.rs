//! The nouns of the program: map, outline, theme, words, chart.
//!
//! Their values are checked before they are built and do not change afterwards.
//! Nothing here knows a file, a page or a picture format: `input` builds these
//! values, and the stages from `resolve` to `scene` read them.

mod art;
mod body;
mod chart;
mod fields;
mod map;
mod notes;
mod outline;
mod size;
mod spec;
mod theme;
mod view;
mod words;

pub use art::{Art, ArtFill, ArtLayer, ArtPaint, ArtStop, ArtStroke, Gradient, StopColor};
pub use body::{BodyFigure, BodyPart, BodyRegion};
pub use chart::{Chart, Emphasis, Highlight};
pub(crate) use fields::spec_fields;
pub use map::{
    Agreement, Frame, Group, Guide, Localized, Map, Named, Shape, Shapes, Source, System, Variant, Zone, ZoneSide,
};
pub use notes::{ArrowSpec, FoundArrow, FoundNote, Note};
pub use outline::Outline;
pub use size::Size;
pub use spec::{ChartSpec, Context, Ground, HighlightSpec, LabelMode, SideChoice, Toggle};
pub use theme::{Accent, Scales, Theme};
pub use view::{Aspect, Side, View};
pub use words::{AltWords, PageWords, Separators, Words, fill};
