//! A theme: colours by role.

use crate::style::{Color, Role};
use std::collections::BTreeMap;

/// Colours by role; sizes and strokes are the layout's.
#[derive(Clone, Debug)]
pub struct Theme {
    /// Stable key.
    pub id: String,
    /// The page.
    pub paper: Color,
    /// Main text.
    pub ink: Color,
    /// Quiet text.
    pub muted: Color,
    /// Dividing lines.
    pub rule: Color,
    /// The foot's tones.
    pub skin: BTreeMap<Role, Color>,
    /// Fill of context zones and its opacity.
    pub context_fill: (Color, f64),
    /// Edge of context zones and its opacity.
    pub context_edge: (Color, f64),
    /// Halo around highlighted zones.
    pub halo: Color,
    /// Inside of anchor dots.
    pub anchor: Color,
    /// Highlight colours in order of use; never empty.
    pub accents: Vec<Accent>,
}

/// The colours of one highlight.
#[derive(Clone, Copy, Debug)]
pub struct Accent {
    /// Main members.
    pub fill: Color,
    /// Secondary members.
    pub tint: Color,
    /// Edges, leaders, labels.
    pub deep: Color,
}

impl Theme {
    /// The colour of a role of the artwork.
    pub fn role(&self, role: Role) -> Color {
        self.skin.get(&role).copied().unwrap_or(self.ink)
    }

    /// The accent of the n-th highlight; they repeat after the last.
    pub fn accent(&self, index: usize) -> Accent {
        self.accents[index % self.accents.len()]
    }
}
