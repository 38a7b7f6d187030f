//! The fields of a chart spec as values under their keys: the rows of
//! `model/fields.rs` as a table, and a spec to and from such values.

use super::forms::Form;
use super::kind::{Kind, unknown};
use crate::error::Error;
use crate::input::library::USUAL_MAP;
use crate::model::{
    AgreementChoice, ArrowSpec, Aspect, ChartSpec, Context, Ground, HighlightSpec, LabelMode, Note, SideChoice, Size,
    Toggle, spec_fields,
};
use crate::style::Color;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The format that spec files name.
pub(super) const FORMAT: &str = "reflex-chart/1";

/// A key of a chart spec.
#[derive(Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What its value is called; empty for switches.
    pub value_name: &'static str,
    /// What it says, in a sentence or two.
    pub about: &'static str,
    /// How its value is written.
    pub kind: Kind,
}

impl Field {
    /// Returns whether its texts are paths.
    pub fn is_path(&self) -> bool {
        self.value_name.ends_with("FILE")
    }
}

/// The keys that only files have: they are about the file, not about the chart.
static FILE_FIELDS: [Field; 5] = [
    Field {
        name: "$schema",
        value_name: "",
        about: "Address of a JSON Schema, for editors; not read.",
        kind: Kind::Text,
    },
    Field { name: "format", value_name: "", about: "What the file is: `reflex-chart/1`.", kind: Kind::Exactly(FORMAT) },
    Field {
        name: "extends",
        value_name: "",
        about: "Spec whose fields count where this one has none; a path relative to this file. A field that is `null` here has its default again.",
        kind: Kind::Text,
    },
    Field {
        name: "formats",
        value_name: "",
        about: "Formats that `chart build` writes, such as `png` and `svg` [default: png].",
        kind: Kind::Texts { alone: None },
    },
    Field {
        name: "out",
        value_name: "",
        about: "Name of the picture that `chart batch` writes, below its folder [default: by the template of the batch].",
        kind: Kind::Text,
    },
];

/// Makes the table of all keys, and what reads and writes all fields.
macro_rules! define_table {
    ($($(#[$doc:meta])* $field:ident: $type:ty = $default:expr => $(($name:literal, $value:literal, $help:literal)),+;)*) => {
        /// Returns the keys of all fields, in the order of the list.
        fn table() -> Vec<Field> {
            let mut out = Vec::new();
            $(
                let kinds = <$type as Form<{ [$($name),+].len() }>>::KINDS;
                let keys = [$(($name, $value, $help)),+];
                out.extend(keys.into_iter().zip(kinds).map(|((name, value_name, about), kind)| {
                    Field { name, value_name, about, kind }
                }));
            )*
            out
        }

        /// Reads a spec from values that have the form of their kinds.
        fn read(values: &Map<String, Value>) -> Result<ChartSpec, Error> {
            let mut spec = ChartSpec::default();
            $(
                let given = [$($name),+].map(|name| values.get(name).unwrap_or(&Value::Null));
                if given.iter().any(|value| !value.is_null()) {
                    spec.$field = Form::read(given, &format!("/{}", [$($name),+][0]))?;
                }
            )*
            Ok(spec)
        }

        /// Writes a spec: what has a value or a default that is one for all charts.
        pub(super) fn write(spec: &ChartSpec) -> Map<String, Value> {
            let mut out = Map::new();
            $(
                let values = <$type as Form<{ [$($name),+].len() }>>::write(&spec.$field);
                for (name, value) in [$($name),+].into_iter().zip(values).filter(|(_, value)| !value.is_null()) {
                    out.insert(name.to_owned(), value);
                }
            )*
            if spec.values.is_none() {
                // there is nothing to be put in classes
                out.shift_remove("classes");
            }
            out
        }
    };
}

spec_fields!(define_table);

/// The keys of all fields of a chart spec, in the order of the list.
pub static FIELDS: LazyLock<Vec<Field>> = LazyLock::new(table);

/// Iterates over all keys that a spec file may have.
pub(super) fn file_fields() -> impl Iterator<Item = &'static Field> + Clone {
    FILE_FIELDS.iter().chain(FIELDS.iter())
}

/// Returns the key of a name.
///
/// # Errors
/// That there is none.
pub(super) fn field(name: &str) -> Result<&'static Field, Error> {
    let known = file_fields();
    known.clone().find(|f| f.name == name).ok_or_else(|| unknown(name, known.map(|f| f.name), ""))
}

