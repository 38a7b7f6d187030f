//! `chart build`: draws the charts of spec files.

use crate::api::{self, JobOptions};
use crate::cli::args::BuildArgs;
use crate::cli::files::{Output, make_folder};
use crate::cli::outputs::{Destination, written_json};
use crate::cli::sources::from_file;
use crate::cli::terminal::{Terminal, Timings, print};
use crate::error::Error;
use crate::export::Format;
use crate::input::Fields;
use crate::pipeline::Renderer;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The name of the picture of a spec from standard input.
const UNNAMED: &str = "chart";
/// The beginning of the `format` of every chart spec.
const FORMATS: &str = "reflex-chart/";

/// The charts of one run.
struct Build<'a> {
    /// The arguments.
    args: &'a BuildArgs,
    /// Where messages go.
    terminal: Terminal,
    /// Renders every chart.
    renderer: Renderer,
    /// The formats that flags ask for.
    formats: Vec<Format>,
    /// The pictures so far, each with its spec.
    pictures: BTreeMap<PathBuf, String>,
}

/// Draws all charts; one that fails does not stop the others. Returns the exit
/// code: that of the worst failure.
pub(in crate::cli) fn run(args: &BuildArgs, terminal: Terminal) -> u8 {
    let mut worst = 0;
    let mut fail = |e: &Error| {
        terminal.error(e);
        worst = worst.max(e.exit_code());
    };
    let formats = args.formats.iter().map(|name| Format::named(name)).collect::<Result<Vec<_>, _>>();
    let formats = match formats {
        Ok(formats) => formats,
        Err(e) => {
            fail(&e);
            return worst;
        }
    };
    if let Some(file) = &args.pages {
        if let Err(e) = pages(file, args, terminal) {
            fail(&e);
        }
        return worst;
    }
    if let Some(e) = args.out.as_deref().and_then(|out| make_folder(Path::new(out)).err()) {
        fail(&e);
        return worst;
    }
    let mut build = Build { args, terminal, renderer: Renderer::new(), formats, pictures: BTreeMap::new() };
    for path in &args.paths {
        match specs(path, terminal) {
            Ok(specs) => {
                for spec in specs {
                    // a spec that is named beside its folder is drawn once
                    if build.pictures.values().any(|done| *done == spec) {
                        continue;
                    }
                    if let Err(e) = build.draw(&spec) {
                        fail(&e);
                    }
                }
            }
            Err(e) => fail(&e),
        }
    }
    worst
}

/// Draws all charts as the pages of one file, or nothing where one fails.
fn pages(file: &str, args: &BuildArgs, terminal: Terminal) -> Result<(), Error> {
    let mut timings = Timings::new();
    let (output, renderer) = (Output::open(file)?, Renderer::new());
    let mut jobs = Vec::new();
    for path in &args.paths {
        for spec in specs(path, terminal)? {
            jobs.push(from_file(&renderer, &spec, &Fields::default(), terminal)?);
        }
    }
    let (bytes, warnings) = api::pages(&jobs, args.check_layout, &mut timings)?;
    warnings.iter().for_each(|warning| terminal.warn(warning));
    output.finish(&bytes)?;
    if args.timings {
        timings.write(terminal);
    }
    print(format!("{file}\n").as_bytes())
}

/// Returns the specs that a path names: the path itself, or the specs in a folder, by name.
fn specs(path: &str, terminal: Terminal) -> Result<Vec<String>, Error> {
    if path == "-" || !Path::new(path).is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let problem = |e: std::io::Error| Error::usage("cannot-read", format!("cannot read the folder `{path}`: {e}"));
    let mut out = Vec::new();
    for entry in std::fs::read_dir(path).map_err(problem)? {
        let file = entry.map_err(problem)?.path();
        let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let is_json = file.extension().is_some_and(|e| e.eq_ignore_ascii_case("json"));
        if !is_json || !file.is_file() || name.starts_with(['_', '.']) {
            continue;
        }
        if is_other(&file) {
            terminal.note(&format!("{} is no chart spec", file.display()));
        } else {
            out.push(file.to_string_lossy().into_owned());
        }
    }
    out.sort();
    if out.is_empty() {
        return Err(Error::usage(
            "arguments",
            format!("the folder `{path}` has no chart spec (*.json with a `format` of {FORMATS}1)"),
        ));
    }
    Ok(out)
}

/// Returns whether a JSON file is certainly no chart spec. One that cannot be read is
/// reported later.
fn is_other(file: &Path) -> bool {
    let value: Option<Value> = std::fs::read(file).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
    value.is_some_and(|v| !v["format"].as_str().is_some_and(|f| f.starts_with(FORMATS)))
}

impl Build<'_> {
    /// Draws one chart in all its formats.
    fn draw(&mut self, path: &str) -> Result<(), Error> {
        let (args, terminal) = (self.args, self.terminal);
        let mut timings = Timings::new();
        let job = from_file(&self.renderer, path, &Fields::default(), terminal)?;
        let mut formats = if self.formats.is_empty() { job.formats()? } else { self.formats.clone() };
        if formats.is_empty() {
            formats.push(Format::Png);
        }
        let mut destinations = Vec::new();
        for (_, &format) in formats.iter().enumerate().filter(|(i, f)| !formats[..*i].contains(f)) {
            let target = target(path, args.out.as_deref(), format);
            if let Some(other) = self.pictures.insert(target.clone(), path.to_owned()) {
                let target = target.display();
                return Err(Error::usage(
                    "arguments",
                    format!("`{path}` and `{other}` would both be written to `{target}`; rename one"),
                ));
            }
            destinations.push(Destination::file(&target.to_string_lossy(), format)?);
        }
        let options = JobOptions { formats, checked: args.check_layout, ..JobOptions::default() };
        let drawing = job.draw(&options, &mut timings)?;
        drawing.warnings.iter().for_each(|warning| terminal.warn(warning));
        for destination in destinations {
            let Some(picture) = drawing.picture(destination.format) else { continue };
            let path = destination.write(&picture.bytes)?;
            let line = if terminal.is_json { written_json(&path, picture, &drawing) } else { format!("{path}\n") };
            print(line.as_bytes())?;
        }
        if args.timings {
            timings.write(terminal);
        }
        Ok(())
    }
}

/// Returns the path of the picture of a spec.
fn target(spec: &str, out: Option<&str>, format: Format) -> PathBuf {
    let path = Path::new(spec);
    let stem = path.file_stem().filter(|_| spec != "-").unwrap_or(UNNAMED.as_ref());
    let folder = out.map_or_else(|| path.parent().unwrap_or(Path::new("")), Path::new);
    let mut name = stem.to_os_string();
    name.push(".");
    name.push(format.name());
    folder.join(name)
}
