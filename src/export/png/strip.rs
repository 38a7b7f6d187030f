//! A strip of rows, compressed by itself, so that strips can be put together in
//! any number.

use zlib_rs::adler32::adler32;
use zlib_rs::{Deflate, DeflateConfig, DeflateFlush};

/// How hard repeats are searched for: the least that makes files smaller than
/// resvg's, of flat charts and of shaded ones.
const FAST: i32 = 4;

/// The rows of a strip, compressed.
#[derive(Debug)]
pub(super) struct Strip {
    /// The deflated bytes, padded to the end of a byte.
    pub(super) bytes: Vec<u8>,
    /// How many bytes there were before.
    pub(super) length: usize,
    /// The Adler-32 checksum of those.
    pub(super) adler: u32,
}

impl Strip {
    /// Returns the number of compressed bytes.
    pub(super) fn size(&self) -> usize {
        self.bytes.len()
    }
}

/// Compresses rows, again and again in the same memory: fresh memory for each
/// strip would have to be cleared by the system.
pub(super) struct Packer {
    /// The compressor.
    deflate: Deflate,
    /// Room for the compressed bytes.
    packed: Vec<u8>,
}

impl Packer {
    /// Returns a compressor whose memory is still empty.
    pub(super) fn new() -> Self {
        let config = DeflateConfig { level: FAST, window_bits: -15, ..DeflateConfig::default() };
        Self { deflate: Deflate::new_with_config(config), packed: Vec::new() }
    }

    /// Compresses rows, each of which begins with its filter byte.
    pub(super) fn pack(&mut self, rows: &[u8]) -> Strip {
        // never more than the data in stored blocks
        self.packed.resize(rows.len() + rows.len() / 1000 + 1024, 0);
        self.deflate.reset();
        let done = self.deflate.compress(rows, &mut self.packed, DeflateFlush::SyncFlush);
        debug_assert!(done.is_ok(), "there is room for all");
        let count = usize::try_from(self.deflate.total_out()).unwrap_or(usize::MAX);
        Strip { bytes: self.packed[..count].to_vec(), length: rows.len(), adler: adler32(1, rows) }
    }
}
