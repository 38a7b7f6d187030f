//! The cache: grounds, shapes and tiles that were made before.
//!
//! A tile depends on little: the shape of its zone on the foot, the tiles that
//! lie on top where they touch it, and a few lengths. The two feet of a chart
//! share most of theirs, and charts of one map and size that differ in their
//! highlights share all those of context zones. All that a tile depends on is its key, bit by bit, so that
//! what comes from here is what would have been made anew. What was not asked for
//! lately is forgotten.

use super::frame::Foot;
use super::key::Key;
use super::shape::PlacedShape;
use crate::cache::Store;
use crate::geom::Region;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Room for grounds, in bytes.
const GROUNDS: usize = 4 << 20;
/// Room for shapes, in bytes.
const SHAPES: usize = 4 << 20;
/// Room for tiles, in bytes.
const TILES: usize = 12 << 20;
/// Room for the ids of looks, in bytes.
const LOOKS: usize = 4 << 20;
/// Room for the places of dots, in bytes.
const ANCHORS: usize = 2 << 20;
/// Size of an entry beside its key and its points, in bytes.
const ENTRY: usize = 400;
/// Size of a point, in bytes.
const POINT: usize = 16;

/// A shelf of the cache: its entries of one kind, by key.
#[derive(Debug)]
struct Shelf<T> {
    /// The entries that are kept.
    store: Store<Arc<CacheEntry<T>>, Key>,
    /// The number of entries ever made. It never goes back: an id that is part of a key must not
    /// stand for another thing later.
    count: u64,
}

/// An entry of the cache: a thing with an id.
#[derive(Debug)]
pub(super) struct CacheEntry<T> {
    /// Its id. Nothing else of its kind in the same cache ever has it; a thing that is forgotten
    /// and made anew gets another.
    pub id: u64,
    /// The thing.
    pub value: T,
}

impl<T> Shelf<T> {
    /// Returns an empty shelf with some room, in bytes.
    fn new(room: usize) -> Mutex<Self> {
        Mutex::new(Self { store: Store::new(room), count: 0 })
    }
}

/// Returns what a key stands for, and makes it if it is new; `points` counts the points that it
/// keeps. Two threads may make it at once; one of the two is kept.
fn cached<T>(
    shelf: &Mutex<Shelf<T>>,
    key: Key,
    points: impl FnOnce(&T) -> usize,
    make: impl FnOnce() -> T,
) -> Arc<CacheEntry<T>> {
    let lock = || shelf.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = lock().store.find(&key) {
        return known;
    }
    let value = make();
    let room = ENTRY + key.room() + POINT * points(&value);
    let mut shelf = lock();
    if let Some(known) = shelf.store.find(&key) {
        return known;
    }
    shelf.count += 1;
    let made = Arc::new(CacheEntry { id: shelf.count, value });
    shelf.store.keep(key, Arc::clone(&made), room);
    made
}

/// Counts the points of some regions.
fn points<'a>(regions: impl IntoIterator<Item = &'a Region>) -> usize {
    regions.into_iter().map(|r| r.edges().count()).sum()
}

/// The ground of the zones of a foot, in anatomical space.
#[derive(Debug)]
pub(super) struct Ground {
    /// The region in which zones may lie.
    pub inside: Region,
    /// The visible foot.
    pub visible: Region,
    /// The region in which no anchor dots may be.
    pub faded: Option<Region>,
}

/// A finished tile: a zone cut by those above it.
#[derive(Debug)]
pub(super) struct Tile {
    /// What shows of the zone; empty where it is left out.
    pub region: Region,
    /// The region with the gap to its neighbours, once one of them asks.
    pub margin: OnceLock<Region>,
    /// Whether the zone stays whole although others lie on top of it.
    pub overlaps: bool,
    /// An id that tiles share which show the same.
    pub look: u64,
}

impl Tile {
    /// Returns the region with the gap to its neighbours.
    pub(super) fn with_gap(&self, gap: f64) -> &Region {
        self.margin.get_or_init(|| self.region.offset(gap))
    }
}

