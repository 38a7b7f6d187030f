//! Shapes of a zone as JSON, and their checks.

use crate::diag::Diagnostic;
use crate::input::json::JsonFile;
use crate::model::{Aspect, Frame, Shape, Shapes};
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// Corner softening where a polygon names none, in foot lengths (24 units of 1000).
const DEFAULT_CORNER: f64 = 0.024;
/// Frame coordinates beyond this are surely a slip.
const MAX_COORDINATE: f64 = 3.0;
/// Points of one shape.
const MAX_POINTS: usize = 2000;

/// A shape as written.
#[derive(Clone, serde::Deserialize, Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", schemars(rename = "Shape", transform = schema::one_kind))]
pub(super) struct RawShape {
    /// Corners of a polygon.
    polygon: Option<Vec<[f64; 2]>>,
    /// An ellipse.
    ellipse: Option<RawEllipse>,
    /// Points of a line.
    line: Option<Vec<[f64; 2]>>,
    /// Width of the line in foot lengths.
    width: Option<f64>,
    /// Corner softening of the polygon in foot lengths.
    corner: Option<f64>,
    /// Name of the frame.
    frame: String,
}

/// An ellipse as written.
#[derive(Clone, serde::Deserialize, Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", schemars(rename = "Ellipse"))]
struct RawEllipse {
    /// Centre.
    center: [f64; 2],
    /// Half axes.
    radii: [f64; 2],
    /// Turn in degrees.
    #[serde(default)]
    rotate: f64,
}

/// The shapes of one aspect: a list for both feet, or one list for each.
#[derive(Clone, Debug)]
pub(super) struct RawShapes {
    /// On the left foot.
    left: Vec<RawShape>,
    /// On the right foot, if they differ.
    right: Option<Vec<RawShape>>,
}

/// The form with one list for each foot.
#[derive(serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", schemars(rename = "ShapesBySide"))]
struct ShapesBySide {
    /// On the left foot.
    left: Vec<RawShape>,
    /// On the right foot.
    right: Vec<RawShape>,
}

impl<'de> Deserialize<'de> for RawShapes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        /// Tells the two forms apart: a list, or an object by side.
        struct ShapesVisitor;
        impl<'de> Visitor<'de> for ShapesVisitor {
            type Value = RawShapes;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of shapes, or { \"left\": […], \"right\": […] }")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<RawShapes, A::Error> {
                let left = Vec::deserialize(SeqAccessDeserializer::new(seq))?;
                Ok(RawShapes { left, right: None })
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<RawShapes, A::Error> {
                let by = ShapesBySide::deserialize(MapAccessDeserializer::new(map))?;
                Ok(RawShapes { left: by.left, right: Some(by.right) })
            }
        }
        deserializer.deserialize_any(ShapesVisitor)
    }
}

impl RawShapes {
    /// Returns the checked shapes; adds problems to `out`.
    pub(super) fn check(
        self,
        aspect: Aspect,
        pointer: &str,
        source: &JsonFile<'_>,
        out: &mut Vec<Diagnostic>,
    ) -> Shapes {
        let mut list = |raw: Vec<RawShape>, at: &str| -> Vec<Shape> {
            raw.into_iter()
                .enumerate()
                .filter_map(|(i, shape)| {
                    let at = format!("{at}/{i}");
                    shape.check(aspect).map_err(|e| out.push(source.at(&at, "shape", e))).ok()
                })
                .collect()
        };
        match self.right {
            None => {
                let both = list(self.left, pointer);
                Shapes { left: both.clone(), right: both }
            }
            Some(right) => Shapes {
                left: list(self.left, &format!("{pointer}/left")),
                right: list(right, &format!("{pointer}/right")),
            },
        }
    }
}

