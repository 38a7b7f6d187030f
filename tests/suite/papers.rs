//! The papers: what they show works, what they link to is there.
//!
//! Every fenced block of a paper is tried in a folder that has the files the
//! paper shows, the `charts` of this project and nothing else:
//!
//! - `sh` with a `chart` command is run by a shell; it must succeed, and each
//!   file that it names as an output must be there.
//! - `console` is run command by command, and must print what stands below
//!   it; a line `…` stands for any lines.
//! - `json NAME`, `csv NAME`, `svg NAME`, `ndjson NAME` are files. The program
//!   must accept them, unless the word `wrong` follows.
//! - `json` without a name must be JSON.
//! - `rust` must stand in this file, where it is compiled.

use crate::support::{blessing, data, map};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The papers with examples.
const WITH_EXAMPLES: [&str; 3] = ["README.md", "charts/README.md", "assets/README.md"];

/// All papers.
const ALL: [&str; 8] = [
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "assets/LICENSE.md",
    "assets/README.md",
    "charts/LICENSE.md",
    "charts/README.md",
    "tests/README.md",
];

/// Files that examples need and papers do not show: name, and where it is in
/// the folder of the tests.
const PROPS: [(&str, &str); 2] = [
    ("NotoSansHebrew-Regular.ttf", "fonts/NotoSansHebrew-letters.ttf"),
    ("my-map.json", "reject/several-problems-at-once.json"),
];

/// Most lines of the README.
const MOST_LINES: usize = 250;

/// A fenced block.
struct Block<'a> {
    /// What stands after the fence: the language, then words.
    info: Vec<&'a str>,
    /// What is inside.
    text: String,
    /// The line of its fence, from 1.
    line: usize,
}

/// A file of this project.
fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn read(path: &str) -> String {
    std::fs::read_to_string(project(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// The fenced blocks of a paper.
fn blocks(paper: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut lines = paper.lines().zip(1..);
    while let Some((fence, line)) = lines.next() {
        let Some(info) = fence.strip_prefix("```") else { continue };
        let inside: Vec<&str> = lines.by_ref().map(|(l, _)| l).take_while(|l| *l != "```").collect();
        blocks.push(Block { info: info.split_whitespace().collect(), text: inside.join("\n") + "\n", line });
    }
    blocks
}

/// The text of a paper without its fenced blocks.
fn prose(paper: &str) -> String {
    let mut inside = false;
    let kept = paper.lines().filter(|l| {
        let fence = l.starts_with("```");
        inside ^= fence;
        !inside && !fence
    });
    kept.collect::<Vec<_>>().join("\n")
}

/// Runs a shell command with `chart` on its path.
fn shell(folder: &Path, command: &str) -> Output {
    let bin = Path::new(env!("CARGO_BIN_EXE_chart")).parent().expect("a folder");
    let path = std::env::join_paths(
        std::iter::once(bin.to_owned()).chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())),
    );
    Command::new("sh")
        .args(["-euc", command])
        .current_dir(folder)
        .env("PATH", path.expect("a path"))
        .output()
        .expect("a shell runs")
}

/// All that a command printed.
fn said(o: &Output) -> String {
    String::from_utf8_lossy(&o.stdout).into_owned() + &String::from_utf8_lossy(&o.stderr)
}

/// Copies a folder without its pictures.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("readable") {
        let entry = entry.expect("readable").path();
        let target = to.join(entry.file_name().expect("a name"));
        if entry.is_dir() && !entry.ends_with("pictures") {
            copy(&entry, &target);
        } else if entry.is_file() {
            std::fs::copy(&entry, target).expect("copied");
        }
    }
}

