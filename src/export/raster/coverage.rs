//! Coverage: from the edges of a shape to runs of pixels that it covers alike.
//! Areas are exact; coverage is rounded to few levels.

use super::edges::Edge;
use std::ops::Range;

/// Neighbours in a row that a shape covers alike.
#[derive(Clone, Copy)]
pub(super) struct Span {
    /// The first pixel.
    pub(super) start: u32,
    /// The one after the last.
    pub(super) end: u32,
    /// How much of them is covered, of 255.
    pub(super) coverage: u8,
}

impl Span {
    /// Returns the range of its pixels.
    pub(super) const fn xs(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Levels of coverage between nothing and all: fewer than there could be, as
/// edges with many shades make files a good deal larger and look no smoother.
const LEVELS: u8 = 17;
/// From one level to the next.
const STEP: u8 = u8::MAX / LEVELS;
/// Bits of a word of touched pixels.
const WORD: usize = 64;
/// No words at all.
const NONE: Range<usize> = Range { start: usize::MAX, end: 0 };

/// Collects the edges of one shape at a time and gives its coverage as runs.
///
/// Each edge adds, to the pixels that it passes, by how much the area to its
/// right grows there; the sum along a row is then the covered part of each
/// pixel. Only pixels that edges touch differ from their left neighbours, and
/// these are remembered, so that the cost is that of the edges.
pub(super) struct Coverage {
    /// Pixels in a row.
    width: u32,
    /// The rows.
    rows: Vec<RowChanges>,
    /// The runs of one of them.
    runs: Vec<Span>,
}

/// What edges have changed in a row.
#[derive(Clone)]
struct RowChanges {
    /// Changes, with room for one beyond the end.
    deltas: Vec<f32>,
    /// A bit for each changed pixel.
    touched: Vec<u64>,
    /// The words of bits that may not be empty.
    reach: Range<usize>,
}

impl Coverage {
    /// Returns an empty coverage for a band of some size in pixels.
    pub(super) fn new(width: usize, height: usize) -> Self {
        let room = width + 2;
        let row = RowChanges { deltas: vec![0.0; room], touched: vec![0; room.div_ceil(WORD)], reach: NONE };
        Self { width: u32::try_from(width).unwrap_or(u32::MAX), rows: vec![row; height], runs: Vec::new() }
    }

    /// Adds edges in the coordinates of the page; the band begins at `top`.
    pub(super) fn add(&mut self, lines: &[Edge], top: f32) {
        for line in lines {
            self.edge([line[0], line[1] - top, line[2], line[3] - top]);
        }
    }

    /// Adds one edge, row by row.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "clamped to the band"
    )]
    fn edge(&mut self, [xa, ya, xb, yb]: Edge) {
        let (sign, x0, y0, x1, y1) = if ya < yb { (1.0, xa, ya, xb, yb) } else { (-1.0, xb, yb, xa, ya) };
        let (height, most) = (self.rows.len() as f32, self.width as f32);
        if y0 == y1 || y1 <= 0.0 || y0 >= height {
            return;
        }
        let slope = (x1 - x0) / (y1 - y0);
        let end = y1.min(height);
        let mut y = y0.max(0.0);
        let mut x = x0 + (y - y0) * slope;
        // by way of i32, whose conversion is the quickest
        let first = y as i32 as usize;
        let mut next = first as f32;
        for row in &mut self.rows[first..] {
            next = (next + 1.0).min(end);
            if next <= y {
                break;
            }
            let to = if next == y1 { x1 } else { x0 + (next - y0) * slope };
            row.piece(x.clamp(0.0, most), to.clamp(0.0, most), sign * (next - y));
            (x, y) = (to, next);
        }
    }

    /// Passes on the runs of each of the first rows that has any, and forgets the
    /// shape.
    #[expect(clippy::cast_possible_truncation, reason = "no picture is so wide")]
    pub(super) fn rows(&mut self, rows: usize, even_odd: bool, mut row: impl FnMut(usize, &[Span])) {
        let width = self.width;
        for (index, RowChanges { deltas, touched, reach }) in self.rows.iter_mut().enumerate().take(rows) {
            let reach = std::mem::replace(reach, NONE);
            if reach.is_empty() {
                continue;
            }
            self.runs.clear();
            let (mut sum, mut start, mut coverage) = (0.0, 0, 0);
            for (word, at) in touched[reach.clone()].iter_mut().zip(reach) {
                let mut bits = std::mem::take(word);
                while bits != 0 {
                    let x = at * WORD + bits.trailing_zeros() as usize;
                    bits &= bits - 1;
                    sum += std::mem::take(&mut deltas[x]);
                    let next = quantized(sum, even_odd);
                    if next != coverage {
                        let end = x as u32;
                        if coverage > 0 {
                            self.runs.push(Span { start, end: end.min(width), coverage });
                        }
                        (start, coverage) = (end, next);
                    }
                }
            }
            if coverage > 0 && start < width {
                self.runs.push(Span { start, end: width, coverage });
            }
            if !self.runs.is_empty() {
                row(index, &self.runs);
            }
        }
    }
}

impl RowChanges {
    /// Adds a piece of an edge within the row: from one x to another, `rise` high.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "clamped to the row"
    )]
    fn piece(&mut self, from: f32, to: f32, rise: f32) {
        let (left, right) = if from < to { (from, to) } else { (to, from) };
        let (first, last) = (left as i32 as usize, right as i32 as usize);
        let deltas = &mut self.deltas[first..last + 2];
        if let [here, after] = deltas {
            // its part right of the piece's middle
            let part = rise * (0.5 * (left + right) - first as f32);
            *here += rise - part;
            *after += part;
        } else if let [here, between @ .., there, after] = deltas {
            // the covered part of each pixel: a triangle, then parts that grow
            // evenly, then all of the rise but a triangle
            let steep = rise / (right - left);
            let reach = (first + 1) as f32 - left;
            let mut before = 0.5 * steep * reach * reach;
            *here += before;
            for (x, delta) in (first + 1..).zip(between) {
                let part = steep * (x as f32 + 0.5 - left);
                *delta += part - before;
                before = part;
            }
            let rest = right - last as f32;
            let part = rise - 0.5 * steep * rest * rest;
            *there += part - before;
            *after += rise - part;
        }
        let (begin, end) = (first / WORD, (last + 1) / WORD);
        if begin == end {
            // all bits from the first to the one after the last
            self.touched[begin] |= (u64::MAX >> (WORD - 2 - (last - first))) << (first % WORD);
        } else {
            (first..last + 2).for_each(|x| self.touched[x / WORD] |= 1 << (x % WORD));
        }
        self.reach = self.reach.start.min(begin)..self.reach.end.max(end + 1);
    }
}

/// Rounds a sum of signed areas to a coverage of 0 to 255.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
fn quantized(sum: f32, even_odd: bool) -> u8 {
    let area = sum.abs();
    let area = if even_odd { 1.0 - (area % 2.0 - 1.0).abs() } else { area.min(1.0) };
    // by way of i32, whose conversion is the quickest
    (area * f32::from(LEVELS) + 0.5) as i32 as u8 * STEP
}
