//! `chart batch` and the renderer that keeps what charts share.

use crate::support::{render, scene_by};
use reflexology_chart::export::{ExportOptions, export_with};
use reflexology_chart::{ChartSpec, Format, Renderer};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Five jobs, two of them wrong, and an empty line.
const MIXED: &str = r##"{"zone": "liver", "size": "400x500"}
{"zone": "lvier", "size": "400x500"}

{"zone": ["stomach=#17497F"], "size": "400x500", "title": "B", "out": "deep/b.svg"}
{"zone": "liver", "sise": "400x500"}
{"format": "reflex-chart/1", "zone": "liver", "size": "400x500", "title": "C", "formats": "webp"}
"##;

fn chart(folder: &Path, args: &[&str], stdin: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_chart"))
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // a program that has ended reads nothing
    let _ = child.stdin.take().expect("piped").write_all(stdin.as_bytes());
    child.wait_with_output().expect("the program ends")
}

/// Runs a batch of some jobs into `out`; the exit code and the results by line.
fn batch(folder: &Path, jobs: &str, args: &[&str]) -> (Option<i32>, BTreeMap<u64, serde_json::Value>) {
    std::fs::write(folder.join("jobs.ndjson"), jobs).expect("written");
    let done = chart(folder, &[&["batch", "jobs.ndjson", "--out-dir", "out"], args].concat(), "");
    let text = String::from_utf8(done.stdout).expect("text");
    let result = |line: &str| {
        let value: serde_json::Value = serde_json::from_str(line).expect("a result is JSON");
        (value["line"].as_u64().expect("a result has a line"), value)
    };
    (done.status.code(), text.lines().map(result).collect())
}

/// All files below a folder, by name.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut out = BTreeMap::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("readable").path();
        let name = path.file_name().expect("named").to_string_lossy().into_owned();
        if path.is_dir() {
            out.extend(files(&path).into_iter().map(|(inner, bytes)| (format!("{name}/{inner}"), bytes)));
        } else {
            out.insert(name, std::fs::read(&path).expect("readable"));
        }
    }
    out
}

#[test]
fn draws_good_jobs_as_render_does_and_reports_bad_ones() {
    let folder = tempfile::tempdir().expect("a folder");
    let (code, results) = batch(folder.path(), MIXED, &[]);
    assert_eq!(code, Some(6), "some were bad");
    assert_eq!(results.keys().copied().collect::<Vec<_>>(), [1, 2, 4, 5, 6], "one result for each job");
    let typo = results[&2]["error"].as_str().expect("an error");
    assert!(typo.starts_with("jobs.ndjson:2:10 at /zone: unknown zone `lvier`"), "its place: {typo}");
    assert!(typo.contains("did you mean `liver`"), "and a remedy: {typo}");
    let field = results[&5]["error"].as_str().expect("an error");
    assert!(field.contains("jobs.ndjson:5:") && field.contains("`size`?"), "an unknown field: {field}");
    let made = files(&folder.path().join("out"));
    assert_eq!(made.keys().collect::<Vec<_>>(), ["000001.png", "000006.webp", "deep/b.svg"], "no more, no less");
    assert_eq!(results[&1]["bytes"], made["000001.png"].len(), "the size is told");
    for (name, flags) in [
        ("000001.png", &["--zone", "liver"][..]),
        ("000006.webp", &["--zone", "liver", "--title", "C"]),
        ("deep/b.svg", &["--zone", "stomach=#17497F", "--title", "B"]),
    ] {
        let format = name.rsplit('.').next().expect("an extension");
        let args = [&["render", "--size", "400x500", "-o", "-", "--format", format][..], flags].concat();
        let one = chart(folder.path(), &args, "");
        assert!(one.stdout == made[name], "{name} is the file that `chart render` writes");
    }
}

#[test]
fn a_job_extends_what_stands_beside_the_jobs() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("in")).expect("made");
    std::fs::write(
        folder.path().join("in/base.json"),
        r#"{"format": "reflex-chart/1", "size": "400x500", "title": "Base"}"#,
    )
    .expect("written");
    std::fs::write(folder.path().join("in/jobs"), r#"{"extends": "base.json", "zone": "liver"}"#).expect("written");
    let done = chart(folder.path(), &["batch", "in/jobs", "--out-dir", "out", "--name", "{title}-{size}"], "");
    assert!(done.status.success(), "drawn: {}", String::from_utf8_lossy(&done.stdout));
    assert!(folder.path().join("out/Base-400x500.png").is_file(), "named by what it extends");
}

#[test]
fn the_number_of_jobs_at_once_changes_no_byte() {
    let jobs: String = ["liver", "stomach", "heart", "bladder", "kidneys", "lungs"]
        .iter()
        .map(|zone| format!("{{\"zone\": \"{zone}\", \"size\": \"500x600\"}}\n"))
        .collect();
    let drawn = |args: &[&str]| {
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(batch(folder.path(), &jobs, args).0, Some(0), "all are good");
        files(&folder.path().join("out"))
    };
    let one = drawn(&["--jobs", "1"]);
    assert_eq!(one.len(), 6, "all are there");
    assert!(one == drawn(&["--jobs", "4"]), "the same files");
}

