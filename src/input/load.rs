//! The load stage: a chart spec and the files it names become a checked chart.

use super::json::Source;
use super::map::read_map;
use super::outline::read_outline;
use super::theme::{read_theme, read_words};
use crate::assets;
use crate::diag::{Diagnostic, Place, suggestions};
use crate::error::Error;
use crate::model::{
    Aspect, Chart, ChartSpec, Emphasis, Group, Guide, Highlight, Map, Side, SideChoice, Theme, View, Words, fill,
};
use std::collections::BTreeMap;

/// Most zones or groups highlighted in one chart.
const MAX_HIGHLIGHTS: usize = 64;

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
    if !(0.1..=8.0).contains(&spec.scale) {
        return Err(Error::Usage(format!("a scale of {} is out of range; it goes from 0.1 to 8", spec.scale)));
    }
    let words = words(&spec.lang)?;
    let theme = theme(&spec.theme)?;
    let map = load_map(spec.map.as_deref(), files)?;
    let plan = Plan::new(spec, &map)?;
    let views = views(spec, &map, &plan)?;
    visible(spec, &map, &plan, &views)?;
    let mut outlines = BTreeMap::new();
    for aspect in aspects(&views) {
        let file = spec.outlines.get(&aspect).or_else(|| map.outlines.get(&aspect));
        let file = file.ok_or_else(|| {
            Error::Usage(format!("the map has no outline for the {aspect} view; give one with --outline {aspect}=FILE"))
        })?;
        let bytes = bytes(file, "foot outline", assets::OUTLINES, files)?;
        outlines.insert(aspect, read_outline(file, &bytes, aspect)?);
    }
    let title = spec.title.clone().unwrap_or_else(|| title(&plan.highlights, &map, &words));
    let subtitle = spec.subtitle.clone().unwrap_or_else(|| subtitle(&views, plan.highlights.len(), &words));
    Ok(Chart {
        emphasis: plan.emphasis(map.zones.len()),
        highlights: plan.highlights,
        guides: plan.guides,
        outlines,
        theme,
        words,
        views,
        title,
        subtitle,
        size: spec.size,
        scale: spec.scale,
        lang: spec.lang.clone(),
        map,
    })
}

/// Reads a map: a file, a built-in by id, or the default.
///
/// # Errors
/// As [`load`], for the map alone.
pub fn load_map(name: Option<&str>, files: &dyn Resolver) -> Result<Map, Error> {
    let name = name.unwrap_or("builtin:western-foot");
    let bytes = bytes(name, "map", assets::MAPS, files)?;
    read_map(&Source::new(name, &bytes)?)
}