/// A folder with what the examples of a paper need.
fn stage(blocks: &[Block<'_>]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    copy(&project("charts"), &folder.path().join("charts"));
    copy(&data("outlines"), &folder.path().join("tests/outlines"));
    for (name, source) in PROPS {
        std::fs::copy(data(source), folder.path().join(name)).expect("copied");
    }
    for block in blocks {
        if let [language, name, ..] = block.info[..] {
            assert!(["json", "csv", "svg", "ndjson"].contains(&language), "a `{language}` block has no name");
            std::fs::write(folder.path().join(name), &block.text).expect("written");
        }
    }
    folder
}

/// Whether a script runs our program.
fn runs_chart(script: &str) -> bool {
    script.lines().any(|l| l.starts_with("chart ") || l.contains("| chart ") || l.contains("$(chart "))
}

/// The files and folders that a script says it writes.
fn outputs(script: &str) -> Vec<String> {
    const FLAGS: [&str; 7] = ["-o", "--output", "--alt-out", "--pages", "--out", "--out-dir", ">"];
    let code: Vec<&str> = script.lines().map(|l| l.split(" #").next().unwrap_or(l)).collect();
    let words: Vec<&str> = code.iter().flat_map(|l| l.split_whitespace()).collect();
    words
        .windows(2)
        .filter(|w| FLAGS.contains(&w[0]) && w[1] != "-" && !w[1].contains('$'))
        .map(|w| w[1].trim_matches(['"', ';', ')']).to_owned())
        .collect()
}

/// Runs a script; its outputs must be there.
fn try_script(folder: &Path, at: &str, script: &str) {
    let o = shell(folder, script);
    assert!(o.status.success(), "{at}: {}\n{script}", said(&o));
    for name in outputs(script) {
        let path = folder.join(&name);
        let there = match std::fs::metadata(&path) {
            Ok(m) if m.is_dir() => std::fs::read_dir(&path).expect("readable").next().is_some(),
            Ok(m) => m.len() > 0,
            Err(_) => false,
        };
        assert!(there, "{at}: `{name}` is not written or empty\n{script}");
    }
}

/// Whether lines are what a paper shows, in which `…` stands for any lines.
fn is_as_shown(shown: &[&str], lines: &[&str]) -> bool {
    match shown {
        [] => lines.is_empty(),
        ["…"] => true,
        ["…", rest @ ..] => (0..=lines.len()).any(|k| is_as_shown(rest, &lines[k..])),
        [first, rest @ ..] => lines.first() == Some(first) && is_as_shown(rest, &lines[1..]),
    }
}

/// Runs the commands of a session; each must print what stands below it.
fn try_session(folder: &Path, at: &str, session: &str) {
    for part in format!("\n{session}").split("\n$ ").skip(1) {
        let (command, shown) = part.split_once('\n').unwrap_or((part, ""));
        let o = shell(folder, command);
        let printed = said(&o);
        let full = |text: &str| text.lines().map(str::trim_end).filter(|l| !l.is_empty()).map(String::from).collect();
        let (shown, lines): (Vec<String>, Vec<String>) = (full(shown), full(&printed));
        let (shown, lines) = (shown.iter().map(String::as_str).collect::<Vec<_>>(), lines.iter().map(String::as_str));
        assert!(is_as_shown(&shown, &lines.collect::<Vec<_>>()), "{at}: `{command}` printed\n{printed}");
    }
}

/// Lets the program read a file of a paper.
fn try_file(folder: &Path, at: &str, block: &Block<'_>) {
    let name = block.info.get(1).copied().unwrap_or("unnamed.json");
    std::fs::write(folder.join(name), &block.text).expect("written");
    let kind = match block.info[0] {
        "json" => {
            let value: serde_json::Value =
                serde_json::from_str(&block.text).unwrap_or_else(|e| panic!("{at}: no JSON: {e}"));
            value["format"].as_str().unwrap_or_default().to_owned()
        }
        "ndjson" => {
            for line in block.text.lines() {
                let _: serde_json::Value = serde_json::from_str(line).unwrap_or_else(|e| panic!("{at}: {line}: {e}"));
            }
            return;
        }
        other => other.to_owned(),
    };
    let command = match kind.as_str() {
        "reflex-map/1" => format!("chart list zones --map {name}"),
        "reflex-chart/1" => format!("chart render --spec {name} --dry-run"),
        "reflex-labels/1" => format!("chart render --zone lower-back --labels-file {name} --dry-run"),
        "reflex-values/1" | "csv" => format!("chart render --values {name} --dry-run"),
        "svg" => format!("chart render --view plantar --outline plantar={name} --labels none --dry-run"),
        "" => return,
        other => panic!("{at}: a file of the format `{other}`: teach this test what reads it"),
    };
    let o = shell(folder, &command);
    let wrong = block.info.get(2) == Some(&"wrong");
    assert_eq!(o.status.success(), !wrong, "{at}: `{command}`: {}", said(&o));
}

/// The example of the README, to be compiled.
mod example_of_one_chart {
    #![expect(dead_code, reason = "it is compiled and compared, not run")]

    use reflexology_chart::{ChartSpec, Format, Renderer};

    fn main() -> Result<(), Box<dyn std::error::Error>> {
        let spec = ChartSpec { zones: vec!["lower-back".into()], ..ChartSpec::default() };
        std::fs::write("lower-back.png", Renderer::new().render(&spec, &(), Format::Png)?)?;
        Ok(())
    }
}

/// The example of the manual, to be compiled.
mod example_with_files {
    #![allow(dead_code, reason = "it is compiled and compared, not run")]

    use reflexology_chart::Resolver;

    /// Files below one folder.
    struct Folder(std::path::PathBuf);

    impl Resolver for Folder {
        fn read(&self, path: &str) -> Result<Vec<u8>, String> {
            std::fs::read(self.0.join(path)).map_err(|e| e.to_string())
        }
    }
}

/// Tries every block of a paper, in the folder that it returns.
fn try_paper(path: &str) -> tempfile::TempDir {
    let paper = read(path);
    let blocks = blocks(&paper);
    let folder = stage(&blocks);
    let here = read("tests/suite/papers.rs");
    let flat = |text: &str| text.lines().map(str::trim).filter(|l| !l.is_empty()).collect::<Vec<_>>().join("\n");
    let mut tried = 0;
    for block in &blocks {
        let at = format!("{path}:{}", block.line);
        match block.info.first().copied() {
            Some("sh") if runs_chart(&block.text) => try_script(folder.path(), &at, &block.text),
            Some("console") => try_session(folder.path(), &at, &block.text),
            Some("json" | "csv" | "svg" | "ndjson") => try_file(folder.path(), &at, block),
            Some("rust") => assert!(flat(&here).contains(&flat(&block.text)), "{at}: not in tests/suite/papers.rs"),
            Some("sh" | "toml") => continue,
            other => panic!("{at}: a block of the kind {other:?}"),
        }
        tried += 1;
    }
    assert!(tried > 0, "{path} has examples");
    folder
}

#[test]
fn every_example_of_the_readme_works() {
    let folder = try_paper(WITH_EXAMPLES[0]);
    let card = std::fs::metadata(folder.path().join("card.png")).expect("the share card");
    assert!(card.len() < 300_000, "the share card has {} bytes", card.len());
}

#[test]
fn every_example_of_the_manual_works() {
    try_paper(WITH_EXAMPLES[1]);
}

#[test]
fn every_example_of_the_paper_on_assets_works() {
    try_paper(WITH_EXAMPLES[2]);
}

#[test]
fn an_example_that_fails_is_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let fails = |script: &str| std::panic::catch_unwind(|| try_script(folder.path(), "here", script)).is_err();
    assert!(fails("chart render --zone lowr-back -o a.svg\n"), "an unknown zone");
    assert!(fails("chart render --zone hip --dry-run -o b.svg > c.json\n"), "an output that is not there");
    assert!(!fails("chart render --zone hip -o d.svg\n"), "a good one");
    assert!(is_as_shown(&["a", "…", "d"], &["a", "b", "c", "d"]), "lines left out");
    assert!(!is_as_shown(&["a", "d"], &["a", "b", "c", "d"]), "lines that are not shown");
}

