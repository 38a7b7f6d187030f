//! Sizes of type, gaps and strokes, as parts of the page.
//!
//! Gaps are parts of the unit: the width of a high page, 1.3 heights of a wide
//! one. Type and strokes are parts of the width of the format that the art
//! direction gives their sizes for, of the same height or width as the page: they
//! are the width of a page of that ratio, and never crowd a flatter one.

use super::attempt::{Attempt, NotePlace};
use crate::model::{Aspect, Chart, LabelMode};
use crate::style::{Face, Fonts, TextStyle};

/// Gap between neighbouring zones, in units.
pub const ZONE_GAP: f64 = 0.0028;
/// Height of Inter's capitals, in em.
pub(super) const CAP_HEIGHT: f64 = 0.727;
/// From the baseline up to where a line's box begins, in em.
pub(super) const ASCENT: f64 = 0.78;
/// From the baseline down to where a line's box ends, in em.
pub(super) const DESCENT: f64 = 0.22;
/// From a line's baseline up to its optical middle, in em.
pub(super) const MIDDLE: f64 = 0.36;
/// Least size of numbers and of the names in their list, px.
const LEAST_NUMBER: f64 = 8.0;
/// Width of the column of texts on a card: as a part of what sizes of type are
/// parts of, and least, as a part of the page's width.
const COLUMN: (f64, f64) = (0.345, 0.28);
/// Between that column and the figures, in units.
const COLUMN_AIR: f64 = 0.05;
/// Size of a note's title in units: least, usual.
const NOTE_TITLE: (f64, f64) = (0.0212, 0.0263);
/// Size of a note's text in units: least, usual.
const NOTE_TEXT: (f64, f64) = (0.019, 0.0213);
/// Between two notes, in sizes of the text: least, and most where there is room.
pub(super) const NOTE_GAP: (f64, f64) = (0.9, 2.0);
/// From the ground to the tops of labels below a side view, in units.
pub(super) const ROW_TOP: f64 = 0.0275;

/// A kind of page; its sizes of type are those of a format.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PageKind {
    /// Higher than wide, or square: 4:5.
    High,
    /// All figures in one row: 16:10.
    Wide,
    /// Texts beside the figures: 1200 x 630.
    Card,
    /// A wall chart: 4:5.
    Atlas,
}

impl PageKind {
    /// Returns the most width in heights that sizes grow with.
    const fn ratio(self) -> f64 {
        match self {
            Self::High | Self::Atlas => 1.3,
            Self::Wide => 1.6,
            Self::Card => 1200.0 / 630.0,
        }
    }
}

/// Sizes for one page. Nobody sets a field of them: another page has sizes of
/// its own, which the functions `with_…` return.
#[derive(Clone, Debug)]
pub struct Sizes {
    /// Which sizes of type it has.
    pub kind: PageKind,
    /// What sizes of type are parts of, px.
    type_unit: f64,
    /// The page's unit in px.
    pub unit: f64,
    /// Page width in px.
    pub page_width: f64,
    /// Left end in px of the part of the page where figures and their labels stand.
    pub left: f64,
    /// Width in px of the page up to the right margin of that part.
    pub width: f64,
    /// Page height in px.
    pub height: f64,
    /// Outer margin in px.
    pub margin: f64,
    /// Whether the page is so wide that all figures stand in one row.
    pub is_wide: bool,
    /// How much less than usual is drawn.
    pub attempt: Attempt,
    /// Whether the page is a wall chart of the whole map.
    pub is_atlas: bool,
    /// Whether labels may stand above the toes.
    pub over_toes: bool,
    /// Smallest text in px.
    pub min_text: f64,
    /// Fonts for letters that the compiled-in ones lack.
    pub fonts: Fonts,
    /// Size of notes between the least and the usual one, 0 to 1; none without
    /// notes.
    pub notes: Option<f64>,
    /// Where notes stand.
    pub note_place: NotePlace,
    /// Gap between notes that stand below the figures, in sizes of their text.
    pub note_gap: f64,
}

impl Sizes {
    /// Computes the sizes for a page.
    pub fn new(chart: &Chart, attempt: Attempt) -> Self {
        let (width, height) = (f64::from(chart.size.width), f64::from(chart.size.height));
        let unit = width.min(1.3 * height);
        let is_wide = chart.size.is_wide();
        let kind = match (chart.is_atlas, is_wide) {
            (true, _) => PageKind::Atlas,
            (false, true) if attempt.aside => PageKind::Card,
            (false, true) => PageKind::Wide,
            (false, false) => PageKind::High,
        };
        let margin = match (chart.is_atlas, is_wide) {
            (true, _) => 0.046 * width,
            (false, true) => 0.05 * width,
            (false, false) => 0.06 * width,
        };
        Self {
            kind,
            type_unit: chart.type_scale * width.min(kind.ratio() * height),
            unit,
            page_width: width,
            left: margin,
            width,
            height,
            margin,
            is_wide,
            attempt,
            is_atlas: chart.is_atlas,
            over_toes: chart.is_atlas || chart.labels == LabelMode::All,
            min_text: chart.size.min_text(),
            fonts: chart.fonts.clone(),
            notes: (!chart.notes.is_empty()).then_some(attempt.notes),
            note_place: NotePlace::Below,
            note_gap: NOTE_GAP.0,
        }
    }

