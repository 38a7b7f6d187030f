//! How each type of a spec's fields is read from JSON and written.

use super::annotations::{ARROW, NOTE, read_arrow, read_note, write_arrow, write_note};
use super::kind::Kind;
use crate::error::Error;
use crate::input::json::escape;
use crate::model::{
    AgreementChoice, ArrowSpec, Aspect, Context, Ground, HighlightSpec, LabelMode, Note, Side, SideChoice, Size, Toggle,
};
use crate::style::Color;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// A type of a field of a chart spec that is written under `N` keys.
pub(super) trait Form<const N: usize>: Sized {
    /// How the value of each key is written.
    const KINDS: [Kind; N];

    /// Reads the values of the keys, which have the form of their kinds; `null` where
    /// one is not given, though not all are. `at` is the JSON pointer to the first.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`](crate::ErrorKind::Usage) for a value that will not do.
    fn read(values: [&Value; N], at: &str) -> Result<Self, Error>;

    /// Returns the values of the keys; `null` where there is nothing to say.
    fn write(&self) -> [Value; N];
}

impl Form<1> for String {
    const KINDS: [Kind; 1] = [Kind::Text];

    fn read([value]: [&Value; 1], _: &str) -> Result<Self, Error> {
        Ok(text(value))
    }

    fn write(&self) -> [Value; 1] {
        [self.as_str().into()]
    }
}

impl Form<1> for Option<String> {
    const KINDS: [Kind; 1] = [Kind::Text];

    fn read([value]: [&Value; 1], _: &str) -> Result<Self, Error> {
        Ok(Some(text(value)))
    }

    fn write(&self) -> [Value; 1] {
        [self.as_deref().into()]
    }
}

impl Form<1> for f64 {
    const KINDS: [Kind; 1] = [Kind::Number];

    fn read([value]: [&Value; 1], _: &str) -> Result<Self, Error> {
        Ok(value.as_f64().unwrap_or_default())
    }

    fn write(&self) -> [Value; 1] {
        [(*self).into()]
    }
}

impl Form<1> for usize {
    const KINDS: [Kind; 1] = [Kind::Whole];

    fn read([value]: [&Value; 1], _: &str) -> Result<Self, Error> {
        Ok(whole(value))
    }

    fn write(&self) -> [Value; 1] {
        [(*self).into()]
    }
}

/// A part of the page that is there, unless its switch leaves it out.
impl Form<1> for bool {
    const KINDS: [Kind; 1] = [Kind::Switch];

    fn read([leave_out]: [&Value; 1], _: &str) -> Result<Self, Error> {
        Ok(leave_out != true)
    }

    fn write(&self) -> [Value; 1] {
        [(!self).then_some(true).into()]
    }
}

impl Form<1> for Vec<String> {
    const KINDS: [Kind; 1] = [Kind::Texts { alone: None }];

    fn read([value]: [&Value; 1], _: &str) -> Result<Self, Error> {
        Ok(texts(value).map(|(_, text)| text.to_owned()).collect())
    }

    fn write(&self) -> [Value; 1] {
        [list(self.iter().map(String::as_str))]
    }
}

/// A list that may be empty, which differs from no list.
impl Form<1> for Option<Vec<String>> {
    const KINDS: [Kind; 1] = [Kind::Texts { alone: Some("all") }];

    fn read([value]: [&Value; 1], at: &str) -> Result<Self, Error> {
        Form::read([value], at).map(Some)
    }

    fn write(&self) -> [Value; 1] {
        [self.clone().into()]
    }
}

/// Each is a name, or `NAME=COLOR`.
impl Form<1> for Vec<HighlightSpec> {
    const KINDS: [Kind; 1] = [Kind::Texts { alone: None }];

    fn read([value]: [&Value; 1], at: &str) -> Result<Self, Error> {
        let zone = |(i, text): (usize, &str)| {
            let (name, given) = text.split_once('=').map_or((text, None), |(name, given)| (name, Some(given)));
            let color = given.map(|given| color(given, &format!("{at}/{i}"))).transpose()?;
            Ok(HighlightSpec { name: name.trim().to_owned(), color })
        };
        texts(value).map(zone).collect()
    }

    fn write(&self) -> [Value; 1] {
        let text = |z: &HighlightSpec| z.color.map_or_else(|| z.name.clone(), |color| format!("{}={color}", z.name));
        [list(self.iter().map(text))]
    }
}

impl Form<1> for Vec<Color> {
    const KINDS: [Kind; 1] = [Kind::Texts { alone: None }];

    fn read([value]: [&Value; 1], at: &str) -> Result<Self, Error> {
        texts(value).map(|(i, text)| color(text, &format!("{at}/{i}"))).collect()
    }

    fn write(&self) -> [Value; 1] {
        [list(self.iter().map(ToString::to_string))]
    }
}

/// Its name, or its width and height; and pixels per inch of paper.
impl Form<2> for Size {
    const KINDS: [Kind; 2] = [Kind::Text, Kind::Whole];

