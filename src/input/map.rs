//! The zone map as JSON, and every rule that it must keep.

#![allow(
    clippy::missing_docs_in_private_items,
    reason = "the fields of raw structs are the JSON keys, described once in the README"
)]

use super::json::{Source, escape};
use super::shape::RawShapes;
use crate::diag::{Diagnostic, did_you_mean, suggestions};
use crate::error::Error;
use crate::model::{Agreement, Aspect, Group, Guide, Localized, Map, Side, System, Zone, ZoneSide};
use std::collections::{BTreeMap, BTreeSet};

/// Most zones of a map.
const MAX_ZONES: usize = 2000;
/// Most characters of a label.
const MAX_LABEL: usize = 300;
/// Deepest nesting of groups in groups.
const MAX_DEPTH: usize = 8;

/// Text by language, as written.
type RawText = BTreeMap<String, String>;

/// The map as written.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMap {
    format: String,
    id: String,
    version: String,
    title: RawText,
    #[serde(default)]
    placement: RawText,
    #[serde(default)]
    license: String,
    outlines: BTreeMap<String, String>,
    systems: BTreeMap<String, RawSystem>,
    sources: BTreeMap<String, RawSource>,
    #[serde(default)]
    #[expect(dead_code, reason = "studies are checked for form now and drawn by the notes of a later version")]
    evidence: BTreeMap<String, RawEvidence>,
    zones: Vec<RawZone>,
    #[serde(default)]
    groups: serde_json::Map<String, serde_json::Value>,
}

/// A system as written.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSystem {
    label: RawText,
    color: String,
}

/// A source as written.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSource {
    name: String,
    text: String,
}

/// A study as written.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "read for its form")]
struct RawEvidence {
    text: String,
    doi: Option<String>,
}

/// A zone as written.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawZone {
    id: String,
    label: RawText,
    #[serde(default)]
    place: BTreeMap<String, RawText>,
    claim: RawText,
    system: String,
    side: String,
    #[serde(default)]
    body: Vec<String>,
    agreement: String,
    #[serde(default)]
    note: RawText,
    sources: Vec<String>,
    #[serde(default)]
    over: Vec<String>,
    shapes: BTreeMap<String, RawShapes>,
}

/// A group as written.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawGroup {
    label: RawText,
    #[serde(default)]
    legend: RawText,
    views: Vec<String>,
    #[serde(default)]
    guides: Vec<String>,
    zones: Vec<String>,
    #[serde(default)]
    secondary: Vec<String>,
}

/// Reads and checks a map.
///
/// # Errors
/// [`Error::Input`] with every problem found.
pub(super) fn read_map(source: &Source<'_>) -> Result<Map, Error> {
    let raw: RawMap = source.read()?;
    let mut check = Check { source, problems: Vec::new() };
    let map = check.map(raw);
    if check.problems.is_empty() { Ok(map) } else { Err(Error::Input(check.problems)) }
}

/// The checks of one file, with what they found.
struct Check<'a> {
    /// The file.
    source: &'a Source<'a>,
    /// Problems so far.
    problems: Vec<Diagnostic>,
}

