//! An outline: one foot in one aspect, its meaning and its artwork.

use super::art::{Art, ArtLayer};
use super::map::Guide;
use super::view::{Aspect, Side};
use crate::geom::Region;
use kurbo::{Affine, BezPath, Point};
use std::collections::BTreeMap;

/// A drawing of one foot in one aspect. Coordinates are the drawing's own.
#[derive(Clone, Debug)]
pub struct Outline {
    /// What it shows.
    pub aspect: Aspect,
    /// Which foot was drawn; the other is its mirror image.
    pub side: Side,
    /// The closed silhouette.
    pub silhouette: BezPath,
    /// Its inside, curves as chords.
    pub inside: Region,
    /// The frame's origin at the heel.
    pub heel_end: Point,
    /// One foot length from the heel end along the axis.
    pub toe_tip: Point,
    /// Toe pads: the maps of the unit circle onto their ellipses.
    pub toes: [Option<Affine>; 5],
    /// How far up the leg the drawing counts: above, it has faded to paper.
    pub leg_top: Option<Point>,
    /// Guides as polylines from edge to edge.
    pub guides: BTreeMap<Guide, Vec<Point>>,
    /// Borders between the five longitudinal zones, medial first.
    pub borders: Vec<Vec<Point>>,
    /// The artwork by layer.
    pub art: BTreeMap<ArtLayer, Vec<Art>>,
}
