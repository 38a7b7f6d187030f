//! The compose stage: a layout and its theme become a scene.
//!
//! Here are colours, strokes and paint order; nothing here moves.

use super::art;
use super::describe;
use super::facts::{self, PageColors};
use super::pattern::marks;
use super::{DarkTwin, Fill, Geometry, GroupNode, Node, Scene, ShapeNode, Stroke, Tag, TextNode};
use crate::error::Error;
use crate::geom::Region;
use crate::layout::{Badge, Callout, Figure, GuideLine, Layout, LensMark, Swatch, TextLine, TextRole, credit};
use crate::model::{Accent, ArtLayer, Chart, Context, Emphasis, Guide, Theme};
use crate::resolve::{ResolvedView, ResolvedZone};
use crate::style::{Color, Role, Tone};
use crate::text::{drawn, shape};
use kurbo::BezPath;

/// Width of the edge of a highlighted zone, in units.
const ZONE_EDGE: f64 = 0.0010;
/// Width of the edge of a context zone, in units.
const CONTEXT_EDGE: f64 = 0.0009;
/// Width of the line around letters where the page is open, as a part of their
/// size, and at most, in units: half of it is seen.
const TEXT_HALO: (f64, f64) = (0.26, 0.0065);

/// Turns a layout into a scene, without its [`dark_twin`].
///
/// # Errors
/// [`Error::MissingGlyph`]; everything else was checked before.
pub fn compose(chart: &Chart, layout: &Layout, views: &[ResolvedView]) -> Result<Scene, Error> {
    Ok(Scene {
        width: layout.width,
        height: layout.height,
        scale: chart.scale,
        paper: chart.theme.paper,
        is_transparent: chart.is_transparent,
        colors: PageColors::of(chart),
        ppi: chart.size.ppi.map(f64::from),
        title: describe::title(chart),
        alt: describe::alt(chart, layout, views),
        description: describe::description(chart, layout, views),
        caption: describe::caption(chart),
        rights: credit(chart),
        warnings: describe::warnings(chart, layout, views),
        lang: chart.lang.clone(),
        facts: facts::facts(chart, layout, views),
        nodes: nodes(chart, layout, views)?,
        dark_twin: None,
    })
}

/// The dark twin of a scene, where the chart's theme has one. Only pages show
/// it.
///
/// # Errors
/// As [`compose`].
pub fn dark_twin(chart: &Chart, layout: &Layout, views: &[ResolvedView]) -> Result<Option<DarkTwin>, Error> {
    let Some(dark) = chart.in_dark() else { return Ok(None) };
    Ok(Some(DarkTwin {
        colors: PageColors::of(&dark),
        zones: facts::colors(&dark, views),
        nodes: nodes(&dark, layout, views)?,
    }))
}

/// All nodes in paint order.
fn nodes(chart: &Chart, layout: &Layout, views: &[ResolvedView]) -> Result<Vec<Node>, Error> {
    let c = Composer { chart, layout };
    let mut nodes = Vec::new();
    for (figure, view) in layout.figures.iter().zip(views) {
        nodes.push(c.figure(figure, view));
    }
    nodes.extend(layout.lens.iter().map(|l| c.lens(l)));
    // names after all drawings: a leg fades over what stands above it
    for figure in layout.figures.iter().filter(|f| !f.is_lens) {
        nodes.push(c.name(figure)?);
    }
    if let (Some(locator), Some(figure)) = (&layout.body, &chart.body) {
        nodes.push(c.body(locator, figure)?);
    }
    nodes.extend(c.rules());
    for guide in &layout.guides {
        nodes.push(c.guide(guide)?);
    }
    nodes.push(c.legend()?);
    nodes.push(c.list()?);
    if !layout.notes.is_empty() {
        nodes.push(c.notes()?);
    }
    if !layout.arrows.is_empty() {
        nodes.push(c.arrows()?);
    }
    // halos under all leaders and texts, so that none cuts another
    nodes.push(c.halos());
    for callout in &layout.callouts {
        nodes.push(c.callout(callout)?);
    }
    for text in &layout.texts {
        nodes.push(c.text(text)?);
    }
    Ok(nodes)
}

/// A class without an id.
pub(super) fn class(class: &'static str) -> Tag {
    Tag { class: Some(class), ..Tag::default() }
}

