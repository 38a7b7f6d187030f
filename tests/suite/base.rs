//! One base, highlights on top: what is highlighted changes no other zone, and hides
//! none without a word.

use crate::support::{laid, map, names, render, spec};
use reflexology_chart::export::export;
use reflexology_chart::input::{Resolver, load};
use reflexology_chart::model::{Chart, Emphasis};
use reflexology_chart::resolve::{ResolveOptions, ResolvedView, resolve};
use reflexology_chart::scene::Node;
use reflexology_chart::{ChartSpec, Format, Renderer};
use std::collections::BTreeMap;

/// The views of a chart at the size of a small figure, whose strips are widened.
fn views(chart: &Chart) -> Vec<ResolvedView> {
    let options = ResolveOptions { min_width: 0.05, anchor_clearance: 0.006, ..ResolveOptions::default() };
    chart.views.iter().map(|&v| resolve(chart, v, &options).expect("resolves")).collect()
}

/// A chart of some zones from all sides.
fn chart(zones: &[&str]) -> Chart {
    let views = ["plantar", "medial", "lateral", "dorsal"].map(str::to_owned).to_vec();
    let views = if zones.is_empty() { views } else { Vec::new() };
    load(&ChartSpec { views, ..spec(zones) }, &()).expect("loads")
}

#[test]
fn context_zones_are_the_same_whatever_is_highlighted() {
    let mut plain = BTreeMap::new();
    for view in views(&chart(&[])) {
        for zone in &view.zones {
            plain.insert((view.view.to_string(), zone.zone), format!("{:?}", zone.region));
        }
    }
    let mut compared = 0;
    for name in names() {
        for view in views(&chart(&[name.as_str()])) {
            for zone in view.zones.iter().filter(|z| z.emphasis == Emphasis::Context) {
                let key = (view.view.to_string(), zone.zone);
                assert_eq!(plain.get(&key), Some(&format!("{:?}", zone.region)), "{name}: {key:?}");
                compared += 1;
            }
        }
    }
    assert!(compared > 2000, "{compared} zones");
}

#[test]
fn every_highlighted_zone_is_seen_or_told_of() {
    let map = map();
    for name in names() {
        let chart = chart(&[name.as_str()]);
        for view in views(&chart) {
            for (index, zone) in map.zones.iter().enumerate() {
                let is_lit = chart.emphasis[index] != Emphasis::Context && zone.is_on(view.view);
                if !is_lit {
                    continue;
                }
                let found = view.zones.iter().find(|z| z.zone == index);
                let found = found.unwrap_or_else(|| panic!("{name}: {} is not on {}", zone.id, view.view));
                let above = view.zones.iter().filter(|z| z.depth > found.depth);
                let seen = above.fold(found.region.clone(), |r, z| r.subtract(&z.region));
                let is_told = view.hidden.iter().any(|h| h.0 == index);
                assert!(
                    seen.area() > 0.15 * found.region.area() || is_told,
                    "{name}: {} on {} is hidden without a word",
                    zone.id,
                    view.view
                );
            }
        }
    }
}

#[test]
fn a_zone_as_wide_as_its_neighbours_is_named_beside_them() {
    let (chart, laid) = laid(&ChartSpec { size: "square".parse().expect("a size"), ..spec(&["head"]) });
    let zone = chart.map.zones.iter().position(|z| z.id == "temple-trigeminal").expect("there");
    let is_named = laid.layout.callouts.iter().any(|c| c.zones.contains(&zone));
    assert!(is_named, "the side of the head is labelled");
}

/// Counts the shapes of a class.
fn count(nodes: &[Node], class: &str) -> usize {
    let one = |node: &Node| match node {
        Node::Group(g) => count(&g.children, class),
        Node::Shape(s) => usize::from(s.tag.class == Some(class)),
        Node::Text(_) => 0,
    };
    nodes.iter().map(one).sum()
}

#[test]
fn highlighted_zones_have_a_casing_each() {
    let (chart, laid) = laid(&spec(&["sciatica"]));
    let scene = render(&spec(&["sciatica"]), &()).expect("renders");
    let lit = laid.views.iter().flat_map(|v| &v.zones).filter(|z| z.emphasis != Emphasis::Context).count();
    assert!(lit > 4 && chart.highlights.len() > 1);
    assert_eq!(count(&scene.nodes, "zone-halo"), lit, "one each");
}

/// A map of two zones of one shape and one beside them.
const TWINS: &str = r##"{
  "format": "reflex-map/1", "id": "twins", "version": "1", "title": { "en": "Twins" },
  "outlines": { "lateral": "builtin:foot-lateral" },
  "systems": { "all": { "label": { "en": "Parts" }, "color": "#3E7CB1" } },
  "sources": { "own": { "name": "own", "text": "own" } },
  "zones": [ZONES]
}"##;

/// The map as the only file that there is.
struct Twins(String);

impl Resolver for Twins {
    fn read(&self, _: &str) -> Result<Vec<u8>, String> {
        Ok(self.0.clone().into_bytes())
    }
}

#[test]
fn of_two_zones_of_one_shape_both_are_named_and_one_is_told_of() {
    let zone = |id: &str, left: f64| {
        format!(
            r#"{{ "id": "{id}", "label": {{ "en": "Zone {id}" }}, "claim": {{ "en": "-" }}, "system": "all", "side": "right",
              "agreement": "low", "sources": ["own"], "shapes": {{ "lateral": [ {{ "polygon":
              [[{left}, 0.05], [0.5, 0.05], [0.5, 0.2], [{left}, 0.2]], "frame": "side" }} ] }} }}"#
        )
    };
    // the same shape, nearly the same, and quite another
    for (left, is_told) in [(0.3, true), (0.29, true), (0.15, false)] {
        let files = Twins(TWINS.replace("ZONES", &[zone("a", 0.3), zone("b", left)].join(",")));
        let spec = ChartSpec { map: Some("twins.json".to_owned()), ..spec(&["a", "b"]) };
        let scene = crate::support::scene_by(&Renderer::new(), &spec, &files).expect("renders");
        let svg = String::from_utf8(export(&scene, Format::Svg).expect("written")).expect("UTF-8");
        for name in ["Zone a", "Zone b"] {
            assert!(svg.matches(&format!(">{name}<")).count() > 0, "{left}: {name} is labelled");
        }
        let told: Vec<_> = scene.warnings.iter().filter(|w| w.rule == "zone-hidden").collect();
        assert_eq!(told.len(), usize::from(is_told), "{left}: {:?}", scene.warnings);
        assert_eq!(scene.description.contains("lies under"), is_told, "{left}: {}", scene.description);
        if let [warning] = told[..] {
            let said = warning.to_string();
            assert!(said.contains("`a`") && said.contains("`b`"), "names both: {said}");
        }
    }
}
