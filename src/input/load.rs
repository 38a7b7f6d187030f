//! The load stage: a chart spec and the files it names become a checked chart.

use super::cache::{Cache, FileKey};
use super::drawing::read_body;
use super::letters::{Given, check_letters};
use super::library::{Resolver, dark, find_map, fonts, outline_files, read_outlines, table_bytes, theme, words};
use super::map::{OwnNames, read_labels};
use super::plan::{
    Plan, ValueColors, agreement, check_visible, color_values, crop, guides, notes, palette, set_ground, strokes,
    subtitle, title, views,
};
use super::values::{ValueTable, read_values};
use crate::assets;
use crate::diag::Diagnostic;
use crate::error::Error;
use crate::model::{
    Accent, AgreementMarks, Aspect, BodyFigure, Chart, ChartSpec, Context, Emphasis, Ground, Map, MapKind, Outline,
    Shading, SideChoice, Theme, Toggle, View, Words,
};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Reads everything that a spec names and checks it.
///
/// # Errors
/// [`ErrorKind::Usage`](crate::ErrorKind::Usage) and [`ErrorKind::Usage`](crate::ErrorKind::Usage) for what the spec says,
/// [`ErrorKind::Input`](crate::ErrorKind::Input) and [`ErrorKind::Limit`](crate::ErrorKind::Limit) for what is in the files.
pub fn load(spec: &ChartSpec, files: &dyn Resolver) -> Result<Chart, Error> {
    load_with(spec, files, &Cache::default())
}

/// Loads a chart as [`load`] does, and takes from the cache what was read for
/// earlier ones.
///
/// # Errors
/// As [`load`].
pub(crate) fn load_with(spec: &ChartSpec, files: &dyn Resolver, cache: &Cache) -> Result<Chart, Error> {
    let Materials { words, mut theme, map, names, plan, table, values, views, emphasis, outlines, body } =
        Materials::read(spec, files, cache)?;
    let (said, values) = values.map_or_else(Default::default, |v| (v.title, v.texts));
    let title = spec.title.clone().or(said).unwrap_or_else(|| title(&plan, &map, &words));
    let subtitle = spec.subtitle.clone().unwrap_or_else(|| subtitle(&views, &plan, &map, &words));
    let (guides, longitudinal) = guides(spec.guides.as_deref(), &plan)?;
    let mut warnings = Vec::new();
    let painter = Painter { spec, plan: &plan, map: &map, words: &words, table: table.as_ref() };
    let palette = painter.palette(&mut theme, &mut warnings)?;
    let dark = painter.dark(&theme, cache)?;
    let strokes = strokes(spec, &map, &emphasis, &views)?;
    let notes = notes(spec, &map, &emphasis, &views, &strokes)?;
    let mut chart = Chart {
        agreement: AgreementMarks::None,
        body,
        body_may_go: spec.body != Toggle::On,
        crop: crop(spec, &map, &views)?,
        notes,
        strokes,
        emphasis,
        palette,
        fonts: fonts(spec, files, cache)?,
        values,
        dark,
        is_atlas: plan.is_atlas,
        sides_are_free: sides_are_free(spec, &plan),
        highlights: plan.highlights,
        context: context(spec.context, theme.shading),
        guides,
        guides_asked: spec.guides.is_some(),
        longitudinal,
        lens: spec.lens,
        labels: spec.labels,
        outlines,
        theme,
        kicker: spec.kicker.clone().unwrap_or_else(|| words.kicker.clone()),
        references: spec.references.clone(),
        words,
        views,
        title,
        subtitle,
        size: spec.size,
        type_scale: 1.0,
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
    };
    chart.agreement = agreement(spec, &chart);
    let given = Given { names: names.as_ref(), table: table.as_ref(), in_title: &plan.names };
    check_letters(spec, &chart, &given)?;
    Ok(chart)
}

/// What a spec names, read and checked.
struct Materials {
    /// The program's words in the chart's language.
    words: Words,
    /// The theme on its ground, before the user's accents.
    theme: Theme,
    /// The map with the user's own names.
    map: Arc<Map>,
    /// The user's own names.
    names: Option<OwnNames>,
    /// What is highlighted.
    plan: Plan,
    /// The table of values as read.
    table: Option<ValueTable>,
    /// The values as classes and colours.
    values: Option<ValueColors>,
    /// The views, in the order of the page.
    views: Vec<View>,
    /// How each zone is drawn, in the order of the map.
    emphasis: Vec<Emphasis>,
    /// The outline of each aspect that is shown.
    outlines: BTreeMap<Aspect, Arc<Outline>>,
    /// The figure of the body, if there is one.
    body: Option<Arc<BodyFigure>>,
}

