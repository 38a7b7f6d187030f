//! The picture in words, for people who do not see it: title, alt text, description,
//! caption, and warnings about what was left out.

use super::lost;
use crate::diag::{Diagnostic, Place};
use crate::layout::Layout;
use crate::model::{Agreement, AgreementMarks, Aspect, Chart, Emphasis, Guide, LabelMode, Side, View, fill};
use crate::resolve::ResolvedView;
use crate::text::drawn;

/// Wanted greatest length of an alt text, in characters: a screen reader cannot stop within one.
const SHORT: usize = 150;
/// Least number of names in an alt text.
const NAMED: usize = 3;

/// Returns the name of the picture: its title, or its kind where it has no title.
pub(super) fn title(chart: &Chart) -> String {
    let title = drawn(&chart.title);
    if title.trim().is_empty() { chart.kicker.clone() } else { title.into_owned() }
}

/// Returns the caption: the name of the picture and the claim line.
pub(super) fn caption(chart: &Chart) -> String {
    format!("{}. {}", title(chart).trim_end_matches('.'), chart.words.claim)
}

/// Returns the alt text: kind, title, feet, what is highlighted as far as that is short, and that
/// these are claims.
pub(super) fn alt(chart: &Chart, layout: &Layout, views: &[ResolvedView]) -> String {
    format!("{}{}", shown(chart, layout, views), not_shown(chart, layout))
}

/// Returns the alt text of what is shown.
fn shown(chart: &Chart, layout: &Layout, views: &[ResolvedView]) -> String {
    let words = &chart.words.alt;
    let name = if drawn(&chart.title).trim().is_empty() {
        chart.kicker.clone()
    } else {
        fill(&words.name, &[("kicker", &chart.kicker), ("title", &title(chart))])
    };
    let shown: Vec<View> = layout.figures.iter().filter(|f| !f.is_lens).map(|f| f.view).collect();
    let feet = feet(chart, &shown);
    // the user's own words go in last, so that no brace in them is a place
    let with = |phrase: &str, key: &str, value: &str| {
        fill(phrase, &[("views", &feet), ("claims", &words.claims), (key, value), ("name", &name)])
    };
    let zones = zones(chart, views.iter());
    if zones.is_empty() {
        return with(&words.map, "zones", "");
    }
    if chart.is_atlas {
        let mut shown: Vec<usize> = views.iter().flat_map(|v| &v.zones).map(|z| z.zone).collect();
        shown.sort_unstable();
        shown.dedup();
        return with(&words.atlas, "count", &shown.len().to_string());
    }
    let mut text = with(&words.highlighted, "zones", &chart.words.list(&zones));
    for kept in (NAMED..zones.len().saturating_sub(1)).rev() {
        if text.chars().count() <= SHORT {
            break;
        }
        let rest = (zones.len() - kept).to_string();
        let list = fill(&words.more, &[("zones", &zones[..kept].join(&chart.words.separators.list)), ("count", &rest)]);
        text = with(&words.highlighted, "zones", &list);
    }
    text
}

/// Returns the feet in words: `both feet (sole, inner side)`, or one by one where they are not seen
/// from the same sides.
pub(super) fn feet(chart: &Chart, shown: &[View]) -> String {
    let of = |side: Side| -> Vec<Aspect> {
        Aspect::ALL.into_iter().filter(|&aspect| shown.contains(&View { aspect, side })).collect()
    };
    let words = &chart.words.alt;
    let (right, left) = (of(Side::Right), of(Side::Left));
    let named = |phrase: &str, aspects: &[Aspect]| {
        let names: Vec<&str> = aspects.iter().filter_map(|a| words.aspects.get(a)).map(String::as_str).collect();
        fill(phrase, &[("aspects", &names.join(&chart.words.separators.list))])
    };
    if left == right {
        return named(&words.both, &left);
    }
    let feet = [(&words.right, right), (&words.left, left)];
    let shown = feet.iter().filter(|(_, aspects)| !aspects.is_empty());
    shown.map(|(phrase, aspects)| named(phrase, aspects)).collect::<Vec<_>>().join(&chart.words.separators.clause)
}

