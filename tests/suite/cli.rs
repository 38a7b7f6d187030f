//! What a person meets at the command line.

use std::path::Path;
use std::process::{Command, Output};

/// Runs the program in a folder.
fn chart(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_chart")).args(args).current_dir(folder).output().expect("the program runs")
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn stderr(o: &Output) -> String {
    String::from_utf8_lossy(&o.stderr).into_owned()
}

/// Runs, expects an exit code, returns what it said.
fn fails(args: &[&str], code: i32) -> String {
    let dir = folder();
    let o = chart(dir.path(), args);
    assert_eq!(o.status.code(), Some(code), "{args:?}: {}", stderr(&o));
    assert_eq!(std::fs::read_dir(dir.path()).expect("readable").count(), 0, "{args:?} leaves nothing behind");
    stderr(&o)
}

#[test]
fn renders_a_png_of_1600_by_2000_by_default() {
    let dir = folder();
    let o = chart(dir.path(), &["render", "--zone", "lower-back", "-o", "out.png"]);
    assert!(o.status.success() && o.stderr.is_empty() && o.stdout.is_empty(), "quiet success: {}", stderr(&o));
    let size = image::image_dimensions(dir.path().join("out.png")).expect("a PNG");
    assert_eq!(size, (1600, 2000), "the default size");
    assert_eq!(std::fs::read_dir(dir.path()).expect("readable").count(), 1, "one file, no leftovers");
}

#[test]
fn writes_several_formats_at_once_and_replaces_old_files() {
    let dir = folder();
    std::fs::write(dir.path().join("a.svg"), "old").expect("written");
    let o = chart(
        dir.path(),
        &["render", "--zone", "sciatica", "--size", "640x800", "--scale", "0.5", "-o", "a.png", "-o", "a.svg"],
    );
    assert!(o.status.success(), "{}", stderr(&o));
    assert_eq!(image::image_dimensions(dir.path().join("a.png")).expect("a PNG"), (320, 400), "scaled");
    assert!(std::fs::read_to_string(dir.path().join("a.svg")).expect("text").starts_with("<svg"), "replaced");
}

#[test]
fn writes_to_standard_output_when_told_the_format() {
    let dir = folder();
    let o = chart(dir.path(), &["render", "--zone", "hip", "-o", "-", "--format", "svg"]);
    assert!(o.status.success() && o.stdout.starts_with(b"<svg"), "{}", stderr(&o));
    assert!(fails(&["render", "--zone", "hip", "-o", "-"], 2).contains("--format"), "says what is missing");
}

#[test]
fn writes_a_layout_with_its_metrics_and_checks_it() {
    let dir = folder();
    let o = chart(dir.path(), &["layout", "--zone", "lower-back", "-o", "layout.json"]);
    assert!(o.status.success() && o.stderr.is_empty() && o.stdout.is_empty(), "quiet success: {}", stderr(&o));
    let text = std::fs::read_to_string(dir.path().join("layout.json")).expect("written");
    let layout: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert!(layout["callouts"].as_array().is_some_and(|c| c.len() > 5), "every label");
    assert_eq!(layout["metrics"]["hard"]["crossings"], 0, "leaders do not cross");
    assert_eq!(layout["problems"], serde_json::json!([]), "no rule is broken");
    let o = chart(dir.path(), &["layout", "--zone", "lower-back"]);
    assert_eq!(o.stdout, text.as_bytes(), "the same on standard output");
    let o = chart(dir.path(), &["render", "--zone", "hip", "--check-layout", "-o", "hip.svg"]);
    assert!(o.status.success(), "a sound layout passes: {}", stderr(&o));
    assert!(
        fails(&["render", "--zone", "hip", "--labels", "name", "-o", "a.png"], 2).contains("numbers"),
        "lists modes"
    );
}

#[test]
fn fails_with_unknown_zone_and_suggests_a_near_one() {
    let said = fails(&["render", "--zone", "lowr-back", "-o", "x.png"], 2);
    assert!(said.contains("unknown zone `lowr-back`") && said.contains("did you mean `lower-back`"), "{said}");
}

#[test]
fn fails_with_unknown_language_view_format_and_side_and_lists_what_there_is() {
    assert!(fails(&["render", "--lang", "xx", "-o", "x.png"], 2).contains("known: en"), "languages");
    assert!(fails(&["render", "--view", "planter", "-o", "x.png"], 2).contains("did you mean `plantar`"), "views");
    assert!(fails(&["render", "-o", "x.bmp"], 2).contains("known: png, jpg, webp, svg, pdf, html"), "formats");
    assert!(fails(&["render", "--side", "front", "-o", "x.png"], 2).contains("left, right, both"), "sides");
}

#[test]
fn fails_where_a_zone_is_not_on_the_views_asked_for() {
    let said = fails(&["render", "--zone", "liver", "--side", "left", "-o", "x.png"], 2);
    assert!(said.contains("right-plantar"), "says where it is: {said}");
}

#[test]
fn fails_with_bad_size_and_scale() {
    assert!(fails(&["render", "--size", "big", "-o", "x.png"], 2).contains("WIDTHxHEIGHT"), "form");
    assert!(fails(&["render", "--size", "10x10", "-o", "x.png"], 2).contains("320"), "range");
    assert!(fails(&["render", "--scale", "0", "-o", "x.png"], 2).contains("0.1 to 8"), "scale");
    assert!(fails(&["render", "--size", "16000x16000", "-o", "x.png"], 4).contains("megapixels"), "limit");
}

#[test]
fn fails_with_a_missing_or_bad_map_and_says_where() {
    assert!(
        fails(&["render", "--map", "none.json", "-o", "x.png"], 3)
            .contains("--map: cannot read the map `none.json`: no such file"),
        "missing"
    );
    let dir = folder();
    std::fs::write(dir.path().join("m.json"), "{\n  \"format\": \"reflex-map/1\",\n  \"zones\": [ }\n")
        .expect("written");
    let o = chart(dir.path(), &["render", "--map", "m.json", "-o", "x.png"]);
    assert_eq!(o.status.code(), Some(3), "refused");
    assert!(stderr(&o).contains("m.json:3:14"), "line and column: {}", stderr(&o));
    assert!(!dir.path().join("x.png").exists(), "nothing half-written");
}

#[test]
fn fails_where_the_output_cannot_be_written_before_any_work() {
    assert!(fails(&["render", "-o", "no/such/x.png"], 5).contains("make it first"), "folder");
    let dir = folder();
    std::fs::create_dir(dir.path().join("d.png")).expect("made");
    assert_eq!(chart(dir.path(), &["render", "-o", "d.png"]).status.code(), Some(5), "a folder in the way");
    assert!(fails(&["render", "-o", "x.png", "-o", "x.png"], 2).contains("twice"), "twice the same");
}

#[test]
fn fails_with_a_character_no_font_has_and_names_it() {
    let said = fails(&["render", "--zone", "hip", "--title", "足", "-o", "x.png"], 3);
    assert!(said.contains("U+8DB3"), "{said}");
}

#[test]
fn draws_a_map_and_an_outline_of_ones_own() {
    let dir = folder();
    let map = r##"{ "format": "reflex-map/1", "id": "mine", "version": "1", "title": { "en": "Mine" },
      "outlines": { "plantar": "sub/sole.svg" },
      "systems": { "other": { "label": { "en": "Other" }, "color": "#888888" } },
      "sources": { "own": { "name": "own", "text": "own" } },
      "zones": [ { "id": "spot", "label": { "en": "Spot" }, "claim": { "en": "Said to be a spot." }, "system": "other",
        "side": "both", "agreement": "low", "sources": ["own"],
        "shapes": { "plantar": [ { "ellipse": { "center": [0.5, 0.5], "radii": [0.2, 0.1] }, "frame": "sole" } ] } } ] }"##;
    let svg = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 220" data-aspect="plantar" data-side="left">
      <path id="outline" fill="#ddd" d="M20 200 C10 120 0 20 50 10 C100 20 90 120 80 200 C70 220 30 220 20 200 Z"/>
      <circle id="heel-end" cx="50" cy="214" r="1"/><circle id="toe-tip" cx="50" cy="10" r="1"/></svg>"##;
    std::fs::create_dir(dir.path().join("sub")).expect("made");
    std::fs::write(dir.path().join("m.json"), map).expect("written");
    std::fs::write(dir.path().join("sub/sole.svg"), svg).expect("written");
    let o = chart(dir.path(), &["render", "--map", "m.json", "--zone", "spot", "-o", "a.svg"]);
    assert!(o.status.success(), "{}", stderr(&o));
    let text = std::fs::read_to_string(dir.path().join("a.svg")).expect("text");
    assert!(text.contains("right-plantar-spot") && text.contains("left-plantar-spot"), "on both feet");
    let o = chart(dir.path(), &["render", "--zone", "kidneys", "--outline", "plantar=sub/sole.svg", "-o", "b.svg"]);
    assert!(o.status.success(), "a drawing without toes carries the rest: {}", stderr(&o));
    assert!(stderr(&o).contains("warning") && stderr(&o).contains("sinuses"), "says what is not drawn: {}", stderr(&o));
    let o = chart(dir.path(), &["render", "--zone", "sinuses", "--outline", "plantar=sub/sole.svg", "-o", "c.svg"]);
    assert_eq!(o.status.code(), Some(2), "a highlighted zone needs its frame: {}", stderr(&o));
    assert!(stderr(&o).contains("toe-2"), "says what the drawing lacks: {}", stderr(&o));
}

