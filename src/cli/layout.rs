//! `chart layout`.

use super::args::LayoutArgs;
use super::files::Output;
use super::render::asked;
use crate::error::Error;
use crate::pipeline::laid;
use crate::scene::compose;

/// Lays the chart out and writes what came of it as JSON.
pub(super) fn run(args: &LayoutArgs) -> Result<(), Error> {
    let (spec, files) = asked(&args.chart)?;
    let file = (args.output != "-").then(|| Output::open(&args.output)).transpose()?;
    let (chart, laid) = laid(&spec, &files)?;
    for warning in &compose(&chart, &laid.layout, &laid.views)?.warnings {
        super::warn(warning);
    }
    let mut json = laid.layout.to_json(&chart);
    json["metrics"] = laid.layout.metrics(&laid.views);
    json["problems"] = laid.layout.problems(&laid.views).into();
    let mut text = serde_json::to_string_pretty(&json).map_err(|e| Error::Internal(e.to_string()))?;
    text.push('\n');
    match file {
        Some(file) => file.finish(text.as_bytes()),
        None => super::print(text.as_bytes()),
    }
}
