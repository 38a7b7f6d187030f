//! Engraving: tones become lines of varying weight, as in a picture cut into a plate,
//! so that one ink is enough.
//!
//! The lines run across the page at one pitch and rise a little over the middle of a
//! form, which makes it look round. Where a line would be too thin to print, there is
//! none. Fades are lines too: of paper, wider and wider.

use super::node::{Geometry, GroupNode, Node, ShapeNode, Tag};
use super::paint::{Fill, Paint, Stop};
use super::tone::{ToneField, darkness};
use crate::model::Gradient;
use crate::style::Color;
use kurbo::{Affine, BezPath, Point, Rect, Shape, Vec2};

/// Cells of a tone field in a pitch.
const CELLS: f64 = 3.0;
/// Steps along a line in a pitch.
const STEPS: f64 = 2.0;
/// Least width of a line, as a part of the pitch.
const THINNEST: f64 = 0.07;
/// Greatest width of a line of ink, as a part of the pitch: paper shows between the darkest.
const WIDEST: f64 = 0.86;
/// How far lines rise over the middle of a form, as a part of its size.
const RISE: f64 = 0.035;
/// The distance from the edge at which a form is as high as it gets, as a part of its size.
const SHOULDER: f64 = 0.11;
/// Weight of a contour in the light, as a part of its width.
const LIGHT: f64 = 0.7;
/// What full darkness adds to it.
const DARK: f64 = 0.9;
/// Darkness from which a colour is ink rather than paper.
const HALF: f64 = 0.35;
/// Opacity up to which a fill is nothing.
const NOTHING: f64 = 0.02;
/// Weight that a faint line keeps, as a part of its width.
const FAINT: f64 = 0.35;

/// The engraver of one drawing, in the units of that drawing.
pub(super) struct Engraver {
    /// The part of the plane that is engraved.
    bounds: Rect,
    /// Distance of lines.
    pitch: f64,
    /// Height of the form at each place, 0 to 1.
    height: ToneField,
    /// The size of the form.
    size: f64,
    /// Colour of lines.
    ink: Color,
    /// Colour of the page.
    paper: Color,
}

impl Engraver {
    /// Returns an engraver of a silhouette, with the distance of its lines in the units of the
    /// drawing, and the colours of lines and page.
    pub(super) fn new(silhouette: &BezPath, pitch: f64, ink: Color, paper: Color) -> Self {
        let form = silhouette.bounding_box();
        let size = form.width().max(form.height());
        let bounds = form.inflate(0.06 * size, 0.06 * size);
        let black = filled(silhouette.clone(), Color::rgb(0, 0, 0));
        let height = ToneField::new(&[black], bounds, pitch / CELLS).blurred(SHOULDER * size);
        Self { bounds, pitch, height, size, ink, paper }
    }

    /// Returns artwork as lines of ink, together with the tones that they show.
    pub(super) fn shaded(&self, art: &[Node], fade: &[Node]) -> (Node, ToneField) {
        let mut all = art.to_vec();
        all.extend_from_slice(fade);
        let tones = ToneField::new(&all, self.bounds, self.pitch / CELLS);
        let lines = self.lines(0.0, |p| WIDEST * tones.at(p));
        (filled(lines, self.ink), tones)
    }

    /// Returns what fades a drawing as lines of a colour between the lines of ink, wider as
    /// less of the drawing is left.
    pub(super) fn faded(&self, fade: &[Node], color: Color) -> Node {
        let alphas = ToneField::new(&black(fade), self.bounds, self.pitch / CELLS);
        // neighbours touch where nothing is left
        let width = |p: Point| 1.12 * alphas.at(p);
        filled(self.lines(0.5, width), color)
    }

    /// Returns strokes as lines of ink whose weight follows the tones beside them; what is filled
    /// in full stays filled, in ink or in paper, whichever is nearer.
    pub(super) fn drawn(&self, nodes: &[Node], tones: &ToneField) -> Vec<Node> {
        let mut out = Vec::new();
        for node in nodes {
            match node {
                Node::Group(g) => {
                    let children = self.drawn(&g.children, tones);
                    out.push(Node::Group(GroupNode { opacity: 1.0, children, ..g.clone() }));
                }
                Node::Shape(shape) => {
                    let Geometry::Path(path) = &shape.geometry else { continue };
                    if let Some(Fill { paint: Paint::Color(color), opacity, even_odd }) = &shape.fill
                        && *opacity > 0.5
                    {
                        let color = if darkness(*color) > HALF { self.ink } else { self.paper };
                        let fill = Some(Fill { even_odd: *even_odd, ..Fill::color(color, 1.0) });
                        let geometry = shape.geometry.clone();
                        out.push(Node::Shape(ShapeNode { tag: Tag::default(), geometry, fill, stroke: None }));
                    }
                    if let Some(stroke) = &shape.stroke {
                        let weight = stroke.width * (FAINT + (1.0 - FAINT) * stroke.opacity);
                        let width = |p: Point| weight * (LIGHT + DARK * tones.at(p));
                        out.push(filled(swelling(path, self.pitch / STEPS, width), self.ink));
                    }
                }
                Node::Text(_) => {}
            }
        }
        out
    }

