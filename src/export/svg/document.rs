//! A scene as an SVG document, with live text, stable ids, and a name and a
//! description for screen readers.

use super::path_data::{matrix, path_data};
use super::{motion, webfont};
use crate::error::Error;
use crate::export::escape::xml;
use crate::export::format::{SvgOptions, TextMode};
use crate::export::metadata;
use crate::export::number::{decimals_2, decimals_4};
use crate::scene::{Fill, Geometry, GroupNode, Node, Paint, Scene, ShapeNode, Stroke, Tag, TextNode};
use crate::style::Face;
use crate::text::order_needs_base;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kurbo::{Affine, BezPath};
use std::collections::{BTreeMap, VecDeque};
use std::fmt::Write as _;

/// Begins a part of a text that is ordered from right to left.
const EMBED_RTL: char = '\u{202B}';
/// Ends such a part.
const END_EMBEDDING: char = '\u{202C}';

/// Writes the picture alone as an SVG document: no metadata, no fonts, plain ids.
pub fn svg(scene: &Scene) -> String {
    document(scene, Writer::default(), "", "").0
}

/// Writes the picture as an SVG document with its metadata, and with the job that made
/// it if there is one.
///
/// # Errors
/// [`ErrorKind::Usage`](crate::ErrorKind::Usage) for a prefix that cannot begin an id, [`ErrorKind::Internal`](crate::ErrorKind::Internal)
/// where a font cannot be made smaller.
pub fn svg_with(scene: &Scene, options: &SvgOptions, job: Option<&str>) -> Result<String, Error> {
    let text = options.text;
    let (prefix, paths) = prefix_and_paths(scene, options)?;
    let mut style = match text {
        TextMode::Live => font_faces(scene, &[], &prefix)?,
        TextMode::Named | TextMode::Outlines => String::new(),
    };
    if options.animate {
        style.push_str(&motion::rules(&scene.nodes, &prefix));
    }
    if !style.is_empty() {
        style = format!("<style>\n{style}</style>\n");
    }
    let metadata = format!("<metadata>\n{}</metadata>\n", metadata::rdf(scene, job, true));
    Ok(document(
        scene,
        Writer { prefix, text, embeds: text == TextMode::Live, animates: options.animate, paths, ..Writer::default() },
        &metadata,
        &style,
    )
    .0)
}

/// Returns what ids begin with.
#[cfg(feature = "html")]
pub(in crate::export) fn prefix(scene: &Scene, options: &SvgOptions) -> Result<String, Error> {
    Ok(prefix_and_paths(scene, options)?.0)
}

/// Returns what ids begin with, and the path data that was written to find out.
fn prefix_and_paths(scene: &Scene, options: &SvgOptions) -> Result<(String, VecDeque<String>), Error> {
    match &options.id_prefix {
        Some(prefix) if !is_name(prefix) => {
            Err(Error::usage("svg-id-prefix", format!("`{prefix}` cannot begin the ids of an SVG file"))
                .with_hint("use a letter, then letters, digits, `-` and `_`"))
        }
        Some(prefix) => Ok((prefix.clone(), VecDeque::new())),
        None => {
            let writer = Writer { text: options.text, keeps: true, ..Writer::default() };
            let (plain, paths) = document(scene, writer, "", "");
            Ok((format!("c{:06x}-", hash(plain.as_bytes())), paths))
        }
    }
}

/// Writes the fonts of a picture, and of some texts beside it, as rules of a style
/// sheet.
pub(in crate::export) fn font_faces(scene: &Scene, beside: &[TextNode], prefix: &str) -> Result<String, Error> {
    let mut style = String::new();
    for (face, font) in webfont::fonts(scene, beside)? {
        let (family, weight) = (embedded_family(prefix, face), face.weight());
        let data = STANDARD.encode(font);
        let _ = writeln!(
            style,
            "@font-face{{font-family:\"{family}\";font-weight:{weight};src:url(data:font/otf;base64,{data})}}"
        );
    }
    Ok(style)
}

/// Returns whether a text may begin an id and the name of a font, in a style sheet too.
fn is_name(prefix: &str) -> bool {
    prefix.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        && prefix.chars().next().is_none_or(|c| c.is_ascii_alphabetic())
}

