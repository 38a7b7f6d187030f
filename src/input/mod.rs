//! The only parsing: bytes in, checked model out. Reports every problem of a
//! file at once, with line, column and JSON pointer.

mod art;
mod body;
mod guard;
mod job;
mod json;
mod load;
mod map;
mod outline;
mod plan;
mod raw;
mod shape;
mod theme;
mod views;
mod words;

pub use job::job;
pub use load::{Resolver, load, load_map};
pub use outline::read_outline;
pub use plan::unknown_zone;
