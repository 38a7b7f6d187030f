//! Strips of pictures that were drawn and compressed before.

use super::strip::Strip;
use crate::cache::Store;
use crate::export::raster::RasterCache;
use std::sync::{Arc, Mutex, PoisonError};

/// Most bytes that are kept.
const MOST: usize = 64 << 20;

/// Compressed strips of PNG files by what is drawn in them, for use from many
/// threads.
#[derive(Debug)]
pub(crate) struct Cache {
    /// The strips.
    kept: Mutex<Store<Arc<Strip>>>,
    /// What was drawn in them; none where nothing is kept.
    earlier: Option<RasterCache>,
}

impl Default for Cache {
    fn default() -> Self {
        Self { kept: Mutex::new(Store::new(MOST)), earlier: Some(RasterCache::default()) }
    }
}

impl Cache {
    /// For a single picture: keeps nothing.
    pub(in crate::export) fn none() -> Self {
        Self { kept: Mutex::new(Store::new(0)), earlier: None }
    }

    /// What was drawn, if anything is kept at all.
    pub(super) fn earlier(&self) -> Option<&RasterCache> {
        self.earlier.as_ref()
    }

    /// A strip that is known.
    pub(super) fn find(&self, mark: &blake3::Hash) -> Option<Arc<Strip>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).find(mark)
    }

    /// Keeps a strip.
    pub(super) fn keep(&self, mark: blake3::Hash, part: &Arc<Strip>) {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).keep(mark, Arc::clone(part), part.size());
    }
}
