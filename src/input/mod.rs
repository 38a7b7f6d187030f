//! The only parsing: bytes in, checked model out. Reports every problem of a
//! file at once, with line, column and JSON pointer.

mod cache;
mod drawing;
mod json;
mod library;
mod load;
mod map;
mod plan;
mod schema;
mod spec;
mod theme;
mod values;
mod words;

pub(crate) use cache::Cache;
pub use drawing::read_outline;
pub use library::{Resolver, ThemeFacts, languages, load_map, themes};
pub use load::load;
pub(crate) use load::load_with;
pub use map::unknown_zone;
pub use schema::{FileKind, schema};
pub(crate) use spec::record;
pub use spec::{AspectFile, FieldError, Fields, Request, WrittenArrow, WrittenNote};
