//! The library without the program: few crates, and nothing that only the program needs.

use reflexology_chart::{ErrorKind, Format};
use std::collections::BTreeSet;
use std::process::Command;

/// The most crates of a library that writes PNG and SVG, itself included.
const MOST_OF_THE_LEAST: usize = 75;
/// The most crates of a library that writes all formats but AVIF, itself included.
const MOST_WITH_FORMATS: usize = 100;
/// Crates that only the program needs, or that bring C code.
const UNWANTED: [&str; 9] = [
    "anstream",
    "clap",
    "clap_complete",
    "clap_mangen",
    "libdeflate-sys",
    "oxipng",
    "schemars",
    "tempfile",
    "terminal_size",
];

/// The crates that a library with some features is made of, as `name version`.
fn crates(features: &str) -> BTreeSet<String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let out = Command::new(cargo)
        .args(["tree", "--offline", "--locked", "--no-default-features", "--features", features])
        .args(["--edges", "normal", "--prefix", "none", "--format", "{p}"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let tree = String::from_utf8(out.stdout).expect("UTF-8");
    let id = |line: &str| line.split(' ').take(2).collect::<Vec<_>>().join(" ");
    tree.lines().filter(|l| !l.is_empty()).map(id).collect()
}

#[test]
fn a_library_without_the_program_is_few_crates() {
    for (features, most) in [("", MOST_OF_THE_LEAST), ("pdf,jpeg,webp,html", MOST_WITH_FORMATS)] {
        let crates = crates(features);
        assert!(crates.len() > 40, "cargo names the crates: {crates:?}");
        assert!(crates.len() <= most, "`{features}`: {} crates, at most {most}: {crates:#?}", crates.len());
        let unwanted: Vec<_> = crates.iter().filter(|c| UNWANTED.contains(&c.split(' ').next().unwrap_or(c))).collect();
        assert!(unwanted.is_empty(), "`{features}` brings {unwanted:?}");
    }
}

#[test]
fn a_format_that_a_build_lacks_is_known_and_refused() {
    assert_eq!(Format::from_name("avif"), Some(Format::Avif), "the name is known in every build");
    assert_eq!(Format::Avif.is_available(), cfg!(feature = "avif"), "as it was built");
    if let Err(error) = Format::named("avif") {
        let problem = &error.diagnostics()[0];
        assert_eq!((error.kind(), problem.rule), (ErrorKind::Usage, "format-unavailable"), "{error}");
        assert!(error.to_string().contains("the feature `avif`"), "{error}");
    }
    for format in Format::ALL {
        assert_eq!(Format::named(format.name()).ok(), Some(*format), "what can be written has a name");
    }
}
