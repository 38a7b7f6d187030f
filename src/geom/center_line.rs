//! The centre line of a region: a smooth curve along its middle, end to end.
//!
//! Over a grid of inner points, the farthest two (found by two sweeps) are
//! joined by the way that keeps to the middle; its points are then put half-way
//! between the edges on both sides and smoothed.

use super::path::{polyline_at, spline};
use super::pole::pole_of_inaccessibility;
use super::region::Region;
use kurbo::{Point, Vec2};
use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// Points of the grid across the widest place.
const ACROSS: f64 = 5.0;
/// Most points of the grid.
const MOST: f64 = 9000.0;
/// Ends keep this part of the greatest inner radius from the edge.
const INSET: f64 = 0.55;
/// What a way near the edge costs beyond its length.
const OFF_MIDDLE: f64 = 6.0;
/// Points that carry the curve.
const KNOTS: u32 = 14;
/// Rounds of smoothing.
const ROUNDS: usize = 2;

/// A point that is reached at a cost.
struct Reached {
    /// The cost.
    cost: f64,
    /// Index of the point.
    at: usize,
}

impl PartialEq for Reached {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for Reached {}
impl PartialOrd for Reached {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Reached {
    fn cmp(&self, other: &Self) -> Ordering {
        // the cheapest is the greatest; ties in the order of the grid
        other.cost.total_cmp(&self.cost).then(other.at.cmp(&self.at))
    }
}

/// Inner points on a grid.
struct InnerGrid {
    /// The points.
    points: Vec<Point>,
    /// Their distances to the edge.
    inner: Vec<f64>,
    /// For each cell of the grid its point, row by row.
    cells: Vec<Option<usize>>,
    /// Cells of a row.
    columns: usize,
    /// For each point its cell.
    cell: Vec<usize>,
    /// Greatest distance to the edge.
    widest: f64,
}

/// The centre line of a region's largest piece, as a fine polyline that ends
/// well inside; `None` where there is nothing.
pub fn center_line(region: &Region) -> Option<Vec<Point>> {
    let piece = region.pieces().max_by(|a, b| a.area().total_cmp(&b.area()))?;
    let bounds = piece.bounds()?;
    let (pole, widest) = pole_of_inaccessibility(&piece, 0.02 * bounds.width().max(bounds.height()))?;
    let grid = InnerGrid::new(&piece, widest)?;
    let start = grid.nearest(pole)?;
    let first = grid.farthest(start)?;
    let last = grid.farthest(first)?;
    let way = grid.way(first, last);
    if way.len() < 2 {
        return Some(way);
    }
    let length: f64 = way.windows(2).map(|w| w[0].distance(w[1])).sum();
    let mut knots: Vec<Point> =
        (0..=KNOTS).map(|i| polyline_at(&way, length * f64::from(i) / f64::from(KNOTS))).collect();
    for _ in 0..ROUNDS {
        knots = smoothed(&knots);
        knots = (0..knots.len()).map(|i| centered(&piece, &knots, i, 2.2 * widest)).collect();
    }
    Some(spline(&smoothed(&knots), 6))
}

/// Each inner point half-way towards the middle of its neighbours.
fn smoothed(points: &[Point]) -> Vec<Point> {
    (0..points.len())
        .map(|i| match (i.checked_sub(1).map(|k| points[k]), points.get(i + 1)) {
            (Some(a), Some(b)) => points[i].lerp(a.midpoint(*b), 0.5),
            _ => points[i],
        })
        .collect()
}

/// A point of a line half-way between the edges on both sides of it, where
/// both are near.
fn centered(region: &Region, line: &[Point], at: usize, reach: f64) -> Point {
    let p = line[at];
    let along = line[(at + 1).min(line.len() - 1)] - line[at.saturating_sub(1)];
    let normal = Vec2::new(-along.y, along.x) / along.hypot().max(1e-9);
    let hit = |sign: f64| {
        let far = p + normal * (sign * reach);
        let meets = region.edges().filter_map(|(a, b)| crossing(p, far, a, b));
        meets.fold(None, |n: Option<f64>, t| Some(n.map_or(t, |n| n.min(t))))
    };
    match (hit(1.0), hit(-1.0)) {
        (Some(a), Some(b)) => p + normal * (reach * (a - b) / 2.0),
        _ => p,
    }
}

/// How far along the first segment the second meets it, from 0 to 1.
fn crossing(a: Point, b: Point, c: Point, d: Point) -> Option<f64> {
    let (r, s) = (b - a, d - c);
    let area = r.cross(s);
    if area.abs() < 1e-12 {
        return None;
    }
    let (t, u) = ((c - a).cross(s) / area, (c - a).cross(r) / area);
    ((0.0..=1.0).contains(&t) && (0.0..=1.0).contains(&u)).then_some(t)
}

impl InnerGrid {
    /// The inner points of a region, well away from its edge.
    fn new(region: &Region, widest: f64) -> Option<Self> {
        let b = region.bounds()?;
        let step = (2.0 * widest / ACROSS).max((b.area() / MOST).sqrt());
        let (columns, rows) = (count(b.width() / step) + 1, count(b.height() / step) + 1);
        let mut grid = Self {
            points: Vec::new(),
            inner: Vec::new(),
            cells: vec![None; columns * rows],
            columns,
            cell: Vec::new(),
            widest,
        };
        let edge = region.simplified(0.02 * widest);
        for row in 0..rows {
            let y = b.y0 + (length(row) + 0.5) * step;
            let chords = edge.chords(y);
            for column in 0..columns {
                let x = b.x0 + (length(column) + 0.5) * step;
                if !chords.iter().any(|c| c.0 < x && x < c.1) {
                    continue;
                }
                let p = Point::new(x, y);
                let inner = edge.signed_distance(p);
                if inner < INSET * 0.5 * widest {
                    continue;
                }
                grid.cells[row * columns + column] = Some(grid.points.len());
                grid.points.push(p);
                grid.inner.push(inner);
                grid.cell.push(row * columns + column);
            }
        }
        (!grid.points.is_empty()).then_some(grid)
    }

