//! Nothing is lost without a word: of all that a chart asks for, each zone is drawn
//! and named, or a warning names it. And there is always a picture.
//!
//! A sample, usually; `CHART_SWEEP=1` makes all charts and prints how many there
//! were.

use crate::support::{map, try_laid};
use reflexology_chart::ChartSpec;
use reflexology_chart::layout::{LaidOut, Layout};
use reflexology_chart::model::{Chart, LabelMode, Map, Named};
use reflexology_chart::scene::compose;
use std::collections::BTreeSet;
use std::io::Write as _;

/// Sizes of pages: named ones, and from 1:3 to 3:1.
const SIZES: [&str; 15] = [
    "portrait",
    "landscape",
    "square",
    "social",
    "atlas",
    "a4",
    "a3",
    "320x960",
    "400x400",
    "400x500",
    "400x1200",
    "1200x400",
    "700x1500",
    "1500x700",
    "3000x1000",
];
/// Languages with short and long words, and in several scripts.
const LANGS: [&str; 5] = ["en", "de", "ru", "fr", "nl"];
/// Charts of the usual run: of every so many one.
const ONE_OF: usize = 97;

/// What was seen of some charts.
#[derive(Default)]
struct Sums {
    charts: usize,
    asked: usize,
    drawn: usize,
    warned: usize,
    refused: usize,
    failed: Vec<String>,
}

/// The zones that a name asks for, found here from the map alone.
fn asked(map: &Map, name: &str) -> BTreeSet<usize> {
    if name == "all" {
        return (0..map.zones.len()).collect();
    }
    match map.find(name) {
        Some(Named::Zone(zone)) => BTreeSet::from([zone]),
        Some(Named::Group(group)) => {
            let group = &map.groups[group];
            let inner = group.members.iter().filter(|m| map.group(m).is_some());
            let own = group.members.iter().chain(&group.secondary).filter_map(|m| map.zone_index(m));
            inner.flat_map(|g| asked(map, g)).chain(own).collect()
        }
        None => panic!("no zone or group {name}"),
    }
}

/// Whether a zone is drawn on the page and named there by a label, a number with its
/// name in the list, or the legend.
fn is_drawn_and_named(chart: &Chart, laid: &LaidOut, zone: usize) -> bool {
    let layout = &laid.layout;
    let is_drawn = layout.figures.iter().zip(&laid.views).any(|(figure, view)| {
        assert_eq!(figure.view, view.view, "figures and views are in one order");
        let on_page = |z: &reflexology_chart::resolve::ResolvedZone| {
            let b = z.region.transform(figure.transform).bounds();
            b.is_some_and(|b| b.x1 > 0.0 && b.y1 > 0.0 && b.x0 < layout.width && b.y0 < layout.height)
        };
        view.zones.iter().any(|z| z.zone == zone && on_page(z))
    });
    let name = chart.zone_label(zone);
    is_drawn && (chart.labels == LabelMode::None || is_named(layout, zone, name))
}

/// Whether a zone is named on a page.
fn is_named(layout: &Layout, zone: usize, name: &str) -> bool {
    let by_label = layout.callouts.iter().filter(|c| c.zones.contains(&zone)).any(|c| {
        let listed = || layout.list.iter().any(|e| e.name.text == c.name);
        !c.lines.is_empty() || c.marks.iter().any(|m| m.number.is_some()) && listed()
    });
    by_label || layout.legend.iter().any(|l| l.text.text == name)
}

