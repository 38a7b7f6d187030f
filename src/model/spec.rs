//! What a user asks for: the fields of `ChartSpec` are the flags of
//! `chart render`, one to one.

use super::chart::Side;
use super::map::Aspect;
use super::notes::{Note, Stroke};
use std::collections::BTreeMap;
use std::str::FromStr;

/// Which feet a chart shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum SideChoice {
    /// What suits the page: both, or one where the page is wide.
    #[default]
    Auto,
    /// Both feet.
    Both,
    /// One foot.
    Only(Side),
}

/// A page size in px.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Size {
    /// Width in px.
    pub width: u32,
    /// Height in px.
    pub height: u32,
    /// Pixels per inch of paper, for pages that are to be printed: their text
    /// is never smaller than [`Size::MIN_POINTS`].
    pub ppi: Option<u32>,
}

impl Size {
    /// Smallest page edge in px: below it no text would be legible.
    pub const MIN: u32 = 320;
    /// Largest page edge in px.
    pub const MAX: u32 = 16_384;
    /// Smallest text of a printed page, in points of 1/72 inch.
    pub const MIN_POINTS: f64 = 6.5;
    /// Sizes with a name: that of the wall chart, and paper at 300 ppi.
    pub const NAMED: [(&'static str, Self); 3] = [
        ("atlas", Self::new(2400, 3000)),
        ("a4", Self { width: 2480, height: 3508, ppi: Some(300) }),
        ("a3", Self { width: 3508, height: 4961, ppi: Some(300) }),
    ];

    /// A size in px.
    pub const fn new(width: u32, height: u32) -> Self {
        Self { width, height, ppi: None }
    }

    /// Smallest text in px; 0 where the page is not meant for paper.
    pub fn min_text(self) -> f64 {
        self.ppi.map_or(0.0, |ppi| Self::MIN_POINTS / 72.0 * f64::from(ppi))
    }
}

impl Default for Size {
    fn default() -> Self {
        Self::new(1600, 2000)
    }
}

impl FromStr for Size {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, String> {
        if let Some((_, size)) = Self::NAMED.iter().find(|(name, _)| name.eq_ignore_ascii_case(s)) {
            return Ok(*size);
        }
        let names = Self::NAMED.map(|(name, _)| name).join(", ");
        let problem =
            || format!("`{s}` is not a size; write it as WIDTHxHEIGHT in px, such as 1600x2000, or as one of {names}");
        let (w, h) = s.split_once(['x', 'X', '×']).ok_or_else(problem)?;
        let number = |t: &str| t.trim().parse::<u32>().map_err(|_| problem());
        let (width, height) = (number(w)?, number(h)?);
        let range = Self::MIN..=Self::MAX;
        if !range.contains(&width) || !range.contains(&height) {
            return Err(format!(
                "a page of {width}x{height} px is out of range; both edges go from {} to {}",
                Self::MIN,
                Self::MAX
            ));
        }
        Ok(Self::new(width, height))
    }
}

/// What a user asks for. The fields are the flags of `chart render`, one to one.
#[derive(Clone, Debug)]
pub struct ChartSpec {
    /// Ids of zones or groups to highlight, in the order of the accents.
    /// Default: none, the bare map.
    pub zones: Vec<String>,
    /// Aspects or view ids. Default: those where the zones are.
    pub views: Vec<String>,
    /// Which feet. Default: what suits the page.
    pub side: SideChoice,
    /// Title. Default: from the highlighted zones.
    pub title: Option<String>,
    /// Subtitle. Default: from the views.
    pub subtitle: Option<String>,
    /// Page size in px. Default: 1600 x 2000.
    pub size: Size,
    /// Pixels per px of the page, for dense displays, 0.1 to 8. Default: 1.
    pub scale: f64,
    /// Language code. Default: `en`.
    pub lang: String,
    /// Path of the map. Default: the built-in `western-foot`.
    pub map: Option<String>,
    /// Name of a variant of the map. Default: none.
    pub variant: Option<String>,
    /// Paths of outlines that replace the map's, by aspect.
    pub outlines: BTreeMap<Aspect, String>,
    /// Theme name: `light`, `dark` or `print`. Default: `light`.
    pub theme: String,
    /// Number of the theme's skin, from 1. Default: 1.
    pub skin: usize,
    /// How zones that are not highlighted are drawn. Default: tint.
    pub context: Context,
    /// Names of guides, or `zones`, `all`, `none`. Default: those that the
    /// highlighted groups name.
    pub guides: Option<Vec<String>>,
    /// Whether a figure of the body shows what the names mean. Default: where
    /// there is room.
    pub body: Choice,
    /// Whether highlighted zones that are too small to see are enlarged beside
    /// the foot. Default: where they are and there is room.
    pub lens: Choice,
    /// Which zones are labelled, and how. Default: auto.
    pub labels: LabelMode,
    /// Ids of zones or groups that a close-up shows. Default: none, whole feet.
    pub crop: Vec<String>,
    /// Numbered texts, in order. Default: none.
    pub notes: Vec<Note>,
    /// Arrows along zones. Default: none.
    pub strokes: Vec<Stroke>,
}

/// Which zones are labelled, and how.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum LabelMode {
    /// The highlighted ones by name, or where names find no room by numbers
    /// with a list.
    #[default]
    Auto,
    /// The highlighted ones, always by name.
    Highlighted,
    /// All: the highlighted ones as in `Auto`, the others in smaller type, or
    /// where that finds no room by numbers with a list.
    All,
    /// The highlighted ones by numbers with a list; where nothing is
    /// highlighted, all.
    Numbers,
    /// None.
    None,
}

