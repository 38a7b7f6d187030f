//! `chart render`: draws one chart.

use crate::api::{Job, JobOptions};
use crate::cli::args::RenderArgs;
use crate::cli::files::Output;
use crate::cli::outputs::{choice, destinations, export_options, output_format, written_json};
use crate::cli::sources::from_args;
use crate::cli::terminal::{Terminal, Timings, print};
use crate::error::Error;
use crate::export::{Format, Snippet};
use crate::pipeline::Renderer;
use std::path::Path;

/// Draws the chart and writes all outputs, or none.
pub(in crate::cli) fn run(args: &RenderArgs, terminal: Terminal) -> Result<(), Error> {
    let mut timings = Timings::new();
    let renderer = Renderer::new();
    let job = from_args(&renderer, &args.chart, terminal)?;
    if args.dry_run {
        return dry_run(&job, terminal);
    }
    let formats = args.outputs.iter().map(|path| output_format(path, args.format.as_deref()));
    let formats = formats.collect::<Result<Vec<_>, _>>()?;
    let export = export_options(&args.export, args.id_prefix.clone())?;
    check_stdout(args, terminal)?;
    let emit = emit(args, &formats)?;
    let destinations = destinations(args, &formats)?;
    let alt_target = args.alt_out.as_deref().map(Output::open).transpose()?;
    let options = JobOptions { formats, export, checked: args.check_layout };
    let drawing = job.draw(&options, &mut timings)?;
    drawing.warnings.iter().for_each(|warning| terminal.warn(warning));
    for destination in destinations {
        let Some(picture) = drawing.picture(destination.format) else { continue };
        let path = destination.write(&picture.bytes)?;
        match terminal.is_json {
            true => print(written_json(&path, picture, &drawing).as_bytes())?,
            false => terminal.note(&format!("wrote {path} ({} bytes)", picture.bytes.len())),
        }
    }
    timings.end("write");
    if args.timings {
        timings.write(terminal);
    }
    if let Some(output) = alt_target {
        output.finish(drawing.alt_file().as_bytes())?;
    }
    if let Some((language, file)) = emit {
        print(drawing.snippet(language, file).as_bytes())?;
    }
    // the program ends here: the system takes its memory back at once, which is
    // faster than thousands of pieces one by one
    std::mem::forget(drawing);
    std::mem::forget(job);
    std::mem::forget(renderer);
    Ok(())
}

/// Refuses JSON on standard output beside a picture or a snippet.
fn check_stdout(args: &RenderArgs, terminal: Terminal) -> Result<(), Error> {
    if terminal.is_json && (args.emit.is_some() || args.outputs.iter().any(|path| path == "-")) {
        let other = if args.emit.is_some() { "--emit" } else { "-o -" };
        return Err(Error::usage(
            "arguments",
            format!("`--json` and `{other}` both want the standard output; leave one out"),
        ));
    }
    Ok(())
}

/// Returns the snippet to print, and the name of the file that it shows: the first
/// that a page can show as a picture.
fn emit<'a>(args: &'a RenderArgs, formats: &[Format]) -> Result<Option<(Snippet, &'a str)>, Error> {
    let Some(name) = args.emit.as_deref() else { return Ok(None) };
    let language = choice("snippet", name, &Snippet::ALL, |s| s.name())?;
    if args.outputs.iter().any(|path| path == "-") {
        return Err(Error::usage(
            "arguments",
            "`--emit` and `-o -` both want the standard output; write the picture to a file".to_owned(),
        ));
    }
    let shown = args.outputs.iter().zip(formats).find(|(_, f)| !matches!(f, Format::Pdf | Format::Html));
    let file = shown.and_then(|(path, _)| Path::new(path).file_name()).and_then(|n| n.to_str());
    file.map(|file| Some((language, file))).ok_or_else(|| {
        Error::usage(
            "arguments",
            "`--emit` needs a picture that pages can show; add -o with a png, jpg, webp or svg file".to_owned(),
        )
    })
}

/// Checks what is asked for and prints it as a chart spec.
fn dry_run(job: &Job<'_>, terminal: Terminal) -> Result<(), Error> {
    job.load(&mut ())?.warnings().iter().for_each(|warning| terminal.warn(warning));
    let text = serde_json::to_string_pretty(&job.request().fields().resolved()).map_err(Error::internal)?;
    print(format!("{text}\n").as_bytes())
}
