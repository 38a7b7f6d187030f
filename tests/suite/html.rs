//! The page: well-formed, closed to the outside, whole without its script, and
//! pleasant with mouse, finger and keyboard in a browser.

use crate::foreign::{browser, run, tool};
use crate::support::render;
use crate::support::{sized, spec};
use reflexology_chart::export::{ExportOptions, SvgOptions, TextMode, export_with};
use reflexology_chart::input::Resolver;
use reflexology_chart::model::ArrowSpec;
use reflexology_chart::scene::Scene;
use reflexology_chart::{ChartSpec, Format};
use std::collections::BTreeSet;
use std::path::Path;
use usvg::roxmltree::{Document, Node, ParsingOptions};

/// The page of a chart.
fn page(spec: &ChartSpec) -> (Scene, String) {
    let scene = render(spec, &()).expect("renders");
    let html = written(&scene, &ExportOptions::default());
    (scene, html)
}

/// The page of a scene.
fn written(scene: &Scene, options: &ExportOptions) -> String {
    String::from_utf8(export_with(scene, Format::Html, options).expect("written")).expect("UTF-8")
}

/// A page as a tree; it is written so that it is XML too, but for what its
/// style sheet and its script hold.
fn tree<R>(html: &str, look: impl FnOnce(&Document<'_>) -> R) -> R {
    let body = html.strip_prefix("<!DOCTYPE html>\n").expect("a document type");
    let mut bare = body.to_owned();
    for element in ["style", "script"] {
        assert_eq!(bare.matches(&format!("<{element}>")).count(), 1, "one {element}, of its own");
        let (start, rest) = bare.split_once(&format!("<{element}>")).expect("it begins");
        let (_, end) = rest.split_once(&format!("</{element}>")).expect("it ends");
        bare = format!("{start}<{element}/>{end}");
    }
    let options = ParsingOptions { allow_dtd: false, ..ParsingOptions::default() };
    look(&Document::parse_with_options(&bare, options).unwrap_or_else(|e| panic!("{e}")))
}

/// The rows of the table of zones.
fn rows<'a>(document: &'a Document<'a>) -> Vec<Node<'a, 'a>> {
    document.descendants().filter(|n| n.has_tag_name("tr") && n.has_attribute("data-zone")).collect()
}

/// All text in a node.
fn text_of(node: Node<'_, '_>) -> String {
    node.descendants().filter_map(|n| n.text().filter(|_| n.is_text())).collect()
}

/// Charts of several kinds, each with its name.
fn charts() -> Vec<(&'static str, ChartSpec)> {
    let themed = |theme: &str, spec: ChartSpec| ChartSpec { theme: theme.to_owned(), ..spec };
    vec![
        ("lower-back", spec(&["lower-back"])),
        ("wide-german", ChartSpec { lang: "de".to_owned(), ..sized(&["lower-back", "sciatic"], "1920x1080") }),
        ("atlas", sized(&["all"], "atlas")),
        ("bare", spec(&[])),
        ("dark", themed("dark", spec(&["liver"]))),
        ("print", themed("print", spec(&["sciatica"]))),
        ("lens", sized(&["head"], "1200x1200")),
    ]
}

#[test]
fn every_zone_of_the_picture_is_in_the_table_with_its_claim() {
    for (name, spec) in charts() {
        let (scene, html) = page(&spec);
        tree(&html, |document| {
            let rows = rows(document);
            assert!(!rows.is_empty(), "{name} has a table");
            let told: BTreeSet<&str> = rows.iter().filter_map(|r| r.attribute("data-zone")).collect();
            let spots: BTreeSet<&str> = document
                .descendants()
                .filter(|n| n.attribute("class") == Some("spot"))
                .filter_map(|n| n.descendants().find_map(|z| z.attribute("data-zone")))
                .collect();
            assert_eq!(told, spots, "{name}: what is told of is what can be pointed at");
            for (row, facts) in rows.iter().zip(&scene.facts.zones) {
                let shown = text_of(*row);
                let told = [&facts.name, &facts.feet, &facts.system, &facts.claim, &facts.agreement_words];
                for fact in told.into_iter().chain(&facts.sources) {
                    assert!(!fact.is_empty() && shown.contains(fact.as_str()), "{name}: `{fact}` of {}", facts.id);
                }
            }
            let whole = text_of(document.root_element());
            for line in [&scene.facts.claim, &scene.rights] {
                assert!(whole.contains(line.as_str()), "{name}: `{line}`");
            }
        });
    }
}

