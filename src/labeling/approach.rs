//! What a level leader runs over, and where in its zone it had best start.
//!
//! A good illustrator lets a leader leave a zone where it crosses the fewest
//! other zones. Here that is part of the problem itself: the window of an aim
//! is narrowed to where the crossing costs least, and that cost is the
//! choice's.

use super::problem::{Aim, End, px, units};
use crate::geom::{Region, length_over};
use kurbo::Point;

/// Number of heights that are tried in a zone.
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
    /// Cost of each px that a leader runs over it.
    pub weight: f64,
    /// Whether it counts for the limit of leaders over other zones.
    pub is_zone: bool,
}

/// What a leader may run over on its way out of a figure.
#[derive(Clone, Debug, Default)]
pub struct Terrain {
    /// What belongs to others.
    pub foreign: Vec<Obstacle>,
    /// The label's own zones, which lie over that.
    pub own: Vec<Region>,
    /// Greatest length of a leader over other zones, px.
    pub most: Option<f64>,
}

impl Terrain {
    /// Returns whether a level leader from an anchor to the edge of the figure runs too far over other
    /// zones; `sum` is the length of all chords of zones on its way.
    fn is_too_far(&self, from: f64, to: f64, y: f64, sum: f64) -> bool {
        self.most.is_some_and(|most| {
            let line = [Point::new(from, y), Point::new(to, y)];
            let zones = self.foreign.iter().filter(|f| f.is_zone).map(|f| &f.region);
            sum > most && length_over(&line, zones, self.own.iter()) > most
        })
    }
}

/// The best way for a leader to reach an aim.
#[derive(Clone, Debug)]
pub struct Approach {
    /// The aim with its window.
    pub aim: Aim,
    /// Length of the leader over other zones, weighted, in hundredths of a px.
    pub crossing: i64,
    /// Length of the leader from the anchor to the figure's edge, in hundredths of a px.
    pub inside: i64,
}

/// Returns the best approach to a zone from a gutter, or `None` where `area` is empty or every way
/// runs too far over other zones.
///
/// `area` is where the anchor may be and `figure` the silhouette, both with
/// the gutter's axis as y; `best` is where the anchor would be if nothing were
/// in the way, in px.
pub fn approach(area: &Region, figure: &Region, end: End, best: f64, terrain: &Terrain) -> Option<Approach> {
    let bounds = area.bounds()?;
    let rim = RIM * bounds.height();
    let (lo, hi) = (bounds.y0 + rim, bounds.y1 - rim);
    let mut aim = Aim { end, area: area.clone(), window: (inward(lo, hi)), best: 0 };
    let natural = best.clamp(lo, hi);
    let heights: Vec<f64> = (0..=TRIES).map(|k| lo + (hi - lo) * f64::from(k) / f64::from(TRIES)).collect();
    let costs = crossings(&aim, figure, terrain, &heights);
    let least = costs.iter().copied().fold(f64::INFINITY, f64::min);
    let mut cost = 0.0;
    aim.best = units(natural).clamp(aim.window.0, aim.window.1);
    if costs.iter().any(|c| *c > least + EQUAL) {
        // the run of equally good heights that is nearest to the natural one
        let good = |k: usize| costs.get(k).is_some_and(|c| *c <= least + EQUAL);
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
    if cost.is_infinite() {
        return None;
    }
    let from = aim.anchor(aim.best);
    let y = px(aim.best);
    let edge = figure.reach((y - 0.5, y + 0.5)).map_or(px(from), |(l, r)| if end == End::Before { r } else { l });
    Some(Approach { crossing: units(cost), inside: (units(edge) - from).abs(), aim })
}

/// Returns what a level leader costs over other zones from each height of a zone, nothing where there
/// are none; infinity where it runs too far.
fn crossings(aim: &Aim, figure: &Region, terrain: &Terrain, heights: &[f64]) -> Vec<f64> {
    let (Some(zone), Some(foot)) = (aim.area.bounds(), figure.bounds()) else { return Vec::new() };
    let (&[lo, ..], &[.., hi]) = (heights, heights) else { return Vec::new() };
    // only what lies between the zone and its label counts
    let near: Vec<(&Obstacle, kurbo::Rect)> = terrain
        .foreign
        .iter()
        .filter_map(|f| f.region.bounds().map(|b| (f, b)))
        .filter(|(_, b)| b.y0 < hi && b.y1 > lo && if aim.end == End::Before { b.x1 > zone.x0 } else { b.x0 < zone.x1 })
        .collect();
    if near.is_empty() {
        return Vec::new();
    }
    let crossing = |y: f64| {
        let from = px(aim.anchor(units(y)));
        let covered = |(l, r): (f64, f64)| match aim.end {
            End::Before => (r - l.max(from)).max(0.0),
            End::After => (r.min(from) - l).max(0.0),
        };
        let (mut cost, mut sum) = (0.0, 0.0);
        for (f, _) in near.iter().filter(|(_, b)| b.y0 < y && y < b.y1) {
            let length = f.region.chords(y).into_iter().map(covered).sum::<f64>();
            cost += f.weight * length;
            sum += if f.is_zone { length } else { 0.0 };
        }
        let to = if aim.end == End::Before { foot.x1 } else { foot.x0 };
        if terrain.is_too_far(from, to, y, sum) { f64::INFINITY } else { cost }
    };
    heights.iter().map(|y| crossing(*y)).collect()
}

/// Returns the whole hundredths inside an interval, at least one.
fn inward(lo: f64, hi: f64) -> (i64, i64) {
    let (a, b) = (units(lo + 0.005), units(hi - 0.005));
    if a <= b { (a, b) } else { (units(f64::midpoint(lo, hi)), units(f64::midpoint(lo, hi))) }
}
