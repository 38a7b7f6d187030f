//! A store for what is kept for later charts, within bounds: one rule of
//! forgetting for all stages.
//!
//! The caller counts the room of a value, in any unit. No picture may depend on
//! what is forgotten: a value that is made anew must be as good as the old one.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;

/// Values by what they were made from, or by the hash of it, in two generations.
/// When the young ones fill half of the room, they become the old ones, and the old
/// ones that nobody has asked for since are dropped.
#[derive(Debug)]
pub(crate) struct Store<V, K = blake3::Hash> {
    /// Most room that all may take.
    most: usize,
    /// The values that were made or asked for last, each with its size.
    young: HashMap<K, (V, usize)>,
    /// The values of the generation before.
    old: HashMap<K, (V, usize)>,
    /// The room of the young.
    size: usize,
}

impl<V: Clone, K: Eq + Hash> Store<V, K> {
    /// Returns an empty store whose values take at most `most` room altogether.
    pub(crate) fn new(most: usize) -> Self {
        Self { most, young: HashMap::new(), old: HashMap::new(), size: 0 }
    }

    /// Returns the value of a key, if it is kept, and counts it as young again.
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

    /// Keeps a value that takes some room, unless it takes that of a generation.
    pub(crate) fn keep(&mut self, key: K, value: V, size: usize) {
        if size > self.most / 2 {
            return;
        }
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
