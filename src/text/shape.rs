//! A line of text at a size: its glyphs in visual order, its width, how far it
//! reaches above and below the baseline, and the outlines of its glyphs, in px.

use super::fallback::font_set;
use super::unscaled::SOFT_HYPHEN;
use crate::error::Error;
use crate::style::TextStyle;
use kurbo::{BezPath, Shape as _, Vec2};
use std::ops::Range;

/// One glyph of a shaped run.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct ShapedGlyph {
    /// Glyph number in the font.
    pub id: u32,
    /// Offset of its origin from the run's start, px.
    pub x: f64,
    /// Offset of its origin from the baseline, px, downwards.
    pub y: f64,
    /// Where the characters that it stands for begin, in bytes of the
    /// [`drawn`] text.
    pub start: usize,
    /// Where they end.
    pub end: usize,
    /// Which of the [given](crate::text::FontCache) fonts it is of; none for the style's face.
    pub given: Option<u8>,
}

/// A shaped line of text.
#[derive(Clone, PartialEq, Debug)]
pub struct Run {
    /// The glyphs in visual order.
    pub glyphs: Vec<ShapedGlyph>,
    /// Sum of the advances, px.
    pub width: f64,
    /// Whether the line as a whole is read from right to left.
    pub is_rtl: bool,
}

/// Shapes one line.
///
/// Its base direction is that of its first strong character. Each run of one
/// direction and one font is shaped by itself, with the script of its first
/// letter, as usvg does it; glyphs stand in visual order. Letter spacing is
/// added between clusters, not after the last one, as usvg and browsers
/// measure it.
///
/// # Errors
/// [`ErrorKind::Input`](crate::ErrorKind::Input) where no font has a character; the first of them.
pub fn shape(text: &str, style: &TextStyle) -> Result<Run, Error> {
    shape_with_breaks(text, style, &mut Vec::new())
}

/// The same; adds to `breaks` where the text may be broken so that the parts
/// are shaped as they are in the whole: the byte, and where the pen is there.
fn shape_with_breaks(text: &str, style: &TextStyle, breaks: &mut Vec<(usize, f64)>) -> Result<Run, Error> {
    let set = font_set(&style.fonts);
    let fonts = set.stack(style.face);
    let line = set.lines.get(text, fonts)?;
    let mut run = Run { glyphs: Vec::with_capacity(line.glyphs.len()), width: 0.0, is_rtl: line.is_rtl };
    run.width = line.walk(fonts, style.size, style.spacing, |glyph, pen, scale, is_first| {
        if is_first && glyph.is_safe_to_break {
            breaks.push((glyph.cluster, pen));
        }
        run.glyphs.push(ShapedGlyph {
            id: glyph.id,
            x: pen + f64::from(glyph.offset.0) * scale,
            y: -f64::from(glyph.offset.1) * scale,
            start: glyph.cluster,
            end: glyph.cluster,
            given: glyph.given,
        });
    });
    end_clusters(&mut run.glyphs, line.length);
    Ok(run)
}

/// Sets where the characters of each glyph end: where the next cluster of the
/// text begins.
fn end_clusters(glyphs: &mut [ShapedGlyph], length: usize) {
    let mut starts: Vec<usize> = glyphs.iter().map(|g| g.start).chain([length]).collect();
    starts.sort_unstable();
    starts.dedup();
    for glyph in glyphs {
        let next = starts.partition_point(|&s| s <= glyph.start);
        glyph.end = starts.get(next).copied().unwrap_or(length);
    }
}

/// The width of one line in px.
///
/// # Errors
/// [`ErrorKind::Input`](crate::ErrorKind::Input) where the font lacks a character.
pub fn width(text: &str, style: &TextStyle) -> Result<f64, Error> {
    let set = font_set(&style.fonts);
    let fonts = set.stack(style.face);
    Ok(set.lines.get(text, fonts)?.walk(fonts, style.size, style.spacing, |_, _, _, _| {}))
}

/// A text measured once, for the widths of parts of it.
pub(super) struct Measured<'a> {
    /// The text.
    text: &'a str,
    /// Its style.
    style: &'a TextStyle,
    /// Where parts may begin and end, and where the pen is there.
    breaks: Vec<(usize, f64)>,
}

impl<'a> Measured<'a> {
    /// Measures a text.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) where the font lacks a character.
    pub(super) fn new(text: &'a str, style: &'a TextStyle) -> Result<Self, Error> {
        let mut breaks = Vec::new();
        // other letters may be of several scripts and directions; soft hyphens
        // and line feeds are not drawn
        if text.chars().all(|c| (' '..'\u{250}').contains(&c) || "–—’“”…".contains(c)) && !text.contains(SOFT_HYPHEN)
        {
            let run = shape_with_breaks(text, style, &mut breaks)?;
            // letters are set apart, but nothing follows the last one
            breaks.push((text.len(), run.width + style.spacing * style.size));
        }
        Ok(Self { text, style, breaks })
    }

