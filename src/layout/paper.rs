//! Bare paper: the share of a page on which nothing stands.

use super::placed::Layout;
use crate::geom::{Region, circle};
use crate::resolve::ResolvedView;

/// Number of level lines, evenly spread over the page, on which paper is measured.
const LINES: u32 = 400;

impl Layout {
    /// Returns the share of the page, 0 to 1, that is covered by no silhouette of
    /// a figure (that of a leg as far as it is drawn, faded or not), of a lens or
    /// of the body, and by no box of a text, legend or mark. Leaders, guides and
    /// rules cover nothing.
    ///
    /// It is measured on level lines through the middles of 400 equal strips of
    /// the page, exactly along each of them: cheap, and the same everywhere.
    pub(super) fn bare_paper(&self, views: &[ResolvedView]) -> f64 {
        let feet = self.figures.iter().zip(views).filter(|(f, _)| !f.is_lens);
        let mut shapes: Vec<Region> = feet.map(|(f, v)| v.silhouette.transform(f.transform)).collect();
        shapes.extend(self.body.iter().map(|b| b.silhouette.clone()));
        shapes.extend(self.lens.iter().map(|l| Region::from_path(&circle(l.lens.0, l.lens.1), 0.5)));
        let boxes = self.boxes();
        let strip = self.height / f64::from(LINES);
        let bare = |line: u32| {
            let y = (f64::from(line) + 0.5) * strip;
            let beside = boxes.iter().map(|(_, b)| b).filter(|b| b.y0 <= y && y < b.y1).map(|b| (b.x0, b.x1));
            self.width - covered(shapes.iter().flat_map(|s| s.chords(y)).chain(beside).collect(), self.width)
        };
        (0..LINES).map(bare).sum::<f64>() / (self.width * f64::from(LINES))
    }
}

/// Returns the length that some spans cover together between 0 and a width.
fn covered(mut spans: Vec<(f64, f64)>, width: f64) -> f64 {
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut end, mut sum) = (0.0_f64, 0.0);
    for (from, to) in spans {
        let (from, to) = (from.max(end), to.min(width));
        sum += (to - from).max(0.0);
        end = end.max(to);
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::covered;

    #[test]
    fn spans_that_overlap_count_once_and_what_leaves_the_page_does_not() {
        assert_eq!(covered(vec![(5.0, 8.0), (-2.0, 3.0), (2.0, 6.0), (9.0, 20.0), (3.0, 4.0)], 10.0), 9.0);
        assert_eq!(covered(Vec::new(), 10.0), 0.0);
    }
}
