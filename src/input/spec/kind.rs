//! How the value of a key is written: its JSON, and its text on the command line.

use crate::diag::{Diagnostic, Place};
use crate::error::{Error, ErrorKind};
use crate::input::json::escape;
use serde_json::{Map, Value};

/// How the value of a key is written.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A text that is always the same.
    Exactly(&'static str),
    /// A text.
    Text,
    /// A list of texts; a single one may stand without brackets. `alone` is what a
    /// flag without a value stands for.
    Texts {
        /// The text that the bare flag stands for.
        alone: Option<&'static str>,
    },
    /// A number.
    Number,
    /// A whole number from 0 on.
    Whole,
    /// True or false; as a flag without a value, true.
    Switch,
    /// One of a few names.
    OneOf(fn() -> Vec<&'static str>),
    /// An object with a text for each name; as a flag `NAME=TEXT`.
    TextByName,
    /// A list of objects, each with a short text form.
    Objects(&'static ObjectForm),
}

/// How the objects of a list are written.
#[derive(Debug)]
pub struct ObjectForm {
    /// The name of its schema.
    pub name: &'static str,
    /// What one object is.
    pub about: &'static str,
    /// Its members.
    pub parts: &'static [Part],
    /// Reads its text form, of a flag.
    pub entry: fn(&str) -> Result<Value, String>,
}

/// A member of an object.
#[derive(Debug)]
pub struct Part {
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub about: &'static str,
    /// How its value is written.
    pub kind: Kind,
    /// Whether it must be there.
    pub is_required: bool,
}

impl Kind {
    /// Returns whether a flag may be given more than once.
    pub fn is_list(self) -> bool {
        matches!(self, Self::Texts { .. } | Self::TextByName | Self::Objects(_))
    }

    /// Reads one text that a flag is given.
    ///
    /// # Errors
    /// Why it cannot be a value.
    pub fn entry(self, text: &str) -> Result<Value, String> {
        match self {
            Self::Number => {
                let number: f64 = text.parse().map_err(|e: std::num::ParseFloatError| e.to_string())?;
                serde_json::Number::from_f64(number).map(Value::Number).ok_or_else(|| "it is not finite".to_owned())
            }
            Self::Whole => text.parse::<u32>().map(Value::from).map_err(|e| e.to_string()),
            Self::Switch => text.parse::<bool>().map(Value::from).map_err(|e| e.to_string()),
            Self::TextByName => {
                let (name, text) = text.split_once('=').ok_or("it lacks its aspect; write it as plantar=FILE")?;
                Ok(Value::Object([(name.to_owned(), Value::from(text))].into_iter().collect()))
            }
            Self::Objects(form) => (form.entry)(text),
            Self::Exactly(_) | Self::Text | Self::Texts { .. } | Self::OneOf(_) => Ok(text.into()),
        }
    }

    /// Returns the value of all entries of a flag.
    pub fn joined(self, entries: impl IntoIterator<Item = Value>) -> Value {
        let entries = entries.into_iter();
        match self {
            Self::TextByName => {
                let members = entries.filter_map(|e| if let Value::Object(members) = e { Some(members) } else { None });
                Value::Object(members.flatten().collect())
            }
            Self::Texts { .. } | Self::Objects(_) => entries.collect(),
            _ => entries.last().unwrap_or_default(),
        }
    }

    /// Checks the form of a value, and returns it in its one usual form. `null` is
    /// allowed; it is no value.
    ///
    /// # Errors
    /// What is wrong, at a pointer below `at`.
    pub(super) fn usual(self, value: &Value, at: &str) -> Result<Value, Error> {
        match (self, value) {
            (_, Value::Null)
            | (Self::Exactly(_) | Self::Text | Self::OneOf(_), Value::String(_))
            | (Self::Switch, Value::Bool(_)) => Ok(value.clone()),
            (Self::Texts { .. }, Value::String(_)) => Ok(vec![value.clone()].into()),
            (Self::Texts { .. }, Value::Array(list)) if list.iter().all(Value::is_string) => Ok(value.clone()),
            (Self::Texts { .. }, _) => Err(wrong(at, "this is a text in quotes, or a list of such texts".to_owned())),
            (Self::Number, Value::Number(number)) => Ok(number.as_f64().into()),
            (Self::Whole, Value::Number(n)) if n.as_u64().is_some_and(|n| u32::try_from(n).is_ok()) => {
                Ok(value.clone())
            }
            (Self::TextByName, Value::Object(members)) => match members.iter().find(|(_, text)| !text.is_string()) {
                None => Ok(value.clone()),
                Some((name, _)) => {
                    let pointer = format!("{at}/{}", escape(name));
                    Err(wrong(&pointer, format!("the outline of `{name}` is a path in quotes")))
                }
            },
            (Self::Objects(form), Value::Array(list)) => {
                list.iter().enumerate().map(|(i, value)| form.usual(value, &format!("{at}/{i}"))).collect()
            }
            // a whole number, but below 0 or too large
            (Self::Whole, Value::Number(n)) if !n.is_f64() => {
                Err(wrong(at, format!("invalid value: integer `{n}`, expected {}", self.wanted())))
            }
            _ => Err(wrong(at, format!("{}, expected {}", found(value), self.wanted()))),
        }
    }

    /// Returns the words for what is wanted.
    fn wanted(self) -> &'static str {
        match self {
            Self::Exactly(_) | Self::Text | Self::Texts { .. } | Self::OneOf(_) => "a string",
            Self::Number => "a number",
            Self::Whole => "a whole number",
            Self::Switch => "a boolean",
            Self::TextByName => "a map",
            Self::Objects(_) => "a sequence",
        }
    }
}

impl ObjectForm {
    /// Checks the form of an object, and returns it without what says nothing.
    fn usual(&self, value: &Value, at: &str) -> Result<Value, Error> {
        let Value::Object(members) = value else {
            return Err(wrong(at, format!("{}, expected a map", found(value))));
        };
        let names = || self.parts.iter().map(|p| p.name);
        if let Some(name) = members.keys().find(|key| !names().any(|name| name == *key)) {
            return Err(unknown(name, names(), at));
        }
        let mut out = Map::new();
        for part in self.parts {
            let value = members.get(part.name).unwrap_or(&Value::Null);
            if part.is_required && value.is_null() {
                let message = if members.contains_key(part.name) {
                    format!("{}, expected {}", found(value), part.kind.wanted())
                } else {
                    format!("missing field `{}`", part.name)
                };
                return Err(wrong(at, message));
            }
            let value = part.kind.usual(value, &format!("{at}/{}", part.name))?;
            if !value.is_null() && value != Value::Bool(false) {
                out.insert(part.name.to_owned(), value);
            }
        }
        Ok(out.into())
    }
}

/// Returns the error that a key is unknown, in the object at `at`.
pub(super) fn unknown<'a>(name: &str, known: impl Iterator<Item = &'a str> + Clone, at: &str) -> Error {
    let problem = Diagnostic::unknown("field", name, known.clone()).at(Place::field(format!("{at}/{}", escape(name))));
    Error::new(ErrorKind::Usage, if problem.near.is_empty() { problem.listing(known) } else { problem })
}

/// Returns the error that a value has a wrong form.
fn wrong(at: &str, message: String) -> Error {
    Error::usage("json-value", message).in_field(at)
}

/// Returns the words for a value in the place of another, as `serde_json` has them.
fn found(value: &Value) -> String {
    match value {
        Value::Null => "invalid type: null".to_owned(),
        Value::Bool(is) => format!("invalid type: boolean `{is}`"),
        Value::Number(n) if n.is_f64() => format!("invalid type: floating point `{n}`"),
        Value::Number(n) => format!("invalid type: integer `{n}`"),
        Value::String(text) => format!("invalid type: string {text:?}"),
        Value::Array(_) => "invalid type: sequence".to_owned(),
        Value::Object(_) => "invalid type: map".to_owned(),
    }
}

/// Replaces each text in a value.
pub(super) fn replace_texts(value: &mut Value, with: &impl Fn(&str) -> String) {
    match value {
        Value::String(text) => *text = with(text),
        Value::Array(list) => list.iter_mut().for_each(|v| replace_texts(v, with)),
        Value::Object(members) => members.values_mut().for_each(|v| replace_texts(v, with)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
