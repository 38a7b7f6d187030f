//! Chart specs: the same fields in files and as flags, and what is drawn from them.

use crate::support::{data, laid, spec};
use reflexology_chart::input::{Fields, Request, Resolver};
use reflexology_chart::layout::TextRole;
use reflexology_chart::model::{Ground, Size};
use reflexology_chart::{ChartSpec, Error};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

/// Files of a test by their paths.
struct Files(BTreeMap<&'static str, &'static str>);

impl Resolver for Files {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        self.0.get(path).map(|text| text.as_bytes().to_vec()).ok_or_else(|| "no such file".to_owned())
    }
}

/// A request of the first of some files.
fn request(files: &[(&'static str, &'static str)]) -> Result<Request, Error> {
    let all = Files(files.iter().copied().collect());
    Request::by_file(files[0].0, files[0].1.as_bytes(), &all, &Fields::default())
}

/// What is said about a spec that is refused, or whose chart is.
fn refused(text: &'static str) -> String {
    let done = request(&[("a/x.json", text)]).and_then(|r| {
        let spec = r.spec()?;
        reflexology_chart::input::load(&spec, &()).map_err(|e| r.placed(e))
    });
    done.map(|_| ()).expect_err(text).to_string()
}

/// Runs the program in a folder with something on standard input.
fn chart(folder: &Path, args: &[&str], stdin: &str) -> Output {
    use std::io::Write as _;
    let mut child = Command::new(env!("CARGO_BIN_EXE_chart"))
        .args(args)
        .current_dir(folder)
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("the program runs");
    // a program that reads no input may be gone already
    let _ = child.stdin.take().expect("piped").write_all(stdin.as_bytes());
    child.wait_with_output().expect("ends")
}

/// What a run wrote as text.
fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn a_field_means_what_its_flag_means() {
    let dir = tempfile::tempdir().expect("a folder");
    let spec = r#"{ "format": "reflex-chart/1", "zone": ["liver=#B02020", "lower-back"], "view": "plantar", "side": "right",
        "title": "T", "subtitle": "S", "size": "120x150mm", "dpi": 150, "scale": 0.5, "lang": "de", "theme": "dark",
        "skin": 2, "accent": ["8040C0"], "ground": "paper", "context": "outline", "guides": ["waist", "heel"], "body": "off", "lens": "off",
        "labels": "highlighted", "no-legend": true, "no-view-names": true, "no-claim": true, "no-sources": true,
        "credit": "C", "map": "builtin:western-foot", "variant": "asian", "outline": { "plantar": "builtin:foot-plantar" } }"#;
    let flags = "--zone liver=#B02020,lower-back --view plantar --side right --title T --subtitle S --size 120x150mm \
        --dpi 150 --scale 0.5 --lang de --theme dark --skin 2 --accent 8040C0 --ground paper --context outline --guides waist,heel \
        --body off --lens off --labels highlighted --no-legend --no-view-names --no-claim --no-sources --credit C \
        --map builtin:western-foot --variant asian --outline plantar=builtin:foot-plantar --dry-run";
    let by_flags = chart(dir.path(), &[&["render"], &*flags.split_whitespace().collect::<Vec<_>>()].concat(), "");
    let by_file = chart(dir.path(), &["render", "--spec", "-", "--dry-run"], spec);
    assert!(
        by_flags.status.success() && by_file.status.success(),
        "{}{}",
        text(&by_flags.stderr),
        text(&by_file.stderr)
    );
    let value = |o: &Output| -> serde_json::Value { serde_json::from_slice(&o.stdout).expect("JSON") };
    let resolved = value(&by_flags);
    assert_eq!(resolved, value(&by_file), "the same chart");
    let written: serde_json::Value = serde_json::from_str(spec).expect("JSON");
    for (key, _) in written.as_object().expect("fields") {
        assert!(resolved.get(key).is_some(), "{key} is resolved");
    }
    let again = chart(dir.path(), &["render", "--spec", "-", "--dry-run"], &text(&by_file.stdout));
    assert_eq!(again.stdout, by_file.stdout, "a resolved spec resolves to itself");
    // what is not said has the default
    let o = chart(dir.path(), &["render", "--dry-run"], "");
    assert_eq!(value(&o)["size"], "1600x2000", "{}", text(&o.stdout));
}

