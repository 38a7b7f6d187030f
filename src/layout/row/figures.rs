//! A row of figures and its labels, before anything has its place.

use super::label::RowLabel;
use crate::geom::{Region, SWAP};
use crate::layout::page::{Arrangement, RowPlan};
use crate::layout::placed::Arrow;
use crate::model::{Chart, Emphasis, View};
use kurbo::Point;

/// How far in from its end a wide zone is pointed at, as a part of its width.
const END_PART: f64 = 0.2;

/// Where a label stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(in crate::layout) enum GutterId {
    /// A column left of the row's figure of this index; before the first it is
    /// the left margin, elsewhere the gap between two figures.
    Column(usize),
    /// A row below the row's figure of this index.
    Below(usize),
    /// A row above the toes of the row's figure of this index.
    Above(usize),
}

/// A zone of a figure, about its heel end.
pub(in crate::layout) struct RowZone {
    /// Index in the map.
    pub zone: usize,
    /// How it is drawn.
    pub emphasis: Emphasis,
    /// What shows of it.
    pub region: Region,
}

/// A figure of a row, about its heel end.
pub(in crate::layout) struct RowFigure {
    /// Index on the page.
    pub figure: usize,
    /// Which foot and aspect.
    pub view: View,
    /// px per foot length.
    pub length: f64,
    /// The visible foot about its heel end.
    pub silhouette: Region,
    /// Its zones, about its heel end.
    pub zones: Vec<RowZone>,
    /// Whether it is a lens.
    pub is_lens: bool,
}

/// An arrow about its figure's heel end.
pub(in crate::layout) struct RowArrow {
    /// Index of the figure on the page.
    pub figure: usize,
    /// Middle of the disc.
    pub disc: Option<Point>,
    /// The arrow, without a disc.
    pub arrow: Arrow,
}

/// A label whose marks stand in its zone.
pub(in crate::layout) struct InsideLabel {
    /// The label.
    pub label: RowLabel,
    /// For each foot its figure, the zone, and the disc's centre about the
    /// figure's heel end.
    pub places: Vec<(usize, usize, Point)>,
}

/// A row: what stands in it. Where it stands is a [`Standing`](super::standing::Standing).
pub(in crate::layout) struct Row<'a> {
    /// The chart.
    pub chart: &'a Chart,
    /// The page.
    pub page: &'a Arrangement,
    /// Its place on the page.
    pub plan: &'a RowPlan,
    /// Its figures, left to right.
    pub figures: Vec<RowFigure>,
    /// Its labels, but for those whose marks stand in their zones.
    pub labels: Vec<RowLabel>,
    /// Labels whose marks stand in their zones.
    pub inside: Vec<InsideLabel>,
    /// Arrows along its zones, about their figures' heel ends.
    pub arrows: Vec<RowArrow>,
}

impl Row<'_> {
    /// Returns whether all figures stand upright.
    pub(super) fn is_upright(&self) -> bool {
        self.figures.iter().all(|f| !f.view.aspect.is_profile())
    }

    /// Returns whether the row is a left and a right foot of one aspect.
    pub(super) fn is_pair(&self) -> bool {
        matches!(self.figures.as_slice(), [a, b] if a.view.aspect == b.view.aspect && !a.is_lens && !b.is_lens)
    }

    /// Returns whether a side view's toes point to the right.
    pub(super) fn is_toes_right(&self, at: usize) -> bool {
        self.figures[at].silhouette.bounds().is_some_and(|b| b.x1 > -b.x0)
    }

    /// Returns the index in the row of a figure of the page.
    pub(super) fn position(&self, figure: usize) -> usize {
        self.figures.iter().position(|f| f.figure == figure).unwrap_or(0)
    }

    /// Returns the other foot of a pair that stands in a row of more figures.
    pub(super) fn partner(&self, at: usize) -> Option<usize> {
        let aspect = self.figures[at].view.aspect;
        let same = |i: &usize| self.figures.get(*i).is_some_and(|f| f.view.aspect == aspect);
        if self.has_lens() {
            return None;
        }
        at.checked_sub(1).filter(same).or_else(|| Some(at + 1).filter(same))
    }

    /// Returns whether one of the figures is a lens.
    pub(super) fn has_lens(&self) -> bool {
        self.figures.iter().any(|f| f.is_lens)
    }

    /// Returns the left or the right outer column of a pair.
    pub(super) fn outer(&self, label: &RowLabel, load: &[f64]) -> GutterId {
        let last = self.figures.len();
        if let [only] = label.targets.as_slice() {
            return GutterId::Column(if self.position(only.figure) == 0 { 0 } else { last });
        }
        let lean = if label.leans_left() { -0.5 } else { 0.5 };
        GutterId::Column(if load[0] + lean <= load[last] { 0 } else { last })
    }

    /// Returns the row without one of its labels, and that label's name.
    pub(super) fn without_label(mut self, label: usize) -> (Self, String) {
        let name = self.labels.remove(label).name;
        (self, name)
    }
}

/// Returns the middle of a label's main piece, about its figure's heel end:
/// half-way along its longer extent, in the middle of the piece there. (The
/// pole of a strip may lie anywhere along it.)
pub(super) fn middle(label: &RowLabel) -> Point {
    let Some(piece) = label.targets.first().and_then(|t| t.pieces.first()) else { return Point::ZERO };
    let Some(b) = piece.bounds() else { return Point::ZERO };
    let across = |region: &Region, at: f64| {
        let longest = region.chords(at).into_iter().max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)));
        longest.map(|c| f64::midpoint(c.0, c.1))
    };
    let center = b.center();
    if b.height() >= b.width() {
        Point::new(across(piece, center.y).unwrap_or(center.x), center.y)
    } else {
        Point::new(center.x, across(&piece.transform(SWAP), center.x).unwrap_or(center.y))
    }
}

/// Returns the height at which a label beside its foot best points at a piece:
/// half-way up, or for a piece that is wider than tall in its middle some way
/// in from the label's side, so that a level leader leaves through its end.
pub(super) fn level(piece: &Region, label_is_left: bool) -> Option<f64> {
    let b = piece.bounds()?;
    if b.height() >= b.width() {
        return Some(b.center().y);
    }
    let inside = END_PART * b.width();
    let x = if label_is_left { b.x0 + inside } else { b.x1 - inside };
    let chord = piece.transform(SWAP).chords(x).into_iter().max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)));
    Some(chord.map_or(b.center().y, |c| f64::midpoint(c.0, c.1)))
}
