//! What a user asks for: [`ChartSpec`] and the types of its fields.
//!
//! The other nouns of the program live here too: map, outline, theme, words, chart.
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
mod fields;
mod map;
mod notes;
mod outline;
mod size;
mod spec;
mod theme;
mod view;
mod words;

pub use crate::style::Color;
pub use notes::{ArrowSpec, Note};
pub use size::Size;
pub use spec::{AgreementChoice, ChartSpec, Context, Ground, HighlightSpec, LabelMode, SideChoice, Toggle};
pub use view::{Aspect, Side, View};

// what the load stage makes of a spec, for the stages after it
#[doc(hidden)]
pub use art::{Art, ArtFill, ArtLayer, ArtPaint, ArtStop, ArtStroke, Gradient, StopColor};
#[doc(hidden)]
pub use body::{BodyFigure, BodyPart, BodyRegion};
#[doc(hidden)]
pub use chart::{AgreementMarks, Chart, Emphasis, Highlight};
pub(crate) use fields::spec_fields;
#[doc(hidden)]
pub use map::{
    Agreement, Frame, Group, Guide, Localized, Map, MapKind, Named, Shape, Shapes, Source, System, Variant, Zone,
    ZoneSide,
};
#[doc(hidden)]
pub use notes::{FoundArrow, FoundNote};
#[doc(hidden)]
pub use outline::Outline;
#[doc(hidden)]
pub use theme::{Accent, Scales, Shading, Theme};
#[doc(hidden)]
pub use words::{AgreementWords, AltWords, AnatomyWords, PageWords, Separators, Words, fill};
