//! Every zone on every view and foot, of the map and of its variants.

use crate::support::{data, map, render, spec, try_laid};
use kurbo::Affine;
use reflexology_chart::ChartSpec;
use reflexology_chart::input::{load, load_map};
use reflexology_chart::model::{Agreement, Aspect, Chart, Named, Side, View, ZoneSide};
use reflexology_chart::resolve::{ResolveOptions, ResolvedView, resolve};

/// The map itself and its variants.
fn variants() -> Vec<Option<String>> {
    let map = load_map(None, None, &()).expect("valid");
    std::iter::once(None).chain(map.variants.into_iter().map(|v| Some(v.id))).collect()
}

/// A chart of all zones in every view, with its views resolved.
fn whole(variant: Option<&str>) -> (Chart, Vec<ResolvedView>) {
    let views = Aspect::ALL.map(|a| a.name().to_owned()).to_vec();
    let spec = ChartSpec { views, variant: variant.map(str::to_owned), ..spec(&["all"]) };
    let chart = load(&spec, &()).expect("loads");
    let views = Aspect::ALL
        .iter()
        .flat_map(|&aspect| Side::ALL.map(|side| View { aspect, side }))
        .map(|v| resolve(&chart, v, &ResolveOptions::default()).expect("resolves"))
        .collect();
    (chart, views)
}

#[test]
fn every_zone_shows_wherever_its_data_place_it() {
    for variant in variants() {
        let (chart, views) = whole(variant.as_deref());
        let sole = views[0].silhouette.area();
        for view in &views {
            for (index, zone) in chart.map.zones.iter().enumerate() {
                let drawn = zone.shapes.get(&view.view.aspect).is_some_and(|s| !s.on(view.view.side).is_empty());
                let wanted = drawn && zone.side.includes(view.view.side);
                let there = view.zones.iter().find(|z| z.zone == index);
                assert_eq!(there.is_some(), wanted, "{} on {} ({variant:?})", zone.id, view.view);
                let Some(there) = there else { continue };
                let part = there.region.area() / sole;
                assert!(part >= 2e-4, "{} on {} is {part:.5} of the sole", zone.id, view.view);
                assert!(!there.anchorable.is_empty(), "{} on {} has no place for an anchor", zone.id, view.view);
                for place in &there.anchorable {
                    let outside = place.subtract(&there.region).area();
                    assert!(outside < 1e-9, "an anchor of {} may leave it on {}", zone.id, view.view);
                }
            }
        }
    }
}

#[test]
fn no_tile_lies_on_another_or_beyond_the_foot() {
    for variant in variants() {
        let (chart, views) = whole(variant.as_deref());
        for view in &views {
            let foot = reflexology_chart::resolve::Foot::new(&chart.outlines[&view.view.aspect], view.view.side);
            let silhouette = foot.silhouette().transform(foot.to_foot_space());
            for (i, a) in view.zones.iter().enumerate() {
                let id = &chart.map.zones[a.zone].id;
                let outside = a.region.subtract(&silhouette).area();
                assert!(outside < 1e-9, "{id} leaves the foot on {} by {outside}", view.view);
                for b in &view.zones[i + 1..] {
                    // even zones that the data put on others are cut out of them
                    let both = a.region.intersect(&b.region).area();
                    assert!(both < 1e-9, "{id} and {} overlap on {}", chart.map.zones[b.zone].id, view.view);
                }
            }
        }
    }
}

#[test]
fn what_is_alike_on_both_feet_is_exactly_mirrored() {
    for variant in variants() {
        let (chart, views) = whole(variant.as_deref());
        for pair in views.chunks(2) {
            let [right, left] = pair else { panic!("views come in pairs") };
            for (index, zone) in chart.map.zones.iter().enumerate() {
                let Some(shapes) = zone.shapes.get(&right.view.aspect) else { continue };
                if zone.side != ZoneSide::Both || shapes.left != shapes.right {
                    continue;
                }
                let of = |v: &ResolvedView| v.zones.iter().find(|z| z.zone == index).map(|z| z.region.clone());
                let (Some(a), Some(b)) = (of(right), of(left)) else { continue };
                // neighbours of one foot only may cut a zone on that foot
                let alone = |v: &ResolvedView| {
                    v.zones.iter().filter(|z| z.zone != index).all(|z| {
                        let other = &chart.map.zones[z.zone];
                        let same = other.side == ZoneSide::Both
                            && other.shapes.get(&v.view.aspect).is_some_and(|s| s.left == s.right);
                        same || of(v).is_some_and(|r| r.offset(0.02).intersect(&z.region).area() == 0.0)
                    })
                };
                if !alone(right) || !alone(left) {
                    continue;
                }
                let mirrored = a.transform(Affine::scale_non_uniform(-1.0, 1.0));
                let differs = mirrored.subtract(&b).area() + b.subtract(&mirrored).area();
                assert!(differs < 1e-6, "{} differs by {differs} between {} and {}", zone.id, right.view, left.view);
            }
        }
    }
}

