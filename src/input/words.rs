//! The program's words as JSON.

#![allow(
    clippy::missing_docs_in_private_items,
    reason = "the fields of raw structs are the JSON keys, described once in assets/README.md"
)]

use super::json::JsonFile;
use crate::error::Error;
use crate::model::{
    Agreement, AgreementWords, AltWords, AnatomyWords, Aspect, Guide, PageWords, Separators, Side, Words,
};
use std::collections::BTreeMap;

/// A phrase for each side, as written.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct SidePhrases {
    left: String,
    right: String,
}

/// The direction of a language.
#[derive(Clone, Copy, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
enum Direction {
    #[default]
    Ltr,
    Rtl,
}

/// The words as written.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawWords {
    #[expect(dead_code, reason = "the file's own mark")]
    format: String,
    language: String,
    reviewed: bool,
    #[serde(default)]
    direction: Direction,
    kicker: String,
    view: BTreeMap<String, SidePhrases>,
    view_short: BTreeMap<String, SidePhrases>,
    aspect: BTreeMap<String, String>,
    badge: SidePhrases,
    guide: BTreeMap<String, String>,
    and: String,
    list_separator: Option<String>,
    list_last: Option<String>,
    list_last_foreign: Option<String>,
    view_separator: Option<String>,
    clause_separator: Option<String>,
    sentence_separator: Option<String>,
    subtitle_one: String,
    subtitle_many: String,
    subtitle_map: String,
    atlas: String,
    subtitle_values: String,
    subtitle_atlas: String,
    body: String,
    atlas_note: String,
    longitudinal: String,
    other_areas: String,
    no_value: String,
    decimal_mark: char,
    claim: String,
    placement: String,
    sources: String,
    differ: String,
    version: String,
    more_sources: String,
    widened: String,
    /// Where one zone hides another, with `{zone}` and `{other}`.
    hidden: String,
    /// What was asked for and is not in the picture, with `{zones}`.
    not_shown: String,
    description: String,
    description_map: String,
    description_place: String,
    agreement: RawAgreementWords,
    alt: RawAltWords,
    anatomy: RawAnatomyWords,
    page: RawPageWords,
}

/// The words of maps of anatomy as written.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawAnatomyWords {
    kicker: String,
    subtitle: String,
    subtitle_many: String,
    atlas: String,
    claim: String,
    differ: String,
    claims: String,
    says: String,
    said: String,
}

impl From<RawAnatomyWords> for AnatomyWords {
    fn from(raw: RawAnatomyWords) -> Self {
        Self {
            kicker: raw.kicker,
            subtitle: raw.subtitle,
            subtitle_many: raw.subtitle_many,
            atlas: raw.atlas,
            claim: raw.claim,
            differ: raw.differ,
            claims: raw.claims,
            says: raw.says,
            said: raw.said,
        }
    }
}

/// The words on agreement as written.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAgreementWords {
    legend: GradePhrases,
    all: GradePhrases,
    some: String,
}

/// A phrase for each grade of agreement.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct GradePhrases {
    high: String,
    medium: String,
    low: String,
}

/// The words of alt texts as written.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAltWords {
    name: String,
    aspect: BTreeMap<String, String>,
    left: String,
    right: String,
    both: String,
    highlighted: String,
    map: String,
    atlas: String,
    more: String,
    claims: String,
}

/// The words of pages as written.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPageWords {
    skip: String,
    hint: String,
    zones: String,
    zone: String,
    place: String,
    system: String,
    claim: String,
    agreement: String,
    high: String,
    medium: String,
    low: String,
    sources: String,
    said: String,
}

/// Reads the words of a language.
///
/// # Errors
/// [`ErrorKind::Input`](crate::ErrorKind::Input) with the place of what is wrong or missing.
pub(super) fn read_words(source: &JsonFile<'_>, lang: &str) -> Result<Words, Error> {
    let raw: RawWords = source.read()?;
    let Phrases { views, short_views, aspects, alt_aspects } = Phrases::read(&raw, source)?;
    let guides = guides(&raw, source)?;
    let separators = Separators::from(&raw);
    Ok(Words {
        lang: lang.to_owned(),
        language: raw.language,
        reviewed: raw.reviewed,
        is_rtl: raw.direction == Direction::Rtl,
        separators,
        kicker: raw.kicker,
        views,
        short_views,
        aspects,
        badges: [(Side::Left, raw.badge.left), (Side::Right, raw.badge.right)].into(),
        guides,
        and: raw.and,
        subtitle_one: raw.subtitle_one,
        subtitle_many: raw.subtitle_many,
        subtitle_map: raw.subtitle_map,
        atlas: raw.atlas,
        subtitle_values: raw.subtitle_values,
        subtitle_atlas: raw.subtitle_atlas,
        body: raw.body,
        atlas_note: raw.atlas_note,
        longitudinal: raw.longitudinal,
        other_areas: raw.other_areas,
        no_value: raw.no_value,
        decimal_mark: raw.decimal_mark,
        claim: raw.claim,
        placement: raw.placement,
        sources: raw.sources,
        differ: raw.differ,
        version: raw.version,
        more_sources: raw.more_sources,
        widened: raw.widened,
        hidden: raw.hidden,
        not_shown: raw.not_shown,
        description: raw.description,
        description_map: raw.description_map,
        description_place: raw.description_place,
        agreement: raw.agreement.into(),
        alt: raw.alt.words(alt_aspects),
        anatomy: raw.anatomy.into(),
        page: raw.page.into(),
    })
}

