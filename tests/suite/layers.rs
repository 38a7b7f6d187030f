//! A file may import only lower ranks; equals do not see each other.

use std::path::{Path, PathBuf};

/// Ranks from the ground up; `main.rs` and `lib.rs` stand above all.
const RANKS: [&[&str]; 9] = [
    &["geom", "style", "diag", "assets", "threads", "cache"],
    &["error"],
    &["model", "text", "labeling"],
    &["input", "resolve"],
    &["layout"],
    &["scene"],
    &["export"],
    &["pipeline"],
    &["cli"],
];

/// Crates that only some rooms or files may use.
const CRATES: [(&str, &[&str]); 25] = [
    ("anstream", &["cli"]),
    ("anstyle", &["cli"]),
    ("serde::", &["input", "cli"]),
    ("serde_json", &["input", "cli", "layout"]),
    ("usvg", &["input"]),
    ("roxmltree", &["input"]),
    ("tiny_skia_path as", &["export"]),
    ("zlib_rs", &["export"]),
    ("fearless_simd", &["export"]),
    ("harfrust", &["text"]),
    ("skrifa", &["text"]),
    ("i_overlay", &["geom"]),
    // the fields of a chart spec are one struct, for files and as flags
    ("clap", &["cli", "input/fields.rs"]),
    ("schemars", &["input"]),
    ("std::fs", &["cli"]),
    ("blake3::", &["input", "export", "cli", "cache", "text"]),
    ("image_webp", &["export"]),
    ("jpeg_encoder", &["export"]),
    ("ravif", &["export"]),
    ("krilla", &["export"]),
    ("oxipng", &["export"]),
    ("png::Encoder", &["export"]),
    ("subsetter", &["export"]),
    ("csv::", &["input"]),
    ("use color::", &["input"]),
];

fn files(dir: &Path, out: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> =
        std::fs::read_dir(dir).expect("src is there").map(|e| e.expect("readable").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

fn sources() -> Vec<(String, String, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    files(&src, &mut paths);
    paths
        .into_iter()
        .filter_map(|p| {
            let name = p.strip_prefix(&src).expect("below src").to_string_lossy().replace('\\', "/");
            let room = name.split(['/', '.']).next().expect("a name").to_owned();
            let text = std::fs::read_to_string(&p).expect("readable");
            // tests may look anywhere
            let text = text.split("#[cfg(test)]").next().unwrap_or("").to_owned();
            (room != "lib" && room != "main").then_some((name, room, text))
        })
        .collect()
}

fn rank(room: &str) -> usize {
    RANKS.iter().position(|r| r.contains(&room)).unwrap_or_else(|| panic!("`{room}` has no rank; give it one"))
}

fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|l| !l.trim_start().starts_with("//"))
}

#[test]
fn imports_point_down() {
    for (name, room, text) in sources() {
        for line in code(&text) {
            for (i, _) in line.match_indices("crate::") {
                let target: String = line[i + 7..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                assert!(target == room || rank(&target) < rank(&room), "{name} imports {target}: {line}");
            }
            assert!(!line.contains("super::super"), "{name} climbs two levels: {line}");
        }
    }
}

#[test]
fn each_crate_stays_in_its_room() {
    for (name, room, text) in sources() {
        for line in code(&text) {
            for (word, rooms) in CRATES {
                assert!(
                    !line.contains(word) || rooms.contains(&room.as_str()) || rooms.contains(&name.as_str()),
                    "{name} uses {word}: {line}"
                );
            }
        }
    }
}

#[test]
fn no_file_passes_500_lines() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    files(&root.join("src"), &mut paths);
    files(&root.join("tests/suite"), &mut paths);
    for path in paths {
        let lines = std::fs::read_to_string(&path).expect("readable").lines().count();
        assert!(lines <= 500, "{} has {lines} lines; split it by what it does", path.display());
    }
}
