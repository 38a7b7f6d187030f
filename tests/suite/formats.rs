//! Every format says what it should, to us and to other people's programs.

use crate::foreign::{browser, distance, run, screenshot, tool};
use crate::support::render;
use crate::support::sized;
use image::RgbImage;
use reflexology_chart::export::export;
use reflexology_chart::export::{
    Compression, ExportOptions, Snippet, SvgOptions, TextMode, alt_file, export_with, inspect, pdf, raster, snippet,
};
use reflexology_chart::scene::{Node, Scene};
use reflexology_chart::{ChartSpec, Format};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use usvg::roxmltree::Document;

fn scene() -> Scene {
    render(&sized(&["lower-back", "sciatic"], "800x1000"), &()).expect("renders")
}

fn ours(scene: &Scene) -> RgbImage {
    let pixels = raster(scene).expect("draws");
    RgbImage::from_raw(pixels.width, pixels.height, pixels.bytes).expect("whole")
}

/// A file with a picture, in a folder that goes with it.
fn file(scene: &Scene, format: Format) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(format!("chart.{}", format.name()));
    std::fs::write(&path, export(scene, format).expect("exports")).expect("written");
    (folder, path)
}

/// All texts of a scene.
fn texts(nodes: &[Node]) -> Vec<String> {
    let mut out = Vec::new();
    for node in nodes {
        match node {
            Node::Text(t) => out.push(t.text.clone()),
            Node::Group(g) => out.extend(texts(&g.children)),
            Node::Shape(_) => {}
        }
    }
    out
}

#[test]
fn raster_formats_hold_the_same_pixels() {
    let scene = scene();
    let mine = ours(&scene);
    for compression in Compression::ALL {
        let options = ExportOptions { compression, ..ExportOptions::default() };
        let bytes = export_with(&scene, Format::Png, &options).expect("exports");
        let png = image::load_from_memory(&bytes).expect("a PNG");
        assert_eq!(png.color(), image::ColorType::Rgb8, "no alpha");
        assert!(png.to_rgb8() == mine, "PNG loses nothing ({})", compression.name());
    }
    let webp = image::load_from_memory(&export(&scene, Format::Webp).expect("exports")).expect("a WebP");
    assert!(webp.to_rgb8() == mine, "WebP loses nothing");
    let jpeg = image::load_from_memory(&export(&scene, Format::Jpeg).expect("exports")).expect("a JPEG");
    let (mean, far) = distance(&mine, &jpeg.to_rgb8());
    // quality 90 without subsampling: a few levels beside sharp edges
    assert!(mean < 2.0 && far < 0.0005, "JPEG is near: {mean:.2} of 255, {:.3} % far off", 100.0 * far);
}

#[test]
fn the_smaller_compression_is_smaller() {
    let scene = scene();
    let size = |compression| {
        let options = ExportOptions { compression, ..ExportOptions::default() };
        export_with(&scene, Format::Png, &options).expect("exports").len()
    };
    assert!(size(Compression::Small) < size(Compression::Fast), "as the names say");
}

#[test]
fn a_chart_without_colours_is_a_grey_file() {
    let kind = |theme: &str, compression| {
        let spec = ChartSpec { theme: theme.to_owned(), ..sized(&["lower-back"], "800x1000") };
        let scene = render(&spec, &()).expect("renders");
        let options = ExportOptions { compression, ..ExportOptions::default() };
        let file = export_with(&scene, Format::Png, &options).expect("exports");
        let image = image::load_from_memory(&file).expect("opens");
        assert!(image.to_rgb8() == ours(&scene), "{theme}: the pixels are the same");
        image.color()
    };
    assert_eq!(kind("print", Compression::Fast), image::ColorType::L8, "one byte a pixel");
    assert_eq!(kind("light", Compression::Fast), image::ColorType::Rgb8, "colours stay");
    // which may have a palette
    kind("print", Compression::Small);
}

#[test]
fn every_format_is_the_same_file_twice_and_has_no_clock() {
    let scene = scene();
    for &format in Format::ALL {
        let (a, b) = (export(&scene, format).expect("exports"), export(&scene, format).expect("exports"));
        assert!(a == b, "{} is reproducible", format.name());
        let has = |word: &[u8]| a.windows(word.len()).any(|w| w == word);
        for word in [&b"CreationDate"[..], b"ModDate", b"CreateDate", b"ModifyDate", b"tIME"] {
            assert!(!has(word), "{} has no {}", format.name(), String::from_utf8_lossy(word));
        }
    }
}

