//! A map as written, how a variant changes it, and what its JSON Schema says.

use super::shape::RawShapes;
use crate::input::json::escape;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Text by language, as written.
pub(super) type RawText = BTreeMap<String, String>;

/// A zone map: zones of the foot and what reflexology says they correspond to.
#[derive(serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", schemars(rename = "Zone map"))]
pub(in crate::input) struct RawMap {
    /// Address of a JSON Schema, for editors; not read.
    #[serde(rename = "$schema")]
    #[expect(dead_code, reason = "for editors")]
    pub(super) schema: Option<String>,
    /// What the file is: `reflex-map/1`.
    #[cfg_attr(feature = "schema", schemars(schema_with = "schema::map_format"))]
    pub(super) format: String,
    /// Stable key, printed in the credit line.
    pub(super) id: String,
    /// Version of the data, printed in the credit line.
    pub(super) version: String,
    /// What the map shows: `reflexology`, which is usual, or `anatomy`, whose words are neutral.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(schema_with = "schema::kind"))]
    pub(super) kind: Option<String>,
    /// Title of a chart without highlights.
    pub(super) title: RawText,
    /// The tradition, for the credit line.
    #[serde(default)]
    pub(super) placement: RawText,
    /// The sentence that says where the placements come from, instead of one that names the tradition
    /// and the sources.
    #[serde(default)]
    pub(super) origin: RawText,
    /// How the map was made, in full, for lists of its sources.
    #[serde(default)]
    pub(super) provenance: RawText,
    /// Licence of the data, for the credit line.
    #[serde(default)]
    pub(super) license: String,
    /// Codes of languages whose texts nobody who speaks them has reviewed.
    #[serde(default)]
    pub(super) unreviewed: Vec<String>,
    /// For each aspect `builtin:NAME`, or the path of an SVG relative to the map.
    #[cfg_attr(feature = "schema", schemars(schema_with = "schema::outlines"))]
    pub(super) outlines: BTreeMap<String, String>,
    /// Body systems by id.
    #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<String, RawSystem>"))]
    pub(super) systems: serde_json::Map<String, Value>,
    /// Where placements were read, by id.
    pub(super) sources: BTreeMap<String, RawSource>,
    /// Studies by id; never the source of a placement.
    #[serde(default)]
    #[expect(dead_code, reason = "studies are checked for form now and drawn by the notes of a later version")]
    pub(super) evidence: BTreeMap<String, RawEvidence>,
    /// The zones.
    #[cfg_attr(feature = "schema", schemars(schema_with = "schema::whole_zones"))]
    pub(super) zones: Vec<RawZone>,
    /// Groups of zones by id.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<String, RawGroup>"))]
    pub(super) groups: serde_json::Map<String, Value>,
    /// Placements of other traditions by id.
    #[serde(default)]
    pub(super) variants: BTreeMap<String, RawVariant>,
}

/// A body system.
#[derive(serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", schemars(rename = "System"))]
pub(super) struct RawSystem {
    /// Its name.
    pub label: RawText,
    /// Its colour on wall charts, as #RRGGBB.
    #[cfg_attr(feature = "schema", schemars(with = "crate::style::Color"))]
    pub color: String,
    /// The number of the theme's accent that highlights of this system alone have, from 1 to 8;
    /// others take what is left in order.
    #[serde(default)]
    pub accent: Option<usize>,
}

/// Where placements were read.
#[derive(serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", schemars(rename = "Source"))]
pub(super) struct RawSource {
    /// Short name for the credit line.
    pub name: String,
    /// What it is.
    pub text: String,
}

/// A study.
#[derive(serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "read for its form")]
#[cfg_attr(feature = "schema", schemars(rename = "Study"))]
pub(super) struct RawEvidence {
    /// Its citation.
    pub text: String,
    /// Its DOI.
    pub doi: Option<String>,
}

/// An area of the foot. In a variant, a zone that the map has gives only its id
/// and what differs.
#[derive(Clone, Default, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", schemars(rename = "Zone"))]
pub(super) struct RawZone {
    /// Stable key, unique over zones and groups: a-z, 0-9 and single hyphens.
    pub id: String,
    /// Name on the chart.
    label: Option<RawText>,
    /// Other names that people type, written like ids.
    aliases: Option<Vec<String>>,
    /// By aspect, a quiet second line that says where.
    place: Option<BTreeMap<String, RawText>>,
    /// What reflexology says, worded as a claim.
    claim: Option<RawText>,
    /// Id of a body system.
    system: Option<String>,
    /// The feet that it is on.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(schema_with = "schema::zone_side"))]
    side: Option<String>,
    /// Parts of the body that it is said to correspond to, by their ids in the figures of the body.
    body: Option<Vec<String>>,
    /// How well charts agree on the place; an estimate.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(schema_with = "schema::agreement"))]
    agreement: Option<String>,
    /// Where schools differ.
    note: Option<RawText>,
    /// Ids of sources, at least one.
    sources: Option<Vec<String>>,
    /// Ids of zones that this one lies on top of.
    over: Option<Vec<String>>,
    /// By aspect, its shapes.
    shapes: Option<BTreeMap<String, RawShapes>>,
}

