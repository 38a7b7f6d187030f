//! `chart layout`: writes a layout as JSON.

use crate::cli::args::LayoutArgs;
use crate::cli::files::Output;
use crate::cli::sources::from_args;
use crate::cli::terminal::{Terminal, print};
use crate::error::Error;
use crate::pipeline::Renderer;

/// Lays the chart out, and writes the layout, its metrics and its problems as JSON.
pub(in crate::cli) fn run(args: &LayoutArgs, terminal: Terminal) -> Result<(), Error> {
    let renderer = Renderer::new();
    let job = from_args(&renderer, &args.chart, terminal)?;
    let file = (args.output != "-").then(|| Output::open(&args.output)).transpose()?;
    let (layout, warnings) = job.load(&mut ())?.layout()?;
    warnings.iter().for_each(|warning| terminal.warn(warning));
    let mut text = serde_json::to_string_pretty(&layout).map_err(Error::internal)?;
    text.push('\n');
    match file {
        Some(file) => file.finish(text.as_bytes()),
        None => print(text.as_bytes()),
    }
}
