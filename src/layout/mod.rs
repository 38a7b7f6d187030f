//! The layout stage: from a chart to the places of everything on its page, in px.
//!
//! One [`Attempt`] says how much less than usual is drawn; from it and the page
//! follow all [`Sizes`]. [`arrange`] sets title, legend, notes and foot, and
//! decides how large each figure is in what they leave. The resolve stage then
//! puts the zones on figures of that size. [`layout`] spaces the figures of each
//! row and hands its labels to [`crate::labeling`], again and again until
//! nothing moves. [`lay_out`] climbs the ladder of attempts until one works.
//!
//! A [`Layout`] has absolute positions only, with y pointing down, and it has
//! been checked: no text overlaps another, no leaders cross, every anchor is in
//! its zone. What finds no room is an [`ErrorKind::DoesNotFit`](crate::ErrorKind::DoesNotFit).

mod assemble;
mod attempt;
mod check;
mod fewer;
mod json;
mod ladder;
mod lens_request;
mod limits;
mod lost;
mod overlap;
mod page;
mod paper;
mod placed;
mod quality;
mod right_to_left;
mod row;
mod sizes;
mod texts;

pub use assemble::layout;
pub use attempt::{Attempt, NotePlace, Numbered};
pub use ladder::{LaidOut, lay_out, lay_out_with};
pub use lens_request::{LensRequest, for_lens, lens_request};
pub use page::{Arrangement, FigurePlan, arrange, credit};
pub use placed::{
    Arrow, Badge, Callout, Figure, GuideLine, Layout, Leader, LegendItem, LensMark, ListEntry, Locator, NoteBlock,
    NumberMark, Solved, Swatch, TextLine, TextRole,
};
pub use sizes::{Sizes, ZONE_GAP};
