//! What a user asks for. The fields of [`ChartSpec`] match the flags of
//! `chart render` one to one.

use super::notes::{ArrowSpec, Note};
use super::size::Size;
use super::view::{Aspect, Side};
use crate::style::Color;
use std::collections::BTreeMap;

/// Which feet a chart shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub enum SideChoice {
    /// What suits the page: both, or one where the page is wide.
    #[default]
    Auto,
    /// Both feet.
    Both,
    /// One foot.
    Only(Side),
}

/// What a user asks for. The fields are the flags of `chart render`, one to one.
///
/// Fields may come: build it with `..ChartSpec::default()`.
///
/// ```
/// use reflexology_chart::ChartSpec;
/// use reflexology_chart::model::{LabelMode, Size};
///
/// let zones = vec!["liver".into()];
/// let size = "a4".parse::<Size>()?;
/// let spec = ChartSpec { zones, size, labels: LabelMode::Numbers, ..ChartSpec::default() };
/// assert_eq!((spec.size.width, spec.lang.as_str()), (2480, "en"));
/// # Ok::<(), reflexology_chart::Error>(())
/// ```
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
    pub body: Toggle,
    /// Whether highlighted zones that are too small to see are enlarged beside
    /// the foot. Default: where they are and there is room.
    pub lens: Toggle,
    /// Which zones are labelled, and how. Default: auto.
    pub labels: LabelMode,
    /// Paths of fonts for letters that the compiled-in ones lack, in the order
    /// in which they are asked. Default: none.
    pub fonts: Vec<String>,
    /// Path of a table of own names for zones and groups. Default: none.
    pub labels_file: Option<String>,
    /// Path of a table of values that colour the zones. Default: none.
    pub values: Option<String>,
    /// Unit of the values. Default: what the table says.
    pub unit: Option<String>,
    /// Most classes of numbers, 2 to 9. Default: 5.
    pub classes: usize,
    /// Colours of highlights by the names in `zones`. Default: the accents.
    pub colors: BTreeMap<String, Color>,
    /// Colours that replace the theme's accents, in their order. Default: none.
    pub accents: Vec<Color>,
    /// What is behind everything. Default: the theme's page.
    pub ground: Ground,
    /// Whether there is a legend, where the page has room for one. Default: yes.
    pub legend: bool,
    /// Whether views are named on the page. Default: yes.
    pub view_names: bool,
    /// Whether the line stands on the page that the maps are traditional and
    /// unconfirmed; descriptions say so always. Default: yes.
    pub claim: bool,
    /// Whether the page says where the placements come from. Default: yes.
    pub sources: bool,
    /// A line of the author's at the foot of the page. Default: none.
    pub credit: Option<String>,
    /// Ids of zones or groups that a close-up shows. Default: none, whole feet.
    pub crop: Vec<String>,
    /// Numbered texts, in order. Default: none.
    pub notes: Vec<Note>,
    /// Arrows along zones. Default: none.
    pub strokes: Vec<ArrowSpec>,
}

/// Which zones are labelled, and how.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub enum LabelMode {
    /// The highlighted ones by name, or where names find no room by numbers
    /// with a list.
    #[default]
    Auto,
    /// As `Auto`, with one label for all main zones of a highlight in a view.
    Groups,
    /// The highlighted ones, always by name.
    Highlighted,
    /// All: the highlighted ones as in `Auto`, the others in smaller type, or
    /// where that finds no room by numbers with a list.
    All,
    /// The highlighted ones by numbers with a list; where nothing is
    /// highlighted, all.
    Numbers,
    /// No zone is labelled.
    None,
}

impl LabelMode {
    /// Every mode.
    pub const ALL: [Self; 6] = [Self::Auto, Self::Groups, Self::Highlighted, Self::All, Self::Numbers, Self::None];

    /// The name in JSON and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Groups => "groups",
            Self::Highlighted => "highlighted",
            Self::All => "all",
            Self::Numbers => "numbers",
            Self::None => "none",
        }
    }
}

/// What a chart may decide by itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub enum Toggle {
    /// As it suits the page.
    #[default]
    Auto,
    /// Always; where it finds no room, that is an error.
    On,
    /// Never.
    Off,
}

impl Toggle {
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
#[non_exhaustive]
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

/// What is behind everything on a page.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub enum Ground {
    /// The theme's page.
    #[default]
    Paper,
    /// White, for pages that are white.
    White,
    /// None: what is behind the picture shows.
    Transparent,
}

impl Ground {
    /// Every ground.
    pub const ALL: [Self; 3] = [Self::Paper, Self::White, Self::Transparent];

    /// The name in JSON and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Paper => "paper",
            Self::White => "white",
            Self::Transparent => "transparent",
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
            body: Toggle::Auto,
            lens: Toggle::Auto,
            labels: LabelMode::Auto,
            fonts: Vec::new(),
            labels_file: None,
            values: None,
            unit: None,
            classes: 5,
            colors: BTreeMap::new(),
            accents: Vec::new(),
            ground: Ground::Paper,
            legend: true,
            view_names: true,
            claim: true,
            sources: true,
            credit: None,
            crop: Vec::new(),
            notes: Vec::new(),
            strokes: Vec::new(),
        }
    }
}
