//! The chart: all that is to be drawn, read and checked. The load stage builds it
//! from a [`ChartSpec`](super::ChartSpec); every later stage reads it.

use super::body::BodyFigure;
use super::map::{Agreement, Guide, Map};
use super::notes::{FoundArrow, FoundNote};
use super::outline::Outline;
use super::size::Size;
use super::spec::{Context, LabelMode, Toggle};
use super::theme::{Accent, Theme};
use super::view::{Aspect, Side, View};
use super::words::Words;
use crate::diag::Diagnostic;
use crate::style::Fonts;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The prominence of a zone. The number is the index of its highlight.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Emphasis {
    /// A main member of a highlight, in the accent's fill.
    Primary(usize),
    /// A secondary member of a highlight, in the accent's tint.
    Secondary(usize),
    /// A zone that is not highlighted, drawn quietly.
    Context,
}

impl Emphasis {
    /// Returns the index of the highlight, or `None` for a context zone.
    pub const fn highlight(self) -> Option<usize> {
        match self {
            Self::Primary(i) | Self::Secondary(i) => Some(i),
            Self::Context => None,
        }
    }
}

/// How the picture says how far texts agree on the places of highlighted zones.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AgreementMarks {
    /// Not at all: all edges are solid.
    None,
    /// By edges and fills.
    Bare,
    /// By edges and fills, with a legend.
    Explained,
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

/// A chart: everything that a picture needs, read and checked.
#[derive(Clone, Debug)]
pub struct Chart {
    /// The map; charts may share it.
    pub map: Arc<Map>,
    /// Outlines of the views.
    pub outlines: BTreeMap<Aspect, Arc<Outline>>,
    /// The theme, with all colours but the highlights'.
    pub theme: Theme,
    /// The theme for dark surroundings and its palette, where there is one.
    pub dark: Option<(Theme, Vec<Accent>)>,
    /// The program's words in the chart's language.
    pub words: Words,
    /// Views in page order.
    pub views: Vec<View>,
    /// Whether the program chose the feet.
    pub sides_are_free: bool,
    /// Highlights in the order of their accents.
    pub highlights: Vec<Highlight>,
    /// The emphasis of each zone, in the map's order.
    pub emphasis: Vec<Emphasis>,
    /// The colours of the highlights, in the same order; never empty.
    pub palette: Vec<Accent>,
    /// Fonts for letters that the compiled-in ones lack.
    pub fonts: Fonts,
    /// The value of each zone in words, where values colour the zones.
    pub values: BTreeMap<usize, String>,
    /// Whether the whole map is shown, coloured by body system.
    pub is_atlas: bool,
    /// The drawing of zones that are not highlighted.
    pub context: Context,
    /// How the picture says how far texts agree on places.
    pub agreement: AgreementMarks,
    /// Guides to draw.
    pub guides: Vec<Guide>,
    /// Whether the spec names its guides: these are drawn wherever there is a place, those of a group
    /// only where they help.
    pub guides_asked: bool,
    /// Whether the longitudinal zones are drawn.
    pub longitudinal: bool,
    /// The figure of the body that shows what the names mean, if there is one.
    pub body: Option<Arc<BodyFigure>>,
    /// Whether a chart without the figure, where it finds no room, will do.
    pub body_may_go: bool,
    /// Whether small zones are enlarged in a lens beside the foot.
    pub lens: Toggle,
    /// The choice and the form of labels.
    pub labels: LabelMode,
    /// Indices of the zones about which a close-up shows the feet; empty for whole feet.
    pub crop: Vec<usize>,
    /// Numbered texts, in order.
    pub notes: Vec<FoundNote>,
    /// Arrows along zones.
    pub strokes: Vec<FoundArrow>,
    /// What kind of picture it is; stands above the title.
    pub kicker: String,
    /// References of the texts, in the order of their numbers.
    pub references: Vec<String>,
    /// Title of the picture.
    pub title: String,
    /// Subtitle of the picture.
    pub subtitle: String,
    /// Page size.
    pub size: Size,
    /// Factor on all type: 1, or more where a page is read at arm's length.
    pub type_scale: f64,
    /// Whether the page is not painted, so that what is behind it shows.
    pub is_transparent: bool,
    /// Pixels of a raster format per px of the page, 0.1 to 8.
    pub scale: f64,
    /// Language code.
    pub lang: String,
    /// Whether there is a legend, where the page has room for one.
    pub legend: bool,
    /// Whether views are named.
    pub view_names: bool,
    /// Whether the honest line stands on the page.
    pub claim: bool,
    /// Whether the page says where the placements come from.
    pub sources: bool,
    /// A line of the author's at the foot of the page.
    pub credit: Option<String>,
    /// Warnings about the request, one sentence each.
    pub warnings: Vec<Diagnostic>,
}

