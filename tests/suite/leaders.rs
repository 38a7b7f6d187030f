//! The hard limits of leaders, on finished layouts.

use crate::support::{map, sized, try_laid};
use reflexology_chart::ChartSpec;
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
