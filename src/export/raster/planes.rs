//! The pixels of a band, one plane a channel: runs of shapes are painted on them,
//! layers are laid over them, and bytes are packed from them.

use super::coverage::Span;
use super::paint::{Ink, high};
use super::pixel::RowForm;
use fearless_simd::{Level, dispatch};
use std::ops::Range;

/// An empty range of columns or rows, which any other extends.
const NONE: Range<usize> = Range { start: usize::MAX, end: 0 };

/// The part of a layer that was drawn on, cut out.
#[derive(Debug)]
pub(super) struct Cutout {
    /// Its columns.
    columns: Range<usize>,
    /// Its rows.
    rows: Range<usize>,
    /// Its channels.
    channels: Vec<Vec<u16>>,
}

impl Cutout {
    /// Returns the bytes that it takes.
    pub(super) fn size(&self) -> usize {
        size_of::<Self>() + self.channels.iter().map(|channel| size_of_val(&channel[..])).sum::<usize>()
    }
}

/// A row of a band.
#[derive(Clone, Copy)]
pub(super) struct BandRow {
    /// Which of the band's rows it is, from 0.
    pub(super) index: usize,
    /// Its width in pixels.
    pub(super) width: usize,
    /// The row of the page that is the band's first.
    pub(super) top: usize,
}

/// A layer of pixels: the page itself, or what is drawn apart.
pub(super) struct Planes {
    /// Red, green and blue, times alpha; and alpha, where not all is opaque.
    /// In steps of a 256th of a level.
    pub(super) channels: Vec<Vec<u16>>,
    /// The columns that were drawn on.
    pub(super) columns: Range<usize>,
    /// The rows that were drawn on.
    pub(super) rows: Range<usize>,
    /// The colour of what was not drawn on: red lowest, then green, blue and alpha.
    ground: u32,
}

impl Planes {
    /// Returns `count` pixels of one colour: red lowest, then green, blue and alpha.
    pub(super) fn new(count: usize, ground: u32) -> Self {
        let mut planes = Self { channels: Vec::new(), columns: NONE, rows: NONE, ground };
        planes.reset(count, ground);
        planes
    }

    /// Makes all of it `count` pixels of one colour again.
    pub(super) fn reset(&mut self, count: usize, ground: u32) {
        let bytes = ground.to_le_bytes();
        self.ground = ground;
        self.channels.resize_with(if bytes[3] == u8::MAX { 3 } else { 4 }, Vec::new);
        for (plane, byte) in self.channels.iter_mut().zip(bytes) {
            plane.clear();
            plane.resize(count, u16::from(byte) << 8);
        }
        (self.columns, self.rows) = (NONE, NONE);
    }

    /// Cuts out what was drawn on, of rows that are `width` pixels wide.
    pub(super) fn cut(&self, width: usize) -> Cutout {
        let (columns, rows) = (self.columns.clone(), self.rows.clone());
        let cut = |plane: &Vec<u16>| {
            let mut rows = plane.chunks_exact(width).skip(rows.start).take(rows.len());
            rows.by_ref().flat_map(|row| &row[columns.clone()]).copied().collect()
        };
        Cutout { channels: self.channels.iter().map(cut).collect(), columns, rows }
    }

    /// Draws a cutout where it was cut out.
    pub(super) fn paste(&mut self, piece: &Cutout, width: usize) {
        let Cutout { columns, rows, channels } = piece;
        for (plane, channel) in self.channels.iter_mut().zip(channels) {
            let to = plane.chunks_exact_mut(width).skip(rows.start);
            for (to, from) in to.zip(channel.chunks_exact(columns.len().max(1))) {
                to[columns.clone()].copy_from_slice(from);
            }
        }
        rows.clone().for_each(|row| self.touch(row, columns));
    }

    /// Draws on the right half, of rows of some width, the mirror image of what
    /// was drawn on, all of it in the left half.
    pub(super) fn mirror(&mut self, width: usize) {
        if self.rows.is_empty() {
            return;
        }
        for plane in &mut self.channels {
            for row in plane.chunks_exact_mut(width).skip(self.rows.start).take(self.rows.len()) {
                let (left, right) = row.split_at_mut(width / 2);
                let pixels = right.iter_mut().rev().zip(&*left).skip(self.columns.start).take(self.columns.len());
                pixels.for_each(|(to, from)| *to = *from);
            }
        }
        self.columns.end = width - self.columns.start;
    }

    /// Makes what was drawn on clear again.
    pub(super) fn clear(&mut self, width: usize) {
        for row in std::mem::replace(&mut self.rows, NONE) {
            let at = row * width + self.columns.start..row * width + self.columns.end;
            self.channels.iter_mut().for_each(|plane| plane[at.clone()].fill(0));
        }
        self.columns = NONE;
    }

