//! The scene: a laid-out picture with no decisions left.
//!
//! Exporters see nothing else. Nodes are painted in order; a group's transform
//! applies to all in it. Colours are final, lengths are px.

mod art;
mod body;
mod compose;
mod crop;
mod describe;
mod facts;
mod fade;
mod notes;
mod pattern;
mod strokes;

pub use compose::{compose, dark_twin};
pub use facts::{Facts, PageColors, ZoneFacts};

use crate::model::Gradient;
use crate::style::{Color, TextStyle};
use crate::text::{Run, glyph_outline};
use kurbo::{Affine, BezPath, Point, Rect};

/// A finished picture.
#[derive(Clone, Debug)]
pub struct Scene {
    /// Page width, px.
    pub width: f64,
    /// Page height, px.
    pub height: f64,
    /// Pixels per px for raster formats.
    pub scale: f64,
    /// The page's colour.
    pub paper: Color,
    /// Whether the page is not painted: what is behind the picture shows.
    pub is_transparent: bool,
    /// The colours of a page around the picture.
    pub colors: PageColors,
    /// Pixels of the page per inch of paper, where the page is meant for paper.
    pub ppi: Option<f64>,
    /// Short name, for assistive technology; never empty.
    pub title: String,
    /// What stands for the picture where it is not seen, one short paragraph.
    pub alt: String,
    /// Long description, for assistive technology.
    pub description: String,
    /// What may stand below the picture: its name and the claim line.
    pub caption: String,
    /// Where the data come from and their licence.
    pub rights: String,
    /// What the user should know: one sentence each, not part of the picture.
    pub warnings: Vec<String>,
    /// Language code of the texts.
    pub lang: String,
    /// What the map knows of the zones.
    pub facts: Facts,
    /// The nodes in paint order.
    pub nodes: Vec<Node>,
    /// The same picture for dark surroundings, where the theme has such a twin
    /// and it was [composed](dark_twin).
    pub dark_twin: Option<DarkTwin>,
}

/// What is other in the dark: colours and opacities, nothing else.
#[derive(Clone, Debug)]
pub struct DarkTwin {
    /// The colours of the page.
    pub colors: PageColors,
    /// The colours of the zones that the facts tell of, in their order.
    pub zones: Vec<Option<Color>>,
    /// The nodes in paint order.
    pub nodes: Vec<Node>,
}

impl Scene {
    /// Pixels of raster formats per inch of paper, where the page is meant for
    /// paper.
    pub fn pixels_per_inch(&self) -> Option<f64> {
        self.ppi.map(|ppi| ppi * self.scale)
    }
}

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
    /// The zone that a group with a name shows, if it shows one.
    pub fn zone(&self) -> Option<&str> {
        let Some(Node::Shape(shape)) = self.children.first() else { return None };
        self.tag.title.as_ref()?;
        shape.tag.data.iter().find(|(name, _)| *name == "zone").map(|(_, zone)| zone.as_str())
    }

    /// A group that changes nothing.
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

/// Colour or gradient.
#[derive(Clone, Debug, PartialEq)]
pub enum Paint {
    /// One colour.
    Color(Color),
    /// A gradient in the coordinates of the shape.
    Gradient(Gradient<Stop>),
}

/// A stop of a gradient.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stop {
    /// 0 to 1.
    pub offset: f64,
    /// Its colour.
    pub color: Color,
    /// 0 to 1.
    pub opacity: f64,
}

/// How an area is filled.
#[derive(Clone, Debug, PartialEq)]
pub struct Fill {
    /// With what.
    pub paint: Paint,
    /// 0 to 1.
    pub opacity: f64,
    /// Even-odd instead of non-zero.
    pub even_odd: bool,
}

impl Fill {
    /// One colour, non-zero rule.
    pub fn color(color: Color, opacity: f64) -> Self {
        Self { paint: Paint::Color(color), opacity, even_odd: false }
    }
}

/// How a line is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Stroke {
    /// With what.
    pub paint: Paint,
    /// 0 to 1.
    pub opacity: f64,
    /// In the shape's coordinates.
    pub width: f64,
    /// Round ends and corners instead of flat ends and mitres.
    pub round: bool,
    /// Lengths of dashes and gaps, empty for a whole line.
    pub dashes: Vec<f64>,
}

impl Stroke {
    /// A whole line of one colour with round corners.
    pub fn color(color: Color, width: f64) -> Self {
        Self { paint: Paint::Color(color), opacity: 1.0, width, round: true, dashes: Vec::new() }
    }
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
    /// The shapes of all letters.
    pub fn outline(&self) -> BezPath {
        let glyphs = self.run.glyphs.iter().filter_map(|glyph| {
            let place = Affine::translate((self.origin.x + glyph.x, self.origin.y + glyph.y));
            glyph_outline(&self.style, glyph).map(|outline| place * outline)
        });
        glyphs.flatten().collect()
    }
}
