//! The figure of the body: quiet bones, and the highlighted parts in the
//! colours of their zones.

use super::art;
use super::composer::{Composer, Look, class};
use super::node::{Geometry, GroupNode, Node, ShapeNode, Tag};
use super::paint::Stroke;
use crate::error::Error;
use crate::geom::Region;
use crate::layout::Locator;
use crate::model::{Accent, Agreement, Art, ArtLayer, BodyFigure, BodyPart, BodyRegion, Emphasis, Theme};
use crate::style::{Role, Tone};
use kurbo::BezPath;

/// Width of the light casing of a nerve, as a multiple of its own.
const CASING: f64 = 1.9;
/// Opacity of soft parts that are secondary members: bones show through.
const SECONDARY: f64 = 0.42;
/// Length trimmed off the cut ends, where the fade has an edge, as a part of the height.
const CUT: f64 = 0.01;
/// Edges in the figure are finer than those of zones by this factor.
const EDGE: f64 = 0.6;
/// Least width of a nerve on the page, in units.
const THIN: f64 = 0.0012;

impl Composer<'_> {
    /// Draws the figure with its name.
    pub(super) fn body(&self, locator: &Locator, figure: &BodyFigure) -> Result<Node, Error> {
        let t = locator.transform;
        let layer = |theme: &Theme, layer| art::pieces(figure.art.get(&layer).into_iter().flatten(), theme);
        let drawing = self.drawing(layer, &figure.silhouette, t);
        let art = |nodes| Node::Group(GroupNode { transform: t, ..GroupNode::plain(Tag::default(), nodes) });
        let mut children = vec![art(drawing.under)];
        // quiet bones first: none may cover what is lit
        let quiet = figure.regions.iter().filter(|r| self.lit(r).is_none());
        let bones: Vec<Node> = quiet.flat_map(|r| self.quiet(r)).collect();
        children.push(Node::Group(GroupNode { transform: t, ..GroupNode::plain(class("bones"), bones) }));
        for region in &figure.regions {
            if let Some(emphasis) = self.lit(region) {
                children.push(self.lit_region(locator, region, emphasis));
            }
        }
        children.extend([drawing.lines, drawing.contour].map(art));
        let tag = Tag {
            id: Some("body".to_owned()),
            class: Some("body"),
            data: vec![("figure", figure.name.clone())],
            ..Tag::default()
        };
        let name = self.text(&locator.name)?;
        // ribs and nerves run on beyond the cut ends, where all has faded
        let b = t.transform_rect_bbox(figure.bounds);
        let (top, bottom) = faded_ends(figure);
        let trim = |is_faded: bool| if is_faded { CUT * b.height() } else { -b.height() };
        let inside = kurbo::Rect::new(b.x0 - b.width(), b.y0 + trim(top), b.x1 + b.width(), b.y1 - trim(bottom));
        let clip = Some(kurbo::Shape::to_path(&inside, 0.1));
        let figure = Node::Group(GroupNode { clip, ..GroupNode::plain(Tag::default(), children) });
        // not cut itself, so that no rim of the figure is left
        let (mut parts, mut fade) = (vec![figure], Vec::new());
        self.fades(&mut parts, &mut fade).push(art(drawing.fade));
        let figure = Node::Group(GroupNode { fade, ..GroupNode::plain(Tag::default(), parts) });
        Ok(Node::Group(GroupNode::plain(tag, vec![figure, name])))
    }

    /// Returns the emphasis of a part of the body: that of the first zone that names it, main
    /// members before secondary ones.
    fn lit(&self, region: &BodyRegion) -> Option<Emphasis> {
        let zones = self.chart.map.zones.iter().zip(&self.chart.emphasis);
        let naming = zones.filter(|(z, e)| **e != Emphasis::Context && z.body.contains(&region.id));
        naming.map(|(_, e)| *e).min()
    }

    /// Draws the bones of a part that is not highlighted, in the drawing's units.
    fn quiet(&self, region: &BodyRegion) -> Vec<Node> {
        let is_bone = region.parts.iter().any(|p| matches!(p, BodyPart::Bone(_)));
        let pieces = region.parts.iter().filter_map(|part| match part {
            BodyPart::Bone(art) => Some(art),
            BodyPart::Detail(art) if is_bone => Some(art),
            _ => None,
        });
        art::pieces(pieces, &self.chart.theme)
    }

    /// Draws an area of the page in a tone, with a thin edge unless it is faint.
    fn area(&self, path: BezPath, tone: Tone, accent: &Accent) -> Vec<Node> {
        let region = Region::from_path(&path, 0.1);
        // the body is not in dispute
        let look = Look { tone, accent, agreement: Agreement::High };
        let mut nodes = self.toned(Tag::default(), &region, Geometry::Path(path), &look);
        for node in &mut nodes {
            let Node::Shape(shape) = node else { continue };
            if accent.opacity < 0.5 && tone.pattern.is_none() {
                shape.stroke = None;
            } else if let Some(stroke) = &mut shape.stroke {
                stroke.width *= EDGE;
            }
        }
        nodes
    }

    /// Draws a highlighted part, on the page.
    fn lit_region(&self, locator: &Locator, region: &BodyRegion, emphasis: Emphasis) -> Node {
        let accent = self.chart.accent(emphasis.highlight().unwrap_or(0));
        let is_secondary = matches!(emphasis, Emphasis::Secondary(_));
        let tone = if is_secondary { accent.tint } else { accent.fill };
        let t = locator.transform;
        let scale = t.determinant().abs().sqrt();
        let mut nodes = Vec::new();
        // casings first: none may cut a branch of its own nerve
        for part in &region.parts {
            if let BodyPart::Course(path, width) = part {
                let width = CASING * (width * scale).max(self.px(THIN));
                let casing = Stroke::color(self.chart.theme.halo, width);
                nodes.push(stroked(t * path.clone(), Stroke { opacity: 0.8, ..casing }));
            }
        }
        for part in &region.parts {
            match part {
                BodyPart::Bone(Art::Path { path, .. }) => nodes.extend(self.area(t * path.clone(), tone, &accent)),
                BodyPart::Soft(path, opacity) => {
                    // a pattern would be all that one sees of so small a part
                    let is_faint = is_secondary && tone.pattern.is_some();
                    let tone = if is_faint { Tone::plain(self.chart.theme.role(Role::SkinShade)) } else { tone };
                    let part = if is_secondary { SECONDARY } else { 1.0 };
                    let accent = Accent { opacity: part * opacity * accent.opacity, ..accent };
                    nodes.extend(self.area(t * path.clone(), tone, &accent));
                }
                BodyPart::Course(path, width) => {
                    let width = (width * scale).max(self.px(THIN));
                    nodes.push(stroked(t * path.clone(), Stroke::color(tone.color, width)));
                }
                BodyPart::Detail(Art::Path { path, stroke: Some(s), .. }) if !is_secondary => {
                    let stroke = Stroke { opacity: s.opacity, ..Stroke::color(accent.edge, s.width * scale) };
                    nodes.push(stroked(t * path.clone(), stroke));
                }
                BodyPart::Bone(_) | BodyPart::Detail(_) => {}
            }
        }
        let tag = Tag { class: Some("body-part"), data: vec![("part", region.id.clone())], ..Tag::default() };
        Node::Group(GroupNode::plain(tag, nodes))
    }
}

/// Returns whether a figure fades away at its top and at its bottom.
fn faded_ends(figure: &BodyFigure) -> (bool, bool) {
    let paths = figure.art.get(&ArtLayer::Fade).into_iter().flatten().filter_map(|a| match a {
        Art::Path { path, .. } => Some(kurbo::Shape::bounding_box(path)),
        Art::Group { .. } => None,
    });
    let (b, near) = (figure.bounds, 0.02 * figure.bounds.height());
    paths.fold((false, false), |(top, bottom), f| (top || f.y0 <= b.y0 + near, bottom || f.y1 >= b.y1 - near))
}

/// Draws a line along a path.
fn stroked(path: BezPath, stroke: Stroke) -> Node {
    Node::Shape(ShapeNode { tag: Tag::default(), geometry: Geometry::Path(path), fill: None, stroke: Some(stroke) })
}
