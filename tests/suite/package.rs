//! What a package for others holds, as `cargo package` makes it.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// The folder of the project.
const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Where a file of the package may be; a folder ends in a slash.
const PLACES: [&str; 17] = [
    ".cargo_vcs_info.json",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Cargo.lock",
    "Cargo.toml",
    "Cargo.toml.orig",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "assets/",
    "charts/",
    "src/",
    "tests/README.md",
    "tests/bench/",
    "tests/outlines/",
    "tests/reject/",
    "tests/suite/",
];

/// More places, with files that only some tests read.
const TEST_DATA: [&str; 2] = ["tests/fonts/", "tests/regressions/"];

/// How large the files of the package may be in all, in bytes, before they are compressed.
const LARGEST: u64 = 5_000_000;

/// The files that a package would hold.
fn packed() -> BTreeSet<String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let out = Command::new(cargo)
        .args(["package", "--list", "--allow-dirty", "--locked", "--offline"])
        .current_dir(ROOT)
        .output()
        .expect("cargo runs");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).expect("UTF-8").lines().map(|l| l.replace('\\', "/")).collect()
}

/// Every file below a folder of the project.
fn files(folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(Path::new(ROOT).join(folder)).expect("a folder").flatten() {
        let name = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            found.extend(files(&name));
        } else {
            found.push(name);
        }
    }
    found
}

#[test]
fn a_package_holds_what_it_needs_and_no_more() {
    let packed = packed();
    let top = ["Cargo.lock", "CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT", "README.md"].map(str::to_owned);
    let needed = ["src", "assets", "charts/maps", "charts/sciatica", "tests/suite"].map(files).concat();
    let missing: Vec<_> = needed.iter().chain(&top).filter(|f| !packed.contains(*f)).collect();
    assert!(missing.is_empty(), "not in the package: {missing:?}");

    let places: Vec<&str> = PLACES.into_iter().chain(TEST_DATA).collect();
    let belongs = |f: &str| places.iter().any(|p| f == *p || (p.ends_with('/') && f.starts_with(p)));
    let odd: Vec<_> = packed.iter().filter(|f| !belongs(f) || f.starts_with("charts/pictures/")).collect();
    assert!(odd.is_empty(), "in the package, but what for: {odd:?}");

    let size = |f: &String| std::fs::metadata(Path::new(ROOT).join(f)).map_or(0, |m| m.len());
    let sum: u64 = packed.iter().map(size).sum();
    assert!(sum < LARGEST, "the package holds {sum} bytes");
}
