//! Numbered notes, arrows along zones, and close-ups.

use crate::support::render;
use crate::support::{laid, sized, try_laid};
use reflexology_chart::ChartSpec;
use reflexology_chart::Format;
use reflexology_chart::input::{Fields, Request};
use reflexology_chart::layout::LaidOut;
use reflexology_chart::model::{ArrowSpec, Chart, LabelMode, Note, Side, View};
use reflexology_chart::scene::{Node, Paint};

fn note(zone: Option<&str>, title: &str, text: &str) -> Note {
    Note { zone: zone.map(str::to_owned), title: title.to_owned(), text: text.to_owned(), urgent: false }
}

fn stroke(zone: &str, view: Option<&str>, note: Option<usize>) -> ArrowSpec {
    ArrowSpec { zone: zone.to_owned(), view: view.map(str::to_owned), reverse: false, note }
}

/// Four notes, of which three have a zone and one has a stroke.
fn noted(size: &str) -> ChartSpec {
    let mut spec = sized(&["lower-back", "sciatic"], size);
    spec.notes = vec![
        note(None, "Settle the foot", "Hold it in both hands."),
        note(Some("lower-back"), "Along the inner edge", "From the heel up to the arch, and back again."),
        note(Some("sciatic-band"), "Across the heel", ""),
        note(Some("lower-back-plantar"), "Over the upper heel pad", "Slowly, from the inner to the outer edge."),
    ];
    spec.strokes = vec![stroke("coccyx+sacrum+spine-lumbar", Some("medial"), Some(2))];
    spec
}

/// The numbers of all discs that stand on or beside a figure, with the number
/// of the figure.
fn discs(laid: &LaidOut) -> Vec<(usize, String)> {
    let text =
        |m: &reflexology_chart::layout::NumberMark| m.number.as_ref().map(|n| n.text.clone()).unwrap_or_default();
    let of_callouts = laid.layout.callouts.iter().flat_map(|c| {
        let at = c.leaders.first().map(|l| l.figure);
        c.marks.iter().map(move |m| (m.zone.map(|z| z.0).or(at).unwrap_or(usize::MAX), m))
    });
    let of_arrows = laid.layout.arrows.iter().filter_map(|a| Some((a.figure, a.disc.as_ref()?)));
    of_callouts.chain(of_arrows).map(|(f, m)| (f, text(m))).collect()
}

