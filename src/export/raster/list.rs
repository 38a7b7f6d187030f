//! The display list: a scene as shapes in the pixels of the page, with their
//! curves made edges, ready to be drawn band by band.

use super::paint::Ink;
use super::shapes::{self, Shapes};
use super::{Form, ROWS};
use crate::geom;
use crate::scene::{Geometry, Node, Scene, ShapeNode, Stroke, TextNode};
use crate::style::Face;
use crate::text::glyph_outline;
use kurbo::{Affine, BezPath, PathEl, Point, Shape as _};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::ops::Range;
use std::sync::Arc;
use tiny_skia_path as sk;

/// How far an edge may be from its curve, in pixels.
const TOLERANCE: f64 = 0.07;
/// Nodes that a thread makes ready at a time.
const PORTION: usize = 16;
/// Most bands that an outline is sorted into; no page is higher.
const MOST_BANDS: f32 = 8192.0;

/// An edge: x and y of both ends.
pub(super) type Line = [f32; 4];

/// A closed shape as edges, sorted by the bands that they reach into.
#[derive(Debug)]
pub(super) struct Outline {
    /// Its edges, those of the first band first; an edge in several is there
    /// several times.
    lines: Vec<Line>,
    /// The first band.
    first: usize,
    /// Where the edges of each band end.
    ends: Vec<usize>,
    /// Even-odd instead of non-zero.
    pub(super) even_odd: bool,
}

impl Outline {
    /// The outline of some edges.
    fn new(edges: &[Line], even_odd: bool) -> Self {
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
        Self { lines, first, ends, even_odd }
    }

    /// The edges that reach into a band, by its first row.
    pub(super) fn within(&self, row: usize) -> &[Line] {
        let Some(index) = (row / ROWS).checked_sub(self.first) else { return &[] };
        let Some(end) = self.ends.get(index) else { return &[] };
        let begin = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.lines[begin..*end]
    }
}

/// The band of a coordinate; those above the page count to the first.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "clamped")]
fn band(y: f32) -> usize {
    // by way of i32, whose conversion is the quickest
    (y / ROWS as f32).clamp(0.0, MOST_BANDS) as i32 as usize
}

/// A shape that is painted.
#[derive(Debug)]
pub(super) struct Painted {
    /// Its outline.
    pub(super) outline: Outline,
    /// With what.
    pub(super) ink: Ink,
    /// What it was made from, and whether it is the line of it, if it is kept.
    mark: Option<(blake3::Hash, bool)>,
}

impl Painted {
    /// How many bytes it takes.
    pub(super) fn size(&self) -> usize {
        let Self { outline: Outline { lines, ends, .. }, ink, mark: _ } = self;
        size_of::<Self>() + size_of_val(&lines[..]) + size_of_val(&ends[..]) + ink.size()
    }
}

/// What is to be done, in order.
pub(super) enum Step {
    /// Paints a shape.
    Paint(Arc<Painted>),
    /// From here on, only what lies in a shape shows; with its hash.
    Clip(Outline, blake3::Hash),
    /// The last clip ends.
    Unclip,
    /// What follows is drawn apart.
    Layer,
    /// What was drawn apart is laid over the rest, with an opacity of 255.
    Merge(u8),
    /// What was drawn apart takes away from the rest as much as it is opaque.
    Erase,
}

impl Step {
    /// What it paints, if that is a gradient that hides what lies below.
    pub(super) fn solid_gradient(&self) -> Option<&Arc<Painted>> {
        match self {
            Self::Paint(shape) if shape.ink.is_solid_gradient() => Some(shape),
            _ => None,
        }
    }
}

/// A scene to draw.
pub(super) struct List {
    /// What is to be done.
    pub(super) steps: Vec<Step>,
}

impl List {
    /// The list of a scene, with shapes of earlier ones where they fit, made on
    /// at most some threads.
    pub(super) fn new(scene: &Scene, shapes: Option<&Shapes>, threads: Option<NonZeroUsize>) -> Self {
        let mut tasks = Vec::new();
        for node in &scene.nodes {
            collect(node, Affine::scale(scene.scale), &mut tasks);
        }
        let builder = || Builder { glyphs: BTreeMap::new(), shapes };
        let portions: Vec<_> = tasks.chunks(PORTION).collect();
        let steps = super::each(portions.len(), threads, builder, |builder, i| {
            portions[i].iter().flat_map(|task| builder.steps(task)).collect::<Vec<_>>()
        });
        Self { steps: steps.into_iter().flatten().collect() }
    }

    /// Whether all that is painted is grey.
    pub(super) fn is_gray(&self) -> bool {
        self.steps.iter().all(|step| if let Step::Paint(shape) = step { shape.ink.is_gray() } else { true })
    }