#[test]
fn lists_zones_groups_and_views_for_people_and_programs() {
    let dir = folder();
    let o = chart(dir.path(), &["list", "zones"]);
    assert!(o.status.success() && String::from_utf8_lossy(&o.stdout).lines().count() >= 30, "a line a zone");
    let o = chart(dir.path(), &["list", "groups", "--json"]);
    let groups: serde_json::Value = serde_json::from_slice(&o.stdout).expect("JSON");
    let ids: Vec<&str> = groups.as_array().expect("a list").iter().filter_map(|g| g["id"].as_str()).collect();
    assert!(["lower-back", "sciatic", "sciatica"].iter().all(|g| ids.contains(g)), "{ids:?}");
    let o = chart(dir.path(), &["list", "views"]);
    assert!(String::from_utf8_lossy(&o.stdout).contains("right-plantar"), "view ids");
}

#[test]
fn prints_licences_and_help() {
    let dir = folder();
    let o = chart(dir.path(), &["licenses"]);
    let text = String::from_utf8_lossy(&o.stdout).into_owned();
    let texts = [
        "Permission is hereby granted, free of charge",
        "TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION",
        "Creative Commons Attribution 4.0 International Public License",
        "SIL OPEN FONT LICENSE",
        "The Inter Project Authors",
        "UNICODE LICENSE V3",
        "Independent JPEG Group",
        "\nzlib-rs ",
    ];
    let missing: Vec<_> = texts.iter().filter(|t| !text.contains(**t)).collect();
    assert!(missing.is_empty(), "{missing:?} missing in: {text}");
    assert!(chart(dir.path(), &["render", "--help"]).status.success(), "help is no error");
    assert_eq!(chart(dir.path(), &["rendr"]).status.code(), Some(2), "usage");
}

