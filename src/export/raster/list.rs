//! The display list: a scene as shapes in the pixels of the page, with their
//! curves made edges, ready to be drawn band by band.

use super::paint::Ink;
use crate::geom;
use crate::scene::{Fill, Geometry, Group, Node, Scene, ShapeNode, Stroke, TextNode};
use crate::style::Face;
use crate::text::glyph_outline;
use kurbo::{Affine, BezPath, PathEl, Point, Shape as _};
use std::collections::BTreeMap;
use std::ops::Range;
use tiny_skia_path as sk;

/// How far an edge may be from its curve, in pixels.
const TOLERANCE: f64 = 0.04;

/// An edge: x and y of both ends.
pub(super) type Line = [f32; 4];

/// A closed shape as edges.
pub(super) struct Outline {
    /// Which of the list's edges are its own.
    lines: Range<usize>,
    /// Its topmost y and its lowest.
    pub(super) reach: (f32, f32),
    /// Even-odd instead of non-zero.
    pub(super) even_odd: bool,
}

/// What is to be done, in order.
pub(super) enum Step {
    /// Paints a shape.
    Paint(Outline, Ink),
    /// From here on, only what lies in a shape shows.
    Clip(Outline),
    /// The last clip ends.
    Unclip,
    /// What follows is drawn apart.
    Layer,
    /// What was drawn apart is laid over the rest, with an opacity of 255.
    Merge(u8),
}

/// A scene to draw.
pub(super) struct List {
    /// What is to be done.
    pub(super) steps: Vec<Step>,
    /// The edges of all shapes.
    lines: Vec<Line>,
}

impl List {
    /// The list of a scene.
    pub(super) fn new(scene: &Scene) -> Self {
        let mut builder = Builder { list: Self { steps: Vec::new(), lines: Vec::new() }, glyphs: BTreeMap::new() };
        for node in &scene.nodes {
            builder.node(node, Affine::scale(scene.scale));
        }
        builder.list
    }

    /// A digest of each step that paints or clips.
    pub(super) fn digests(&self) -> Vec<Option<blake3::Hash>> {
        let mut bytes = Vec::new();
        let mut digest = |outline: &Outline, ink: Option<&Ink>| {
            bytes.clear();
            bytes.push(outline.even_odd.into());
            ink.into_iter().for_each(|ink| ink.write(&mut bytes));
            bytes.extend(self.lines(outline).iter().flatten().flat_map(|x| x.to_le_bytes()));
            Some(blake3::hash(&bytes))
        };
        let digest = |step: &Step| match step {
            Step::Paint(outline, ink) => digest(outline, Some(ink)),
            Step::Clip(outline) => digest(outline, None),
            Step::Unclip | Step::Layer | Step::Merge(_) => None,
        };
        self.steps.iter().map(digest).collect()
    }

    /// What decides the pixels of some rows: their place, and all steps that
    /// reach into them by their digests.
    #[expect(clippy::cast_precision_loss, reason = "rows are few")]
    pub(super) fn mark(
        &self,
        digests: &[Option<blake3::Hash>],
        rows: Range<usize>,
        width: usize,
        ground: u32,
    ) -> blake3::Hash {
        let mut bytes = Vec::new();
        for number in [rows.start, rows.end, width] {
            bytes.extend(number.to_le_bytes());
        }
        bytes.extend(ground.to_le_bytes());
        for (step, digest) in self.steps.iter().zip(digests) {
            let reaches = |outline: &Outline| outline.reach.1 > rows.start as f32 && outline.reach.0 < rows.end as f32;
            let (kind, digest) = match step {
                Step::Paint(outline, _) if !reaches(outline) => continue,
                Step::Paint(..) => (0, *digest),
                Step::Clip(outline) => (1, digest.filter(|_| reaches(outline))),
                Step::Unclip => (2, None),
                Step::Layer => (3, None),
                Step::Merge(opacity) => {
                    bytes.push(*opacity);
                    (4, None)
                }
            };
            bytes.push(kind);
            bytes.extend(digest.iter().flat_map(blake3::Hash::as_bytes));
        }
        blake3::hash(&bytes)
    }

    /// The edges of an outline.
    pub(super) fn lines(&self, outline: &Outline) -> &[Line] {
        &self.lines[outline.lines.clone()]
    }
}

/// What decides the outline of a glyph: the bits of its size, its font (given
/// or the face's) and its number.
type GlyphKey = (u64, Face, u16, Option<u8>, u32);

/// Makes a list.
struct Builder {
    /// What is done so far.
    list: List,
    /// Outlines of glyphs, which come again and again.
    glyphs: BTreeMap<GlyphKey, Option<BezPath>>,
}

