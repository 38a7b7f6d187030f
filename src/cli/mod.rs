//! The command line: arguments in, exit code out.
//!
//! The only room that touches files, standard streams and the environment. This
//! page holds the table of commands; each is a file in `commands`.

mod args;
mod commands;
mod files;
mod flags;
mod outputs;
mod progress;
mod sources;
mod template;
mod terminal;

use args::{Cli, Command};
use clap::Parser as _;
use commands::{batch, build, inspect, layout, licenses, list, manual, render, schema, show};
use std::process::ExitCode;
use terminal::{Terminal, colors};

/// Runs the program with the arguments of the process, and returns its exit code.
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
    let terminal = Terminal { is_quiet: cli.quiet, is_verbose: cli.verbose, is_json: cli.json };
    let done = match cli.command {
        Command::Render(args) => render::run(&args, terminal),
        Command::Build(args) => return ExitCode::from(build::run(&args, terminal)),
        Command::Batch(args) => match batch::run(&args, terminal) {
            Ok(code) => return ExitCode::from(code),
            Err(e) => Err(e),
        },
        Command::Layout(args) => layout::run(&args, terminal),
        Command::Inspect(args) => inspect::run(&args),
        Command::List(args) => list::run(&args, terminal),
        Command::Show(args) => show::run(&args, terminal),
        Command::Schema(args) => schema::run(&args),
        Command::Completions(args) => manual::completions(&args),
        Command::Man(args) => manual::page(&args),
        Command::Licenses => licenses::run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            terminal.error(&e);
            ExitCode::from(e.exit_code())
        }
    }
}
