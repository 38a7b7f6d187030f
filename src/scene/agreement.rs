//! How far texts agree on a place, in the picture: edges solid, dashed or dotted, and
//! fills the fainter the less they agree.

use super::paint::Stroke;
use crate::geom::{Region, flatten};
use crate::model::Agreement;

/// Visible length of a dash, in units.
const DASH: f64 = 9.0 / 1600.0;
/// Visible gap after a dash, in units.
const DASH_GAP: f64 = 6.0 / 1600.0;
/// Width of a dashed edge as a factor of a solid one: it has less ink.
const DASH_WIDTH: f64 = 1.25;
/// Width of a dotted edge as a factor of a solid one.
const DOT_WIDTH: f64 = 1.7;
/// Distance of the middles of dots, in widths of their edge.
const DOT_PITCH: f64 = 2.6;
/// Least number of dashes around a zone; around a small one they are shorter.
const FEWEST: f64 = 8.0;

/// Returns how much of the colour of a fill is kept where texts agree to a degree, 0 to 1.
pub(super) fn kept(agreement: Agreement) -> f64 {
    match agreement {
        Agreement::High => 1.0,
        Agreement::Medium => 0.62,
        Agreement::Low => 0.45,
    }
}

/// Returns a solid edge as it is where texts agree to a degree, on a page of a unit.
pub(super) fn edge(solid: Stroke, agreement: Agreement, unit: f64) -> Stroke {
    match agreement {
        Agreement::High => solid,
        Agreement::Medium => {
            // round ends make a dash longer by its width
            let width = DASH_WIDTH * solid.width;
            Stroke { width, dashes: vec![(DASH * unit - width).max(0.0), DASH_GAP * unit + width], ..solid }
        }
        Agreement::Low => {
            let width = DOT_WIDTH * solid.width;
            Stroke { width, dashes: vec![0.0, DOT_PITCH * width], ..solid }
        }
    }
}

/// Returns an edge with its dashes made a little longer or shorter, so that a whole number of them
/// fills a ring of a length.
pub(super) fn fitted(edge: Stroke, length: f64) -> Stroke {
    let [dash, gap] = edge.dashes[..] else { return edge };
    let period = length / (length / (dash + gap)).round().max(FEWEST);
    let is_dot = dash <= 0.0;
    let inked = (dash + edge.width) * period / (dash + gap);
    let dash = if is_dot { 0.0 } else { (inked - edge.width).max(0.0) };
    Stroke { dashes: vec![dash, period - dash], ..edge }
}

/// Returns the length of the longest ring of a region.
pub(super) fn girth(region: &Region) -> f64 {
    let ring = |points: &Vec<kurbo::Point>| points.windows(2).map(|w| w[0].distance(w[1])).sum::<f64>();
    flatten(&region.to_path(), 1.0).iter().map(ring).fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::style::Color;

    #[test]
    fn dashes_fill_a_ring_evenly() {
        let solid = Stroke::color(Color::rgb(0, 0, 0), 1.6);
        let of = |agreement| edge(solid.clone(), agreement, 1600.0);
        assert_eq!(fitted(of(Agreement::High), 500.0), solid, "as it is");
        let usual = of(Agreement::Medium);
        assert!((usual.dashes[0] + usual.width - 9.0).abs() < 1e-9, "9 of ink");
        assert!((usual.dashes[1] - usual.width - 6.0).abs() < 1e-9, "6 of none");
        for length in [40.0, 317.0, 2000.0] {
            for agreement in [Agreement::Medium, Agreement::Low] {
                let period: f64 = fitted(of(agreement), length).dashes.iter().sum();
                let count = length / period;
                assert!((count - count.round()).abs() < 1e-6 && count >= FEWEST - 1e-6, "{length}: {count}");
            }
        }
    }
}
