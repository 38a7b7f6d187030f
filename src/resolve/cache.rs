//! Tiles that were made before.
//!
//! A tile depends on little: the shape of its zone on the foot, the tiles that
//! lie on top where they touch it, and a few lengths. The two feet of a chart
//! share most of theirs, and so do charts of one map and size that differ in
//! their highlights. All that a tile depends on is its key, bit by bit, so that
//! what comes from here is what would have been made anew.

use super::tile::{Ground, Tile};
use crate::geom::Region;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Most tiles that are kept, some kilobytes each.
const MOST: usize = 20_000;

/// All that something depends on.
#[derive(Clone, PartialEq, Eq, Hash, Default, Debug)]
pub(super) struct Key(Vec<u64>);

impl Key {
    /// With a number.
    pub(super) fn number(mut self, n: f64) -> Self {
        self.0.push(n.to_bits());
        self
    }

    /// With the [number](Cached::id) of something that was made before.
    pub(super) fn made(mut self, id: u64) -> Self {
        self.0.push(id);
        self
    }

    /// With a region.
    pub(super) fn region(mut self, region: &Region) -> Self {
        for (a, _) in region.edges() {
            self.0.extend([a.x.to_bits(), a.y.to_bits()]);
        }
        self
    }
}

/// Things that were made, by what they depend on.
#[derive(Debug)]
struct Store<T> {
    /// The things.
    known: HashMap<Key, Arc<Cached<T>>>,
    /// How many there ever were.
    count: u64,
}

/// Something that was made, with a number of its own.
#[derive(Debug)]
pub(super) struct Cached<T> {
    /// Its number; nothing else of its kind in the same cache ever has it.
    pub id: u64,
    /// What it is.
    pub value: T,
}

impl<T> Store<T> {
    /// An empty store.
    fn new() -> Mutex<Self> {
        Mutex::new(Self { known: HashMap::new(), count: 0 })
    }
}

/// What a key stands for, made if it is new. Two threads may make the same
/// thing at once; one of the two is kept.
fn cached<T>(store: &Mutex<Store<T>>, key: Key, make: impl FnOnce() -> T) -> Arc<Cached<T>> {
    let lock = || store.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = lock().known.get(&key) {
        return Arc::clone(known);
    }
    let value = make();
    let mut store = lock();
    if store.known.len() >= MOST {
        store.known.clear();
    }
    store.count += 1;
    let id = store.count;
    Arc::clone(store.known.entry(key).or_insert_with(|| Arc::new(Cached { id, value })))
}

/// The tiles of earlier views, for use from many threads.
#[derive(Debug)]
pub struct Tiles {
    /// What tiles lie on.
    grounds: Mutex<Store<Ground>>,
    /// The tiles.
    tiles: Mutex<Store<Tile>>,
}

impl Default for Tiles {
    fn default() -> Self {
        Self { grounds: Store::new(), tiles: Store::new() }
    }
}

impl Tiles {
    /// The ground that a key stands for.
    pub(super) fn ground(&self, key: Key, make: impl FnOnce() -> Ground) -> Arc<Cached<Ground>> {
        cached(&self.grounds, key, make)
    }

    /// The tile that a key stands for.
    pub(super) fn tile(&self, key: Key, make: impl FnOnce() -> Tile) -> Arc<Cached<Tile>> {
        cached(&self.tiles, key, make)
    }
}
