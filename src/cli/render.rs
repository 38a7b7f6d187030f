//! `chart render`.

use super::args::RenderArgs;
use super::files::Output;
use super::request::Job;
use super::voice::{Timings, Voice};
use crate::diag::suggestions;
use crate::error::Error;
use crate::export::{
    Compression, ExportOptions, Format, Snippet, SvgOptions, TextMode, alt_file, export_with, snippet,
};
use crate::pipeline::Renderer;
use crate::scene::Scene;
use serde_json::json;
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
    let renderer = Renderer::new();
    let job = Job::new(&renderer, &args.chart, voice)?;
    if args.dry_run {
        return dry_run(&job, voice);
    }
    let formats =
        args.outputs.iter().map(|path| format(path, args.format.as_deref())).collect::<Result<Vec<_>, _>>()?;
    let mut options = ExportOptions {
        compression: choice("compression", &args.compression, &Compression::ALL, |c| c.name())?,
        svg: SvgOptions {
            text: choice("text mode", &args.text, &TextMode::ALL, |c| c.name())?,
            id_prefix: args.id_prefix.clone(),
        },
        ..ExportOptions::default()
    };
    if voice.is_json && (args.emit.is_some() || args.outputs.iter().any(|path| path == "-")) {
        let other = if args.emit.is_some() { "--emit" } else { "-o -" };
        return Err(Error::Usage(format!("`--json` and `{other}` both want the standard output; leave one out")));
    }
    let emit = emit(args, &formats)?;
    let targets = targets(args, &formats)?;
    let alt_target = args.alt_out.as_deref().map(Output::open).transpose()?;
    let (chart, scene) = job.scene(&formats, args.check_layout, voice, &mut timings)?;
    options.job = Some(job.record(&chart, &output_flags(&options))?);
    let mut done: Vec<(Format, Vec<u8>)> = Vec::new();
    for &format in &formats {
        if done.iter().all(|(f, _)| *f != format) {
            done.push((format, export_with(&scene, format, &options)?));
            timings.end(format.name());
        }
    }
    for ((target, format), path) in targets.into_iter().zip(formats).zip(&args.outputs) {
        let Some((_, bytes)) = done.iter().find(|(f, _)| *f == format) else { continue };
        match target {
            Target::File(output) => output.finish(bytes)?,
            Target::Stdout => super::print(bytes)?,
        }
        match voice.is_json {
            true => super::print(wrote(path, format, bytes, &scene).as_bytes())?,
            false => voice.tell(&format!("wrote {path} ({} bytes)", bytes.len())),
        }
    }
    timings.end("write");
    if args.timings {
        timings.tell(voice);
    }
    if let Some(output) = alt_target {
        output.finish(alt_file(&scene).as_bytes())?;
    }
    if let Some((language, file)) = emit {
        super::print(snippet(&scene, language, file).as_bytes())?;
    }
    // the program ends here: the system takes its memory back at once, which is
    // faster than thousands of pieces one by one
    std::mem::forget((chart, scene, done));
    std::mem::forget(job);
    std::mem::forget(renderer);
    Ok(())
}

/// What was written, as a line of JSON.
pub(super) fn wrote(path: &str, format: Format, bytes: &[u8], scene: &Scene) -> String {
    let (width, height) = (scene.width * scene.scale, scene.height * scene.scale);
    let facts = json!({
        "out": path, "format": format.name(), "bytes": bytes.len(),
        "width": width.round(), "height": height.round(), "alt": scene.alt, "warnings": scene.warnings,
    });
    format!("{facts}\n")
}

/// The flags that decide how files are written.
pub(super) fn output_flags(options: &ExportOptions) -> Vec<(&'static str, String)> {
    let mut out =
        vec![("compression", options.compression.name().to_owned()), ("text", options.svg.text.name().to_owned())];
    out.extend(options.svg.id_prefix.clone().map(|prefix| ("id-prefix", prefix)));
    out
}

/// The snippet that is wanted, and the name of the file that it shows: the
/// first that a page can show as a picture.
fn emit<'a>(args: &'a RenderArgs, formats: &[Format]) -> Result<Option<(Snippet, &'a str)>, Error> {
    let Some(name) = args.emit.as_deref() else { return Ok(None) };
    let language = choice("snippet", name, &Snippet::ALL, |s| s.name())?;
    if args.outputs.iter().any(|path| path == "-") {
        return Err(Error::Usage(
            "`--emit` and `-o -` both want the standard output; write the picture to a file".to_owned(),
        ));
    }
    let shown = args.outputs.iter().zip(formats).find(|(_, f)| !matches!(f, Format::Pdf | Format::Html));
    let file = shown.and_then(|(path, _)| Path::new(path).file_name()).and_then(|n| n.to_str());
    file.map(|file| Some((language, file))).ok_or_else(|| {
        Error::Usage(
            "`--emit` needs a picture that pages can show; add -o with a png, jpg, webp or svg file".to_owned(),
        )
    })
}

/// Checks what is asked for and prints it as a chart spec.
fn dry_run(job: &Job<'_>, voice: Voice) -> Result<(), Error> {
    for warning in &job.chart()?.warnings {
        voice.warn(&job.of_file(warning));
    }
    let spec = job.fields().resolved()?;
    let text = serde_json::to_string_pretty(&spec).map_err(|e| Error::Internal(e.to_string()))?;
    super::print(format!("{text}\n").as_bytes())
}

/// One of a few names.
pub(super) fn choice<T: Copy>(
    kind: &'static str,
    name: &str,
    all: &[T],
    name_of: fn(&T) -> &'static str,
) -> Result<T, Error> {
    all.iter().copied().find(|c| name_of(c) == name).ok_or_else(|| Error::UnknownName {
        kind,
        name: name.to_owned(),
        near: suggestions(name, all.iter().map(name_of)),
        known: all.iter().map(|c| name_of(c).to_owned()).collect(),
    })
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
    if args.alt_out.as_ref().is_some_and(|alt| args.outputs.contains(alt)) {
        return Err(Error::Usage("`--alt-out` names the same file as `-o`".to_owned()));
    }
    for (i, (path, format)) in args.outputs.iter().zip(formats).enumerate() {
        if args.outputs[..i].contains(path) {
            return Err(Error::Usage(format!("`{path}` is given twice as an output")));
        }
        if path == "-" {
            if !format.is_text() && std::io::stdout().is_terminal() {
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
