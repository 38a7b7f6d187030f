//! Pages of every shape: sizes of type by format, texts beside the figures of
//! cards, nothing over anything from 1:3 to 3:1.

use crate::support::{laid, sized, try_laid};
use kurbo::{Rect, Shape as _};
use reflexology_chart::ErrorKind;
use reflexology_chart::layout::LaidOut;
use reflexology_chart::layout::{Layout, TextLine, TextRole};

/// The boxes of the drawn feet.
fn feet(laid: &LaidOut) -> Vec<Rect> {
    let figures = laid.layout.figures.iter().zip(&laid.views);
    figures.map(|(f, v)| (f.transform * v.silhouette.to_path()).bounding_box()).collect()
}

/// The lines of the title block.
fn title_block(layout: &Layout) -> impl Iterator<Item = &TextLine> {
    layout.texts.iter().filter(|t| matches!(t.role, TextRole::Kicker | TextRole::Title | TextRole::Subtitle))
}

#[test]
fn type_has_the_sizes_that_its_format_is_known_for() {
    // label and title as parts of the width, from the art direction
    for (size, label, title) in [
        ("1600x2000", 0.0263, 0.0563),
        ("1600x1000", 0.025, 0.045),
        ("1200x630", 0.03, 0.055),
        ("960x320", 0.01905, 0.0349),
    ] {
        let (_, laid) = laid(&sized(&["kidneys"], size));
        let size_of = |wanted: fn(&TextRole) -> bool| {
            laid.layout.all_text().filter(|t| wanted(&t.role)).map(|t| t.style.size).fold(0.0, f64::max)
                / laid.layout.width
        };
        let found = (size_of(|r| matches!(r, TextRole::Label(_))), size_of(|r| *r == TextRole::Title));
        let near = |found: f64, wanted: f64| (found / wanted - 1.0).abs() < 0.06;
        assert!(near(found.0, label) && near(found.1, title), "{size}: {found:?}, not {:?}", (label, title));
    }
}

#[test]
fn a_card_has_its_title_beside_the_feet() {
    // two views with many names may need the whole width: leaders have hard limits
    for zones in [&["kidneys"][..], &["thyroid"]] {
        let (_, laid) = laid(&sized(zones, "social"));
        let first = feet(&laid).iter().map(|b| b.x0).fold(f64::INFINITY, f64::min);
        for line in title_block(&laid.layout) {
            assert!(line.x + line.width < first, "{zones:?}: “{}” reaches over the feet", line.text);
        }
    }
}

#[test]
fn texts_keep_off_each_other_and_off_the_feet_on_pages_of_every_shape() {
    let mut drawn = 0;
    for size in ["320x320", "320x960", "960x320", "700x400", "1800x600", "600x1800", "1200x630", "1000x860"] {
        for lang in ["en", "de", "ru"] {
            for zone in ["lower-back", "sciatica", "kidneys"] {
                let spec = reflexology_chart::ChartSpec { lang: lang.to_owned(), ..sized(&[zone], size) };
                let what = format!("{zone} in {lang} at {size}");
                let laid = match try_laid(&spec, &()) {
                    Ok((_, laid)) => laid,
                    Err(e) if e.kind() == ErrorKind::DoesNotFit => continue,
                    Err(e) => panic!("{what}: {e}"),
                };
                drawn += 1;
                let lines: Vec<&TextLine> = laid.layout.all_text().collect();
                for (i, a) in lines.iter().enumerate() {
                    let b = a.bounds();
                    let inside = b.x0 >= 0.0 && b.y0 >= 0.0 && b.x1 <= laid.layout.width && b.y1 <= laid.layout.height;
                    assert!(inside, "{what}: “{}” leaves the page", a.text);
                    for other in &lines[i + 1..] {
                        let c = b.intersect(other.bounds());
                        assert!(
                            c.width() < 0.5 || c.height() < 0.15 * a.style.size,
                            "{what}: “{}” is over “{}”",
                            a.text,
                            other.text
                        );
                    }
                }
                for line in title_block(&laid.layout) {
                    for foot in feet(&laid) {
                        let c = foot.intersect(line.bounds());
                        assert!(c.width() <= 0.0 || c.height() <= 0.0, "{what}: “{}” is over a foot", line.text);
                    }
                }
            }
        }
    }
    assert!(drawn >= 60, "most of them can be drawn: {drawn} of 72");
}

#[test]
fn bare_paper_is_what_no_drawing_and_no_text_covers() {
    let (_, laid) = laid(&sized(&["lower-back"], "portrait"));
    let bare = laid.layout.metrics(&laid.views)["bare-paper"].as_f64().expect("a number");
    // on a grid of points, as one would count them
    let drawn: Vec<_> =
        laid.layout.figures.iter().zip(&laid.views).map(|(f, v)| v.silhouette.transform(f.transform)).collect();
    let text: Vec<Rect> = laid.layout.all_text().map(TextLine::bounds).collect();
    let (mut free, mut all) = (0.0, 0.0);
    for x in (4..1600).step_by(8) {
        for y in (4..2000).step_by(8) {
            let p = kurbo::Point::new(f64::from(x), f64::from(y));
            let body = laid.layout.body.iter().map(|b| &b.silhouette);
            all += 1.0;
            if !drawn.iter().chain(body).any(|r| r.contains(p)) && !text.iter().any(|b| b.contains(p)) {
                free += 1.0;
            }
        }
    }
    assert!((bare - free / all).abs() < 0.01, "{bare}, counted {}", free / all);
}

#[test]
fn the_figure_of_the_body_stands_in_free_paper_beside_two_soles() {
    let (_, laid) = laid(&sized(&["lower-back"], "portrait"));
    let body = laid.layout.body.as_ref().expect("a figure of the body");
    let bounds = body.silhouette.bounds().expect("a shape");
    let wide = bounds.width() / laid.layout.width;
    assert!((0.13..=0.16).contains(&wide), "{wide} of the page's width");
    assert!(feet(&laid).iter().all(|foot| foot.x1 < bounds.x0 || foot.y0 > bounds.y1), "beside or above all feet");
}

#[test]
fn a_legend_stands_only_where_something_has_no_label() {
    let (_, named) = laid(&sized(&["lower-back"], "portrait"));
    assert!(named.layout.legend.is_empty(), "labels name all");
    let mut spec = sized(&["lower-back"], "portrait");
    spec.labels = reflexology_chart::model::LabelMode::None;
    let (_, bare) = laid(&spec);
    assert!(!bare.layout.legend.is_empty(), "nothing else names the zones");
}
