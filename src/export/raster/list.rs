//! The display list: a scene as shapes in the pixels of the page, with their
//! curves made edges, ready to be drawn band by band.

use super::paint::Ink;
use super::shapes::{self, Shapes};
use crate::geom;
use crate::scene::{Geometry, Group, Node, Scene, ShapeNode, Stroke, TextNode};
use crate::style::Face;
use crate::text::glyph_outline;
use kurbo::{Affine, BezPath, PathEl, Point, Shape as _};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};
use tiny_skia_path as sk;

/// How far an edge may be from its curve, in pixels.
const TOLERANCE: f64 = 0.04;

/// An edge: x and y of both ends.
pub(super) type Line = [f32; 4];

/// A closed shape as edges.
#[derive(Debug)]
pub(super) struct Outline {
    /// Its edges.
    pub(super) lines: Vec<Line>,
    /// Its topmost y and its lowest.
    pub(super) reach: (f32, f32),
    /// Even-odd instead of non-zero.
    pub(super) even_odd: bool,
}

impl Outline {
    /// The outline of some edges.
    fn new(lines: Vec<Line>, even_odd: bool) -> Self {
        let reach = lines
            .iter()
            .fold((f32::MAX, f32::MIN), |(low, high), [_, a, _, b]| (low.min(*a).min(*b), high.max(*a).max(*b)));
        Self { lines, reach, even_odd }
    }

    /// The hash of all that it is, painted with an ink.
    fn digest(&self, ink: Option<&Ink>) -> blake3::Hash {
        let mut bytes = vec![u8::from(self.even_odd)];
        ink.into_iter().for_each(|ink| ink.write(&mut bytes));
        bytes.extend(self.lines.iter().flatten().flat_map(|x| x.to_le_bytes()));
        blake3::hash(&bytes)
    }
}

/// A shape that is painted.
#[derive(Debug)]
pub(super) struct Painted {
    /// Its outline.
    pub(super) outline: Outline,
    /// With what.
    pub(super) ink: Ink,
    /// Its digest, once it was asked for.
    digest: OnceLock<blake3::Hash>,
}

impl Painted {
    /// An outline to be painted with an ink.
    fn new(outline: Outline, ink: Ink) -> Arc<Self> {
        Arc::new(Self { outline, ink, digest: OnceLock::new() })
    }

    /// The hash of all that it is.
    fn digest(&self) -> &blake3::Hash {
        self.digest.get_or_init(|| self.outline.digest(Some(&self.ink)))
    }
}

/// What is to be done, in order.
pub(super) enum Step {
    /// Paints a shape.
    Paint(Arc<Painted>),
    /// From here on, only what lies in a shape shows.
    Clip(Outline),
    /// The last clip ends.
    Unclip,
    /// What follows is drawn apart.
    Layer,
    /// What was drawn apart is laid over the rest, with an opacity of 255.
    Merge(u8),
    /// What was drawn apart takes away from the rest as much as it is opaque.
    Erase,
}

/// A scene to draw.
pub(super) struct List {
    /// What is to be done.
    pub(super) steps: Vec<Step>,
}

impl List {
    /// The list of a scene, with shapes of earlier ones where they fit.
    pub(super) fn new(scene: &Scene, shapes: Option<&Shapes>) -> Self {
        let mut builder = Builder { list: Self { steps: Vec::new() }, glyphs: BTreeMap::new(), shapes };
        for node in &scene.nodes {
            builder.node(node, Affine::scale(scene.scale));
        }
        builder.list
    }

    /// What decides the pixels of some rows: their place, and all steps that
    /// reach into them by their digests.
    #[expect(clippy::cast_precision_loss, reason = "rows are few")]
    pub(super) fn mark(&self, rows: Range<usize>, width: usize, ground: u32) -> blake3::Hash {
        let mut bytes = Vec::new();
        for number in [rows.start, rows.end, width] {
            bytes.extend(number.to_le_bytes());
        }
        bytes.extend(ground.to_le_bytes());
        for step in &self.steps {
            let reaches = |outline: &Outline| outline.reach.1 > rows.start as f32 && outline.reach.0 < rows.end as f32;
            match step {
                Step::Paint(shape) if reaches(&shape.outline) => {
                    bytes.push(0);
                    bytes.extend(shape.digest().as_bytes());
                }
                Step::Paint(_) => {}
                Step::Clip(outline) if reaches(outline) => {
                    bytes.push(1);
                    bytes.extend(outline.digest(None).as_bytes());
                }
                Step::Clip(_) => bytes.push(2),
                Step::Unclip => bytes.push(3),
                Step::Layer => bytes.push(4),
                Step::Merge(opacity) => bytes.extend([5, *opacity]),
                Step::Erase => bytes.push(6),
            }
        }
        blake3::hash(&bytes)
    }
}