/// A cache of the shapes and tiles of earlier views, for use from many threads.
#[derive(Debug)]
pub struct Cache {
    /// The grounds.
    grounds: Mutex<Shelf<Ground>>,
    /// Shapes of zones, or why they cannot be placed.
    shapes: Mutex<Shelf<Result<PlacedShape, String>>>,
    /// The tiles.
    tiles: Mutex<Shelf<Tile>>,
    /// The looks of tiles.
    looks: Mutex<Shelf<()>>,
    /// Where dots may stand.
    anchors: Mutex<Shelf<Vec<Region>>>,
}

impl Default for Cache {
    fn default() -> Self {
        Self {
            grounds: Shelf::new(GROUNDS),
            shapes: Shelf::new(SHAPES),
            tiles: Shelf::new(TILES),
            looks: Shelf::new(LOOKS),
            anchors: Shelf::new(ANCHORS),
        }
    }
}

impl Cache {
    /// Returns the ground of a foot, with zones at a distance from its edge, and whether
    /// it is new: then none of its tiles is known.
    pub(super) fn ground(&self, foot: &Foot<'_>, inset: f64) -> (Arc<CacheEntry<Ground>>, bool) {
        let mut is_new = false;
        let size = |g: &Ground| points([&g.inside, &g.visible].into_iter().chain(&g.faded));
        let ground = cached(&self.grounds, foot.key(Key::default().number(inset)), size, || {
            is_new = true;
            Ground {
                inside: foot.silhouette().offset(-inset),
                visible: foot.visible(),
                faded: foot.faded().map(Region::from_rect),
            }
        });
        (ground, is_new)
    }

    /// Returns the placed shape that a key stands for.
    pub(super) fn shape(
        &self,
        key: Key,
        make: impl FnOnce() -> Result<PlacedShape, String>,
    ) -> Arc<CacheEntry<Result<PlacedShape, String>>> {
        cached(&self.shapes, key, |shape| shape.as_ref().map_or(0, |s| points([&s.region])), make)
    }

    /// Returns the id of the look of a tile.
    pub(super) fn look(&self, region: &Region) -> u64 {
        cached(&self.looks, Key::default().region(region), |()| 0, || ()).id
    }

    /// Returns the tile that a key stands for.
    pub(super) fn tile(&self, key: Key, make: impl FnOnce() -> Tile) -> Arc<CacheEntry<Tile>> {
        // the margin is made later, with more points than what it is about
        let size = |tile: &Tile| 3 * points([&tile.region]);
        cached(&self.tiles, key, size, make)
    }

    /// Returns where dots may stand for which a key stands.
    pub(super) fn anchors(&self, key: Key, make: impl FnOnce() -> Vec<Region>) -> Vec<Region> {
        cached(&self.anchors, key, |regions| points(regions), make).value.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ChartSpec, LabelMode};
    use crate::resolve::{ResolveOptions, resolve_with};

    #[test]
    fn a_number_is_never_given_twice() {
        let shelf = Shelf::new(10 * ENTRY);
        let one = |n: u64| cached(&shelf, Key::default().made(n), |_| 0, || n);
        let first = one(0).id;
        let ids: std::collections::BTreeSet<u64> = (0..1000).map(|n| one(n).id).collect();
        assert_eq!(ids.len(), 1000, "one each");
        assert!(one(0).id > first, "forgotten and made anew");
        assert_eq!(one(0).value, 0, "the same thing");
    }

    #[test]
    fn views_are_the_same_whatever_was_forgotten() {
        let shelves = |room| Cache {
            grounds: Shelf::new(room),
            shapes: Shelf::new(room),
            tiles: Shelf::new(room),
            looks: Shelf::new(room),
            anchors: Shelf::new(room),
        };
        let caches = [0, 20_000, 200_000, usize::MAX].map(shelves);
        for zones in [vec![], vec!["liver".into()], vec!["lower-back".into()], vec![]] {
            let labels = if zones.is_empty() { LabelMode::All } else { LabelMode::Auto };
            let chart =
                crate::input::load(&ChartSpec { zones, labels, ..ChartSpec::default() }, &()).expect("built in");
            let options = ResolveOptions { min_width: 0.01, anchor_clearance: 0.01, ..ResolveOptions::default() };
            for &view in &chart.views {
                let seen =
                    |cache: &Cache| format!("{:?}", resolve_with(&chart, view, &options, cache).expect("built in"));
                let anew = seen(&Cache::default());
                assert!(caches.iter().all(|cache| seen(cache) == anew), "{view}");
            }
        }
    }
}
