//! An outline: the drawing of one foot in one aspect, with the landmarks that zones
//! are placed by and the artwork, in the drawing's own coordinates.

use super::art::{Art, ArtLayer};
use super::map::Guide;
use super::view::{Aspect, Side};
use crate::geom::Region;
use kurbo::{Affine, BezPath, Point};
use std::collections::BTreeMap;

/// A drawing of one foot in one aspect. Coordinates are the drawing's own.
#[derive(Clone, Debug)]
pub struct Outline {
    /// The aspect of the foot that it shows.
    pub aspect: Aspect,
    /// The foot that was drawn; the other is its mirror image.
    pub side: Side,
    /// The closed silhouette.
    pub silhouette: BezPath,
    /// The inside of the silhouette, curves as chords.
    pub inside: Region,
    /// The frame's origin at the heel.
    pub heel_end: Point,
    /// One foot length from the heel end along the axis.
    pub toe_tip: Point,
    /// The toe pads, the big toe first: each maps the unit circle onto the pad's ellipse. `None`
    /// for a toe that the drawing does not show.
    pub toes: [Option<Affine>; 5],
    /// Where on the leg the drawing has faded to paper; nothing above it counts.
    pub leg_top: Option<Point>,
    /// Guides as polylines from edge to edge.
    pub guides: BTreeMap<Guide, Vec<Point>>,
    /// Borders between the five longitudinal zones, medial first.
    pub borders: Vec<Vec<Point>>,
    /// The artwork by layer.
    pub art: BTreeMap<ArtLayer, Vec<Art>>,
}
