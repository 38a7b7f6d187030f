//! The steps of a display list, and the shapes that they paint.

use super::edges::Edges;
use super::paint::Ink;
use std::sync::Arc;

/// A shape that is painted.
#[derive(Debug)]
pub(super) struct Painted {
    /// Its edges.
    pub(super) edges: Edges,
    /// With what.
    pub(super) ink: Ink,
    /// What it was made from, and whether it is the line of it, if it is kept.
    pub(super) mark: Option<(blake3::Hash, bool)>,
}

impl Painted {
    /// Returns the bytes that it takes.
    pub(super) fn size(&self) -> usize {
        size_of::<Self>() + self.edges.size() + self.ink.size()
    }
}

/// What is to be done, in order.
pub(super) enum Step {
    /// Paints a shape.
    Paint(Arc<Painted>),
    /// From here on, only what lies in a shape shows; with its hash.
    Clip(Edges, blake3::Hash),
    /// The last clip ends.
    Unclip,
    /// What follows is drawn apart.
    Layer,
    /// What was drawn apart is laid over the rest, with an opacity of 255.
    Merge(u8),
    /// What was drawn apart takes away from the rest as much as it is opaque.
    Erase,
}

impl Step {
    /// Returns where it reaches on its own, in pixels: the least x and y, then the
    /// greatest.
    pub(super) fn bounds(&self) -> Option<[f32; 4]> {
        match self {
            Self::Paint(shape) => Some(shape.edges.bounds),
            Self::Clip(edges, _) => Some(edges.bounds),
            _ => None,
        }
    }

    /// Returns what it paints, if that is a gradient that hides what lies below.
    pub(super) fn solid_gradient(&self) -> Option<&Arc<Painted>> {
        match self {
            Self::Paint(shape) if shape.ink.is_solid_gradient() => Some(shape),
            _ => None,
        }
    }
}
