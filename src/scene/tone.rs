//! How dark artwork is, place by place: the tones that an engraver would turn into
//! lines.
//!
//! Fills are painted in order on a grid, each in the darkness of its colour, as any
//! renderer would, but in one channel and coarsely: lines need no more.

use super::node::{Geometry, Node};
use super::paint::{Fill, Paint, Stop};
use crate::geom::flatten;
use crate::model::Gradient;
use crate::style::Color;
use kurbo::{Affine, BezPath, Point, Rect, Shape};

/// How far curves may stray from their chords, in cells.
const TOLERANCE: f64 = 0.25;

/// A grid of darkness over some artwork.
pub(super) struct ToneField {
    /// Upper left corner of the first cell.
    origin: Point,
    /// Width and height of a cell.
    cell: f64,
    /// Cells in a row.
    columns: usize,
    /// Rows.
    rows: usize,
    /// Darkness of each cell, row by row: 0 (white) to 1 (black).
    darkness: Vec<f64>,
}

impl ToneField {
    /// Returns the tones of artwork within a box, in cells of a size, all in the artwork's units.
    pub(super) fn new(art: &[Node], bounds: Rect, cell: f64) -> Self {
        let count = |length: f64| {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most some thousand")]
            let count = (length / cell).ceil().clamp(1.0, 4000.0) as usize;
            count
        };
        let (columns, rows) = (count(bounds.width()), count(bounds.height()));
        let darkness = vec![0.0; columns * rows];
        let mut field = Self { origin: bounds.origin(), cell, columns, rows, darkness };
        field.paint_all(art, 1.0, None);
        field
    }

    /// Returns the darkness at a point, 0 to 1, smooth between cells; the nearest cell counts
    /// outside of the grid.
    pub(super) fn at(&self, p: Point) -> f64 {
        let (column, x) = split((p.x - self.origin.x) / self.cell - 0.5, self.columns);
        let (row, y) = split((p.y - self.origin.y) / self.cell - 0.5, self.rows);
        let value = |dx: usize, dy: usize| {
            let (c, r) = ((column + dx).min(self.columns - 1), (row + dy).min(self.rows - 1));
            self.darkness[r * self.columns + c]
        };
        let (top, bottom) = (mix(value(0, 0), value(1, 0), x), mix(value(0, 1), value(1, 1), x));
        mix(top, bottom, y)
    }

    /// Returns this field averaged over squares of a width, three times over, which is nearly a
    /// Gaussian.
    #[must_use]
    pub(super) fn blurred(mut self, width: f64) -> Self {
        let reach = split(width / self.cell / 2.0, self.columns.min(self.rows)).0.max(1);
        for _ in 0..3 {
            self.darkness = averaged(&self.darkness, self.columns, reach);
            self.darkness = averaged(&self.darkness, self.rows, reach);
        }
        self
    }

    /// Paints nodes in order, with an opacity, within a mask of cells.
    fn paint_all(&mut self, nodes: &[Node], opacity: f64, mask: Option<&[bool]>) {
        for node in nodes {
            match node {
                Node::Shape(shape) => {
                    if let (Geometry::Path(path), Some(fill)) = (&shape.geometry, &shape.fill) {
                        self.paint(path, fill, opacity, mask);
                    }
                }
                Node::Group(group) => {
                    let clip = group.clip.as_ref().map(|clip| self.mask(clip, mask));
                    self.paint_all(&group.children, opacity * group.opacity, clip.as_deref().or(mask));
                }
                Node::Text(_) => {}
            }
        }
    }

    /// Returns the cells inside a path, of those in a mask.
    fn mask(&self, path: &BezPath, outer: Option<&[bool]>) -> Vec<bool> {
        let mut mask = vec![false; self.darkness.len()];
        self.each_inside(path, false, |cell, _| mask[cell] = outer.is_none_or(|m| m[cell]));
        mask
    }

    /// Paints a fill.
    fn paint(&mut self, path: &BezPath, fill: &Fill, opacity: f64, mask: Option<&[bool]>) {
        let mut cells = Vec::new();
        let shade = Shade::new(&fill.paint);
        self.each_inside(path, fill.even_odd, |cell, center| {
            if mask.is_none_or(|m| m[cell]) {
                cells.push((cell, shade.at(center)));
            }
        });
        for (cell, (darkness, alpha)) in cells {
            let old = &mut self.darkness[cell];
            *old = mix(*old, darkness, alpha * fill.opacity * opacity);
        }
    }

