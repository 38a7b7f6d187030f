//! Notes and arrows as they are written: objects in JSON, short texts as flags.

use crate::model::{ArrowSpec, Note};
use std::str::FromStr;

/// A numbered text; its number is its position, from 1.
#[derive(Clone, Debug, serde::Deserialize, serde::Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WrittenNote {
    /// The zone or group that it is about, or several joined by `+` [default: none].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    zone: Option<String>,
    /// What it says in a few words.
    title: String,
    /// What it says in full.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    text: String,
    /// Whether it warns: its number and title stand out.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    urgent: bool,
}

/// An arrow along a zone.
#[derive(Clone, Debug, serde::Deserialize, serde::Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WrittenArrow {
    /// The zone or group, or several that lie end to end joined by `+`.
    zone: String,
    /// An aspect or a view [default: every view that shows the zone].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    view: Option<String>,
    /// Whether it runs the other way.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    reverse: bool,
    /// The number of the note that it belongs to, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<usize>,
}

impl From<&WrittenNote> for Note {
    fn from(note: &WrittenNote) -> Self {
        Self { zone: note.zone.clone(), title: note.title.clone(), text: note.text.clone(), urgent: note.urgent }
    }
}

impl From<&Note> for WrittenNote {
    fn from(note: &Note) -> Self {
        Self { zone: note.zone.clone(), title: note.title.clone(), text: note.text.clone(), urgent: note.urgent }
    }
}

impl From<&WrittenArrow> for ArrowSpec {
    fn from(s: &WrittenArrow) -> Self {
        Self { zone: s.zone.clone(), view: s.view.clone(), reverse: s.reverse, note: s.note }
    }
}

impl From<&ArrowSpec> for WrittenArrow {
    fn from(s: &ArrowSpec) -> Self {
        Self { zone: s.zone.clone(), view: s.view.clone(), reverse: s.reverse, note: s.note }
    }
}

impl FromStr for WrittenNote {
    type Err = String;

    /// Reads `[ZONE=][!]TITLE[: TEXT]`. The part before the first `=` is a zone only
    /// if it looks like a name.
    fn from_str(text: &str) -> Result<Self, String> {
        let is_name = |s: &str| !s.is_empty() && s.chars().all(|c| c.is_alphanumeric() || " -_+".contains(c));
        let (zone, rest) = match text.split_once('=') {
            Some((zone, rest)) if is_name(zone) => (Some(zone.trim().to_owned()), rest),
            _ => (None, text),
        };
        let (title, text) = rest.split_once(": ").unwrap_or((rest, ""));
        let title = title.trim();
        let (urgent, title) = title.strip_prefix('!').map_or((false, title), |rest| (true, rest.trim_start()));
        Ok(Self { zone, title: title.to_owned(), text: text.trim().to_owned(), urgent })
    }
}

impl FromStr for WrittenArrow {
    type Err = String;

    /// Reads `ZONE[@VIEW][:NOTE][:reverse]`.
    fn from_str(text: &str) -> Result<Self, String> {
        let mut parts = text.split(':');
        let place = parts.next().unwrap_or_default();
        let (zone, view) = match place.split_once('@') {
            Some((zone, view)) => (zone, Some(view.to_owned())),
            None => (place, None),
        };
        let mut out = Self { zone: zone.to_owned(), view, reverse: false, note: None };
        for part in parts {
            match (part, part.parse()) {
                ("reverse", _) => out.reverse = true,
                (_, Ok(number)) => out.note = Some(number),
                _ => {
                    return Err(format!(
                        "`{part}` is neither `reverse` nor the number of a note; write it as \
                         ZONE[@VIEW][:NOTE][:reverse], such as sacrum@medial:2:reverse"
                    ));
                }
            }
        }
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_have_a_zone_a_title_and_a_text() {
        let note = |text: &str| Note::from(&text.parse::<WrittenNote>().expect("any text is a note"));
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
        let all: WrittenArrow = "coccyx+sacrum@medial:2:reverse".parse().expect("well written");
        assert_eq!((all.zone.as_str(), all.view.as_deref()), ("coccyx+sacrum", Some("medial")), "where");
        assert_eq!((all.note, all.reverse), (Some(2), true), "which and how");
        assert!("sacrum:back".parse::<WrittenArrow>().is_err_and(|e| e.contains("reverse")), "says how");
    }
}
