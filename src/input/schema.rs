//! JSON Schemas of the files, made from the types that read them.

use super::fields::Fields;
use super::map::RawMap;
use super::raw::{RawGroup, RawZone};
use super::theme::RawTheme;
use crate::model::{Aspect, Side};
use crate::style::{Color, PatternKind};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};
use std::borrow::Cow;

/// A kind of file that has a schema.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FileKind {
    /// A zone map.
    Map,
    /// A chart spec.
    Chart,
    /// A theme.
    Theme,
}

/// The JSON Schema (draft 2020-12) of a kind of file.
pub fn schema(kind: FileKind) -> Value {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let root = match kind {
        FileKind::Map => generator.into_root_schema_for::<RawMap>(),
        FileKind::Chart => generator.into_root_schema_for::<Fields>(),
        FileKind::Theme => generator.into_root_schema_for::<RawTheme>(),
    };
    root.to_value()
}

impl JsonSchema for Color {
    fn schema_name() -> Cow<'static, str> {
        "Colour".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^#[0-9A-Fa-f]{6}$" })
    }
}

/// The format of maps.
pub(super) fn map_format(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "const": "reflex-map/1" })
}

/// The format of themes.
pub(super) fn theme_format(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "const": "reflex-theme/1" })
}

/// Outlines by aspect.
pub(super) fn outlines(_: &mut SchemaGenerator) -> Schema {
    let names = Aspect::ALL.map(Aspect::name);
    json_schema!({ "type": "object", "propertyNames": { "enum": names }, "additionalProperties": { "type": "string" } })
}

/// Zones with all that they need; those of a variant may lack most of it.
pub(super) fn whole_zones(generator: &mut SchemaGenerator) -> Schema {
    let zone = generator.subschema_for::<RawZone>();
    let needed = RawZone::default().missing();
    json_schema!({ "type": "array", "items": { "allOf": [zone, { "required": needed }] } })
}

/// Groups of a variant: whole ones, or only what differs.
pub(super) fn changed_groups(generator: &mut SchemaGenerator) -> Schema {
    let mut group = RawGroup::json_schema(generator);
    group.remove("required");
    json_schema!({ "type": "object", "additionalProperties": group })
}

/// The feet that a zone is on.
pub(super) fn zone_side(_: &mut SchemaGenerator) -> Schema {
    let sides = Side::ALL.map(Side::name);
    json_schema!({ "enum": [sides[0], sides[1], "both", null] })
}

/// How well charts agree.
pub(super) fn agreement(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "enum": ["high", "medium", "low", null] })
}

/// The marks of a pattern.
pub(super) fn pattern(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "enum": PatternKind::ALL.map(PatternKind::name) })
}

/// A shape is one of three kinds.
pub(super) fn one_kind(schema: &mut Schema) {
    let kinds = json!([{ "required": ["polygon"] }, { "required": ["ellipse"] }, { "required": ["line", "width"] }]);
    schema.insert("oneOf".to_owned(), kinds);
}
