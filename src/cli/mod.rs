//! The command line: arguments in, exit code out. The only room that touches
//! files, standard streams and the environment.

mod args;
mod commands;
mod files;
mod outputs;
mod progress;
mod sources;
mod template;
mod terminal;

use args::{Cli, Command};
use clap::Parser as _;
use commands::{batch, build, inspect, layout, licenses, list, manual, render, schema, show};
use std::process::ExitCode;
use terminal::{Voice, colors};

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
