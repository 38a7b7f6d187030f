//! The picture as a page of its own.

mod html;

pub use html::html;
