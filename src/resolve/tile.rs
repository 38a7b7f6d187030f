//! Mutually exclusive tiles with even gaps, and where their dots may stand.
//!
//! Highlighted zones keep their shape and the others give way; among equals
//! the smaller lies on top, unless the map says which does.

use super::frame::Foot;
use super::{ResolveOptions, ResolvedZone};
use crate::geom::{Region, pole_of_inaccessibility};
use crate::model::{Chart, Emphasis, Map};
use kurbo::Rect;

/// Remnants below this area are dropped, in square foot lengths.
const SPECK: f64 = 6e-5;
/// Rounding must leave this part of a zone.
const KEPT: f64 = 0.9;
/// Context zones of which less than this part is left are dropped: a remnant
/// of odd shape says nothing.
const REMNANT: f64 = 0.65;
/// How far a tile's edge may stray when needless points are dropped, in foot
/// lengths: less than a tenth of a px on the usual page.
const SIMPLE: f64 = 8e-5;
/// How exactly the pole of a tile is found, in foot lengths.
const POLE: f64 = 5e-4;
/// Part of a zone's inner radius that dots keep clear of its edge, at most.
const CLEAR_PART: f64 = 0.55;

/// A zone before it is cut, in anatomical space.
pub(super) struct Piece {
    /// Index in the map.
    pub zone: usize,
    /// How it is drawn.
    pub emphasis: Emphasis,
    /// Its full shape.
    pub region: Region,
    /// Whether it is wider than the map says.
    pub widened: bool,
}

/// Cuts the pieces so that none overlaps another or the foot's edge.
pub(super) fn cut(chart: &Chart, pieces: Vec<Piece>, foot: &Foot<'_>, options: &ResolveOptions) -> Vec<ResolvedZone> {
    let inside = foot.silhouette().offset(-options.inset);
    let faded = foot.faded().map(Region::from_rect);
    let mut taken: Vec<(Rect, Region)> = Vec::new();
    let mut out = Vec::new();
    for piece in ordered(&chart.map, pieces) {
        let mut region = piece.region.intersect(&inside);
        let Some(mut bounds) = region.bounds() else { continue };
        for (where_, other) in &taken {
            if where_.overlaps(bounds) {
                region = region.subtract(other);
                let Some(b) = region.bounds() else { break };
                bounds = b;
            }
        }
        // offsets take time that grows fast with the number of points
        let region = region.simplified(SIMPLE);
        let region = match piece.emphasis {
            Emphasis::Context => rounded(&region, options.corner),
            _ => rounded(&region, options.highlight_corner),
        };
        let region = region.without_specks(SPECK).simplified(SIMPLE);
        if piece.emphasis == Emphasis::Context && region.area() < REMNANT * piece.region.area() {
            continue;
        }
        let Some(bounds) = region.bounds() else { continue };
        let margin = region.offset(options.gap);
        taken.push((bounds.inflate(options.gap, options.gap), margin));
        // poles take time
        let anchorable = if chart.labels_zone(piece.zone) {
            anchorable(&region, faded.as_ref(), options.anchor_clearance)
        } else {
            Vec::new()
        };
        out.push(ResolvedZone { zone: piece.zone, emphasis: piece.emphasis, region, anchorable });
    }
    out.sort_by_key(|z| z.zone);
    out
}

/// With corners as round as the region's slenderness allows, up to `radius`.
fn rounded(region: &Region, radius: f64) -> Region {
    let area = region.area();
    let whole = |r: &Region| r.area() > KEPT * area && r.piece_count() <= region.piece_count();
    let rounder = [radius, radius / 2.0, radius / 4.0].into_iter().map(|r| region.opened(r)).find(whole);
    rounder.unwrap_or_else(|| region.clone())
}

/// Topmost first.
fn ordered(map: &Map, mut pieces: Vec<Piece>) -> Vec<Piece> {
    pieces.sort_by(|a, b| {
        let rank = |p: &Piece| u8::from(p.emphasis == Emphasis::Context);
        rank(a).cmp(&rank(b)).then(a.region.area().total_cmp(&b.region.area())).then(a.zone.cmp(&b.zone))
    });
    let mut i = 0;
    let mut moves = 0;
    while i < pieces.len() {
        let above = &map.zones[pieces[i].zone].id;
        let lies_on = |below: &Piece| map.zones[pieces[i].zone].over.contains(&map.zones[below.zone].id);
        let same_rank = |p: &Piece| (p.emphasis == Emphasis::Context) == (pieces[i].emphasis == Emphasis::Context);
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

/// The parts of a region where a dot with its clearance fits, largest first.
fn anchorable(region: &Region, faded: Option<&Region>, clearance: f64) -> Vec<Region> {
    let solid =
        faded.map(|f| region.subtract(f)).filter(|r| r.area() > 0.3 * region.area()).unwrap_or_else(|| region.clone());
    let mut pieces: Vec<Region> = solid
        .pieces()
        .filter_map(|piece| {
            let (pole, r) = pole_of_inaccessibility(&piece, POLE)?;
            let eroded = piece.offset(-clearance.min(CLEAR_PART * r));
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
