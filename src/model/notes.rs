//! Notes and arrows, as asked for and as found: numbered texts about a chart, and arrows along zones.

use super::map::Map;
use super::view::{Aspect, Side, View};

/// A numbered text beside or below the figures. Its number is its position,
/// from 1.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Note {
    /// The zone or group that it is about, or several joined by `+`. Default:
    /// none, a note about the whole.
    pub zone: Option<String>,
    /// What it says in a few words.
    pub title: String,
    /// What it says in full; may be empty.
    pub text: String,
    /// Whether it warns: its number stands out.
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

/// An arrow along a zone.
///
/// It runs from the heel towards the toes, in a zone that lies across the foot
/// from the inner to the outer edge, and on a leg upwards.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ArrowSpec {
    /// The zone or group, or several joined by `+`: one arrow along all that
    /// lie end to end.
    pub zone: String,
    /// An aspect or a view id. Default: every view that shows the zone.
    pub view: Option<String>,
    /// Whether it runs the other way.
    pub reverse: bool,
    /// The number of the note that it belongs to, from 1.
    pub note: Option<usize>,
}

impl ArrowSpec {
    /// Most arrows of a chart.
    pub const MOST: usize = 24;
}

/// A note whose zones are found.
#[derive(Clone, Debug)]
pub struct FoundNote {
    /// Indices of its zones in the map.
    pub zones: Vec<usize>,
    /// The highlight that they are in, if there is one.
    pub highlight: Option<usize>,
    /// What it says in a few words.
    pub title: String,
    /// What it says in full.
    pub text: String,
    /// Whether it warns.
    pub urgent: bool,
}

/// An arrow whose zones are found.
#[derive(Clone, Debug)]
pub struct FoundArrow {
    /// Indices of its zones in the map.
    pub zones: Vec<usize>,
    /// The highlight that they are in, if there is one.
    pub highlight: Option<usize>,
    /// The only aspect that shows it.
    pub aspect: Option<Aspect>,
    /// The only foot that shows it.
    pub side: Option<Side>,
    /// Whether it runs the other way.
    pub reverse: bool,
    /// Index of its note.
    pub note: Option<usize>,
}

impl FoundArrow {
    /// Whether a view shows it.
    pub fn is_on(&self, map: &Map, view: View) -> bool {
        self.aspect.is_none_or(|a| a == view.aspect)
            && self.side.is_none_or(|s| s == view.side)
            && self.zones.iter().any(|&z| map.zones[z].is_on(view))
    }
}
