//! The load stage: a chart spec and the files it names become a checked chart.

use super::body::read_body;
use super::json::Source;
use super::known::{Key, Known};
use super::labels::read_labels;
use super::map::read_map;
use super::notes::{crop, notes, strokes};
use super::outline::{Reading, spawn};
use super::palette::{ground, palette};
use super::plan::Plan;
use super::theme::{read_theme, theme_facts};
use super::values::{Table, coloured, read_values};
use super::views::{aspects, views, visible};
use super::words::read_words;
use crate::assets;
use crate::diag::{Diagnostic, Place, suggestions};
use crate::error::Error;
use crate::model::{
    Aspect, BodyFigure, Chart, ChartSpec, Emphasis, Ground, Guide, Map, Outline, SideChoice, Theme, Toggle, View,
    Words, fill,
};
use crate::style::Color;
use crate::style::Fonts;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Where the bytes of named files come from.
pub trait Resolver {
    /// The bytes of a file, or why there are none.
    ///
    /// # Errors
    /// A reason in words, lower case, without the file's name.
    fn read(&self, path: &str) -> Result<Vec<u8>, String>;
}

/// A resolver that has no files: for charts from built-in data alone.
impl Resolver for () {
    fn read(&self, _path: &str) -> Result<Vec<u8>, String> {
        Err("this caller offers no files".to_owned())
    }
}

/// Reads everything that a spec names and checks it.
///
/// # Errors
/// [`Error::UnknownName`] and [`Error::Usage`] for what the spec says,
/// [`Error::Input`] and [`Error::Limit`] for what is in the files.
pub fn load(spec: &ChartSpec, files: &dyn Resolver) -> Result<Chart, Error> {
    load_with(spec, files, &Known::default())
}

/// The same with what was read for earlier charts.
///
/// # Errors
/// As [`load`].
pub fn load_with(spec: &ChartSpec, files: &dyn Resolver, known: &Known) -> Result<Chart, Error> {
    if !(0.1..=8.0).contains(&spec.scale) {
        return Err(Error::Usage(format!("a scale of {} is out of range; it goes from 0.1 to 8", spec.scale)));
    }
    let words = words(&spec.lang, known)?;
    let mut theme = theme(&spec.theme, spec.skin, known)?;
    ground(spec.ground, &mut theme)?;
    let mut map = known_map(spec.map.as_deref(), spec.variant.as_deref(), files, known)?;
    if let Some(file) = &spec.labels_file {
        read_labels(file, &bytes(file, "table of names", &[], files)?, Arc::make_mut(&mut map), &spec.lang)?;
    }
    let mut plan = Plan::new(spec, &map)?;
    let table = spec.values.as_deref().map(|file| table(spec, file, &map, files)).transpose()?;
    let shown = table.as_ref().map(|table| coloured(spec, table, &theme, &words)).transpose()?;
    if let Some(shown) = &shown {
        plan.by_class(&map, &shown.classes);
    }
    let views = views(spec, &map, &plan)?;
    if plan.is_atlas {
        plan.keep_visible(&map, &views);
    } else {
        visible(spec, &map, &plan, &views)?;
    }
    let emphasis = plan.emphasis(map.zones.len());
    let (outlines, body) =
        drawings(spec, files, &map, &views, known, || body_figure(spec.body, &plan, &emphasis, &map, known))?;
    let said = shown.as_ref().and_then(|c| c.title.clone());
    let title = spec.title.clone().or(said).unwrap_or_else(|| title(&plan, &map, &words));
    let subtitle = spec.subtitle.clone().unwrap_or_else(|| subtitle(&views, &plan, &map, &words));
    let (guides, longitudinal) = guides(spec.guides.as_deref(), &plan)?;
    let mut warnings = Vec::new();
    let paint = |theme: &mut Theme, warnings: &mut Vec<String>| match &table {
        Some(table) => Ok(coloured(spec, table, theme, &words)?.palette),
        None => palette(spec, &plan, &map, theme, warnings),
    };
    let palette = paint(&mut theme, &mut warnings)?;
    let dark = match dark(&theme, spec.skin, known)? {
        Some(mut dark) => {
            let palette = paint(&mut dark, &mut Vec::new())?;
            Some((dark, palette))
        }
        None => None,
    };
    let values = shown.map_or_else(BTreeMap::new, |c| c.texts);
    let strokes = strokes(spec, &map, &emphasis, &views)?;
    let notes = notes(spec, &map, &emphasis, &views, &strokes)?;
    let crop = crop(spec, &map, &views)?;
    let plan_is_atlas = plan.is_atlas;
    Ok(Chart {
        body,
        body_may_go: spec.body != Toggle::On,
        crop,
        notes,
        strokes,
        emphasis,
        palette,
        fonts: fonts(spec, files, known)?,
        values,
        dark,
        is_atlas: plan.is_atlas,
        highlights: plan.highlights,
        context: spec.context,
        guides,
        longitudinal,
        lens: spec.lens,
        labels: spec.labels,
        sides_are_free: spec.side == SideChoice::Auto
            && !plan_is_atlas
            && spec.views.iter().all(|v| View::from_id(v).is_none()),
        outlines,
        theme,
        words,
        views,
        title,
        subtitle,
        size: spec.size,
        is_transparent: spec.ground == Ground::Transparent,
        scale: spec.scale,
        lang: spec.lang.clone(),
        legend: spec.legend,
        view_names: spec.view_names,
        claim: spec.claim,
        sources: spec.sources,
        credit: spec.credit.clone(),
        warnings,
        map,
    })
}

