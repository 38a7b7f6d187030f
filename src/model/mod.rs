//! The nouns of the program: map, outline, theme, words, chart.
//!
//! Their values are checked before they are built and do not change afterwards.
//! Nothing here knows a file, a page or a picture format: `input` builds these
//! values, and the stages from `resolve` to `scene` read them.
//!
//! A user of the library fills a [`ChartSpec`] and meets [`Size`], [`Note`] and
//! [`ArrowSpec`] in it, and [`View`], [`Aspect`] and [`Side`] in what comes back.
//! A [`Chart`] is that request, read and checked.
//!
//! | file | nouns |
//! |---|---|
//! | `view` | aspect, side, view |
//! | `map` | zones, groups, body systems, sources |
//! | `art`, `outline`, `body` | artwork by layer; a drawing of a foot; the figure of the body |
//! | `theme`, `words` | colours by role; the program's phrases in one language |
//! | `size`, `notes` | page sizes; notes and arrows |
//! | `spec` | what a user asks for |
//! | `chart` | what is to be drawn |

mod art;
mod body;
mod chart;
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
pub use map::{
    Agreement, Frame, Group, Guide, Localized, Map, Named, Shape, Shapes, Source, System, Variant, Zone, ZoneSide,
};
pub use notes::{ArrowSpec, FoundArrow, FoundNote, Note};
pub use outline::Outline;
pub use size::Size;
pub use spec::{ChartSpec, Context, Ground, LabelMode, SideChoice, Toggle};
pub use theme::{Accent, Scales, Theme};
pub use view::{Aspect, Side, View};
pub use words::{AltWords, PageWords, Separators, Words, fill};