    /// Returns a style with the chart's fonts.
    fn style(&self, face: Face, size: f64, line_height: f64) -> TextStyle {
        TextStyle::new(face, size, line_height).with_fonts(self.fonts.clone())
    }

    /// Returns a size on high pages, wide pages, cards and wall charts, px.
    fn size(&self, [high, wide, card, atlas]: [f64; 4]) -> f64 {
        let part = match self.kind {
            PageKind::High => high,
            PageKind::Wide => wide,
            PageKind::Card => card,
            PageKind::Atlas => atlas,
        };
        part * self.type_unit
    }

    /// Returns a size of type on high pages, wide pages, cards and wall charts,
    /// px: never below the smallest.
    fn type_size(&self, parts: [f64; 4]) -> f64 {
        self.size(parts).max(self.min_text)
    }

    /// Returns a part of the unit in px.
    pub fn px(&self, part: f64) -> f64 {
        part * self.unit
    }

    /// Returns the width of the column of texts on a card, px.
    fn column_of_texts(&self) -> f64 {
        (COLUMN.0 * self.type_unit).max(COLUMN.1 * self.page_width)
    }

    /// Returns the sizes for the texts of a card, which stand in a column at the
    /// left until the page of a language that is read from the right is turned.
    #[must_use]
    pub(super) fn with_column_of_texts(self) -> Self {
        Self { width: 2.0 * self.margin + self.column_of_texts(), ..self }
    }

    /// Returns the sizes for the figures of a card, beside the column of its texts.
    #[must_use]
    pub(super) fn with_texts_aside(self, is_rtl: bool) -> Self {
        let taken = self.column_of_texts() + self.px(COLUMN_AIR);
        if is_rtl { Self { width: self.width - taken, ..self } } else { Self { left: self.left + taken, ..self } }
    }

    /// Returns the sizes for figures beside notes that take some width, px.
    #[must_use]
    pub(super) fn with_notes_beside(self, taken: f64, is_rtl: bool) -> Self {
        if is_rtl { Self { left: self.left + taken, ..self } } else { Self { width: self.width - taken, ..self } }
    }

    /// Returns these sizes with the notes elsewhere.
    #[must_use]
    pub(super) fn with_note_place(self, note_place: NotePlace) -> Self {
        Self { note_place, ..self }
    }

    /// Returns these sizes with another gap between notes below the figures, in
    /// sizes of their text.
    #[must_use]
    pub(super) fn with_note_gap(self, note_gap: f64) -> Self {
        Self { note_gap, ..self }
    }

    /// Returns these sizes with all figures in one row, or in several.
    #[must_use]
    pub(super) fn with_one_row(self, is_wide: bool) -> Self {
        Self { is_wide, ..self }
    }

    /// Returns the width of the part where figures stand.
    pub fn content(&self) -> f64 {
        self.right() - self.left
    }

    /// Returns the right end of the part where figures stand.
    pub fn right(&self) -> f64 {
        self.width - self.margin
    }

    /// Returns the middle of the part where figures stand.
    pub fn middle(&self) -> f64 {
        f64::midpoint(self.left, self.right())
    }

    /// Returns the style of the line over the title.
    pub fn kicker(&self) -> TextStyle {
        self.style(Face::SemiBold, self.type_size([0.0169, 0.015, 0.0183, 0.0142]), 1.2).with_spacing(0.09)
    }

    /// Returns the style of the title.
    pub fn title(&self) -> TextStyle {
        self.style(Face::Display, self.type_size([0.0563, 0.045, 0.055, 0.0492]), 1.06).with_spacing(-0.022)
    }

    /// Returns the style of the subtitle.
    pub fn subtitle(&self) -> TextStyle {
        self.style(Face::Regular, self.type_size([0.0231, 0.0213, 0.0242, 0.0175]), 1.3)
    }

    /// Returns the style of the name of a zone in an aspect.
    pub fn label(&self, aspect: Aspect) -> TextStyle {
        let (high, atlas) = match aspect {
            Aspect::Plantar => (0.0263, 0.0129),
            Aspect::Dorsal => (0.0263, 0.0117),
            Aspect::Medial | Aspect::Lateral => (0.025, 0.0117),
        };
        let size = (self.type_size([high, 0.025, 0.03, atlas]) * self.attempt.labels).max(self.min_text);
        self.style(if self.is_atlas { Face::Medium } else { Face::SemiBold }, size, 1.14)
    }

    /// Returns the style of the name of a quiet zone beside highlighted ones.
    pub fn quiet_label(&self) -> TextStyle {
        let size = (self.type_size([0.0148, 0.014, 0.0168, 0.0129]) * self.attempt.labels).max(self.min_text);
        self.style(Face::Medium, size, 1.14)
    }

