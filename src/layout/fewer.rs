//! Charts of fewer figures, for pages that have no room for all.

use crate::model::{Aspect, Chart, Emphasis, View};

/// Returns charts of fewer and fewer figures. Each lacks one figure of the chart
/// before: that of which least is lost, which no other figure shows; the last of
/// these. Charts with notes, arrows or a close-up keep all of theirs, as these may
/// be about any figure.
pub(super) fn fewer_figures(chart: &Chart) -> Vec<Chart> {
    if !chart.notes.is_empty() || !chart.strokes.is_empty() || !chart.crop.is_empty() {
        return Vec::new();
    }
    let mut out: Vec<Chart> = Vec::new();
    while let Some(fewer) = one_less(out.last().unwrap_or(chart)) {
        out.push(fewer);
    }
    out
}

/// Returns a chart without one of its figures; `None` where it has but one.
fn one_less(chart: &Chart) -> Option<Chart> {
    let without = |at: usize| -> Vec<View> {
        chart.views.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, v)| *v).collect()
    };
    let shown = |views: &[View]| {
        let zones = chart.map.zones.iter().zip(&chart.emphasis);
        // main members count more than what is around them
        let weight =
            |e: &Emphasis| if matches!(e, Emphasis::Primary(_)) { 2 } else { usize::from(*e != Emphasis::Context) };
        zones.filter(|(zone, _)| views.iter().any(|v| zone.is_on(*v))).map(|(_, e)| weight(e)).sum::<usize>()
    };
    let at = (0..chart.views.len()).max_by_key(|&at| shown(&without(at)))?;
    let views = without(at);
    if views.is_empty() || shown(&views) == 0 && !chart.highlights.is_empty() {
        return None;
    }
    // the usual subtitle lists the aspects
    let subtitle = chart.subtitle.replace(&aspects(chart, &chart.views), &aspects(chart, &views));
    Some(Chart { views, subtitle, ..chart.clone() })
}

/// Returns the names of the aspects of some views, as a list in words.
fn aspects(chart: &Chart, views: &[View]) -> String {
    let shown = Aspect::ALL.into_iter().filter(|a| views.iter().any(|v| v.aspect == *a));
    let names: Vec<String> = shown.filter_map(|a| chart.words.aspects.get(&a).cloned()).collect();
    chart.words.list(&names)
}
