//! Every language names everything that the map has, in letters that the
//! compiled-in fonts have, and its charts can be laid out.

use crate::support::{laid, sized, spec};
use reflexology_chart::input::{load, load_map};
use reflexology_chart::layout::TextRole;
use reflexology_chart::model::{Aspect, Localized, Map, Side, View, Words};
use reflexology_chart::style::{Face, TextStyle};
use reflexology_chart::text::width;
use reflexology_chart::{ChartSpec, Error};
use std::collections::BTreeMap;

/// Every language that the program has words for.
fn languages() -> Vec<String> {
    match load(&ChartSpec { lang: "none".to_owned(), ..ChartSpec::default() }, &()) {
        Err(Error::UnknownName { known, .. }) => known,
        _ => panic!("`none` is no language, and the error names those that are"),
    }
}

/// A chart of some zones in a language.
fn in_language(lang: &str, spec: ChartSpec) -> ChartSpec {
    ChartSpec { lang: lang.to_owned(), ..spec }
}

/// The words of a language.
fn words(lang: &str) -> Words {
    load(&in_language(lang, ChartSpec::default()), &()).unwrap_or_else(|e| panic!("{lang}: {e}")).words
}

/// The built-in map and the same with each of its variants.
fn maps() -> Vec<Map> {
    let map = load_map(None, None, &()).expect("the built-in map is valid");
    let variants: Vec<Map> =
        map.variants.iter().map(|v| load_map(None, Some(&v.id), &()).expect("the variant is valid")).collect();
    std::iter::once(map).chain(variants).collect()
}

/// Every text of a map that a chart may show, with where it is.
fn texts(map: &Map) -> Vec<(String, &Localized)> {
    let mut out = vec![("title".to_owned(), &map.title), ("placement".to_owned(), &map.placement)];
    out.extend(map.variants.iter().map(|v| (format!("variant {}", v.id), &v.label)));
    out.extend(map.systems.iter().map(|(id, s)| (format!("system {id}"), &s.label)));
    for zone in &map.zones {
        out.push((format!("zone {}", zone.id), &zone.label));
        out.extend(zone.place.iter().map(|(aspect, text)| (format!("place of {} on {aspect}", zone.id), text)));
    }
    for group in &map.groups {
        out.push((format!("group {}", group.id), &group.label));
        if !group.legend.0.is_empty() {
            out.push((format!("legend of {}", group.id), &group.legend));
        }
    }
    out
}

/// Every phrase of a language.
fn phrases(w: &Words) -> Vec<&String> {
    let single = [
        &w.kicker,
        &w.and,
        &w.subtitle_one,
        &w.subtitle_many,
        &w.subtitle_map,
        &w.atlas,
        &w.subtitle_atlas,
        &w.body,
        &w.atlas_note,
        &w.longitudinal,
        &w.other_areas,
        &w.claim,
        &w.placement,
        &w.sources,
        &w.differ,
        &w.version,
        &w.more_sources,
        &w.widened,
        &w.description,
        &w.description_map,
        &w.description_place,
        &w.alt.name,
        &w.alt.left,
        &w.alt.right,
        &w.alt.both,
        &w.alt.highlighted,
        &w.alt.map,
        &w.alt.atlas,
        &w.alt.more,
        &w.alt.claims,
        &w.page.skip,
        &w.page.hint,
        &w.page.zones,
        &w.page.zone,
        &w.page.place,
        &w.page.system,
        &w.page.claim,
        &w.page.agreement,
        &w.page.high,
        &w.page.medium,
        &w.page.low,
        &w.page.sources,
        &w.page.said,
    ];
    let tables = w.views.values().chain(w.short_views.values()).chain(w.aspects.values()).chain(w.alt.aspects.values());
    single.into_iter().chain(tables).chain(w.badges.values()).chain(w.guides.values()).collect()
}

#[test]
fn every_language_names_every_zone_group_and_system() {
    for lang in languages() {
        for map in maps() {
            for (what, text) in texts(&map) {
                assert!(text.0.contains_key(&lang), "{what} has no name in {lang} ({:?})", map.variant);
            }
        }
    }
}

#[test]
fn no_text_is_in_a_language_without_words() {
    let languages = languages();
    for map in maps() {
        for (what, text) in texts(&map) {
            for lang in text.0.keys() {
                assert!(languages.contains(lang), "{what} is named in {lang}, which no words belong to");
            }
        }
    }
}

