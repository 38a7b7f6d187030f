//! Tiles that were made before.
//!
//! A tile depends on little: the shape of its zone on the foot, the tiles that
//! lie on top where they touch it, and a few lengths. The two feet of a chart
//! share most of theirs, and so do charts of one map and size that differ in
//! their highlights. All that a tile depends on is its key, bit by bit, so that
//! what comes from here is what would have been made anew.

use super::frame::Foot;
use super::shape::Placed;
use super::tile::Tile;
use crate::geom::Region;
use crate::model::{Frame, Shape};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Most things of one kind that are kept, some kilobytes each.
const MOST: usize = 4_000;

/// All that something depends on.
#[derive(Clone, PartialEq, Eq, Hash, Default, Debug)]
pub(super) struct Key(Vec<u64>);

impl Key {
    /// With a number.
    pub(super) fn number(mut self, n: f64) -> Self {
        self.0.push(n.to_bits());
        self
    }

    /// With a whole number, such as the [one](Cached::id) of what was made before.
    pub(super) fn made(mut self, id: u64) -> Self {
        self.0.push(id);
        self
    }

    /// With the numbers of several things.
    pub(super) fn made_all(mut self, ids: &[u64]) -> Self {
        self.0.push(ids.len() as u64);
        self.0.extend(ids);
        self
    }

    /// With numbers; their count is told apart by what stands around them.
    pub(super) fn numbers(mut self, numbers: impl IntoIterator<Item = f64>) -> Self {
        let count = self.0.len();
        self.0.extend(numbers.into_iter().map(f64::to_bits));
        self.0.push((self.0.len() - count) as u64);
        self
    }

    /// With a shape.
    pub(super) fn shape(self, shape: &Shape) -> Self {
        let frame = |frame: &Frame| match frame {
            Frame::Body => 0,
            Frame::Profile => 1,
            Frame::Toe(index) => 2 + *index as u64,
        };
        match shape {
            Shape::Polygon { points, frame: f, corner } => {
                self.made(0).made(frame(f)).number(*corner).numbers(points.iter().flatten().copied())
            }
            Shape::Ellipse { center, radii, rotate, frame: f } => {
                self.made(1).made(frame(f)).number(*rotate).numbers(*center).numbers(*radii)
            }
            Shape::Line { points, width, frame: f } => {
                self.made(2).made(frame(f)).number(*width).numbers(points.iter().flatten().copied())
            }
        }
    }

    /// With a region.
    pub(super) fn region(mut self, region: &Region) -> Self {
        for (a, b) in region.edges() {
            self.0.extend([a.x, a.y, b.x, b.y].map(f64::to_bits));
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

/// The shapes and tiles of earlier views, for use from many threads.
#[derive(Debug)]
pub struct Tiles {
    /// What zones lie on.
    grounds: Mutex<Store<Ground>>,
    /// Shapes of zones, or why they cannot be placed.
    shapes: Mutex<Store<Result<Placed, String>>>,
    /// The tiles.
    tiles: Mutex<Store<Tile>>,
    /// What tiles show.
    looks: Mutex<Store<()>>,
}

impl Default for Tiles {
    fn default() -> Self {
        Self { grounds: Store::new(), shapes: Store::new(), tiles: Store::new(), looks: Store::new() }
    }
}

impl Tiles {
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
        make: impl FnOnce() -> Result<Placed, String>,
    ) -> Arc<Cached<Result<Placed, String>>> {
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
