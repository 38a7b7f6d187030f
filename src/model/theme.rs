//! A theme: the colours of page, artwork, highlights and values by role. Sizes and
//! strokes are not here but in the layout.

use crate::style::{Color, Role, Tone};
use std::collections::BTreeMap;

/// How drawings show their tones.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Shading {
    /// As tones: fills and gradients.
    #[default]
    Tones,
    /// As lines of varying weight in one ink, on paper.
    Lines,
}

impl Shading {
    /// Every shading.
    pub const ALL: [Self; 2] = [Self::Tones, Self::Lines];

    /// Returns its name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tones => "tones",
            Self::Lines => "lines",
        }
    }
}

/// A theme: colours by role, for one skin. Sizes and strokes are the layout's.
#[derive(Clone, Debug)]
pub struct Theme {
    /// Stable key.
    pub id: String,
    /// How drawings show their tones.
    pub shading: Shading,
    /// The page.
    pub paper: Color,
    /// Main text.
    pub ink: Color,
    /// Quiet text.
    pub muted: Color,
    /// Dividing lines.
    pub rule: Color,
    /// Leaders of charts that are coloured by system.
    pub leader: Color,
    /// The tones of foot and body.
    pub tones: BTreeMap<Role, Color>,
    /// Fill of context zones and its opacity.
    pub context_fill: (Color, f64),
    /// Edge of context zones and its opacity.
    pub context_edge: (Color, f64),
    /// Halo around highlighted zones.
    pub halo: Color,
    /// Inside of anchor dots.
    pub anchor: Color,
    /// Tones of body systems by their order, instead of the map's colours; empty to use those.
    pub systems: Vec<Tone>,
    /// Highlight colours in order of use; never empty.
    pub accents: Vec<Accent>,
    /// Colours of values.
    pub scales: Scales,
}

/// The colours of values. Colours between the given ones are mixed in `OKLab`, in which equal
/// distances look equal.
#[derive(Clone, Debug)]
pub struct Scales {
    /// Colours from the lowest value to the highest.
    pub ramp: Vec<Color>,
    /// Colours from far below zero over zero to far above.
    pub diverging: Vec<Color>,
    /// Colours of categories without an order.
    pub categories: Vec<Color>,
    /// Colour of a missing value.
    pub missing: Color,
}

/// The colours of one highlight.
#[derive(Clone, Copy, Debug)]
pub struct Accent {
    /// Tone of main members.
    pub fill: Tone,
    /// Tone of secondary members.
    pub tint: Tone,
    /// Opacity of both, 0 to 1.
    pub opacity: f64,
    /// Colour of the edges of zones.
    pub edge: Color,
    /// Colour of names.
    pub text: Color,
    /// Colour of leaders.
    pub leader: Color,
    /// Colours of anchor dots: inside and ring.
    pub dot: (Color, Color),
}

/// Opacity of highlights: a trace of the foot's modelling shows through.
const HIGHLIGHT: f64 = 0.94;
/// Opacity of highlights where all zones are highlighted.
const SYSTEM: f64 = 0.86;

impl Accent {
    /// Returns an accent with one deep colour for edge, names and leaders.
    pub fn new(fill: Tone, tint: Tone, deep: Color, anchor: Color) -> Self {
        Self { fill, tint, opacity: HIGHLIGHT, edge: deep, text: deep, leader: deep, dot: (anchor, deep) }
    }
}

impl Theme {
    /// Returns the colour of a role of the artwork.
    pub fn role(&self, role: Role) -> Color {
        self.tones.get(&role).copied().unwrap_or(self.ink)
    }

    /// Returns the accent of the n-th highlight; accents repeat after the last.
    pub fn accent(&self, index: usize) -> Accent {
        self.accents[index % self.accents.len()]
    }

    /// Returns the accent of a value's colour. Names are in ink, so that the colour need not be
    /// legible as text.
    pub fn value(&self, color: Color) -> Accent {
        Accent {
            fill: Tone::plain(color),
            tint: Tone::plain(color),
            // the same colour on skin and in the legend
            opacity: 1.0,
            edge: color.mixed(self.ink, 0.45),
            text: self.ink,
            leader: self.leader,
            dot: (color.mixed(self.ink, 0.45), self.anchor),
        }
    }

    /// Returns the accent of a body system, by its order in the map and its colour there. Names are
    /// in ink, so that the colour need not be legible as text.
    pub fn system(&self, index: usize, color: Color) -> Accent {
        let own = self.systems.get(index % self.systems.len().max(1)).copied();
        let fill = own.unwrap_or(Tone::plain(color));
        let edge = if own.is_some() { self.ink } else { color.mixed(self.ink, 0.45) };
        Accent {
            fill,
            tint: Tone { color: fill.color.mixed(self.role(Role::Skin), 0.5), ..fill },
            opacity: if own.is_some() { 1.0 } else { SYSTEM },
            edge,
            text: self.ink,
            leader: self.leader,
            dot: (if own.is_some() { self.ink } else { color.mixed(self.ink, 0.3) }, self.anchor),
        }
    }
}
