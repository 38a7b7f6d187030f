//! Sources of charts: arguments, a spec file or a line of a batch in; the chart, its
//! record and its scene out, with errors at their place in the file.

use super::args::SpecArgs;
use super::files::{Files, read_stdin};
use super::outputs::named_format;
use super::terminal::{Terminal, Timings};
use crate::diag::Diagnostic;
use crate::error::{Error, ErrorKind};
use crate::export::Format;
use crate::input::{Fields, Request, Resolver as _};
use crate::model::{Chart, ChartSpec};
use crate::pipeline::Renderer;
use crate::scene::{Scene, compose, dark_twin};
use std::io::{BufRead, BufReader, Read as _};

/// The name of standard input in messages.
pub(super) const STDIN: &str = "standard input";

/// The most bytes of one job of a batch.
const MAX_LINE: u64 = 4 << 20;

/// A chart to draw, as it was asked for.
pub(super) struct ChartSource<'a> {
    /// Renders the chart.
    renderer: &'a Renderer,
    /// The fields that were asked for, and where each was said.
    request: Request,
    /// The chart spec of the fields.
    spec: ChartSpec,
}

impl<'a> ChartSource<'a> {
    /// Reads what arguments ask for.
    ///
    /// # Errors
    /// As [`from_file`](Self::from_file).
    pub(super) fn from_args(renderer: &'a Renderer, args: &SpecArgs, terminal: Terminal) -> Result<Self, Error> {
        match &args.spec {
            None => Self::from_request(renderer, Request::by_flags(&args.fields)?),
            Some(path) => Self::from_file(renderer, path, &args.fields, terminal),
        }
    }

    /// Reads a spec file, `-` for standard input; flags win over its fields.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`](crate::ErrorKind::Usage) where the file cannot be read, or the first field that is wrong.
    pub(super) fn from_file(
        renderer: &'a Renderer,
        path: &str,
        flags: &Fields,
        terminal: Terminal,
    ) -> Result<Self, Error> {
        let name = if path == "-" { STDIN } else { path };
        terminal.note(&format!("reading {name}"));
        let bytes = if path == "-" { read_stdin() } else { Files.read(path) };
        let bytes =
            bytes.map_err(|reason| Error::usage("cannot-read", format!("cannot read the spec `{path}`: {reason}")))?;
        Self::from_request(renderer, Request::by_file(name, &bytes, &Files, flags)?)
    }

    /// Reads one line of a file of jobs; `name` is the file in messages.
    ///
    /// # Errors
    /// The first field that is wrong.
    pub(super) fn from_line(renderer: &'a Renderer, name: &str, bytes: &[u8]) -> Result<Self, Error> {
        Self::from_request(renderer, Request::by_line(name, bytes, &Files)?)
    }

    /// Returns the source of a request.
    fn from_request(renderer: &'a Renderer, request: Request) -> Result<Self, Error> {
        let spec = request.spec()?;
        Ok(Self { renderer, request, spec })
    }

    /// Returns the fields that were asked for.
    pub(super) fn fields(&self) -> &Fields {
        self.request.fields()
    }

    /// Returns the formats that the spec file names.
    pub(super) fn formats(&self) -> Result<Vec<Format>, Error> {
        let names = &self.fields().formats;
        names.iter().map(|name| named_format(name)).collect::<Result<_, _>>().map_err(|e| self.located(e))
    }

    /// Returns an error with the place in the spec file that it comes from.
    pub(super) fn located(&self, error: Error) -> Error {
        self.request.placed(error)
    }

    /// Returns a warning with the place in the spec file that it is about.
    pub(super) fn located_warning(&self, warning: &Diagnostic) -> Diagnostic {
        self.request.placed_warning(warning.clone())
    }

    /// Reads and checks everything that the chart needs.
    pub(super) fn chart(&self) -> Result<Chart, Error> {
        self.renderer.load(&self.spec, &Files).map_err(|e| self.located(e))
    }

    /// Returns the record that is embedded in a picture; `output` are flags that decide
    /// how it is written.
    pub(super) fn record(&self, chart: &Chart, output: &[(&'static str, String)]) -> Result<String, Error> {
        self.renderer.job(&self.spec, chart, &Files, output).map_err(|e| self.located(e))
    }

    /// Reads the chart and draws its scene for some formats; writes its warnings.
    pub(super) fn scene(
        &self,
        formats: &[Format],
        check_layout: bool,
        terminal: Terminal,
        timings: &mut Timings,
    ) -> Result<(Chart, Scene), Error> {
        let chart = self.chart()?;
        timings.end("load");
        let scene = self.draw(&chart, formats, check_layout, timings)?;
        for warning in &scene.warnings {
            terminal.warn(&self.located_warning(warning));
        }
        Ok((chart, scene))
    }

    /// Draws the scene of a chart for some formats; with `check_layout`, refuses a layout
    /// that breaks a rule.
    pub(super) fn draw(
        &self,
        chart: &Chart,
        formats: &[Format],
        check_layout: bool,
        timings: &mut Timings,
    ) -> Result<Scene, Error> {
        let laid = self.renderer.lay_out(chart).map_err(|e| self.located(e))?;
        timings.end("lay out");
        if check_layout {
            let problems = laid.layout.problems(&laid.views);
            if !problems.is_empty() {
                let message = format!("the layout breaks a rule: {}", problems.join("; "));
                return Err(self.located(Error::new(ErrorKind::DoesNotFit, Diagnostic::error("layout-rule", message))));
            }
        }
        let mut scene = compose(chart, &laid.layout, &laid.views).map_err(|e| self.located(e))?;
        if formats.contains(&Format::Html) {
            scene.dark_twin = dark_twin(chart, &laid.layout, &laid.views).map_err(|e| self.located(e))?;
        }
        timings.end("compose");
        Ok(scene)
    }
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