/// Outlines by aspect, and the figure of the body, if there is one.
type Drawings = (BTreeMap<Aspect, Arc<Outline>>, Option<Arc<BodyFigure>>);

/// The outlines of some views by aspect, and the figure of the body, which is
/// read at the same time.
fn drawings(
    spec: &ChartSpec,
    files: &dyn Resolver,
    map: &Map,
    views: &[View],
    known: &Known,
    body: impl FnOnce() -> Result<Option<Arc<BodyFigure>>, Error>,
) -> Result<Drawings, Error> {
    let named = aspects(views).into_iter().map(|aspect| {
        let file = spec.outlines.get(&aspect).or_else(|| map.outlines.get(&aspect));
        let file = file.ok_or_else(|| {
            Error::Usage(format!("the map has no outline for the {aspect} view; give one with --outline {aspect}=FILE"))
        })?;
        let bytes = bytes(file, "foot outline", assets::OUTLINES, files)?;
        Ok((aspect, file, Key::new(file, aspect.name(), &bytes), bytes))
    });
    let named = named.collect::<Result<Vec<_>, Error>>()?;
    std::thread::scope(|scope| {
        let readings = named.iter().map(|(aspect, file, key, bytes)| {
            let outline = known.outlines.find(key);
            let reading = outline.map_or_else(|| spawn(scope, file, bytes, *aspect).map(Err), |known| Ok(Ok(known)));
            Ok((*aspect, key, reading?))
        });
        let readings = readings.collect::<Result<Vec<_>, Error>>()?;
        let body = body();
        let outlines = readings.into_iter().map(|(aspect, key, reading)| {
            let read = |reading: Reading<'_>| Ok::<_, Error>(known.outlines.keep(key.clone(), reading.join()?));
            Ok((aspect, reading.or_else(read)?))
        });
        Ok((outlines.collect::<Result<_, Error>>()?, body?))
    })
}

/// Reads a map: a file, a built-in by id, or the default; with the changes of
/// one of its variants, if that is wanted.
///
/// # Errors
/// As [`load`], for the map alone.
pub fn load_map(name: Option<&str>, variant: Option<&str>, files: &dyn Resolver) -> Result<Map, Error> {
    known_map(name, variant, files, &Known::default()).map(Arc::unwrap_or_clone)
}

/// A map that may be known.
fn known_map(
    name: Option<&str>,
    variant: Option<&str>,
    files: &dyn Resolver,
    known: &Known,
) -> Result<Arc<Map>, Error> {
    let name = name.unwrap_or("builtin:western-foot");
    let bytes = bytes(name, "map", assets::MAPS, files)?;
    let key = Key::new(name, variant.unwrap_or_default(), &bytes);
    known.maps.get(key, || read_map(&Source::new(name, &bytes)?, variant))
}

