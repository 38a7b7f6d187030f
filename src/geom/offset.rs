//! Offsets of polygons, computed edge by edge.
//!
//! Each edge is moved to the left by the distance, and of what comes out only
//! the parts count that no other edge is nearer to: they are the edge of the
//! shrunken region. Where a polygon has some dozens of edges, as zones have,
//! this takes a fraction of the time that an overlay of all moved edges takes.

use kurbo::{Point, Vec2};

/// A ring of points; what is left of its edges is inside.
type Ring = Vec<[f64; 2]>;

/// Edges and stretches shorter than this part of the distance are dropped.
const TINY: f64 = 1e-6;
/// Part of the distance by which an edge may be nearer without counting.
const NEARER: f64 = 1e-7;
/// Ends of stretches farther apart than this part of the distance do not join.
const APART: f64 = 0.3;
/// With more edges than this an overlay is faster: its time does not grow with
/// the square of their number.
const MOST_EDGES: usize = 1500;
/// Arcs that turn farther than this, in radians, may run into others.
const FAR_TURN: f64 = 1.7;

/// An edge of the polygon.
struct Edge {
    /// Where it begins.
    start: Point,
    /// Its direction, of length 1.
    along: Vec2,
    /// Its length.
    length: f64,
    /// The box around what is nearer to it than the distance: left, top, right,
    /// bottom.
    reach: [f64; 4],
}

/// A moved edge, or a chord of the arc about a reflex corner.
struct Moved {
    /// Where it begins.
    start: Point,
    /// Where it ends.
    end: Point,
    /// What it was moved from; for a chord the corner, twice.
    source: (Point, Point),
}

/// A part of a moved edge that no other edge is nearer to.
struct Stretch {
    /// Where it begins and ends.
    ends: (Point, Point),
    /// The nearest points of the polygon to the two.
    source: (Point, Point),
}

/// Rings of an offset.
pub(super) struct Rings {
    /// The rings, some of which may be holes.
    pub rings: Vec<Ring>,
    /// Whether they may overlap each other or themselves.
    pub may_overlap: bool,
}

/// A region shrunk by `d`, or none where it has too many edges or its shape
/// leaves the order of the parts in doubt. Arcs turn by at most `step` radians
/// a chord.
pub(super) fn shrunk(rings: &[&Ring], d: f64, step: f64) -> Option<Rings> {
    let stretches = stretches(rings, d, step)?;
    let rings = loops(&stretches, d)?;
    let ring = |order: Vec<usize>| {
        let mut out = Ring::new();
        for i in order {
            push(&mut out, stretches[i].ends.0);
            push(&mut out, stretches[i].ends.1);
        }
        out
    };
    Some(Rings { rings: rings.into_iter().map(ring).filter(|r| r.len() > 2).collect(), may_overlap: false })
}

/// A region shrunk by `d` and grown by it again, or none as with [`shrunk`].
pub(super) fn opened(rings: &[&Ring], d: f64, step: f64) -> Option<Rings> {
    let stretches = stretches(rings, d, step)?;
    let mut may_overlap = false;
    let mut out = Vec::new();
    for order in loops(&stretches, d)? {
        let mut ring = Ring::new();
        for (at, &i) in order.iter().enumerate() {
            let (this, next) = (&stretches[i], &stretches[order[(at + 1) % order.len()]]);
            push(&mut ring, this.source.0);
            push(&mut ring, this.source.1);
            let (from, to) = (this.source.1 - this.ends.1, next.source.0 - this.ends.1);
            let turn = libm::atan2(from.cross(to), from.dot(to));
            // half a turn comes out with either sign
            let turn = if turn < -1.0 { turn + std::f64::consts::TAU } else { turn };
            may_overlap |= turn > FAR_TURN;
            let chords = (turn / step).ceil();
            let mut k = 1.0;
            while k < chords {
                let angle = k / chords * turn;
                push(&mut ring, this.ends.1 + rotated(from, angle));
                k += 1.0;
            }
        }
        if ring.len() > 2 {
            out.push(ring);
        }
    }
    may_overlap |= out.len() > 1;
    Some(Rings { rings: out, may_overlap })
}

/// A vector turned by an angle.
fn rotated(v: Vec2, angle: f64) -> Vec2 {
    let (sin, cos) = (libm::sin(angle), libm::cos(angle));
    Vec2::new(cos * v.x - sin * v.y, sin * v.x + cos * v.y)
}

/// Adds a point that differs from the last one.
fn push(ring: &mut Ring, p: Point) {
    if ring.last().is_none_or(|l| l[0] != p.x || l[1] != p.y) {
        ring.push([p.x, p.y]);
    }
}

