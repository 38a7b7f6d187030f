//! A scene as a PNG file: RGB, with alpha only where the page is transparent, grey
//! where nothing has a colour.

use super::chunk::{Chunks, ColorType};
use super::strip::{Packer, Strip};
use super::strips::Cache;
use crate::error::Error;
use crate::export::format::{Compression, ExportOptions};
use crate::export::number::whole;
use crate::export::raster::{Page, RowForm, size};
use crate::scene::Scene;
use std::sync::Arc;
use zlib_rs::adler32::adler32_combine;

/// The keyword of an XMP packet, by the XMP specification.
const XMP_KEYWORD: &str = "XML:com.adobe.xmp";
/// Inches in a metre.
const INCHES: f64 = 1.0 / 0.0254;

/// Bytes before each row: its filter, 0 for none. The best filter of each row
/// would make files no smaller at this level, and take as long as the compression.
const BEFORE: usize = 1;
/// The first bytes of a stream of deflated data, by RFC 1950.
const HEADER: [u8; 2] = [0x78, 0x01];
/// A last block without data, by RFC 1951.
const END: [u8; 2] = [0x03, 0x00];

/// What a file says besides the pixels.
pub(in crate::export) struct Extras<'a> {
    /// Pixels per inch, where the page is meant for paper.
    pub(in crate::export) density: Option<f64>,
    /// An XMP packet. It is not compressed, so that readers that search for it
    /// find it.
    pub(in crate::export) xmp: Option<&'a str>,
}

/// Draws a scene and encodes it as a PNG file. Each strip of rows is compressed where
/// it was drawn, so that all cores share the work and the whole picture is never in
/// memory; a strip that the cache knows is neither drawn nor compressed.
///
/// # Errors
/// [`ErrorKind::Limit`](crate::ErrorKind::Limit) above 64 megapixels; [`ErrorKind::Internal`](crate::ErrorKind::Internal) where an encoder
/// fails, which none does for pixels that fit their size.
pub(in crate::export) fn png(
    scene: &Scene,
    extras: &Extras<'_>,
    options: &ExportOptions,
    cache: &Cache,
) -> Result<Vec<u8>, Error> {
    let page = Page::new(scene, cache.earlier(), options.threads)?;
    let form = RowForm { before: BEFORE, is_gray: page.is_gray() };
    let marks = if cache.earlier().is_some() { page.marks(form) } else { Vec::new() };
    let known = |i| marks.get(i).and_then(|mark| cache.find(mark));
    let make = |packer: &mut Packer, i, rows: &[u8]| {
        let strip = Arc::new(packer.pack(rows));
        marks.get(i).into_iter().for_each(|mark| cache.keep(*mark, &strip));
        strip
    };
    let strips = page.draw(options.threads, form, Packer::new, known, make);
    let color = match (scene.is_transparent, form.is_gray) {
        (true, _) => ColorType::Rgba,
        (false, true) => ColorType::Gray,
        (false, false) => ColorType::Rgb,
    };
    let file = file(size(scene)?, color, extras, &strips)?;
    match options.compression {
        Compression::Fast => Ok(file),
        #[cfg(feature = "small")]
        Compression::Small => super::small::small(&file),
        #[cfg(not(feature = "small"))]
        Compression::Small => Err(Error::usage("compression-unavailable", "this build cannot make PNG files small")
            .with_hint("build it with the feature `small`")),
    }
}

/// Puts compressed strips together into a file.
fn file(size: (u32, u32), color: ColorType, extras: &Extras<'_>, strips: &[Arc<Strip>]) -> Result<Vec<u8>, Error> {
    let mut out = Chunks::new(size, color);
    if let Some(ppi) = extras.density {
        out.density(whole(ppi * INCHES));
    }
    if let Some(xmp) = extras.xmp {
        out.text(XMP_KEYWORD, xmp);
    }
    let adler = strips.iter().fold(1, |adler, strip| adler32_combine(adler, strip.adler, strip.length as u64));
    let end = [&END[..], &adler.to_be_bytes()].concat();
    for (i, strip) in strips.iter().enumerate() {
        let begin: &[u8] = if i == 0 { &HEADER } else { &[] };
        let end: &[u8] = if i + 1 == strips.len() { &end } else { &[] };
        out.data(&[begin, &strip.bytes, end]);
    }
    out.finish().ok_or_else(|| Error::internal("a chunk of the PNG file is longer than 2 GiB"))
}