    /// What decides the bytes of some rows: their place and form, and all steps
    /// that reach into them by what they were made from.
    pub(super) fn mark(&self, rows: Range<usize>, width: usize, ground: u32, form: Form) -> blake3::Hash {
        let mut bytes = vec![form.is_gray.into()];
        for number in [rows.start, rows.end, width, form.before] {
            bytes.extend(number.to_le_bytes());
        }
        bytes.extend(ground.to_le_bytes());
        let reaches = |outline: &Outline| !outline.within(rows.start).is_empty();
        for step in &self.steps {
            match step {
                Step::Paint(shape) if reaches(&shape.outline) => {
                    if let Some((hash, is_line)) = &shape.mark {
                        bytes.push((*is_line).into());
                        bytes.extend(hash.as_bytes());
                    }
                }
                Step::Paint(_) => {}
                Step::Clip(outline, hash) if reaches(outline) => {
                    bytes.push(2);
                    bytes.extend(hash.as_bytes());
                }
                Step::Clip(..) => bytes.push(3),
                Step::Unclip => bytes.push(4),
                Step::Layer => bytes.push(5),
                Step::Merge(opacity) => bytes.extend([6, *opacity]),
                Step::Erase => bytes.push(7),
            }
        }
        blake3::hash(&bytes)
    }
}

/// A node whose steps are to be made.
enum Task<'a> {
    /// A shape.
    Shape(&'a ShapeNode, Affine),
    /// A line of text.
    Text(&'a TextNode, Affine),
    /// What shows of a group.
    Clip(&'a BezPath, Affine),
    /// The clip ends.
    Unclip,
    /// A translucent group begins.
    Layer,
    /// It ends.
    Merge(f64),
    /// What takes away from the rest of the group ends.
    Erase,
}

/// Appends the tasks of a node under a transform; translucent and fading groups
/// are drawn apart and laid over.
fn collect<'a>(node: &'a Node, t: Affine, out: &mut Vec<Task<'a>>) {
    match node {
        Node::Shape(shape) => out.push(Task::Shape(shape, t)),
        Node::Text(text) => out.push(Task::Text(text, t)),
        Node::Group(g) => {
            let (t, is_layer) = (t * g.transform, g.opacity < 1.0 || !g.fade.is_empty());
            out.extend(g.clip.as_ref().map(|clip| Task::Clip(clip, t)));
            out.extend(is_layer.then_some(Task::Layer));
            g.children.iter().for_each(|child| collect(child, t, out));
            if !g.fade.is_empty() {
                out.push(Task::Layer);
                g.fade.iter().for_each(|node| collect(node, t, out));
                out.push(Task::Erase);
            }
            out.extend(is_layer.then_some(Task::Merge(g.opacity)));
            out.extend(g.clip.as_ref().map(|_| Task::Unclip));
        }
    }
}

/// What decides the outline of a glyph: the bits of its size, its font (given
/// or the face's) and its number.
type GlyphKey = (u64, Face, u16, Option<u8>, u32);

/// Makes steps.
struct Builder<'a> {
    /// Outlines of glyphs, which come again and again.
    glyphs: BTreeMap<GlyphKey, Option<BezPath>>,
    /// Shapes of earlier scenes, if they are kept.
    shapes: Option<&'a Shapes>,
}

impl Builder<'_> {
    /// The steps of a task.
    fn steps(&mut self, task: &Task<'_>) -> Vec<Step> {
        match *task {
            Task::Shape(s, t) => self.known(|| shapes::key(s, t), |_, key| shape(s, t, key)),
            Task::Text(s, t) => self.known(|| shapes::text_key(s, t), |builder, key| builder.text(s, t, key)),
            Task::Clip(clip, t) => vec![Step::Clip(outline(clip.iter(), t, false), shapes::clip_key(clip, t))],
            Task::Unclip => vec![Step::Unclip],
            Task::Layer => vec![Step::Layer],
            Task::Merge(opacity) => vec![Step::Merge(super::byte(255.0 * opacity))],
            Task::Erase => vec![Step::Erase],
        }
    }

    /// The steps of something with a key, made if it is new or nothing is kept.
    fn known(
        &mut self,
        key: impl FnOnce() -> blake3::Hash,
        make: impl FnOnce(&mut Self, Option<blake3::Hash>) -> Vec<Arc<Painted>>,
    ) -> Vec<Step> {
        let Some(shapes) = self.shapes else { return make(self, None).into_iter().map(Step::Paint).collect() };
        let key = key();
        shapes.get(key, || make(self, Some(key))).iter().cloned().map(Step::Paint).collect()
    }

    /// A line of text: its rim, if it has one, then its letters.
    fn text(&mut self, text: &TextNode, t: Affine, key: Option<blake3::Hash>) -> Vec<Arc<Painted>> {
        let (mut lines, style) = (Vec::new(), text.style);
        for glyph in &text.run.glyphs {
            let key = (style.size.to_bits(), style.face, style.fonts.0, glyph.given, glyph.id);
            let outline = self.glyphs.entry(key).or_insert_with(|| glyph_outline(&style, glyph));
            let Some(outline) = outline else { continue };
            let t = t * Affine::translate((text.origin.x + glyph.x, text.origin.y + glyph.y));
            flatten(outline.iter(), t, &mut lines);
        }
        let mark = |is_line| key.map(|key| (key, is_line));
        let rim = text.halo.and_then(|(color, width)| {
            let outline = stroked(&text.outline(), &Stroke::color(color, width), t)?;
            Some(Arc::new(Painted { outline, ink: Ink::plain(color, 1.0), mark: mark(true) }))
        });
        let outline = Outline::new(&lines, false);
        let letters = Arc::new(Painted { outline, ink: Ink::plain(text.color, 1.0), mark: mark(false) });
        rim.into_iter().chain([letters]).collect()
    }
}

