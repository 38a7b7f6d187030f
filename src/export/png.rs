//! PNG: RGB without alpha, as the page is opaque.

use super::Pixels;
use crate::error::Error;
use image::ExtendedColorType;
use image::ImageEncoder as _;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};

/// A picture as a PNG file.
///
/// # Errors
/// [`Error::Internal`] where the encoder fails, which it does not for pixels
/// that fit their size.
pub fn png(pixels: &Pixels) -> Result<Vec<u8>, Error> {
    let mut out = Vec::new();
    PngEncoder::new_with_quality(&mut out, CompressionType::Default, FilterType::Adaptive)
        .write_image(&pixels.rgb, pixels.width, pixels.height, ExtendedColorType::Rgb8)
        .map_err(|e| Error::Internal(format!("the PNG encoder failed: {e}")))?;
    Ok(out)
}
