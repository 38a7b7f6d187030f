//! Mutually exclusive tiles with even gaps, and where their dots may stand.
//!
//! Highlighted zones keep their shape and the others give way; among equals
//! the smaller lies on top, unless the map says which does.

use super::key::Key;
use super::tiles::{Cache, CacheEntry, Ground, Tile};
use super::view::{ResolveOptions, ResolvedZone};
use crate::geom::{Region, point_inside, pole_of_inaccessibility};
use crate::model::{Chart, Emphasis, Map};
use crate::threads::map_in_order;
use kurbo::Rect;
use std::num::NonZeroUsize;
use std::sync::{Arc, OnceLock};

/// Remnants below this area are dropped, in square foot lengths.
const SPECK: f64 = 6e-5;
/// Rounding must leave this part of a zone.
const KEPT: f64 = 0.9;
/// Context zones of which less than this part is left are dropped: a remnant
/// of odd shape says nothing.
const REMNANT: f64 = 0.65;
/// Tolerance in foot lengths for dropping needless points of a tile's edge: less than a tenth of a
/// px on the usual page.
const SIMPLE: f64 = 8e-5;
/// Precision of a tile's pole of inaccessibility, in foot lengths.
const POLE: f64 = 5e-4;
/// Part of a zone's inner radius that dots keep clear of its edge, at most.
const CLEAR_PART: f64 = 0.55;

/// A zone before it is cut, in anatomical space: its full shape, which may overlap others.
pub(super) struct UncutZone {
    /// Index in the map.
    pub zone: usize,
    /// Its emphasis.
    pub emphasis: Emphasis,
    /// Its full shape.
    pub region: Region,
    /// The [ids](CacheEntry::id) of the shapes that it is made of.
    pub shapes: Vec<u64>,
    /// Whether it is wider than the map says.
    pub widened: bool,
}

/// A foot of a chart, on which zones are placed and cut.
pub(super) struct Site<'a> {
    /// The chart.
    pub chart: &'a Chart,
    /// The ground of the zones.
    pub ground: &'a CacheEntry<Ground>,
    /// The lengths that shapes depend on.
    pub options: &'a ResolveOptions,
    /// Grounds, shapes and tiles made before.
    pub cache: &'a Cache,
    /// Most threads that work at once; `None` for all cores.
    pub threads: Option<NonZeroUsize>,
}

/// Cuts the zones so that none overlaps another or the foot's edge.
pub(super) fn cut(site: &Site<'_>, pieces: Vec<UncutZone>) -> Vec<ResolvedZone> {
    let options = site.options;
    let pieces = ordered(&site.chart.map, pieces);
    let bounds: Vec<Option<Rect>> = pieces.iter().map(|piece| piece.region.bounds()).collect();
    // of each piece, once it is cut
    let cut: Vec<OnceLock<CutTile>> = pieces.iter().map(|_| OnceLock::new()).collect();
    let reach = options.gap + 2.0 * SIMPLE;
    let zones = map_in_order(
        pieces.len(),
        site.threads,
        || (),
        |(), index| {
            // whoever waits for this one goes on, whatever happens
            let done = TileCell(&cut[index]);
            let (piece, bounds_here) = (&pieces[index], bounds[index]?);
            let is_near = |other: &usize| bounds[*other].is_some_and(|b| b.inflate(reach, reach).overlaps(bounds_here));
            let near = (0..index).filter(is_near).filter_map(|other| cut[other].wait().as_ref());
            let above: Vec<_> = near.filter(|t| t.0.overlaps(bounds_here)).collect();
            let tile = tile(site, piece, &above);
            let bounds = tile.value.region.bounds()?;
            let (region, anchorable) = (tile.value.region.clone(), tile.value.anchorable.clone());
            done.with((bounds.inflate(options.gap, options.gap), tile));
            Some(ResolvedZone { zone: piece.zone, emphasis: piece.emphasis, region, anchorable })
        },
    );
    let mut zones: Vec<_> = zones.into_iter().flatten().collect();
    zones.sort_by_key(|z| z.zone);
    zones
}

/// A tile and the box of its gap; `None` for a zone of which nothing shows.
type CutTile = Option<(Rect, Arc<CacheEntry<Tile>>)>;

/// The cell of a tile that other threads wait for; dropping it without a tile ends their wait.
struct TileCell<'a>(&'a OnceLock<CutTile>);

impl TileCell<'_> {
    /// Fills the cell.
    fn with(self, tile: (Rect, Arc<CacheEntry<Tile>>)) {
        self.0.get_or_init(|| Some(tile));
    }
}

impl Drop for TileCell<'_> {
    fn drop(&mut self) {
        self.0.get_or_init(|| None);
    }
}

