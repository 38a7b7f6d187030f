//! `chart inspect`: prints the job in a picture.

use crate::cli::args::InspectArgs;
use crate::cli::files::read_file;
use crate::cli::terminal::print;
use crate::diag::{Diagnostic, Place};
use crate::error::Error;
use crate::export::inspect;
use serde_json::Value;

/// The most bytes of a picture that are read.
const MAX_PICTURE: u64 = 512 * 1024 * 1024;

/// Prints the job in a picture.
pub(in crate::cli) fn run(args: &InspectArgs) -> Result<(), Error> {
    let problem = |message: String| Diagnostic::error("no-job", message).at(Place::file(args.file.as_str()));
    let bytes = read_file(args.file.as_ref(), MAX_PICTURE)
        .map_err(|reason| problem(format!("cannot read this picture: {reason}")))?;
    let job: Option<Value> = inspect(&bytes).and_then(|job| serde_json::from_str(&job).ok());
    let job = job.ok_or_else(|| {
        problem("there is no job in this file".to_owned())
            .with_hint("`chart render` writes one into every picture; other programs may have taken it out")
    })?;
    let text = serde_json::to_string_pretty(&job).map_err(Error::internal)?;
    print(format!("{text}\n").as_bytes())
}
