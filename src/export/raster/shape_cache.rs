//! Shapes of earlier pictures, flattened and with their inks, by their keys.

use super::step::Painted;
use crate::cache::Store;
use std::sync::{Arc, Mutex, PoisonError};

/// Most bytes that are kept.
const MOST: usize = 64 << 20;

/// The shapes of earlier pictures, for use from many threads.
#[derive(Debug)]
pub(super) struct ShapeCache(Mutex<Store<Arc<[Arc<Painted>]>>>);

impl Default for ShapeCache {
    fn default() -> Self {
        Self(Mutex::new(Store::new(MOST)))
    }
}

impl ShapeCache {
    /// Returns the fill and the line that a key stands for; they are made if they are
    /// new.
    pub(super) fn get(&self, key: blake3::Hash, make: impl FnOnce() -> Vec<Arc<Painted>>) -> Arc<[Arc<Painted>]> {
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().find(&key) {
            return known;
        }
        let made: Arc<[_]> = make().into();
        // empty shapes count too
        let size = size_of_val(&key) + made.iter().map(|p| p.size()).sum::<usize>();
        lock().keep(key, Arc::clone(&made), size);
        made
    }
}
