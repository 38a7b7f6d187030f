//! Figures: artwork, zones, contour and guides, and the rings of a lens, as nodes in
//! paint order.

use super::art;
use super::composer::{Composer, Look, ZONE_EDGE, class, polyline};
use super::drawing::Drawing;
use super::node::{Geometry, GroupNode, Node, ShapeNode, Tag};
use super::paint::{Fill, Stroke};
use crate::error::Error;
use crate::geom::Region;
use crate::layout::{Figure, GuideLine, LensMark, ZONE_GAP};
use crate::model::{Accent, ArtLayer, Context, Emphasis, Guide, MapKind, Theme};
use crate::resolve::{ResolvedView, ResolvedZone};
use crate::style::Role;

/// Width of the stroke under the edge of a highlighted zone, in units: half of it shows, and ends
/// before the edge of a neighbour, which is as far as the gap between zones.
const CASING: f64 = 2.0 * (ZONE_GAP - 0.5 * ZONE_EDGE);
/// Width of the edge of a context zone, in units.
const CONTEXT_EDGE: f64 = 0.0009;

impl Composer<'_> {
    /// Draws one figure: artwork, zones and contour, in the order of the art direction.
    pub(super) fn figure(&self, figure: &Figure, view: &ResolvedView) -> Node {
        let (mut children, mut fade) = (Vec::new(), Vec::new());
        let prefix = if figure.is_lens { "lens-" } else { "" };
        let circle = figure.is_lens.then(|| view.silhouette.transform(figure.transform).to_path());
        if let Some(circle) = &circle {
            let fill = Some(Fill::color(self.chart.theme.paper, 1.0));
            let geometry = Geometry::Path(circle.clone());
            children.push(Node::Shape(ShapeNode { tag: class("lens-ground"), geometry, fill, stroke: None }));
        }
        if let Some(outline) = self.chart.outlines.get(&view.view.aspect) {
            let transform = figure.transform * view.from_outline;
            let layer = |theme: &Theme, layer| art::layer(outline, theme, layer);
            let Drawing { under, lines, over, contour, fade: fades, engraved } =
                self.drawing(layer, &outline.silhouette, transform);
            let art = |nodes: Vec<Node>, name: &'static str, children: &mut Vec<Node>| {
                let is_artwork = name == "foot";
                let group = GroupNode { transform, is_artwork, ..GroupNode::plain(class(name), nodes) };
                children.extend((!group.children.is_empty()).then_some(Node::Group(group)));
            };
            art(under, "foot", &mut children);
            if engraved.is_none() && outline.art.contains_key(&ArtLayer::Under) {
                art(vec![art::light(outline, &self.chart.theme, transform)], "light", &mut children);
            }
            children.extend(
                view.zones.iter().filter(|z| z.emphasis == Emphasis::Context).map(|z| self.zone(figure, view, z)),
            );
            art(lines, "creases", &mut children);
            let mut lit: Vec<&ResolvedZone> = view.zones.iter().filter(|z| z.emphasis != Emphasis::Context).collect();
            lit.sort_by_key(|z| z.depth);
            // the gap to a neighbour is wide enough for the casing of both
            for zone in lit {
                // territories meet, and have none
                let is_cased = self.chart.map.kind == MapKind::Reflexology;
                children.extend(is_cased.then(|| self.zone_casing(figure, zone)));
                children.push(self.zone(figure, view, zone));
            }
            art(over, "nails", &mut children);
            art(contour, "contour", &mut children);
            art(fades, "fade", self.fades(&mut children, &mut fade));
            if let Some(window) = &view.window {
                let (whole, cuts) = self.cut(window, figure, children);
                children = vec![whole];
                let cuts = engraved.map_or(cuts.clone(), |e| e.cuts(&cuts, self.fading().paper));
                self.fades(&mut children, &mut fade).extend(cuts);
            }
        }
        let tag = Tag {
            id: Some(format!("{prefix}view-{}", figure.view)),
            class: Some("view"),
            data: vec![("view", figure.view.to_string())],
            ..Tag::default()
        };
        Node::Group(GroupNode { clip: circle, fade, ..GroupNode::plain(tag, children) })
    }

    /// Draws the rings of a lens and the lines between them.
    pub(super) fn lens(&self, lens: &LensMark) -> Node {
        let color = self.chart.theme.muted;
        let line = |geometry, width, opacity| {
            let stroke = Some(Stroke { opacity, ..Stroke::color(color, self.px(width)) });
            Node::Shape(ShapeNode { tag: Tag::default(), geometry, fill: None, stroke })
        };
        let tangents = lens.tangents.iter().map(|(a, b)| line(Geometry::Path(polyline(&[*a, *b])), 0.0010, 0.55));
        let rings = [
            line(Geometry::Circle(lens.ring.0, lens.ring.1), 0.0014, 1.0),
            line(Geometry::Circle(lens.lens.0, lens.lens.1), 0.0022, 1.0),
        ];
        Node::Group(GroupNode::plain(class("lens"), tangents.chain(rings).collect()))
    }

    /// Draws the casing of a highlighted zone, which parts it from what lies under it.
    fn zone_casing(&self, figure: &Figure, zone: &ResolvedZone) -> Node {
        let stroke = Stroke { opacity: 0.9, ..Stroke::color(self.chart.theme.halo, self.px(CASING)) };
        let geometry = Geometry::Path(zone.region.transform(figure.transform).to_path());
        Node::Shape(ShapeNode { tag: class("zone-halo"), geometry, fill: None, stroke: Some(stroke) })
    }

    /// Draws one zone.
    fn zone(&self, figure: &Figure, view: &ResolvedView, zone: &ResolvedZone) -> Node {
        let id = &self.chart.map.zones[zone.zone].id;
        let data = vec![("zone", id.clone()), ("view", figure.view.to_string())];
        let tag = Tag { class: Some("zone"), data, ..Tag::default() };
        let region = zone.region.transform(figure.transform);
        let lit = |tag, accent: Accent, tone| {
            let look = Look { tone, accent: &accent, agreement: self.agreement(zone.zone) };
            match self.chart.map.kind {
                MapKind::Reflexology => self.toned(tag, &region, Geometry::Path(region.to_path()), &look),
                MapKind::Anatomy => self.territory((figure, view), tag, &region, &look),
            }
        };
        let accent = |i| self.chart.accent(i);
        let nodes = match zone.emphasis {
            Emphasis::Context => vec![self.context_zone(tag, &region)],
            Emphasis::Primary(i) => lit(tag, accent(i), accent(i).fill),
            Emphasis::Secondary(i) => lit(tag, accent(i), accent(i).tint),
        };
        let tag = Tag {
            id: Some(format!("{}{}-{id}", if figure.is_lens { "lens-" } else { "" }, figure.view)),
            title: Some(self.chart.zone_label(zone.zone).to_owned()),
            ..Tag::default()
        };
        Node::Group(GroupNode::plain(tag, nodes))
    }

    /// Draws a context zone.
    fn context_zone(&self, tag: Tag, region: &Region) -> Node {
        let theme = &self.chart.theme;
        let ((fill, opacity), (edge, edge_opacity)) = (theme.context_fill, theme.context_edge);
        let (fill, stroke) = match self.chart.context {
            Context::Outline => {
                // the tint's colour, as a line: a lighter edge alone would be lost
                let stroke = Stroke { opacity: 0.55, ..Stroke::color(theme.role(Role::Line), self.px(CONTEXT_EDGE)) };
                (None, stroke)
            }
            Context::Tint | Context::None => {
                let stroke = Stroke { opacity: edge_opacity, ..Stroke::color(edge, self.px(CONTEXT_EDGE)) };
                (Some(Fill::color(fill, opacity)), stroke)
            }
        };
        let geometry = Geometry::Path(region.to_path());
        Node::Shape(ShapeNode { tag, geometry, fill, stroke: Some(stroke) })
    }

    /// Draws a guide and its name.
    pub(super) fn guide(&self, guide: &GuideLine) -> Result<Node, Error> {
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
        for name in &guide.names {
            children.push(self.text(name)?);
        }
        let name = guide.guide.map_or("zones", Guide::name).to_owned();
        let tag = Tag { class: Some("guide"), data: vec![("guide", name)], ..Tag::default() };
        Ok(Node::Group(GroupNode::plain(tag, children)))
    }
}