    /// The point nearest to another.
    fn nearest(&self, to: Point) -> Option<usize> {
        (0..self.points.len()).min_by(|&a, &b| self.points[a].distance(to).total_cmp(&self.points[b].distance(to)))
    }

    /// The points beside a point, level, upright and aslant.
    fn beside(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let (row, column) = (self.cell[at] / self.columns, self.cell[at] % self.columns);
        let rows = row.saturating_sub(1)..=row + 1;
        rows.flat_map(move |r| (column.saturating_sub(1)..=(column + 1).min(self.columns - 1)).map(move |c| (r, c)))
            .filter_map(|(r, c)| self.cells.get(r * self.columns + c).copied().flatten())
    }

    /// Costs and ways from a point to all that can be reached.
    fn sweep(&self, from: usize, weight: f64) -> (Vec<f64>, Vec<usize>) {
        let mut costs = vec![f64::INFINITY; self.points.len()];
        let mut before: Vec<usize> = (0..self.points.len()).collect();
        let mut queue = BinaryHeap::from([Reached { cost: 0.0, at: from }]);
        costs[from] = 0.0;
        while let Some(Reached { cost, at }) = queue.pop() {
            if cost > costs[at] {
                continue;
            }
            for next in self.beside(at) {
                let off = 1.0 - (self.inner[next] / self.widest).min(1.0);
                let cost = cost + self.points[at].distance(self.points[next]) * (1.0 + weight * off * off);
                if cost < costs[next] {
                    (costs[next], before[next]) = (cost, at);
                    queue.push(Reached { cost, at: next });
                }
            }
        }
        (costs, before)
    }

    /// The farthest point from another that is well inside.
    fn farthest(&self, from: usize) -> Option<usize> {
        let (costs, _) = self.sweep(from, 0.0);
        let inside = |&i: &usize| costs[i].is_finite() && self.inner[i] >= INSET * self.widest;
        (0..self.points.len()).filter(inside).max_by(|&a, &b| costs[a].total_cmp(&costs[b]).then(b.cmp(&a)))
    }

    /// The way between two points that keeps to the middle.
    fn way(&self, first: usize, last: usize) -> Vec<Point> {
        let (_, before) = self.sweep(first, OFF_MIDDLE);
        let mut out = vec![self.points[last]];
        let mut at = last;
        while before[at] != at {
            at = before[at];
            out.push(self.points[at]);
        }
        out
    }
}

/// A length as a number of steps.
fn count(x: f64) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small length, not negative")]
    let n = x.clamp(0.0, 1e6) as usize;
    n
}

/// A number of steps as a length.
fn length(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_of_a_band_runs_along_its_middle() {
        let arc: Vec<Point> = (0..=40)
            .map(|i| {
                let t = f64::from(i) / 40.0 * std::f64::consts::PI;
                Point::new(100.0 * libm::cos(t), 100.0 * libm::sin(t))
            })
            .collect();
        let line = center_line(&Region::from_line(&arc, 20.0)).expect("a band");
        let length: f64 = line.windows(2).map(|w| w[0].distance(w[1])).sum();
        assert!((280.0..314.0).contains(&length), "nearly as long as the band: {length}");
        for p in &line {
            assert!((p.to_vec2().hypot() - 100.0).abs() < 2.0, "in the middle: {p:?}");
        }
    }
}
