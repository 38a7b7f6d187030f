//! The page before its labels: title block, foot, rows of figures, sizes.

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
