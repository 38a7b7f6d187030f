//! Labels of real charts: every group, view, size, language and length of name
//! keeps the hard rules; modes do what they say.
//!
//! `CHART_LAYOUT_N` set makes the product of all of them instead of a sample.

use crate::support::render;
use crate::support::{map, sized, spec, try_laid};
use reflexology_chart::input::Resolver;
use reflexology_chart::labeling::faults;
use reflexology_chart::layout::LaidOut;
use reflexology_chart::layout::TextRole;
use reflexology_chart::model::{Aspect, Chart, LabelMode};
use reflexology_chart::{ChartSpec, ErrorKind};

/// Languages whose letters the compiled-in fonts have.
const LANGUAGES: [&str; 8] = ["en", "de", "fr", "es", "pt", "it", "nl", "ru"];
/// Portrait, square, wide, small.
const SIZES: [&str; 4] = ["1600x2000", "1200x1200", "1600x1000", "640x800"];

/// Asserts that a layout keeps all hard rules, by its own metrics and by the
/// exact check of the solver.
fn assert_sound(what: &str, laid: &LaidOut) {
    let problems = laid.layout.problems(&laid.views);
    assert!(problems.is_empty(), "{what}: {problems:?}");
    let metrics = laid.layout.metrics(&laid.views);
    let hard = metrics["hard"].as_object().expect("an object");
    assert!(hard.len() >= 8 && hard.values().all(|v| v == 0), "{what}: {hard:?}");
    let exact = faults(&laid.layout.drawn());
    assert!(exact.is_empty(), "{what}: {exact:?}");
}

/// Every highlighted zone that shows has a name or a number, or is reported.
fn assert_nothing_vanishes(what: &str, chart: &Chart, laid: &LaidOut) {
    let layout = &laid.layout;
    for view in &laid.views {
        for zone in view.zones.iter().filter(|z| chart.names(z.emphasis) && !z.anchorable.is_empty()) {
            let name = chart.zone_label(zone.zone);
            let is_named = layout.callouts.iter().any(|c| c.zones.contains(&zone.zone) || c.name == name);
            let is_reported = layout.unplaced.iter().any(|n| n == name);
            assert!(is_named || is_reported, "{what}: {name} has vanished");
        }
    }
    let numbered = layout.callouts.iter().flat_map(|c| &c.marks).count();
    for callout in layout.callouts.iter().filter(|c| !c.marks.is_empty()) {
        let listed = layout.list.iter().find(|e| e.name.text == callout.name);
        let entry = listed.unwrap_or_else(|| panic!("{what}: the number of {} is not in the list", callout.name));
        for mark in &callout.marks {
            let number = mark.number.as_ref().expect("numbered");
            assert_eq!(number.text, entry.number.text, "{what}: one number for {}", callout.name);
        }
    }
    assert_eq!(numbered == 0, layout.list.is_empty(), "{what}: a list for numbers only");
}

/// Lays out and checks; what does not fit says why.
fn check(what: &str, spec: &ChartSpec, files: &dyn Resolver) {
    match try_laid(spec, files) {
        Ok((chart, laid)) => {
            assert_sound(what, &laid);
            assert_nothing_vanishes(what, &chart, &laid);
        }
        Err(e) if matches!(e.kind(), ErrorKind::DoesNotFit | ErrorKind::Usage) => {
            assert!(e.to_string().len() > 20, "{what}: {e}");
        }
        Err(e) => panic!("{what}: {e}"),
    }
}

/// The ids of all groups.
fn groups() -> Vec<String> {
    map().groups.into_iter().map(|g| g.id).collect()
}

/// Whether all combinations are wanted.
fn all() -> bool {
    std::env::var_os("CHART_LAYOUT_N").is_some()
}

#[test]
fn every_group_is_labelled_soundly_in_every_language() {
    for (i, group) in groups().iter().enumerate() {
        for (k, lang) in LANGUAGES.iter().enumerate() {
            // a sample: every group in three languages, every language in many groups
            if !all() && (i + k) % 3 != 0 {
                continue;
            }
            let spec = ChartSpec { lang: (*lang).to_owned(), ..spec(&[group]) };
            check(&format!("{group} in {lang}"), &spec, &());
        }
    }
}

#[test]
fn every_group_is_labelled_soundly_in_every_view_and_size() {
    for (i, group) in groups().iter().enumerate() {
        for (k, size) in SIZES.iter().enumerate() {
            for (n, aspect) in Aspect::ALL.iter().enumerate() {
                if !all() && (i + k + n) % 4 != 0 {
                    continue;
                }
                let spec = ChartSpec { views: vec![aspect.name().to_owned()], ..sized(&[group], size) };
                check(&format!("{group}, {aspect}, {size}"), &spec, &());
            }
        }
    }
}

/// The built-in map with names of other lengths.
struct Scaled(f64);