#[test]
fn a_spec_extends_another_and_takes_fields_back() {
    let done = request(&[
        (
            "set/wide.json",
            r#"{ "format": "reflex-chart/1", "extends": "base/hero.json", "title": null, "no-claim": false,
            "zone": "sciatic", "view": [] }"#,
        ),
        (
            "set/base/hero.json",
            r#"{ "format": "reflex-chart/1", "extends": "../all.json", "title": "Hero", "zone": ["liver", "hip"],
            "no-claim": true, "map": "my/map.json", "view": ["medial"] }"#,
        ),
        (
            "set/all.json",
            r#"{ "format": "reflex-chart/1", "theme": "dark", "lang": "de", "outline": { "plantar": "sole.svg" } }"#,
        ),
    ])
    .and_then(|r| r.spec())
    .expect("a chain of three");
    assert_eq!(done.zones, ["sciatic".into()], "the extending file wins");
    assert_eq!((done.title, done.claim), (None, true), "null and false take back");
    assert!(done.views.is_empty(), "an empty list takes back");
    assert_eq!((done.theme.as_str(), done.lang.as_str()), ("dark", "de"), "from the far end");
    assert_eq!(done.map.as_deref(), Some("set/base/my/map.json"), "relative to the file that says it");
    assert_eq!(done.outlines.values().collect::<Vec<_>>(), ["set/sole.svg"], "outlines too");
    let cycle = request(&[
        ("a.json", r#"{ "format": "reflex-chart/1", "extends": "b.json" }"#),
        ("b.json", r#"{ "format": "reflex-chart/1", "extends": "./a.json" }"#),
    ]);
    let said = cycle.expect_err("a cycle").to_string();
    assert!(said.starts_with("b.json:1:42 at /extends") && said.contains("comes back to itself"), "{said}");
    let said = request(&[("a.json", r#"{ "format": "reflex-chart/1", "extends": "c.json" }"#)]).expect_err("no file");
    assert!(said.to_string().contains("a.json:1:42 at /extends: cannot read the spec `c.json`"), "{said}");
    let names: Vec<String> = (0..9).map(|i| format!("{i}.json")).collect();
    let chain: Vec<(&'static str, &'static str)> = (0..8)
        .map(|i| {
            let text = format!(r#"{{ "format": "reflex-chart/1", "extends": "{}" }}"#, names[i + 1]);
            (&*Box::leak(names[i].clone().into_boxed_str()), &*Box::leak(text.into_boxed_str()))
        })
        .collect();
    assert!(request(&chain).expect_err("too long").to_string().contains("more than 8"), "the limit is told");
}

#[test]
fn a_wrong_spec_is_told_with_its_place_and_a_remedy() {
    for (text, said) in [
        (
            "{\n \"format\": \"reflex-chart/1\",\n \"zone\": [\"liver\", \"lowr-back\"] }",
            "a/x.json:3:20 at /zone/1: unknown zone `lowr-back`\n  help: did you mean `lower-back`?",
        ),
        (
            "{ \"format\": \"reflex-chart/1\",\n \"zone\": \"lowr-back=#102030\" }",
            "a/x.json:2:10 at /zone: unknown zone `lowr-back`\n  help: did you mean `lower-back`?",
        ),
        (
            "{ \"format\": \"reflex-chart/1\", \"theem\": \"dark\" }",
            "unknown field `theem`\n  help: did you mean `theme`?",
        ),
        (
            "{ \"format\": \"reflex-chart/1\",\n\"theme\": \"drak\" }",
            "a/x.json:2:10 at /theme: unknown theme `drak`\n  help: did you mean `dark`",
        ),
        (
            "{ \"format\": \"reflex-chart/1\", \"labels\": \"nmbers\" }",
            "at /labels: unknown label mode `nmbers`\n  help: did you mean `numbers`",
        ),
        (
            "{ \"format\": \"reflex-chart/1\", \"side\": \"lft\" }",
            "at /side: unknown side `lft`\n  help: did you mean `left`",
        ),
        (
            "{ \"format\": \"reflex-chart/1\", \"view\": [\"planter\"] }",
            "at /view/0: unknown view `planter`\n  help: did you mean `plantar`",
        ),
        (
            "{ \"format\": \"reflex-chart/1\", \"guides\": [\"wast\"] }",
            "at /guides/0: unknown guide `wast`\n  help: did you mean `waist`",
        ),
        (
            "{ \"format\": \"reflex-chart/1\", \"size\": \"sqare\" }",
            "at /size: `sqare` is not a size\n  help: did you mean `square`?",
        ),
        (
            "{ \"format\": \"reflex-chart/1\", \"outline\": { \"plntar\": \"a.svg\" } }",
            "at /outline/plntar: unknown aspect `plntar`\n  help: did you mean `plantar`",
        ),
        (
            "{ \"format\": \"reflex-chart/1\", \"accent\": [\"red\"] }",
            "at /accent/0: `red` is not a colour\n  help: write it as #RRGGBB",
        ),
        ("{ \"format\": \"reflex-chart/1\", \"scale\": 80 }", "at /scale: a scale of 80 is out of range"),
        ("{ \"format\": \"reflex-chart/1\", \"dpi\": 3 }", "at /dpi: 3 dpi are out of range"),
        (
            "{ \"format\": \"reflex-chart/1\", \"scale\": \"2\" }",
            "at /scale: invalid type: string \"2\", expected a number",
        ),
        (
            "{ \"format\": \"reflex-chart/1\", \"zone\": [1] }",
            "at /zone: this is a text in quotes, or a list of such texts",
        ),
        (
            "{ \"format\": \"reflex-chart/2\" }",
            "at /format: this program reads chart specs of the format `reflex-chart/1`",
        ),
        ("{ \"zone\": \"liver\" }", "help: add \"format\": \"reflex-chart/1\""),
        (
            "{ \"format\": \"reflex-chart/1\", \"map\": \"my.json\" }",
            "a/x.json:1:38 at /map: cannot read the map `a/my.json`: this caller offers no files",
        ),
        ("{ \"format\": \"reflex-chart/1\", }", "a/x.json:1:31"),
    ] {
        let all = refused(text);
        assert!(all.contains(said), "{text}\nsays {all}\nnot  {said}");
    }
}

#[test]
fn flags_win_over_a_spec_and_answer_for_themselves() {
    let dir = tempfile::tempdir().expect("a folder");
    std::fs::write(
        dir.path().join("x.json"),
        r#"{ "format": "reflex-chart/1", "zone": "liver", "lang": "de", "theme": "dark" }"#,
    )
    .expect("written");
    let o = chart(dir.path(), &["render", "--spec", "x.json", "--lang", "fr", "--zone", "hip", "--dry-run"], "");
    let value: serde_json::Value = serde_json::from_slice(&o.stdout).expect("JSON");
    assert_eq!((&value["lang"], &value["theme"]), (&"fr".into(), &"dark".into()), "{value}");
    assert_eq!(value["zone"], serde_json::json!(["hip"]), "lists are replaced, not joined");
    let o = chart(dir.path(), &["render", "--spec", "x.json", "--zone", "livr", "--dry-run"], "");
    assert!(
        text(&o.stderr).starts_with("chart: --zone: unknown zone `livr`"),
        "the flag, no place in the file: {}",
        text(&o.stderr)
    );
}

#[test]
fn builds_files_folders_and_standard_input() {
    let dir = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| std::fs::write(dir.path().join(name), text).expect("written");
    std::fs::create_dir(dir.path().join("set")).expect("made");
    write("set/b.json", r#"{ "format": "reflex-chart/1", "extends": "_base.json", "zone": "hip" }"#);
    write("set/a.json", r#"{ "format": "reflex-chart/1", "extends": "_base.json", "zone": "nowhere" }"#);
    write(
        "set/c.json",
        r#"{ "format": "reflex-chart/1", "extends": "_base.json", "zone": "knee", "formats": ["svg", "png"] }"#,
    );
    write("set/_base.json", r#"{ "format": "reflex-chart/1", "size": "400x500" }"#);
    write("set/other.json", r#"{ "format": "reflex-map/1" }"#);
    write("set/broken.json", "{");
    let o = chart(dir.path(), &["build", "set"], "");
    assert_eq!(o.status.code(), Some(3), "the worst of an unknown zone and a broken file");
    let written = ["set/b.png", "set/c.svg", "set/c.png"];
    assert_eq!(text(&o.stdout).lines().collect::<Vec<_>>(), written, "each path, in order");
    assert!(written.iter().all(|f| dir.path().join(f).is_file()), "all are there");
    let said = text(&o.stderr);
    assert!(said.contains("set/a.json:1:64 at /zone: unknown zone `nowhere`"), "{said}");
    assert!(said.contains("set/broken.json:1:") && !said.contains("other.json"), "{said}");
    let o = chart(dir.path(), &["build", "set/b.json", "set/b.json", "--out", "new/pictures", "--format", "svg"], "");
    assert_eq!(text(&o.stdout), "new/pictures/b.svg\n", "once, in a folder that was made: {}", text(&o.stderr));
    let o = chart(
        dir.path(),
        &["build", "-", "--out", "new", "--format", "svg"],
        r#"{ "format": "reflex-chart/1", "zone": "hip", "size": "400x500" }"#,
    );
    assert_eq!(text(&o.stdout), "new/chart.svg\n", "{}", text(&o.stderr));
    std::fs::create_dir(dir.path().join("twin")).expect("made");
    write("twin/b.json", r#"{ "format": "reflex-chart/1", "zone": "hip", "size": "400x500" }"#);
    let o = chart(dir.path(), &["build", "set/b.json", "twin/b.json", "--out", "new", "--format", "svg"], "");
    assert_eq!(o.status.code(), Some(2), "two specs do not overwrite each other's picture");
    assert!(text(&o.stderr).contains("`twin/b.json` and `set/b.json`"), "{}", text(&o.stderr));
    assert_eq!(chart(dir.path(), &["build", "new"], "").status.code(), Some(2), "a folder without specs");
    let o = chart(dir.path(), &["build", "set", "--pages", "all.pdf"], "");
    assert!(!o.status.success() && !dir.path().join("all.pdf").exists(), "a spec with a fault makes no file");
    let o = chart(dir.path(), &["build", "set/b.json", "set/c.json", "--pages", "all.pdf"], "");
    assert!(o.status.success(), "{}", String::from_utf8_lossy(&o.stderr));
    assert!(std::fs::read(dir.path().join("all.pdf")).expect("a book").starts_with(b"%PDF-"), "one file of pages");
    let o = chart(dir.path(), &["build", "set", "--pages", "all.pdf", "--format", "png"], "");
    assert_eq!(o.status.code(), Some(2), "pages are PDF");
}

#[test]
fn maps_and_outlines_stand_beside_the_spec_that_names_them() {
    let dir = tempfile::tempdir().expect("a folder");
    std::fs::create_dir_all(dir.path().join("set/data")).expect("made");
    let root = data("..");
    std::fs::copy(root.join("charts/maps/western-foot.json"), dir.path().join("set/data/map.json")).expect("copied");
    std::fs::copy(root.join("assets/outlines/foot-plantar.svg"), dir.path().join("set/sole.svg")).expect("copied");
    let spec = r#"{ "format": "reflex-chart/1", "map": "data/map.json", "outline": { "plantar": "sole.svg" }, "zone": "kidneys",
        "view": "plantar", "size": "400x500", "accent": "FFFF66" }"#;
    std::fs::write(dir.path().join("set/a.json"), spec).expect("written");
    let o = chart(dir.path(), &["build", "set/a.json", "--format", "svg"], "");
    assert_eq!(text(&o.stdout), "set/a.svg\n", "{}", text(&o.stderr));
    assert!(
        text(&o.stderr).starts_with("chart: warning: set/a.json:2:57 at /accent: the colour #FFFF66"),
        "{}",
        text(&o.stderr)
    );
}

#[test]
fn a_white_ground_is_white_and_refused_where_letters_are_light() {
    let on_white = |theme: &str| ChartSpec { ground: Ground::White, theme: theme.to_owned(), ..spec(&["hip"]) };
    let svg =
        crate::support::render(&on_white("light"), &()).map(|s| reflexology_chart::export::svg(&s)).expect("drawn");
    assert!(svg.contains("fill=\"#FFFFFF\"/>") && !svg.contains("#FBF8F3"), "no trace of the theme's page");
    let said = crate::support::render(&on_white("dark"), &()).expect_err("light letters").to_string();
    assert!(said.contains("take `light` or `print`"), "{said}");
}

/// What a chart prints in a role, joined.
fn printed(spec: &ChartSpec, role: TextRole) -> String {
    let (_, laid) = laid(spec);
    laid.layout.all_text().filter(|t| t.role == role).map(|t| t.text.clone()).collect::<Vec<_>>().join(" ")
}

#[test]
fn switches_take_things_off_the_page_but_not_out_of_the_description() {
    let usual = spec(&["lower-back"]);
    let foot = printed(&usual, TextRole::Claim);
    assert!(foot.contains("has not confirmed") && foot.contains("Drawn by us"), "{foot}");
    let foot = printed(&ChartSpec { claim: false, ..usual.clone() }, TextRole::Claim);
    assert!(!foot.contains("has not confirmed") && foot.contains("not medical advice"), "{foot}");
    let foot = printed(&ChartSpec { sources: false, ..usual.clone() }, TextRole::Claim);
    assert!(foot.contains("has not confirmed") && !foot.contains("Drawn by us"), "{foot}");
    assert!(foot.contains("Charts differ. Illustration only, not medical advice."), "{foot}");
    let bare = ChartSpec { claim: false, sources: false, legend: false, view_names: false, ..usual.clone() };
    for role in [TextRole::Claim, TextRole::Legend, TextRole::ViewName, TextRole::ViewNameQuiet] {
        assert_eq!(printed(&bare, role), "", "{role:?}");
    }
    let scene = crate::support::render(&bare, &()).expect("drawn");
    assert!(scene.description.contains("has not confirmed"), "{}", scene.description);
    let foot = printed(&ChartSpec { credit: Some("Drawn by A. B.".to_owned()), ..usual }, TextRole::Claim);
    assert!(foot.ends_with("Drawn by A. B."), "{foot}");
}

#[test]
fn given_colours_are_legible_or_warned_about() {
    let color = |text: &str| text.parse().expect("a colour");
    for theme in ["light", "dark", "print"] {
        for given in ["#FFFF66", "#101010", "#00A0A0", "#C0C0FF"] {
            let spec = ChartSpec { accents: vec![color(given)], theme: theme.to_owned(), ..spec(&["sciatica"]) };
            let (chart, _) = laid(&spec);
            let accent = chart.accent(0);
            assert_eq!(accent.fill.color, color(given), "as given");
            assert!(accent.text.contrast(chart.theme.paper) >= 4.5, "{theme} {given}: names can be read");
            let is_low = accent.fill.color.contrast(chart.theme.paper) < 3.0;
            assert_eq!(chart.warnings.len(), usize::from(is_low), "{theme} {given}: {:?}", chart.warnings);
            assert_eq!(chart.accent(1).fill, chart.theme.accents[1].fill, "the others are the theme's");
        }
    }
    let mut colored = spec(&["liver", "sciatica"]);
    colored.zones[1].color = Some(color("#208040"));
    let (chart, _) = laid(&colored);
    let fills: Vec<String> = (0..3).map(|i| chart.accent(i).fill.color.to_string()).collect();
    assert_eq!(fills, ["#D0472F", "#208040", "#208040"], "all of a group, and it alone");
    let mut all = spec(&["all"]);
    all.zones[0].color = Some(color("#208040"));
    assert!(reflexology_chart::input::load(&all, &()).is_err_and(|e| e.to_string().contains("body system")), "not all");
}

#[test]
fn sizes_with_a_name_can_be_drawn() {
    for (name, size, _) in Size::named() {
        let (_, laid) = laid(&ChartSpec { size, ..spec(&["lower-back"]) });
        assert_eq!(laid.layout.problems(&laid.views), Vec::<String>::new(), "{name}");
        assert!(laid.layout.unplaced.is_empty(), "{name}: every label has its place");
    }
}

#[test]
fn the_specs_of_this_project_are_sound() {
    let root = data("..");
    let folder = root.join("charts/sciatica");
    let mut files: Vec<_> = std::fs::read_dir(folder).expect("there").map(|e| e.expect("readable").path()).collect();
    files.retain(|p| p.extension().is_some_and(|e| e == "json"));
    assert!(files.len() >= 4, "hero, wide, social, square");
    for file in files {
        let path = file.to_string_lossy();
        let bytes = std::fs::read(&file).expect("readable");
        let request = Request::by_file(&path, &bytes, &Disk, &Fields::default()).unwrap_or_else(|e| panic!("{e}"));
        let (_, laid) = laid(&request.spec().unwrap_or_else(|e| panic!("{e}")));
        assert_eq!(laid.layout.problems(&laid.views), Vec::<String>::new(), "{path}");
        assert!(laid.layout.unplaced.is_empty(), "{path}: every label has its place");
    }
}

/// Files as they are.
struct Disk;

impl Resolver for Disk {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        std::fs::read(path).map_err(|e| e.to_string())
    }
}

#[test]
fn lists_what_specs_can_name() {
    let dir = tempfile::tempdir().expect("a folder");
    for (what, has) in [
        ("sizes", "social     1200x630"),
        ("themes", "print     1"),
        ("languages", "machine translation"),
        ("systems", "nervous "),
        ("sources", "no written source"),
    ] {
        let o = chart(dir.path(), &["list", what], "");
        assert!(text(&o.stdout).contains(has), "{what}: {}", text(&o.stdout));
    }
}

#[test]
fn says_as_much_as_it_is_told_to() {
    let dir = tempfile::tempdir().expect("a folder");
    let render = |more: &[&str]| {
        let args =
            [&["render", "--zone", "hip", "--size", "400x500", "--accent", "FFFF66", "-o", "a.svg"], more].concat();
        let o = chart(dir.path(), &args, "");
        assert!(o.status.success() && o.stdout.is_empty(), "{}", text(&o.stderr));
        text(&o.stderr)
    };
    assert!(render(&[]).starts_with("chart: warning: --accent: the colour #FFFF66"), "a warning");
    assert_eq!(render(&["-q"]), "", "quiet");
    assert!(render(&["-v"]).contains("wrote a.svg"), "verbose");
    let times = render(&["--timings", "-q"]);
    assert!(["load", "lay out", "compose", "svg", "all"].iter().all(|s| times.contains(s)), "{times}");
}

#[test]
fn prints_completions_and_manual_pages() {
    let dir = tempfile::tempdir().expect("a folder");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let o = chart(dir.path(), &["completions", shell], "");
        assert!(o.status.success() && text(&o.stdout).contains("no-legend"), "{shell} knows the flags");
    }
    let page = |args: &[&str]| text(&chart(dir.path(), args, "").stdout);
    assert!(page(&["man"]).contains(".TH chart 1") && page(&["man"]).contains("render"), "{}", page(&["man"]));
    assert!(page(&["man", "render"]).contains("no\\-legend"), "{}", page(&["man", "render"]));
    let o = chart(dir.path(), &["man", "rendr"], "");
    assert!(text(&o.stderr).contains("did you mean `render`"), "{}", text(&o.stderr));
}
