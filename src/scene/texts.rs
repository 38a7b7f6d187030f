//! Lines of text, circled letters and the names of views, with halos where the page
//! is transparent.

use super::composer::{Composer, class};
use super::node::{Geometry, GroupNode, Node, ShapeNode, Tag, TextNode};
use super::paint::{Fill, Stroke};
use crate::error::Error;
use crate::layout::{Badge, Figure, TextLine, TextRole};
use crate::style::Color;
use crate::text::{drawn, shape};

/// Width of the line around letters where the page is transparent, as a part of their size, and the
/// most in units. Half of it is seen.
const TEXT_HALO: (f64, f64) = (0.26, 0.0065);

/// Half a side of the square behind the letter of a foot, in radii of a circled one.
const SQUARE: f64 = 0.88;
/// Radius of its corners, as a part of that.
const ROUND: f64 = 0.32;

impl Composer<'_> {
    /// Draws a line of text in the colour of its role.
    pub(super) fn text(&self, line: &TextLine) -> Result<Node, Error> {
        let theme = &self.chart.theme;
        let (class, color): (&'static str, Color) = match line.role {
            TextRole::Kicker if self.chart.is_atlas => ("kicker", theme.accent(0).text),
            TextRole::Kicker => ("kicker", self.chart.accent(0).text),
            TextRole::Title => ("title", theme.ink),
            TextRole::Subtitle => ("subtitle", theme.muted),
            TextRole::Label(i) => ("label", self.chart.accent(i).text),
            TextRole::QuietLabel => ("quiet-label", theme.muted),
            TextRole::Number(highlight) => ("number", highlight.map_or(theme.ink, |i| self.chart.accent(i).text)),
            TextRole::List => ("list", theme.ink),
            TextRole::Place => ("place", theme.muted),
            TextRole::NoteText => ("note-text", theme.muted),
            TextRole::UrgentTitle => ("note-title", self.chart.accent(0).text),
            TextRole::UrgentNumber => ("number", theme.paper),
            TextRole::NoteTitle(highlight) => {
                ("note-title", highlight.map_or(theme.ink, |i| self.chart.accent(i).text))
            }
            TextRole::ViewName => ("view-name", theme.ink),
            TextRole::ViewNameQuiet => ("view-name", theme.muted),
            TextRole::Guide => ("guide-name", theme.muted),
            TextRole::Legend => ("legend-name", theme.ink),
            TextRole::Claim => ("claim", theme.muted),
        };
        let run = shape(&line.text, &line.style)?;
        Ok(Node::Text(TextNode {
            class,
            text: drawn(&line.text).into_owned(),
            origin: kurbo::Point::new(line.x, line.baseline),
            style: line.style.clone(),
            color,
            halo: self.halo(line),
            run,
        }))
    }

    /// Returns the halo of a line of text, where the page is transparent; a number on a disc of its
    /// own needs none.
    fn halo(&self, line: &TextLine) -> Option<(Color, f64)> {
        let width = (TEXT_HALO.0 * line.style.size).min(self.px(TEXT_HALO.1));
        (self.chart.is_transparent && line.role != TextRole::UrgentNumber).then_some((self.chart.theme.paper, width))
    }

    /// Draws a circled letter.
    pub(super) fn badge(&self, badge: &Badge) -> Vec<Node> {
        let color = badge.highlight.map_or(self.chart.theme.ink, |i| self.chart.accent(i).text);
        let ring = ShapeNode {
            tag: class("badge"),
            geometry: Geometry::Circle(badge.center, badge.radius),
            fill: self.chart.is_transparent.then(|| Fill::color(self.chart.theme.paper, 1.0)),
            stroke: Some(Stroke::color(color, 0.1 * badge.radius)),
        };
        std::iter::once(Node::Shape(ring)).chain(self.text(&badge.letter).ok()).collect()
    }

    /// Draws the letter of the foot that alone has a zone, beside the zone's name: on a square, since a
    /// circled R reads as the mark of a trade name.
    pub(super) fn foot_mark(&self, badge: &Badge) -> Vec<Node> {
        let color = badge.highlight.map_or(self.chart.theme.ink, |i| self.chart.accent(i).text);
        let side = SQUARE * badge.radius;
        let square = kurbo::Rect::from_center_size(badge.center, (2.0 * side, 2.0 * side));
        let ground = ShapeNode {
            tag: class("badge"),
            geometry: Geometry::Rect(square, ROUND * side),
            fill: Some(Fill::color(color, 1.0)),
            stroke: None,
        };
        let letter = TextLine { role: TextRole::UrgentNumber, ..badge.letter.clone() };
        std::iter::once(Node::Shape(ground)).chain(self.text(&letter).ok()).collect()
    }

    /// Draws the name of a figure with its R or L.
    pub(super) fn name(&self, figure: &Figure) -> Result<Node, Error> {
        let mut children: Vec<Node> = figure.badge.iter().flat_map(|b| self.badge(b)).collect();
        for line in &figure.name {
            children.push(self.text(line)?);
        }
        let tag = Tag { class: Some("view-title"), data: vec![("view", figure.view.to_string())], ..Tag::default() };
        Ok(Node::Group(GroupNode::plain(tag, children)))
    }
}
