//! `chart schema`: prints the JSON Schema of a kind of file.

use crate::cli::args::{SchemaArgs, SchemaOf};
use crate::cli::terminal::print;
use crate::error::Error;
use crate::input::{FileKind, schema};

/// Prints the JSON Schema of a kind of file.
pub(in crate::cli) fn run(args: &SchemaArgs) -> Result<(), Error> {
    let kind = match args.what {
        SchemaOf::Map => FileKind::Map,
        SchemaOf::Chart => FileKind::Chart,
        SchemaOf::Theme => FileKind::Theme,
    };
    let text = serde_json::to_string_pretty(&schema(kind)).map_err(Error::internal)?;
    print(format!("{text}\n").as_bytes())
}
