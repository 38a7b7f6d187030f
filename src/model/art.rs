//! Artwork: paths by layer, in colours that a theme gives by role. `input` reads it
//! from an SVG file; `scene` paints it.

use crate::style::{Color, Role};
use kurbo::{Affine, BezPath};

/// The place of artwork among the zones; the order of the enum is paint order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ArtLayer {
    /// Under all zones: skin, shading.
    Under,
    /// Over context zones, under highlights: creases (group `lines`).
    Lines,
    /// Over highlights: nails (group `over`).
    Over,
    /// The contour (group `contour`).
    Contour,
    /// Fades to paper, last of all (group `fade`).
    Fade,
}

/// A piece of artwork.
#[derive(Clone, Debug)]
pub enum Art {
    /// A path, filled or stroked or both (fill first).
    Path {
        /// Its geometry.
        path: BezPath,
        /// Fill, if any.
        fill: Option<ArtFill>,
        /// Stroke, if any.
        stroke: Option<ArtStroke>,
    },
    /// Several pieces as one, translucent or clipped.
    Group {
        /// 0 to 1.
        opacity: f64,
        /// The clip path, if not all of it shows.
        clip: Option<BezPath>,
        /// Its pieces in paint order.
        children: Vec<Self>,
    },
}

/// A fill of artwork.
#[derive(Clone, Debug)]
pub struct ArtFill {
    /// The paint.
    pub paint: ArtPaint,
    /// 0 to 1.
    pub opacity: f64,
    /// Even-odd instead of non-zero.
    pub even_odd: bool,
}

/// A stroke of artwork.
#[derive(Clone, Debug)]
pub struct ArtStroke {
    /// The paint.
    pub paint: ArtPaint,
    /// 0 to 1.
    pub opacity: f64,
    /// In the drawing's units.
    pub width: f64,
    /// Round ends and corners.
    pub round: bool,
}

/// A paint of artwork: a colour that a theme gives, a fixed colour, or a gradient.
#[derive(Clone, Debug)]
pub enum ArtPaint {
    /// The colour that the theme gives a role.
    Role(Role),
    /// A fixed colour, as in the drawing.
    Color(Color),
    /// A gradient of such colours.
    Gradient(Gradient<ArtStop>),
}

/// A linear or radial gradient with stops of some kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Gradient<S> {
    /// From the unit space (linear: along x from 0 to 1; radial: the unit
    /// circle about the origin) to the space of the path it paints.
    pub transform: Affine,
    /// Whether the gradient is radial instead of linear.
    pub radial: bool,
    /// At least two, offsets not decreasing.
    pub stops: Vec<S>,
}

/// A stop of an artwork gradient.
#[derive(Clone, Debug)]
pub struct ArtStop {
    /// 0 to 1.
    pub offset: f64,
    /// The colour; never a gradient.
    pub color: StopColor,
    /// 0 to 1.
    pub opacity: f64,
}

/// The colour of a stop.
#[derive(Clone, Copy, Debug)]
pub enum StopColor {
    /// The colour that the theme gives a role.
    Role(Role),
    /// A fixed colour, as in the drawing.
    Color(Color),
}
