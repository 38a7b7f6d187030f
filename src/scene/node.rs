//! The nodes of a scene: groups, shapes and lines of text, and their names. Exporters
//! walk them in paint order.

use super::paint::{Fill, Stroke};
use crate::style::{Color, TextStyle};
use crate::text::{Run, glyph_outline};
use kurbo::{Affine, BezPath, Point, Rect};

/// A node of the scene.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// Several nodes as one.
    Group(GroupNode),
    /// A filled or stroked shape.
    Shape(ShapeNode),
    /// One line of text.
    Text(TextNode),
}

/// The names of an element, for formats that have names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tag {
    /// The id, unique in the picture; `[a-z0-9-]`.
    pub id: Option<String>,
    /// The class, for formats that have classes.
    pub class: Option<&'static str>,
    /// Data attributes: name after `data-`, value.
    pub data: Vec<(&'static str, String)>,
    /// What the element shows, in words, for formats with tooltips or accessible names.
    pub title: Option<String>,
}

/// Several nodes as one.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupNode {
    /// Its name.
    pub tag: Tag,
    /// The transform applied to everything inside.
    pub transform: Affine,
    /// 0 to 1.
    pub opacity: f64,
    /// The clip path, in the group's inner coordinates.
    pub clip: Option<BezPath>,
    /// The mask that takes the group away, in its inner coordinates: black shapes, each by its
    /// opacity. So drawings fade where the page is transparent.
    pub fade: Vec<Node>,
    /// Its nodes in paint order.
    pub children: Vec<Node>,
    /// Whether these are the artwork of an outline, which other pictures of this foot, and often of
    /// the other foot, share.
    pub is_artwork: bool,
}

impl GroupNode {
    /// Returns the id of the zone that a group shows, if it shows one.
    pub fn zone(&self) -> Option<&str> {
        let Some(Node::Shape(shape)) = self.children.first() else { return None };
        self.tag.title.as_ref()?;
        shape.tag.data.iter().find(|(name, _)| *name == "zone").map(|(_, zone)| zone.as_str())
    }

    /// Returns a group without transform, opacity or clip.
    pub fn plain(tag: Tag, children: Vec<Node>) -> Self {
        Self {
            tag,
            transform: Affine::IDENTITY,
            opacity: 1.0,
            clip: None,
            fade: Vec::new(),
            children,
            is_artwork: false,
        }
    }
}

/// Geometry that formats may have an element for.
#[derive(Clone, Debug, PartialEq)]
pub enum Geometry {
    /// Any path.
    Path(BezPath),
    /// A circle: centre, radius.
    Circle(Point, f64),
    /// A rectangle with round corners: radius.
    Rect(Rect, f64),
}

/// A filled or stroked shape; the fill is painted first.
#[derive(Clone, Debug, PartialEq)]
pub struct ShapeNode {
    /// Its name.
    pub tag: Tag,
    /// Its geometry.
    pub geometry: Geometry,
    /// Fill, if any.
    pub fill: Option<Fill>,
    /// Stroke, if any.
    pub stroke: Option<Stroke>,
}

/// One line of text.
#[derive(Clone, Debug, PartialEq)]
pub struct TextNode {
    /// Class for formats that have classes.
    pub class: &'static str,
    /// The text.
    pub text: String,
    /// Left end of the baseline.
    pub origin: Point,
    /// Its style.
    pub style: TextStyle,
    /// Its colour.
    pub color: Color,
    /// The halo around its letters: colour and width of the line. Half of the width is under the
    /// letters.
    pub halo: Option<(Color, f64)>,
    /// The glyphs, shaped with the fonts by which it was measured.
    pub run: Run,
}

impl TextNode {
    /// Returns the outlines of all letters, in the coordinates of the node.
    pub fn outline(&self) -> BezPath {
        let glyphs = self.run.glyphs.iter().filter_map(|glyph| {
            let place = Affine::translate((self.origin.x + glyph.x, self.origin.y + glyph.y));
            glyph_outline(&self.style, glyph).map(|outline| place * outline)
        });
        glyphs.flatten().collect()
    }
}
