//! Regions of the plane: polygons with holes, and the set operations on them.
//!
//! Boolean operations and offsets come from `i_overlay`, which computes on an
//! integer grid: the same input gives the same output on every machine.

use super::offset::{self, Rings};
use super::path::flatten;
use super::segment::square_distance;
use i_overlay::core::fill_rule::FillRule;
use i_overlay::core::overlay_rule::OverlayRule;
use i_overlay::float::simplify::SimplifyShape as _;
use i_overlay::float::single::SingleFloatOverlay as _;
use i_overlay::mesh::float::outline::offset::OutlineOffset as _;
use i_overlay::mesh::float::stroke::offset::StrokeOffset as _;
use i_overlay::mesh::float::style::{LineCap, LineJoin, OutlineStyle, StrokeStyle};
use kurbo::{Affine, BezPath, Point, Rect};
use std::sync::Arc;

/// A set of shapes, each an outer ring followed by its holes.
type Shapes = Vec<Vec<Vec<[f64; 2]>>>;

/// The integers of the grid: over a foot it is fine to a few billionths of its
/// length, and products of two of them fit a machine word.
type GridInteger = i32;

/// Largest turn of one chord of a round join or cap, in radians.
const ARC_STEP: f64 = 0.2;

/// Exchanges the axes.
pub const SWAP: Affine = Affine::new([0.0, 1.0, 1.0, 0.0, 0.0, 0.0]);

/// A part of the plane bounded by straight edges; may be empty, may have holes.
///
/// Its rings never change, so that copies share them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Region {
    /// Outer rings with their holes.
    shapes: Arc<Shapes>,
    /// The smallest rectangle around them.
    bounds: Option<Rect>,
}

impl Region {
    /// The region of some shapes.
    fn new(shapes: Shapes) -> Self {
        let mut points = shapes.iter().flatten().flatten().map(|p| Point::new(p[0], p[1]));
        let first = points.next();
        let bounds = first.map(|first| points.fold(Rect::from_points(first, first), |r, p| r.union_pt(p)));
        Self { shapes: Arc::new(shapes), bounds }
    }

    /// The inside of one ring.
    pub fn from_ring(ring: &[Point]) -> Self {
        Self::from_rings(&[ring.to_vec()])
    }

    /// The union of rings by the non-zero rule.
    pub fn from_rings(rings: &[Vec<Point>]) -> Self {
        let rings: Vec<Vec<[f64; 2]>> = rings.iter().map(|r| r.iter().map(|p| [p.x, p.y]).collect()).collect();
        Self::new(rings.simplify_shape_as::<GridInteger>(FillRule::NonZero))
    }

    /// The inside of a path, curves flattened to `tolerance`.
    pub fn from_path(path: &BezPath, tolerance: f64) -> Self {
        Self::from_rings(&flatten(path, tolerance))
    }

    /// The band of a given width along a polyline, with flat ends.
    pub fn from_line(line: &[Point], width: f64) -> Self {
        let line: Vec<[f64; 2]> = line.iter().map(|p| [p.x, p.y]).collect();
        let style = StrokeStyle::new(width)
            .line_join(LineJoin::Round(ARC_STEP))
            .start_cap(LineCap::Butt)
            .end_cap(LineCap::Butt);
        Self::new(line.stroke_as::<GridInteger>(style, false))
    }

    /// An axis-parallel rectangle.
    pub fn from_rect(r: Rect) -> Self {
        Self::new(vec![vec![vec![[r.x0, r.y0], [r.x1, r.y0], [r.x1, r.y1], [r.x0, r.y1]]]])
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.shapes.is_empty()
    }

    /// The number of separate pieces.
    pub fn piece_count(&self) -> usize {
        self.shapes.len()
    }