/// What decides the outline of a glyph: the bits of its size, its font (given
/// or the face's) and its number.
type GlyphKey = (u64, Face, u16, Option<u8>, u32);

/// Makes a list.
struct Builder<'a> {
    /// What is done so far.
    list: List,
    /// Outlines of glyphs, which come again and again.
    glyphs: BTreeMap<GlyphKey, Option<BezPath>>,
    /// Shapes of earlier scenes, if they are kept.
    shapes: Option<&'a Shapes>,
}

impl Builder<'_> {
    /// One node under a transform.
    fn node(&mut self, node: &Node, t: Affine) {
        match node {
            Node::Group(g) => self.group(g, t),
            Node::Shape(s) => {
                let shapes = match self.shapes {
                    Some(known) => known.get(shapes::key(s, t), || shape(s, t)),
                    None => shape(s, t),
                };
                self.list.steps.extend(shapes.into_iter().map(Step::Paint));
            }
            Node::Text(text) => self.text(text, t),
        }
    }

    /// A group; translucent and fading ones are drawn apart and laid over.
    fn group(&mut self, g: &Group, t: Affine) {
        let t = t * g.transform;
        let clip = g.clip.as_ref().map(|c| outline(c.iter(), t, false));
        let is_clipped = clip.is_some();
        let is_layer = g.opacity < 1.0 || !g.fade.is_empty();
        self.list.steps.extend(clip.map(Step::Clip));
        self.list.steps.extend(is_layer.then_some(Step::Layer));
        for child in &g.children {
            self.node(child, t);
        }
        if !g.fade.is_empty() {
            self.list.steps.push(Step::Layer);
            for node in &g.fade {
                self.node(node, t);
            }
            self.list.steps.push(Step::Erase);
        }
        self.list.steps.extend(is_layer.then(|| Step::Merge(super::byte(255.0 * g.opacity))));
        self.list.steps.extend(is_clipped.then_some(Step::Unclip));
    }

    /// A line of text.
    fn text(&mut self, text: &TextNode, t: Affine) {
        let (mut lines, style) = (Vec::new(), text.style);
        for glyph in &text.run.glyphs {
            let key = (style.size.to_bits(), style.face, style.fonts.0, glyph.given, glyph.id);
            let outline = self.glyphs.entry(key).or_insert_with(|| glyph_outline(&style, glyph));
            let Some(outline) = outline else { continue };
            let t = t * Affine::translate((text.origin.x + glyph.x, text.origin.y + glyph.y));
            flatten(outline.iter(), t, &mut lines);
        }
        if let Some((color, width)) = text.halo {
            self.list.steps.extend(stroked(&text.outline(), &Stroke::color(color, width), t).map(Step::Paint));
        }
        let ink = Ink::Plain(super::paint::pixel(text.color, 1.0));
        self.list.steps.push(Step::Paint(Painted::new(Outline::new(lines, false), ink)));
    }
}

/// What a shape paints: its fill, then its stroke.
fn shape(s: &ShapeNode, t: Affine) -> Vec<Arc<Painted>> {
    let path = match &s.geometry {
        Geometry::Path(p) => p.clone(),
        Geometry::Circle(c, r) => geom::circle(*c, *r),
        Geometry::Rect(r, radius) => r.to_rounded_rect(*radius).to_path(0.01),
    };
    let fill = s
        .fill
        .as_ref()
        .map(|fill| Painted::new(outline(path.iter(), t, fill.even_odd), Ink::new(&fill.paint, fill.opacity, t)));
    let stroke = s.stroke.as_ref().and_then(|stroke| stroked(&path, stroke, t));
    fill.into_iter().chain(stroke).collect()
}

/// A path as a line: the outline of the line is filled.
fn stroked(path: &BezPath, stroke: &Stroke, t: Affine) -> Option<Arc<Painted>> {
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
    Some(Painted::new(outline(from_skia(&line), t, false), Ink::new(&stroke.paint, stroke.opacity, t)))
}

/// The outline of a path under a transform.
fn outline(path: impl Iterator<Item = PathEl>, t: Affine, even_odd: bool) -> Outline {
    let mut lines = Vec::new();
    flatten(path, t, &mut lines);
    Outline::new(lines, even_odd)
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