#[test]
fn a_second_run_draws_only_what_is_missing_or_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    let jobs = |title: &str| {
        format!(
            "{{\"zone\": \"liver\", \"size\": \"400x500\"}}\n{{\"zone\": \"liver\", \"size\": \"400x500\", \"title\": \"{title}\"}}\n"
        )
    };
    let by_hash = ["--name", "{hash}", "--resume"];
    assert_eq!(batch(folder.path(), &jobs("A"), &by_hash).0, Some(0), "drawn");
    let (code, results) = batch(folder.path(), &jobs("B"), &by_hash);
    assert_eq!(code, Some(0), "drawn again");
    assert_eq!(results[&1]["kept"], true, "the first is there");
    assert!(results[&2]["bytes"].as_u64().is_some(), "the second says something else now");
    // an empty file is what a crash may leave
    let out = results[&1]["out"].as_str().expect("a name");
    std::fs::write(folder.path().join("out").join(out), "").expect("emptied");
    let (_, results) = batch(folder.path(), &jobs("B"), &by_hash);
    assert!(results[&1]["bytes"].as_u64().is_some_and(|b| b > 0), "an empty picture is none");
    assert_eq!(results[&2]["kept"], true, "the rest is kept");
}

#[test]
fn shards_share_all_jobs_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let jobs: String =
        (0..7).map(|i| format!("{{\"zone\": \"liver\", \"size\": \"320x320\", \"title\": \"{i}\"}}\n")).collect();
    let mut seen = BTreeSet::new();
    for shard in ["1/3", "2/3", "3/3"] {
        for line in batch(folder.path(), &jobs, &["--shard", shard]).1.into_keys() {
            assert!(seen.insert(line), "line {line} is drawn once");
        }
    }
    assert_eq!(seen, (1..=7).collect(), "no line is left out");
    assert_eq!(batch(folder.path(), &jobs, &["--shard", "4/3"]).0, Some(2), "there is no fourth of three");
}

#[test]
fn pictures_stay_below_their_folder_and_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    let job = |rest: &str| format!("{{\"zone\": \"liver\", \"size\": \"320x320\", {rest}}}\n");
    let jobs = [r#""out": "../a.png""#, r#""out": "/a.png""#, r#""out": "b/../../a.png""#, r#""out": "a.png""#]
        .map(&job)
        .concat();
    let (code, results) = batch(folder.path(), &jobs, &[]);
    assert_eq!(code, Some(6), "three are bad");
    for line in 1..=3 {
        assert!(results[&line]["error"].as_str().is_some_and(|e| e.contains("--out-dir")), "{}", results[&line]);
    }
    assert_eq!(files(folder.path()).keys().collect::<Vec<_>>(), ["jobs.ndjson", "out/a.png"], "one is drawn");
    let jobs = [r#""title": "../../x""#, r#""title": "..""#].map(&job).concat();
    batch(folder.path(), &jobs, &["--name", "{title}"]);
    let names: Vec<String> = files(folder.path()).into_keys().collect();
    assert!(names.iter().all(|n| n == "jobs.ndjson" || n.starts_with("out/")), "a value makes no folder: {names:?}");
    for _ in 0..4 {
        let jobs = [r#""out": "c.png""#, r#""out": "c.png", "title": "X""#, r#""out": "x//c.png""#, r#""out": "x/c""#]
            .map(&job)
            .concat();
        let (_, results) = batch(folder.path(), &jobs, &["--jobs", "3"]);
        assert_eq!(results[&1]["out"], "c.png", "the first has the name");
        assert!(results[&2]["error"].as_str().is_some_and(|e| e.contains("line 1")), "not the second: {}", results[&2]);
        assert!(results[&3]["error"].is_null(), "another folder, another file: {}", results[&3]);
        let twice = results[&4]["error"].as_str().expect("two spellings of one name");
        assert!(twice.contains("`x/c.png`") && twice.contains("line 3"), "it names the other: {twice}");
    }
}

#[test]
fn a_renderer_draws_what_would_be_drawn_without_it() {
    let renderer = Renderer::new();
    let specs = ["liver", "stomach", "liver"].map(|zone| ChartSpec {
        zones: vec![zone.into()],
        title: Some("The same".into()),
        size: "500x600".parse().expect("a size"),
        ..ChartSpec::default()
    });
    let options = ExportOptions::default();
    std::thread::scope(|scope| {
        for spec in &specs {
            let renderer = &renderer;
            let options = &options;
            scope.spawn(move || {
                for _ in 0..2 {
                    let scene = scene_by(renderer, spec, &()).expect("it renders");
                    let alone = render(spec, &()).expect("it renders");
                    for format in [Format::Png, Format::Svg, Format::Jpeg] {
                        let bytes = renderer.export(&scene, format, options).expect("it exports");
                        let expected = export_with(&alone, format, options).expect("it exports");
                        assert!(bytes == expected, "the same {} with and without", format.name());
                    }
                }
            });
        }
    });
}
