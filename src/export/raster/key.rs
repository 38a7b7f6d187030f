//! Keys of shapes: a shape in pixels depends on its node and the transform
//! alone; all of that, bit by bit, is hashed into its key.

use crate::scene::{Fill, Geometry, Paint, ShapeNode, Stop, Stroke, TextNode};
use crate::style::TextStyle;
use crate::text::{Run, ShapedGlyph};
use kurbo::{Affine, BezPath, PathEl};

/// Returns the key of a shape under a transform. Every field is named, so that a new
/// one cannot be forgotten.
pub(super) fn key(node: &ShapeNode, t: Affine) -> blake3::Hash {
    let ShapeNode { tag: _, geometry, fill, stroke } = node;
    let mut key = CacheKey(Vec::new());
    key.numbers(t.as_coeffs());
    match geometry {
        Geometry::Path(path) => key.path(path),
        Geometry::Circle(center, radius) => key.tagged(1, [center.x, center.y, *radius]),
        Geometry::Rect(rect, radius) => key.tagged(2, [rect.x0, rect.y0, rect.x1, rect.y1, *radius]),
    }
    if let Some(Fill { paint, opacity, even_odd }) = fill {
        key.tagged(u8::from(*even_odd), [*opacity]);
        key.paint(paint);
    }
    if let Some(Stroke { paint, opacity, width, round, dashes }) = stroke {
        key.tagged(2 + u8::from(*round), [*opacity, *width]);
        key.list(dashes.iter().copied());
        key.paint(paint);
    }
    blake3::hash(&key.0)
}

/// Returns the key of a line of text under a transform.
pub(super) fn text_key(node: &TextNode, t: Affine) -> blake3::Hash {
    let TextNode { class: _, text: _, origin, style, color, halo, run } = node;
    // only what decides the glyphs' shapes and places
    let TextStyle { face, size, fonts, .. } = style;
    let Run { glyphs, width: _, is_rtl: _ } = run;
    let mut key = CacheKey(vec![3, *face as u8, color.r, color.g, color.b]);
    key.0.extend(fonts.id().to_le_bytes());
    key.0.push(halo.is_some().into());
    if let Some((color, width)) = halo {
        key.0.extend([color.r, color.g, color.b]);
        key.numbers([*width]);
    }
    key.numbers(t.as_coeffs().into_iter().chain([origin.x, origin.y, *size]));
    for ShapedGlyph { id, given, x, y, .. } in glyphs {
        key.0.extend(id.to_le_bytes());
        key.0.extend([u8::from(given.is_some()), given.unwrap_or_default()]);
        key.numbers([*x, *y]);
    }
    blake3::hash(&key.0)
}

/// Returns the key of a clip under a transform.
pub(super) fn clip_key(path: &BezPath, t: Affine) -> blake3::Hash {
    let mut key = CacheKey(Vec::new());
    key.numbers(t.as_coeffs());
    key.path(path);
    blake3::hash(&key.0)
}

/// The bytes of a key.
struct CacheKey(Vec<u8>);

impl CacheKey {
    /// Appends numbers whose count is always the same.
    fn numbers(&mut self, numbers: impl IntoIterator<Item = f64>) {
        self.0.extend(numbers.into_iter().flat_map(f64::to_le_bytes));
    }

    /// Appends numbers of a kind that says how many there are.
    fn tagged(&mut self, tag: u8, numbers: impl IntoIterator<Item = f64>) {
        self.0.push(tag);
        self.numbers(numbers);
    }

    /// Appends any count of numbers.
    fn list(&mut self, numbers: impl ExactSizeIterator<Item = f64>) {
        self.0.extend(numbers.len().to_le_bytes());
        self.numbers(numbers);
    }

    /// Appends a path.
    fn path(&mut self, path: &BezPath) {
        self.tagged(0, []);
        for element in path.elements() {
            match element {
                PathEl::MoveTo(a) => self.tagged(0, [a.x, a.y]),
                PathEl::LineTo(a) => self.tagged(1, [a.x, a.y]),
                PathEl::QuadTo(a, b) => self.tagged(2, [a.x, a.y, b.x, b.y]),
                PathEl::CurveTo(a, b, c) => self.tagged(3, [a.x, a.y, b.x, b.y, c.x, c.y]),
                PathEl::ClosePath => self.tagged(4, []),
            }
        }
        self.tagged(5, []);
    }

    /// Appends a paint.
    fn paint(&mut self, paint: &Paint) {
        match paint {
            Paint::Color(color) => self.0.extend([0, color.r, color.g, color.b]),
            Paint::Gradient(gradient) => {
                self.tagged(1 + u8::from(gradient.radial), gradient.transform.as_coeffs());
                self.0.extend(gradient.stops.len().to_le_bytes());
                for Stop { offset, color, opacity } in &gradient.stops {
                    self.numbers([*offset, *opacity]);
                    self.0.extend([color.r, color.g, color.b]);
                }
            }
        }
    }
}
