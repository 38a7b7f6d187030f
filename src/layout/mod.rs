//! The layout stage: pages, figures, labels, legend, all in px.
//!
//! [`arrange`] decides how large each figure is, from the page and the texts
//! around it; the ladder resolves the zones at those sizes; [`layout`] puts
//! figures and labels in place, and where labels find no room, [`lay_out`]
//! tries again with less. What comes out has absolute positions only.

mod assemble;
mod attempt;
mod check;
mod json;
mod ladder;
mod lens_request;
mod page;
mod placed;
mod quality;
mod right_to_left;
mod row;
mod segment;
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
pub use sizes::Sizes;