    /// Returns a size of notes.
    fn note_size(&self, (least, usual): (f64, f64)) -> f64 {
        let t = self.notes.unwrap_or(1.0);
        self.px(least + t * (usual - least)).max(self.min_text)
    }

    /// Returns the style of the title of a note.
    pub fn note_title(&self) -> TextStyle {
        self.style(Face::SemiBold, self.note_size(NOTE_TITLE), 1.16)
    }

    /// Returns the style of the text of a note.
    pub fn note(&self) -> TextStyle {
        self.style(Face::Regular, self.note_size(NOTE_TEXT), 1.27 + 0.05 * self.notes.unwrap_or(1.0))
    }

    /// Returns the style of the number in a mark.
    pub fn number(&self) -> TextStyle {
        if self.notes.is_some() {
            // as large as the text that it stands before
            return self.style(Face::SemiBold, self.note_size(NOTE_TEXT).max(LEAST_NUMBER), 1.2);
        }
        self.style(
            Face::SemiBold,
            (self.attempt.numbers * self.type_size([0.0116, 0.011, 0.0132, 0.0092]))
                .max(LEAST_NUMBER)
                .max(self.min_text),
            1.2,
        )
    }

    /// Returns the radius of the disc of a number mark: two digits fit.
    pub fn number_radius(&self) -> f64 {
        0.78 * self.number().size
    }

    /// Returns the style of the number in the list of marks.
    pub fn list_number(&self) -> TextStyle {
        self.style(Face::SemiBold, (0.9 * self.list().size).max(self.min_text), 1.5)
    }

    /// Returns the style of the name in the list of marks.
    pub fn list(&self) -> TextStyle {
        self.style(Face::Regular, self.type_size([0.0175, 0.0156, 0.0175, 0.0125]).max(LEAST_NUMBER), 1.5)
    }

    /// Returns the style of the line that says where the zone is.
    pub fn place(&self) -> TextStyle {
        self.style(
            Face::Regular,
            (self.size([0.02, 0.0194, 0.0216, 0.02]) * self.attempt.labels).max(self.min_text),
            1.22,
        )
    }

    /// Returns the style of the name of a view.
    pub fn view_name(&self) -> TextStyle {
        let face = if self.is_atlas { Face::SemiBold } else { Face::Medium };
        self.style(face, self.beside_labels([0.0206, 0.0188, 0.0208, 0.0167]), 1.22)
    }

    /// Returns a size of type that on a wall chart shrinks with the labels that it
    /// stands among: names of views are no larger beside small labels.
    fn beside_labels(&self, parts: [f64; 4]) -> f64 {
        let factor = if self.is_atlas { self.attempt.labels.sqrt() } else { 1.0 };
        (factor * self.type_size(parts)).max(self.min_text)
    }

    /// Returns the distance from the ground of a wide row to the baseline of a
    /// view's name, below a row of labels.
    pub fn name_below_labels(&self) -> f64 {
        self.px(ROW_TOP) + self.label(Aspect::Medial).leading() + 1.1 * self.view_name().size
    }

    /// Returns the style of the second line of a view's name.
    pub fn view_name_quiet(&self) -> TextStyle {
        self.style(Face::Regular, self.beside_labels([0.0206, 0.0188, 0.0208, 0.0167]), 1.22)
    }

    /// Returns the style of the letter in the badge of a view.
    pub fn badge_letter(&self) -> TextStyle {
        self.style(Face::SemiBold, self.beside_labels([0.0169, 0.0156, 0.0175, 0.0142]), 1.0)
    }

    /// Returns the radius of the badge of a view.
    pub fn badge_radius(&self) -> f64 {
        self.size([0.0144, 0.0133, 0.015, 0.0118])
    }

    /// Returns the style of the name of a guide.
    pub fn guide(&self) -> TextStyle {
        self.style(Face::Regular, self.type_size([0.0188, 0.0169, 0.0188, 0.0125]), 1.2)
    }

    /// Returns the style of the name in the legend.
    pub fn legend(&self) -> TextStyle {
        self.style(Face::Medium, self.type_size([0.0188, 0.0169, 0.0188, 0.0125]), 1.2)
    }

    /// Returns the style of claim and credit lines.
    pub fn claim(&self) -> TextStyle {
        self.style(
            Face::Regular,
            self.type_size([0.0169, 0.0156, 0.0167, 0.0117]),
            if self.is_wide { 1.36 } else { 1.48 },
        )
    }

    /// Returns the radius of an anchor dot, to the middle of its ring.
    pub fn dot(&self) -> f64 {
        self.size([0.0036, 0.0036, 0.0039, 0.0021])
    }

    /// Returns the width of a leader.
    pub fn leader(&self) -> f64 {
        self.size([0.00125, 0.00125, 0.0017, 0.0007])
    }

    /// Returns the least visible width of a highlighted zone.
    pub fn min_strip(&self) -> f64 {
        self.px(if self.is_atlas { 0.005 } else { 0.0178 })
    }
}
