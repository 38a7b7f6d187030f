//! The command line: arguments in, exit code out. The only room that touches
//! files, standard streams and the environment.

mod args;
mod files;
mod licenses;
mod list;
mod render;
mod show;

use crate::error::Error;
use args::{Cli, Command};
use clap::Parser as _;
use std::io::Write as _;
use std::process::ExitCode;

/// Runs the program with the process's arguments.
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(e) => {
            let code = if e.use_stderr() { 2 } else { 0 };
            // help into a closed pipe is no failure
            let _ = e.print();
            return ExitCode::from(code);
        }
    };
    let done = match cli.command {
        Command::Render(args) => render::run(&args),
        Command::List(args) => list::run(&args),
        Command::Show(args) => show::run(&args),
        Command::Licenses => licenses::run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            let _ = writeln!(std::io::stderr(), "chart: {e}");
            ExitCode::from(e.exit_code())
        }
    }
}

/// Tells the user something that is no failure.
fn warn(text: &str) {
    let _ = writeln!(std::io::stderr(), "chart: warning: {}", crate::diag::printable(text));
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
