//! The one error type: diagnostics of one kind, and which exit code says so.

use crate::diag::{Diagnostic, Place};
use std::fmt;

/// The kind of failure that an [`Error`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// What was asked for cannot be: an unknown name, a value out of range, a
    /// contradiction.
    Usage,
    /// An input file that cannot be used, or a text that no font can draw.
    Input,
    /// A limit that guards time and memory.
    Limit,
    /// What was asked for does not fit the page.
    DoesNotFit,
    /// An output that could not be written.
    Write,
    /// A state that should be impossible: a defect of this program.
    Internal,
}

/// Everything that can go wrong between a chart spec and the bytes of a
/// picture: one [kind](ErrorKind), and at least one [`Diagnostic`].
///
/// ```
/// use reflexology_chart::{ChartSpec, ErrorKind, Renderer};
///
/// let spec = ChartSpec { zones: vec!["lowr-back".into()], ..ChartSpec::default() };
/// let error = Renderer::new().load(&spec, &()).expect_err("no such zone");
/// assert_eq!(error.kind(), ErrorKind::Usage);
/// let problem = &error.diagnostics()[0];
/// assert_eq!(problem.place.pointer.as_deref(), Some("/zone/0"));
/// assert_eq!(problem.near, ["lower-back"]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// The kind of failure.
    kind: ErrorKind,
    /// The problems; never empty.
    diagnostics: Vec<Diagnostic>,
}

impl Error {
    /// Returns an error of one diagnostic.
    pub fn new(kind: ErrorKind, diagnostic: Diagnostic) -> Self {
        Self { kind, diagnostics: vec![diagnostic] }
    }

    /// Returns the error that an input has all these problems, or nothing where
    /// there are none.
    pub fn of_input(problems: Vec<Diagnostic>) -> Option<Self> {
        (!problems.is_empty()).then_some(Self { kind: ErrorKind::Input, diagnostics: problems })
    }

    /// Returns the error that something asked for cannot be.
    pub fn usage(rule: &'static str, message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Usage, Diagnostic::error(rule, message))
    }

    /// Returns the error that a limit was hit.
    pub fn limit(rule: &'static str, message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Limit, Diagnostic::error(rule, message))
    }

    /// Returns the error that something does not fit the page, with a remedy.
    pub fn does_not_fit(message: impl Into<String>, hint: &str) -> Self {
        Self::new(ErrorKind::DoesNotFit, Diagnostic::error("does-not-fit", message).with_hint(hint))
    }

    /// Returns the error that something cannot be written.
    pub fn write(path: impl Into<String>, reason: impl fmt::Display) -> Self {
        let path = path.into();
        let problem = Diagnostic::error("cannot-write", format!("cannot write {path}: {reason}"));
        Self::new(ErrorKind::Write, problem)
    }

    /// Returns the error that a state was reached which should be impossible.
    pub fn internal(what: impl fmt::Display) -> Self {
        let problem = Diagnostic::error("internal", format!("internal error: {what}"));
        Self::new(ErrorKind::Internal, problem.with_hint("please report it with the command line and the input files"))
    }

    /// Returns the error that a name is not among the known ones. They are all
    /// listed if `list` is set, which is for those that are few.
    pub fn unknown<'a>(kind: &str, name: &str, known: impl IntoIterator<Item = &'a str> + Clone, list: bool) -> Self {
        let problem = Diagnostic::unknown(kind, name, known.clone());
        Self::new(ErrorKind::Usage, if list { problem.listing(known) } else { problem })
    }

    /// Returns the error that no font at hand has a character of a text.
    pub fn missing_glyph(character: char, text: &str) -> Self {
        let (shown, code) = (character.escape_debug(), u32::from(character));
        let message = format!("no font has the character `{shown}` (U+{code:04X}), needed by “{text}”");
        let hint = "the compiled-in fonts cover Latin, Greek and Cyrillic; give a font that has it as `font`, or reword the text";
        Self::new(ErrorKind::Input, Diagnostic::error("missing-glyph", message).with_hint(hint))
    }

    /// Returns what kind of failure it is.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// Returns whether something does not fit the page, which another arrangement
    /// may mend.
    pub fn is_about_room(&self) -> bool {
        self.kind == ErrorKind::DoesNotFit
    }

    /// Returns what is wrong, at least one diagnostic.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Places those of its diagnostics that have no place yet.
    #[must_use]
    pub fn at(self, place: &Place) -> Self {
        self.map_places(|known| if known.is_unknown() { place.clone() } else { known })
    }

    /// Places those of its diagnostics that have no place yet at a value of the
    /// chart spec, by its JSON pointer.
    #[must_use]
    pub fn in_field(self, pointer: impl Into<String>) -> Self {
        self.at(&Place::field(pointer))
    }

    /// Sets the remedy of its diagnostics.
    #[must_use]
    pub fn with_hint(mut self, hint: &str) -> Self {
        for diagnostic in &mut self.diagnostics {
            diagnostic.hint = Some(hint.to_owned());
        }
        self
    }

    /// Returns the same diagnostics as another kind of failure: what is a wrong
    /// name in a request is a wrong input in a file.
    #[must_use]
    pub fn of_kind(mut self, kind: ErrorKind) -> Self {
        self.kind = kind;
        self
    }

    /// Replaces the place of each diagnostic.
    #[must_use]
    pub fn map_places(mut self, place: impl Fn(Place) -> Place) -> Self {
        for diagnostic in &mut self.diagnostics {
            diagnostic.place = place(std::mem::take(&mut diagnostic.place));
        }
        self
    }

    /// Returns the exit code of the program: 2 usage or unknown name, 3 input
    /// refused, 4 limit hit or something that does not fit, 5 output not
    /// written, 70 internal. 6 is for batches in which some jobs were refused.
    pub fn exit_code(&self) -> u8 {
        match self.kind {
            ErrorKind::Usage => 2,
            ErrorKind::Input => 3,
            ErrorKind::Limit | ErrorKind::DoesNotFit => 4,
            ErrorKind::Write => 5,
            ErrorKind::Internal => 70,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, diagnostic) in self.diagnostics.iter().enumerate() {
            write!(f, "{}{diagnostic}", if i > 0 { "\n" } else { "" })?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}

impl From<Diagnostic> for Error {
    fn from(problem: Diagnostic) -> Self {
        Self::new(ErrorKind::Input, problem)
    }
}
