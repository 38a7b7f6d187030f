//! Paint words that every stage shares: colours, roles, faces, text styles.
//!
//! Nothing here knows a foot, a page or a file format.

use std::any::Any;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// An opaque sRGB colour, 8 bits a channel.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct Color {
    /// Red, 0 to 255.
    pub r: u8,
    /// Green, 0 to 255.
    pub g: u8,
    /// Blue, 0 to 255.
    pub b: u8,
}

impl Color {
    /// Returns a colour from its three channels.
    pub const fn rgb(r: u8, g: u8, b: u8) -> Self {
        Self { r, g, b }
    }

    /// Returns the WCAG 2.2 contrast ratio against another colour, 1.0 to 21.0.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Returns this colour with a part of another, 0.0 to 1.0, mixed in sRGB.
    #[must_use]
    pub fn mixed(self, other: Self, part: f64) -> Self {
        let channel = |a: u8, b: u8| {
            let mixed = f64::from(a) + part.clamp(0.0, 1.0) * (f64::from(b) - f64::from(a));
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between two bytes")]
            let byte = mixed.round() as u8;
            byte
        };
        Self::rgb(channel(self.r, other.r), channel(self.g, other.g), channel(self.b, other.b))
    }

    /// Returns the WCAG relative luminance, 0.0 to 1.0.
    fn luminance(self) -> f64 {
        let linear = |c: u8| {
            let s = f64::from(c) / 255.0;
            if s <= 0.04045 { s / 12.92 } else { libm::pow((s + 0.055) / 1.055, 2.4) }
        };
        0.2126 * linear(self.r) + 0.7152 * linear(self.g) + 0.0722 * linear(self.b)
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02X}{:02X}{:02X}", self.r, self.g, self.b)
    }
}

impl FromStr for Color {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, String> {
        let problem = || format!("`{s}` is not a colour; write it as #RRGGBB");
        let hex = s.strip_prefix('#').filter(|h| h.len() == 6 && h.is_ascii()).ok_or_else(problem)?;
        let channel = |i: usize| u8::from_str_radix(&hex[i..i + 2], 16).map_err(|_| problem());
        Ok(Self::rgb(channel(0)?, channel(2)?, channel(4)?))
    }
}

/// The role of a part of an outline's artwork, which a theme gives a colour.
///
/// In an outline SVG the role is the CSS class of the same name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Role {
    /// The skin's main tone (`skin`).
    Skin,
    /// Soft light on the skin (`skin-light`).
    SkinLight,
    /// Soft shade on the skin (`skin-shade`).
    SkinShade,
    /// Skin with more blood: heel, balls and pads of the toes (`blush`).
    Blush,
    /// Skin with less, in the shade: the vault (`cool`).
    Cool,
    /// The contour (`skin-edge`).
    SkinEdge,
    /// The part of the sole or of toes seen behind (`far-sole`).
    FarSole,
    /// Toe nails (`nail`).
    Nail,
    /// Creases and inner lines (`line`).
    Line,
    /// The page's own colour, for fades (`paper`).
    Paper,
    /// The ground shadow (`shadow`).
    Shadow,
    /// Bones of a body figure (`bone`).
    Bone,
    /// Edges of bones (`bone-edge`).
    BoneEdge,
}

impl Role {
    /// Every role, in the order of the enum.
    pub const ALL: [Self; 13] = [
        Self::Skin,
        Self::SkinLight,
        Self::SkinShade,
        Self::Blush,
        Self::Cool,
        Self::SkinEdge,
        Self::FarSole,
        Self::Nail,
        Self::Line,
        Self::Paper,
        Self::Shadow,
        Self::Bone,
        Self::BoneEdge,
    ];

    /// Returns the CSS class that gives an element this role.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Skin => "skin",
            Self::SkinLight => "skin-light",
            Self::SkinShade => "skin-shade",
            Self::Blush => "blush",
            Self::Cool => "cool",
            Self::SkinEdge => "skin-edge",
            Self::FarSole => "far-sole",
            Self::Nail => "nail",
            Self::Line => "line",
            Self::Paper => "paper",
            Self::Shadow => "shadow",
            Self::Bone => "bone",
            Self::BoneEdge => "bone-edge",
        }
    }

    /// Returns whether the role colours a stroke; other roles colour a fill.
    pub const fn is_stroke(self) -> bool {
        matches!(self, Self::Line | Self::BoneEdge)
    }
}

/// The fill of an area: plain, or a pattern on the page's colour.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Tone {
    /// Its colour.
    pub color: Color,
    /// Its pattern, if it is not plain.
    pub pattern: Option<Pattern>,
}

impl Tone {
    /// Returns a tone of one colour without a pattern.
    pub const fn plain(color: Color) -> Self {
        Self { color, pattern: None }
    }
}

/// A pattern in the space of the page, so that its grain is the same on every
/// figure.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Pattern {
    /// Its marks.
    pub kind: PatternKind,
    /// Width of a line or diameter of a dot, in px on a page 1600 px wide.
    pub width: f64,
    /// Distance of its marks, in px on a page 1600 px wide.
    pub pitch: f64,
}

