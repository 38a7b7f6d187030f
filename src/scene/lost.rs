//! What was asked for and is not in the picture, or is in it without a name: asked =
//! drawn and named, or told.

use crate::diag::{Diagnostic, Place};
use crate::layout::Layout;
use crate::model::{Chart, Emphasis, LabelMode, View};
use crate::resolve::ResolvedView;

/// Returns the zones that are asked for and drawn in no view, in the map's order.
pub(super) fn not_shown(chart: &Chart, views: &[ResolvedView]) -> Vec<usize> {
    let is_drawn = |zone: usize| views.iter().any(|v| v.zones.iter().any(|z| z.zone == zone));
    asked(chart).filter(|&zone| !is_drawn(zone)).collect()
}

/// Returns the zones that are drawn, should be named and are not: neither by a label, nor by a note,
/// nor by a number, nor by the name of their group where groups are named.
pub(super) fn not_named(chart: &Chart, layout: &Layout, views: &[ResolvedView]) -> Vec<usize> {
    let is_drawn = |zone: usize| views.iter().any(|v| v.zones.iter().any(|z| z.zone == zone));
    let highlight = |zone: usize| chart.emphasis[zone].highlight();
    let is_named = |zone: usize| {
        layout.callouts.iter().any(|c| {
            let by_group = chart.labels == LabelMode::Groups && c.highlight == highlight(zone);
            c.zones.contains(&zone) || by_group
        }) || chart.notes.iter().any(|n| n.zones.contains(&zone))
    };
    asked(chart).filter(|&z| chart.names(chart.emphasis[z]) && is_drawn(z) && !is_named(z)).collect()
}

/// Returns the zones that a chart asks for, in the map's order.
fn asked(chart: &Chart) -> impl Iterator<Item = usize> + '_ {
    (0..chart.map.zones.len()).filter(|&z| chart.emphasis[z] != Emphasis::Context)
}

/// Returns the warnings about zones that are not drawn, one for each remedy.
pub(super) fn warnings(chart: &Chart, views: &[ResolvedView]) -> Vec<Diagnostic> {
    let mut by_remedy: Vec<(String, Vec<&str>)> = Vec::new();
    for zone in not_shown(chart, views) {
        let remedy = remedy(chart, zone);
        let id = chart.map.zones[zone].id.as_str();
        match by_remedy.iter_mut().find(|(known, _)| *known == remedy) {
            Some((_, ids)) => ids.push(id),
            None => by_remedy.push((remedy, vec![id])),
        }
    }
    let warning = |(remedy, ids): (String, Vec<&str>)| {
        let message = format!("asked for and not in this picture: {}", ids.join(", "));
        Diagnostic::warning("zone-not-shown", message).with_hint(remedy).at(Place::field("/view"))
    };
    by_remedy.into_iter().map(warning).collect()
}

/// Returns what would bring a zone into the picture.
fn remedy(chart: &Chart, zone: usize) -> String {
    let there: Vec<View> = View::all().filter(|v| chart.map.zones[zone].is_on(*v)).collect();
    if there.is_empty() {
        return "the map draws it on no foot".to_owned();
    }
    if !chart.views.iter().any(|v| there.contains(v)) {
        let ids: Vec<String> = there.iter().map(ToString::to_string).collect();
        return format!("it is on {}; choose with `view` and `side`", ids.join(", "));
    }
    if chart.crop.is_empty() {
        return "too little of it is left at this size; use a larger `size` or fewer views".to_owned();
    }
    "it is outside of the close-up; name it in `crop`, or leave `crop` out".to_owned()
}
