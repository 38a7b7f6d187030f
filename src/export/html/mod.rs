//! The picture as a page of its own, with its style sheet and script.

mod page;

pub use page::html;