#[test]
fn sides_are_those_of_the_tradition() {
    let map = load_map(None, None, &()).expect("valid");
    for (side, ids) in [
        (Side::Right, &["liver", "gallbladder", "appendix", "ileocecal-valve", "ascending-colon"][..]),
        (Side::Left, &["spleen", "descending-colon", "sigmoid-colon", "heart"][..]),
    ] {
        for id in ids {
            assert_eq!(map.zone(id).expect("in the map").side, ZoneSide::Only(side), "{id}");
        }
        let others = map.zones.iter().filter(|z| z.side == ZoneSide::Only(side)).count();
        assert_eq!(others, ids.len(), "no other zone is on the {} foot alone", side.name());
    }
    let (chart, views) = whole(None);
    let area = |id: &str, side| {
        let index = chart.map.zone_index(id).expect("there");
        let view = views.iter().find(|v| v.view == View { aspect: Aspect::Plantar, side }).expect("there");
        view.zones.iter().find(|z| z.zone == index).expect("on both").region.area()
    };
    for id in ["stomach", "pancreas"] {
        assert!(area(id, Side::Left) > 1.5 * area(id, Side::Right), "{id} is much larger on the left");
    }
    // page y grows downwards: a lower zone is nearer the heel at the origin
    let middle = |side| {
        let index = chart.map.zone_index("kidneys").expect("there");
        let view = views.iter().find(|v| v.view == View { aspect: Aspect::Plantar, side }).expect("there");
        view.zones.iter().find(|z| z.zone == index).and_then(|z| z.region.bounds()).expect("there").center().y
    };
    assert!(middle(Side::Right) > middle(Side::Left), "the right kidney lies a little lower");
}

#[test]
fn every_part_of_the_body_is_in_a_figure() {
    let figures: String = ["back", "back-upper", "front"]
        .map(|f| std::fs::read_to_string(data("../assets/body").join(format!("{f}.svg"))).expect("there"))
        .concat();
    for variant in variants() {
        let map = load_map(None, variant.as_deref(), &()).expect("valid");
        for zone in &map.zones {
            assert!(!zone.body.is_empty(), "{} names no part of the body", zone.id);
            for part in &zone.body {
                assert!(figures.contains(&format!("id=\"{part}\"")), "{}: no figure has `{part}`", zone.id);
            }
        }
    }
}

#[test]
fn every_source_and_group_of_a_variant_is_there() {
    for variant in variants() {
        let map = load_map(None, variant.as_deref(), &()).expect("valid");
        assert!(
            map.zones.iter().flat_map(|z| &z.sources).all(|s| map.sources.contains_key(s)),
            "every source resolves"
        );
        let asian = variant.is_some();
        for id in ["gonads-heel", "urethra-genitals", "lower-abdomen-leg"] {
            assert_eq!(map.zone(id).is_some(), asian, "{id} is of the Asian charts alone");
        }
        assert_eq!(map.zone("sciatic-band").is_some(), !asian, "the heel band is of the Western charts alone");
        assert!(map.zones.len() >= 60, "{} zones", map.zones.len());
        for group in &map.groups {
            let spec = ChartSpec { variant: variant.clone(), ..spec(&[&group.id]) };
            match try_laid(&spec, &()) {
                Ok((chart, laid)) => {
                    assert_eq!(
                        laid.layout.problems(&laid.views),
                        Vec::<String>::new(),
                        "{}: {}",
                        group.id,
                        chart.title
                    );
                }
                Err(e) => panic!("{} ({variant:?}): {e}", group.id),
            }
        }
    }
}

#[test]
fn zones_are_found_by_other_names() {
    let map = load_map(None, None, &()).expect("valid");
    let id = |name: &str| match map.find(name) {
        Some(Named::Zone(i)) => map.zones[i].id.clone(),
        Some(Named::Group(i)) => format!("group {}", map.groups[i].id),
        None => format!("no {name}"),
    };
    for (name, wanted) in [
        ("l5", "spine-lumbar"),
        ("L5", "spine-lumbar"),
        ("lumbar", "spine-lumbar"),
        ("Lumbar spine", "spine-lumbar"),
        ("kidney", "kidneys"),
        ("lung", "lungs"),
        ("livers", "liver"),
        ("sinus", "sinuses"),
        ("tailbone", "coccyx"),
        ("esophagus", "oesophagus"),
        ("spine_lumbar", "spine-lumbar"),
        ("low-back", "group lower-back"),
        ("spine", "group spine"),
    ] {
        assert_eq!(id(name), wanted, "{name}");
    }
    let Err(error) = load(&spec(&["lumber"]), &()) else { panic!("a slip is no name") };
    let near = &error.diagnostics()[0].near;
    assert!(near.contains(&"spine-lumbar".to_owned()), "a near alias is answered with its id: {near:?}");
}