    /// Paints runs of a row.
    pub(super) fn paint(&mut self, simd: Level, ink: &Ink, runs: &[Span], row: BandRow) {
        let (Some(first), Some(last)) = (runs.first(), runs.last()) else { return };
        self.touch(row.index, &(first.xs().start..last.xs().end));
        let pixels = row.index * row.width..(row.index + 1) * row.width;
        ink.paint(simd, &mut self.channels, pixels, row.top + row.index, runs);
    }

    /// Notes that pixels of a row are drawn on.
    pub(super) fn touch(&mut self, row: usize, xs: &Range<usize>) {
        self.columns = self.columns.start.min(xs.start)..self.columns.end.max(xs.end);
        self.rows = self.rows.start.min(row)..self.rows.end.max(row + 1);
    }

    /// Lays what was drawn apart over this, with an opacity of 0 to 255.
    pub(super) fn merge(&mut self, above: &Self, width: usize, opacity: u8) {
        let opacity = u16::from(opacity) * 257;
        let Some(alphas) = above.channels.get(3) else { return };
        for row in above.rows.clone() {
            let at = row * width + above.columns.start..row * width + above.columns.end;
            for (below, above) in self.channels.iter_mut().zip(&above.channels) {
                let pixels = below[at.clone()].iter_mut().zip(&above[at.clone()]).zip(&alphas[at.clone()]);
                for ((below, above), alpha) in pixels {
                    // all of 255 levels are all of 16 bits
                    let alpha = high(*alpha + (*alpha >> 8), opacity);
                    *below = high(*below, !alpha) + high(*above, opacity) + 1;
                }
            }
            self.touch(row, &above.columns);
        }
    }

    /// Fades this as much as what was drawn apart is opaque.
    pub(super) fn erase(&mut self, above: &Self, width: usize) {
        let Some(alphas) = above.channels.get(3) else { return };
        for row in above.rows.clone() {
            let at = row * width + above.columns.start..row * width + above.columns.end;
            for below in &mut self.channels {
                for (below, alpha) in below[at.clone()].iter_mut().zip(&alphas[at.clone()]) {
                    *below = high(*below, !(*alpha + (*alpha >> 8)));
                }
            }
        }
    }

    /// Appends the pixels of all rows, rounded, as bytes of a form: red, green and blue
    /// of each or, where all is grey, one of them; and where there is one, its alpha.
    pub(super) fn pack(&self, simd: Level, width: usize, form: RowForm, out: &mut Vec<u8>) {
        let (before, channels) = (form.before, if form.is_gray { &self.channels[..1] } else { &self.channels });
        let count = channels.len();
        let stride = before + count * width;
        let ground = self.ground.to_le_bytes();
        let blank: Vec<u8> = std::iter::repeat_n(0, before).chain(ground[..count].repeat(width)).collect();
        let from = out.len();
        let rows = self.channels.first().map_or(0, |plane| plane.len() / width.max(1));
        (0..rows).for_each(|_| out.extend_from_slice(&blank));
        for row in self.rows.clone() {
            let out = &mut out[from + row * stride + before..][..count * width];
            let out = &mut out[count * self.columns.start..count * self.columns.end];
            let at = row * width + self.columns.start..row * width + self.columns.end;
            match channels {
                [gray] => out.iter_mut().zip(&gray[at]).for_each(|(out, gray)| *out = level(*gray)),
                [r, g, b] => dispatch!(simd, _ => pack3(out, [&r[at.clone()], &g[at.clone()], &b[at.clone()]])),
                [r, g, b, a] => {
                    let pixels = r[at.clone()].iter().zip(&g[at.clone()]).zip(&b[at.clone()]).zip(&a[at.clone()]);
                    for (out, (((r, g), b), a)) in out.chunks_exact_mut(4).zip(pixels) {
                        out.copy_from_slice(&straight([level(*r), level(*g), level(*b), level(*a)]));
                    }
                }
                _ => {}
            }
        }
    }
}

/// Interleaves three channels.
#[inline(always)]
fn pack3(out: &mut [u8], [r, g, b]: [&[u16]; 3]) {
    for (((out, r), g), b) in out.chunks_exact_mut(3).zip(r).zip(g).zip(b) {
        out[0] = level(*r);
        out[1] = level(*g);
        out[2] = level(*b);
    }
}

/// Rounds a channel to its level.
#[inline(always)]
fn level(x: u16) -> u8 {
    (x.saturating_add(128) >> 8) as u8
}

/// Divides the colours of a pixel by its alpha.
fn straight([r, g, b, a]: [u8; 4]) -> [u8; 4] {
    let whole = |c: u8| u8::try_from((255 * u32::from(c) + u32::from(a / 2)) / u32::from(a.max(1))).unwrap_or(u8::MAX);
    [whole(r), whole(g), whole(b), a]
}
