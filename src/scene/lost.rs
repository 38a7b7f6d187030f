//! Warnings about what was asked for and is not in the picture.

use crate::diag::{Diagnostic, Place};
use crate::layout::Layout;
use crate::model::{Chart, View};

/// Returns the warnings about zones that are not drawn, one for each remedy.
pub(super) fn warnings(chart: &Chart, layout: &Layout) -> Vec<Diagnostic> {
    let mut by_remedy: Vec<(String, Vec<&str>)> = Vec::new();
    for &zone in &layout.not_shown {
        let remedy = remedy(chart, layout, zone);
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
fn remedy(chart: &Chart, layout: &Layout, zone: usize) -> String {
    let there: Vec<View> = View::all().filter(|v| chart.map.zones[zone].is_on(*v)).collect();
    if there.is_empty() {
        return "the map draws it on no foot".to_owned();
    }
    let ids = || there.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    if layout.figures.iter().any(|f| there.contains(&f.view)) {
        return match chart.crop.is_empty() {
            true => "too little of it is left at this size; use a larger `size` or fewer views".to_owned(),
            false => "it is outside of the close-up; name it in `crop`, or leave `crop` out".to_owned(),
        };
    }
    if chart.views.iter().any(|v| there.contains(v)) {
        return format!("this page has no room for its views; use a larger `size`, or choose with `view`: {}", ids());
    }
    format!("it is on {}; choose with `view` and `side`", ids())
}
