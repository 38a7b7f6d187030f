//! Tables of values, CSV or JSON: in go the bytes and a map, out comes a number
//! or a category for each zone.

use super::json::{JsonFile, escape};
use super::map::unknown_zone;
use crate::diag::{Diagnostic, Place};
use crate::error::{Error, ErrorKind};
use crate::model::{Map, Named};
use std::collections::BTreeMap;

/// Most lines of a table.
const MAX_ROWS: usize = 20_000;
/// Texts that say that a value is missing, as an empty cell does.
const MISSING: [&str; 3] = ["NA", "null", "-"];

/// A value.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Datum {
    /// A finite number.
    Number(f64),
    /// A word.
    Category(String),
}

/// Values as read: one for each zone that the file names.
pub(super) struct ValueTable {
    /// What the values are, if the file says so.
    pub title: Option<String>,
    /// Their unit, if the file says so.
    pub unit: Option<String>,
    /// By index of the zone in the map; `None` where the file says that there is none.
    pub data: BTreeMap<usize, Option<Datum>>,
    /// The file as messages name it.
    file: String,
    /// Its text, where it is JSON.
    json: Option<String>,
    /// Where the categories were read: the place of a line, or a JSON pointer.
    origins: BTreeMap<usize, Place>,
}

impl ValueTable {
    /// Iterates over the categories, each with the index of its zone before it.
    pub(super) fn categories(&self) -> impl Iterator<Item = (usize, &str)> {
        self.data.iter().filter_map(|(zone, datum)| match datum {
            Some(Datum::Category(word)) => Some((*zone, word.as_str())),
            _ => None,
        })
    }

    /// Returns the place of a JSON pointer in the file.
    pub(super) fn place_of(&self, pointer: &str) -> Place {
        match &self.json {
            Some(text) => JsonFile::of(&self.file, text).place(pointer),
            None => Place::file(&self.file),
        }
    }

    /// Returns the place of the category of a zone.
    pub(super) fn place_of_value(&self, zone: usize) -> Place {
        match self.origins.get(&zone) {
            Some(Place { pointer: Some(pointer), .. }) => self.place_of(pointer),
            Some(place) => place.clone(),
            None => Place::file(&self.file),
        }
    }
}

/// Values as written in JSON.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawValues {
    /// `reflex-values/1`.
    format: String,
    /// What the values are.
    title: Option<String>,
    /// Their unit.
    unit: Option<String>,
    /// By zone or group.
    values: serde_json::Map<String, serde_json::Value>,
}

/// A table being read.
struct ValueReader<'a> {
    /// The map.
    map: &'a Map,
    /// The values of zones named by themselves.
    zones: BTreeMap<usize, Option<Datum>>,
    /// The values of zones that are members of a named group.
    members: BTreeMap<usize, Option<Datum>>,
    /// Where the category of each zone was read.
    origins: BTreeMap<usize, Place>,
}

/// Reads a table: JSON where it begins with a brace, else CSV.
///
/// # Errors
/// [`ErrorKind::Input`] with the place of a value that is neither a number nor a
/// category, of a zone that the map does not have, or of one given twice.
pub(super) fn read_values(file: &str, bytes: &[u8], map: &Map) -> Result<ValueTable, Error> {
    let source = JsonFile::new(file, bytes)?;
    let mut reader = ValueReader { map, zones: BTreeMap::new(), members: BTreeMap::new(), origins: BTreeMap::new() };
    let is_json = source.text.trim_start().starts_with('{');
    let (title, unit) = if is_json {
        reader.json(&source)?
    } else {
        reader.csv(&source)?;
        (None, None)
    };
    let ValueReader { zones, members: mut data, origins, .. } = reader;
    data.extend(zones);
    let json = is_json.then(|| source.text.to_owned());
    let table = ValueTable { title, unit, data, file: file.to_owned(), json, origins };
    if table.data.values().all(Option::is_none) {
        return Err(Diagnostic::error("values-empty", "no value in it").at(Place::file(file)).into());
    }
    let is_number = |d: &Option<Datum>| matches!(d, Some(Datum::Number(_)));
    if table.data.values().any(is_number)
        && let Some((zone, word)) = table.categories().next()
    {
        let message = format!("numbers and categories are mixed: `{word}` is not a number");
        let hint = format!("write missing values as nothing or as {}", MISSING[0]);
        return Err(Diagnostic::error("values-mixed", message).at(table.place_of_value(zone)).with_hint(hint).into());
    }
    Ok(table)
}

