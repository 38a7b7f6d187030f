//! Finds the job in a file that the exporters wrote, of any format: metadata
//! are never compressed, so that a search finds them.

use super::escape::unescaped;
use super::metadata::{JOB_END, JOB_START};

/// How a job begins that stands by itself, among the attachments of a PDF file.
const BARE: &str = "{\"format\":\"reflex-job/";
/// What follows a job that is an attachment.
const BARE_END: &str = "\nendstream";

/// Finds the job in the bytes of a file, as JSON, if there is one.
pub fn inspect(file: &[u8]) -> Option<String> {
    let between = |start: usize, end: &str| {
        let rest = file.get(start..)?;
        std::str::from_utf8(rest.get(..find(rest, end.as_bytes())?)?).ok()
    };
    if let Some(at) = find(file, JOB_START.as_bytes()) {
        return between(at + JOB_START.len(), JOB_END).map(unescaped);
    }
    between(find(file, BARE.as_bytes())?, BARE_END).map(|job| job.trim_end().to_owned())
}

/// Returns where `part` first occurs in `all`.
fn find(all: &[u8], part: &[u8]) -> Option<usize> {
    all.windows(part.len()).position(|w| w == part)
}
