//! JSON with places: typed reading, and the line and column of any pointer.

use crate::diag::{Diagnostic, Place, did_you_mean, suggestions};
use crate::error::Error;
use serde::de::DeserializeOwned;

/// Largest JSON file, in bytes.
const MAX_BYTES: usize = 4 * 1024 * 1024;

/// A JSON file being read.
pub(super) struct JsonFile<'a> {
    /// The file as messages name it.
    pub file: &'a str,
    /// Its text.
    pub text: &'a str,
}

impl<'a> JsonFile<'a> {
    /// Checks the size and the encoding of a file.
    ///
    /// # Errors
    /// [`Error::Limit`] above 4 MiB, [`Error::Input`] where it is not UTF-8.
    pub(super) fn new(file: &'a str, bytes: &'a [u8]) -> Result<Self, Error> {
        if bytes.len() > MAX_BYTES {
            return Err(Error::Limit(format!(
                "{file}: {} bytes of JSON are too many; the limit is {MAX_BYTES}",
                bytes.len()
            )));
        }
        let text = std::str::from_utf8(bytes).map_err(|e| {
            let line = 1 + bytes[..e.valid_up_to()].iter().filter(|&&b| b == b'\n').count();
            Diagnostic::new(Place::file(file), format!("not UTF-8 text (line {line})"))
                .with_hint("save the file as UTF-8")
        })?;
        Ok(Self { file, text: text.strip_prefix('\u{FEFF}').unwrap_or(text) })
    }

    /// Reads a value.
    ///
    /// # Errors
    /// [`Error::Input`] with line, column and pointer.
    pub(super) fn read<T: DeserializeOwned>(&self) -> Result<T, Error> {
        // places are only kept track of where something is wrong
        if let Ok(value) = serde_json::from_str(self.text) {
            return Ok(value);
        }
        let mut de = serde_json::Deserializer::from_str(self.text);
        let value = serde_path_to_error::deserialize(&mut de).map_err(|e| self.problem(&e))?;
        de.end().map_err(|e| {
            Diagnostic::new(
                Place { line: Some(e.line()), column: Some(e.column()), ..Place::file(self.file) },
                "something follows the end of the JSON value",
            )
        })?;
        Ok(value)
    }

    /// Returns a diagnostic at a JSON pointer.
    pub(super) fn at(&self, pointer: &str, message: impl Into<String>) -> Diagnostic {
        let mut place = Place::file(self.file);
        if let Some((line, column)) = locate(self.text, pointer) {
            place.line = Some(line);
            place.column = Some(column);
        }
        place.pointer = Some(pointer.to_owned());
        Diagnostic::new(place, message)
    }

    /// Puts what serde found wrong into our words.
    fn problem(&self, error: &serde_path_to_error::Error<serde_json::Error>) -> Diagnostic {
        let inner = error.inner();
        let full = inner.to_string();
        let message = full.rsplit_once(" at line ").map_or(full.as_str(), |(m, _)| m);
        let mut pointer = String::new();
        for segment in error.path() {
            use serde_path_to_error::Segment;
            match segment {
                Segment::Seq { index } => pointer.push_str(&format!("/{index}")),
                Segment::Map { key } => pointer.push_str(&format!("/{}", escape(key))),
                Segment::Enum { variant } => pointer.push_str(&format!("/{variant}")),
                Segment::Unknown => {}
            }
        }
        let place = Place {
            file: self.file.to_owned(),
            line: Some(inner.line()),
            column: Some(inner.column()),
            pointer: inner.is_data().then_some(pointer),
        };
        let hint = unknown_field(message)
            .and_then(|(name, known)| did_you_mean(&suggestions(&name, known.iter().map(String::as_str))));
        // the keys that there are, where none is near
        let message = match (&hint, message.split_once(", expected one of")) {
            (Some(_), Some((short, _))) => short.to_owned(),
            _ => plain(message),
        };
        Diagnostic { place, message, hint }
    }
}

/// Removes from a message the names that Rust has for numbers.
fn plain(message: &str) -> String {
    let words = [
        ("expected f64", "expected a number"),
        ("expected usize", "expected a whole number"),
        ("expected u32", "expected a whole number"),
    ];
    words.iter().fold(message.to_owned(), |text, (theirs, ours)| text.replace(theirs, ours))
}

/// Returns the name and the expected names in serde's message on an unknown field.
fn unknown_field(message: &str) -> Option<(String, Vec<String>)> {
    let rest = message.strip_prefix("unknown field `")?;
    let (name, expected) = rest.split_once('`')?;
    let known = expected.split('`').skip(1).step_by(2).map(str::to_owned).collect();
    Some((name.to_owned(), known))
}

/// Escapes a key for a JSON pointer (RFC 6901).
pub(super) fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// Returns line and column (in characters, both from 1) of the value at a pointer.
fn locate(text: &str, pointer: &str) -> Option<(usize, usize)> {
    let raw = nojson::RawJson::parse(text).ok()?;
    let mut value = raw.value();
    for token in pointer.split('/').skip(1) {
        let token = token.replace("~1", "/").replace("~0", "~");
        let next = if let Ok(mut items) = value.to_array() {
            token.parse::<usize>().ok().and_then(|i| items.nth(i))
        } else {
            let Ok(mut members) = value.to_object() else { break };
            members.find(|(k, _)| k.to_unquoted_string_str().is_ok_and(|k| k == token)).map(|(_, v)| v)
        };
        match next {
            Some(v) => value = v,
            None => break,
        }
    }
    let before = text.get(..value.position())?;
    let line = 1 + before.matches('\n').count();
    let column = 1 + before.rsplit('\n').next().map_or(0, |l| l.chars().count());
    Some((line, column))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(serde::Deserialize, Debug)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only its reading is tested")]
    struct Sample {
        zones: Vec<u8>,
    }

    #[test]
    fn a_typing_error_names_line_column_and_pointer() {
        let source = JsonFile { file: "m.json", text: "{\n  \"zones\": [1, \"x\"]\n}" };
        let err = source.read::<Sample>().expect_err("a string is no number").to_string();
        assert!(err.starts_with("m.json:2:"), "line: {err}");
        assert!(err.contains("/zones/1"), "pointer: {err}");
    }

    #[test]
    fn an_unknown_key_gets_a_suggestion() {
        let source = JsonFile { file: "m.json", text: "{\"zone\": []}" };
        let err = source.read::<Sample>().expect_err("unknown key").to_string();
        assert!(err.contains("did you mean `zones`?"), "{err}");
    }

    #[test]
    fn pointers_are_located() {
        let text = "{\n \"a\": {\n  \"b/c\": [0,\n   7]\n }\n}";
        assert_eq!(locate(text, "/a/b~1c/1"), Some((4, 4)), "the seven");
    }
}
