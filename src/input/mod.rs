//! The only parsing: bytes in, checked model out. Reports every problem of a
//! file at once, with line, column and JSON pointer.

mod art;
mod guard;
mod json;
mod load;
mod map;
mod outline;
mod shape;
mod theme;

pub use load::{Resolver, load, load_map};
pub use outline::read_outline;
