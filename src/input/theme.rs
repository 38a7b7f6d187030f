//! Themes as JSON.

use super::json::JsonFile;
use crate::diag::Diagnostic;
use crate::error::Error;
use crate::model::{Accent, Scales, Shading, Theme};
use crate::style::{Color, Pattern, PatternKind, Role, Tone};
use std::collections::BTreeMap;

/// Reads a colour.
fn color<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Color, D::Error> {
    let text: String = serde::Deserialize::deserialize(d)?;
    text.parse().map_err(serde::de::Error::custom)
}

/// Reads at least two colours.
fn colors<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Vec<Color>, D::Error> {
    let texts: Vec<String> = serde::Deserialize::deserialize(d)?;
    if texts.len() < 2 {
        return Err(serde::de::Error::custom("at least two colours are needed"));
    }
    texts.iter().map(|t| t.parse().map_err(serde::de::Error::custom)).collect()
}

/// Colours by role.
#[derive(serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", schemars(rename = "Theme"))]
pub(super) struct RawTheme {
    /// Address of a JSON Schema, for editors; not read.
    #[serde(rename = "$schema")]
    #[expect(dead_code, reason = "for editors")]
    schema: Option<String>,
    /// What the file is: `reflex-theme/1`.
    #[cfg_attr(feature = "schema", schemars(schema_with = "schema::theme_format"))]
    format: String,
    /// Stable key.
    id: String,
    /// How drawings show their tones; usually `tones`.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(schema_with = "schema::shading"))]
    shading: Option<String>,
    /// Colours of the page.
    page: RawPageColors,
    /// Skins to choose from, the usual one first.
    skins: Vec<RawSkin>,
    /// Inside of anchor dots.
    #[serde(deserialize_with = "color")]
    anchor: Color,
    /// Tones of body systems by their order, instead of the map's colours.
    #[serde(default)]
    systems: Vec<RawTone>,
    /// Colours of highlights in order of use.
    accents: Vec<RawAccent>,
    /// Colours of values.
    values: RawScales,
}

/// Colours of values; between those of a scale others are mixed.
#[derive(serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", schemars(rename = "Scales"))]
struct RawScales {
    /// From low to high.
    #[serde(deserialize_with = "colors")]
    ramp: Vec<Color>,
    /// From far below zero over zero to far above.
    #[serde(deserialize_with = "colors")]
    diverging: Vec<Color>,
    /// Of categories without an order.
    #[serde(deserialize_with = "colors")]
    categories: Vec<Color>,
    /// Of a missing value.
    #[serde(deserialize_with = "color")]
    missing: Color,
}

/// Colours of the page.
#[derive(serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", schemars(rename = "Page"))]
pub(super) struct RawPageColors {
    /// The page.
    #[serde(deserialize_with = "color")]
    paper: Color,
    /// Main text.
    #[serde(deserialize_with = "color")]
    ink: Color,
    /// Quiet text.
    #[serde(deserialize_with = "color")]
    muted: Color,
    /// Dividing lines.
    #[serde(deserialize_with = "color")]
    rule: Color,
    /// Leaders of charts that are coloured by body system.
    #[serde(deserialize_with = "color")]
    leader: Color,
    /// Shadow on the ground.
    #[serde(deserialize_with = "color")]
    shadow: Color,
}

/// The tones of foot and body, and what is drawn on them.
#[derive(serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", schemars(rename = "Skin"))]
pub(super) struct RawSkin {
    /// Main tone.
    #[serde(deserialize_with = "color")]
    skin: Color,
    /// Soft light.
    #[serde(deserialize_with = "color")]
    skin_light: Color,
    /// Soft shade.
    #[serde(deserialize_with = "color")]
    skin_shade: Color,
    /// Heel, balls and pads of the toes.
    #[serde(deserialize_with = "color")]
    blush: Color,
    /// The vault of the sole.
    #[serde(deserialize_with = "color")]
    cool: Color,
    /// Contour.
    #[serde(deserialize_with = "color")]
    skin_edge: Color,
    /// The part of the sole or of toes seen behind.
    #[serde(deserialize_with = "color")]
    far_sole: Color,
    /// Nails.
    #[serde(deserialize_with = "color")]
    nail: Color,
    /// Creases and inner lines.
    #[serde(deserialize_with = "color")]
    line: Color,
    /// Bones of the figure of the body.
    #[serde(deserialize_with = "color")]
    bone: Color,
    /// Edges of bones.
    #[serde(deserialize_with = "color")]
    bone_edge: Color,
    /// Zones that are not highlighted.
    context: RawContext,
    /// Rim round highlighted zones.
    #[serde(deserialize_with = "color")]
    halo: Color,
}

