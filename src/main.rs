//! The `chart` program: see [`reflexology_chart::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    reflexology_chart::cli::run()
}