/// Hashes bytes to 24 bits (FNV-1a, folded).
fn hash(bytes: &[u8]) -> u64 {
    let wide = bytes.iter().fold(0xCBF2_9CE4_8422_2325_u64, |h, &b| (h ^ u64::from(b)).wrapping_mul(0x100_0000_01B3));
    (wide ^ wide >> 24 ^ wide >> 48) & 0xFF_FFFF
}

/// Returns the family of an embedded font: its own for each picture, since pictures
/// have different subsets.
pub(in crate::export) fn embedded_family(prefix: &str, face: Face) -> String {
    format!("{prefix}{}", face.family().replace(' ', ""))
}

/// Writes the document of a scene in the way of an empty writer; returns its path data
/// too, if the writer keeps it.
fn document(scene: &Scene, mut w: Writer, metadata: &str, style: &str) -> (String, VecDeque<String>) {
    for node in &scene.nodes {
        w.node(node);
    }
    let (width, height) = (decimals_2(scene.width), decimals_2(scene.height));
    let (title, description) = (xml(&scene.title), xml(&scene.description));
    let mut out = String::with_capacity(w.body.len() + 4096);
    let scaled = (decimals_2(scene.width * scene.scale), decimals_2(scene.height * scene.scale));
    let (lang, prefix) = (xml(&scene.lang), xml(&w.prefix));
    // a name of its own beside the references: optimisers drop ids
    let alt = xml(&scene.alt);
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{}\" height=\"{}\" \
         role=\"img\" aria-label=\"{alt}\" aria-labelledby=\"{prefix}chart-title {prefix}chart-desc\" \
         lang=\"{lang}\" xml:lang=\"{lang}\">",
        scaled.0, scaled.1
    );
    let _ = write!(
        out,
        "<title id=\"{prefix}chart-title\">{title}</title>\n<desc id=\"{prefix}chart-desc\">{description}</desc>\n"
    );
    out.push_str(metadata);
    out.push_str(style);
    if !w.defs.is_empty() {
        let _ = write!(out, "<defs>\n{}</defs>\n", w.defs);
    }
    if !scene.is_transparent {
        let _ = writeln!(out, "<rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>", scene.paper);
    }
    out.push_str(&w.body);
    out.push_str("</svg>\n");
    (out, w.paths)
}

/// A document that is being written.
#[derive(Clone, Default)]
pub(super) struct Writer {
    /// What ids begin with.
    pub(super) prefix: String,
    /// What the names of embedded fonts begin with, where that is not the same.
    pub(super) font_prefix: Option<String>,
    /// How texts are written.
    pub(super) text: TextMode,
    /// Whether the fonts are in the document.
    pub(super) embeds: bool,
    /// Whether strokes draw themselves.
    pub(super) animates: bool,
    /// Whether opacities of 1 are written too and each paint has a gradient of
    /// its own, so that two documents of one picture differ in colours alone.
    pub(super) explicit: bool,
    /// The zones that can be pointed at; the id of what describes each.
    pub(super) spots: BTreeMap<String, String>,
    /// The id of the first shape of each of them that was written.
    pub(super) first: BTreeMap<String, String>,
    /// Elements so far.
    pub(super) body: String,
    /// Definitions so far.
    pub(super) defs: String,
    /// Gradients written so far, to share equal ones.
    pub(super) gradients: Vec<Paint>,
    /// Artwork written so far, to refer to where the other foot is its mirror image.
    pub(super) artworks: Vec<Vec<Node>>,
    /// Px of the page to a unit of what is being written, where that is not one.
    pub(super) scale: Option<f64>,
    /// Whether it is artwork.
    pub(super) is_artwork: bool,
    /// Clip paths written so far.
    pub(super) clips: usize,
    /// Masks written so far.
    pub(super) masks: usize,
    /// Path data in the order of the document: most of it, and the same whatever
    /// ids begin with. Taken from here if there is any.
    pub(super) paths: VecDeque<String>,
    /// Whether path data is written and kept there, for another document of the
    /// same picture.
    pub(super) keeps: bool,
}

/// Greatest steps of points, px: of shapes, and of artwork, where nothing meets edge to edge.
const STEPS: (f64, f64) = (0.012, 0.12);