#[test]
fn zones_are_named_described_and_reached_once_each() {
    for (name, spec) in charts() {
        let (scene, html) = page(&spec);
        tree(&html, |document| {
            let all: Vec<&str> = document.descendants().filter_map(|n| n.attribute("id")).collect();
            let ids: BTreeSet<&str> = all.iter().copied().collect();
            assert_eq!(all.len(), ids.len(), "{name}: every id once");
            let svg = document.descendants().find(|n| n.has_tag_name(("http://www.w3.org/2000/svg", "svg")));
            let svg = svg.expect("a picture");
            assert_eq!(svg.attribute("role"), Some("graphics-document document"), "{name}");
            assert_eq!(svg.attribute("aria-label"), Some(scene.alt.as_str()), "{name}");
            let mut stops = 0;
            for spot in document.descendants().filter(|n| n.attribute("class") == Some("spot")) {
                assert_eq!(spot.attribute("role"), Some("graphics-symbol img"), "{name}");
                assert!(
                    spot.children().any(|c| c.tag_name().name() == "title" && c.text().is_some()),
                    "{name}: a name"
                );
                assert!(spot.attribute("aria-describedby").is_some_and(|id| ids.contains(id)), "{name}: a description");
                stops += usize::from(spot.attribute("tabindex") == Some("0"));
            }
            // a window shows one of the pictures
            let pictures = 1 + usize::from(scene.narrow_twin.is_some());
            assert_eq!(stops, pictures * scene.facts.zones.len(), "{name}: one stop a zone and picture");
            for link in document.descendants().filter_map(|n| n.attribute("href")) {
                let id = link.strip_prefix('#').unwrap_or_else(|| panic!("{name} links to {link}"));
                assert!(ids.contains(id), "{name} links to {link}, which is not there");
            }
        });
    }
}

#[test]
fn pages_are_in_the_language_of_their_chart() {
    let (_, html) = page(&ChartSpec { lang: "de".to_owned(), ..spec(&["liver"]) });
    assert!(html.contains("<html lang=\"de\" dir=\"ltr\">"), "says so");
    for text in ["Bereich", "Körpersystem", "Entspricht laut Reflexzonenlehre: Leber.", "Quellen"] {
        assert!(html.contains(text), "has “{text}”");
    }
    assert!(!html.contains("Said to"), "no claim in another language");
}

#[test]
fn pages_name_no_address_and_allow_none() {
    for (name, spec) in charts() {
        let (_, html) = page(&spec);
        let policy = html.split("Content-Security-Policy\" content=\"").nth(1).and_then(|p| p.split('"').next());
        let policy = policy.unwrap_or_else(|| panic!("{name} has a policy"));
        assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{name}: {policy}");
        assert!(!policy.contains("unsafe") && !policy.contains("http") && !policy.contains('*'), "{name}: {policy}");
        let at = |what: &str| html.find(what).unwrap_or_else(|| panic!("{name} has {what}"));
        assert!(at("Content-Security-Policy") < at("<style>"), "{name}: the policy comes first");
        for (i, _) in html.match_indices("://") {
            let before = &html[..i];
            let value = &before[before.rfind('"').expect("quoted") - 40..];
            let is_namespace = value.rsplit_once('"').is_some_and(|(attribute, _)| {
                let name = attribute.rsplit(' ').next().unwrap_or("");
                name == "xmlns=" || (name.starts_with("xmlns:") && name.ends_with('='))
            });
            assert!(is_namespace, "{name} names an address: {}", &html[i - 30..(i + 30).min(html.len())]);
        }
        tree(&html, |document| {
            for attribute in document.descendants().flat_map(|n| n.attributes()) {
                let name = attribute.name();
                assert!(name != "style" && name != "src" && !name.starts_with("on"), "attribute `{name}`");
            }
        });
    }
}

