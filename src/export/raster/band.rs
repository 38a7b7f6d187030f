//! A band of rows of the page, and drawing a display list on it.

use super::coverage::Coverage;
use super::list::{List, Outline, Step};
use super::paint::{Ink, over, part};
use std::ops::Range;

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
    /// The pixels; above them those of what is drawn apart.
    layers: Vec<Vec<u32>>,
    /// What shows within each of the clips, 0 to 255.
    clips: Vec<Vec<u8>>,
}

impl Band {
    /// A band of at most some rows.
    pub(super) fn new(width: usize, rows: usize) -> Self {
        let layers = vec![Vec::with_capacity(width * rows)];
        Self { width, top: 0, rows, coverage: Coverage::new(width, rows), layers, clips: Vec::new() }
    }

    /// Draws some rows of a list on a ground, and gives their pixels.
    pub(super) fn draw(&mut self, list: &List, rows: Range<usize>, ground: u32) -> &[u32] {
        (self.top, self.rows) = (rows.start, rows.len());
        self.layers.truncate(1);
        self.clips.clear();
        if let Some(page) = self.layers.first_mut() {
            page.clear();
            page.resize(self.width * self.rows, ground);
        }
        for step in &list.steps {
            match step {
                Step::Paint(shape) => self.paint(&shape.outline, &shape.ink),
                Step::Clip(outline) => self.clip(outline),
                Step::Unclip => drop(self.clips.pop()),
                Step::Layer => self.layers.push(vec![0; self.width * self.rows]),
                Step::Merge(opacity) => self.merge(|below, above| over(below, part(above, (*opacity).into()))),
                Step::Erase => self.merge(|below, above| part(below, 255 - (above >> 24))),
            }
        }
        self.layers.first().map_or(&[], Vec::as_slice)
    }

    /// Whether a shape reaches into the band; its edges are then collected.
    #[expect(clippy::cast_precision_loss, reason = "rows are few")]
    fn collect(&mut self, outline: &Outline) -> bool {
        let (top, end) = (self.top as f32, (self.top + self.rows) as f32);
        let reaches = outline.reach.1 > top && outline.reach.0 < end;
        if reaches {
            self.coverage.add(&outline.lines, top);
        }
        reaches
    }

    /// Paints a shape.
    fn paint(&mut self, outline: &Outline, ink: &Ink) {
        if !self.collect(outline) {
            return;
        }
        let (width, top, clip) = (self.width, self.top, self.clips.last());
        let Some(pixels) = self.layers.last_mut() else { return };
        self.coverage.spans(self.rows, outline.even_odd, |row, xs, coverage| {
            let mut paint = |xs: Range<usize>, coverage| {
                let at = row * width;
                ink.span(&mut pixels[at + xs.start..at + xs.end], xs.start, top + row, coverage);
            };
            match clip {
                None => paint(xs, coverage),
                Some(clip) => {
                    let mut start = xs.start;
                    for run in clip[row * width..][xs].chunk_by(|a, b| a == b) {
                        let seen = part(run[0].into(), coverage.into());
                        if let Ok(seen @ 1..) = u8::try_from(seen) {
                            paint(start..start + run.len(), seen);
                        }
                        start += run.len();
                    }
                }
            }
        });
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
                        for (inner, outer) in mask[at.clone()].iter_mut().zip(&outer[at]) {
                            *inner = u8::try_from(part((*outer).into(), coverage.into())).unwrap_or(u8::MAX);
                        }
                    }
                }
            });
        }
        self.clips.push(mask);
    }

    /// Makes one of what was drawn apart and the rest, pixel by pixel.
    fn merge(&mut self, mix: impl Fn(u32, u32) -> u32) {
        let Some(layer) = self.layers.pop() else { return };
        for (below, above) in self.layers.iter_mut().last().into_iter().flatten().zip(layer) {
            *below = mix(*below, above);
        }
    }
}
