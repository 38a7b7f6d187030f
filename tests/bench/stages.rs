//! How long each stage takes: `cargo bench --bench stages`.
//!
//! Medians in ms, in one warm process; how often a stage runs follows from how
//! long it takes. `tests/bench/pair.py` measures whole programs.
#![allow(clippy::print_stdout, missing_docs, reason = "a table is printed")]

use reflexology_chart::export::{Format, export, raster, svg};
use reflexology_chart::input::load;
use reflexology_chart::layout::lay_out;
use reflexology_chart::model::{Aspect, LabelMode};
use reflexology_chart::scene::compose;
use reflexology_chart::{ChartSpec, Renderer};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// What a stage may take in all.
const PATIENCE: Duration = Duration::from_secs(2);
/// Runs at least and at most.
const RUNS: (usize, usize) = (5, 101);

/// The charts: name, zones, views, size.
const CHARTS: [(&str, &[&str], &[&str], &str); 4] = [
    ("hero", &["lower-back", "sciatic"], &["plantar", "medial"], "portrait"),
    ("wall chart", &["all"], &[], "atlas"),
    ("wide", &["lower-back"], &[], "landscape"),
    ("plain", &[], &["right-plantar"], "portrait"),
];

/// The median time of something, in ms.
fn median<T>(mut run: impl FnMut() -> T) -> f64 {
    let begin = Instant::now();
    let mut times = Vec::new();
    while times.len() < RUNS.0 || (times.len() < RUNS.1 && begin.elapsed() < PATIENCE) {
        let start = Instant::now();
        black_box(run());
        times.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// One row of the table.
fn row(name: &str, spec: &ChartSpec) -> Result<(), reflexology_chart::Error> {
    let chart = load(spec, &())?;
    let laid = lay_out(&chart)?;
    let scene = compose(&chart, &laid.layout, &laid.views)?;
    let times = [
        median(|| load(spec, &())),
        median(|| lay_out(&chart)),
        median(|| compose(&chart, &laid.layout, &laid.views)),
        median(|| raster(&scene)),
        median(|| export(&scene, Format::Png)),
        median(|| svg(&scene)),
        median(|| export(&scene, Format::Pdf)),
        median(|| Renderer::new().render(spec, &(), Format::Png)),
    ];
    println!("{name:12}{}", times.map(|t| format!("{t:9.2}")).concat());
    Ok(())
}

/// Charts of one size that a [`Renderer`] draws one after the other, with other
/// zones, labels and titles each; the first ones fill its caches.
const MANY: usize = 400;

/// Load and layout of one chart of many.
fn many() -> Result<(), reflexology_chart::Error> {
    let renderer = Renderer::new();
    let map = renderer.load(&ChartSpec::default(), &())?.map;
    let zones: Vec<&str> =
        map.zones.iter().filter(|z| z.shapes.contains_key(&Aspect::Plantar)).map(|z| z.id.as_str()).collect();
    let mut times = [Vec::new(), Vec::new()];
    for i in 0..MANY {
        let zone = |k: usize| zones[(i * 7 + k * (i / zones.len() + 3)) % zones.len()].to_owned();
        let spec = ChartSpec {
            zones: (0..1 + i % 3).map(zone).collect(),
            views: vec!["plantar".to_owned()],
            title: Some(format!("Chart number {i}")),
            labels: if i % 4 == 0 { LabelMode::Highlighted } else { LabelMode::Auto },
            ..ChartSpec::default()
        };
        let start = Instant::now();
        let chart = renderer.load(&spec, &())?;
        times[0].push(start.elapsed().as_secs_f64() * 1000.0);
        let start = Instant::now();
        black_box(renderer.lay_out(&chart)?);
        times[1].push(start.elapsed().as_secs_f64() * 1000.0);
    }
    let half = |times: Vec<f64>| {
        let mut last = times[MANY / 2..].to_vec();
        last.sort_by(f64::total_cmp);
        last[last.len() / 2]
    };
    println!("{:12}{}", "of many", times.map(|t| format!("{:9.2}", half(t))).concat());
    Ok(())
}

fn main() -> Result<(), reflexology_chart::Error> {
    // `cargo test --all-targets` runs benches too: nothing to see there
    if !std::env::args().any(|a| a == "--bench") {
        return Ok(());
    }
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    println!("ms, {cores} threads; png draws too, all is from the spec to the PNG");
    let heads = ["load", "lay out", "compose", "raster", "png", "svg", "pdf", "all"];
    println!("{:12}{}", "", heads.map(|h| format!("{h:>9}")).concat());
    for (name, zones, views, size) in CHARTS {
        let owned = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect();
        let size = size.parse()?;
        row(name, &ChartSpec { zones: owned(zones), views: owned(views), size, ..ChartSpec::default() })?;
    }
    many()
}