#[test]
fn the_readme_is_short_and_its_two_commands_are_those_of_the_checks() {
    let readme = read("README.md");
    let lines = readme.lines().count();
    assert!(lines <= MOST_LINES, "the README has {lines} lines; what is long goes beside what it describes");
    let ci = read(".ci/run");
    let section = readme.split("\n## Two commands\n").nth(1).expect("a section").split("\n## ").next().expect("text");
    let commands: Vec<String> = blocks(section).iter().map(|b| b.text.trim().to_owned()).collect();
    let [draw, test] = &commands[..] else { panic!("two commands: {commands:?}") };
    assert!(ci.contains(&draw.replace(" -o out.png", " -o \"$out/out.png\"")), "`{draw}` is not in .ci/run");
    for part in test.split(" && ") {
        let part = part.trim_start_matches("CHART_REQUIRE_TOOLS=1 ");
        assert!(ci.contains(part), "`{part}` is not in .ci/run");
    }
    assert!(read(".gitignore").lines().any(|l| l == "/out.png"), "out.png is no file of the project");
}

#[test]
fn every_file_that_the_papers_name_is_there() {
    for path in ALL.into_iter().filter(|p| *p != "CHANGELOG.md") {
        let paper = prose(&read(path));
        for name in paper.split('`').skip(1).step_by(2) {
            let is_path = ["src/", "tests/", "assets/", "charts/"].iter().any(|top| name.starts_with(top));
            if is_path && !name.contains([' ', '*', '<', '…', '{']) {
                assert!(project(name).exists(), "{path} names `{name}`");
            }
        }
    }
}

#[test]
fn the_bars_of_speed_say_what_the_readme_and_the_tables_say() {
    let (readme, tables) = (read("README.md"), read("tests/README.md"));
    let bars = read("charts/pictures/speed.svg");
    let numbers: Vec<&str> = bars
        .split("</text>")
        .filter_map(|t| t.rsplit('>').next())
        .filter(|t| !t.is_empty() && t.chars().all(|c| c.is_ascii_digit()))
        .collect();
    assert_eq!(numbers.len(), 7, "as many bars: {numbers:?}");
    for number in numbers {
        assert!(readme.contains(&format!(" {number}")), "the README's alt text has no {number}");
        assert!(tables.contains(&format!("({number} ms")) || tables.contains(&format!("| {number} |")), "{number}");
    }
}

/// The name by which a heading is linked to.
fn slug(heading: &str) -> String {
    let kept = heading.trim_start_matches('#').trim().to_lowercase();
    kept.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c)).map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// What a paper links to.