impl Resolver for Scaled {
    fn read(&self, _path: &str) -> Result<Vec<u8>, String> {
        let file = crate::support::data("../charts/maps/western-foot.json");
        let text = std::fs::read(file).map_err(|e| e.to_string())?;
        let mut map: serde_json::Value = serde_json::from_slice(&text).map_err(|e| e.to_string())?;
        for zone in map["zones"].as_array_mut().expect("a list") {
            let name = zone["label"]["en"].as_str().expect("a name").to_owned();
            zone["label"] = serde_json::json!({ "en": scaled(&name, self.0) });
        }
        map["unreviewed"] = serde_json::json!([]);
        serde_json::to_vec(&map).map_err(|e| e.to_string())
    }
}

/// A name shortened, or made longer by its own words.
fn scaled(name: &str, factor: f64) -> String {
    let count = name.chars().count();
    let wanted =
        (1..400).find(|n| f64::from(*n) >= factor * f64::from(u32::try_from(count).expect("short"))).unwrap_or(1);
    let wanted = usize::try_from(wanted).expect("short").max(2);
    let text: String = format!("{name} {}", name.to_lowercase()).chars().cycle().take(wanted).collect();
    text.trim().to_owned()
}

#[test]
fn names_of_any_length_are_labelled_soundly() {
    let factors = [0.6, 0.8, 1.2, 1.4, 1.6];
    for (i, group) in groups().iter().enumerate() {
        for (k, factor) in factors.iter().enumerate() {
            if !all() && (i + k) % 5 != 0 {
                continue;
            }
            let spec = ChartSpec { map: Some("scaled.json".to_owned()), ..spec(&[group]) };
            check(&format!("{group}, names times {factor}"), &spec, &Scaled(*factor));
        }
    }
}

#[test]
fn the_wall_chart_is_sound_in_every_language_and_size() {
    for (i, lang) in LANGUAGES.iter().enumerate() {
        let sizes: &[&str] = if all() { &["atlas", "a4", "a3"] } else { &["atlas", "a4", "a3"][i % 3..=i % 3] };
        for size in sizes {
            let spec = ChartSpec { lang: (*lang).to_owned(), ..sized(&["all"], size) };
            let (chart, laid) = try_laid(&spec, &()).unwrap_or_else(|e| panic!("{lang}, {size}: {e}"));
            assert_sound(&format!("{lang}, {size}"), &laid);
            assert_nothing_vanishes(&format!("{lang}, {size}"), &chart, &laid);
        }
    }
}

#[test]
fn one_sole_with_all_its_names_is_sound_in_every_language() {
    for lang in LANGUAGES {
        let view = vec!["right-plantar".to_owned()];
        let spec = ChartSpec { lang: lang.to_owned(), views: view, ..spec(&["all"]) };
        let (_, laid) = try_laid(&spec, &()).unwrap_or_else(|e| panic!("{lang}: {e}"));
        assert_sound(lang, &laid);
        assert!(laid.layout.callouts.len() > 40, "{lang}: {} labels", laid.layout.callouts.len());
        assert!(laid.layout.callouts.iter().all(|c| c.marks.is_empty()), "{lang}: all by name");
    }
}

/// A layout of the lower back in some mode.
fn in_mode(labels: LabelMode) -> (Chart, LaidOut) {
    let spec = ChartSpec { labels, ..spec(&["lower-back"]) };
    try_laid(&spec, &()).expect("lays out")
}

#[test]
fn modes_label_what_they_say() {
    for labels in LabelMode::ALL {
        let (chart, laid) = in_mode(labels);
        assert_sound(labels.name(), &laid);
        assert_nothing_vanishes(labels.name(), &chart, &laid);
        let callouts = &laid.layout.callouts;
        let quiet = callouts.iter().filter(|c| c.highlight.is_none()).count();
        let marks = callouts.iter().filter(|c| !c.marks.is_empty()).count();
        match labels {
            LabelMode::None => assert!(callouts.is_empty(), "none"),
            LabelMode::Auto | LabelMode::Highlighted => {
                assert!(quiet == 0 && marks == 0 && callouts.len() > 5, "the highlighted by name");
            }
            LabelMode::Groups => {
                let named = |name: &str| callouts.iter().filter(|c| c.name == name).count();
                assert_eq!((named("Sacrum"), named("Coccyx")), (0, 0), "no single names");
                let spine = callouts.iter().find(|c| c.zones.len() == 3).expect("one label for three zones");
                let lines: Vec<&str> = spine.lines.iter().map(|l| l.text.as_str()).collect();
                assert!(lines.join(" ").contains("sacrum and coccyx"), "which they are: {lines:?}");
            }
            LabelMode::All => assert!(quiet > 40 && marks == 0, "the others too: {quiet}"),
            LabelMode::Numbers => assert!(marks == callouts.len() && quiet == 0, "all by number"),
            other => panic!("nothing is said of {}", other.name()),
        }
    }
}

