//! `chart layout`: writes a layout as JSON.

use crate::cli::args::LayoutArgs;
use crate::cli::files::Output;
use crate::cli::sources::ChartSource;
use crate::cli::terminal::{Terminal, print};
use crate::error::Error;
use crate::pipeline::Renderer;
use crate::scene::compose;

/// Lays the chart out, and writes the layout, its metrics and its problems as JSON.
pub(in crate::cli) fn run(args: &LayoutArgs, terminal: Terminal) -> Result<(), Error> {
    let renderer = Renderer::new();
    let source = ChartSource::from_args(&renderer, &args.chart, terminal)?;
    let file = (args.output != "-").then(|| Output::open(&args.output)).transpose()?;
    let chart = source.chart()?;
    let (laid, scene) = renderer
        .lay_out(&chart)
        .and_then(|laid| compose(&chart, &laid.layout, &laid.views).map(|scene| (laid, scene)))
        .map_err(|e| source.located(e))?;
    for warning in &scene.warnings {
        terminal.warn(&source.located_warning(warning));
    }
    let mut json = laid.layout.to_json(&chart);
    json["metrics"] = laid.layout.metrics(&laid.views);
    json["problems"] = laid.layout.problems(&laid.views).into();
    let mut text = serde_json::to_string_pretty(&json).map_err(|e| Error::internal(e))?;
    text.push('\n');
    match file {
        Some(file) => file.finish(text.as_bytes()),
        None => print(text.as_bytes()),
    }
}