/// A zone with all the fields that it needs.
#[allow(clippy::missing_docs_in_private_items, reason = "the fields are those of the zone as written")]
pub(super) struct WholeZone {
    pub id: String,
    pub label: RawText,
    pub aliases: Vec<String>,
    pub place: BTreeMap<String, RawText>,
    pub claim: RawText,
    pub system: String,
    pub side: String,
    pub body: Vec<String>,
    pub agreement: String,
    pub note: RawText,
    pub sources: Vec<String>,
    pub over: Vec<String>,
    pub shapes: BTreeMap<String, RawShapes>,
}

impl RawZone {
    /// Returns the keys that the zone needs and lacks.
    pub(super) fn missing(&self) -> Vec<&'static str> {
        let has = [
            ("label", self.label.is_some()),
            ("claim", self.claim.is_some()),
            ("system", self.system.is_some()),
            ("side", self.side.is_some()),
            ("agreement", self.agreement.is_some()),
            ("sources", self.sources.is_some()),
            ("shapes", self.shapes.is_some()),
        ];
        has.into_iter().filter(|(_, has)| !has).map(|(key, _)| key).collect()
    }

    /// Completes the zone; what is missing is empty.
    pub(super) fn complete(self) -> WholeZone {
        WholeZone {
            id: self.id,
            label: self.label.unwrap_or_default(),
            aliases: self.aliases.unwrap_or_default(),
            place: self.place.unwrap_or_default(),
            claim: self.claim.unwrap_or_default(),
            system: self.system.unwrap_or_default(),
            side: self.side.unwrap_or_default(),
            body: self.body.unwrap_or_default(),
            agreement: self.agreement.unwrap_or_default(),
            note: self.note.unwrap_or_default(),
            sources: self.sources.unwrap_or_default(),
            over: self.over.unwrap_or_default(),
            shapes: self.shapes.unwrap_or_default(),
        }
    }

    /// Takes over the fields that another zone gives; returns their keys.
    fn change(&mut self, other: Self) -> Vec<&'static str> {
        let mut keys = Vec::new();
        macro_rules! take {
            ($($field:ident),*) => {$(
                if other.$field.is_some() {
                    self.$field = other.$field;
                    keys.push(stringify!($field));
                }
            )*};
        }
        take!(label, aliases, place, claim, system, side, body, agreement, note, sources, over, shapes);
        keys
    }
}

/// A named set of zones or groups.
#[derive(serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", schemars(rename = "Group"))]
pub(super) struct RawGroup {
    /// Name in titles.
    pub label: RawText,
    /// Other names that people type, written like ids.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Name of its main members in the legend, where it differs.
    #[serde(default)]
    pub legend: RawText,
    /// Aspects that show it where no view is chosen.
    pub views: Vec<String>,
    /// Guide lines to draw.
    #[serde(default)]
    pub guides: Vec<String>,
    /// Ids of zones or of other groups.
    pub zones: Vec<String>,
    /// Ids of zones drawn in the lighter tint.
    #[serde(default)]
    pub secondary: Vec<String>,
}

/// In what another tradition differs.
#[derive(serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", schemars(rename = "Variant"))]
pub(super) struct RawVariant {
    /// Its name.
    pub label: RawText,
    /// The tradition, for the credit line.
    #[serde(default)]
    pub placement: RawText,
    /// The sentence that says where the placements come from.
    #[serde(default)]
    pub origin: RawText,
    /// Ids of zones that it does not have.
    #[serde(default)]
    pub omit: Vec<String>,
    /// Zones: the id and the fields that differ, or whole new ones.
    #[serde(default)]
    pub zones: Vec<RawZone>,
    /// Groups by id: the fields that differ, or whole new ones.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(schema_with = "schema::changed_groups"))]
    pub groups: serde_json::Map<String, Value>,
}

/// A zone and where in the file its fields are.
pub(super) struct LocatedZone {
    /// What is written.
    pub raw: RawZone,
    /// Pointer to the zone.
    pub pointer: String,
    /// Pointer to the variant's zone, and the fields that come from there.
    changed: Option<(String, Vec<&'static str>)>,
}

impl LocatedZone {
    /// Returns a zone of the map itself, by its index in the file.
    pub(super) fn new(raw: RawZone, index: usize) -> Self {
        Self { raw, pointer: format!("/zones/{index}"), changed: None }
    }