/// Reads a cell; `None` if its value is missing.
fn datum(text: &str) -> Option<Datum> {
    let text = text.trim();
    if text.is_empty() || MISSING.iter().any(|m| m.eq_ignore_ascii_case(text)) {
        return None;
    }
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() => Some(Datum::Number(number)),
        _ => Some(Datum::Category(text.to_owned())),
    }
}

impl ValueReader<'_> {
    /// Adds the value of a zone or group, which must not have one yet, and where it
    /// was read.
    fn take(&mut self, name: &str, value: Option<Datum>, origin: &Place) -> Result<(), Error> {
        let is_word = matches!(value, Some(Datum::Category(_)));
        let twice = || Error::usage("values-twice", format!("`{name}` has a value already"));
        match self.map.find(name) {
            Some(Named::Zone(zone)) => {
                // its own value wins over that of a group
                self.origins.remove(&zone);
                self.origins.extend(is_word.then(|| (zone, origin.clone())));
                self.zones.insert(zone, value).map_or(Ok(()), |_| Err(twice()))
            }
            Some(Named::Group(group)) => {
                for zone in self.map.zones_in(&self.map.groups[group]) {
                    if self.members.insert(zone, value.clone()).is_some() {
                        return Err(twice());
                    }
                    if is_word && !self.zones.contains_key(&zone) {
                        self.origins.insert(zone, origin.clone());
                    }
                }
                Ok(())
            }
            None => Err(unknown_zone(self.map, name)),
        }
    }

    /// Reads a JSON object; returns the title and the unit.
    fn json(&mut self, source: &JsonFile<'_>) -> Result<(Option<String>, Option<String>), Error> {
        let raw: RawValues = source.read()?;
        if raw.format != "reflex-values/1" {
            return Err(source
                .at("/format", "format", "this program reads values of the format `reflex-values/1`")
                .into());
        }
        for (name, value) in &raw.values {
            let pointer = format!("/values/{}", escape(name));
            let value = match value {
                serde_json::Value::Null => None,
                serde_json::Value::Number(n) => n.as_f64().map(Datum::Number),
                serde_json::Value::String(s) => datum(s),
                _ => return Err(source.at(&pointer, "value", "a value is a number, a category or null").into()),
            };
            let origin = Place { pointer: Some(pointer.clone()), ..Place::file(source.file) };
            self.take(name, value, &origin).map_err(|e| e.of_kind(ErrorKind::Input).at(&source.place(&pointer)))?;
        }
        Ok((raw.title, raw.unit))
    }

    /// Reads comma-separated values with a header that names the columns `zone` and
    /// `value`.
    fn csv(&mut self, source: &JsonFile<'_>) -> Result<(), Error> {
        let mut reader =
            csv::ReaderBuilder::new().trim(csv::Trim::All).comment(Some(b'#')).from_reader(source.text.as_bytes());
        let place = |line: u64| Place { line: usize::try_from(line).ok(), column: Some(1), ..Place::file(source.file) };
        let broken = |e: &csv::Error| {
            let line = e.position().map_or(1, csv::Position::line);
            let message = match e.kind() {
                csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
                    format!("{len} columns where the header has {expected_len}")
                }
                _ => "not a line of comma-separated values".to_owned(),
            };
            Diagnostic::error("csv", message).at(place(line))
        };
        let header = reader.headers().map_err(|e| broken(&e))?.clone();
        let column = |name: &str| -> Result<usize, Error> {
            let found = header.iter().position(|h| h.eq_ignore_ascii_case(name));
            found.ok_or_else(|| {
                Diagnostic::error("csv-column", format!("no column `{name}`"))
                    .at(place(1))
                    .with_hint("the first line names the columns: zone,value")
                    .into()
            })
        };
        let (zone, value) = (column("zone")?, column("value")?);
        for (row, record) in reader.records().enumerate() {
            let record = record.map_err(|e| broken(&e))?;
            if row >= MAX_ROWS {
                return Err(
                    Error::limit("values-rows", format!("more than {MAX_ROWS} values")).at(&Place::file(source.file))
                );
            }
            let line = record.position().map_or(1, csv::Position::line);
            let cell = |i: usize| record.get(i).unwrap_or("");
            let origin = place(line);
            self.take(cell(zone), datum(cell(value)), &origin).map_err(|e| e.of_kind(ErrorKind::Input).at(&origin))?;
        }
        Ok(())
    }
}
