//! The steps of a display list, and the shapes that they paint.

use super::edges::Edges;
use super::paint::Ink;
use std::sync::Arc;

/// A shape that is painted.
#[derive(Debug)]
pub(super) struct Painted {
    /// Its edges.
    pub(super) edges: Edges,
    /// What it is painted with.
    pub(super) ink: Ink,
    /// The key that it is kept under, if it is, and whether it is the line of its
    /// node.
    pub(super) mark: Option<(blake3::Hash, bool)>,
}

impl Painted {
    /// Returns the bytes that it takes.
    pub(super) fn size(&self) -> usize {
        size_of::<Self>() + self.edges.size() + self.ink.size()
    }
}

/// A step of drawing.
pub(super) enum Step {
    /// Paints a shape.
    Paint(Arc<Painted>),
    /// Begins a clip: only what lies in a shape shows, which has a key.
    Clip(Edges, blake3::Hash),
    /// Ends the last clip.
    Unclip,
    /// Begins a layer that is drawn apart.
    Layer,
    /// Ends a layer: lays it over the rest, with an opacity of 0 to 255.
    Merge(u8),
    /// Ends a layer: makes the rest fade as much as the layer is opaque.
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
