//! One map, any foot: the outlines of a small child's broad foot, drawn as the
//! left one, with guides of their own.

use crate::support::{data, map, spec};
use kurbo::Point;
use reflexology_chart::ChartSpec;
use reflexology_chart::input::{Resolver, load};
use reflexology_chart::model::{Aspect, Chart, Frame, Guide, Outline, Shape, Side, View};
use reflexology_chart::resolve::{Foot, ResolveOptions, ResolvedView, resolve};

/// Reads the outlines from the test data.
struct Disk;

impl Resolver for Disk {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        std::fs::read(data("outlines").join(path)).map_err(|e| e.to_string())
    }
}

/// A chart of every view on the child's foot, or on the built-in one.
fn chart(child: bool) -> Chart {
    let views = Aspect::ALL.map(|a| a.name().to_owned()).to_vec();
    let mut spec = ChartSpec { views, ..spec(&["all"]) };
    if child {
        spec.outlines = Aspect::ALL.map(|a| (a, format!("child-{a}.svg"))).into();
    }
    load(&spec, &Disk).expect("loads")
}

/// A view of a chart.
fn view(chart: &Chart, aspect: Aspect, side: Side) -> ResolvedView {
    resolve(chart, View { aspect, side }, &ResolveOptions::default()).expect("resolves")
}

#[test]
fn every_zone_lands_inside_the_other_silhouette() {
    let chart = chart(true);
    for aspect in Aspect::ALL {
        for side in Side::ALL {
            let view = view(&chart, aspect, side);
            let outline = &chart.outlines[&aspect];
            let foot = Foot::new(outline, side);
            let whole = foot.silhouette().transform(foot.to_foot_space());
            for zone in chart.map.zones.iter().enumerate().filter(|(_, z)| z.side.includes(side)) {
                let (index, zone) = zone;
                if zone.shapes.get(&aspect).is_none_or(|s| s.on(side).is_empty()) {
                    continue;
                }
                let placed = view.zones.iter().find(|z| z.zone == index);
                let placed = placed.unwrap_or_else(|| panic!("{} is lost on {}", zone.id, view.view));
                let outside = placed.region.subtract(&whole).area();
                assert!(outside < 1e-9, "{} leaves the foot by {outside} on {}", zone.id, view.view);
            }
        }
    }
}

/// The guides that a height lies between, on one outline: the nearest below and
/// above, as counted from the heel.
fn band(outline: &Outline, foot: &Foot<'_>, p: Point) -> usize {
    let at = |guide: &Guide| -> f64 {
        let line: Vec<Point> = outline.guides[guide].iter().map(|q| foot.from_outline() * *q).collect();
        let mut sorted = line.clone();
        sorted.sort_by(|a, b| a.x.total_cmp(&b.x));
        let (first, last) = (sorted[0], sorted[sorted.len() - 1]);
        if p.x <= first.x {
            return first.y;
        }
        if p.x >= last.x {
            return last.y;
        }
        let pair = sorted.windows(2).find(|w| p.x <= w[1].x).expect("between the ends");
        let t = (p.x - pair[0].x) / (pair[1].x - pair[0].x).max(1e-12);
        pair[0].y + t * (pair[1].y - pair[0].y)
    };
    Guide::ALL.iter().filter(|g| at(g) < p.y).count()
}

#[test]
fn every_point_of_a_zone_stays_between_the_same_guides() {
    let (usual, child) = (chart(false), chart(true));
    let (a, b) = (&usual.outlines[&Aspect::Plantar], &child.outlines[&Aspect::Plantar]);
    assert!(a.guides.len() == 4 && b.guides.len() == 4, "both soles have all guides");
    let mut moved: f64 = 0.0;
    for side in Side::ALL {
        let (foot, other) = (Foot::new(a, side), Foot::new(b, side));
        for zone in map().zones {
            let Some(shapes) = zone.shapes.get(&Aspect::Plantar) else { continue };
            for shape in shapes.on(side) {
                let points = match shape {
                    Shape::Polygon { points, frame: Frame::Body, .. }
                    | Shape::Line { points, frame: Frame::Body, .. } => points.clone(),
                    Shape::Ellipse { center, frame: Frame::Body, .. } => vec![*center],
                    // toe zones go with their toe
                    _ => continue,
                };
                for [u, v] in points {
                    let (p, q) = (foot.body(u, v), other.body(u, v));
                    moved = moved.max((p.y - q.y).abs());
                    let (here, there) = (band(a, &foot, p), band(b, &other, q));
                    // a point on a guide may fall to either side of it by rounding
                    let near = Guide::ALL.iter().any(|g| {
                        let line: Vec<Point> = a.guides[g].iter().map(|x| foot.from_outline() * *x).collect();
                        line.iter().any(|x| (x.y - p.y).abs() < 0.012)
                    });
                    assert!(here == there || near, "{} ({u}, {v}): band {here} became {there}", zone.id);
                }
            }
        }
    }
    assert!(moved > 0.02, "the other foot's guides are elsewhere: {moved}");
}

#[test]
fn a_left_drawing_serves_both_feet() {
    let chart = chart(true);
    assert_eq!(chart.outlines[&Aspect::Plantar].side, Side::Left, "drawn as the left foot");
    for aspect in Aspect::ALL {
        let (left, right) = (view(&chart, aspect, Side::Left), view(&chart, aspect, Side::Right));
        let mirrored = left.silhouette.transform(kurbo::Affine::scale_non_uniform(-1.0, 1.0));
        let differs = mirrored.subtract(&right.silhouette).area() + right.silhouette.subtract(&mirrored).area();
        assert!(differs < 1e-6, "{aspect}: the feet differ by {differs}");
    }
}