#[test]
fn notes_are_numbered_in_order_and_shown_once() {
    let spec = noted("1600x2000");
    let (_, laid) = laid(&spec);
    let notes = &laid.layout.notes;
    assert_eq!(notes.len(), spec.notes.len(), "each once");
    for (i, (shown, asked)) in notes.iter().zip(&spec.notes).enumerate() {
        let number = shown.number.number.as_ref().expect("a number");
        assert_eq!(number.text, (i + 1).to_string(), "in order");
        let words = |lines: &[reflexology_chart::layout::TextLine]| {
            lines.iter().map(|l| l.text.as_str()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(words(&shown.title), asked.title, "whole title");
        assert_eq!(words(&shown.text), asked.text, "whole text");
    }
}

#[test]
fn a_note_that_warns_is_set_apart_in_colour_and_in_shape() {
    let mut spec = noted("1600x2000");
    spec.notes[3].urgent = true;
    let scene = render(&spec, &()).expect("renders");
    let Some(Node::Group(notes)) =
        scene.nodes.iter().find(|n| matches!(n, Node::Group(g) if g.tag.class == Some("notes")))
    else {
        panic!("no notes")
    };
    let fills: Vec<Option<Paint>> = notes
        .children
        .iter()
        .map(|note| match note {
            Node::Group(g) => match &g.children[0] {
                Node::Shape(disc) => disc.fill.as_ref().map(|f| f.paint.clone()),
                _ => panic!("a note begins with its disc"),
            },
            _ => panic!("a note is a group"),
        })
        .collect();
    let paper = Some(Paint::Color(scene.paper));
    assert!(fills[..3].iter().all(|f| *f == paper) && fills[3] != paper, "only its disc is filled: {fills:?}");
    let Some(Paint::Color(fill)) = fills[3] else { panic!("a colour") };
    assert!(fill.contrast(scene.paper) >= 4.5, "its number can be read on it");
}

#[test]
fn a_number_stands_at_its_zone_on_each_figure_that_shows_it() {
    let (chart, laid) = laid(&noted("1600x2000"));
    let found = discs(&laid);
    for (f, figure) in laid.layout.figures.iter().enumerate() {
        for (i, note) in chart.notes.iter().enumerate() {
            let shows = note.zones.iter().any(|&z| chart.map.zones[z].is_on(figure.view));
            let count = found.iter().filter(|d| **d == (f, (i + 1).to_string())).count();
            assert_eq!(count >= 1, shows, "note {} on {}", i + 1, figure.view);
        }
    }
    assert!(found.iter().all(|d| d.1 != "1"), "a note without a zone has no disc on a foot");
}

#[test]
fn nothing_overlaps_at_any_size() {
    let sizes = [
        "320x400",
        "320x640",
        "400x400",
        "480x800",
        "600x900",
        "800x1000",
        "1000x1400",
        "1000x3000",
        "1200x1200",
        "1600x1000",
        "1600x1200",
        "1600x2000",
        "2000x1000",
        "2400x800",
        "2400x2400",
        "2400x3000",
    ];
    for size in sizes {
        let (_, laid) = laid(&noted(size));
        assert_eq!(laid.layout.problems(&laid.views), Vec::<String>::new(), "{size}");
        assert!(laid.layout.unplaced.is_empty(), "{size}: every number has its place");
        let unit = laid.layout.unit;
        for line in laid.layout.notes.iter().flat_map(|n| n.lines()) {
            assert!(line.style.size >= 0.0189 * unit, "{size}: legible");
        }
    }
}

#[test]
fn wide_pages_set_notes_beside_the_figures_and_high_pages_below() {
    let feet = |laid: &LaidOut| -> kurbo::Rect {
        let of = |(f, v): (&reflexology_chart::layout::Figure, &reflexology_chart::resolve::ResolvedView)| {
            v.silhouette.transform(f.transform).bounds()
        };
        let all = laid.layout.figures.iter().zip(&laid.views).filter_map(of);
        all.reduce(|a, b| a.union(b)).expect("figures")
    };
    let (_, wide) = laid(&noted("1600x1000"));
    assert!(wide.layout.notes.iter().all(|n| n.bounds().x0 > feet(&wide).x1), "beside");
    let (_, high) = laid(&noted("1600x2000"));
    assert!(high.layout.notes.iter().all(|n| n.bounds().y0 > feet(&high).y1), "below");
}

#[test]
fn a_line_break_in_a_note_begins_a_line() {
    let notes = vec![note(Some("sacrum"), "One", "first line\nsecond line")];
    let (_, laid) = laid(&ChartSpec { notes, strokes: Vec::new(), ..noted("1600x1000") });
    let texts: Vec<&str> = laid.layout.all_text().map(|t| t.text.as_str()).collect();
    for line in ["first line", "second line"] {
        assert!(texts.contains(&line), "{line}: {texts:?}");
    }
}

#[test]
fn many_long_notes_are_refused_with_a_remedy() {
    let mut spec = noted("800x1000");
    spec.notes = vec![note(None, "A title", &"word ".repeat(100)); 24];
    spec.strokes.clear();
    let error = try_laid(&spec, &()).err().map(|e| e.to_string()).unwrap_or_default();
    assert!(error.contains("notes") && error.contains("larger `size`"), "{error}");
}

#[test]
fn what_a_spec_says_of_notes_is_checked() {
    let refused = |change: &dyn Fn(&mut ChartSpec)| {
        let mut spec = noted("1600x2000");
        change(&mut spec);
        try_laid(&spec, &()).err().map(|e| e.to_string()).unwrap_or_default()
    };
    let error = refused(&|s| s.notes[1].zone = Some("sacrm".to_owned()));
    assert!(error.contains("did you mean `sacrum`"), "a note's zone: {error}");
    let error = refused(&|s| s.strokes[0].zone = "coccyx+sacrm".to_owned());
    assert!(error.contains("did you mean `sacrum`"), "a stroke's zone: {error}");
    let error = refused(&|s| s.strokes[0].view = Some("medal".to_owned()));
    assert!(error.contains("did you mean `medial`"), "a stroke's view: {error}");
    let error = refused(&|s| s.strokes[0].note = Some(9));
    assert!(error.contains("note 9") && error.contains("from 1 to 4"), "a stroke's note: {error}");
    let error = refused(&|s| s.notes[0].title = " ".to_owned());
    assert!(error.contains("note 1 has no title"), "{error}");
    let error = refused(&|s| s.notes[0].title = "x".repeat(301));
    assert!(error.contains("301") && error.contains("300"), "{error}");
    let error = refused(&|s| s.notes[0].text = "x".repeat(601));
    assert!(error.contains("601") && error.contains("600"), "{error}");
    let error = refused(&|s| s.notes = vec![s.notes[0].clone(); 25]);
    assert!(error.contains("25 notes"), "{error}");
    let error = refused(&|s| s.notes[0].zone = Some("heart".to_owned()));
    assert!(error.contains("note 1") && error.contains("left-plantar"), "where the zone is: {error}");
    let error = refused(&|s| s.labels = LabelMode::Numbers);
    assert!(error.contains("the numbers of notes and those of `labels`"), "{error}");
}

/// A chart of one view with strokes.
fn stroked(view: &str, strokes: Vec<ArrowSpec>) -> (Chart, LaidOut) {
    let mut spec = sized(&["lower-back", "sciatic", "spine"], "1600x2000");
    spec.views = vec![view.to_owned()];
    spec.strokes = strokes;
    laid(&spec)
}

#[test]
fn strokes_stay_inside_their_zones() {
    for view in ["right-plantar", "left-plantar", "right-medial", "left-medial", "right-lateral"] {
        for zone in ["sciatic-band", "sciatic-strip", "sciatic", "lower-back", "lower-back-plantar", "spine"] {
            let mut spec = sized(&["lower-back", "sciatic", "spine"], "1600x2000");
            spec.views = vec![view.to_owned()];
            spec.strokes = vec![stroke(zone, None, None)];
            let Ok((_, laid)) = try_laid(&spec, &()) else { continue };
            let arrow = &laid.layout.arrows[0];
            let to_page = laid.layout.figures[0].transform;
            // zones with the gaps between them closed
            let zones = laid.views[0].zones.iter().filter(|z| arrow.zones.contains(&z.zone));
            let whole = zones.fold(reflexology_chart::geom::Region::default(), |all, z| {
                all.union(&z.region.transform(to_page).offset(6.0))
            });
            let whole = whole.offset(-6.0);
            for p in arrow.points.iter().chain(&arrow.barbs()) {
                assert!(whole.signed_distance(*p) > -1.0, "{zone} on {view}: {p:?} is outside");
            }
            assert!(arrow.points.len() > 4, "{zone} on {view}: a line");
        }
    }
}

#[test]
fn strokes_run_from_heel_to_toes_from_the_inner_edge_and_upwards() {
    let way = |view: &str, zone: &str, reverse: bool| {
        let (_, laid) = stroked(view, vec![ArrowSpec { reverse, ..stroke(zone, None, None) }]);
        let points = &laid.layout.arrows[0].points;
        *points.last().expect("a tip") - points[0]
    };
    assert!(way("right-plantar", "spine", false).y < 0.0, "towards the toes");
    assert!(way("right-plantar", "sciatic-band", false).x < 0.0, "the outer edge of a right sole is on the left");
    assert!(way("left-plantar", "sciatic-band", false).x > 0.0, "and of a left sole on the right");
    assert!(way("right-medial", "lower-back", false).x < 0.0, "the toes of a right foot from within point left");
    assert!(way("left-medial", "lower-back", false).x > 0.0, "and of a left one right");
    assert!(way("right-medial", "sciatic-strip", false).y < 0.0, "upwards");
    for (view, zone) in [("right-plantar", "spine"), ("left-plantar", "sciatic-band"), ("right-medial", "sciatic")] {
        let (there, back) = (way(view, zone, false), way(view, zone, true));
        assert!((there + back).hypot() < 1e-6, "{zone} on {view} is reversed: {there:?}, {back:?}");
    }
}

#[test]
fn a_stroke_begins_at_the_number_of_its_note() {
    let (_, laid) = laid(&noted("1600x2000"));
    let arrow = &laid.layout.arrows[0];
    let disc = arrow.disc.as_ref().expect("a number");
    assert_eq!(disc.number.as_ref().map(|n| n.text.as_str()), Some("2"), "its note's");
    let first = arrow.points[0].distance(disc.center);
    let last = arrow.points[arrow.points.len() - 1].distance(disc.center);
    assert!(first < 1.5 * disc.radius && last > 3.0 * disc.radius, "at the start: {first}, {last}");
}

#[test]
fn the_picture_says_what_its_notes_say() {
    let spec = noted("800x1000");
    let scene = render(&spec, &()).expect("a picture");
    assert!(scene.description.contains("3: Across the heel."), "{}", scene.description);
    let svg = String::from_utf8(reflexology_chart::export::export(&scene, Format::Svg).expect("an SVG")).expect("text");
    for class in ["class=\"note\"", "class=\"stroke\"", "class=\"stroke-head\"", "data-note=\"4\""] {
        assert!(svg.contains(class), "{class}");
    }
}

#[test]
fn a_close_up_shows_the_part_about_its_zones_larger() {
    let whole = laid(&ChartSpec {
        views: vec!["right-plantar".into(), "right-medial".into()],
        ..sized(&["sciatica"], "1600x2000")
    })
    .1;
    let spec = ChartSpec { crop: vec!["sciatica".to_owned()], ..sized(&["sciatica"], "1600x2000") };
    let (chart, close) = laid(&spec);
    assert_eq!(close.layout.problems(&close.views), Vec::<String>::new(), "sound");
    assert_eq!(chart.views, ["right-plantar", "right-medial"].map(|v| View::from_id(v).expect("an id")), "one foot");
    for (a, b) in whole.layout.figures.iter().zip(&close.layout.figures) {
        assert!(b.length > 1.3 * a.length, "{}: {} against {}", a.view, b.length, a.length);
    }
    for view in &close.views {
        let b = view.silhouette.bounds().expect("a foot");
        let along = if view.view.aspect.is_profile() { b.width() } else { b.height() };
        assert!((0.4..0.75).contains(&along), "{}: part of the foot, {along}", view.view);
        assert!(view.zones.iter().any(|z| chart.crop.contains(&z.zone)), "its zones show");
    }
}

#[test]
fn a_close_up_of_toes_stands_on_the_page() {
    for size in ["1600x2000", "1600x1000", "800x800"] {
        let spec = ChartSpec { crop: vec!["eyes".to_owned()], ..sized(&["eyes"], size) };
        let (_, laid) = laid(&spec);
        assert_eq!(laid.layout.problems(&laid.views), Vec::<String>::new(), "{size}");
        assert_eq!(laid.layout.figures[0].view.side, Side::Right, "{size}: one foot");
        let b = laid.views[0].silhouette.transform(laid.layout.figures[0].transform).bounds().expect("toes");
        let page = kurbo::Rect::new(0.0, 0.0, laid.layout.width, laid.layout.height);
        assert!(page.union(b) == page && b.height() > 0.2 * page.height(), "{size}: {b:?}");
    }
}

/// The spec in a file of the sciatica set.
fn of_set(name: &str) -> ChartSpec {
    let path = format!("{}/charts/sciatica/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(&path).expect("in the set");
    Request::by_file(name, &bytes, &(), &Fields::default()).and_then(|r| r.spec()).expect("a spec")
}

#[test]
fn the_sciatica_set_is_sound_and_complete() {
    for (name, count) in [("claims", 5), ("cautions", 8), ("sequence", 8), ("how-often", 4), ("lower-back", 0)] {
        let (chart, laid) = laid(&of_set(name));
        assert_eq!(laid.layout.problems(&laid.views), Vec::<String>::new(), "{name}");
        assert!(laid.layout.unplaced.is_empty(), "{name}: {:?}", laid.layout.unplaced);
        assert_eq!(laid.layout.notes.len(), count, "{name}");
        let claim = laid.layout.texts.iter().any(|t| t.text.contains("Research has not confirmed"));
        assert!(claim, "{name} prints the honest line");
        if name == "claims" {
            assert!(chart.notes.iter().all(|n| n.title.starts_with("Said to ")), "claims are worded as claims");
        }
    }
}
