//! JPEG: for share cards and other places that take nothing else.

use super::number::whole;
use super::raster::Pixels;
use crate::error::Error;
use jpeg_encoder::{ColorType, Encoder, PixelDensity, PixelDensityUnit, SamplingFactor};

/// Quality of the encoder, of 100.
const QUALITY: u8 = 90;
/// Begins a segment with an XMP packet, by the XMP specification.
const XMP_HEADER: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
/// Most bytes of a segment.
const MAX_SEGMENT: usize = 65_533;

/// Encodes a picture as a JPEG file, with its density in pixels per inch and an XMP
/// packet, if there are any. Colours are not subsampled: thin red lines and coloured
/// text would be smeared.
///
/// # Errors
/// [`ErrorKind::Usage`](crate::ErrorKind::Usage) for pixels with alpha, which the format has not;
/// [`ErrorKind::Limit`](crate::ErrorKind::Limit) for edges above 65535 pixels and for a packet that does
/// not fit its segment.
pub fn jpeg(pixels: &Pixels, density: Option<f64>, xmp: Option<&str>) -> Result<Vec<u8>, Error> {
    if pixels.has_alpha {
        return Err(Error::usage("jpeg-transparent", "a JPEG file cannot be transparent")
            .with_hint("use PNG, WebP or SVG, or another `ground`")
            .in_field("/ground"));
    }
    let edge = |n: u32| {
        u16::try_from(n).map_err(|_| {
            Error::limit("jpeg-edge", format!("{n} pixels are too many for an edge of a JPEG file"))
                .with_hint("use another format")
                .in_field("/size")
        })
    };
    let (width, height) = (edge(pixels.width)?, edge(pixels.height)?);
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, QUALITY);
    encoder.set_sampling_factor(SamplingFactor::R_4_4_4);
    encoder.set_optimized_huffman_tables(true);
    if let Some(ppi) = density.and_then(|d| u16::try_from(whole(d)).ok()) {
        encoder.set_density(PixelDensity { density: (ppi, ppi), unit: PixelDensityUnit::Inches });
    }
    let problem = |e| Error::internal(format!("the JPEG encoder failed: {e}"));
    if let Some(xmp) = xmp {
        let segment = [XMP_HEADER, xmp.as_bytes()].concat();
        if segment.len() > MAX_SEGMENT {
            return Err(Error::limit(
                "jpeg-metadata",
                "the texts of this chart are too long for the metadata of a JPEG file",
            )
            .with_hint("use another format"));
        }
        encoder.add_app_segment(1, segment).map_err(problem)?;
    }
    encoder.encode(&pixels.bytes, width, height, ColorType::Rgb).map_err(problem)?;
    Ok(out)
}