impl Chart {
    /// Width of a page as narrow as a phone, px.
    pub const NARROW: u32 = 400;
    /// Factors on type on such a page, the usual one first: a name has about 15 px,
    /// or about 13.
    pub const NARROW_TYPE: [f64; 2] = [1.42, 1.2];

    /// Returns the colours of a highlight, by its index.
    pub fn accent(&self, highlight: usize) -> Accent {
        self.palette[highlight % self.palette.len()]
    }

    /// Returns the chart for a page as narrow as a phone, of a height in px and with a
    /// factor on its type: larger type, one foot where the other shows nothing else, and
    /// no more around the feet than must be there.
    #[must_use]
    pub fn narrow(&self, height: u32, type_scale: f64) -> Self {
        Self {
            size: Size::new(Self::NARROW, height),
            type_scale,
            views: self.views.iter().copied().filter(|&view| !self.is_twin(view)).collect(),
            legend: self.legend && !self.values.is_empty(),
            sources: false,
            body_may_go: true,
            ..self.clone()
        }
    }

    /// Returns whether a view of the left foot shows nothing that is labelled and that the
    /// same view of the right foot does not show as well.
    fn is_twin(&self, view: View) -> bool {
        let other = View { side: Side::Right, ..view };
        view.side == Side::Left
            && self.views.contains(&other)
            && self
                .map
                .zones
                .iter()
                .enumerate()
                .all(|(z, zone)| !zone.is_on(view) || !self.labels_zone(z) || zone.is_on(other))
            && self.strokes.iter().all(|s| !s.is_on(&self.map, view) || s.is_on(&self.map, other))
    }

    /// Returns whether zones of an emphasis are labelled.
    pub fn names(&self, emphasis: Emphasis) -> bool {
        match self.labels {
            LabelMode::None => false,
            LabelMode::All => true,
            LabelMode::Numbers if self.highlights.is_empty() => true,
            LabelMode::Auto | LabelMode::Groups | LabelMode::Highlighted | LabelMode::Numbers => {
                emphasis != Emphasis::Context
            }
        }
    }

    /// Returns whether a zone is labelled, by its name or by the number of a note.
    pub fn labels_zone(&self, zone: usize) -> bool {
        self.names(self.emphasis[zone])
            || self.labels != LabelMode::None && self.notes.iter().any(|n| n.zones.contains(&zone))
    }

    /// Returns the indices of the notes whose numbers stand for a zone in a view: those
    /// that name it and have no arrow along it to stand at.
    pub fn notes_on(&self, zone: usize, view: View) -> impl Iterator<Item = usize> + '_ {
        let at_stroke = move |n: usize| {
            self.strokes.iter().any(|s| s.note == Some(n) && s.zones.contains(&zone) && s.is_on(&self.map, view))
        };
        let names = move |n: &usize| self.notes[*n].zones.contains(&zone) && !at_stroke(*n);
        (0..self.notes.len()).filter(names)
    }

    /// Returns whether a zone's name is written beside a view. Where the number of a note stands
    /// for the zone, the name is written only on request.
    pub fn is_named(&self, zone: usize, view: View) -> bool {
        let is_noted = self.notes.iter().any(|n| n.zones.contains(&zone))
            || self.strokes.iter().any(|s| s.note.is_some() && s.zones.contains(&zone) && s.is_on(&self.map, view));
        self.names(self.emphasis[zone]) && (!is_noted || matches!(self.labels, LabelMode::Highlighted | LabelMode::All))
    }

    /// Returns the chart in the colours of its dark theme, or `None` where it has no such theme.
    pub fn in_dark(&self) -> Option<Self> {
        let (theme, palette) = self.dark.clone()?;
        Some(Self { theme, palette, dark: None, ..self.clone() })
    }

    /// Returns the highlighted zones that some view shows and on whose place texts agree to a degree,
    /// in the map's order.
    pub fn graded(&self, agreement: Agreement) -> impl Iterator<Item = usize> + '_ {
        let is_lit = |z: &usize| self.emphasis[*z] != Emphasis::Context;
        let is_seen = |z: &usize| self.views.iter().any(|v| self.map.zones[*z].is_on(*v));
        let zones = (0..self.map.zones.len()).filter(move |&z| self.map.zones[z].agreement == agreement);
        zones.filter(is_lit).filter(is_seen)
    }

    /// Returns the grades of agreement that its highlighted zones have, the surest first.
    pub fn grades(&self) -> Vec<Agreement> {
        Agreement::ALL.into_iter().filter(|a| self.graded(*a).next().is_some()).collect()
    }

    /// Returns a zone's name in the chart's language.
    pub fn zone_label(&self, zone: usize) -> &str {
        self.map.zones[zone].label.get(&self.lang)
    }
}
