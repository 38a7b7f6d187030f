//! The commands, one file each: parsed arguments in, files and standard output out.
//! No command knows another.

pub(super) mod batch;
pub(super) mod build;
pub(super) mod inspect;
pub(super) mod layout;
pub(super) mod licenses;
pub(super) mod list;
pub(super) mod manual;
pub(super) mod render;
pub(super) mod schema;
pub(super) mod show;