    /// Returns the lines: each as wide as a function says, in pitches; `shift` moves them by a part
    /// of the pitch.
    fn lines(&self, shift: f64, width: impl Fn(Point) -> f64) -> BezPath {
        let step = self.pitch / STEPS;
        let mut path = BezPath::new();
        let (mut y, bottom) = (self.bounds.y0 + shift * self.pitch, self.bounds.y1 + RISE * self.size);
        while y < bottom {
            let mut run: Vec<(Point, f64)> = Vec::new();
            let mut x = self.bounds.x0;
            while x <= self.bounds.x1 {
                let rise = RISE * self.size * self.height.at(Point::new(x, y));
                let p = Point::new(x, y - rise);
                let w = width(p);
                if w >= THINNEST {
                    run.push((p, w * self.pitch));
                } else {
                    ribbon(&mut path, &run, step);
                    run.clear();
                }
                x += step;
            }
            ribbon(&mut path, &run, step);
            y += self.pitch;
        }
        path
    }
}

/// Adds a line of varying width to a path; its ends are points.
fn ribbon(path: &mut BezPath, run: &[(Point, f64)], step: f64) {
    let (Some((first, _)), Some((last, _))) = (run.first(), run.last()) else { return };
    let edge = |side: f64| run.iter().map(move |(p, w)| *p + Vec2::new(0.0, side * w / 2.0));
    let upper = thinned(&edge(-1.0).collect::<Vec<_>>(), 0.02 * step);
    let lower = thinned(&edge(1.0).collect::<Vec<_>>(), 0.02 * step);
    path.move_to(*first - Vec2::new(0.5 * step, 0.0));
    for p in upper {
        path.line_to(p);
    }
    path.line_to(*last + Vec2::new(0.5 * step, 0.0));
    for p in lower.into_iter().rev() {
        path.line_to(p);
    }
    path.close_path();
}

/// Returns a polyline without the points that lie within a tolerance of the line between those
/// that stay (Ramer, Douglas and Peucker).
fn thinned(points: &[Point], tolerance: f64) -> Vec<Point> {
    let (Some(&first), Some(&last)) = (points.first(), points.last()) else { return Vec::new() };
    let mut keep = vec![false; points.len()];
    let mut open = vec![(0, points.len() - 1)];
    while let Some((a, b)) = open.pop() {
        let line = kurbo::Line::new(points[a], points[b]);
        let far = |i: &usize| kurbo::ParamCurveNearest::nearest(&line, points[*i], 1e-6).distance_sq;
        let farthest = (a + 1..b).max_by(|i, j| far(i).total_cmp(&far(j)));
        if let Some(i) = farthest.filter(|i| far(i) > tolerance * tolerance) {
            keep[i] = true;
            open.extend([(a, i), (i, b)]);
        }
    }
    let middle = points.iter().zip(&keep).filter(|(_, keep)| **keep).map(|(p, _)| *p);
    let ends = usize::from(points.len() > 1);
    std::iter::once(first).chain(middle).chain(std::iter::repeat_n(last, ends)).collect()
}

/// Returns the outline of a line of varying width along a path.
fn swelling(path: &BezPath, step: f64, width: impl Fn(Point) -> f64) -> BezPath {
    let mut out = BezPath::new();
    for ring in open_rings(path, 0.05 * step) {
        let is_closed = ring.len() > 2 && ring.first() == ring.last();
        let points = crate::geom::sample_edges(&ring, step, false);
        let n = points.len();
        if n < 2 {
            continue;
        }
        let normal = |i: usize| {
            let (before, after) = match (i, is_closed) {
                (0, true) => (points[n - 2], points[1]),
                (i, true) if i == n - 1 => (points[n - 2], points[1]),
                _ => (points[i.saturating_sub(1)], points[(i + 1).min(n - 1)]),
            };
            let d = after - before;
            let length = d.hypot2().sqrt().max(1e-9);
            Vec2::new(-d.y, d.x) / length
        };
        let side = |sign: f64| {
            let at = |i: usize| points[i] + normal(i) * (sign * width(points[i]) / 2.0);
            (0..n).map(at).collect::<Vec<_>>()
        };
        let (left, right) = (side(1.0), side(-1.0));
        if is_closed {
            out.extend(closed(left));
            out.extend(closed(right.into_iter().rev()));
        } else {
            out.extend(closed(left.into_iter().chain(right.into_iter().rev())));
        }
    }
    out
}

