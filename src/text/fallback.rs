//! Fonts that a user gives, for letters that the compiled-in ones lack.
//!
//! A handle owns its fonts and what was shaped with them; all of it goes with the
//! last clone of the handle. A cache keeps some for later charts, within bounds,
//! so that a file that many charts name is parsed once.

use super::font::{Font, FontStack};
use super::unscaled::LineCache;
use crate::cache::Store;
use crate::style::{Face, Fonts};
use std::borrow::Cow;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// Most fonts of a chart.
const MOST: usize = 8;
/// Most bytes of font files that a cache keeps.
const MOST_BYTES: usize = 64 << 20;
/// Most bytes of shaped lines of each face that are kept for one set of fonts. A
/// page of running text takes about 3 MiB where its script needs shaping, as every
/// line that it could have is measured.
const LINE_BYTES: usize = 8 << 20;
/// Most bytes that the sets of a cache take, about: running text is in one face.
const SET_BYTES: usize = 128 << 20;

/// Fonts that were given together, in the order in which they are asked for a letter.
pub(super) struct FontSet {
    /// The fonts.
    fonts: Vec<Arc<Font>>,
    /// Lines that were shaped with them.
    pub lines: LineCache,
}

impl FontSet {
    /// The fonts of a face.
    pub(super) fn stack(&self, face: Face) -> FontStack<'_> {
        FontStack { face, given: &self.fonts }
    }
}

/// No fonts but the compiled-in ones.
static OWN: LazyLock<FontSet> = LazyLock::new(|| FontSet { fonts: Vec::new(), lines: LineCache::new(LINE_BYTES) });

/// The fonts of a handle.
pub(super) fn font_set(fonts: &Fonts) -> &FontSet {
    fonts.set().unwrap_or(&OWN)
}

/// The file of a given font.
pub fn given_file(fonts: &Fonts, index: u8) -> Option<Arc<dyn AsRef<[u8]> + Send + Sync>> {
    let font = Arc::clone(fonts.set::<FontSet>()?.fonts.get(usize::from(index))?);
    Some(font)
}

/// Fonts for later charts, for use from many threads: at most 64 MiB of files and
/// some 128 MiB of sets with what was shaped with them, of which those go first
/// that nobody asked for.
#[derive(Debug)]
pub struct FontCache(Mutex<Kept>);

/// What a cache keeps, each by the hash of its files.
struct Kept {
    /// Fonts, each parsed once.
    fonts: Store<Arc<Font>>,
    /// Handles, so that what is shaped with the same fonts is shaped once.
    handles: Store<Fonts>,
}

impl std::fmt::Debug for Kept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Kept").finish_non_exhaustive()
    }
}

impl Default for FontCache {
    /// A cache that knows no fonts yet.
    fn default() -> Self {
        Self(Mutex::new(Kept { fonts: Store::new(MOST_BYTES), handles: Store::new(SET_BYTES) }))
    }
}

impl FontCache {
    /// Takes font files (TrueType or OpenType, of a collection the first font),
    /// in the order in which they are asked for a letter. What is no font is not
    /// kept.
    ///
    /// # Errors
    /// The index of a file that cannot be used, and why.
    pub fn give(&self, files: Vec<Vec<u8>>) -> Result<Fonts, (usize, String)> {
        if files.is_empty() {
            return Ok(Fonts::default());
        }
        if files.len() > MOST {
            return Err((MOST, format!("more than {MOST} fonts")));
        }
        let hashes: Vec<blake3::Hash> = files.iter().map(|file| blake3::hash(file)).collect();
        let mut all = blake3::Hasher::new();
        for hash in &hashes {
            all.update(hash.as_bytes());
        }
        let all = all.finalize();
        let kept = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(fonts) = kept().handles.find(&all) {
            return Ok(fonts);
        }
        let (mut fonts, mut size) = (Vec::new(), LINE_BYTES);
        for (index, (file, hash)) in files.into_iter().zip(hashes).enumerate() {
            let bytes = file.len();
            size += bytes;
            let known = kept().fonts.find(&hash);
            fonts.push(match known {
                Some(font) => font,
                None => {
                    let font = Font::new(Cow::Owned(file));
                    let font = font.ok_or_else(|| (index, "it is not a TrueType or OpenType font".to_owned()))?;
                    let font = Arc::new(font);
                    kept().fonts.keep(hash, Arc::clone(&font), bytes);
                    font
                }
            });
        }
        let id = all.as_bytes().iter().take(16).fold(0, |id, byte| id << 8 | u128::from(*byte));
        let fonts = Fonts::new(id, Arc::new(FontSet { fonts, lines: LineCache::new(LINE_BYTES) }));
        kept().handles.keep(all, fonts.clone(), size);
        Ok(fonts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::style::TextStyle;
    use crate::text::{font_file, width};
    use std::sync::Weak;

    /// A font file that differs from others in what follows its tables.
    fn file(number: u32) -> Vec<u8> {
        [font_file(Face::Regular), &number.to_le_bytes()].concat()
    }

    /// The first font of a handle, which this does not keep.
    fn weak(fonts: &Fonts) -> Weak<Font> {
        Arc::downgrade(&fonts.set::<FontSet>().expect("fonts were given").fonts[0])
    }

    #[test]
    fn fonts_go_with_the_last_handle() {
        let cache = FontCache::default();
        let fonts = cache.give(vec![file(1)]).expect("a font");
        let style = TextStyle::new(Face::Regular, 10.0, 1.2).with_fonts(fonts.clone());
        let font = weak(&fonts);
        drop((cache, fonts));
        assert!(width("Liver", &style).is_ok() && font.upgrade().is_some(), "the style owns them");
        drop(style);
        assert!(font.upgrade().is_none(), "nobody does");
    }

    #[test]
    fn a_file_is_parsed_once_and_kept_within_bounds() {
        let cache = FontCache::default();
        let one = cache.give(vec![file(0)]).expect("a font");
        let both = cache.give(vec![file(0), file(1)]).expect("fonts");
        assert!(Weak::ptr_eq(&weak(&one), &weak(&both)), "the same font in another set");
        assert_ne!(one, both, "which is another handle");
        let first = weak(&one);
        drop((one, both));
        assert!(first.upgrade().is_some(), "kept for later charts");
        let bytes = file(0).len();
        for number in 2..u32::try_from(2 * MOST_BYTES / bytes).expect("few") {
            cache.give(vec![file(number)]).expect("a font");
        }
        assert!(first.upgrade().is_none(), "long ago");
        assert_eq!(cache.give(vec![file(0)]), FontCache::default().give(vec![file(0)]), "equal files, equal handles");
    }

    #[test]
    fn what_is_no_font_is_not_kept() {
        let cache = FontCache::default();
        let refused = cache.give(vec![file(0), vec![7; 1000]]).expect_err("the second is no font");
        assert_eq!(refused.0, 1, "it is named");
        assert_eq!(cache.give(vec![file(0); MOST + 1]).expect_err("too many").0, MOST, "the first that is too many");
    }
}
