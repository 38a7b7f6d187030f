//! Outputs: flags in; formats, destinations that are open, and reports of what was
//! written out. Draws nothing.

use super::args::{ExportArgs, RenderArgs};
use super::files::Output;
use super::terminal::print;
use crate::api::{Drawing, Picture};
use crate::error::Error;
use crate::export::{Compression, ExportOptions, Format, SvgOptions, TextMode};
use serde_json::{Value, json};
use std::io::IsTerminal as _;
use std::path::Path;

/// A picture to write: where to, and in which format.
pub(super) struct Destination {
    /// The path as the user gave it, `-` for standard output.
    pub path: String,
    /// The format of the picture.
    pub format: Format,
    /// The file, or none for standard output.
    file: Option<Output>,
}

impl Destination {
    /// Opens a file, so that one that cannot be written is reported before the work.
    ///
    /// # Errors
    /// [`ErrorKind::Write`](crate::ErrorKind::Write).
    pub(super) fn file(path: &str, format: Format) -> Result<Self, Error> {
        Ok(Self { path: path.to_owned(), format, file: Some(Output::open(path)?) })
    }

    /// Returns standard output as a destination.
    fn stdout(format: Format) -> Self {
        Self { path: "-".to_owned(), format, file: None }
    }

    /// Writes the picture, and returns the path.
    ///
    /// # Errors
    /// [`ErrorKind::Write`](crate::ErrorKind::Write).
    pub(super) fn write(self, bytes: &[u8]) -> Result<String, Error> {
        match self.file {
            Some(file) => file.finish(bytes)?,
            None => print(bytes)?,
        }
        Ok(self.path)
    }
}

/// Returns how files are written, from the flags.
///
/// # Errors
/// [`ErrorKind::Usage`](crate::ErrorKind::Usage).
pub(super) fn export_options(args: &ExportArgs, id_prefix: Option<String>) -> Result<ExportOptions, Error> {
    Ok(ExportOptions {
        compression: choice("compression", &args.compression, &Compression::ALL, |c| c.name())?,
        svg: SvgOptions {
            text: choice("text mode", &args.text, &TextMode::ALL, |c| c.name())?,
            id_prefix,
            animate: args.animate,
        },
        ..ExportOptions::default()
    })
}

/// Returns a line of JSON that says what was written.
pub(super) fn written_json(path: &str, picture: &Picture, drawing: &Drawing) -> String {
    let mut facts = json!({ "out": path });
    if let (Some(all), Value::Object(more)) = (facts.as_object_mut(), drawing.facts(picture)) {
        all.extend(more);
    }
    format!("{facts}\n")
}

/// Returns the value of a name.
///
/// # Errors
/// [`ErrorKind::Usage`](crate::ErrorKind::Usage).
pub(super) fn choice<T: Copy>(
    kind: &'static str,
    name: &str,
    all: &[T],
    name_of: fn(&T) -> &'static str,
) -> Result<T, Error> {
    all.iter()
        .copied()
        .find(|c| name_of(c) == name)
        .ok_or_else(|| Error::unknown(kind, name, all.iter().map(name_of), true))
}

/// Returns the format of an output: that of its extension, or that of `--format`.
///
/// # Errors
/// [`ErrorKind::Usage`](crate::ErrorKind::Usage) where neither says one, or [`ErrorKind::Usage`](crate::ErrorKind::Usage).
pub(super) fn output_format(path: &str, flag: Option<&str>) -> Result<Format, Error> {
    let known = || Format::ALL.iter().map(|f| f.name()).collect::<Vec<_>>();
    let extension = Path::new(path).extension().and_then(|e| e.to_str());
    match (path, extension, flag) {
        ("-", _, None) => {
            Err(Error::usage("arguments", format!("`-o -` needs --format; there are {}", known().join(", "))))
        }
        (_, Some(extension), _) if path != "-" && Format::from_name(extension).is_some() => Format::named(extension),
        (_, _, Some(flag)) => Format::named(flag),
        (_, Some(extension), None) => Format::named(extension),
        (_, None, None) => Err(Error::usage(
            "arguments",
            format!("`-o {path}` has no extension; add one of {} or give --format", known().join(", ")),
        )),
    }
}

/// Opens all outputs, so that those that cannot be written are reported before the work.
///
/// # Errors
/// [`ErrorKind::Usage`](crate::ErrorKind::Usage) where two are the same or a picture would go to a terminal, or
/// [`ErrorKind::Write`](crate::ErrorKind::Write).
pub(super) fn destinations(args: &RenderArgs, formats: &[Format]) -> Result<Vec<Destination>, Error> {
    let mut out = Vec::new();
    if args.alt_out.as_ref().is_some_and(|alt| args.outputs.contains(alt)) {
        return Err(Error::usage("arguments", "`--alt-out` names the same file as `-o`".to_owned()));
    }
    for (i, (path, format)) in args.outputs.iter().zip(formats).enumerate() {
        if args.outputs[..i].contains(path) {
            return Err(Error::usage("arguments", format!("`{path}` is given twice as an output")));
        }
        if path == "-" {
            if !format.is_text() && std::io::stdout().is_terminal() {
                return Err(Error::usage(
                    "arguments",
                    "a picture is not written to a terminal; redirect it or name a file with -o".to_owned(),
                ));
            }
            out.push(Destination::stdout(*format));
        } else {
            out.push(Destination::file(path, *format)?);
        }
    }
    Ok(out)
}
