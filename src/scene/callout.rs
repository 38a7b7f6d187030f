//! Callouts: names, leaders and anchor dots, and the halos of the leaders. Places
//! come from the layout.

use super::composer::{Composer, class, polyline};
use super::node::{Geometry, GroupNode, Node, ShapeNode, Tag};
use super::paint::{Fill, Stroke};
use crate::error::Error;
use crate::layout::Callout;

impl Composer<'_> {
    /// Draws a label with its leaders and anchor dots.
    pub(super) fn callout(&self, callout: &Callout) -> Result<Node, Error> {
        let (line, (dot, ring)) = match callout.highlight {
            Some(highlight) => {
                let accent = self.chart.accent(highlight);
                (accent.leader, accent.dot)
            }
            None => (self.chart.theme.muted, (self.chart.theme.anchor, self.chart.theme.muted)),
        };
        // quiet leaders are finer, as those of a wall chart
        let (width, radius) = match callout.highlight {
            Some(_) => self.layout.strokes,
            None => (0.6 * self.layout.strokes.0, 0.62 * self.layout.strokes.1),
        };
        let mut children = Vec::new();
        for leader in &callout.leaders {
            children.push(Node::Shape(ShapeNode {
                tag: class("leader"),
                geometry: Geometry::Path(polyline(&leader.points)),
                fill: None,
                stroke: Some(Stroke::color(line, width)),
            }));
        }
        for leader in &callout.leaders {
            children.push(Node::Shape(ShapeNode {
                tag: class("anchor"),
                geometry: Geometry::Circle(leader.points[0], radius),
                fill: Some(Fill::color(dot, 1.0)),
                stroke: Some(Stroke::color(ring, 1.15 * width)),
            }));
        }
        for mark in &callout.marks {
            children.push(Node::Shape(ShapeNode {
                tag: class("mark"),
                geometry: Geometry::Circle(mark.center, mark.radius),
                fill: Some(Fill::color(self.chart.theme.paper, 1.0)),
                stroke: Some(Stroke::color(line, 0.09 * mark.radius)),
            }));
            if let Some(number) = &mark.number {
                children.push(self.text(number)?);
            }
        }
        for line in &callout.lines {
            children.push(self.text(line)?);
        }
        children.extend(callout.badge.iter().flat_map(|b| self.foot_mark(b)));
        let zones: Vec<&str> = callout.zones.iter().map(|&z| self.chart.map.zones[z].id.as_str()).collect();
        let mut data = vec![("zone", zones.first().copied().unwrap_or_default().to_owned())];
        if zones.len() > 1 {
            // one name for several zones, such as the parts of the sciatic nerve
            data.push(("zones", zones.join(" ")));
        }
        let tag = Tag { class: Some("callout"), data, ..Tag::default() };
        Ok(Node::Group(GroupNode::plain(tag, children)))
    }

    /// Draws the halos of all leaders, in the colour of the paper, where they leave their zones.
    pub(super) fn halos(&self) -> Node {
        let opacity = if self.chart.is_transparent { 1.0 } else { 0.8 };
        let stroke = Stroke { opacity, ..Stroke::color(self.chart.theme.paper, 3.2 * self.layout.strokes.0) };
        let children = self
            .layout
            .callouts
            .iter()
            .flat_map(|c| &c.leaders)
            .map(|l| {
                Node::Shape(ShapeNode {
                    tag: class("leader-halo"),
                    geometry: Geometry::Path(polyline(&l.points)),
                    fill: None,
                    stroke: Some(stroke.clone()),
                })
            })
            .collect();
        Node::Group(GroupNode::plain(class("halos"), children))
    }
}
