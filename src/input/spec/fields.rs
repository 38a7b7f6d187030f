//! The fields of a chart spec, as written in a file and as flags.
//!
//! One struct is both: serde reads it from JSON, clap from the command line,
//! and its comments are the help of the flags and the descriptions of the JSON
//! Schema. A new field is added here, and to [`Fields::spec`].

use super::annotations::{WrittenArrow, WrittenNote};
use super::forms::{self, AspectFile, FORMAT};
use crate::error::Error;
use crate::input::json::escape;
use crate::model::{ArrowSpec, Aspect, ChartSpec, Context, Ground, LabelMode, Note, Side, SideChoice, Size, Toggle};
use crate::style::Color;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What one chart shows, and how.
#[derive(Clone, Debug, Default, clap::Args, serde::Deserialize, serde::Serialize, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(rename = "Chart spec", transform = forms::tidy)]
pub struct Fields {
    /// Address of a JSON Schema, for editors; not read.
    #[arg(skip)]
    #[serde(rename = "$schema")]
    pub schema: Option<String>,
    /// What the file is: `reflex-chart/1`.
    #[arg(skip)]
    #[schemars(schema_with = "forms::format")]
    pub format: Option<String>,
    /// Spec whose fields count where this one has none; a path relative to this file. A field that is `null` here has its default again.
    #[arg(skip)]
    pub extends: Option<String>,
    /// Formats that `chart build` writes, such as `png` and `svg` [default: png].
    #[arg(skip)]
    #[serde(deserialize_with = "forms::one_or_more")]
    #[schemars(schema_with = "forms::texts")]
    pub formats: Vec<String>,
    /// Name of the picture that `chart batch` writes, below its folder [default: by `--name`].
    #[arg(skip)]
    pub out: Option<String>,
    /// Zone or group to highlight, or `all`; repeat for more, each in its own colour; ID=COLOR says which colour.
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    #[serde(deserialize_with = "forms::one_or_more")]
    #[schemars(schema_with = "forms::texts")]
    pub zone: Vec<String>,
    /// Views: plantar, medial, lateral, dorsal, or ids such as right-plantar [default: where the zones are].
    #[arg(long, value_name = "VIEW", value_delimiter = ',')]
    #[serde(deserialize_with = "forms::one_or_more")]
    #[schemars(schema_with = "forms::texts")]
    pub view: Vec<String>,
    /// Which feet: left, right, both [default: both, on wide pages one].
    #[arg(long, value_name = "SIDE")]
    #[schemars(schema_with = "forms::side")]
    pub side: Option<String>,
    /// Title [default: from the zones].
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// Subtitle [default: from the views].
    #[arg(long, value_name = "TEXT")]
    pub subtitle: Option<String>,
    /// Page size: a name of `chart list sizes`, or `WIDTHxHEIGHT` in px, mm, cm, in or pt, such as 210x297mm [default: 1600x2000].
    #[arg(long, value_name = "SIZE")]
    pub size: Option<String>,
    /// Pixels per inch of paper [default: 300 for sizes of paper].
    #[arg(long, value_name = "NUMBER")]
    pub dpi: Option<u32>,
    /// Pixels per px, for dense displays [default: 1].
    #[arg(long, value_name = "FACTOR")]
    pub scale: Option<f64>,
    /// Language of the chart; see `chart list languages` [default: en].
    #[arg(long, value_name = "CODE")]
    pub lang: Option<String>,
    /// Colours: light, dark, print [default: light].
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,
    /// Skin of the theme, by number from 1 [default: 1].
    #[arg(long, value_name = "NUMBER")]
    pub skin: Option<usize>,
    /// Colour of highlights, as #RRGGBB, instead of the theme's first; repeat for the next ones.
    #[arg(long, value_name = "COLOR", value_delimiter = ',')]
    #[serde(deserialize_with = "forms::one_or_more")]
    #[schemars(schema_with = "forms::texts")]
    pub accent: Vec<String>,
    /// What is behind everything: paper, white, transparent [default: paper].
    #[arg(long, value_name = "GROUND")]
    #[schemars(schema_with = "forms::ground")]
    pub ground: Option<String>,
    /// How the other zones are drawn: tint, outline, none [default: tint].
    #[arg(long, value_name = "WAY")]
    #[schemars(schema_with = "forms::context")]
    pub context: Option<String>,
    /// Guides to draw: shoulder, diaphragm, waist, heel, zones, all, none [default: those of the groups; alone: all].
    #[arg(long, value_name = "NAMES", value_delimiter = ',', num_args = 0..=1, default_missing_value = "all")]
    #[serde(deserialize_with = "forms::some_or_none")]
    #[schemars(schema_with = "forms::texts")]
    pub guides: Option<Vec<String>>,
    /// Figure of the body that shows what the names mean: auto, on, off [default: auto].
    #[arg(long, value_name = "WHEN")]
    #[schemars(schema_with = "forms::choice")]
    pub body: Option<String>,
    /// Enlarged detail where a zone is too small to see: auto, on, off [default: auto].
    #[arg(long, value_name = "WHEN")]
    #[schemars(schema_with = "forms::choice")]
    pub lens: Option<String>,
    /// Which zones are labelled, and how: auto, groups, highlighted, all, numbers, none [default: auto].
    #[arg(long, value_name = "MODE")]
    #[schemars(schema_with = "forms::labels")]
    pub labels: Option<String>,
    /// Close-up of the foot about a zone or group; repeatable.
    #[arg(long, value_name = "ZONE", value_delimiter = ',')]
    #[serde(deserialize_with = "forms::one_or_more")]
    #[schemars(schema_with = "forms::texts")]
    pub crop: Vec<String>,
    /// Numbered text beside or below the figures, such as "sacrum=Sacrum: said to be here"; repeatable.
    #[arg(long, value_name = "[ZONE=]TITLE[: TEXT]")]
    #[serde(deserialize_with = "forms::or_default")]
    pub note: Vec<WrittenNote>,
    /// Arrow along a zone, or along several that lie end to end, such as coccyx+sacrum@medial:1; repeatable.
    #[arg(long, value_name = "ZONE[@VIEW][:NOTE][:reverse]")]
    #[serde(deserialize_with = "forms::or_default")]
    pub stroke: Vec<WrittenArrow>,
    /// Font for letters that the compiled-in ones (Latin, Greek, Cyrillic) lack, as TrueType or OpenType; repeatable.
    #[arg(long, value_name = "FILE")]
    #[serde(deserialize_with = "forms::one_or_more")]
    #[schemars(schema_with = "forms::texts")]
    pub font: Vec<String>,
    /// Table of own names for zones and groups, as JSON.
    #[arg(long, value_name = "FILE")]
    pub labels_file: Option<String>,
    /// Table of values (CSV or JSON) that colour the zones.
    #[arg(long, value_name = "FILE")]
    pub values: Option<String>,
    /// Unit of the values [default: what the table says].
    #[arg(long, value_name = "TEXT")]
    pub unit: Option<String>,
    /// Most classes of numbers, 2 to 9 [default: 5].
    #[arg(long, value_name = "NUMBER")]
    pub classes: Option<usize>,
    /// Leave out the legend.
    #[arg(long)]
    #[serde(deserialize_with = "forms::or_default")]
    #[schemars(with = "Option<bool>")]
    pub no_legend: bool,
    /// Leave out the names of the views.
    #[arg(long)]
    #[serde(deserialize_with = "forms::or_default")]
    #[schemars(with = "Option<bool>")]
    pub no_view_names: bool,
    /// Leave out the line that the maps are traditional and unconfirmed: say so beside the picture. Descriptions say it still.
    #[arg(long)]
    #[serde(deserialize_with = "forms::or_default")]
    #[schemars(with = "Option<bool>")]
    pub no_claim: bool,
    /// Leave out where the placements come from.
    #[arg(long)]
    #[serde(deserialize_with = "forms::or_default")]
    #[schemars(with = "Option<bool>")]
    pub no_sources: bool,
    /// Line of your own at the foot of the page, such as who made the picture.
    #[arg(long, value_name = "TEXT")]
    pub credit: Option<String>,
    /// Zone map to draw [default: the built-in western-foot].
    #[arg(long, value_name = "FILE")]
    pub map: Option<String>,
    /// Variant of the map, such as asian.
    #[arg(long, value_name = "NAME")]
    pub variant: Option<String>,
    /// Outline that replaces the map's, such as plantar=my-sole.svg.
    #[arg(long, value_name = "ASPECT=FILE")]
    #[serde(with = "forms::by_aspect")]
    #[schemars(with = "Option<BTreeMap<String, String>>")]
    pub outline: Vec<AspectFile>,
}

