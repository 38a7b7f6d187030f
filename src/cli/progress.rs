//! Progress of a batch: outcomes of jobs in; a line of results for each on standard
//! output, and a line of progress on a terminal.

use super::terminal::{Terminal, print};
use crate::error::Error;
use serde_json::Value;
use std::fmt::Write as _;
use std::io::{IsTerminal as _, Write as _};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The shortest time between two lines of progress.
const BEAT: Duration = Duration::from_millis(200);
/// Clears the line of progress.
const CLEAR: &[u8] = b"\r\x1b[K";

/// How a job ended.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum LineOutcome {
    /// The picture was drawn.
    Drawn,
    /// The picture was there from an earlier run.
    Kept,
    /// The job was refused.
    Refused,
}

/// The progress of a batch.
pub(super) struct Progress {
    /// Whether progress is shown.
    is_shown: bool,
    /// Bytes of all jobs, if they are known.
    size: Option<u64>,
    /// When the batch began.
    begin: Instant,
    /// The counts so far.
    tally: Mutex<Tally>,
}

/// The counts of a batch.
#[derive(Clone, Copy, Default)]
struct Tally {
    /// Jobs drawn, there already, refused.
    counts: [usize; 3],
    /// When progress was shown last.
    shown: Option<Instant>,
}

impl Progress {
    /// Starts a batch; `size` is the number of bytes of all jobs, if it is known.
    pub(super) fn new(terminal: Terminal, size: Option<u64>) -> Self {
        let is_shown = !terminal.is_quiet && std::io::stderr().is_terminal();
        Self { is_shown, size, begin: Instant::now(), tally: Mutex::default() }
    }

    /// Writes the result of a job; `read` is the number of bytes of jobs up to here.
    ///
    /// # Errors
    /// [`ErrorKind::Write`](crate::ErrorKind::Write) where standard output takes no more.
    pub(super) fn result(&self, outcome: LineOutcome, result: &Value, read: u64) -> Result<(), Error> {
        let mut tally = self.tally.lock().unwrap_or_else(PoisonError::into_inner);
        tally.counts[outcome as usize] += 1;
        let is_due = self.is_shown && tally.shown.is_none_or(|at| at.elapsed() >= BEAT);
        if is_due {
            self.show(CLEAR);
        }
        print(format!("{result}\n").as_bytes())?;
        if is_due {
            tally.shown = Some(Instant::now());
            self.show(self.line(tally.counts, read).as_bytes());
        }
        Ok(())
    }

    /// Ends the batch, and returns how many jobs were refused.
    pub(super) fn end(self, terminal: Terminal) -> usize {
        if self.is_shown {
            self.show(CLEAR);
        }
        let [drawn, kept, bad] = self.tally.into_inner().unwrap_or_else(PoisonError::into_inner).counts;
        let seconds = self.begin.elapsed().as_secs_f64();
        terminal.note(&format!("{drawn} drawn, {kept} were there, {bad} refused, in {seconds:.1} s"));
        bad
    }

    /// Returns the line of progress.
    #[expect(clippy::cast_precision_loss, reason = "shown to two digits")]
    fn line(&self, counts: [usize; 3], read: u64) -> String {
        let (done, seconds) = (counts.iter().sum::<usize>(), self.begin.elapsed().as_secs_f64());
        let mut text = format!(
            "{done} jobs, {} refused, {:.1} a second",
            counts[LineOutcome::Refused as usize],
            done as f64 / seconds
        );
        if let Some(size) = self.size.filter(|_| read > 0) {
            let part = read as f64 / size.max(read) as f64;
            let left = seconds * (1.0 - part) / part;
            let _ = write!(text, ", {:.0} %, {:.0} s left", 100.0 * part, left);
        }
        text
    }

    /// Writes to the terminal, and ignores one that is closed.
    fn show(&self, bytes: &[u8]) {
        let _ = std::io::stderr().write_all(bytes);
    }
}
