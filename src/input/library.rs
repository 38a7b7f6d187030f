//! Maps, drawings, themes, words and fonts by their names: built in, or files of the user.

use super::cache::{Cache, FileKey};
use super::json::JsonFile;
use super::map::read_map;
use super::theme::{read_theme, theme_facts};
use super::words::read_words;
use crate::assets;
use crate::diag::{Diagnostic, Place};
use crate::error::Error;
use crate::model::{ChartSpec, Map, Theme, Words};
use crate::style::{Color, Fonts};
use crate::text::give;
use std::borrow::Cow;
use std::sync::Arc;

/// Where the bytes of named files come from.
pub trait Resolver {
    /// The bytes of a file, or why there are none.
    ///
    /// # Errors
    /// A reason in words, lower case, without the file's name.
    fn read(&self, path: &str) -> Result<Vec<u8>, String>;
}

/// A resolver that has no files: for charts from built-in data alone.
impl Resolver for () {
    fn read(&self, _path: &str) -> Result<Vec<u8>, String> {
        Err("this caller offers no files".to_owned())
    }
}

/// Reads a map: a file, a built-in by id, or the default; with the changes of
/// one of its variants, if that is wanted.
///
/// # Errors
/// As [`load`], for the map alone.
pub fn load_map(name: Option<&str>, variant: Option<&str>, files: &dyn Resolver) -> Result<Map, Error> {
    known_map(name, variant, files, &Cache::default()).map(Arc::unwrap_or_clone)
}

/// A map that may be known.
pub(super) fn known_map(
    name: Option<&str>,
    variant: Option<&str>,
    files: &dyn Resolver,
    known: &Cache,
) -> Result<Arc<Map>, Error> {
    let name = name.unwrap_or("builtin:western-foot");
    let bytes = bytes(name, "map", assets::MAPS, files)?;
    let key = FileKey::new(name, variant.unwrap_or_default(), &bytes);
    known.maps.get(key, || read_map(&JsonFile::new(name, &bytes)?, variant))
}

/// The bytes of `builtin:NAME` or of a file.
pub(super) fn bytes(
    name: &str,
    kind: &'static str,
    table: &[(&str, &'static str)],
    files: &dyn Resolver,
) -> Result<Cow<'static, [u8]>, Error> {
    if let Some(builtin) = name.strip_prefix("builtin:") {
        let text = assets::find(table, builtin)
            .ok_or_else(|| Error::unknown(kind, builtin, table.iter().map(|t| t.0), true))?;
        return Ok(Cow::Borrowed(text.as_bytes()));
    }
    files
        .read(name)
        .map(Cow::Owned)
        .map_err(|reason| Diagnostic::new(Place::file(name), format!("cannot read this {kind}: {reason}")).into())
}

/// The fonts that the spec names.
pub(super) fn fonts(spec: &ChartSpec, files: &dyn Resolver) -> Result<Fonts, Error> {
    let read = |name: &String| bytes(name, "font", &[], files).map(Cow::into_owned);
    let bytes = spec.fonts.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    give(bytes).map_err(|(index, reason)| {
        let name = spec.fonts.get(index).or(spec.fonts.last()).cloned().unwrap_or_default();
        Diagnostic::new(Place::file(name), format!("cannot use this font: {reason}")).into()
    })
}

/// The words of a language.
pub(super) fn words(lang: &str, known: &Cache) -> Result<Words, Error> {
    let text =
        assets::words(lang).ok_or_else(|| Error::unknown("language", lang, assets::WORDS.iter().map(|w| w.0), true))?;
    let key = FileKey::new(lang, "words", &Cow::Borrowed(text.as_bytes()));
    known.words.get(key, || read_words(&JsonFile { file: lang, text }, lang)).map(Arc::unwrap_or_clone)
}

/// A theme by name, with one of its skins.
pub(super) fn theme(name: &str, skin: usize, known: &Cache) -> Result<Theme, Error> {
    let text = assets::find(assets::THEMES, name)
        .ok_or_else(|| Error::unknown("theme", name, assets::THEMES.iter().map(|t| t.0), true))?;
    let key = FileKey::new(name, &format!("skin {skin}"), &Cow::Borrowed(text.as_bytes()));
    known.themes.get(key, || read_theme(&JsonFile { file: name, text }, skin)).map(Arc::unwrap_or_clone)
}

/// A built-in theme, as lists of themes name it.
#[derive(Clone, Debug)]
pub struct ThemeFacts {
    /// Its name.
    pub id: &'static str,
    /// How many skins it has; they are numbered from 1.
    pub skins: usize,
    /// The colours of its highlights in order.
    pub accents: Vec<Color>,
}

/// The built-in themes.
///
/// # Errors
/// [`Error::Input`] where one is broken.
pub fn themes() -> Result<Vec<ThemeFacts>, Error> {
    let facts = |(id, text): &(&'static str, &str)| {
        let (skins, accents) = theme_facts(&JsonFile { file: id, text })?;
        Ok(ThemeFacts { id, skins, accents })
    };
    assets::THEMES.iter().map(facts).collect()
}

/// The languages that the program has words for.
///
/// # Errors
/// [`Error::Input`] where the words of one are broken.
pub fn languages() -> Result<Vec<Words>, Error> {
    assets::WORDS.iter().map(|(lang, text)| read_words(&JsonFile { file: lang, text }, lang)).collect()
}

/// The theme that stands in for another one in dark surroundings.
pub(super) fn dark(theme: &Theme, skin: usize, known: &Cache) -> Result<Option<Theme>, Error> {
    if theme.id == "light" { self::theme("dark", skin, known).map(Some) } else { Ok(None) }
}
