//! From usvg's tree to artwork: absolute paths, roles instead of colours.
//!
//! A drawing says what its parts are by CSS classes (`skin`, `line`, …). usvg
//! forgets classes, so the roles' rules are overridden by rules that give each
//! role a colour of its own, which is recognised here and turned back.

use crate::model::{Art, ArtFill, ArtPaint, ArtStop, ArtStroke, Gradient, StopColor};
use crate::style::{Color, Role};
use kurbo::{Affine, BezPath};
use usvg::tiny_skia_path::{Path, PathSegment, Point, Transform};

/// Returns the colour that stands for a role while usvg holds the drawing.
fn mark(role: Role) -> Color {
    let index = Role::ALL.iter().position(|r| *r == role).and_then(|i| u8::try_from(i).ok());
    Color::rgb(1, 254, 0xA0 + index.expect("there are few roles"))
}

/// Returns the CSS rules that mark every role; they go after all others of a file.
pub(super) fn role_rules() -> String {
    Role::ALL
        .iter()
        .map(|&role| {
            let (class, color) = (role.class(), mark(role));
            if role == Role::Line {
                format!(".{class}{{fill:none;stroke:{color}}}")
            } else if role.is_stroke() {
                // may stand beside a class that fills
                format!(".{class}{{stroke:{color}}}")
            } else {
                format!(".{class}{{fill:{color};stop-color:{color}}}")
            }
        })
        .collect()
}

/// Returns the role or the plain colour that a colour of usvg stands for.
fn stop_color(c: usvg::Color) -> StopColor {
    let color = Color::rgb(c.red, c.green, c.blue);
    Role::ALL.into_iter().find(|r| mark(*r) == color).map_or(StopColor::Color(color), StopColor::Role)
}

/// Converts a transform to kurbo's.
pub(super) fn affine(t: Transform) -> Affine {
    Affine::new([t.sx, t.ky, t.kx, t.sy, t.tx, t.ty].map(f64::from))
}

/// Converts a path to kurbo's and applies a transform.
pub(super) fn geometry(path: &Path, t: Affine) -> BezPath {
    let p = |q: Point| kurbo::Point::new(f64::from(q.x), f64::from(q.y));
    let mut out = BezPath::new();
    for segment in path.segments() {
        match segment {
            PathSegment::MoveTo(a) => out.move_to(p(a)),
            PathSegment::LineTo(a) => out.line_to(p(a)),
            PathSegment::QuadTo(a, b) => out.quad_to(p(a), p(b)),
            PathSegment::CubicTo(a, b, c) => out.curve_to(p(a), p(b), p(c)),
            PathSegment::Close => out.close_path(),
        }
    }
    out.apply_affine(t);
    out
}

/// Converts a paint; there are no patterns, as the guard refuses them.
fn paint(paint: &usvg::Paint, t: Affine) -> Option<ArtPaint> {
    let stops = |stops: &[usvg::Stop]| {
        stops
            .iter()
            .map(|s| ArtStop {
                offset: f64::from(s.offset().get()),
                color: stop_color(s.color()),
                opacity: f64::from(s.opacity().get()),
            })
            .collect()
    };
    Some(match paint {
        usvg::Paint::Color(c) => match stop_color(*c) {
            StopColor::Role(role) => ArtPaint::Role(role),
            StopColor::Color(color) => ArtPaint::Color(color),
        },
        usvg::Paint::LinearGradient(g) => {
            let [x1, y1, x2, y2] = [g.x1(), g.y1(), g.x2(), g.y2()].map(f64::from);
            let unit = Affine::new([x2 - x1, y2 - y1, y1 - y2, x2 - x1, x1, y1]);
            ArtPaint::Gradient(Gradient {
                transform: t * affine(g.transform()) * unit,
                radial: false,
                stops: stops(g.stops()),
            })
        }
        usvg::Paint::RadialGradient(g) => {
            let (r, x, y) = (f64::from(g.r().get()), f64::from(g.cx()), f64::from(g.cy()));
            let unit = Affine::new([r, 0.0, 0.0, r, x, y]);
            ArtPaint::Gradient(Gradient {
                transform: t * affine(g.transform()) * unit,
                radial: true,
                stops: stops(g.stops()),
            })
        }
        usvg::Paint::Pattern(_) => return None,
    })
}

/// Converts a path to artwork; `None` if nothing of it is visible.
pub(super) fn path(node: &usvg::Path) -> Option<Art> {
    if !node.is_visible() {
        return None;
    }
    let t = affine(node.abs_transform());
    let fill = node.fill().and_then(|f| {
        Some(ArtFill {
            paint: paint(f.paint(), t)?,
            opacity: f64::from(f.opacity().get()),
            even_odd: f.rule() == usvg::FillRule::EvenOdd,
        })
    });
    let stroke = node.stroke().and_then(|s| {
        Some(ArtStroke {
            paint: paint(s.paint(), t)?,
            opacity: f64::from(s.opacity().get()),
            width: f64::from(s.width().get()) * t.determinant().abs().sqrt(),
            round: s.linecap() == usvg::LineCap::Round,
        })
    });
    (fill.is_some() || stroke.is_some()).then(|| Art::Path { path: geometry(node.data(), t), fill, stroke })
}

/// Returns the shapes of a clip path as one path.
pub(super) fn clip(clip: &usvg::ClipPath, t: Affine) -> BezPath {
    let mut out = BezPath::new();
    collect(clip.root(), t * affine(clip.transform()), &mut out);
    out
}

/// Appends all paths below a group to one path.
pub(super) fn collect(group: &usvg::Group, t: Affine, out: &mut BezPath) {
    for node in group.children() {
        match node {
            usvg::Node::Group(g) => collect(g, t, out),
            usvg::Node::Path(p) => out.extend(geometry(p.data(), t * affine(p.abs_transform()))),
            usvg::Node::Image(_) | usvg::Node::Text(_) => {}
        }
    }
}
