//! The long description of a picture, for people who do not see it.

use crate::layout::Layout;
use crate::model::{Chart, Emphasis, fill};
use crate::resolve::ResolvedView;

/// What the picture shows, in sentences.
pub(super) fn description(chart: &Chart, layout: &Layout, views: &[ResolvedView]) -> String {
    let names: Vec<String> =
        layout.figures.iter().filter(|f| !f.is_lens).map(|f| chart.words.view(f.view).to_owned()).collect();
    let mut zones: Vec<String> = Vec::new();
    for view in views {
        for z in view.zones.iter().filter(|z| z.emphasis != Emphasis::Context) {
            let label = chart.zone_label(z.zone).to_owned();
            if !zones.contains(&label) {
                zones.push(label);
            }
        }
    }
    let phrase = if zones.is_empty() { &chart.words.description_map } else { &chart.words.description };
    let mut text = fill(
        phrase,
        &[
            ("title", &chart.title),
            ("views", &names.join("; ")),
            ("zones", &chart.words.list(&zones)),
            ("claim", &chart.words.claim),
        ],
    );
    for (i, note) in chart.notes.iter().enumerate() {
        // a title that is no sentence gets its stop
        let stop = if note.title.ends_with(['.', '!', '?', ':']) { "" } else { "." };
        text.push_str(&format!(" {}: {}{stop} {}", i + 1, note.title, note.text));
    }
    if views.iter().any(|v| v.widened) {
        text.push(' ');
        text.push_str(&chart.words.widened);
    }
    text
}