    /// Its style.
    pub(super) fn style(&self) -> &TextStyle {
        self.style
    }

    /// The width of a part, as if it were shaped by itself.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) where the font lacks a character.
    pub(super) fn width(&self, part: Range<usize>) -> Result<f64, Error> {
        let pen = |at: usize| self.breaks.binary_search_by_key(&at, |b| b.0).ok().map(|i| self.breaks[i].1);
        let text = &self.text[part.clone()];
        match (pen(part.start), pen(part.end)) {
            // without letters, the part alone has no script
            (Some(start), Some(end)) if text.contains(char::is_alphabetic) => {
                Ok(end - start - self.style.spacing * self.style.size)
            }
            _ => width(text, self.style),
        }
    }
}

/// How far the letters of a line reach above its baseline and below it, px.
///
/// # Errors
/// As [`shape`].
pub fn reach(text: &str, style: &TextStyle) -> Result<(f64, f64), Error> {
    let run = shape(text, style)?;
    let boxes = run.glyphs.iter().filter_map(|g| Some(glyph_outline(style, g)?.bounding_box() + Vec2::new(0.0, g.y)));
    Ok(boxes.fold((0.0, 0.0), |(above, below): (f64, f64), b| (above.max(-b.y0), below.max(b.y1))))
}

/// The outline of a glyph of a text in some style, origin on the baseline, y
/// down; `None` for glyphs without ink.
pub fn glyph_outline(style: &TextStyle, glyph: &ShapedGlyph) -> Option<BezPath> {
    let font = font_set(&style.fonts).stack(style.face).font(glyph.given)?;
    font.outline(glyph.id, style.size)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::style::Face;
    use crate::text::unscaled::drawn;

    #[test]
    fn kerning_counts() {
        let style = TextStyle::new(Face::SemiBold, 100.0, 1.2);
        let pair = width("AV", &style).expect("has glyphs");
        let single = width("A", &style).expect("has glyph") + width("V", &style).expect("has glyph");
        assert!(pair < single, "AV is kerned: {pair} against {single}");
    }

    #[test]
    fn a_character_without_a_glyph_is_named() {
        let err = width("Sole 足", &TextStyle::new(Face::Regular, 10.0, 1.2)).expect_err("no CJK in Inter");
        assert!(err.to_string().contains("U+8DB3"), "{err}");
    }

    #[test]
    fn spacing_is_added_between_letters_only() {
        let plain = TextStyle::new(Face::Regular, 10.0, 1.2);
        let wide = plain.clone().with_spacing(0.1);
        let difference = width("abc", &wide).expect("glyphs") - width("abc", &plain).expect("glyphs");
        assert!((difference - 2.0).abs() < 1e-9, "two gaps of one px: {difference}");
    }
    #[test]
    fn in_mixed_text_the_first_missing_character_is_named() {
        let err = width("L5 כף הרגל", &TextStyle::new(Face::Regular, 10.0, 1.2)).expect_err("no Hebrew in Inter");
        assert!(err.to_string().contains("U+05DB"), "the first as it is read, not as it is drawn: {err}");
    }

    #[test]
    fn marks_of_direction_are_drawn_as_nothing() {
        let style = TextStyle::new(Face::Regular, 10.0, 1.2);
        let plain = shape("12 + 3", &style).expect("glyphs");
        let marked = shape("\u{200F}12 + 3", &style).expect("the mark needs no glyph of its own");
        assert!(marked.is_rtl && !plain.is_rtl, "a mark is a strong character");
        assert!((marked.width - plain.width).abs() < 1e-9, "{} against {}", marked.width, plain.width);
        assert!(marked.glyphs[0].id != plain.glyphs[0].id, "the number 12 stands at the right: {marked:?}");
    }

    #[test]
    fn a_soft_hyphen_takes_no_room() {
        let style = TextStyle::new(Face::Medium, 20.0, 1.2).with_spacing(0.05);
        let (plain, soft) = (shape("Wirbel", &style), shape("Wir\u{AD}bel", &style));
        assert_eq!(plain.expect("glyphs"), soft.expect("glyphs"), "the same glyphs at the same places");
        assert_eq!(drawn("Wir\u{AD}bel"), "Wirbel", "nor a place in the text");
    }
}