impl LabelMode {
    /// Every mode.
    pub const ALL: [Self; 5] = [Self::Auto, Self::Highlighted, Self::All, Self::Numbers, Self::None];

    /// The name in JSON and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Highlighted => "highlighted",
            Self::All => "all",
            Self::Numbers => "numbers",
            Self::None => "none",
        }
    }
}

/// What a chart may decide by itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Choice {
    /// As it suits the page.
    #[default]
    Auto,
    /// Always; where it finds no room, that is an error.
    On,
    /// Never.
    Off,
}

impl Choice {
    /// Every choice.
    pub const ALL: [Self; 3] = [Self::Auto, Self::On, Self::Off];

    /// The name in JSON and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::On => "on",
            Self::Off => "off",
        }
    }
}

/// How zones that are not highlighted are drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Context {
    /// As quiet tinted tiles.
    #[default]
    Tint,
    /// As thin outlines.
    Outline,
    /// Not at all.
    None,
}

impl Context {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::Tint, Self::Outline, Self::None];

    /// The name in JSON and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tint => "tint",
            Self::Outline => "outline",
            Self::None => "none",
        }
    }
}

impl Default for ChartSpec {
    fn default() -> Self {
        Self {
            zones: Vec::new(),
            views: Vec::new(),
            side: SideChoice::Auto,
            title: None,
            subtitle: None,
            size: Size::default(),
            scale: 1.0,
            lang: "en".to_owned(),
            map: None,
            variant: None,
            outlines: BTreeMap::new(),
            theme: "light".to_owned(),
            skin: 1,
            context: Context::Tint,
            guides: None,
            body: Choice::Auto,
            lens: Choice::Auto,
            labels: LabelMode::Auto,
            crop: Vec::new(),
            notes: Vec::new(),
            strokes: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_with_their_limits() {
        assert_eq!("1600x1000".parse(), Ok(Size::new(1600, 1000)), "plain");
        assert!("1600".parse::<Size>().is_err_and(|e| e.contains("WIDTHxHEIGHT")), "says how");
        assert!("10x10".parse::<Size>().is_err_and(|e| e.contains("320")), "says the limit");
        assert!("A4".parse::<Size>().is_ok_and(|s| s.min_text() > 27.0), "6.5 points at 300 ppi");
    }
}
