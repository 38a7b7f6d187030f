//! What the program says on standard error.

use super::args::When;
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

/// How the name of the program looks where something went wrong.
const BAD: Style = AnsiColor::Red.on_default().bold();
/// How a warning looks.
const DOUBTFUL: Style = AnsiColor::Yellow.on_default().bold();
/// How what to do about it looks.
const HELP: Style = AnsiColor::Cyan.on_default();

/// How the program says things.
#[derive(Clone, Copy)]
pub(super) struct Terminal {
    /// Nothing but errors.
    pub is_quiet: bool,
    /// What is read and written, too.
    pub is_verbose: bool,
    /// As JSON, one object a line.
    pub is_json: bool,
}

impl Terminal {
    /// Tells what went wrong.
    pub(super) fn error(self, error: &Error) {
        if self.is_json {
            let problems: Vec<Value> = error.problems().iter().map(problem).collect();
            return write_line(&json!({ "error": error.to_string(), "exit": error.exit_code(), "problems": problems }));
        }
        write_line(&format_args!("{BAD}chart:{BAD:#} {}", with_help(&error.to_string())));
    }

    /// Tells something that is no failure.
    pub(super) fn warn(self, text: &str) {
        match (self.is_quiet, self.is_json) {
            (true, _) => {}
            (false, true) => write_line(&json!({ "warning": text })),
            (false, false) => write_line(&format_args!("chart: {DOUBTFUL}warning:{DOUBTFUL:#} {}", printable(text))),
        }
    }

    /// Tells what is being done.
    pub(super) fn note(self, text: &str) {
        match (self.is_verbose, self.is_json) {
            (false, _) => {}
            (true, true) => write_line(&json!({ "step": text })),
            (true, false) => write_line(&format_args!("chart: {}", printable(text))),
        }
    }
}

/// Writes a line on standard error; nobody to tell is no further problem. The
/// stream drops colours where they are not wanted.
fn write_line(line: &dyn Display) {
    let _ = writeln!(anstream::stderr(), "{line}");
}

/// A problem and its place as an object.
fn problem(diagnostic: &Diagnostic) -> Value {
    let Diagnostic { place, message, hint } = diagnostic;
    let mut out = json!({ "message": message });
    let facts = [
        ("file", Some(&place.file).filter(|f| !f.is_empty()).map(|f| json!(f))),
        ("line", place.line.map(|n| json!(n))),
        ("column", place.column.map(|n| json!(n))),
        ("pointer", place.pointer.as_ref().map(|p| json!(p))),
        ("help", hint.as_ref().map(|h| json!(h))),
    ];
    for (key, value) in facts {
        if let Some(value) = value {
            out[key] = value;
        }
    }
    out
}

/// A message with the words that begin its lines of help set apart.
fn with_help(message: &str) -> String {
    let mut out = String::new();
    for (i, line) in message.lines().enumerate() {
        let begin = if i > 0 { "\n" } else { "" };
        let help = ["  help:", "  known:"].into_iter().find_map(|word| Some((word, line.strip_prefix(word)?)));
        let _ = match help {
            Some((word, rest)) => write!(out, "{begin}{HELP}{word}{HELP:#}{rest}"),
            None => write!(out, "{begin}{line}"),
        };
    }
    out
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

/// When messages have colours, as the arguments say; before they are read, as
/// help and errors about them have colours too.
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
pub(super) fn print_facts(facts: &Value, as_json: bool, table: fn(&Value) -> String) -> Result<(), Error> {
    let text = if as_json {
        let text = serde_json::to_string_pretty(facts).map_err(|e| Error::Internal(e.to_string()))?;
        format!("{text}\n")
    } else {
        table(facts)
    };
    print(text.as_bytes())
}

/// Writes to standard output; a closed pipe ends the program quietly.
pub(super) fn print(bytes: &[u8]) -> Result<(), Error> {
    let mut out = std::io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(e) if e.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        Err(e) => Err(Error::Write { path: "standard output".to_owned(), message: e.to_string() }),
        Ok(()) => Ok(()),
    }
}
