//! The scene in pixels, drawn straight by tiny-skia.

use crate::error::Error;
use crate::geom;
use crate::scene::{Fill, Geometry, Group, Node, Paint, Scene, ShapeNode, Stop, Stroke, TextNode};
use crate::text::glyph_outline;
use kurbo::{Affine, BezPath, PathEl};
use tiny_skia as sk;

/// Pixels drawn for one of the picture, along each axis.
const FINE: u32 = 2;
/// Most pixels of a picture.
const MAX_PIXELS: f64 = 64e6;

/// An opaque picture, rows from top to bottom, three bytes a pixel.
#[derive(Clone, PartialEq, Eq)]
pub struct Pixels {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Red, green, blue of every pixel.
    pub rgb: Vec<u8>,
}

impl std::fmt::Debug for Pixels {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Pixels({} x {})", self.width, self.height)
    }
}

/// Draws a scene at its scale.
///
/// # Errors
/// [`Error::Limit`] above 64 megapixels.
pub fn raster(scene: &Scene) -> Result<Pixels, Error> {
    let (w, h) = ((scene.width * scene.scale).round(), (scene.height * scene.scale).round());
    let too_large = || {
        Error::Limit(format!(
            "a picture of {w} x {h} pixels is too large; the limit is {} megapixels: use a smaller --size or --scale",
            MAX_PIXELS / 1e6
        ))
    };
    if w * h > MAX_PIXELS {
        return Err(too_large());
    }
    // the rasteriser has 16 levels of coverage a pixel; four of its pixels for
    // one of ours give smooth edges, where memory allows
    let fine = if w * h * f64::from(FINE * FINE) <= MAX_PIXELS { FINE } else { 1 };
    let (width, height) = (whole(w), whole(h));
    let mut pixmap = sk::Pixmap::new(width * fine, height * fine).ok_or_else(too_large)?;
    pixmap.fill(sk::Color::from_rgba8(scene.paper.r, scene.paper.g, scene.paper.b, 255));
    let mut canvas = Canvas { pixmap: &mut pixmap };
    for node in &scene.nodes {
        canvas.node(node, Affine::scale(scene.scale * f64::from(fine)), None);
    }
    Ok(Pixels { width, height, rgb: averaged(pixmap.data(), width, fine) })
}

/// Opaque RGBA rows as RGB, each `fine` by `fine` pixels made one.
fn averaged(rgba: &[u8], width: u32, fine: u32) -> Vec<u8> {
    let (width, fine) = (width as usize, fine as usize);
    let row = width * fine * 4;
    let count = fine * fine;
    let mut out = Vec::with_capacity(rgba.len() / 4 / count * 3);
    for rows in rgba.chunks_exact(row * fine) {
        for x in 0..width {
            for channel in 0..3 {
                let at = |dx: usize, dy: usize| usize::from(rows[dy * row + (x * fine + dx) * 4 + channel]);
                let sum: usize =
                    (0..fine).flat_map(|dy| (0..fine).map(move |dx| (dx, dy))).map(|(dx, dy)| at(dx, dy)).sum();
                out.push(u8::try_from((sum + count / 2) / count).unwrap_or(u8::MAX));
            }
        }
    }
    out
}

/// A positive whole number of pixels; the caller has bounded it.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rounded and within the pixel limit")]
fn whole(x: f64) -> u32 {
    x.max(0.0) as u32
}

/// A coordinate as tiny-skia has it.
#[expect(clippy::cast_possible_truncation, reason = "pixel coordinates need no more than f32")]
fn f(x: f64) -> f32 {
    x as f32
}

/// A transform as tiny-skia has it.
fn transform(t: Affine) -> sk::Transform {
    let [a, b, c, d, e, g] = t.as_coeffs().map(f);
    sk::Transform::from_row(a, b, c, d, e, g)
}

/// A path as tiny-skia has it; `None` where it is empty.
fn path(p: &BezPath) -> Option<sk::Path> {
    let mut b = sk::PathBuilder::new();
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

/// A shape as a path.
fn outline(geometry: &Geometry) -> Option<sk::Path> {
    match geometry {
        Geometry::Path(p) => path(p),
        Geometry::Circle(c, r) => path(&geom::circle(*c, *r)),
        Geometry::Rect(r, radius) => path(&kurbo::Shape::to_path(&r.to_rounded_rect(*radius), 0.01)),
    }
}

/// What is drawn on.
struct Canvas<'a> {
    /// The pixels.
    pixmap: &'a mut sk::Pixmap,
}

