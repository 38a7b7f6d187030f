//! Letters that no font has, in the texts that a user gave: a chart and what was
//! said for it in, the place of the first text that cannot be drawn out.
//!
//! The layout would find such a letter too, but no longer knows where its text
//! came from.

use super::map::OwnNames;
use super::values::ValueTable;
use crate::diag::Place;
use crate::error::Error;
use crate::model::{Chart, ChartSpec, Emphasis, LabelMode, View};
use crate::style::{Face, Fonts, TextStyle};
use crate::text::width;
use std::collections::HashSet;

/// Characters that end a line and are not drawn.
const LINE_ENDS: [char; 7] = ['\n', '\r', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}'];

/// What a user gave for a chart, besides its spec.
pub(super) struct Given<'a> {
    /// The table of own names.
    pub names: Option<&'a OwnNames>,
    /// The table of values.
    pub table: Option<&'a ValueTable>,
    /// The names from which the title is made, where none is given.
    pub in_title: &'a [String],
}

/// Refuses a text of the user's that has a letter which no font has, at its place
/// in the spec or in the table that it comes from. Texts that the chart does not
/// draw may have any letters.
///
/// # Errors
/// [`ErrorKind::Input`](crate::ErrorKind::Input) with the first such text.
pub(super) fn check_letters(spec: &ChartSpec, chart: &Chart, given: &Given<'_>) -> Result<(), Error> {
    let fonts = &chart.fonts;
    let field = |pointer: &str, text: &Option<String>, face| {
        let text = text.as_deref().unwrap_or_default();
        check(text, face, fonts, || Place::field(pointer))
    };
    field("/title", &spec.title, Face::Display)?;
    field("/subtitle", &spec.subtitle, Face::Regular)?;
    field("/credit", &spec.credit, Face::Regular)?;
    field("/kicker", &spec.kicker, Face::SemiBold)?;
    for (i, reference) in spec.references.iter().enumerate() {
        check(reference, Face::Regular, fonts, || Place::field(format!("/reference/{i}")))?;
    }
    for (i, note) in chart.notes.iter().enumerate() {
        check(&note.title, Face::SemiBold, fonts, || Place::field(format!("/note/{i}/title")))?;
        check(&note.text, Face::Regular, fonts, || Place::field(format!("/note/{i}/text")))?;
    }
    let drawn = drawn(spec, chart, given);
    if let Some(table) = given.table {
        let title = table.title.as_deref().filter(|_| spec.title.is_none()).unwrap_or_default();
        check(title, Face::Display, fonts, || table.place_of("/title"))?;
        for (zone, word) in table.categories().filter(|(_, word)| drawn.contains(word)) {
            check(word, Face::Medium, fonts, || table.place_of_value(zone))?;
        }
        // the unit stands in the names of the classes, of which the first tells for all
        if table.categories().next().is_none() && chart.highlights.iter().any(|h| drawn.contains(h.legend.as_str())) {
            let own = table.unit.as_deref().filter(|_| spec.unit.is_none()).unwrap_or_default();
            field("/unit", &spec.unit, Face::Medium)?;
            check(own, Face::Medium, fonts, || table.place_of("/unit"))?;
        }
    }
    if let Some(names) = given.names {
        for (pointer, name) in names.all().filter(|(_, name)| drawn.contains(name)) {
            check(name, Face::Medium, fonts, || names.place(pointer))?;
        }
    }
    Ok(())
}

/// Returns the names that the chart draws: those in its legend, of its labels, and
/// those that its title is made from.
fn drawn<'a>(spec: &ChartSpec, chart: &'a Chart, given: &Given<'a>) -> HashSet<&'a str> {
    let mut out = HashSet::new();
    if spec.title.is_none() && given.table.is_none_or(|t| t.title.is_none()) {
        out.extend(given.in_title.iter().map(String::as_str));
    }
    for highlight in &chart.highlights {
        out.extend(Some(highlight.legend.as_str()).filter(|_| chart.legend));
        out.extend(Some(highlight.label.as_str()).filter(|_| chart.labels != LabelMode::None));
    }
    for (zone, emphasis) in chart.emphasis.iter().enumerate() {
        let is_shown = |v: &&View| chart.map.zones[zone].is_on(**v);
        let mut views = chart.views.iter().filter(is_shown);
        let in_legend = chart.legend && matches!(emphasis, Emphasis::Secondary(_));
        if views.any(|v| in_legend || chart.is_named(zone, *v)) {
            out.insert(chart.zone_label(zone));
        }
    }
    out
}

/// Refuses a text that has a letter which no font has.
fn check(text: &str, face: Face, fonts: &Fonts, place: impl FnOnce() -> Place) -> Result<(), Error> {
    // shaping decides: some letters are drawn as others, some as nothing
    let style = TextStyle::new(face, 1.0, 1.0).with_fonts(fonts.clone());
    let mut lines = text.split(LINE_ENDS).map(str::trim).filter(|line| !line.is_empty());
    lines.try_for_each(|line| width(line, &style).map(|_| ())).map_err(|e| e.at(&place()))
}
