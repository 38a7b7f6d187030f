//! From nodes to the steps of a display list.

use super::list::{Painted, Step};
use super::outline::{Outline, flatten, outline, stroked};
use super::paint::Ink;
use super::shapes::{self, Shapes};
use crate::geom;
use crate::scene::{Geometry, GroupNode, Node, Scene, ShapeNode, Stroke, TextNode};
use crate::style::Face;
use crate::text::glyph_outline;
use kurbo::{Affine, BezPath, Shape as _};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// A node whose steps are to be made.
pub(super) enum Task<'a> {
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

/// A scene as tasks.
pub(super) struct Tasks<'a> {
    /// All, in paint order.
    pub(super) all: Vec<Task<'a>>,
    /// The artwork among them.
    pub(super) artwork: Vec<Artwork<'a>>,
}

/// Artwork that lies on the page itself, in nothing that clips it or is
/// translucent.
pub(super) struct Artwork<'a> {
    /// Its nodes.
    pub(super) group: &'a GroupNode,
    /// From its coordinates to pixels.
    pub(super) transform: Affine,
    /// Its tasks.
    pub(super) tasks: Range<usize>,
}

impl<'a> Tasks<'a> {
    /// The tasks of a scene.
    pub(super) fn new(scene: &'a Scene) -> Self {
        let mut tasks = Self { all: Vec::new(), artwork: Vec::new() };
        scene.nodes.iter().for_each(|node| tasks.add(node, Affine::scale(scene.scale), true));
        tasks
    }

    /// Those of a node under a transform, on the page itself or not; translucent
    /// and fading groups are drawn apart and laid over.
    fn add(&mut self, node: &'a Node, t: Affine, is_bare: bool) {
        let group = match node {
            Node::Shape(shape) => return self.all.push(Task::Shape(shape, t)),
            Node::Text(text) => return self.all.push(Task::Text(text, t)),
            Node::Group(group) => group,
        };
        let (t, from) = (t * group.transform, self.all.len());
        let is_layer = group.opacity < 1.0 || !group.fade.is_empty();
        self.all.extend(group.clip.as_ref().map(|clip| Task::Clip(clip, t)));
        self.all.extend(is_layer.then_some(Task::Layer));
        let inner = is_bare && !is_layer && group.clip.is_none();
        group.children.iter().for_each(|child| self.add(child, t, inner));
        if !group.fade.is_empty() {
            self.all.push(Task::Layer);
            group.fade.iter().for_each(|node| self.add(node, t, false));
            self.all.push(Task::Erase);
        }
        self.all.extend(is_layer.then_some(Task::Merge(group.opacity)));
        self.all.extend(group.clip.as_ref().map(|_| Task::Unclip));
        if is_bare && group.is_artwork {
            self.artwork.push(Artwork { group, transform: t, tasks: from..self.all.len() });
        }
    }
}

/// What decides the outline of a glyph: the bits of its size, its font (given
/// or the face's) and its number.
type GlyphKey = (u64, Face, u128, Option<u8>, u32);

/// Makes steps.
pub(super) struct Builder<'a> {
    /// Outlines of glyphs, which come again and again.
    glyphs: BTreeMap<GlyphKey, Option<BezPath>>,
    /// Shapes of earlier scenes, if they are kept.
    shapes: Option<&'a Shapes>,
}

impl<'a> Builder<'a> {
    /// One that knows no glyphs yet.
    pub(super) const fn new(shapes: Option<&'a Shapes>) -> Self {
        Self { glyphs: BTreeMap::new(), shapes }
    }

    /// The steps of a task.
    pub(super) fn steps(&mut self, task: &Task<'_>) -> Vec<Step> {
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
        let (mut lines, style) = (Vec::new(), &text.style);
        for glyph in &text.run.glyphs {
            let key = (style.size.to_bits(), style.face, style.fonts.id(), glyph.given, glyph.id);
            let outline = self.glyphs.entry(key).or_insert_with(|| glyph_outline(style, glyph));
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
