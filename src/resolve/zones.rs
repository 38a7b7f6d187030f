//! The resolve stage: places and cuts every zone of a map that shows in a view. A
//! chart and a view go in, a resolved view comes out.

use super::crop::window;
use super::cut::{Site, UncutZone, cut};
use super::frame::Foot;
use super::key::Key;
use super::shape;
use super::tiles::Cache;
use super::view::{ResolveOptions, ResolvedView};
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
    let zones = &chart.map.zones;
    let made = map_in_order(zones.len(), threads, || (), |(), index| piece(&site, &foot, view, index));
    let (mut pieces, mut skipped) = (Vec::new(), Vec::new());
    for made in made {
        match made? {
            Fate::Shown(piece) => pieces.push(piece),
            Fate::Skipped(index) => skipped.push(index),
            Fate::Nothing => {}
        }
    }
    let widened = pieces.iter().any(|p| p.widened);
    let zones = cut(&site, pieces);
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

/// The fate of a zone on a view.
enum Fate {
    /// The zone shows, in whole or in part.
    Shown(UncutZone),
    /// The zone, by its index, is context that needs a frame which the outline lacks; a drawing
    /// without toes can still carry the rest of a map.
    Skipped(usize),
    /// The zone does not show.
    Nothing,
}

/// Returns the shape of a zone of the map on a foot, by the zone's index.
fn piece(site: &Site<'_>, foot: &Foot<'_>, view: View, index: usize) -> Result<Fate, Error> {
    let Site { chart, ground, options, cache, .. } = site;
    let (zone, emphasis) = (&chart.map.zones[index], chart.emphasis[index]);
    let is_hidden = chart.context == Context::None || options.only_lit;
    if emphasis == Emphasis::Context && is_hidden {
        return Ok(Fate::Nothing);
    }
    let Some(shapes) = zone.shapes.get(&view.aspect).filter(|_| zone.side.includes(view.side)) else {
        return Ok(Fate::Nothing);
    };
    let is_exact = emphasis == Emphasis::Context || options.exact.contains(&index);
    let min_width = if is_exact { 0.0 } else { options.min_width };
    let mut piece = UncutZone { zone: index, emphasis, region: Region::default(), shapes: Vec::new(), widened: false };
    for shape in shapes.on(view.side) {
        let key = Key::default().made(ground.id).number(min_width).number(options.max_widening).shape(shape);
        let placed = cache.shape(key, || shape::place(foot, shape, min_width, options.max_widening));
        piece.shapes.push(placed.id);
        let placed = match &placed.value {
            Ok(placed) => placed,
            Err(_) if emphasis == Emphasis::Context => return Ok(Fate::Skipped(index)),
            Err(e) => {
                let id = &zone.id;
                return Err(Error::usage(
                    "zone-frame",
                    format!("zone `{id}` cannot be placed on the {} outline: {e}", view.aspect),
                )
                .in_field(format!("/outline/{}", view.aspect)));
            }
        };
        let is_first = piece.region.is_empty();
        piece.region = if is_first { placed.region.clone() } else { piece.region.union(&placed.region) };
        piece.widened |= placed.widened;
    }
    Ok(if piece.region.is_empty() { Fate::Nothing } else { Fate::Shown(piece) })
}
