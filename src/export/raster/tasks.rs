//! A scene as a flat list of nodes under their transforms.

use crate::scene::{Geometry, Group, Node, Scene, ShapeNode, TextNode};
use kurbo::{Affine, BezPath, Rect, Shape as _};
use std::ops::Range;

/// Least shapes in a group that is worth drawing apart from its place.
const ART: usize = 16;
/// Between places of artwork, in pixels: its soft shades and its edge, which lies
/// below a line, may be off by half of that, and are then the same on many pages.
const GRAIN: f64 = 0.25;

/// A node whose steps are to be made.
pub(super) enum Task<'a> {
    /// A shape.
    Shape(&'a ShapeNode, Affine),
    /// A line of text.
    Text(&'a TextNode, Affine),
    /// What shows of a group.
    Clip(&'a BezPath, Affine),
    /// The clip ends.
    Unclip,
    /// A translucent group begins.
    Layer,
    /// It ends.
    Merge(f64),
    /// What takes away from the rest of the group ends.
    Erase,
    /// Artwork begins that stands in some columns.
    Art(Range<usize>),
    /// It ends.
    EndArt,
}

/// The nodes of a scene.
pub(super) fn of(scene: &Scene) -> Vec<Task<'_>> {
    let mut tasks = Tasks { width: (scene.width * scene.scale).round(), out: Vec::new() };
    scene.nodes.iter().for_each(|node| tasks.node(node, Affine::scale(scene.scale), true));
    tasks.out
}

/// The nodes while they are collected.
struct Tasks<'a> {
    /// Pixels in a row of the page.
    width: f64,
    /// So far.
    out: Vec<Task<'a>>,
}

impl<'a> Tasks<'a> {
    /// Appends a node under a transform; what is within a clip or a translucent
    /// group is not free to be drawn apart.
    fn node(&mut self, node: &'a Node, t: Affine, is_free: bool) {
        match node {
            Node::Shape(shape) => self.out.push(Task::Shape(shape, t)),
            Node::Text(text) => self.out.push(Task::Text(text, t)),
            Node::Group(g) => self.group(g, t * g.transform, is_free),
        }
    }

    /// Appends a group; translucent and fading ones are drawn apart and laid over.
    fn group(&mut self, g: &'a Group, t: Affine, is_free: bool) {
        if let Some(columns) = self.columns(g, t).filter(|_| is_free) {
            let [a, b, c, d, x, y] = t.as_coeffs();
            let [x, y] = [x - from(&columns), y].map(|place| (place / GRAIN).round() * GRAIN);
            self.out.push(Task::Art(columns));
            g.children.iter().for_each(|child| self.node(child, Affine::new([a, b, c, d, x, y]), false));
            self.out.push(Task::EndArt);
            return;
        }
        let is_layer = g.opacity < 1.0 || !g.fade.is_empty();
        let is_free = is_free && !is_layer && g.clip.is_none();
        self.out.extend(g.clip.as_ref().map(|clip| Task::Clip(clip, t)));
        self.out.extend(is_layer.then_some(Task::Layer));
        g.children.iter().for_each(|child| self.node(child, t, is_free));
        if !g.fade.is_empty() {
            self.out.push(Task::Layer);
            g.fade.iter().for_each(|node| self.node(node, t, false));
            self.out.push(Task::Erase);
        }
        self.out.extend(is_layer.then_some(Task::Merge(g.opacity)));
        self.out.extend(g.clip.as_ref().map(|_| Task::Unclip));
    }

    /// The columns of a group of many shapes, if it is artwork that lies within
    /// the page: many pages have it, each a little further to the left or right.
    fn columns(&self, g: &Group, t: Affine) -> Option<Range<usize>> {
        if g.children.len() < ART || g.clip.is_some() || g.opacity < 1.0 || !g.fade.is_empty() {
            return None;
        }
        let reach = g.children.iter().map(reach).reduce(|a, b| Some(a?.union(b?)))??;
        let reach = t.transform_rect_bbox(reach).inflate(1.0, 1.0);
        (reach.x0 >= 0.0 && reach.x1 <= self.width).then(|| pixel(reach.x0.floor())..pixel(reach.x1.ceil()))
    }
}

/// Where a shape of artwork may reach; none for groups and texts.
fn reach(node: &Node) -> Option<Rect> {
    let Node::Shape(shape) = node else { return None };
    let Geometry::Path(path) = &shape.geometry else { return None };
    // corners of lines reach at most four half widths out
    let line = shape.stroke.as_ref().map_or(0.0, |stroke| 2.0 * stroke.width);
    Some(path.bounding_box().inflate(line, line))
}

/// The first column as a number of pixels.
#[expect(clippy::cast_precision_loss, reason = "columns of a page")]
fn from(columns: &Range<usize>) -> f64 {
    columns.start as f64
}

/// A whole number of pixels as a column.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the page")]
fn pixel(x: f64) -> usize {
    x as usize
}
