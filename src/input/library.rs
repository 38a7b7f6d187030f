//! Maps, drawings, themes, words and fonts by their names: built in, or files of the user.

use super::cache::{Cache, FileKey};
use super::drawing::{Reading, spawn};
use super::json::JsonFile;
use super::map::read_map;
use super::path::beside;
use super::plan::aspects;
use super::theme::{read_theme, theme_facts};
use super::words::read_words;
use crate::assets;
use crate::diag::{Diagnostic, Place};
use crate::error::Error;
use crate::model::{Aspect, BodyFigure, ChartSpec, Map, Outline, Theme, View, Words};
use crate::style::{Color, Fonts};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The map of a chart that names none.
pub(super) const USUAL_MAP: &str = "builtin:western-foot";

/// Where the bytes of named files come from.
pub trait Resolver {
    /// Returns the bytes of a file, or why there are none. Paths that a file names
    /// come joined with the folder of that file, so that they can be opened as
    /// they are.
    ///
    /// # Errors
    /// A reason in words, lower case, without the file's name.
    fn read(&self, path: &str) -> Result<Vec<u8>, String>;
}

/// A resolver that is lent.
impl<R: Resolver + ?Sized> Resolver for &R {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        (**self).read(path)
    }
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
/// As [`load`](crate::input::load()), for the map alone.
pub fn load_map(name: Option<&str>, variant: Option<&str>, files: &dyn Resolver) -> Result<Map, Error> {
    find_map(name, variant, files, &Cache::default()).map(Arc::unwrap_or_clone)
}

/// Finds a map as [`load_map`] does, in the cache if it was read before.
pub(super) fn find_map(
    name: Option<&str>,
    variant: Option<&str>,
    files: &dyn Resolver,
    cache: &Cache,
) -> Result<Arc<Map>, Error> {
    let name = name.unwrap_or(USUAL_MAP);
    let bytes = map_bytes(name, files)?;
    let key = FileKey::new(name, variant.unwrap_or_default(), &bytes);
    cache.maps.get(key, || read_map(&JsonFile::new(name, &bytes)?, variant))
}

/// Returns the bytes of a map.
pub(super) fn map_bytes(name: &str, files: &dyn Resolver) -> Result<Cow<'static, [u8]>, Error> {
    // the id of a built-in map alone is enough
    let is_builtin = assets::find(assets::MAPS, name).is_some();
    let name = if is_builtin { Cow::Owned(format!("builtin:{name}")) } else { Cow::Borrowed(name) };
    bytes(&name, "map", assets::MAPS, files).map_err(|e| e.in_field("/map"))
}

/// Returns the bytes of `builtin:NAME` or of a file. Where it cannot be read, what
/// named it is at fault: the caller places the error there.
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
        .map_err(|reason| Diagnostic::error("cannot-read", format!("cannot read the {kind} `{name}`: {reason}")).into())
}

/// Loads the fonts that the spec names.
pub(super) fn fonts(spec: &ChartSpec, files: &dyn Resolver, cache: &Cache) -> Result<Fonts, Error> {
    let bytes = (0..spec.fonts.len()).map(|index| font_bytes(spec, index, files).map(Cow::into_owned));
    cache.fonts.give(bytes.collect::<Result<Vec<_>, _>>()?).map_err(|(index, reason)| {
        let name = spec.fonts.get(index).map_or("", String::as_str);
        let problem = Diagnostic::error("font", format!("cannot use the font `{name}`: {reason}"));
        problem.at(Place::field(format!("/font/{index}"))).into()
    })
}

/// Returns the bytes of a font that the spec names.
pub(super) fn font_bytes(spec: &ChartSpec, index: usize, files: &dyn Resolver) -> Result<Cow<'static, [u8]>, Error> {
    bytes(&spec.fonts[index], "font", &[], files).map_err(|e| e.in_field(format!("/font/{index}")))
}

/// Returns the bytes of a table that the spec names in a field, by what it is a
/// table of.
pub(super) fn table_bytes(field: &str, file: &str, files: &dyn Resolver) -> Result<Cow<'static, [u8]>, Error> {
    let kind = if field == "values" { "table of values" } else { "table of names" };
    bytes(file, kind, &[], files).map_err(|e| e.in_field(format!("/{field}")))
}

/// Returns the words of a language.
pub(super) fn words(lang: &str, cache: &Cache) -> Result<Words, Error> {
    let text = assets::words(lang)
        .ok_or_else(|| Error::unknown("language", lang, assets::WORDS.iter().map(|w| w.0), true).in_field("/lang"))?;
    let key = FileKey::new(lang, "words", &Cow::Borrowed(text.as_bytes()));
    cache.words.get(key, || read_words(&JsonFile::of(lang, text), lang)).map(Arc::unwrap_or_clone)
}

