//! What holds for every zone and group of the map, and for generated input.

use crate::support::render;
use crate::support::{laid, map, names, sized, spec, try_laid};
use kurbo::{Point, Rect, Vec2};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use reflexology_chart::export::export;
use reflexology_chart::geom::pole_of_inaccessibility;
use reflexology_chart::layout::LaidOut;
use reflexology_chart::layout::{Callout, Layout, NumberMark, TextRole};
use reflexology_chart::model::{Aspect, Chart, Emphasis, Side, SideChoice, ZoneSide};
use reflexology_chart::resolve::ResolvedZone;
use reflexology_chart::{ErrorKind, Format};

/// The rules of a layout, checked here from its plain numbers.
fn assert_sound(what: &str, chart: &Chart, laid: &LaidOut) {
    let layout = &laid.layout;
    let page = Rect::new(0.0, 0.0, layout.width, layout.height);
    for text in layout.all_text() {
        let b = text.bounds();
        assert!(b.x0.is_finite() && b.y0.is_finite() && b.area().is_finite(), "{what}: “{}” is nowhere", text.text);
        assert!(page.union(b) == page, "{what}: “{}” leaves the page: {b:?}", text.text);
    }
    assert_labels_apart(what, layout);
    assert_leaders_apart(what, layout);
    for callout in &layout.callouts {
        for leader in &callout.leaders {
            let view = &laid.views[leader.figure];
            let zone =
                view.zones.iter().find(|z| z.zone == leader.zone).expect("a leader points at a zone of its view");
            let figure = &layout.figures[leader.figure];
            let anchor = figure.transform.inverse() * leader.points[0];
            let hides = |z: &&ResolvedZone| z.depth > zone.depth && view.hidden.iter().all(|h| h.0 != zone.zone);
            let seen = view.zones.iter().filter(hides).fold(zone.region.clone(), |r, z| r.subtract(&z.region));
            let piece = seen.pieces().find(|p| p.contains(anchor));
            let id = &chart.map.zones[leader.zone].id;
            let piece = piece.unwrap_or_else(|| panic!("{what}: the dot of {id} is outside its zone"));
            let (_, inner) = pole_of_inaccessibility(&piece, 1e-4).expect("not empty");
            let (depth, inner) = (piece.signed_distance(anchor) * figure.length, inner * figure.length);
            // as deep as a dot is wide, or half-way in where the zone is thinner; on a zone that reaches
            // under others the gap to them counts as theirs
            let is_under = seen.area() < 0.999 * zone.region.area();
            let wanted = (1.2 * 0.0036 * layout.unit).min(if is_under { 0.2 } else { 0.5 } * inner);
            assert!(depth >= wanted, "{what}: the dot of {id} is {depth:.1} px inside its zone, not {wanted:.1}");
            assert!(leader.points.len() <= 3, "{what}: more than one bend");
        }
    }
}

fn assert_labels_apart(what: &str, layout: &Layout) {
    // one box for a label, or one inside each of its discs, which may stand on both feet
    let inside = |m: &NumberMark| Rect::from_center_size(m.center, (1.4 * m.radius, 1.4 * m.radius));
    let boxes = |c: &Callout| -> Vec<Rect> {
        if c.marks.is_empty() { vec![c.bounds()] } else { c.marks.iter().map(inside).collect() }
    };
    for (i, a) in layout.callouts.iter().enumerate() {
        for b in &layout.callouts[i + 1..] {
            for (x, y) in boxes(a).into_iter().flat_map(|x| boxes(b).into_iter().map(move |y| (x, y))) {
                let apart = x.x1 <= y.x0 || y.x1 <= x.x0 || x.y1 <= y.y0 || y.y1 <= x.y0;
                assert!(apart, "{what}: labels “{}” and “{}” overlap", a.name, b.name);
            }
        }
    }
}

fn assert_leaders_apart(what: &str, layout: &Layout) {
    let segments: Vec<(usize, Point, Point)> = layout
        .callouts
        .iter()
        .flat_map(|c| &c.leaders)
        .enumerate()
        .flat_map(|(i, l)| l.points.windows(2).map(move |w| (i, w[0], w[1])))
        .collect();
    let turn = |a: Point, b: Point, c: Point| -> f64 { Vec2::cross(b - a, c - a) };
    for (n, &(i, a, b)) in segments.iter().enumerate() {
        for &(k, c, d) in &segments[n + 1..] {
            let crossing = turn(a, b, c) * turn(a, b, d) < 0.0 && turn(c, d, a) * turn(c, d, b) < 0.0;
            assert!(i == k || !crossing, "{what}: leaders {i} and {k} cross");
        }
    }
}

