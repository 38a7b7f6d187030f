//! Whether a chart's edges show how far texts agree on the places of its zones.

use crate::model::{AgreementChoice, AgreementMarks, Chart, ChartSpec, MapKind};

/// Returns how a chart says how far texts agree. By itself it does so only where that tells zones
/// apart: a page of dashes tells nothing, and the colours of values must stay what the legend says.
pub(in crate::input) fn agreement(spec: &ChartSpec, chart: &Chart) -> AgreementMarks {
    let is_shown = match spec.agreement {
        AgreementChoice::Show => !chart.grades().is_empty(),
        AgreementChoice::Hide => false,
        // borders of anatomy are soft anyway
        AgreementChoice::Auto if chart.map.kind == MapKind::Anatomy => false,
        AgreementChoice::Auto => spec.legend && !chart.is_atlas && chart.values.is_empty() && chart.grades().len() > 1,
    };
    match (is_shown, spec.legend) {
        (false, _) => AgreementMarks::None,
        (true, false) => AgreementMarks::Bare,
        (true, true) => AgreementMarks::Explained,
    }
}