impl Canvas<'_> {
    /// One node under a transform and a clip.
    fn node(&mut self, node: &Node, t: Affine, clip: Option<&sk::Mask>) {
        match node {
            Node::Group(g) => self.group(g, t, clip),
            Node::Shape(s) => self.shape(s, t, clip),
            Node::Text(text) => self.text(text, t, clip),
        }
    }

    /// A group; translucent ones are drawn apart and laid over.
    fn group(&mut self, g: &Group, t: Affine, clip: Option<&sk::Mask>) {
        let t = t * g.transform;
        let inner = g.clip.as_ref().and_then(|c| self.mask(c, t, clip));
        let clip = inner.as_ref().or(clip);
        if g.opacity >= 1.0 {
            for child in &g.children {
                self.node(child, t, clip);
            }
            return;
        }
        let Some(mut layer) = sk::Pixmap::new(self.pixmap.width(), self.pixmap.height()) else { return };
        let mut canvas = Canvas { pixmap: &mut layer };
        for child in &g.children {
            canvas.node(child, t, clip);
        }
        let paint = sk::PixmapPaint { opacity: f(g.opacity), ..sk::PixmapPaint::default() };
        self.pixmap.draw_pixmap(0, 0, layer.as_ref(), &paint, sk::Transform::identity(), None);
    }

    /// A clip as a mask, together with the one around it.
    fn mask(&self, clip: &BezPath, t: Affine, outer: Option<&sk::Mask>) -> Option<sk::Mask> {
        let p = path(clip)?;
        match outer {
            Some(outer) => {
                let mut mask = outer.clone();
                mask.intersect_path(&p, sk::FillRule::Winding, true, transform(t));
                Some(mask)
            }
            None => {
                let mut mask = sk::Mask::new(self.pixmap.width(), self.pixmap.height())?;
                mask.fill_path(&p, sk::FillRule::Winding, true, transform(t));
                Some(mask)
            }
        }
    }

    /// A shape: fill, then stroke.
    fn shape(&mut self, s: &ShapeNode, t: Affine, clip: Option<&sk::Mask>) {
        let Some(p) = outline(&s.geometry) else { return };
        if let Some(fill) = &s.fill {
            self.fill(&p, fill, t, clip);
        }
        if let Some(stroke) = &s.stroke {
            self.stroke(&p, stroke, t, clip);
        }
    }

    /// Fills a path.
    fn fill(&mut self, p: &sk::Path, fill: &Fill, t: Affine, clip: Option<&sk::Mask>) {
        let Some(paint) = paint(&fill.paint, fill.opacity) else { return };
        let rule = if fill.even_odd { sk::FillRule::EvenOdd } else { sk::FillRule::Winding };
        self.pixmap.fill_path(p, &paint, rule, transform(t), clip);
    }

    /// Strokes a path.
    fn stroke(&mut self, p: &sk::Path, stroke: &Stroke, t: Affine, clip: Option<&sk::Mask>) {
        let Some(paint) = paint(&stroke.paint, stroke.opacity) else { return };
        let (line_cap, line_join) = if stroke.round {
            (sk::LineCap::Round, sk::LineJoin::Round)
        } else {
            (sk::LineCap::Butt, sk::LineJoin::Miter)
        };
        let dash = (!stroke.dashes.is_empty())
            .then(|| sk::StrokeDash::new(stroke.dashes.iter().map(|d| f(*d)).collect(), 0.0))
            .flatten();
        let style = sk::Stroke { width: f(stroke.width), line_cap, line_join, dash, ..sk::Stroke::default() };
        self.pixmap.stroke_path(p, &paint, &style, transform(t), clip);
    }

    /// A line of text, glyph by glyph.
    fn text(&mut self, text: &TextNode, t: Affine, clip: Option<&sk::Mask>) {
        let mut whole = BezPath::new();
        for glyph in &text.run.glyphs {
            if let Some(outline) = glyph_outline(&text.style, glyph) {
                whole.extend(Affine::translate((text.origin.x + glyph.x, text.origin.y + glyph.y)) * outline);
            }
        }
        if let Some(p) = path(&whole) {
            self.fill(&p, &Fill::color(text.color, 1.0), t, clip);
        }
    }
}

/// A paint with its opacity.
fn paint(paint: &Paint, opacity: f64) -> Option<sk::Paint<'static>> {
    let shader = match paint {
        Paint::Color(c) => sk::Shader::SolidColor(sk::Color::from_rgba(
            f(f64::from(c.r) / 255.0),
            f(f64::from(c.g) / 255.0),
            f(f64::from(c.b) / 255.0),
            f(opacity),
        )?),
        Paint::Gradient(g) => {
            let stops: Option<Vec<sk::GradientStop>> = g.stops.iter().map(|s| stop(s, opacity)).collect();
            let t = transform(g.transform);
            if g.radial {
                sk::RadialGradient::new(sk::Point::zero(), 0.0, sk::Point::zero(), 1.0, stops?, sk::SpreadMode::Pad, t)?
            } else {
                sk::LinearGradient::new(
                    sk::Point::zero(),
                    sk::Point::from_xy(1.0, 0.0),
                    stops?,
                    sk::SpreadMode::Pad,
                    t,
                )?
            }
        }
    };
    Some(sk::Paint { shader, anti_alias: true, ..sk::Paint::default() })
}

/// A stop with the paint's opacity.
fn stop(s: &Stop, opacity: f64) -> Option<sk::GradientStop> {
    let c = sk::Color::from_rgba(
        f(f64::from(s.color.r) / 255.0),
        f(f64::from(s.color.g) / 255.0),
        f(f64::from(s.color.b) / 255.0),
        f(s.opacity * opacity),
    )?;
    Some(sk::GradientStop::new(f(s.offset), c))
}
