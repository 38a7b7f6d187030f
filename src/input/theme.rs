//! Themes and the program's words as JSON.

#![allow(
    clippy::missing_docs_in_private_items,
    reason = "the fields of raw structs are the JSON keys, described once in the README"
)]

use super::json::Source;
use crate::error::Error;
use crate::model::{Accent, Aspect, Guide, Side, Theme, Words};
use crate::style::{Color, Role};
use std::collections::BTreeMap;

/// A colour in JSON.
fn color<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Color, D::Error> {
    let text: String = serde::Deserialize::deserialize(d)?;
    text.parse().map_err(serde::de::Error::custom)
}

/// A theme as written.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTheme {
    format: String,
    id: String,
    page: RawPage,
    skin: BTreeMap<String, String>,
    context: RawContext,
    #[serde(deserialize_with = "color")]
    halo: Color,
    #[serde(deserialize_with = "color")]
    anchor: Color,
    accents: Vec<RawAccent>,
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
#[serde(deny_unknown_fields)]
struct RawAccent {
    #[serde(deserialize_with = "color")]
    fill: Color,
    #[serde(deserialize_with = "color")]
    tint: Color,
    #[serde(deserialize_with = "color")]
    deep: Color,
}

/// Reads a theme.
///
/// # Errors
/// [`Error::Input`] with the place of what is wrong.
pub(super) fn read_theme(source: &Source<'_>) -> Result<Theme, Error> {
    let raw: RawTheme = source.read()?;
    if raw.format != "reflex-theme/1" {
        return Err(source.at("/format", "this program reads themes of the format `reflex-theme/1`").into());
    }
    if raw.accents.is_empty() {
        return Err(source.at("/accents", "a theme has at least one accent").into());
    }
    let mut skin = BTreeMap::new();
    for role in Role::ALL {
        let pointer = format!("/skin/{}", role.class());
        let text = raw
            .skin
            .get(role.class())
            .ok_or_else(|| source.at("/skin", format!("the tone `{}` is missing", role.class())))?;
        skin.insert(role, text.parse().map_err(|e: String| source.at(&pointer, e))?);
    }
    Ok(Theme {
        id: raw.id,
        paper: raw.page.paper,
        ink: raw.page.ink,
        muted: raw.page.muted,
        rule: raw.page.rule,
        skin,
        context_fill: (raw.context.fill, raw.context.fill_opacity.clamp(0.0, 1.0)),
        context_edge: (raw.context.edge, raw.context.edge_opacity.clamp(0.0, 1.0)),
        halo: raw.halo,
        anchor: raw.anchor,
        accents: raw.accents.into_iter().map(|a| Accent { fill: a.fill, tint: a.tint, deep: a.deep }).collect(),
    })
}

/// A phrase for each side, as written.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct BySide {
    left: String,
    right: String,
}

/// The words as written.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawWords {
    #[expect(dead_code, reason = "the file's own mark")]
    format: String,
    #[expect(dead_code, reason = "for people who read the file")]
    language: String,
    kicker: String,
    view: BTreeMap<String, BySide>,
    aspect: BTreeMap<String, String>,
    badge: BySide,
    guide: BTreeMap<String, String>,
    and: String,
    subtitle_one: String,
    subtitle_many: String,
    subtitle_map: String,
    other_areas: String,
    claim: String,
    placement: String,
    sources: String,
    differ: String,
    version: String,
    more_sources: String,
    widened: String,
    description: String,
    description_map: String,
}

/// Reads the words of a language.
///
/// # Errors
/// [`Error::Input`] with the place of what is wrong or missing.
pub(super) fn read_words(source: &Source<'_>, lang: &str) -> Result<Words, Error> {
    let raw: RawWords = source.read()?;
    let mut views = BTreeMap::new();
    let mut aspects = BTreeMap::new();
    for aspect in Aspect::ALL {
        let missing = |key: &str| source.at(&format!("/{key}"), format!("no phrase for `{aspect}`"));
        let view = raw.view.get(aspect.name()).ok_or_else(|| missing("view"))?;
        views.insert((aspect, Side::Left), view.left.clone());
        views.insert((aspect, Side::Right), view.right.clone());
        aspects.insert(aspect, raw.aspect.get(aspect.name()).ok_or_else(|| missing("aspect"))?.clone());
    }
    let mut guides = BTreeMap::new();
    for guide in Guide::ALL {
        let name = raw
            .guide
            .get(guide.name())
            .ok_or_else(|| source.at("/guide", format!("no name for `{}`", guide.name())))?;
        guides.insert(guide, name.clone());
    }
    Ok(Words {
        lang: lang.to_owned(),
        kicker: raw.kicker,
        views,
        aspects,
        badges: [(Side::Left, raw.badge.left), (Side::Right, raw.badge.right)].into(),
        guides,
        and: raw.and,
        subtitle_one: raw.subtitle_one,
        subtitle_many: raw.subtitle_many,
        subtitle_map: raw.subtitle_map,
        other_areas: raw.other_areas,
        claim: raw.claim,
        placement: raw.placement,
        sources: raw.sources,
        differ: raw.differ,
        version: raw.version,
        more_sources: raw.more_sources,
        widened: raw.widened,
        description: raw.description,
        description_map: raw.description_map,
    })
}
