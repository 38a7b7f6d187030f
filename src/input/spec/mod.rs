//! Chart specs: their fields for file and flags, how a file is extended, and the record of a picture.
//!
//! The fields stand in one list, in `model/fields.rs`. `kind` says how a value is
//! written, as JSON and as a flag; `forms` says it for each type of a field; `fields`
//! makes the table; `request` puts files and flags together, `record` writes what was
//! drawn, and `schema` describes all of it for editors.

mod annotations;
mod fields;
mod forms;
mod kind;
mod record;
mod request;
mod schema;

pub use fields::{FIELDS, Field, Fields};
pub use kind::{Kind, ObjectForm, Part};
pub(crate) use record::record;
pub use request::Request;
pub(in crate::input) use schema::spec_schema;
