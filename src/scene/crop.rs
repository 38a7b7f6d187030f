//! Close-ups: the nodes of a foot are clipped to its window, and the cut edges fade
//! to paper.

use super::composer::{Composer, class};
use super::node::{Geometry, GroupNode, Node, ShapeNode};
use super::paint::{Fill, Paint, Stop};
use crate::geom::Region;
use crate::layout::Figure;
use crate::model::Gradient;
use crate::resolve::Window;
use kurbo::{Affine, Rect};

/// Stops of a fade: offset, opacity. It begins and ends gently.
const STOPS: [(f64, f64); 6] = [(0.0, 0.0), (0.18, 0.09), (0.37, 0.33), (0.56, 0.66), (0.75, 0.92), (0.93, 1.0)];
/// Length of a fade beyond the cut edge, as a part of its whole length, so that none of the foot is
/// left at the edge.
const ON: f64 = 0.1;

impl Composer<'_> {
    /// Clips a figure's nodes to its window. Returns them, and the fades of the cut edges, which
    /// are not clipped, so that no rim of the foot is left.
    pub(super) fn cut(&self, window: &Window, figure: &Figure, children: Vec<Node>) -> (Node, Vec<Node>) {
        let clip = Some(window.region().transform(figure.transform).to_path());
        let whole = Node::Group(GroupNode { clip, ..GroupNode::plain(class("close-up"), children) });
        let color = self.fading().paper;
        let one = |&(from, to): &(kurbo::Point, kurbo::Point)| {
            let d = to - from;
            let r = window.rect;
            let end = to + ON * d;
            let band = if d.x.abs() > d.y.abs() {
                Rect::new(from.x.min(end.x), r.y0, from.x.max(end.x), r.y1)
            } else {
                Rect::new(r.x0, from.y.min(end.y), r.x1, from.y.max(end.y))
            };
            let along = Affine::new([d.x, d.y, -d.y, d.x, from.x, from.y]);
            let stop = |&(offset, opacity): &(f64, f64)| Stop { offset, color, opacity };
            let stops = STOPS.iter().map(stop).collect();
            let paint = Paint::Gradient(Gradient { transform: figure.transform * along, radial: false, stops });
            Node::Shape(ShapeNode {
                tag: class("cut"),
                geometry: Geometry::Path(Region::from_rect(band).transform(figure.transform).to_path()),
                fill: Some(Fill { paint, opacity: 1.0, even_odd: false }),
                stroke: None,
            })
        };
        (whole, window.fades.iter().map(one).collect())
    }
}
