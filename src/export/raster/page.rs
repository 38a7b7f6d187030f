//! A page: a scene that is ready to be drawn, strip by strip, on all cores.

use super::artwork_cache::ArtworkCache;
use super::band::Band;
use super::display_list::DisplayList;
use super::edges::BAND_ROWS;
use super::pixel::RowForm;
use super::shape_cache::ShapeCache;
use crate::error::Error;
use crate::export::number::whole;
use crate::scene::Scene;
use crate::threads::map_in_order;
use std::num::NonZeroUsize;
use std::ops::Range;

/// Bands of a strip: in more rows at once a compressor finds more that repeats.
const BANDS: usize = 2;
/// Most pixels of a picture.
const MAX_PIXELS: f64 = 64e6;

/// A picture, rows from top to bottom.
#[derive(Clone, PartialEq, Eq)]
pub struct Pixels {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Red, green and blue of every pixel, and where it has one, its alpha;
    /// colours are not multiplied by it.
    pub bytes: Vec<u8>,
    /// Whether pixels have alpha: the page is transparent.
    pub has_alpha: bool,
}

impl std::fmt::Debug for Pixels {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Pixels({} x {})", self.width, self.height)
    }
}

/// Draws a scene at its scale.
///
/// # Errors
/// [`ErrorKind::Limit`](crate::ErrorKind::Limit) above 64 megapixels.
pub fn raster(scene: &Scene) -> Result<Pixels, Error> {
    raster_on(scene, None)
}

/// Draws a scene at its scale on at most some threads, or all cores.
pub(in crate::export) fn raster_on(scene: &Scene, threads: Option<NonZeroUsize>) -> Result<Pixels, Error> {
    let (width, height) = size(scene)?;
    let page = Page::new(scene, None, threads)?;
    let bytes = page.draw(threads, RowForm::default(), || (), |_| None, |(), _, rows| rows.to_vec()).concat();
    Ok(Pixels { width, height, bytes, has_alpha: scene.is_transparent })
}

/// Returns width and height of a scene's picture in pixels.
///
/// # Errors
/// [`ErrorKind::Limit`](crate::ErrorKind::Limit) above 64 megapixels.
pub(in crate::export) fn size(scene: &Scene) -> Result<(u32, u32), Error> {
    let (w, h) = ((scene.width * scene.scale).round(), (scene.height * scene.scale).round());
    if w * h > MAX_PIXELS {
        return Err(Error::limit(
            "raster-pixels",
            format!("a picture of {w} x {h} pixels is too large; the limit is {} megapixels", MAX_PIXELS / 1e6),
        )
        .with_hint("use a smaller `size` or `scale`")
        .in_field(if scene.scale > 1.0 { "/scale" } else { "/size" }));
    }
    Ok((whole(w), whole(h)))
}

/// A scene that is ready to be drawn.
pub(in crate::export) struct Page<'a> {
    /// Width and height in pixels.
    size: (usize, usize),
    /// What is on it.
    list: DisplayList,
    /// Earlier pictures.
    earlier: Option<&'a RasterCache>,
}

/// The shapes and artwork of earlier pictures.
#[derive(Debug, Default)]
pub(in crate::export) struct RasterCache {
    /// Shapes as edges.
    shapes: ShapeCache,
    /// Artwork as pixels.
    drawings: ArtworkCache,
}

impl<'a> Page<'a> {
    /// Prepares a scene on at most some threads; shapes and artwork of earlier pictures
    /// are reused where they fit.
    ///
    /// # Errors
    /// [`ErrorKind::Limit`](crate::ErrorKind::Limit) above 64 megapixels.
    pub(in crate::export) fn new(
        scene: &Scene,
        earlier: Option<&'a RasterCache>,
        threads: Option<NonZeroUsize>,
    ) -> Result<Self, Error> {
        let (width, height) = size(scene)?;
        let size = (width as usize, height as usize);
        let list = DisplayList::new(scene, size.0, earlier.map(|earlier| &earlier.shapes), threads);
        Ok(Self { size, list, earlier })
    }

    /// Returns the rows of each strip of bands.
    fn strips(&self) -> Vec<Range<usize>> {
        parts(0..self.size.1, BAND_ROWS * BANDS).collect()
    }

    /// Returns whether all of it is grey and opaque.
    pub(in crate::export) fn is_gray(&self) -> bool {
        self.list.is_gray()
    }

    /// Returns a hash of what decides the bytes of each strip in a form.
    pub(in crate::export) fn marks(&self, form: RowForm) -> Vec<blake3::Hash> {
        let mark = |rows| self.list.mark(&rows, self.size.0, form);
        self.strips().into_iter().map(mark).collect()
    }

    /// Draws all strips and returns, from top to bottom, what is `known` of each by its
    /// index, or else what `make` makes of its rows. Rows have some form, and alpha
    /// where the page is transparent. At most some threads draw, or all cores; each has
    /// a state of its own.
    pub(in crate::export) fn draw<S, T: Send>(
        &self,
        threads: Option<NonZeroUsize>,
        form: RowForm,
        state: impl Fn() -> S + Sync,
        known: impl Fn(usize) -> Option<T> + Sync,
        make: impl Fn(&mut S, usize, &[u8]) -> T + Sync,
    ) -> Vec<T> {
        let state = || (Band::new(self.size.0, BAND_ROWS), Vec::new(), state());
        let strips = self.strips();
        let drawings = self.earlier.map(|earlier| &earlier.drawings);
        map_in_order(strips.len(), threads, state, |(band, bytes, state): &mut (Band, Vec<u8>, S), index| {
            if let Some(known) = known(index) {
                return known;
            }
            bytes.clear();
            for rows in parts(strips[index].clone(), BAND_ROWS) {
                band.draw(&self.list, rows, form, drawings, bytes);
            }
            make(state, index, bytes)
        })
    }
}

/// Cuts rows into parts of one height; the last may be lower.
fn parts(rows: Range<usize>, height: usize) -> impl Iterator<Item = Range<usize>> {
    rows.clone().step_by(height).map(move |top| top..rows.end.min(top + height))
}
