//! The chunks that a PNG file is made of. The rows are compressed elsewhere, so what
//! is left of the format is lengths, names and checksums.

use zlib_rs::crc32::crc32;

/// The first bytes of every file.
const SIGNATURE: [u8; 8] = *b"\x89PNG\r\n\x1a\n";
/// Bits of a channel.
const DEPTH: u8 = 8;
/// The unit of a density: pixels per metre.
const METRE: u8 = 1;

/// The channels of a pixel, by their number in the format.
#[derive(Clone, Copy)]
pub(super) enum ColorType {
    /// One grey value.
    Gray = 0,
    /// Red, green and blue.
    Rgb = 2,
    /// Red, green, blue and alpha.
    Rgba = 6,
}

/// A file while it is written, chunk after chunk.
pub(super) struct Chunks {
    /// The bytes so far.
    out: Vec<u8>,
    /// Whether a chunk was longer than the format allows.
    is_too_long: bool,
}

impl Chunks {
    /// Begins the file of a picture with a width and a height in pixels.
    pub(super) fn new((width, height): (u32, u32), color: ColorType) -> Self {
        let mut file = Self { out: SIGNATURE.to_vec(), is_too_long: false };
        // the compression, the filters and the order of the rows are the usual ones
        let form = [DEPTH, color as u8, 0, 0, 0];
        file.chunk(*b"IHDR", &[&width.to_be_bytes(), &height.to_be_bytes(), &form]);
        file
    }

    /// Writes the density, in pixels per metre.
    pub(super) fn density(&mut self, per_metre: u32) {
        let bytes = per_metre.to_be_bytes();
        self.chunk(*b"pHYs", &[&bytes, &bytes, &[METRE]]);
    }

    /// Writes an uncompressed text in no language under a keyword of 1 to 79 bytes.
    pub(super) fn text(&mut self, keyword: &str, text: &str) {
        // the end of the keyword, not compressed, by no method, and two empty texts
        self.chunk(*b"iTXt", &[keyword.as_bytes(), &[0, 0, 0, 0, 0], text.as_bytes()]);
    }

    /// Writes a piece of the compressed rows, given in parts.
    pub(super) fn data(&mut self, parts: &[&[u8]]) {
        self.chunk(*b"IDAT", parts);
    }

    /// Returns the whole file, or nothing where a chunk is longer than 2 GiB.
    pub(super) fn finish(mut self) -> Option<Vec<u8>> {
        self.chunk(*b"IEND", &[]);
        (!self.is_too_long).then_some(self.out)
    }

    /// Writes a chunk: its length, its name, its parts, and the checksum of all but
    /// the length.
    fn chunk(&mut self, name: [u8; 4], parts: &[&[u8]]) {
        let length = i32::try_from(parts.iter().map(|p| p.len()).sum::<usize>());
        self.is_too_long |= length.is_err();
        self.out.extend_from_slice(&length.unwrap_or_default().to_be_bytes());
        let start = self.out.len();
        self.out.extend_from_slice(&name);
        parts.iter().for_each(|part| self.out.extend_from_slice(part));
        let sum = crc32(0, &self.out[start..]);
        self.out.extend_from_slice(&sum.to_be_bytes());
    }
}