/// Returns the closed path through some points.
fn closed(points: impl IntoIterator<Item = Point>) -> BezPath {
    let mut path = super::composer::polyline(&points.into_iter().collect::<Vec<_>>());
    path.close_path();
    path
}

/// Returns the subpaths of a path as points; closed ones end where they began.
fn open_rings(path: &BezPath, tolerance: f64) -> Vec<Vec<Point>> {
    let mut rings: Vec<Vec<Point>> = Vec::new();
    kurbo::flatten(path.elements().iter().copied(), tolerance, |el| match el {
        kurbo::PathEl::MoveTo(p) => rings.push(vec![p]),
        kurbo::PathEl::LineTo(p) => rings.iter_mut().next_back().into_iter().for_each(|r| r.push(p)),
        kurbo::PathEl::ClosePath => {
            if let Some(ring) = rings.last_mut()
                && let Some(first) = ring.first().copied()
                && ring.last() != Some(&first)
            {
                ring.push(first);
            }
        }
        _ => {}
    });
    rings
}

/// Makes every node one of ink or of paper, opaque: what is translucent or of another colour
/// becomes the nearer of the two.
pub(super) fn one_ink(nodes: &mut [Node], ink: Color, paper: Color) {
    let nearer = |color: Color| if darkness(color) > HALF { ink } else { paper };
    let plain = |paint: &Paint| {
        let first = |g: &Gradient<Stop>| g.stops.first().map_or(paper, |s| s.color);
        Paint::Color(nearer(match paint {
            Paint::Color(color) => *color,
            Paint::Gradient(g) => first(g),
        }))
    };
    for node in nodes {
        match node {
            Node::Group(g) => {
                g.opacity = 1.0;
                one_ink(&mut g.children, ink, paper);
            }
            Node::Shape(s) => {
                s.fill = s.fill.take().filter(|f| f.opacity > NOTHING);
                if let Some(fill) = &mut s.fill {
                    *fill = Fill { paint: plain(&fill.paint), opacity: 1.0, ..*fill };
                }
                if let Some(stroke) = &mut s.stroke {
                    (stroke.paint, stroke.opacity) = (plain(&stroke.paint), 1.0);
                }
            }
            Node::Text(t) => t.color = nearer(t.color),
        }
    }
}

/// Moves shapes by a transform.
pub(super) fn moved(nodes: &[Node], t: Affine) -> Vec<Node> {
    let paint = |paint: &Paint| match paint {
        Paint::Color(color) => Paint::Color(*color),
        Paint::Gradient(g) => Paint::Gradient(Gradient { transform: t * g.transform, ..g.clone() }),
    };
    let one = |node: &Node| {
        let Node::Shape(s) = node else { return node.clone() };
        let Geometry::Path(path) = &s.geometry else { return node.clone() };
        let fill = s.fill.as_ref().map(|f| Fill { paint: paint(&f.paint), ..f.clone() });
        Node::Shape(ShapeNode { geometry: Geometry::Path(t * path.clone()), fill, ..s.clone() })
    };
    nodes.iter().map(one).collect()
}

/// Returns nodes with every colour black, so that their darkness is their opacity.
fn black(nodes: &[Node]) -> Vec<Node> {
    let ink = Color::rgb(0, 0, 0);
    let paint = |paint: &Paint| match paint {
        Paint::Color(_) => Paint::Color(ink),
        Paint::Gradient(g) => {
            let stops = g.stops.iter().map(|s| Stop { color: ink, ..*s }).collect();
            Paint::Gradient(Gradient { stops, ..g.clone() })
        }
    };
    let one = |node: &Node| match node {
        Node::Shape(s) => {
            let fill = s.fill.as_ref().map(|f| Fill { paint: paint(&f.paint), ..f.clone() });
            Node::Shape(ShapeNode { fill, ..s.clone() })
        }
        Node::Group(g) => Node::Group(GroupNode { children: black(&g.children), ..g.clone() }),
        Node::Text(t) => Node::Text(t.clone()),
    };
    nodes.iter().map(one).collect()
}

/// Returns a path filled with a colour.
fn filled(path: BezPath, color: Color) -> Node {
    let fill = Some(Fill::color(color, 1.0));
    Node::Shape(ShapeNode { tag: Tag::default(), geometry: Geometry::Path(path), fill, stroke: None })
}
