//! What a level leader runs over, and where in its zone it had best start.
//!
//! A good illustrator lets a leader leave a zone where it crosses the fewest
//! other zones. Here that is part of the problem itself: the window of an aim
//! is narrowed to where the crossing costs least, and that cost is the
//! choice's.

use super::draw::tip;
use super::problem::{Aim, End, px, units};
use crate::geom::Region;

/// Heights of a zone that are tried.
const TRIES: u32 = 12;
/// Part of a zone's extent at either end in which no anchor stands: there it
/// may seem to belong to a neighbour.
const RIM: f64 = 0.18;
/// Crossings within this many px of the least count as equal.
const EQUAL: f64 = 3.0;

/// Another zone that a leader may have to run over.
#[derive(Clone, Debug)]
pub struct Obstacle {
    /// The zone; x across, y along, in px.
    pub region: Region,
    /// What a px over it costs.
    pub weight: f64,
}

/// How an aim is best approached.
#[derive(Clone, Debug)]
pub struct Approach {
    /// The aim with its window.
    pub aim: Aim,
    /// What runs over other zones, weighted, in hundredths of a px.
    pub crossing: i64,
    /// From the anchor to the figure's edge, in hundredths of a px.
    pub inside: i64,
}

/// The best approach to a zone from a gutter.
///
/// `area` is where the anchor may be and `figure` the silhouette, both with
/// the gutter's axis as y; `best` is where the anchor would be if nothing were
/// in the way, in px. `None` where the area is empty.
pub fn approach(area: &Region, figure: &Region, end: End, best: f64, foreign: &[Obstacle]) -> Option<Approach> {
    let bounds = area.bounds()?;
    let rim = RIM * bounds.height();
    let (lo, hi) = (bounds.y0 + rim, bounds.y1 - rim);
    let mut aim = Aim { end, area: area.clone(), window: (inward(lo, hi)), best: 0 };
    let natural = best.clamp(lo, hi);
    // only what lies between the zone and its label counts
    let near: Vec<(&Obstacle, kurbo::Rect)> = foreign
        .iter()
        .filter_map(|f| f.region.bounds().map(|b| (f, b)))
        .filter(|(_, b)| b.y0 < hi && b.y1 > lo && if end == End::Before { b.x1 > bounds.x0 } else { b.x0 < bounds.x1 })
        .collect();
    let height = |k: u32| lo + (hi - lo) * f64::from(k) / f64::from(TRIES);
    let crossing = |y: f64| {
        let from = px(tip(&aim, units(y)));
        near.iter()
            .filter(|(_, b)| b.y0 < y && y < b.y1)
            .map(|(f, _)| {
                let covered = |(l, r): (f64, f64)| match end {
                    End::Before => (r - l.max(from)).max(0.0),
                    End::After => (r.min(from) - l).max(0.0),
                };
                f.weight * f.region.chords(y).into_iter().map(covered).sum::<f64>()
            })
            .sum::<f64>()
    };
    let costs: Vec<f64> = if near.is_empty() { Vec::new() } else { (0..=TRIES).map(|k| crossing(height(k))).collect() };
    let least = costs.iter().copied().fold(f64::INFINITY, f64::min);
    let mut cost = 0.0;
    aim.best = units(natural).clamp(aim.window.0, aim.window.1);
    if costs.iter().any(|c| *c > least + EQUAL) {
        // the run of equally good heights that is nearest to the natural one
        let good = |k: usize| costs.get(k).is_some_and(|c| *c <= least + EQUAL);
        let heights: Vec<f64> = (0..=TRIES).map(height).collect();
        let nearest = (0..heights.len())
            .filter(|k| good(*k))
            .min_by(|a, b| (heights[*a] - natural).abs().total_cmp(&(heights[*b] - natural).abs()))?;
        let (mut first, mut last) = (nearest, nearest);
        while first > 0 && good(first - 1) {
            first -= 1;
        }
        while good(last + 1) {
            last += 1;
        }
        aim.window = inward(heights[first], heights[last]);
        aim.best = units(natural.clamp(heights[first], heights[last])).clamp(aim.window.0, aim.window.1);
        cost = least;
    } else if !costs.is_empty() {
        cost = least;
    }
    let from = tip(&aim, aim.best);
    let y = px(aim.best);
    let edge = figure.reach((y - 0.5, y + 0.5)).map_or(px(from), |(l, r)| if end == End::Before { r } else { l });
    Some(Approach { crossing: units(cost), inside: (units(edge) - from).abs(), aim })
}

/// The whole hundredths inside an interval, one at least.
fn inward(lo: f64, hi: f64) -> (i64, i64) {
    let (a, b) = (units(lo + 0.005), units(hi - 0.005));
    if a <= b { (a, b) } else { (units(f64::midpoint(lo, hi)), units(f64::midpoint(lo, hi))) }
}
