//! The load stage: a chart spec and the files it names become a checked chart.

use super::cache::{Cache, FileKey};
use super::drawing::{Reading, read_body, spawn};
use super::library::{Resolver, bytes, dark, fonts, known_map, theme, words};
use super::map::read_labels;
use super::plan::{
    Plan, aspects, coloured, crop, ground, guides, notes, palette, strokes, subtitle, title, views, visible,
};
use super::values::{ValueTable, read_values};
use crate::assets;
use crate::error::Error;
use crate::model::{
    Aspect, BodyFigure, Chart, ChartSpec, Emphasis, Ground, Map, Outline, SideChoice, Theme, Toggle, View,
};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Reads everything that a spec names and checks it.
///
/// # Errors
/// [`Error::UnknownName`] and [`Error::Usage`] for what the spec says,
/// [`Error::Input`] and [`Error::Limit`] for what is in the files.
pub fn load(spec: &ChartSpec, files: &dyn Resolver) -> Result<Chart, Error> {
    load_with(spec, files, &Cache::default())
}

/// The same with what was read for earlier charts.
///
/// # Errors
/// As [`load`].
pub(crate) fn load_with(spec: &ChartSpec, files: &dyn Resolver, known: &Cache) -> Result<Chart, Error> {
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
        fonts: fonts(spec, files)?,
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
type ChartDrawings = (BTreeMap<Aspect, Arc<Outline>>, Option<Arc<BodyFigure>>);

/// The outlines of some views by aspect, and the figure of the body, which is
/// read at the same time.
fn drawings(
    spec: &ChartSpec,
    files: &dyn Resolver,
    map: &Map,
    views: &[View],
    known: &Cache,
    body: impl FnOnce() -> Result<Option<Arc<BodyFigure>>, Error>,
) -> Result<ChartDrawings, Error> {
    let named = aspects(views).into_iter().map(|aspect| {
        let file = spec.outlines.get(&aspect).or_else(|| map.outlines.get(&aspect));
        let file = file.ok_or_else(|| {
            Error::Usage(format!("the map has no outline for the {aspect} view; give one with --outline {aspect}=FILE"))
        })?;
        let bytes = bytes(file, "foot outline", assets::OUTLINES, files)?;
        Ok((aspect, file, FileKey::new(file, aspect.name(), &bytes), bytes))
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

/// The values that colour the zones.
fn table(spec: &ChartSpec, file: &str, map: &Map, files: &dyn Resolver) -> Result<ValueTable, Error> {
    if !spec.zones.is_empty() {
        return Err(Error::Usage(
            "--zone and --values contradict each other: values say which zones are coloured; leave one out".to_owned(),
        ));
    }
    read_values(file, &bytes(file, "table of values", &[], files)?, map)
}

/// The figure that shows most of the highlighted parts of the body.
fn body_figure(
    choice: Toggle,
    plan: &Plan,
    emphasis: &[Emphasis],
    map: &Map,
    known: &Cache,
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
            let key = FileKey::new(name, "body", &Cow::Borrowed(svg.as_bytes()));
            known.bodies.get(key, || read_body(name, svg)).map(Some)
        }
        _ if choice == Toggle::On => Err(Error::Usage(
            "no figure of the body has what is highlighted; choose a zone, or leave --body out".to_owned(),
        )),
        _ => Ok(None),
    }
}
