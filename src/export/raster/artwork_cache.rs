//! Artwork as bands of earlier pictures showed it, by a hash of what decides it.

use super::planes::Cutout;
use crate::cache::Store;
use std::sync::{Arc, Mutex, PoisonError};

/// Most bytes that are kept.
const MOST: usize = 64 << 20;

/// The artwork in bands of earlier pictures, for use from many threads.
#[derive(Debug)]
pub(super) struct ArtworkCache(Mutex<Store<Arc<Cutout>>>);

impl Default for ArtworkCache {
    fn default() -> Self {
        Self(Mutex::new(Store::new(MOST)))
    }
}

impl ArtworkCache {
    /// Returns the cutout that is kept under a mark.
    pub(super) fn find(&self, mark: &blake3::Hash) -> Option<Arc<Cutout>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).find(mark)
    }

    /// Keeps a cutout under a mark.
    pub(super) fn keep(&self, mark: blake3::Hash, piece: Cutout) {
        let size = piece.size();
        self.0.lock().unwrap_or_else(PoisonError::into_inner).keep(mark, Arc::new(piece), size);
    }
}
