//! Mutually exclusive tiles with even gaps.
//!
//! Context zones are cut among themselves, whatever is highlighted, and so are
//! highlighted zones, which lie on top of them all. Of these, main ones lie on
//! secondary ones that do not lie within them. Among equals the smaller lies on top,
//! unless the map says which does. A highlighted zone of which little would be left
//! stays whole and lies under the others.

use super::key::Key;
use super::tiles::{Cache, CacheEntry, Ground, Tile};
use super::view::ResolveOptions;
use crate::geom::Region;
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
/// Highlighted zones of which less than this part would be left are not cut.
const WHOLE: f64 = 0.5;
/// Tolerance in foot lengths for dropping needless points of a tile's edge: less than a tenth of a
/// px on the usual page.
const SIMPLE: f64 = 8e-5;
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

/// A zone and its tile.
pub(super) struct CutZone {
    /// The zone.
    pub piece: UncutZone,
    /// What shows of it.
    pub tile: Arc<CacheEntry<Tile>>,
}

/// Cuts zones of one kind, all context or all highlighted, so that none overlaps another or the
/// foot's edge, but for highlighted zones that stay whole. Returns those of which something shows,
/// the topmost first.
pub(super) fn cut(site: &Site<'_>, pieces: Vec<UncutZone>) -> Vec<CutZone> {
    let options = site.options;
    let pieces = ordered(&site.chart.map, pieces);
    let bounds: Vec<Option<Rect>> = pieces.iter().map(|piece| piece.region.bounds()).collect();
    // of each piece, once it is cut
    let cut: Vec<OnceLock<CutTile>> = pieces.iter().map(|_| OnceLock::new()).collect();
    let reach = options.gap + 2.0 * SIMPLE;
    let tiles = map_in_order(
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
            done.with((bounds.inflate(options.gap, options.gap), Arc::clone(&tile)));
            Some(tile)
        },
    );
    pieces.into_iter().zip(tiles).filter_map(|(piece, tile)| Some(CutZone { piece, tile: tile? })).collect()
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
    let Site { ground, options, cache, .. } = site;
    let is_context = piece.emphasis == Emphasis::Context;
    let corner = if is_context { options.corner } else { options.highlight_corner };
    let key = Key::default().made(ground.id).made(u64::from(is_context)).number(corner).number(options.gap);
    let key = key.made_all(&piece.shapes);
    // what is cut anew but comes out as before changes nothing below it
    let key = above.iter().fold(key, |key, t| key.made(t.1.value.look));
    cache.tile(key, || {
        let on_foot = |above| shown(&piece.region, &ground.value, above, corner, options.gap);
        let cut = on_foot(above);
        // what lies beyond the foot is no part of a highlighted zone
        let whole = || if is_context { piece.region.area() } else { on_foot(&[]).area() };
        let least = if is_context { REMNANT } else { WHOLE };
        let is_whole = !above.is_empty() && cut.area() < least * whole();
        let region = match (is_whole, is_context) {
            (false, _) => cut,
            (true, true) => Region::default(),
            (true, false) => on_foot(&[]),
        };
        Tile { margin: OnceLock::new(), look: cache.look(&region), overlaps: is_whole && !is_context, region }
    })
}

/// Returns what shows of a region on its ground below some tiles and the gap to them, with round
/// corners.
fn shown(whole: &Region, ground: &Ground, above: &[&(Rect, Arc<CacheEntry<Tile>>)], corner: f64, gap: f64) -> Region {
    let mut region = if ground.inside.holds(whole) { whole.clone() } else { whole.intersect(&ground.inside) };
    for (around, tile) in above {
        if region.bounds().is_some_and(|b| around.overlaps(b)) {
            region = region.subtract(tile.value.with_gap(gap));
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

/// Sorts zones of one kind, the topmost first.
fn ordered(map: &Map, pieces: Vec<UncutZone>) -> Vec<UncutZone> {
    let mut sized: Vec<(f64, UncutZone)> = pieces.into_iter().map(|p| (p.region.area(), p)).collect();
    let order = |(size, piece): &(f64, UncutZone)| (is_secondary(piece), *size, piece.zone);
    sized.sort_by(|a, b| {
        let ((s, m, i), (t, n, j)) = (order(a), order(b));
        s.cmp(&t).then(m.total_cmp(&n)).then(i.cmp(&j))
    });
    let mut pieces: Vec<UncutZone> = sized.into_iter().map(|p| p.1).collect();
    let mut i = 0;
    let mut moves = 0;
    while i < pieces.len() {
        let above = &map.zones[pieces[i].zone].id;
        let lies_on = |below: &UncutZone| {
            map.zones[pieces[i].zone].over.contains(&map.zones[below.zone].id) || would_vanish(&pieces[i], below)
        };
        let earlier = pieces[..i].iter().position(|p| lies_on(p) && !map.zones[p.zone].over.contains(above));
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

/// Returns whether a zone is a secondary member of a highlight.
fn is_secondary(piece: &UncutZone) -> bool {
    matches!(piece.emphasis, Emphasis::Secondary(_))
}

/// Returns whether a secondary zone would hardly be seen below a larger main one.
fn would_vanish(piece: &UncutZone, below: &UncutZone) -> bool {
    let boxes = (piece.region.bounds(), below.region.bounds());
    let meet = matches!(boxes, (Some(a), Some(b)) if a.overlaps(b));
    if !meet || !is_secondary(piece) || is_secondary(below) {
        return false;
    }
    let area = piece.region.area();
    area < below.region.area() && piece.region.intersect(&below.region).area() > (1.0 - WHOLE) * area
}