impl Builder {
    /// One node under a transform.
    fn node(&mut self, node: &Node, t: Affine) {
        match node {
            Node::Group(g) => self.group(g, t),
            Node::Shape(s) => self.shape(s, t),
            Node::Text(text) => self.text(text, t),
        }
    }

    /// A group; translucent ones are drawn apart and laid over.
    fn group(&mut self, g: &Group, t: Affine) {
        let t = t * g.transform;
        let clip = g.clip.as_ref().map(|c| self.outline(c.iter(), t, false));
        let is_clipped = clip.is_some();
        let is_layer = g.opacity < 1.0;
        self.list.steps.extend(clip.map(Step::Clip));
        self.list.steps.extend(is_layer.then_some(Step::Layer));
        for child in &g.children {
            self.node(child, t);
        }
        self.list.steps.extend(is_layer.then(|| Step::Merge(super::byte(255.0 * g.opacity))));
        self.list.steps.extend(is_clipped.then_some(Step::Unclip));
    }

    /// A shape: fill, then stroke.
    fn shape(&mut self, s: &ShapeNode, t: Affine) {
        let path = match &s.geometry {
            Geometry::Path(p) => p.clone(),
            Geometry::Circle(c, r) => geom::circle(*c, *r),
            Geometry::Rect(r, radius) => r.to_rounded_rect(*radius).to_path(0.01),
        };
        if let Some(fill) = &s.fill {
            self.fill(path.iter(), fill, t);
        }
        if let Some(stroke) = &s.stroke {
            self.stroke(&path, stroke, t);
        }
    }

    /// Fills a path.
    fn fill(&mut self, path: impl Iterator<Item = PathEl>, fill: &Fill, t: Affine) {
        let outline = self.outline(path, t, fill.even_odd);
        self.list.steps.push(Step::Paint(outline, Ink::new(&fill.paint, fill.opacity, t)));
    }

    /// Strokes a path: fills the outline of its line.
    fn stroke(&mut self, path: &BezPath, stroke: &Stroke, t: Affine) {
        let (line_cap, line_join) = if stroke.round {
            (sk::LineCap::Round, sk::LineJoin::Round)
        } else {
            (sk::LineCap::Butt, sk::LineJoin::Miter)
        };
        let style = sk::Stroke { width: super::f(stroke.width), line_cap, line_join, ..sk::Stroke::default() };
        let dashes = (!stroke.dashes.is_empty())
            .then(|| sk::StrokeDash::new(stroke.dashes.iter().map(|d| super::f(*d)).collect(), 0.0))
            .flatten();
        let scale = super::f(t.determinant().abs().sqrt());
        let Some(mut path) = to_skia(path) else { return };
        if let Some(dashes) = dashes {
            let Some(dashed) = path.dash(&dashes, scale) else { return };
            path = dashed;
        }
        let Some(line) = path.stroke(&style, scale) else { return };
        let outline = self.outline(from_skia(&line), t, false);
        self.list.steps.push(Step::Paint(outline, Ink::new(&stroke.paint, stroke.opacity, t)));
    }

    /// A line of text.
    fn text(&mut self, text: &TextNode, t: Affine) {
        let (start, style) = (self.list.lines.len(), text.style);
        for glyph in &text.run.glyphs {
            let key = (style.size.to_bits(), style.face, style.fonts.0, glyph.given, glyph.id);
            let outline = self.glyphs.entry(key).or_insert_with(|| glyph_outline(&style, glyph));
            let Some(outline) = outline else { continue };
            let t = t * Affine::translate((text.origin.x + glyph.x, text.origin.y + glyph.y));
            flatten(outline.iter(), t, &mut self.list.lines);
        }
        let outline = outline_of(&self.list.lines, start, false);
        let ink = Ink::Plain(super::paint::pixel(text.color, 1.0));
        self.list.steps.push(Step::Paint(outline, ink));
    }

    /// Adds the edges of a path under a transform.
    fn outline(&mut self, path: impl Iterator<Item = PathEl>, t: Affine, even_odd: bool) -> Outline {
        let start = self.list.lines.len();
        flatten(path, t, &mut self.list.lines);
        outline_of(&self.list.lines, start, even_odd)
    }
}

/// The outline that the last edges make.
fn outline_of(lines: &[Line], start: usize, even_odd: bool) -> Outline {
    let reach = lines[start..]
        .iter()
        .fold((f32::MAX, f32::MIN), |(low, high), [_, a, _, b]| (low.min(*a).min(*b), high.max(*a).max(*b)));
    Outline { lines: start..lines.len(), reach, even_odd }
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
    kurbo::flatten(path.map(|el| t * el), TOLERANCE, |el| match el {
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
        PathEl::QuadTo(..) | PathEl::CurveTo(..) => {}
    });
    edge(last, start);
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
