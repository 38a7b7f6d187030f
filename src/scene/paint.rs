//! Paint: colours and gradients, fills and strokes. Colours are final, opacities go
//! from 0 to 1.

use crate::model::Gradient;
use crate::style::Color;

/// A paint: a colour or a gradient.
#[derive(Clone, Debug, PartialEq)]
pub enum Paint {
    /// One colour.
    Color(Color),
    /// A gradient in the coordinates of the shape.
    Gradient(Gradient<Stop>),
}

/// A stop of a gradient.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stop {
    /// 0 to 1.
    pub offset: f64,
    /// Its colour.
    pub color: Color,
    /// 0 to 1.
    pub opacity: f64,
}

/// The fill of an area.
#[derive(Clone, Debug, PartialEq)]
pub struct Fill {
    /// The paint.
    pub paint: Paint,
    /// 0 to 1.
    pub opacity: f64,
    /// Whether the even-odd rule decides what is inside, instead of the non-zero rule.
    pub even_odd: bool,
}

impl Fill {
    /// Returns a fill of one colour by the non-zero rule.
    pub fn color(color: Color, opacity: f64) -> Self {
        Self { paint: Paint::Color(color), opacity, even_odd: false }
    }
}

/// The stroke of a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Stroke {
    /// The paint.
    pub paint: Paint,
    /// 0 to 1.
    pub opacity: f64,
    /// Width in the shape's coordinates.
    pub width: f64,
    /// Whether ends and corners are round, instead of flat ends and mitres.
    pub round: bool,
    /// Lengths of dashes and gaps; empty for a solid line.
    pub dashes: Vec<f64>,
}

impl Stroke {
    /// Returns a solid stroke of one colour with round corners.
    pub fn color(color: Color, width: f64) -> Self {
        Self { paint: Paint::Color(color), opacity: 1.0, width, round: true, dashes: Vec::new() }
    }
}