/// What a shape paints: its fill, then its line. If it is kept, it has a key.
fn shape(s: &ShapeNode, t: Affine, key: Option<blake3::Hash>) -> Vec<Arc<Painted>> {
    let path = match &s.geometry {
        Geometry::Path(p) => Cow::Borrowed(p),
        Geometry::Circle(c, r) => Cow::Owned(geom::circle(*c, *r)),
        Geometry::Rect(r, radius) => Cow::Owned(r.to_rounded_rect(*radius).to_path(0.01)),
    };
    let mark = |is_line| key.map(|key| (key, is_line));
    let fill = s.fill.as_ref().map(|fill| {
        let (outline, ink) = (outline(path.iter(), t, fill.even_odd), Ink::new(&fill.paint, fill.opacity, t));
        Arc::new(Painted { outline, ink, mark: mark(false) })
    });
    let line = s.stroke.as_ref().and_then(|stroke| {
        let outline = stroked(&path, stroke, t)?;
        Some(Arc::new(Painted { outline, ink: Ink::new(&stroke.paint, stroke.opacity, t), mark: mark(true) }))
    });
    fill.into_iter().chain(line).collect()
}

/// A path as a line: the outline of the line is filled.
fn stroked(path: &BezPath, stroke: &Stroke, t: Affine) -> Option<Outline> {
    let (line_cap, line_join) =
        if stroke.round { (sk::LineCap::Round, sk::LineJoin::Round) } else { (sk::LineCap::Butt, sk::LineJoin::Miter) };
    let style = sk::Stroke { width: super::f(stroke.width), line_cap, line_join, ..sk::Stroke::default() };
    let dashes = (!stroke.dashes.is_empty())
        .then(|| sk::StrokeDash::new(stroke.dashes.iter().map(|d| super::f(*d)).collect(), 0.0))
        .flatten();
    let scale = super::f(t.determinant().abs().sqrt());
    let mut path = to_skia(path)?;
    if let Some(dashes) = dashes {
        path = path.dash(&dashes, scale)?;
    }
    let line = path.stroke(&style, scale)?;
    Some(outline(from_skia(&line), t, false))
}

/// The outline of a path under a transform.
fn outline(path: impl Iterator<Item = PathEl>, t: Affine, even_odd: bool) -> Outline {
    let mut lines = Vec::new();
    flatten(path, t, &mut lines);
    Outline::new(&lines, even_odd)
}

/// Appends the edges of a path, every part of it closed.
fn flatten(path: impl Iterator<Item = PathEl>, t: Affine, out: &mut Vec<Line>) {
    let (mut start, mut last) = (Point::ZERO, Point::ZERO);
    let mut edge = |a: Point, b: Point| {
        let line = [a.x, a.y, b.x, b.y].map(super::f);
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

/// Edges of a curve from one point to another; the end.
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

/// How far three points are from being spaced evenly on a line.
fn second(a: Point, b: Point, c: Point) -> f64 {
    ((c - b) - (b - a)).hypot()
}

/// Into how many even pieces a curve must be cut to be near enough to their
/// chords, by Wang's bound, from its degree's part of its second difference.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
fn pieces(bend: f64) -> u32 {
    (bend / TOLERANCE).sqrt().ceil().clamp(1.0, 1000.0) as u32
}

/// A path as the stroker has it; `None` where it is empty.
fn to_skia(path: &BezPath) -> Option<sk::Path> {
    let mut b = sk::PathBuilder::new();
    let f = super::f;
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

/// A path of the stroker as ours.
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
