//! What is kept for later pictures, within bounds.

use std::collections::HashMap;

/// Values by the hash of what they were made from. They come in two
/// generations: when the new ones have half of the room, those of the old that
/// nobody asked for since go.
#[derive(Debug)]
pub(crate) struct Store<V> {
    /// Most room that all may take.
    most: usize,
    /// Those that were made or asked for last, each with its size.
    young: HashMap<blake3::Hash, (V, usize)>,
    /// Those of before.
    old: HashMap<blake3::Hash, (V, usize)>,
    /// The room of the young.
    size: usize,
}

impl<V: Clone> Store<V> {
    /// Nothing, with some room.
    pub(crate) fn new(most: usize) -> Self {
        Self { most, young: HashMap::new(), old: HashMap::new(), size: 0 }
    }

    /// The value of a key.
    pub(crate) fn find(&mut self, key: &blake3::Hash) -> Option<V> {
        if let Some((value, _)) = self.young.get(key) {
            return Some(value.clone());
        }
        let (value, size) = self.old.remove(key)?;
        self.keep(*key, value.clone(), size);
        Some(value)
    }

    /// Keeps a value that takes some room.
    pub(crate) fn keep(&mut self, key: blake3::Hash, value: V, size: usize) {
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
