//! The resolve stage: places and cuts every zone of a map that shows in a view. A
//! chart and a view go in, a resolved view comes out.

use super::anchors::{Sight, sight};
use super::crop::window;
use super::cut::{CutZone, Site, UncutZone, cut};
use super::frame::Foot;
use super::key::Key;
use super::shape;
use super::tiles::Cache;
use super::view::{ResolveOptions, ResolvedView, ResolvedZone};
use crate::error::Error;
use crate::geom::Region;
use crate::model::{Chart, Context, Emphasis, View};
use crate::threads::map_in_order;
use std::num::NonZeroUsize;

/// Places the zones of a chart's map on one view.
///
/// # Errors
/// [`ErrorKind::Usage`](crate::ErrorKind::Usage) where a zone needs a frame that the outline does not offer.
pub fn resolve(chart: &Chart, view: View, options: &ResolveOptions) -> Result<ResolvedView, Error> {
    resolve_with(chart, view, options, &Cache::default())
}

/// Places the zones of a chart's map on one view, with shapes and tiles from a cache where they
/// fit.
///
/// # Errors
/// [`ErrorKind::Usage`](crate::ErrorKind::Usage) where a zone needs a frame that the outline does not offer.
pub fn resolve_with(chart: &Chart, view: View, options: &ResolveOptions, cache: &Cache) -> Result<ResolvedView, Error> {
    let outline =
        chart.outlines.get(&view.aspect).ok_or_else(|| Error::internal(format!("no outline was loaded for {view}")))?;
    let foot = Foot::new(outline, view.side);
    let (ground, is_new) = cache.ground(&foot, options.inset);
    // threads are worth their while where all has to be made
    let threads = if is_new { None } else { Some(NonZeroUsize::MIN) };
    let site = Site { chart, ground: &ground, options, cache, threads };
    let base = Base::of(&site, &foot, view);
    let lit = lit(&site, &foot, view)?;
    let widened = lit.iter().any(|z| z.piece.widened);
    let mut hidden = Vec::new();
    let mut zones = Vec::new();
    for (i, zone) in lit.iter().enumerate() {
        let Sight { anchorable, hidden_by } = sight(&site, zone, &lit[..i]);
        hidden.extend(hidden_by.map(|by| (zone.piece.zone, by)));
        zones.push(resolved(zone, anchorable, lit.len() - i));
    }
    let context = base.zones.iter().filter(|z| chart.emphasis[z.piece.zone] == Emphasis::Context);
    zones.extend(context.map(|zone| resolved(zone, sight(&site, zone, &lit).anchorable, 0)));
    zones.sort_by_key(|z| z.zone);
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
        skipped: base.skipped,
        hidden,
    };
    Ok(match window(chart, view) {
        Some(window) => resolved.cropped(window),
        None => resolved,
    })
}

/// Returns a zone as the result of the stage.
fn resolved(zone: &CutZone, anchorable: Vec<Region>, depth: usize) -> ResolvedZone {
    let CutZone { piece, tile } = zone;
    ResolvedZone { zone: piece.zone, emphasis: piece.emphasis, region: tile.value.region.clone(), depth, anchorable }
}

/// The base of a view: all its zones as context, cut among themselves. It does not depend on what is
/// highlighted.
struct Base {
    /// The zones of which something shows.
    zones: Vec<CutZone>,
    /// Zones that need a frame which the outline lacks; a drawing without toes can still carry the
    /// rest of a map.
    skipped: Vec<usize>,
}

impl Base {
    /// Returns the base of a view, empty where nothing of it is wanted.
    fn of(site: &Site<'_>, foot: &Foot<'_>, view: View) -> Self {
        let chart = site.chart;
        let is_hidden = chart.context == Context::None || site.options.only_lit;
        let mut base = Self { zones: Vec::new(), skipped: Vec::new() };
        if is_hidden || chart.emphasis.iter().all(|e| *e != Emphasis::Context) {
            return base;
        }
        let place = |(): &mut (), index| piece(site, foot, view, (index, Emphasis::Context));
        let mut pieces = Vec::new();
        let made = map_in_order(chart.map.zones.len(), site.threads, || (), place);
        for (index, made) in made.into_iter().enumerate() {
            match made {
                Ok(piece) => pieces.extend(piece),
                // where it is highlighted, that is an error, told there
                Err(_) if chart.emphasis[index] == Emphasis::Context => base.skipped.push(index),
                Err(_) => {}
            }
        }
        base.zones = cut(site, pieces);
        base
    }
}

/// Returns the highlighted zones of a view, the topmost first.
///
/// # Errors
/// [`ErrorKind::Usage`](crate::ErrorKind::Usage) where one needs a frame that the outline does not offer.
fn lit(site: &Site<'_>, foot: &Foot<'_>, view: View) -> Result<Vec<CutZone>, Error> {
    let lit: Vec<(usize, Emphasis)> =
        site.chart.emphasis.iter().copied().enumerate().filter(|(_, e)| *e != Emphasis::Context).collect();
    let made = map_in_order(lit.len(), site.threads, || (), |(), i| piece(site, foot, view, lit[i]));
    let mut pieces = Vec::new();
    for (made, (index, _)) in made.into_iter().zip(&lit) {
        let zone = &site.chart.map.zones[*index];
        pieces.extend(made.map_err(|e| {
            let message = format!("zone `{}` cannot be placed on the {} outline: {e}", zone.id, view.aspect);
            let hint = "draw the marks that the frame needs, or choose other views with `view`";
            Error::usage("zone-frame", message).with_hint(hint).in_field(format!("/outline/{}", view.aspect))
        })?);
    }
    Ok(cut(site, pieces))
}

/// Returns the shape of a zone of the map on a foot, by the zone's index and with an emphasis; `None`
/// where it does not show, or what is wrong with it in words.
fn piece(
    site: &Site<'_>,
    foot: &Foot<'_>,
    view: View,
    (index, emphasis): (usize, Emphasis),
) -> Result<Option<UncutZone>, String> {
    let Site { chart, ground, options, cache, .. } = site;
    let zone = &chart.map.zones[index];
    let Some(shapes) = zone.shapes.get(&view.aspect).filter(|_| zone.side.includes(view.side)) else {
        return Ok(None);
    };
    let is_exact = emphasis == Emphasis::Context || options.exact.contains(&index);
    let min_width = if is_exact { 0.0 } else { options.min_width };
    let mut piece = UncutZone { zone: index, emphasis, region: Region::default(), shapes: Vec::new(), widened: false };
    for shape in shapes.on(view.side) {
        let key = Key::default().made(ground.id).number(min_width).number(options.max_widening).shape(shape);
        let placed = cache.shape(key, || shape::place(foot, shape, min_width, options.max_widening));
        piece.shapes.push(placed.id);
        let placed = placed.value.as_ref().map_err(Clone::clone)?;
        let is_first = piece.region.is_empty();
        piece.region = if is_first { placed.region.clone() } else { piece.region.union(&placed.region) };
        piece.widened |= placed.widened;
    }
    Ok(if piece.region.is_empty() { None } else { Some(piece) })
}
