//! The map of anatomy: what nerves supply the skin, in words that claim nothing.

use crate::support::{render, spec};
use reflexology_chart::export::export;
use reflexology_chart::input::{load, load_map};
use reflexology_chart::model::{Aspect, MapKind};
use reflexology_chart::resolve::{ResolveOptions, resolve};
use reflexology_chart::{ChartSpec, Format};

/// A chart of the whole map, seen from some sides.
fn nerves(views: &[&str]) -> ChartSpec {
    let views = views.iter().map(|v| (*v).to_owned()).collect();
    ChartSpec { map: Some("foot-nerves".to_owned()), views, ..spec(&["all"]) }
}

#[test]
fn territories_cover_the_whole_skin_and_do_not_overlap() {
    let chart = load(&nerves(&["plantar", "dorsal", "medial", "lateral"]), &()).expect("loads");
    assert_eq!(chart.map.kind, MapKind::Anatomy);
    let options = ResolveOptions { gap: 0.0, highlight_corner: 0.0, ..ResolveOptions::default() };
    for &view in &chart.views {
        let view = resolve(&chart, view, &options).expect("resolves");
        let mut bare = view.silhouette.clone();
        for (i, zone) in view.zones.iter().enumerate() {
            bare = bare.subtract(&zone.region);
            for other in &view.zones[i + 1..] {
                let both = zone.region.intersect(&other.region).area();
                assert!(both < 1e-4, "{}: zones {} and {} share {both}", view.view, zone.zone, other.zone);
            }
        }
        let part = bare.area() / view.silhouette.area();
        assert!(part < 0.02, "{}: {:.1} % of the skin has no nerve", view.view, 100.0 * part);
        let least = if view.view.aspect == Aspect::Plantar { 4 } else { 3 };
        assert!(view.zones.len() >= least, "{}: {} territories", view.view, view.zones.len());
    }
}

#[test]
fn nothing_on_a_map_of_anatomy_speaks_of_reflexology() {
    // a map whose names are all in Latin, Greek or Cyrillic letters needs no font
    for lang in ["en", "de", "es", "fr", "it", "nl", "pt", "ru"] {
        for spec in [nerves(&["plantar"]), ChartSpec { zones: vec!["sural".into()], ..nerves(&[]) }] {
            let scene = render(&ChartSpec { lang: lang.to_owned(), ..spec }, &()).expect("renders");
            for format in [Format::Svg, Format::Html] {
                let bytes = export(&scene, format).expect("written");
                let text = String::from_utf8(bytes).expect("UTF-8").to_lowercase();
                // the file says which program made it
                let text = text.replace("reflexology-chart", "").replace("reflex-chart", "").replace("reflex-job", "");
                for word in ["reflex", "reflej", "riflesso", "рефлекс", "tradition", "ingham"] {
                    let at = text.find(word);
                    let near = at.map(|i| text[i.saturating_sub(60)..].chars().take(120).collect::<String>());
                    assert!(near.is_none(), "{lang}, {}: “{}”", format.name(), near.unwrap_or_default());
                }
            }
        }
    }
}

#[test]
fn the_map_says_where_it_is_from_and_names_every_nerve_in_every_language() {
    let map = load_map(Some("foot-nerves"), None, &()).expect("valid");
    assert_eq!(map.zones.len(), 7);
    let english = map.zones[0].label.get("en").to_owned();
    for lang in map.unreviewed.iter().map(String::as_str) {
        assert_ne!(map.zones[0].label.get(lang), english, "{lang}");
        assert_ne!(map.origin.get(lang), map.origin.get("en"), "{lang}");
    }
    for zone in &map.zones {
        assert!(zone.sources.len() >= 2, "{}: borders rest on what was read", zone.id);
        let says = zone.claim.get("en");
        assert!(says.contains("upplies") || says.contains("upply"), "{}: {says}", zone.id);
    }
}
