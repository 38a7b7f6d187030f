//! Every language names everything that the map has, in letters that the
//! compiled-in fonts have, and its charts can be laid out.

use crate::support::{laid, sized, spec, try_laid};
use reflexology_chart::ChartSpec;
use reflexology_chart::input::{load, load_map};
use reflexology_chart::layout::TextRole;
use reflexology_chart::model::{Aspect, Localized, Map, Side, View, Words};
use reflexology_chart::style::{Face, TextStyle};
use reflexology_chart::text::width;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// Every language that the program has words for.
fn languages() -> Vec<String> {
    match load(&ChartSpec { lang: "none".to_owned(), ..ChartSpec::default() }, &()) {
        Err(e) if e.diagnostics()[0].rule == "unknown-name" => e.diagnostics()[0].known.clone(),
        _ => panic!("`none` is no language, and the error names those that are"),
    }
}

/// Languages whose letters the compiled-in fonts lack, with their letters
/// beside the Latin ones, and whether they are read from right to left.
const OTHER_SCRIPTS: [(&str, &[RangeInclusive<char>], bool); 6] = [
    ("ar", &['\u{621}'..='\u{652}'], true),
    ("he", &['\u{5D0}'..='\u{5EA}'], true),
    ("hi", &['\u{900}'..='\u{97F}'], false),
    ("ja", &['\u{3005}'..='\u{3005}', '\u{3041}'..='\u{30FE}', '\u{4E00}'..='\u{9FFF}'], false),
    ("ko", &['\u{AC00}'..='\u{D7A3}'], false),
    ("zh-Hans", &['\u{4E00}'..='\u{9FFF}'], false),
];

/// Every language that there are words for, whether or not a font has it.
fn all_languages() -> Vec<String> {
    let others = OTHER_SCRIPTS.map(|o| o.0.to_owned());
    let known = languages();
    let more: Vec<String> = others.into_iter().filter(|o| !known.contains(o)).collect();
    known.into_iter().chain(more).collect()
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
        &w.no_value,
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
    for lang in all_languages() {
        for map in maps() {
            for (what, text) in texts(&map) {
                assert!(text.0.contains_key(&lang), "{what} has no name in {lang} ({:?})", map.variant);
            }
        }
    }
}

#[test]
fn no_text_is_in_a_language_without_words() {
    let languages = all_languages();
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
    for lang in all_languages() {
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
            for lang in languages() {
                check(text.get(&lang), &lang);
            }
        }
    }
}

#[test]
fn what_nobody_has_reviewed_is_marked_in_words_and_map_alike() {
    let map = load_map(None, None, &()).expect("the built-in map is valid");
    for lang in all_languages() {
        assert_eq!(words(&lang).reviewed, !map.unreviewed.contains(&lang), "{lang}");
    }
    assert!(words("en").reviewed, "English is what the others were translated from");
}

#[test]
fn views_from_a_side_or_above_are_named_in_two_parts() {
    for lang in all_languages() {
        let words = words(&lang);
        for aspect in [Aspect::Medial, Aspect::Lateral, Aspect::Dorsal] {
            for side in Side::ALL {
                let view = View { aspect, side };
                assert_eq!(words.view_parts(view).count(), 2, "{view} in {lang}");
                for name in [words.view(view), words.view_short(view)] {
                    assert_eq!(name.split(&words.separators.view).count(), 2, "`{name}` in {lang}");
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
fn every_phrase_has_the_places_of_the_english_one() {
    let places = |phrase: &str| {
        let mut found: Vec<String> =
            phrase.split('{').skip(1).map(|p| p.split('}').next().unwrap_or("").to_owned()).collect();
        found.sort();
        found
    };
    let english = words("en");
    for lang in all_languages() {
        let words = words(&lang);
        for (phrase, model) in phrases(&words).into_iter().zip(phrases(&english)) {
            assert!(!phrase.is_empty(), "{lang} has no words for `{model}`");
            assert_eq!(places(phrase), places(model), "`{phrase}` in {lang}, `{model}` in English");
        }
        for pattern in [&words.separators.last, &words.separators.last_foreign] {
            assert_eq!(places(pattern), ["and"], "`{pattern}` in {lang}");
        }
    }
}

#[test]
fn other_scripts_are_written_in_their_own_letters() {
    for (lang, letters, is_rtl) in OTHER_SCRIPTS {
        let is_own = |c: char| letters.iter().any(|range| range.contains(&c));
        let check = |text: &str| {
            assert!(text.contains(is_own), "`{text}` is not in {lang}");
            let foreign = text.chars().find(|&c| c.is_alphabetic() && !c.is_ascii() && !is_own(c));
            assert_eq!(foreign, None, "`{text}` in {lang}");
        };
        let words = words(lang);
        assert_eq!(words.is_rtl, is_rtl, "{lang}");
        phrases(&words).into_iter().filter(|p| !p.starts_with("{title}")).for_each(|p| check(p));
        for map in maps() {
            texts(&map).iter().for_each(|(_, text)| check(text.get(lang)));
        }
    }
    assert!(languages().iter().all(|l| OTHER_SCRIPTS.iter().any(|o| o.0 == *l) || !words(l).is_rtl), "the others");
}

#[test]
fn a_language_that_no_font_has_is_refused_and_not_offered() {
    let known = languages();
    for (lang, ..) in OTHER_SCRIPTS {
        let refused = try_laid(&in_language(lang, spec(&["lower-back"])), &());
        assert!(refused.is_err_and(|e| e.diagnostics()[0].rule == "missing-glyph"), "{lang}");
        assert!(!known.iter().any(|k| k == lang), "{lang} is no choice without a font");
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
        ("ja", &["lower-back", "sciatic"], "腰と坐骨神経"),
        ("ja", &["liver", "stomach", "heart"], "肝臓、胃と心臓"),
        ("zh-Hans", &["liver", "stomach", "heart"], "肝脏、胃和心脏"),
        ("ko", &["liver", "stomach", "heart"], "간, 위 및 심장"),
        ("hi", &["liver", "stomach", "heart"], "यकृत, आमाशय और हृदय"),
        ("ar", &["lower-back", "sciatic"], "أسفل الظهر والعصب الوركي"),
        ("ar", &["liver", "stomach", "heart"], "الكبد، المعدة والقلب"),
        ("he", &["liver", "stomach", "heart"], "כבד, קיבה ולב"),
    ] {
        assert_eq!(title(lang, zones), expected, "{lang}");
    }
}

#[test]
fn an_and_that_is_written_with_the_next_word_is_kept_from_latin_ones() {
    let list = |lang: &str| words(lang).list(&["TCM Window".to_owned(), "koukouan.jp".to_owned()]);
    assert_eq!(list("he"), "TCM Window ו-koukouan.jp", "Hebrew");
    assert_eq!(list("ar"), "TCM Window و koukouan.jp", "Arabic");
    assert_eq!(list("ja"), "TCM Windowとkoukouan.jp", "Japanese writes no spaces");
}
