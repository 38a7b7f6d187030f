//! Every error and warning about a value of a chart spec names that value, by its
//! JSON pointer, line and column, whatever other fields say the same.

use reflexology_chart::diag::{Diagnostic, Place};
use reflexology_chart::input::{Fields, Request, Resolver, load, load_map};
use reflexology_chart::layout::lay_out;
use reflexology_chart::{Error, ErrorKind};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// Stands before the value that is wrong.
const MARK: char = '§';

/// Files of a test by their paths.
#[derive(Default)]
struct Files(BTreeMap<&'static str, String>);

impl Resolver for Files {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        self.0.get(path).map(|text| text.clone().into_bytes()).ok_or_else(|| "no such file".to_owned())
    }
}

/// Returns a text without its mark, and the line and column of the mark.
fn unmarked(text: &str) -> (String, Option<(usize, usize)>) {
    let at = text.find(MARK).map(|at| {
        let before = &text[..at];
        let start = before.rfind('\n').map_or(0, |n| n + 1);
        (1 + before.matches('\n').count(), 1 + before[start..].chars().count())
    });
    (text.replace(MARK, ""), at)
}

/// Reads, loads and lays out a spec; returns its warnings.
fn warnings(text: &str, files: &Files) -> Result<Vec<Diagnostic>, Error> {
    let request = Request::by_file("a/x.json", text.as_bytes(), files, &Fields::default())?;
    let spec = request.spec()?;
    let chart = load(&spec, files).and_then(|chart| lay_out(&chart).map(|_| chart)).map_err(|e| request.placed(e))?;
    Ok(chart.warnings.into_iter().map(|w| request.placed_warning(w)).collect())
}

/// Checks that a spec of some fields has one error, of a rule, at a pointer and at
/// the mark.
fn refused(rule: &str, pointer: &str, near: &[&str], fields: &str, files: &Files) {
    let (text, mark) = unmarked(&format!("{{ \"format\": \"reflex-chart/1\",\n  {fields} }}"));
    let error = warnings(&text, files).expect_err(fields);
    let [problem] = error.diagnostics() else { panic!("{fields}: {error}") };
    let Place { file, line, column, pointer: at, .. } = &problem.place;
    assert_eq!(problem.rule, rule, "{fields}: {problem}");
    assert_eq!((file.as_str(), at.as_deref()), ("a/x.json", Some(pointer)), "{fields}: {problem}");
    assert_eq!(line.zip(*column), mark, "{fields}: {problem}");
    assert_eq!(problem.near, near, "{fields}: {problem}");
    if rule == "unknown-name" {
        assert!(!problem.known.is_empty() || problem.hint.is_some(), "{fields} says what there is: {problem}");
    }
    assert!(!problem.to_string().contains("--"), "{fields} speaks of no flag: {problem}");
}

