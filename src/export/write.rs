//! The export stage: from a scene to the bytes of a file.

use super::format::{ExportOptions, Format};
use super::metadata;
use super::png::{Cache, Extras, png};
#[cfg(any(feature = "avif", feature = "jpeg", feature = "webp"))]
use super::raster::raster_on;
use super::svg::svg_with;
use crate::error::Error;
use crate::scene::Scene;

/// Exports a scene to the bytes of a file, with the default options.
///
/// # Errors
/// [`ErrorKind::Limit`](crate::ErrorKind::Limit) where a raster picture would be too
/// large, [`ErrorKind::Usage`](crate::ErrorKind::Usage) for a format that this build
/// [cannot write](Format::is_available).
pub fn export(scene: &Scene, format: Format) -> Result<Vec<u8>, Error> {
    export_with(scene, format, &ExportOptions::default())
}

/// Exports a scene to the bytes of a file.
///
/// # Errors
/// [`ErrorKind::Limit`](crate::ErrorKind::Limit) where a raster picture would be too
/// large, [`ErrorKind::Usage`](crate::ErrorKind::Usage) for a format that this build
/// [cannot write](Format::is_available).
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
    let (density, job) = (scene.pixels_per_inch(), options.job.as_deref());
    match format {
        Format::Png => png(scene, &Extras { density, xmp: Some(&xmp()) }, options, cache),
        Format::Svg => svg_with(scene, &options.svg, job).map(String::into_bytes),
        Format::Pdf => pdf(&[scene], job),
        #[cfg(feature = "jpeg")]
        Format::Jpeg => super::jpeg::jpeg(&raster_on(scene, options.threads)?, density, Some(&xmp())),
        #[cfg(feature = "webp")]
        Format::Webp => super::webp::webp(&raster_on(scene, options.threads)?, Some(&xmp())),
        #[cfg(feature = "avif")]
        Format::Avif => super::avif::avif(&raster_on(scene, options.threads)?),
        #[cfg(feature = "html")]
        Format::Html => super::html::html(scene, &options.svg, job).map(String::into_bytes),
        #[allow(unreachable_patterns, reason = "with all features there is no other format")]
        other => Err(other.unavailable()),
    }
}

/// Writes pictures as the pages of a PDF file, each in the size that it has at its
/// pixels per inch, with the job that made them if there is one.
///
/// # Errors
/// [`ErrorKind::Internal`](crate::ErrorKind::Internal) where the writer fails,
/// [`ErrorKind::Usage`](crate::ErrorKind::Usage) without the feature `pdf`.
pub fn pdf(scenes: &[&Scene], job: Option<&str>) -> Result<Vec<u8>, Error> {
    #[cfg(feature = "pdf")]
    {
        super::pdf::pdf(scenes, job)
    }
    #[cfg(not(feature = "pdf"))]
    {
        let _ = (scenes, job);
        Err(Format::Pdf.unavailable())
    }
}
