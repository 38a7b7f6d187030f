//! Parts that several stages of the layout share: badges and errors.

use super::metrics::CAP_HEIGHT;
use super::{Badge, TextLine, TextRole};
use crate::error::Error;
use crate::style::TextStyle;
use kurbo::Point;

/// The error where labels find no room.
pub(super) fn no_room(labels: usize, where_: &str) -> Error {
    let what = if labels == 1 { "a label does".to_owned() } else { format!("{labels} labels do") };
    let remedy = "highlight fewer zones, use a larger page or fewer views";
    Error::DoesNotFit(format!("{what} not fit {where_}; {remedy}"))
}

/// The error where a lens is wanted that cannot be drawn.
pub(super) fn no_lens() -> Error {
    Error::DoesNotFit(
        "no room for a lens; show one foot from below or above (--view right-plantar), or leave --lens out".to_owned(),
    )
}

/// A circled letter about a centre.
pub(super) fn badge(
    letter: &str,
    center: Point,
    radius: f64,
    style: TextStyle,
    highlight: Option<usize>,
) -> Result<Badge, Error> {
    let width = crate::text::width(letter, &style)?;
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
