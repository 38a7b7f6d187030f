//! The gutters of a row: columns beside its figures and rows below and above
//! them, with their edges.

use super::candidates::Candidate;
use super::figures::GutterId;
use super::ground::{ABOVE_GAP, BELOW_GAP, ROW_BOTTOM, ROW_GAP, ROW_GAP_ABOVE, ROW_TOP_ATLAS, RowSide, ground};
use super::problem::ProblemBuilder;
use super::typeset::Typeset;
use crate::error::Error;
use crate::labeling::{self, Axis, Leaders, units};
use crate::layout::sizes::ROW_TOP;
use crate::style::Align;

/// Gap between labels of a column, in sizes of their type.
const GAP: f64 = 0.62;
/// Gap between labels of a column on a wall chart, in sizes of their type.
const GAP_ATLAS: f64 = 0.5;
/// Gap between text and leader, in sizes of type.
const TEXT_GAP: f64 = 0.33;
/// Farthest that a column stands from its figure, in units of the page.
const FARTHEST: f64 = 0.11;
/// Least distance of a column from its figure, in units of the page.
const LEAD: f64 = 0.017;
/// Columns of more labels than this are set towards the figure.
const FEW: usize = 6;
/// Between labels and the texts beside the figures, in sizes of their type.
const ASIDE: f64 = 0.5;
/// How much more a slant costs in the narrow strip between two feet.
const STIFF: i64 = 3;
/// Least distance of a column between two figures from each, where there is room, in units.
const LEAD_INNER: f64 = 0.034;
/// Room for the steepest slants between a column of a wall chart and its figure, in sizes of type.
const SLANTS: f64 = 2.5;

