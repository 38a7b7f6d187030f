//! Strips of pictures that were drawn and compressed before.

use super::png::Part;
use super::raster::Shapes;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Most bytes that are kept.
const MOST: usize = 64 << 20;

/// Compressed strips of PNG files by what is drawn in them, for use from many
/// threads. When there are too many, all but the new ones go.
#[derive(Debug)]
pub struct Strips {
    /// Most bytes.
    most: usize,
    /// The strips.
    kept: Mutex<Kept>,
    /// Shapes that were made ready to be drawn.
    shapes: Shapes,
}

/// The strips that are kept.
#[derive(Debug, Default)]
struct Kept {
    /// By what is drawn in them.
    parts: HashMap<blake3::Hash, Arc<Part>>,
    /// Their bytes.
    bytes: usize,
}

impl Default for Strips {
    fn default() -> Self {
        Self { most: MOST, kept: Mutex::default(), shapes: Shapes::default() }
    }
}

impl Strips {
    /// For a single picture: keeps nothing.
    pub(super) fn none() -> Self {
        Self { most: 0, ..Self::default() }
    }

    /// The shapes, if anything is kept at all.
    pub(super) fn shapes(&self) -> Option<&Shapes> {
        (self.most > 0).then_some(&self.shapes)
    }

    /// A strip that is known.
    pub(super) fn find(&self, mark: &blake3::Hash) -> Option<Arc<Part>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).parts.get(mark).cloned()
    }

    /// Keeps a strip.
    pub(super) fn keep(&self, mark: blake3::Hash, part: &Arc<Part>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.bytes + part.size() > self.most {
            *kept = Kept::default();
        }
        kept.bytes += part.size();
        if let Some(old) = kept.parts.insert(mark, Arc::clone(part)) {
            kept.bytes -= old.size();
        }
    }
}