#[test]
fn exiftool_reads_texts_and_density() {
    let Some(exiftool) = tool(&["exiftool"]) else { return };
    let mut spec = sized(&["sciatica"], "a4");
    spec.lang = "de".to_owned();
    spec.title = Some("Rücken & <Ischias> „\"]]>“".to_owned());
    spec.scale = 0.25;
    let scene = render(&spec, &()).expect("renders");
    for format in [Format::Png, Format::Jpeg, Format::Webp, Format::Svg] {
        let (_folder, path) = file(&scene, format);
        let field =
            |name: &str| run(exiftool, &["-s3".as_ref(), name.as_ref(), path.as_os_str()]).trim_end().to_owned();
        let name = format.name();
        for (tag, text) in [
            ("-XMP-iptcCore:AltTextAccessibility", &scene.alt),
            ("-XMP-iptcCore:AltTextAccessibility-de", &scene.alt),
            ("-XMP-iptcCore:ExtDescrAccessibility", &scene.description),
            ("-XMP-dc:Title", &scene.title),
            ("-XMP-dc:Description", &scene.caption),
            ("-XMP-dc:Rights", &scene.rights),
        ] {
            assert_eq!(&field(tag), text, "{tag} of {name}");
        }
        match format {
            // 75 pixels per inch
            Format::Png => assert_eq!(field("-PixelsPerUnitX"), "2953", "pixels per metre"),
            Format::Jpeg => {
                assert_eq!((field("-XResolution"), field("-ResolutionUnit")), ("75".into(), "inches".into()));
            }
            _ => {}
        }
    }
}

#[test]
fn texts_inside_pictures_are_not_compressed() {
    // WordPress and search engines look for the packet without unpacking
    let scene = scene();
    for format in [Format::Png, Format::Jpeg, Format::Webp, Format::Svg] {
        let bytes = export(&scene, format).expect("exports");
        let needle =
            b"<Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang=\"x-default\">Foot reflexology chart";
        assert!(bytes.windows(needle.len()).any(|w| w == needle), "in {}", format.name());
    }
}

#[test]
fn alt_texts_are_short_true_and_whole_in_every_language() {
    for lang in ["en", "de", "es", "fr", "it", "nl", "pt", "ru"] {
        for zones in [&["lower-back"][..], &["liver"], &["sciatica"], &["all"], &[]] {
            // laying out is slow, and the words are the same
            if lang != "en" && !matches!(zones, ["sciatica"] | []) {
                continue;
            }
            let size = if zones == ["all"] { "atlas" } else { "1600x2000" };
            let spec = ChartSpec { lang: lang.to_owned(), ..sized(zones, size) };
            let scene = render(&spec, &()).expect("renders");
            let count = scene.alt.chars().count();
            assert!(count <= 240, "{lang} {zones:?}: {count} characters: {}", scene.alt);
            assert!(scene.alt.contains(&scene.title), "{lang} {zones:?} has its title: {}", scene.alt);
            let whole_map = zones == ["all"] && lang == "en";
            assert!(!whole_map || scene.alt.contains("; 64 areas, "), "the number of areas: {}", scene.alt);
            for text in [&scene.alt, &scene.description, &scene.caption] {
                assert!(!text.contains(['{', '}']) && !text.contains("  "), "{lang} {zones:?}: {text}");
            }
        }
    }
    let scene = scene();
    assert!(scene.alt.chars().count() <= 170, "{}", scene.alt);
    for part in ["Lower back and sciatic nerve", "both feet (sole, inner side)", "lumbar spine, sacrum", "unproven"] {
        assert!(scene.alt.contains(part), "“{part}” in: {}", scene.alt);
    }
    let one = ChartSpec { views: vec!["right-plantar".into()], ..sized(&["liver"], "800x1000") };
    let alt = render(&one, &()).expect("renders").alt;
    assert_eq!(
        alt,
        "Foot reflexology chart “Liver”, right foot (sole); highlighted: liver. Traditional claims, unproven."
    );
}

