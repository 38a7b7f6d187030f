//! Paint: colours and gradients, fills and strokes.

use crate::model::Gradient;
use crate::style::Color;

/// Colour or gradient.
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

/// How an area is filled.
#[derive(Clone, Debug, PartialEq)]
pub struct Fill {
    /// With what.
    pub paint: Paint,
    /// 0 to 1.
    pub opacity: f64,
    /// Even-odd instead of non-zero.
    pub even_odd: bool,
}

impl Fill {
    /// Returns a fill of one colour by the non-zero rule.
    pub fn color(color: Color, opacity: f64) -> Self {
        Self { paint: Paint::Color(color), opacity, even_odd: false }
    }
}

/// How a line is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Stroke {
    /// With what.
    pub paint: Paint,
    /// 0 to 1.
    pub opacity: f64,
    /// In the shape's coordinates.
    pub width: f64,
    /// Round ends and corners instead of flat ends and mitres.
    pub round: bool,
    /// Lengths of dashes and gaps, empty for a whole line.
    pub dashes: Vec<f64>,
}

impl Stroke {
    /// Returns a whole line of one colour with round corners.
    pub fn color(color: Color, width: f64) -> Self {
        Self { paint: Paint::Color(color), opacity: 1.0, width, round: true, dashes: Vec::new() }
    }
}
