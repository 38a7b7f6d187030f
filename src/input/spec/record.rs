//! The job of a picture: its chart spec as JSON, with what else decided how it
//! looks, so that the picture can be made again and checked.
//!
//! A job has no path of the machine: of a file that the spec names, the name.

use super::annotations::{WrittenArrow, WrittenNote};
use super::forms::FORMAT as SPEC_FORMAT;
use crate::assets;
use crate::error::Error;
use crate::input::cache::Cache;
use crate::input::library::{Resolver, bytes};
use crate::model::{Aspect, Chart, ChartSpec, SideChoice};
use serde_json::{Map, Value, json};
use std::borrow::Cow;

/// The format of jobs.
const FORMAT: &str = "reflex-job/1";
/// The program and its version.
const PROGRAM: &str = concat!("reflexology-chart ", env!("CARGO_PKG_VERSION"));

/// The job of a chart as one line of JSON. `output` are the flags of the
/// command line that decide how files are written; hashes that are `known` are
/// not worked out again.
///
/// # Errors
/// [`Error::Input`] where a file that was there is gone.
pub(crate) fn record(
    spec: &ChartSpec,
    chart: &Chart,
    files: &dyn Resolver,
    output: &[(&'static str, String)],
    known: &Cache,
) -> Result<String, Error> {
    let map_name = spec.map.as_deref().unwrap_or("builtin:western-foot");
    let hash = |name: &str, kind: &str, bytes: &Cow<'static, [u8]>| Value::from(known.hash(name, kind, bytes));
    let mut hashes = Map::new();
    hashes.insert("map".to_owned(), hash(map_name, "map", &bytes(map_name, "map", assets::MAPS, files)?));
    let mut outlines = Map::new();
    for &aspect in chart.outlines.keys() {
        if let Some(file) = spec.outlines.get(&aspect).or_else(|| chart.map.outlines.get(&aspect)) {
            let bytes = bytes(file, "foot outline", assets::OUTLINES, files)?;
            outlines.insert(aspect.name().to_owned(), hash(file, "outline", &bytes));
        }
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
            hashes.insert(key.to_owned(), hash(file, key, &bytes(file, key, &[], files)?));
        }
    }
    let mut fonts: Map<String, Value> = assets::FONTS
        .iter()
        .zip(assets::FONT_HASHES)
        .map(|((name, _), hash)| ((*name).to_owned(), format!("blake3:{hash}").into()))
        .collect();
    for file in &spec.fonts {
        fonts.insert(file_name(file).to_owned(), hash(file, "font", &bytes(file, "font", &[], files)?));
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

/// The fields of a spec under the names of the flags of `chart render`, one to
/// one; what is not asked for is left out.
fn fields(spec: &ChartSpec) -> Value {
    // every field is named here, so that a new one cannot be forgotten
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
    let mut out = Map::new();
    out.insert("format".to_owned(), SPEC_FORMAT.into());
    let mut set = |name: &str, value: Value| {
        out.insert(name.to_owned(), value);
    };
    if !zones.is_empty() {
        let colored = |z: &String| colors.get(z).map_or_else(|| z.clone(), |c| format!("{z}={c}"));
        set("zone", zones.iter().map(colored).collect::<Vec<_>>().into());
    }
    if !views.is_empty() {
        set("view", json!(views));
    }
    match side {
        SideChoice::Auto => {}
        SideChoice::Both => set("side", "both".into()),
        SideChoice::Only(side) => set("side", side.name().into()),
    }
    for (name, text) in
        [("title", title), ("subtitle", subtitle), ("variant", variant), ("unit", unit), ("credit", credit)]
    {
        if let Some(text) = text {
            set(name, text.as_str().into());
        }
    }
    set("size", format!("{}x{}", size.width, size.height).into());
    if let Some(ppi) = size.ppi {
        set("dpi", json!(ppi));
    }
    set("scale", json!(scale));
    set("ground", ground.name().into());
    set("lang", lang.as_str().into());
    for (name, file) in [("map", map), ("values", values), ("labels-file", labels_file)] {
        if let Some(file) = file {
            set(name, file_name(file).into());
        }
    }
    if values.is_some() {
        set("classes", json!(classes));
    }
    if !outlines.is_empty() {
        let named = |(aspect, file): (&Aspect, &String)| (aspect.name().to_owned(), file_name(file).into());
        set("outline", outlines.iter().map(named).collect::<Map<_, _>>().into());
    }
    set("theme", theme.as_str().into());
    set("skin", json!(skin));
    if !accents.is_empty() {
        set("accent", accents.iter().map(ToString::to_string).collect::<Vec<_>>().into());
    }
    set("context", context.name().into());
    if let Some(guides) = guides {
        set("guides", json!(guides));
    }
    set("body", body.name().into());
    set("lens", lens.name().into());
    set("labels", labels.name().into());
    if !fonts.is_empty() {
        set("font", fonts.iter().map(|f| file_name(f)).collect::<Vec<_>>().into());
    }
    if !crop.is_empty() {
        set("crop", json!(crop));
    }
    if !notes.is_empty() {
        set("note", json!(notes.iter().map(WrittenNote::from).collect::<Vec<_>>()));
    }
    if !strokes.is_empty() {
        set("stroke", json!(strokes.iter().map(WrittenArrow::from).collect::<Vec<_>>()));
    }
    for (name, is_there) in
        [("no-legend", legend), ("no-view-names", view_names), ("no-claim", claim), ("no-sources", sources)]
    {
        if !is_there {
            set(name, true.into());
        }
    }
    out.into()
}

/// The last part of a path, of either kind of system.
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
