//! The nodes of a scene: groups, shapes and lines of text, and what they are called.

use super::paint::{Fill, Stroke};
use crate::style::{Color, TextStyle};
use crate::text::{Run, glyph_outline};
use kurbo::{Affine, BezPath, Point, Rect};

/// A piece of the picture.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// Several nodes as one.
    Group(GroupNode),
    /// A filled or stroked shape.
    Shape(ShapeNode),
    /// One line of text.
    Text(TextNode),
}

/// What an element is called in formats that have names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tag {
    /// Unique in the picture; `[a-z0-9-]`.
    pub id: Option<String>,
    /// Class.
    pub class: Option<&'static str>,
    /// Data attributes: name after `data-`, value.
    pub data: Vec<(&'static str, String)>,
    /// What it shows, in words, for formats that can say so.
    pub title: Option<String>,
}

/// Several nodes as one.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupNode {
    /// Its name.
    pub tag: Tag,
    /// Applied to everything inside.
    pub transform: Affine,
    /// 0 to 1.
    pub opacity: f64,
    /// What of it shows, in its inner coordinates.
    pub clip: Option<BezPath>,
    /// What takes it away, in its inner coordinates: black shapes, each as much
    /// as it is opaque. So drawings fade where the page is open.
    pub fade: Vec<Node>,
    /// Its nodes in paint order.
    pub children: Vec<Node>,
    /// Whether these are the artwork of an outline, which other pictures of this
    /// foot, and often the other foot, have as well.
    pub is_artwork: bool,
}

impl GroupNode {
    /// Returns the id of the zone that a group with a name shows, if it shows one.
    pub fn zone(&self) -> Option<&str> {
        let Some(Node::Shape(shape)) = self.children.first() else { return None };
        self.tag.title.as_ref()?;
        shape.tag.data.iter().find(|(name, _)| *name == "zone").map(|(_, zone)| zone.as_str())
    }

    /// Returns a group that changes nothing.
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
    /// How it is set.
    pub style: TextStyle,
    /// Its colour.
    pub color: Color,
    /// A rim around its letters: colour and width of the line. Half of the
    /// width is under the letters.
    pub halo: Option<(Color, f64)>,
    /// The glyphs, shaped by the fonts it was measured with.
    pub run: Run,
}

impl TextNode {
    /// Returns the shapes of all letters, in the coordinates of the node.
    pub fn outline(&self) -> BezPath {
        let glyphs = self.run.glyphs.iter().filter_map(|glyph| {
            let place = Affine::translate((self.origin.x + glyph.x, self.origin.y + glyph.y));
            glyph_outline(&self.style, glyph).map(|outline| place * outline)
        });
        glyphs.flatten().collect()
    }
}
