//! The one error type: what went wrong, where, and which exit code says so.

use crate::diag::{Diagnostic, Place, did_you_mean, printable, suggestions};

/// Everything that can go wrong between a chart spec and the bytes of a picture.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A name that the map, the program or the language table does not have.
    #[error("unknown {kind} `{}`{}", printable(name), help(.near, .known))]
    UnknownName {
        /// What kind of name: `zone`, `view`, `language`, …
        kind: &'static str,
        /// The name as given.
        name: String,
        /// Near names, best first.
        near: Vec<String>,
        /// All names, where there are few enough to list; else empty.
        known: Vec<String>,
    },
    /// A value that the user gave is outside what is possible.
    #[error("{}", printable(.0))]
    Usage(String),
    /// An input file that cannot be used; every problem found in it.
    #[error("{}", list(.0))]
    Input(Vec<Diagnostic>),
    /// A limit that guards time and memory.
    #[error("{}", printable(.0))]
    Limit(String),
    /// The texts do not fit the page.
    #[error("{0}")]
    DoesNotFit(String),
    /// A character that no font at hand can draw.
    #[error("no font has the character `{}` (U+{:04X}), needed by “{}”\n  help: the compiled-in fonts cover Latin, Greek and Cyrillic; give a font that has it with --font FILE, or reword the text", .character.escape_debug(), u32::from(*.character), printable(.text))]
    MissingGlyph {
        /// The character.
        character: char,
        /// The text that it stands in.
        text: String,
    },
    /// An output that could not be written.
    #[error("cannot write {}: {message}", printable(.path))]
    Write {
        /// The path as given.
        path: String,
        /// Why.
        message: String,
    },
    /// An error that a value of a spec file leads to.
    #[error("{place}: {error}")]
    At {
        /// Where the value is, or the file alone.
        place: Place,
        /// What it leads to.
        error: Box<Self>,
    },
    /// A state that should be impossible: a defect of this program.
    #[error("internal error: {0}; please report it with the command line and the input files")]
    Internal(String),
}

impl Error {
    /// Returns the error for a name that is not among those `known`. Near names
    /// are suggested; `list` says whether to name all that there are.
    pub(crate) fn unknown<'a>(
        kind: &'static str,
        name: &str,
        known: impl Iterator<Item = &'a str> + Clone,
        list: bool,
    ) -> Self {
        Self::UnknownName {
            kind,
            name: name.to_owned(),
            near: suggestions(name, known.clone()),
            known: if list { known.map(str::to_owned).collect() } else { Vec::new() },
        }
    }

    /// The error with the place in a spec file that it comes from.
    #[must_use]
    pub fn at(place: Place, error: Self) -> Self {
        Self::At { place, error: Box::new(error) }
    }

    /// The problems one by one, with their places where they have some.
    pub fn problems(&self) -> Vec<Diagnostic> {
        match self {
            Self::Input(problems) => problems.clone(),
            Self::At { place, error } => {
                let placed = |d: Diagnostic| {
                    if d.place == Place::default() { Diagnostic { place: place.clone(), ..d } } else { d }
                };
                error.problems().into_iter().map(placed).collect()
            }
            Self::UnknownName { kind, name, near, .. } => {
                let problem = Diagnostic::new(Place::default(), format!("unknown {kind} `{}`", printable(name)));
                vec![Diagnostic { hint: did_you_mean(near), ..problem }]
            }
            other => vec![Diagnostic::new(Place::default(), other.to_string())],
        }
    }

    /// The process exit code: 2 usage or unknown name, 3 input refused,
    /// 4 limit hit or text that does not fit, 5 output not written, 70 internal. 6 is for
    /// batches in which some jobs were refused.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::UnknownName { .. } | Self::Usage(_) => 2,
            Self::Input(_) | Self::MissingGlyph { .. } => 3,
            Self::Limit(_) | Self::DoesNotFit(_) => 4,
            Self::Write { .. } => 5,
            Self::At { error, .. } => error.exit_code(),
            Self::Internal(_) => 70,
        }
    }
}

impl From<Diagnostic> for Error {
    fn from(problem: Diagnostic) -> Self {
        Self::Input(vec![problem])
    }
}

/// The problems, one to a line.
fn list(problems: &[Diagnostic]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// The help lines of an unknown name.
fn help(near: &[String], known: &[String]) -> String {
    let mut out = String::new();
    if let Some(guess) = did_you_mean(near) {
        out.push_str("\n  help: ");
        out.push_str(&guess);
    }
    if !known.is_empty() {
        out.push_str("\n  known: ");
        out.push_str(&known.join(", "));
    }
    out
}
