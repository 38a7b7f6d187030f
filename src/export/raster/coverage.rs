//! How much of each pixel a shape covers: exact areas, for a band of rows.

use super::list::Line;
use std::ops::Range;

/// Levels of coverage between nothing and all: fewer than there could be, as
/// edges with many shades make files a good deal larger and look no smoother.
const LEVELS: u8 = 17;
/// From one level to the next.
const STEP: u8 = u8::MAX / LEVELS;
/// Bits of a word of touched pixels.
const WORD: usize = 64;
/// No words at all.
const NONE: Range<usize> = Range { start: usize::MAX, end: 0 };

/// Collects the edges of one shape at a time and gives its coverage as spans.
///
/// Each edge adds, to the pixels that it passes, by how much the area to its
/// right grows there; the sum along a row is then the covered part of each
/// pixel. Only pixels that edges touch differ from their left neighbours, and
/// these are remembered, so that the cost is that of the edges.
pub(super) struct Coverage {
    /// Pixels in a row.
    width: usize,
    /// Rows.
    height: usize,
    /// Changes along each row, with room for one beyond its end.
    deltas: Vec<f32>,
    /// A bit for each changed pixel.
    touched: Vec<u64>,
    /// For each row, the words of bits that may not be empty.
    reach: Vec<Range<usize>>,
}

impl Coverage {
    /// Nothing covered, for a band of some size.
    pub(super) fn new(width: usize, height: usize) -> Self {
        let stride = width + 2;
        let (deltas, touched) = (vec![0.0; stride * height], vec![0; stride.div_ceil(WORD) * height]);
        Self { width, height, deltas, touched, reach: vec![NONE; height] }
    }

    /// Adds edges whose coordinates are those of the page; the band begins at `top`.
    pub(super) fn add(&mut self, lines: &[Line], top: f32) {
        for line in lines {
            self.edge([line[0], line[1] - top, line[2], line[3] - top]);
        }
    }

    /// One edge, row by row.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "clamped to the band"
    )]
    fn edge(&mut self, [xa, ya, xb, yb]: Line) {
        let (sign, x0, y0, x1, y1) = if ya < yb { (1.0, xa, ya, xb, yb) } else { (-1.0, xb, yb, xa, ya) };
        let height = self.height as f32;
        if y0 == y1 || y1 <= 0.0 || y0 >= height {
            return;
        }
        let slope = (x1 - x0) / (y1 - y0);
        let end = y1.min(height);
        let mut y = y0.max(0.0);
        let mut x = x0 + (y - y0) * slope;
        for row in y as usize..self.height {
            let next = ((row + 1) as f32).min(end);
            if next <= y {
                break;
            }
            let to = if next == y1 { x1 } else { x0 + (next - y0) * slope };
            self.piece(row, x, to, sign * (next - y));
            (x, y) = (to, next);
        }
    }

    /// A piece of an edge within one row: from one x to another, `rise` high.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "clamped to the row"
    )]
    fn piece(&mut self, row: usize, from: f32, to: f32, rise: f32) {
        let most = self.width as f32;
        let (left, right) = if from < to { (from, to) } else { (to, from) };
        let (left, right) = (left.clamp(0.0, most), right.clamp(0.0, most));
        // by way of i32, whose conversion is the quickest
        let (first, last) = (left as i32 as usize, right as i32 as usize);
        let deltas = &mut self.deltas[row * (self.width + 2)..][..self.width + 2];
        if first == last {
            // one pixel: its part right of the piece's middle
            let part = rise * (0.5 * (left + right) - first as f32);
            deltas[first] += rise - part;
            deltas[first + 1] += part;
        } else {
            // the covered part of each pixel: a triangle, then parts that grow
            // evenly, then all of the rise but a triangle
            let steep = rise / (right - left);
            let reach = (first + 1) as f32 - left;
            let mut before = 0.5 * steep * reach * reach;
            deltas[first] += before;
            for (x, delta) in deltas.iter_mut().enumerate().take(last).skip(first + 1) {
                let part = steep * (x as f32 + 0.5 - left);
                *delta += part - before;
                before = part;
            }
            let rest = right - last as f32;
            let part = rise - 0.5 * steep * rest * rest;
            deltas[last] += part - before;
            deltas[last + 1] += rise - part;
        }
        let words = (self.width + 2).div_ceil(WORD);
        let touched = &mut self.touched[row * words..][..words];
        let (begin, end) = (first / WORD, (last + 1) / WORD);
        if begin == end {
            // all bits from the first to the one after the last
            touched[begin] |= (u64::MAX >> (WORD - 2 - (last - first))) << (first % WORD);
        } else {
            (first..last + 2).for_each(|x| touched[x / WORD] |= 1 << (x % WORD));
        }
        let reach = &mut self.reach[row];
        *reach = reach.start.min(begin)..reach.end.max(end + 1);
    }

    /// Gives every run of pixels of one coverage in the first rows, and forgets
    /// the shape: the row, where the run begins and ends, and 1 to 255.
    pub(super) fn spans(&mut self, rows: usize, even_odd: bool, mut span: impl FnMut(usize, Range<usize>, u8)) {
        let words = (self.width + 2).div_ceil(WORD);
        for (row, reach) in self.reach.iter_mut().enumerate().take(rows) {
            let reach = std::mem::replace(reach, NONE);
            if reach.is_empty() {
                continue;
            }
            let deltas = &mut self.deltas[row * (self.width + 2)..][..self.width + 2];
            let touched = &mut self.touched[row * words..][..words];
            let (mut sum, mut start, mut level) = (0.0, 0, 0);
            for (word, index) in touched[reach.clone()].iter_mut().zip(reach) {
                let mut bits = std::mem::take(word);
                while bits != 0 {
                    let x = index * WORD + bits.trailing_zeros() as usize;
                    bits &= bits - 1;
                    sum += std::mem::take(&mut deltas[x]);
                    let next = quantized(sum, even_odd);
                    if next != level {
                        if level > 0 && start < self.width {
                            span(row, start..x.min(self.width), level);
                        }
                        (start, level) = (x, next);
                    }
                }
            }
            if level > 0 && start < self.width {
                span(row, start..self.width, level);
            }
        }
    }
}

/// A sum of signed areas as a coverage of 255.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
fn quantized(sum: f32, even_odd: bool) -> u8 {
    let area = sum.abs();
    let area = if even_odd { 1.0 - (area % 2.0 - 1.0).abs() } else { area.min(1.0) };
    // by way of i32, whose conversion is the quickest
    (area * f32::from(LEVELS) + 0.5) as i32 as u8 * STEP
}