#[test]
fn the_description_tells_each_view() {
    let text = scene().description;
    assert!(text.contains("Right sole; left sole; highlighted: lumbar spine, sacrum"), "what is where: {text}");
    assert!(text.contains("Right foot, inner side; left foot, inner side; highlighted: "), "each view: {text}");
    let inner = text.split("Right foot, inner side").nth(1).and_then(|t| t.split('.').next());
    let inner = inner.expect("the inner sides");
    assert!(!inner.contains("lower back and buttocks"), "the inner side does not show the heel pad: {text}");
    assert!(text.contains("Research has not confirmed"), "{text}");
}

#[test]
fn a_title_cannot_take_the_place_of_other_words() {
    let spec = ChartSpec { title: Some("{zones} {claims} {claim}".into()), ..sized(&["liver"], "800x1000") };
    let scene = render(&spec, &()).expect("renders");
    assert!(scene.alt.contains("“{zones} {claims} {claim}”"), "{}", scene.alt);
    assert!(scene.description.starts_with("{zones} {claims} {claim}. "), "{}", scene.description);
}

/// An SVG with some options.
fn svg(scene: &Scene, svg: SvgOptions) -> String {
    let options = ExportOptions { svg, ..ExportOptions::default() };
    String::from_utf8(export_with(scene, Format::Svg, &options).expect("exports")).expect("text")
}

fn ids<'a>(doc: &'a Document<'_>) -> BTreeSet<&'a str> {
    doc.descendants().filter_map(|n| n.attribute("id")).collect()
}

#[test]
fn two_charts_on_one_page_share_no_id() {
    let (a, b) = (scene(), render(&sized(&["liver"], "800x1000"), &()).expect("renders"));
    let (a, b) = (svg(&a, SvgOptions::default()), svg(&b, SvgOptions::default()));
    let (a, b) = (Document::parse(&a).expect("well-formed"), Document::parse(&b).expect("well-formed"));
    assert!(ids(&a).len() > 20 && ids(&a).is_disjoint(&ids(&b)), "each has its own ids");
    for doc in [&a, &b] {
        let known = ids(doc);
        for node in doc.descendants() {
            for attribute in node.attributes() {
                if let Some(id) = attribute.value().strip_prefix("url(#").and_then(|u| u.strip_suffix(')')) {
                    assert!(known.contains(id), "{id} is defined");
                }
            }
        }
        let root = doc.root_element();
        assert!(root.attribute("aria-label").is_some_and(|l| l.contains("reflexology")), "named without ids too");
        for id in root.attribute("aria-labelledby").expect("named").split(' ') {
            assert!(known.contains(id), "{id} is there");
        }
    }
}

#[test]
fn ids_begin_as_asked_and_only_as_names_do() {
    let scene = scene();
    let with = |prefix: &str| SvgOptions { id_prefix: Some(prefix.to_owned()), ..SvgOptions::default() };
    let text = svg(&scene, with("foot-"));
    let doc = Document::parse(&text).expect("well-formed");
    assert!(ids(&doc).iter().all(|id| id.starts_with("foot-")), "all of them");
    assert!(svg(&scene, with("")).contains("id=\"right-plantar-sacrum\""), "or plain");
    for bad in ["1a", "a b", "a\"", "a}", "ä"] {
        let options = ExportOptions { svg: with(bad), ..ExportOptions::default() };
        let err = export_with(&scene, Format::Svg, &options).expect_err("refused");
        assert!(err.to_string().contains("letter"), "{bad}: {err}");
    }
}

#[test]
fn text_can_be_shapes() {
    let scene = scene();
    let text = svg(&scene, SvgOptions { text: TextMode::Outlines, ..SvgOptions::default() });
    assert!(!text.contains("<text") && !text.contains("font-family"), "no text, no font");
    // drawn without any font
    let tree = usvg::Tree::from_str(&text, &usvg::Options::default()).expect("valid SVG");
    let mut pixmap = tiny_skia::Pixmap::new(1600, 2000).expect("a size");
    resvg::render(&tree, tiny_skia::Transform::from_scale(2.0, 2.0), &mut pixmap.as_mut());
    let theirs = RgbImage::from_fn(1600, 2000, |x, y| {
        let p = pixmap.pixel(x, y).expect("inside");
        image::Rgb([p.red(), p.green(), p.blue()])
    });
    let theirs = image::imageops::thumbnail(&theirs, 800, 1000);
    let (mean, far) = distance(&ours(&scene), &theirs);
    assert!(mean < 0.4 && far < 0.0005, "mean difference {mean:.3} of 255, {:.4} % of pixels far off", 100.0 * far);
}

