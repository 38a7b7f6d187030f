//! Page sizes: read from a name, from px, or from units of paper; with the limits
//! that guard legibility and memory.

use crate::diag::Diagnostic;
use crate::error::{Error, ErrorKind};
use std::str::FromStr;

/// A page size in px. One px is one CSS px, and one pixel of a raster format at scale 1.
///
/// ```
/// use reflexology_chart::model::Size;
///
/// let a4 = Size::read("a4", None)?;
/// assert_eq!((a4.width, a4.height, a4.ppi), (2480, 3508, Some(Size::PPI)));
/// assert_eq!(Size::read("1600x1000", None)?, Size::new(1600, 1000));
/// # Ok::<(), reflexology_chart::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Size {
    /// Width in px, [`Size::MIN`] to [`Size::MAX`].
    pub width: u32,
    /// Height in px, [`Size::MIN`] to [`Size::MAX`].
    pub height: u32,
    /// Pixels per inch of paper, for pages that are to be printed: their text
    /// is never smaller than [`Size::MIN_POINTS`].
    pub ppi: Option<u32>,
}

/// A size with a name.
#[derive(Clone, Copy, Debug)]
enum StandardSize {
    /// A page for screens, in px.
    Screen(u32, u32),
    /// A sheet of paper, in mm.
    Paper(u32, u32),
}

/// Sizes with a name: the name, the size, what it is for.
const NAMED: [(&str, StandardSize, &str); 7] = [
    ("portrait", StandardSize::Screen(1600, 2000), "a picture higher than wide; the usual one"),
    ("landscape", StandardSize::Screen(1600, 1000), "a picture across an article"),
    ("square", StandardSize::Screen(1200, 1200), "a square picture"),
    ("social", StandardSize::Screen(1200, 630), "a card for links that are shared"),
    ("atlas", StandardSize::Screen(2400, 3000), "the wall chart on a screen"),
    ("a4", StandardSize::Paper(210, 297), "paper, 210 x 297 mm"),
    ("a3", StandardSize::Paper(297, 420), "paper, 297 x 420 mm"),
];

/// Units of length: the name, and how many of them make an inch; `None` for px.
const UNITS: [(&str, Option<f64>); 5] =
    [("px", None), ("mm", Some(25.4)), ("cm", Some(2.54)), ("in", Some(1.0)), ("pt", Some(72.0))];

impl Size {
    /// Smallest page edge in px: below it no text would be legible.
    pub const MIN: u32 = 320;
    /// Largest page edge in px.
    pub const MAX: u32 = 16_384;
    /// Smallest text of a printed page, in points of 1/72 inch.
    pub const MIN_POINTS: f64 = 6.5;
    /// Default number of pixels per inch of paper.
    pub const PPI: u32 = 300;

    /// Returns a size in px, not meant for paper. The range is not checked.
    pub const fn new(width: u32, height: u32) -> Self {
        Self { width, height, ppi: None }
    }

    /// Returns whether the page is at least 1.15 times as wide as high, so that all figures stand
    /// in one row.
    pub fn is_wide(self) -> bool {
        f64::from(self.width) >= 1.15 * f64::from(self.height)
    }

    /// Returns whether the page is less than half as wide as high, so that the height does not
    /// limit the figures.
    pub const fn is_slim(self) -> bool {
        2 * self.width < self.height
    }

    /// Returns the size of the smallest text in px, or 0 where the page is not meant for paper.
    pub fn min_text(self) -> f64 {
        self.ppi.map_or(0.0, |ppi| Self::MIN_POINTS / 72.0 * f64::from(ppi))
    }

    /// Returns the sizes with a name, at the usual resolution: the name, the size and
    /// what it is for.
    pub fn named() -> impl Iterator<Item = (&'static str, Self, &'static str)> {
        NAMED.iter().map(|(name, named, what)| (*name, named.at(None), *what))
    }

    /// Reads a size from a text: a name, or width and height in px, mm, cm, in or pt. `ppi` is the
    /// number of pixels per inch of paper, 30 to 2400; a page in px that has it is meant for paper
    /// too.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] for a text that is no size, and for an edge or a `ppi` out of range.
    pub fn read(text: &str, ppi: Option<u32>) -> Result<Self, Error> {
        if let Some(ppi) = ppi.filter(|p| !(30..=2400).contains(p)) {
            return Err(Error::usage("dpi-range", format!("{ppi} dpi are out of range; they go from 30 to 2400"))
                .in_field("/dpi"));
        }
        let size = match NAMED.iter().find(|(name, ..)| name.eq_ignore_ascii_case(text.trim())) {
            Some((_, named, _)) => named.at(ppi),
            None => Self::free(text, ppi)?,
        };
        let range = Self::MIN..=Self::MAX;
        if !range.contains(&size.width) || !range.contains(&size.height) {
            return Err(wrong(format!(
                "a page of {}x{} px is out of range; both edges go from {} to {}",
                size.width,
                size.height,
                Self::MIN,
                Self::MAX
            )));
        }
        Ok(size)
    }