/// The edges of a ring but those too short to have a direction.
fn edges(ring: &Ring, d: f64) -> Vec<Edge> {
    let mut points: Vec<Point> = Vec::with_capacity(ring.len());
    for p in ring {
        let p = Point::new(p[0], p[1]);
        if points.last().is_none_or(|l| (*l - p).hypot2() > (TINY * d) * (TINY * d)) {
            points.push(p);
        }
    }
    let n = points.len();
    let edge = |i: usize| {
        let (start, end) = (points[i], points[(i + 1) % n]);
        let length = (end - start).hypot2().sqrt();
        let (x, y) = ((start.x.min(end.x), start.x.max(end.x)), (start.y.min(end.y), start.y.max(end.y)));
        let along = (end - start) / length;
        (length > TINY * d).then_some(Edge { start, along, length, reach: [x.0 - d, y.0 - d, x.1 + d, y.1 + d] })
    };
    (0..n).filter_map(edge).collect()
}

/// The edges of a ring moved to the left, with chords about its reflex corners.
fn moved(edges: &[Edge], d: f64, step: f64, out: &mut Vec<Moved>) {
    let n = edges.len();
    let left = |e: &Edge| d * Vec2::new(-e.along.y, e.along.x);
    // chords about the end of an edge, outside the arc: their number and half
    // the turn of one
    let corner = |i: usize| {
        let (a, b) = (&edges[i], &edges[(i + 1) % n]);
        let turn = libm::atan2(a.along.cross(b.along), a.along.dot(b.along));
        let chords = (-turn / step).ceil().max(1.0);
        (turn < 0.0).then_some((chords, 0.5 * turn / chords))
    };
    for (i, edge) in edges.iter().enumerate() {
        let end = edge.start + edge.along * edge.length;
        let before = corner((i + n - 1) % n).map_or(0.0, |(_, half)| d * libm::tan(-half));
        let after = corner(i);
        let beyond = after.map_or(0.0, |(_, half)| d * libm::tan(-half));
        out.push(Moved {
            start: edge.start + left(edge) - edge.along * before,
            end: end + left(edge) + edge.along * beyond,
            source: (edge.start, end),
        });
        let Some((chords, half)) = after else { continue };
        let spoke = left(edge) + edge.along * beyond;
        let mut k = 1.0;
        while k < chords {
            let at = |k: f64| end + rotated(spoke, 2.0 * half * k);
            out.push(Moved { start: at(k - 1.0), end: at(k), source: (end, end) });
            k += 1.0;
        }
    }
}

impl Moved {
    /// The point of what it was moved from that belongs to a point of it.
    fn source_at(&self, p: Point) -> Point {
        let (a, b) = self.source;
        let whole = (b - a).hypot2();
        // what lies beyond the edge belongs to its end
        let at = if whole > 0.0 { ((p - a).dot(b - a) / whole).clamp(0.0, 1.0) } else { 0.0 };
        a + (b - a) * at
    }
}

/// The parts of all moved edges that no edge is nearer to, in ring order; none
/// where there are too many.
fn stretches(rings: &[&Ring], d: f64, step: f64) -> Option<Vec<Stretch>> {
    if rings.iter().map(|r| r.len()).sum::<usize>() > MOST_EDGES {
        return None;
    }
    let (mut all, mut lines) = (Vec::new(), Vec::new());
    for ring in rings {
        let edges = edges(ring, d);
        if edges.len() > 2 {
            moved(&edges, d, step, &mut lines);
            all.extend(edges);
        }
    }
    // from left to right, so that those near a line stand together
    all.sort_by(|a, b| a.reach[0].total_cmp(&b.reach[0]));
    let widest = all.iter().map(|e| e.reach[2] - e.reach[0]).fold(0.0, f64::max);
    let mut out = Vec::new();
    let mut taken: Vec<(f64, f64)> = Vec::new();
    'lines: for line in &lines {
        let length = (line.end - line.start).hypot2().sqrt();
        if length <= TINY * d {
            continue;
        }
        let along = (line.end - line.start) / length;
        let (x, y) = (
            (line.start.x.min(line.end.x), line.start.x.max(line.end.x)),
            (line.start.y.min(line.end.y), line.start.y.max(line.end.y)),
        );
        taken.clear();
        let first = all.partition_point(|e| e.reach[0] < x.0 - widest - TINY * d);
        for edge in &all[first..] {
            let [left, top, right, bottom] = edge.reach;
            if left >= x.1 {
                break;
            }
            if x.0 < right && y.1 > top && y.0 < bottom {
                let Some(part) = nearer(line.start, along, edge, d * (1.0 - NEARER)) else { continue };
                if part.0 <= 0.0 && part.1 >= length {
                    // nothing of it is left
                    continue 'lines;
                }
                taken.push(part);
            }
        }
        taken.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut from = 0.0;
        for &(start, end) in taken.iter().chain([&(length, length)]) {
            let to = start.min(length);
            if to - from > TINY * d {
                let ends = (line.start + along * from, line.start + along * to);
                out.push(Stretch { ends, source: (line.source_at(ends.0), line.source_at(ends.1)) });
            }
            from = end.max(from);
        }
    }
    Some(out)
}

