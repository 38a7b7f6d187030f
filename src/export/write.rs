//! The export stage: from a scene to the bytes of a file.

#[cfg(feature = "avif")]
use super::avif::avif;
use super::format::{ExportOptions, Format};
use super::html::html;
use super::jpeg::jpeg;
use super::metadata;
use super::pdf::pdf;
use super::png::{Cache, Extras, png};
#[cfg(feature = "avif")]
use super::raster::raster;
use super::raster::raster_on;
use super::svg::svg_with;
use super::webp::webp;
use crate::error::Error;
use crate::scene::Scene;

/// Exports a scene to the bytes of a file, with the default options.
///
/// # Errors
/// [`ErrorKind::Limit`](crate::ErrorKind::Limit) where a raster picture would be too large.
pub fn export(scene: &Scene, format: Format) -> Result<Vec<u8>, Error> {
    export_with(scene, format, &ExportOptions::default())
}

/// Exports a scene to the bytes of a file.
///
/// # Errors
/// [`ErrorKind::Limit`](crate::ErrorKind::Limit) where a raster picture would be too large.
pub fn export_with(scene: &Scene, format: Format, options: &ExportOptions) -> Result<Vec<u8>, Error> {
    export_shared(scene, format, options, &Cache::none())
}

/// Exports a scene to the bytes of a file, and reuses what a cache knows of earlier
/// pictures.
///
/// # Errors
/// [`ErrorKind::Limit`](crate::ErrorKind::Limit) where a raster picture would be too large.
pub(crate) fn export_shared(
    scene: &Scene,
    format: Format,
    options: &ExportOptions,
    cache: &Cache,
) -> Result<Vec<u8>, Error> {
    let xmp = || metadata::xmp(scene, options.job.as_deref());
    let density = scene.pixels_per_inch();
    match format {
        Format::Png => png(scene, &Extras { density, xmp: Some(&xmp()) }, options, cache),
        Format::Jpeg => jpeg(&raster_on(scene, options.threads)?, density, Some(&xmp())),
        Format::Webp => webp(&raster_on(scene, options.threads)?, Some(&xmp())),
        Format::Svg => svg_with(scene, &options.svg, options.job.as_deref()).map(String::into_bytes),
        Format::Pdf => pdf(&[scene], options.job.as_deref()),
        #[cfg(feature = "avif")]
        Format::Avif => avif(&raster(scene)?),
        Format::Html => html(scene, &options.svg, options.job.as_deref()).map(String::into_bytes),
    }
}
