//! Artwork of an outline or of the body as scene nodes: roles become the theme's
//! colours.

use super::node::{Geometry, GroupNode, Node, ShapeNode, Tag};
use super::paint::{Fill, Paint, Stop, Stroke};
use crate::model::{Art, ArtLayer, ArtPaint, Gradient, Outline, StopColor, Theme};
use crate::style::Role;
use kurbo::{Affine, Point, Shape};

/// What the light does across a foot: offset, role, opacity.
const LIGHT: [(f64, Role, f64); 4] = [
    (0.0, Role::SkinLight, 0.18),
    (0.45, Role::SkinLight, 0.0),
    (0.55, Role::SkinShade, 0.0),
    (1.0, Role::SkinShade, 0.2),
];

/// Draws the artwork of a layer, in the outline's units.
pub(super) fn layer(outline: &Outline, theme: &Theme, layer: ArtLayer) -> Vec<Node> {
    let nodes: Vec<Node> = outline.art.get(&layer).into_iter().flatten().map(|a| node(a, theme)).collect();
    if !nodes.is_empty() {
        return nodes;
    }
    // a bare silhouette still is a foot
    let shape = |fill, stroke| {
        let geometry = Geometry::Path(outline.silhouette.clone());
        vec![Node::Shape(ShapeNode { tag: Tag::default(), geometry, fill, stroke })]
    };
    match layer {
        ArtLayer::Under => shape(Some(Fill::color(theme.role(Role::Skin), 1.0)), None),
        ArtLayer::Contour => {
            let width = 0.0031 * (outline.toe_tip - outline.heel_end).hypot2().sqrt();
            shape(None, Some(Stroke::color(theme.role(Role::SkinEdge), width)))
        }
        ArtLayer::Lines | ArtLayer::Over | ArtLayer::Fade => Vec::new(),
    }
}

/// Draws the light that falls from the upper left of the page on a drawing, which is sculpted under
/// a light from above so that either foot can be the mirror image of the other. `to_page` leads from
/// the outline's units to the page.
pub(super) fn light(outline: &Outline, theme: &Theme, to_page: Affine) -> Node {
    let b = outline.silhouette.bounding_box();
    let right = to_page.inverse().with_translation(kurbo::Vec2::ZERO) * Point::new(1.0, 0.4);
    let across = right.to_vec2().normalize() * b.width().min(b.height());
    let start = b.center() - 0.5 * across;
    let stop = |(offset, role, opacity): (f64, Role, f64)| Stop { offset, color: theme.role(role), opacity };
    let gradient = Gradient {
        transform: Affine::new([across.x, across.y, -across.y, across.x, start.x, start.y]),
        radial: false,
        stops: LIGHT.map(stop).to_vec(),
    };
    let fill = Fill { paint: Paint::Gradient(gradient), opacity: 1.0, even_odd: false };
    let geometry = Geometry::Path(outline.silhouette.clone());
    Node::Shape(ShapeNode { tag: Tag::default(), geometry, fill: Some(fill), stroke: None })
}

/// Draws pieces of artwork, in their drawing's units.
pub(super) fn pieces<'a>(art: impl Iterator<Item = &'a Art>, theme: &Theme) -> Vec<Node> {
    art.map(|a| node(a, theme)).collect()
}

/// Draws one piece of artwork.
fn node(art: &Art, theme: &Theme) -> Node {
    match art {
        Art::Path { path, fill, stroke } => Node::Shape(ShapeNode {
            tag: Tag::default(),
            geometry: Geometry::Path(path.clone()),
            fill: fill.as_ref().map(|f| Fill {
                paint: paint(&f.paint, theme),
                opacity: f.opacity,
                even_odd: f.even_odd,
            }),
            stroke: stroke.as_ref().map(|s| Stroke {
                paint: paint(&s.paint, theme),
                opacity: s.opacity,
                width: s.width,
                round: s.round,
                dashes: Vec::new(),
            }),
        }),
        Art::Group { opacity, clip, children } => Node::Group(GroupNode {
            tag: Tag::default(),
            transform: Affine::IDENTITY,
            opacity: *opacity,
            clip: clip.clone(),
            fade: Vec::new(),
            is_artwork: false,
            children: children.iter().map(|a| node(a, theme)).collect(),
        }),
    }
}

/// Returns a paint in the theme's colours.
fn paint(paint: &ArtPaint, theme: &Theme) -> Paint {
    match paint {
        ArtPaint::Role(role) => Paint::Color(theme.role(*role)),
        ArtPaint::Color(color) => Paint::Color(*color),
        ArtPaint::Gradient(g) => {
            let stops = g
                .stops
                .iter()
                .map(|s| Stop {
                    offset: s.offset,
                    color: match s.color {
                        StopColor::Role(role) => theme.role(role),
                        StopColor::Color(color) => color,
                    },
                    opacity: s.opacity,
                })
                .collect();
            Paint::Gradient(Gradient { transform: g.transform, radial: g.radial, stops })
        }
    }
}
