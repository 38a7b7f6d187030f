//! Patterns as geometry: the marks themselves, cut to a region of the page.
//!
//! No exporter needs to know patterns, and hatching looks the same in all of
//! them.

use crate::geom::{Region, circle};
use crate::style::{Pattern, PatternKind};
use kurbo::{BezPath, Point, Rect, Vec2};

/// Width in px of the page to which the lengths of a pattern refer.
const PAGE: f64 = 1600.0;
/// Most marks of one region along one direction; finer patterns get coarser.
const MOST: f64 = 2000.0;

/// Returns the marks of a pattern on a region of the page, in px. `unit` is the page's unit of
/// length.
pub(super) fn marks(region: &Region, pattern: Pattern, unit: f64) -> BezPath {
    let Some(bounds) = region.bounds() else { return BezPath::new() };
    let extent = bounds.width() + bounds.height();
    let scale = (unit / PAGE).max(extent / MOST / pattern.pitch);
    let (width, pitch) = (pattern.width * scale, pattern.pitch * scale);
    let marks = match pattern.kind {
        PatternKind::Hatch => stripes(bounds, width, pitch, -1.0),
        PatternKind::Cross => stripes(bounds, width, pitch, -1.0).union(&stripes(bounds, width, pitch, 1.0)),
        PatternKind::Dots => dots(region, bounds, width / 2.0, pitch),
    };
    marks.intersect(region).to_path()
}

/// Returns stripes at 45 degrees over a box; they rise to the right where `slope` is negative.
/// Their places do not depend on the box.
fn stripes(bounds: Rect, width: f64, pitch: f64, slope: f64) -> Region {
    // along the page's x axis a stripe is as far as its pitch is across it
    let step = pitch * std::f64::consts::SQRT_2;
    let reach = bounds.height();
    let half = Vec2::new(width * std::f64::consts::SQRT_2 / 2.0, 0.0);
    let start = |x: f64, y: f64| x - slope * y;
    let (low, high) = (start(bounds.x0, bounds.y0) - reach, start(bounds.x1, bounds.y0) + reach);
    let mut rings = Vec::new();
    let mut at = (low / step).floor() * step;
    while at <= high + step {
        let foot = |y: f64| Point::new(at + slope * y, y);
        let (a, b) = (foot(bounds.y0 - 1.0), foot(bounds.y1 + 1.0));
        rings.push(vec![a - half, a + half, b + half, b - half]);
        at += step;
    }
    Region::from_rings(&rings)
}

/// Returns dots on a grid turned by 45 degrees, without those that the edge would cut to a sliver.
fn dots(region: &Region, bounds: Rect, radius: f64, pitch: f64) -> Region {
    let row = pitch / 2.0;
    let mut out = BezPath::new();
    let mut k = (bounds.y0 / row).floor();
    while k * row <= bounds.y1 {
        let shift = if k.rem_euclid(2.0) < 0.5 { 0.0 } else { pitch / 2.0 };
        let mut i = ((bounds.x0 - shift) / pitch).floor();
        while i * pitch + shift <= bounds.x1 {
            let center = Point::new(i * pitch + shift, k * row);
            if region.contains(center) {
                out.extend(circle(center, radius));
            }
            i += 1.0;
        }
        k += 1.0;
    }
    Region::from_path(&out, 0.05 * radius.max(0.2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_covers_the_part_that_its_numbers_say() {
        let square = Region::from_rect(Rect::new(10.0, 20.0, 210.0, 220.0));
        let cover = |kind, width, pitch| {
            let path = marks(&square, Pattern { kind, width, pitch }, PAGE);
            Region::from_path(&path, 0.01).area() / square.area()
        };
        let hatch = cover(PatternKind::Hatch, 4.0, 10.0);
        assert!((hatch - 0.4).abs() < 0.01, "lines of 4 every 10: {hatch}");
        let cross = cover(PatternKind::Cross, 4.0, 10.0);
        assert!((cross - 0.64).abs() < 0.02, "what two hatches leave is .6 squared: {cross}");
        let dots = cover(PatternKind::Dots, 4.0, 10.0);
        assert!((dots - 2.0 * std::f64::consts::PI * 4.0 / 100.0).abs() < 0.02, "two dots in a square of 10: {dots}");
    }

    #[test]
    fn marks_of_neighbours_line_up() {
        let hatch = Pattern { kind: PatternKind::Hatch, width: 4.0, pitch: 9.0 };
        let whole = Region::from_rect(Rect::new(0.0, 0.0, 100.0, 60.0));
        let part = Region::from_rect(Rect::new(30.0, 10.0, 70.0, 50.0));
        let both = Region::from_path(&marks(&whole, hatch, PAGE), 0.01).intersect(&part);
        let alone = Region::from_path(&marks(&part, hatch, PAGE), 0.01);
        assert!((both.area() - alone.area()).abs() < 1.0, "{} {}", both.area(), alone.area());
    }
}
