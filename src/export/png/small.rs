//! A PNG file made smaller, by the crate oxipng.

use crate::error::Error;
use oxipng::{Deflater, FilterStrategy};

/// The level of libdeflate for small files; its last level takes twice as long for
/// 0.4 %.
const SMALL: u8 = 11;
/// Tries out for each row which filter makes it smallest.
const BRUTE: FilterStrategy = FilterStrategy::Brute { num_lines: 4, level: 1 };

/// Compresses a file again into as few bytes as some seconds allow: with fewer bits a
/// pixel where its colours allow, with rows filtered or not, whichever is better, and
/// with a search for the best repeats.
pub(super) fn small(file: &[u8]) -> Result<Vec<u8>, Error> {
    let options = oxipng::Options {
        // of the six that `oxipng -o 4` tries, one of these two was the best for
        // every chart
        filters: [FilterStrategy::NONE, BRUTE].into(),
        deflater: Deflater::Libdeflater { compression: SMALL },
        ..oxipng::Options::default()
    };
    oxipng::optimize_from_memory(file, &options)
        .map_err(|e| Error::internal(format!("the PNG file could not be made smaller: {e}")))
}
