//! Close-ups: the part of a foot about some zones, cut along the foot. Finds the
//! window of a view, and keeps what lies in it.

use super::frame::Foot;
use super::shape::place;
use super::view::{ResolvedView, Window};
use crate::geom::Region;
use crate::model::{Chart, View};
use kurbo::Point;

/// What a close-up shows beyond its zones, in foot lengths: the fade and some space.
const BEYOND: f64 = 0.17;
/// Length over which a cut edge fades to paper, in foot lengths.
const FADE: f64 = 0.11;
/// Part of the fade that still counts as solid.
const SOLID: f64 = 0.35;
/// Ends of the foot nearer than this are not cut off, in foot lengths.
const NEAR: f64 = 0.14;
/// Space about the foot where it is not cut, in foot lengths.
const AIR: f64 = 0.06;

/// Returns the part of a view that a chart's close-up shows, or `None` where all of it is shown.
pub fn window(chart: &Chart, view: View) -> Option<Window> {
    if chart.crop.is_empty() {
        return None;
    }
    let outline = chart.outlines.get(&view.aspect)?;
    let foot = Foot::new(outline, view.side);
    let mut whole = Region::default();
    for &zone in &chart.crop {
        let zone = &chart.map.zones[zone];
        let Some(shapes) = zone.shapes.get(&view.aspect).filter(|_| zone.side.includes(view.side)) else { continue };
        for shape in shapes.on(view.side) {
            if let Ok(placed) = place(&foot, shape, 0.0, 0.0) {
                whole = whole.union(&placed.region);
            }
        }
    }
    let zones = whole.bounds()?;
    let all = foot.visible().bounds()?;
    let mut rect = all.inflate(AIR, AIR);
    let mut solid = rect;
    let mut fades = Vec::new();
    // anatomical space: along the foot is x in side views, else y
    let is_profile = view.aspect.is_profile();
    let mut cut = |at: f64, inwards: f64, upright: bool| {
        let (begin, clear) = (at + inwards * FADE, at + inwards * (1.0 - SOLID) * FADE);
        let point = |t: f64| if upright { Point::new(0.0, t) } else { Point::new(t, 0.0) };
        fades.push((point(begin), point(at)));
        match (upright, inwards > 0.0) {
            (true, true) => (rect.y0, solid.y0) = (at, clear),
            (true, false) => (rect.y1, solid.y1) = (at, clear),
            (false, true) => (rect.x0, solid.x0) = (at, clear),
            (false, false) => (rect.x1, solid.x1) = (at, clear),
        }
    };
    let (low, high) = if is_profile { (zones.x0, zones.x1) } else { (zones.y0, zones.y1) };
    let (low, high) = (low - BEYOND, high + BEYOND);
    if low > NEAR {
        cut(low, 1.0, !is_profile);
    }
    if high < 1.0 - NEAR {
        cut(high, -1.0, !is_profile);
    }
    if is_profile && zones.y1 + BEYOND < all.y1 - NEAR {
        cut(zones.y1 + BEYOND, -1.0, true);
    }
    if fades.is_empty() {
        return None;
    }
    let extent = if is_profile { rect.width() } else { rect.height() };
    let to = foot.to_foot_space();
    Some(Window {
        rect: to.transform_rect_bbox(rect),
        solid: to.transform_rect_bbox(solid),
        fades: fades.into_iter().map(|(a, b)| (to * a, to * b)).collect(),
        extent: extent.min(1.0),
    })
}

impl ResolvedView {
    /// Returns the part of the view in a window; anchor dots keep to where it is not faded.
    #[must_use]
    pub(super) fn cropped(mut self, window: Window) -> Self {
        let (inside, solid) = (window.region(), Region::from_rect(window.solid));
        self.silhouette = self.silhouette.intersect(&inside);
        for zone in &mut self.zones {
            zone.region = zone.region.intersect(&inside);
            zone.anchorable = zone.anchorable.iter().map(|a| a.intersect(&solid)).collect();
            zone.anchorable.retain(|a| !a.is_empty());
        }
        self.zones.retain(|z| !z.region.is_empty());
        self.guides.retain(|_, line| line.iter().all(|p| window.solid.contains(*p)));
        for line in &mut self.borders {
            line.retain(|p| window.solid.contains(*p));
        }
        self.borders.retain(|line| line.len() > 1);
        self.window = Some(window);
        self
    }
}
