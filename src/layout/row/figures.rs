//! A row of figures: its figures, its labels, and the gutters that these are in.

use super::label::RowLabel;
use super::typeset::{Typeset, typeset};
use crate::error::Error;
use crate::geom::{Region, SWAP};
use crate::layout::page::{Arrangement, RowPlan};
use crate::layout::placed::Arrow;
use crate::model::{Chart, Emphasis, View};
use kurbo::{Affine, Point, Vec2};

/// Width of a label in the strip between two feet, as a part of the content.
const MIDDLE_WIDTH: f64 = 0.135;
/// Widths of a label in an outer column, as parts of the content: the first
/// that leaves room for the labels between two feet is taken.
pub(super) const OUTER_WIDTHS: [f64; 4] = [0.29, 0.235, 0.2, 0.17];
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
    /// Where the heel end stands, x.
    pub x: f64,
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

/// A row being laid out.
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
    /// For each label its gutter.
    pub gutters: Vec<GutterId>,
    /// Width of a label in an outer column, as a part of the content.
    pub outer_width: f64,
    /// The two labels that were in each other's way when routing failed.
    pub culprits: Option<(usize, usize)>,
    /// Left end of the figure of the body, where the row decides that.
    pub body: Option<f64>,
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

    /// Returns the way from a figure's heel end to the page.
    pub(in crate::layout) fn offset(&self, position: usize) -> Vec2 {
        Vec2::new(self.figures[position].x, self.plan.base)
    }

    /// Returns a figure's silhouette on the page.
    pub(super) fn silhouette(&self, position: usize) -> Region {
        self.figures[position].silhouette.transform(Affine::translate(self.offset(position)))
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

    /// Sets a label's text for the gutter it is in.
    pub(super) fn set(&self, label: usize) -> Result<Typeset, Error> {
        self.set_in(label, self.gutters[label])
    }

    /// Sets a label's text for a gutter.
    pub(super) fn set_in(&self, label: usize, gutter: GutterId) -> Result<Typeset, Error> {
        let m = &self.page.sizes;
        let part = match gutter {
            GutterId::Column(1) if self.is_pair() => MIDDLE_WIDTH,
            GutterId::Column(_) => self.outer_width * m.attempt.column,
            GutterId::Below(_) if m.is_atlas => 0.065,
            GutterId::Below(_) | GutterId::Above(_) => 0.3,
        };
        // below the ground there is room for names alone
        let places = matches!(gutter, GutterId::Column(_));
        // names are as long beside texts as below them
        let content = m.content().max(m.page_width - 2.0 * m.margin);
        typeset(&self.labels[label], self.chart, m, part * content, places)
    }

    /// Returns the widest text in a column, 0 where it is empty.
    pub(super) fn column_width(&self, gutter: usize) -> Result<f64, Error> {
        let mut widest = 0.0_f64;
        for i in (0..self.labels.len()).filter(|&i| self.gutters[i] == GutterId::Column(gutter)) {
            widest = widest.max(self.set(i)?.width);
        }
        Ok(widest)
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
