//! Pixels, one plane a channel.

use super::paint::high;
use std::ops::Range;

/// No columns and no rows.
const NONE: Range<usize> = Range { start: usize::MAX, end: 0 };

/// What is drawn on, or drawn apart.
pub(super) struct Planes {
    /// Red, green and blue, times alpha; and alpha, where not all is opaque.
    /// In steps of a 256th of a level.
    pub(super) channels: Vec<Vec<u16>>,
    /// The columns that were drawn on.
    pub(super) columns: Range<usize>,
    /// The rows that were drawn on.
    pub(super) rows: Range<usize>,
}

impl Planes {
    /// Pixels of one colour: red lowest, then green, blue and alpha.
    pub(super) fn new(count: usize, ground: u32) -> Self {
        let mut planes = Self { channels: Vec::new(), columns: 0..0, rows: 0..0 };
        planes.reset(count, ground);
        planes
    }

    /// The same again.
    pub(super) fn reset(&mut self, count: usize, ground: u32) {
        let bytes = ground.to_le_bytes();
        self.channels.resize_with(if bytes[3] == u8::MAX { 3 } else { 4 }, Vec::new);
        for (plane, byte) in self.channels.iter_mut().zip(bytes) {
            plane.clear();
            plane.resize(count, u16::from(byte) << 8);
        }
        (self.columns, self.rows) = (NONE, NONE);
    }

    /// Makes what was drawn on clear again.
    pub(super) fn clear(&mut self, width: usize) {
        for row in std::mem::replace(&mut self.rows, NONE) {
            let at = row * width + self.columns.start..row * width + self.columns.end;
            self.channels.iter_mut().for_each(|plane| plane[at.clone()].fill(0));
        }
        self.columns = NONE;
    }

    /// That pixels of a row are drawn on.
    pub(super) fn touch(&mut self, row: usize, xs: &Range<usize>) {
        self.columns = self.columns.start.min(xs.start)..self.columns.end.max(xs.end);
        self.rows = self.rows.start.min(row)..self.rows.end.max(row + 1);
    }

    /// Lays what was drawn apart over this, with an opacity of 255.
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

    /// Takes away from this as much as what was drawn apart is opaque.
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

    /// The pixels, rounded: red lowest, then green, blue and alpha.
    pub(super) fn pack(&self, out: &mut Vec<u32>) {
        let level = |x: &u16| u32::from(x.saturating_add(128) >> 8);
        let all = |r, g, b, a| level(r) | level(g) << 8 | level(b) << 16 | level(a) << 24;
        match &self.channels[..] {
            [r, g, b] => {
                out.resize(r.len(), 0);
                let pixels = out.iter_mut().zip(r).zip(g).zip(b);
                pixels.for_each(|(((out, r), g), b)| *out = all(r, g, b, &u16::MAX));
            }
            [r, g, b, a] => {
                out.resize(r.len(), 0);
                let pixels = out.iter_mut().zip(r).zip(g).zip(b).zip(a);
                pixels.for_each(|((((out, r), g), b), a)| *out = all(r, g, b, a));
            }
            _ => {}
        }
    }
}