impl Fields {
    /// Converts the fields to a spec.
    ///
    /// # Errors
    /// The first value that will not do.
    pub fn spec(&self) -> Result<ChartSpec, Error> {
        let usual = ChartSpec::default();
        let (zones, colors) = self.zones()?;
        let accents = self.accent.iter().enumerate().map(|(i, c)| color(c, &format!("accent/{i}")));
        let size = Size::read(self.size.as_deref().unwrap_or("portrait"), self.dpi);
        let scale = self.scale.unwrap_or(usual.scale);
        if !(0.1..=8.0).contains(&scale) {
            let error =
                Error::usage("scale-range", format!("a scale of {scale} is out of range; it goes from 0.1 to 8"));
            return Err(wrong("scale", error));
        }
        if self.skin == Some(0) {
            return Err(wrong("skin", Error::usage("skin-range", "skins are numbered from 1")));
        }
        Ok(ChartSpec {
            zones,
            colors,
            views: self.view.clone(),
            side: self.side()?,
            title: self.title.clone(),
            subtitle: self.subtitle.clone(),
            size: size?,
            scale,
            lang: self.lang.clone().unwrap_or(usual.lang),
            map: self.map.clone(),
            variant: self.variant.clone(),
            outlines: self.outlines()?,
            theme: self.theme.clone().unwrap_or(usual.theme),
            skin: self.skin.unwrap_or(usual.skin),
            accents: accents.collect::<Result<_, _>>()?,
            context: choice("context", "context", self.context.as_ref(), &Context::ALL, |c| c.name())?,
            guides: self.guides.clone(),
            ground: choice("ground", "ground", self.ground.as_ref(), &Ground::ALL, |g| g.name())?,
            body: choice("body", "choice", self.body.as_ref(), &Toggle::ALL, |c| c.name())?,
            lens: choice("lens", "choice", self.lens.as_ref(), &Toggle::ALL, |c| c.name())?,
            labels: choice("labels", "label mode", self.labels.as_ref(), &LabelMode::ALL, |c| c.name())?,
            crop: self.crop.clone(),
            notes: self.note.iter().map(Note::from).collect(),
            strokes: self.stroke.iter().map(ArrowSpec::from).collect(),
            fonts: self.font.clone(),
            labels_file: self.labels_file.clone(),
            values: self.values.clone(),
            unit: self.unit.clone(),
            classes: self.classes.unwrap_or(usual.classes),
            legend: !self.no_legend,
            view_names: !self.no_view_names,
            claim: !self.no_claim,
            sources: !self.no_sources,
            credit: self.credit.clone().filter(|c| !c.trim().is_empty()),
        })
    }

