//! The picture as a page of its own, with its style sheet and script.

mod page;
mod pictures;

pub use page::html;