impl Check<'_> {
    /// Notes a problem.
    fn report(&mut self, pointer: &str, message: impl Into<String>) {
        self.problems.push(self.source.at(pointer, message));
    }

    /// Notes an unknown name, with near ones.
    fn unknown<'n>(&mut self, pointer: &str, kind: &str, name: &str, known: impl IntoIterator<Item = &'n str>) {
        let mut problem = self.source.at(pointer, format!("unknown {kind} `{name}`"));
        problem.hint = did_you_mean(&suggestions(name, known));
        self.problems.push(problem);
    }

    /// The whole map.
    fn map(&mut self, raw: RawMap) -> Map {
        if raw.format != "reflex-map/1" {
            self.report("/format", format!("format `{}` is not known; this program reads `reflex-map/1`", raw.format));
        }
        self.id("/id", &raw.id);
        if raw.zones.len() > MAX_ZONES {
            self.report("/zones", format!("{} zones are too many; the limit is {MAX_ZONES}", raw.zones.len()));
        }
        let outlines = raw
            .outlines
            .into_iter()
            .filter_map(|(name, file)| Some((self.aspect(&format!("/outlines/{}", escape(&name)), &name)?, file)))
            .collect();
        let systems = raw.systems.into_iter().filter_map(|(id, s)| self.system(id, s)).collect();
        let sources =
            raw.sources.into_iter().map(|(id, s)| (id, crate::model::Source { name: s.name, text: s.text })).collect();
        let zone_ids: BTreeSet<String> = raw.zones.iter().map(|z| z.id.clone()).collect();
        let mut map = Map {
            id: raw.id,
            version: raw.version,
            title: self.text("/title", raw.title),
            placement: Localized(raw.placement),
            license: raw.license,
            outlines,
            systems,
            sources,
            zones: Vec::with_capacity(raw.zones.len()),
            groups: Vec::new(),
        };
        for (i, zone) in raw.zones.into_iter().enumerate() {
            let zone = self.zone(&format!("/zones/{i}"), zone, &map, &zone_ids);
            if map.zone(&zone.id).is_some() {
                self.report(&format!("/zones/{i}/id"), format!("a second zone with the id `{}`", zone.id));
            }
            map.zones.push(zone);
        }
        for (id, value) in raw.groups {
            let pointer = format!("/groups/{}", escape(&id));
            match serde_path_to_error::deserialize::<_, RawGroup>(value) {
                Ok(group) => {
                    let group = self.group(&pointer, id, group);
                    map.groups.push(group);
                }
                Err(e) => self.report(&pointer, e.inner().to_string()),
            }
        }
        self.members(&map);
        map
    }

    /// A system.
    fn system(&mut self, id: String, raw: RawSystem) -> Option<(String, System)> {
        let pointer = format!("/systems/{}", escape(&id));
        let label = self.text(&format!("{pointer}/label"), raw.label);
        match raw.color.parse() {
            Ok(color) => Some((id, System { label, color })),
            Err(e) => {
                self.report(&format!("{pointer}/color"), e);
                None
            }
        }
    }

    /// A zone.
    fn zone(&mut self, pointer: &str, raw: RawZone, map: &Map, ids: &BTreeSet<String>) -> Zone {
        let at = |key: &str| format!("{pointer}/{key}");
        self.id(&at("id"), &raw.id);
        if !map.systems.contains_key(&raw.system) {
            self.unknown(&at("system"), "system", &raw.system, map.systems.keys().map(String::as_str));
        }
        if raw.sources.is_empty() {
            self.report(&at("sources"), "a zone names at least one source; what you compiled yourself is `own`");
        }
        for (i, s) in raw.sources.iter().enumerate().filter(|(_, s)| !map.sources.contains_key(*s)) {
            self.unknown(&at(&format!("sources/{i}")), "source", s, map.sources.keys().map(String::as_str));
        }
        for (i, o) in raw.over.iter().enumerate().filter(|(_, o)| !ids.contains(*o)) {
            self.unknown(&at(&format!("over/{i}")), "zone", o, ids.iter().map(String::as_str));
        }
        let side = match raw.side.as_str() {
            "both" => ZoneSide::Both,
            other => Side::from_name(other).map_or_else(
                || {
                    self.report(&at("side"), format!("side `{other}` is not known; it is `left`, `right` or `both`"));
                    ZoneSide::Both
                },
                ZoneSide::Only,
            ),
        };
        let agreement = [Agreement::High, Agreement::Medium, Agreement::Low]
            .into_iter()
            .find(|a| a.name() == raw.agreement)
            .unwrap_or_else(|| {
                self.report(
                    &at("agreement"),
                    format!("agreement `{}` is not known; it is `high`, `medium` or `low`", raw.agreement),
                );
                Agreement::Low
            });
        let mut shapes = BTreeMap::new();
        for (name, list) in raw.shapes {
            let here = at(&format!("shapes/{}", escape(&name)));
            if let Some(aspect) = self.aspect(&here, &name) {
                shapes.insert(aspect, list.check(aspect, &here, self.source, &mut self.problems));
            }
        }
        let mut place = BTreeMap::new();
        for (name, text) in raw.place {
            let here = at(&format!("place/{}", escape(&name)));
            if let Some(aspect) = self.aspect(&here, &name) {
                place.insert(aspect, self.text(&here, text));
            }
        }
        Zone {
            label: self.text(&at("label"), raw.label),
            claim: self.text(&at("claim"), raw.claim),
            note: Localized(raw.note),
            id: raw.id,
            place,
            system: raw.system,
            side,
            body: raw.body,
            agreement,
            sources: raw.sources,
            over: raw.over,
            shapes,
        }
    }

    /// A group, its members not yet checked.
    fn group(&mut self, pointer: &str, id: String, raw: RawGroup) -> Group {
        self.id(pointer, &id);
        let views =
            raw.views.iter().enumerate().filter_map(|(i, v)| self.aspect(&format!("{pointer}/views/{i}"), v)).collect();
        let mut guides = Vec::new();
        for (i, name) in raw.guides.iter().enumerate() {
            match Guide::ALL.into_iter().find(|g| g.name() == name) {
                Some(guide) => guides.push(guide),
                None => self.unknown(&format!("{pointer}/guides/{i}"), "guide", name, Guide::ALL.map(Guide::name)),
            }
        }
        Group {
            label: self.text(&format!("{pointer}/label"), raw.label),
            legend: Localized(raw.legend),
            id,
            views,
            guides,
            members: raw.zones,
            secondary: raw.secondary,
        }
    }

    /// Members of groups exist, and no group contains itself.
    fn members(&mut self, map: &Map) {
        let zones = || map.zones.iter().map(|z| z.id.as_str());
        for group in &map.groups {
            let pointer = format!("/groups/{}", escape(&group.id));
            if map.zone(&group.id).is_some() {
                self.report(
                    &pointer,
                    format!("`{}` is also the id of a zone; ids are unique over zones and groups", group.id),
                );
            }
            for (i, member) in group.members.iter().enumerate() {
                if map.zone(member).is_none() && map.group(member).is_none() {
                    self.unknown(
                        &format!("{pointer}/zones/{i}"),
                        "zone or group",
                        member,
                        zones().chain(map.groups.iter().map(|g| g.id.as_str())),
                    );
                }
            }
            for (i, member) in group.secondary.iter().enumerate().filter(|(_, m)| map.zone(m).is_none()) {
                self.unknown(&format!("{pointer}/secondary/{i}"), "zone", member, zones());
            }
            if depth(map, group, 0) > MAX_DEPTH {
                self.report(
                    &format!("{pointer}/zones"),
                    "the group contains itself, or groups are nested more than eight deep",
                );
            }
        }
    }

    /// An aspect of a name.
    fn aspect(&mut self, pointer: &str, name: &str) -> Option<Aspect> {
        let aspect = Aspect::from_name(name);
        if aspect.is_none() {
            self.unknown(pointer, "aspect", name, Aspect::ALL.map(Aspect::name));
        }
        aspect
    }

    /// A text that must be there.
    fn text(&mut self, pointer: &str, raw: RawText) -> Localized {
        if raw.is_empty() || raw.values().any(|t| t.trim().is_empty()) {
            self.report(pointer, "an empty text");
        }
        if let Some(long) = raw.values().find(|t| t.chars().count() > MAX_LABEL) {
            self.report(pointer, format!("a text of {} characters; the limit is {MAX_LABEL}", long.chars().count()));
        }
        Localized(raw)
    }

    /// An id is kebab-case.
    fn id(&mut self, pointer: &str, id: &str) {
        let good = id
            .split('-')
            .all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()));
        if !good {
            self.report(
                pointer,
                format!("`{id}` is not an id; ids are of a-z, 0-9 and single hyphens, such as `lower-back`"),
            );
        }
    }
}

/// How deep a group nests, cut off above the limit.
fn depth(map: &Map, group: &Group, level: usize) -> usize {
    if level > MAX_DEPTH {
        return level;
    }
    group.members.iter().filter_map(|m| map.group(m)).map(|g| depth(map, g, level + 1)).max().unwrap_or(level)
}
