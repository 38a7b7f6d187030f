//! Measured text is as wide as drawn text: our widths against usvg's boxes.

use reflexology_chart::export::svg;
use reflexology_chart::scene::{Node, Scene, TextNode};
use reflexology_chart::style::{Color, Face, TextStyle};
use reflexology_chart::text::{self, Run};
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

/// Font sizes in px, from the smallest print to a title on a large page.
const SIZES: [f64; 8] = [7.0, 9.5, 13.0, 18.4, 27.0, 42.0, 66.7, 120.0];

/// Words with diacritics, possible ligatures and pairs that are kerned.
const LATIN: [&str; 26] = [
    "Lower back",
    "Lendenwirbelsäule",
    "Größe",
    "œsophage",
    "Vessie à côté",
    "Żołądek",
    "Přední část",
    "ışık İğne",
    "Ştiință ţară",
    "Ångström",
    "Þvagblaðra",
    "Tĩnh mạch",
    "efficient",
    "afflux",
    "fjord fi fl ff ffi ffl",
    "Schiffahrt",
    "AVATAR",
    "Ty. We, Yo: P.A.",
    "LT fT r. V-A",
    "Tüte, Vöge",
    "WAVY Kay",
    "L5–S1",
    "iiiii",
    "WWWWW",
    "e\u{301}te\u{301} nai\u{308}ve",
    "u\u{308}ber Z\u{307} q\u{304}",
];
/// Greek words, monotonic, with capitals and both sigmas.
const GREEK: [&str; 8] = ["Μέση", "Σπονδυλική στήλη", "ΑΥΤΙ", "ΤΑΥ", "Ήπαρ", "ϊΐϋΰ", "Πέλμα ποδιού", "α\u{301}κρη"];
/// Cyrillic words with letters of several languages.
const CYRILLIC: [&str; 9] =
    ["Поясница", "ГУДОК", "Стопа ноги", "Щитовидная", "Ёлка Й", "Підшлункова", "Љубав Џеп", "Ґанок їжак", "и\u{306}"];
/// Digits, punctuation, dashes, quotes.
const SIGNS: [&str; 14] = [
    "0123456789",
    "11:45 – 12.30",
    "1–4 / 5—7",
    "T12, L1-L5",
    "“double” ‘single’",
    "„unten“ ‚einfach‘",
    "«Guillemets» ‹x›",
    "a & b < c > d",
    "(x) [y] {z} *",
    "50 % · 3 × 4 = 12",
    "→ ← ↑ ↓",
    "© § ¶ † ‡ …",
    "½ ¼ ² ³ °",
    "3−1+2±5",
];
/// Several scripts in one line.
const MIXED: [&str; 6] = ["foot · στοπα · стопа", "Aα Бb Γg", "L5 поясница (μέση)", "AУTО", "T12–Λ1–Ж3", "x² + ψ₂ – ж"];

/// The fonts of the program and no others.
fn options() -> usvg::Options<'static> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets/fonts");
    let mut db = usvg::fontdb::Database::new();
    for name in ["Inter-Regular", "Inter-Medium", "Inter-SemiBold", "InterDisplay-SemiBold"] {
        db.load_font_data(std::fs::read(folder.join(format!("{name}.otf"))).expect("a font"));
    }
    usvg::Options { fontdb: Arc::new(db), ..usvg::Options::default() }
}

/// Every word, and neighbours of different lists joined, so that scripts and
/// signs meet at a word's edge.
fn strings() -> Vec<String> {
    let lists: [&[&str]; 5] = [&LATIN, &GREEK, &CYRILLIC, &SIGNS, &MIXED];
    let mut out: Vec<String> = lists.iter().flat_map(|l| l.iter().map(ToString::to_string)).collect();
    for (i, word) in LATIN.iter().enumerate() {
        let [greek, cyrillic, sign] = [GREEK[i % 8], CYRILLIC[i % 9], SIGNS[i % 14]];
        out.push(match i % 3 {
            0 => format!("{word}{sign}"),
            1 => format!("{word} {greek}"),
            _ => format!("{cyrillic}-{word}"),
        });
    }
    out
}