#[test]
fn a_browser_sets_the_text_with_the_letters_inside_the_svg() {
    let Some(browser) = browser() else { return };
    for lang in ["en", "ru"] {
        let spec = ChartSpec { lang: lang.to_owned(), ..sized(&["lower-back", "sciatic"], "800x1000") };
        let scene = render(&spec, &()).expect("renders");
        let (_folder, path) = file(&scene, Format::Svg);
        let theirs = screenshot(browser, &path, 800, 1000);
        let (mean, far) = distance(&ours(&scene), &theirs);
        // as in `twins`, where the browser is given the whole fonts
        assert!(mean < 1.3 && far < 0.006, "{lang}: mean {mean:.3} of 255, {:.3} % of pixels far off", 100.0 * far);
    }
}

#[test]
fn embedded_letters_weigh_little() {
    let scene = scene();
    let size = |text| svg(&scene, SvgOptions { text, ..SvgOptions::default() }).len();
    let fonts = size(TextMode::Live) - size(TextMode::Named);
    assert!((8_000..60_000).contains(&fonts), "four subsets, {fonts} bytes");
}

#[test]
fn a_pdf_has_live_text_and_the_size_of_the_paper() {
    let (Some(pdftotext), Some(pdfinfo)) = (tool(&["pdftotext"]), tool(&["pdfinfo"])) else { return };
    let scene = render(&sized(&["lower-back"], "a4"), &()).expect("renders");
    let (_folder, path) = file(&scene, Format::Pdf);
    let said = run(pdftotext, &["-raw".as_ref(), path.as_os_str(), "-".as_ref()]);
    let words = |text: &str| text.split_whitespace().collect::<String>();
    let all = words(&said);
    for text in texts(&scene.nodes) {
        assert!(all.contains(&words(&text)), "“{text}” is in the text: {said}");
    }
    let info = run(pdfinfo, &[path.as_os_str()]);
    let size = info.lines().find_map(|l| l.strip_prefix("Page size:")).expect("a size");
    assert!(size.contains("595.2 x 841.92 pts"), "A4: {size}");
    for line in ["Title:           Lower back", "Tagged:          yes", "Pages:           1"] {
        assert!(info.contains(line), "{line}: {info}");
    }
    let tags = run(pdfinfo, &["-struct".as_ref(), path.as_os_str()]);
    assert!(tags.contains("Document") && tags.contains("Figure"), "a figure: {tags}");
    let bytes = std::fs::read(&path).expect("read");
    let alt: String = scene.alt.encode_utf16().flat_map(u16::to_be_bytes).map(|b| format!("{b:02X}")).collect();
    let tag = format!("/Alt<FEFF{alt}");
    assert!(bytes.windows(tag.len()).any(|w| w == tag.as_bytes()), "with its alt text");
    if let Some(pdffonts) = tool(&["pdffonts"]) {
        let fonts = run(pdffonts, &[path.as_os_str()]);
        assert_eq!(fonts.matches(" yes yes yes ").count(), 4, "four faces, embedded, subset, with characters: {fonts}");
    }
}

#[test]
fn a_pdf_is_the_same_picture() {
    let Some(pdftoppm) = tool(&["pdftoppm"]) else { return };
    let dark = ChartSpec { theme: "dark".into(), ..sized(&["head"], "800x800") };
    let print = ChartSpec { theme: "print".into(), ..sized(&["sciatica"], "800x1000") };
    for spec in [sized(&["lower-back", "sciatic"], "800x1000"), dark, print] {
        let scene = render(&spec, &()).expect("renders");
        let (folder, path) = file(&scene, Format::Pdf);
        let page = folder.path().join("page");
        run(pdftoppm, &["-r".as_ref(), "192".as_ref(), "-png".as_ref(), path.as_os_str(), page.as_os_str()]);
        let theirs = image::open(folder.path().join("page-1.png")).expect("a page").to_rgb8();
        // drawn at twice the size and averaged, as our own raster is
        let theirs = image::imageops::thumbnail(&theirs, theirs.width() / 2, theirs.height() / 2);
        let (mean, far) = distance(&ours(&scene), &theirs);
        // another rasteriser: it sets letters on quarters of a pixel and draws
        // hairlines thicker
        assert!(mean < 2.2 && far < 0.01, "mean {mean:.3} of 255, {:.3} % of pixels far off", 100.0 * far);
    }
}

