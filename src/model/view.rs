//! Views: which aspect of which foot a figure shows, with the names that JSON, SVG
//! and the command line use.

use std::fmt;

/// An aspect: the side of the foot that a figure shows.
///
/// ```
/// use reflexology_chart::model::Aspect;
///
/// assert_eq!(Aspect::from_name("plantar"), Some(Aspect::Plantar));
/// assert!(Aspect::Medial.is_profile() && !Aspect::Dorsal.is_profile());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
#[non_exhaustive]
pub enum Aspect {
    /// The sole (`plantar`).
    Plantar,
    /// The inner side (`medial`).
    Medial,
    /// The outer side (`lateral`).
    Lateral,
    /// The top (`dorsal`).
    Dorsal,
}

impl Aspect {
    /// Every aspect, in the order in which charts show them.
    pub const ALL: [Self; 4] = [Self::Plantar, Self::Medial, Self::Lateral, Self::Dorsal];

    /// Returns the name in JSON, in SVG and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plantar => "plantar",
            Self::Medial => "medial",
            Self::Lateral => "lateral",
            Self::Dorsal => "dorsal",
        }
    }

    /// Returns the aspect of a name, or `None` where no aspect has this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|a| a.name() == name)
    }

    /// Returns whether the foot is seen from its inner or outer side, standing on the ground.
    pub const fn is_profile(self) -> bool {
        matches!(self, Self::Medial | Self::Lateral)
    }
}

impl fmt::Display for Aspect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The anatomical side of a foot; never the side of the page.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub enum Side {
    /// The left foot (`left`).
    Left,
    /// The right foot (`right`).
    Right,
}

impl Side {
    /// Both sides in the order in which soles stand on a page: right, then left.
    pub const ALL: [Self; 2] = [Self::Right, Self::Left];

    /// Returns the name in JSON, in SVG and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Right => "right",
        }
    }

    /// Returns the side of a name, or `None` where no side has this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.name() == name)
    }
}

/// A view: one aspect of one foot. Its id, which [`Display`](fmt::Display) writes, is side and
/// aspect joined by a hyphen.
///
/// ```
/// use reflexology_chart::model::{Aspect, Side, View};
///
/// let view = View { aspect: Aspect::Plantar, side: Side::Right };
/// assert_eq!(view.to_string(), "right-plantar");
/// assert_eq!(View::from_id("right-plantar"), Some(view));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub struct View {
    /// The aspect.
    pub aspect: Aspect,
    /// The foot.
    pub side: Side,
}

impl View {
    /// Returns every view, in the order in which charts show them.
    pub fn all() -> impl Iterator<Item = Self> {
        Aspect::ALL.into_iter().flat_map(|aspect| Side::ALL.into_iter().map(move |side| Self { aspect, side }))
    }

    /// Returns the view of an id such as `left-medial`, or `None` where no view has this id.
    pub fn from_id(id: &str) -> Option<Self> {
        let (side, aspect) = id.split_once('-')?;
        Some(Self { aspect: Aspect::from_name(aspect)?, side: Side::from_name(side)? })
    }
}

impl fmt::Display for View {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.side.name(), self.aspect.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn view_ids_go_both_ways() {
        let view = View::from_id("left-medial").expect("an id");
        assert_eq!(view.to_string(), "left-medial", "same id");
        assert_eq!(View::from_id("medial-left"), None, "side first");
    }
}