/// Compares lines of one style; the largest difference of widths in px.
fn compare(lines: &[String], style: &TextStyle, options: &usvg::Options<'_>) -> f64 {
    let mut source = String::from("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9000\" height=\"900\">");
    for line in lines {
        let escaped = line.replace('&', "&amp;").replace('<', "&lt;");
        let _ = write!(
            source,
            "<text x=\"300\" y=\"400\" font-family=\"{}\" font-size=\"{}\" font-weight=\"{}\" letter-spacing=\"{}\">{escaped}</text>",
            style.face.family(),
            style.size,
            style.face.weight(),
            style.spacing * style.size
        );
    }
    source.push_str("</svg>");
    let tree = usvg::Tree::from_str(&source, options).expect("valid SVG");
    let nodes = tree.root().children();
    assert_eq!(nodes.len(), lines.len(), "every line is drawn");
    let mut largest = 0.0_f64;
    for (line, node) in lines.iter().zip(nodes) {
        let usvg::Node::Text(drawn) = node else { panic!("“{line}” is a text") };
        let shaped = text::shape(line, style).expect("Inter has the letters");
        assert!(!shaped.is_rtl, "“{line}” is read from left to right");
        let on_page = drawn.bounding_box();
        let difference = (f64::from(on_page.width()) - shaped.width).abs();
        assert!(
            difference < 0.01,
            "“{line}” in {:?} at {} px, spacing {}: measured {}, drawn {}",
            style.face,
            style.size,
            style.spacing,
            shaped.width,
            on_page.width()
        );
        largest = largest.max(difference);
        let ink = drawn.flattened().bounding_box();
        let pad = 0.1 * style.size;
        let (left, right) = (300.0 - pad, 300.0 + shaped.width + pad);
        assert!(
            f64::from(ink.left()) >= left && f64::from(ink.right()) <= right,
            "“{line}” in {:?} at {} px: ink from {} to {}, room from {left} to {right}",
            style.face,
            style.size,
            ink.left(),
            ink.right()
        );
    }
    largest
}

#[test]
fn every_string_is_drawn_as_wide_as_it_was_measured() {
    let (lines, options) = (strings(), options());
    let (mut cases, mut largest) = (0, 0.0_f64);
    for face in Face::ALL {
        for size in SIZES {
            largest = largest.max(compare(&lines, &TextStyle::new(face, size, 1.2), &options));
            cases += lines.len();
        }
    }
    assert!(cases >= 300, "many cases: {cases}");
    // what is left is usvg's single precision
    assert!(largest < 0.002, "{largest} px");
}

#[test]
fn letter_spacing_is_drawn_as_it_was_measured() {
    let (lines, options) = (strings(), options());
    for face in Face::ALL {
        for (size, spacing) in [(27.0, 0.09), (90.0, -0.022)] {
            let style = TextStyle::new(face, size, 1.2).with_spacing(spacing);
            let largest = compare(&lines, &style, &options);
            assert!(largest < 0.002, "{largest} px in {face:?}");
        }
    }
}

#[test]
fn a_text_from_right_to_left_has_one_order_and_one_box() {
    let options = options();
    let style = TextStyle::new(Face::Regular, 40.0, 1.2);
    // Inter draws boxes for these letters; their order and their sum are what
    // is looked at
    for line in ["כף הרגל", "כף הרגל.", "12 כף", "כאב L5 בגב", "القدم (12–14)", "القدم foot."]
    {
        let node = |width: f64| {
            let run = Run { glyphs: Vec::new(), width, is_rtl: text::is_rtl(line) };
            let origin = kurbo::Point::new(200.0, 100.0);
            let color = Color::rgb(0, 0, 0);
            TextNode { class: "label", text: line.to_owned(), origin, style: style.clone(), color, halo: None, run }
        };
        let draw = |width: f64| {
            let scene = Scene { nodes: vec![Node::Text(node(width))], ..empty_scene() };
            let source = svg(&scene);
            assert!(source.contains("direction=\"rtl\""), "browsers are told: {source}");
            usvg::Tree::from_str(&source, &options).expect("valid SVG")
        };
        let text_of = |tree: &usvg::Tree| {
            let found = tree.root().children().iter().find_map(|n| match n {
                usvg::Node::Text(t) => Some((**t).clone()),
                _ => None,
            });
            found.expect("a text")
        };
        // the length is the natural one, as it is where a font has the letters
        let natural: f64 = natural_width(line, &options);
        let tree = draw(natural);
        let drawn = text_of(&tree);
        let on_page = drawn.bounding_box();
        let (left, right) = (f64::from(on_page.left()), f64::from(on_page.right()));
        // a mark without width counts as one px in usvg's box
        assert!((left - 200.0).abs() < 1.01, "“{line}” begins at {left}");
        assert!((right - 200.0 - natural).abs() < 1.01, "“{line}” ends at {right}, not at {}", 200.0 + natural);
        let order: String = drawn.layouted().iter().flat_map(|s| &s.positioned_glyphs).map(|g| &*g.text).collect();
        let order: String = order.chars().filter(|c| !matches!(c, '\u{202B}' | '\u{202C}')).collect();
        let expected: String = text::visual_runs(line, true)
            .into_iter()
            .flat_map(|r| {
                let part = line[r.range].chars();
                if r.is_rtl { part.rev().collect::<Vec<_>>() } else { part.collect() }
            })
            .collect();
        assert_eq!(order, expected, "“{line}”");
    }
}

/// The width of a line in usvg, whether the font has its letters or not.
fn natural_width(line: &str, options: &usvg::Options<'_>) -> f64 {
    let source = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"900\" height=\"200\"><text y=\"100\" font-family=\"Inter\" font-size=\"40\">{line}</text></svg>"
    );
    let tree = usvg::Tree::from_str(&source, options).expect("valid SVG");
    f64::from(tree.root().children()[0].bounding_box().width())
}

/// A page with nothing on it.
fn empty_scene() -> Scene {
    let mut scene = crate::support::render(&crate::support::sized(&["lower-back"], "800x1000"), &()).expect("renders");
    scene.nodes.clear();
    scene
}
