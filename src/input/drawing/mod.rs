//! Drawings: SVG files of feet and of the body, guarded and turned into artwork.

mod art;
mod body;
mod guard;
mod outline;

pub(super) use body::read_body;
pub use outline::read_outline;
pub(super) use outline::{Reading, spawn};