/// Colours of zones that are not highlighted.
#[derive(serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", schemars(rename = "Context"))]
pub(super) struct RawContext {
    /// Their fill.
    #[serde(deserialize_with = "color")]
    fill: Color,
    /// Its opacity, 0 to 1.
    fill_opacity: f64,
    /// Their edge.
    #[serde(deserialize_with = "color")]
    edge: Color,
    /// Its opacity, 0 to 1.
    edge_opacity: f64,
}

/// The colours of one highlight.
#[derive(serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", schemars(rename = "Accent"))]
pub(super) struct RawAccent {
    /// Main members.
    #[serde(deserialize_with = "color")]
    fill: Color,
    /// Their pattern, if they are not plain.
    fill_pattern: Option<RawPattern>,
    /// Secondary members.
    #[serde(deserialize_with = "color")]
    tint: Color,
    /// Their pattern, if they are not plain.
    tint_pattern: Option<RawPattern>,
    /// Edges, names and leaders.
    #[serde(deserialize_with = "color")]
    deep: Color,
}

/// The look of a body system.
#[derive(serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", schemars(rename = "Tone"))]
pub(super) struct RawTone {
    /// Its colour.
    #[serde(deserialize_with = "color")]
    fill: Color,
    /// Its pattern, if it is not plain.
    pattern: Option<RawPattern>,
}

/// A pattern on the page, in px of a page 1600 px wide.
#[derive(serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", schemars(rename = "Pattern"))]
pub(super) struct RawPattern {
    /// Its marks.
    #[cfg_attr(feature = "schema", schemars(schema_with = "schema::pattern"))]
    kind: String,
    /// Width of a line or diameter of a dot.
    width: f64,
    /// Distance of its marks.
    pitch: f64,
}

/// Reads a theme with one of its skins, by number from 1.
///
/// # Errors
/// [`ErrorKind::Input`](crate::ErrorKind::Input) with the place of what is wrong, [`ErrorKind::Usage`](crate::ErrorKind::Usage) where
/// the theme has no such skin.
pub(super) fn read_theme(source: &JsonFile<'_>, skin: usize) -> Result<Theme, Error> {
    let raw: RawTheme = source.read()?;
    if raw.format != "reflex-theme/1" {
        return Err(source.at("/format", "format", "this program reads themes of the format `reflex-theme/1`").into());
    }
    if raw.accents.is_empty() {
        return Err(source.at("/accents", "theme-accents", "a theme has at least one accent").into());
    }
    let shading = raw.shading.as_deref().map_or(Ok(Shading::Tones), |name| read_shading(source, name))?;
    let skins = raw.skins.len();
    let s = skin.checked_sub(1).and_then(|i| raw.skins.into_iter().nth(i)).ok_or_else(|| {
        Error::usage(
            "skin-range",
            format!("the theme `{}` has no skin {skin}; its skins are numbered from 1 to {skins}", raw.id),
        )
        .in_field("/skin")
    })?;
    let tones = tones(&s, &raw.page);
    let mut accents = Vec::new();
    for (i, a) in raw.accents.into_iter().enumerate() {
        let tone = |color, pattern: Option<RawPattern>, key: &str| -> Result<Tone, Error> {
            let pattern =
                pattern.map(|p| read_pattern(source, &format!("/accents/{i}/{key}-pattern"), &p)).transpose()?;
            Ok(Tone { color, pattern })
        };
        let (fill, tint) = (tone(a.fill, a.fill_pattern, "fill")?, tone(a.tint, a.tint_pattern, "tint")?);
        accents.push(Accent::new(fill, tint, a.deep, raw.anchor));
    }
    let mut systems = Vec::new();
    for (i, tone) in raw.systems.into_iter().enumerate() {
        let pattern = tone.pattern.map(|p| read_pattern(source, &format!("/systems/{i}/pattern"), &p)).transpose()?;
        systems.push(Tone { color: tone.fill, pattern });
    }
    Ok(Theme {
        id: raw.id,
        shading,
        paper: raw.page.paper,
        ink: raw.page.ink,
        muted: raw.page.muted,
        rule: raw.page.rule,
        leader: raw.page.leader,
        tones,
        context_fill: (s.context.fill, s.context.fill_opacity.clamp(0.0, 1.0)),
        context_edge: (s.context.edge, s.context.edge_opacity.clamp(0.0, 1.0)),
        halo: s.halo,
        anchor: raw.anchor,
        systems,
        accents,
        scales: Scales {
            ramp: raw.values.ramp,
            diverging: raw.values.diverging,
            categories: raw.values.categories,
            missing: raw.values.missing,
        },
    })
}

