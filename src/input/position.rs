//! Where the values of a JSON text stand: from a JSON pointer to line and column.
//!
//! An index is made once for a text, in time O(its length); a lookup then costs
//! the length of the pointer, so that a file with thousands of problems is placed
//! as fast as one with a single problem.

use nojson::{RawJson, RawJsonValue};
use std::cell::RefCell;
use std::collections::HashMap;

/// Bytes between two marks of the column index.
const STEP: usize = 1024;

/// The index of one text.
#[derive(Debug)]
pub(super) struct JsonIndex<'a> {
    /// The text.
    text: &'a str,
    /// Its values; none where it is no JSON.
    values: Option<RawJson<'a>>,
    /// The members of objects and arrays that pointers led through: the index of
    /// a container's value, then the indices of its members by token.
    members: RefCell<HashMap<usize, HashMap<String, usize>>>,
    /// Offsets in bytes at which lines begin.
    lines: Vec<usize>,
    /// How many characters stand before each [`STEP`]th byte.
    characters: Vec<usize>,
}

impl<'a> JsonIndex<'a> {
    /// Returns the index of a text.
    pub(super) fn new(text: &'a str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i + 1);
        let mut before = 0;
        let characters = text.as_bytes().chunks(STEP).map(|chunk| {
            let count = before;
            before += starts(chunk);
            count
        });
        Self {
            text,
            values: RawJson::parse(text).ok(),
            members: RefCell::default(),
            lines: std::iter::once(0).chain(breaks).collect(),
            characters: characters.collect(),
        }
    }

    /// Returns line and column (in characters), both from 1, of the value at a
    /// JSON pointer; where there is none, of the innermost value that the pointer
    /// leads into.
    pub(super) fn position(&self, pointer: &str) -> Option<(usize, usize)> {
        let values = self.values.as_ref()?;
        let mut value = values.value();
        for token in pointer.split('/').skip(1) {
            let token = token.replace("~1", "/").replace("~0", "~");
            let Some(index) = self.member(value, &token) else { break };
            value = values.get_value_by_index(index)?;
        }
        let offset = value.position();
        let line = self.lines.partition_point(|start| *start <= offset);
        let start = self.lines.get(line.checked_sub(1)?)?;
        Some((line, 1 + self.characters_before(offset) - self.characters_before(*start)))
    }

    /// Returns the index of a member of an object or array.
    fn member(&self, container: RawJsonValue<'a, '_>, token: &str) -> Option<usize> {
        let mut members = self.members.borrow_mut();
        let members = members.entry(container.index()).or_insert_with(|| {
            if let Ok(items) = container.to_array() {
                return items.enumerate().map(|(i, item)| (i.to_string(), item.index())).collect();
            }
            let name = |(key, value): (RawJsonValue<'a, '_>, RawJsonValue<'a, '_>)| {
                Some((key.to_unquoted_string_str().ok()?.into_owned(), value.index()))
            };
            container.to_object().map(|all| all.filter_map(name).collect()).unwrap_or_default()
        });
        members.get(token).copied()
    }

    /// Returns how many characters stand before a byte.
    fn characters_before(&self, offset: usize) -> usize {
        let mark = offset / STEP;
        let counted = self.characters.get(mark).copied().unwrap_or(0);
        counted + starts(self.text.as_bytes().get(mark * STEP..offset).unwrap_or_default())
    }
}

/// Returns how many characters begin in some bytes of UTF-8.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| **b & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::JsonIndex;

    #[test]
    fn pointers_are_located() {
        let index = JsonIndex::new("{\n \"a\": {\n  \"b/c\": [0,\n   7]\n }\n}");
        assert_eq!(index.position("/a/b~1c/1"), Some((4, 4)), "the seven");
        assert_eq!(index.position("/a/b~1c/9"), Some((3, 10)), "as far as it goes");
        assert_eq!(index.position(""), Some((1, 1)), "all");
    }

    #[test]
    fn columns_count_characters_in_long_lines() {
        let text = format!("{{\"ä{}\": 1, \"b\": 2}}", "é".repeat(3000));
        let column = 1 + text.split(" 2").next().expect("before").chars().count() + 1;
        assert_eq!(JsonIndex::new(&text).position("/b"), Some((1, column)), "one line");
    }
}