#[test]
fn the_wall_chart_names_every_zone() {
    for (size, theme) in [("atlas", "light"), ("a4", "print"), ("a3", "light")] {
        let spec = ChartSpec { size: size.parse().expect("a size"), theme: theme.to_owned(), ..spec(&["all"]) };
        let (chart, laid) = try_laid(&spec, &()).expect("lays out");
        assert_eq!(laid.layout.problems(&laid.views), Vec::<String>::new(), "{size}");
        assert_eq!(laid.layout.figures.len(), 6, "{size}: six views");
        assert_eq!(laid.layout.legend.len(), 12, "{size}: a legend by system");
        let named: Vec<usize> = laid.layout.callouts.iter().flat_map(|c| c.zones.clone()).collect();
        for (index, zone) in chart.map.zones.iter().enumerate() {
            assert!(named.contains(&index), "{size}: {} has no name", zone.id);
        }
        let least = chart.size.min_text();
        for text in laid.layout.all_text() {
            assert!(
                text.style.size >= least - 1e-9,
                "{size}: “{}” is {:.1} px, not {least:.1}",
                text.text,
                text.style.size
            );
        }
    }
}

#[test]
fn a_lens_shows_what_is_too_small_to_see() {
    let head = ChartSpec {
        views: vec!["right-plantar".to_owned()],
        size: "1200x1200".parse().expect("a size"),
        ..spec(&["head"])
    };
    let (chart, laid) = try_laid(&head, &()).expect("lays out");
    let mark = laid.layout.lens.expect("the pituitary is too small to see");
    assert!(mark.lens.1 >= 2.0 * mark.ring.1, "the detail is at least twice as large");
    let at = laid.layout.figures.iter().position(|f| f.is_lens).expect("a figure of its own");
    let pituitary = chart.map.zone_index("pituitary").expect("there");
    let callout = laid.layout.callouts.iter().find(|c| c.zones.contains(&pituitary)).expect("named");
    assert!(callout.leaders.iter().all(|l| l.figure == at), "named at the lens, not twice");
    let (_, plain) = try_laid(&spec(&["lower-back"]), &()).expect("lays out");
    assert!(plain.layout.lens.is_none(), "large zones need none");
}

#[test]
fn every_zone_and_its_name_are_seen_in_a_thumbnail() {
    for zone in load_map(None, None, &()).expect("valid").zones {
        let small = ChartSpec { size: "400x500".parse().expect("a size"), ..spec(&[&zone.id]) };
        let (chart, laid) = try_laid(&small, &()).unwrap_or_else(|e| panic!("{}: {e}", zone.id));
        let index = chart.map.zone_index(&zone.id).expect("there");
        for callout in &laid.layout.callouts {
            assert!(callout.lines[0].style.size >= 10.0 - 1e-9, "{}: {:.1} px", zone.id, callout.lines[0].style.size);
        }
        let seen = laid.views.iter().zip(&laid.layout.figures).any(|(view, figure)| {
            let region = view.zones.iter().find(|z| z.zone == index).map(|z| &z.region);
            let pole = region.and_then(|r| reflexology_chart::geom::pole_of_inaccessibility(r, 1e-4));
            pole.is_some_and(|(_, r)| 2.0 * r * figure.length >= 4.0)
        });
        assert!(seen, "{} is under 4 px across", zone.id);
    }
}

#[test]
fn texts_that_agree_are_counted_and_no_text_is_no_source() {
    // two pages print the same sentences and count once
    let twins = ["tcmwindow", "healthy-ojas"];
    for zone in &map().zones {
        let texts: Vec<&str> = zone.sources.iter().map(String::as_str).filter(|s| *s != "own").collect();
        let same = twins.iter().filter(|t| texts.contains(t)).count().saturating_sub(1);
        let count = texts.len() - same;
        assert!(texts.is_empty() || texts.len() == zone.sources.len(), "{}: `own` is the lack of a text", zone.id);
        match zone.agreement {
            Agreement::High => assert!(count >= 3, "{}: {count} texts do not make it high", zone.id),
            Agreement::Medium => assert!(count >= 1, "{}: without a text it is low", zone.id),
            Agreement::Low => {
                assert!(
                    count == 0 || zone.note.get("en").contains("agree"),
                    "{}: {count} texts, and no dispute",
                    zone.id
                );
            }
        }
    }
}

#[test]
fn no_picture_names_web_pages() {
    for lang in ["en", "de", "ru", "fr"] {
        let scene = render(&ChartSpec { lang: lang.to_owned(), ..spec(&["lower-back"]) }, &()).expect("renders");
        let map = map();
        for name in map.sources.values().map(|s| s.name.as_str()) {
            assert!(!scene.rights.contains(name), "{lang}: {name} in “{}”", scene.rights);
        }
        assert!(scene.rights.starts_with(map.origin.get(lang)), "{lang}: {}", scene.rights);
        assert!(!map.origin.get(lang).is_empty());
    }
}