impl Writer {
    /// Writes a node.
    pub(super) fn node(&mut self, node: &Node) {
        match node {
            Node::Group(g) => self.group(g),
            Node::Shape(s) => self.shape(s),
            Node::Text(t) => self.text(t),
        }
    }

    /// Writes a group and everything in it.
    fn group(&mut self, g: &GroupNode) {
        let mut attributes = self.tag(&g.tag);
        if g.transform != Affine::IDENTITY {
            let _ = write!(attributes, " transform=\"{}\"", matrix(g.transform));
        }
        if g.opacity < 1.0 {
            let _ = write!(attributes, " opacity=\"{}\"", decimals_4(g.opacity));
        }
        if let Some(clip) = &g.clip {
            self.clips += 1;
            let _ = write!(self.defs, "<clipPath id=\"{}clip-{}\"><path d=\"", xml(&self.prefix), self.clips);
            let data = self.path(clip);
            self.defs.push_str(&data);
            self.defs.push_str("\"/></clipPath>\n");
            let _ = write!(attributes, " clip-path=\"url(#{}clip-{})\"", xml(&self.prefix), self.clips);
        }
        if !g.fade.is_empty() {
            self.mask(&g.fade, &mut attributes);
        }
        if let Some((zone, _)) = g.zone().and_then(|z| self.spots.get_key_value(z)) {
            let zone = zone.clone();
            self.spot(&zone, &g.tag, &mut attributes);
        }
        let scale = self.scale;
        self.scale = Some(scale.unwrap_or(1.0) * g.transform.determinant().abs().sqrt());
        if g.is_artwork {
            self.artwork(&g.children, &attributes);
        } else {
            let _ = writeln!(self.body, "<g{attributes}>");
            if let Some(title) = &g.tag.title {
                let _ = writeln!(self.body, "<title>{}</title>", xml(title));
            }
            for child in &g.children {
                self.node(child);
            }
            self.body.push_str("</g>\n");
        }
        self.scale = scale;
    }

    /// Writes the artwork of an outline, or a reference to it where it stands there already: the
    /// other foot is its mirror image.
    fn artwork(&mut self, children: &[Node], attributes: &str) {
        let prefix = xml(&self.prefix);
        if let Some(index) = self.artworks.iter().position(|a| a == children) {
            let _ = writeln!(self.body, "<g{attributes}><use href=\"#{prefix}art-{index}\"/></g>");
            return;
        }
        let _ = writeln!(self.body, "<g{attributes}><g id=\"{prefix}art-{}\">", self.artworks.len());
        self.artworks.push(children.to_vec());
        self.is_artwork = true;
        for child in children {
            self.node(child);
        }
        self.is_artwork = false;
        self.body.push_str("</g></g>\n");
    }

    /// Writes a mask of nodes that fade what lies under them (white is left, black is
    /// gone), and the attribute that refers to it.
    fn mask(&mut self, fade: &[Node], attributes: &mut String) {
        self.masks += 1;
        let name = format!("{}fade-{}", xml(&self.prefix), self.masks);
        let body = std::mem::take(&mut self.body);
        for node in fade {
            self.node(node);
        }
        let fade = std::mem::replace(&mut self.body, body);
        let whole = "x=\"0\" y=\"0\" width=\"100%\" height=\"100%\"";
        let _ = writeln!(
            self.defs,
            "<mask id=\"{name}\" maskUnits=\"userSpaceOnUse\" {whole}>\n<rect {whole} fill=\"#FFFFFF\"/>\n{fade}</mask>"
        );
        let _ = write!(attributes, " mask=\"url(#{name})\"");
    }

    /// Adds the attributes of a zone that can be pointed at. Its first shape can be
    /// reached by keyboard; the others would only be more stops on the way.
    fn spot(&mut self, zone: &str, tag: &Tag, attributes: &mut String) {
        let described = self.spots.get(zone).map_or("", String::as_str);
        let _ =
            write!(attributes, " class=\"spot\" role=\"graphics-symbol img\" aria-describedby=\"{}\"", xml(described));
        if let (Some(id), false) = (&tag.id, self.first.contains_key(zone)) {
            attributes.push_str(" tabindex=\"0\"");
            self.first.insert(zone.to_owned(), format!("{}{id}", self.prefix));
        }
    }

