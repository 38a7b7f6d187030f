//! A finished picture: the page, its nodes, its texts for assistive technology; and
//! the differences of its dark twin.

use super::facts::{Facts, PageColors};
use super::node::Node;
use crate::diag::Diagnostic;
use crate::style::Color;

/// A finished picture.
#[derive(Clone, Debug)]
pub struct Scene {
    /// Width of the page in px.
    pub width: f64,
    /// Height of the page in px.
    pub height: f64,
    /// Pixels of a raster format per px of the page.
    pub scale: f64,
    /// The page's colour.
    pub paper: Color,
    /// Whether the page is not painted, so that the background of the picture shows.
    pub is_transparent: bool,
    /// The colours of a page around the picture.
    pub colors: PageColors,
    /// Pixels of the page per inch of paper, where the page is meant for paper.
    pub ppi: Option<f64>,
    /// The short name, for assistive technology; never empty.
    pub title: String,
    /// The alt text, one short paragraph that replaces the picture where it is not seen.
    pub alt: String,
    /// The long description, for assistive technology.
    pub description: String,
    /// The caption: the name of the picture and the claim line.
    pub caption: String,
    /// The origin of the data and their licence.
    pub rights: String,
    /// Warnings for the user, one sentence each; not part of the picture.
    pub warnings: Vec<Diagnostic>,
    /// Language code of the texts.
    pub lang: String,
    /// The facts about the zones.
    pub facts: Facts,
    /// The nodes in paint order.
    pub nodes: Vec<Node>,
    /// The twin for dark surroundings, where the theme has one and it was
    /// [composed](super::dark_twin).
    pub dark_twin: Option<DarkTwin>,
    /// The twin for narrow pages, where it was [laid out](crate::pipeline::Renderer::scene_for): the
    /// same chart anew, since a smaller picture would have type that nobody can read.
    pub narrow_twin: Option<Box<Self>>,
}

/// The differences of a picture in dark surroundings: colours and opacities, nothing else.
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
    /// Returns the pixels of raster formats per inch of paper, where the page is meant for
    /// paper.
    pub fn pixels_per_inch(&self) -> Option<f64> {
        self.ppi.map(|ppi| ppi * self.scale)
    }
}
