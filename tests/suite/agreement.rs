//! How far texts agree on places, in the picture: edges, fills, legend and words.

use crate::support::{map, names, scene_by, spec};
use reflexology_chart::export::export;
use reflexology_chart::input::{Resolver, load};
use reflexology_chart::model::{Agreement, AgreementChoice, AgreementMarks, Chart, Color, HighlightSpec};
use reflexology_chart::scene::{GroupNode, Node, Paint, Scene, ShapeNode};
use reflexology_chart::{ChartSpec, Format, Renderer};

/// A map of a zone of each grade, side by side.
const GRADED: &str = r##"{
  "format": "reflex-map/1", "id": "graded", "version": "1", "title": { "en": "Graded" },
  "outlines": { "lateral": "builtin:foot-lateral" },
  "systems": { "all": { "label": { "en": "Parts" }, "color": "#3E7CB1" } },
  "sources": { "own": { "name": "own", "text": "own" } },
  "zones": [ZONES]
}"##;

/// The map and a table of values, as the only files that there are.
struct Files;

impl Resolver for Files {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        if path.ends_with(".csv") {
            return Ok(b"zone,value\na,1\nb,2\nc,3\n".to_vec());
        }
        let zone = |(id, grade, left): (&str, &str, f64)| {
            format!(
                r#"{{ "id": "{id}", "label": {{ "en": "Zone {id}" }}, "claim": {{ "en": "-" }}, "system": "all", "side": "right",
                  "agreement": "{grade}", "sources": ["own"], "shapes": {{ "lateral": [ {{ "polygon":
                  [[{left}, 0.05], [{r}, 0.05], [{r}, 0.15], [{left}, 0.15]], "frame": "side" }} ] }} }}"#,
                r = left + 0.12
            )
        };
        let zones = [("a", "high", 0.2), ("b", "medium", 0.36), ("c", "low", 0.52), ("d", "medium", 0.68)];
        Ok(GRADED.replace("ZONES", &zones.map(zone).join(",")).into_bytes())
    }
}

/// A spec that highlights zones of the map.
fn graded(zones: &[&str]) -> ChartSpec {
    ChartSpec { map: Some("graded.json".to_owned()), ..spec(zones) }
}

/// The scene of a spec.
fn scene(spec: &ChartSpec) -> Scene {
    scene_by(&Renderer::new(), spec, &Files).expect("renders")
}

/// The group of a zone's shapes.
fn zone<'a>(nodes: &'a [Node], id: &str) -> Option<&'a GroupNode> {
    nodes.iter().find_map(|node| match node {
        Node::Group(g) if g.zone() == Some(id) => Some(g),
        Node::Group(g) => zone(&g.children, id),
        _ => None,
    })
}

/// The shapes of a zone.
fn shapes(scene: &Scene, id: &str) -> Vec<ShapeNode> {
    let group = zone(&scene.nodes, id).unwrap_or_else(|| panic!("{id} is drawn"));
    let shape = |node: &Node| if let Node::Shape(s) = node { Some(s.clone()) } else { None };
    group.children.iter().filter_map(shape).collect()
}

/// The dashes of a zone's edge.
fn dashes(scene: &Scene, id: &str) -> Vec<f64> {
    shapes(scene, id).iter().find_map(|s| s.stroke.clone()).expect("it has an edge").dashes
}

/// The colour of a zone's fill.
fn color(scene: &Scene, id: &str) -> Color {
    match shapes(scene, id).iter().find_map(|s| s.fill.clone()).expect("it has a fill").paint {
        Paint::Color(color) => color,
        Paint::Gradient(_) => panic!("a zone has one colour"),
    }
}

/// Every text of a scene.
fn texts(nodes: &[Node]) -> Vec<String> {
    nodes
        .iter()
        .flat_map(|node| match node {
            Node::Group(g) => texts(&g.children),
            Node::Text(t) => vec![t.text.clone()],
            Node::Shape(_) => Vec::new(),
        })
        .collect()
}

/// What the legend says of edges.
const LEGEND: [&str; 3] = ["Texts agree", "Few texts, or they differ", "No text, or wide differences"];

#[test]
fn edges_show_the_grade_of_each_zone() {
    for theme in ["light", "dark", "print", "line"] {
        let scene = scene(&ChartSpec { theme: theme.to_owned(), ..graded(&["a", "b", "c"]) });
        assert!(dashes(&scene, "a").is_empty(), "{theme}: solid where texts agree");
        let dashed = dashes(&scene, "b");
        assert!(dashed.len() == 2 && dashed[0] > 1.0 && dashed[1] > dashed[0] / 2.0, "{theme}: dashed: {dashed:?}");
        let dotted = dashes(&scene, "c");
        assert!(dotted.len() == 2 && dotted[0] == 0.0 && dotted[1] > 2.0, "{theme}: dotted: {dotted:?}");
        let texts = texts(&scene.nodes);
        assert!(LEGEND.iter().all(|l| texts.iter().any(|t| t == l)), "{theme}: all is explained: {texts:?}");
        for said in ["zone a", "zone b", "zone c"].map(|z| format!(": {z}.")) {
            assert!(scene.description.contains(&said), "{theme}: `{said}` in {}", scene.description);
        }
        let svg = String::from_utf8(export(&scene, Format::Svg).expect("written")).expect("UTF-8");
        assert!(svg.matches("stroke-dasharray").count() >= 4, "{theme}: two zones and two samples");
    }
}