/// Makes a chart and counts.
fn count(sums: &mut Sums, map: &Map, spec: &ChartSpec, what: &str) {
    sums.charts += 1;
    let name = &spec.zones[0].name;
    let (chart, laid) = match try_laid(spec, &()) {
        Ok(laid) => laid,
        Err(e) => {
            sums.refused += 1;
            sums.failed.push(format!("{what}: no picture: {e}"));
            return;
        }
    };
    let scene = compose(&chart, &laid.layout, &laid.views).expect("composes");
    let told = |rule: &str| scene.warnings.iter().filter(|w| w.rule == rule).map(|w| w.message.as_str()).collect();
    let (not_shown, nameless): (Vec<&str>, Vec<&str>) = (told("zone-not-shown"), told("label-room"));
    let ids: BTreeSet<&str> =
        not_shown.iter().filter_map(|m| m.split_once(": ")).flat_map(|m| m.1.split(", ")).collect();
    for zone in asked(map, name) {
        sums.asked += 1;
        let (id, label) = (map.zones[zone].id.as_str(), chart.zone_label(zone));
        let is_seen = is_drawn_and_named(&chart, &laid, zone);
        let is_told = ids.contains(id) || nameless.iter().any(|m| m.contains(label));
        sums.drawn += usize::from(is_seen);
        sums.warned += usize::from(!is_seen && is_told);
        if !is_seen && !is_told {
            sums.failed.push(format!("{what}: {id} is lost without a word"));
        }
        let in_words = scene.description.contains(label) && scene.alt.contains(label);
        if ids.contains(id) && (is_seen || !in_words) {
            sums.failed.push(format!("{what}: what is told of {id} is wrong, or not told in words"));
        }
    }
}

#[test]
fn all_that_is_asked_for_is_drawn_and_named_or_told_of() {
    let all = std::env::var_os("CHART_SWEEP").is_some_and(|v| v == "1");
    let mut sums = Sums::default();
    let mut nth = 0;
    for variant in [None, Some("asian")] {
        let map = reflexology_chart::input::load_map(None, variant, &()).expect("a valid map");
        let groups = map.groups.iter().map(|g| g.id.clone()).chain(["all".to_owned()]);
        let names: Vec<String> = groups.chain(map.zones.iter().map(|z| z.id.clone())).collect();
        for lang in LANGS {
            for size in SIZES {
                for name in &names {
                    nth += 1;
                    // a wall chart takes long; one in each run is enough
                    if !all && (nth % ONE_OF != 0 || name == "all") {
                        continue;
                    }
                    let spec = ChartSpec {
                        zones: vec![name.as_str().into()],
                        size: size.parse().expect("a size"),
                        lang: lang.to_owned(),
                        variant: variant.map(str::to_owned),
                        ..ChartSpec::default()
                    };
                    count(&mut sums, &map, &spec, &format!("{name} {size} {lang} {variant:?}"));
                }
            }
        }
    }
    let Sums { charts, asked, drawn, warned, refused, failed } = sums;
    let few = failed.iter().take(40).cloned().collect::<Vec<_>>().join("\n");
    let _ = writeln!(
        std::io::stderr(),
        "{charts} charts, {asked} zones asked for: {drawn} drawn and named, {warned} told of; {} failed, {refused} without a picture",
        failed.len()
    );
    assert!(failed.is_empty(), "{few}");
    assert_eq!(drawn + warned, asked, "drawn + warned = asked");
}

/// The cases in which zones were once lost.
#[test]
fn views_and_feet_cover_the_whole_request() {
    let map = map();
    let mut sums = Sums::default();
    for (name, size) in [
        ("pelvis", "portrait"),
        ("skeletal", "portrait"),
        ("musculoskeletal", "portrait"),
        ("digestion", "landscape"),
        ("digestion", "social"),
        ("digestion", "1500x700"),
        ("digestion", "3000x1000"),
    ] {
        let spec = crate::support::sized(&[name], size);
        count(&mut sums, &map, &spec, &format!("{name} {size}"));
    }
    assert!(sums.failed.is_empty(), "{:?}", sums.failed);
    assert_eq!((sums.drawn, sums.warned), (sums.asked, 0), "all of it is drawn and named");
}

/// Views that are given hold, and what they lack is told by name, with the remedy.
#[test]
fn what_given_views_lack_is_told_by_name() {
    let one = |spec: &ChartSpec| {
        let (chart, laid) = try_laid(spec, &()).expect("a picture");
        compose(&chart, &laid.layout, &laid.views).expect("composes").warnings
    };
    let spec = ChartSpec { views: vec!["plantar".to_owned()], ..crate::support::sized(&["pelvis"], "portrait") };
    let warnings = one(&spec);
    let lost: Vec<_> = warnings.iter().filter(|w| w.rule == "zone-not-shown").collect();
    assert!(lost.iter().any(|w| w.message.contains("sacroiliac")), "{warnings:?}");
    assert!(lost.iter().all(|w| w.hint.as_ref().is_some_and(|h| h.contains("`view`"))), "{warnings:?}");
}
