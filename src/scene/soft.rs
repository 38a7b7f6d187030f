//! Territories of anatomy: their borders are soft, since they differ from person to
//! person and overlap. Each is a stack of areas, from a little larger to a little
//! smaller, so that it fades where it meets another, but not at the edge of the foot.

use super::composer::{Composer, Look};
use super::node::{Geometry, Node, ShapeNode, Tag};
use super::paint::{Fill, Stroke};
use crate::geom::Region;
use crate::layout::Figure;
use crate::model::Shading;
use crate::resolve::ResolvedView;

/// Half of the width over which a border fades, in foot lengths.
const REACH: f64 = 0.016;
/// How far the areas of a stack are from the border, in reaches, the largest first.
const STEPS: [f64; 5] = [1.0, 0.5, 0.0, -0.5, -1.0];
/// Opacity of a territory inside its borders.
const INSIDE: f64 = 0.6;
/// Width of the line of a border where the theme has one ink, in units.
const LINE: f64 = 0.0009;

impl Composer<'_> {
    /// Draws a territory on a figure; `tag` names the area that can be pointed at.
    pub(super) fn territory(
        &self,
        (figure, view): (&Figure, &ResolvedView),
        tag: Tag,
        region: &Region,
        look: &Look<'_>,
    ) -> Vec<Node> {
        if self.chart.theme.shading == Shading::Lines || look.tone.pattern.is_some() {
            // marks cannot fade: a fine line is the border
            let mut nodes = self.toned(tag, region, Geometry::Path(region.to_path()), look);
            for node in &mut nodes {
                if let Node::Shape(ShapeNode { stroke: Some(stroke), .. }) = node {
                    *stroke = Stroke { width: self.px(LINE), ..stroke.clone() };
                }
            }
            return nodes;
        }
        let reach = REACH * figure.length;
        let foot = view.silhouette.transform(figure.transform);
        let rim = foot.subtract(&foot.offset(-1.5 * reach)).intersect(region);
        let opacity = 1.0 - libm::pow(1.0 - INSIDE, 1.0 / 5.0);
        let areas = STEPS.map(|step| {
            let moved = region.offset(step * reach).intersect(&foot);
            let area = if step < 0.0 { moved.union(&rim) } else { moved };
            let tag = if step == 0.0 { tag.clone() } else { Tag::default() };
            let fill = Some(Fill::color(look.tone.color, opacity));
            Node::Shape(ShapeNode { tag, geometry: Geometry::Path(area.to_path()), fill, stroke: None })
        });
        // the largest one paints first, and the area that can be pointed at leads the group
        let [a, b, exact, c, d] = areas;
        vec![exact, a, b, c, d]
    }
}
