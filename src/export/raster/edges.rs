//! Edges: from a path and its transform to straight edges in the pixels of the
//! page, sorted by the bands that they reach into.

use super::pixel::f;
use crate::scene::Stroke;
use kurbo::{Affine, BezPath, PathEl, Point};
use tiny_skia_path as sk;

/// Rows of a band.
pub(super) const BAND_ROWS: usize = 32;
/// How far an edge may be from its curve, in pixels.
const TOLERANCE: f64 = 0.07;
/// Most bands that edges are sorted into; no page is higher.
const MOST_BANDS: f32 = 8192.0;

/// An edge: x and y of both ends.
pub(super) type Edge = [f32; 4];

/// A closed shape as edges, sorted by the bands that they reach into.
#[derive(Debug)]
pub(super) struct Edges {
    /// Its edges, those of the first band first; an edge in several is there
    /// several times.
    lines: Vec<Edge>,
    /// The first band.
    first: usize,
    /// Where the edges of each band end.
    ends: Vec<usize>,
    /// The least x and y, then the greatest.
    pub(super) bounds: [f32; 4],
    /// Even-odd instead of non-zero.
    pub(super) even_odd: bool,
}

impl Edges {
    /// Sorts edges into bands.
    pub(super) fn new(edges: &[Edge], even_odd: bool) -> Self {
        let spans: Vec<_> = edges.iter().map(|[_, a, _, b]| (band(a.min(*b)), band(a.max(*b)))).collect();
        let first = spans.iter().map(|(from, _)| *from).min().unwrap_or(0);
        let count = spans.iter().map(|(_, to)| to + 1).max().unwrap_or(0) - first;
        let mut ends = vec![0; count + 1];
        for (from, to) in &spans {
            (from + 1..to + 2).for_each(|band| ends[band - first] += 1);
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += *end;
            *end = sum;
        }
        // each begin moves on to its end, which is the next begin
        let mut lines = vec![[0.0; 4]; sum];
        for (line, (from, to)) in edges.iter().zip(&spans) {
            for end in &mut ends[from - first..to + 1 - first] {
                lines[*end] = *line;
                *end += 1;
            }
        }
        ends.truncate(count);
        let mut bounds = [f32::MAX, f32::MAX, f32::MIN, f32::MIN];
        for [xa, ya, xb, yb] in edges {
            let [x0, y0, x1, y1] = bounds;
            bounds = [x0.min(*xa).min(*xb), y0.min(*ya).min(*yb), x1.max(*xa).max(*xb), y1.max(*ya).max(*yb)];
        }
        Self { lines, first, ends, bounds, even_odd }
    }

    /// Returns the bytes that it has on the heap.
    pub(super) fn size(&self) -> usize {
        size_of_val(&self.lines[..]) + size_of_val(&self.ends[..])
    }

    /// Returns the edges that reach into a band, by its first row.
    pub(super) fn within(&self, row: usize) -> &[Edge] {
        let Some(index) = (row / BAND_ROWS).checked_sub(self.first) else { return &[] };
        let Some(end) = self.ends.get(index) else { return &[] };
        let begin = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.lines[begin..*end]
    }
}

/// Returns the band of a coordinate; those above the page count to the first.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "clamped")]
fn band(y: f32) -> usize {
    // by way of i32, whose conversion is the quickest
    (y / BAND_ROWS as f32).clamp(0.0, MOST_BANDS) as i32 as usize
}

/// Strokes a path; what comes back is the outline of the line, to be filled.
pub(super) fn stroked(path: &BezPath, stroke: &Stroke, t: Affine) -> Option<Edges> {
    let (line_cap, line_join) =
        if stroke.round { (sk::LineCap::Round, sk::LineJoin::Round) } else { (sk::LineCap::Butt, sk::LineJoin::Miter) };
    let style = sk::Stroke { width: f(stroke.width), line_cap, line_join, ..sk::Stroke::default() };
    let dashes = (!stroke.dashes.is_empty())
        .then(|| sk::StrokeDash::new(stroke.dashes.iter().map(|d| f(*d)).collect(), 0.0))
        .flatten();
    let scale = f(t.determinant().abs().sqrt());
    let mut path = to_skia(path)?;
    if let Some(dashes) = dashes {
        path = path.dash(&dashes, scale)?;
    }
    let line = path.stroke(&style, scale)?;
    Some(filled(from_skia(&line), t, false))
}