/// Returns the names of what some views highlight, each once, the main ones first.
fn zones<'a>(chart: &Chart, views: impl Iterator<Item = &'a ResolvedView> + Clone) -> Vec<String> {
    let is_main = |e: Emphasis| matches!(e, Emphasis::Primary(_));
    let mut out: Vec<String> = Vec::new();
    for main in [true, false] {
        for zone in views.clone().flat_map(|v| &v.zones) {
            if zone.emphasis != Emphasis::Context && is_main(zone.emphasis) == main {
                let label = chart.words.inside_sentence(&drawn(chart.zone_label(zone.zone)));
                if !out.contains(&label) {
                    out.push(label);
                }
            }
        }
    }
    out
}

/// Returns the long description: for each view, what is highlighted in it. Views that show the same
/// are named together.
pub(super) fn description(chart: &Chart, layout: &Layout, views: &[ResolvedView]) -> String {
    let mut places: Vec<(Vec<String>, Vec<String>)> = Vec::new();
    let mut names: Vec<String> = Vec::new();
    // what a lens shows is part of the view that it enlarges
    for figure in layout.figures.iter().filter(|f| !f.is_lens) {
        let name = chart.words.view(figure.view);
        // the whole map is told once
        let lit = zones(chart, views.iter().filter(|v| chart.is_atlas || v.view == figure.view));
        let later = |first: bool| if first { name.to_owned() } else { chart.words.inside_sentence(name) };
        names.push(later(names.is_empty()));
        match places.iter_mut().find(|(zones, _)| *zones == lit) {
            Some((_, views)) => views.push(later(false)),
            None => places.push((lit, vec![later(true)])),
        }
    }
    places.retain(|(zones, _)| !zones.is_empty());
    let sentences: Vec<String> = places
        .iter()
        .map(|(zones, views)| {
            let list = chart.words.list(zones);
            fill(
                &chart.words.description_place,
                &[("views", &views.join(&chart.words.separators.clause)), ("zones", &list)],
            )
        })
        .collect();
    let phrase = if sentences.is_empty() { &chart.words.description_map } else { &chart.words.description };
    let mut text = fill(
        phrase,
        &[
            ("views", &names.join(&chart.words.separators.clause)),
            ("places", &sentences.join(&chart.words.separators.sentence)),
            ("claim", &chart.words.claim),
            ("title", title(chart).trim_end_matches('.')),
        ],
    );
    for (i, note) in chart.notes.iter().enumerate() {
        // a title that is no sentence gets its stop
        let stop = if note.title.ends_with(['.', '!', '?', ':']) { "" } else { "." };
        text.push_str(&format!(" {}: {}{stop} {}", i + 1, note.title, note.text));
    }
    for sentence in agreement(chart) {
        text.push_str(&chart.words.separators.sentence);
        text.push_str(&sentence);
    }
    for (i, reference) in chart.references.iter().enumerate() {
        text.push_str(&format!(" [{}] {reference}", i + 1));
    }
    for (zone, by) in hidden(chart, views) {
        let names = [("zone", chart.zone_label(zone)), ("other", chart.zone_label(by))];
        text.push_str(&chart.words.separators.sentence);
        text.push_str(&fill(&chart.words.hidden, &names));
    }
    text.push_str(&not_shown(chart, layout));
    if views.iter().any(|v| v.widened) {
        text.push_str(&chart.words.separators.sentence);
        text.push_str(&chart.words.widened);
    }
    text
}

/// Returns the sentences on how far texts agree on the places of what is highlighted: one where that
/// is the same for all, else one for each grade, if the picture shows it.
fn agreement(chart: &Chart) -> Vec<String> {
    let words = &chart.words;
    let grades = chart.grades();
    if let [grade] = grades[..] {
        return words.agreement.all.get(&grade).cloned().into_iter().collect();
    }
    if chart.agreement == AgreementMarks::None {
        return Vec::new();
    }
    let names = |grade: Agreement| {
        let mut out: Vec<String> = Vec::new();
        for zone in chart.graded(grade) {
            let name = words.inside_sentence(&drawn(chart.zone_label(zone)));
            if !out.contains(&name) {
                out.push(name);
            }
        }
        words.list(&out)
    };
    let sentence = |grade: Agreement| {
        fill(&words.agreement.some, &[("agreement", words.page.agreement(grade)), ("zones", &names(grade))])
    };
    grades.into_iter().map(sentence).collect()
}

