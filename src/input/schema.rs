//! JSON Schemas of the files, made from the types that read them.

use super::map::RawMap;
use super::spec::spec_schema;
use super::theme::RawTheme;
use crate::style::Color;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::Value;
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

/// Returns the JSON Schema (draft 2020-12) of a kind of file.
pub fn schema(kind: FileKind) -> Value {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let root = match kind {
        FileKind::Map => generator.into_root_schema_for::<RawMap>(),
        FileKind::Chart => return spec_schema(),
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
