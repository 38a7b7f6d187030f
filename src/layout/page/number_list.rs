//! The list that says what number marks stand for: its columns and rows.

use crate::error::Error;
use crate::layout::attempt::Numbered;
use crate::layout::sizes::Sizes;
use crate::model::{Chart, Emphasis};
use crate::text::width;

/// Distance of two columns of the list, in sizes of its type.
const COLUMN_GAP: f64 = 1.6;

/// From a number to its name, in sizes of type.
pub(in crate::layout) const NAME_GAP: f64 = 0.5;

/// Most columns of the list.
const MOST_COLUMNS: usize = 6;

/// Where the list of marks stands.
#[derive(Clone, Debug)]
pub struct ListPlan {
    /// Distance of two columns.
    pub(in crate::layout) step: f64,
    /// Width kept for the numbers.
    pub(in crate::layout) numbers: f64,
    /// Number of rows.
    pub(in crate::layout) rows: usize,
    /// The first baseline.
    pub(in crate::layout) first: f64,
}

impl ListPlan {
    /// Returns the height of the list, from the first baseline to the last.
    pub(super) fn height(&self, m: &Sizes) -> f64 {
        m.list().leading() * f64::from(u32::try_from(self.rows.saturating_sub(1)).unwrap_or(0))
    }
}

/// Plans the list of a chart's marks: its columns and rows; `None` where no
/// label is a number.
pub(super) fn plan(chart: &Chart, m: &Sizes) -> Result<Option<ListPlan>, Error> {
    let numbered = |e: Emphasis| match m.attempt.numbered {
        Numbered::None => false,
        Numbered::Quiet => e == Emphasis::Context,
        Numbered::All => true,
    };
    let mut names: Vec<&str> = Vec::new();
    for (zone, emphasis) in chart.emphasis.iter().enumerate() {
        let shown = chart.views.iter().any(|v| chart.map.zones[zone].is_on(*v));
        let name = chart.zone_label(zone);
        if shown && chart.names(*emphasis) && numbered(*emphasis) && !names.contains(&name) {
            names.push(name);
        }
    }
    if names.is_empty() {
        return Ok(None);
    }
    let style = m.list();
    let numbers = width("88", &m.list_number())?;
    let mut widest = 0.0_f64;
    for name in &names {
        widest = widest.max(width(name, &style)?);
    }
    let entry = numbers + NAME_GAP * style.size + widest;
    let gap = COLUMN_GAP * style.size;
    let fit = (1..=MOST_COLUMNS).rev().find(|&n| {
        let n = f64::from(u32::try_from(n).unwrap_or(1));
        n * entry + (n - 1.0) * gap <= m.content()
    });
    let Some(columns) = fit else {
        return Err(
            Error::does_not_fit("a name is too long for the list of numbers", "use a wider page").in_field("/size")
        );
    };
    let rows = names.len().div_ceil(columns);
    // as many columns as the rows leave
    let columns = f64::from(u32::try_from(names.len().div_ceil(rows)).unwrap_or(1));
    let step = if columns > 1.0 { (m.content() - entry) / (columns - 1.0) } else { 0.0 };
    Ok(Some(ListPlan { step: step.min(entry + 3.0 * gap), numbers, rows, first: 0.0 }))
}
