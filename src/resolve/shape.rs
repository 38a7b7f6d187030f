//! One shape of a map, placed on a foot, and widened where it would be too thin to
//! see. Frame coordinates go in, a region in anatomical space comes out.

use super::frame::Foot;
use crate::geom::{Region, pole_of_inaccessibility, round_corners, sample_edges, spline};
use crate::model::{Frame, Shape};
use kurbo::{Affine, Point, Vec2};

/// Longest part of an edge that is mapped as a straight line, in frame units.
const STEP: f64 = 0.02;
/// Chords of a full ellipse.
const ELLIPSE_PARTS: u32 = 40;
/// Chords between two points of a line.
const SPLINE_PARTS: u32 = 10;

/// A shape in anatomical space.
#[derive(Debug)]
pub(super) struct PlacedShape {
    /// Its inside.
    pub region: Region,
    /// Whether it is wider than the map says.
    pub widened: bool,
}

/// Places a shape on a foot. Strips thinner than `min_width` are widened by at most `max_widening`:
/// lines about their centre, strips along an edge of the foot inwards, anything else on all sides.
pub(super) fn place(foot: &Foot<'_>, shape: &Shape, min_width: f64, max_widening: f64) -> Result<PlacedShape, String> {
    let wider = |width: f64| min_width.min(width + max_widening).max(width);
    match shape {
        Shape::Line { points, width, frame } => {
            let line = spline(&mapped(foot, points, *frame)?, SPLINE_PARTS);
            let target = wider(*width);
            Ok(PlacedShape { region: Region::from_line(&line, target), widened: target > *width })
        }
        Shape::Polygon { points, frame: Frame::Body, corner } if edge_strip(points).is_some() => {
            let strip = edge_strip(points).expect("just seen");
            let width = strip.breadth * foot.width_at(strip.edge, strip.middle);
            let target = wider(width);
            let factor = target / width;
            let stretched: Vec<[f64; 2]> =
                points.iter().map(|p| [strip.edge + (p[0] - strip.edge) * factor, p[1]]).collect();
            let region = polygon(foot, &stretched, Frame::Body, *corner)?;
            Ok(PlacedShape { region, widened: target > width })
        }
        Shape::Polygon { points, frame, corner } => {
            Ok(fatten(polygon(foot, points, *frame, *corner)?, min_width, max_widening))
        }
        Shape::Ellipse { center, radii, rotate, frame } => {
            Ok(fatten(ellipse(foot, *center, *radii, *rotate, *frame)?, min_width, max_widening))
        }
    }
}

/// Grows a blob on all sides until it is wide enough to see.
fn fatten(region: Region, min_width: f64, max_widening: f64) -> PlacedShape {
    if min_width <= 0.0 {
        return PlacedShape { region, widened: false };
    }
    let width = pole_of_inaccessibility(&region, 1e-3).map_or(0.0, |(_, r)| 2.0 * r);
    if width >= min_width {
        return PlacedShape { region, widened: false };
    }
    let grow = (min_width - width).min(max_widening) / 2.0;
    PlacedShape { region: region.offset(grow), widened: true }
}

/// A thin polygon along the medial or lateral edge.
struct EdgeStrip {
    /// The u of the edge, 0 or 1.
    edge: f64,
    /// Mean breadth in u.
    breadth: f64,
    /// The v of its middle.
    middle: f64,
}

/// Returns the strip along an edge of the foot that a polygon is, if it is one.
fn edge_strip(points: &[[f64; 2]]) -> Option<EdgeStrip> {
    let on = |edge: f64| points.iter().filter(|p| (p[0] - edge).abs() < 1e-9).count();
    let edge = if on(0.0) >= 2 {
        0.0
    } else if on(1.0) >= 2 {
        1.0
    } else {
        return None;
    };
    let inner: Vec<f64> = points.iter().map(|p| (p[0] - edge).abs()).filter(|d| *d > 1e-9).collect();
    let (low, high) = points.iter().fold((f64::MAX, f64::MIN), |(l, h), p| (l.min(p[1]), h.max(p[1])));
    let count = f64::from(u32::try_from(inner.len()).ok().filter(|n| *n > 0)?);
    let breadth = inner.iter().sum::<f64>() / count;
    (breadth < 0.2).then_some(EdgeStrip { edge, breadth, middle: f64::midpoint(low, high) })
}

/// Maps points of a frame to anatomical space.
fn mapped(foot: &Foot<'_>, points: &[[f64; 2]], frame: Frame) -> Result<Vec<Point>, String> {
    Ok(match frame {
        Frame::Body => points.iter().map(|p| foot.body(p[0], p[1])).collect(),
        Frame::Profile => points.iter().map(|p| Point::new(p[0], p[1])).collect(),
        Frame::Toe(index) => {
            let map = toe(foot, index)?;
            points.iter().map(|p| map * Point::new(p[0], p[1])).collect()
        }
    })
}

/// Returns the transform from a toe's frame.
fn toe(foot: &Foot<'_>, index: usize) -> Result<Affine, String> {
    foot.toe(index).ok_or_else(|| format!("it has no element with the id `toe-{}`", index + 1))
}

/// Places a polygon; its edges follow the frame's curvature.
fn polygon(foot: &Foot<'_>, points: &[[f64; 2]], frame: Frame, corner: f64) -> Result<Region, String> {
    let flat: Vec<Point> = points.iter().map(|p| Point::new(p[0], p[1])).collect();
    let fine = sample_edges(&flat, STEP, true);
    let corners: Vec<bool> = fine.iter().map(|p| flat.contains(p)).collect();
    let placed = mapped(foot, &fine.iter().map(|p| [p.x, p.y]).collect::<Vec<_>>(), frame)?;
    Ok(Region::from_ring(&round_corners(&placed, &corners, corner)))
}

/// Places an ellipse. In the sole and top frames its first radius is in units of u at the centre's
/// height, its second in foot lengths, and it is a true ellipse on the foot; in toe frames both
/// radii are in the pad's half axes.
fn ellipse(foot: &Foot<'_>, center: [f64; 2], radii: [f64; 2], rotate: f64, frame: Frame) -> Result<Region, String> {
    let map = match frame {
        Frame::Body => {
            let c = foot.body(center[0], center[1]);
            Affine::translate(c.to_vec2())
                * turned(rotate)
                * Affine::scale_non_uniform(radii[0] * foot.width_at(center[0], center[1]), radii[1])
        }
        Frame::Profile => {
            Affine::translate(Vec2::new(center[0], center[1]))
                * turned(rotate)
                * Affine::scale_non_uniform(radii[0], radii[1])
        }
        Frame::Toe(index) => {
            toe(foot, index)?
                * Affine::translate(Vec2::new(center[0], center[1]))
                * turned(rotate)
                * Affine::scale_non_uniform(radii[0], radii[1])
        }
    };
    let ring: Vec<Point> = (0..ELLIPSE_PARTS)
        .map(|i| {
            let t = std::f64::consts::TAU * f64::from(i) / f64::from(ELLIPSE_PARTS);
            map * Point::new(libm::cos(t), libm::sin(t))
        })
        .collect();
    Ok(Region::from_ring(&ring))
}

/// Returns a rotation in degrees, counter-clockwise with the second axis up.
fn turned(degrees: f64) -> Affine {
    let r = degrees.to_radians();
    let (s, c) = (libm::sin(r), libm::cos(r));
    Affine::new([c, s, -s, c, 0.0, 0.0])
}
