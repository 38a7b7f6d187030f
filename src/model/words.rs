//! The program's own words in one language: phrases with places to fill, and the
//! rules by which the language joins names to sentences.

use super::map::{Agreement, Guide};
use super::view::{Aspect, Side, View};
use std::collections::BTreeMap;

/// The separators between the parts of a text. Braces in `last` and `last_foreign` mark the place
/// of the word for “and”.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Separators {
    /// Between the items of a list.
    pub list: String,
    /// Between the last two items of a list; `{and}`.
    pub last: String,
    /// Between the last two items where the last begins with a Latin letter or a digit;
    /// `{and}`. Words that are written together with “and” are kept apart by it.
    pub last_foreign: String,
    /// Between the foot and the side in the name of a view.
    pub view: String,
    /// Between names that have list separators inside.
    pub clause: String,
    /// Between sentences.
    pub sentence: String,
}

/// The program's phrases in one language, for titles, names and the honest lines. Words in braces
/// are places that the layout fills.
#[derive(Clone, Debug)]
pub struct Words {
    /// Language code (BCP 47).
    pub lang: String,
    /// Name of the language, in English.
    pub language: String,
    /// Whether someone who speaks the language has reviewed the phrases.
    pub reviewed: bool,
    /// Whether the language is read from right to left.
    pub is_rtl: bool,
    /// The separators between the parts of a text.
    pub separators: Separators,
    /// Line over the title.
    pub kicker: String,
    /// Names of views by aspect and side.
    pub views: BTreeMap<(Aspect, Side), String>,
    /// Short names of views.
    pub short_views: BTreeMap<(Aspect, Side), String>,
    /// Names of aspects inside a sentence.
    pub aspects: BTreeMap<Aspect, String>,
    /// Letters of the badges.
    pub badges: BTreeMap<Side, String>,
    /// Names of guides.
    pub guides: BTreeMap<Guide, String>,
    /// The word between the last two of a list.
    pub and: String,
    /// Subtitle for one highlighted zone or group; `{views}`.
    pub subtitle_one: String,
    /// Subtitle for several; `{views}`.
    pub subtitle_many: String,
    /// Subtitle where nothing is highlighted; `{views}`.
    pub subtitle_map: String,
    /// Title of the whole map.
    pub atlas: String,
    /// The subtitle where values colour the zones.
    pub subtitle_values: String,
    /// Subtitle of the whole map; `{count}`.
    pub subtitle_atlas: String,
    /// Name of the figure of the body.
    pub body: String,
    /// Advice on reading the labels of the whole map.
    pub atlas_note: String,
    /// Name of the longitudinal zones.
    pub longitudinal: String,
    /// Legend entry of context zones.
    pub other_areas: String,
    /// Legend entry of zones whose value is missing.
    pub no_value: String,
    /// The decimal mark of numbers.
    pub decimal_mark: char,
    /// The honest line.
    pub claim: String,
    /// The credit line; `{placement}`, `{sources}`.
    pub placement: String,
    /// The credit line of a map that names no tradition; `{sources}`.
    pub sources: String,
    /// Sentence after the credit, which says that charts differ.
    pub differ: String,
    /// Name of the map; `{map}`, `{version}`; its licence follows.
    pub version: String,
    /// For sources beyond those named.
    pub more_sources: String,
    /// Sentence in the description for a zone that was drawn wider.
    pub widened: String,
    /// Where one zone hides another, with `{zone}` and `{other}`.
    pub hidden: String,
    /// What was asked for and is not in the picture, with `{zones}`.
    pub not_shown: String,
    /// The long description; `{title}`, `{places}`, `{claim}`.
    pub description: String,
    /// The long description where nothing is highlighted; `{title}`, `{views}`, `{claim}`.
    pub description_map: String,
    /// Sentence of the long description on the zones highlighted in some views; `{views}`,
    /// `{zones}`.
    pub description_place: String,
    /// Words on how far texts agree on places.
    pub agreement: AgreementWords,
    /// Words of the short alt text.
    pub alt: AltWords,
    /// Words of a page around the picture.
    pub page: PageWords,
    /// Words of maps of anatomy, instead of those that speak of reflexology.
    pub anatomy: AnatomyWords,
}

/// Words of maps of anatomy.
#[derive(Clone, Debug)]
pub struct AnatomyWords {
    /// Line over the title.
    pub kicker: String,
    /// Subtitle for one highlighted zone.
    pub subtitle: String,
    /// Subtitle for several, for the whole map, and where nothing is highlighted.
    pub subtitle_many: String,
    /// Title of the whole map.
    pub atlas: String,
    /// The honest line.
    pub claim: String,
    /// Sentence after the credit.
    pub differ: String,
    /// The honest line of short texts.
    pub claims: String,
    /// Heading of what the map says of a zone.
    pub says: String,
    /// What is said of a zone where the map has no words for it; `{zone}`.
    pub said: String,
}

impl Words {
    /// Returns the words for a map of anatomy: none speaks of reflexology.
    #[must_use]
    pub fn of_anatomy(self) -> Self {
        let a = self.anatomy.clone();
        Self {
            kicker: a.kicker,
            subtitle_one: a.subtitle,
            subtitle_map: a.subtitle_many.clone(),
            subtitle_atlas: a.subtitle_many.clone(),
            subtitle_values: a.subtitle_many.clone(),
            subtitle_many: a.subtitle_many,
            atlas: a.atlas,
            claim: a.claim,
            differ: a.differ,
            alt: AltWords { claims: a.claims, ..self.alt },
            page: PageWords { claim: a.says, said: a.said, ..self.page },
            ..self
        }
    }
}

