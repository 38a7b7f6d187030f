//! The compose stage: a layout and its theme become a scene.
//!
//! Here are colours, strokes and paint order; nothing here moves.

use super::art;
use super::describe::description;
use super::{Fill, Geometry, Group, Node, Scene, ShapeNode, Stroke, Tag, TextNode};
use crate::error::Error;
use crate::layout::{Badge, Callout, Figure, GuideLine, Layout, Swatch, TextLine, TextRole};
use crate::model::{ArtLayer, Chart, Emphasis};
use crate::resolve::{ResolvedView, ResolvedZone};
use crate::style::Color;
use crate::text::shape;
use kurbo::BezPath;

/// Width of leaders, in units.
const LEADER: f64 = 0.00125;
/// Width of the edge of a highlighted zone, in units.
const ZONE_EDGE: f64 = 0.0010;
/// Width of the edge of a context zone, in units.
const CONTEXT_EDGE: f64 = 0.0009;
/// Opacity of highlighted fills.
const HIGHLIGHT: f64 = 0.94;

/// Turns a layout into a scene.
///
/// # Errors
/// [`Error::MissingGlyph`]; everything else was checked before.
pub fn compose(chart: &Chart, layout: &Layout, views: &[ResolvedView]) -> Result<Scene, Error> {
    let c = Composer { chart, layout };
    let mut nodes = Vec::new();
    for (figure, view) in layout.figures.iter().zip(views) {
        nodes.push(c.figure(figure, view));
    }
    // names after all drawings: a leg fades over what stands above it
    for figure in &layout.figures {
        nodes.push(c.name(figure)?);
    }
    nodes.extend(c.rule());
    for guide in &layout.guides {
        nodes.push(c.guide(guide)?);
    }
    nodes.push(c.legend()?);
    // halos under all leaders and texts, so that none cuts another
    nodes.push(c.halos());
    for callout in &layout.callouts {
        nodes.push(c.callout(callout)?);
    }
    for text in &layout.texts {
        nodes.push(c.text(text)?);
    }
    Ok(Scene {
        width: layout.width,
        height: layout.height,
        scale: chart.scale,
        paper: chart.theme.paper,
        title: chart.title.clone(),
        description: description(chart, layout, views),
        warnings: warnings(chart, views),
        lang: chart.lang.clone(),
        nodes,
    })
}

/// What was left out, a sentence for each aspect.
fn warnings(chart: &Chart, views: &[ResolvedView]) -> Vec<String> {
    let mut out = Vec::new();
    for view in views.iter().filter(|v| !v.skipped.is_empty()) {
        let ids: Vec<&str> = view.skipped.iter().map(|&z| chart.map.zones[z].id.as_str()).collect();
        let aspect = view.view.aspect;
        let text = format!("the {aspect} outline lacks frames that zones need; not drawn: {}", ids.join(", "));
        if !out.contains(&text) {
            out.push(text);
        }
    }
    out
}

/// A class without an id.
fn class(class: &'static str) -> Tag {
    Tag { class: Some(class), ..Tag::default() }
}

/// A polyline.
fn polyline(points: &[kurbo::Point]) -> BezPath {
    let mut path = BezPath::new();
    for (i, p) in points.iter().enumerate() {
        if i == 0 {
            path.move_to(*p);
        } else {
            path.line_to(*p);
        }
    }
    path
}

/// The chart and its layout while the scene is built.
struct Composer<'a> {
    /// Colours and words.
    chart: &'a Chart,
    /// Places.
    layout: &'a Layout,
}

