//! Sizes of type, gaps and strokes, as parts of the page's unit.
//!
//! The unit is the width of a portrait page. The numbers are those of the art
//! direction for a 1600 x 2000 page; wide pages take their unit from the height.

use super::Shrink;
use crate::model::Size;
use crate::style::{Face, TextStyle};

/// Height of Inter's capitals, in em.
pub(super) const CAP_HEIGHT: f64 = 0.727;
/// From the baseline up to where a line's box begins, in em.
pub(super) const ASCENT: f64 = 0.78;
/// From the baseline down to where a line's box ends, in em.
pub(super) const DESCENT: f64 = 0.22;
/// From a line's baseline up to its optical middle, in em.
pub(super) const MIDDLE: f64 = 0.36;

/// Sizes for one page.
#[derive(Clone, Copy, Debug)]
pub struct Metrics {
    /// The page's unit in px.
    pub unit: f64,
    /// Page width in px.
    pub width: f64,
    /// Page height in px.
    pub height: f64,
    /// Outer margin in px.
    pub margin: f64,
    /// Whether the page is so wide that all figures stand in one row.
    pub is_wide: bool,
    /// Factor on labels.
    pub labels: f64,
    /// Whether labels say where their zone is.
    pub places: bool,
    /// Whether labels may stand in the air above an instep.
    pub air: bool,
}

impl Metrics {
    /// Sizes for a page.
    pub fn new(size: Size, shrink: Shrink) -> Self {
        let (width, height) = (f64::from(size.width), f64::from(size.height));
        let unit = width.min(1.3 * height);
        let is_wide = width >= 1.15 * height;
        let margin = if is_wide { 0.05 * width } else { 0.06 * width };
        Self { unit, width, height, margin, is_wide, labels: shrink.labels, places: shrink.places, air: shrink.air }
    }

    /// A part of the unit in px.
    pub fn px(&self, part: f64) -> f64 {
        part * self.unit
    }

    /// Width between the margins.
    pub fn content(&self) -> f64 {
        self.width - 2.0 * self.margin
    }

    /// Line over the title.
    pub fn kicker(&self) -> TextStyle {
        TextStyle::new(Face::SemiBold, self.px(0.0169), 1.2).with_spacing(0.09)
    }

    /// Title.
    pub fn title(&self) -> TextStyle {
        TextStyle::new(Face::Display, self.px(0.0563), 1.06).with_spacing(-0.022)
    }

    /// Subtitle.
    pub fn subtitle(&self) -> TextStyle {
        TextStyle::new(Face::Regular, self.px(0.0231), 1.3)
    }

    /// Name of a zone beside an upright foot, or beside a side view.
    pub fn label(&self, profile: bool) -> TextStyle {
        let size = if profile { 0.0244 } else { 0.0263 };
        TextStyle::new(Face::SemiBold, self.px(size) * self.labels, 1.14)
    }

    /// Where the zone is.
    pub fn place(&self) -> TextStyle {
        TextStyle::new(Face::Regular, self.px(0.02) * self.labels, 1.22)
    }

    /// Name of a view.
    pub fn view_name(&self) -> TextStyle {
        TextStyle::new(Face::Medium, self.px(0.0206), 1.22)
    }

    /// Second line of a view's name.
    pub fn view_name_quiet(&self) -> TextStyle {
        TextStyle::new(Face::Regular, self.px(0.0206), 1.22)
    }

    /// Letter in the badge of a view.
    pub fn badge_letter(&self) -> TextStyle {
        TextStyle::new(Face::SemiBold, self.px(0.0169), 1.0)
    }

    /// Radius of the badge of a view.
    pub fn badge_radius(&self) -> f64 {
        self.px(0.0144)
    }

    /// Name of a guide.
    pub fn guide(&self) -> TextStyle {
        TextStyle::new(Face::Regular, self.px(0.0188), 1.2)
    }

    /// Name in the legend.
    pub fn legend(&self) -> TextStyle {
        TextStyle::new(Face::Medium, self.px(0.0188), 1.2)
    }

    /// Claim and credit lines.
    pub fn claim(&self) -> TextStyle {
        TextStyle::new(Face::Regular, self.px(0.0169), 1.48)
    }

    /// Radius of an anchor dot, to the middle of its ring.
    pub fn dot(&self) -> f64 {
        self.px(0.0036)
    }

    /// Least visible width of a highlighted zone.
    pub fn min_strip(&self) -> f64 {
        self.px(0.0178)
    }
}
