//! The pole of inaccessibility: the inner point farthest from a region's edge.
//!
//! The quadtree search of Garcia-Castellanos and Lombardo (2007) in the form
//! that Agafonkin's `polylabel` made known: cells in a queue, best bound first.

use super::region::Region;
use kurbo::Point;
use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// A square cell of the search.
struct Cell {
    /// Its centre.
    center: Point,
    /// Half its side.
    half: f64,
    /// Signed distance of the centre to the edge, inside positive.
    distance: f64,
}

impl Cell {
    /// The cell with its centre's distance, unless none of its points is farther
    /// inside than `least`.
    fn new(center: Point, half: f64, region: &Region, least: f64) -> Option<Self> {
        let distance = region.distance_over(center, least - half * std::f64::consts::SQRT_2)?;
        Some(Self { center, half, distance })
    }

    /// No point of the cell is farther inside than this.
    fn bound(&self) -> f64 {
        self.distance + self.half * std::f64::consts::SQRT_2
    }
}

impl PartialEq for Cell {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for Cell {}
impl PartialOrd for Cell {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Cell {
    fn cmp(&self, other: &Self) -> Ordering {
        self.bound()
            .total_cmp(&other.bound())
            .then(other.center.y.total_cmp(&self.center.y))
            .then(other.center.x.total_cmp(&self.center.x))
    }
}

/// The inner point farthest from the edge and its distance, right within
/// `precision`; `None` for an empty region.
pub fn pole_of_inaccessibility(region: &Region, precision: f64) -> Option<(Point, f64)> {
    point_inside(region, precision, f64::INFINITY)
}

/// The same, or the first point found that is so far from the edge that it is
/// `enough`.
pub fn point_inside(region: &Region, precision: f64, enough: f64) -> Option<(Point, f64)> {
    let bounds = region.bounds()?;
    let side = bounds.width().min(bounds.height());
    if side <= 0.0 {
        return None;
    }
    let half = side / 2.0;
    let center = bounds.center();
    let mut best = Cell { center, half: 0.0, distance: region.signed_distance(center) };
    let mut queue = BinaryHeap::new();
    let mut y = bounds.y0;
    while y < bounds.y1 {
        let mut x = bounds.x0;
        while x < bounds.x1 {
            queue.extend(Cell::new(Point::new(x + half, y + half), half, region, best.distance + precision));
            x += side;
        }
        y += side;
    }
    while let Some(cell) = queue.pop() {
        if cell.bound() - best.distance <= precision || best.distance >= enough {
            break;
        }
        let (h, least) = (cell.half / 2.0, best.distance.max(cell.distance) + precision);
        for (dx, dy) in [(-h, -h), (h, -h), (-h, h), (h, h)] {
            queue.extend(Cell::new(cell.center + kurbo::Vec2::new(dx, dy), h, region, least));
        }
        if cell.distance > best.distance {
            best = cell;
        }
    }
    (best.distance > 0.0).then_some((best.center, best.distance))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pole_of_a_square_is_its_centre() {
        let square = Region::from_ring(&[(0.0, 0.0), (8.0, 0.0), (8.0, 8.0), (0.0, 8.0)].map(Point::from));
        let (pole, r) = pole_of_inaccessibility(&square, 0.01).expect("not empty");
        assert!((pole - Point::new(4.0, 4.0)).hypot2().sqrt() < 0.02, "{pole:?}");
        assert!((r - 4.0).abs() < 0.02, "{r}");
    }
}