/// Returns a theme by name, with one of its skins, by number from 1.
pub(super) fn theme(name: &str, skin: usize, cache: &Cache) -> Result<Theme, Error> {
    let text = assets::find(assets::THEMES, name)
        .ok_or_else(|| Error::unknown("theme", name, assets::THEMES.iter().map(|t| t.0), true).in_field("/theme"))?;
    let key = FileKey::new(name, &format!("skin {skin}"), &Cow::Borrowed(text.as_bytes()));
    cache.themes.get(key, || read_theme(&JsonFile::of(name, text), skin)).map(Arc::unwrap_or_clone)
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

/// Lists the built-in themes.
///
/// # Errors
/// [`ErrorKind::Input`](crate::ErrorKind::Input) where one is broken.
pub fn themes() -> Result<Vec<ThemeFacts>, Error> {
    let facts = |(id, text): &(&'static str, &str)| {
        let (skins, accents) = theme_facts(&JsonFile::of(id, text))?;
        Ok(ThemeFacts { id, skins, accents })
    };
    assets::THEMES.iter().map(facts).collect()
}

/// Lists the languages that the program has words for.
///
/// # Errors
/// [`ErrorKind::Input`](crate::ErrorKind::Input) where the words of one are broken.
pub fn languages() -> Result<Vec<Words>, Error> {
    assets::WORDS.iter().map(|(lang, text)| read_words(&JsonFile::of(lang, text), lang)).collect()
}

/// Returns the theme that replaces another one in dark surroundings, if it has such a
/// twin.
pub(super) fn dark(theme: &Theme, skin: usize, cache: &Cache) -> Result<Option<Theme>, Error> {
    if theme.id == "light" { self::theme("dark", skin, cache).map(Some) } else { Ok(None) }
}

/// The drawing of one aspect, before it is read.
pub(super) struct OutlineFile {
    /// The aspect that it draws.
    aspect: Aspect,
    /// Its name.
    file: String,
    /// What it is known by in the cache.
    key: FileKey,
    /// Its bytes.
    bytes: Cow<'static, [u8]>,
}

/// Finds the drawings of the aspects of some views; those of the spec replace the
/// map's.
pub(super) fn outline_files(
    spec: &ChartSpec,
    files: &dyn Resolver,
    map: &Map,
    views: &[View],
) -> Result<Vec<OutlineFile>, Error> {
    let find = |aspect| {
        let (file, bytes) = outline_bytes(spec, map, aspect, files)?;
        Ok(OutlineFile { aspect, key: FileKey::new(&file, aspect.name(), &bytes), file, bytes })
    };
    aspects(views).into_iter().map(find).collect()
}

/// Returns the name and the bytes of the drawing of an aspect.
pub(super) fn outline_bytes(
    spec: &ChartSpec,
    map: &Map,
    aspect: Aspect,
    files: &dyn Resolver,
) -> Result<(String, Cow<'static, [u8]>), Error> {
    let read = |file: &str| bytes(file, "foot outline", assets::OUTLINES, files);
    if let Some(file) = spec.outlines.get(&aspect) {
        return Ok((file.clone(), read(file).map_err(|e| e.in_field(format!("/outline/{aspect}")))?));
    }
    let map_name = spec.map.as_deref().unwrap_or(USUAL_MAP);
    let Some(file) = map.outlines.get(&aspect).map(|file| beside(map_name, file)) else {
        return Err(no_outline(spec, aspect));
    };
    let bytes = read(&file).map_err(|e| e.at(&place_in_map(map_name, &format!("/outlines/{aspect}"), files)))?;
    Ok((file, bytes))
}

/// Returns the error that nobody gives the drawing of an aspect, where the aspect
/// was asked for.
fn no_outline(spec: &ChartSpec, aspect: Aspect) -> Error {
    let error = Error::usage("no-outline", format!("the map has no outline for the {aspect} view"))
        .with_hint(&format!("give one for `{aspect}` in `outline`, or choose other views with `view`"));
    let names =
        |view: &String| Aspect::from_name(view).or_else(|| View::from_id(view).map(|v| v.aspect)) == Some(aspect);
    match spec.views.iter().position(names) {
        Some(index) => error.in_field(format!("/view/{index}")),
        None => error,
    }
}

/// Returns the place of a value of a map that was read before.
fn place_in_map(name: &str, pointer: &str, files: &dyn Resolver) -> Place {
    let place = || Some(JsonFile::new(name, &map_bytes(name, files).ok()?).ok()?.place(pointer));
    place().unwrap_or_else(|| Place::file(name))
}

/// Outlines by aspect, and the figure of the body, if there is one.
type ChartDrawings = (BTreeMap<Aspect, Arc<Outline>>, Option<Arc<BodyFigure>>);

/// Reads outlines, each on a thread of its own, and meanwhile the figure of the
/// body.
pub(super) fn read_outlines(
    drawings: &[OutlineFile],
    cache: &Cache,
    body: impl FnOnce() -> Result<Option<Arc<BodyFigure>>, Error>,
) -> Result<ChartDrawings, Error> {
    std::thread::scope(|scope| {
        let readings = drawings.iter().map(|OutlineFile { aspect, file, key, bytes }| {
            let outline = cache.outlines.find(key);
            let reading = outline.map_or_else(|| spawn(scope, file, bytes, *aspect).map(Err), |read| Ok(Ok(read)));
            Ok((*aspect, key, reading?))
        });
        let readings = readings.collect::<Result<Vec<_>, Error>>()?;
        let body = body();
        let outlines = readings.into_iter().map(|(aspect, key, reading)| {
            let read = |reading: Reading<'_>| Ok::<_, Error>(cache.outlines.keep(key.clone(), reading.join()?));
            Ok((aspect, reading.or_else(read)?))
        });
        Ok((outlines.collect::<Result<_, Error>>()?, body?))
    })
}
