//! Sources of charts: arguments, a spec file or a line of a batch in; a job out,
//! with errors at their place in the file.

use super::args::SpecArgs;
use super::files::{Files, read_stdin};
use super::terminal::Terminal;
use crate::api::Job;
use crate::error::Error;
use crate::input::{Fields, Request, Resolver as _};
use crate::pipeline::Renderer;
use std::io::{BufRead, BufReader, Read as _};

/// The name of standard input in messages.
pub(super) const STDIN: &str = "standard input";

/// The most bytes of one job of a batch.
const MAX_LINE: u64 = 4 << 20;

/// Reads the job that arguments ask for.
///
/// # Errors
/// As [`from_file`].
pub(super) fn from_args<'a>(renderer: &'a Renderer, args: &SpecArgs, terminal: Terminal) -> Result<Job<'a>, Error> {
    match &args.spec {
        None => job(renderer, Request::by_flags(&args.fields.0)),
        Some(path) => from_file(renderer, path, &args.fields.0, terminal),
    }
}

/// Reads a spec file, `-` for standard input; flags win over its fields.
///
/// # Errors
/// [`ErrorKind::Usage`](crate::ErrorKind::Usage) where the file cannot be read, or
/// the first field that is wrong.
pub(super) fn from_file<'a>(
    renderer: &'a Renderer,
    path: &str,
    flags: &Fields,
    terminal: Terminal,
) -> Result<Job<'a>, Error> {
    let name = if path == "-" { STDIN } else { path };
    terminal.note(&format!("reading {name}"));
    let bytes = if path == "-" { read_stdin() } else { Files.read(path) };
    let unreadable = |reason| Error::usage("cannot-read", format!("cannot read the spec `{path}`: {reason}"));
    job(renderer, Request::by_file(name, &bytes.map_err(unreadable)?, &Files, flags)?)
}

/// Reads one line of a file of jobs; `name` is the file in messages.
///
/// # Errors
/// The first field that is wrong.
pub(super) fn from_line<'a>(renderer: &'a Renderer, name: &str, bytes: &[u8]) -> Result<Job<'a>, Error> {
    job(renderer, Request::by_line(name, bytes, &Files)?)
}

/// Returns the job of a request, with the files of the disk.
fn job(renderer: &Renderer, request: Request) -> Result<Job<'_>, Error> {
    Job::new(renderer, request, Files)
}

/// One job of a batch, not yet parsed.
pub(super) struct BatchLine {
    /// The number of its line, from 1.
    pub number: usize,
    /// Its position among the jobs of this run, from 0.
    pub order: usize,
    /// Its text, or the error that it is too long.
    pub text: Result<Vec<u8>, Error>,
    /// Bytes of the file up to the end of the line.
    pub read: u64,
}

/// The jobs of a batch, read line by line.
pub(super) struct BatchLines {
    /// The file or stream.
    input: Box<dyn BufRead + Send>,
    /// Which shard to read, from 0, and how many there are.
    shard: (usize, usize),
    /// Lines so far.
    lines: usize,
    /// Jobs so far.
    jobs: usize,
    /// Bytes so far.
    read: u64,
}

impl BatchLines {
    /// Opens a file of jobs, `-` for standard input; also returns its size in bytes, where it has one.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`](crate::ErrorKind::Usage) where it cannot be opened.
    pub(super) fn open(file: &str, shard: (usize, usize)) -> Result<(Self, Option<u64>), Error> {
        let lines = |input| Self { input, shard, lines: 0, jobs: 0, read: 0 };
        if file == "-" {
            return Ok((lines(Box::new(BufReader::new(std::io::stdin()))), None));
        }
        let opened = std::fs::File::open(file).and_then(|opened| opened.metadata().map(|meta| (opened, meta)));
        let (opened, meta) = opened.map_err(|e| unreadable_jobs(file, &e))?;
        Ok((lines(Box::new(BufReader::new(opened))), meta.is_file().then_some(meta.len())))
    }

    /// Reads the next job of the shard; skips empty lines.
    ///
    /// # Errors
    /// An error of the system.
    pub(super) fn next(&mut self) -> std::io::Result<Option<BatchLine>> {
        loop {
            let mut text = Vec::new();
            let length = self.input.by_ref().take(MAX_LINE).read_until(b'\n', &mut text)?;
            if length == 0 {
                return Ok(None);
            }
            self.lines += 1;
            self.read += length as u64;
            let is_cut = length as u64 == MAX_LINE && text.last() != Some(&b'\n');
            if is_cut {
                self.read += self.input.skip_until(b'\n')? as u64;
            }
            if (self.lines - 1) % self.shard.1 != self.shard.0 || text.trim_ascii().is_empty() {
                continue;
            }
            let order = self.jobs;
            self.jobs += 1;
            let too_long = || Error::limit("job-bytes", format!("a job has at most {MAX_LINE} bytes"));
            let text = if is_cut { Err(too_long()) } else { Ok(text) };
            return Ok(Some(BatchLine { number: self.lines, order, text, read: self.read }));
        }
    }
}

/// Returns the error that the jobs cannot be read.
pub(super) fn unreadable_jobs(file: &str, e: &std::io::Error) -> Error {
    Error::usage("cannot-read", format!("cannot read the jobs `{file}`: {e}"))
}
