//! `chart completions` and `chart man`: scripts for shells and manual pages.

use crate::cli::args::{Cli, CompletionsArgs, ManArgs};
use crate::cli::terminal::print;
use crate::error::Error;
use clap::CommandFactory as _;

/// Prints the script that completes commands and flags in a shell.
pub(in crate::cli) fn completions(args: &CompletionsArgs) -> Result<(), Error> {
    let mut out = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "chart", &mut out);
    print(&out)
}

/// Prints the manual page of the program or of a command.
pub(in crate::cli) fn page(args: &ManArgs) -> Result<(), Error> {
    let mut program = Cli::command().disable_help_subcommand(true);
    // flags of all commands become flags of each
    program.build();
    let command = match &args.name {
        None => program,
        Some(name) => match program.find_subcommand(name) {
            Some(command) => command.clone(),
            None => {
                let known: Vec<String> = program.get_subcommands().map(|c| c.get_name().to_owned()).collect();
                return Err(Error::unknown("command", name, known.iter().map(String::as_str), true));
            }
        },
    };
    let mut out = Vec::new();
    let title = args.name.as_ref().map_or_else(|| "chart".to_owned(), |name| format!("chart-{name}"));
    clap_mangen::Man::new(command).title(title).render(&mut out).map_err(Error::internal)?;
    print(&out)
}
