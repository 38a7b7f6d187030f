//! The resolve stage: the shapes of a map, placed on one foot of a chart.
//!
//! Works in *foot space*: the foot as it stands on the page before it is
//! turned and scaled, one foot length = 1, y down, origin at the heel end
//! (soles and tops) or on the ground below the rearmost heel (side views).

mod cache;
mod crop;
mod frame;
mod shape;
mod tile;

pub use cache::Tiles;
pub use crop::{Window, window};
pub use frame::Foot;

use cache::{Cached, Ground, Key};

use crate::error::Error;
use crate::geom::Region;
use crate::model::{Chart, Context, Emphasis, Guide, View};
use crate::threads::map_in_order;
use kurbo::{Affine, Point};
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use tile::Piece;

/// Lengths of a picture, in foot lengths, that shapes depend on.
#[derive(Clone, Debug)]
pub struct ResolveOptions {
    /// Highlighted strips thinner than this are widened. Default: 0.
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
    /// Whether only highlighted zones are wanted. Default: all.
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
    /// Which foot and aspect.
    pub view: View,
    /// From the outline's units to foot space, mirrored where need be.
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
    /// What a close-up shows of it.
    pub window: Option<Window>,
    /// Context zones left out because the outline lacks their frame.
    pub skipped: Vec<usize>,
}

/// One zone in one view.
#[derive(Clone, Debug)]
pub struct ResolvedZone {
    /// Index in the map.
    pub zone: usize,
    /// How it is drawn.
    pub emphasis: Emphasis,
    /// What shows of it: clipped to the foot, cut by what lies on top.
    pub region: Region,
    /// Where an anchor dot may stand, one region for each main piece, largest
    /// first; empty for zones that the chart does not label.
    pub anchorable: Vec<Region>,
}

/// Places the zones of a chart's map on one view.
///
/// # Errors
/// [`Error::Usage`] where a zone needs a frame that the outline does not offer.
pub fn resolve(chart: &Chart, view: View, options: &ResolveOptions) -> Result<ResolvedView, Error> {
    resolve_with(chart, view, options, &Tiles::default())
}

/// The same with tiles that were made before, where they fit.
///
/// # Errors
/// As [`resolve`].
pub fn resolve_with(chart: &Chart, view: View, options: &ResolveOptions, tiles: &Tiles) -> Result<ResolvedView, Error> {
    let outline =
        chart.outlines.get(&view.aspect).ok_or_else(|| Error::Internal(format!("no outline was loaded for {view}")))?;
    let foot = Foot::new(outline, view.side);
    let (ground, is_new) = tiles.ground(&foot, options.inset);
    // threads are worth their while where all has to be made
    let threads = if is_new { None } else { Some(NonZeroUsize::MIN) };
    let zones = &chart.map.zones;
    let made = map_in_order(
        zones.len(),
        threads,
        || (),
        |(), index| piece(chart, view, index, &foot, &ground, options, tiles),
    );
    let (mut pieces, mut skipped) = (Vec::new(), Vec::new());
    for made in made {
        match made? {
            Made::Piece(piece) => pieces.push(piece),
            Made::Skipped(index) => skipped.push(index),
            Made::Nothing => {}
        }
    }
    let widened = pieces.iter().any(|p| p.widened);
    let zones = tile::cut(chart, pieces, &ground, options, tiles, threads);
    let to_foot = foot.to_foot_space();
    let resolved = ResolvedView {
        view,
        from_outline: to_foot * foot.from_outline(),
        silhouette: ground.value.visible.transform(to_foot),
        zones: zones.into_iter().map(|z| z.transform(to_foot)).collect(),
        guides: foot.guides().map(|(g, line)| (g, line.iter().map(|p| to_foot * *p).collect())).collect(),
        borders: foot.borders().map(|line| line.iter().map(|p| to_foot * *p).collect()).collect(),
        widened,
        window: None,
        skipped,
    };
    Ok(match window(chart, view) {
        Some(window) => resolved.cropped(window),
        None => resolved,
    })
}

/// What becomes of a zone on a view.
enum Made {
    /// It shows, all of it or a part.
    Piece(Piece),
    /// Context that needs a frame which the outline lacks; a drawing without
    /// toes can still carry the rest of a map. Its index.
    Skipped(usize),
    /// It does not show.
    Nothing,
}

/// The shape of a zone on a foot.
fn piece(
    chart: &Chart,
    view: View,
    index: usize,
    foot: &Foot<'_>,
    ground: &Cached<Ground>,
    options: &ResolveOptions,
    tiles: &Tiles,
) -> Result<Made, Error> {
    let (zone, emphasis) = (&chart.map.zones[index], chart.emphasis[index]);
    let is_hidden = chart.context == Context::None || options.only_lit;
    if emphasis == Emphasis::Context && is_hidden {
        return Ok(Made::Nothing);
    }
    let Some(shapes) = zone.shapes.get(&view.aspect).filter(|_| zone.side.includes(view.side)) else {
        return Ok(Made::Nothing);
    };
    let is_exact = emphasis == Emphasis::Context || options.exact.contains(&index);
    let min_width = if is_exact { 0.0 } else { options.min_width };
    let mut piece = Piece { zone: index, emphasis, region: Region::default(), shapes: Vec::new(), widened: false };
    for shape in shapes.on(view.side) {
        let key = Key::default().made(ground.id).number(min_width).number(options.max_widening).shape(shape);
        let placed = tiles.shape(key, || shape::place(foot, shape, min_width, options.max_widening));
        piece.shapes.push(placed.id);
        let placed = match &placed.value {
            Ok(placed) => placed,
            Err(_) if emphasis == Emphasis::Context => return Ok(Made::Skipped(index)),
            Err(e) => {
                let id = &zone.id;
                return Err(Error::Usage(format!("zone `{id}` cannot be placed on the {} outline: {e}", view.aspect)));
            }
        };
        let is_first = piece.region.is_empty();
        piece.region = if is_first { placed.region.clone() } else { piece.region.union(&placed.region) };
        piece.widened |= placed.widened;
    }
    Ok(if piece.region.is_empty() { Made::Nothing } else { Made::Piece(piece) })
}

impl ResolvedView {
    /// The part inside a region of foot space, where only some zones are named;
    /// dots keep a clearance from its edge.
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

    /// The same view where some zones are not named.
    #[must_use]
    pub fn without_names(mut self, unnamed: &[usize]) -> Self {
        for zone in self.zones.iter_mut().filter(|z| unnamed.contains(&z.zone)) {
            zone.anchorable.clear();
        }
        self
    }
}

impl ResolvedZone {
    /// The zone with a transform applied.
    fn transform(self, t: Affine) -> Self {
        Self {
            region: self.region.transform(t),
            anchorable: self.anchorable.into_iter().map(|r| r.transform(t)).collect(),
            ..self
        }
    }
}
