//! The lens: one enlarged detail where highlighted zones are too small to see.

use super::arrange::{Arrangement, FigurePlan};
use super::metrics::Metrics;
use super::{LensMark, no_lens};
use crate::error::Error;
use crate::geom::{Region, point_inside};
use crate::model::{Aspect, Chart, Emphasis, Toggle, View};
use crate::resolve::ResolvedView;
use kurbo::{Affine, Point, Rect, Vec2};

/// A highlighted zone is too small where its smaller side is below this part
/// of the unit, even after widening. (The art direction says .015, which would
/// also enlarge thin strips along the edge that are plain to see.)
const SMALL: f64 = 0.0125;
/// How many times larger the detail is: least, usual.
const SCALE: (f64, f64) = (2.0, 3.0);
/// Radius of the lens in units: least, greatest.
const RADIUS: (f64, f64) = (0.12, 0.18);
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
    /// The detail's circle in foot space.
    pub fn circle(&self) -> Region {
        disc(self.center, self.radius)
    }
}

/// A circle as a region.
fn disc(center: Point, radius: f64) -> Region {
    let ring: Vec<Point> = (0..PARTS)
        .map(|i| {
            let t = std::f64::consts::TAU * f64::from(i) / f64::from(PARTS);
            center + radius * Vec2::new(libm::cos(t), libm::sin(t))
        })
        .collect();
    Region::from_ring(&ring)
}

/// Zones narrower than this are too small to see, px.
fn least(chart: &Chart, m: &Metrics) -> f64 {
    match chart.lens {
        Toggle::On => f64::MAX,
        Toggle::Auto | Toggle::Off => m.px(SMALL),
    }
}

/// The width of the widest piece of a zone in a view, in foot lengths; where it
/// is more than `enough`, any width above that. A zone that its widened
/// neighbours have swallowed is smallest of all.
fn side(view: &ResolvedView, zone: usize, enough: f64) -> f64 {
    let region = view.zones.iter().find(|z| z.zone == zone).map(|z| &z.region);
    let width = |piece: Region| point_inside(&piece, 5e-4, enough / 2.0).map_or(0.0, |(_, radius)| 2.0 * radius);
    region.map_or(0.0, |r| r.pieces().map(width).fold(0.0, f64::max))
}

/// Whether a view, as drawn without a lens, has any zone that may be too small
/// to see: what true shapes would not change.
pub(super) fn may_need_lens(chart: &Chart, m: &Metrics, view: &ResolvedView, length: f64) -> bool {
    let wanted = least(chart, m);
    let mut zones = chart.map.zones.iter().zip(&chart.emphasis).enumerate();
    zones.any(|(index, (zone, emphasis))| {
        let is_here = zone.shapes.contains_key(&view.view.aspect) && zone.side.includes(view.view.side);
        is_here && matches!(emphasis, Emphasis::Primary(_)) && side(view, index, wanted / length) * length < wanted
    })
}

/// The lens that a chart needs: about the smallest highlighted zone of its
/// first view from below or above, with the small zones near it. `widened` are
/// the views as drawn without a lens, `exact` the same with true shapes,
/// `lengths` px per foot length.
///
/// # Errors
/// [`Error::DoesNotFit`] where the chart asks for a lens and has no use for one.
pub fn lens_request(
    chart: &Chart,
    m: &Metrics,
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

/// Adds the lens to a page, on the side of its foot where the detail is.
pub(super) fn add(page: &mut Arrangement, lens: &LensRequest) -> Result<(), Error> {
    let m = &page.metrics;
    let at = page.figures.iter().position(|f| f.view == lens.view).ok_or_else(no_lens)?;
    let Some(row) = page.rows.iter_mut().find(|r| r.figures.contains(&at)) else { return Err(no_lens()) };
    let plan = &page.figures[at];
    let source = plan.shape * lens.center;
    let detail = lens.radius * plan.length;
    let radius = (SCALE.1 * detail).clamp(m.px(RADIUS.0), m.px(RADIUS.1));
    let scale = radius / detail;
    if scale < SCALE.0 {
        return Err(no_lens());
    }
    // a little lower than what it shows, but not above the row
    let center = Point::new(0.0, (source.y + 0.6 * radius).max(row.top - row.base + radius));
    let shape = Affine::translate(center.to_vec2())
        * Affine::scale(scale)
        * plan.shape
        * Affine::translate(-lens.center.to_vec2());
    let bounds = Rect::from_center_size(center, (2.0 * radius, 2.0 * radius));
    let figure = FigurePlan { view: lens.view, length: scale * plan.length, shape, bounds, lens: Some(radius) };
    let place = row.figures.iter().position(|f| *f == at).unwrap_or(0) + usize::from(source.x >= 0.0);
    row.figures.insert(place, page.figures.len());
    page.figures.push(figure);
    Ok(())
}

/// The rings of a lens on the page and the lines between them: from the ring
/// round the detail (`from`) to the lens (`to`), each a centre and a radius.
pub(super) fn mark(from: (Point, f64), to: (Point, f64)) -> LensMark {
    let d = to.0 - from.0;
    let distance = d.hypot().max(1.0);
    let u = d / distance;
    let cos = (from.1 - to.1) / distance;
    let sin = (1.0 - cos * cos).max(0.0).sqrt();
    let tangent = |sign: f64| {
        let n = u * cos + Vec2::new(-u.y, u.x) * (sign * sin);
        (from.0 + n * from.1, to.0 + n * to.1)
    };
    LensMark { ring: from, lens: to, tangents: [tangent(1.0), tangent(-1.0)] }
}

/// A chart with one foot in the view that gets the lens, if it may choose.
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
    Some(one)
}