#[test]
fn every_zone_and_group_gives_a_sound_picture() {
    for name in names() {
        let (chart, laid) = laid(&spec(&[&name]));
        assert_sound(&name, &chart, &laid);
        assert_eq!(laid.layout.problems(&laid.views), Vec::<String>::new(), "{name}");
        let named: Vec<usize> = laid.layout.callouts.iter().flat_map(|c| c.zones.clone()).collect();
        for (zone, emphasis) in chart.emphasis.iter().enumerate() {
            let shown = laid.views.iter().any(|v| v.zones.iter().any(|z| z.zone == zone));
            if *emphasis != Emphasis::Context && shown {
                assert!(named.contains(&zone), "{name}: {} has no label", chart.map.zones[zone].id);
            }
        }
    }
}

#[test]
fn tiles_do_not_overlap_and_stay_on_the_foot() {
    let views = ["plantar", "medial", "lateral", "dorsal"].map(str::to_owned).to_vec();
    for zones in [vec!["lower-back", "sciatic"], vec![]] {
        let (chart, laid) = laid(&reflexology_chart::ChartSpec { views: views.clone(), ..spec(&zones) });
        for view in &laid.views {
            for (i, a) in view.zones.iter().enumerate() {
                let id = &chart.map.zones[a.zone].id;
                let outside = a.region.subtract(&view.silhouette).area();
                // legs are cut where they have faded; zones may reach on
                assert!(view.view.aspect != Aspect::Plantar || outside < 1e-6, "{id} leaves the sole by {outside}");
                // highlighted zones lie on top of all others
                let is_lit = |z: &ResolvedZone| z.emphasis != Emphasis::Context;
                for b in view.zones[i + 1..].iter().filter(|b| is_lit(a) == is_lit(b)) {
                    let both = a.region.intersect(&b.region).area();
                    assert!(both < 1e-7, "{id} and {} overlap in {}", chart.map.zones[b.zone].id, view.view);
                }
            }
        }
    }
}

#[test]
fn the_left_foot_is_the_mirror_image_of_the_right() {
    let (chart, laid) = laid(&spec(&["lower-back"]));
    let view =
        |side| laid.views.iter().find(|v| v.view.aspect == Aspect::Medial && v.view.side == side).expect("both feet");
    let (right, left) = (view(Side::Right), view(Side::Left));
    for zone in &right.zones {
        let id = &chart.map.zones[zone.zone].id;
        let other = left.zones.iter().find(|z| z.zone == zone.zone).unwrap_or_else(|| panic!("{id} is on both feet"));
        let mirrored = zone.region.transform(kurbo::Affine::scale_non_uniform(-1.0, 1.0));
        let differs = mirrored.subtract(&other.region).area() + other.region.subtract(&mirrored).area();
        assert!(differs < 1e-6, "{id} differs by {differs}");
    }
}

#[test]
fn right_soles_stand_on_the_left_with_big_toes_in_the_middle() {
    let (_, laid) = laid(&spec(&["pituitary"]));
    let x = |side| {
        let figure = laid.layout.figures.iter().find(|f| f.view.side == side).expect("both feet");
        (figure.transform * Point::ZERO).x
    };
    assert!(x(Side::Right) < x(Side::Left), "the right sole is on the left of the page");
    let dots: Vec<f64> = laid.layout.callouts.iter().flat_map(|c| &c.leaders).map(|l| l.points[0].x).collect();
    assert!(dots.iter().all(|d| (d - 800.0).abs() < 300.0), "hallux zones are near the middle: {dots:?}");
}

#[test]
fn a_zone_of_one_foot_is_on_that_foot_only() {
    for zone in map().zones {
        let ZoneSide::Only(side) = zone.side else { continue };
        let (chart, laid) = laid(&spec(&[&zone.id]));
        let index = chart.map.zone_index(&zone.id).expect("there");
        for view in laid.views.iter().filter(|v| v.view.side != side) {
            assert!(view.zones.iter().all(|z| z.zone != index), "{} shows on the wrong foot", zone.id);
        }
        assert!(laid.layout.callouts.iter().any(|c| c.badge.is_some()), "{} names its foot", zone.id);
    }
}

