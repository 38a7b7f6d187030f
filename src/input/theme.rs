//! Themes as JSON.

#![allow(
    clippy::missing_docs_in_private_items,
    reason = "the fields of raw structs are the JSON keys, described once in the README"
)]

use super::json::Source;
use crate::error::Error;
use crate::model::{Accent, Scales, Theme};
use crate::style::{Color, Pattern, PatternKind, Role, Tone};
use std::collections::BTreeMap;

/// A colour in JSON.
fn color<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Color, D::Error> {
    let text: String = serde::Deserialize::deserialize(d)?;
    text.parse().map_err(serde::de::Error::custom)
}

/// Colours in JSON, at least two.
fn colors<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Vec<Color>, D::Error> {
    let texts: Vec<String> = serde::Deserialize::deserialize(d)?;
    if texts.len() < 2 {
        return Err(serde::de::Error::custom("at least two colours are needed"));
    }
    texts.iter().map(|t| t.parse().map_err(serde::de::Error::custom)).collect()
}

/// A theme as written.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawTheme {
    format: String,
    id: String,
    page: RawPage,
    skins: Vec<RawSkin>,
    #[serde(deserialize_with = "color")]
    anchor: Color,
    #[serde(default)]
    systems: Vec<RawTone>,
    accents: Vec<RawAccent>,
    values: RawScales,
}

/// Colours of values as written.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawScales {
    #[serde(deserialize_with = "colors")]
    ramp: Vec<Color>,
    #[serde(deserialize_with = "colors")]
    diverging: Vec<Color>,
    #[serde(deserialize_with = "colors")]
    categories: Vec<Color>,
    #[serde(deserialize_with = "color")]
    missing: Color,
}

/// Colours of the page as written.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPage {
    #[serde(deserialize_with = "color")]
    paper: Color,
    #[serde(deserialize_with = "color")]
    ink: Color,
    #[serde(deserialize_with = "color")]
    muted: Color,
    #[serde(deserialize_with = "color")]
    rule: Color,
    #[serde(deserialize_with = "color")]
    leader: Color,
    #[serde(deserialize_with = "color")]
    shadow: Color,
}

/// One skin as written: the tones of the foot and what is drawn on it.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawSkin {
    #[serde(deserialize_with = "color")]
    skin: Color,
    #[serde(deserialize_with = "color")]
    skin_light: Color,
    #[serde(deserialize_with = "color")]
    skin_shade: Color,
    #[serde(deserialize_with = "color")]
    skin_edge: Color,
    #[serde(deserialize_with = "color")]
    far_sole: Color,
    #[serde(deserialize_with = "color")]
    nail: Color,
    #[serde(deserialize_with = "color")]
    line: Color,
    #[serde(deserialize_with = "color")]
    bone: Color,
    #[serde(deserialize_with = "color")]
    bone_edge: Color,
    context: RawContext,
    #[serde(deserialize_with = "color")]
    halo: Color,
}

/// Colours of context zones as written.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawContext {
    #[serde(deserialize_with = "color")]
    fill: Color,
    fill_opacity: f64,
    #[serde(deserialize_with = "color")]
    edge: Color,
    edge_opacity: f64,
}

/// An accent as written.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawAccent {
    #[serde(deserialize_with = "color")]
    fill: Color,
    fill_pattern: Option<RawPattern>,
    #[serde(deserialize_with = "color")]
    tint: Color,
    tint_pattern: Option<RawPattern>,
    #[serde(deserialize_with = "color")]
    deep: Color,
}

/// The tone of a system as written.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTone {
    #[serde(deserialize_with = "color")]
    fill: Color,
    pattern: Option<RawPattern>,
}

/// A pattern as written.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPattern {
    kind: String,
    width: f64,
    pitch: f64,
}

/// Reads a theme with the skin of a number from 1.
///
/// # Errors
/// [`Error::Input`] with the place of what is wrong, [`Error::Usage`] where
/// the theme has no such skin.
pub(super) fn read_theme(source: &Source<'_>, skin: usize) -> Result<Theme, Error> {
    let raw: RawTheme = source.read()?;
    if raw.format != "reflex-theme/1" {
        return Err(source.at("/format", "this program reads themes of the format `reflex-theme/1`").into());
    }
    if raw.accents.is_empty() {
        return Err(source.at("/accents", "a theme has at least one accent").into());
    }
    let skins = raw.skins.len();
    let s = skin.checked_sub(1).and_then(|i| raw.skins.into_iter().nth(i)).ok_or_else(|| {
        Error::Usage(format!("the theme `{}` has no skin {skin}; its skins are numbered from 1 to {skins}", raw.id))
    })?;
    let tones = [
        (Role::Skin, s.skin),
        (Role::SkinLight, s.skin_light),
        (Role::SkinShade, s.skin_shade),
        (Role::SkinEdge, s.skin_edge),
        (Role::FarSole, s.far_sole),
        (Role::Nail, s.nail),
        (Role::Line, s.line),
        (Role::Paper, raw.page.paper),
        (Role::Shadow, raw.page.shadow),
        (Role::Bone, s.bone),
        (Role::BoneEdge, s.bone_edge),
    ];
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
        paper: raw.page.paper,
        ink: raw.page.ink,
        muted: raw.page.muted,
        rule: raw.page.rule,
        leader: raw.page.leader,
        tones: BTreeMap::from(tones),
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

/// A pattern whose marks can be seen and told apart.
fn read_pattern(source: &Source<'_>, pointer: &str, raw: &RawPattern) -> Result<Pattern, Error> {
    let names = PatternKind::ALL.map(PatternKind::name);
    let kind = PatternKind::ALL.into_iter().find(|k| k.name() == raw.kind).ok_or_else(|| {
        let message = format!("unknown pattern `{}`; there are {}", raw.kind, names.join(", "));
        source.at(&format!("{pointer}/kind"), message)
    })?;
    if !(3.0..=100.0).contains(&raw.pitch) || !(0.2..=raw.pitch).contains(&raw.width) {
        let message =
            "a pattern's pitch goes from 3 to 100 and its width from 0.2 to the pitch, in px of a page 1600 px wide";
        return Err(source.at(pointer, message).into());
    }
    Ok(Pattern { kind, width: raw.width, pitch: raw.pitch })
}
