//! The record of a picture: its chart spec as JSON, with what else decided how
//! it looks, so that the picture can be made again and checked.
//!
//! A record has no folders of the machine: files are given by name alone.

use super::fields::{FIELDS, FORMAT as SPEC_FORMAT, write};
use super::kind::replace_texts;
use crate::assets;
use crate::error::Error;
use crate::input::cache::Cache;
use crate::input::library::{Resolver, USUAL_MAP, font_bytes, map_bytes, outline_bytes, table_bytes};
use crate::model::{Chart, ChartSpec};
use serde_json::{Map, Value, json};
use std::borrow::Cow;

/// The format of records.
const FORMAT: &str = "reflex-job/1";
/// The program and its version.
const PROGRAM: &str = concat!("reflexology-chart ", env!("CARGO_PKG_VERSION"));

/// The keys that come first in a record, in the order in which records have always had
/// them: the hash of a job is that of its text. The others follow in the order of the
/// list.
const ORDER: [&str; 27] = [
    "zone",
    "view",
    "side",
    "title",
    "subtitle",
    "variant",
    "unit",
    "credit",
    "size",
    "dpi",
    "scale",
    "ground",
    "lang",
    "map",
    "values",
    "labels-file",
    "classes",
    "outline",
    "theme",
    "skin",
    "accent",
    "context",
    "guides",
    "body",
    "lens",
    "labels",
    "font",
];

/// Returns the record of a picture as one line of JSON. `output` are the flags of the
/// command line that decide how files are written; hashes that the cache has are not
/// computed again.
///
/// # Errors
/// [`ErrorKind::Input`](crate::ErrorKind::Input) where a file that was there is gone.
pub(crate) fn record(
    spec: &ChartSpec,
    chart: &Chart,
    files: &dyn Resolver,
    output: &[(&'static str, String)],
    cache: &Cache,
) -> Result<String, Error> {
    let map_name = spec.map.as_deref().unwrap_or(USUAL_MAP);
    let hash = |name: &str, kind: &str, bytes: &Cow<'static, [u8]>| Value::from(cache.hash(name, kind, bytes));
    let mut hashes = Map::new();
    hashes.insert("map".to_owned(), hash(map_name, "map", &map_bytes(map_name, files)?));
    let mut outlines = Map::new();
    for &aspect in chart.outlines.keys() {
        let (file, bytes) = outline_bytes(spec, &chart.map, aspect, files)?;
        outlines.insert(aspect.name().to_owned(), hash(&file, "outline", &bytes));
    }
    hashes.insert("outlines".to_owned(), outlines.into());
    for (key, text) in [("theme", assets::find(assets::THEMES, &spec.theme)), ("words", assets::words(&spec.lang))] {
        if let Some(text) = text {
            let name = if key == "theme" { &spec.theme } else { &spec.lang };
            hashes.insert(key.to_owned(), hash(name, key, &Cow::Borrowed(text.as_bytes())));
        }
    }
    for (key, file) in [("values", &spec.values), ("labels-file", &spec.labels_file)] {
        if let Some(file) = file {
            hashes.insert(key.to_owned(), hash(file, key, &table_bytes(key, file, files)?));
        }
    }
    let mut fonts: Map<String, Value> = assets::FONTS
        .iter()
        .zip(assets::FONT_HASHES)
        .map(|((name, _), hash)| ((*name).to_owned(), format!("blake3:{hash}").into()))
        .collect();
    for (index, file) in spec.fonts.iter().enumerate() {
        fonts.insert(file_name(file).to_owned(), hash(file, "font", &font_bytes(spec, index, files)?));
    }
    hashes.insert("fonts".to_owned(), fonts.into());
    let output: Map<String, Value> = output.iter().map(|(k, v)| ((*k).to_owned(), v.clone().into())).collect();
    // the format comes first: readers of PDF files look for it
    let job = json!({
        "format": FORMAT,
        "program": PROGRAM,
        "spec": fields(spec),
        "output": output,
        "hashes": hashes,
    });
    Ok(job.to_string())
}

/// Returns the fields of a spec by key, as files have them; what is not asked for is
/// left out, and of paths only the name is told.
fn fields(spec: &ChartSpec) -> Value {
    let mut fields = write(spec);
    for field in FIELDS.iter().filter(|field| field.is_path()) {
        if let Some(value) = fields.get_mut(field.name) {
            replace_texts(value, &|path| file_name(path).to_owned());
        }
    }
    let mut fields: Vec<(String, Value)> = fields.into_iter().collect();
    fields.sort_by_key(|(name, _)| ORDER.iter().position(|first| first == name).unwrap_or(ORDER.len()));
    let format = ("format".to_owned(), SPEC_FORMAT.into());
    Value::Object(std::iter::once(format).chain(fields).collect())
}

/// Returns the last part of a path, with either kind of separator.
fn file_name(path: &str) -> &str {
    if path.starts_with("builtin:") { path } else { path.rsplit(['/', '\\']).next().unwrap_or(path) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Aspect;

    #[test]
    fn hashes_of_the_fonts_are_those_of_their_files() {
        for ((name, data), hash) in assets::FONTS.iter().zip(assets::FONT_HASHES) {
            assert_eq!(blake3::hash(data).to_hex().as_str(), hash, "write the first into assets.rs for {name}");
        }
    }

    #[test]
    fn the_first_keys_are_keys() {
        for name in ORDER {
            assert!(FIELDS.iter().any(|field| field.name == name), "no field is called {name}");
        }
    }

    #[test]
    fn of_a_path_only_the_name_is_told() {
        let spec = ChartSpec {
            map: Some("/home/anna/maps/mine.json".to_owned()),
            outlines: [(Aspect::Plantar, "C:\\anna\\sole.svg".to_owned())].into(),
            ..ChartSpec::default()
        };
        let text = fields(&spec).to_string();
        assert!(text.contains("\"mine.json\"") && text.contains("\"sole.svg\""), "the names are there: {text}");
        assert!(!text.contains("anna"), "and no folder is: {text}");
    }
}
