//! `chart batch`: draws many charts on all cores, one job a line.

use crate::api::{Job, JobOptions, Loaded, diagnostic_json};
use crate::cli::args::BatchArgs;
use crate::cli::files::{Output, make_folder};
use crate::cli::outputs::export_options;
use crate::cli::progress::{LineOutcome, Progress};
use crate::cli::sources::{BatchLine, BatchLines, STDIN, from_line, unreadable_jobs};
use crate::cli::template::{TakenNames, Template, Turn, path_below};
use crate::cli::terminal::Terminal;
use crate::diag::Diagnostic;
use crate::error::Error;
use crate::export::{ExportOptions, Format};
use crate::pipeline::Renderer;
use serde_json::json;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// The exit code of a batch in which jobs were refused.
const SOME_BAD: u8 = 6;
/// The number of hexadecimal digits of the hash in a name.
const DIGITS: usize = 32;

/// The picture of a job.
struct BatchPicture {
    /// Its path below the output folder.
    out: String,
    /// Its size in bytes, or none where it was there from an earlier run.
    bytes: Option<usize>,
    /// Warnings about it.
    warnings: Vec<Diagnostic>,
}

/// What all jobs share.
struct Batch<'a> {
    /// The arguments.
    args: &'a BatchArgs,
    /// The file of jobs as messages name it.
    file: &'a str,
    /// Renders every chart.
    renderer: Renderer,
    /// The names of pictures.
    template: Template,
    /// The format of jobs that say none.
    format: Option<Format>,
    /// How pictures are exported.
    options: ExportOptions,
    /// The names that are taken.
    names: TakenNames,
}

/// Draws all jobs; bad ones are reported and skipped. Returns the exit code.
pub(in crate::cli) fn run(args: &BatchArgs, terminal: Terminal) -> Result<u8, Error> {
    // the jobs share the cores
    let options = ExportOptions { threads: Some(NonZeroUsize::MIN), ..export_options(&args.export, None)? };
    let batch = Batch {
        args,
        file: if args.file == "-" { STDIN } else { &args.file },
        renderer: Renderer::new(),
        template: Template::read(&args.name)?,
        format: args.format.as_deref().map(Format::named).transpose()?,
        options,
        names: TakenNames::default(),
    };
    let shard = args.shard.as_deref().map_or(Ok((0, 1)), shard)?;
    make_folder(Path::new(&args.out_dir))?;
    let (lines, size) = BatchLines::open(&args.file, shard)?;
    let lines = Mutex::new(lines);
    let progress = Progress::new(terminal, size);
    let threads = args.jobs.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(|| batch.work(&lines, &progress))).collect();
        let gone = |_| Err(Error::internal("a thread of the batch ended early".to_owned()));
        threads.into_iter().try_for_each(|worker| worker.join().unwrap_or_else(gone))
    })?;
    Ok(if progress.end(terminal) > 0 { SOME_BAD } else { 0 })
}

/// Reads a shard such as `2/8`; returns its index from 0 and the number of shards.
fn shard(text: &str) -> Result<(usize, usize), Error> {
    let numbers = text.split_once('/').and_then(|(i, n)| Some((i.parse().ok()?, n.parse().ok()?)));
    let inside = numbers.filter(|&(i, n): &(usize, usize)| (1..=n).contains(&i));
    inside.map(|(i, n)| (i - 1, n)).ok_or_else(|| {
        Error::usage(
            "arguments",
            format!("`--shard {text}` is not a part of a whole; write it as 1/4, 2/4, 3/4 or 4/4"),
        )
    })
}

/// Returns an error at its line among the jobs, where it names only a line of the job.
fn with_line(error: Error, file: &str, number: usize) -> Error {
    error.map_places(|mut place| {
        if place.file == file || place.file.is_empty() {
            place.file = file.to_owned();
            place.line = Some(place.line.unwrap_or(1) + number - 1);
            place.column.get_or_insert(1);
        }
        place
    })
}