#[test]
fn the_thoracic_lumbar_border_is_at_the_waist() {
    use reflexology_chart::model::Shape;
    let map = map();
    for (id, lower) in [("spine-thoracic", true), ("spine-lumbar", false)] {
        let zone = map.zone(id).expect("in the map");
        for (aspect, axis) in [(Aspect::Plantar, 1), (Aspect::Medial, 0)] {
            let points = zone.shapes[&aspect].right.iter().flat_map(|s| match s {
                Shape::Polygon { points, .. } | Shape::Line { points, .. } => points.clone(),
                Shape::Ellipse { center, .. } => vec![*center],
            });
            let along = points.map(|p| p[axis]);
            let end = if lower { along.fold(f64::MAX, f64::min) } else { along.fold(f64::MIN, f64::max) };
            assert!((end - 0.44).abs() < 1e-9, "{id} ends at {end} in the {aspect} view");
        }
    }
}

#[test]
fn claims_are_worded_as_claims_and_say_where_from() {
    let map = map();
    assert!(map.zones.len() >= 30, "the sole reads as a map");
    for zone in &map.zones {
        let claim = zone.claim.get("en");
        let worded = ["said to", "charts place", "claim", "tradition"].iter().any(|w| claim.to_lowercase().contains(w));
        assert!(worded, "{}: “{claim}” is worded as a fact", zone.id);
        for word in ["cure", "heal", "treat", "relieve"] {
            assert!(!claim.to_lowercase().contains(word), "{}: “{claim}” promises an effect", zone.id);
        }
        assert!(!zone.sources.is_empty(), "{} names no source", zone.id);
    }
}

#[test]
fn every_picture_says_that_the_map_is_a_tradition() {
    for size in ["1600x2000", "1600x1000"] {
        let (_, laid) = laid(&sized(&["kidneys"], size));
        let claim: String =
            laid.layout.texts.iter().filter(|t| t.role == TextRole::Claim).map(|t| format!("{} ", t.text)).collect();
        assert!(claim.contains("Research has not confirmed"), "{claim}");
        assert!(
            claim.contains("Drawn by us from written descriptions") && claim.contains("not medical advice"),
            "{claim}"
        );
    }
}

#[test]
fn strips_are_wide_enough_to_see_and_the_description_says_so() {
    let (chart, laid) = laid(&spec(&["lower-back"]));
    let lumbar = chart.map.zone_index("spine-lumbar").expect("there");
    for (view, figure) in laid.views.iter().zip(&laid.layout.figures) {
        let zone = view.zones.iter().find(|z| z.zone == lumbar).expect("on every view");
        let (_, r) = pole_of_inaccessibility(&zone.region, 1e-4).expect("not empty");
        let width = 2.0 * r * figure.length;
        assert!(width > 0.0145 * 1600.0, "{}: {width:.1} px wide", view.view);
    }
    let scene = render(&spec(&["lower-back"]), &()).expect("renders");
    assert!(scene.description.contains("wider"), "{}", scene.description);
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for &format in Format::ALL {
        let make =
            || export(&render(&sized(&["sciatica"], "700x900"), &()).expect("renders"), format).expect("exports");
        assert_eq!(make(), make(), "{}", format.name());
    }
}

/// A runner whose cases are the same on every run.
fn runner(cases: u32) -> TestRunner {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

#[test]
fn any_size_title_and_choice_is_drawn_soundly_or_refused_with_a_reason() {
    let all = names();
    let zones = prop::collection::vec(0..all.len(), 0..3);
    let input = (zones, 320_u32..2400, 320_u32..2400, "[A-Za-zÀ-ÿ ,.]{0,80}", 0..3_usize);
    let strategy = input.prop_map(|(zones, width, height, title, side)| (zones, width, height, title, side));
    let outcome = runner(60).run(&strategy, |(zones, width, height, title, side)| {
        let zones: Vec<&str> = zones.iter().map(|&i| all[i].as_str()).collect();
        let mut spec = sized(&zones, &format!("{width}x{height}"));
        spec.title = (!title.trim().is_empty()).then_some(title);
        spec.side = [SideChoice::Auto, SideChoice::Both, SideChoice::Only(Side::Left)][side];
        match try_laid(&spec, &()) {
            Ok((chart, laid)) => assert_sound(&format!("{zones:?} {width}x{height}"), &chart, &laid),
            Err(e) if matches!(e.kind(), ErrorKind::DoesNotFit | ErrorKind::Usage) => {
                prop_assert!(!e.to_string().is_empty(), "a reason");
            }
            Err(e) => prop_assert!(false, "{zones:?}: {e}"),
        }
        Ok(())
    });
    outcome.unwrap_or_else(|e| panic!("{e}"));
}
