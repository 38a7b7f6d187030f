//! Chart specs: their fields for file and flags, how a file is extended, and the record of a picture.

mod annotations;
mod fields;
mod forms;
mod record;
mod request;

pub use annotations::{WrittenArrow, WrittenNote};
pub use fields::Fields;
pub use forms::AspectFile;
pub(crate) use record::record;
pub use request::Request;