/// Flattens a path under a transform.
pub(super) fn filled(path: impl Iterator<Item = PathEl>, t: Affine, even_odd: bool) -> Edges {
    let mut lines = Vec::new();
    flatten(path, t, &mut lines);
    Edges::new(&lines, even_odd)
}

/// Appends the edges of a path, every part of it closed.
pub(super) fn flatten(path: impl Iterator<Item = PathEl>, t: Affine, out: &mut Vec<Edge>) {
    let (mut start, mut last) = (Point::ZERO, Point::ZERO);
    let mut edge = |a: Point, b: Point| {
        let line = [a.x, a.y, b.x, b.y].map(f);
        // level edges cover nothing
        if line[1] != line[3] {
            out.push(line);
        }
    };
    for element in path {
        match t * element {
            PathEl::MoveTo(p) => {
                edge(last, start);
                (start, last) = (p, p);
            }
            PathEl::LineTo(p) => {
                edge(last, p);
                last = p;
            }
            PathEl::ClosePath => {
                edge(last, start);
                last = start;
            }
            PathEl::QuadTo(b, c) => {
                let count = pieces(0.25 * second(last, b, c));
                let a = last;
                let at = |x: f64| a + 2.0 * x * (b - a) + x * x * ((c - b) - (b - a));
                last = curve(last, c, count, at, &mut edge);
            }
            PathEl::CurveTo(b, c, d) => {
                let count = pieces(0.75 * second(last, b, c).max(second(b, c, d)));
                let (a, first, twice) = (last, 3.0 * (b - last), 3.0 * ((c - b) - (b - last)));
                let thrice = (d - a) - first - twice;
                let at = |x: f64| a + x * (first + x * (twice + x * thrice));
                last = curve(last, d, count, at, &mut edge);
            }
        }
    }
    edge(last, start);
}

/// Passes on the edges of a curve and returns its end.
fn curve(from: Point, to: Point, count: u32, at: impl Fn(f64) -> Point, mut edge: impl FnMut(Point, Point)) -> Point {
    let (mut last, step) = (from, 1.0 / f64::from(count));
    for i in 1..count {
        let next = at(f64::from(i) * step);
        edge(last, next);
        last = next;
    }
    edge(last, to);
    to
}

/// Measures how far three points are from being spaced evenly on a line.
fn second(a: Point, b: Point, c: Point) -> f64 {
    ((c - b) - (b - a)).hypot()
}

/// Returns into how many even pieces a curve must be cut to be near enough to their
/// chords, by Wang's bound, from its degree's part of its second difference.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
fn pieces(bend: f64) -> u32 {
    (bend / TOLERANCE).sqrt().ceil().clamp(1.0, 1000.0) as u32
}

/// Converts a path for the stroker; `None` where it is empty.
fn to_skia(path: &BezPath) -> Option<sk::Path> {
    let mut b = sk::PathBuilder::new();
    for el in path.elements() {
        match *el {
            PathEl::MoveTo(a) => b.move_to(f(a.x), f(a.y)),
            PathEl::LineTo(a) => b.line_to(f(a.x), f(a.y)),
            PathEl::QuadTo(a, c) => b.quad_to(f(a.x), f(a.y), f(c.x), f(c.y)),
            PathEl::CurveTo(a, c, d) => b.cubic_to(f(a.x), f(a.y), f(c.x), f(c.y), f(d.x), f(d.y)),
            PathEl::ClosePath => b.close(),
        }
    }
    b.finish()
}

/// Converts a path back from the stroker.
fn from_skia(path: &sk::Path) -> impl Iterator<Item = PathEl> + '_ {
    let p = |a: sk::Point| Point::new(a.x.into(), a.y.into());
    path.segments().map(move |segment| match segment {
        sk::PathSegment::MoveTo(a) => PathEl::MoveTo(p(a)),
        sk::PathSegment::LineTo(a) => PathEl::LineTo(p(a)),
        sk::PathSegment::QuadTo(a, b) => PathEl::QuadTo(p(a), p(b)),
        sk::PathSegment::CubicTo(a, b, c) => PathEl::CurveTo(p(a), p(b), p(c)),
        sk::PathSegment::Close => PathEl::ClosePath,
    })
}
