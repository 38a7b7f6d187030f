//! What is kept for later pictures, within bounds.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;

/// Values by a key, usually the hash of what they were made from. They come in two
/// generations: when the new ones have half of the room, those of the old that
/// nobody asked for since go.
#[derive(Debug)]
pub(crate) struct Store<V, K = blake3::Hash> {
    /// Most room that all may take.
    most: usize,
    /// Those that were made or asked for last, each with its size.
    young: HashMap<K, (V, usize)>,
    /// Those of before.
    old: HashMap<K, (V, usize)>,
    /// The room of the young.
    size: usize,
}

impl<V: Clone, K: Eq + Hash> Store<V, K> {
    /// Nothing, with some room.
    pub(crate) fn new(most: usize) -> Self {
        Self { most, young: HashMap::new(), old: HashMap::new(), size: 0 }
    }

    /// The value of a key.
    pub(crate) fn find<Q: Eq + Hash + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        if let Some((value, _)) = self.young.get(key) {
            return Some(value.clone());
        }
        let (key, (value, size)) = self.old.remove_entry(key)?;
        self.keep(key, value.clone(), size);
        Some(value)
    }

    /// Keeps a value that takes some room.
    pub(crate) fn keep(&mut self, key: K, value: V, size: usize) {
        if self.size + size > self.most / 2 {
            self.old = std::mem::take(&mut self.young);
            self.size = 0;
        }
        self.size += size;
        if let Some((_, before)) = self.young.insert(key, (value, size)) {
            self.size -= before;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Store;

    #[test]
    fn what_is_asked_for_stays_and_the_rest_goes() {
        let key = |n: u32| blake3::hash(&n.to_le_bytes());
        let mut kept = Store::new(100);
        for n in 0..1000 {
            kept.keep(key(n), n, 10);
            assert_eq!(kept.find(&key(0)), Some(0), "asked for each time");
            let count = kept.young.len() + kept.old.len();
            assert!(count <= 10, "{count} of 10 that have room");
        }
        assert_eq!(kept.find(&key(1)), None, "long ago");
    }
}
