//! The JSON Schemas describe the files that the program reads.

use crate::support::data;
use reflexology_chart::input::{FileKind, schema};
use serde_json::Value;
use std::path::Path;

/// The words of JSON Schema that [`check`] knows.
const KNOWN: [&str; 18] = [
    "type",
    "enum",
    "const",
    "properties",
    "additionalProperties",
    "required",
    "items",
    "anyOf",
    "allOf",
    "oneOf",
    "$ref",
    "propertyNames",
    "pattern",
    "description",
    "title",
    "default",
    "format",
    "minimum",
];

/// Why a value is not what a schema says, if it is not. Knows as much of JSON
/// Schema as the program's schemas use; what it does not know is a failure.
fn check(value: &Value, schema: &Value, root: &Value, at: &str) -> Result<(), String> {
    let Some(schema) = schema.as_object() else {
        return if schema == &Value::Bool(false) { Err(format!("{at} is not allowed")) } else { Ok(()) };
    };
    for key in schema.keys() {
        let is_known = KNOWN.contains(&key.as_str()) || matches!(key.as_str(), "$schema" | "$defs");
        let is_size = matches!(key.as_str(), "minItems" | "maxItems");
        assert!(is_known || is_size, "the test does not know `{key}`");
    }
    let fail = |why: String| Err(format!("{at}: {why}"));
    if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
        let target =
            name.strip_prefix('#').and_then(|p| root.pointer(p)).unwrap_or_else(|| panic!("{name} leads nowhere"));
        check(value, target, root, at)?;
    }
    if let Some(kind) = schema.get("type") {
        let is = |kind: &Value| match kind.as_str().expect("a name") {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "boolean" => value.is_boolean(),
            "null" => value.is_null(),
            "number" => value.is_number(),
            "integer" => value.is_i64() || value.is_u64(),
            other => panic!("type {other}"),
        };
        if !kind.as_array().map_or_else(|| is(kind), |all| all.iter().any(is)) {
            return fail(format!("not {kind}"));
        }
    }
    if schema.get("enum").and_then(Value::as_array).is_some_and(|all| !all.contains(value)) {
        return fail(format!("{value} is none of {}", schema["enum"]));
    }
    if schema.get("const").is_some_and(|c| c != value) {
        return fail(format!("{value} is not {}", schema["const"]));
    }
    if let (Some(pattern), Some(text)) = (schema.get("pattern"), value.as_str()) {
        assert_eq!(pattern, "^#[0-9A-Fa-f]{6}$", "the one pattern that the test knows");
        let is_hex = text.strip_prefix('#').is_some_and(|h| h.len() == 6 && h.chars().all(|c| c.is_ascii_hexdigit()));
        if !is_hex {
            return fail(format!("{text} is no colour"));
        }
    }
    if let (Some(least), Some(n)) = (schema.get("minimum").and_then(Value::as_f64), value.as_f64())
        && n < least
    {
        return fail(format!("{n} is below {least}"));
    }
    if let Some(object) = value.as_object() {
        for key in schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
            if !object.contains_key(key) {
                return fail(format!("`{key}` is missing"));
            }
        }
        for (key, inner) in object {
            let here = format!("{at}/{key}");
            if let Some(names) = schema.get("propertyNames") {
                check(&Value::String(key.clone()), names, root, &here)?;
            }
            let own = schema.get("properties").and_then(|p| p.get(key));
            if let Some(inner_schema) = own.or_else(|| schema.get("additionalProperties")) {
                check(inner, inner_schema, root, &here)?;
            }
        }
    }
    if let Some(list) = value.as_array() {
        let range = (schema.get("minItems").and_then(Value::as_u64), schema.get("maxItems").and_then(Value::as_u64));
        let n = list.len() as u64;
        if range.0.is_some_and(|least| n < least) || range.1.is_some_and(|most| n > most) {
            return fail(format!("{n} entries"));
        }
        for (i, inner) in list.iter().enumerate() {
            check(inner, schema.get("items").unwrap_or(&Value::Bool(true)), root, &format!("{at}/{i}"))?;
        }
    }
    for (key, wanted) in [("anyOf", 1..=usize::MAX), ("oneOf", 1..=1)] {
        let Some(all) = schema.get(key).and_then(Value::as_array) else { continue };
        let failures: Vec<String> = all.iter().filter_map(|s| check(value, s, root, at).err()).collect();
        if !wanted.contains(&(all.len() - failures.len())) {
            return fail(format!("{key}: {}", failures.join("; ")));
        }
    }
    schema.get("allOf").and_then(Value::as_array).into_iter().flatten().try_for_each(|s| check(value, s, root, at))
}

