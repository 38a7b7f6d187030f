//! The licences that the program prints, against the crates that it is linked with.
//!
//! `assets/licences/crates.txt` is made from the packages' own files, which cargo
//! has unpacked already: `BLESS=1 cargo test --test suite licences` writes it anew
//! (after `cargo fetch --locked`, which also gets the packages for other systems).
//! Nothing here needs the network.

use crate::support::blessing;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Licences that the program can be passed on under, with no duty but notices.
const ALLOWED: [&str; 14] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "IJG",
    "ISC",
    "MIT",
    "MIT-0",
    "NCSA",
    "Unicode-3.0",
    "Zlib",
];

/// How the list begins.
const HEAD: &str = "\
The crates that the program is linked with: version, licence, copyright lines and,
in brackets, the licence texts in the package. MIT and Apache-2.0 stand above, the
numbered texts below.
Crates marked `avif` are linked only if the program was built with that feature,
and some others only on some systems. Macros, which run while the program is
built, are not listed. The standard library of Rust is linked too: MIT OR
Apache-2.0, Copyright (c) The Rust Project Contributors.
";

/// Features that are off unless they are asked for.
const OPTIONAL: [&str; 1] = ["avif"];

/// A crate as cargo describes it.
struct Package {
    /// `name version`.
    id: String,
    /// SPDX expression, as the package gives it.
    licence: String,
    /// The feature without which it is not linked.
    feature: Option<&'static str>,
    /// The folder of its sources.
    root: PathBuf,
    /// Who wrote it, for packages that ship no licence text.
    authors: Vec<String>,
}

