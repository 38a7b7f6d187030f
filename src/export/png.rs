//! PNG: RGB without alpha, as the page is opaque.

use super::{Compression, Pixels};
use crate::error::Error;

/// The keyword of an XMP packet, by the XMP specification.
const XMP_KEYWORD: &str = "XML:com.adobe.xmp";
/// Inches in a metre.
const INCHES: f64 = 1.0 / 0.0254;

/// A picture as a PNG file, with its density in pixels per inch and an XMP
/// packet, if there are any. The packet is not compressed, so that readers
/// that search for it find it.
///
/// # Errors
/// [`Error::Internal`] where the encoder fails, which it does not for pixels
/// that fit their size.
pub fn png(
    pixels: &Pixels,
    density: Option<f64>,
    xmp: Option<&str>,
    compression: Compression,
) -> Result<Vec<u8>, Error> {
    let mut out = Vec::new();
    let problem = |e: png::EncodingError| Error::Internal(format!("the PNG encoder failed: {e}"));
    let mut encoder = png::Encoder::new(&mut out, pixels.width, pixels.height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(match compression {
        Compression::Fast => png::Compression::Fast,
        Compression::Small => png::Compression::High,
    });
    encoder.set_filter(png::Filter::Adaptive);
    if let Some(ppi) = density {
        let per_metre = super::whole(ppi * INCHES);
        let dims = png::PixelDimensions { xppu: per_metre, yppu: per_metre, unit: png::Unit::Meter };
        encoder.set_pixel_dims(Some(dims));
    }
    if let Some(xmp) = xmp {
        encoder.add_itxt_chunk(XMP_KEYWORD.to_owned(), xmp.to_owned()).map_err(problem)?;
    }
    let mut writer = encoder.write_header().map_err(problem)?;
    writer.write_image_data(&pixels.rgb).map_err(problem)?;
    writer.finish().map_err(problem)?;
    Ok(out)
}
