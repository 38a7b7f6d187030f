//! The JSON Schema of chart specs, from the table of their keys.

use super::fields::file_fields;
use super::kind::{Kind, ObjectForm, Part};
use serde_json::{Map, Value, json};

/// Returns the JSON Schema (draft 2020-12) of chart specs. Only the format is
/// required, and defaults are told in words, since most depend on other fields.
pub(in crate::input) fn spec_schema() -> Value {
    let mut definitions = Map::new();
    let properties = file_fields().map(|field| {
        if let Kind::Objects(form) = field.kind {
            definitions.insert(form.name.to_owned(), object(form));
        }
        (field.name.to_owned(), described(field.kind, field.about))
    });
    let properties: Map<String, Value> = properties.collect();
    json!({
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
        "description": "What one chart shows, and how.",
        "required": ["format"],
        "title": "Chart spec",
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$defs": definitions,
    })
}

/// Returns the schema of an object.
fn object(form: &ObjectForm) -> Value {
    let property = |part: &Part| {
        let mut schema = described(part.kind, part.about);
        if part.is_required {
            // the first type is that of a value, the last is null
            schema["type"] = schema["type"][0].take();
        }
        (part.name.to_owned(), schema)
    };
    let properties: Map<String, Value> = form.parts.iter().map(property).collect();
    let required: Vec<&str> = form.parts.iter().filter(|part| part.is_required).map(|part| part.name).collect();
    json!({
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
        "required": required,
        "description": form.about,
    })
}

/// Returns the schema of a value with its description.
fn described(kind: Kind, about: &str) -> Value {
    let mut schema = schema(kind);
    schema["description"] = about.into();
    schema
}

/// Returns the schema of a value.
fn schema(kind: Kind) -> Value {
    match kind {
        Kind::Exactly(text) => json!({ "const": text }),
        Kind::Text => json!({ "type": ["string", "null"] }),
        Kind::Texts { .. } => json!({ "type": ["string", "array", "null"], "items": { "type": "string" } }),
        Kind::Number => json!({ "type": ["number", "null"] }),
        Kind::Whole => json!({ "type": ["integer", "null"], "minimum": 0 }),
        Kind::Switch => json!({ "type": ["boolean", "null"] }),
        Kind::OneOf(names) => {
            let names = names().into_iter().map(Value::from).chain([Value::Null]);
            json!({ "enum": names.collect::<Vec<_>>() })
        }
        Kind::TextByName => json!({ "type": ["object", "null"], "additionalProperties": { "type": "string" } }),
        Kind::Objects(form) => {
            json!({ "type": ["array", "null"], "items": { "$ref": format!("#/$defs/{}", form.name) } })
        }
    }
}