fn targets(paper: &str) -> Vec<String> {
    let text = prose(paper);
    let marks = ["](", "href=\"", "src=\""];
    let found = marks.iter().flat_map(|mark| text.split(mark).skip(1));
    found.map(|rest| rest.split([')', '"', ' ']).next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn links_between_the_papers_lead_somewhere() {
    for path in ALL {
        let folder = project(path).parent().expect("a folder").to_owned();
        for target in targets(&read(path)) {
            if target.starts_with("http") {
                continue;
            }
            let (file, heading) = target.split_once('#').unwrap_or((&target, ""));
            let file = if file.is_empty() { project(path) } else { folder.join(file) };
            assert!(file.exists(), "{path} links to `{target}`");
            let headings = || std::fs::read_to_string(&file).map(|t| prose(&t)).unwrap_or_default();
            let known = heading.is_empty() || headings().lines().any(|l| l.starts_with('#') && slug(l) == heading);
            assert!(known, "{path} links to `{target}`, a heading that is not there");
        }
    }
}

#[test]
fn the_tables_name_every_flag_zone_group_and_crate() {
    let manual = read("charts/README.md");
    let folder = tempfile::tempdir().expect("a folder");
    for command in ["render", "build", "batch", "layout"] {
        let help = said(&shell(folder.path(), &format!("chart {command} --help")));
        let words = help.split_whitespace().map(|w| w.trim_matches(|c: char| !c.is_ascii_alphabetic() && c != '-'));
        for flag in words.filter(|w| w.starts_with("--") && *w != "--help") {
            assert!(
                manual.contains(&format!("`{flag}")),
                "charts/README.md does not say what `{flag}` of {command} is"
            );
        }
    }
    let (map, readme) = (map(), read("README.md"));
    let counts = format!("{} zones and {} groups", map.zones.len(), map.groups.len());
    assert!(readme.contains(&counts), "the README does not say `{counts}`");
    for group in map.groups {
        assert!(manual.contains(&format!("| `{}` |", group.id)), "charts/README.md does not name `{}`", group.id);
    }
    let paper = read("CONTRIBUTING.md");
    let toml = read("Cargo.toml");
    let direct = toml.split("\n[").filter(|s| s.starts_with("dependencies]") || s.starts_with("dev-dependencies]"));
    for line in direct.flat_map(|s| s.lines().skip(1)).filter(|l| !l.starts_with('#')) {
        let Some((name, _)) = line.split_once(" = ") else { continue };
        assert!(paper.contains(&format!("| {name} |")), "CONTRIBUTING.md gives no reason for the crate `{name}`");
    }
}

/// Width and height of one chart in the picture of all groups, in pixels.
const CELL: (u32, u32) = (320, 400);
/// Charts in a row of the picture of all groups.
const COLUMNS: u32 = 5;

/// The charts of all groups as one picture.
fn sheet(ids: &[String], rows: u32) -> image::RgbImage {
    let folder = tempfile::tempdir().expect("a folder");
    let flags = r#""size": "400x500", "scale": 0.8, "labels": "none", "subtitle": "", "body": "off", "guides": "none",
        "lens": "off", "no-legend": true, "no-claim": true, "no-sources": true, "no-view-names": true"#;
    let jobs = ids.iter().map(|id| format!("{{\"zone\": \"{id}\", {}}}\n", flags.replace('\n', " ")));
    std::fs::write(folder.path().join("jobs.ndjson"), jobs.collect::<String>()).expect("written");
    try_script(folder.path(), "the groups", "chart batch jobs.ndjson --out-dir . --name {zone}");
    let mut sheet = image::RgbImage::new(COLUMNS * CELL.0, rows * CELL.1);
    for (id, k) in ids.iter().zip(0..) {
        let chart = image::open(folder.path().join(format!("{id}.png"))).expect("a picture").to_rgb8();
        let (x, y) = (k % COLUMNS * CELL.0, k / COLUMNS * CELL.1);
        image::imageops::replace(&mut sheet, &chart, i64::from(x), i64::from(y));
    }
    sheet
}

#[test]
fn the_picture_of_all_groups_has_a_place_for_each() {
    let ids: Vec<String> = map().groups.iter().map(|g| g.id.clone()).collect();
    let rows = u32::try_from(ids.len()).expect("few").div_ceil(COLUMNS);
    let path = project("charts/pictures/groups.jpg");
    if blessing() {
        let mut file = std::fs::File::create(&path).expect("opened");
        let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut file, 85);
        sheet(&ids, rows).write_with_encoder(encoder).expect("written");
    }
    let size = image::image_dimensions(&path).expect("a picture");
    assert_eq!(size, (COLUMNS * CELL.0, rows * CELL.1), "write it again with BLESS=1");
}
