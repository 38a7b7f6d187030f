//! The hard limits of leaders, on finished layouts.

use crate::support::{laid, map, sized, spec, try_laid};
use reflexology_chart::ChartSpec;
use reflexology_chart::geom::Region;
use reflexology_chart::layout::LaidOut;
use reflexology_chart::model::{Chart, Guide};
use reflexology_chart::resolve::Foot;
use std::io::Write as _;

/// The limits as the metrics of a layout call them.
const LIMITS: [&str; 6] = [
    "leaders-too-steep",
    "ports-too-far",
    "leaders-over-zones",
    "leaders-at-dots",
    "ports-off-lines",
    "leaders-over-drawings",
];
/// The sizes that have a name and are not larger copies of others.
const SIZES: [&str; 6] = ["portrait", "landscape", "square", "social", "atlas", "a4"];

/// Lays a chart out and counts what is over each limit.
fn counts(what: &str, chart: &ChartSpec) -> ([u64; 6], u64, usize) {
    let (chart, laid) = match try_laid(chart, &()) {
        Ok(laid) => laid,
        Err(e) => {
            let _ = writeln!(std::io::stderr(), "{what}: no picture: {e}");
            return ([0; 6], 0, 0);
        }
    };
    let metrics = laid.layout.metrics(&laid.views);
    let counts = LIMITS.map(|l| metrics["hard"][l].as_u64().unwrap_or(u64::MAX));
    let numbers = laid.layout.callouts.iter().filter(|c| !c.marks.is_empty()).count();
    if counts != [0; 6] || !laid.layout.unplaced.is_empty() || (numbers > 0 && !chart.is_atlas) {
        let _ = writeln!(std::io::stderr(), "{what}: {counts:?} numbers {numbers} left out {:?}", laid.layout.unplaced);
    }
    (counts, metrics["leaders"].as_u64().unwrap_or(0), laid.layout.unplaced.len())
}

/// Every group on every page of a kind in a language: all of them with `CHART_SWEEP=1`, else a few.
#[test]
fn leaders_keep_their_limits() {
    let all = std::env::var_os("CHART_SWEEP").is_some_and(|v| v == "1");
    let mut groups: Vec<String> = map().groups.iter().map(|g| g.id.clone()).collect();
    groups.push("all".to_owned());
    let (mut sum, mut leaders, mut out, mut charts) = ([0; 6], 0, 0, 0);
    for lang in ["en", "de"] {
        for (s, size) in SIZES.iter().enumerate() {
            for (g, group) in groups.iter().enumerate() {
                if !all && (g + 5 * s) % 13 != usize::from(lang == "de") {
                    continue;
                }
                let spec = ChartSpec { lang: lang.to_owned(), ..sized(&[group], size) };
                let (counts, count, unplaced) = counts(&format!("{group} {size} {lang}"), &spec);
                sum = std::array::from_fn(|i| sum[i] + counts[i]);
                (leaders, out, charts) = (leaders + count, out + unplaced, charts + 1);
            }
        }
    }
    let _ = writeln!(std::io::stderr(), "{charts} charts, {leaders} leaders, {out} left out; over {LIMITS:?}: {sum:?}");
    assert_eq!(sum, [0; 6], "leaders over {LIMITS:?}");
}

/// Asserts that no dot is where its leg has faded towards paper.
fn assert_solid(what: &str, chart: &Chart, laid: &LaidOut) {
    for leader in laid.layout.callouts.iter().flat_map(|c| &c.leaders) {
        let figure = &laid.layout.figures[leader.figure];
        let foot = Foot::new(&chart.outlines[&figure.view.aspect], figure.view.side);
        let Some(faded) = foot.faded() else { continue };
        let faded = Region::from_rect(faded).transform(foot.to_foot_space());
        let dot = figure.transform.inverse() * leader.points[0];
        assert!(!faded.contains(dot), "{what}: a dot in the faded part of {}", figure.view);
    }
}

#[test]
fn no_dot_is_where_the_drawing_has_faded() {
    for (zone, variant) in [("all", Some("asian")), ("all", None), ("sciatic", None), ("legs", Some("asian"))] {
        let spec = ChartSpec { variant: variant.map(str::to_owned), ..spec(&[zone]) };
        let (chart, laid) = laid(&spec);
        assert_solid(&format!("{zone} {variant:?}"), &chart, &laid);
    }
}

#[test]
fn every_zone_that_shows_has_a_place_for_a_dot() {
    for variant in [None, Some("asian")] {
        let (chart, laid) = laid(&ChartSpec { variant: variant.map(str::to_owned), ..spec(&["all"]) });
        for view in &laid.views {
            let without = view.zones.iter().find(|z| z.anchorable.is_empty());
            let name = without.map(|zone| &chart.map.zones[zone.zone].id);
            assert_eq!(name, None, "{variant:?}: a zone of {} has no place for a dot", view.view);
        }
    }
}

#[test]
fn guides_are_drawn_where_they_help_or_somebody_asked() {
    let drawn =
        |spec: &ChartSpec| -> Vec<Option<Guide>> { laid(spec).1.layout.guides.iter().map(|g| g.guide).collect() };
    assert_eq!(drawn(&spec(&["head-nerves"])), vec![], "the shoulder line says nothing about the head");
    assert_eq!(drawn(&spec(&["lower-back"])), vec![Some(Guide::Waist)], "the waist bounds the lower back");
    for size in SIZES {
        let asked = ChartSpec { guides: Some(vec!["shoulder".to_owned()]), ..sized(&["head-nerves"], size) };
        let scene = crate::support::render(&asked, &()).expect("a picture");
        let is_drawn = drawn(&asked) == vec![Some(Guide::Shoulder)];
        let is_warned = scene.warnings.iter().any(|w| w.rule == "guide-room" && w.message.contains("shoulder"));
        assert!(is_drawn != is_warned, "{size}: drawn {is_drawn}, warned {is_warned}");
    }
}

#[test]
fn the_name_of_a_guide_is_no_line_of_a_label() {
    for group in &map().groups {
        let (_, laid) = laid(&spec(&[&group.id]));
        for name in laid.layout.guides.iter().flat_map(|g| &g.names) {
            for callout in &laid.layout.callouts {
                let (a, b) = (name.bounds(), callout.bounds());
                let size = callout.lines.first().map_or(0.0, |l| l.style.size);
                let apart = (a.y0 - b.y1).max(b.y0 - a.y1);
                let beside = a.x1 <= b.x0 || b.x1 <= a.x0;
                assert!(beside || apart > size, "{}: “{}” under “{}”", group.id, name.text, callout.name);
            }
        }
    }
}
