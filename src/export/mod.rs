//! The export stage: twins that walk the same scene, one file a format.

#[cfg(feature = "avif")]
mod avif;
mod escape;
mod hash;
mod html;
mod inline;
mod inspect;
mod jpeg;
mod meta;
mod number;
mod pdf;
mod png;
mod raster;
mod snippet;
mod strips;
mod svg;
mod webfont;
mod webp;

#[cfg(feature = "avif")]
pub use avif::avif;
pub use html::html;
pub use inspect::inspect;
pub use jpeg::jpeg;
pub use pdf::pdf;
pub use raster::{Pixels, raster};
pub use snippet::{Snippet, alt_file, snippet};
pub use strips::Strips;
pub use svg::{SvgOptions, svg, svg_with};
pub use webp::webp;

use crate::error::Error;
use crate::scene::Scene;
use std::num::NonZeroUsize;

/// A format that a picture can be written in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// Portable Network Graphics, RGB, or RGBA where the page is open; grey, or
    /// where it is to be small with a palette, where the colours allow.
    Png,
    /// JPEG, quality 90, colours not subsampled.
    Jpeg,
    /// WebP, lossless.
    Webp,
    /// Scalable Vector Graphics.
    Svg,
    /// Portable Document Format, tagged, with live text.
    Pdf,
    /// One interactive page with a table of the zones.
    Html,
    /// AV1 Image File Format, where the program is built with it.
    #[cfg(feature = "avif")]
    Avif,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 6 + cfg!(feature = "avif") as usize] = [
        Self::Png,
        Self::Jpeg,
        Self::Webp,
        Self::Svg,
        Self::Pdf,
        Self::Html,
        #[cfg(feature = "avif")]
        Self::Avif,
    ];

    /// The name on the command line, which is also the file extension.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Webp => "webp",
            Self::Svg => "svg",
            Self::Pdf => "pdf",
            Self::Html => "html",
            #[cfg(feature = "avif")]
            Self::Avif => "avif",
        }
    }

    /// The format of a name or extension, in any case.
    pub fn from_name(name: &str) -> Option<Self> {
        let named = Self::ALL.into_iter().find(|f| f.name().eq_ignore_ascii_case(name));
        let other = [("jpeg", Self::Jpeg), ("htm", Self::Html)];
        named.or_else(|| other.into_iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, f)| f))
    }

    /// Whether its files are text.
    pub const fn is_text(self) -> bool {
        matches!(self, Self::Svg | Self::Html)
    }
}

/// What is more important in a PNG file.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Compression {
    /// That it is written quickly: milliseconds a megapixel.
    #[default]
    Fast,
    /// That it is small, by about a quarter: a second a megapixel.
    Small,
}

impl Compression {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Fast, Self::Small];

    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fast => "fast",
            Self::Small => "small",
        }
    }
}

/// How an SVG file has its texts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum TextMode {
    /// As text, with the letters of the fonts that it needs in the file.
    #[default]
    Live,
    /// As text that names its fonts; they must be where it is seen.
    Named,
    /// As shapes.
    Outlines,
}

impl TextMode {
    /// Every mode.
    pub const ALL: [Self; 3] = [Self::Live, Self::Named, Self::Outlines];

    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Named => "named",
            Self::Outlines => "outlines",
        }
    }
}

/// How formats are written, beyond the scene.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ExportOptions {
    /// Of PNG.
    pub compression: Compression,
    /// Of SVG.
    pub svg: SvgOptions,
    /// The job that made the picture, as JSON, to be embedded.
    pub job: Option<String>,
    /// Most threads that draw one picture; none for all cores. The bytes do not
    /// depend on it.
    pub threads: Option<NonZeroUsize>,
}

/// The bytes of a picture in a format.
///
/// # Errors
/// [`Error::Limit`] where a raster picture would be too large.
pub fn export(scene: &Scene, format: Format) -> Result<Vec<u8>, Error> {
    export_with(scene, format, &ExportOptions::default())
}

/// The bytes of a picture in a format, in a way of your choice.
///
/// # Errors
/// [`Error::Limit`] where a raster picture would be too large.
pub fn export_with(scene: &Scene, format: Format, options: &ExportOptions) -> Result<Vec<u8>, Error> {
    export_shared(scene, format, options, &Strips::none())
}

/// The same with strips of earlier pictures, where they fit.
///
/// # Errors
/// As [`export_with`].
pub fn export_shared(
    scene: &Scene,
    format: Format,
    options: &ExportOptions,
    strips: &Strips,
) -> Result<Vec<u8>, Error> {
    let xmp = || meta::xmp(scene, options.job.as_deref());
    let density = scene.pixels_per_inch();
    match format {
        Format::Png => png::png(scene, &png::Extras { density, xmp: Some(&xmp()) }, options, strips),
        Format::Jpeg => jpeg(&raster::raster_on(scene, options.threads)?, density, Some(&xmp())),
        Format::Webp => webp(&raster::raster_on(scene, options.threads)?, Some(&xmp())),
        Format::Svg => svg_with(scene, &options.svg, options.job.as_deref()).map(String::into_bytes),
        Format::Pdf => pdf(&[scene], options.job.as_deref()),
        #[cfg(feature = "avif")]
        Format::Avif => avif(&raster(scene)?),
        Format::Html => html(scene, &options.svg, options.job.as_deref()).map(String::into_bytes),
    }
}

/// A small positive number, rounded.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates, which densities do not reach")]
fn whole(x: f64) -> u32 {
    x.round() as u32
}
