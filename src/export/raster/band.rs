//! A band of rows of the page, and drawing a display list on it.

use super::coverage::Coverage;
use super::list::{List, Outline, Painted, Step};
use super::paint::Ink;
use super::planes::Planes;
use super::{Form, ROWS};
use fearless_simd::Level;
use std::ops::Range;
use std::sync::Arc;

/// A band that one thread draws on, again and again.
pub(super) struct Band {
    /// Pixels in a row.
    width: usize,
    /// The first row on the page.
    top: usize,
    /// How many rows.
    rows: usize,
    /// What shapes cover.
    coverage: Coverage,
    /// The page; above it what is drawn apart.
    layers: Vec<Planes>,
    /// Clear layers to draw on.
    spare: Vec<Planes>,
    /// What shows within each of the clips, 0 to 255.
    clips: Vec<Vec<u8>>,
    /// Runs of pixels that wait for those below.
    waiting: Vec<Span>,
    /// What the processor can do at once.
    simd: Level,
}

/// A run of pixels that a shape covers.
struct Span {
    /// Its row.
    row: usize,
    /// Its pixels.
    xs: Range<usize>,
    /// How much of them is covered, of 255.
    coverage: u8,
    /// Which of several shapes.
    shape: usize,
}

impl Band {
    /// A band of at most some rows.
    pub(super) fn new(width: usize, rows: usize) -> Self {
        let coverage = Coverage::new(width, rows);
        let (layers, spare, clips) = (Vec::new(), Vec::new(), Vec::new());
        Self { width, top: 0, rows, coverage, layers, spare, clips, waiting: Vec::new(), simd: Level::new() }
    }

    /// Draws some rows of a list on a ground; their [bytes](Planes::pack) go to
    /// `out`.
    pub(super) fn draw(&mut self, list: &List, rows: Range<usize>, ground: u32, form: Form, out: &mut Vec<u8>) {
        (self.top, self.rows) = (rows.start, rows.len());
        let count = self.width * self.rows;
        self.layers.truncate(1);
        self.clips.clear();
        match self.layers.first_mut() {
            Some(page) => page.reset(count, ground),
            None => self.layers.push(Planes::new(count, ground)),
        }
        let mut steps = &list.steps[..];
        while let Some((step, rest)) = steps.split_first() {
            let solid = steps.iter().map_while(Step::solid_gradient).count();
            if solid > 1 && self.clips.is_empty() {
                self.stack(&steps[..solid]);
                steps = &steps[solid..];
                continue;
            }
            match step {
                Step::Paint(shape) => self.paint(&shape.outline, &shape.ink),
                Step::Clip(outline, _) => self.clip(outline),
                Step::Unclip => drop(self.clips.pop()),
                Step::Layer => {
                    let layer = self.spare.pop().unwrap_or_else(|| Planes::new(self.width * ROWS, 0));
                    self.layers.push(layer);
                }
                Step::Merge(opacity) => self.merge(|below, above, width| below.merge(above, width, *opacity)),
                Step::Erase => self.merge(Planes::erase),
            }
            steps = rest;
        }
        if let Some(page) = self.layers.first() {
            page.pack(self.simd, self.width, form, out);
        }
    }

    /// Whether a shape reaches into the band; its edges are then collected.
    #[expect(clippy::cast_precision_loss, reason = "rows are few")]
    fn collect(&mut self, outline: &Outline) -> bool {
        let lines = outline.within(self.top);
        self.coverage.add(lines, self.top as f32);
        !lines.is_empty()
    }

    /// Paints a shape.
    fn paint(&mut self, outline: &Outline, ink: &Ink) {
        if !self.collect(outline) {
            return;
        }
        let (width, top, simd, clip) = (self.width, self.top, self.simd, self.clips.last());
        let Some(layer) = self.layers.last_mut() else { return };
        self.coverage.spans(self.rows, outline.even_odd, |row, xs, coverage| {
            layer.touch(row, &xs);
            let mut paint = |xs: Range<usize>, coverage| {
                let at = row * width + xs.start..row * width + xs.end;
                ink.span(simd, &mut layer.channels, at, xs.start, top + row, coverage);
            };
            match clip {
                None => paint(xs, coverage),
                Some(clip) => {
                    let mut start = xs.start;
                    for run in clip[row * width..][xs].chunk_by(|a, b| a == b) {
                        let seen = part(run[0], coverage);
                        if seen > 0 {
                            paint(start..start + run.len(), seen);
                        }
                        start += run.len();
                    }
                }
            }
        });
    }

    /// Paints shapes that hide what they cover, without what the later ones
    /// hide of the earlier: shading is a stack of shapes, each a little smaller
    /// than the one before.
    fn stack(&mut self, steps: &[Step]) {
        let shapes: Vec<&Arc<Painted>> = steps.iter().filter_map(Step::solid_gradient).collect();
        let mut hidden = vec![0..0; self.rows];
        let mut waiting = std::mem::take(&mut self.waiting);
        for (shape, painted) in shapes.iter().enumerate().rev() {
            if !self.collect(&painted.outline) {
                continue;
            }
            self.coverage.spans(self.rows, painted.outline.even_odd, |row, xs, coverage| {
                let under = &mut hidden[row];
                let left = xs.start..xs.end.min(under.start.max(xs.start));
                let right = xs.start.max(under.end.min(xs.end))..xs.end;
                let seen = if under.start >= under.end { [xs.clone(), 0..0] } else { [left, right] };
                let seen = seen.into_iter().filter(|xs| xs.start < xs.end);
                waiting.extend(seen.map(|xs| Span { row, xs, coverage, shape }));
                if coverage == u8::MAX && xs.len() > under.len() {
                    *under = xs;
                }
            });
        }
        if let Some(layer) = self.layers.last_mut() {
            for Span { row, xs, coverage, shape } in waiting.drain(..).rev() {
                layer.touch(row, &xs);
                let at = row * self.width + xs.start..row * self.width + xs.end;
                shapes[shape].ink.span(self.simd, &mut layer.channels, at, xs.start, self.top + row, coverage);
            }
        }
        self.waiting = waiting;
    }

    /// From here on, only what lies in a shape shows, and in the clips around.
    fn clip(&mut self, outline: &Outline) {
        let mut mask = vec![0; self.width * self.rows];
        if self.collect(outline) {
            let (width, outer) = (self.width, self.clips.last());
            self.coverage.spans(self.rows, outline.even_odd, |row, xs, coverage| {
                let at = row * width + xs.start..row * width + xs.end;
                match outer {
                    None => mask[at].fill(coverage),
                    Some(outer) => {
                        let pixels = mask[at.clone()].iter_mut().zip(&outer[at]);
                        pixels.for_each(|(inner, outer)| *inner = part(*outer, coverage));
                    }
                }
            });
        }
        self.clips.push(mask);
    }

    /// Makes one of the rest and what was drawn apart, in rows of some width.
    fn merge(&mut self, mix: impl FnOnce(&mut Planes, &Planes, usize)) {
        let Some(mut above) = self.layers.pop() else { return };
        if let Some(below) = self.layers.last_mut() {
            mix(below, &above, self.width);
        }
        above.clear(self.width);
        self.spare.push(above);
    }
}

/// A part of 255 of another, rounded.
fn part(a: u8, b: u8) -> u8 {
    let product = u16::from(a) * u16::from(b) + 128;
    u8::try_from((product + (product >> 8)) >> 8).unwrap_or(u8::MAX)
}
