//! What was asked for: flags over the fields of a spec file over those of the
//! files that it extends; and which of them a problem comes from.

use super::fields::{FORMAT, Fields, field};
use super::kind::replace_texts;
use crate::diag::{Diagnostic, Place, suggestions};
use crate::error::{Error, ErrorKind};
use crate::input::json::{JsonFile, escape};
use crate::input::library::Resolver;
use crate::input::path::beside;
use crate::model::ChartSpec;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::{Map, Value};
use std::fmt;

/// Longest chain of specs that extend each other.
const MAX_CHAIN: usize = 8;

/// One file of a chain of specs.
#[derive(Clone, Debug)]
struct SpecFile {
    /// The file as messages name it.
    file: String,
    /// Its text.
    text: String,
    /// What it says; its paths are those that the program can open.
    own: Map<String, Value>,
}

/// A chart that was asked for by flags, a file, or both.
#[derive(Clone, Debug)]
pub struct Request {
    /// The files, each before the one that it extends.
    layers: Vec<SpecFile>,
    /// What the flags say.
    flags: Fields,
    /// All together.
    fields: Fields,
}

impl Request {
    /// Returns a request by flags alone.
    pub fn by_flags(flags: &Fields) -> Self {
        Self { layers: Vec::new(), flags: flags.clone(), fields: flags.clone() }
    }

    /// Reads a request from a spec file; flags win over it. `files` is asked for the
    /// specs that it extends.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) with the place of what is wrong, or [`ErrorKind::Limit`](crate::ErrorKind::Limit).
    pub fn by_file(path: &str, bytes: &[u8], files: &dyn Resolver, flags: &Fields) -> Result<Self, Error> {
        Self::chain(path, bytes, files, flags, true)
    }

    /// Reads a request from one line of a file of jobs, which need not say its
    /// format. Places are those in the line.
    ///
    /// # Errors
    /// As [`by_file`](Self::by_file).
    pub fn by_line(path: &str, bytes: &[u8], files: &dyn Resolver) -> Result<Self, Error> {
        Self::chain(path, bytes, files, &Fields::default(), false)
    }

    /// Reads a spec and those that it extends.
    fn chain(path: &str, bytes: &[u8], files: &dyn Resolver, flags: &Fields, says_format: bool) -> Result<Self, Error> {
        let mut layers: Vec<SpecFile> = Vec::new();
        let mut next = Some((path.to_owned(), bytes.to_vec()));
        while let Some((path, bytes)) = next.take() {
            let source = JsonFile::new(&path, &bytes)?;
            let mut own = read(&source, says_format || !layers.is_empty())?;
            own.remove("$schema");
            if let Some(Value::String(base)) = own.remove("extends") {
                let refused = |message: String| Error::from(source.at("/extends", "extends", message));
                let base = beside(&path, &base);
                if base == path || layers.iter().any(|l| l.file == base) {
                    return Err(refused(format!("`{base}` comes back to itself by what it extends")));
                }
                if layers.len() + 1 >= MAX_CHAIN {
                    return Err(refused(format!("more than {MAX_CHAIN} specs extend each other")));
                }
                let bytes =
                    files.read(&base).map_err(|reason| refused(format!("cannot read the spec `{base}`: {reason}")))?;
                next = Some((base, bytes));
            }
            let text = source.text.to_owned();
            layers.push(SpecFile { own, text, file: path });
        }
        let mut merged = Map::new();
        for (key, value) in layers.iter().rev().flat_map(|l| &l.own).chain(flags.values()) {
            // null takes back what an extended spec says
            if value.is_null() {
                merged.remove(key);
            } else {
                merged.insert(key.clone(), value.clone());
            }
        }
        Ok(Self { layers, flags: flags.clone(), fields: Fields::of(merged) })
    }

    /// Returns the name of the spec file, if there is one.
    pub fn file(&self) -> Option<&str> {
        self.layers.first().map(|l| l.file.as_str())
    }

    /// Returns the fields of files and flags together.
    pub fn fields(&self) -> &Fields {
        &self.fields
    }

