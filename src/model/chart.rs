//! The chart: what is to be drawn, as asked for (`ChartSpec`) and as loaded.

use super::map::{Aspect, Guide, Map};
use super::outline::Outline;
use super::theme::Theme;
use super::words::Words;
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

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

    /// The side of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.name() == name)
    }
}

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

/// One side and aspect in a chart; its id is `right-plantar`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub struct View {
    /// What of the foot.
    pub aspect: Aspect,
    /// Which foot.
    pub side: Side,
}

impl View {
    /// The view of an id such as `left-medial`.
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

/// A page size in px.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Size {
    /// Width in px.
    pub width: u32,
    /// Height in px.
    pub height: u32,
}

impl Size {
    /// Smallest page edge in px: below it no text would be legible.
    pub const MIN: u32 = 320;
    /// Largest page edge in px.
    pub const MAX: u32 = 16_384;
}

impl Default for Size {
    fn default() -> Self {
        Self { width: 1600, height: 2000 }
    }
}

impl FromStr for Size {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, String> {
        let problem = || format!("`{s}` is not a size; write it as WIDTHxHEIGHT in px, such as 1600x2000");
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
        Ok(Self { width, height })
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
    /// Paths of outlines that replace the map's, by aspect.
    pub outlines: BTreeMap<Aspect, String>,
    /// Theme name: `light` or `dark`. Default: `light`.
    pub theme: String,
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
            outlines: BTreeMap::new(),
            theme: "light".to_owned(),
        }
    }
}

/// How a zone is drawn; the number is that of its highlight.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Emphasis {
    /// In the accent's fill.
    Primary(usize),
    /// In the accent's tint.
    Secondary(usize),
    /// Quiet.
    Context,
}

impl Emphasis {
    /// The highlight it belongs to.
    pub const fn highlight(self) -> Option<usize> {
        match self {
            Self::Primary(i) | Self::Secondary(i) => Some(i),
            Self::Context => None,
        }
    }
}

/// A zone or group that the chart highlights, in one accent.
#[derive(Clone, Debug)]
pub struct Highlight {
    /// Name in the title.
    pub label: String,
    /// Name of its main members in the legend.
    pub legend: String,
    /// Indices of main zones in the map.
    pub primary: Vec<usize>,
    /// Indices of zones in the tint.
    pub secondary: Vec<usize>,
}

/// Everything a picture needs, read and checked.
#[derive(Clone, Debug)]
pub struct Chart {
    /// The map.
    pub map: Map,
    /// Outlines of the views.
    pub outlines: BTreeMap<Aspect, Outline>,
    /// Colours.
    pub theme: Theme,
    /// The program's words in the chart's language.
    pub words: Words,
    /// Views in page order.
    pub views: Vec<View>,
    /// Highlights in the order of their accents.
    pub highlights: Vec<Highlight>,
    /// How each zone of the map is drawn.
    pub emphasis: Vec<Emphasis>,
    /// Guides to draw.
    pub guides: Vec<Guide>,
    /// Title.
    pub title: String,
    /// Subtitle.
    pub subtitle: String,
    /// Page size.
    pub size: Size,
    /// Pixels per px.
    pub scale: f64,
    /// Language code.
    pub lang: String,
}

impl Chart {
    /// The accent-numbered text of a zone's label.
    pub fn zone_label(&self, zone: usize) -> &str {
        self.map.zones[zone].label.get(&self.lang)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_with_their_limits() {
        assert_eq!("1600x1000".parse(), Ok(Size { width: 1600, height: 1000 }), "plain");
        assert!("1600".parse::<Size>().is_err_and(|e| e.contains("WIDTHxHEIGHT")), "says how");
        assert!("10x10".parse::<Size>().is_err_and(|e| e.contains("320")), "says the limit");
    }

    #[test]
    fn view_ids_go_both_ways() {
        let view = View::from_id("left-medial").expect("an id");
        assert_eq!(view.to_string(), "left-medial", "same id");
        assert_eq!(View::from_id("medial-left"), None, "side first");
    }
}
