//! Notes and arrows: numbered texts about a chart, and arrows along zones. Each is
//! here twice: as a user asks for it, and with its zones found in the map.

use super::map::Map;
use super::view::{Aspect, Side, View};

/// A numbered text beside or below the figures. Its number is its position in the chart spec, from
/// 1.
///
/// ```
/// use reflexology_chart::model::Note;
///
/// let title = "Press gently".to_owned();
/// let note = Note { zone: Some("liver".into()), title, ..Note::default() };
/// assert!(note.text.is_empty() && !note.urgent);
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Note {
    /// The zone or group that it is about, or several joined by `+`. Default: none, for a note
    /// about the whole chart.
    pub zone: Option<String>,
    /// The heading, a few words of at most [`Note::LONGEST_TITLE`] characters.
    pub title: String,
    /// The full text, at most [`Note::LONGEST_TEXT`] characters. Default: empty.
    pub text: String,
    /// Whether it is a warning, whose number stands out. Default: no.
    pub urgent: bool,
}

impl Note {
    /// Most notes of a chart.
    pub const MOST: usize = 24;
    /// Longest title, in characters.
    pub const LONGEST_TITLE: usize = 300;
    /// Longest text, in characters.
    pub const LONGEST_TEXT: usize = 600;
}

/// An arrow along a zone, as a user asks for it.
///
/// It runs from the heel towards the toes, in a zone that lies across the foot
/// from the inner to the outer edge, and on a leg upwards.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ArrowSpec {
    /// The zone or group, or several joined by `+`, for one arrow along all that lie end to end.
    pub zone: String,
    /// The aspect (`plantar`) or view id (`right-plantar`) that shows it. Default: every view that
    /// shows the zone.
    pub view: Option<String>,
    /// Whether it runs the other way. Default: no.
    pub reverse: bool,
    /// The number of the note that it belongs to, from 1. Default: none.
    pub note: Option<usize>,
}

impl ArrowSpec {
    /// Most arrows of a chart.
    pub const MOST: usize = 24;
}

/// A note with its zones found in the map.
#[derive(Clone, Debug)]
pub struct FoundNote {
    /// Indices of its zones in the map.
    pub zones: Vec<usize>,
    /// The highlight that they are in, if there is one.
    pub highlight: Option<usize>,
    /// The heading.
    pub title: String,
    /// The full text; may be empty.
    pub text: String,
    /// Whether it is a warning.
    pub urgent: bool,
}

/// An arrow with its zones found in the map.
#[derive(Clone, Debug)]
pub struct FoundArrow {
    /// Indices of its zones in the map.
    pub zones: Vec<usize>,
    /// The highlight that they are in, if there is one.
    pub highlight: Option<usize>,
    /// The only aspect that shows it; `None` for all.
    pub aspect: Option<Aspect>,
    /// The only foot that shows it; `None` for both.
    pub side: Option<Side>,
    /// Whether it runs the other way.
    pub reverse: bool,
    /// Index of the note that it belongs to, if any.
    pub note: Option<usize>,
}

impl FoundArrow {
    /// Returns whether a view shows the arrow.
    pub fn is_on(&self, map: &Map, view: View) -> bool {
        self.aspect.is_none_or(|a| a == view.aspect)
            && self.side.is_none_or(|s| s == view.side)
            && self.zones.iter().any(|&z| map.zones[z].is_on(view))
    }
}
