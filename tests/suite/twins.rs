//! SVG and PNG of one chart are the same picture.

use crate::foreign::{browser, distance, screenshot};
use crate::support::render;
use crate::support::sized;
use image::RgbImage;
use reflexology_chart::export::export;
use reflexology_chart::export::{Compression, ExportOptions, export_with, raster, svg};
use reflexology_chart::model::Ground;
use reflexology_chart::scene::{Node, Scene};
use reflexology_chart::style::{Color, Face, TextStyle};
use reflexology_chart::{ChartSpec, Format, text};
use std::path::PathBuf;
use std::sync::Arc;

/// The fonts of the program and no others.
fn fonts() -> usvg::fontdb::Database {
    let mut db = usvg::fontdb::Database::new();
    for file in font_files() {
        db.load_font_data(std::fs::read(&file).expect("a font"));
    }
    db
}

fn font_files() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets/fonts");
    ["Inter-Regular", "Inter-Medium", "Inter-SemiBold", "InterDisplay-SemiBold"]
        .map(|n| folder.join(format!("{n}.otf")))
        .to_vec()
}

fn scene() -> Scene {
    render(&sized(&["lower-back", "sciatic"], "800x1000"), &()).expect("renders")
}

fn ours(scene: &Scene) -> RgbImage {
    let pixels = raster(scene).expect("draws");
    RgbImage::from_raw(pixels.width, pixels.height, pixels.bytes).expect("whole")
}

/// What resvg makes of the SVG on a colour, drawn at twice the size and averaged
/// as our own raster is.
fn theirs(scene: &Scene, ground: [u8; 3]) -> RgbImage {
    let options = usvg::Options { fontdb: Arc::new(fonts()), ..usvg::Options::default() };
    let tree = usvg::Tree::from_str(&svg(scene), &options).expect("valid SVG");
    let mut pixmap = tiny_skia::Pixmap::new(1600, 2000).expect("a size");
    pixmap.fill(tiny_skia::Color::from_rgba8(ground[0], ground[1], ground[2], 255));
    resvg::render(&tree, tiny_skia::Transform::from_scale(2.0, 2.0), &mut pixmap.as_mut());
    RgbImage::from_fn(800, 1000, |x, y| {
        let four = [(0, 0), (1, 0), (0, 1), (1, 1)];
        let p = four.map(|(dx, dy)| pixmap.pixel(2 * x + dx, 2 * y + dy).expect("inside"));
        let mean = |channel: fn(&tiny_skia::PremultipliedColorU8) -> u8| {
            u8::try_from((p.iter().map(|q| u32::from(channel(q))).sum::<u32>() + 2) / 4).expect("a mean of bytes")
        };
        image::Rgb([mean(|q| q.red()), mean(|q| q.green()), mean(|q| q.blue())])
    })
}

#[test]
fn resvg_draws_the_same_picture_from_the_svg() {
    let scene = scene();
    let theirs = theirs(&scene, [0; 3]);
    let (mean, far) = distance(&ours(&scene), &theirs);
    // another rasteriser: ours covers exact areas in 17 levels, theirs four
    // times four samples, here averaged; most edge pixels differ by a few
    // levels (measured: mean 0.354, two pixels of 800,000 far off)
    assert!(mean < 0.4 && far < 0.00002, "mean difference {mean:.3} of 255, {:.4} % of pixels far off", 100.0 * far);
}

#[test]
fn an_open_page_is_the_same_picture_on_any_colour() {
    let spec = ChartSpec { ground: Ground::Transparent, ..sized(&["lower-back", "sciatic"], "800x1000") };
    let scene = render(&spec, &()).expect("renders");
    let pixels = raster(&scene).expect("draws");
    assert!(pixels.has_alpha, "the page is open");
    let mine = image::RgbaImage::from_raw(pixels.width, pixels.height, pixels.bytes).expect("whole");
    for ground in [[0, 0, 0], [255, 255, 255], [30, 90, 160]] {
        let laid = RgbImage::from_fn(mine.width(), mine.height(), |x, y| {
            let [r, g, b, a] = mine.get_pixel(x, y).0;
            let over = |c: u8, below: u8| (u32::from(c) * u32::from(a) + u32::from(below) * (255 - u32::from(a))) / 255;
            let [below_r, below_g, below_b] = ground;
            let channels = [over(r, below_r), over(g, below_g), over(b, below_b)];
            image::Rgb(channels.map(|c| u8::try_from(c).expect("a mean of bytes")))
        });
        let (mean, far) = distance(&laid, &theirs(&scene, ground));
        // rims have twice the edges (measured on black, the worst: mean 0.631, 0.03 %)
        assert!(mean < 0.7 && far < 0.0005, "{ground:?}: mean {mean:.3} of 255, {:.4} % far off", 100.0 * far);
    }
}

#[test]
fn an_open_page_has_alpha_and_its_texts_have_halos() {
    let spec = ChartSpec { ground: Ground::Transparent, ..sized(&["lower-back"], "800x1000") };
    let scene = render(&spec, &()).expect("renders");
    let pixels = raster(&scene).expect("draws");
    for (format, compression) in
        [(Format::Png, Compression::Fast), (Format::Png, Compression::Small), (Format::Webp, Compression::Fast)]
    {
        let options = ExportOptions { compression, ..ExportOptions::default() };
        let image = image::load_from_memory(&export_with(&scene, format, &options).expect("exports")).expect("opens");
        assert!(image.color().has_alpha(), "{} keeps alpha", format.name());
        assert!(image.to_rgba8().into_raw() == pixels.bytes, "{} loses nothing", format.name());
    }
    assert_eq!(pixels.bytes[..4], [0; 4], "nothing in the corner");
    let problem = export(&scene, Format::Jpeg).expect_err("has no alpha").to_string();
    assert!(problem.contains("transparent") && problem.contains("PNG"), "says what to do: {problem}");
    fn halos(nodes: &[Node], paper: Color) {
        for node in nodes {
            match node {
                Node::Text(t) => {
                    let (halo, _) = t.halo.expect("each text has a halo");
                    assert!(halo == paper && t.color.contrast(halo) >= 4.5, "“{}” can be read on it", t.text);
                }
                Node::Group(g) => halos(&g.children, paper),
                Node::Shape(_) => {}
            }
        }
    }
    halos(&scene.nodes, scene.paper);
}

