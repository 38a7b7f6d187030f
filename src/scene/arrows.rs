//! Arrows along zones, with a rim in the page's colour, and the discs of their notes.
//! Places come from the layout.

use super::composer::{Composer, class, polyline};
use super::node::{Geometry, GroupNode, Node, ShapeNode, Tag};
use super::paint::{Fill, Stroke};
use crate::error::Error;
use crate::geom::polyline_at;
use crate::layout::Arrow;
use kurbo::{BezPath, Point};

/// Width of the rim on each side, in widths of the line.
const RIM: f64 = 0.45;
/// Length of the line inside the head, as a part of the head.
const INTO_HEAD: f64 = 0.4;

impl Composer<'_> {
    /// Draws the arrows, and over them the discs of their notes.
    pub(super) fn arrows(&self) -> Result<Node, Error> {
        // in the order of their notes: a hand follows them so, and so they draw themselves
        let mut arrows: Vec<&Arrow> = self.layout.arrows.iter().collect();
        arrows.sort_by_key(|arrow| (arrow.note.is_none(), arrow.note));
        let mut children: Vec<Node> = arrows.iter().map(|a| self.arrow(a)).collect();
        for arrow in &arrows {
            if let Some(disc) = &arrow.disc {
                let nodes = self.disc(disc, self.note_color(arrow.highlight), false)?;
                children.push(Node::Group(GroupNode::plain(class("stroke-number"), nodes)));
            }
        }
        let id = (!arrows.is_empty()).then(|| "strokes".to_owned());
        Ok(Node::Group(GroupNode::plain(Tag { id, ..class("strokes") }, children)))
    }

    /// Draws one arrow: its rim, then its line and head.
    fn arrow(&self, arrow: &Arrow) -> Node {
        let theme = &self.chart.theme;
        let color = arrow.highlight.map_or(theme.ink, |h| self.chart.accent(h).edge);
        let length: f64 = arrow.points.windows(2).map(|w| w[0].distance(w[1])).sum();
        let line = Geometry::Path(shaft(&arrow.points, length - (1.0 - INTO_HEAD) * arrow.head.0));
        let head = Geometry::Path(head(&arrow.barbs(), arrow.head.0));
        let rim = 2.0 * RIM * arrow.width;
        let shape = |class_name, geometry: &Geometry, fill, stroke| {
            Node::Shape(ShapeNode { tag: class(class_name), geometry: geometry.clone(), fill, stroke })
        };
        // corners of the head are as round as the ends of the line
        let round = 0.35 * arrow.width;
        let children = vec![
            shape("stroke-rim", &line, None, Some(Stroke::color(theme.paper, arrow.width + rim))),
            shape("stroke-head-rim", &head, None, Some(Stroke::color(theme.paper, round + rim))),
            shape("stroke-line", &line, None, Some(Stroke::color(color, arrow.width))),
            shape("stroke-head", &head, Some(Fill::color(color, 1.0)), Some(Stroke::color(color, round))),
        ];
        let zones: Vec<&str> = arrow.zones.iter().map(|&z| self.chart.map.zones[z].id.as_str()).collect();
        let view = self.layout.figures.get(arrow.figure).map(|f| f.view.to_string()).unwrap_or_default();
        let data = vec![("zones", zones.join(" ")), ("view", view)];
        Node::Group(GroupNode::plain(Tag { class: Some("stroke"), data, ..Tag::default() }, children))
    }
}

/// Returns the line up to a distance from its start.
fn shaft(points: &[Point], end: f64) -> BezPath {
    let mut out = Vec::new();
    let mut along = 0.0;
    for w in points.windows(2) {
        out.push(w[0]);
        along += w[0].distance(w[1]);
        if along >= end {
            break;
        }
    }
    out.push(polyline_at(points, end));
    polyline(&out)
}

/// Returns an arrow head with a notch at its back.
fn head(&[left, tip, right]: &[Point; 3], length: f64) -> BezPath {
    let back = left.midpoint(right);
    let notch = back + (tip - back) * (0.22 * length / (tip - back).hypot().max(1e-9));
    let mut path = polyline(&[left, tip, right, notch]);
    path.close_path();
    path
}
