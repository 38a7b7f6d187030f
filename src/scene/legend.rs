//! The parts below the figures: dividing lines, the list of numbers, and the legend
//! with its swatches.

use super::composer::{Composer, ZONE_EDGE, class, polyline};
use super::node::{Geometry, GroupNode, Node, ShapeNode};
use super::paint::{Fill, Stroke};
use crate::error::Error;
use crate::geom::Region;
use crate::layout::Swatch;
use crate::style::Role;

impl Composer<'_> {
    /// Draws the dividing lines.
    pub(super) fn rules(&self) -> impl Iterator<Item = Node> + '_ {
        let stroke = Stroke { round: false, ..Stroke::color(self.chart.theme.rule, self.px(0.00125)) };
        self.layout.rules.iter().map(move |(a, b)| {
            let geometry = Geometry::Path(polyline(&[*a, *b]));
            Node::Shape(ShapeNode { tag: class("rule"), geometry, fill: None, stroke: Some(stroke.clone()) })
        })
    }

    /// Draws the list that explains the numbers of marks.
    pub(super) fn list(&self) -> Result<Node, Error> {
        let mut children = Vec::new();
        for entry in &self.layout.list {
            children.push(self.text(&entry.number)?);
            children.push(self.text(&entry.name)?);
        }
        Ok(Node::Group(GroupNode::plain(class("list"), children)))
    }

    /// Draws the swatches and their names.
    pub(super) fn legend(&self) -> Result<Node, Error> {
        let theme = &self.chart.theme;
        let mut children = Vec::new();
        for item in &self.layout.legend {
            let geometry = Geometry::Rect(item.rect, 0.26 * item.rect.height());
            let tone = match item.swatch {
                Swatch::Primary(i) => Some((self.chart.accent(i), self.chart.accent(i).fill)),
                Swatch::Secondary(i) => Some((self.chart.accent(i), self.chart.accent(i).tint)),
                Swatch::Context => None,
            };
            match tone {
                Some((accent, tone)) => {
                    let region = Region::from_path(
                        &kurbo::Shape::to_path(&item.rect.to_rounded_rect(0.26 * item.rect.height()), 0.05),
                        0.05,
                    );
                    children.extend(self.toned(class("swatch"), &region, geometry, tone, &accent));
                }
                None => {
                    // as it looks on the skin, a little stronger
                    let (tint, opacity) = theme.context_fill;
                    let fill = Some(Fill::color(theme.role(Role::Skin).mixed(tint, 1.5 * opacity), 1.0));
                    let edge = Stroke::color(theme.role(Role::SkinEdge), self.px(ZONE_EDGE));
                    let stroke = Stroke { opacity: 0.55, ..edge };
                    children.push(Node::Shape(ShapeNode {
                        tag: class("swatch"),
                        geometry,
                        fill,
                        stroke: Some(stroke),
                    }));
                }
            }
            children.push(self.text(&item.text)?);
        }
        Ok(Node::Group(GroupNode::plain(class("legend"), children)))
    }
}