    fn read([size, dpi]: [&Value; 2], _: &str) -> Result<Self, Error> {
        let dpi = dpi.as_u64().map(|n| u32::try_from(n).unwrap_or(u32::MAX));
        Self::read(size.as_str().unwrap_or("portrait"), dpi)
    }

    fn write(&self) -> [Value; 2] {
        [format!("{}x{}", self.width, self.height).into(), self.ppi.into()]
    }
}

impl Form<1> for SideChoice {
    const KINDS: [Kind; 1] = [Kind::OneOf(|| vec!["left", "right", "both"])];

    fn read([value]: [&Value; 1], at: &str) -> Result<Self, Error> {
        let all = [("left", Self::Only(Side::Left)), ("right", Self::Only(Side::Right)), ("both", Self::Both)];
        one_of("side", &all, value, at)
    }

    fn write(&self) -> [Value; 1] {
        match self {
            Self::Auto => [Value::Null],
            Self::Both => ["both".into()],
            Self::Only(side) => [side.name().into()],
        }
    }
}

/// Implements [`Form`] for choices that have a list of all, each with a name.
macro_rules! choices {
    ($($choice:ty: $kind:literal),+) => {$(
        impl Form<1> for $choice {
            const KINDS: [Kind; 1] = [Kind::OneOf(|| Self::ALL.map(Self::name).to_vec())];

            fn read([value]: [&Value; 1], at: &str) -> Result<Self, Error> {
                one_of($kind, &Self::ALL.map(|choice| (choice.name(), choice)), value, at)
            }

            fn write(&self) -> [Value; 1] {
                [self.name().into()]
            }
        }
    )+};
}

choices!(AgreementChoice: "choice", Context: "context", Ground: "ground", Toggle: "choice", LabelMode: "label mode");

impl Form<1> for Vec<Note> {
    const KINDS: [Kind; 1] = [Kind::Objects(&NOTE)];

    fn read([value]: [&Value; 1], _: &str) -> Result<Self, Error> {
        Ok(value.as_array().into_iter().flatten().map(read_note).collect())
    }

    fn write(&self) -> [Value; 1] {
        [list(self.iter().map(write_note))]
    }
}

impl Form<1> for Vec<ArrowSpec> {
    const KINDS: [Kind; 1] = [Kind::Objects(&ARROW)];

    fn read([value]: [&Value; 1], _: &str) -> Result<Self, Error> {
        Ok(value.as_array().into_iter().flatten().map(read_arrow).collect())
    }

    fn write(&self) -> [Value; 1] {
        [list(self.iter().map(write_arrow))]
    }
}

impl Form<1> for BTreeMap<Aspect, String> {
    const KINDS: [Kind; 1] = [Kind::TextByName];

    fn read([value]: [&Value; 1], at: &str) -> Result<Self, Error> {
        let aspects = Aspect::ALL.map(|aspect| (aspect.name(), aspect));
        let member = |(name, value): (&String, &Value)| {
            let aspect = one_of("aspect", &aspects, &name.as_str().into(), &format!("{at}/{}", escape(name)))?;
            Ok((aspect, text(value)))
        };
        value.as_object().into_iter().flatten().map(member).collect()
    }

    fn write(&self) -> [Value; 1] {
        let member = |(aspect, text): (&Aspect, &String)| (aspect.name().to_owned(), text.as_str().into());
        let members: Map<String, Value> = self.iter().map(member).collect();
        [if members.is_empty() { Value::Null } else { members.into() }]
    }
}

/// Returns a text.
fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// Iterates over the texts of a list, each with its position.
fn texts(value: &Value) -> impl Iterator<Item = (usize, &str)> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).enumerate()
}

/// Returns a whole number.
fn whole(value: &Value) -> usize {
    value.as_u64().and_then(|n| usize::try_from(n).ok()).unwrap_or_default()
}

/// Writes a list, unless it is empty.
fn list(values: impl Iterator<Item = impl Into<Value>>) -> Value {
    let values: Vec<Value> = values.map(Into::into).collect();
    if values.is_empty() { Value::Null } else { values.into() }
}

/// Reads one of a few names.
fn one_of<T: Copy>(kind: &str, all: &[(&str, T)], value: &Value, at: &str) -> Result<T, Error> {
    let name = value.as_str().unwrap_or_default();
    let unknown = || Error::unknown(kind, name, all.iter().map(|(name, _)| *name), true).in_field(at);
    all.iter().find(|(known, _)| *known == name).map(|(_, choice)| *choice).ok_or_else(unknown)
}

/// Reads a colour; the hash sign may be missing, as shells take it for a comment.
fn color(text: &str, at: &str) -> Result<Color, Error> {
    let digits = text.trim().trim_start_matches('#');
    format!("#{digits}").parse().map_err(|_| {
        Error::usage("color", format!("`{text}` is not a colour"))
            .with_hint("write it as #RRGGBB, such as #D0472F")
            .in_field(at)
    })
}