/// The part of a line that is nearer to an edge than `d`.
fn nearer(start: Point, along: Vec2, edge: &Edge, d: f64) -> Option<(f64, f64)> {
    let from = start - edge.start;
    let ends = [-from, edge.along * edge.length - from].map(|to| (to.dot(along), to.cross(along)));
    if ends[0].1.min(ends[1].1) >= d || ends[0].1.max(ends[1].1) <= -d {
        return None;
    }
    let mut out: Option<(f64, f64)> = None;
    let mut add = |a: f64, b: f64| out = Some(out.map_or((a, b), |o| (o.0.min(a), o.1.max(b))));
    for (ahead, aside) in ends {
        let square = d * d - aside * aside;
        if square > 0.0 {
            add(ahead - square.sqrt(), ahead + square.sqrt());
        }
    }
    // beside the edge: both its coordinates between their limits
    let slab = |at: f64, speed: f64, low: f64, high: f64| {
        if speed.abs() < 1e-12 {
            (at > low && at < high).then_some((f64::NEG_INFINITY, f64::INFINITY))
        } else {
            let (a, b) = ((low - at) / speed, (high - at) / speed);
            Some((a.min(b), a.max(b)))
        }
    };
    let beside = slab(from.dot(edge.along), along.dot(edge.along), 0.0, edge.length);
    let within = slab(edge.along.cross(from), edge.along.cross(along), -d, d);
    if let (Some(a), Some(b)) = (beside, within) {
        let (low, high) = (a.0.max(b.0), a.1.min(b.1));
        if low < high {
            add(low, high);
        }
    }
    out
}

/// The stretches in the order in which they follow each other, ring by ring;
/// none where the end of one lies at no beginning of another.
fn loops(stretches: &[Stretch], d: f64) -> Option<Vec<Vec<usize>>> {
    let n = stretches.len();
    let mut used = vec![false; n];
    let mut out = Vec::new();
    for first in 0..n {
        if used[first] {
            continue;
        }
        let mut order = vec![first];
        used[first] = true;
        let mut last = first;
        loop {
            let end = stretches[last].ends.1;
            let gap = |i: usize| (stretches[i].ends.0 - end).hypot2();
            // usually the next one
            let next = (last + 1) % n;
            let next = if gap(next) < (TINY * d) * (TINY * d) && !used[next] {
                next
            } else {
                (0..n).filter(|&i| i == first || !used[i]).min_by(|&a, &b| gap(a).total_cmp(&gap(b)))?
            };
            if gap(next) > (APART * d) * (APART * d) {
                return None;
            }
            if next == first {
                break;
            }
            used[next] = true;
            order.push(next);
            last = next;
        }
        out.push(order);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use crate::geom::Region;
    use kurbo::{Affine, Point, Rect};

    fn square(x: f64, y: f64, side: f64) -> Region {
        Region::from_rect(Rect::new(x, y, x + side, y + side))
    }

    /// Shapes with what makes offsets hard: necks, holes, spikes, many points.
    fn hard_shapes() -> Vec<Region> {
        let blob = |n: u32, waves: f64, depth: f64| {
            let ring: Vec<Point> = (0..n)
                .map(|i| {
                    let t = std::f64::consts::TAU * f64::from(i) / f64::from(n);
                    let r = 10.0 + depth * libm::sin(waves * t);
                    Point::new(r * libm::cos(t), 0.7 * r * libm::sin(t))
                })
                .collect();
            Region::from_ring(&ring)
        };
        let bar = Region::from_rect(Rect::new(-30.0, -1.2, 30.0, 1.3));
        let star = blob(40, 5.0, 4.0);
        vec![
            square(0.0, 0.0, 10.0),
            Region::from_ring(&[(0.0, 0.0), (30.0, 0.4), (0.0, 5.0), (4.0, 1.5)].map(Point::from)),
            star.union(&bar),
            star.subtract(&bar),
            blob(90, 3.0, 2.0).subtract(&blob(30, 2.0, 1.0).transform(Affine::scale(0.7))),
            square(0.0, 0.0, 10.0).subtract(&square(9.0, 4.0, 2.0)).union(&square(13.0, 0.0, 6.0)),
        ]
    }

    #[test]
    fn offsets_edge_by_edge_are_those_of_an_overlay() {
        for (i, shape) in hard_shapes().iter().enumerate() {
            for d in [0.3, 0.9, 1.26, 2.4] {
                let pairs = [
                    ("grown", shape.offset(d), shape.offset_on_grid(d)),
                    ("shrunk", shape.offset(-d), shape.offset_on_grid(-d)),
                    ("opened", shape.opened(d), shape.offset_on_grid(-d).offset_on_grid(d)),
                ];
                for (what, edges, grid) in pairs {
                    let other = edges.subtract(&grid).area() + grid.subtract(&edges).area();
                    // arcs are chords outside the circle in one, inside in the other
                    assert!(other <= 0.15 * d * d, "shape {i} {what} by {d}: {other} differs");
                    assert_eq!(edges.piece_count(), grid.piece_count(), "shape {i} {what} by {d}");
                }
            }
        }
    }
}
