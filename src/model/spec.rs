//! What a user asks for: [`ChartSpec`], made from the rows of `fields`, and the
//! types of its fields.

use super::fields::spec_fields;
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

/// A zone or group to highlight.
///
/// ```
/// use reflexology_chart::model::HighlightSpec;
///
/// assert_eq!(HighlightSpec::from("liver"), HighlightSpec { name: "liver".to_owned(), color: None });
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HighlightSpec {
    /// Its id, an alias or its name; or `all`, alone, for every zone.
    pub name: String,
    /// Its colour. Default: the next accent.
    pub color: Option<Color>,
}

impl From<String> for HighlightSpec {
    fn from(name: String) -> Self {
        Self { name, color: None }
    }
}

impl From<&str> for HighlightSpec {
    fn from(name: &str) -> Self {
        Self::from(name.to_owned())
    }
}

/// Defines the struct of all fields and its default.
macro_rules! define_spec {
    ($($(#[$doc:meta])* $field:ident: $type:ty = $default:expr => $(($name:literal, $value:literal, $help:literal)),+;)*) => {
        /// What a user asks for: the fields of a chart spec.
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
            $($(#[$doc])* pub $field: $type,)*
        }

        impl Default for ChartSpec {
            fn default() -> Self {
                Self { $($field: $default,)* }
            }
        }
    };
}

spec_fields!(define_spec);

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

/// Whether edges of highlighted zones show how far texts agree on their places.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub enum AgreementChoice {
    /// Where the chart has a legend to explain it and its zones are not all of one grade; not where
    /// values colour the zones or the whole map is shown.
    #[default]
    Auto,
    /// Always.
    Show,
    /// Never: all edges are solid.
    Hide,
}

impl AgreementChoice {
    /// Every choice.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Show, Self::Hide];

    /// The name in JSON and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Show => "show",
            Self::Hide => "hide",
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