/// A map in which texts are attacks, beside the drawings that it needs.
struct Attack;

/// Markup that must not become any.
const MARKUP: &str = "\"'></title></style></svg></script><script>alert(1)</script><img src=x onerror=alert(1)>&amp;";

impl Resolver for Attack {
    fn read(&self, _path: &str) -> Result<Vec<u8>, String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("charts/maps/western-foot.json");
        let text = std::fs::read_to_string(folder).map_err(|e| e.to_string())?;
        let mut map: serde_json::Value = serde_json::from_str(&text).map_err(|e| e.to_string())?;
        for zone in map["zones"].as_array_mut().into_iter().flatten() {
            for key in ["claim", "note"] {
                zone[key] = serde_json::json!({ "en": MARKUP });
            }
            let id = zone["id"].as_str().unwrap_or_default().to_owned();
            zone["label"] = serde_json::json!({ "en": format!("{id} {SHORT}") });
            for place in zone["place"].as_object_mut().into_iter().flat_map(serde_json::Map::values_mut) {
                *place = serde_json::json!({ "en": SHORT });
            }
        }
        for source in map["sources"].as_object_mut().into_iter().flat_map(serde_json::Map::values_mut) {
            *source = serde_json::json!({ "name": MARKUP, "text": MARKUP });
        }
        for system in map["systems"].as_object_mut().into_iter().flat_map(serde_json::Map::values_mut) {
            system["label"] = serde_json::json!({ "en": MARKUP });
        }
        map["placement"] = serde_json::json!({ "en": MARKUP });
        serde_json::to_vec(&map).map_err(|e| e.to_string())
    }
}

/// The same for labels, which need room.
const SHORT: &str = "\"><script>";

/// A chart in which every text that a user gives is an attack.
fn attacked() -> Scene {
    let spec = ChartSpec {
        map: Some("attack.json".to_owned()),
        title: Some(MARKUP.to_owned()),
        subtitle: Some(MARKUP.to_owned()),
        ..sized(&["liver", "kidneys"], "2400x2400")
    };
    render(&spec, &Attack).expect("renders")
}

#[test]
fn markup_in_titles_and_maps_stays_text() {
    let scene = attacked();
    let job = format!("{{\"format\":\"{MARKUP}\"}}");
    for text in TextMode::ALL {
        let svg = SvgOptions { text, ..SvgOptions::default() };
        let html = written(&scene, &ExportOptions { svg, job: Some(job.clone()), ..ExportOptions::default() });
        // one style and one script, or `tree` fails
        tree(&html, |document| {
            assert!(document.descendants().all(|n| !n.has_tag_name("img")), "no picture was let in");
            let told: String = rows(document).into_iter().map(text_of).collect();
            assert!(told.matches(MARKUP).count() > 2, "the map's texts are shown as they are");
            let labels = document.descendants().filter(|n| n.attribute("class") == Some("label"));
            let shown: String = labels.map(text_of).collect();
            assert!(text == TextMode::Outlines || shown.contains(SHORT), "nor do labels: {shown}");
            let heading = document.descendants().find(|n| n.has_tag_name("h1")).map(text_of);
            assert_eq!(heading.as_deref(), Some(MARKUP), "and so is the title");
        });
    }
    let named = SvgOptions { id_prefix: Some("a\"><script>".to_owned()), ..SvgOptions::default() };
    let options = ExportOptions { svg: named, ..ExportOptions::default() };
    assert!(export_with(&scene, Format::Html, &options).is_err(), "nor do ids let anything in");
}

/// A chart with two strokes.
fn stroked() -> ChartSpec {
    let stroke = |zone: &str| ArrowSpec { zone: zone.to_owned(), view: None, reverse: false, note: None };
    ChartSpec { strokes: vec![stroke("sciatic-band"), stroke("spine-lumbar")], ..spec(&["sciatica"]) }
}