    /// Each separate piece.
    pub fn pieces(&self) -> impl Iterator<Item = Self> + '_ {
        self.shapes.iter().map(|s| Self::new(vec![s.clone()]))
    }

    /// What is in either.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        self.combine(other, OverlayRule::Union)
    }

    /// What is in both.
    #[must_use]
    pub fn intersect(&self, other: &Self) -> Self {
        let Some(bounds) = self.bounds() else { return Self::default() };
        let other = other.near(bounds);
        if other.is_empty() { other } else { self.combine(&other, OverlayRule::Intersect) }
    }

    /// What is in this one only.
    #[must_use]
    pub fn subtract(&self, other: &Self) -> Self {
        let Some(bounds) = self.bounds() else { return Self::default() };
        let other = other.near(bounds);
        if other.is_empty() { self.clone() } else { self.combine(&other, OverlayRule::Difference) }
    }

    /// The same about a box, with few points elsewhere: overlays take time that
    /// grows fast with the number of points (Sutherland and Hodgman 1974).
    fn near(&self, b: Rect) -> Self {
        let air = 0.01 * (b.width() + b.height());
        let b = b.inflate(air, air);
        let ring = |ring: &Vec<[f64; 2]>| {
            let sides = [(0, b.x0, 1.0), (0, b.x1, -1.0), (1, b.y0, 1.0), (1, b.y1, -1.0)];
            sides.into_iter().fold(ring.clone(), |ring, (axis, limit, sign)| beyond(ring, axis, limit, sign))
        };
        let shape = |s: &Vec<Vec<[f64; 2]>>| s.iter().map(ring).filter(|r| r.len() > 2).collect::<Vec<_>>();
        Self::new(self.shapes.iter().map(shape).filter(|s| !s.is_empty()).collect())
    }

    /// One boolean operation.
    fn combine(&self, other: &Self, rule: OverlayRule) -> Self {
        Self::new(self.shapes.overlay_as::<GridInteger>(&*other.shapes, rule, FillRule::NonZero))
    }

    /// Grown by `d` on every side (shrunk where negative), corners round.
    #[must_use]
    pub fn offset(&self, d: f64) -> Self {
        if self.is_empty() || d == 0.0 {
            return self.clone();
        }
        let found = if d < 0.0 {
            let rings: Vec<_> = self.shapes.iter().flatten().collect();
            offset::shrunk(&rings, -d, ARC_STEP)
        } else {
            // what is outside shrinks
            let reversed = |r: &Vec<[f64; 2]>| r.iter().rev().copied().collect();
            let rings: Vec<Vec<[f64; 2]>> = self.shapes.iter().flatten().map(reversed).collect();
            let mut found = offset::shrunk(&rings.iter().collect::<Vec<_>>(), d, ARC_STEP);
            for ring in found.iter_mut().flat_map(|f| &mut f.rings) {
                ring.reverse();
            }
            found
        };
        found.map_or_else(|| self.offset_on_grid(d), Self::from_rings_of_offset)
    }

    /// The same from an overlay of all moved edges, which works for any shape.
    pub(super) fn offset_on_grid(&self, d: f64) -> Self {
        let style = OutlineStyle::new(d).line_join(LineJoin::Round(ARC_STEP));
        Self::new(self.shapes.outline_as::<GridInteger>(&style))
    }

    /// With convex corners rounded to radius `r` and necks thinner than `2 r`
    /// cut (a morphological opening).
    #[must_use]
    pub fn opened(&self, r: f64) -> Self {
        let rings: Vec<_> = self.shapes.iter().flatten().collect();
        offset::opened(&rings, r, ARC_STEP)
            .map_or_else(|| self.offset_on_grid(-r).offset_on_grid(r), Self::from_rings_of_offset)
    }

    /// The region of some rings, holes turning the other way.
    fn from_rings_of_offset(found: Rings) -> Self {
        if found.may_overlap || found.rings.iter().any(|r| ring_area(r) <= 0.0) {
            return Self::new(found.rings.simplify_shape_as::<GridInteger>(FillRule::Positive));
        }
        Self::new(found.rings.into_iter().map(|r| vec![r]).collect())
    }

    /// With points dropped that lie within `tolerance` of the edge without them
    /// (Douglas and Peucker 1973).
    #[must_use]
    pub fn simplified(&self, tolerance: f64) -> Self {
        let rings = |shape: &Vec<Vec<[f64; 2]>>| shape.iter().map(|r| simplify_ring(r, tolerance)).collect();
        Self::new(self.shapes.iter().map(rings).collect())
    }

    /// Without pieces smaller than `area` and without holes smaller than it.
    #[must_use]
    pub fn without_specks(&self, area: f64) -> Self {
        let shapes = self
            .shapes
            .iter()
            .filter(|s| s.first().is_some_and(|outer| ring_area(outer).abs() >= area))
            .map(|s| {
                let mut rings = s.clone();
                let outer = rings.remove(0);
                rings.retain(|hole| ring_area(hole).abs() >= area);
                rings.insert(0, outer);
                rings
            })
            .collect();
        Self::new(shapes)
    }

    /// The area, holes left out.
    pub fn area(&self) -> f64 {
        self.shapes
            .iter()
            .map(|s| {
                let mut rings = s.iter().map(|r| ring_area(r).abs());
                rings.next().unwrap_or(0.0) - rings.sum::<f64>()
            })
            .sum()
    }

    /// The smallest rectangle around it, `None` where it is empty.
    pub const fn bounds(&self) -> Option<Rect> {
        self.bounds
    }

    /// Whether a point lies inside (even-odd over all rings, which do not overlap).
    pub fn contains(&self, p: Point) -> bool {
        let mut inside = false;
        for (a, b) in self.edges() {
            if (a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x) {
                inside = !inside;
            }
        }
        inside
    }

    /// Distance to the edge, negative outside.
    pub fn signed_distance(&self, p: Point) -> f64 {
        self.distance_over(p, f64::NEG_INFINITY).unwrap_or(f64::NEG_INFINITY)
    }

    /// The same; `None` where it is no more than `least`.
    pub(super) fn distance_over(&self, p: Point, least: f64) -> Option<f64> {
        let enough = if least > 0.0 { least * least } else { -1.0 };
        let (mut nearest, mut inside) = (f64::INFINITY, false);
        for ring in self.shapes.iter().flatten() {
            let Some(last) = ring.last() else { continue };
            let mut a = Point::new(last[0], last[1]);
            for point in ring {
                let b = Point::new(point[0], point[1]);
                nearest = nearest.min(square_distance(p, a, b));
                if nearest <= enough {
                    return None;
                }
                if (a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x) {
                    inside = !inside;
                }
                a = b;
            }
        }
        let distance = if inside { nearest.sqrt() } else { -nearest.sqrt() };
        (distance > least).then_some(distance)
    }

    /// Whether all of another region lies inside; may be false where its box
    /// crosses an edge.
    pub fn holds(&self, other: &Self) -> bool {
        let Some(b) = other.bounds() else { return true };
        let is_apart = |(p, q): (Point, Point)| {
            p.x.max(q.x) < b.x0 || p.x.min(q.x) > b.x1 || p.y.max(q.y) < b.y0 || p.y.min(q.y) > b.y1
        };
        self.edges().all(is_apart) && self.contains(b.origin())
    }

    /// The parts of the horizontal line at `y` that lie inside, left to right.
    pub fn chords(&self, y: f64) -> Vec<(f64, f64)> {
        let mut xs: Vec<f64> = self
            .edges()
            .filter(|(a, b)| (a.y > y) != (b.y > y))
            .map(|(a, b)| a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x))
            .collect();
        xs.sort_by(f64::total_cmp);
        xs.chunks_exact(2).map(|c| (c[0], c[1])).collect()
    }

    /// How far it reaches left and right between two heights, `None` where
    /// nothing of it lies there.
    pub fn reach(&self, (top, bottom): (f64, f64)) -> Option<(f64, f64)> {
        let mut out: Option<(f64, f64)> = None;
        for (a, b) in self.edges() {
            if a.y.max(b.y) < top || a.y.min(b.y) > bottom {
                continue;
            }
            for x in ends(a, b, top, bottom) {
                out = Some(out.map_or((x, x), |(l, r)| (l.min(x), r.max(x))));
            }
        }
        out
    }

    /// The same for some strips of one height, whose tops are in order.
    pub fn reaches(&self, tops: &[f64], height: f64) -> Vec<Option<(f64, f64)>> {
        let mut out: Vec<Option<(f64, f64)>> = vec![None; tops.len()];
        for (a, b) in self.edges() {
            let (high, low) = (a.y.min(b.y), a.y.max(b.y));
            let first = tops.partition_point(|top| top + height < high);
            for (strip, &top) in out.iter_mut().zip(tops).skip(first) {
                if top > low {
                    break;
                }
                for x in ends(a, b, top, top + height) {
                    *strip = Some(strip.map_or((x, x), |(l, r)| (l.min(x), r.max(x))));
                }
            }
        }
        out
    }

    /// Mapped by an affine transform.
    #[must_use]
    pub fn transform(&self, t: Affine) -> Self {
        let map = |p: &[f64; 2]| {
            let q = t * Point::new(p[0], p[1]);
            [q.x, q.y]
        };
        let flip = t.determinant() < 0.0;
        let ring = |r: &Vec<[f64; 2]>| {
            let mut out: Vec<[f64; 2]> = r.iter().map(map).collect();
            if flip {
                out.reverse();
            }
            out
        };
        Self::new(self.shapes.iter().map(|s| s.iter().map(ring).collect()).collect())
    }

    /// The rings as one path.
    pub fn to_path(&self) -> BezPath {
        let mut path = BezPath::new();
        for ring in self.shapes.iter().flatten() {
            for (i, p) in ring.iter().enumerate() {
                if i == 0 {
                    path.move_to((p[0], p[1]));
                } else {
                    path.line_to((p[0], p[1]));
                }
            }
            path.close_path();
        }
        path
    }

    /// All edges of all rings.
    pub fn edges(&self) -> impl Iterator<Item = (Point, Point)> + '_ {
        let point = |p: &[f64; 2]| Point::new(p[0], p[1]);
        self.shapes.iter().flatten().flat_map(move |ring| {
            let next = ring.iter().skip(1).chain(ring.first());
            ring.iter().zip(next).map(move |(a, b)| (point(a), point(b)))
        })
    }
}

