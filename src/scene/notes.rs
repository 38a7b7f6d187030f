//! Notes: discs with numbers, titles and texts. Places and lines come from the
//! layout.

use super::composer::{Composer, class};
use super::node::{Geometry, GroupNode, Node, ShapeNode, Tag};
use super::paint::{Fill, Stroke};
use crate::error::Error;
use crate::layout::{NoteBlock, NumberMark};
use crate::style::Color;

impl Composer<'_> {
    /// Draws the notes of the page.
    pub(super) fn notes(&self) -> Result<Node, Error> {
        let mut children = Vec::new();
        for (i, note) in self.layout.notes.iter().enumerate() {
            children.push(self.note(i + 1, note)?);
        }
        Ok(Node::Group(GroupNode::plain(class("notes"), children)))
    }

    /// Draws one note.
    fn note(&self, number: usize, note: &NoteBlock) -> Result<Node, Error> {
        let color = if note.is_urgent { self.chart.accent(0).text } else { self.note_color(note.highlight) };
        let mut children = self.disc(&note.number, color, note.is_urgent)?;
        for line in note.title.iter().chain(&note.text) {
            children.push(self.text(line)?);
        }
        let tag = Tag { class: Some("note"), data: vec![("note", number.to_string())], ..Tag::default() };
        Ok(Node::Group(GroupNode::plain(tag, children)))
    }

    /// Returns the colour of a note's disc.
    pub(super) fn note_color(&self, highlight: Option<usize>) -> Color {
        highlight.map_or(self.chart.theme.muted, |h| self.chart.accent(h).leader)
    }

    /// Draws a disc with its number, as a ring or filled.
    pub(super) fn disc(&self, mark: &NumberMark, line: Color, is_filled: bool) -> Result<Vec<Node>, Error> {
        let mut out = vec![Node::Shape(ShapeNode {
            tag: class("mark"),
            geometry: Geometry::Circle(mark.center, mark.radius),
            fill: Some(Fill::color(if is_filled { line } else { self.chart.theme.paper }, 1.0)),
            stroke: Some(Stroke::color(line, 0.09 * mark.radius)),
        })];
        if let Some(number) = &mark.number {
            out.push(self.text(number)?);
        }
        Ok(out)
    }
}