#[test]
fn draws_the_same_picture_whatever_the_surroundings() {
    let dir = folder();
    let make = |lang: &str, zone: &str| {
        Command::new(env!("CARGO_BIN_EXE_chart"))
            .args(["render", "--zone", "spine", "--size", "400x500", "-o", "-", "--format", "png"])
            .envs([("LANG", lang), ("TZ", zone), ("HOME", "/nowhere")])
            .current_dir(dir.path())
            .output()
            .expect("runs")
            .stdout
    };
    assert_eq!(make("C", "UTC"), make("de_DE.UTF-8", "Asia/Tokyo"), "identical bytes");
}

#[test]
fn says_what_was_written_and_what_went_wrong_as_json() {
    let dir = folder();
    let line = |bytes: &[u8]| -> serde_json::Value { serde_json::from_slice(bytes).expect("one object") };
    let o = chart(dir.path(), &["render", "--json", "--zone", "liver", "--size", "400x500", "-o", "a.png"]);
    let result = line(&o.stdout);
    let size = std::fs::metadata(dir.path().join("a.png")).expect("there").len();
    assert_eq!((&result["out"], result["bytes"].as_u64()), (&"a.png".into(), Some(size)), "{result}");
    assert_eq!((result["width"].as_f64(), result["height"].as_f64()), (Some(400.0), Some(500.0)), "{result}");
    std::fs::write(dir.path().join("b.json"), "{\n  \"format\": \"reflex-chart/1\",\n  \"zone\": \"lver\"\n}")
        .expect("written");
    let o = chart(dir.path(), &["build", "b.json", "--json"]);
    assert_eq!(o.status.code(), Some(2), "the exit code stays");
    let told = line(&o.stderr);
    let problem = &told["problems"][0];
    assert_eq!((told["exit"].as_u64(), problem["line"].as_u64()), (Some(2), Some(3)), "{told}");
    assert_eq!((&problem["file"], &problem["pointer"]), (&"b.json".into(), &"/zone".into()), "{told}");
    assert!(problem["help"].as_str().is_some_and(|h| h.contains("liver")), "{told}");
    let both = fails(&["render", "--json", "--zone", "liver", "-o", "-", "--format", "svg"], 2);
    assert!(both.contains("-o -"), "two things cannot have one stream: {both}");
}

#[test]
fn messages_have_colours_only_where_they_are_wanted() {
    let says = |args: &[&str], env: Option<(&str, &str)>| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chart"));
        command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").envs(env);
        stderr(&command.args(["show", "lver"]).args(args).output().expect("runs")).contains('\u{1b}')
    };
    assert!(!says(&[], None), "not in a file");
    assert!(says(&["--color", "always"], None) && says(&["--color=always"], None), "where asked for");
    assert!(says(&[], Some(("CLICOLOR_FORCE", "1"))), "where the surroundings ask");
    assert!(!says(&["--color", "never"], Some(("CLICOLOR_FORCE", "1"))), "the flag wins");
}