#[test]
fn several_charts_are_the_pages_of_one_pdf() {
    let Some(pdfinfo) = tool(&["pdfinfo"]) else { return };
    let (a, b) = (scene(), render(&sized(&["liver"], "1200x630"), &()).expect("renders"));
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("two.pdf");
    std::fs::write(&path, pdf(&[&a, &b], None).expect("exports")).expect("written");
    let info = run(pdfinfo, &["-l".as_ref(), "2".as_ref(), path.as_os_str()]);
    assert!(
        info.contains("Page    1 size:  600 x 750 pts") && info.contains("Page    2 size:  900 x 472.5 pts"),
        "{info}"
    );
}

#[test]
fn snippets_hold_any_title() {
    let spec = ChartSpec { title: Some("a\"b<script>*[x](y){z}'&".into()), ..sized(&["liver"], "800x1000") };
    let scene = render(&ChartSpec { scale: 2.0, ..spec }, &()).expect("renders");
    let all = Snippet::ALL.map(|s| snippet(&scene, s, "my chart\".png"));
    for text in &all {
        assert!(text.contains("my%20chart%22.png") && !text.contains("<script>"), "{text}");
    }
    let [html, markdown, mdx, post] = all;
    let img = html.lines().find(|l| l.contains("<img")).expect("an image").replace("async\">", "async\"/>");
    let doc = Document::parse(&img).expect("well-formed");
    let img = doc.root_element();
    assert_eq!(img.attribute("alt"), Some(scene.alt.as_str()), "the alt text as it is");
    assert_eq!((img.attribute("width"), img.attribute("height")), (Some("800"), Some("1000")), "px of the page");
    assert!(html.contains("Research has not confirmed"), "the claim line: {html}");
    assert!(markdown.contains("\\*\\[x\\](y)\\{z\\}"), "{markdown}");
    assert!(mdx.contains("a\\\"b\\u003cscript\\u003e*[x](y){z}'&") && mdx.contains("width={800}"), "{mdx}");
    assert!(post.contains("&#91;x&#93;") && post.starts_with("<!-- wp:image {"), "{post}");
    let figure = post.lines().nth(1).expect("a figure");
    assert!(Document::parse(figure).is_ok_and(|d| d.root_element().has_tag_name("figure")), "{figure}");
    assert_eq!(alt_file(&scene), format!("{}\n\n{}\n", scene.alt, scene.description), "two paragraphs");
}

/// Runs the program in a folder; what it printed.
fn chart(folder: &Path, args: &[String]) -> String {
    let out = Command::new(env!("CARGO_BIN_EXE_chart")).args(args).current_dir(folder).output().expect("it runs");
    assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).expect("text")
}

/// The arguments of a job: a field is a flag.
fn flags(fields: &serde_json::Value) -> Vec<String> {
    let mut out = Vec::new();
    for (name, value) in fields.as_object().expect("an object") {
        let mut flag = |value: String| out.push(format!("--{name}={value}"));
        match value {
            serde_json::Value::Array(all) => all.iter().for_each(|v| flag(v.as_str().expect("a text").to_owned())),
            serde_json::Value::Object(all) => {
                all.iter().for_each(|(k, v)| flag(format!("{k}={}", v.as_str().expect("a text"))));
            }
            serde_json::Value::String(text) => flag(text.clone()),
            other => flag(other.to_string()),
        }
    }
    out
}

