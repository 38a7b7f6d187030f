//! The result of the stage: a view with its zones in place, in foot space; and the
//! options that shapes depend on.

use crate::geom::Region;
use crate::model::{Emphasis, Guide, View};
use kurbo::{Affine, Point, Rect};
use std::collections::BTreeMap;

/// Lengths of a picture, in foot lengths, that shapes depend on.
#[derive(Clone, Debug)]
pub struct ResolveOptions {
    /// Width below which highlighted strips are widened. Default: 0.
    pub min_width: f64,
    /// Indices of zones that keep their true shape: a lens shows them.
    pub exact: Vec<usize>,
    /// Most that a strip is widened by. Default: 0.02.
    pub max_widening: f64,
    /// Gap between neighbouring zones. Default: 0.0055.
    pub gap: f64,
    /// Distance of zones from the silhouette. Default: 0.001.
    pub inset: f64,
    /// Largest radius of corners of context zones. Default: 0.014.
    pub corner: f64,
    /// Radius of corners of highlighted zones. Default: 0.007.
    pub highlight_corner: f64,
    /// Whether only highlighted zones are wanted. Default: no.
    pub only_lit: bool,
    /// Radius that an anchor dot keeps from the edge of its zone. Default: 0.
    pub anchor_clearance: f64,
}

impl Default for ResolveOptions {
    fn default() -> Self {
        Self {
            min_width: 0.0,
            exact: Vec::new(),
            max_widening: 0.02,
            gap: 0.0055,
            inset: 0.001,
            corner: 0.014,
            highlight_corner: 0.007,
            only_lit: false,
            anchor_clearance: 0.0,
        }
    }
}

/// One view with its zones in place, in foot space.
#[derive(Clone, Debug)]
pub struct ResolvedView {
    /// The foot and the aspect.
    pub view: View,
    /// The transform from the outline's units to foot space, mirrored where need be.
    pub from_outline: Affine,
    /// The foot as far as it is visible.
    pub silhouette: Region,
    /// Zones that show, in the map's order.
    pub zones: Vec<ResolvedZone>,
    /// Guides from edge to edge.
    pub guides: BTreeMap<Guide, Vec<Point>>,
    /// Borders between the longitudinal zones, medial first.
    pub borders: Vec<Vec<Point>>,
    /// Whether any highlighted zone was drawn wider than the map says.
    pub widened: bool,
    /// The part that a close-up shows; `None` for all.
    pub window: Option<Window>,
    /// Context zones left out because the outline lacks their frame.
    pub skipped: Vec<usize>,
    /// Highlighted zones of which little shows, each with the one on top of it.
    pub hidden: Vec<(usize, usize)>,
}

/// One zone in one view.
#[derive(Clone, Debug)]
pub struct ResolvedZone {
    /// Index in the map.
    pub zone: usize,
    /// Its emphasis.
    pub emphasis: Emphasis,
    /// What is drawn of it: clipped to the foot, cut by its equals on top.
    pub region: Region,
    /// Its place in paint order: 0 for context zones, then upwards.
    pub depth: usize,
    /// Where an anchor dot may stand, one region for each main piece, largest
    /// first; empty for zones that the chart does not label.
    pub anchorable: Vec<Region>,
}

/// The part of a view that a close-up shows, in foot space.
#[derive(Clone, Debug)]
pub struct Window {
    /// The box that shows.
    pub rect: Rect,
    /// The fade of each cut edge: where it begins, and where all is paper. The two points lie
    /// across the edge.
    pub fades: Vec<(Point, Point)>,
    /// The part that is not faded.
    pub solid: Rect,
    /// Part of the foot's length that shows.
    pub extent: f64,
}

impl Window {
    /// Returns what shows, as a region.
    pub fn region(&self) -> Region {
        Region::from_rect(self.rect)
    }
}

impl ResolvedView {
    /// Returns the part of the view inside a region of foot space, with names for some zones only;
    /// anchor dots keep a clearance from its edge.
    #[must_use]
    pub fn within(mut self, inside: &Region, clearance: f64, named: &[usize]) -> Self {
        let inner = inside.offset(-clearance);
        self.silhouette = inside.clone();
        self.window = None;
        for zone in &mut self.zones {
            zone.region = zone.region.intersect(inside);
            let keep = named.contains(&zone.zone);
            zone.anchorable = zone.anchorable.iter().filter(|_| keep).map(|a| a.intersect(&inner)).collect();
            zone.anchorable.retain(|a| !a.is_empty());
        }
        self.zones.retain(|z| !z.region.is_empty());
        self
    }

    /// Returns the view with no labels for some zones.
    #[must_use]
    pub fn without_names(mut self, unnamed: &[usize]) -> Self {
        for zone in self.zones.iter_mut().filter(|z| unnamed.contains(&z.zone)) {
            zone.anchorable.clear();
        }
        self
    }
}

impl ResolvedZone {
    /// Returns the zone with a transform applied.
    pub(super) fn transform(self, t: Affine) -> Self {
        Self {
            region: self.region.transform(t),
            anchorable: self.anchorable.into_iter().map(|r| r.transform(t)).collect(),
            ..self
        }
    }
}