    /// Writes a shape.
    fn shape(&mut self, s: &ShapeNode) {
        let tag = self.tag(&s.tag);
        let _ = match &s.geometry {
            Geometry::Path(p) => {
                let data = self.path(p);
                let length = if self.animates && motion::moves(s.tag.class) { " pathLength=\"1\"" } else { "" };
                write!(self.body, "<path{tag}{length} d=\"{data}\"")
            }
            Geometry::Circle(c, r) => {
                let (x, y, r) = (decimals_2(c.x), decimals_2(c.y), decimals_2(*r));
                write!(self.body, "<circle{tag} cx=\"{x}\" cy=\"{y}\" r=\"{r}\"")
            }
            Geometry::Rect(r, radius) => write!(
                self.body,
                "<rect{tag} x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\"",
                decimals_2(r.x0),
                decimals_2(r.y0),
                decimals_2(r.width()),
                decimals_2(r.height()),
                decimals_2(*radius)
            ),
        };
        self.fill(s.fill.as_ref());
        if let Some(stroke) = &s.stroke {
            self.stroke(stroke);
        }
        self.body.push_str("/>\n");
    }

    /// Writes fill attributes.
    fn fill(&mut self, fill: Option<&Fill>) {
        let Some(fill) = fill else {
            self.body.push_str(" fill=\"none\"");
            return;
        };
        let paint = self.paint(&fill.paint);
        let _ = write!(self.body, " fill=\"{paint}\"");
        if fill.opacity < 1.0 || self.explicit {
            let _ = write!(self.body, " fill-opacity=\"{}\"", decimals_4(fill.opacity));
        }
        if fill.even_odd {
            self.body.push_str(" fill-rule=\"evenodd\"");
        }
    }

    /// Writes stroke attributes.
    fn stroke(&mut self, stroke: &Stroke) {
        let paint = self.paint(&stroke.paint);
        let _ = write!(self.body, " stroke=\"{paint}\" stroke-width=\"{}\"", decimals_2(stroke.width));
        if stroke.opacity < 1.0 || self.explicit {
            let _ = write!(self.body, " stroke-opacity=\"{}\"", decimals_4(stroke.opacity));
        }
        if stroke.round {
            self.body.push_str(" stroke-linecap=\"round\" stroke-linejoin=\"round\"");
        }
        if !stroke.dashes.is_empty() {
            let dashes: Vec<String> = stroke.dashes.iter().map(|d| decimals_2(*d).to_string()).collect();
            let _ = write!(self.body, " stroke-dasharray=\"{}\"", dashes.join(" "));
        }
    }

    /// Returns a paint's attribute value; gradients go to the definitions, once each.
    fn paint(&mut self, paint: &Paint) -> String {
        let gradient = match paint {
            Paint::Color(color) => return color.to_string(),
            Paint::Gradient(g) => g,
        };
        let prefix = xml(&self.prefix);
        let known = self.gradients.iter().position(|p| p == paint && !self.explicit);
        let index = known.unwrap_or(self.gradients.len());
        if known.is_none() {
            self.gradients.push(paint.clone());
            let name = if gradient.radial { "radialGradient" } else { "linearGradient" };
            let place =
                if gradient.radial { "cx=\"0\" cy=\"0\" r=\"1\"" } else { "x1=\"0\" y1=\"0\" x2=\"1\" y2=\"0\"" };
            let _ = write!(
                self.defs,
                "<{name} id=\"{prefix}paint-{index}\" gradientUnits=\"userSpaceOnUse\" {place} gradientTransform=\"{}\">",
                matrix(gradient.transform)
            );
            for stop in &gradient.stops {
                let _ = write!(self.defs, "<stop offset=\"{}\" stop-color=\"{}\"", decimals_4(stop.offset), stop.color);
                if stop.opacity < 1.0 {
                    let _ = write!(self.defs, " stop-opacity=\"{}\"", decimals_4(stop.opacity));
                }
                self.defs.push_str("/>");
            }
            let _ = writeln!(self.defs, "</{name}>");
        }
        format!("url(#{prefix}paint-{index})")
    }