/// What a command of cargo prints; `None` if it fails, as where packages for
/// other systems were never fetched.
fn cargo(args: &[&str]) -> Option<String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let out = Command::new(cargo)
        .args(args)
        .args(["--locked", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    out.status.success().then(|| String::from_utf8(out.stdout).expect("UTF-8"))
}

/// The crates that are linked, as `name version`, without this one.
fn linked(more: &[&str]) -> Option<BTreeSet<String>> {
    let args = ["tree", "--edges", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}"];
    let tree = cargo(&[&args, more].concat())?;
    let ids = tree.lines().filter(|l| !l.starts_with("reflexology-chart ")).map(|line| {
        let mut words = line.split(' ');
        let (name, version) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        format!("{name} {}", version.trim_start_matches('v'))
    });
    Some(ids.filter(|id| id.len() > 1).collect())
}

/// The linked crates of all features on all systems; `None` if some of them
/// were never fetched.
fn packages() -> Option<Vec<Package>> {
    let usual = linked(&["--target", "all"])?;
    let all = linked(&["--target", "all", "--all-features"])?;
    let metadata: serde_json::Value =
        serde_json::from_str(&cargo(&["metadata", "--format-version", "1", "--all-features"])?).expect("JSON");
    let described: BTreeMap<String, &serde_json::Value> = metadata["packages"]
        .as_array()
        .expect("packages")
        .iter()
        .map(|p| (format!("{} {}", text(&p["name"]), text(&p["version"])), p))
        .collect();
    let package = |id: String| {
        let described = described[&id];
        let manifest = PathBuf::from(text(&described["manifest_path"]));
        Package {
            licence: text(&described["license"]).to_owned(),
            feature: (!usual.contains(&id)).then_some(OPTIONAL[0]),
            root: manifest.parent().expect("a folder").to_owned(),
            authors: described["authors"].as_array().into_iter().flatten().map(|a| text(a).to_owned()).collect(),
            id,
        }
    };
    Some(all.into_iter().map(package).collect())
}

/// A JSON string; empty for anything else.
fn text(value: &serde_json::Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The files of a package that say what its licence is, also those of sources
/// that it carries in a folder of its own.
fn licence_files(root: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![(root.to_owned(), 0)];
    while let Some((folder, depth)) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("an unpacked package").flatten() {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().to_lowercase();
            let ours = !["benches", "examples", "src", "target", "test", "tests"].contains(&name.as_str());
            if path.is_dir() && ours && depth == 0 {
                folders.push((path, depth + 1));
            } else if is_licence(&name) && path.is_file() {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Whether a file name in lower case is that of a licence text.
fn is_licence(name: &str) -> bool {
    let begins = ["copying", "copyright", "licence", "license", "notice", "patents", "unlicense"];
    begins.iter().any(|b| name.starts_with(b)) && !name.ends_with(".rs")
}

/// A licence file in two parts: the lines of the holders, which differ from package
/// to package, and the texts, which are shared. What follows the terms of Apache-2.0
/// is a model notice, filled in or not, and in some packages an exception.
fn split(file: &str) -> (Vec<String>, Vec<String>) {
    const END: &str = "END OF TERMS AND CONDITIONS";
    let file = file.replace(['\r', '\u{c}'], "");
    let (terms, model) = file.split_once(END).unwrap_or((&file, ""));
    let mut holders: Vec<String> = model.lines().filter(|l| is_holder(l)).map(plain).collect();
    let mut body = String::new();
    let mut above = true;
    for line in terms.lines() {
        if above && is_holder(line) {
            holders.push(plain(line));
            continue;
        }
        above &= line.trim().is_empty() || is_title(line);
        body.push_str(line.trim_end());
        body.push('\n');
    }
    if file.contains(END) {
        body.push_str("   END OF TERMS AND CONDITIONS\n");
    }
    while body.contains("\n\n\n") {
        body = body.replace("\n\n\n", "\n\n");
    }
    holders.retain(|h| !h.contains("yyyy"));
    let exception = model.find("--- LLVM Exceptions").map(|at| model[at..].trim().to_owned());
    (holders, [body.trim_matches('\n').to_owned()].into_iter().chain(exception).collect())
}

/// A line without the space and the stars around it.
fn plain(line: &str) -> String {
    line.trim().trim_matches(['*', '#']).trim().to_owned()
}

/// Whether a line names who holds the copyright.
fn is_holder(line: &str) -> bool {
    let line = plain(line).to_lowercase();
    let begins = ["copyright (c)", "copyright ©", "copyright 1", "copyright 2", "copyright the ", "(c) ", "© "];
    begins.iter().any(|b| line.starts_with(b)) || (line.starts_with("copyright ") && line.contains("20"))
}

/// Whether a line above a text only names the licence.
fn is_title(line: &str) -> bool {
    let line = plain(line).to_lowercase();
    let begins = ["all rights reserved", "http", "version 2.0", "==="];
    (line.len() < 50 && line.contains("license")) || begins.iter().any(|b| line.starts_with(b))
}

/// What two texts must share to be one: the words, without titles, marks and the
/// letters of lists.
fn key(body: &str) -> String {
    let below = body.lines().skip_while(|l| l.trim().is_empty() || is_title(l));
    let words: Vec<String> = below
        .flat_map(|l| l.split(|c: char| !c.is_alphanumeric()))
        .filter(|w| w.len() > 1)
        .map(str::to_lowercase)
        .collect();
    words.join(" ")
}

/// The list of crates and the texts of their licences, each text once and none
/// that is the program's own.
fn list(packages: &[Package]) -> String {
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for (name, file) in [("MIT", "LICENSE-MIT"), ("Apache-2.0", "LICENSE-APACHE")] {
        let own = std::fs::read_to_string(at(file)).expect("our licence");
        names.insert(key(&split(&own).1[0]), name.to_owned());
    }
    let mut bodies: Vec<String> = Vec::new();
    let mut out = format!("{HEAD}\n");
    for package in packages {
        let (mut holders, mut cited) = (Vec::new(), Vec::new());
        for file in licence_files(&package.root) {
            let raw = std::fs::read(&file).expect("a licence text");
            let (held_by, texts) = split(&String::from_utf8_lossy(&raw));
            for body in texts {
                let name = names.entry(key(&body)).or_insert_with(|| {
                    bodies.push(body);
                    format!("text {}", bodies.len())
                });
                push_new(&mut cited, name.clone());
            }
            for holder in held_by {
                push_new(&mut holders, holder);
            }
        }
        write_package(&mut out, package, &holders, &cited);
    }
    for (at, body) in bodies.iter().enumerate() {
        let title = format!("Text {}", at + 1);
        let _ = write!(out, "\n{title}\n{}\n\n{body}\n", "-".repeat(title.len()));
    }
    out
}

/// Appends what is not in a list yet.
fn push_new(list: &mut Vec<String>, entry: String) {
    if !list.contains(&entry) {
        list.push(entry);
    }
}

/// The lines of one crate.
fn write_package(out: &mut String, package: &Package, holders: &[String], cited: &[String]) {
    let feature = package.feature.map(|f| format!(" ({f})")).unwrap_or_default();
    let _ = writeln!(out, "{}{feature}: {}", package.id, package.licence);
    for holder in holders {
        let _ = writeln!(out, "  {holder}");
    }
    if cited.is_empty() {
        let authors: String = package.authors.iter().map(|a| format!("by {a}; ")).collect();
        let _ = writeln!(out, "  {authors}its package carries no licence text");
    } else {
        let _ = writeln!(out, "  [{}]", cited.join(", "));
    }
}

/// The list that is compiled in.
fn recorded() -> String {
    std::fs::read_to_string(recorded_at()).expect("the list of crates")
}

/// Where it is.
fn recorded_at() -> PathBuf {
    at("assets/licences/crates.txt")
}

/// A file of the project.
fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The crates of the list: `name version` and licence.
fn entries(list: &str) -> BTreeMap<String, String> {
    let crates = list.split("\nText 1\n").next().unwrap_or_default().split_once("\n\n");
    let lines = crates.map(|c| c.1).unwrap_or_default().lines();
    let heads = lines.filter(|l| !l.starts_with(' ')).filter_map(|l| l.split_once(": "));
    let bare = |id: &str| id.split(" (").next().unwrap_or_default().to_owned();
    heads.map(|(id, licence)| (bare(id), licence.to_owned())).filter(|(id, _)| id.split(' ').count() == 2).collect()
}

/// Whether a licence expression leaves a choice that we allow.
fn allowed(expression: &str) -> bool {
    let expression = expression.replace('/', " OR ");
    // no expression in use nests deeper than one pair of brackets
    if let Some((before, rest)) = expression.split_once('(') {
        let (inner, after) = rest.split_once(')').expect("a closing bracket");
        let word = if allowed(inner) { "MIT" } else { "none" };
        return allowed(&format!("{before}{word}{after}"));
    }
    let choices = expression.split(" OR ");
    choices.into_iter().any(|choice| choice.split(" AND ").all(|id| ALLOWED.contains(&id.trim())))
}

#[test]
fn the_list_of_crates_is_current() {
    let Some(packages) = packages() else {
        assert!(!blessing(), "`cargo fetch --locked` first: packages for other systems are missing");
        crate::support::skipped("packages for other systems were never fetched");
        return;
    };
    let list = list(&packages);
    if blessing() {
        std::fs::write(recorded_at(), &list).expect("writes");
    }
    assert!(list == recorded(), "assets/licences/crates.txt is not current: run this test with BLESS=1");
}

#[test]
fn every_linked_crate_is_listed() {
    let list = entries(&recorded());
    let linked = linked(&[]).expect("what was compiled is here");
    assert!(linked.len() > 50, "cargo names the crates: {linked:?}");
    let missing: Vec<_> = linked.iter().filter(|id| !list.contains_key(*id)).collect();
    assert!(missing.is_empty(), "not in assets/licences/crates.txt: {missing:?}");
    let lock = std::fs::read_to_string(at("Cargo.lock")).expect("reads");
    for id in list.keys() {
        let (name, version) = id.split_once(' ').expect("two words");
        let locked = format!("name = \"{name}\"\nversion = \"{version}\"\n");
        assert!(lock.replace('\r', "").contains(&locked), "{id} is listed, but not in Cargo.lock");
    }
}

#[test]
fn every_licence_is_one_that_we_allow() {
    assert!(allowed("MIT OR GPL-3.0") && allowed("(GPL-3.0 OR MIT) AND Zlib"), "a choice is a choice");
    assert!(!allowed("GPL-3.0") && !allowed("MIT AND GPL-3.0") && !allowed(""), "a duty is a duty");
    for (id, licence) in entries(&recorded()) {
        assert!(allowed(&licence), "{id} is under {licence}");
    }
}
