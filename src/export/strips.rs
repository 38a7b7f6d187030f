//! Strips of pictures that were drawn and compressed before.

use super::png::Part;
use super::raster::Earlier;
use crate::cache::Store;
use std::sync::{Arc, Mutex, PoisonError};

/// Most bytes that are kept.
const MOST: usize = 64 << 20;

/// Compressed strips of PNG files by what is drawn in them, for use from many
/// threads.
#[derive(Debug)]
pub struct Strips {
    /// The strips.
    kept: Mutex<Store<Arc<Part>>>,
    /// What was drawn in them; none where nothing is kept.
    earlier: Option<Earlier>,
}

impl Default for Strips {
    fn default() -> Self {
        Self { kept: Mutex::new(Store::new(MOST)), earlier: Some(Earlier::default()) }
    }
}

impl Strips {
    /// For a single picture: keeps nothing.
    pub(super) fn none() -> Self {
        Self { kept: Mutex::new(Store::new(0)), earlier: None }
    }

    /// What was drawn, if anything is kept at all.
    pub(super) fn earlier(&self) -> Option<&Earlier> {
        self.earlier.as_ref()
    }

    /// A strip that is known.
    pub(super) fn find(&self, mark: &blake3::Hash) -> Option<Arc<Part>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).find(mark)
    }

    /// Keeps a strip.
    pub(super) fn keep(&self, mark: blake3::Hash, part: &Arc<Part>) {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).keep(mark, Arc::clone(part), part.size());
    }
}
