//! Diagnostics: what is wrong, where, and what to do about it.

use std::fmt;

/// A place in an input file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The file as the user named it, or a built-in name.
    pub file: String,
    /// Line, from 1.
    pub line: Option<usize>,
    /// Column in characters, from 1.
    pub column: Option<usize>,
    /// JSON pointer (RFC 6901) to the value, without the leading `#`.
    pub pointer: Option<String>,
}

impl Place {
    /// A place that names only the file.
    pub fn file(file: impl Into<String>) -> Self {
        Self { file: file.into(), ..Self::default() }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&printable(&self.file))?;
        if let (Some(line), Some(column)) = (self.line, self.column) {
            write!(f, ":{line}:{column}")?;
        }
        if let Some(pointer) = self.pointer.as_deref().filter(|p| !p.is_empty()) {
            write!(f, " at {}", printable(pointer))?;
        }
        Ok(())
    }
}

/// One problem in an input file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Where it is.
    pub place: Place,
    /// What is wrong: lower case, no final stop.
    pub message: String,
    /// What to do about it, if we know.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// A problem at a place.
    pub fn new(place: Place, message: impl Into<String>) -> Self {
        Self { place, message: message.into(), hint: None }
    }

    /// The same problem with a remedy.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, printable(&self.message))?;
        if let Some(hint) = &self.hint {
            write!(f, "\n  help: {}", printable(hint))?;
        }
        Ok(())
    }
}

/// The text with control and bidirectional-override characters escaped, so
/// that a hostile name cannot rewrite a terminal line.
pub fn printable(text: &str) -> String {
    let hidden = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if hidden(c) {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}

/// Up to three known names near `name`, best first (Damerau-Levenshtein, at
/// most every third letter wrong; a name that contains the other counts).
pub fn suggestions<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let wanted = name.to_lowercase().replace(['_', ' '], "-");
    let allowed = wanted.chars().count().div_ceil(3);
    let mut near: Vec<(usize, &str)> = known
        .into_iter()
        .filter_map(|k| {
            let distance = strsim::damerau_levenshtein(&wanted, k);
            let inside = wanted.len() >= 3 && k.contains(&wanted);
            let score = if inside { distance.min(1) } else { distance };
            (inside || distance <= allowed).then_some((score, k))
        })
        .collect();
    near.sort_unstable();
    near.dedup();
    near.into_iter().take(3).map(|(_, k)| k.to_owned()).collect()
}

/// `did you mean …?`, or nothing where no name is near.
pub fn did_you_mean(near: &[String]) -> Option<String> {
    let quoted: Vec<String> = near.iter().map(|n| format!("`{n}`")).collect();
    let (last, rest) = quoted.split_last()?;
    Some(if rest.is_empty() {
        format!("did you mean {last}?")
    } else {
        format!("did you mean {} or {last}?", rest.join(", "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_finds_the_name() {
        let known = ["lower-back", "lungs", "liver"];
        assert_eq!(suggestions("lowr-bcak", known), ["lower-back"], "two slips");
        assert_eq!(suggestions("LOWER_BACK", known), ["lower-back"], "case and underscore");
        assert!(suggestions("zzzzzz", known).is_empty(), "nothing near");
    }

    #[test]
    fn control_characters_are_shown_not_sent() {
        assert_eq!(printable("a\u{1b}[2Jb\u{202E}"), "a\\u{1b}[2Jb\\u{202e}", "escaped");
    }
}
