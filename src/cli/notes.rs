//! Notes and strokes as they are written on the command line.

use crate::error::Error;
use crate::model::{Note, Stroke};

/// `[ZONE=]TITLE[: TEXT]`. What stands before the first `=` is a zone only if
/// it looks like a name.
pub(super) fn note(text: &str) -> Note {
    let is_name = |s: &str| !s.is_empty() && s.chars().all(|c| c.is_alphanumeric() || " -_+".contains(c));
    let (zone, rest) = match text.split_once('=') {
        Some((zone, rest)) if is_name(zone) => (Some(zone.trim().to_owned()), rest),
        _ => (None, text),
    };
    let (title, text) = rest.split_once(": ").unwrap_or((rest, ""));
    Note { zone, title: title.trim().to_owned(), text: text.trim().to_owned() }
}

/// `ZONE[@VIEW][:NOTE][:reverse]`.
pub(super) fn stroke(text: &str) -> Result<Stroke, Error> {
    let mut parts = text.split(':');
    let place = parts.next().unwrap_or_default();
    let (zone, view) = match place.split_once('@') {
        Some((zone, view)) => (zone, Some(view.to_owned())),
        None => (place, None),
    };
    let mut out = Stroke { zone: zone.to_owned(), view, reverse: false, note: None };
    for part in parts {
        match (part, part.parse()) {
            ("reverse", _) => out.reverse = true,
            (_, Ok(number)) => out.note = Some(number),
            _ => {
                return Err(Error::Usage(format!(
                    "`--stroke {text}`: `{part}` is neither `reverse` nor the number of a note; write it as \
                     ZONE[@VIEW][:NOTE][:reverse], such as sacrum@medial:2:reverse"
                )));
            }
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_have_a_zone_a_title_and_a_text() {
        let all = note("sciatic-band=Heel band: across, from the inner edge");
        assert_eq!(all.zone.as_deref(), Some("sciatic-band"), "a zone");
        assert_eq!((all.title.as_str(), all.text.as_str()), ("Heel band", "across, from the inner edge"), "both");
        let title = note("Only a title");
        assert_eq!((title.zone, title.title.as_str(), title.text.as_str()), (None, "Only a title", ""), "no text");
        assert_eq!(note("1 to 2 (n=243): a text").zone, None, "an equals sign in a title");
    }

    #[test]
    fn strokes_have_a_view_a_note_and_a_direction() {
        let all = stroke("coccyx+sacrum@medial:2:reverse").expect("well written");
        assert_eq!((all.zone.as_str(), all.view.as_deref()), ("coccyx+sacrum", Some("medial")), "where");
        assert_eq!((all.note, all.reverse), (Some(2), true), "which and how");
        assert!(stroke("sacrum:back").is_err_and(|e| e.to_string().contains("reverse")), "says how");
    }
}
