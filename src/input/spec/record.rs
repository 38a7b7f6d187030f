//! The record of a picture: its chart spec as JSON, with what else decided how
//! it looks, so that the picture can be made again and checked.
//!
//! A record has no folders of the machine: files are given by name alone.

use super::annotations::{WrittenArrow, WrittenNote};
use super::forms::FORMAT as SPEC_FORMAT;
use crate::assets;
use crate::error::Error;
use crate::input::cache::Cache;
use crate::input::library::{Resolver, font_bytes, map_bytes, outline_bytes, table_bytes};
use crate::model::{ArrowSpec, Aspect, Chart, ChartSpec, Note, SideChoice, Size};
use serde_json::{Map, Value, json};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The format of records.
const FORMAT: &str = "reflex-job/1";
/// The program and its version.
const PROGRAM: &str = concat!("reflexology-chart ", env!("CARGO_PKG_VERSION"));

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
    let map_name = spec.map.as_deref().unwrap_or("builtin:western-foot");
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

/// Returns the fields of a spec under the names of the flags of `chart render`, one
/// to one; what is not asked for is left out.
// every field is named in the pattern, so that a new one cannot be forgotten
fn fields(spec: &ChartSpec) -> Value {
    let ChartSpec {
        zones,
        views,
        side,
        title,
        subtitle,
        size,
        scale,
        ground,
        lang,
        map,
        variant,
        outlines,
        theme,
        skin,
        context,
        guides,
        body,
        lens,
        labels,
        crop,
        notes,
        strokes,
        fonts,
        labels_file,
        values,
        unit,
        classes,
        colors,
        accents,
        legend,
        view_names,
        claim,
        sources,
        credit,
    } = spec;
    let mut out = FieldMap::default();
    out.set("format", SPEC_FORMAT);
    out.list("zone", zones.iter().map(|z| colors.get(z).map_or_else(|| z.clone(), |c| format!("{z}={c}"))));
    out.list("view", views.iter().cloned());
    out.side(*side);
    out.texts([("title", title), ("subtitle", subtitle), ("variant", variant), ("unit", unit), ("credit", credit)]);
    out.size(*size);
    out.set("scale", *scale);
    out.names([("ground", ground.name()), ("lang", lang)]);
    out.files([("map", map), ("values", values), ("labels-file", labels_file)]);
    out.some("classes", values.as_ref().map(|_| *classes));
    out.outlines(outlines);
    out.set("theme", theme.as_str());
    out.set("skin", *skin);
    out.list("accent", accents.iter().map(ToString::to_string));
    out.set("context", context.name());
    out.some("guides", guides.clone());
    out.names([("body", body.name()), ("lens", lens.name()), ("labels", labels.name())]);
    out.list("font", fonts.iter().map(|f| file_name(f)));
    out.annotations(crop, notes, strokes);
    out.switches([("legend", legend), ("view-names", view_names), ("claim", claim), ("sources", sources)]);
    out.0.into()
}

/// The fields of a spec as they are written, in their order.
#[derive(Default)]
struct FieldMap(Map<String, Value>);

impl FieldMap {
    /// Writes a field.
    fn set(&mut self, name: &str, value: impl Into<Value>) {
        self.0.insert(name.to_owned(), value.into());
    }

    /// Writes a field, if it has a value.
    fn some(&mut self, name: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.set(name, value);
        }
    }

    /// Writes a list, unless it is empty.
    fn list<T: Into<Value>>(&mut self, name: &str, values: impl Iterator<Item = T>) {
        let values: Vec<T> = values.collect();
        if !values.is_empty() {
            self.set(name, values);
        }
    }

    /// Writes fields that always have a value.
    fn names<const N: usize>(&mut self, fields: [(&str, &str); N]) {
        for (name, value) in fields {
            self.set(name, value);
        }
    }

    /// Writes texts that are given.
    fn texts<const N: usize>(&mut self, fields: [(&str, &Option<String>); N]) {
        for (name, text) in fields {
            self.some(name, text.as_deref());
        }
    }

    /// Writes the names of files that are given, without their folders.
    fn files<const N: usize>(&mut self, fields: [(&str, &Option<String>); N]) {
        for (name, file) in fields {
            self.some(name, file.as_deref().map(file_name));
        }
    }

    /// Writes which feet are shown, unless the program chooses.
    fn side(&mut self, side: SideChoice) {
        match side {
            SideChoice::Auto => {}
            SideChoice::Both => self.set("side", "both"),
            SideChoice::Only(side) => self.set("side", side.name()),
        }
    }

    /// Writes the size of the page, in px, and how many of them an inch of paper has.
    fn size(&mut self, size: Size) {
        self.set("size", format!("{}x{}", size.width, size.height));
        self.some("dpi", size.ppi);
    }

    /// Writes the names of the outlines by aspect.
    fn outlines(&mut self, outlines: &BTreeMap<Aspect, String>) {
        let named = |(aspect, file): (&Aspect, &String)| (aspect.name().to_owned(), file_name(file).into());
        let named: Map<String, Value> = outlines.iter().map(named).collect();
        if !named.is_empty() {
            self.set("outline", named);
        }
    }

    /// Writes close-ups, notes and arrows.
    fn annotations(&mut self, crop: &[String], notes: &[Note], strokes: &[ArrowSpec]) {
        self.list("crop", crop.iter().cloned());
        self.list("note", notes.iter().map(|n| json!(WrittenNote::from(n))));
        self.list("stroke", strokes.iter().map(|s| json!(WrittenArrow::from(s))));
    }

    /// Writes what is left out.
    fn switches<const N: usize>(&mut self, parts: [(&str, &bool); N]) {
        for (name, _) in parts.into_iter().filter(|(_, is_there)| !**is_there) {
            self.set(&format!("no-{name}"), true);
        }
    }
}

/// Returns the last part of a path, with either kind of separator.
fn file_name(path: &str) -> &str {
    if path.starts_with("builtin:") { path } else { path.rsplit(['/', '\\']).next().unwrap_or(path) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_of_the_fonts_are_those_of_their_files() {
        for ((name, data), hash) in assets::FONTS.iter().zip(assets::FONT_HASHES) {
            assert_eq!(blake3::hash(data).to_hex().as_str(), hash, "write the first into assets.rs for {name}");
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
