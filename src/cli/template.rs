//! Names of the pictures of a batch: a template and a job in; a relative path that no
//! other job of the run has out.

use crate::error::Error;
use serde_json::Value;
use std::collections::HashMap;
use std::path::{Component, Path};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// A part of a template.
enum NamePart {
    /// Text as it is.
    Text(String),
    /// The number of the line.
    Number,
    /// The hash of all that decides the picture.
    Hash,
    /// A field of the job.
    Field(String),
}

/// A template for the names of pictures, such as `{lang}/{n}`.
pub(super) struct Template(Vec<NamePart>);

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`](crate::ErrorKind::Usage) where a brace is not closed.
    pub(super) fn read(text: &str) -> Result<Self, Error> {
        let (mut parts, mut rest) = (Vec::new(), text);
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else {
                return Err(Error::usage("picture-name", format!("`--name {text}` lacks a `}}`")));
            };
            parts.push(NamePart::Text(before.to_owned()));
            parts.push(match name {
                "n" => NamePart::Number,
                "hash" => NamePart::Hash,
                field => NamePart::Field(field.to_owned()),
            });
            rest = after;
        }
        parts.push(NamePart::Text(rest.to_owned()));
        Ok(Self(parts))
    }

    /// Returns the template of a name that a job gives itself.
    pub(super) fn literal(name: &str) -> Self {
        Self(vec![NamePart::Text(name.to_owned())])
    }

    /// Returns whether the name contains the hash.
    pub(super) fn has_hash(&self) -> bool {
        self.0.iter().any(|part| matches!(part, NamePart::Hash))
    }

    /// Returns the extension of the name, if it has one.
    pub(super) fn extension(&self) -> Option<&str> {
        let Some(NamePart::Text(end)) = self.0.last() else { return None };
        end.rsplit_once('.').map(|(_, extension)| extension)
    }

    /// Returns the name of one picture.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`](crate::ErrorKind::Usage) where the job lacks a field.
    pub(super) fn fill(&self, line: usize, fields: &Value, hash: &str) -> Result<String, Error> {
        let part = |part: &NamePart| {
            match part {
            NamePart::Text(text) => Ok(text.clone()),
            NamePart::Number => Ok(format!("{line:06}")),
            NamePart::Hash => Ok(hash.to_owned()),
            NamePart::Field(name) => name_text(&fields[name.as_str()]).ok_or_else(|| {
                Error::usage("picture-name", format!(
                    "this job has no text or number `{name}`, which `--name` asks for; add it, or give the job an `out`"
                ))
            }),
        }
        };
        self.0.iter().map(part).collect()
    }
}

/// Returns a value as part of a name. Characters that file systems refuse, and those
/// that separate folders, become `-`.
fn name_text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(is) => is.to_string(),
        Value::Array(list) => list.iter().map(name_text).collect::<Option<Vec<_>>>()?.join("+"),
        Value::Null | Value::Object(_) => return None,
    };
    let plain = |c: char| if c.is_control() || r#"/\:*?"<>|"#.contains(c) { '-' } else { c };
    Some(text.chars().map(plain).collect())
}

/// Returns a relative path with `/` between its parts, so that each file has one name.
///
/// # Errors
/// [`ErrorKind::Usage`](crate::ErrorKind::Usage) where it leads out of the folder.
pub(super) fn path_below(name: &str) -> Result<String, Error> {
    let part = |part: Component<'_>| match part {
        Component::Normal(part) => Some(part.to_string_lossy().into_owned()),
        _ => None,
    };
    let parts: Option<Vec<String>> = Path::new(name).components().map(part).collect();
    parts.filter(|parts| !parts.is_empty()).map(|parts| parts.join("/")).ok_or_else(|| {
        Error::usage(
            "picture-name",
            format!("`{name}` would not be below the folder of `--out-dir`; give a relative path without `..`"),
        )
    })
}

/// The names that are taken. Jobs take them in order: of two jobs with one name the
/// first gets it, whichever thread is faster.
#[derive(Default)]
pub(super) struct TakenNames {
    /// The job whose turn it is, and the hash of each name with its line.
    state: Mutex<(usize, HashMap<blake3::Hash, usize>)>,
    /// Notified when the turn passes to the next job.
    passed: Condvar,
}

impl TakenNames {
    /// Returns the turn of a job; `order` is its position among all, from 0.
    pub(super) fn turn(&self, order: usize) -> Turn<'_> {
        Turn { names: self, order }
    }
}

/// One job's turn to take a name; it ends when dropped, with or without one.
pub(super) struct Turn<'a> {
    /// All names.
    names: &'a TakenNames,
    /// The position of the job.
    order: usize,
}

impl Turn<'_> {
    /// Waits for all earlier jobs, then takes a name.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`](crate::ErrorKind::Usage) where another line has it.
    pub(super) fn take(self, name: &str, line: usize) -> Result<(), Error> {
        let other = self.wait().1.insert(blake3::hash(name.as_bytes()), line);
        match other {
            None => Ok(()),
            Some(other) => Err(Error::usage(
                "picture-name",
                format!(
                    "`{name}` is what line {other} writes already; give each job an `out`, or a `--name` that tells them apart"
                ),
            )),
        }
    }

    /// Waits until all earlier jobs have had their turn.
    fn wait(&self) -> MutexGuard<'_, (usize, HashMap<blake3::Hash, usize>)> {
        let state = self.names.state.lock().unwrap_or_else(PoisonError::into_inner);
        self.names.passed.wait_while(state, |(next, _)| *next != self.order).unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.wait().0 += 1;
        self.names.passed.notify_all();
    }
}
