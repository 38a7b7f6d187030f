//! The cache of this stage: strips that were compressed before, and the shapes and
//! artwork in them.

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
    strips: Mutex<Store<Arc<Strip>>>,
    /// The shapes and artwork in them; `None` where nothing is kept.
    earlier: Option<RasterCache>,
}

impl Default for Cache {
    fn default() -> Self {
        Self { strips: Mutex::new(Store::new(MOST)), earlier: Some(RasterCache::default()) }
    }
}

impl Cache {
    /// Returns a cache for a single picture, which keeps nothing.
    pub(in crate::export) fn none() -> Self {
        Self { strips: Mutex::new(Store::new(0)), earlier: None }
    }

    /// Returns the shapes and artwork of earlier pictures, if anything is kept at all.
    pub(super) fn earlier(&self) -> Option<&RasterCache> {
        self.earlier.as_ref()
    }

    /// Returns a strip that was compressed before.
    pub(super) fn find(&self, mark: &blake3::Hash) -> Option<Arc<Strip>> {
        self.strips.lock().unwrap_or_else(PoisonError::into_inner).find(mark)
    }

    /// Keeps a compressed strip.
    pub(super) fn keep(&self, mark: blake3::Hash, strip: &Arc<Strip>) {
        self.strips.lock().unwrap_or_else(PoisonError::into_inner).keep(mark, Arc::clone(strip), strip.size());
    }
}
