//! What a figure shows of the feet: which aspect of which side.

use std::fmt;

/// A side of the foot that an outline can show.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
#[non_exhaustive]
pub enum Aspect {
    /// The sole.
    Plantar,
    /// The inner side.
    Medial,
    /// The outer side.
    Lateral,
    /// The top.
    Dorsal,
}

impl Aspect {
    /// Every aspect, in the order in which charts show them.
    pub const ALL: [Self; 4] = [Self::Plantar, Self::Medial, Self::Lateral, Self::Dorsal];

    /// The name in JSON, SVG and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plantar => "plantar",
            Self::Medial => "medial",
            Self::Lateral => "lateral",
            Self::Dorsal => "dorsal",
        }
    }

    /// Returns the aspect of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|a| a.name() == name)
    }

    /// Whether the foot is seen from its side, standing on the ground.
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
    /// The left foot.
    Left,
    /// The right foot.
    Right,
}

impl Side {
    /// Right, then left: the order in which soles stand on a page.
    pub const ALL: [Self; 2] = [Self::Right, Self::Left];

    /// The name in JSON, SVG and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Right => "right",
        }
    }

    /// Returns the side of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.name() == name)
    }
}

/// One side and aspect in a chart; its id is `right-plantar`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub struct View {
    /// What of the foot.
    pub aspect: Aspect,
    /// Which foot.
    pub side: Side,
}

impl View {
    /// Returns every view, in the order in which charts show them.
    pub fn all() -> impl Iterator<Item = Self> {
        Aspect::ALL.into_iter().flat_map(|aspect| Side::ALL.into_iter().map(move |side| Self { aspect, side }))
    }

    /// Returns the view of an id such as `left-medial`.
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
