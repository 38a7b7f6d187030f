//! What the map knows of the zones of a picture, in the chart's language, for
//! formats that can tell it beside the picture.

use super::describe;
use crate::layout::Layout;
use crate::model::{Agreement, Chart, Emphasis, PageWords, Source, View, Zone, fill};
use crate::resolve::ResolvedView;
use crate::style::Color;
use crate::text::{drawn, is_rtl};

/// The facts to tell beside a picture.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Whether the language is written from right to left.
    pub is_rtl: bool,
    /// The honest line.
    pub claim: String,
    /// Headings and phrases.
    pub words: PageWords,
    /// The highlighted zones, or where none is, all that the picture shows;
    /// each once, in the map's order.
    pub zones: Vec<ZoneFacts>,
    /// The sources of these zones: name, and what it is.
    pub sources: Vec<(String, String)>,
}

/// The facts about a zone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ZoneFacts {
    /// Its id, as in the `zone` data of nodes.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The feet and their sides on which the picture shows it.
    pub feet: String,
    /// The place there, in words; may be empty.
    pub place: String,
    /// Its body system.
    pub system: String,
    /// What reflexology says about it, worded as a claim.
    pub claim: String,
    /// The degree to which charts agree on its place.
    pub agreement: Agreement,
    /// The agreement in words.
    pub agreement_words: String,
    /// The differences between charts, if the map describes them in this language; may be empty.
    pub note: String,
    /// Names of the sources of its place.
    pub sources: Vec<String>,
    /// The colour of its fill, where it is highlighted.
    pub color: Option<Color>,
}

/// The colours of a page around a picture.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PageColors {
    /// Background of the page.
    pub paper: Color,
    /// Main text.
    pub ink: Color,
    /// Quiet text.
    pub muted: Color,
    /// Dividing lines.
    pub rule: Color,
    /// Text that stands out.
    pub accent: Color,
}

impl PageColors {
    /// Returns the colours of a chart's theme.
    pub(super) fn of(chart: &Chart) -> Self {
        let theme = &chart.theme;
        let accent = theme.accent(0).text;
        Self { paper: theme.paper, ink: theme.ink, muted: theme.muted, rule: theme.rule, accent }
    }
}

/// Returns the facts of a chart.
pub(super) fn facts(chart: &Chart, layout: &Layout, views: &[ResolvedView]) -> Facts {
    let indices = shown(chart, views);
    let zones: Vec<ZoneFacts> = indices.iter().map(|&z| zone(chart, layout, z)).collect();
    let mut ids: Vec<&String> = Vec::new();
    for id in indices.iter().flat_map(|&z| &chart.map.zones[z].sources) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let source = |s: &Source| {
        // a text that begins with its name says it by itself
        let rest = s.text.strip_prefix(&s.name).unwrap_or(&s.text);
        (s.name.clone(), rest.trim_start_matches([':', ',', ' ']).to_owned())
    };
    Facts {
        is_rtl: is_rtl(&chart.words.claim),
        claim: chart.words.claim.clone(),
        words: chart.words.page.clone(),
        zones,
        sources: ids.iter().filter_map(|id| chart.map.sources.get(*id)).map(source).collect(),
    }
}

/// Returns the colours of zones as facts name them, in another theme.
pub(super) fn colors(chart: &Chart, views: &[ResolvedView]) -> Vec<Option<Color>> {
    shown(chart, views).into_iter().map(|z| color(chart, z)).collect()
}

/// Returns the indices of the zones to tell of.
fn shown(chart: &Chart, views: &[ResolvedView]) -> Vec<usize> {
    let seen = |z: usize| views.iter().any(|v| v.zones.iter().any(|r| r.zone == z));
    let is_lit = |z: usize| chart.emphasis[z] != Emphasis::Context;
    let any_is_lit = (0..chart.map.zones.len()).any(|z| is_lit(z) && seen(z));
    (0..chart.map.zones.len()).filter(|&z| seen(z) && (is_lit(z) || !any_is_lit)).collect()
}

/// Returns the fill colour of a highlighted zone.
fn color(chart: &Chart, zone: usize) -> Option<Color> {
    match chart.emphasis[zone] {
        Emphasis::Primary(i) => Some(chart.accent(i).fill.color),
        Emphasis::Secondary(i) => Some(chart.accent(i).tint.color),
        Emphasis::Context => None,
    }
}

/// Returns the facts of one zone.
fn zone(chart: &Chart, layout: &Layout, index: usize) -> ZoneFacts {
    let (z, lang, words) = (&chart.map.zones[index], chart.lang.as_str(), &chart.words.page);
    let views: Vec<View> = layout.figures.iter().filter(|f| !f.is_lens && z.is_on(f.view)).map(|f| f.view).collect();
    let mut places: Vec<String> = Vec::new();
    for view in &views {
        let place = z.place.get(&view.aspect).map_or("", |p| p.get(lang)).to_owned();
        if !place.is_empty() && !places.contains(&place) {
            places.push(place);
        }
    }
    let name = drawn(chart.zone_label(index)).into_owned();
    ZoneFacts {
        id: z.id.clone(),
        feet: capital(&describe::feet(chart, &views)),
        place: places.join("; "),
        system: system(chart, z),
        claim: claim(chart, z, &name),
        name,
        agreement: z.agreement,
        agreement_words: words.agreement(z.agreement).to_owned(),
        note: z.note.own(lang).unwrap_or("").to_owned(),
        sources: z.sources.iter().filter_map(|id| chart.map.sources.get(id)).map(|s| s.name.clone()).collect(),
        color: color(chart, index),
    }
}

/// Returns the name of a zone's body system.
fn system(chart: &Chart, zone: &Zone) -> String {
    let found = chart.map.systems.iter().find(|(id, _)| *id == zone.system);
    found.map_or("", |(_, s)| s.label.get(&chart.lang)).to_owned()
}

/// Returns a zone's claim. Where the map has none in the chart's language, the program's words make
/// it.
fn claim(chart: &Chart, zone: &Zone, name: &str) -> String {
    match zone.claim.own(&chart.lang) {
        Some(claim) => claim.to_owned(),
        None => fill(&chart.words.page.said, &[("zone", &chart.words.inside_sentence(name))]),
    }
}

/// Returns a text with a capital at its start.
fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