#[test]
fn names_that_differ_in_english_differ_in_every_language() {
    // labels of one name are joined on a chart, so that two zones must not
    // become one by translation
    for lang in languages() {
        for map in maps() {
            let mut english: BTreeMap<&str, &str> = BTreeMap::new();
            for zone in &map.zones {
                let first = english.entry(zone.label.get(&lang)).or_insert_with(|| zone.label.get("en"));
                assert_eq!(*first, zone.label.get("en"), "`{}` in {lang}", zone.label.get(&lang));
            }
        }
    }
}

#[test]
fn the_fonts_have_every_letter_of_every_language() {
    let faces = [Face::Regular, Face::Medium, Face::SemiBold, Face::Display];
    let check = |text: &str, lang: &str| {
        for face in faces {
            let style = TextStyle::new(face, 20.0, 1.2);
            for form in [text.to_owned(), text.to_uppercase(), text.to_lowercase()] {
                width(&form, &style).unwrap_or_else(|e| panic!("{lang}, {face:?}: {e}"));
            }
        }
    };
    for lang in languages() {
        let words = words(&lang);
        for phrase in phrases(&words) {
            check(phrase, &lang);
        }
    }
    for map in maps() {
        for (_, text) in texts(&map) {
            for (lang, text) in &text.0 {
                check(text, lang);
            }
        }
    }
}

#[test]
fn what_nobody_has_reviewed_is_marked_in_words_and_map_alike() {
    let map = load_map(None, None, &()).expect("the built-in map is valid");
    for lang in languages() {
        assert_eq!(words(&lang).reviewed, !map.unreviewed.contains(&lang), "{lang}");
    }
    assert!(words("en").reviewed, "English is what the others were translated from");
}

#[test]
fn views_from_a_side_or_above_are_named_in_two_parts() {
    for lang in languages() {
        let words = words(&lang);
        for aspect in [Aspect::Medial, Aspect::Lateral, Aspect::Dorsal] {
            for side in Side::ALL {
                let view = View { aspect, side };
                for name in [words.view(view), words.view_short(view)] {
                    assert_eq!(name.split(", ").count(), 2, "`{name}` in {lang}");
                }
            }
        }
        for table in [&words.views, &words.short_views] {
            let mut names: Vec<&String> = table.values().collect();
            names.sort();
            names.dedup();
            assert_eq!(names.len(), 8, "each view has a name of its own in {lang}");
        }
    }
}

#[test]
fn charts_can_be_laid_out_in_every_language_and_carry_its_claim() {
    for lang in languages() {
        let claim = words(&lang).claim;
        for chart in [spec(&["lower-back"]), sized(&["lower-back", "sciatic"], "1920x1080"), ChartSpec::default()] {
            let (_, laid) = laid(&in_language(&lang, chart));
            let shown: Vec<&str> =
                laid.layout.texts.iter().filter(|t| t.role == TextRole::Claim).map(|t| t.text.as_str()).collect();
            assert!(shown.join(" ").starts_with(&claim), "{lang}: {shown:?}");
        }
    }
}

#[test]
fn no_language_makes_the_feet_of_a_usual_chart_small() {
    let smallest = |lang: &str| {
        let (_, laid) = laid(&in_language(lang, spec(&["lower-back"])));
        laid.layout.figures.iter().map(|f| f.length).fold(f64::INFINITY, f64::min)
    };
    let english = smallest("en");
    for lang in languages() {
        // longer labels cost a little; a name of a view that is too long costs much more
        let here = smallest(&lang);
        assert!(here > 0.8 * english, "{lang}: a foot of {here} px, in English {english}");
    }
}

#[test]
fn titles_join_names_as_the_language_does() {
    let title = |lang: &str, zones: &[&str]| load(&in_language(lang, spec(zones)), &()).expect("loads").title;
    for (lang, zones, expected) in [
        ("de", &["sciatic", "lower-back"][..], "Ischiasnerv und unterer Rücken"),
        ("de", &["lower-back", "neck-and-shoulder"], "Unterer Rücken und Nacken und Schulter"),
        ("es", &["stomach", "liver"], "Estómago e hígado"),
        ("es", &["liver", "stomach"], "Hígado y estómago"),
        ("fr", &["stomach", "oesophagus"], "Estomac et œsophage"),
        ("it", &["liver", "small-intestine"], "Fegato e intestino tenue"),
        ("nl", &["liver", "kidneys", "heart"], "Lever, nier en hart"),
        ("pt", &["liver", "heart"], "Fígado e coração"),
        ("ru", &["lower-back-dorsal", "lower-back-lateral", "sciatic"], "Поясница и седалищный нерв"),
    ] {
        assert_eq!(title(lang, zones), expected, "{lang}");
    }
}
