//! PDF: vectors, live text in embedded fonts, one picture a page. Each page is
//! a figure with an alt text to readers of screens.

use super::metadata::CREATOR;
use crate::error::Error;
use crate::geom;
use crate::scene::{self, Geometry, GroupNode, Node, Scene, ShapeNode, TextNode};
use crate::style::{Color, Face, Fonts};
use crate::text::{font_file, given_file};
use krilla::color::rgb;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::geom::{Path, PathBuilder, Point, Rect, Transform};
use krilla::mask::{Mask, MaskType};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::{Page, PageSettings};
use krilla::paint::{
    Fill, FillRule, LineCap, LineJoin, LinearGradient, Paint, RadialGradient, SpreadMethod, Stop, Stroke, StrokeDash,
};
use krilla::surface::Surface;
use krilla::tagging::{BBox, ContentTag, Identifier, Tag, TagGroup, TagTree};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};
use kurbo::{Affine, BezPath, PathEl};
use std::cell::RefCell;

/// Points of an inch.
const POINTS: f64 = 72.0;
/// Pixels of an inch where the page is not meant for paper, as browsers have it.
const SCREEN_PPI: f64 = 96.0;
/// The name of the job among the attachments.
const JOB_FILE: &str = "chart-job.json";

/// Writes pictures as the pages of a PDF file, each in the size that it has at its
/// pixels per inch, with the job that made them if there is one.
///
/// # Errors
/// [`ErrorKind::Internal`](crate::ErrorKind::Internal) where the writer fails.
pub fn pdf(scenes: &[&Scene], job: Option<&str>) -> Result<Vec<u8>, Error> {
    let failed = |what: &str| Error::internal(format!("the PDF writer failed: {what}"));
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|e| failed(&format!("{e:?}")))?;
    let mut document = Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let fonts = DocumentFonts::new().ok_or_else(|| failed("a font is not read"))?;
    let mut tree = TagTree::new();
    let mut outline = Outline::new();
    for (index, scene) in scenes.iter().enumerate() {
        let points = POINTS / scene.ppi.unwrap_or(SCREEN_PPI);
        let (width, height) = (f(scene.width * points), f(scene.height * points));
        let settings = PageSettings::from_wh(width, height).ok_or_else(|| failed("a page has no size"))?;
        let content = draw(&mut document.start_page_with(settings), scene, points, &fonts);
        let area = Rect::from_xywh(0.0, 0.0, width, height).ok_or_else(|| failed("a page has no size"))?;
        let figure = Tag::Figure(Some(format!("{} {}", scene.alt, scene.description)))
            .with_bbox(Some(BBox::new(index, area)))
            .with_lang(Some(scene.lang.clone()));
        tree.push(TagGroup::with_children(figure, vec![content.into()]));
        outline.push_child(OutlineNode::new(scene.title.clone(), XyzDestination::new(index, Point::from_xy(0.0, 0.0))));
    }
    document.set_tag_tree(tree);
    document.set_outline(outline);
    if let Some(first) = scenes.first() {
        document.set_metadata(
            Metadata::new()
                .title(first.title.clone())
                .description(first.caption.clone())
                .language(first.lang.clone())
                .creator(CREATOR.to_owned()),
        );
    }
    if let Some(job) = job {
        document.embed_file(EmbeddedFile {
            path: JOB_FILE.to_owned(),
            mime_type: MimeType::new("application/json"),
            description: Some("The job that made this chart".to_owned()),
            association_kind: AssociationKind::Source,
            data: job.as_bytes().to_vec().into(),
            modification_date: None,
            compress: Some(false),
            location: None,
        });
    }
    document.finish().map_err(|e| failed(&format!("{e:?}")))
}

/// Draws a scene on its page and returns its place in the tag tree.
fn draw(page: &mut Page<'_>, scene: &Scene, points: f64, fonts: &DocumentFonts) -> Identifier {
    let mut surface = page.surface();
    let content = surface.start_tagged(ContentTag::Other);
    surface.push_transform(&Transform::from_scale(f(points), f(points)));
    let mut canvas = Canvas { surface: &mut surface, fonts, size: (scene.width, scene.height) };
    if !scene.is_transparent {
        canvas.ground(canvas.size, scene.paper);
    }
    for node in &scene.nodes {
        canvas.node(node);
    }
    surface.pop();
    surface.end_tagged();
    content
}

/// Converts a number to the precision of the PDF writer.
#[expect(clippy::cast_possible_truncation, reason = "page coordinates need no more than f32")]
const fn f(x: f64) -> f32 {
    x as f32
}