/// The values that a spec gives to its fields, by key: whether from a file, from
/// flags, or from elsewhere.
#[derive(Clone, Debug, Default)]
pub struct Fields(Map<String, Value>);

impl Fields {
    /// Returns values whose form is checked.
    pub(super) fn of(values: Map<String, Value>) -> Self {
        Self(values)
    }

    /// Returns the values by key.
    pub(super) fn values(&self) -> &Map<String, Value> {
        &self.0
    }

    /// Sets the value of a key.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`](crate::ErrorKind::Usage) for a key that there is not, or a value of a wrong form.
    pub fn set(&mut self, name: &str, value: &Value) -> Result<(), Error> {
        let value = field(name)?.kind.usual(value, &format!("/{name}"))?;
        self.0.insert(name.to_owned(), value);
        Ok(())
    }

    /// Converts the fields to a spec.
    ///
    /// # Errors
    /// The first value that will not do.
    pub fn spec(&self) -> Result<ChartSpec, Error> {
        let spec = read(&self.0)?;
        if spec.skin == 0 {
            return Err(Error::usage("skin-range", "skins are numbered from 1").in_field("/skin"));
        }
        Ok(ChartSpec { credit: spec.credit.filter(|credit| !credit.trim().is_empty()), ..spec })
    }

    /// Returns the names of the formats to write.
    pub fn formats(&self) -> impl Iterator<Item = &str> {
        self.0.get("formats").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
    }

    /// Returns the name of the picture that `chart batch` writes.
    pub fn out(&self) -> Option<&str> {
        self.0.get("out").and_then(Value::as_str)
    }

    /// Returns a spec file of the same chart that leaves no value open which has one
    /// default for all charts.
    pub fn resolved(&self) -> Value {
        let mut usual = write(&ChartSpec::default());
        usual.insert("map".to_owned(), USUAL_MAP.into());
        let mut out = Map::new();
        out.insert("format".to_owned(), FORMAT.into());
        for name in std::iter::once("formats").chain(FIELDS.iter().map(|f| f.name)) {
            if let Some(value) = self.0.get(name).filter(|v| says_something(v)).or_else(|| usual.get(name)) {
                out.insert(name.to_owned(), value.clone());
            }
        }
        out.into()
    }
}

/// Returns whether a value is more than none, off or empty.
fn says_something(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(is) => *is,
        Value::Array(list) => !list.is_empty(),
        Value::Object(members) => !members.is_empty(),
        Value::Number(_) | Value::String(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_spec_that_is_written_is_read_back() {
        let values = json!({
            "zone": ["liver=#B02020", "hip"], "view": "plantar", "side": "right", "title": "T", "subtitle": "S",
            "size": "a4", "dpi": 150, "scale": 2, "lang": "de", "theme": "dark", "skin": 2, "accent": "8040C0",
            "ground": "white", "context": "outline", "agreement": "show", "guides": [], "body": "off", "lens": "on", "labels": "numbers",
            "crop": "hip", "note": [{ "title": "N", "zone": "hip", "urgent": true }],
            "stroke": [{ "zone": "hip", "view": "medial", "reverse": true, "note": 1 }], "font": "a.ttf",
            "labels-file": "l.json", "values": "v.csv", "unit": "kg", "classes": 3, "no-legend": true,
            "no-view-names": true, "no-claim": true, "no-sources": true, "kicker": "K", "reference": "R", "credit": "C", "map": "m.json",
            "variant": "asian", "outline": { "plantar": "o.svg" },
        });
        let mut fields = Fields::default();
        for field in FIELDS.iter() {
            fields.set(field.name, &values[field.name]).expect("a good value");
        }
        let written = write(&fields.spec().expect("a good spec"));
        for field in FIELDS.iter() {
            assert!(written.contains_key(field.name), "{} has no value here, or is not written", field.name);
        }
        assert_eq!(write(&Fields::of(written.clone()).spec().expect("the same spec")), written, "and back");
    }

    #[test]
    fn a_value_of_a_wrong_form_is_not_set() {
        let mut fields = Fields::default();
        let problem = |done: Result<(), Error>| done.expect_err("not set").to_string();
        assert!(problem(fields.set("theem", &json!("dark"))).contains("did you mean `theme`"), "an unknown key");
        let said = problem(fields.set("note", &json!([{ "title": "A" }, { "title": 7 }])));
        assert_eq!(said, "/note/1/title: invalid type: integer `7`, expected a string", "where it is");
        assert!(fields.values().is_empty(), "nothing is set");
    }
}
