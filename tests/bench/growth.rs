//! How time and memory grow with zones and labels: `cargo bench --bench growth`.
//!
//! The maps are grids of ellipses on a sole. A table of Markdown is printed,
//! below each part the power of the number that its times grow with.
#![allow(clippy::print_stdout, clippy::cast_precision_loss, dead_code, missing_docs, reason = "a table is printed")]

#[path = "../suite/labeling_cases.rs"]
mod labeling_cases;

use labeling_cases::{Kind, two_columns};
use reflexology_chart::input::{Resolver, load};
use reflexology_chart::labeling::solve;
use reflexology_chart::layout::{LaidOut, lay_out};
use reflexology_chart::model::LabelMode;
use reflexology_chart::{ChartSpec, Error};
use serde_json::{Value, json};
use std::hint::black_box;
use std::time::Instant;

/// Runs of which the median is taken.
const RUNS: usize = 3;
/// Times from this number on tell the power: below, other costs are larger.
const FROM: usize = 100;

/// What grows.
struct Part {
    /// What it is.
    name: &'static str,
    /// How many of it.
    numbers: &'static [usize],
    /// The page.
    size: &'static str,
    /// Which zones are named.
    labels: LabelMode,
}

/// All that is measured. Type grows with the page, so that more than a hundred
/// names have room on none; the solver alone gets as many as are wanted.
const PARTS: [Part; 3] = [
    Part {
        name: "zones, three of them named",
        numbers: &[10, 30, 100, 300, 1000, 2000],
        size: "1600x2000",
        labels: LabelMode::Highlighted,
    },
    Part {
        name: "zones, all of them named",
        numbers: &[10, 20, 30, 60, 100],
        size: "3000x16384",
        labels: LabelMode::All,
    },
    Part {
        name: "zones, more to be named than have room",
        numbers: &[100, 200, 300, 500],
        size: "1600x2000",
        labels: LabelMode::All,
    },
];

/// Numbers of labels for the solver alone.
const LABELS: [usize; 6] = [10, 30, 60, 120, 250, 500];
/// How full its gutters are, in percent.
const FILL: i64 = 70;

/// A map of a number of zones.
struct Grid(usize);

impl Resolver for Grid {
    fn read(&self, _path: &str) -> Result<Vec<u8>, String> {
        let rows = (2.4 * self.0 as f64).sqrt().ceil();
        let columns = (self.0 as f64 / rows).ceil();
        let zone = |i: usize| {
            let (row, column) = ((i as f64 / columns).floor(), i as f64 % columns);
            let center = [0.06 + 0.88 * (column + 0.5) / columns, 0.04 + 0.66 * (row + 0.5) / rows];
            json!({
                "id": format!("z{i}"),
                "label": { "en": format!("Zone {i}") },
                "claim": { "en": "Said to be a spot." },
                "system": "other", "side": "both", "agreement": "high", "sources": ["own"],
                "shapes": { "plantar": [{
                    "ellipse": { "center": center, "radii": [0.35 / columns, 0.26 / rows] },
                    "frame": "sole",
                }] },
            })
        };
        let map = json!({
            "format": "reflex-map/1", "id": "growth", "version": "1", "title": { "en": "Growth" },
            "outlines": { "plantar": "builtin:foot-plantar" },
            "systems": { "other": { "label": { "en": "Other" }, "color": "#888888" } },
            "sources": { "own": { "name": "own", "text": "own" } },
            "zones": (0..self.0).map(zone).collect::<Vec<Value>>(),
            "groups": {},
        });
        Ok(map.to_string().into_bytes())
    }
}