/// Returns the colours of foot and body by role.
fn tones(skin: &RawSkin, page: &RawPageColors) -> BTreeMap<Role, Color> {
    BTreeMap::from([
        (Role::Skin, skin.skin),
        (Role::SkinLight, skin.skin_light),
        (Role::SkinShade, skin.skin_shade),
        (Role::Blush, skin.blush),
        (Role::Cool, skin.cool),
        (Role::SkinEdge, skin.skin_edge),
        (Role::FarSole, skin.far_sole),
        (Role::Nail, skin.nail),
        (Role::Line, skin.line),
        (Role::Paper, page.paper),
        (Role::Shadow, page.shadow),
        (Role::Bone, skin.bone),
        (Role::BoneEdge, skin.bone_edge),
    ])
}

/// Returns how many skins a theme has, and the colours of its highlights.
pub(super) fn theme_facts(source: &JsonFile<'_>) -> Result<(usize, Vec<Color>), Error> {
    let raw: RawTheme = source.read()?;
    Ok((raw.skins.len(), raw.accents.iter().map(|a| a.fill).collect()))
}

/// Reads how drawings show their tones.
fn read_shading(source: &JsonFile<'_>, name: &str) -> Result<Shading, Error> {
    let names = Shading::ALL.map(Shading::name);
    let found = Shading::ALL.into_iter().find(|s| s.name() == name);
    Ok(found.ok_or_else(|| Diagnostic::unknown("shading", name, names).listing(names).at(source.place("/shading")))?)
}

/// Reads a pattern, whose marks must be large enough to be seen and told apart.
fn read_pattern(source: &JsonFile<'_>, pointer: &str, raw: &RawPattern) -> Result<Pattern, Error> {
    let names = PatternKind::ALL.map(PatternKind::name);
    let kind = PatternKind::ALL.into_iter().find(|k| k.name() == raw.kind).ok_or_else(|| {
        Diagnostic::unknown("pattern", &raw.kind, names).listing(names).at(source.place(&format!("{pointer}/kind")))
    })?;
    if !(3.0..=100.0).contains(&raw.pitch) || !(0.2..=raw.pitch).contains(&raw.width) {
        let message =
            "a pattern's pitch goes from 3 to 100 and its width from 0.2 to the pitch, in px of a page 1600 px wide";
        return Err(source.at(pointer, "theme-pattern", message).into());
    }
    Ok(Pattern { kind, width: raw.width, pitch: raw.pitch })
}

/// What the JSON Schema of themes says beyond the types.
#[cfg(feature = "schema")]
mod schema {
    use crate::model::Shading;
    use crate::style::PatternKind;
    use schemars::{Schema, SchemaGenerator, json_schema};

    /// Returns the schema of the format of themes.
    pub(super) fn theme_format(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "const": "reflex-theme/1" })
    }

    /// Returns the schema of shadings.
    pub(super) fn shading(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "enum": Shading::ALL.map(Shading::name) })
    }

    /// Returns the schema of the marks of a pattern.
    pub(super) fn pattern(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "enum": PatternKind::ALL.map(PatternKind::name) })
    }
}
