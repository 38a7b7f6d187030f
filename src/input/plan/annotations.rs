//! Notes, arrows and close-ups: finds the zones and views that a spec names for them.

use super::views::{ids, unknown_view};
use crate::error::Error;
use crate::input::map::zones;
use crate::model::{ArrowSpec, Aspect, ChartSpec, Emphasis, FoundArrow, FoundNote, LabelMode, Map, Note, Side, View};

/// Finds the zones of a spec's notes and checks their lengths. A note without a
/// highlighted zone takes the colour of its arrow.
pub(in crate::input) fn notes(
    spec: &ChartSpec,
    map: &Map,
    emphasis: &[Emphasis],
    views: &[View],
    strokes: &[FoundArrow],
) -> Result<Vec<FoundNote>, Error> {
    check_count("notes", spec.notes.len(), Note::MOST).map_err(|e| e.in_field("/note"))?;
    if spec.labels == LabelMode::Numbers && !spec.notes.is_empty() {
        return Err(Error::usage("notes-and-numbers", "the numbers of notes and those of `labels` would be mixed up")
            .with_hint("leave `note` out, or give `labels` another mode than `numbers`")
            .in_field("/labels"));
    }
    let mut out = Vec::new();
    for (i, note) in spec.notes.iter().enumerate() {
        let number = i + 1;
        let in_field = |name: &'static str| move |e: Error| e.in_field(format!("/note/{i}/{name}"));
        check_length(number, "title", &note.title, Note::LONGEST_TITLE).map_err(in_field("title"))?;
        check_length(number, "text", &note.text, Note::LONGEST_TEXT).map_err(in_field("text"))?;
        if note.title.trim().is_empty() {
            let error = Error::usage("note-title", format!("note {number} has no title"));
            return Err(in_field("title")(error.with_hint("give it one; its text may be empty")));
        }
        let zones = note.zone.as_deref().map_or(Ok(Vec::new()), |name| zones(map, name));
        let zones = zones.map_err(in_field("zone"))?;
        let of_stroke = || strokes.iter().find(|s| s.note == Some(i)).and_then(|s| s.highlight);
        if !zones.is_empty() {
            check_seen(map, &zones, views, &format!("note {number}"), |_| true).map_err(in_field("zone"))?;
        }
        out.push(FoundNote {
            highlight: highlight(&zones, emphasis).or_else(of_stroke),
            zones,
            title: note.title.trim().to_owned(),
            text: note.text.trim().to_owned(),
            urgent: note.urgent,
        });
    }
    Ok(out)
}

/// Finds the zones and views of a spec's arrows.
pub(in crate::input) fn strokes(
    spec: &ChartSpec,
    map: &Map,
    emphasis: &[Emphasis],
    views: &[View],
) -> Result<Vec<FoundArrow>, Error> {
    check_count("strokes", spec.strokes.len(), ArrowSpec::MOST).map_err(|e| e.in_field("/stroke"))?;
    let mut out = Vec::new();
    for (i, stroke) in spec.strokes.iter().enumerate() {
        let in_field = |name: &'static str| move |e: Error| e.in_field(format!("/stroke/{i}/{name}"));
        let zones = zones(map, &stroke.zone).map_err(in_field("zone"))?;
        let view = stroke.view.as_deref().map_or(Ok((None, None)), view);
        let (aspect, side) = view.map_err(in_field("view"))?;
        let note = match stroke.note {
            None => None,
            Some(n) if (1..=spec.notes.len()).contains(&n) => Some(n - 1),
            Some(n) => {
                let (zone, last) = (&stroke.zone, spec.notes.len());
                let message =
                    format!("the stroke along `{zone}` belongs to note {n}, but the notes go from 1 to {last}");
                let error = Error::usage("stroke-note", message);
                return Err(in_field("note")(error.with_hint("number it by a note that there is")));
            }
        };
        let fits = |v: &View| aspect.is_none_or(|a| a == v.aspect) && side.is_none_or(|s| s == v.side);
        let what = format!("the stroke along `{}`", stroke.zone);
        check_seen(map, &zones, views, &what, fits).map_err(in_field("zone"))?;
        let highlight = highlight(&zones, emphasis);
        out.push(FoundArrow { zones, highlight, aspect, side, reverse: stroke.reverse, note });
    }
    Ok(out)
}

/// Finds the zones of a spec's close-up.
pub(in crate::input) fn crop(spec: &ChartSpec, map: &Map, views: &[View]) -> Result<Vec<usize>, Error> {
    let mut out = Vec::new();
    for (i, name) in spec.crop.iter().enumerate() {
        let in_field = |e: Error| e.in_field(format!("/crop/{i}"));
        let zones = zones(map, name).map_err(in_field)?;
        check_seen(map, &zones, views, &format!("the close-up of `{name}`"), |_| true).map_err(in_field)?;
        out.extend(zones);
    }
    Ok(out)
}

/// Refuses more than a limit.
fn check_count(what: &str, count: usize, limit: usize) -> Result<(), Error> {
    if count > limit {
        return Err(Error::limit(
            "annotations",
            format!("{count} {what} are too many for one chart; the limit is {limit}"),
        ));
    }
    Ok(())
}

/// Refuses a text of a note that is longer than a limit, in characters.
fn check_length(number: usize, what: &str, text: &str, limit: usize) -> Result<(), Error> {
    let count = text.chars().count();
    if count > limit {
        let message = format!("the {what} of note {number} has {count} characters; the limit is {limit}");
        return Err(Error::limit("note-length", message).with_hint("say less, or make two notes of it"));
    }
    Ok(())
}

/// Reads an aspect, or an aspect and a side.
fn view(name: &str) -> Result<(Option<Aspect>, Option<Side>), Error> {
    if let Some(aspect) = Aspect::from_name(name) {
        return Ok((Some(aspect), None));
    }
    if let Some(view) = View::from_id(name) {
        return Ok((Some(view.aspect), Some(view.side)));
    }
    Err(unknown_view(name))
}

/// Refuses an annotation that no view shows: to leave it out without a word would be
/// a lie.
fn check_seen(
    map: &Map,
    zones: &[usize],
    views: &[View],
    what: &str,
    fits: impl Fn(&View) -> bool,
) -> Result<(), Error> {
    let shows = |v: &View| zones.iter().any(|&z| map.zones[z].is_on(*v));
    if views.iter().any(|v| fits(v) && shows(v)) {
        return Ok(());
    }
    let there = ids(View::all().filter(shows));
    let message =
        format!("{what} is about a zone that is not on its views of this chart ({})", ids(views.iter().copied()));
    Err(Error::usage("not-visible", message)
        .with_hint(&format!("the zone is on {there}; choose with `view` and `side`")))
}

/// Returns the highlight of the first of some zones that has one.
fn highlight(zones: &[usize], emphasis: &[Emphasis]) -> Option<usize> {
    zones.iter().find_map(|&z| emphasis[z].highlight())
}