#[test]
fn from_the_job_inside_a_picture_the_same_bytes_come_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let assets = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    std::fs::copy(assets.join("charts/maps/western-foot.json"), at("map.json")).expect("copied");
    std::fs::copy(assets.join("assets/outlines/foot-plantar.svg"), at("sole.svg")).expect("copied");
    let strings = |all: &[&str]| all.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
    let outline = format!("plantar={}", at("sole.svg").display());
    let mapped = at("map.json").display().to_string();
    let tried = [
        strings(&["--zone=lower-back,hip", "--title=A & \"<b>\"", "--size=640x800", "--compression=fast"]),
        strings(&["--zone=liver", "--lang=ru", "--size=a4", "--scale=0.2", "--theme=print", "--guides=waist,heel"]),
        strings(&["--zone=l5", "--map", &mapped, "--outline", &outline, "--size=700x700", "--side=right", "--skin=2"]),
        strings(&["--view=left-medial", "--context=outline", "--size=640x480", "--text=outlines", "--id-prefix=x"]),
    ];
    for args in tried {
        for format in Format::ALL.iter().copied().filter(|f| f.name() != "avif") {
            let (first, again) = (format!("first.{}", format.name()), format!("again.{}", format.name()));
            chart(folder.path(), &[strings(&["render", "-o", &first]), args.clone()].concat());
            let said = chart(folder.path(), &strings(&["inspect", &first]));
            let here = folder.path().to_string_lossy().into_owned();
            assert!(!said.contains(&here), "no path of the machine: {said}");
            let job: serde_json::Value = serde_json::from_str(&said).expect("JSON");
            assert_eq!(job["format"], "reflex-job/1", "says what it is");
            assert!(job["hashes"]["map"].as_str().is_some_and(|h| h.starts_with("blake3:") && h.len() == 71), "{said}");
            let told = [flags(&job["spec"]), flags(&job["output"])].concat();
            chart(folder.path(), &[strings(&["render", "-o", &again]), told].concat());
            let (a, b) = (std::fs::read(at(&first)).expect("read"), std::fs::read(at(&again)).expect("read"));
            assert!(a == b, "{first} of {args:?} comes again");
            let whole = here.as_bytes();
            assert!(!a.windows(whole.len()).any(|w| w == whole), "{first} has no path of the machine");
        }
    }
}

#[test]
fn a_file_without_a_job_says_so() {
    assert_eq!(inspect(b"nothing"), None, "not a picture");
    assert_eq!(
        inspect(&export(&scene(), Format::Png).expect("exports")),
        None,
        "a picture of the library, without a job"
    );
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("a.png"), "no").expect("written");
    let program = env!("CARGO_BIN_EXE_chart");
    let out = Command::new(program).args(["inspect", "a.png"]).current_dir(folder.path()).output().expect("it runs");
    assert_eq!(out.status.code(), Some(3), "refused");
    assert!(String::from_utf8_lossy(&out.stderr).contains("no job"), "and told why");
}

#[test]
fn the_snippet_needs_a_picture_and_the_standard_output() {
    let folder = tempfile::tempdir().expect("a folder");
    let program = env!("CARGO_BIN_EXE_chart");
    let says = |args: &[&str]| {
        let base = ["render", "--zone", "hip", "--size", "640x640", "--emit", "html"];
        let out = Command::new(program).args(base).args(args).current_dir(folder.path()).output().expect("it runs");
        (
            out.status.code(),
            String::from_utf8_lossy(&out.stderr).into_owned(),
            String::from_utf8_lossy(&out.stdout).into_owned(),
        )
    };
    assert_eq!(says(&["-o", "-", "--format", "svg"]).0, Some(2), "one standard output");
    let (code, message, _) = says(&["-o", "a.pdf"]);
    assert!(code == Some(2) && message.contains("png"), "{message}");
    let (code, message, snippet) = says(&["-o", "a.pdf", "-o", "a.webp", "--alt-out", "a.txt"]);
    assert_eq!(code, Some(0), "{message}");
    assert!(snippet.contains("src=\"a.webp\""), "{snippet}");
    let alt = std::fs::read_to_string(folder.path().join("a.txt")).expect("written");
    let first = alt.lines().next().expect("a line");
    assert!(first.contains("reflexology chart") && alt.lines().count() == 3, "{alt}");
}

#[cfg(feature = "avif")]
#[test]
fn a_browser_shows_the_avif() {
    let Some(browser) = browser() else { return };
    let scene = scene();
    let (folder, path) = file(&scene, Format::Avif);
    let name = path.file_name().expect("a name").to_string_lossy().into_owned();
    let html = folder.path().join("page.html");
    let page =
        format!("<!DOCTYPE html><style>body {{ margin: 0 }} img {{ display: block }}</style><img src=\"{name}\">");
    std::fs::write(&html, page).expect("written");
    let (mean, far) = distance(&ours(&scene), &screenshot(browser, &html, 800, 1000));
    assert!(mean < 2.0 && far < 0.002, "mean {mean:.3} of 255, {:.3} % far off", 100.0 * far);
}