impl RawShape {
    /// Returns the checked shape, or what is wrong with it.
    fn check(self, aspect: Aspect) -> Result<Shape, String> {
        let frame = frame(&self.frame, aspect)?;
        match (self.polygon, self.ellipse, self.line) {
            (Some(points), None, None) => {
                points_in_range(&points, 3)?;
                let corner = in_range("corner", self.corner.unwrap_or(DEFAULT_CORNER), 0.0, 0.2)?;
                no_extra("width", self.width, "a line")?;
                Ok(Shape::Polygon { points, frame, corner })
            }
            (None, Some(e), None) => {
                points_in_range(&[e.center], 1)?;
                in_range("radii", e.radii[0].min(e.radii[1]), 1e-4, MAX_COORDINATE)?;
                in_range("radii", e.radii[0].max(e.radii[1]), 1e-4, MAX_COORDINATE)?;
                in_range("rotate", e.rotate, -360.0, 360.0)?;
                no_extra("width", self.width, "a line")?;
                no_extra("corner", self.corner, "a polygon")?;
                Ok(Shape::Ellipse { center: e.center, radii: e.radii, rotate: e.rotate, frame })
            }
            (None, None, Some(points)) => {
                points_in_range(&points, 2)?;
                let width = in_range("width", self.width.ok_or("a line needs a `width` in foot lengths")?, 1e-4, 0.5)?;
                no_extra("corner", self.corner, "a polygon")?;
                Ok(Shape::Line { points, width, frame })
            }
            _ => Err("a shape has exactly one of `polygon`, `ellipse` and `line`".to_owned()),
        }
    }
}

/// Finds a frame by name, among those that outlines of this aspect offer.
fn frame(name: &str, aspect: Aspect) -> Result<Frame, String> {
    let known: &[&str] = match aspect {
        Aspect::Plantar => &["sole", "toe-1", "toe-2", "toe-3", "toe-4", "toe-5"],
        Aspect::Dorsal => &["top", "toe-1", "toe-2", "toe-3", "toe-4", "toe-5"],
        Aspect::Medial | Aspect::Lateral => &["side"],
    };
    let toe = name.strip_prefix("toe-").and_then(|n| n.parse::<usize>().ok());
    match (name, toe) {
        _ if !known.contains(&name) => {
            Err(format!("no frame `{name}` in a {aspect} view; there are: {}", known.join(", ")))
        }
        ("side", _) => Ok(Frame::Profile),
        (_, Some(n)) => Ok(Frame::Toe(n - 1)),
        _ => Ok(Frame::Body),
    }
}

/// Checks that there are enough points and not too many, and that none lies far
/// outside.
fn points_in_range(points: &[[f64; 2]], least: usize) -> Result<(), String> {
    if points.len() < least || points.len() > MAX_POINTS {
        return Err(format!("{} points are given; between {least} and {MAX_POINTS} are possible", points.len()));
    }
    match points.iter().flatten().find(|x| !x.is_finite() || x.abs() > MAX_COORDINATE) {
        Some(x) => Err(format!("coordinate {x} is out of range; frames go from about 0 to 1")),
        None => Ok(()),
    }
}

/// Checks that a number is within limits, and returns it.
fn in_range(name: &str, value: f64, least: f64, most: f64) -> Result<f64, String> {
    if (least..=most).contains(&value) {
        Ok(value)
    } else {
        Err(format!("`{name}` is {value}; it goes from {least} to {most}"))
    }
}

/// Checks that a key of another kind of shape is absent.
fn no_extra(name: &str, value: Option<f64>, belongs: &str) -> Result<(), String> {
    match value {
        Some(_) => Err(format!("`{name}` belongs to {belongs}")),
        None => Ok(()),
    }
}

/// What the JSON Schema of shapes says beyond the types.
#[cfg(feature = "schema")]
mod schema {
    use super::{RawShape, RawShapes, ShapesBySide};
    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

    impl JsonSchema for RawShapes {
        fn schema_name() -> std::borrow::Cow<'static, str> {
            "Shapes".into()
        }

        fn json_schema(generator: &mut SchemaGenerator) -> Schema {
            let forms = [generator.subschema_for::<Vec<RawShape>>(), generator.subschema_for::<ShapesBySide>()];
            json_schema!({ "anyOf": forms })
        }
    }

    /// Adds to a schema that a shape is of exactly one of three kinds.
    pub(super) fn one_kind(schema: &mut Schema) {
        let kinds = serde_json::json!([{ "required": ["polygon"] }, { "required": ["ellipse"] }, { "required": ["line", "width"] }]);
        schema.insert("oneOf".to_owned(), kinds);
    }
}
