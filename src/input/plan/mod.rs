//! What a chart shows of its map: highlights, views, colours, guides, notes and texts.

mod agreement;
mod annotations;
mod classes;
mod guides;
mod highlights;
mod palette;
mod texts;
mod views;

pub(super) use agreement::agreement;
pub(super) use annotations::{crop, notes, strokes};
pub(super) use classes::{ValueColors, color_values};
pub(super) use guides::guides;
pub(super) use highlights::Plan;
pub(super) use palette::{palette, set_ground};
pub(super) use texts::{subtitle, title};
pub(super) use views::{aspects, check_visible, views};
