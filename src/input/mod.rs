//! The only parsing: bytes in, a checked [`Chart`](crate::model::Chart) out.
//! Reports problems with file, line, column and JSON pointer; of a map, all at
//! once.
//!
//! From the ground up: `position` finds lines and columns, `json` reads typed
//! values, `path` joins paths, and `cache` keeps what was read before; `map`, `drawing`, `theme`, `words` and `values` each read one kind
//! of file; `plan` decides what a chart shows of its map; `library` finds
//! files by name; `letters` finds letters that no font has; [`load()`] puts a
//! chart together; `spec` reads what a user
//! asks for; [`schema()`] describes the files for editors.

mod cache;
mod drawing;
mod json;
mod letters;
mod library;
mod load;
mod map;
mod path;
mod plan;
mod position;
#[cfg(feature = "schema")]
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
#[cfg(feature = "schema")]
pub use schema::{FileKind, schema};
pub(crate) use spec::record;
pub use spec::{FIELDS, Field, Fields, Kind, ObjectForm, Part, Request};
