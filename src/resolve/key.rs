//! Keys of the cache: all that a cached thing depends on, bit by bit. Equal keys mean
//! equal things; no hash stands in between.

use crate::geom::Region;
use crate::model::{Frame, Shape};

/// A key: all that a cache entry depends on, bit by bit.
#[derive(Clone, PartialEq, Eq, Hash, Default, Debug)]
pub(super) struct Key(Vec<u64>);

impl Key {
    /// Adds a number.
    pub(super) fn number(mut self, n: f64) -> Self {
        self.0.push(n.to_bits());
        self
    }

    /// Adds a whole number, such as the id of a cache entry.
    pub(super) fn made(mut self, id: u64) -> Self {
        self.0.push(id);
        self
    }

    /// Adds the ids of several cache entries, and how many they are.
    pub(super) fn made_all(mut self, ids: &[u64]) -> Self {
        self.0.push(ids.len() as u64);
        self.0.extend(ids);
        self
    }

    /// Adds numbers, and then how many they are.
    pub(super) fn numbers(mut self, numbers: impl IntoIterator<Item = f64>) -> Self {
        let count = self.0.len();
        self.0.extend(numbers.into_iter().map(f64::to_bits));
        self.0.push((self.0.len() - count) as u64);
        self
    }

    /// Adds a shape.
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

    /// Adds the edges of a region.
    pub(super) fn region(mut self, region: &Region) -> Self {
        for (a, b) in region.edges() {
            self.0.extend([a.x, a.y, b.x, b.y].map(f64::to_bits));
        }
        self
    }

    /// Returns the size of the key in bytes.
    pub(super) fn room(&self) -> usize {
        size_of::<u64>() * self.0.len()
    }
}
