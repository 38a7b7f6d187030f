//! The parts below the figures: dividing lines, the list of numbers, and the legend
//! with its swatches.

use super::agreement::edge;
use super::composer::{Composer, Look, ZONE_EDGE, class, polyline};
use super::node::{Geometry, GroupNode, Node, ShapeNode};
use super::paint::{Fill, Stroke};
use crate::error::Error;
use crate::geom::Region;
use crate::layout::{LegendItem, Swatch};
use crate::model::{Agreement, AgreementMarks, Emphasis};
use crate::style::{Role, Tone};

/// Width of samples of edges, in units: a little more than that of edges, as they stand alone.
const SAMPLE_EDGE: f64 = 0.0012;

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
        let mut children = Vec::new();
        for item in &self.layout.legend {
            match item.swatch {
                Swatch::Primary(i) => {
                    children.extend(self.swatch(item, Emphasis::Primary(i), self.chart.accent(i).fill));
                }
                Swatch::Secondary(i) => {
                    children.extend(self.swatch(item, Emphasis::Secondary(i), self.chart.accent(i).tint));
                }
                Swatch::Context => children.push(self.context_swatch(item)),
                Swatch::Edge(agreement) => children.push(self.edge_sample(item, agreement)),
            }
            children.push(self.text(&item.text)?);
        }
        Ok(Node::Group(GroupNode::plain(class("legend"), children)))
    }

    /// Draws the swatch of the zones of an emphasis: as they look where all look the same.
    fn swatch(&self, item: &LegendItem, emphasis: Emphasis, tone: Tone) -> Vec<Node> {
        let radius = corner(item);
        let region = Region::from_path(&kurbo::Shape::to_path(&item.rect.to_rounded_rect(radius), 0.05), 0.05);
        let has = |a: &Agreement| self.chart.graded(*a).any(|z| self.chart.emphasis[z] == emphasis);
        let grades: Vec<Agreement> = Agreement::ALL.into_iter().filter(has).collect();
        let agreement = match grades[..] {
            [one] if self.chart.agreement != AgreementMarks::None => one,
            _ => Agreement::High,
        };
        let accent = self.chart.accent(emphasis.highlight().unwrap_or_default());
        let look = Look { tone, accent: &accent, agreement };
        self.toned(class("swatch"), &region, Geometry::Rect(item.rect, radius), &look)
    }

    /// Draws the swatch of context zones: as they look on the skin, a little stronger.
    fn context_swatch(&self, item: &LegendItem) -> Node {
        let theme = &self.chart.theme;
        let (tint, opacity) = theme.context_fill;
        let fill = Some(Fill::color(theme.role(Role::Skin).mixed(tint, 1.5 * opacity), 1.0));
        let edge = Stroke::color(theme.role(Role::SkinEdge), self.px(ZONE_EDGE));
        let stroke = Some(Stroke { opacity: 0.55, ..edge });
        Node::Shape(ShapeNode { tag: class("swatch"), geometry: Geometry::Rect(item.rect, corner(item)), fill, stroke })
    }

    /// Draws a sample of the edge of zones on whose places texts agree to a degree.
    fn edge_sample(&self, item: &LegendItem, agreement: Agreement) -> Node {
        let solid = Stroke::color(self.chart.theme.ink, self.px(SAMPLE_EDGE));
        let stroke = edge(solid, agreement, self.layout.unit);
        let (y, width) = (item.rect.center().y, item.rect.width());
        // it ends with a whole dash
        let length = match stroke.dashes[..] {
            [dash, gap] => ((width + gap) / (dash + gap)).floor().max(2.0) * (dash + gap) - gap,
            _ => width,
        };
        let start = item.rect.x0 + 0.5 * (width - length);
        let geometry = Geometry::Path(polyline(&[(start, y).into(), (start + length, y).into()]));
        Node::Shape(ShapeNode { tag: class("swatch-edge"), geometry, fill: None, stroke: Some(stroke) })
    }
}

/// Returns the radius of the corners of a swatch.
fn corner(item: &LegendItem) -> f64 {
    0.26 * item.rect.height()
}
