//! Diagnostics: what is wrong, where, and what to do about it, as values.

use std::fmt;

/// The severity of a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Severity {
    /// The picture was made; something in it may not be what was meant.
    Warning,
    /// There is no picture.
    Error,
}

impl Severity {
    /// Returns its name in JSON: `warning` or `error`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A place in an input file, or in a chart spec that is no file.
///
/// ```
/// use reflexology_chart::diag::Place;
///
/// let place = Place { line: Some(4), column: Some(12), ..Place::file("hero.json") };
/// assert_eq!(place.to_string(), "hero.json:4:12");
/// assert_eq!(Place::field("/zone/0").to_string(), "/zone/0");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The file as the user named it, or a built-in name. Empty where a value
    /// of a chart spec is meant that came from no file: a flag, a query, a
    /// field that a caller set.
    pub file: String,
    /// Line, from 1.
    pub line: Option<usize>,
    /// Column in characters, from 1.
    pub column: Option<usize>,
    /// JSON pointer (RFC 6901) to the value, without the leading `#`.
    pub pointer: Option<String>,
}

impl Place {
    /// Returns the place of a whole file.
    pub fn file(file: impl Into<String>) -> Self {
        Self { file: file.into(), ..Self::default() }
    }

    /// Returns the place of a value of a chart spec, by its JSON pointer, such
    /// as `/zone/1`.
    pub fn field(pointer: impl Into<String>) -> Self {
        Self { pointer: Some(pointer.into()), ..Self::default() }
    }

    /// Returns whether nothing is known of the place.
    pub fn is_unknown(&self) -> bool {
        *self == Self::default()
    }

    /// Returns the name of the spec's field that the pointer leads to or into,
    /// where the value came from no file.
    pub fn spec_field(&self) -> Option<&str> {
        let pointer = self.pointer.as_deref().filter(|_| self.file.is_empty())?;
        pointer.split('/').nth(1).filter(|name| !name.is_empty())
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&printable(&self.file))?;
        if let (Some(line), Some(column)) = (self.line, self.column) {
            write!(f, ":{line}:{column}")?;
        }
        if let Some(pointer) = self.pointer.as_deref().filter(|p| !p.is_empty()) {
            write!(f, "{}{}", if self.file.is_empty() { "" } else { " at " }, printable(pointer))?;
        }
        Ok(())
    }
}

/// One problem or warning.
///
/// Its text form is `place: message`, then indented lines `help:` and `known:`.
///
/// ```
/// use reflexology_chart::diag::{Diagnostic, Place};
///
/// let problem = Diagnostic::error("zone-shape", "a polygon has at least three points")
///     .at(Place::file("my.map.json"))
///     .with_hint("add points, or leave the shape out");
/// assert_eq!(
///     problem.to_string(),
///     "my.map.json: a polygon has at least three points\n  help: add points, or leave the shape out"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// Id of the rule that is broken: kebab-case, stable between releases.
    pub rule: &'static str,
    /// The severity.
    pub severity: Severity,
    /// The place of the problem.
    pub place: Place,
    /// The problem, in words: lower case, no final stop.
    pub message: String,
    /// The remedy, if one is known: an imperative, lower case.
    pub hint: Option<String>,
    /// Names near the one that is unknown, best first, at most three.
    pub near: Vec<String>,
    /// All names that there are, where they are few enough to list.
    pub known: Vec<String>,
}

impl Diagnostic {
    /// Returns a problem without a place.
    pub fn error(rule: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, rule, message.into())
    }

    /// Returns a warning without a place.
    pub fn warning(rule: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, rule, message.into())
    }

    /// Returns a diagnostic without a place.
    fn new(severity: Severity, rule: &'static str, message: String) -> Self {
        let (place, hint, near, known) = Default::default();
        Self { rule, severity, place, message, hint, near, known }
    }

    /// Returns the problem that a name is not among the known ones, of which
    /// the nearest are suggested. `kind` says what it names: `zone`, `view`, …
    pub fn unknown<'a>(kind: &str, name: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        let near = suggestions(name, known);
        Self { near, ..Self::error("unknown-name", format!("unknown {kind} `{name}`")) }
    }

    /// Sets the place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = place;
        self
    }

    /// Sets the remedy.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Lists all names that there are.
    #[must_use]
    pub fn listing<'a>(mut self, known: impl IntoIterator<Item = &'a str>) -> Self {
        self.known = known.into_iter().map(str::to_owned).collect();
        self
    }

    /// Returns what to do about it, without a label: near names, then the hint.
    pub fn help(&self) -> Option<String> {
        match (did_you_mean(&self.near), &self.hint) {
            (Some(near), Some(hint)) => Some(format!("{near} {hint}")),
            (Some(near), None) => Some(near),
            (None, hint) => hint.clone(),
        }
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.place.is_unknown() {
            write!(f, "{}: ", self.place)?;
        }
        f.write_str(&printable(&self.message))?;
        if let Some(help) = self.help() {
            write!(f, "\n  help: {}", printable(&help))?;
        }
        if !self.known.is_empty() {
            write!(f, "\n  known: {}", printable(&self.known.join(", ")))?;
        }
        Ok(())
    }
}
/// Returns the text with control and bidirectional-override characters escaped,
/// so that a hostile name cannot rewrite a terminal line.
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

/// Returns up to three known names near `name`, best first (Damerau-Levenshtein
/// distance, at most every third letter wrong; a name that contains the other
/// counts).
pub fn suggestions<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let wanted = name.to_lowercase().replace(['_', ' '], "-");
    let allowed = wanted.chars().count().div_ceil(3);
    let mut near: Vec<(usize, &str)> = known
        .into_iter()
        .filter_map(|k| {
            let inside = wanted.len() >= 3 && k.contains(&wanted);
            // the distance is at least the difference of the lengths
            if !inside && k.chars().count().abs_diff(wanted.chars().count()) > allowed {
                return None;
            }
            let distance = strsim::damerau_levenshtein(&wanted, k);
            let score = if inside { distance.min(1) } else { distance };
            (inside || distance <= allowed).then_some((score, k))
        })
        .collect();
    near.sort_unstable();
    near.dedup();
    near.into_iter().take(3).map(|(_, k)| k.to_owned()).collect()
}

/// Returns `did you mean …?`, or nothing where no name is near.
fn did_you_mean(near: &[String]) -> Option<String> {
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
