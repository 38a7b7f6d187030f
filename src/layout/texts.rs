//! Small parts in place that several stages share: a measured line, a badge, a
//! number; and the errors where something finds no room.

use super::placed::{Badge, TextLine, TextRole};
use super::sizes::{CAP_HEIGHT, MIDDLE, Sizes};
use crate::error::Error;
use crate::style::TextStyle;
use crate::text::width;
use kurbo::Point;

/// Measures a line and puts it in place.
pub(super) fn line(text: String, role: TextRole, x: f64, baseline: f64, style: TextStyle) -> Result<TextLine, Error> {
    let width = width(&text, &style)?;
    Ok(TextLine { role, text, x, baseline, width, style })
}

/// Places a circled letter about a centre.
pub(super) fn badge(
    letter: &str,
    center: Point,
    radius: f64,
    style: TextStyle,
    highlight: Option<usize>,
) -> Result<Badge, Error> {
    let width = width(letter, &style)?;
    let role = highlight.map_or(TextRole::ViewName, TextRole::Label);
    let line = TextLine {
        role,
        text: letter.to_owned(),
        x: center.x - width / 2.0,
        baseline: center.y + CAP_HEIGHT / 2.0 * style.size,
        width,
        style,
    };
    Ok(Badge { center, radius, letter: line, highlight })
}

/// Places a number about a centre.
pub(super) fn digits(number: usize, center: Point, highlight: Option<usize>, m: &Sizes) -> Result<TextLine, Error> {
    let (text, style) = (number.to_string(), m.number());
    let left = center.x - width(&text, &style)? / 2.0;
    line(text, TextRole::Number(highlight), left, center.y + MIDDLE * style.size, style)
}

/// What to do where labels do not fit.
pub(super) const FEWER: &str = "highlight fewer zones, use a larger `size` or fewer views";

/// Returns the error where labels find no room.
pub(super) fn no_room(labels: usize, where_: &str) -> Error {
    let what = if labels == 1 { "a label does".to_owned() } else { format!("{labels} labels do") };
    Error::does_not_fit(format!("{what} not fit {where_}"), FEWER)
}

/// Returns the error where a lens is wanted that cannot be drawn.
pub(super) fn no_lens() -> Error {
    Error::does_not_fit(
        "no room for a lens",
        "show one foot from below or above, such as the `view` right-plantar, or leave `lens` out",
    )
    .in_field("/lens")
}
