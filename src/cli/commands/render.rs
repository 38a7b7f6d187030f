//! `chart render`: draws one chart.

use crate::cli::args::RenderArgs;
use crate::cli::files::Output;
use crate::cli::outputs::{choice, destinations, export_options, output_flags, output_format, written_json};
use crate::cli::sources::ChartSource;
use crate::cli::terminal::{Terminal, Timings, print};
use crate::error::Error;
use crate::export::{Format, Snippet, alt_file, export_with, snippet};
use crate::pipeline::Renderer;
use std::path::Path;

/// Draws the chart and writes all outputs, or none.
pub(in crate::cli) fn run(args: &RenderArgs, terminal: Terminal) -> Result<(), Error> {
    let mut timings = Timings::new();
    let renderer = Renderer::new();
    let source = ChartSource::from_args(&renderer, &args.chart, terminal)?;
    if args.dry_run {
        return dry_run(&source, terminal);
    }
    let formats =
        args.outputs.iter().map(|path| output_format(path, args.format.as_deref())).collect::<Result<Vec<_>, _>>()?;
    let mut options = export_options(&args.compression, &args.text, args.id_prefix.clone())?;
    check_stdout(args, terminal)?;
    let emit = emit(args, &formats)?;
    let destinations = destinations(args, &formats)?;
    let alt_target = args.alt_out.as_deref().map(Output::open).transpose()?;
    let (chart, scene) = source.scene(&formats, args.check_layout, terminal, &mut timings)?;
    options.job = Some(source.record(&chart, &output_flags(&options))?);
    let mut done: Vec<(Format, Vec<u8>)> = Vec::new();
    for &format in &formats {
        if done.iter().all(|(f, _)| *f != format) {
            done.push((format, export_with(&scene, format, &options)?));
            timings.end(format.name());
        }
    }
    for destination in destinations {
        let Some((_, bytes)) = done.iter().find(|(f, _)| *f == destination.format) else { continue };
        let (path, format) = destination.write(bytes)?;
        match terminal.is_json {
            true => print(written_json(&path, format, bytes, &scene).as_bytes())?,
            false => terminal.note(&format!("wrote {path} ({} bytes)", bytes.len())),
        }
    }
    timings.end("write");
    if args.timings {
        timings.write(terminal);
    }
    if let Some(output) = alt_target {
        output.finish(alt_file(&scene).as_bytes())?;
    }
    if let Some((language, file)) = emit {
        print(snippet(&scene, language, file).as_bytes())?;
    }
    // the program ends here: the system takes its memory back at once, which is
    // faster than thousands of pieces one by one
    std::mem::forget((chart, scene, done));
    std::mem::forget(source);
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
fn dry_run(source: &ChartSource<'_>, terminal: Terminal) -> Result<(), Error> {
    for warning in &source.chart()?.warnings {
        terminal.warn(&source.located_warning(warning));
    }
    let spec = source.fields().resolved()?;
    let text = serde_json::to_string_pretty(&spec).map_err(|e| Error::internal(e))?;
    print(format!("{text}\n").as_bytes())
}
