//! Notes, arrows and close-ups: finds the zones and views that a spec names for them.

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
    check_count("notes", spec.notes.len(), Note::MOST)?;
    if spec.labels == LabelMode::Numbers && !spec.notes.is_empty() {
        return Err(Error::Usage(
            "the numbers of notes and those of `--labels numbers` would be mixed up; leave one of them out".to_owned(),
        ));
    }
    let mut out = Vec::new();
    for (i, note) in spec.notes.iter().enumerate() {
        let number = i + 1;
        check_length(number, "title", &note.title, Note::LONGEST_TITLE)?;
        check_length(number, "text", &note.text, Note::LONGEST_TEXT)?;
        if note.title.trim().is_empty() {
            return Err(Error::Usage(format!("note {number} has no title; give it one, its text may be empty")));
        }
        let zones = note.zone.as_deref().map_or(Ok(Vec::new()), |name| zones(map, name))?;
        let of_stroke = || strokes.iter().find(|s| s.note == Some(i)).and_then(|s| s.highlight);
        if !zones.is_empty() {
            check_seen(map, &zones, views, &format!("note {number}"), |_| true)?;
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
    check_count("strokes", spec.strokes.len(), ArrowSpec::MOST)?;
    let mut out = Vec::new();
    for stroke in &spec.strokes {
        let zones = zones(map, &stroke.zone)?;
        let (aspect, side) = stroke.view.as_deref().map_or(Ok((None, None)), view)?;
        let note = match stroke.note {
            None => None,
            Some(n) if (1..=spec.notes.len()).contains(&n) => Some(n - 1),
            Some(n) => {
                return Err(Error::Usage(format!(
                    "the stroke along `{}` belongs to note {n}, but the notes go from 1 to {}; number it by a note \
                     that there is",
                    stroke.zone,
                    spec.notes.len()
                )));
            }
        };
        let fits = |v: &View| aspect.is_none_or(|a| a == v.aspect) && side.is_none_or(|s| s == v.side);
        check_seen(map, &zones, views, &format!("the stroke along `{}`", stroke.zone), fits)?;
        let highlight = highlight(&zones, emphasis);
        out.push(FoundArrow { zones, highlight, aspect, side, reverse: stroke.reverse, note });
    }
    Ok(out)
}

/// Finds the zones of a spec's close-up.
pub(in crate::input) fn crop(spec: &ChartSpec, map: &Map, views: &[View]) -> Result<Vec<usize>, Error> {
    let mut out = Vec::new();
    for name in &spec.crop {
        let zones = zones(map, name)?;
        check_seen(map, &zones, views, &format!("the close-up of `{name}`"), |_| true)?;
        out.extend(zones);
    }
    Ok(out)
}

/// Refuses more than a limit.
fn check_count(what: &str, count: usize, limit: usize) -> Result<(), Error> {
    if count > limit {
        return Err(Error::Limit(format!("{count} {what} are too many for one chart; the limit is {limit}")));
    }
    Ok(())
}

/// Refuses a text of a note that is longer than a limit, in characters.
fn check_length(number: usize, what: &str, text: &str, limit: usize) -> Result<(), Error> {
    let count = text.chars().count();
    if count > limit {
        return Err(Error::Limit(format!(
            "the {what} of note {number} has {count} characters; the limit is {limit}; say less, or make two notes of it"
        )));
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
    let ids: Vec<String> =
        Aspect::ALL.iter().flat_map(|&aspect| Side::ALL.map(|side| View { aspect, side }.to_string())).collect();
    Err(Error::unknown("view", name, Aspect::ALL.iter().map(|a| a.name()).chain(ids.iter().map(String::as_str)), true))
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
    let all = Aspect::ALL.iter().flat_map(|&aspect| Side::ALL.map(|side| View { aspect, side }));
    let there: Vec<String> = all.filter(|v| shows(v)).map(|v| v.to_string()).collect();
    let shown: Vec<String> = views.iter().map(ToString::to_string).collect();
    Err(Error::Usage(format!(
        "{what} is about a zone that is not on its views of this chart ({})\n  help: the zone is on {}; choose with --view and --side",
        shown.join(", "),
        there.join(", ")
    )))
}

/// Returns the highlight of the first of some zones that has one.
fn highlight(zones: &[usize], emphasis: &[Emphasis]) -> Option<usize> {
    zones.iter().find_map(|&z| emphasis[z].highlight())
}