#[test]
fn a_name_that_is_unknown_is_found_among_equal_ones() {
    for (rule, pointer, near, fields) in [
        ("unknown-zone", "/zone/1", "lower-back", r#""title": "lowr-back", "zone": ["liver", §"lowr-back"]"#),
        ("unknown-zone", "/zone", "lower-back", r#""subtitle": "lowr-back", "zone": §"lowr-back""#),
        ("unknown-zone", "/zone/0", "", r#""title": "qqxxqq", "zone": [§"qqxxqq"]"#),
        ("unknown-name", "/view/1", "plantar", r#""title": "planter", "view": ["dorsal", §"planter"]"#),
        ("unknown-name", "/side", "left", r#""title": "lft", "side": §"lft""#),
        ("unknown-name", "/lang", "", r#""zone": ["liver"], "subtitle": "xx", "lang": §"xx""#),
        ("unknown-name", "/theme", "dark", r#""credit": "drak", "theme": §"drak""#),
        ("unknown-name", "/context", "tint", r#""title": "tnt", "context": §"tnt""#),
        ("unknown-name", "/ground", "white", r#""title": "whit", "ground": §"whit""#),
        ("unknown-name", "/guides/1", "waist", r#""title": "wast", "guides": ["heel", §"wast"]"#),
        ("unknown-name", "/labels", "numbers", r#""title": "nmbers", "labels": §"nmbers""#),
        ("unknown-zone", "/crop/0", "lower-back", r#""title": "lowr-back", "zone": "hip", "crop": [§"lowr-back"]"#),
        (
            "unknown-zone",
            "/note/1/zone",
            "stomach",
            r#""note": [{"title": "stomachh"}, {"title": "stomachh", "zone": §"stomachh"}]"#,
        ),
        ("unknown-zone", "/stroke/0/zone", "stomach", r#""title": "stomachh", "stroke": [{"zone": §"stomachh"}]"#),
        (
            "unknown-name",
            "/stroke/0/view",
            "plantar",
            r#""title": "planter", "stroke": [{"zone": "liver", "view": §"planter"}]"#,
        ),
        ("unknown-name", "/variant", "asian", r#""zone": "liver", "title": "asia", "variant": §"asia""#),
        ("unknown-name", "/map", "western-foot", r#""title": "builtin:western-fot", "map": §"builtin:western-fot""#),
        ("unknown-name", "/outline/plntar", "plantar", r#""title": "a.svg", "outline": {"plntar": §"a.svg"}"#),
        ("size", "/size", "square", r#""title": "sqare", "size": §"sqare""#),
    ] {
        let near: Vec<&str> = Some(near).filter(|n| !n.is_empty()).into_iter().collect();
        refused(rule, pointer, &near, fields, &Files::default());
    }
}

#[test]
fn a_value_that_will_not_do_is_placed() {
    let long = format!(r#""title": "x", "note": [{{"title": §"{}"}}]"#, "x".repeat(2000));
    let many = format!(r#""title": "liver", "zone": §[{}]"#, vec![r#""liver""#; 65].join(", "));
    for (rule, pointer, fields) in [
        ("color", "/zone/1", r#""title": "hip=red", "zone": ["liver", §"hip=red"]"#),
        ("color", "/accent/1", r##""title": "red", "accent": ["#A02020", §"red"]"##),
        ("all-and-others", "/zone", r#""title": "all", "zone": §["all", "liver"]"#),
        ("highlights", "/zone", &many),
        ("atlas-color", "/zone/0", r##""title": "all", "zone": [§"all=#A02020"]"##),
        ("not-visible", "/zone/0", r#""title": "liver", "zone": [§"liver"], "side": "left""#),
        ("view-and-side", "/view/0", r#""title": "left", "side": "left", "view": [§"right-plantar"]"#),
        ("size-range", "/size", r#""title": "10x10", "size": §"10x10""#),
        ("size-range", "/size", r#""title": "900.5x900", "size": §"900.5x900""#),
        ("dpi-range", "/dpi", r#""title": "3", "skin": 1, "dpi": §3"#),
        ("scale-range", "/scale", r#""dpi": 80, "scale": §80"#),
        ("skin-range", "/skin", r#""dpi": 99, "skin": §99"#),
        ("skin-range", "/skin", r#""title": "0", "skin": §0"#),
        ("ground-letters", "/ground", r#""title": "white", "theme": "dark", "ground": §"white""#),
        ("no-body", "/body", r#""title": "on", "lens": "off", "body": §"on""#),
        ("classes-range", "/classes", r#""dpi": 99, "classes": §99"#),
        ("note-title", "/note/0/title", r#""title": "", "note": [{"text": "", "title": §""}]"#),
        ("note-length", "/note/0/title", &long),
        ("notes-and-numbers", "/labels", r#""title": "numbers", "labels": §"numbers", "note": [{"title": "a"}]"#),
        ("stroke-note", "/stroke/0/note", r#""zone": "liver", "stroke": [{"zone": "liver", "note": §2}]"#),
        ("zone-and-values", "/values", r#""zone": "liver", "title": "v.csv", "values": §"v.csv""#),
        ("not-visible", "/crop/0", r#""title": "liver", "side": "left", "view": "plantar", "crop": [§"liver"]"#),
        ("cannot-read", "/map", r#""title": "no", "labels-file": "no", "map": §"no""#),
        ("cannot-read", "/labels-file", r#""title": "no", "values": "no", "labels-file": §"no""#),
        ("cannot-read", "/values", r#""title": "no", "font": "no", "values": §"no""#),
        ("cannot-read", "/font/1", r#""title": "no", "zone": "liver", "font": ["x.ttf", §"no"]"#),
        ("font", "/font/0", r#""title": "x.ttf", "zone": "liver", "font": [§"x.ttf"]"#),
        ("cannot-read", "/outline/plantar", r#""title": "no", "view": "plantar", "outline": {"plantar": §"no"}"#),
        (
            "does-not-fit",
            "/title",
            &format!(r#""subtitle": "x", "zone": "liver", "title": §"{}""#, "long ".repeat(400)),
        ),
    ] {
        let files = Files([("a/x.ttf", "no font".to_owned())].into());
        refused(rule, pointer, &[], fields, &files);
    }
}

#[test]
fn a_letter_that_no_font_has_is_placed_where_its_text_was_given() {
    let names = |name: &str| format!("{{\"format\": \"reflex-labels/1\", \"labels\": {{\n\"liver\": {name}}}}}");
    let files = Files(
        [
            ("a/l.json", names("\"足\"")),
            ("a/c.csv", "zone,value\nhip,good\nliver,足\n".to_owned()),
            (
                "a/c.json",
                "{\"format\": \"reflex-values/1\", \"unit\": \"足\",\n\"values\": {\"liver\": 1, \"hip\": 2}}"
                    .to_owned(),
            ),
        ]
        .into(),
    );
    for (pointer, fields) in [
        ("/title", r#""zone": "liver", "title": §"足""#),
        ("/subtitle", r#""zone": "liver", "subtitle": §"足""#),
        ("/credit", r#""zone": "liver", "credit": §"足""#),
        ("/note/0/title", r#""zone": "liver", "note": [{"title": §"足", "text": "足"}]"#),
        ("/note/1/text", r#""zone": "liver", "note": [{"title": "a"}, {"title": "a", "text": §"足"}]"#),
        ("/unit", r#""values": "c.json", "unit": §"足""#),
    ] {
        refused("missing-glyph", pointer, &[], fields, &files);
    }
    let place = |fields: &str| {
        let error = warnings(&format!("{{ \"format\": \"reflex-chart/1\", {fields} }}"), &files).expect_err(fields);
        assert_eq!(error.diagnostics()[0].rule, "missing-glyph", "{error}");
        error.diagnostics()[0].place.to_string()
    };
    assert_eq!(place(r#""zone": "liver", "labels-file": "l.json""#), "a/l.json:2:10 at /labels/liver", "a name");
    assert_eq!(place(r#""values": "c.csv""#), "a/c.csv:3:1", "a category");
    assert_eq!(place(r#""values": "c.json""#), "a/c.json:1:39 at /unit", "a unit");
    let hidden = r#"{ "format": "reflex-chart/1", "zone": "hip", "labels-file": "l.json" }"#;
    assert!(warnings(hidden, &files).is_ok(), "a name that is not drawn may have any letters");
}

#[test]
fn a_file_that_the_map_names_is_missed_in_the_map() {
    let text = include_str!("../../charts/maps/western-foot.json").replace("builtin:foot-plantar", "art/sole.svg");
    let line = 1 + text[..text.find("art/sole.svg").expect("there")].matches('\n').count();
    let files = Files([("a/maps/m.json", text)].into());
    let spec = r#"{ "format": "reflex-chart/1", "map": "maps/m.json", "view": "plantar" }"#;
    let error = warnings(spec, &files).expect_err("no drawing");
    let problem = &error.diagnostics()[0];
    assert!(problem.message.contains("`a/maps/art/sole.svg`"), "beside the map: {problem}");
    let Place { file, line: at, pointer, .. } = &problem.place;
    assert_eq!(
        (file.as_str(), pointer.as_deref(), *at),
        ("a/maps/m.json", Some("/outlines/plantar"), Some(line)),
        "{problem}"
    );
}

#[test]
fn warnings_are_placed_too() {
    for (rule, pointer, fields) in [
        ("color-contrast", "/accent/0", r##""title": "#FFFFF0", "zone": "liver", "accent": [§"#FFFFF0"]"##),
        ("color-contrast", "/zone/1", r##""title": "hip=#FFFFF0", "zone": ["liver", §"hip=#FFFFF0"]"##),
        ("atlas-color", "/accent", r##""title": "#A02020", "zone": "all", "accent": §["#A02020"]"##),
    ] {
        let (text, mark) = unmarked(&format!("{{ \"format\": \"reflex-chart/1\",\n  {fields} }}"));
        let all = warnings(&text, &Files::default()).expect("draws");
        let [warning] = all.as_slice() else { panic!("{fields}: {all:?}") };
        let Place { line, column, pointer: at, .. } = &warning.place;
        assert_eq!((warning.rule, at.as_deref()), (rule, Some(pointer)), "{warning}");
        assert_eq!(line.zip(*column), mark, "{warning}");
    }
}

/// Returns a map without zones whose groups are given.
fn map_of_groups(groups: &str) -> Files {
    let head = r#"{"format": "reflex-map/1", "id": "tiny", "version": "1", "title": {"en": "Tiny"}, "outlines": {}, "systems": {}, "sources": {}, "zones": [], "groups": {"#;
    Files([("m.json", format!("{head}\n{groups}\n}}}}"))].into())
}

#[test]
fn thousands_of_problems_are_placed_as_fast_as_one() {
    let group = |i: usize| {
        format!("\"g{i}\": {{\"label\": {{\"en\": \"x\"}}, \"views\": [\"plantar\"], \"zones\": [\"nope{i}\"]}}")
    };
    let files = map_of_groups(&(0..6000).map(group).collect::<Vec<_>>().join(",\n"));
    let start = Instant::now();
    let error = load_map(Some("m.json"), None, &files).expect_err("wrong groups");
    // 0.3 s of work; what grows with the square would take minutes
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
    assert_eq!((error.kind(), error.diagnostics().len()), (ErrorKind::Input, 6000), "all of them");
    for (i, problem) in error.diagnostics().iter().enumerate() {
        let Place { line, column, pointer, .. } = &problem.place;
        assert_eq!(pointer.as_deref(), Some(format!("/groups/g{i}/zones/0").as_str()), "{problem}");
        let before = group(i).find("\"nope").expect("there");
        assert_eq!((*line, *column), (Some(i + 2), Some(before + 1)), "{problem}");
    }
}

#[test]
fn groups_that_hold_each_other_are_refused_without_counting_every_way() {
    let all = (0..100).map(|i| format!("\"g{i}\"")).collect::<Vec<_>>().join(", ");
    let group = |i: usize| format!("\"g{i}\": {{\"label\": {{\"en\": \"x\"}}, \"views\": [], \"zones\": [{all}]}}");
    let error = load_map(Some("m.json"), None, &map_of_groups(&(0..100).map(group).collect::<Vec<_>>().join(",\n")));
    let error = error.expect_err("in a circle");
    assert!(error.diagnostics().iter().all(|d| d.rule == "group-depth"), "{error}");
    assert_eq!(error.diagnostics().len(), 100, "each group");
    let chain = |depth: usize| {
        let inner = |i: usize| if i < depth { format!("\"g{}\"", i + 1) } else { String::new() };
        let group =
            |i: usize| format!("\"g{i}\": {{\"label\": {{\"en\": \"x\"}}, \"views\": [], \"zones\": [{}]}}", inner(i));
        load_map(Some("m.json"), None, &map_of_groups(&(0..=depth).map(group).collect::<Vec<_>>().join(",\n")))
    };
    assert!(chain(8).is_ok(), "eight deep");
    assert_eq!(chain(9).expect_err("nine deep").diagnostics().len(), 1, "the outermost");
}

#[test]
fn no_message_of_the_library_speaks_of_flags() {
    let mut folders = vec![std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                folders.extend((!path.ends_with("src/cli")).then_some(path));
                continue;
            }
            if path.extension().is_none_or(|e| e != "rs") {
                continue;
            }
            seen += 1;
            let text = std::fs::read_to_string(&path).expect("text");
            for (i, line) in text.lines().enumerate().filter(|(_, l)| !l.trim_start().starts_with("//")) {
                let is_flag = |at: usize| line[at + 2..].starts_with(|c: char| c.is_ascii_lowercase());
                // custom properties of style sheets are no flags
                let before = |at: usize| line[..at].ends_with([' ', '`', '"', '\'']);
                let found = line.match_indices("--").any(|(at, _)| is_flag(at) && before(at));
                assert!(!found, "{}:{}: {line}", path.display(), i + 1);
            }
        }
    }
    assert!(seen > 100, "{seen} files of the library");
}
