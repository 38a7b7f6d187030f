//! Which artwork is drawn before all else.
//!
//! The shading of the feet is most of the work of drawing, and many pictures
//! show the same feet at the same place. So artwork is drawn first where
//! nothing that lies below it is in the way. Of feet that are each other's mirror
//! images, only those in the left half of the page are drawn. What the bands show
//! of it is kept for later pictures.

use super::step::Step;
use super::tasks::Artwork;
use crate::scene::{Geometry, Node};
use kurbo::Affine;
use std::ops::Range;

/// How far mirror images may be off, in pixels.
const EXACT: f64 = 1e-3;
/// The least distance of boxes that share no pixel, in pixels.
const APART: f32 = 1.0;

/// The tasks of artwork that come first.
#[derive(Default)]
pub(super) struct ArtworkFirst {
    /// The tasks of each piece of artwork, and the first task of its mirror image
    /// where that is left out.
    drawn: Vec<(Range<usize>, Option<usize>)>,
    /// Tasks that are left out.
    left_out: Vec<Range<usize>>,
    /// Whether all artwork shows as a mirror image too.
    pub(super) is_mirrored: bool,
}

impl ArtworkFirst {
    /// Chooses all artwork of a page that is `width` pixels wide, or the left one of
    /// all pairs.
    pub(super) fn new(artwork: &[Artwork<'_>], width: usize) -> Self {
        let width = f64::from(u32::try_from(width).unwrap_or(u32::MAX));
        let pairs: Vec<_> = artwork
            .iter()
            .filter(|a| middle(a).is_some_and(|x| x < width / 2.0))
            .filter_map(|a| Some((a, artwork.iter().find(|b| is_mirrored(a, b, width))?)))
            .collect();
        if pairs.is_empty() || 2 * pairs.len() != artwork.len() {
            let drawn = artwork.iter().map(|a| (a.tasks.clone(), None)).collect();
            return Self { drawn, ..Self::default() };
        }
        let drawn = pairs.iter().map(|(a, b)| (a.tasks.clone(), Some(b.tasks.start))).collect();
        Self { drawn, left_out: pairs.iter().map(|(_, b)| b.tasks.clone()).collect(), is_mirrored: true }
    }

    /// Returns whether a task comes first.
    pub(super) fn has(&self, task: usize) -> bool {
        self.drawn.iter().any(|(tasks, _)| tasks.contains(&task))
    }

    /// Returns whether a task is left out.
    pub(super) fn leaves_out(&self, task: usize) -> bool {
        self.left_out.iter().any(|tasks| tasks.contains(&task))
    }

    /// Returns whether nothing that should be drawn before it is in the way of any
    /// artwork, and what is mirrored lies in the left half; by the steps of all
    /// tasks, on a page of some width.
    #[expect(clippy::cast_precision_loss, reason = "pixels of a row")]
    pub(super) fn is_free(&self, steps: &[Vec<Step>], width: usize) -> bool {
        let before = |task: usize| (0..task).filter(|task| !self.has(*task)).flat_map(|task| &steps[task]);
        self.drawn.iter().all(|(tasks, twin)| {
            let bounds = steps[tasks.clone()].iter().flatten().filter_map(Step::bounds).reduce(around);
            let Some([x0, y0, x1, y1]) = bounds else { return true };
            let is_free = |task, bounds| before(task).filter_map(Step::bounds).all(|b| is_apart(b, bounds));
            let mirrored = [width as f32 - x1, y0, width as f32 - x0, y1];
            is_free(tasks.start, [x0, y0, x1, y1])
                && twin.is_none_or(|twin| x1 <= (width / 2) as f32 && is_free(twin, mirrored))
        })
    }
}

/// Returns the x of the middle of artwork on the page, in pixels.
fn middle(artwork: &Artwork<'_>) -> Option<f64> {
    let path = artwork.group.children.iter().find_map(|node| match node {
        Node::Shape(shape) => match &shape.geometry {
            Geometry::Path(path) => Some(path),
            _ => None,
        },
        _ => None,
    })?;
    Some((artwork.transform * path.control_box().center()).x)
}

/// Returns whether artwork is the mirror image of other artwork on a page of some
/// width.
fn is_mirrored(a: &Artwork<'_>, b: &Artwork<'_>, width: f64) -> bool {
    let mirror = Affine::new([-1.0, 0.0, 0.0, 1.0, width, 0.0]);
    let [m, n] = [mirror * a.transform, b.transform].map(Affine::as_coeffs);
    // the coordinates of artwork are some thousands
    let is_near = |i: usize| (m[i] - n[i]).abs() < if i < 4 { EXACT / 1e4 } else { EXACT };
    (0..6).all(is_near) && a.group.children == b.group.children
}

/// Returns the box around two boxes.
fn around(a: [f32; 4], b: [f32; 4]) -> [f32; 4] {
    [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]
}

/// Returns whether two boxes share no pixel.
fn is_apart(a: [f32; 4], b: [f32; 4]) -> bool {
    a[2] + APART < b[0] || b[2] + APART < a[0] || a[3] + APART < b[1] || b[3] + APART < a[1]
}

#[cfg(test)]
mod tests {
    use crate::export::raster::display_list::DisplayList;
    use crate::pipeline::{Renderer, Wanted};
    use crate::scene::{Fill, Geometry, Node, Scene, ShapeNode, Tag};
    use crate::{ChartSpec, style::Color};
    use kurbo::Rect;

    fn scene(view: &str) -> Scene {
        let (zones, views) = (vec!["lower-back".to_owned()], vec![view.to_owned()]);
        let (renderer, spec) = (Renderer::new(), ChartSpec { zones, views, ..ChartSpec::default() });
        let chart = renderer.load(&spec, &()).expect("loads");
        renderer.scene_for(&chart, Wanted::default(), &mut ()).expect("renders")
    }

    fn list(scene: &Scene) -> DisplayList {
        let width = (scene.width * scene.scale).round();
        DisplayList::new(scene, format!("{width}").parse().expect("whole"), None, None)
    }

    #[test]
    fn of_two_mirrored_feet_one_is_drawn() {
        let [one, two] = ["right-plantar", "plantar"].map(|view| list(&scene(view)));
        assert!(!one.is_mirrored && !one.artwork.is_empty(), "one foot comes first, as it is");
        assert!(two.is_mirrored, "a foot is the other's mirror image");
        assert_eq!(one.artwork.len(), two.artwork.len(), "only one of the two is drawn");
    }

    #[test]
    fn artwork_waits_for_what_lies_below_it() {
        let mut scene = scene("plantar");
        let (geometry, fill) =
            (Geometry::Rect(Rect::new(0.0, 0.0, 1600.0, 2000.0), 0.0), Fill::color(Color::rgb(9, 9, 9), 1.0));
        scene.nodes.insert(0, Node::Shape(ShapeNode { tag: Tag::default(), geometry, fill: Some(fill), stroke: None }));
        let list = list(&scene);
        assert!(list.artwork.is_empty() && !list.is_mirrored, "all is drawn in its order");
    }
}