/// Words on how far texts agree on the places of zones.
#[derive(Clone, Debug)]
pub struct AgreementWords {
    /// What an edge stands for, in a few words for the legend.
    pub legend: BTreeMap<Agreement, String>,
    /// Sentence where it is the same for all that is highlighted.
    pub all: BTreeMap<Agreement, String>,
    /// Sentence of the description on some zones; `{agreement}`, `{zones}`.
    pub some: String,
}

/// Words of the short text that stands for a picture.
#[derive(Clone, Debug)]
pub struct AltWords {
    /// Kind and title of the chart; `{kicker}`, `{title}`.
    pub name: String,
    /// Names of aspects, as in a list.
    pub aspects: BTreeMap<Aspect, String>,
    /// The left foot; `{aspects}`.
    pub left: String,
    /// The right foot; `{aspects}`.
    pub right: String,
    /// Both feet; `{aspects}`.
    pub both: String,
    /// The whole; `{name}`, `{views}`, `{zones}`, `{claims}`.
    pub highlighted: String,
    /// The short text where nothing is highlighted.
    pub map: String,
    /// The short text of the whole map, marked by body system; `{count}`.
    pub atlas: String,
    /// A list cut short; `{zones}`, `{count}`.
    pub more: String,
    /// Sentence which says that these are claims.
    pub claims: String,
}

/// Words of a page that has a table of the picture's zones.
#[derive(Clone, Debug)]
pub struct PageWords {
    /// Link that leads past the picture.
    pub skip: String,
    /// Advice on using the picture.
    pub hint: String,
    /// Heading over the table of zones.
    pub zones: String,
    /// Column: the zone.
    pub zone: String,
    /// Column: where on the foot.
    pub place: String,
    /// Column: its body system.
    pub system: String,
    /// Column: the claim.
    pub claim: String,
    /// Column: how well charts agree.
    pub agreement: String,
    /// Charts mostly agree.
    pub high: String,
    /// Charts differ in detail.
    pub medium: String,
    /// Charts differ much.
    pub low: String,
    /// Column and heading: sources.
    pub sources: String,
    /// Sentence for a zone whose claim is not in this language; `{zone}`.
    pub said: String,
}

impl PageWords {
    /// Returns the words for a degree to which charts agree.
    pub fn agreement(&self, agreement: Agreement) -> &str {
        match agreement {
            Agreement::High => &self.high,
            Agreement::Medium => &self.medium,
            Agreement::Low => &self.low,
        }
    }
}

impl Words {
    /// Returns the name of a view.
    pub fn view(&self, view: View) -> &str {
        self.views.get(&(view.aspect, view.side)).map_or("", String::as_str)
    }

    /// Returns the parts of a view's name: the foot and its side, or one for a sole.
    pub fn view_parts(&self, view: View) -> impl Iterator<Item = &str> {
        self.view(view).splitn(2, self.separators.view.as_str())
    }

    /// Returns a short name of a view, for a crowded row.
    pub fn view_short(&self, view: View) -> &str {
        self.short_views.get(&(view.aspect, view.side)).map_or("", String::as_str)
    }

    /// Returns a label as it is written in the middle of a sentence.
    pub fn inside_sentence(&self, label: &str) -> String {
        let mut chars = label.chars();
        let (first, second) = (chars.next(), chars.clone().next());
        match (first, second) {
            (Some(a), Some(b)) if b.is_lowercase() && (!self.is("de") || begins_with_german_adjective(label)) => {
                a.to_lowercase().chain(chars).collect()
            }
            _ => label.to_owned(),
        }
    }

    /// Joins items as `a`, `a and b`, `a, b and c`.
    pub fn list(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [rest @ .., last] => {
                format!("{}{}{last}", rest.join(&self.separators.list), self.join_before(last))
            }
        }
    }

    /// Returns the separator before the last item of a list.
    fn join_before(&self, last: &str) -> String {
        let foreign = last.starts_with(|c: char| c.is_ascii_alphanumeric());
        let pattern = if foreign { &self.separators.last_foreign } else { &self.separators.last };
        fill(pattern, &[("and", self.and_before(last))])
    }

    /// Returns the word for “and” before an item of a list. In Spanish it is `e` before the sound
    /// of an i.
    fn and_before(&self, last: &str) -> &str {
        let last = last.to_lowercase();
        let vowel = last.strip_prefix('h').unwrap_or(&last);
        // `hie` and `hia` begin with the sound of a y
        let glides = ["ie", "ia"].iter().any(|g| vowel.starts_with(g));
        if self.is("es") && vowel.starts_with(['i', 'í']) && !glides { "e" } else { &self.and }
    }

    /// Returns whether the words are in a language or in a regional form of it.
    fn is(&self, lang: &str) -> bool {
        self.lang.split('-').next() == Some(lang)
    }
}

/// Returns whether a German label begins with an adjective, which takes a small letter inside a
/// sentence: `Unterer Rücken`, but not `Nacken und Schulter`.
fn begins_with_german_adjective(label: &str) -> bool {
    let mut words = label.split(' ');
    let (first, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    ["e", "er", "es"].iter().any(|end| first.ends_with(end)) && second.starts_with(char::is_uppercase)
}

/// Fills the places of a phrase: `{key}` becomes the value of the key.
pub fn fill(phrase: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(phrase.to_owned(), |text, (key, value)| text.replace(&format!("{{{key}}}"), value))
}
