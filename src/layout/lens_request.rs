//! Which detail of a chart a lens would show: from views with their zones to a
//! circle about the highlighted zones that are too small to see.

use super::sizes::Sizes;
use super::texts::no_lens;
use crate::error::Error;
use crate::geom::{Region, point_inside};
use crate::model::{Aspect, Chart, Emphasis, Toggle, View};
use crate::resolve::ResolvedView;
use kurbo::{Point, Rect, Vec2};

/// A highlighted zone is too small where its smaller side is below this part
/// of the unit, even after widening. (The art direction says .015, which would
/// also enlarge thin strips along the edge that are plain to see.)
const SMALL: f64 = 0.0125;
/// Radius of the detail in foot lengths: least, greatest.
const DETAIL: (f64, f64) = (0.045, 0.105);
/// A zone belongs to the detail if this part of it lies inside.
const INSIDE: f64 = 0.6;
/// Chords of a circle.
const PARTS: u32 = 96;

/// What a lens is to show.
#[derive(Clone, Debug)]
pub struct LensRequest {
    /// In which view.
    pub view: View,
    /// Middle of the detail, in foot space.
    pub center: Point,
    /// Its radius in foot lengths.
    pub radius: f64,
    /// Indices of the highlighted zones that are named at the lens.
    pub zones: Vec<usize>,
}

impl LensRequest {
    /// Returns the detail's circle in foot space.
    pub fn circle(&self) -> Region {
        disc(self.center, self.radius)
    }
}

/// Returns a circle as a region.
fn disc(center: Point, radius: f64) -> Region {
    let ring: Vec<Point> = (0..PARTS)
        .map(|i| {
            let t = std::f64::consts::TAU * f64::from(i) / f64::from(PARTS);
            center + radius * Vec2::new(libm::cos(t), libm::sin(t))
        })
        .collect();
    Region::from_ring(&ring)
}

/// Returns the width below which a zone is too small to see, px.
fn least(chart: &Chart, m: &Sizes) -> f64 {
    match chart.lens {
        Toggle::On => f64::MAX,
        Toggle::Auto | Toggle::Off => m.px(SMALL),
    }
}

/// Returns the width of the widest piece of a zone in a view, in foot lengths;
/// where it is more than `enough`, any width above that. A zone that its
/// widened neighbours have swallowed is smallest of all.
fn side(view: &ResolvedView, zone: usize, enough: f64) -> f64 {
    let region = view.zones.iter().find(|z| z.zone == zone).map(|z| &z.region);
    let width = |piece: Region| point_inside(&piece, 5e-4, enough / 2.0).map_or(0.0, |(_, radius)| 2.0 * radius);
    region.map_or(0.0, |r| r.pieces().map(width).fold(0.0, f64::max))
}

/// Returns whether a view, as drawn without a lens, has any zone that may be
/// too small to see: what true shapes would not change.
pub(super) fn may_need_lens(chart: &Chart, m: &Sizes, view: &ResolvedView, length: f64) -> bool {
    let wanted = least(chart, m);
    let mut zones = chart.map.zones.iter().zip(&chart.emphasis).enumerate();
    zones.any(|(index, (zone, emphasis))| {
        let is_here = zone.shapes.contains_key(&view.view.aspect) && zone.side.includes(view.view.side);
        is_here && matches!(emphasis, Emphasis::Primary(_)) && side(view, index, wanted / length) * length < wanted
    })
}

/// Returns the lens that a chart needs: about the smallest highlighted zone of
/// its first view from below or above, with the small zones near it. `widened`
/// are the views as drawn without a lens, `exact` the same with true shapes,
/// `lengths` px per foot length.
///
/// # Errors
/// [`ErrorKind::DoesNotFit`](crate::ErrorKind::DoesNotFit) where the chart asks for a lens and has no use for one.
pub fn lens_request(
    chart: &Chart,
    m: &Sizes,
    widened: &[ResolvedView],
    exact: &[ResolvedView],
    lengths: &[f64],
) -> Result<Option<LensRequest>, Error> {
    for ((wide, exact), length) in widened.iter().zip(exact).zip(lengths) {
        if wide.view.aspect.is_profile() {
            continue;
        }
        // a secondary member is only a background
        let lit = exact.zones.iter().filter(|z| matches!(z.emphasis, Emphasis::Primary(_)));
        let side = |zone| side(wide, zone, f64::INFINITY) * length;
        let mut sizes: Vec<(f64, usize, &Region)> = lit.map(|z| (side(z.zone), z.zone, &z.region)).collect();
        sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
        let wanted = least(chart, m);
        let Some((_, _, smallest)) = sizes.first().filter(|s| s.0 < wanted) else { continue };
        let Some(start) = smallest.bounds().map(|b| b.center()) else { continue };
        // what is small and near is shown together
        let mut bounds: Option<Rect> = None;
        for (size, _, region) in &sizes {
            let Some(b) = region.bounds() else { continue };
            let grown = bounds.map_or(b, |o| o.union(b));
            let near =
                (b.center() - start).hypot() < DETAIL.1 && libm::hypot(grown.width(), grown.height()) < 2.0 * DETAIL.1;
            if near && (*size < 2.6 * m.px(SMALL) || bounds.is_none()) {
                bounds = Some(grown);
            }
        }
        let Some(b) = bounds else { continue };
        let radius = (0.56 * libm::hypot(b.width(), b.height())).clamp(DETAIL.0, DETAIL.1);
        let mut request = LensRequest { view: wide.view, center: b.center(), radius, zones: Vec::new() };
        let circle = request.circle();
        let inside = |r: &Region| r.intersect(&circle).area() > INSIDE * r.area();
        request.zones = sizes.iter().filter(|s| inside(s.2)).map(|s| s.1).collect();
        return Ok((!request.zones.is_empty()).then_some(request));
    }
    match chart.lens {
        Toggle::On => Err(no_lens()),
        Toggle::Auto | Toggle::Off => Ok(None),
    }
}

/// Returns the chart with one foot in the view that gets the lens, if it may
/// choose.
pub fn for_lens(chart: &Chart, lens: &LensRequest) -> Option<Chart> {
    let of = |a: Aspect| chart.views.iter().filter(move |v| v.aspect == a);
    if of(lens.view.aspect).count() < 2 {
        return Some(chart.clone());
    }
    if !chart.sides_are_free {
        return None;
    }
    let mut one = chart.clone();
    one.views.retain(|v| v.aspect != lens.view.aspect || *v == lens.view);
    // a foot that alone has a zone stays
    let shows = |chart: &Chart, zone: usize| chart.views.iter().any(|v| chart.map.zones[zone].is_on(*v));
    let lit = (0..chart.emphasis.len()).filter(|&z| chart.emphasis[z] != Emphasis::Context);
    lit.into_iter().all(|zone| !shows(chart, zone) || shows(&one, zone)).then_some(one)
}
