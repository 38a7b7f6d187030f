//! The command line: arguments in, exit code out. The only room that touches
//! files, standard streams and the environment.

mod args;
mod batch;
mod build;
mod files;
mod inspect;
mod layout;
mod licenses;
mod list;
mod manual;
mod naming;
mod render;
mod report;
mod request;
mod schema;
mod show;
mod voice;

use crate::error::Error;
use crate::input::load_map;
use crate::model::Map;
use anstream::ColorChoice;
use args::{Cli, Command, FactArgs, When};
use clap::{Parser as _, ValueEnum as _};
use files::Files;
use serde_json::Value;
use std::ffi::OsString;
use std::io::Write as _;
use std::process::ExitCode;
use voice::Voice;

/// Runs the program with the process's arguments.
pub fn run() -> ExitCode {
    colors(std::env::args_os()).write_global();
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(e) => {
            let code = if e.use_stderr() { 2 } else { 0 };
            // help into a closed pipe is no failure
            let _ = e.print();
            return ExitCode::from(code);
        }
    };
    let voice = Voice { is_quiet: cli.quiet, is_verbose: cli.verbose, is_json: cli.json };
    let done = match cli.command {
        Command::Render(args) => render::run(&args, voice),
        Command::Build(args) => return ExitCode::from(build::run(&args, voice)),
        Command::Batch(args) => match batch::run(&args, voice) {
            Ok(code) => return ExitCode::from(code),
            Err(e) => Err(e),
        },
        Command::Layout(args) => layout::run(&args, voice),
        Command::Inspect(args) => inspect::run(&args),
        Command::List(args) => list::run(&args, voice),
        Command::Show(args) => show::run(&args, voice),
        Command::Schema(args) => schema::run(&args),
        Command::Completions(args) => manual::completions(&args),
        Command::Man(args) => manual::page(&args),
        Command::Licenses => licenses::run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            voice.problem(&e);
            ExitCode::from(e.exit_code())
        }
    }
}

/// When messages have colours, as the arguments say; before they are read, as
/// help and errors about them have colours too.
fn colors(args: impl Iterator<Item = OsString>) -> ColorChoice {
    let args: Vec<String> = args.take_while(|a| a != "--").map(|a| a.to_string_lossy().into_owned()).collect();
    let apart = args.iter().position(|a| a == "--color").and_then(|i| args.get(i + 1)).map(String::as_str);
    let joined = args.iter().find_map(|a| a.strip_prefix("--color="));
    match apart.or(joined).map(|when| When::from_str(when, false)) {
        Some(Ok(When::Always)) => ColorChoice::Always,
        Some(Ok(When::Never)) => ColorChoice::Never,
        _ => ColorChoice::Auto,
    }
}

/// The map that the arguments name.
fn map(args: &FactArgs) -> Result<Map, Error> {
    load_map(args.map.as_deref(), args.variant.as_deref(), &Files::new(args.map.as_deref(), []))
}

/// Prints facts as JSON, or as the text that `table` makes of them.
fn print_facts(facts: &Value, as_json: bool, table: fn(&Value) -> String) -> Result<(), Error> {
    let text = if as_json {
        let text = serde_json::to_string_pretty(facts).map_err(|e| Error::Internal(e.to_string()))?;
        format!("{text}\n")
    } else {
        table(facts)
    };
    print(text.as_bytes())
}

/// Writes to standard output; a closed pipe ends the program quietly.
fn print(bytes: &[u8]) -> Result<(), Error> {
    let mut out = std::io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(e) if e.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        Err(e) => Err(Error::Write { path: "standard output".to_owned(), message: e.to_string() }),
        Ok(()) => Ok(()),
    }
}