/// Converts a part from 0 to 1.
fn part(x: f64) -> NormalizedF32 {
    NormalizedF32::new(f(x.clamp(0.0, 1.0))).unwrap_or(NormalizedF32::ONE)
}

/// Converts a colour.
fn color(c: Color) -> rgb::Color {
    rgb::Color::new(c.r, c.g, c.b)
}

/// Converts a transform.
fn transform(t: Affine) -> Transform {
    let [a, b, c, d, e, g] = t.as_coeffs().map(f);
    Transform::from_row(a, b, c, d, e, g)
}

/// Converts a path; `None` where it is empty.
fn path(p: &BezPath) -> Option<Path> {
    let mut b = PathBuilder::new();
    for el in p.elements() {
        match *el {
            PathEl::MoveTo(a) => b.move_to(f(a.x), f(a.y)),
            PathEl::LineTo(a) => b.line_to(f(a.x), f(a.y)),
            PathEl::QuadTo(a, c) => b.quad_to(f(a.x), f(a.y), f(c.x), f(c.y)),
            PathEl::CurveTo(a, c, d) => b.cubic_to(f(a.x), f(a.y), f(c.x), f(c.y), f(d.x), f(d.y)),
            PathEl::ClosePath => b.close(),
        }
    }
    b.finish()
}

/// Converts a paint; gradients are in the coordinates of what they fill.
fn paint(paint: &scene::Paint) -> Paint {
    let gradient = match paint {
        scene::Paint::Color(c) => return color(*c).into(),
        scene::Paint::Gradient(g) => g,
    };
    let transform = transform(gradient.transform);
    let stop =
        |s: &scene::Stop| Stop { offset: part(s.offset), color: color(s.color).into(), opacity: part(s.opacity) };
    let stops: Vec<Stop> = gradient.stops.iter().map(stop).collect();
    let spread_method = SpreadMethod::Pad;
    if gradient.radial {
        let (fx, fy, fr, cx, cy, cr) = (0.0, 0.0, 0.0, 0.0, 0.0, 1.0);
        RadialGradient { fx, fy, fr, cx, cy, cr, transform, spread_method, stops, anti_alias: true }.into()
    } else {
        let (x1, y1, x2, y2) = (0.0, 0.0, 1.0, 0.0);
        LinearGradient { x1, y1, x2, y2, transform, spread_method, stops, anti_alias: true }.into()
    }
}

/// What is drawn on.
struct Canvas<'a, 'p> {
    /// The page.
    surface: &'a mut Surface<'p>,
    /// The fonts in the order of [`Face::ALL`].
    fonts: &'a DocumentFonts,
    /// Width and height of the page.
    size: (f64, f64),
}

impl Canvas<'_, '_> {
    /// Fills the whole page with a colour.
    fn ground(&mut self, size: (f64, f64), paper: Color) {
        if let Some(ground) = path(&kurbo::Shape::to_path(&kurbo::Rect::new(0.0, 0.0, size.0, size.1), 0.1)) {
            self.surface.set_stroke(None);
            self.surface.set_fill(Some(Fill { paint: color(paper).into(), ..Fill::default() }));
            self.surface.draw_path(&ground);
        }
    }

    /// Draws a node.
    fn node(&mut self, node: &Node) {
        match node {
            Node::Group(g) => self.group(g),
            Node::Shape(s) => self.shape(s),
            Node::Text(t) => self.text(t),
        }
    }

    /// Draws a group and everything in it.
    fn group(&mut self, g: &GroupNode) {
        let mut pushed = 0;
        if g.transform != Affine::IDENTITY {
            self.surface.push_transform(&transform(g.transform));
            pushed += 1;
        }
        if let Some(clip) = g.clip.as_ref().and_then(path) {
            self.surface.push_clip_path(&clip, &FillRule::NonZero);
            pushed += 1;
        }
        if !g.fade.is_empty() {
            let mask = self.mask(&g.fade);
            self.surface.push_mask(mask);
            pushed += 1;
        }
        if g.opacity < 1.0 {
            self.surface.push_opacity(part(g.opacity));
            pushed += 1;
        }
        for child in &g.children {
            self.node(child);
        }
        for _ in 0..pushed {
            self.surface.pop();
        }
    }

    /// Makes a mask of nodes that fade what lies under them: white is left, black is
    /// gone.
    fn mask(&mut self, fade: &[Node]) -> Mask {
        let mut builder = self.surface.stream_builder();
        let mut surface = builder.surface();
        let mut canvas = Canvas { surface: &mut surface, fonts: self.fonts, size: self.size };
        canvas.ground(self.size, Color::rgb(255, 255, 255));
        for node in fade {
            canvas.node(node);
        }
        surface.finish();
        Mask::new(builder.finish(), MaskType::Luminosity)
    }