impl Batch<'_> {
    /// Draws one job after another until none is left.
    fn work(&self, lines: &Mutex<BatchLines>, progress: &Progress) -> Result<(), Error> {
        loop {
            let next = lines.lock().unwrap_or_else(PoisonError::into_inner).next();
            let Some(line) = next.map_err(|e| unreadable_jobs(&self.args.file, &e))? else { return Ok(()) };
            let (number, read, begin) = (line.number, line.read, Instant::now());
            let turn = self.names.turn(line.order);
            let picture = catch_unwind(AssertUnwindSafe(|| self.draw(line, turn)))
                .unwrap_or_else(|_| Err(Error::internal("drawing panicked".to_owned())))
                .map_err(|e| with_line(e, self.file, number));
            let (outcome, result) = match picture {
                Ok(BatchPicture { out, bytes: Some(bytes), warnings }) => {
                    let ms = (begin.elapsed().as_secs_f64() * 1e4).round() / 10.0;
                    let mut result = json!({ "line": number, "out": out, "bytes": bytes, "ms": ms });
                    if !warnings.is_empty() {
                        result["warnings"] = warnings.iter().map(diagnostic_json).collect();
                    }
                    (LineOutcome::Drawn, result)
                }
                Ok(BatchPicture { out, .. }) => {
                    (LineOutcome::Kept, json!({ "line": number, "out": out, "kept": true }))
                }
                Err(e) => (LineOutcome::Refused, json!({ "line": number, "error": e.to_string() })),
            };
            progress.result(outcome, &result, read)?;
        }
    }

    /// Draws one job.
    fn draw(&self, line: BatchLine, turn: Turn<'_>) -> Result<BatchPicture, Error> {
        let job = from_line(&self.renderer, self.file, line.text?.trim_ascii_end())?;
        let placed = |e| job.request().placed(e);
        let own = job.request().fields().out().map(Template::literal);
        let template = own.as_ref().unwrap_or(&self.template);
        let (format, is_said) = self.format(&job, template)?;
        let mut loaded = template.has_hash().then(|| self.load(&job)).transpose()?;
        let hash = loaded.as_ref().map(|(_, record)| hash(record, format)).unwrap_or_default();
        let mut name = template.fill(line.number, &job.request().fields().resolved(), &hash)?;
        if !is_said {
            name = format!("{name}.{}", format.name());
        }
        let out = path_below(&name).map_err(placed)?;
        turn.take(&out, line.number)?;
        let target = Path::new(&self.args.out_dir).join(&out);
        if self.args.resume && std::fs::metadata(&target).is_ok_and(|meta| meta.len() > 0) {
            return Ok(BatchPicture { out, bytes: None, warnings: Vec::new() });
        }
        let (loaded, record) = loaded.take().map_or_else(|| self.load(&job), Ok)?;
        let export = ExportOptions { job: Some(record), ..self.options.clone() };
        let options = JobOptions { formats: vec![format], export, checked: self.args.check_layout };
        let drawing = loaded.draw(&options, &mut ())?;
        let bytes = drawing.picture(format).map(|p| p.bytes.as_slice()).unwrap_or_default();
        target.parent().map_or(Ok(()), make_folder)?;
        Output::open(&target.to_string_lossy())?.finish_unsynced(bytes)?;
        Ok(BatchPicture { out, bytes: Some(bytes.len()), warnings: drawing.warnings })
    }

    /// Returns a job with its files read, and its record.
    fn load<'a>(&self, job: &'a Job<'_>) -> Result<(Loaded<'a>, String), Error> {
        let loaded = job.load(&mut ())?;
        let record = loaded.record(&self.options)?;
        Ok((loaded, record))
    }

    /// Returns the format of a job, and whether its name says it.
    fn format(&self, job: &Job<'_>, template: &Template) -> Result<(Format, bool), Error> {
        if let Some(format) = template.extension().and_then(Format::from_name) {
            return Ok((format, true));
        }
        let own = job.formats()?;
        match (self.format, own.as_slice()) {
            (Some(format), _) => Ok((format, false)),
            (None, [format]) => Ok((*format, false)),
            (None, []) => Ok((Format::Png, false)),
            (None, _) => Err(job.request().placed(Error::usage(
                "arguments",
                "a job of a batch makes one picture; name one format, or write a job for each".to_owned(),
            ))),
        }
    }
}

/// Returns the hash of everything that decides a picture: its record, which holds the
/// hashes of all files, and its format.
fn hash(record: &str, format: Format) -> String {
    let hex = blake3::hash(format!("{record}\n{}", format.name()).as_bytes()).to_hex();
    hex.chars().take(DIGITS).collect()
}
