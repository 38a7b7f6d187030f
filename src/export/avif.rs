//! AVIF, where the program is built with it: small files for pages on the web.

use super::raster::Pixels;
use crate::error::Error;
use ravif::{Encoder, Img, RGB8, RGBA8};

/// Quality of the encoder, of 100.
const QUALITY: f32 = 85.0;
/// Speed of the encoder, from 1 (slow and small) to 10.
const SPEED: u8 = 7;

/// Encodes a picture as an AVIF file. It carries no metadata: the encoder writes none.
///
/// # Errors
/// [`ErrorKind::Internal`](crate::ErrorKind::Internal) where the encoder fails.
pub fn avif(pixels: &Pixels) -> Result<Vec<u8>, Error> {
    let (width, height) = (pixels.width as usize, pixels.height as usize);
    let encoder = Encoder::new().with_quality(QUALITY).with_speed(SPEED);
    let image = if pixels.has_alpha {
        let rgba: Vec<RGBA8> = pixels.bytes.chunks_exact(4).map(|p| RGBA8::new(p[0], p[1], p[2], p[3])).collect();
        encoder.encode_rgba(Img::new(rgba.as_slice(), width, height))
    } else {
        let rgb: Vec<RGB8> = pixels.bytes.chunks_exact(3).map(|p| RGB8::new(p[0], p[1], p[2])).collect();
        encoder.encode_rgb(Img::new(rgb.as_slice(), width, height))
    };
    Ok(image.map_err(|e| Error::internal(format!("the AVIF encoder failed: {e}")))?.avif_file)
}