    /// Calls a function for each cell whose centre lies inside a path, with its index and centre.
    fn each_inside(&self, path: &BezPath, even_odd: bool, mut each: impl FnMut(usize, Point)) {
        let rings = flatten(path, TOLERANCE * self.cell);
        let box_ = path.bounding_box();
        let first = split((box_.y0 - self.origin.y) / self.cell, self.rows).0;
        for row in first..self.rows {
            #[expect(clippy::cast_precision_loss, reason = "at most some thousand")]
            let y = self.origin.y + (row as f64 + 0.5) * self.cell;
            if y > box_.y1 {
                break;
            }
            for (from, to) in spans(&rings, y, even_odd) {
                let column = split((from - self.origin.x) / self.cell + 0.5, self.columns).0;
                for column in column..self.columns {
                    #[expect(clippy::cast_precision_loss, reason = "at most some thousand")]
                    let x = self.origin.x + (column as f64 + 0.5) * self.cell;
                    if x >= to {
                        break;
                    }
                    if x >= from {
                        each(row * self.columns + column, Point::new(x, y));
                    }
                }
            }
        }
    }
}

/// A paint as darkness and opacity.
enum Shade<'a> {
    /// One darkness.
    Plain(f64),
    /// A gradient, and the way from the artwork's units to its own.
    Gradient(&'a Gradient<Stop>, Affine),
}

impl<'a> Shade<'a> {
    /// Returns the shade of a paint.
    fn new(paint: &'a Paint) -> Self {
        match paint {
            Paint::Color(color) => Self::Plain(darkness(*color)),
            Paint::Gradient(g) => Self::Gradient(g, g.transform.inverse()),
        }
    }

    /// Returns darkness and opacity at a point, both 0 to 1.
    fn at(&self, p: Point) -> (f64, f64) {
        let (gradient, inverse) = match self {
            Self::Plain(darkness) => return (*darkness, 1.0),
            Self::Gradient(gradient, inverse) => (gradient, *inverse),
        };
        let local = inverse * p;
        let t = if gradient.radial { local.to_vec2().hypot2().sqrt() } else { local.x };
        let after = gradient.stops.iter().position(|s| s.offset > t);
        let (a, b) = match after {
            Some(0) => (gradient.stops.first(), gradient.stops.first()),
            Some(i) => (gradient.stops.get(i - 1), gradient.stops.get(i)),
            None => (gradient.stops.last(), gradient.stops.last()),
        };
        let (Some(a), Some(b)) = (a, b) else { return (0.0, 0.0) };
        let part = if b.offset > a.offset { (t - a.offset) / (b.offset - a.offset) } else { 0.0 };
        (mix(darkness(a.color), darkness(b.color), part), mix(a.opacity, b.opacity, part))
    }
}

/// Returns how dark a colour is, 0 to 1.
pub(super) fn darkness(color: Color) -> f64 {
    let Color { r, g, b } = color;
    1.0 - (0.299 * f64::from(r) + 0.587 * f64::from(g) + 0.114 * f64::from(b)) / 255.0
}

/// Returns the parts of the line at `y` inside some closed rings, by either rule.
fn spans(rings: &[Vec<Point>], y: f64, even_odd: bool) -> Vec<(f64, f64)> {
    let mut crossings: Vec<(f64, i32)> = Vec::new();
    for ring in rings {
        let Some(mut a) = ring.last().copied() else { continue };
        for &b in ring {
            if (a.y > y) != (b.y > y) {
                crossings.push((a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x), if b.y > a.y { 1 } else { -1 }));
            }
            a = b;
        }
    }
    crossings.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut out = Vec::new();
    let (mut winding, mut from) = (0, None);
    for (x, turn) in crossings {
        winding += turn;
        let is_inside = if even_odd { winding % 2 != 0 } else { winding != 0 };
        match (from, is_inside) {
            (None, true) => from = Some(x),
            (Some(start), false) => {
                out.push((start, x));
                from = None;
            }
            _ => {}
        }
    }
    out
}

/// Averages a grid along its rows and turns it over, so that two calls average both ways.
fn averaged(grid: &[f64], columns: usize, reach: usize) -> Vec<f64> {
    let rows = grid.len() / columns;
    let mut out = vec![0.0; grid.len()];
    for (r, row) in grid.chunks_exact(columns).enumerate() {
        for c in 0..columns {
            let window = &row[c.saturating_sub(reach)..(c + reach + 1).min(columns)];
            #[expect(clippy::cast_precision_loss, reason = "at most some thousand")]
            let mean = window.iter().sum::<f64>() / (2 * reach + 1) as f64;
            out[c * rows + r] = mean;
        }
    }
    out
}

/// Returns the whole part of a number, at least 0 and below a count, and what is left, 0 to 1.
fn split(x: f64, count: usize) -> (usize, f64) {
    #[expect(clippy::cast_precision_loss, reason = "at most some thousand")]
    let x = x.clamp(0.0, count.saturating_sub(1) as f64);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the grid")]
    let whole = x.floor() as usize;
    (whole, x - x.floor())
}

/// Returns a value between two.
fn mix(a: f64, b: f64, part: f64) -> f64 {
    a + part.clamp(0.0, 1.0) * (b - a)
}