#[test]
fn a_picture_that_moves_is_the_still_one_in_the_end() {
    let (scene, _) = page(&stroked());
    let drawn = |animate: bool| {
        let svg = SvgOptions { animate, text: TextMode::Outlines, ..SvgOptions::default() };
        let bytes = export_with(&scene, Format::Svg, &ExportOptions { svg, ..ExportOptions::default() });
        let text = String::from_utf8(bytes.expect("written")).expect("UTF-8");
        assert_eq!(text.contains("@keyframes"), animate, "moves only if asked to");
        assert!(!text.contains("<script"), "by no script");
        let tree = usvg::Tree::from_str(&text, &usvg::Options::default()).expect("valid SVG");
        let mut pixels = tiny_skia::Pixmap::new(1600, 2000).expect("a size");
        resvg::render(&tree, tiny_skia::Transform::identity(), &mut pixels.as_mut());
        pixels.data().to_vec()
    };
    assert!(drawn(true) == drawn(false), "where nothing moves, both are one picture");
}

#[test]
fn pages_and_pictures_work_in_a_browser_for_everyone() {
    let (Some(browser), Some(node)) = (browser(), tool(&["node"])) else { return };
    let check = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/page");
    if !check.join("node_modules/axe-core/axe.min.js").exists() {
        crate::foreign::missing("axe-core");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let mut args = vec![
        check.join("check.mjs").display().to_string(),
        browser.to_owned(),
        folder.path().join("profile").display().to_string(),
    ];
    let mut put = |name: &str, format: Format, scene: &Scene, animate: bool| {
        let path = folder.path().join(format!("{name}.{}", format.name()));
        let options =
            ExportOptions { svg: SvgOptions { animate, ..SvgOptions::default() }, ..ExportOptions::default() };
        let bytes = export_with(scene, format, &options).expect("written");
        std::fs::write(&path, bytes).expect("written");
        args.push(path.display().to_string());
    };
    for (name, spec) in charts() {
        let (scene, _) = page(&spec);
        put(name, Format::Html, &scene, false);
        put(name, Format::Svg, &scene, false);
    }
    put("attack", Format::Html, &attacked(), false);
    let (stroked, _) = page(&stroked());
    put("stroked", Format::Html, &stroked, false);
    put("stroked-moving", Format::Svg, &stroked, true);
    put("stroked-still", Format::Svg, &stroked, false);
    let report = run(node, &args);
    let report: serde_json::Value = serde_json::from_str(&report).expect("JSON");
    let files = report.as_array().expect("a list");
    assert_eq!(files.len(), args.len() - 3, "every file was opened");
    for file in files {
        assert_eq!(file["wrong"], serde_json::json!([]), "{}", file["file"]);
    }
    // strokes draw themselves, but not for readers who ask for less motion
    for file in files {
        let moves = ["stroked.html", "stroked-moving.svg"]
            .iter()
            .any(|n| file["file"].as_str().is_some_and(|p| p.ends_with(n)));
        let moving = file["moving"]["no-preference"].as_u64().expect("a number");
        assert_eq!(moving > 0, moves, "{}: {moving} parts move", file["file"]);
        assert_eq!(file["moving"]["reduce"], 0, "{}: less motion is none", file["file"]);
    }
    // in light and dark: the usual theme follows the reader, others are what they are
    let ground = |name: &str, scheme: &str| {
        let file = files.iter().find(|f| f["file"].as_str().is_some_and(|p| p.ends_with(name)));
        file.and_then(|f| f["ground"][scheme].as_str()).expect("a colour").to_owned()
    };
    assert_ne!(ground("lower-back.html", "light"), ground("lower-back.html", "dark"), "light follows the reader");
    assert_eq!(ground("dark.html", "light"), ground("dark.html", "dark"), "dark stays dark");
    assert_eq!(ground("lower-back.html", "dark"), ground("dark.html", "dark"), "the same dark");
    assert_eq!(ground("print.html", "light"), ground("print.html", "dark"), "paper stays paper");
}
