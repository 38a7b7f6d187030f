//! The only parsing: bytes in, checked model out. Reports every problem of a
//! file at once, with line, column and JSON pointer.

mod art;
mod body;
mod fields;
mod guard;
mod job;
mod json;
mod known;
mod labels;
mod load;
mod map;
mod marks;
mod notes;
mod outline;
mod palette;
mod plan;
mod raw;
mod request;
mod schema;
mod shape;
mod theme;
mod values;
mod views;
mod words;
mod written;

pub use fields::{Fields, Wrong};
pub use job::job;
pub use known::Known;
pub use load::{Resolver, ThemeFacts, languages, load, load_map, load_with, themes};
pub use marks::{WrittenArrow, WrittenNote};
pub use outline::read_outline;
pub use plan::unknown_zone;
pub use request::Request;
pub use schema::{FileKind, schema};
pub use written::ForAspect;
