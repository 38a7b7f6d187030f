//! `chart render`.

use super::args::RenderArgs;
use super::files::Output;
use super::request::Job;
use super::voice::{Timings, Voice};
use crate::diag::suggestions;
use crate::error::Error;
use crate::export::{Format, export};
use std::io::IsTerminal as _;
use std::path::Path;

/// One thing to write.
enum Target {
    /// A file.
    File(Output),
    /// Standard output.
    Stdout,
}

/// Draws the chart and writes all outputs, or none.
pub(super) fn run(args: &RenderArgs, voice: Voice) -> Result<(), Error> {
    let mut timings = Timings::new();
    let job = Job::new(&args.chart, voice)?;
    if args.dry_run {
        return dry_run(&job, voice);
    }
    let formats =
        args.outputs.iter().map(|path| format(path, args.format.as_deref())).collect::<Result<Vec<_>, _>>()?;
    let targets = targets(args, &formats)?;
    let scene = job.scene(args.check_layout, voice, &mut timings)?;
    let mut done: Vec<(Format, Vec<u8>)> = Vec::new();
    for &format in &formats {
        if done.iter().all(|(f, _)| *f != format) {
            done.push((format, export(&scene, format)?));
            timings.end(format.name());
        }
    }
    for ((target, format), path) in targets.into_iter().zip(formats).zip(&args.outputs) {
        let Some((_, bytes)) = done.iter().find(|(f, _)| *f == format) else { continue };
        match target {
            Target::File(output) => output.finish(bytes)?,
            Target::Stdout => super::print(bytes)?,
        }
        voice.tell(&format!("wrote {path} ({} bytes)", bytes.len()));
    }
    timings.end("write");
    if args.timings {
        timings.tell();
    }
    Ok(())
}

/// Checks what is asked for and prints it as a chart spec.
fn dry_run(job: &Job, voice: Voice) -> Result<(), Error> {
    for warning in &job.chart()?.warnings {
        voice.warn(&job.of_file(warning));
    }
    let spec = job.fields().resolved()?;
    let text = serde_json::to_string_pretty(&spec).map_err(|e| Error::Internal(e.to_string()))?;
    super::print(format!("{text}\n").as_bytes())
}

/// The format of a name.
pub(super) fn named_format(name: &str) -> Result<Format, Error> {
    Format::from_name(name).ok_or_else(|| Error::UnknownName {
        kind: "format",
        name: name.to_owned(),
        near: suggestions(name, Format::ALL.map(Format::name)),
        known: Format::ALL.map(|f| f.name().to_owned()).to_vec(),
    })
}

/// The format of an output.
fn format(path: &str, flag: Option<&str>) -> Result<Format, Error> {
    let known = || Format::ALL.map(|f| f.name().to_owned()).to_vec();
    let extension = Path::new(path).extension().and_then(|e| e.to_str());
    match (path, extension, flag) {
        ("-", _, None) => Err(Error::Usage(format!("`-o -` needs --format; there are {}", known().join(", ")))),
        (_, Some(extension), _) if path != "-" && Format::from_name(extension).is_some() => named_format(extension),
        (_, _, Some(flag)) => named_format(flag),
        (_, Some(extension), None) => named_format(extension),
        (_, None, None) => Err(Error::Usage(format!(
            "`-o {path}` has no extension; add one of {} or give --format",
            known().join(", ")
        ))),
    }
}

/// Opens all outputs before the work starts.
fn targets(args: &RenderArgs, formats: &[Format]) -> Result<Vec<Target>, Error> {
    let mut out = Vec::new();
    for (i, (path, format)) in args.outputs.iter().zip(formats).enumerate() {
        if args.outputs[..i].contains(path) {
            return Err(Error::Usage(format!("`{path}` is given twice as an output")));
        }
        if path == "-" {
            if *format == Format::Png && std::io::stdout().is_terminal() {
                return Err(Error::Usage(
                    "a picture is not written to a terminal; redirect it or name a file with -o".to_owned(),
                ));
            }
            out.push(Target::Stdout);
        } else {
            out.push(Target::File(Output::open(path)?));
        }
    }
    Ok(out)
}
