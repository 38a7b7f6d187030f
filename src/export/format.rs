//! The formats that a picture can be written in, and how each is written.

use crate::error::Error;
use std::num::NonZeroUsize;

/// A format that a picture can be written in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// Portable Network Graphics, RGB, or RGBA where the page is transparent; grey, or
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
    /// A self-contained interactive page with a table of the zones.
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

    /// Returns the name on the command line, which is also the file extension.
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

    /// Returns the format of a name or file extension, in any case.
    pub fn from_name(name: &str) -> Option<Self> {
        let named = Self::ALL.into_iter().find(|f| f.name().eq_ignore_ascii_case(name));
        let other = [("jpeg", Self::Jpeg), ("htm", Self::Html)];
        named.or_else(|| other.into_iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, f)| f))
    }

    /// Returns the format of a name or file extension, in any case.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`](crate::ErrorKind::Usage) with the names that there are.
    pub fn named(name: &str) -> Result<Self, Error> {
        Self::from_name(name).ok_or_else(|| Error::unknown("format", name, Self::ALL.map(Self::name), true))
    }

    /// Returns whether its files show the picture in the colours of a dark page too.
    pub const fn has_dark_twin(self) -> bool {
        matches!(self, Self::Html)
    }

    /// Returns whether its files are text.
    pub const fn is_text(self) -> bool {
        matches!(self, Self::Svg | Self::Html)
    }
}

/// What matters more in a PNG file: speed or size.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Compression {
    /// Speed: milliseconds a megapixel.
    #[default]
    Fast,
    /// Size: smaller by about a quarter, at a second a megapixel.
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

/// How texts are written in an SVG file.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum TextMode {
    /// As text, with the letters that it needs embedded as fonts.
    #[default]
    Live,
    /// As text that names its fonts; the viewer must have them.
    Named,
    /// As shapes.
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
        out
    }
}

/// How an SVG document is written.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SvgOptions {
    /// How its texts are written.
    pub text: TextMode,
    /// What its ids begin with; without it, letters and digits that follow
    /// from the picture, so that pictures on one page do not clash.
    pub id_prefix: Option<String>,
}