    /// Draws a shape: its fill, then its stroke.
    fn shape(&mut self, s: &ShapeNode) {
        let outline = match &s.geometry {
            Geometry::Path(p) => path(p),
            Geometry::Circle(c, r) => path(&geom::circle(*c, *r)),
            Geometry::Rect(r, radius) => path(&kurbo::Shape::to_path(&r.to_rounded_rect(*radius), 0.01)),
        };
        let Some(outline) = outline else { return };
        if let Some(fill) = &s.fill {
            let rule = if fill.even_odd { FillRule::EvenOdd } else { FillRule::NonZero };
            self.surface.set_stroke(None);
            self.surface.set_fill(Some(Fill { paint: paint(&fill.paint), opacity: part(fill.opacity), rule }));
            self.surface.draw_path(&outline);
        }
        if let Some(stroke) = &s.stroke {
            self.surface.set_fill(None);
            self.surface.set_stroke(Some(line(stroke)));
            self.surface.draw_path(&outline);
        }
    }

    /// Draws a line of text: the very glyphs that it was measured with, each stretch of
    /// one font by itself.
    fn text(&mut self, t: &TextNode) {
        let size = t.style.size;
        // as a shape: stroked letters would be read twice
        if let (Some((halo, width)), Some(outline)) = (t.halo, path(&t.outline())) {
            self.surface.set_fill(None);
            self.surface.set_stroke(Some(line(&scene::Stroke::color(halo, width))));
            self.surface.draw_path(&outline);
        }
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(Fill { paint: color(t.color).into(), ..Fill::default() }));
        let mut first = 0;
        for part in t.run.glyphs.chunk_by(|a, b| a.given == b.given) {
            let after = t.run.glyphs.get(first + part.len()).map_or(t.run.width, |n| n.x);
            first += part.len();
            let (Some(start), Some(font)) = (part.first(), self.fonts.of(t, part[0].given)) else { continue };
            let mut pen = start.x;
            let glyphs: Vec<KrillaGlyph> = part
                .iter()
                .enumerate()
                .map(|(i, g)| {
                    // each glyph stands where it was shaped; its advance leads to the next
                    let next = part.get(i + 1).map_or(after, |n| n.x);
                    let (advance, offset) = ((next - g.x) / size, (g.x - pen) / size);
                    pen = next;
                    let id = GlyphId::new(g.id);
                    KrillaGlyph::new(id, f(advance), f(offset), f(-g.y / size), 0.0, g.start..g.end, None)
                })
                .collect();
            let origin = Point::from_xy(f(t.origin.x + start.x), f(t.origin.y));
            self.surface.draw_glyphs(origin, &glyphs, font, &t.text, f(size), false);
        }
    }
}

/// The fonts of a document, each read once.
struct DocumentFonts {
    /// The compiled-in ones in the order of [`Face::ALL`].
    own: Vec<Font>,
    /// Given ones with their handles.
    given: RefCell<Vec<((Fonts, u8), Font)>>,
}

impl DocumentFonts {
    /// Reads the compiled-in fonts.
    fn new() -> Option<Self> {
        let own = Face::ALL.iter().map(|&face| Font::new(font_file(face).into(), 0)).collect::<Option<Vec<_>>>()?;
        Some(Self { own, given: RefCell::default() })
    }

    /// Returns the font of a text's glyphs.
    fn of(&self, t: &TextNode, given: Option<u8>) -> Option<Font> {
        let Some(index) = given else {
            return self.own.get(Face::ALL.iter().position(|&face| face == t.style.face)?).cloned();
        };
        let key = (t.style.fonts.clone(), index);
        let mut known = self.given.borrow_mut();
        if let Some((_, font)) = known.iter().find(|k| k.0 == key) {
            return Some(font.clone());
        }
        let font = Font::new(given_file(&t.style.fonts, index)?.into(), 0)?;
        known.push((key, font.clone()));
        Some(font)
    }
}

/// Converts a stroke.
fn line(stroke: &scene::Stroke) -> Stroke {
    let (line_cap, line_join) =
        if stroke.round { (LineCap::Round, LineJoin::Round) } else { (LineCap::Butt, LineJoin::Miter) };
    let array: Vec<f32> = stroke.dashes.iter().map(|d| f(*d)).collect();
    let dash = (!array.is_empty()).then_some(StrokeDash { array, offset: 0.0 });
    let miter_limit = 4.0;
    Stroke {
        paint: paint(&stroke.paint),
        width: f(stroke.width),
        miter_limit,
        line_cap,
        line_join,
        opacity: part(stroke.opacity),
        dash,
    }
}