#[test]
fn highlighted_names_are_larger_than_quiet_ones() {
    let (_, laid) = in_mode(LabelMode::All);
    let sizes = |quiet: bool| {
        let names = laid.layout.callouts.iter().flat_map(|c| &c.lines);
        names
            .filter(move |t| matches!(t.role, TextRole::QuietLabel) == quiet && t.role != TextRole::Place)
            .map(|t| t.style.size)
            .fold((f64::MAX, 0.0_f64), |(l, h), s| (l.min(s), h.max(s)))
    };
    assert!(sizes(false).0 > 1.5 * sizes(true).1, "{:?} against {:?}", sizes(false), sizes(true));
}

#[test]
fn what_finds_no_room_is_reported() {
    // names alone, many of them, on a small page
    let spec = ChartSpec { labels: LabelMode::Highlighted, ..sized(&["digestion", "nervous", "skeletal"], "400x500") };
    match render(&spec, &()) {
        Ok(scene) => {
            let (_, laid) = try_laid(&spec, &()).expect("the same");
            let said: String = scene.warnings.iter().map(ToString::to_string).collect();
            assert!(!laid.layout.unplaced.is_empty(), "they cannot all fit");
            for name in &laid.layout.unplaced {
                assert!(said.contains(name.as_str()), "{name} is not in {said}");
            }
            assert!(said.contains("larger `size`"), "what to do: {said}");
        }
        Err(e) if e.kind() == ErrorKind::DoesNotFit => assert!(e.to_string().contains("larger"), "{e}"),
        Err(e) => panic!("{e}"),
    }
}

#[test]
fn a_quiet_label_never_becomes_more_than_a_number_before_a_highlighted_one() {
    for size in ["1600x2000", "1000x1250", "700x900", "500x620"] {
        let spec = ChartSpec { labels: LabelMode::All, ..sized(&["lower-back"], size) };
        let Ok((_, laid)) = try_laid(&spec, &()) else { continue };
        assert_sound(size, &laid);
        let quiet_named = laid.layout.callouts.iter().any(|c| c.highlight.is_none() && !c.lines.is_empty());
        let lit_numbered = laid.layout.callouts.iter().any(|c| c.highlight.is_some() && !c.marks.is_empty());
        assert!(!(quiet_named && lit_numbered), "{size}: highlighted labels give way last");
    }
}

#[test]
fn a_layout_that_breaks_a_rule_is_found_out() {
    let (_, sound) = in_mode(LabelMode::Auto);
    let says = |laid: &LaidOut, what: &str| {
        let problems = laid.layout.problems(&laid.views);
        assert!(problems.iter().any(|p| p.contains(what)), "“{what}” is not in {problems:?}");
    };
    let broken = |change: fn(&mut LaidOut)| {
        let mut laid = sound.clone();
        change(&mut laid);
        laid
    };
    says(
        &broken(|l| {
            let at = l.layout.callouts[0].lines[0].clone();
            let line = &mut l.layout.callouts[1].lines[0];
            (line.x, line.baseline) = (at.x, at.baseline);
        }),
        "overlaps",
    );
    says(&broken(|l| l.layout.callouts[0].lines[0].x = -50.0), "leaves the page");
    says(&broken(|l| l.layout.callouts[0].lines[0].x = f64::NAN), "no finite place");
    says(
        &broken(|l| {
            let center =
                l.views[0].silhouette.transform(l.layout.figures[0].transform).bounds().expect("a foot").center();
            let line = &mut l.layout.callouts[0].lines[0];
            (line.x, line.baseline) = (center.x, center.y);
        }),
        "over the drawing",
    );
    says(&broken(|l| l.layout.callouts[0].leaders[0].points[0].y -= 400.0), "outside its zone");
    says(
        &broken(|l| {
            let other = l.layout.callouts[1].leaders[0].points[0];
            l.layout.callouts[0].leaders[0].points.insert(1, other);
        }),
        "cross",
    );
    says(
        &broken(|l| {
            let text = l.layout.callouts[1].lines[0].bounds().center();
            l.layout.callouts[0].leaders[0].points.push(text);
        }),
        "runs through",
    );
}

#[test]
fn leaders_end_clear_of_their_own_text() {
    // a short name over a longer second line, between two feet
    let (_, laid) = try_laid(&sized(&["kidneys"], "1200x1200"), &()).expect("lays out");
    let mut count = 0;
    for callout in &laid.layout.callouts {
        for end in callout.leaders.iter().filter_map(|l| l.points.last()) {
            for line in &callout.lines {
                let b = line.bounds();
                if b.y0 < end.y && end.y < b.y1 {
                    let gap = (b.x0 - end.x).max(end.x - b.x1);
                    count += 1;
                    assert!(gap > 0.25 * callout.lines[0].style.size, "{gap:.1} px from “{}”", line.text);
                }
            }
        }
    }
    assert!(count >= 2, "a leader to each foot: {count}");
}
