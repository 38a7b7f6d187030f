//! The formats that a picture can be written in, and how each is written.

use crate::error::Error;
use std::num::NonZeroUsize;

/// A format that a picture can be written in.
///
/// All variants are always there; which of them a build can write depends on the
/// features of the crate, see [`is_available`](Self::is_available).
///
/// ```
/// use reflexology_chart::Format;
///
/// assert_eq!(Format::from_name("jpeg"), Some(Format::Jpeg));
/// assert!(Format::ALL.contains(&Format::Png), "every build can write PNG and SVG");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Format {
    /// Portable Network Graphics, RGB, or RGBA where the page is transparent; grey, or
    /// where it is to be small with a palette, where the colours allow.
    Png,
    /// JPEG, quality 90, colours not subsampled. Feature `jpeg`.
    Jpeg,
    /// WebP, lossless. Feature `webp`.
    Webp,
    /// Scalable Vector Graphics.
    Svg,
    /// Portable Document Format, tagged, with live text. Feature `pdf`.
    Pdf,
    /// A self-contained interactive page with a table of the zones. Feature `html`.
    Html,
    /// AV1 Image File Format. Feature `avif`.
    Avif,
}

impl Format {
    /// Every format that this build can write.
    pub const ALL: &'static [Self] = &[
        Self::Png,
        #[cfg(feature = "jpeg")]
        Self::Jpeg,
        #[cfg(feature = "webp")]
        Self::Webp,
        Self::Svg,
        #[cfg(feature = "pdf")]
        Self::Pdf,
        #[cfg(feature = "html")]
        Self::Html,
        #[cfg(feature = "avif")]
        Self::Avif,
    ];
    /// Every format, whether this build can write it or not.
    const EVERY: [Self; 7] = [Self::Png, Self::Jpeg, Self::Webp, Self::Svg, Self::Pdf, Self::Html, Self::Avif];

    /// Returns the name on the command line, which is also the file extension.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Webp => "webp",
            Self::Svg => "svg",
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Avif => "avif",
        }
    }

    /// Returns the format of a name or file extension, in any case. This build may be
    /// unable to write it.
    pub fn from_name(name: &str) -> Option<Self> {
        let named = Self::EVERY.into_iter().find(|f| f.name().eq_ignore_ascii_case(name));
        let other = [("jpeg", Self::Jpeg), ("htm", Self::Html)];
        named.or_else(|| other.into_iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, f)| f))
    }

    /// Returns the format of a name or file extension, in any case, if this build can
    /// write it.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`](crate::ErrorKind::Usage) with the names that there are, or
    /// as [`available`](Self::available).
    pub fn named(name: &str) -> Result<Self, Error> {
        let known = Self::ALL.iter().map(|format| format.name());
        Self::from_name(name).ok_or_else(|| Error::unknown("format", name, known, true))?.available()
    }

    /// Returns whether this build can write it.
    pub fn is_available(self) -> bool {
        Self::ALL.contains(&self)
    }

    /// Returns the format itself, if this build can write it.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`](crate::ErrorKind::Usage), rule `format-unavailable`,
    /// which names the feature that is missing.
    pub fn available(self) -> Result<Self, Error> {
        if self.is_available() { Ok(self) } else { Err(self.unavailable()) }
    }

    /// Returns the error that this build cannot write it.
    pub(super) fn unavailable(self) -> Error {
        let (name, feature) = match self {
            Self::Png => ("PNG", "png"),
            Self::Jpeg => ("JPEG", "jpeg"),
            Self::Webp => ("WebP", "webp"),
            Self::Svg => ("SVG", "svg"),
            Self::Pdf => ("PDF", "pdf"),
            Self::Html => ("HTML", "html"),
            Self::Avif => ("AVIF", "avif"),
        };
        Error::usage("format-unavailable", format!("this build cannot write {name}"))
            .with_hint(&format!("build it with the feature `{feature}`"))
    }

    /// Returns whether its files show the picture in the colours of a dark page too.
    pub const fn has_dark_twin(self) -> bool {
        matches!(self, Self::Html)
    }

    /// Returns whether its files show another picture where the page is narrow.
    pub const fn has_narrow_twin(self) -> bool {
        matches!(self, Self::Html)
    }

    /// Returns whether its files are text.
    pub const fn is_text(self) -> bool {
        matches!(self, Self::Svg | Self::Html)
    }
}

/// What matters more in a PNG file: speed or size.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub enum Compression {
    /// Speed: milliseconds a megapixel.
    #[default]
    Fast,
    /// Size: smaller by about a quarter, at a second a megapixel. Feature `small`.
    Small,
}

impl Compression {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Fast, Self::Small];

    /// Returns the name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fast => "fast",
            Self::Small => "small",
        }
    }
}

/// The form of texts in an SVG file.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub enum TextMode {
    /// Text, with the letters that it needs embedded as fonts.
    #[default]
    Live,
    /// Text that names its fonts; the viewer must have them.
    Named,
    /// Shapes instead of text.
    Outlines,
}

impl TextMode {
    /// Every mode.
    pub const ALL: [Self; 3] = [Self::Live, Self::Named, Self::Outlines];

    /// Returns the name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Named => "named",
            Self::Outlines => "outlines",
        }
    }
}

/// Options of the export stage.
///
/// Fields may come: build it with `..ExportOptions::default()`.
///
/// ```
/// use reflexology_chart::export::{ExportOptions, SvgOptions, TextMode};
///
/// let svg = SvgOptions { text: TextMode::Outlines, ..SvgOptions::default() };
/// let options = ExportOptions { svg, ..ExportOptions::default() };
/// assert!(options.job.is_none());
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ExportOptions {
    /// How PNG files are compressed.
    pub compression: Compression,
    /// How SVG and HTML files are written.
    pub svg: SvgOptions,
    /// The job that made the picture, as JSON, to be embedded.
    pub job: Option<String>,
    /// The most threads that draw one picture; `None` for all cores. The bytes do
    /// not depend on it.
    pub threads: Option<NonZeroUsize>,
}

impl ExportOptions {
    /// Returns the options that decide the bytes of a file, by their names on the
    /// command line, for the record of a job.
    pub(crate) fn flags(&self) -> Vec<(&'static str, String)> {
        let mut out =
            vec![("compression", self.compression.name().to_owned()), ("text", self.svg.text.name().to_owned())];
        out.extend(self.svg.id_prefix.clone().map(|prefix| ("id-prefix", prefix)));
        out.extend(self.svg.animate.then(|| ("animate", "true".to_owned())));
        out
    }
}

/// How an SVG document is written.
///
/// Fields may come: build it with `..SvgOptions::default()`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SvgOptions {
    /// How its texts are written.
    pub text: TextMode,
    /// What its ids begin with; without it, letters and digits that follow
    /// from the picture, so that pictures on one page do not clash.
    pub id_prefix: Option<String>,
    /// Whether the strokes of an SVG file draw themselves, one after the other, for
    /// readers who do not ask for less motion. Those of a page do so always.
    pub animate: bool,
}
