//! Where the dots of labels may stand: in the part of a zone that one sees.

use super::cut::{CutZone, Site};
use super::key::Key;
use super::tiles::{CacheEntry, Tile};
use crate::geom::{Region, point_inside, pole_of_inaccessibility};
use crate::model::Emphasis;
use std::sync::Arc;

/// Precision of a zone's pole of inaccessibility, in foot lengths.
const POLE: f64 = 5e-4;
/// Part of a zone's inner radius that dots keep clear of its edge, at most.
const CLEAR_PART: f64 = 0.55;
/// Part of a zone that must show, or it is hidden by what lies on top.
const HIDDEN: f64 = 0.15;

/// What one sees of a zone.
pub(super) struct Sight {
    /// Where an anchor dot may stand; empty for zones that the chart does not label.
    pub anchorable: Vec<Region>,
    /// The index of the zone that hides it, if one does.
    pub hidden_by: Option<usize>,
}

/// Returns what one sees of a zone below others, which may overlap it.
pub(super) fn sight(site: &Site<'_>, zone: &CutZone, above: &[CutZone]) -> Sight {
    let region = &zone.tile.value.region;
    let Some(bounds) = region.bounds() else { return Sight { anchorable: Vec::new(), hidden_by: None } };
    let is_over = |z: &&CutZone| z.tile.value.region.bounds().is_some_and(|b| b.overlaps(bounds));
    let covers: Vec<&CutZone> = above.iter().filter(is_over).collect();
    let is_labelled = site.chart.labels_zone(zone.piece.zone);
    let is_lit = zone.piece.emphasis != Emphasis::Context;
    let is_cut = is_lit && !zone.tile.value.overlaps;
    if is_cut || covers.is_empty() {
        let anchorable = if is_labelled { anchors(site, &zone.tile, &[]) } else { Vec::new() };
        return Sight { anchorable, hidden_by: None };
    }
    let tiles: Vec<_> = covers.iter().map(|z| &z.tile).collect();
    let share = |over: &CutZone| region.intersect(&over.tile.value.region).area();
    let visible = covers.iter().fold(region.clone(), |r, z| r.subtract(&z.tile.value.region));
    let is_hidden = visible.area() < HIDDEN * region.area();
    let most = || (0..covers.len()).max_by(|a, b| share(covers[*a]).total_cmp(&share(covers[*b])));
    let hidden_by = if is_hidden { most().map(|i| covers[i].piece.zone) } else { None };
    if !is_labelled {
        return Sight { anchorable: Vec::new(), hidden_by };
    }
    let seen = anchors(site, &zone.tile, &tiles);
    // a highlighted zone that is hidden still is named
    let anchorable = if is_lit && (seen.is_empty() || is_hidden) { anchors(site, &zone.tile, &[]) } else { seen };
    Sight { anchorable, hidden_by }
}

/// Returns where the dot of a tile may stand, outside of the tiles on top of it.
fn anchors(site: &Site<'_>, tile: &Arc<CacheEntry<Tile>>, above: &[&Arc<CacheEntry<Tile>>]) -> Vec<Region> {
    let Site { ground, options, cache, .. } = site;
    let key = Key::default().made(ground.id).number(options.anchor_clearance).number(options.gap);
    let key = above.iter().fold(key.made(tile.value.look), |key, t| key.made(t.value.look));
    cache.anchors(key, || {
        let seen = above.iter().fold(tile.value.region.clone(), |r, t| r.subtract(t.value.with_gap(options.gap)));
        anchorable(&seen, ground.value.faded.as_ref(), options.anchor_clearance)
    })
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