/// Returns the tile of a zone below others.
fn tile(site: &Site<'_>, piece: &UncutZone, above: &[&(Rect, Arc<CacheEntry<Tile>>)]) -> Arc<CacheEntry<Tile>> {
    let Site { chart, ground, options, cache, .. } = site;
    let is_context = piece.emphasis == Emphasis::Context;
    let corner = if is_context { options.corner } else { options.highlight_corner };
    let clearance = chart.labels_zone(piece.zone).then_some(options.anchor_clearance);
    let key = Key::default().made(ground.id).made(u64::from(is_context)).number(corner).number(options.gap);
    let key = key.number(clearance.unwrap_or(f64::NAN)).made_all(&piece.shapes);
    // what is cut anew but comes out as before changes nothing below it
    let key = above.iter().fold(key, |key, t| key.made(t.1.value.look));
    cache.tile(key, || {
        let remnant = if is_context { REMNANT * piece.region.area() } else { 0.0 };
        let region = shown(&piece.region, &ground.value, above, corner, options.gap);
        let region = if region.area() < remnant { Region::default() } else { region };
        Tile {
            margin: OnceLock::new(),
            look: cache.look(&region),
            // poles take time
            anchorable: clearance.map(|c| anchorable(&region, ground.value.faded.as_ref(), c)).unwrap_or_default(),
            region,
        }
    })
}

/// Returns what shows of a region on its ground below some tiles and the gap to them, with round
/// corners.
fn shown(whole: &Region, ground: &Ground, above: &[&(Rect, Arc<CacheEntry<Tile>>)], corner: f64, gap: f64) -> Region {
    let mut region = if ground.inside.holds(whole) { whole.clone() } else { whole.intersect(&ground.inside) };
    for (around, tile) in above {
        if region.bounds().is_some_and(|b| around.overlaps(b)) {
            let tile = &tile.value;
            region = region.subtract(tile.margin.get_or_init(|| tile.region.offset(gap)));
        }
    }
    // offsets take time that grows fast with the number of points
    rounded(&region.simplified(SIMPLE), corner).without_specks(SPECK).simplified(SIMPLE)
}

/// Rounds the corners of a region as far as its slenderness allows, up to `radius`.
fn rounded(region: &Region, radius: f64) -> Region {
    let area = region.area();
    let whole = |r: &Region| r.area() > KEPT * area && r.piece_count() <= region.piece_count();
    let rounder = [radius, radius / 2.0, radius / 4.0].into_iter().map(|r| region.opened(r)).find(whole);
    rounder.unwrap_or_else(|| region.clone())
}

/// Sorts zones, the topmost first.
fn ordered(map: &Map, pieces: Vec<UncutZone>) -> Vec<UncutZone> {
    let rank = |p: &UncutZone| u8::from(p.emphasis == Emphasis::Context);
    let mut sized: Vec<(f64, UncutZone)> = pieces.into_iter().map(|p| (p.region.area(), p)).collect();
    sized.sort_by(|(m, a), (n, b)| rank(a).cmp(&rank(b)).then(m.total_cmp(n)).then(a.zone.cmp(&b.zone)));
    let mut pieces: Vec<UncutZone> = sized.into_iter().map(|p| p.1).collect();
    let mut i = 0;
    let mut moves = 0;
    while i < pieces.len() {
        let above = &map.zones[pieces[i].zone].id;
        let lies_on = |below: &UncutZone| map.zones[pieces[i].zone].over.contains(&map.zones[below.zone].id);
        let same_rank = |p: &UncutZone| (p.emphasis == Emphasis::Context) == (pieces[i].emphasis == Emphasis::Context);
        let earlier =
            pieces[..i].iter().position(|p| same_rank(p) && lies_on(p) && !map.zones[p.zone].over.contains(above));
        match earlier {
            // each move puts one pair right; circles in the data must not hang us
            Some(j) if moves < 10_000 => {
                let piece = pieces.remove(i);
                pieces.insert(j, piece);
                moves += 1;
            }
            _ => i += 1,
        }
    }
    pieces
}

/// Returns the parts of a region where a dot with its clearance fits and the drawing is solid, largest
/// first.
fn anchorable(region: &Region, faded: Option<&Region>, clearance: f64) -> Vec<Region> {
    let solid = faded.map_or_else(|| region.clone(), |f| region.subtract(f));
    let mut pieces: Vec<Region> = solid
        .pieces()
        .filter_map(|piece| {
            // how wide a wide piece is does not matter, where it stays whole
            let (_, r) = point_inside(&piece, POLE, clearance / CLEAR_PART)?;
            let eroded = piece.offset(-clearance.min(CLEAR_PART * r));
            if eroded.piece_count() == 1 {
                return Some(eroded);
            }
            let (pole, _) = pole_of_inaccessibility(&piece, POLE)?;
            eroded.pieces().find(|p| p.contains(pole))
        })
        .collect();
    pieces.sort_by(|a, b| b.area().total_cmp(&a.area()));
    // small satellites would only confuse: a dot goes to a main piece
    if let Some(largest) = pieces.first().map(Region::area) {
        pieces.retain(|p| p.area() > 0.4 * largest);
    }
    pieces
}