    /// Returns the chart spec.
    ///
    /// # Errors
    /// The first field that will not do, with its place if it is in a file.
    pub fn spec(&self) -> Result<ChartSpec, Error> {
        self.fields.spec().map_err(|e| self.placed(e))
    }

    /// Returns an error with the places of its diagnostics: a value of the spec
    /// that came from a file has the place in that file, and what is about no
    /// single value has the first file.
    #[must_use]
    pub fn placed(&self, error: Error) -> Error {
        error.map_places(|place| self.place(place))
    }

    /// Returns a warning with its place, as for [errors](Self::placed).
    #[must_use]
    pub fn placed_warning(&self, warning: Diagnostic) -> Diagnostic {
        let place = self.place(warning.place.clone());
        warning.at(place)
    }

    /// Returns the place of a value of the spec, or of the spec as a whole.
    fn place(&self, place: Place) -> Place {
        let whole = || self.layers.first().map_or_else(Place::default, |first| Place::file(&first.file));
        if place.is_unknown() {
            return whole();
        }
        let Some(key) = place.spec_field() else { return place };
        if self.flags.values().contains_key(key) {
            return place;
        }
        let pointer = place.pointer.as_deref().unwrap_or_default();
        match self.layers.iter().find(|l| l.own.get(key).is_some_and(|v| !v.is_null())) {
            Some(layer) => JsonFile::of(&layer.file, &layer.text).place(written(&layer.text, pointer)),
            // nobody gave the field: its default is at fault
            None => whole(),
        }
    }
}

/// Returns the part of a pointer that a file has: a single value may stand for a list
/// of one.
fn written<'a>(text: &str, pointer: &'a str) -> &'a str {
    let file: Value = serde_json::from_str(text).unwrap_or_default();
    let ends = pointer.rmatch_indices('/').map(|(end, _)| end);
    std::iter::once(pointer.len())
        .chain(ends)
        .map(|end| &pointer[..end])
        .find(|p| file.pointer(p).is_some())
        .unwrap_or("")
}

/// Reads one file: its fields in their usual form, with paths that can be opened.
fn read(source: &JsonFile<'_>, says_format: bool) -> Result<Map<String, Value>, Error> {
    let mut own = Map::new();
    for (key, written) in source.read::<SpecObject>()?.0 {
        let pointer = format!("/{}", escape(&key));
        // in a file, what is wrong with a value is wrong input
        let place = |error: Error| {
            let there = |place: Place| source.place(place.pointer.as_deref().unwrap_or(&pointer));
            error.of_kind(ErrorKind::Input).map_places(there)
        };
        let field = field(&key).map_err(place)?;
        let mut value = field.kind.usual(&written, &pointer).map_err(place)?;
        if field.is_path() {
            replace_texts(&mut value, &|path| beside(source.file, path));
        }
        own.insert(key, value);
    }
    match own.get("format").and_then(Value::as_str) {
        Some(FORMAT) => {}
        None if !says_format => {}
        Some(other) => {
            let mut problem =
                source.at("/format", "format", format!("this program reads chart specs of the format `{FORMAT}`"));
            if !suggestions(other, [FORMAT]).is_empty() {
                problem = problem.with_hint(format!("write \"format\": \"{FORMAT}\""));
            }
            return Err(problem.into());
        }
        None => {
            let problem = source.at("", "format", "a chart spec says what it is");
            return Err(problem.with_hint(format!("add \"format\": \"{FORMAT}\"")).into());
        }
    }
    Ok(own)
}

/// The object of a spec file. Keys that stand twice are refused: one of them would
/// not count.
struct SpecObject(Map<String, Value>);

impl<'de> Deserialize<'de> for SpecObject {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(SpecVisitor)
    }
}

/// Reads a [`SpecObject`].
struct SpecVisitor;

impl<'de> Visitor<'de> for SpecVisitor {
    type Value = SpecObject;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a chart spec, which is an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<SpecObject, A::Error> {
        let mut out = Map::new();
        while let Some(key) = members.next_key::<String>()? {
            if out.contains_key(&key) {
                return Err(serde::de::Error::custom(format!("duplicate field `{key}`")));
            }
            out.insert(key, members.next_value()?);
        }
        Ok(SpecObject(out))
    }
}
