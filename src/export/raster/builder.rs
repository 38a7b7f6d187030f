//! From tasks to the steps of a display list: paths become edges, paints become
//! inks.

use super::edges::{Edges, filled, flatten, stroked};
use super::key::{clip_key, key, text_key};
use super::paint::Ink;
use super::pixel::byte;
use super::shape_cache::ShapeCache;
use super::step::{Painted, Step};
use super::tasks::Task;
use crate::geom;
use crate::scene::{Geometry, ShapeNode, Stroke, TextNode};
use crate::style::Face;
use crate::text::glyph_outline;
use kurbo::{Affine, BezPath, Shape as _};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What decides the outline of a glyph: the bits of its size, its font (given
/// or the face's) and its number.
type GlyphKey = (u64, Face, u128, Option<u8>, u32);

/// Makes steps of tasks.
pub(super) struct StepBuilder<'a> {
    /// Outlines of glyphs, which come again and again.
    glyphs: BTreeMap<GlyphKey, Option<BezPath>>,
    /// Shapes of earlier scenes, if they are kept.
    shapes: Option<&'a ShapeCache>,
}

impl<'a> StepBuilder<'a> {
    /// Returns a builder that knows no glyphs yet.
    pub(super) const fn new(shapes: Option<&'a ShapeCache>) -> Self {
        Self { glyphs: BTreeMap::new(), shapes }
    }

    /// Makes the steps of a task.
    pub(super) fn steps(&mut self, task: &Task<'_>) -> Vec<Step> {
        match *task {
            Task::Shape(s, t) => self.known(|| key(s, t), |_, key| shape(s, t, key)),
            Task::Text(s, t) => self.known(|| text_key(s, t), |builder, key| builder.text(s, t, key)),
            Task::Clip(clip, t) => vec![Step::Clip(filled(clip.iter(), t, false), clip_key(clip, t))],
            Task::Unclip => vec![Step::Unclip],
            Task::Layer => vec![Step::Layer],
            Task::Merge(opacity) => vec![Step::Merge(byte(255.0 * opacity))],
            Task::Erase => vec![Step::Erase],
        }
    }

    /// Returns the steps of something with a key; they are made if they are new or
    /// nothing is kept.
    fn known(
        &mut self,
        key: impl FnOnce() -> blake3::Hash,
        make: impl FnOnce(&mut Self, Option<blake3::Hash>) -> Vec<Arc<Painted>>,
    ) -> Vec<Step> {
        let Some(shapes) = self.shapes else { return make(self, None).into_iter().map(Step::Paint).collect() };
        let key = key();
        shapes.get(key, || make(self, Some(key))).iter().cloned().map(Step::Paint).collect()
    }

    /// Paints a line of text: its rim, if it has one, then its letters.
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
            let edges = stroked(&text.outline(), &Stroke::color(color, width), t)?;
            Some(Arc::new(Painted { edges, ink: Ink::plain(color, 1.0), mark: mark(true) }))
        });
        let edges = Edges::new(&lines, false);
        let letters = Arc::new(Painted { edges, ink: Ink::plain(text.color, 1.0), mark: mark(false) });
        rim.into_iter().chain([letters]).collect()
    }
}

/// Paints a shape: its fill, then its line. It has a key if it is kept.
fn shape(s: &ShapeNode, t: Affine, key: Option<blake3::Hash>) -> Vec<Arc<Painted>> {
    let path = match &s.geometry {
        Geometry::Path(p) => Cow::Borrowed(p),
        Geometry::Circle(c, r) => Cow::Owned(geom::circle(*c, *r)),
        Geometry::Rect(r, radius) => Cow::Owned(r.to_rounded_rect(*radius).to_path(0.01)),
    };
    let mark = |is_line| key.map(|key| (key, is_line));
    let fill = s.fill.as_ref().map(|fill| {
        let (edges, ink) = (filled(path.iter(), t, fill.even_odd), Ink::new(&fill.paint, fill.opacity, t));
        Arc::new(Painted { edges, ink, mark: mark(false) })
    });
    let line = s.stroke.as_ref().and_then(|stroke| {
        let edges = stroked(&path, stroke, t)?;
        Some(Arc::new(Painted { edges, ink: Ink::new(&stroke.paint, stroke.opacity, t), mark: mark(true) }))
    });
    fill.into_iter().chain(line).collect()
}
