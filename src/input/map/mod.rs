//! The zone map: as written, checked, with a user's own names, and searched by name.

mod lookup;
mod names;
mod read;
mod shape;
mod written;

pub use lookup::unknown_zone;
pub(super) use lookup::zones;
pub(super) use names::{OwnNames, read_labels};
pub(super) use read::read_map;
#[cfg(feature = "schema")]
pub(super) use written::RawMap;
