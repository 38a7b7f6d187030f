//! How far a figure reaches at each height: quick answers about free room.

use crate::geom::Region;
use kurbo::Rect;

/// Distance of the heights at which a contour is known, px at a unit of 1600.
const STEP: f64 = 3.0;

/// The hull of a figure, height by height, in px on the page.
pub(super) struct Contour {
    /// The first height.
    top: f64,
    /// Distance of two heights.
    step: f64,
    /// Left and right end between a height and the next; none where nothing is.
    rows: Vec<Option<(f64, f64)>>,
    /// Left and right end of all.
    span: (f64, f64),
}

impl Contour {
    /// Measures a silhouette on a page of some unit.
    pub(super) fn new(silhouette: &Region, unit: f64) -> Self {
        let step = (STEP * unit / 1600.0).max(0.5);
        let Some(b) = silhouette.bounds() else { return Self { top: 0.0, step, rows: Vec::new(), span: (0.0, 0.0) } };
        let mut tops = Vec::new();
        let mut y = b.y0;
        while y < b.y1 {
            tops.push(y);
            y += step;
        }
        Self { top: b.y0, step, rows: silhouette.reaches(&tops, step), span: (b.x0, b.x1) }
    }

    /// Returns the left and right end between two heights.
    pub(super) fn reach(&self, top: f64, bottom: f64) -> Option<(f64, f64)> {
        let index = |y: f64| ((y - self.top) / self.step).floor();
        let count = f64::from(u32::try_from(self.rows.len()).unwrap_or(u32::MAX));
        let (first, last) = (index(top).max(0.0), index(bottom).min(count - 1.0));
        if first > last {
            return None;
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the rows just above")]
        let rows = &self.rows[first as usize..=last as usize];
        rows.iter().flatten().copied().reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
    }

    /// Returns whether a box meets it.
    fn meets(&self, b: Rect) -> bool {
        let is_beside = b.x1 <= self.span.0 || self.span.1 <= b.x0;
        !is_beside && self.reach(b.y0, b.y1).is_some_and(|(l, r)| l < b.x1 && b.x0 < r)
    }
}

/// Finds the heights between which a box of a width and height may stand
/// without meeting a figure, about the place nearest to `best` (the box's top)
/// that is free; `None` where there is none between `top` and `bottom`.
pub(super) fn room(
    contours: &[Contour],
    (x0, x1): (f64, f64),
    height: f64,
    best: f64,
    (top, bottom): (f64, f64),
) -> Option<(f64, f64)> {
    let step = contours.first().map_or(STEP, |c| c.step);
    let free = |y: f64| {
        y >= top - 1e-6
            && y + height <= bottom + 1e-6
            && !contours.iter().any(|c| c.meets(Rect::new(x0, y, x1, y + height)))
    };
    let best = best.clamp(top, (bottom - height).max(top));
    // outwards from the best place
    let mut k = 0.0;
    let start = loop {
        if free(best - k * step) {
            break best - k * step;
        }
        if free(best + k * step) {
            break best + k * step;
        }
        k += 1.0;
        if best - k * step < top && best + k * step > bottom {
            return None;
        }
    };
    let (mut first, mut last) = (start, start);
    while free(first - step) {
        first -= step;
    }
    while free(last + step) {
        last += step;
    }
    // the last part of a step, where the room's own ends are the limit
    if free(top) && first - top < step {
        first = top;
    }
    if free(bottom - height) && bottom - height - last < step {
        last = bottom - height;
    }
    Some((first, last + height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_finds_the_hollow_of_a_figure() {
        // two blocks with a gap between 100 and 200
        let figure = Region::from_rect(Rect::new(0.0, 0.0, 50.0, 100.0))
            .union(&Region::from_rect(Rect::new(0.0, 200.0, 50.0, 300.0)));
        let contour = [Contour::new(&figure, 1600.0)];
        let (a, b) = room(&contour, (20.0, 90.0), 30.0, 90.0, (0.0, 300.0)).expect("the gap");
        assert!(a >= 100.0 && b <= 200.0 && b - a > 90.0, "{a} to {b}");
        assert_eq!(room(&contour, (20.0, 90.0), 130.0, 90.0, (0.0, 250.0)), None, "too tall for the gap");
        assert_eq!(room(&contour, (60.0, 90.0), 30.0, 90.0, (0.0, 300.0)), Some((0.0, 300.0)), "beside it all is free");
    }
}
