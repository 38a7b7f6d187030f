//! Bad input is refused with its place and a remedy, and never panics.
//!
//! One file a rule in `tests/reject`, the expected message beside it.

use crate::support::{blessing, data, spec, try_laid};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use reflexology_chart::ChartSpec;
use reflexology_chart::input::{Resolver, load_map, read_outline};
use reflexology_chart::model::Aspect;

/// A resolver of one file's bytes under any name.
struct One(Vec<u8>);

impl Resolver for One {
    fn read(&self, _path: &str) -> Result<Vec<u8>, String> {
        Ok(self.0.clone())
    }
}

#[test]
fn bad_files_are_refused_as_recorded() {
    let folder = data("reject");
    let bless = blessing();
    let mut files: Vec<_> = std::fs::read_dir(&folder).expect("there").map(|e| e.expect("readable").path()).collect();
    files.retain(|p| p.extension().is_some_and(|e| e == "json" || e == "svg"));
    files.sort();
    assert!(files.len() >= 12, "one file a rule");
    for path in files {
        let name = path.file_name().expect("a file").to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).expect("readable");
        let refused = if name.ends_with("json") {
            load_map(Some(&name), None, &One(bytes)).map(|_| ())
        } else {
            read_outline(&name, &bytes, Aspect::Plantar).map(|_| ())
        };
        let message = format!("{}\n", refused.expect_err(&format!("{name} must be refused")));
        let expected = path.with_extension("txt");
        if bless {
            std::fs::write(&expected, &message).expect("written");
        }
        let recorded =
            std::fs::read_to_string(&expected).unwrap_or_else(|_| panic!("no record for {name}; it says:\n{message}"));
        assert_eq!(message, recorded, "{name}");
    }
}

#[test]
fn a_damaged_map_never_panics() {
    let text = include_str!("../../charts/maps/western-foot.json");
    let config = Config { cases: 120, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let strategy = (
        0..text.len(),
        0..40_usize,
        prop::sample::select(vec!["", "0", "-9", "1e99", "\"", "[", "}", ",", "null", "lower", "0.5"]),
    );
    let outcome = runner.run(&strategy, |(at, length, with)| {
        let mut damaged = text.as_bytes().to_vec();
        let end = (at + length).min(damaged.len());
        damaged.splice(at..end, with.bytes());
        let spec = ChartSpec { map: Some("m.json".to_owned()), ..spec(&["kidneys"]) };
        if let Err(e) = try_laid(&spec, &Both(damaged)) {
            prop_assert!(!e.to_string().is_empty(), "a reason");
        }
        Ok(())
    });
    outcome.unwrap_or_else(|e| panic!("{e}"));
}

/// The map's bytes under its name; nothing else.
struct Both(Vec<u8>);

impl Resolver for Both {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        if path == "m.json" { Ok(self.0.clone()) } else { Err("no such file".to_owned()) }
    }
}

#[test]
fn a_damaged_outline_never_panics() {
    let text = include_str!("../../assets/outlines/foot-plantar.svg");
    let config = Config { cases: 150, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let parts = ["", "0", "-1e38", "1e300", "NaN", "\"", "<g>", "/>", "url(#x)", "<use href=\"#outline\"/>", "999999"];
    let strategy = (0..text.len(), 0..30_usize, prop::sample::select(parts.to_vec()));
    let outcome = runner.run(&strategy, |(at, length, with)| {
        let mut damaged = text.as_bytes().to_vec();
        let end = (at + length).min(damaged.len());
        damaged.splice(at..end, with.bytes());
        let spec = ChartSpec { outlines: [(Aspect::Plantar, "o.svg".to_owned())].into(), ..spec(&["kidneys"]) };
        if let Err(e) = try_laid(&spec, &One(damaged)) {
            prop_assert!(!e.to_string().is_empty(), "a reason");
        }
        Ok(())
    });
    outcome.unwrap_or_else(|e| panic!("{e}"));
}
