//! What the program says on standard error.

use crate::diag::printable;
use crate::error::Error;
use std::fmt::Write as _;
use std::io::Write as _;
use std::time::{Duration, Instant};

/// How much the program says.
#[derive(Clone, Copy)]
pub(super) struct Voice {
    /// Nothing but errors.
    pub is_quiet: bool,
    /// What is read and written, too.
    pub is_verbose: bool,
}

impl Voice {
    /// Tells what went wrong.
    pub(super) fn problem(error: &Error) {
        // nobody to tell is no further problem
        let _ = writeln!(std::io::stderr(), "chart: {error}");
    }

    /// Tells something that is no failure.
    pub(super) fn warn(self, text: &str) {
        if !self.is_quiet {
            let _ = writeln!(std::io::stderr(), "chart: warning: {}", printable(text));
        }
    }

    /// Tells what is being done.
    pub(super) fn tell(self, text: &str) {
        if self.is_verbose {
            let _ = writeln!(std::io::stderr(), "chart: {}", printable(text));
        }
    }
}

/// How long each stage took.
pub(super) struct Timings {
    /// When the current stage began.
    since: Instant,
    /// The stages so far.
    stages: Vec<(String, Duration)>,
}

impl Timings {
    /// A clock at the beginning of the first stage.
    pub(super) fn new() -> Self {
        Self { since: Instant::now(), stages: Vec::new() }
    }

    /// Ends a stage.
    pub(super) fn end(&mut self, stage: &str) {
        let now = Instant::now();
        self.stages.push((stage.to_owned(), now - self.since));
        self.since = now;
    }

    /// Tells them all.
    pub(super) fn tell(&self) {
        let mut text = String::new();
        let all: Duration = self.stages.iter().map(|s| s.1).sum();
        for (stage, time) in self.stages.iter().map(|(s, t)| (s.as_str(), t)).chain([("all", &all)]) {
            let _ = writeln!(text, "{stage:<10}{:>9.1} ms", time.as_secs_f64() * 1e3);
        }
        let _ = std::io::stderr().write_all(text.as_bytes());
    }
}
