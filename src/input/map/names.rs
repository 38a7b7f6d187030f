//! A user's own names for zones and groups, from a table.

use super::lookup::unknown_zone;
use crate::diag::Place;
use crate::error::{Error, ErrorKind};
use crate::input::json::{JsonFile, escape};
use crate::model::{Map, Named};
use std::collections::BTreeMap;

/// Longest name, in characters.
const LONGEST: usize = 300;

/// A table of names as written.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLabels {
    /// `reflex-labels/1`.
    format: String,
    /// Names by zone or group.
    labels: BTreeMap<String, String>,
}

/// A table of names that was given to a map.
pub(in crate::input) struct OwnNames {
    /// The file as messages name it.
    file: String,
    /// Its text.
    text: String,
    /// The names in it, each with its JSON pointer.
    names: Vec<(String, String)>,
}

impl OwnNames {
    /// Iterates over the names, each with its JSON pointer before it.
    pub(in crate::input) fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.names.iter().map(|(pointer, name)| (pointer.as_str(), name.as_str()))
    }

    /// Returns the place of a JSON pointer in the file.
    pub(in crate::input) fn place(&self, pointer: &str) -> Place {
        JsonFile::of(&self.file, &self.text).place(pointer)
    }
}

/// Reads a table of names and gives them to the zones and groups of a map, in
/// the chart's language.
///
/// # Errors
/// [`ErrorKind::Input`] with the place of a name that is empty or too long, or of a
/// zone that the map does not have.
pub(in crate::input) fn read_labels(file: &str, bytes: &[u8], map: &mut Map, lang: &str) -> Result<OwnNames, Error> {
    let source = JsonFile::new(file, bytes)?;
    let raw: RawLabels = source.read()?;
    if raw.format != "reflex-labels/1" {
        return Err(source.at("/format", "format", "this program reads names of the format `reflex-labels/1`").into());
    }
    let mut names = Vec::with_capacity(raw.labels.len());
    for (id, name) in raw.labels {
        let pointer = format!("/labels/{}", escape(&id));
        let count = name.trim().chars().count();
        if count == 0 || count > LONGEST {
            return Err(source.at(&pointer, "name-length", format!("a name has 1 to {LONGEST} characters")).into());
        }
        let label = match map.find(&id) {
            Some(Named::Zone(zone)) => &mut map.zones[zone].label,
            Some(Named::Group(group)) => &mut map.groups[group].label,
            None => return Err(unknown_zone(map, &id).of_kind(ErrorKind::Input).at(&source.place(&pointer))),
        };
        label.0.insert(lang.to_owned(), name.trim().to_owned());
        names.push((pointer, name.trim().to_owned()));
    }
    Ok(OwnNames { file: file.to_owned(), text: source.text.to_owned(), names })
}
