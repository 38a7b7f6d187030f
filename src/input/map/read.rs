//! The zone map as JSON, and every rule that it must keep.

use super::written::{
    LocatedGroup, LocatedZone, RawGroup, RawMap, RawSource, RawSystem, RawText, RawVariant, WholeZone, apply,
};
use crate::diag::Diagnostic;
use crate::error::Error;
use crate::input::json::{JsonFile, escape};
use crate::model::{
    Agreement, Aspect, Group, Guide, Localized, Map, MapKind, Side, Source, System, Variant, Zone, ZoneSide,
};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Most zones of a map.
const MAX_ZONES: usize = 2000;
/// Most characters of a label.
const MAX_LABEL: usize = 300;
/// Most problems of a file for which near names are looked up: each costs a look
/// at all names.
const MOST_WITH_NEAR_NAMES: usize = 100;
/// Deepest nesting of groups in groups.
const MAX_DEPTH: usize = 8;

/// Reads and checks a map.
///
/// # Errors
/// [`ErrorKind::Input`](crate::ErrorKind::Input) with every problem found.
/// [`ErrorKind::Usage`](crate::ErrorKind::Usage) where it has no such variant.
pub(in crate::input) fn read_map(source: &JsonFile<'_>, variant: Option<&str>) -> Result<Map, Error> {
    let raw: RawMap = source.read()?;
    if let Some(name) = variant.filter(|v| !raw.variants.contains_key(*v)) {
        let error = Error::unknown("variant", name, raw.variants.keys().map(String::as_str), true);
        let error = if raw.variants.is_empty() {
            error.with_hint("the map has no variants; leave `variant` out")
        } else {
            error
        };
        return Err(error.in_field("/variant"));
    }
    let mut check = MapReader { source, problems: Vec::new() };
    let map = check.map(raw, variant);
    Error::of_input(check.problems).map_or(Ok(map), Err)
}

/// A map being read, with the problems found so far.
struct MapReader<'a, 't> {
    /// The file.
    source: &'a JsonFile<'t>,
    /// Problems so far.
    problems: Vec<Diagnostic>,
}

impl MapReader<'_, '_> {
    /// Adds a problem at a JSON pointer.
    fn report(&mut self, pointer: &str, rule: &'static str, message: impl Into<String>) {
        self.problems.push(self.source.at(pointer, rule, message));
    }

