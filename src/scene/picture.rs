//! A finished picture, and what is other in its twin for dark surroundings.

use super::facts::{Facts, PageColors};
use super::node::Node;
use crate::diag::Diagnostic;
use crate::style::Color;

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
    pub warnings: Vec<Diagnostic>,
    /// Language code of the texts.
    pub lang: String,
    /// What the map knows of the zones.
    pub facts: Facts,
    /// The nodes in paint order.
    pub nodes: Vec<Node>,
    /// The twin for dark surroundings, where the theme has such a twin
    /// and it was [composed](super::dark_twin).
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
    /// Returns the pixels of raster formats per inch of paper, where the page is meant for
    /// paper.
    pub fn pixels_per_inch(&self) -> Option<f64> {
        self.ppi.map(|ppi| ppi * self.scale)
    }
}
