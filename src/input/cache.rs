//! Files that were read before, kept for later charts.
//!
//! Charts of one run name the same few maps, drawings and themes. Each is read
//! once and shared; files are known by their bytes, so that one that changes is
//! read anew.

use crate::model::{BodyFigure, Map, Outline, Theme, Words};
use crate::text::FontCache;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Most values of one kind that are kept.
const MOST: usize = 64;

/// What a file is known by.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) struct FileKey {
    /// Its name, with the choices that it is read by.
    name: String,
    /// The hash of a file; what is compiled in is known by its name.
    hash: Option<blake3::Hash>,
}

impl FileKey {
    /// Returns the key of some bytes that are read in a certain way.
    #[expect(clippy::ptr_arg, reason = "it matters whether they are compiled in")]
    pub(super) fn new(name: &str, way: &str, bytes: &Cow<'static, [u8]>) -> Self {
        let hash = match bytes {
            Cow::Borrowed(_) => None,
            Cow::Owned(bytes) => Some(blake3::hash(bytes)),
        };
        Self { name: format!("{name}\n{way}"), hash }
    }
}

/// Values of one kind.
#[derive(Debug)]
pub(super) struct FileStore<T>(Mutex<HashMap<FileKey, Arc<T>>>);

impl<T> Default for FileStore<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> FileStore<T> {
    /// Returns the value of a key, if it is kept.
    pub(super) fn find(&self, key: &FileKey) -> Option<Arc<T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(key).cloned()
    }

    /// Keeps a value; forgets all others if there are too many.
    pub(super) fn keep(&self, key: FileKey, value: T) -> Arc<T> {
        let value = Arc::new(value);
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(key, Arc::clone(&value));
        value
    }

    /// Returns the value of a key, and reads it if it is new. What cannot be read is
    /// not kept. Two threads may read the same file at once.
    pub(super) fn get<E>(&self, key: FileKey, read: impl FnOnce() -> Result<T, E>) -> Result<Arc<T>, E> {
        self.find(&key).map_or_else(|| Ok(self.keep(key, read()?)), Ok)
    }
}

/// A cache of maps, drawings, themes and words, for use from many threads.
#[derive(Debug, Default)]
pub(crate) struct Cache {
    /// Zone maps.
    pub(super) maps: FileStore<Map>,
    /// Outlines.
    pub(super) outlines: FileStore<Outline>,
    /// Figures of the body.
    pub(super) bodies: FileStore<BodyFigure>,
    /// Themes.
    pub(super) themes: FileStore<Theme>,
    /// Words.
    pub(super) words: FileStore<Words>,
    /// Fonts that users gave.
    pub(super) fonts: FontCache,
    /// Hashes of what is compiled in.
    hashes: FileStore<String>,
}

impl Cache {
    /// Returns the hash of some bytes, as records have it.
    #[expect(clippy::ptr_arg, reason = "it matters whether they are compiled in")]
    pub(super) fn hash(&self, name: &str, kind: &str, bytes: &Cow<'static, [u8]>) -> String {
        let text = || format!("blake3:{}", blake3::hash(bytes).to_hex());
        match bytes {
            Cow::Owned(_) => text(),
            Cow::Borrowed(_) => {
                let key = FileKey::new(name, kind, bytes);
                let known = self.hashes.find(&key).unwrap_or_else(|| self.hashes.keep(key, text()));
                String::clone(&known)
            }
        }
    }
}
