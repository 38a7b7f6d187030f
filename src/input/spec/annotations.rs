//! Notes and arrows as they are written: objects in JSON, short texts as flags.

use super::kind::{Kind, ObjectForm, Part};
use crate::model::{ArrowSpec, Note};
use serde_json::{Map, Value};

/// How a note is written.
pub(super) const NOTE: ObjectForm = ObjectForm {
    name: "Note",
    about: "A numbered text; its number is its position, from 1.",
    parts: &[
        part("zone", Kind::Text, "The zone or group that it is about, or several joined by `+` [default: none]."),
        required("title", Kind::Text, "What it says in a few words."),
        part("text", Kind::Text, "What it says in full."),
        part("urgent", Kind::Switch, "Whether it warns: its number and title stand out."),
    ],
    entry: note_entry,
};

/// How an arrow is written.
pub(super) const ARROW: ObjectForm = ObjectForm {
    name: "Arrow",
    about: "An arrow along a zone.",
    parts: &[
        required("zone", Kind::Text, "The zone or group, or several that lie end to end joined by `+`."),
        part("view", Kind::Text, "An aspect or a view [default: every view that shows the zone]."),
        part("reverse", Kind::Switch, "Whether it runs the other way."),
        part("note", Kind::Whole, "The number of the note that it belongs to, from 1."),
    ],
    entry: arrow_entry,
};

/// Returns a member that may be left out.
const fn part(name: &'static str, kind: Kind, about: &'static str) -> Part {
    Part { name, about, kind, is_required: false }
}

/// Returns a member that must be there.
const fn required(name: &'static str, kind: Kind, about: &'static str) -> Part {
    Part { is_required: true, ..part(name, kind, about) }
}

/// Reads a note whose form is checked.
pub(super) fn read_note(value: &Value) -> Note {
    let text = |name: &str| value[name].as_str().map(str::to_owned);
    Note {
        zone: text("zone"),
        title: text("title").unwrap_or_default(),
        text: text("text").unwrap_or_default(),
        urgent: value["urgent"] == true,
    }
}

/// Writes a note.
pub(super) fn write_note(note: &Note) -> Value {
    let text = Some(note.text.as_str()).filter(|t| !t.is_empty());
    members([
        ("zone", note.zone.as_deref().into()),
        ("title", note.title.as_str().into()),
        ("text", text.into()),
        ("urgent", note.urgent.then_some(true).into()),
    ])
}

/// Reads an arrow whose form is checked.
pub(super) fn read_arrow(value: &Value) -> ArrowSpec {
    ArrowSpec {
        zone: value["zone"].as_str().unwrap_or_default().to_owned(),
        view: value["view"].as_str().map(str::to_owned),
        reverse: value["reverse"] == true,
        note: value["note"].as_u64().and_then(|n| usize::try_from(n).ok()),
    }
}

/// Writes an arrow.
pub(super) fn write_arrow(arrow: &ArrowSpec) -> Value {
    members([
        ("zone", arrow.zone.as_str().into()),
        ("view", arrow.view.as_deref().into()),
        ("reverse", arrow.reverse.then_some(true).into()),
        ("note", arrow.note.into()),
    ])
}

/// Returns an object of those members that have a value.
fn members<const N: usize>(members: [(&str, Value); N]) -> Value {
    let given = members.into_iter().filter(|(_, value)| !value.is_null());
    Value::Object(given.map(|(name, value)| (name.to_owned(), value)).collect::<Map<_, _>>())
}

/// Reads a note from `[ZONE=][!]TITLE[: TEXT]`. The part before the first `=` is a
/// zone only if it looks like a name.
fn note_entry(text: &str) -> Result<Value, String> {
    let is_name = |s: &str| !s.is_empty() && s.chars().all(|c| c.is_alphanumeric() || " -_+".contains(c));
    let (zone, rest) = match text.split_once('=') {
        Some((zone, rest)) if is_name(zone) => (Some(zone.trim().to_owned()), rest),
        _ => (None, text),
    };
    let (title, text) = rest.split_once(": ").unwrap_or((rest, ""));
    let title = title.trim();
    let (urgent, title) = title.strip_prefix('!').map_or((false, title), |rest| (true, rest.trim_start()));
    Ok(write_note(&Note { zone, title: title.to_owned(), text: text.trim().to_owned(), urgent }))
}

/// Reads an arrow from `ZONE[@VIEW][:NOTE][:reverse]`.
fn arrow_entry(text: &str) -> Result<Value, String> {
    let mut parts = text.split(':');
    let place = parts.next().unwrap_or_default();
    let (zone, view) = match place.split_once('@') {
        Some((zone, view)) => (zone, Some(view.to_owned())),
        None => (place, None),
    };
    let mut out = ArrowSpec { zone: zone.to_owned(), view, reverse: false, note: None };
    for part in parts {
        match (part, part.parse::<u32>()) {
            ("reverse", _) => out.reverse = true,
            (_, Ok(number)) => out.note = usize::try_from(number).ok(),
            _ => {
                return Err(format!(
                    "`{part}` is neither `reverse` nor the number of a note; write it as \
                     ZONE[@VIEW][:NOTE][:reverse], such as sacrum@medial:2:reverse"
                ));
            }
        }
    }
    Ok(write_arrow(&out))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_have_a_zone_a_title_and_a_text() {
        let note = |text: &str| read_note(&note_entry(text).expect("any text is a note"));
        let all = note("sciatic-band=Heel band: across, from the inner edge");
        assert_eq!(all.zone.as_deref(), Some("sciatic-band"), "a zone");
        assert_eq!((all.title.as_str(), all.text.as_str()), ("Heel band", "across, from the inner edge"), "both");
        let title = note("Only a title");
        assert_eq!((title.zone, title.title.as_str(), title.text.as_str()), (None, "Only a title", ""), "no text");
        assert_eq!(note("1 to 2 (n=243): a text").zone, None, "an equals sign in a title");
        let urgent = note("!Get help: at once");
        assert!(urgent.urgent && urgent.title == "Get help", "an exclamation mark warns and is not shown");
    }

    #[test]
    fn strokes_have_a_view_a_note_and_a_direction() {
        let all = read_arrow(&arrow_entry("coccyx+sacrum@medial:2:reverse").expect("well written"));
        assert_eq!((all.zone.as_str(), all.view.as_deref()), ("coccyx+sacrum", Some("medial")), "where");
        assert_eq!((all.note, all.reverse), (Some(2), true), "which and how");
        assert!(arrow_entry("sacrum:back").is_err_and(|e| e.contains("reverse")), "says how");
    }
}
