//! Pixels as a lossless WebP file.

use super::raster::Pixels;
use crate::error::Error;
use image_webp::{ColorType, WebPEncoder};

/// Most pixels of an edge, by the format.
const MAX_EDGE: u32 = 16_383;

/// Encodes a picture as a lossless WebP file, with an XMP packet if there is one.
///
/// # Errors
/// [`ErrorKind::Limit`](crate::ErrorKind::Limit) for edges above 16383 pixels.
pub fn webp(pixels: &Pixels, xmp: Option<&str>) -> Result<Vec<u8>, Error> {
    let edge = pixels.width.max(pixels.height);
    if edge > MAX_EDGE {
        return Err(Error::limit(
            "webp-edge",
            format!("{edge} pixels are too many for an edge of a WebP file, which has at most {MAX_EDGE}"),
        )
        .with_hint("use another format or a smaller `scale`")
        .in_field("/size"));
    }
    let mut out = Vec::new();
    let mut encoder = WebPEncoder::new(&mut out);
    if let Some(xmp) = xmp {
        encoder.set_xmp_metadata(xmp.as_bytes().to_vec());
    }
    let color = if pixels.has_alpha { ColorType::Rgba8 } else { ColorType::Rgb8 };
    encoder
        .encode(&pixels.bytes, pixels.width, pixels.height, color)
        .map_err(|e| Error::internal(format!("the WebP encoder failed: {e}")))?;
    Ok(out)
}