/// A file as JSON.
fn read(path: &Path) -> Value {
    let bytes = std::fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    serde_json::from_slice(&bytes).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The JSON files of a folder of the project.
fn files(folder: &str) -> Vec<(String, Value)> {
    let entries = std::fs::read_dir(data("..").join(folder)).expect("there");
    let paths = entries.map(|e| e.expect("readable").path()).filter(|p| p.extension().is_some_and(|e| e == "json"));
    paths.map(|p| (p.display().to_string(), read(&p))).collect()
}

#[test]
fn all_files_of_this_project_are_what_the_schemas_say() {
    let mut seen = 0;
    for (folder, kind) in
        [("charts/maps", FileKind::Map), ("assets/themes", FileKind::Theme), ("charts/sciatica", FileKind::Chart)]
    {
        let schema = schema(kind);
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema", "the draft");
        for (path, value) in files(folder) {
            check(&value, &schema, &schema, "").unwrap_or_else(|e| panic!("{path}: {e}"));
            seen += 1;
        }
    }
    assert!(seen >= 8, "a map, three themes, four specs");
}

#[test]
fn schemas_refuse_what_the_program_refuses() {
    let break_it = |value: &Value, pointer: &str, with: Value| {
        let mut value = value.clone();
        let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
        let parent = value.pointer_mut(parent).and_then(Value::as_object_mut).expect("there");
        if with.is_null() {
            parent.remove(key)
        } else {
            parent.insert(key.to_owned(), with)
        };
        value
    };
    let map = files("charts/maps").remove(0).1;
    let light = files("assets/themes").into_iter().find(|f| f.0.ends_with("light.json")).expect("there").1;
    let hero = files("charts/sciatica").into_iter().find(|f| f.0.ends_with("hero.json")).expect("there").1;
    for (kind, value, pointer, with) in [
        (FileKind::Map, &map, "/format", "reflex-map/2".into()),
        (FileKind::Map, &map, "/zones/0/claim", Value::Null),
        (FileKind::Map, &map, "/zones/0/sytem", "nervous".into()),
        (FileKind::Map, &map, "/zones/0/side", "front".into()),
        (FileKind::Map, &map, "/zones/0/shapes/plantar/0/polygon", serde_json::json!([[0, 0], [1, 0], [1, 1]])),
        (FileKind::Map, &map, "/outlines/front", "a.svg".into()),
        (FileKind::Map, &map, "/systems/nervous/color", "yellow".into()),
        (FileKind::Theme, &light, "/page/paper", "FBF8F3".into()),
        (FileKind::Theme, &light, "/skins/0/nail", Value::Null),
        (FileKind::Chart, &hero, "/format", Value::Null),
        (FileKind::Chart, &hero, "/zones", "liver".into()),
        (FileKind::Chart, &hero, "/labels", "some".into()),
        (FileKind::Chart, &hero, "/no-claim", "yes".into()),
        (FileKind::Chart, &hero, "/zone", 7.into()),
    ] {
        let (schema, broken) = (schema(kind), break_it(value, pointer, with));
        assert!(check(&broken, &schema, &schema, "").is_err(), "{pointer} of a {kind:?}");
    }
}

#[test]
fn every_key_is_described() {
    fn walk(schema: &Value, at: &str) {
        for (key, inner) in schema["properties"].as_object().into_iter().flatten() {
            let text = inner["description"].as_str().unwrap_or_default();
            assert!(text.len() > 5, "{at}/{key} has no description");
        }
        for (key, inner) in schema["$defs"].as_object().into_iter().flatten() {
            walk(inner, &format!("{at}/{key}"));
        }
    }
    for kind in [FileKind::Map, FileKind::Chart, FileKind::Theme] {
        walk(&schema(kind), &format!("{kind:?}"));
    }
}