/// The two ends of what lies of an edge between two heights, which it reaches.
fn ends(a: Point, b: Point, top: f64, bottom: f64) -> [f64; 2] {
    let (high, low) = if a.y <= b.y { (a, b) } else { (b, a) };
    if low.y <= high.y {
        return [high.x, low.x];
    }
    let at = |y: f64| high.lerp(low, ((y - high.y) / (low.y - high.y)).clamp(0.0, 1.0)).x;
    [at(top), at(bottom)]
}

/// The part of a ring on one side of a limit of x (axis 0) or y (axis 1):
/// above it where `sign` is 1, below where it is -1.
fn beyond(ring: Vec<[f64; 2]>, axis: usize, limit: f64, sign: f64) -> Vec<[f64; 2]> {
    let depth = |p: &[f64; 2]| sign * (p[axis] - limit);
    if ring.iter().all(|p| depth(p) >= 0.0) {
        return ring;
    }
    let Some(mut a) = ring.last() else { return ring };
    let mut out = Vec::with_capacity(ring.len());
    for b in &ring {
        let (from, to) = (depth(a), depth(b));
        if (from >= 0.0) != (to >= 0.0) {
            let t = from / (from - to);
            let mut p = [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
            p[axis] = limit;
            out.push(p);
        }
        if to >= 0.0 {
            out.push(*b);
        }
        a = b;
    }
    out
}

/// Signed area of a ring.
fn ring_area(ring: &[[f64; 2]]) -> f64 {
    let next = ring.iter().skip(1).chain(ring.first());
    ring.iter().zip(next).map(|(a, b)| a[0] * b[1] - b[0] * a[1]).sum::<f64>() / 2.0
}

/// A ring without needless points; its farthest two points stay.
fn simplify_ring(ring: &[[f64; 2]], tolerance: f64) -> Vec<[f64; 2]> {
    let n = ring.len();
    if n < 5 {
        return ring.to_vec();
    }
    let closed: Vec<Point> = ring.iter().chain(ring.first()).map(|p| Point::new(p[0], p[1])).collect();
    let at = |i: usize| closed[i];
    let far = (1..n).max_by(|&a, &b| (at(a) - at(0)).hypot2().total_cmp(&(at(b) - at(0)).hypot2())).unwrap_or(n / 2);
    let mut keep = vec![false; n];
    keep[0] = true;
    keep[far] = true;
    let mut spans = vec![(0, far), (far, n)];
    while let Some((start, end)) = spans.pop() {
        let farthest = (start + 1..end)
            .map(|i| (i, square_distance(at(i), at(start), at(end))))
            .max_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((i, _)) = farthest.filter(|(_, d)| *d > tolerance * tolerance) {
            keep[i] = true;
            spans.push((start, i));
            spans.push((i, end));
        }
    }
    ring.iter().zip(keep).filter(|(_, k)| *k).map(|(p, _)| *p).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(x: f64, y: f64, side: f64) -> Region {
        Region::from_rect(Rect::new(x, y, x + side, y + side))
    }

    #[test]
    fn cutting_a_square_leaves_the_rest() {
        let rest = square(0.0, 0.0, 10.0).subtract(&square(5.0, -1.0, 20.0));
        assert!((rest.area() - 50.0).abs() < 1e-6, "half is left: {}", rest.area());
        assert!(rest.contains(Point::new(2.0, 5.0)) && !rest.contains(Point::new(7.0, 5.0)), "the left half");
    }

    #[test]
    fn mirroring_twice_is_the_identity() {
        let mirror = Affine::scale_non_uniform(-1.0, 1.0);
        let shape = square(1.0, 2.0, 3.0);
        assert_eq!(shape.transform(mirror).transform(mirror), shape, "same rings, same order");
    }

    #[test]
    fn opening_cuts_a_thin_neck_and_keeps_the_bodies() {
        let dumbbell = square(0.0, 0.0, 10.0)
            .union(&square(20.0, 0.0, 10.0))
            .union(&Region::from_rect(Rect::new(5.0, 4.8, 25.0, 5.2)));
        assert_eq!(dumbbell.piece_count(), 1, "joined by the neck");
        assert_eq!(dumbbell.opened(1.0).piece_count(), 2, "the neck is gone");
    }

    #[test]
    fn growing_and_distance_agree() {
        let grown = square(0.0, 0.0, 10.0).offset(2.0);
        assert!(grown.contains(Point::new(-1.9, 5.0)) && !grown.contains(Point::new(-2.1, 5.0)), "two out");
        assert!((square(0.0, 0.0, 10.0).signed_distance(Point::new(3.0, 5.0)) - 3.0).abs() < 1e-9, "inside");
    }

    #[test]
    fn a_region_holds_what_lies_well_inside() {
        let big = square(0.0, 0.0, 10.0).subtract(&square(4.0, 4.0, 2.0));
        assert!(big.holds(&square(1.0, 1.0, 2.0)), "in the corner");
        assert!(!big.holds(&square(4.5, 4.5, 0.5)), "in the hole");
        assert!(!big.holds(&square(3.0, 3.0, 4.0)), "around the hole");
        assert!(!big.holds(&square(20.0, 0.0, 1.0)), "far away");
    }
}