/// Returns the highlighted zones that one hardly sees, each with the one on top of it, once.
fn hidden(chart: &Chart, views: &[ResolvedView]) -> Vec<(usize, usize)> {
    // what is seen in one view is not lost
    let is_hidden = |zone: usize, v: &ResolvedView| v.hidden.iter().any(|h| h.0 == zone);
    let is_seen = |zone: usize| views.iter().any(|v| v.zones.iter().any(|z| z.zone == zone) && !is_hidden(zone, v));
    let mut out: Vec<(usize, usize)> = views.iter().flat_map(|v| v.hidden.iter().copied()).collect();
    out.sort_unstable();
    out.dedup_by_key(|h| h.0);
    out.retain(|&(zone, _)| !is_seen(zone) && chart.emphasis[zone] != Emphasis::Context);
    out
}

/// Returns the sentence about what was asked for and is not in the picture; empty where there is
/// nothing to say.
fn not_shown(chart: &Chart, layout: &Layout) -> String {
    let mut names: Vec<String> = Vec::new();
    for &zone in &layout.not_shown {
        let name = drawn(chart.zone_label(zone)).into_owned();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if names.is_empty() {
        return String::new();
    }
    let list = fill(&chart.words.not_shown, &[("zones", &names.join(&chart.words.separators.list))]);
    format!("{}{list}", chart.words.separators.sentence)
}

/// Returns the warning about guides that the spec names and that found no clear place.
fn lost_guides(chart: &Chart, layout: &Layout) -> Option<Diagnostic> {
    let is_lost = |g: &&Guide| layout.guides.iter().all(|l| l.guide != Some(**g));
    let lost: Vec<&str> = chart.guides.iter().filter(is_lost).map(|g| g.name()).collect();
    let message = format!("no clear place for the guide {}; not drawn", lost.join(", "));
    let warning = Diagnostic::warning("guide-room", message)
        .with_hint("use a larger `size`, fewer labels, or views of the sole or the top")
        .at(Place::field("/guides"));
    (chart.guides_asked && !lost.is_empty()).then_some(warning)
}

/// Returns the warnings about what was left out, one for each aspect.
pub(super) fn warnings(chart: &Chart, layout: &Layout, views: &[ResolvedView]) -> Vec<Diagnostic> {
    let mut out = chart.warnings.clone();
    for view in views.iter().filter(|v| !v.skipped.is_empty()) {
        let ids: Vec<&str> = view.skipped.iter().map(|&z| chart.map.zones[z].id.as_str()).collect();
        let aspect = view.view.aspect;
        let message = format!("the {aspect} outline lacks frames that zones need; not drawn: {}", ids.join(", "));
        let warning = Diagnostic::warning("zone-frame", message)
            .with_hint("draw the marks that the frames need")
            .at(Place::field(format!("/outline/{aspect}")));
        if !out.contains(&warning) {
            out.push(warning);
        }
    }
    out.extend(hidden(chart, views).into_iter().map(|(zone, by)| {
        let id = |zone: usize| chart.map.zones[zone].id.as_str();
        let message = format!("`{}` lies under `{}`, which is of nearly the same shape", id(zone), id(by));
        Diagnostic::warning("zone-hidden", message)
            .with_hint("draw them in pictures of their own, or choose another view")
    }));
    out.extend(lost::warnings(chart, layout));
    if !layout.unplaced.is_empty() {
        let (count, names) = (layout.unplaced.len(), layout.unplaced.join(", "));
        let message = format!("no room for {count} of the labels; not labelled: {names}");
        let or_numbers = if chart.labels == LabelMode::Highlighted { ", or the `labels` mode `auto`" } else { "" };
        let hint = format!("use a larger `size`, fewer zones or views{or_numbers}");
        out.push(Diagnostic::warning("label-room", message).with_hint(hint));
    }
    out.extend(lost_guides(chart, layout));
    out
}
