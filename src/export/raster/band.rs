//! A band of rows of the page: a display list is drawn on it, and its pixels come
//! out as bytes.

use super::artwork_cache::ArtworkCache;
use super::coverage::{Coverage, Span};
use super::display_list::DisplayList;
use super::edges::{BAND_ROWS, Edges};
use super::paint::Ink;
use super::pixel::RowForm;
use super::planes::{BandRow, Planes};
use super::step::{Painted, Step};
use fearless_simd::Level;
use std::ops::Range;
use std::sync::Arc;

/// A band that one thread draws on, again and again.
pub(super) struct Band {
    /// The width of a row in pixels.
    width: usize,
    /// The row of the page that is its first.
    top: usize,
    /// The number of its rows.
    rows: usize,
    /// Works out what shapes cover.
    coverage: Coverage,
    /// The page, and above it the layers that are drawn apart.
    layers: Vec<Planes>,
    /// Clear layers, to be used again.
    spare: Vec<Planes>,
    /// How much shows of each pixel within each of the clips, 0 to 255.
    clips: Vec<Vec<u8>>,
    /// Runs, as far as they show.
    shown: Vec<Span>,
    /// Rows of a stack that wait for those below: the row, the index of the shape,
    /// and its runs among those that show.
    waiting: Vec<(usize, usize, Range<usize>)>,
    /// The vector instructions that the processor has.
    simd: Level,
}

impl Band {
    /// Returns a band of at most some rows.
    pub(super) fn new(width: usize, rows: usize) -> Self {
        let coverage = Coverage::new(width, rows);
        let (layers, spare, clips) = (Vec::new(), Vec::new(), Vec::new());
        Self {
            width,
            top: 0,
            rows,
            coverage,
            layers,
            spare,
            clips,
            shown: Vec::new(),
            waiting: Vec::new(),
            simd: Level::new(),
        }
    }

    /// Draws some rows of a list; their [bytes](Planes::pack) are appended to `out`.
    /// Artwork comes from earlier drawings where it can.
    pub(super) fn draw(
        &mut self,
        list: &DisplayList,
        rows: Range<usize>,
        form: RowForm,
        drawings: Option<&ArtworkCache>,
        out: &mut Vec<u8>,
    ) {
        (self.top, self.rows) = (rows.start, rows.len());
        let count = self.width * self.rows;
        self.layers.truncate(1);
        self.clips.clear();
        match self.layers.first_mut() {
            Some(page) => page.reset(count, list.ground),
            None => self.layers.push(Planes::new(count, list.ground)),
        }
        let kept = drawings.and_then(|drawings| Some((drawings, list.artwork_mark(&rows, self.width)?)));
        let piece = kept.and_then(|(drawings, mark)| drawings.find(&mark));
        if piece.is_none() {
            self.steps(&list.artwork);
        }
        if let Some(page) = self.layers.first_mut() {
            match (&piece, kept) {
                (Some(piece), _) => page.paste(piece, self.width),
                (None, Some((drawings, mark))) => drawings.keep(mark, page.cut(self.width)),
                (None, None) => {}
            }
            if list.is_mirrored {
                page.mirror(self.width);
            }
        }
        self.steps(&list.rest);
        if let Some(page) = self.layers.first() {
            page.pack(self.simd, self.width, form, out);
        }
    }

    /// Carries out steps in order.
    fn steps(&mut self, mut steps: &[Step]) {
        while let Some((step, rest)) = steps.split_first() {
            let solid = steps.iter().map_while(Step::solid_gradient).count();
            if solid > 1 && self.clips.is_empty() {
                self.stack(&steps[..solid]);
                steps = &steps[solid..];
                continue;
            }
            match step {
                Step::Paint(shape) => self.paint(&shape.edges, &shape.ink),
                Step::Clip(edges, _) if edges.within(self.top).is_empty() => {
                    steps = after_clip(rest);
                    continue;
                }
                Step::Clip(edges, _) => self.clip(edges),
                Step::Unclip => drop(self.clips.pop()),
                Step::Layer => {
                    let layer = self.spare.pop().unwrap_or_else(|| Planes::new(self.width * BAND_ROWS, 0));
                    self.layers.push(layer);
                }
                Step::Merge(opacity) => self.merge(|below, above, width| below.merge(above, width, *opacity)),
                Step::Erase => self.merge(Planes::erase),
            }
            steps = rest;
        }
    }

    /// Collects the edges of a shape; returns whether it reaches into the band.
    #[expect(clippy::cast_precision_loss, reason = "rows are few")]
    fn collect(&mut self, edges: &Edges) -> bool {
        let lines = edges.within(self.top);
        self.coverage.add(lines, self.top as f32);
        !lines.is_empty()
    }

