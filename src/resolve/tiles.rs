//! Tiles that were made before.
//!
//! A tile depends on little: the shape of its zone on the foot, the tiles that
//! lie on top where they touch it, and a few lengths. The two feet of a chart
//! share most of theirs, and so do charts of one map and size that differ in
//! their highlights. All that a tile depends on is its key, bit by bit, so that
//! what comes from here is what would have been made anew.

use super::frame::Foot;
use super::key::Key;
use super::shape::PlacedShape;
use crate::geom::Region;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Most things of one kind that are kept, some kilobytes each.
const MOST: usize = 4_000;

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

/// What the zones of a foot lie on, in anatomical space.
#[derive(Debug)]
pub(super) struct Ground {
    /// Where they may lie.
    pub inside: Region,
    /// The visible foot.
    pub visible: Region,
    /// Where no dots may stand.
    pub faded: Option<Region>,
}

/// A finished tile.
#[derive(Debug)]
pub(super) struct Tile {
    /// What shows of the zone; empty where it is left out.
    pub region: Region,
    /// The same with the gap to its neighbours, once one of them asks.
    pub margin: OnceLock<Region>,
    /// Where an anchor dot may stand.
    pub anchorable: Vec<Region>,
    /// A number that tiles share which show the same.
    pub look: u64,
}

/// The shapes and tiles of earlier views, for use from many threads.
#[derive(Debug)]
pub struct Cache {
    /// What zones lie on.
    grounds: Mutex<Store<Ground>>,
    /// Shapes of zones, or why they cannot be placed.
    shapes: Mutex<Store<Result<PlacedShape, String>>>,
    /// The tiles.
    tiles: Mutex<Store<Tile>>,
    /// What tiles show.
    looks: Mutex<Store<()>>,
}

impl Default for Cache {
    fn default() -> Self {
        Self { grounds: Store::new(), shapes: Store::new(), tiles: Store::new(), looks: Store::new() }
    }
}

impl Cache {
    /// The ground of a foot, with zones at a distance from its edge, and whether
    /// it is new: then none of its tiles is known.
    pub(super) fn ground(&self, foot: &Foot<'_>, inset: f64) -> (Arc<Cached<Ground>>, bool) {
        let mut is_new = false;
        let ground = cached(&self.grounds, foot.key(Key::default().number(inset)), || {
            is_new = true;
            Ground {
                inside: foot.silhouette().offset(-inset),
                visible: foot.visible(),
                faded: foot.faded().map(Region::from_rect),
            }
        });
        (ground, is_new)
    }

    /// The placed shape that a key stands for.
    pub(super) fn shape(
        &self,
        key: Key,
        make: impl FnOnce() -> Result<PlacedShape, String>,
    ) -> Arc<Cached<Result<PlacedShape, String>>> {
        cached(&self.shapes, key, make)
    }

    /// A number for what a tile shows.
    pub(super) fn look(&self, region: &Region) -> u64 {
        cached(&self.looks, Key::default().region(region), || ()).id
    }

    /// The tile that a key stands for.
    pub(super) fn tile(&self, key: Key, make: impl FnOnce() -> Tile) -> Arc<Cached<Tile>> {
        cached(&self.tiles, key, make)
    }
}