impl ProblemBuilder<'_> {
    /// Returns the size of type by which labels of different figures are parted.
    pub(super) fn parted_size(&self) -> Result<f64, Error> {
        let (row, m) = (self.row, &self.row.page.sizes);
        if row.labels.is_empty() || row.labels.iter().all(|l| l.numbered) {
            return Ok(m.number().size);
        }
        Ok(if m.is_atlas { 0.6 } else { 1.0 } * self.standing.set(row, 0)?.size)
    }

    /// Builds a gutter with its edges, for the labels that may stand there.
    pub(super) fn strip(
        &self,
        gutter: GutterId,
        users: &[(usize, &Candidate)],
        ragged: bool,
    ) -> Result<labeling::Gutter, Error> {
        let mut sets = Vec::new();
        for (l, _) in users {
            sets.push(self.standing.set_in(self.row, *l, gutter)?);
        }
        match gutter {
            GutterId::Column(g) => self.column(g, users, &sets, ragged),
            GutterId::Below(at) => self.label_row(at, RowSide::Below, &sets),
            GutterId::Above(at) => self.label_row(at, RowSide::Above, &sets),
        }
    }

    /// Builds a column beside figures; `sets` are the texts of its users.
    fn column(
        &self,
        g: usize,
        users: &[(usize, &Candidate)],
        sets: &[Typeset],
        ragged: bool,
    ) -> Result<labeling::Gutter, Error> {
        let (row, m) = (self.row, &self.row.page.sizes);
        let widest = sets.iter().map(|s| s.width).fold(0.0, f64::max);
        let size = self.size(sets);
        let inner = g > 0 && g < row.figures.len();
        let serves = |at: usize| users.iter().all(|(_, c)| c.feet.iter().all(|f| *f == at));
        // the one figure of a wall chart that an inner column serves
        let served_right = inner && m.is_atlas && serves(g);
        let served_left = inner && m.is_atlas && serves(g.wrapping_sub(1));
        let (mut x0, mut x1) = self.span(g, widest, self.standing.column_width(row, g)?);
        // as far from its figure as the steepest slants need, where the other figure leaves that
        let lead = |at: usize| {
            let free = self.edge(at, false) - self.edge(at - 1, true) - widest - m.px(LEAD);
            (SLANTS * size).min(free).max(m.px(LEAD))
        };
        if served_right {
            x1 = self.edge(g, false) - lead(g);
            x0 = x1 - widest;
        } else if served_left {
            x0 = self.edge(g - 1, true) + lead(g);
            x1 = x0 + widest;
        } else if let Some(free) = self.between(g).filter(|free| free.1 - free.0 >= widest) {
            (x0, x1) = free;
        }
        let align = if served_right {
            Align::End
        } else if served_left {
            Align::Start
        } else if inner {
            Align::Middle
        } else {
            self.outer_align(g, ragged && users.len() <= FEW && !m.is_atlas)
        };
        let mut top = row.plan.top + self.obstacles.reserved.get(g).copied().unwrap_or(0.0);
        let mut bottom = row.plan.base.max(row.plan.bottom - m.px(0.02));
        if let Some(free) = row.page.aside.filter(|a| g == 0 && x0 < a.x1 + ASIDE * size) {
            (top, bottom) = (top.max(free.y0 + ASIDE * size), bottom.min(free.y1 - ASIDE * size));
        }
        let position = |at: usize| (at < row.figures.len()).then_some(at);
        let is_profile = |at: usize| row.figures[at].view.aspect.is_profile();
        let all_direct = users.iter().all(|(_, c)| c.feet.iter().all(|f| is_profile(*f)));
        Ok(labeling::Gutter {
            axis: Axis::Down,
            along: (units(top), units(bottom)),
            across: (units(x0), units(x1)),
            align,
            leaders: if all_direct { Leaders::Direct } else { Leaders::Level },
            figures: [g.checked_sub(1).and_then(position), position(g)],
            gap: units(if m.is_atlas { GAP_ATLAS } else { GAP } * m.attempt.gap * size),
            text_gap: units(TEXT_GAP * size),
            stiffness: if inner && row.is_pair() { STIFF } else { 1 },
        })
    }

    /// Decides how lines of an outer column are set. They begin at one height
    /// of the column where they are read from: at the leader, or few of them at
    /// the margin.
    fn outer_align(&self, g: usize, at_margin: bool) -> Align {
        match (g == 0, self.row.chart.words.is_rtl) {
            (true, false) if at_margin => Align::Start,
            (false, true) if at_margin => Align::End,
            (true, _) => Align::End,
            (false, _) => Align::Start,
        }
    }

    /// Returns the size of type of some texts, px.
    pub(super) fn size(&self, sets: &[Typeset]) -> f64 {
        sets.first().map_or(self.row.page.sizes.px(0.02), |s| s.size)
    }

    /// Builds a row of labels below or above a figure.
    fn label_row(&self, at: usize, side: RowSide, sets: &[Typeset]) -> Result<labeling::Gutter, Error> {
        let (row, m) = (self.row, &self.row.page.sizes);
        let size = self.size(sets);
        let gap = if side == RowSide::Above { ROW_GAP_ABOVE } else { ROW_GAP } * m.attempt.gap.max(0.9) * size;
        let total: f64 = sets.iter().map(|s| s.width + gap).sum();
        let (left, right) = ground(row, self.standing, at, total, side)?;
        let tallest = sets.iter().map(|s| s.height).fold(0.0, f64::max);
        let (top, text_gap) = match side {
            RowSide::Below => {
                (row.plan.base + m.px(if m.is_atlas { ROW_TOP_ATLAS } else { ROW_TOP }), BELOW_GAP * size)
            }
            RowSide::Above => (row.plan.top - m.px(ROW_BOTTOM) - tallest, ABOVE_GAP * size),
        };
        Ok(labeling::Gutter {
            axis: Axis::Right,
            along: (units(left), units(right)),
            across: (units(top), units(top + tallest)),
            align: if side == RowSide::Below { Align::Start } else { Align::End },
            leaders: Leaders::Direct,
            figures: if side == RowSide::Below { [Some(at), None] } else { [None, Some(at)] },
            gap: units(gap),
            text_gap: units(text_gap),
            stiffness: 1,
        })
    }

    /// Returns the left and right end of a column's text.
    ///
    /// An outer column is as wide as its widest label, but leaves the figure
    /// the way for leaders, unless what already stands in it is wider.
    fn span(&self, gutter: usize, widest: f64, assigned: f64) -> (f64, f64) {
        let (row, m) = (self.row, &self.row.page.sizes);
        let edge = |at: usize, right: bool| self.edge(at, right);
        let lead = m.px(LEAD);
        let count = row.figures.len();
        let far = m.px(FARTHEST);
        if gutter == 0 {
            let profile = row.figures[0].view.aspect.is_profile();
            let free = (edge(0, false) - lead).max(m.margin + assigned);
            let x1 = match (profile, row.page.aside) {
                (true, _) => m.margin + widest,
                // beside texts there is no margin to stand at
                (false, Some(_)) => free - m.px(0.02),
                (false, None) => (m.margin + widest).min(free).max(edge(0, false) - far),
            };
            (x1 - widest, x1)
        } else if gutter == count {
            let profile = row.figures[count - 1].view.aspect.is_profile();
            let end = m.right();
            let free = (edge(count - 1, true) + lead).min(end - assigned);
            let x0 = if profile { end - widest } else { (end - widest).max(free).min(edge(count - 1, true) + far) };
            (x0, x0 + widest)
        } else {
            let axis = if row.is_pair() {
                f64::midpoint(self.standing.xs[0], self.standing.xs[1])
            } else {
                f64::midpoint(edge(gutter - 1, true), edge(gutter, false) + row.tucked(self.standing, gutter))
            };
            (axis - widest / 2.0, axis + widest / 2.0)
        }
    }

    /// Returns the free strip between two figures that are no pair: labels stand there at the side of
    /// their own figure.
    pub(super) fn between(&self, g: usize) -> Option<(f64, f64)> {
        let (row, m) = (self.row, &self.row.page.sizes);
        if row.is_pair() || g == 0 || g >= row.figures.len() {
            return None;
        }
        let lead = m.px(LEAD_INNER);
        Some((self.edge(g - 1, true) + lead, self.edge(g, false) + row.tucked(self.standing, g) - lead))
    }

    /// Returns the left or right end of a figure.
    pub(super) fn edge(&self, at: usize, right: bool) -> f64 {
        self.seen.figures[at][0].bounds().map_or(0.0, |b| if right { b.x1 } else { b.x0 })
    }
}
