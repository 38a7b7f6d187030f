//! PNG: RGB, with alpha only where the page is open.

use super::raster::{Page, each, raster_on, size};
use super::{Compression, ExportOptions, Pixels, Strips};
use crate::error::Error;
use crate::scene::Scene;
use std::sync::Arc;
use zlib_rs::adler32::{adler32, adler32_combine};
use zlib_rs::{Deflate, DeflateConfig, DeflateFlush};

/// The keyword of an XMP packet, by the XMP specification.
const XMP_KEYWORD: &str = "XML:com.adobe.xmp";
/// Inches in a metre.
const INCHES: f64 = 1.0 / 0.0254;

/// Rows that are compressed together, as many as are drawn together.
const ROWS: usize = super::raster::ROWS;
/// The filter of rows that are compressed as they are.
const UNFILTERED: u8 = 0;
/// Bytes before each row: its filter.
const BEFORE: usize = 1;
/// How hard repeats are searched for: the least that makes files smaller than
/// resvg's, of flat charts and of shaded ones.
const FAST: i32 = 3;
/// As hard as can be.
const SMALL: i32 = 9;
/// How a stream of deflated data begins, by RFC 1950.
const HEADER: [u8; 2] = [0x78, 0x01];
/// A last block without data, by RFC 1951.
const END: [u8; 2] = [0x03, 0x00];

/// What a file says besides the pixels.
pub(super) struct Extras<'a> {
    /// Pixels per inch, where the page is meant for paper.
    pub(super) density: Option<f64>,
    /// An XMP packet. It is not compressed, so that readers that search for it
    /// find it.
    pub(super) xmp: Option<&'a str>,
}

/// What the pixels are.
struct Frame {
    /// Width in pixels.
    width: u32,
    /// Height in pixels.
    height: u32,
    /// Whether they have alpha.
    has_alpha: bool,
}

impl Frame {
    /// Bytes of a row.
    const fn stride(&self) -> usize {
        self.width as usize * if self.has_alpha { 4 } else { 3 }
    }
}

/// A picture as a PNG file, with its density in pixels per inch and an XMP
/// packet, if there are any.
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
    let frame = Frame { width: pixels.width, height: pixels.height, has_alpha: pixels.has_alpha };
    let (rows, level) = match compression {
        Compression::Fast => (ROWS, FAST),
        // repeats are found across bands too
        Compression::Small => (frame.height as usize, SMALL),
    };
    let bands: Vec<&[u8]> = pixels.bytes.chunks(rows * frame.stride()).collect();
    let pack = |packer: &mut Packer, i| Arc::new(packer.part(&filtered(bands[i], frame.stride())));
    let parts: Vec<Arc<Part>> = each(bands.len(), None, || Packer::new(level), pack);
    file(&frame, &Extras { density, xmp }, &parts)
}

/// A scene as a PNG file. Each band of rows is compressed where it was drawn,
/// so that all cores share the work and the whole picture is never in memory;
/// one whose strip is known is neither drawn nor compressed.
///
/// # Errors
/// [`Error::Limit`] above 64 megapixels.
pub(super) fn draw(
    scene: &Scene,
    extras: &Extras<'_>,
    options: &ExportOptions,
    strips: &Strips,
) -> Result<Vec<u8>, Error> {
    if options.compression == Compression::Small {
        return png(&raster_on(scene, options.threads)?, extras.density, extras.xmp, options.compression);
    }
    let (width, height) = size(scene)?;
    let shapes = strips.shapes();
    let page = Page::new(scene, shapes, options.threads)?;
    let marks = if shapes.is_some() { page.marks() } else { Vec::new() };
    let known = |i| marks.get(i).and_then(|mark| strips.find(mark));
    let frame = Frame { width, height, has_alpha: scene.is_open };
    let make = |packer: &mut Packer, i, rows: &[u8]| {
        let part = Arc::new(packer.part(rows));
        marks.get(i).into_iter().for_each(|mark| strips.keep(*mark, &part));
        part
    };
    let parts = page.bands(options.threads, BEFORE, || Packer::new(FAST), known, make);
    file(&frame, extras, &parts)
}

