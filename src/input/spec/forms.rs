//! Forms in which values of a chart spec are written, the name of the format,
//! and what the JSON Schema says of them.

use crate::model::{Context, Ground, LabelMode, Toggle};
use schemars::{Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer};
use std::str::FromStr;

/// The format that spec files name.
pub(super) const FORMAT: &str = "reflex-chart/1";

/// A file for one aspect: `plantar=FILE` as a flag, a member of an object in JSON.
#[derive(Clone, Debug)]
pub struct AspectFile {
    /// Name of the aspect.
    pub aspect: String,
    /// Path of the file.
    pub file: String,
}

impl FromStr for AspectFile {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split_once('=').ok_or("it lacks its aspect; write it as plantar=FILE")?;
        Ok(Self { aspect: parts.0.to_owned(), file: parts.1.to_owned() })
    }
}

/// Files by aspect, as a JSON object.
pub(super) mod by_aspect {
    use super::AspectFile;
    use serde::de::{Deserialize, Deserializer};
    use serde::ser::{SerializeMap as _, Serializer};
    use serde_json::{Map, Value};

    /// Writes the object.
    pub(in crate::input::spec) fn serialize<S: Serializer>(
        list: &[AspectFile],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(list.len()))?;
        for item in list {
            map.serialize_entry(&item.aspect, &item.file)?;
        }
        map.end()
    }

    /// Reads the object and keeps its order.
    pub(in crate::input::spec) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<AspectFile>, D::Error> {
        let map = Option::<Map<String, Value>>::deserialize(deserializer)?.unwrap_or_default();
        let item = |(aspect, file): (String, Value)| match file {
            Value::String(file) => Ok(AspectFile { aspect, file }),
            _ => Err(serde::de::Error::custom(format!("the outline of `{aspect}` is a path in quotes"))),
        };
        map.into_iter().map(item).collect()
    }
}

/// A text, or a list of them.
#[derive(serde::Deserialize)]
#[serde(untagged, expecting = "this is a text in quotes, or a list of such texts")]
enum OneOrMore {
    /// One.
    One(String),
    /// Several.
    More(Vec<String>),
}

/// Reads a list; a single entry may stand without brackets, and `null` is an empty
/// list.
pub(super) fn one_or_more<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    Ok(some_or_none(deserializer)?.unwrap_or_default())
}

/// Reads a list or a single entry; `null` is no list, which differs from an empty
/// one.
pub(super) fn some_or_none<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<String>>, D::Error> {
    Ok(Option::<OneOrMore>::deserialize(deserializer)?.map(|v| match v {
        OneOrMore::One(text) => vec![text],
        OneOrMore::More(list) => list,
    }))
}

/// Reads a value; `null` is its default.
pub(super) fn or_default<'de, D: Deserializer<'de>, T: Default + Deserialize<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    Ok(Option::<T>::deserialize(deserializer)?.unwrap_or_default())
}

/// Returns the schema of a list of texts whose single entry may stand without
/// brackets.
pub(super) fn texts(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": ["string", "array", "null"], "items": { "type": "string" } })
}

/// Returns the schema of the format's name.
pub(super) fn format(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "const": FORMAT })
}

/// Tidies the schema of all fields: only the format is required, and defaults are
/// told in words, since most depend on other fields.
pub(super) fn tidy(schema: &mut Schema) {
    schema.insert("required".to_owned(), serde_json::json!(["format"]));
    let fields = schema.get_mut("properties").and_then(serde_json::Value::as_object_mut);
    for field in fields.into_iter().flat_map(|f| f.values_mut()).filter_map(serde_json::Value::as_object_mut) {
        field.remove("default");
    }
}

/// Returns the schema of one of a few names.
fn one_of(names: &[&'static str]) -> Schema {
    let mut names: Vec<Option<&str>> = names.iter().copied().map(Some).collect();
    names.push(None);
    json_schema!({ "enum": names })
}

/// Returns the schema of a side.
pub(super) fn side(_: &mut SchemaGenerator) -> Schema {
    one_of(&["left", "right", "both"])
}

/// Returns the schema of a way to draw zones that are not highlighted.
pub(super) fn context(_: &mut SchemaGenerator) -> Schema {
    one_of(&Context::ALL.map(Context::name))
}

/// Returns the schema of what is behind everything.
pub(super) fn ground(_: &mut SchemaGenerator) -> Schema {
    one_of(&Ground::ALL.map(Ground::name))
}

/// Returns the schema of what a chart may decide by itself.
pub(super) fn choice(_: &mut SchemaGenerator) -> Schema {
    one_of(&Toggle::ALL.map(Toggle::name))
}

/// Returns the schema of a label mode.
pub(super) fn labels(_: &mut SchemaGenerator) -> Schema {
    one_of(&LabelMode::ALL.map(LabelMode::name))
}
