//! A scene as a flat list of tasks in paint order, so that threads can share the
//! work of making steps of them.

use crate::scene::{GroupNode, Node, Scene, ShapeNode, TextNode};
use kurbo::{Affine, BezPath};
use std::ops::Range;

/// A node whose steps are to be made.
pub(super) enum Task<'a> {
    /// A shape.
    Shape(&'a ShapeNode, Affine),
    /// A line of text.
    Text(&'a TextNode, Affine),
    /// A clip begins: a group shows only within a path.
    Clip(&'a BezPath, Affine),
    /// A clip ends.
    Unclip,
    /// A translucent group begins.
    Layer,
    /// A translucent group ends, with its opacity from 0 to 1.
    Merge(f64),
    /// The layer that fades the rest of its group ends.
    Erase,
}

/// The tasks of a scene.
pub(super) struct Tasks<'a> {
    /// All tasks, in paint order.
    pub(super) all: Vec<Task<'a>>,
    /// The artwork among them.
    pub(super) artwork: Vec<Artwork<'a>>,
}

/// Artwork that lies on the page itself, in nothing that clips it or is
/// translucent.
pub(super) struct Artwork<'a> {
    /// The group that holds its nodes.
    pub(super) group: &'a GroupNode,
    /// The transform from its coordinates to pixels.
    pub(super) transform: Affine,
    /// The range of its tasks.
    pub(super) tasks: Range<usize>,
}

impl<'a> Tasks<'a> {
    /// Lists the tasks of a scene.
    pub(super) fn new(scene: &'a Scene) -> Self {
        let mut tasks = Self { all: Vec::new(), artwork: Vec::new() };
        scene.nodes.iter().for_each(|node| tasks.add(node, Affine::scale(scene.scale), true));
        tasks
    }

    /// Appends the tasks of a node under a transform, on the page itself or not;
    /// translucent and fading groups are drawn apart and laid over.
    fn add(&mut self, node: &'a Node, t: Affine, is_bare: bool) {
        let group = match node {
            Node::Shape(shape) => return self.all.push(Task::Shape(shape, t)),
            Node::Text(text) => return self.all.push(Task::Text(text, t)),
            Node::Group(group) => group,
        };
        let (t, from) = (t * group.transform, self.all.len());
        let is_layer = group.opacity < 1.0 || !group.fade.is_empty();
        self.all.extend(group.clip.as_ref().map(|clip| Task::Clip(clip, t)));
        self.all.extend(is_layer.then_some(Task::Layer));
        let inner = is_bare && !is_layer && group.clip.is_none();
        group.children.iter().for_each(|child| self.add(child, t, inner));
        if !group.fade.is_empty() {
            self.all.push(Task::Layer);
            group.fade.iter().for_each(|node| self.add(node, t, false));
            self.all.push(Task::Erase);
        }
        self.all.extend(is_layer.then_some(Task::Merge(group.opacity)));
        self.all.extend(group.clip.as_ref().map(|_| Task::Unclip));
        if is_bare && group.is_artwork {
            self.artwork.push(Artwork { group, transform: t, tasks: from..self.all.len() });
        }
    }
}