    /// Reads the names of the zones, and the colours that some of them are given.
    fn zones(&self) -> Result<(Vec<String>, BTreeMap<String, Color>), Error> {
        let (mut zones, mut colors) = (Vec::new(), BTreeMap::new());
        for (i, text) in self.zone.iter().enumerate() {
            let (name, given) = text.split_once('=').map_or((text.as_str(), None), |(n, c)| (n, Some(c)));
            if let Some(given) = given {
                colors.insert(name.trim().to_owned(), color(given, &format!("zone/{i}"))?);
            }
            zones.push(name.trim().to_owned());
        }
        Ok((zones, colors))
    }

    /// Reads which feet are shown.
    fn side(&self) -> Result<SideChoice, Error> {
        match self.side.as_deref() {
            None => Ok(SideChoice::Auto),
            Some("both") => Ok(SideChoice::Both),
            Some(name) => Side::from_name(name).map(SideChoice::Only).ok_or_else(|| {
                wrong("side", Error::unknown("side", name, ["left", "right", "both"].into_iter(), true))
            }),
        }
    }

    /// Reads the outlines by aspect.
    fn outlines(&self) -> Result<BTreeMap<Aspect, String>, Error> {
        let aspect = |o: &AspectFile| {
            let names = Aspect::ALL.map(Aspect::name);
            Aspect::from_name(&o.aspect).ok_or_else(|| {
                let pointer = format!("outline/{}", escape(&o.aspect));
                wrong(&pointer, Error::unknown("aspect", &o.aspect, names.into_iter(), true))
            })
        };
        self.outline.iter().map(|o| Ok((aspect(o)?, o.file.clone()))).collect()
    }

