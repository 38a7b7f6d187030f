//! A figure of the body as SVG: its regions have the ids of the map's `body`
//! field, their classes say how they are drawn.

use super::art;
use crate::diag::{Diagnostic, Place};
use crate::error::Error;
use crate::model::{Art, ArtLayer, ArtPaint, BodyFigure, BodyPart, BodyRegion};
use crate::style::Role;
use kurbo::{BezPath, Shape as _};
use std::collections::BTreeMap;

/// Reads a built-in figure.
///
/// # Errors
/// [`ErrorKind::Input`](crate::ErrorKind::Input) where it lacks what a figure has.
pub(in crate::input) fn read_body(name: &str, svg: &str) -> Result<BodyFigure, Error> {
    let problem = |message: &str| Diagnostic::error("body-svg", message.to_owned()).at(Place::file(name));
    let end = svg.rfind("</svg>").ok_or_else(|| problem("not an SVG drawing"))?;
    let marked = format!("{}<style>{}</style>{}", &svg[..end], art::role_rules(), &svg[end..]);
    let tree = usvg::Tree::from_str(&marked, &usvg::Options::default())
        .map_err(|e| problem(&format!("not a usable SVG: {e}")))?;
    let mut found = BodyElements::default();
    found.layer(tree.root(), ArtLayer::Under);
    let silhouette = found.silhouette.ok_or_else(|| problem("no element with the id `outline`"))?;
    let bounds = silhouette.bounding_box();
    Ok(BodyFigure { name: name.to_owned(), silhouette, bounds, art: found.art, regions: found.regions })
}

/// The elements of a drawing, sorted by meaning.
#[derive(Default)]
struct BodyElements {
    /// The path of `outline`.
    silhouette: Option<BezPath>,
    /// Artwork by layer.
    art: BTreeMap<ArtLayer, Vec<Art>>,
    /// Parts of the body.
    regions: Vec<BodyRegion>,
}

impl BodyElements {
    /// Sorts the children of a group into a layer.
    fn layer(&mut self, group: &usvg::Group, layer: ArtLayer) {
        for node in group.children() {
            match (node.id(), node) {
                ("outline", usvg::Node::Path(p)) => {
                    self.silhouette = Some(art::geometry(p.data(), art::affine(p.abs_transform())));
                }
                ("regions", usvg::Node::Group(g)) => self.regions(g),
                ("lines", usvg::Node::Group(g)) => self.layer(g, ArtLayer::Lines),
                ("contour", usvg::Node::Group(g)) => self.layer(g, ArtLayer::Contour),
                ("fade", usvg::Node::Group(g)) => self.layer(g, ArtLayer::Fade),
                (_, usvg::Node::Group(g)) => self.layer(g, layer),
                (_, usvg::Node::Path(p)) => self.art.entry(layer).or_default().extend(art::path(p)),
                _ => {}
            }
        }
    }

    /// Reads the regions, in paint order.
    fn regions(&mut self, group: &usvg::Group) {
        for node in group.children() {
            let mut parts = Vec::new();
            match node {
                usvg::Node::Group(g) => collect(g, &mut parts),
                usvg::Node::Path(p) => parts.extend(part(p)),
                _ => {}
            }
            if !node.id().is_empty() && !parts.is_empty() {
                self.regions.push(BodyRegion { id: node.id().to_owned(), parts });
            }
        }
    }
}

/// Appends the parts below a group.
fn collect(group: &usvg::Group, out: &mut Vec<BodyPart>) {
    for node in group.children() {
        match node {
            usvg::Node::Group(g) => collect(g, out),
            usvg::Node::Path(p) => out.extend(part(p)),
            _ => {}
        }
    }
}

/// Tells from the role of its paint which part of a region a path is.
fn part(path: &usvg::Path) -> Option<BodyPart> {
    let art = art::path(path)?;
    let Art::Path { path, fill, stroke } = &art else { return None };
    let bone = |p: &ArtPaint| matches!(p, ArtPaint::Role(Role::Bone));
    let line = |p: &ArtPaint| matches!(p, ArtPaint::Role(Role::Line | Role::BoneEdge));
    Some(match (fill, stroke) {
        (Some(f), _) if bone(&f.paint) => BodyPart::Bone(art),
        (Some(f), _) => BodyPart::Soft(path.clone(), f.opacity),
        (None, Some(s)) if line(&s.paint) => BodyPart::Detail(art),
        (None, Some(s)) => BodyPart::Course(path.clone(), s.width),
        (None, None) => return None,
    })
}