impl Composer<'_> {
    /// A part of the unit in px.
    fn px(&self, part: f64) -> f64 {
        part * self.layout.unit
    }

    /// One figure: artwork, zones, contour, in the order of the art direction.
    fn figure(&self, figure: &Figure, view: &ResolvedView) -> Node {
        let mut children = Vec::new();
        if let Some(outline) = self.chart.outlines.get(&view.view.aspect) {
            let transform = figure.transform * view.from_outline;
            let art = |layer: ArtLayer, name: &'static str, children: &mut Vec<Node>| {
                let nodes = art::layer(outline, &self.chart.theme, layer);
                if !nodes.is_empty() {
                    children.push(Node::Group(Group { transform, ..Group::plain(class(name), nodes) }));
                }
            };
            art(ArtLayer::Under, "foot", &mut children);
            children
                .extend(view.zones.iter().filter(|z| z.emphasis == Emphasis::Context).map(|z| self.zone(figure, z)));
            art(ArtLayer::Lines, "creases", &mut children);
            // all halos before all fills: a halo must not lie over a neighbour
            let lit: Vec<&ResolvedZone> = view.zones.iter().filter(|z| z.emphasis != Emphasis::Context).collect();
            children.extend(lit.iter().map(|z| self.zone_halo(figure, z)));
            children.extend(lit.iter().map(|z| self.zone(figure, z)));
            art(ArtLayer::Over, "nails", &mut children);
            art(ArtLayer::Contour, "contour", &mut children);
            art(ArtLayer::Fade, "fade", &mut children);
        }
        let tag = Tag {
            id: Some(format!("view-{}", figure.view)),
            class: Some("view"),
            data: vec![("view", figure.view.to_string())],
            ..Tag::default()
        };
        Node::Group(Group::plain(tag, children))
    }

    /// The name of a figure with its R or L.
    fn name(&self, figure: &Figure) -> Result<Node, Error> {
        let mut children = self.badge(&figure.badge);
        for line in &figure.name {
            children.push(self.text(line)?);
        }
        let tag = Tag { class: Some("view-title"), data: vec![("view", figure.view.to_string())], ..Tag::default() };
        Ok(Node::Group(Group::plain(tag, children)))
    }

    /// The light rim of a highlighted zone.
    fn zone_halo(&self, figure: &Figure, zone: &ResolvedZone) -> Node {
        let stroke = Stroke { opacity: 0.85, ..Stroke::color(self.chart.theme.halo, self.px(4.0 * ZONE_EDGE)) };
        let geometry = Geometry::Path(zone.region.transform(figure.transform).to_path());
        Node::Shape(ShapeNode { tag: class("zone-halo"), geometry, fill: None, stroke: Some(stroke) })
    }

    /// One zone.
    fn zone(&self, figure: &Figure, zone: &ResolvedZone) -> Node {
        let theme = &self.chart.theme;
        let (fill, stroke) = match zone.emphasis {
            Emphasis::Context => {
                let ((fill, opacity), (edge, edge_opacity)) = (theme.context_fill, theme.context_edge);
                (
                    Fill::color(fill, opacity),
                    Stroke { opacity: edge_opacity, ..Stroke::color(edge, self.px(CONTEXT_EDGE)) },
                )
            }
            Emphasis::Primary(i) => {
                (Fill::color(theme.accent(i).fill, HIGHLIGHT), Stroke::color(theme.accent(i).deep, self.px(ZONE_EDGE)))
            }
            Emphasis::Secondary(i) => {
                (Fill::color(theme.accent(i).tint, HIGHLIGHT), Stroke::color(theme.accent(i).deep, self.px(ZONE_EDGE)))
            }
        };
        let id = &self.chart.map.zones[zone.zone].id;
        let data = vec![("zone", id.clone()), ("view", figure.view.to_string())];
        let path = Node::Shape(ShapeNode {
            tag: Tag { class: Some("zone"), data, ..Tag::default() },
            geometry: Geometry::Path(zone.region.transform(figure.transform).to_path()),
            fill: Some(fill),
            stroke: Some(stroke),
        });
        let tag = Tag {
            id: Some(format!("{}-{id}", figure.view)),
            title: Some(self.chart.zone_label(zone.zone).to_owned()),
            ..Tag::default()
        };
        Node::Group(Group::plain(tag, vec![path]))
    }

    /// A line of text in the colour of its role.
    fn text(&self, line: &TextLine) -> Result<Node, Error> {
        let theme = &self.chart.theme;
        let (class, color): (&'static str, Color) = match line.role {
            TextRole::Kicker => ("kicker", theme.accent(0).deep),
            TextRole::Title => ("title", theme.ink),
            TextRole::Subtitle => ("subtitle", theme.muted),
            TextRole::Label(i) => ("label", theme.accent(i).deep),
            TextRole::Place => ("place", theme.muted),
            TextRole::ViewName => ("view-name", theme.ink),
            TextRole::ViewNameQuiet => ("view-name", theme.muted),
            TextRole::Guide => ("guide-name", theme.muted),
            TextRole::Legend => ("legend-name", theme.ink),
            TextRole::Claim => ("claim", theme.muted),
        };
        let run = shape(&line.text, &line.style)?;
        Ok(Node::Text(TextNode {
            class,
            text: line.text.clone(),
            origin: kurbo::Point::new(line.x, line.baseline),
            style: line.style,
            color,
            run,
        }))
    }

    /// A circled letter.
    fn badge(&self, badge: &Badge) -> Vec<Node> {
        let color = badge.highlight.map_or(self.chart.theme.ink, |i| self.chart.theme.accent(i).deep);
        let ring = ShapeNode {
            tag: class("badge"),
            geometry: Geometry::Circle(badge.center, badge.radius),
            fill: None,
            stroke: Some(Stroke::color(color, 0.1 * badge.radius)),
        };
        std::iter::once(Node::Shape(ring)).chain(self.text(&badge.letter).ok()).collect()
    }

    /// A label with its leaders and dots.
    fn callout(&self, callout: &Callout) -> Result<Node, Error> {
        let theme = &self.chart.theme;
        let deep = theme.accent(callout.highlight).deep;
        let mut children = Vec::new();
        for leader in &callout.leaders {
            children.push(Node::Shape(ShapeNode {
                tag: class("leader"),
                geometry: Geometry::Path(polyline(&leader.points)),
                fill: None,
                stroke: Some(Stroke::color(deep, self.px(LEADER))),
            }));
        }
        for leader in &callout.leaders {
            children.push(Node::Shape(ShapeNode {
                tag: class("anchor"),
                geometry: Geometry::Circle(leader.points[0], self.px(0.0036)),
                fill: Some(Fill::color(theme.anchor, 1.0)),
                stroke: Some(Stroke::color(deep, 1.15 * self.px(LEADER))),
            }));
        }
        for line in &callout.lines {
            children.push(self.text(line)?);
        }
        children.extend(callout.badge.iter().flat_map(|b| self.badge(b)));
        let zones: Vec<&str> = callout.zones.iter().map(|&z| self.chart.map.zones[z].id.as_str()).collect();
        let mut data = vec![("zone", zones.first().copied().unwrap_or_default().to_owned())];
        if zones.len() > 1 {
            // one name for several zones, such as the parts of the sciatic nerve
            data.push(("zones", zones.join(" ")));
        }
        let tag = Tag { class: Some("callout"), data, ..Tag::default() };
        Ok(Node::Group(Group::plain(tag, children)))
    }

    /// Paper-coloured rims of all leaders where they leave their zones.
    fn halos(&self) -> Node {
        let stroke = Stroke { opacity: 0.8, ..Stroke::color(self.chart.theme.paper, 3.2 * self.px(LEADER)) };
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
        Node::Group(Group::plain(class("halos"), children))
    }

    /// A guide and its name.
    fn guide(&self, guide: &GuideLine) -> Result<Node, Error> {
        let width = self.px(0.001);
        let mut children: Vec<Node> = guide
            .lines
            .iter()
            .map(|points| {
                let stroke = Stroke {
                    opacity: 0.95,
                    dashes: vec![0.0, 3.4 * width],
                    ..Stroke::color(self.chart.theme.muted, 1.25 * width)
                };
                Node::Shape(ShapeNode {
                    tag: Tag::default(),
                    geometry: Geometry::Path(polyline(points)),
                    fill: None,
                    stroke: Some(stroke),
                })
            })
            .collect();
        children.push(self.text(&guide.name)?);
        let tag = Tag { class: Some("guide"), data: vec![("guide", guide.guide.name().to_owned())], ..Tag::default() };
        Ok(Node::Group(Group::plain(tag, children)))
    }

    /// The rule above legend and claim.
    fn rule(&self) -> Option<Node> {
        let (a, b) = self.layout.rule?;
        let stroke = Stroke { round: false, ..Stroke::color(self.chart.theme.rule, self.px(0.00125)) };
        Some(Node::Shape(ShapeNode {
            tag: class("rule"),
            geometry: Geometry::Path(polyline(&[a, b])),
            fill: None,
            stroke: Some(stroke),
        }))
    }

    /// Swatches and their names.
    fn legend(&self) -> Result<Node, Error> {
        let theme = &self.chart.theme;
        let mut children = Vec::new();
        for item in &self.layout.legend {
            let (fill, edge, opacity) = match item.swatch {
                Swatch::Primary(i) => (theme.accent(i).fill, theme.accent(i).deep, HIGHLIGHT),
                Swatch::Secondary(i) => (theme.accent(i).tint, theme.accent(i).deep, HIGHLIGHT),
                Swatch::Context => (theme.context_fill.0, theme.context_fill.0, 1.6 * theme.context_fill.1),
            };
            let edge_opacity = if item.swatch == Swatch::Context { 0.55 } else { 1.0 };
            children.push(Node::Shape(ShapeNode {
                tag: class("swatch"),
                geometry: Geometry::Rect(item.rect, 0.26 * item.rect.height()),
                fill: Some(Fill::color(fill, opacity)),
                stroke: Some(Stroke { opacity: edge_opacity, ..Stroke::color(edge, self.px(ZONE_EDGE)) }),
            }));
            children.push(self.text(&item.text)?);
        }
        Ok(Node::Group(Group::plain(class("legend"), children)))
    }
}
