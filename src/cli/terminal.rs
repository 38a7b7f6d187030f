//! What the program writes to its standard streams: results, messages and timings,
//! and whether they have colours.

use super::args::When;
use crate::api::{Observer, Stage, diagnostic_json, error_json};
use crate::diag::{Diagnostic, printable};
use crate::error::Error;
use anstream::ColorChoice;
use anstyle::{AnsiColor, Style};
use clap::ValueEnum as _;
use serde_json::{Value, json};
use std::ffi::OsString;
use std::fmt::{Display, Write as _};
use std::io::Write as _;
use std::time::{Duration, Instant};

/// The style of the program's name before an error.
const BAD: Style = AnsiColor::Red.on_default().bold();
/// The style of the word that begins a warning.
const DOUBTFUL: Style = AnsiColor::Yellow.on_default().bold();
/// The style of the word that begins a line of help.
const HELP: Style = AnsiColor::Cyan.on_default();

/// Which messages go to standard error, and in which form.
#[derive(Clone, Copy)]
pub(super) struct Terminal {
    /// Whether only errors are written.
    pub is_quiet: bool,
    /// Whether each step is written too.
    pub is_verbose: bool,
    /// Whether messages are JSON, one object a line.
    pub is_json: bool,
}

impl Terminal {
    /// Writes an error.
    pub(super) fn error(self, error: &Error) {
        if self.is_json {
            return write_line(&error_json(error));
        }
        let lines: Vec<String> = error.diagnostics().iter().map(lines).collect();
        write_line(&format_args!("{BAD}chart:{BAD:#} {}", lines.join("\n")));
    }

    /// Writes a warning, unless the program is quiet.
    pub(super) fn warn(self, warning: &Diagnostic) {
        match (self.is_quiet, self.is_json) {
            (true, _) => {}
            (false, true) => write_line(&json!({ "warning": diagnostic_json(warning) })),
            (false, false) => write_line(&format_args!("chart: {DOUBTFUL}warning:{DOUBTFUL:#} {}", lines(warning))),
        }
    }

    /// Writes what the program is doing, if it is verbose.
    pub(super) fn note(self, text: &str) {
        match (self.is_verbose, self.is_json) {
            (false, _) => {}
            (true, true) => write_line(&json!({ "step": text })),
            (true, false) => write_line(&format_args!("chart: {}", printable(text))),
        }
    }
}

/// Writes a line to standard error, and ignores a stream that is closed. The
/// stream drops colours where they are not wanted.
fn write_line(line: &dyn Display) {
    let _ = writeln!(anstream::stderr(), "{line}");
}

/// Returns where a problem is, as the command line names it: a value that a flag
/// gave has the flag's name.
fn place(diagnostic: &Diagnostic) -> String {
    match diagnostic.place.spec_field() {
        Some(field) => format!("--{field}: "),
        None if diagnostic.place.is_unknown() => String::new(),
        None => format!("{}: ", diagnostic.place),
    }
}

/// Returns a diagnostic as lines for people; the words before its help are coloured.
fn lines(diagnostic: &Diagnostic) -> String {
    let mut out = format!("{}{}", place(diagnostic), printable(&diagnostic.message));
    let known = Some(diagnostic.known.join(", ")).filter(|known| !known.is_empty());
    for (label, text) in [("help", help(diagnostic)), ("known", known)] {
        if let Some(text) = text {
            let _ = write!(out, "\n  {HELP}{label}:{HELP:#} {}", printable(&text));
        }
    }
    out
}

/// Returns what to do about a problem, in the words of the program where it has
/// more to say than the library.
fn help(diagnostic: &Diagnostic) -> Option<String> {
    match diagnostic.rule {
        "unknown-zone" if diagnostic.near.is_empty() => {
            Some("`chart list zones` and `chart list groups` name all there are".to_owned())
        }
        _ => diagnostic.help(),
    }
}

/// A clock for the stages of a chart.
pub(super) struct Timings {
    /// When the current stage began.
    since: Instant,
    /// The stages so far, with how long each took.
    stages: Vec<(String, Duration)>,
}

impl Observer for Timings {
    fn ended(&mut self, stage: Stage) {
        self.end(stage.name());
    }
}

impl Timings {
    /// Starts the clock at the beginning of the first stage.
    pub(super) fn new() -> Self {
        Self { since: Instant::now(), stages: Vec::new() }
    }

    /// Ends a stage and begins the next.
    pub(super) fn end(&mut self, stage: &str) {
        let now = Instant::now();
        self.stages.push((stage.to_owned(), now - self.since));
        self.since = now;
    }

    /// Writes all stages and their sum to standard error, in milliseconds.
    pub(super) fn write(&self, terminal: Terminal) {
        let mut text = String::new();
        let all: Duration = self.stages.iter().map(|s| s.1).sum();
        if terminal.is_json {
            let ms = |time: &Duration| json!(time.as_secs_f64() * 1e3);
            let stages = self.stages.iter().map(|(stage, time)| (stage.clone(), ms(time)));
            let all = [("all".to_owned(), ms(&all))];
            return write_line(&json!({ "timings": Value::Object(stages.chain(all).collect()) }));
        }
        for (stage, time) in self.stages.iter().map(|(s, t)| (s.as_str(), t)).chain([("all", &all)]) {
            let _ = writeln!(text, "{stage:<10}{:>9.1} ms", time.as_secs_f64() * 1e3);
        }
        let _ = std::io::stderr().write_all(text.as_bytes());
    }
}

/// Returns when messages have colours. It looks for the flag itself, because help
/// and errors about arguments have colours before the arguments are parsed.
pub(super) fn colors(args: impl Iterator<Item = OsString>) -> ColorChoice {
    let args: Vec<String> = args.take_while(|a| a != "--").map(|a| a.to_string_lossy().into_owned()).collect();
    let apart = args.iter().position(|a| a == "--color").and_then(|i| args.get(i + 1)).map(String::as_str);
    let joined = args.iter().find_map(|a| a.strip_prefix("--color="));
    match apart.or(joined).map(|when| When::from_str(when, false)) {
        Some(Ok(When::Always)) => ColorChoice::Always,
        Some(Ok(When::Never)) => ColorChoice::Never,
        _ => ColorChoice::Auto,
    }
}

/// Prints facts as JSON, or as the text that `table` makes of them.
///
/// # Errors
/// [`ErrorKind::Write`](crate::ErrorKind::Write) where standard output takes no more.
pub(super) fn print_facts(facts: &Value, as_json: bool, table: impl Fn(&Value) -> String) -> Result<(), Error> {
    let text = if as_json {
        let text = serde_json::to_string_pretty(facts).map_err(Error::internal)?;
        format!("{text}\n")
    } else {
        table(facts)
    };
    print(text.as_bytes())
}

/// Writes to standard output. A closed pipe is no error.
///
/// # Errors
/// [`ErrorKind::Write`](crate::ErrorKind::Write) where standard output takes no more.
pub(super) fn print(bytes: &[u8]) -> Result<(), Error> {
    let mut out = std::io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(e) if e.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        Err(e) => Err(Error::write("standard output".to_owned(), e.to_string())),
        Ok(()) => Ok(()),
    }
}
