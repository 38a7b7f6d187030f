//! A figure of the body, which shows the parts that zones are named after. It knows
//! the ids of the parts, no zones.

use super::art::{Art, ArtLayer};
use kurbo::{BezPath, Rect};
use std::collections::BTreeMap;

/// A drawing of the body whose regions have the ids of a map's `body` field.
/// Coordinates are the drawing's own.
#[derive(Clone, Debug)]
pub struct BodyFigure {
    /// Its name, such as `back`.
    pub name: String,
    /// The closed silhouette.
    pub silhouette: BezPath,
    /// The box around it.
    pub bounds: Rect,
    /// The artwork by layer; regions stand between `Under` and `Lines`.
    pub art: BTreeMap<ArtLayer, Vec<Art>>,
    /// The parts of the body in paint order.
    pub regions: Vec<BodyRegion>,
}

/// A part of the body.
#[derive(Clone, Debug)]
pub struct BodyRegion {
    /// The id that zones name in their `body` field.
    pub id: String,
    /// Its pieces in paint order.
    pub parts: Vec<BodyPart>,
}

/// A piece of a part of the body.
#[derive(Clone, Debug)]
pub enum BodyPart {
    /// A bone: drawn quietly where it is not highlighted.
    Bone(Art),
    /// A soft part with its opacity: drawn only where it is highlighted.
    Soft(BezPath, f64),
    /// A nerve, vessel or tube along a line of some width: drawn only where it
    /// is highlighted.
    Course(BezPath, f64),
    /// A line inside: over a bone always, over soft parts where they are drawn.
    Detail(Art),
}

impl BodyFigure {
    /// Returns whether the figure has a part, by the id of the part.
    pub fn has(&self, id: &str) -> bool {
        self.regions.iter().any(|r| r.id == id)
    }
}