/// Phrases by view or aspect, one for each that there is.
struct Phrases {
    views: BTreeMap<(Aspect, Side), String>,
    short_views: BTreeMap<(Aspect, Side), String>,
    aspects: BTreeMap<Aspect, String>,
    alt_aspects: BTreeMap<Aspect, String>,
}

impl Phrases {
    /// Reads the phrases; one that is missing is an error.
    fn read(raw: &RawWords, source: &JsonFile<'_>) -> Result<Self, Error> {
        let mut out = Self {
            views: BTreeMap::new(),
            short_views: BTreeMap::new(),
            aspects: BTreeMap::new(),
            alt_aspects: BTreeMap::new(),
        };
        for aspect in Aspect::ALL {
            let missing = |key: &str| source.at(&format!("/{key}"), "words", format!("no phrase for `{aspect}`"));
            let view = raw.view.get(aspect.name()).ok_or_else(|| missing("view"))?;
            out.views.insert((aspect, Side::Left), view.left.clone());
            out.views.insert((aspect, Side::Right), view.right.clone());
            let short = raw.view_short.get(aspect.name()).ok_or_else(|| missing("view-short"))?;
            out.short_views.insert((aspect, Side::Left), short.left.clone());
            out.short_views.insert((aspect, Side::Right), short.right.clone());
            let in_alt = raw.alt.aspect.get(aspect.name()).ok_or_else(|| missing("alt/aspect"))?;
            out.alt_aspects.insert(aspect, in_alt.clone());
            out.aspects.insert(aspect, raw.aspect.get(aspect.name()).ok_or_else(|| missing("aspect"))?.clone());
        }
        Ok(out)
    }
}

/// Reads the names of the guides; one that is missing is an error.
fn guides(raw: &RawWords, source: &JsonFile<'_>) -> Result<BTreeMap<Guide, String>, Error> {
    let name = |guide: Guide| {
        let name = raw.guide.get(guide.name());
        let name = name.ok_or_else(|| source.at("/guide", "words", format!("no name for `{}`", guide.name())))?;
        Ok((guide, name.clone()))
    };
    Guide::ALL.into_iter().map(name).collect()
}

impl From<&RawWords> for Separators {
    fn from(raw: &RawWords) -> Self {
        let or = |text: &Option<String>, usual: &str| text.clone().unwrap_or_else(|| usual.to_owned());
        let last = or(&raw.list_last, " {and} ");
        Self {
            list: or(&raw.list_separator, ", "),
            last_foreign: or(&raw.list_last_foreign, &last),
            last,
            view: or(&raw.view_separator, ", "),
            clause: or(&raw.clause_separator, "; "),
            sentence: or(&raw.sentence_separator, " "),
        }
    }
}

impl From<GradePhrases> for BTreeMap<Agreement, String> {
    fn from(raw: GradePhrases) -> Self {
        [(Agreement::High, raw.high), (Agreement::Medium, raw.medium), (Agreement::Low, raw.low)].into()
    }
}

impl From<RawAgreementWords> for AgreementWords {
    fn from(raw: RawAgreementWords) -> Self {
        Self { legend: raw.legend.into(), all: raw.all.into(), some: raw.some }
    }
}

impl RawAltWords {
    /// Returns the words of alt texts, with the phrases of the aspects.
    fn words(self, aspects: BTreeMap<Aspect, String>) -> AltWords {
        AltWords {
            name: self.name,
            aspects,
            left: self.left,
            right: self.right,
            both: self.both,
            highlighted: self.highlighted,
            map: self.map,
            atlas: self.atlas,
            more: self.more,
            claims: self.claims,
        }
    }
}

impl From<RawPageWords> for PageWords {
    fn from(raw: RawPageWords) -> Self {
        Self {
            skip: raw.skip,
            hint: raw.hint,
            zones: raw.zones,
            zone: raw.zone,
            place: raw.place,
            system: raw.system,
            claim: raw.claim,
            agreement: raw.agreement,
            high: raw.high,
            medium: raw.medium,
            low: raw.low,
            sources: raw.sources,
            said: raw.said,
        }
    }
}