/// The marks of a pattern.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PatternKind {
    /// Lines rising at 45 degrees.
    Hatch,
    /// Lines rising and falling at 45 degrees.
    Cross,
    /// Dots on a square grid turned by 45 degrees.
    Dots,
}

impl PatternKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Hatch, Self::Cross, Self::Dots];

    /// Returns the name of the kind in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hatch => "hatch",
            Self::Cross => "cross",
            Self::Dots => "dots",
        }
    }
}

/// One of the compiled-in typefaces.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Face {
    /// Inter Regular, weight 400.
    Regular,
    /// Inter Medium, weight 500.
    Medium,
    /// Inter `SemiBold`, weight 600.
    SemiBold,
    /// Inter Display `SemiBold`, weight 600, for titles.
    Display,
}

impl Face {
    /// Every face.
    pub const ALL: [Self; 4] = [Self::Regular, Self::Medium, Self::SemiBold, Self::Display];

    /// Returns the family name, as font files and CSS have it.
    pub const fn family(self) -> &'static str {
        match self {
            Self::Display => "Inter Display",
            _ => "Inter",
        }
    }

    /// Returns the CSS weight: 400, 500 or 600.
    pub const fn weight(self) -> u16 {
        match self {
            Self::Regular => 400,
            Self::Medium => 500,
            Self::SemiBold | Self::Display => 600,
        }
    }
}

/// Fonts for letters that the compiled-in ones lack: a handle that a
/// [`FontCache`](crate::text::FontCache) gives out; by default none.
///
/// Its clones own the fonts together: they go with the last one.
#[derive(Clone, Default)]
pub struct Fonts(Option<OwnedFonts>);

/// The fonts that the clones of a handle own together.
#[derive(Clone)]
struct OwnedFonts {
    /// An id that tells these fonts from others.
    id: u128,
    /// The fonts, as `text` has them.
    set: Arc<dyn Any + Send + Sync>,
}

impl Fonts {
    /// Returns a handle of some fonts; `id` is equal for equal files only, and never 0.
    pub(crate) fn new(id: u128, set: Arc<dyn Any + Send + Sync>) -> Self {
        Self(Some(OwnedFonts { id, set }))
    }

    /// Returns a number that is equal for equal fonts only; 0 for no fonts.
    pub(crate) fn id(&self) -> u128 {
        self.0.as_ref().map_or(0, |owned| owned.id)
    }

    /// Returns the fonts, where they are of type `T`.
    pub(crate) fn set<T: Any>(&self) -> Option<&T> {
        self.0.as_ref()?.set.downcast_ref()
    }
}

impl PartialEq for Fonts {
    fn eq(&self, other: &Self) -> bool {
        self.id() == other.id()
    }
}
impl Eq for Fonts {}

impl fmt::Debug for Fonts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fonts({:x})", self.id())
    }
}

/// The style of a run of text.
#[derive(Clone, PartialEq, Debug)]
pub struct TextStyle {
    /// The typeface.
    pub face: Face,
    /// The fonts for letters that the face lacks.
    pub fonts: Fonts,
    /// Font size in px.
    pub size: f64,
    /// Extra space between characters, in em.
    pub spacing: f64,
    /// Distance of baselines, in em.
    pub line_height: f64,
}

impl TextStyle {
    /// Returns a style without extra spacing.
    pub const fn new(face: Face, size: f64, line_height: f64) -> Self {
        Self { face, fonts: Fonts(None), size, spacing: 0.0, line_height }
    }

    /// Returns the style with fonts for letters that its face lacks.
    #[must_use]
    pub fn with_fonts(mut self, fonts: Fonts) -> Self {
        self.fonts = fonts;
        self
    }

    /// Returns the style with letter spacing in em.
    #[must_use]
    pub const fn with_spacing(mut self, spacing: f64) -> Self {
        self.spacing = spacing;
        self
    }

    /// Returns the distance of baselines in px.
    pub fn leading(&self) -> f64 {
        self.size * self.line_height
    }
}

/// The alignment of a text with its reference point.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Align {
    /// The text begins at the point.
    Start,
    /// The text is centred on the point.
    Middle,
    /// The text ends at the point.
    End,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_and_written_in_one_form() {
        let c: Color = "#D0472f".parse().expect("valid");
        assert_eq!(c.to_string(), "#D0472F", "upper-case form");
        assert!("D0472F".parse::<Color>().is_err(), "the hash sign is required");
        assert!("#12345é".parse::<Color>().is_err(), "non-ASCII digits are refused, not sliced");
    }

    #[test]
    fn contrast_of_black_on_white_is_21() {
        let ratio = Color::rgb(0, 0, 0).contrast(Color::rgb(255, 255, 255));
        assert!((ratio - 21.0).abs() < 1e-9, "got {ratio}");
    }
}