    /// Adds an unknown name at a JSON pointer, with near names.
    fn unknown<'n>(&mut self, pointer: &str, kind: &str, name: &str, known: impl IntoIterator<Item = &'n str>) {
        // near names are looked for as long as anyone will read them
        let problem = if self.problems.len() < MOST_WITH_NEAR_NAMES {
            Diagnostic::unknown(kind, name, known)
        } else {
            Diagnostic::unknown(kind, name, [])
        };
        self.problems.push(problem.at(self.source.place(pointer)));
    }

    /// Checks the format, the id and the number of zones.
    fn head(&mut self, raw: &RawMap) {
        if raw.format != "reflex-map/1" {
            self.report(
                "/format",
                "format",
                format!("format `{}` is not known; this program reads `reflex-map/1`", raw.format),
            );
        }
        self.id("/id", &raw.id);
        if raw.zones.len() > MAX_ZONES {
            self.report(
                "/zones",
                "map-zones",
                format!("{} zones are too many; the limit is {MAX_ZONES}", raw.zones.len()),
            );
        }
    }

    /// Reads the whole map.
    fn map(&mut self, mut raw: RawMap, variant: Option<&str>) -> Map {
        self.head(&raw);
        let outlines = std::mem::take(&mut raw.outlines)
            .into_iter()
            .filter_map(|(name, file)| Some((self.aspect(&format!("/outlines/{}", escape(&name)), &name)?, file)))
            .collect();
        let systems =
            std::mem::take(&mut raw.systems).into_iter().filter_map(|(id, value)| self.system(id, value)).collect();
        let source = |(id, s): (String, RawSource)| (id, Source { name: s.name, text: s.text });
        let sources = std::mem::take(&mut raw.sources).into_iter().map(source).collect();
        let variants = self.variants(&raw);
        let kind = self.kind(raw.kind.as_deref());
        let (zones, groups) = self.change(&mut raw, variant);
        let mut map = Map {
            id: raw.id,
            version: raw.version,
            kind,
            title: self.text("/title", raw.title),
            placement: Localized(raw.placement),
            origin: Localized(raw.origin),
            provenance: Localized(raw.provenance),
            license: raw.license,
            unreviewed: raw.unreviewed,
            outlines,
            systems,
            sources,
            zones: Vec::with_capacity(zones.len()),
            groups: Vec::new(),
            variants,
            variant: variant.map(str::to_owned),
        };
        self.zones(zones, &mut map);
        for group in groups {
            match serde_path_to_error::deserialize::<_, RawGroup>(group.value) {
                Ok(raw) => {
                    let group = self.group(&group.pointer, group.id, raw);
                    map.groups.push(group);
                }
                Err(e) => self.report(&group.pointer, "group", e.inner().to_string()),
            }
        }
        self.members(&map);
        self.aliases(&map);
        self.unreviewed(&map);
        map
    }

    /// Reads the names of the variants.
    fn variants(&mut self, raw: &RawMap) -> Vec<Variant> {
        let variant = |(id, v): (&String, &RawVariant)| {
            let pointer = format!("/variants/{}", escape(id));
            self.id(&pointer, id);
            Variant { id: id.clone(), label: self.text(&format!("{pointer}/label"), v.label.clone()) }
        };
        raw.variants.iter().map(variant).collect()
    }

    /// Takes the zones and groups out of a map and makes them those of a
    /// variant, if one is wanted.
    fn change(&mut self, raw: &mut RawMap, variant: Option<&str>) -> (Vec<LocatedZone>, Vec<LocatedGroup>) {
        let zones = std::mem::take(&mut raw.zones).into_iter().enumerate();
        let mut zones: Vec<LocatedZone> = zones.map(|(i, z)| LocatedZone::new(z, i)).collect();
        let groups = std::mem::take(&mut raw.groups).into_iter();
        let mut groups: Vec<LocatedGroup> = groups.map(|(id, value)| LocatedGroup::new(id, value)).collect();
        if let Some((id, v)) = variant.and_then(|v| raw.variants.remove_entry(v)) {
            let ids: HashSet<&str> = zones.iter().map(|z| z.raw.id.as_str()).collect();
            for (i, omitted) in v.omit.iter().enumerate().filter(|(_, o)| !ids.contains(o.as_str())) {
                let pointer = format!("/variants/{}/omit/{i}", escape(&id));
                self.unknown(&pointer, "zone", omitted, zones.iter().map(|z| z.raw.id.as_str()));
            }
            raw.placement.clone_from(&v.placement);
            raw.origin.clone_from(&v.origin);
            apply(&id, v, &mut zones, &mut groups);
        }
        (zones, groups)
    }

    /// Reads the zones into a map that has its systems and sources.
    fn zones(&mut self, zones: Vec<LocatedZone>, map: &mut Map) {
        let ids: BTreeSet<String> = zones.iter().map(|z| z.raw.id.clone()).collect();
        let mut read: HashSet<String> = HashSet::new();
        for zone in zones {
            let (pointer, id) = (zone.at("id"), zone.raw.id.clone());
            if read.contains(&id) {
                self.report(&pointer, "zone-twice", format!("a second zone with the id `{id}`"));
            }
            if let Some(zone) = self.zone(zone, map, &ids) {
                map.zones.push(zone);
                read.insert(id);
            }
        }
    }

    /// Reads what the map shows.
    fn kind(&mut self, name: Option<&str>) -> MapKind {
        let Some(name) = name else { return MapKind::default() };
        let found = MapKind::ALL.into_iter().find(|k| k.name() == name);
        if found.is_none() {
            let names = MapKind::ALL.map(MapKind::name).join(" or ");
            self.report("/kind", "map-kind", format!("`{name}` is no kind of map; write {names}"));
        }
        found.unwrap_or_default()
    }

    /// Reads a body system.
    fn system(&mut self, id: String, value: serde_json::Value) -> Option<(String, System)> {
        let pointer = format!("/systems/{}", escape(&id));
        let raw: RawSystem = match serde_path_to_error::deserialize(value) {
            Ok(raw) => raw,
            Err(e) => {
                self.report(&pointer, "system", e.inner().to_string());
                return None;
            }
        };
        let label = self.text(&format!("{pointer}/label"), raw.label);
        if raw.accent.is_some_and(|n| !(1..=8).contains(&n)) {
            self.report(&format!("{pointer}/accent"), "accent", "accents are numbered from 1 to 8");
        }
        let accent = raw.accent.and_then(|n| n.checked_sub(1));
        match raw.color.parse() {
            Ok(color) => Some((id, System { label, color, accent })),
            Err(e) => {
                self.report(&format!("{pointer}/color"), "color", e);
                None
            }
        }
    }

    /// Reads a zone; `None` if it lacks fields that it needs.
    fn zone(&mut self, mut zone: LocatedZone, map: &Map, ids: &BTreeSet<String>) -> Option<Zone> {
        let missing = zone.raw.missing();
        if !missing.is_empty() {
            for key in missing {
                self.report(&zone.pointer, "zone-field", format!("the zone `{}` lacks its `{key}`", zone.raw.id));
            }
            return None;
        }
        let raw = std::mem::take(&mut zone.raw).complete();
        let at = |key: &str| zone.at(key);
        self.references(&zone, &raw, map, ids);
        let side = self.side(&at("side"), &raw.side);
        let agreement = self.agreement(&at("agreement"), &raw.agreement);
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
        for (i, alias) in raw.aliases.iter().enumerate() {
            self.id(&at(&format!("aliases/{i}")), alias);
        }
        Some(Zone {
            label: self.text(&at("label"), raw.label),
            aliases: raw.aliases,
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
        })
    }

    /// Checks the id of a zone and what the zone refers to by id.
    fn references(&mut self, zone: &LocatedZone, raw: &WholeZone, map: &Map, ids: &BTreeSet<String>) {
        let at = |key: &str| zone.at(key);
        self.id(&at("id"), &raw.id);
        if map.systems.iter().all(|(id, _)| *id != raw.system) {
            self.unknown(&at("system"), "system", &raw.system, map.systems.iter().map(|s| s.0.as_str()));
        }
        if raw.sources.is_empty() {
            self.report(
                &at("sources"),
                "zone-source",
                "a zone names at least one source; what you compiled yourself is `own`",
            );
        }
        for (i, s) in raw.sources.iter().enumerate().filter(|(_, s)| !map.sources.contains_key(*s)) {
            self.unknown(&at(&format!("sources/{i}")), "source", s, map.sources.keys().map(String::as_str));
        }
        for (i, o) in raw.over.iter().enumerate().filter(|(_, o)| !ids.contains(*o)) {
            self.unknown(&at(&format!("over/{i}")), "zone", o, ids.iter().map(String::as_str));
        }
    }

    /// Reads the feet that a zone is on.
    fn side(&mut self, pointer: &str, name: &str) -> ZoneSide {
        match (name, Side::from_name(name)) {
            ("both", _) => ZoneSide::Both,
            (_, Some(side)) => ZoneSide::Only(side),
            (other, None) => {
                self.report(
                    pointer,
                    "zone-side",
                    format!("side `{other}` is not known; it is `left`, `right` or `both`"),
                );
                ZoneSide::Both
            }
        }
    }

    /// Reads how well charts agree on the place of a zone.
    fn agreement(&mut self, pointer: &str, name: &str) -> Agreement {
        let known = [Agreement::High, Agreement::Medium, Agreement::Low].into_iter().find(|a| a.name() == name);
        known.unwrap_or_else(|| {
            self.report(
                pointer,
                "zone-agreement",
                format!("agreement `{name}` is not known; it is `high`, `medium` or `low`"),
            );
            Agreement::Low
        })
    }

    /// Reads a group; its members are checked later.
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
        for (i, alias) in raw.aliases.iter().enumerate() {
            self.id(&format!("{pointer}/aliases/{i}"), alias);
        }
        Group {
            label: self.text(&format!("{pointer}/label"), raw.label),
            aliases: raw.aliases,
            legend: Localized(raw.legend),
            id,
            views,
            guides,
            members: raw.zones,
            secondary: raw.secondary,
        }
    }

    /// Checks that members of groups exist and that no group contains itself.
    fn members(&mut self, map: &Map) {
        let zones = || map.zones.iter().map(|z| z.id.as_str());
        let groups = || map.groups.iter().map(|g| g.id.as_str());
        let (zone_ids, group_ids): (HashSet<&str>, HashSet<&str>) = (zones().collect(), groups().collect());
        let too_deep = too_deep(map);
        for (group, is_too_deep) in map.groups.iter().zip(too_deep) {
            let pointer = format!("/groups/{}", escape(&group.id));
            if zone_ids.contains(group.id.as_str()) {
                self.report(
                    &pointer,
                    "id-twice",
                    format!("`{}` is also the id of a zone; ids are unique over zones and groups", group.id),
                );
            }
            for (i, member) in group.members.iter().enumerate() {
                if !zone_ids.contains(member.as_str()) && !group_ids.contains(member.as_str()) {
                    self.unknown(&format!("{pointer}/zones/{i}"), "zone or group", member, zones().chain(groups()));
                }
            }
            for (i, member) in group.secondary.iter().enumerate().filter(|(_, m)| !zone_ids.contains(m.as_str())) {
                self.unknown(&format!("{pointer}/secondary/{i}"), "zone", member, zones());
            }
            if is_too_deep {
                self.report(
                    &format!("{pointer}/zones"),
                    "group-depth",
                    "the group contains itself, or groups are nested more than eight deep",
                );
            }
        }
    }

    /// Checks that no name stands for two things.
    fn aliases(&mut self, map: &Map) {
        let mut owner: BTreeMap<&str, &str> = BTreeMap::new();
        let all = || {
            let groups = map.groups.iter().map(|g| (&g.id, &g.aliases));
            map.zones.iter().map(|z| (&z.id, &z.aliases)).chain(groups)
        };
        for (id, _) in all() {
            owner.insert(id, id);
        }
        for (id, aliases) in all() {
            for alias in aliases {
                if let Some(other) = owner.insert(alias, id) {
                    self.report(
                        "/zones",
                        "alias-twice",
                        format!("the alias `{alias}` of `{id}` also stands for `{other}`; a name stands for one thing"),
                    );
                }
            }
        }
    }

    /// Checks that every language marked as unreviewed is one of the map's, and
    /// listed once.
    fn unreviewed(&mut self, map: &Map) {
        let labels = map.zones.iter().map(|z| &z.label).chain(map.groups.iter().map(|g| &g.label));
        let texts = labels.chain(map.systems.iter().map(|s| &s.1.label)).chain([&map.title]);
        let known: BTreeSet<&str> = texts.flat_map(|t| t.0.keys().map(String::as_str)).collect();
        let mut listed = HashSet::new();
        for (i, lang) in map.unreviewed.iter().enumerate() {
            let pointer = format!("/unreviewed/{i}");
            if !known.contains(lang.as_str()) {
                self.unknown(&pointer, "language", lang, known.iter().copied());
            }
            if !listed.insert(lang) {
                self.report(&pointer, "language-twice", format!("`{lang}` is listed twice"));
            }
        }
    }

    /// Finds an aspect by name.
    fn aspect(&mut self, pointer: &str, name: &str) -> Option<Aspect> {
        let aspect = Aspect::from_name(name);
        if aspect.is_none() {
            self.unknown(pointer, "aspect", name, Aspect::ALL.map(Aspect::name));
        }
        aspect
    }

    /// Checks a text: it must not be empty or too long in any language.
    fn text(&mut self, pointer: &str, raw: RawText) -> Localized {
        if raw.is_empty() || raw.values().any(|t| t.trim().is_empty()) {
            self.report(pointer, "text-empty", "an empty text");
        }
        if let Some(long) = raw.values().find(|t| t.chars().count() > MAX_LABEL) {
            self.report(
                pointer,
                "text-length",
                format!("a text of {} characters; the limit is {MAX_LABEL}", long.chars().count()),
            );
        }
        Localized(raw)
    }

    /// Checks that an id is kebab-case.
    fn id(&mut self, pointer: &str, id: &str) {
        let good = id
            .split('-')
            .all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()));
        if !good {
            self.report(
                pointer,
                "id",
                format!("`{id}` is not an id; ids are of a-z, 0-9 and single hyphens, such as `lower-back`"),
            );
        }
    }
}

/// Returns for each group whether it has groups nested in it more than
/// [`MAX_DEPTH`] deep, as one has that contains itself. Takes time O(members of
/// all groups), however they are nested.
fn too_deep(map: &Map) -> Vec<bool> {
    let index: HashMap<&str, usize> = map.groups.iter().enumerate().map(|(i, g)| (g.id.as_str(), i)).collect();
    let inner = |g: &Group| g.members.iter().filter_map(|m| index.get(m.as_str()).copied()).collect::<Vec<usize>>();
    let inner: Vec<Vec<usize>> = map.groups.iter().map(inner).collect();
    // in each round, those that have a group of the round before in them
    (0..=MAX_DEPTH)
        .fold(vec![true; inner.len()], |deep, _| inner.iter().map(|members| members.iter().any(|&m| deep[m])).collect())
}
