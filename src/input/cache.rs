//! Files that were read before, kept for later charts.
//!
//! Charts of one run name the same few maps, drawings and themes. Each is read
//! once and shared; files are known by their bytes, so that one that changes is
//! read anew.

use crate::cache::Store;
use crate::model::{BodyFigure, Map, Outline, Theme, Words};
use crate::text::FontCache;
use std::borrow::Cow;
use std::sync::{Arc, Mutex, PoisonError};

/// Most room that the values of one kind take, in bytes.
const MOST: usize = 64 << 20;
/// How much room a value takes, in sizes of its file.
const ROOM: usize = 4;
/// What a value takes at least, in bytes.
const LEAST: usize = 1 << 10;

/// What a file is known by.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) struct FileKey {
    /// Its name, with the choices that it is read by.
    name: String,
    /// The hash of a file; what is compiled in is known by its name.
    hash: Option<blake3::Hash>,
    /// The size of the file, in bytes.
    size: usize,
}

impl FileKey {
    /// Returns the key of some bytes that are read in a certain way.
    #[expect(clippy::ptr_arg, reason = "it matters whether they are compiled in")]
    pub(super) fn new(name: &str, way: &str, bytes: &Cow<'static, [u8]>) -> Self {
        let hash = match bytes {
            Cow::Borrowed(_) => None,
            Cow::Owned(bytes) => Some(blake3::hash(bytes)),
        };
        Self { name: format!("{name}\n{way}"), hash, size: bytes.len() }
    }

    /// Returns about how much room the value takes, in bytes.
    fn room(&self) -> usize {
        LEAST + self.name.len() + self.size.saturating_mul(ROOM)
    }
}

/// Values of one kind.
#[derive(Debug)]
pub(super) struct FileStore<T>(Mutex<Store<Arc<T>, FileKey>>);

impl<T> Default for FileStore<T> {
    fn default() -> Self {
        Self(Mutex::new(Store::new(MOST)))
    }
}

impl<T> FileStore<T> {
    /// Returns the value of a key, if it is kept.
    pub(super) fn find(&self, key: &FileKey) -> Option<Arc<T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).find(key)
    }

    /// Keeps a value, unless it would take most of the room alone.
    pub(super) fn keep(&self, key: FileKey, value: T) -> Arc<T> {
        let value = Arc::new(value);
        let room = key.room();
        if room <= MOST / 2 {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).keep(key, Arc::clone(&value), room);
        }
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

#[cfg(test)]
mod tests {
    use super::{FileKey, FileStore, MOST, ROOM};
    use std::borrow::Cow;
    use std::cell::Cell;

    /// Returns the key of a file by its number and size.
    fn key(number: usize, size: usize) -> FileKey {
        FileKey { name: number.to_string(), hash: None, size }
    }

    #[test]
    fn what_is_asked_for_again_is_read_once() {
        let (store, count) = (FileStore::default(), Cell::new(0));
        let read = || {
            count.set(count.get() + 1);
            Ok::<_, ()>(7)
        };
        for number in 1..2000 {
            store.get(key(0, 50_000), read).expect("read");
            store.get(key(number, 50_000), || Ok::<_, ()>(number)).expect("read");
        }
        assert_eq!(count.get(), 1, "stays while others come and go");
        assert!(store.find(&key(1, 50_000)).is_none(), "long ago");
    }

    #[test]
    fn what_cannot_be_read_or_is_too_large_is_not_kept() {
        let store = FileStore::default();
        assert_eq!(store.get(key(0, 9), || Err::<(), _>("broken")), Err("broken"), "told");
        assert!(store.find(&key(0, 9)).is_none(), "and not kept");
        store.keep(key(1, MOST / ROOM), ());
        assert!(store.find(&key(1, MOST / ROOM)).is_none(), "more than half of the room");
        let (a, b) = (Cow::Owned(vec![1]), Cow::Owned(vec![2]));
        assert_ne!(FileKey::new("a", "", &a), FileKey::new("a", "", &b), "a file that changed is another");
    }
}
