//! Fonts that a user gives: letters, pages from right to left, every format.

use crate::support::render;
use crate::support::try_laid;
use reflexology_chart::ChartSpec;
use reflexology_chart::export::{Format, export};
use reflexology_chart::input::Resolver;
use reflexology_chart::layout::{Layout, TextRole};
use reflexology_chart::model::Note;

/// The folder of the tests' fonts.
struct Fonts;

impl Resolver for Fonts {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        std::fs::read(crate::support::data("fonts").join(path)).map_err(|e| e.to_string())
    }
}

/// A Hebrew chart of the lower back with some fonts.
fn hebrew(fonts: &[&str]) -> ChartSpec {
    ChartSpec {
        lang: "he".to_owned(),
        fonts: fonts.iter().map(|f| (*f).to_owned()).collect(),
        ..crate::support::spec(&["lower-back"])
    }
}

/// The letters.
const LETTERS: &str = "NotoSansHebrew-letters.ttf";

/// Left and right end of the texts of a role.
fn ends(layout: &Layout, role: TextRole) -> Vec<(f64, f64)> {
    layout.texts.iter().filter(|t| t.role == role).map(|t| (t.x, t.x + t.width)).collect()
}

#[test]
fn letters_that_the_own_fonts_lack_come_from_given_ones() {
    match try_laid(&hebrew(&[]), &Fonts) {
        Err(e) if e.diagnostics()[0].rule == "missing-glyph" => {
            assert!(e.to_string().contains("`font`"), "what to do: {e}");
        }
        other => panic!("no font has Hebrew letters: {:?}", other.map(|_| ())),
    }
    let (chart, laid) = try_laid(&hebrew(&[LETTERS]), &Fonts).expect("with the font there are letters");
    assert!(laid.layout.problems(&laid.views).is_empty(), "a sound layout");
    assert_eq!(chart.lang, "he");
}

#[test]
fn a_page_read_from_right_to_left_begins_at_the_right() {
    let (_, laid) = try_laid(&hebrew(&[LETTERS]), &Fonts).expect("lays out");
    let (_, english) = try_laid(&crate::support::spec(&["lower-back"]), &Fonts).expect("lays out");
    let width = laid.layout.width;
    for role in [TextRole::Kicker, TextRole::Title, TextRole::Subtitle, TextRole::Claim] {
        let (ours, theirs) = (ends(&laid.layout, role), ends(&english.layout, role));
        assert!(!ours.is_empty(), "{role:?} is there");
        let margin = theirs[0].0;
        let at_right = |e: &(f64, f64)| (width - e.1 - margin).abs() < 0.02;
        assert!(ours.iter().all(at_right), "{role:?} ends at the right margin: {ours:?}");
    }
    let swatches = |l: &Layout| l.legend.iter().map(|i| i.rect.x0).collect::<Vec<_>>();
    assert!(swatches(&laid.layout).windows(2).all(|w| w[1] < w[0]), "the legend runs from right to left");
    let sides = |l: &Layout| l.figures.iter().map(|f| f.view).collect::<Vec<_>>();
    assert_eq!(sides(&laid.layout), sides(&english.layout), "feet stand where they stand");
}

#[test]
fn notes_and_names_of_views_begin_at_the_right() {
    for size in ["1600x2000", "1600x1000"] {
        let noted = |spec: ChartSpec| ChartSpec {
            size: size.parse().expect("a size"),
            notes: [1, 2].map(|n| Note { title: format!("{n}"), text: "a b c".to_owned(), ..Note::default() }).to_vec(),
            ..spec
        };
        let (_, laid) = try_laid(&noted(hebrew(&[LETTERS])), &Fonts).expect("lays out");
        let layout = &laid.layout;
        let discs: Vec<f64> = layout.notes.iter().map(|n| n.number.center.x).collect();
        for (note, disc) in layout.notes.iter().zip(&discs) {
            assert!(note.lines().all(|l| l.x < *disc), "{size}: the number stands before its text");
        }
        let (_, english) = try_laid(&noted(crate::support::spec(&["lower-back"])), &Fonts).expect("lays out");
        let mirrored: Vec<f64> = english.layout.notes.iter().map(|n| layout.width - n.number.center.x).collect();
        assert!(discs.iter().zip(&mirrored).all(|(a, b)| (a - b).abs() < 0.02), "{size}: {discs:?} for {mirrored:?}");
        for figure in layout.figures.iter().filter(|f| f.name.len() == 1) {
            let badge = figure.badge.as_ref().expect("a side");
            assert!(badge.center.x > figure.name[0].x, "{size}: the badge stands before the name");
        }
    }
}

#[test]
fn every_format_has_the_letters() {
    let scene = render(&hebrew(&[LETTERS]), &Fonts).expect("renders");
    for &format in Format::ALL {
        let bytes = export(&scene, format).unwrap_or_else(|e| panic!("{}: {e}", format.name()));
        assert!(bytes.len() > 10_000, "{}: {} bytes", format.name(), bytes.len());
    }
    let svg = String::from_utf8(export(&scene, Format::Svg).expect("SVG")).expect("UTF-8");
    let title = svg.contains("class=\"title\"");
    assert!(title, "the title is there, as letters or as shapes");
}

#[test]
fn the_same_fonts_are_loaded_once_and_others_never_meet() {
    let fonts = |names: &[&str]| {
        let spec = hebrew(names);
        reflexology_chart::input::load(&spec, &Fonts).map(|c| c.fonts)
    };
    let one = fonts(&[LETTERS]).expect("a font");
    assert_eq!(one, fonts(&[LETTERS]).expect("a font"), "the same again");
    assert_ne!(one, fonts(&[LETTERS, LETTERS]).expect("fonts"), "another set");
    assert_ne!(one, fonts(&[]).expect("none"), "none");
    let wrong = fonts(&["OFL.txt"]).expect_err("no font").to_string();
    assert!(wrong.contains("OFL.txt") && wrong.contains("TrueType"), "which and why: {wrong}");
    let gone = fonts(&["nothing.ttf"]).expect_err("no file").to_string();
    assert!(gone.contains("nothing.ttf") && gone.contains("cannot read the font"), "{gone}");
}