impl Materials {
    /// Reads what a spec names.
    fn read(spec: &ChartSpec, files: &dyn Resolver, cache: &Cache) -> Result<Self, Error> {
        check_ranges(spec)?;
        let mut words = words(&spec.lang, cache)?;
        let mut theme = theme(&spec.theme, spec.skin, cache)?;
        set_ground(spec.ground, &mut theme)?;
        let mut map = find_map(spec.map.as_deref(), spec.variant.as_deref(), files, cache)?;
        if map.kind == MapKind::Anatomy {
            words = words.of_anatomy();
        }
        let own = |file: &String| {
            let bytes = table_bytes("labels-file", file, files)?;
            read_labels(file, &bytes, Arc::make_mut(&mut map), &spec.lang)
        };
        let names = spec.labels_file.as_ref().map(own).transpose()?;
        let mut plan = Plan::new(spec, &map)?;
        let table = spec.values.as_deref().map(|file| table(spec, file, &map, files)).transpose()?;
        let values = table.as_ref().map(|table| color_values(spec, table, &theme, &words)).transpose()?;
        if let Some(values) = &values {
            plan.by_class(&map, &values.classes);
        }
        let views = views(spec, &map, &plan)?;
        if plan.is_atlas {
            plan.keep_visible(&map, &views);
        } else {
            check_visible(spec, &map, &plan, &views)?;
        }
        let emphasis = plan.emphasis(map.zones.len());
        let drawings = outline_files(spec, files, &map, &views)?;
        let (outlines, body) =
            read_outlines(&drawings, cache, || body_figure(spec.body, &plan, &emphasis, &map, cache))?;
        Ok(Self { words, theme, map, names, plan, table, values, views, emphasis, outlines, body })
    }
}

/// Refuses numbers of a spec that are out of range.
fn check_ranges(spec: &ChartSpec) -> Result<(), Error> {
    if !(0.1..=8.0).contains(&spec.scale) {
        let message = format!("a scale of {} is out of range; it goes from 0.1 to 8", spec.scale);
        return Err(Error::usage("scale-range", message).in_field("/scale"));
    }
    if !(2..=9).contains(&spec.classes) {
        let message = format!("{} classes are out of range; there are 2 to 9", spec.classes);
        return Err(Error::usage("classes-range", message).in_field("/classes"));
    }
    Ok(())
}

/// Colours the highlights of one chart on themes.
struct Painter<'a> {
    /// What was asked for.
    spec: &'a ChartSpec,
    /// What is highlighted.
    plan: &'a Plan,
    /// The map.
    map: &'a Map,
    /// The program's words.
    words: &'a Words,
    /// Values that colour the zones.
    table: Option<&'a ValueTable>,
}

impl Painter<'_> {
    /// Returns the colours of the highlights in their order. Accents that the
    /// user gives go into the theme.
    fn palette(&self, theme: &mut Theme, warnings: &mut Vec<Diagnostic>) -> Result<Vec<Accent>, Error> {
        match self.table {
            Some(table) => Ok(color_values(self.spec, table, theme, self.words)?.palette),
            None => palette(self.spec, self.plan, self.map, theme, warnings),
        }
    }

    /// Returns the theme for dark surroundings and its colours, if the chart's
    /// theme has a dark twin.
    fn dark(&self, theme: &Theme, cache: &Cache) -> Result<Option<(Theme, Vec<Accent>)>, Error> {
        let Some(mut dark) = dark(theme, self.spec.skin, cache)? else { return Ok(None) };
        let palette = self.palette(&mut dark, &mut Vec::new())?;
        Ok(Some((dark, palette)))
    }
}

/// Returns how the other zones are drawn: one ink has no tint for them.
fn context(asked: Context, shading: Shading) -> Context {
    if asked == Context::Tint && shading == Shading::Lines { Context::None } else { asked }
}

/// Returns whether the layout may choose between one foot and both.
fn sides_are_free(spec: &ChartSpec, plan: &Plan) -> bool {
    let names_no_side = || spec.views.iter().all(|v| View::from_id(v).is_none());
    spec.side == SideChoice::Auto && !plan.is_atlas && names_no_side()
}

/// Reads the values that colour the zones.
fn table(spec: &ChartSpec, file: &str, map: &Map, files: &dyn Resolver) -> Result<ValueTable, Error> {
    if !spec.zones.is_empty() {
        return Err(Error::usage(
            "zone-and-values",
            "`zone` and `values` contradict each other: values say which zones are coloured",
        )
        .with_hint("leave one out")
        .in_field("/values"));
    }
    read_values(file, &table_bytes("values", file, files)?, map)
}

/// Chooses the figure that shows most of the highlighted parts of the body.
fn body_figure(
    choice: Toggle,
    plan: &Plan,
    emphasis: &[Emphasis],
    map: &Map,
    cache: &Cache,
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
            cache.bodies.get(key, || read_body(name, svg)).map(Some)
        }
        _ if choice == Toggle::On => Err(Error::usage("no-body", "no figure of the body has what is highlighted")
            .with_hint("choose a zone, or leave `body` out")
            .in_field("/body")),
        _ => Ok(None),
    }
}
