//! The page before its labels: from a chart and its sizes to an [`Arrangement`].
//!
//! Title block and foot take their heights first, then notes; the figures share
//! what is left, row by row. A lens is added last. Zones are not known yet: they
//! are resolved at the sizes that come out.

mod arrange;
mod footer;
mod header;
mod legend;
mod lens;
mod notes;
mod number_list;
mod plan;
mod rows;

pub use arrange::arrange;
pub use footer::credit;
pub(super) use lens::mark;
pub(super) use number_list::{ListPlan, NAME_GAP};
pub(super) use plan::RowPlan;
pub use plan::{Arrangement, FigurePlan};