/// The layout of a chart of a part, and the times of load and layout in ms.
fn measured(part: &Part, number: usize) -> Result<(LaidOut, [f64; 2]), Error> {
    let spec = ChartSpec {
        map: Some("growth.json".to_owned()),
        zones: ["z0", "z4", "z9"].map(str::to_owned).to_vec(),
        views: vec!["plantar".to_owned()],
        size: part.size.parse()?,
        labels: part.labels,
        ..ChartSpec::default()
    };
    let timed = || {
        let start = Instant::now();
        let chart = load(&spec, &Grid(number))?;
        let loaded = start.elapsed().as_secs_f64();
        let laid = lay_out(&chart)?;
        let all = start.elapsed().as_secs_f64();
        Ok::<_, Error>((laid, [1000.0 * loaded, 1000.0 * (all - loaded)]))
    };
    let (laid, first) = timed()?;
    let mut runs = vec![first];
    while runs.len() < RUNS {
        runs.push(timed()?.1);
    }
    let median = |which: usize| {
        let mut times: Vec<f64> = runs.iter().map(|r| r[which]).collect();
        times.sort_by(f64::total_cmp);
        times[times.len() / 2]
    };
    Ok((laid, [median(0), median(1)]))
}

/// The power with which times grow: the slope of a line through their logarithms.
fn power(points: &[(usize, f64)]) -> f64 {
    let logs: Vec<(f64, f64)> = points.iter().map(|p| (libm::log(p.0 as f64), libm::log(p.1))).collect();
    let mean = |of: fn(&(f64, f64)) -> f64| logs.iter().map(of).sum::<f64>() / logs.len() as f64;
    let (x, y) = (mean(|p| p.0), mean(|p| p.1));
    let along = logs.iter().map(|p| (p.0 - x) * (p.1 - y)).sum::<f64>();
    along / logs.iter().map(|p| (p.0 - x) * (p.0 - x)).sum::<f64>()
}

/// Says with which power the later times grow.
fn tell_power(what: &str, points: &[(usize, f64)]) {
    let far = points.partition_point(|p| p.0 < FROM);
    let from = if points.len() - far > 2 { far } else { 0 };
    println!("\nFrom {} on, {what} grows with the power {:.2}.", points[from].0, power(&points[from..]));
}

/// The solver alone: labels in two columns that are long enough.
fn solver() {
    println!("\nlabels beside a figure, the solver alone\n\n| number | solve, ms |\n|---|---|");
    let mut points = Vec::new();
    for number in LABELS {
        let mut times = Vec::new();
        for seed in 0..9 {
            let problem = two_columns(Kind::Uniform, number, FILL, false, seed);
            let start = Instant::now();
            black_box(solve(&problem)).ok();
            times.push(1000.0 * start.elapsed().as_secs_f64());
        }
        times.sort_by(f64::total_cmp);
        println!("| {number} | {:.2} |", times[times.len() / 2]);
        points.push((number, times[times.len() / 2]));
    }
    tell_power("the solver", &points);
}

/// The most memory that this process ever had, in MiB, where the system tells.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    let kib = line.and_then(|l| l.split_whitespace().next()).and_then(|n| n.parse::<f64>().ok());
    kib.map_or_else(|| "?".to_owned(), |k| format!("{:.0}", k / 1024.0))
}

fn main() -> Result<(), Error> {
    // `cargo test --all-targets` runs benches too: nothing to see there
    if !std::env::args().any(|a| a == "--bench") {
        return Ok(());
    }
    for part in PARTS {
        println!("\n{}, page of {} px\n", part.name, part.size);
        println!("| number | load, ms | layout, ms | labelled | left out | peak so far, MiB |");
        println!("|---|---|---|---|---|---|");
        let mut points = Vec::new();
        for &number in part.numbers {
            let (laid, [loaded, placed]) = measured(&part, number)?;
            let (labels, out) = (laid.layout.callouts.len(), laid.layout.unplaced.len());
            println!("| {number} | {loaded:.1} | {placed:.1} | {labels} | {out} | {} |", peak());
            points.push((number, loaded + placed));
        }
        tell_power("load with layout", &points);
    }
    solver();
    Ok(())
}
