//! The display list: what is drawn, as shapes in the pixels of the page with
//! their curves made edges, ready to be drawn band by band.

use super::artwork_first::ArtworkFirst;
use super::builder::StepBuilder;
use super::edges::{BAND_ROWS, Edges};
use super::pixel::RowForm;
use super::shape_cache::ShapeCache;
use super::step::Step;
use super::tasks::{Task, Tasks};
use crate::scene::Scene;
use crate::threads::map_in_order;
use std::num::NonZeroUsize;
use std::ops::Range;

/// The ground of a transparent page.
const CLEAR: u32 = 0;
/// Nodes that a thread makes ready at a time.
const PORTION: usize = 16;

/// A scene to draw.
pub(super) struct DisplayList {
    /// The paper: red lowest, then green, blue and alpha; clear where the page is
    /// transparent.
    pub(super) ground: u32,
    /// The artwork that is drawn before all else.
    pub(super) artwork: Vec<Step>,
    /// Whether the right half of the page shows the mirror image of the artwork,
    /// which lies in the left.
    pub(super) is_mirrored: bool,
    /// What is to be done then.
    pub(super) rest: Vec<Step>,
}

impl DisplayList {
    /// Builds the list of a scene whose picture is `width` pixels wide, on at most some
    /// threads; shapes of earlier pictures are reused where they fit.
    pub(super) fn new(scene: &Scene, width: usize, shapes: Option<&ShapeCache>, threads: Option<NonZeroUsize>) -> Self {
        let paper = u32::from_le_bytes([scene.paper.r, scene.paper.g, scene.paper.b, u8::MAX]);
        let ground = if scene.is_transparent { CLEAR } else { paper };
        let tasks = Tasks::new(scene);
        let first = ArtworkFirst::new(&tasks.artwork, width);
        let steps = |first: &ArtworkFirst| steps(&tasks.all, first, shapes, threads);
        let made = steps(&first);
        if first.is_free(&made, width) {
            return Self::sorted(made, &first, ground);
        }
        let first = ArtworkFirst::default();
        Self::sorted(steps(&first), &first, ground)
    }

    /// Separates the artwork from the rest of the steps.
    fn sorted(steps: Vec<Vec<Step>>, first: &ArtworkFirst, ground: u32) -> Self {
        let (mut artwork, mut rest) = (Vec::new(), Vec::new());
        for (task, steps) in steps.into_iter().enumerate() {
            if first.has(task) { &mut artwork } else { &mut rest }.extend(steps);
        }
        Self { ground, artwork, is_mirrored: first.is_mirrored, rest }
    }

    /// Returns whether the ground is opaque and everything is grey.
    pub(super) fn is_gray(&self) -> bool {
        let [r, g, b, a] = self.ground.to_le_bytes();
        let mut steps = self.artwork.iter().chain(&self.rest);
        r == g
            && g == b
            && a == u8::MAX
            && steps.all(|step| if let Step::Paint(shape) = step { shape.ink.is_gray() } else { true })
    }

    /// Hashes what decides the pixels of some rows of artwork; `None` where no artwork
    /// reaches into them.
    pub(super) fn artwork_mark(&self, rows: &Range<usize>, width: usize) -> Option<blake3::Hash> {
        let mut bytes = Vec::new();
        reaching(&self.artwork, rows, &mut bytes);
        (!bytes.is_empty()).then(|| {
            bytes.extend(place(rows, width, self.ground));
            blake3::hash(&bytes)
        })
    }

    /// Hashes what decides the bytes of some rows: their place and form, and all steps
    /// that reach into them by what they were made from.
    pub(super) fn mark(&self, rows: &Range<usize>, width: usize, form: RowForm) -> blake3::Hash {
        let mut bytes = vec![form.is_gray.into(), self.is_mirrored.into()];
        bytes.extend(form.before.to_le_bytes());
        bytes.extend(place(rows, width, self.ground));
        reaching(&self.artwork, rows, &mut bytes);
        // no step begins like this
        bytes.push(u8::MAX);
        reaching(&self.rest, rows, &mut bytes);
        blake3::hash(&bytes)
    }
}

/// Makes the steps of each task but those that are left out.
fn steps(
    tasks: &[Task<'_>],
    first: &ArtworkFirst,
    shapes: Option<&ShapeCache>,
    threads: Option<NonZeroUsize>,
) -> Vec<Vec<Step>> {
    let portions: Vec<_> = (0..tasks.len()).step_by(PORTION).collect();
    let made = map_in_order(
        portions.len(),
        threads,
        || StepBuilder::new(shapes),
        |builder, i| {
            let portion = portions[i]..tasks.len().min(portions[i] + PORTION);
            let steps = |task: usize| if first.leaves_out(task) { Vec::new() } else { builder.steps(&tasks[task]) };
            portion.map(steps).collect::<Vec<_>>()
        },
    );
    made.into_iter().flatten().collect()
}

/// Writes some rows of a page as bytes.
fn place(rows: &Range<usize>, width: usize, ground: u32) -> impl Iterator<Item = u8> {
    [rows.start, rows.end, width].into_iter().flat_map(usize::to_le_bytes).chain(ground.to_le_bytes())
}

/// Appends what the steps that reach into the bands of some rows were made from.
fn reaching(steps: &[Step], rows: &Range<usize>, bytes: &mut Vec<u8>) {
    let reaches = |edges: &Edges| rows.clone().step_by(BAND_ROWS).any(|row| !edges.within(row).is_empty());
    for step in steps {
        match step {
            Step::Paint(shape) if reaches(&shape.edges) => {
                if let Some((hash, is_line)) = &shape.mark {
                    bytes.push((*is_line).into());
                    bytes.extend(hash.as_bytes());
                }
            }
            Step::Paint(_) => {}
            Step::Clip(edges, hash) if reaches(edges) => {
                bytes.push(2);
                bytes.extend(hash.as_bytes());
            }
            Step::Clip(..) => bytes.push(3),
            Step::Unclip => bytes.push(4),
            Step::Layer => bytes.push(5),
            Step::Merge(opacity) => bytes.extend([6, *opacity]),
            Step::Erase => bytes.push(7),
        }
    }
}
