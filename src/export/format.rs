//! The formats that a picture can be written in, and how each is written.

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

    /// Returns whether its files are text.
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

    /// Returns the name on the command line.
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

    /// Returns the name on the command line.
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

/// How an SVG document is written.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SvgOptions {
    /// How its texts are written.
    pub text: TextMode,
    /// What its ids begin with; without it, letters and digits that follow
    /// from the picture, so that pictures on one page do not clash.
    pub id_prefix: Option<String>,
}