/// The bytes of `builtin:NAME` or of a file.
pub(super) fn bytes(
    name: &str,
    kind: &'static str,
    table: &[(&str, &'static str)],
    files: &dyn Resolver,
) -> Result<Cow<'static, [u8]>, Error> {
    if let Some(builtin) = name.strip_prefix("builtin:") {
        let text =
            assets::find(table, builtin).ok_or_else(|| unknown(kind, builtin, table.iter().map(|t| t.0), true))?;
        return Ok(Cow::Borrowed(text.as_bytes()));
    }
    files
        .read(name)
        .map(Cow::Owned)
        .map_err(|reason| Diagnostic::new(Place::file(name), format!("cannot read this {kind}: {reason}")).into())
}

/// The fonts that the spec names.
fn fonts(spec: &ChartSpec, files: &dyn Resolver, known: &Known) -> Result<Fonts, Error> {
    let read = |name: &String| bytes(name, "font", &[], files).map(Cow::into_owned);
    let bytes = spec.fonts.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    known.fonts.give(bytes).map_err(|(index, reason)| {
        let name = spec.fonts.get(index).or(spec.fonts.last()).cloned().unwrap_or_default();
        Diagnostic::new(Place::file(name), format!("cannot use this font: {reason}")).into()
    })
}

/// The values that colour the zones.
fn table(spec: &ChartSpec, file: &str, map: &Map, files: &dyn Resolver) -> Result<Table, Error> {
    if !spec.zones.is_empty() {
        return Err(Error::Usage(
            "--zone and --values contradict each other: values say which zones are coloured; leave one out".to_owned(),
        ));
    }
    read_values(file, &bytes(file, "table of values", &[], files)?, map)
}

/// An unknown-name error; `list` says whether to name all that there are.
pub(super) fn unknown<'a>(
    kind: &'static str,
    name: &str,
    known: impl Iterator<Item = &'a str> + Clone,
    list: bool,
) -> Error {
    Error::UnknownName {
        kind,
        name: name.to_owned(),
        near: suggestions(name, known.clone()),
        known: if list { known.map(str::to_owned).collect() } else { Vec::new() },
    }
}

/// The words of a language.
fn words(lang: &str, known: &Known) -> Result<Words, Error> {
    let text = assets::words(lang).ok_or_else(|| unknown("language", lang, assets::WORDS.iter().map(|w| w.0), true))?;
    let key = Key::new(lang, "words", &Cow::Borrowed(text.as_bytes()));
    known.words.get(key, || read_words(&Source { file: lang, text }, lang)).map(Arc::unwrap_or_clone)
}

/// A theme by name, with one of its skins.
fn theme(name: &str, skin: usize, known: &Known) -> Result<Theme, Error> {
    let text = assets::find(assets::THEMES, name)
        .ok_or_else(|| unknown("theme", name, assets::THEMES.iter().map(|t| t.0), true))?;
    let key = Key::new(name, &format!("skin {skin}"), &Cow::Borrowed(text.as_bytes()));
    known.themes.get(key, || read_theme(&Source { file: name, text }, skin)).map(Arc::unwrap_or_clone)
}

/// A built-in theme, as lists of themes name it.
#[derive(Clone, Debug)]
pub struct ThemeFacts {
    /// Its name.
    pub id: &'static str,
    /// How many skins it has; they are numbered from 1.
    pub skins: usize,
    /// The colours of its highlights in order.
    pub accents: Vec<Color>,
}

/// The built-in themes.
///
/// # Errors
/// [`Error::Input`] where one is broken.
pub fn themes() -> Result<Vec<ThemeFacts>, Error> {
    let facts = |(id, text): &(&'static str, &str)| {
        let (skins, accents) = theme_facts(&Source { file: id, text })?;
        Ok(ThemeFacts { id, skins, accents })
    };
    assets::THEMES.iter().map(facts).collect()
}