#[test]
fn a_browser_draws_the_same_picture_from_the_svg() {
    let Some(browser) = browser() else { return };
    let scene = scene();
    let folder = tempfile::tempdir().expect("a folder");
    let mut faces = String::new();
    for (file, face) in font_files().iter().zip(Face::ALL) {
        let name = file.file_name().expect("a file").to_string_lossy().into_owned();
        std::fs::copy(file, folder.path().join(&name)).expect("copied");
        faces.push_str(&format!(
            "@font-face {{ font-family: '{}'; font-weight: {}; src: url('{name}'); }}\n",
            face.family(),
            face.weight()
        ));
    }
    let page = format!(
        "<!DOCTYPE html><meta charset=utf-8><style>{faces} body {{ margin: 0 }} svg {{ display: block }}</style>{}",
        svg(&scene)
    );
    let html = folder.path().join("page.html");
    std::fs::write(&html, page).expect("written");
    let theirs = screenshot(browser, &html, 800, 1000);
    let (mean, far) = distance(&ours(&scene), &theirs);
    // another rasteriser: glyph edges and thin lines differ in their
    // anti-aliasing, and nothing else may
    assert!(mean < 1.3 && far < 0.006, "mean difference {mean:.3} of 255, {:.3} % of pixels far off", 100.0 * far);
}

#[test]
fn the_svg_is_named_described_and_addressable() {
    let text = svg(&scene());
    let doc = usvg::roxmltree::Document::parse(&text).expect("well-formed");
    let root = doc.root_element();
    assert_eq!(root.attribute("role"), Some("img"), "a picture to assistive technology");
    let labelled = root.attribute("aria-labelledby").expect("named");
    for id in labelled.split(' ') {
        let node =
            doc.descendants().find(|n| n.attribute("id") == Some(id)).unwrap_or_else(|| panic!("no element {id}"));
        assert!(node.text().is_some_and(|t| t.len() > 5), "{id} says something");
    }
    let mut ids: Vec<&str> = doc.descendants().filter_map(|n| n.attribute("id")).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "ids are unique");
    let group = doc.descendants().find(|n| n.attribute("id") == Some("right-plantar-spine-lumbar"));
    let group = group.expect("zones have groups with stable ids");
    assert!(group.descendants().any(|n| n.tag_name().name() == "title" && n.text() == Some("Lumbar spine")), "named");
    let callouts: Vec<_> = doc.descendants().filter(|n| n.attribute("class") == Some("callout")).collect();
    assert!(!callouts.is_empty(), "there are callouts");
    for callout in callouts {
        assert!(callout.attribute("data-zone").is_some(), "a callout names its zone");
        let has = |class: &str| callout.descendants().any(|n| n.attribute("class") == Some(class));
        assert!(has("leader") && has("anchor") && has("label"), "leader, anchor and text");
    }
    let zone = doc
        .descendants()
        .find(|n| n.attribute("class") == Some("zone") && n.attribute("data-zone") == Some("sciatic-band"))
        .expect("a zone");
    assert!(zone.attribute("data-view").is_some_and(|v| v.ends_with("plantar") || v.ends_with("medial")), "its view");
    for node in doc.descendants().filter(|n| n.has_tag_name("text")) {
        let length: f64 = node.attribute("textLength").and_then(|l| l.parse().ok()).expect("each text has its length");
        assert!(length > 0.0, "a real length");
    }
}

#[test]
fn measured_text_is_drawn_text() {
    let db = Arc::new(fonts());
    for (line, face, size, spacing) in [
        ("Lower back and sciatic nerve", Face::Display, 90.0, -0.022),
        ("FOOT REFLEXOLOGY CHART", Face::SemiBold, 27.0, 0.09),
        ("Where reflexology charts place them", Face::Regular, 37.0, 0.0),
        ("AVATAR, Tü. “fi ffi”", Face::Medium, 33.3, 0.0),
        ("Поясница · Μέση", Face::SemiBold, 42.0, 0.0),
    ] {
        let style = TextStyle::new(face, size, 1.2).with_spacing(spacing);
        let measured = text::width(line, &style).expect("has glyphs");
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"3000\" height=\"200\"><text x=\"0\" y=\"100\" font-family=\"{}\" font-size=\"{size}\" font-weight=\"{}\" letter-spacing=\"{}\">{line}</text></svg>",
            face.family(),
            face.weight(),
            spacing * size
        );
        let options = usvg::Options { fontdb: db.clone(), ..usvg::Options::default() };
        let tree = usvg::Tree::from_str(&svg, &options).expect("valid");
        let usvg::Node::Text(t) = &tree.root().children()[0] else { panic!("a text") };
        let drawn = f64::from(t.bounding_box().width());
        assert!((drawn - measured).abs() < 0.01, "“{line}”: measured {measured}, drawn {drawn}");
    }
}