    /// Iterates over the fields that are paths, to be resolved where the spec is.
    pub(super) fn paths(&mut self) -> impl Iterator<Item = &mut String> {
        self.map
            .iter_mut()
            .chain(self.values.iter_mut())
            .chain(self.labels_file.iter_mut())
            .chain(self.font.iter_mut())
            .chain(self.outline.iter_mut().map(|o| &mut o.file))
    }

    /// Returns the fields that are given, by name.
    pub(super) fn given(&self) -> Result<Map<String, Value>, Error> {
        let Value::Object(mut all) = serde_json::to_value(self).map_err(Error::internal)? else {
            return Err(Error::internal("the fields of a spec are an object".to_owned()));
        };
        all.retain(|_, v| match v {
            Value::Null | Value::Bool(false) => false,
            Value::Array(a) => !a.is_empty(),
            Value::Object(o) => !o.is_empty(),
            _ => true,
        });
        Ok(all)
    }

    /// Returns a spec file of the same chart that leaves no value open which has one
    /// default for all charts.
    ///
    /// # Errors
    /// [`ErrorKind::Internal`](crate::ErrorKind::Internal), which should not happen.
    pub fn resolved(&self) -> Result<Value, Error> {
        let usual = ChartSpec::default();
        let or = |own: &Option<String>, usual: &str| own.clone().or_else(|| Some(usual.to_owned()));
        let whole = Self {
            format: Some(FORMAT.to_owned()),
            schema: None,
            extends: None,
            out: None,
            size: or(&self.size, &format!("{}x{}", usual.size.width, usual.size.height)),
            scale: self.scale.or(Some(usual.scale)),
            lang: or(&self.lang, &usual.lang),
            theme: or(&self.theme, &usual.theme),
            skin: self.skin.or(Some(usual.skin)),
            context: or(&self.context, usual.context.name()),
            ground: or(&self.ground, usual.ground.name()),
            body: or(&self.body, usual.body.name()),
            lens: or(&self.lens, usual.lens.name()),
            labels: or(&self.labels, usual.labels.name()),
            map: or(&self.map, "builtin:western-foot"),
            ..self.clone()
        };
        Ok(Value::Object(whole.given()?))
    }
}

/// Returns an error at the value of a field.
fn wrong(pointer: &str, error: Error) -> Error {
    error.in_field(format!("/{pointer}"))
}

/// Reads a colour; the hash sign may be missing, as shells take it for a comment.
fn color(text: &str, pointer: &str) -> Result<Color, Error> {
    let digits = text.trim().trim_start_matches('#');
    format!("#{digits}").parse().map_err(|_| {
        wrong(
            pointer,
            Error::usage("color", format!("`{text}` is not a colour"))
                .with_hint("write it as #RRGGBB, such as #D0472F"),
        )
    })
}

/// Finds one of a few names; the default if none is given.
fn choice<T: Copy + Default>(
    field: &str,
    kind: &'static str,
    name: Option<&String>,
    all: &[T],
    name_of: fn(&T) -> &'static str,
) -> Result<T, Error> {
    let Some(name) = name else { return Ok(T::default()) };
    all.iter().copied().find(|c| name_of(c) == name).ok_or_else(|| {
        let error = Error::unknown(kind, name, all.iter().map(name_of), true);
        wrong(field, error)
    })
}