    /// Reads a size in numbers; one unit may stand for both.
    fn free(text: &str, ppi: Option<u32>) -> Result<Self, Error> {
        let problem = || {
            let names = NAMED.map(|(name, ..)| name).join(", ");
            let near = Diagnostic::unknown("size", text, NAMED.map(|(name, ..)| name)).near;
            let hint = format!(
                "write it as WIDTHxHEIGHT, such as 1600x2000, 210x297mm or 8.5x11in, in px, mm, cm, in or pt, or as one \
                 of {names}"
            );
            let problem = Diagnostic::error("size", format!("`{text}` is not a size")).with_hint(hint);
            Error::new(ErrorKind::Usage, Diagnostic { near, ..problem }).in_field("/size")
        };
        let (w, h) = text.split_once(['x', 'X', '×']).ok_or_else(problem)?;
        let (h, unit) = in_unit(h);
        let (w, own) = in_unit(w);
        if own.is_some() && unit.is_none() {
            return Err(problem());
        }
        let unit = |own: Option<usize>| own.or(unit).and_then(|u| UNITS[u].1);
        let number = |t: &str| t.parse::<f64>().ok().filter(|n| n.is_finite() && *n >= 0.0).ok_or_else(problem);
        let (units_w, units_h) = (unit(own), unit(None));
        let is_paper = units_w.or(units_h).is_some();
        let ppi = if is_paper { Some(ppi.unwrap_or(Self::PPI)) } else { ppi };
        if !is_paper && (w.contains('.') || h.contains('.')) {
            return Err(wrong(format!("`{text}` has a part of a px; pages have whole ones")));
        }
        let px = |n: f64, per_inch: Option<f64>| pixels(per_inch.map_or(n, |u| n / u * f64::from(ppi.unwrap_or(1))));
        Ok(Self { width: px(number(w)?, units_w), height: px(number(h)?, units_h), ppi })
    }
}

impl StandardSize {
    /// Returns the size at a resolution, in pixels per inch.
    fn at(self, ppi: Option<u32>) -> Size {
        match self {
            Self::Screen(width, height) => Size { width, height, ppi },
            Self::Paper(width, height) => {
                let ppi = ppi.unwrap_or(Size::PPI);
                let px = |mm: u32| pixels(f64::from(mm) / 25.4 * f64::from(ppi));
                Size { width: px(width), height: px(height), ppi: Some(ppi) }
            }
        }
    }
}

/// Splits a text into a number and the index of its unit in [`UNITS`], if it names one.
fn in_unit(text: &str) -> (&str, Option<usize>) {
    let text = text.trim();
    let found = UNITS.iter().enumerate().find_map(|(i, (unit, _))| {
        let split = text.len().checked_sub(unit.len()).filter(|&s| text.is_char_boundary(s))?;
        text[split..].eq_ignore_ascii_case(unit).then_some((text[..split].trim_end(), Some(i)))
    });
    found.unwrap_or((text, None))
}

/// Rounds to whole pixels; far too many stay far too many.
fn pixels(n: f64) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the range first")]
    let whole = n.round().clamp(0.0, 1e9) as u32;
    whole
}

impl Default for Size {
    fn default() -> Self {
        Self::new(1600, 2000)
    }
}

impl FromStr for Size {
    type Err = Error;

    fn from_str(s: &str) -> Result<Self, Error> {
        Self::read(s, None)
    }
}

/// Returns the error of a size that is out of range.
fn wrong(message: String) -> Error {
    Error::usage("size-range", message).in_field("/size")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_with_their_limits() {
        assert_eq!("1600x1000".parse(), Ok(Size::new(1600, 1000)), "plain");
        assert!("1600".parse::<Size>().is_err_and(|e| e.to_string().contains("WIDTHxHEIGHT")), "says how");
        assert!("10x10".parse::<Size>().is_err_and(|e| e.to_string().contains("320")), "says the limit");
        assert!("A4".parse::<Size>().is_ok_and(|s| s.min_text() > 27.0), "6.5 points at 300 ppi");
        assert!(
            "potrait".parse::<Size>().is_err_and(|e| e.to_string().contains("did you mean `portrait`")),
            "near names"
        );
    }

    #[test]
    fn units_of_paper_become_px() {
        let at = |text: &str, ppi| Size::read(text, ppi).expect("a size");
        let paper = |width, height, ppi| Size { width, height, ppi: Some(ppi) };
        assert_eq!(at("210x297mm", None), paper(2480, 3508, 300), "A4");
        assert_eq!(at("210x297mm", None), at("a4", None), "the same by name");
        assert_eq!(at("8.5x11in", None), paper(2550, 3300, 300), "letter");
        assert_eq!(at("21cm x 297mm", None), at("a4", None), "a unit each");
        assert_eq!(at("612x792pt", Some(150)), paper(1275, 1650, 150), "points at another resolution");
        assert_eq!(at("a4", Some(150)), paper(1240, 1754, 150), "a name at another resolution");
        assert_eq!(at("1600x2000", Some(200)), paper(1600, 2000, 200), "px that are meant for paper");
        assert_eq!(at("1600x2000px", None), Size::new(1600, 2000), "px by name");
        for bad in ["210mmx297", "1600.5x2000", "x", "ax2000", "-5x2000", "naNxinf", "9e9x9e9in", "30000x30000mm"] {
            assert!(Size::read(bad, None).is_err(), "{bad} is no size");
        }
        assert!(Size::read("a4", Some(9)).is_err_and(|e| e.to_string().contains("dpi")), "a resolution out of range");
    }
}