    /// Paints a shape.
    fn paint(&mut self, edges: &Edges, ink: &Ink) {
        if !self.collect(edges) {
            return;
        }
        let Some(layer) = self.layers.last_mut() else { return };
        let (simd, width, top, clip, shown) = (self.simd, self.width, self.top, self.clips.last(), &mut self.shown);
        self.coverage.rows(self.rows, edges.even_odd, |index, runs| match clip {
            None => layer.paint(simd, ink, runs, BandRow { index, width, top }),
            Some(clip) => {
                shown.clear();
                runs.iter().for_each(|run| within(*run, &clip[index * width..], shown));
                layer.paint(simd, ink, shown, BandRow { index, width, top });
            }
        });
    }

    /// Paints shapes that hide what they cover, without what the later ones
    /// hide of the earlier: shading is a stack of shapes, each a little smaller
    /// than the one before.
    fn stack(&mut self, steps: &[Step]) {
        let shapes: Vec<&Arc<Painted>> = steps.iter().filter_map(Step::solid_gradient).collect();
        let mut hidden = vec![0..0; self.rows];
        self.shown.clear();
        for (shape, painted) in shapes.iter().enumerate().rev() {
            if !self.collect(&painted.edges) {
                continue;
            }
            let (shown, waiting) = (&mut self.shown, &mut self.waiting);
            self.coverage.rows(self.rows, painted.edges.even_odd, |row, runs| {
                let (under, from) = (&mut hidden[row], shown.len());
                for run in runs {
                    beside(*run, under, shown);
                    if run.coverage == u8::MAX && run.end - run.start > under.end - under.start {
                        *under = run.start..run.end;
                    }
                }
                waiting.push((row, shape, from..shown.len()));
            });
        }
        if let Some(layer) = self.layers.last_mut() {
            for (index, shape, runs) in self.waiting.drain(..).rev() {
                let row = BandRow { index, width: self.width, top: self.top };
                layer.paint(self.simd, &shapes[shape].ink, &self.shown[runs], row);
            }
        }
    }

    /// Begins a clip: from here on, only what lies in a shape shows, and in the clips
    /// around.
    fn clip(&mut self, edges: &Edges) {
        let mut mask = vec![0; self.width * self.rows];
        if self.collect(edges) {
            let (width, outer) = (self.width, self.clips.last());
            self.coverage.rows(self.rows, edges.even_odd, |row, runs| {
                for run in runs {
                    let at = row * width + run.xs().start..row * width + run.xs().end;
                    match outer {
                        None => mask[at].fill(run.coverage),
                        Some(outer) => {
                            let pixels = mask[at.clone()].iter_mut().zip(&outer[at]);
                            pixels.for_each(|(inner, outer)| *inner = part(*outer, run.coverage));
                        }
                    }
                }
            });
        }
        self.clips.push(mask);
    }

    /// Ends a layer: mixes what was drawn apart with the rest.
    fn merge(&mut self, mix: impl FnOnce(&mut Planes, &Planes, usize)) {
        let Some(mut above) = self.layers.pop() else { return };
        if let Some(below) = self.layers.last_mut() {
            mix(below, &above, self.width);
        }
        above.clear(self.width);
        self.spare.push(above);
    }
}

/// Returns the steps after the end of a clip that was begun.
fn after_clip(steps: &[Step]) -> &[Step] {
    let mut open = 1;
    let end = steps.iter().position(|step| {
        match step {
            Step::Clip(..) => open += 1,
            Step::Unclip => open -= 1,
            _ => {}
        }
        open == 0
    });
    end.map_or(&[], |end| &steps[end + 1..])
}

/// Appends what shows of a run within a row of a clip.
fn within(run: Span, clip: &[u8], out: &mut Vec<Span>) {
    let mut start = run.start;
    for alike in clip[run.xs()].chunk_by(|a, b| a == b) {
        let end = start + u32::try_from(alike.len()).unwrap_or(u32::MAX);
        let coverage = part(alike[0], run.coverage);
        out.extend((coverage > 0).then_some(Span { start, end, coverage }));
        start = end;
    }
}

/// Appends what shows of a run left and right of some pixels.
fn beside(run: Span, hidden: &Range<u32>, out: &mut Vec<Span>) {
    if hidden.is_empty() {
        return out.push(run);
    }
    let left = Span { end: run.end.min(hidden.start), ..run };
    let right = Span { start: run.start.max(hidden.end), ..run };
    out.extend([left, right].into_iter().filter(|run| run.start < run.end));
}

/// Multiplies two parts of 255, rounded.
fn part(a: u8, b: u8) -> u8 {
    let product = u16::from(a) * u16::from(b) + 128;
    u8::try_from((product + (product >> 8)) >> 8).unwrap_or(u8::MAX)
}