    /// Writes a line of text. `textLength` keeps it in its place where the font is
    /// missing; with the font it changes nothing.
    ///
    /// A text from right to left is centred in its box: its `start` is the
    /// right end to a browser and the left end to a viewer that does not know
    /// `direction`, but the middle is one place.
    fn text(&mut self, t: &TextNode) {
        // a subset of a given font would lose the tables that its script needs
        let is_given = t.run.glyphs.iter().any(|g| g.given.is_some());
        if self.text == TextMode::Outlines || is_given && self.text == TextMode::Live {
            self.outlined(t);
            return;
        }
        let mut family = match t.style.face.family() {
            "Inter" => "Inter".to_owned(),
            other => format!("{other}, Inter"),
        };
        if self.embeds {
            let prefix = self.font_prefix.as_ref().unwrap_or(&self.prefix);
            family = format!("{}, {family}", xml(&embedded_family(prefix, t.style.face)));
        }
        let (x, direction) = match t.run.is_rtl {
            true => (t.origin.x + 0.5 * t.run.width, " direction=\"rtl\" text-anchor=\"middle\""),
            false => (t.origin.x, ""),
        };
        let _ = write!(
            self.body,
            "<text class=\"{}\" x=\"{}\" y=\"{}\"{direction} font-family=\"{family}, sans-serif\" font-size=\"{}\" font-weight=\"{}\" fill=\"{}\"",
            t.class,
            decimals_2(x),
            decimals_2(t.origin.y),
            decimals_2(t.style.size),
            t.style.face.weight(),
            t.color
        );
        if t.style.spacing == 0.0 {
            self.body.push_str(" lengthAdjust=\"spacingAndGlyphs\"");
        } else {
            let _ = write!(self.body, " letter-spacing=\"{}\"", decimals_4(t.style.spacing * t.style.size));
        }
        self.halo(t);
        let text = xml(&t.text);
        // the same order where `direction` is not known: an embedding says it in the text
        let embedded = t.run.is_rtl && order_needs_base(&t.text);
        let text = if embedded { format!("{EMBED_RTL}{text}{END_EMBEDDING}") } else { text };
        let _ = writeln!(self.body, " textLength=\"{}\">{text}</text>", decimals_4(t.run.width));
    }

    /// Writes the attributes of the rim around letters.
    fn halo(&mut self, t: &TextNode) {
        if let Some((color, width)) = t.halo {
            let _ = write!(
                self.body,
                " stroke=\"{color}\" stroke-width=\"{}\" stroke-linejoin=\"round\" paint-order=\"stroke\"",
                decimals_2(width)
            );
        }
    }

    /// Writes a line of text as the shapes of its letters.
    fn outlined(&mut self, t: &TextNode) {
        let data = self.path(&t.outline());
        let _ = write!(self.body, "<path class=\"{}\" d=\"{data}\" fill=\"{}\"", t.class, t.color);
        self.halo(t);
        self.body.push_str("/>\n");
    }

    /// Returns the units to one by which points are rounded: a power of ten.
    fn one(&self) -> u32 {
        let step = if self.is_artwork { STEPS.1 } else { STEPS.0 };
        let scale = self.scale.unwrap_or(1.0);
        [1, 10, 100, 1000, 10_000].into_iter().find(|&one| scale <= step * f64::from(one)).unwrap_or(100_000)
    }

    /// Returns the data of the document's next path.
    fn path(&mut self, path: &BezPath) -> String {
        if self.keeps {
            let data = path_data(path, self.one());
            self.paths.push_back(data.clone());
            return data;
        }
        let one = self.one();
        self.paths.pop_front().unwrap_or_else(|| path_data(path, one))
    }

    /// Returns id, class and data attributes.
    fn tag(&self, tag: &Tag) -> String {
        let mut out = String::new();
        if let Some(id) = &tag.id {
            let _ = write!(out, " id=\"{}{}\"", xml(&self.prefix), xml(id));
        }
        if let Some(class) = tag.class {
            let _ = write!(out, " class=\"{class}\"");
        }
        for (name, value) in &tag.data {
            let _ = write!(out, " data-{name}=\"{}\"", xml(value));
        }
        out
    }
}
