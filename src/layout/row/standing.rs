//! Where the figures and labels of a row stand.

use super::figures::{GutterId, Row};
use super::typeset::{Typeset, typeset};
use crate::error::Error;
use crate::geom::Region;
use kurbo::{Affine, Vec2};

/// Width of a label in the strip between two feet, as a part of the content.
const MIDDLE_WIDTH: f64 = 0.135;
/// Widths of a label in an outer column, as parts of the content: the first
/// that leaves room for the labels between two feet is taken.
pub(super) const OUTER_WIDTHS: [f64; 4] = [0.29, 0.235, 0.2, 0.17];

/// How a row stands. Spacing makes one from another with new places of the
/// figures, routing one with other gutters.
#[derive(Clone)]
pub(in crate::layout) struct Standing {
    /// For each label its gutter.
    pub gutters: Vec<GutterId>,
    /// For each figure where its heel end stands, x, px.
    pub xs: Vec<f64>,
    /// Width of a label in an outer column, as a part of the content.
    pub outer_width: f64,
    /// Left end of the figure of the body, px, where the row decides that.
    pub body: Option<f64>,
}

impl Standing {
    /// Returns the standing of a row whose labels have gutters, and whose
    /// figures have no places yet.
    pub(super) fn new(row: &Row<'_>, gutters: Vec<GutterId>) -> Self {
        let outer_width = OUTER_WIDTHS[usize::from(!row.is_pair())];
        Self { gutters, xs: vec![0.0; row.figures.len()], outer_width, body: None }
    }

    /// Lists the labels in a gutter.
    pub(super) fn labels_in(&self, gutter: GutterId) -> impl Iterator<Item = usize> + '_ {
        self.gutters.iter().enumerate().filter(move |(_, g)| **g == gutter).map(|(label, _)| label)
    }

    /// Returns the way from a figure's heel end to the page.
    pub(in crate::layout) fn offset(&self, row: &Row<'_>, position: usize) -> Vec2 {
        Vec2::new(self.xs[position], row.plan.base)
    }

    /// Returns a figure's silhouette on the page.
    pub(super) fn silhouette(&self, row: &Row<'_>, position: usize) -> Region {
        row.figures[position].silhouette.transform(Affine::translate(self.offset(row, position)))
    }

    /// Sets a label's text for the gutter it is in.
    pub(super) fn set(&self, row: &Row<'_>, label: usize) -> Result<Typeset, Error> {
        self.set_in(row, label, self.gutters[label])
    }

    /// Sets a label's text for a gutter.
    pub(super) fn set_in(&self, row: &Row<'_>, label: usize, gutter: GutterId) -> Result<Typeset, Error> {
        let m = &row.page.sizes;
        let part = match gutter {
            GutterId::Column(1) if row.is_pair() => MIDDLE_WIDTH,
            GutterId::Column(_) => self.outer_width * m.attempt.column,
            GutterId::Below(_) if m.is_atlas => 0.065,
            GutterId::Below(_) | GutterId::Above(_) => 0.3,
        };
        // below the ground there is room for names alone
        let places = matches!(gutter, GutterId::Column(_));
        // names are as long beside texts as below them
        let content = m.content().max(m.page_width - 2.0 * m.margin);
        typeset(&row.labels[label], row.chart, m, part * content, places)
    }

    /// Returns the widest text in a column, 0 where it is empty.
    pub(super) fn column_width(&self, row: &Row<'_>, gutter: usize) -> Result<f64, Error> {
        let mut widest = 0.0_f64;
        for i in self.labels_in(GutterId::Column(gutter)) {
            widest = widest.max(self.set(row, i)?.width);
        }
        Ok(widest)
    }
}