#[test]
fn fills_are_the_fainter_the_less_sure() {
    for theme in ["light", "dark"] {
        let red =
            |name: &str| HighlightSpec { name: name.to_owned(), color: Some("#D0472F".parse().expect("a colour")) };
        let zones = ["a", "b", "c"].map(red).to_vec();
        let scene = scene(&ChartSpec { zones, theme: theme.to_owned(), ..graded(&[]) });
        let standing_out = |id: &str| color(&scene, id).contrast(scene.paper);
        let (sure, less, least) = (standing_out("a"), standing_out("b"), standing_out("c"));
        assert!(sure > less + 0.1 && less > least, "{theme}: {sure} {less} {least}");
    }
}

#[test]
fn zones_of_one_grade_have_solid_edges_and_words() {
    let scene = scene(&graded(&["b", "d"]));
    assert!(dashes(&scene, "b").is_empty() && dashes(&scene, "d").is_empty());
    assert!(!texts(&scene.nodes).iter().any(|t| LEGEND.contains(&t.as_str())), "nothing to explain");
    let said = "Few texts describe these places, or they differ in detail.";
    assert!(scene.description.contains(said), "{}", scene.description);
}

#[test]
fn a_user_shows_or_hides_it() {
    let with = |spec: ChartSpec, agreement| scene(&ChartSpec { agreement, ..spec });
    let (show, hide, auto) = (AgreementChoice::Show, AgreementChoice::Hide, AgreementChoice::Auto);
    let is_dashed = |scene: &Scene| !dashes(scene, "b").is_empty();
    let bare = || ChartSpec { legend: false, ..graded(&["a", "b"]) };
    let values = || ChartSpec { values: Some("v.csv".to_owned()), ..graded(&[]) };
    assert!(is_dashed(&with(graded(&["b", "d"]), show)) && !is_dashed(&with(graded(&["a", "b"]), hide)));
    assert!(is_dashed(&with(graded(&["all"]), show)) && !is_dashed(&with(graded(&["all"]), auto)), "the whole map");
    assert!(is_dashed(&with(bare(), show)) && !is_dashed(&with(bare(), auto)), "without a legend");
    assert!(is_dashed(&with(values(), show)) && !is_dashed(&with(values(), auto)), "values");
    let tone = |scene: &Scene| color(scene, "b");
    assert_eq!(tone(&with(values(), show)), tone(&with(values(), hide)), "the colour of a value is not changed");
    let told = with(graded(&["a", "b"]), hide).description;
    assert!(!told.contains("differ in detail"), "nor told: {told}");
}

#[test]
fn the_legend_fits_on_pages_of_all_shapes() {
    for lang in ["en", "de", "es", "fr", "it", "nl", "pt", "ru"] {
        for size in ["400x800", "1600x2000", "1500x700", "1200x1200"] {
            let spec =
                ChartSpec { lang: lang.to_owned(), size: size.parse().expect("a size"), ..graded(&["a", "b", "c"]) };
            let (chart, laid) =
                crate::support::try_laid(&spec, &Files).unwrap_or_else(|e| panic!("{lang} {size}: {e}"));
            assert_eq!(chart.agreement, AgreementMarks::Explained);
            let edges: Vec<_> = laid
                .layout
                .legend
                .iter()
                .filter(|l| chart.words.agreement.legend.values().any(|w| *w == l.text.text))
                .collect();
            assert_eq!(edges.len(), 3, "{lang} {size}");
            for entry in edges {
                let right = entry.text.x + entry.text.width;
                assert!(right <= laid.layout.width, "{lang} {size}: {} ends at {right}", entry.text.text);
            }
        }
    }
}

#[test]
fn charts_of_the_built_in_map_show_it_where_it_tells_zones_apart() {
    let map = map();
    let grade = |chart: &Chart, zone: usize| chart.map.zones[zone].agreement;
    for name in names() {
        let chart = load(&spec(&[name.as_str()]), &()).expect("loads");
        let all: Vec<Agreement> = (0..map.zones.len())
            .filter(|&z| chart.emphasis[z].highlight().is_some() && chart.views.iter().any(|v| map.zones[z].is_on(*v)))
            .map(|z| grade(&chart, z))
            .collect();
        let differ = all.iter().any(|g| *g != all[0]);
        let wanted = if differ { AgreementMarks::Explained } else { AgreementMarks::None };
        assert_eq!(chart.agreement, wanted, "{name}: {all:?}");
    }
}