/// A file of parts.
fn file(frame: &Frame, extras: &Extras<'_>, parts: &[Arc<Part>]) -> Result<Vec<u8>, Error> {
    let mut out = Vec::new();
    let problem = |e: png::EncodingError| Error::Internal(format!("the PNG encoder failed: {e}"));
    let mut encoder = png::Encoder::new(&mut out, frame.width, frame.height);
    encoder.set_color(if frame.has_alpha { png::ColorType::Rgba } else { png::ColorType::Rgb });
    encoder.set_depth(png::BitDepth::Eight);
    if let Some(ppi) = extras.density {
        let per_metre = super::whole(ppi * INCHES);
        let dims = png::PixelDimensions { xppu: per_metre, yppu: per_metre, unit: png::Unit::Meter };
        encoder.set_pixel_dims(Some(dims));
    }
    if let Some(xmp) = extras.xmp {
        encoder.add_itxt_chunk(XMP_KEYWORD.to_owned(), xmp.to_owned()).map_err(problem)?;
    }
    let mut writer = encoder.write_header().map_err(problem)?;
    write_parts(&mut writer, parts).map_err(problem)?;
    writer.finish().map_err(problem)?;
    Ok(out)
}

/// Some rows, compressed.
#[derive(Debug)]
pub(super) struct Part {
    /// Deflated, to the end of a byte.
    bytes: Vec<u8>,
    /// How many bytes there were.
    length: usize,
    /// Their checksum.
    adler: u32,
}

impl Part {
    /// How many bytes it has.
    pub(super) fn size(&self) -> usize {
        self.bytes.len()
    }
}

/// Compresses rows, again and again in the same memory: fresh memory for each
/// strip would have to be cleared by the system.
struct Packer {
    /// The compressor.
    deflate: Deflate,
    /// What becomes of them.
    packed: Vec<u8>,
}

impl Packer {
    /// One that searches so hard for repeats.
    fn new(level: i32) -> Self {
        let config = DeflateConfig { level, window_bits: -15, ..DeflateConfig::default() };
        Self { deflate: Deflate::new_with_config(config), packed: Vec::new() }
    }

    /// Compresses rows, each with its filter before it.
    fn part(&mut self, rows: &[u8]) -> Part {
        // never more than the data in stored blocks
        self.packed.resize(rows.len() + rows.len() / 1000 + 1024, 0);
        self.deflate.reset();
        let done = self.deflate.compress(rows, &mut self.packed, DeflateFlush::SyncFlush);
        debug_assert!(done.is_ok(), "there is room for all");
        let count = usize::try_from(self.deflate.total_out()).unwrap_or(usize::MAX);
        Part { bytes: self.packed[..count].to_vec(), length: rows.len(), adler: adler32(1, rows) }
    }
}

/// Rows with their filter, which is none: the best filter of each row would
/// make files no smaller at this level, and take as long as the compression.
fn filtered(rows: &[u8], stride: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(rows.len() + rows.len() / stride.max(1));
    for row in rows.chunks_exact(stride) {
        out.push(UNFILTERED);
        out.extend_from_slice(row);
    }
    out
}

/// Writes parts as one stream.
fn write_parts(writer: &mut png::Writer<&mut Vec<u8>>, parts: &[Arc<Part>]) -> Result<(), png::EncodingError> {
    let adler = parts.iter().fold(1, |adler, part| adler32_combine(adler, part.adler, part.length as u64));
    let end = [&END[..], &adler.to_be_bytes()].concat();
    for (i, part) in parts.iter().enumerate() {
        let begin: &[u8] = if i == 0 { &HEADER } else { &[] };
        let end: &[u8] = if i + 1 == parts.len() { &end } else { &[] };
        writer.write_chunk(png::chunk::IDAT, &[begin, &part.bytes, end].concat())?;
    }
    Ok(())
}
