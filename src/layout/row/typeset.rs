//! A label's text in lines, first anywhere, then in its place.

use super::label::RowLabel;
use crate::error::Error;
use crate::layout::placed::{Badge, TextLine, TextRole};
use crate::layout::sizes::{ASCENT, DESCENT, MIDDLE, Sizes};
use crate::layout::texts::badge;
use crate::model::Chart;
use crate::style::{Align, Face, TextStyle};
use crate::text::{balance, width};
use kurbo::Point;

/// A label's text, set in lines, not yet in place.
pub(super) struct Typeset {
    /// Role, text, style, width; names first.
    lines: Vec<(TextRole, String, TextStyle, f64)>,
    /// Width of the widest line, badge included.
    pub width: f64,
    /// From the top of the first line's box to the bottom of the last's.
    pub height: f64,
    /// Number of name lines.
    names: usize,
    /// Letter of the badge.
    badge: Option<String>,
    /// Size of the name.
    pub size: f64,
    /// Smallest text on the page.
    min_text: f64,
    /// The accent of the badge.
    highlight: Option<usize>,
    /// Radius of the disc of a number mark, which has no lines.
    pub disc: Option<f64>,
    /// Whether the badge, which follows the name, is at its left.
    is_rtl: bool,
}

/// Sets a label in lines of at most `max_width` where words allow; `places` says
/// whether a second line may tell where the zone is.
pub(super) fn typeset(
    label: &RowLabel,
    chart: &Chart,
    m: &Sizes,
    max_width: f64,
    places: bool,
) -> Result<Typeset, Error> {
    if label.numbered {
        return Ok(disc(label, chart, m));
    }
    let (role, name_style) = match label.highlight {
        Some(highlight) => (TextRole::Label(highlight), m.label(label.aspect)),
        None => (TextRole::QuietLabel, m.quiet_label()),
    };
    let badge = label.only.map(|s| chart.words.badges.get(&s).cloned().unwrap_or_default());
    let badge_width = if badge.is_some() { 1.4 * name_style.size } else { 0.0 };
    let mut lines = Vec::new();
    for text in balance(&label.name, &name_style, max_width - badge_width)? {
        let w = width(&text, &name_style)?;
        lines.push((role, text, name_style.clone(), w));
    }
    let names = lines.len();
    let mut widest = lines.iter().map(|l| l.3).fold(0.0, f64::max);
    if let Some(last) = lines.last() {
        widest = widest.max(last.3 + badge_width);
    }
    let place_style = m.place();
    if let Some(place) =
        label.place.as_ref().filter(|_| places && m.attempt.places && !m.is_atlas && label.highlight.is_some())
    {
        for text in balance(place, &place_style, max_width.max(widest))? {
            let w = width(&text, &place_style)?;
            widest = widest.max(w);
            lines.push((TextRole::Place, text, place_style.clone(), w));
        }
    }
    let last_size = lines.last().map_or(0.0, |l| l.2.size);
    let mut set = Typeset {
        lines,
        width: widest,
        height: 0.0,
        names,
        badge,
        size: name_style.size,
        min_text: m.min_text,
        highlight: label.highlight,
        disc: None,
        is_rtl: chart.words.is_rtl,
    };
    set.height = set.baseline(set.lines.len() - 1) + DESCENT * last_size;
    Ok(set)
}

/// Returns a number mark: a disc instead of lines.
fn disc(label: &RowLabel, chart: &Chart, m: &Sizes) -> Typeset {
    let radius = m.number_radius();
    Typeset {
        lines: Vec::new(),
        width: 2.0 * radius,
        height: 2.0 * radius,
        names: 0,
        badge: None,
        size: m.number().size,
        min_text: m.min_text,
        highlight: label.highlight,
        disc: Some(radius),
        is_rtl: chart.words.is_rtl,
    }
}

impl Typeset {
    /// Returns the baseline of a line, from the top.
    fn baseline(&self, index: usize) -> f64 {
        let mut y = ASCENT * self.size;
        for (_, _, style, _) in self.lines.iter().take(index + 1).skip(1) {
            y += if style.face != Face::Regular { style.leading() } else { style.leading().max(0.88 * self.size) };
        }
        y
    }

    /// Returns the optical middle of the first line, from the top.
    pub(super) fn first_middle(&self) -> f64 {
        if let Some(radius) = self.disc {
            return radius;
        }
        (ASCENT - MIDDLE) * self.size
    }

    /// Returns the width of a line with the badge after it.
    fn line_width(&self, index: usize) -> f64 {
        let extra = if index + 1 == self.names && self.badge.is_some() { 1.4 * self.size } else { 0.0 };
        self.lines.get(index).map_or(self.width, |l| l.3 + extra)
    }

    /// Returns the width of the first line with its badge.
    pub(super) fn first_line_width(&self) -> f64 {
        self.line_width(0)
    }

    /// Returns the width of the last line with its badge.
    pub(super) fn last_line_width(&self) -> f64 {
        self.line_width(self.lines.len().saturating_sub(1))
    }

    /// Returns the size in which distances of its leaders are measured: that of its type, or the
    /// diameter of its disc.
    pub(super) fn reach_size(&self) -> f64 {
        self.disc.map_or(self.size, |radius| 2.0 * radius)
    }

    /// Returns how far a line of a width is moved in the box.
    fn shift(&self, w: f64, align: Align) -> f64 {
        match align {
            Align::Start => 0.0,
            Align::Middle => (self.width - w) / 2.0,
            Align::End => self.width - w,
        }
    }

    /// Places the lines and the badge with the box's left top at a point.
    pub(super) fn at(&self, x: f64, top: f64, align: Align) -> Result<(Vec<TextLine>, Option<Badge>), Error> {
        let mut lines = Vec::new();
        let mut mark = None;
        for (i, (role, text, style, w)) in self.lines.iter().enumerate() {
            let badged = self.badge.as_ref().filter(|_| i + 1 == self.names);
            let full = w + if badged.is_some() { 1.4 * self.size } else { 0.0 };
            let mut left = x + self.shift(full, align);
            let baseline = top + self.baseline(i);
            if let Some(letter) = badged {
                let middle = if self.is_rtl { left + 0.53 * self.size } else { left + w + 0.87 * self.size };
                let center = Point::new(middle, baseline - MIDDLE * self.size);
                let size = (0.58 * self.size).max(self.min_text);
                let style = TextStyle::new(Face::SemiBold, size, 1.0).with_fonts(style.fonts.clone());
                let radius = (0.48 * self.size).max(0.56 * style.size);
                mark = Some(badge(letter, center, radius, style, self.highlight)?);
                if self.is_rtl {
                    left += full - w;
                }
            }
            lines.push(TextLine {
                role: *role,
                text: text.clone(),
                x: left,
                baseline,
                width: *w,
                style: style.clone(),
            });
        }
        Ok((lines, mark))
    }
}