/// A polyline.
pub(super) fn polyline(points: &[kurbo::Point]) -> BezPath {
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
pub(super) struct Composer<'a> {
    /// Colours and words.
    pub(super) chart: &'a Chart,
    /// Places.
    pub(super) layout: &'a Layout,
}

impl Composer<'_> {
    /// A part of the unit in px.
    pub(super) fn px(&self, part: f64) -> f64 {
        part * self.layout.unit
    }

    /// One figure: artwork, zones, contour, in the order of the art direction.
    fn figure(&self, figure: &Figure, view: &ResolvedView) -> Node {
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
            let theme = &self.chart.theme;
            let art = |layer: ArtLayer, theme: &Theme, name: &'static str, children: &mut Vec<Node>| {
                let nodes = art::layer(outline, theme, layer);
                let is_artwork = layer == ArtLayer::Under;
                let group = GroupNode { transform, is_artwork, ..GroupNode::plain(class(name), nodes) };
                children.extend((!group.children.is_empty()).then_some(Node::Group(group)));
            };
            art(ArtLayer::Under, theme, "foot", &mut children);
            children
                .extend(view.zones.iter().filter(|z| z.emphasis == Emphasis::Context).map(|z| self.zone(figure, z)));
            art(ArtLayer::Lines, theme, "creases", &mut children);
            // all halos before all fills: a halo must not lie over a neighbour
            let lit: Vec<&ResolvedZone> = view.zones.iter().filter(|z| z.emphasis != Emphasis::Context).collect();
            children.extend(lit.iter().map(|z| self.zone_halo(figure, z)));
            children.extend(lit.iter().map(|z| self.zone(figure, z)));
            art(ArtLayer::Over, theme, "nails", &mut children);
            art(ArtLayer::Contour, theme, "contour", &mut children);
            art(ArtLayer::Fade, &self.fading(), "fade", self.fades(&mut children, &mut fade));
        }
        if let Some(window) = &view.window {
            let (whole, cuts) = self.cut(window, figure, children);
            children = vec![whole];
            self.fades(&mut children, &mut fade).extend(cuts);
        }
        let tag = Tag {
            id: Some(format!("{prefix}view-{}", figure.view)),
            class: Some("view"),
            data: vec![("view", figure.view.to_string())],
            ..Tag::default()
        };
        Node::Group(GroupNode { clip: circle, fade, ..GroupNode::plain(tag, children) })
    }

    /// The rings of a lens and the lines between them.
    fn lens(&self, lens: &LensMark) -> Node {
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

    /// The name of a figure with its R or L.
    fn name(&self, figure: &Figure) -> Result<Node, Error> {
        let mut children: Vec<Node> = figure.badge.iter().flat_map(|b| self.badge(b)).collect();
        for line in &figure.name {
            children.push(self.text(line)?);
        }
        let tag = Tag { class: Some("view-title"), data: vec![("view", figure.view.to_string())], ..Tag::default() };
        Ok(Node::Group(GroupNode::plain(tag, children)))
    }

    /// The light rim of a highlighted zone.
    fn zone_halo(&self, figure: &Figure, zone: &ResolvedZone) -> Node {
        let stroke = Stroke { opacity: 0.85, ..Stroke::color(self.chart.theme.halo, self.px(4.0 * ZONE_EDGE)) };
        let geometry = Geometry::Path(zone.region.transform(figure.transform).to_path());
        Node::Shape(ShapeNode { tag: class("zone-halo"), geometry, fill: None, stroke: Some(stroke) })
    }

    /// One zone.
    fn zone(&self, figure: &Figure, zone: &ResolvedZone) -> Node {
        let id = &self.chart.map.zones[zone.zone].id;
        let data = vec![("zone", id.clone()), ("view", figure.view.to_string())];
        let tag = Tag { class: Some("zone"), data, ..Tag::default() };
        let region = zone.region.transform(figure.transform);
        let nodes = match zone.emphasis {
            Emphasis::Context => vec![self.context_zone(tag, &region)],
            Emphasis::Primary(i) => {
                let a = self.chart.accent(i);
                self.toned(tag, &region, Geometry::Path(region.to_path()), a.fill, &a)
            }
            Emphasis::Secondary(i) => {
                let a = self.chart.accent(i);
                self.toned(tag, &region, Geometry::Path(region.to_path()), a.tint, &a)
            }
        };
        let tag = Tag {
            id: Some(format!("{}{}-{id}", if figure.is_lens { "lens-" } else { "" }, figure.view)),
            title: Some(self.chart.zone_label(zone.zone).to_owned()),
            ..Tag::default()
        };
        Node::Group(GroupNode::plain(tag, nodes))
    }

    /// A quiet zone.
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

    /// A region in a tone of an accent, with the accent's edge: a plain fill,
    /// or the page's colour and the marks of a pattern.
    pub(super) fn toned(
        &self,
        tag: Tag,
        region: &Region,
        geometry: Geometry,
        tone: Tone,
        accent: &Accent,
    ) -> Vec<Node> {
        let edge = Stroke::color(accent.edge, self.px(ZONE_EDGE));
        let Some(pattern) = tone.pattern else {
            let fill = Some(Fill::color(tone.color, accent.opacity));
            return vec![Node::Shape(ShapeNode { tag, geometry, fill, stroke: Some(edge) })];
        };
        let part = |tag, geometry, fill, stroke| Node::Shape(ShapeNode { tag, geometry, fill, stroke });
        let marks = Geometry::Path(marks(region, pattern, self.layout.unit));
        vec![
            part(tag, geometry.clone(), Some(Fill::color(self.chart.theme.paper, 1.0)), None),
            part(class("pattern"), marks, Some(Fill::color(tone.color, 1.0)), None),
            part(Tag::default(), geometry, None, Some(edge)),
        ]
    }

    /// A line of text in the colour of its role.
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

    /// The rim of a line of text, where the page is open; a number on a disc of
    /// its own needs none.
    fn halo(&self, line: &TextLine) -> Option<(Color, f64)> {
        let width = (TEXT_HALO.0 * line.style.size).min(self.px(TEXT_HALO.1));
        (self.chart.is_transparent && line.role != TextRole::UrgentNumber).then_some((self.chart.theme.paper, width))
    }

    /// A circled letter.
    fn badge(&self, badge: &Badge) -> Vec<Node> {
        let color = badge.highlight.map_or(self.chart.theme.ink, |i| self.chart.accent(i).text);
        let ring = ShapeNode {
            tag: class("badge"),
            geometry: Geometry::Circle(badge.center, badge.radius),
            fill: self.chart.is_transparent.then(|| Fill::color(self.chart.theme.paper, 1.0)),
            stroke: Some(Stroke::color(color, 0.1 * badge.radius)),
        };
        std::iter::once(Node::Shape(ring)).chain(self.text(&badge.letter).ok()).collect()
    }

    /// A label with its leaders and dots.
    fn callout(&self, callout: &Callout) -> Result<Node, Error> {
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
        children.extend(callout.badge.iter().flat_map(|b| self.badge(b)));
        let zones: Vec<&str> = callout.zones.iter().map(|&z| self.chart.map.zones[z].id.as_str()).collect();
        let mut data = vec![("zone", zones.first().copied().unwrap_or_default().to_owned())];
        if zones.len() > 1 {
            // one name for several zones, such as the parts of the sciatic nerve
            data.push(("zones", zones.join(" ")));
        }
        let tag = Tag { class: Some("callout"), data, ..Tag::default() };
        Ok(Node::Group(GroupNode::plain(tag, children)))
    }

    /// Paper-coloured rims of all leaders where they leave their zones.
    fn halos(&self) -> Node {
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
        for name in &guide.names {
            children.push(self.text(name)?);
        }
        let name = guide.guide.map_or("zones", Guide::name).to_owned();
        let tag = Tag { class: Some("guide"), data: vec![("guide", name)], ..Tag::default() };
        Ok(Node::Group(GroupNode::plain(tag, children)))
    }

    /// The dividing lines.
    fn rules(&self) -> impl Iterator<Item = Node> + '_ {
        let stroke = Stroke { round: false, ..Stroke::color(self.chart.theme.rule, self.px(0.00125)) };
        self.layout.rules.iter().map(move |(a, b)| {
            let geometry = Geometry::Path(polyline(&[*a, *b]));
            Node::Shape(ShapeNode { tag: class("rule"), geometry, fill: None, stroke: Some(stroke.clone()) })
        })
    }

    /// What the numbers of marks stand for.
    fn list(&self) -> Result<Node, Error> {
        let mut children = Vec::new();
        for entry in &self.layout.list {
            children.push(self.text(&entry.number)?);
            children.push(self.text(&entry.name)?);
        }
        Ok(Node::Group(GroupNode::plain(class("list"), children)))
    }

    /// Swatches and their names.
    fn legend(&self) -> Result<Node, Error> {
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