/// The bytes of `builtin:NAME` or of a file.
fn bytes(
    name: &str,
    kind: &'static str,
    table: &[(&str, &'static str)],
    files: &dyn Resolver,
) -> Result<Vec<u8>, Error> {
    if let Some(builtin) = name.strip_prefix("builtin:") {
        let text =
            assets::find(table, builtin).ok_or_else(|| unknown(kind, builtin, table.iter().map(|t| t.0), true))?;
        return Ok(text.as_bytes().to_vec());
    }
    files
        .read(name)
        .map_err(|reason| Diagnostic::new(Place::file(name), format!("cannot read this {kind}: {reason}")).into())
}

/// An unknown-name error; `list` says whether to name all that there are.
fn unknown<'a>(kind: &'static str, name: &str, known: impl Iterator<Item = &'a str> + Clone, list: bool) -> Error {
    Error::UnknownName {
        kind,
        name: name.to_owned(),
        near: suggestions(name, known.clone()),
        known: if list { known.map(str::to_owned).collect() } else { Vec::new() },
    }
}

/// The words of a language.
fn words(lang: &str) -> Result<Words, Error> {
    let text = assets::find(assets::WORDS, lang)
        .ok_or_else(|| unknown("language", lang, assets::WORDS.iter().map(|w| w.0), true))?;
    read_words(&Source { file: lang, text }, lang)
}

/// A theme by name.
fn theme(name: &str) -> Result<Theme, Error> {
    let text = assets::find(assets::THEMES, name)
        .ok_or_else(|| unknown("theme", name, assets::THEMES.iter().map(|t| t.0), true))?;
    read_theme(&Source { file: name, text })
}

/// What is highlighted, and where its data want it shown.
struct Plan {
    /// The highlights in the order of their accents.
    highlights: Vec<Highlight>,
    /// For each highlight the aspects that its data name, most telling first.
    aspects: Vec<Vec<Aspect>>,
    /// Guides that its groups name.
    guides: Vec<Guide>,
}

impl Plan {
    /// Finds the zones and groups of the spec.
    fn new(spec: &ChartSpec, map: &Map) -> Result<Self, Error> {
        let mut plan = Self { highlights: Vec::new(), aspects: Vec::new(), guides: Vec::new() };
        for name in &spec.zones {
            if let Some(index) = map.zone_index(name) {
                plan.zone(map, index, &spec.lang);
            } else if let Some(group) = map.group(name) {
                plan.group(map, group, &spec.lang);
            } else {
                let known = map.zones.iter().map(|z| z.id.as_str()).chain(map.groups.iter().map(|g| g.id.as_str()));
                let mut near = suggestions(name, known.clone());
                if near.is_empty() {
                    near = by_label(map, name);
                }
                return Err(match near.is_empty() {
                    true => Error::Usage(format!(
                        "unknown zone `{name}`\n  help: `chart list zones` and `chart list groups` name all there are"
                    )),
                    false => Error::UnknownName { kind: "zone", name: name.clone(), near, known: Vec::new() },
                });
            }
        }
        if plan.highlights.len() > MAX_HIGHLIGHTS {
            return Err(Error::Limit(format!(
                "{} highlights are too many for one chart; the limit is {MAX_HIGHLIGHTS}",
                plan.highlights.len()
            )));
        }
        Ok(plan)
    }

    /// Adds a single zone.
    fn zone(&mut self, map: &Map, index: usize, lang: &str) {
        let zone = &map.zones[index];
        let label = zone.label.get(lang).to_owned();
        self.highlights.push(Highlight { legend: label.clone(), label, primary: vec![index], secondary: Vec::new() });
        let drawn = |a: &Aspect| zone.shapes.get(a).is_some_and(|s| !s.left.is_empty() || !s.right.is_empty());
        self.aspects.push(Aspect::ALL.into_iter().filter(drawn).collect());
    }

    /// Adds a group; a group of groups adds one highlight for each of them.
    fn group(&mut self, map: &Map, group: &Group, lang: &str) {
        for guide in &group.guides {
            if !self.guides.contains(guide) {
                self.guides.push(*guide);
            }
        }
        let index = |ids: &[String]| ids.iter().filter_map(|m| map.zone_index(m)).collect::<Vec<_>>();
        let (primary, secondary) = (index(&group.members), index(&group.secondary));
        if !primary.is_empty() || !secondary.is_empty() {
            let label = group.label.get(lang).to_owned();
            let legend = group.legend.get(lang);
            let legend = if legend.is_empty() { label.clone() } else { legend.to_owned() };
            self.highlights.push(Highlight { label, legend, primary, secondary });
            self.aspects.push(group.views.clone());
        }
        for inner in group.members.iter().filter_map(|m| map.group(m)) {
            self.group(map, inner, lang);
        }
    }

    /// How each zone is drawn; the first highlight that names it decides.
    fn emphasis(&self, zones: usize) -> Vec<Emphasis> {
        let mut out = vec![Emphasis::Context; zones];
        for (i, h) in self.highlights.iter().enumerate() {
            for (list, emphasis) in [(&h.primary, Emphasis::Primary(i)), (&h.secondary, Emphasis::Secondary(i))] {
                for &z in list {
                    if out[z] == Emphasis::Context {
                        out[z] = emphasis;
                    }
                }
            }
        }
        out
    }
}

/// Ids of zones and groups whose label holds the name.
fn by_label(map: &Map, name: &str) -> Vec<String> {
    let wanted = name.to_lowercase();
    let holds = |labels: &crate::model::Localized| {
        wanted.len() > 2 && labels.0.values().any(|l| l.to_lowercase().contains(&wanted))
    };
    let groups = map.groups.iter().filter(|g| holds(&g.label)).map(|g| g.id.clone());
    let zones = map.zones.iter().filter(|z| holds(&z.label)).map(|z| z.id.clone());
    groups.chain(zones).take(3).collect()
}

/// The views: those asked for, or those where the highlights are.
fn views(spec: &ChartSpec, map: &Map, plan: &Plan) -> Result<Vec<View>, Error> {
    let mut views = Vec::new();
    if spec.views.is_empty() {
        let sides = sides(spec, map, plan);
        for aspect in chosen_aspects(plan) {
            views.extend(sides.iter().map(|&side| View { aspect, side }));
        }
    }
    for name in &spec.views {
        if let Some(aspect) = Aspect::from_name(name) {
            views.extend(sides(spec, map, plan).iter().map(|&side| View { aspect, side }));
        } else if let Some(view) = View::from_id(name) {
            if spec.side != SideChoice::Auto
                && spec.side != SideChoice::Both
                && spec.side != SideChoice::Only(view.side)
            {
                return Err(Error::Usage(format!("--view {view} and --side contradict each other; leave one out")));
            }
            views.push(view);
        } else {
            let ids: Vec<String> = Aspect::ALL
                .iter()
                .flat_map(|&aspect| Side::ALL.map(|side| View { aspect, side }.to_string()))
                .collect();
            return Err(unknown(
                "view",
                name,
                Aspect::ALL.iter().map(|a| a.name()).chain(ids.iter().map(String::as_str)),
                true,
            ));
        }
    }
    views.sort_by_key(|v| (v.aspect, place_on_page(*v)));
    views.dedup();
    Ok(views)
}

/// Feet as they stand on a page: soles and inner sides with the right foot on
/// the left, tops and outer sides with the left foot on the left.
fn place_on_page(view: View) -> u8 {
    let right_first = matches!(view.aspect, Aspect::Plantar | Aspect::Medial);
    u8::from((view.side == Side::Left) == right_first)
}

/// At most two aspects that show every highlight, where two can.
fn chosen_aspects(plan: &Plan) -> Vec<Aspect> {
    if plan.aspects.is_empty() {
        return vec![Aspect::Plantar];
    }
    let mut chosen: Vec<Aspect> =
        Aspect::ALL.into_iter().filter(|a| plan.aspects.iter().any(|list| list.contains(a))).collect();
    while chosen.len() > 2 {
        // drop the last one that no highlight needs
        let needless = (0..chosen.len())
            .rev()
            .find(|&i| plan.aspects.iter().all(|list| list.iter().any(|a| *a != chosen[i] && chosen.contains(a))));
        match needless {
            Some(i) => {
                chosen.remove(i);
            }
            None => break,
        }
    }
    chosen
}

/// The feet to show.
fn sides(spec: &ChartSpec, map: &Map, plan: &Plan) -> Vec<Side> {
    match spec.side {
        SideChoice::Both => Side::ALL.to_vec(),
        SideChoice::Only(side) => vec![side],
        SideChoice::Auto if f64::from(spec.size.width) < 1.15 * f64::from(spec.size.height) => Side::ALL.to_vec(),
        SideChoice::Auto => {
            // a wide page shows one foot: the right, unless a zone is on the left only
            let zones = plan.highlights.iter().flat_map(|h| h.primary.iter().chain(&h.secondary));
            let on = |side: Side| zones.clone().all(|&z| map.zones[z].side.includes(side));
            if on(Side::Right) {
                vec![Side::Right]
            } else if on(Side::Left) {
                vec![Side::Left]
            } else {
                Side::ALL.to_vec()
            }
        }
    }
}

/// The aspects of some views, each once.
fn aspects(views: &[View]) -> Vec<Aspect> {
    Aspect::ALL.into_iter().filter(|a| views.iter().any(|v| v.aspect == *a)).collect()
}

/// Every highlight shows in some view; silence would be a lie.
fn visible(spec: &ChartSpec, map: &Map, plan: &Plan, views: &[View]) -> Result<(), Error> {
    for h in &plan.highlights {
        let zones = || h.primary.iter().chain(&h.secondary).map(|&z| &map.zones[z]);
        let shows = |v: &View| {
            zones()
                .any(|z| z.side.includes(v.side) && z.shapes.get(&v.aspect).is_some_and(|s| !s.on(v.side).is_empty()))
        };
        if views.iter().any(shows) {
            continue;
        }
        let all = Aspect::ALL.iter().flat_map(|&aspect| Side::ALL.map(|side| View { aspect, side }));
        let there: Vec<String> = all.filter(shows).map(|v| v.to_string()).collect();
        let shown: Vec<String> = views.iter().map(ToString::to_string).collect();
        return Err(Error::Usage(format!(
            "`{}` is not on any view of this chart ({})\n  help: it is on {}; choose with --view and --side{}",
            h.label,
            shown.join(", "),
            if there.is_empty() { "none that the map draws".to_owned() } else { there.join(", ") },
            if spec.views.is_empty() { "" } else { ", or leave --view out" },
        )));
    }
    Ok(())
}

/// `Lower back and sciatic nerve`.
fn title(highlights: &[Highlight], map: &Map, words: &Words) -> String {
    if highlights.is_empty() {
        return map.title.get(&words.lang).to_owned();
    }
    let mut labels: Vec<String> = Vec::new();
    for h in highlights {
        let name = if labels.is_empty() { h.label.clone() } else { inside_sentence(&h.label, &words.lang) };
        if !labels.iter().any(|l| l.eq_ignore_ascii_case(&name)) {
            labels.push(name);
        }
    }
    words.list(&labels)
}

/// A label as it stands in the middle of a sentence.
fn inside_sentence(label: &str, lang: &str) -> String {
    let mut chars = label.chars();
    let (first, second) = (chars.next(), chars.clone().next());
    match (first, second) {
        (Some(a), Some(b)) if b.is_lowercase() && !lang.starts_with("de") => a.to_lowercase().chain(chars).collect(),
        _ => label.to_owned(),
    }
}

/// Where the charts place it.
fn subtitle(views: &[View], highlights: usize, words: &Words) -> String {
    let names: Vec<String> = aspects(views).iter().filter_map(|a| words.aspects.get(a).cloned()).collect();
    let phrase = match highlights {
        0 => &words.subtitle_map,
        1 => &words.subtitle_one,
        _ => &words.subtitle_many,
    };
    fill(phrase, &[("views", &words.list(&names))])
}