    /// Returns the JSON pointer to a field, or to something in it.
    pub(super) fn at(&self, key: &str) -> String {
        let field = key.split('/').next().unwrap_or(key);
        match &self.changed {
            Some((pointer, fields)) if fields.contains(&field) => format!("{pointer}/{key}"),
            _ => format!("{}/{key}", self.pointer),
        }
    }
}

/// A group, not yet read, and where in the file it is.
pub(super) struct LocatedGroup {
    /// Its id.
    pub id: String,
    /// What is written.
    pub value: Value,
    /// Pointer to the group.
    pub pointer: String,
}

impl LocatedGroup {
    /// Returns a group of the map itself.
    pub(super) fn new(id: String, value: Value) -> Self {
        let pointer = format!("/groups/{}", escape(&id));
        Self { id, value, pointer }
    }
}

/// Turns the zones and groups of a map into those of a variant. Zones that it omits
/// leave, also from groups; zones and groups that it changes keep their places; new
/// ones come last.
pub(super) fn apply(id: &str, variant: RawVariant, zones: &mut Vec<LocatedZone>, groups: &mut Vec<LocatedGroup>) {
    let base = format!("/variants/{}", escape(id));
    let omitted: HashSet<&str> = variant.omit.iter().map(String::as_str).collect();
    zones.retain(|z| !omitted.contains(z.raw.id.as_str()));
    let mut known: HashMap<String, usize> = HashMap::new();
    for (at, zone) in zones.iter().enumerate() {
        known.entry(zone.raw.id.clone()).or_insert(at);
    }
    for (i, changed) in variant.zones.into_iter().enumerate() {
        let pointer = format!("{base}/zones/{i}");
        match known.get(&changed.id) {
            Some(&at) => zones[at].changed = Some((pointer, zones[at].raw.change(changed))),
            None => {
                known.insert(changed.id.clone(), zones.len());
                zones.push(LocatedZone { raw: changed, pointer, changed: None });
            }
        }
    }
    let known: HashMap<String, usize> = groups.iter().enumerate().map(|(at, g)| (g.id.clone(), at)).collect();
    for (key, value) in variant.groups {
        let pointer = format!("{base}/groups/{}", escape(&key));
        match known.get(&key) {
            Some(&at) => {
                let group = &mut groups[at];
                group.pointer = pointer;
                if let (Value::Object(old), Value::Object(new)) = (&mut group.value, value) {
                    old.extend(new);
                }
            }
            None => groups.push(LocatedGroup { id: key, value, pointer }),
        }
    }
    for group in groups {
        for key in ["zones", "secondary"] {
            if let Some(Value::Array(members)) = group.value.get_mut(key) {
                members.retain(|m| m.as_str().is_none_or(|m| !omitted.contains(m)));
            }
        }
    }
}

/// What the JSON Schema of maps says beyond the types.
#[cfg(feature = "schema")]
mod schema {
    use super::{RawGroup, RawZone};
    use crate::model::{Aspect, Side};
    use schemars::{JsonSchema as _, Schema, SchemaGenerator, json_schema};

    /// Returns the schema of kinds.
    pub(super) fn kind(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "enum": crate::model::MapKind::ALL.map(crate::model::MapKind::name) })
    }

    /// Returns the schema of the format of maps.
    pub(super) fn map_format(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "const": "reflex-map/1" })
    }

    /// Returns the schema of outlines by aspect.
    pub(super) fn outlines(_: &mut SchemaGenerator) -> Schema {
        let names = Aspect::ALL.map(Aspect::name);
        json_schema!({ "type": "object", "propertyNames": { "enum": names }, "additionalProperties": { "type": "string" } })
    }

    /// Returns the schema of zones with all that they need; zones of a variant may lack
    /// most of it.
    pub(super) fn whole_zones(generator: &mut SchemaGenerator) -> Schema {
        let zone = generator.subschema_for::<RawZone>();
        let needed = RawZone::default().missing();
        json_schema!({ "type": "array", "items": { "allOf": [zone, { "required": needed }] } })
    }

    /// Returns the schema of the groups of a variant: whole ones, or only what differs.
    pub(super) fn changed_groups(generator: &mut SchemaGenerator) -> Schema {
        let mut group = RawGroup::json_schema(generator);
        group.remove("required");
        json_schema!({ "type": "object", "additionalProperties": group })
    }

    /// Returns the schema of the feet that a zone is on.
    pub(super) fn zone_side(_: &mut SchemaGenerator) -> Schema {
        let sides = Side::ALL.map(Side::name);
        json_schema!({ "enum": [sides[0], sides[1], "both", null] })
    }

    /// Returns the schema of how well charts agree.
    pub(super) fn agreement(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "enum": ["high", "medium", "low", null] })
    }
}