/// The languages that the program has words for.
///
/// # Errors
/// [`Error::Input`] where the words of one are broken.
pub fn languages() -> Result<Vec<Words>, Error> {
    assets::WORDS.iter().map(|(lang, text)| read_words(&Source { file: lang, text }, lang)).collect()
}

/// The theme that stands in for another one in dark surroundings.
fn dark(theme: &Theme, skin: usize, known: &Known) -> Result<Option<Theme>, Error> {
    if theme.id == "light" { self::theme("dark", skin, known).map(Some) } else { Ok(None) }
}

/// The guides to draw, and whether the longitudinal zones are among them.
fn guides(wanted: Option<&[String]>, plan: &Plan) -> Result<(Vec<Guide>, bool), Error> {
    let Some(names) = wanted else { return Ok((plan.guides.clone(), false)) };
    let (mut guides, mut longitudinal) = (Vec::new(), false);
    for name in names {
        match (name.as_str(), Guide::ALL.into_iter().find(|g| g.name() == name)) {
            (_, Some(guide)) => guides.push(guide),
            ("zones", None) => longitudinal = true,
            ("all", None) => (guides, longitudinal) = (Guide::ALL.to_vec(), true),
            ("none", None) => {}
            _ => {
                let known = Guide::ALL.iter().map(|g| g.name()).chain(["zones", "all", "none"]);
                return Err(unknown("guide", name, known, true));
            }
        }
    }
    guides.sort();
    guides.dedup();
    Ok((guides, longitudinal))
}

/// The figure that shows most of the highlighted parts of the body.
fn body_figure(
    choice: Toggle,
    plan: &Plan,
    emphasis: &[Emphasis],
    map: &Map,
    known: &Known,
) -> Result<Option<Arc<BodyFigure>>, Error> {
    if choice == Toggle::Off || (plan.is_atlas && choice == Toggle::Auto) {
        return Ok(None);
    }
    let score = |svg: &str| -> usize {
        let weight = |e: &Emphasis| match e {
            Emphasis::Primary(_) => 2,
            Emphasis::Secondary(_) => 1,
            Emphasis::Context => 0,
        };
        let parts = map.zones.iter().zip(emphasis).flat_map(|(z, e)| z.body.iter().map(move |b| (b, weight(e))));
        let ids: BTreeSet<&str> = svg.split("id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        parts.filter(|(part, _)| ids.contains(part.as_str())).map(|(_, weight)| weight).sum()
    };
    let best = assets::BODIES.iter().map(|b| (score(b.1), b)).reduce(|a, b| if b.0 > a.0 { b } else { a });
    match best {
        Some((score, (name, svg))) if score > 0 => {
            let key = Key::new(name, "body", &Cow::Borrowed(svg.as_bytes()));
            known.bodies.get(key, || read_body(name, svg)).map(Some)
        }
        _ if choice == Toggle::On => Err(Error::Usage(
            "no figure of the body has what is highlighted; choose a zone, or leave --body out".to_owned(),
        )),
        _ => Ok(None),
    }
}

/// `Lower back and sciatic nerve`.
fn title(plan: &Plan, map: &Map, words: &Words) -> String {
    if plan.is_atlas {
        return words.atlas.clone();
    }
    if plan.highlights.is_empty() {
        return map.title.get(&words.lang).to_owned();
    }
    let mut labels: Vec<String> = Vec::new();
    for label in &plan.names {
        let name = if labels.is_empty() { label.clone() } else { words.inside_sentence(label) };
        if !labels.iter().any(|l| l.to_lowercase() == name.to_lowercase()) {
            labels.push(name);
        }
    }
    words.list(&labels)
}

/// Where the charts place it.
fn subtitle(views: &[View], plan: &Plan, map: &Map, words: &Words) -> String {
    if plan.is_atlas {
        return fill(&words.subtitle_atlas, &[("count", &map.zones.len().to_string())]);
    }
    let names: Vec<String> = aspects(views).iter().filter_map(|a| words.aspects.get(a).cloned()).collect();
    let phrase = match plan.names.len() {
        0 => &words.subtitle_map,
        1 => &words.subtitle_one,
        _ => &words.subtitle_many,
    };
    fill(phrase, &[("views", &words.list(&names))])
}
