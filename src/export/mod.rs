//! The export stage: twins that walk the same scene, one file a format.

mod escape;
mod number;
mod png;
mod raster;
mod svg;

pub use png::png;
pub use raster::{Pixels, raster};
pub use svg::svg;

use crate::error::Error;
use crate::scene::Scene;

/// A format that a picture can be written in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// Portable Network Graphics, RGB.
    Png,
    /// Scalable Vector Graphics with live text.
    Svg,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 2] = [Self::Png, Self::Svg];

    /// The name on the command line, which is also the file extension.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Svg => "svg",
        }
    }

    /// The format of a name or extension, in any case.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|f| f.name().eq_ignore_ascii_case(name))
    }
}

/// The bytes of a picture in a format.
///
/// # Errors
/// [`Error::Limit`] where a raster picture would be too large.
pub fn export(scene: &Scene, format: Format) -> Result<Vec<u8>, Error> {
    match format {
        Format::Png => png(&raster(scene)?),
        Format::Svg => Ok(svg(scene).into_bytes()),
    }
}
