//! The one door: JSON in; pictures, warnings and diagnostics out. The program goes
//! through it, and a service, a web page or a binding for another language need
//! nothing else. It speaks of fields, not of flags.

pub use crate::job::{Drawing, Job, JobOptions, Loaded, Picture, pages};
pub use crate::pipeline::{Observer, Stage};

use crate::diag::Diagnostic;
use crate::error::Error;
use crate::input::{Request, Resolver};
use crate::pipeline::Renderer;
use serde_json::{Value, json};

/// The name of a spec that is no file, in places.
const SPEC: &str = "spec";

/// Draws the chart that a spec asks for. The spec is a JSON object with the fields
/// of a chart spec file; `format` may be missing. `files` is asked for the files
/// that it names; `&()` has none.
///
/// # Errors
/// Any [`Error`]: each diagnostic has its rule, its place in the spec or in a file
/// that the spec names, and what to do about it; [`error_json`] is its JSON form.
///
/// ```
/// use reflexology_chart::api::{JobOptions, draw, error_json};
/// use reflexology_chart::{Format, Renderer};
///
/// let renderer = Renderer::new();
/// let options = JobOptions { formats: vec![Format::Svg], ..JobOptions::default() };
/// let drawing = draw(&renderer, br#"{ "zone": "lower-back", "size": "400x500" }"#, &(), &options)?;
/// assert!(drawing.pictures[0].bytes.starts_with(b"<svg"));
///
/// let error = draw(&renderer, br#"{ "zone": "lowr-back" }"#, &(), &options).expect_err("no such zone");
/// assert_eq!(error_json(&error)["problems"][0]["near"][0], "lower-back");
/// # Ok::<(), reflexology_chart::Error>(())
/// ```
pub fn draw(renderer: &Renderer, spec: &[u8], files: &dyn Resolver, options: &JobOptions) -> Result<Drawing, Error> {
    job(renderer, spec, files)?.draw(options, &mut ())
}

/// Reads a spec as [`draw`] does; the job can be loaded, laid out and drawn.
///
/// # Errors
/// The first field that will not do, at its place.
pub fn job<'a>(renderer: &'a Renderer, spec: &[u8], files: &'a dyn Resolver) -> Result<Job<'a>, Error> {
    Job::new(renderer, Request::by_line(SPEC, spec, files)?, files)
}

impl Drawing {
    /// Returns facts of a picture as JSON: its format, its size in bytes and pixels,
    /// its text alternative and the warnings.
    pub fn facts(&self, picture: &Picture) -> Value {
        let (width, height) = self.size();
        let warnings: Vec<Value> = self.warnings.iter().map(diagnostic_json).collect();
        json!({
            "format": picture.format.name(), "bytes": picture.bytes.len(), "width": width, "height": height,
            "alt": self.alt(), "warnings": warnings,
        })
    }
}

/// Returns an error as JSON: `error` is its text, `exit` the exit code of the
/// program, `problems` its diagnostics as [`diagnostic_json`] has them.
pub fn error_json(error: &Error) -> Value {
    let problems: Vec<Value> = error.diagnostics().iter().map(diagnostic_json).collect();
    json!({ "error": error.to_string(), "exit": error.exit_code(), "problems": problems })
}

/// Returns a diagnostic as JSON: `rule`, `severity`, `message`, and where they are
/// known `file`, `line`, `column`, `pointer`, `help`, `near` and `known`.
pub fn diagnostic_json(diagnostic: &Diagnostic) -> Value {
    let Diagnostic { rule, severity, place, message, hint: _, near, known } = diagnostic;
    let mut out = json!({ "rule": rule, "severity": severity.name(), "message": message });
    let facts = [
        ("file", Some(&place.file).filter(|f| !f.is_empty()).map(|f| json!(f))),
        ("line", place.line.map(|n| json!(n))),
        ("column", place.column.map(|n| json!(n))),
        ("pointer", place.pointer.as_ref().map(|p| json!(p))),
        ("help", diagnostic.help().map(|h| json!(h))),
        ("near", Some(near).filter(|n| !n.is_empty()).map(|n| json!(n))),
        ("known", Some(known).filter(|k| !k.is_empty()).map(|k| json!(k))),
    ];
    for (key, value) in facts {
        if let Some(value) = value {
            out[key] = value;
        }
    }
    out
}
