//! What was read before.
//!
//! Charts of one run name the same few maps, drawings and themes. Each is read
//! once and shared; files are known by their bytes, so that one that changes is
//! read anew.

use crate::model::{BodyFigure, Map, Outline, Theme, Words};
use crate::text::FontCache;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Most things of one kind that are kept.
const MOST: usize = 64;

/// What something is read from.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) struct Key {
    /// Its name, with the choices that it is read by.
    name: String,
    /// The hash of a file; what is compiled in is known by its name.
    hash: Option<blake3::Hash>,
}

impl Key {
    /// The key of some bytes that are read in a certain way.
    #[expect(clippy::ptr_arg, reason = "it matters whether they are compiled in")]
    pub(super) fn new(name: &str, way: &str, bytes: &Cow<'static, [u8]>) -> Self {
        let hash = match bytes {
            Cow::Borrowed(_) => None,
            Cow::Owned(bytes) => Some(blake3::hash(bytes)),
        };
        Self { name: format!("{name}\n{way}"), hash }
    }
}

/// Things of one kind.
#[derive(Debug)]
pub(super) struct Store<T>(Mutex<HashMap<Key, Arc<T>>>);

impl<T> Default for Store<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> Store<T> {
    /// What a key stands for, if it is known.
    pub(super) fn find(&self, key: &Key) -> Option<Arc<T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(key).cloned()
    }

    /// Keeps what was read.
    pub(super) fn keep(&self, key: Key, value: T) -> Arc<T> {
        let value = Arc::new(value);
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(key, Arc::clone(&value));
        value
    }

    /// What a key stands for, read if it is new. What cannot be read is not
    /// kept. Two threads may read the same at once.
    pub(super) fn get<E>(&self, key: Key, read: impl FnOnce() -> Result<T, E>) -> Result<Arc<T>, E> {
        self.find(&key).map_or_else(|| Ok(self.keep(key, read()?)), Ok)
    }
}

/// Maps, drawings, themes and words that were read before, for use from many
/// threads.
#[derive(Debug, Default)]
pub struct Known {
    /// Zone maps.
    pub(super) maps: Store<Map>,
    /// Outlines.
    pub(super) outlines: Store<Outline>,
    /// Figures of the body.
    pub(super) bodies: Store<BodyFigure>,
    /// Themes.
    pub(super) themes: Store<Theme>,
    /// Words.
    pub(super) words: Store<Words>,
    /// Fonts that users gave.
    pub(super) fonts: FontCache,
    /// Hashes of what is compiled in.
    hashes: Store<String>,
}

impl Known {
    /// The hash of some bytes, as jobs have it.
    #[expect(clippy::ptr_arg, reason = "it matters whether they are compiled in")]
    pub(super) fn hash(&self, name: &str, kind: &str, bytes: &Cow<'static, [u8]>) -> String {
        let text = || format!("blake3:{}", blake3::hash(bytes).to_hex());
        match bytes {
            Cow::Owned(_) => text(),
            Cow::Borrowed(_) => {
                let key = Key::new(name, kind, bytes);
                let known = self.hashes.find(&key).unwrap_or_else(|| self.hashes.keep(key, text()));
                String::clone(&known)
            }
        }
    }
}
