//! Shaped text before it has a size, and what was shaped before.
//!
//! A layout measures the same few texts again and again, at this size and at
//! that. Glyphs and their advances in font units are the same at each, so a
//! text is shaped once for its fonts.

use super::bidi;
use super::font::FontStack;
use crate::cache::Store;
use crate::error::Error;
use crate::style::Face;
use harfrust::{Direction, UnicodeBuffer};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

/// Marks where a word may be broken; drawn only where it is, as a hyphen.
pub(super) const SOFT_HYPHEN: char = '\u{AD}';

/// Bytes that a kept line takes beside its text and its glyphs, about.
const OVERHEAD: usize = 200;

/// One glyph in font units.
pub(super) struct UnscaledGlyph {
    /// Glyph number in the font.
    pub id: u32,
    /// Where its characters begin, in bytes of the drawn text.
    pub cluster: usize,
    /// Whether the text may be broken before it without changing any glyph.
    pub is_safe_to_break: bool,
    /// Which of the given fonts it is of; none for the style's face.
    pub given: Option<u8>,
    /// Offset of its origin, y up.
    pub offset: (i32, i32),
    /// Way to the next glyph.
    advance: i32,
}

/// A shaped line in font units.
pub(super) struct UnscaledLine {
    /// The glyphs in visual order.
    pub glyphs: Vec<UnscaledGlyph>,
    /// Whether the line as a whole is read from right to left.
    pub is_rtl: bool,
    /// Bytes of the drawn text.
    pub length: usize,
    /// Whether some of its letters are joined, which spacing must not part.
    is_joined: bool,
}

impl UnscaledLine {
    /// Goes through the glyphs at a size in px, with some spacing in em, and tells
    /// of each where the pen is, px for a font unit, and whether it is the first
    /// of its characters. The width of all, px. The fonts are those that shaped it.
    pub(super) fn walk(
        &self,
        fonts: FontStack<'_>,
        size: f64,
        spacing: f64,
        mut visit: impl FnMut(&UnscaledGlyph, f64, f64, bool),
    ) -> f64 {
        let scale_of = |given: Option<u8>| size / fonts.font(given).map_or(f64::INFINITY, |f| f.units_per_em);
        let spacing = if self.is_joined { 0.0 } else { spacing * size };
        let (mut pen, mut last) = (0.0, None);
        let mut scale = (None, scale_of(None));
        for glyph in &self.glyphs {
            if scale.0 != glyph.given {
                scale = (glyph.given, scale_of(glyph.given));
            }
            if last.is_some_and(|cluster| cluster != glyph.cluster) {
                pen += spacing;
            }
            visit(glyph, pen, scale.1, last != Some(glyph.cluster));
            last = Some(glyph.cluster);
            pen += f64::from(glyph.advance) * scale.1;
        }
        pen
    }
}

/// Lines that were shaped before in some fonts, by face, within bounds.
pub(super) struct LineCache([Mutex<Store<Arc<UnscaledLine>, String>>; Face::ALL.len()]);

impl LineCache {
    /// Nothing; later at most so many bytes for each face.
    pub(super) fn new(most: usize) -> Self {
        Self(Face::ALL.map(|_| Mutex::new(Store::new(most))))
    }

    /// A text in some fonts, always the same for one cache but for the face.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) where no font has a character; the first of them.
    pub(super) fn get(&self, text: &str, fonts: FontStack<'_>) -> Result<Arc<UnscaledLine>, Error> {
        let index = Face::ALL.iter().position(|&face| face == fonts.face).unwrap_or(0);
        let lines = || self.0[index].lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(line) = lines().find(text) {
            return Ok(line);
        }
        let line = Arc::new(shaped(text, fonts)?);
        let size = OVERHEAD + 2 * text.len() + line.glyphs.len() * size_of::<UnscaledGlyph>();
        lines().keep(text.to_owned(), Arc::clone(&line), size);
        Ok(line)
    }
}

/// A text as it is drawn: without the soft hyphens at which it was not broken.
pub fn drawn(text: &str) -> Cow<'_, str> {
    if text.contains(SOFT_HYPHEN) { Cow::Owned(text.replace(SOFT_HYPHEN, "")) } else { Cow::Borrowed(text) }
}

/// Shapes a text.
fn shaped(text: &str, fonts: FontStack<'_>) -> Result<UnscaledLine, Error> {
    let text = drawn(text);
    let is_rtl = bidi::is_rtl(&text);
    let mut glyphs = Vec::with_capacity(text.len());
    let mut missing: Option<usize> = None;
    for visual in bidi::visual_runs(&text, is_rtl) {
        let mut parts = parts(&text, visual.range, fonts);
        if visual.is_rtl {
            parts.reverse();
        }
        for part in parts {
            let Some(font) = fonts.font(part.given) else { continue };
            let mut buffer = UnicodeBuffer::new();
            buffer.push_str(&text[part.range.clone()]);
            buffer.set_direction(if visual.is_rtl { Direction::RightToLeft } else { Direction::LeftToRight });
            buffer.guess_segment_properties();
            let shaped = font.shape(buffer);
            for (info, position) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
                let cluster = part.range.start + usize::try_from(info.cluster).unwrap_or(0);
                if info.glyph_id == 0 {
                    missing = Some(missing.map_or(cluster, |m| m.min(cluster)));
                }
                glyphs.push(UnscaledGlyph {
                    id: info.glyph_id,
                    cluster,
                    is_safe_to_break: !info.unsafe_to_break(),
                    given: part.given,
                    offset: (position.x_offset, position.y_offset),
                    advance: position.x_advance,
                });
            }
        }
    }
    match missing {
        None => Ok(UnscaledLine { glyphs, is_rtl, length: text.len(), is_joined: text.chars().any(joins) }),
        Some(start) => {
            let character = text.get(start..).and_then(|t| t.chars().next()).unwrap_or(char::REPLACEMENT_CHARACTER);
            Err(Error::missing_glyph(character, &text.into_owned()))
        }
    }
}

/// A stretch of text in one font.
struct FontSpan {
    /// Its bytes.
    range: Range<usize>,
    /// Which of the given fonts; none for the style's face.
    given: Option<u8>,
}

/// The parts of a stretch of one direction: letters that the face lacks are of
/// a given font, and so are marks, spaces and signs between them that it has,
/// so that one script is one part.
fn parts(text: &str, range: Range<usize>, fonts: FontStack<'_>) -> Vec<FontSpan> {
    if fonts.given.is_empty() {
        return vec![FontSpan { range, given: None }];
    }
    let has = |given: Option<u8>, c: char| fonts.font(given).is_some_and(|font| font.has(c));
    let mut out: Vec<FontSpan> = Vec::new();
    for (at, c) in text[range.clone()].char_indices() {
        let at = range.start + at;
        let last = out.last().and_then(|p| p.given);
        let stays = last.is_some() && !c.is_alphanumeric() && has(last, c);
        let given = match (stays, has(None, c)) {
            (true, _) => last,
            (false, true) => None,
            (false, false) => fonts.best(c),
        };
        match out.last_mut() {
            Some(part) if part.given == given => part.range.end = at + c.len_utf8(),
            _ => out.push(FontSpan { range: at..at + c.len_utf8(), given }),
        }
    }
    out
}

/// Whether a letter is joined to its neighbours: Arabic ones.
const fn joins(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{8A0}'..='\u{8FF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}
