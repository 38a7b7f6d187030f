//! JSON with places: typed reading, and the line and column of any pointer.

use super::position::JsonIndex;
use crate::diag::{Diagnostic, Place};
use crate::error::Error;
use serde::de::DeserializeOwned;
use std::cell::OnceCell;

/// Largest JSON file, in bytes.
const MAX_BYTES: usize = 4 * 1024 * 1024;

/// A JSON file being read.
pub(super) struct JsonFile<'a> {
    /// The file as messages name it.
    pub file: &'a str,
    /// Its text.
    pub text: &'a str,
    /// Where its values stand; made when the first problem is placed.
    index: OnceCell<JsonIndex<'a>>,
}

impl<'a> JsonFile<'a> {
    /// Checks the size and the encoding of a file.
    ///
    /// # Errors
    /// [`ErrorKind::Limit`](crate::ErrorKind::Limit) above 4 MiB, [`ErrorKind::Input`](crate::ErrorKind::Input) where it is not UTF-8.
    pub(super) fn new(file: &'a str, bytes: &'a [u8]) -> Result<Self, Error> {
        if bytes.len() > MAX_BYTES {
            return Err(Error::limit(
                "json-bytes",
                format!("{} bytes of JSON are too many; the limit is {MAX_BYTES}", bytes.len()),
            )
            .at(&Place::file(file)));
        }
        let text = std::str::from_utf8(bytes).map_err(|e| {
            let line = 1 + bytes[..e.valid_up_to()].iter().filter(|&&b| b == b'\n').count();
            Diagnostic::error("json-encoding", format!("not UTF-8 text (line {line})"))
                .at(Place::file(file))
                .with_hint("save the file as UTF-8")
        })?;
        Ok(Self::of(file, text.strip_prefix('\u{FEFF}').unwrap_or(text)))
    }

    /// Returns a text that is JSON already.
    pub(super) fn of(file: &'a str, text: &'a str) -> Self {
        Self { file, text, index: OnceCell::new() }
    }

    /// Reads a value.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) with line, column and pointer.
    pub(super) fn read<T: DeserializeOwned>(&self) -> Result<T, Error> {
        // places are only kept track of where something is wrong
        if let Ok(value) = serde_json::from_str(self.text) {
            return Ok(value);
        }
        let mut de = serde_json::Deserializer::from_str(self.text);
        let value = serde_path_to_error::deserialize(&mut de).map_err(|e| self.problem(&e))?;
        de.end().map_err(|e| {
            Diagnostic::error("json-syntax", "something follows the end of the JSON value").at(Place {
                line: Some(e.line()),
                column: Some(e.column()),
                ..Place::file(self.file)
            })
        })?;
        Ok(value)
    }

    /// Returns a problem at a JSON pointer.
    pub(super) fn at(&self, pointer: &str, rule: &'static str, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(rule, message).at(self.place(pointer))
    }

    /// Returns the place of a JSON pointer. The first place of a file costs a
    /// reading of it, the next ones a look into an index.
    pub(super) fn place(&self, pointer: &str) -> Place {
        let position = self.index.get_or_init(|| JsonIndex::new(self.text)).position(pointer);
        let (line, column) = position.unzip();
        Place { line, column, pointer: Some(pointer.to_owned()), ..Place::file(self.file) }
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
            column: Some(inner.column().max(1)),
            pointer: inner.is_data().then_some(pointer),
        };
        let Some((name, known)) = unknown_field(message) else {
            return Diagnostic::error("json-value", plain(message)).at(place);
        };
        let known = known.iter().map(String::as_str);
        let problem = Diagnostic::unknown("field", &name, known.clone()).at(place);
        if problem.near.is_empty() { problem.listing(known) } else { problem }
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

/// Returns the name and the expected names in serde's message on an unknown field:
/// the one message of another crate that is taken apart, as it comes as text alone.
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
        let source = JsonFile::of("m.json", "{\n  \"zones\": [1, \"x\"]\n}");
        let err = source.read::<Sample>().expect_err("a string is no number").to_string();
        assert!(err.starts_with("m.json:2:"), "line: {err}");
        assert!(err.contains("/zones/1"), "pointer: {err}");
    }

    #[test]
    fn an_unknown_key_gets_a_suggestion() {
        let source = JsonFile::of("m.json", "{\"zone\": []}");
        let err = source.read::<Sample>().expect_err("unknown key").to_string();
        assert!(err.contains("did you mean `zones`?"), "{err}");
    }
}
