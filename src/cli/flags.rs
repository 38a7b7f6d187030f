//! The fields of a chart spec as flags, made from the table of its keys.

use crate::input::{FIELDS, Field, Fields, Kind};
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};
use serde_json::Value;

/// The flags of a chart spec; their values are read as those of a spec file are.
pub(super) struct SpecFlags(pub Fields);

impl Args for SpecFlags {
    fn augment_args(command: Command) -> Command {
        command.args(FIELDS.iter().map(flag))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for SpecFlags {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut flags = Self(Fields::default());
        flags.update_from_arg_matches(matches)?;
        Ok(flags)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        for field in FIELDS.iter() {
            let value = match field.kind {
                Kind::Switch => matches.get_flag(field.name).then_some(Value::Bool(true)),
                _ => matches.get_many::<Value>(field.name).map(|entries| field.kind.joined(entries.cloned())),
            };
            if let Some(value) = value {
                self.0.set(field.name, &value).map_err(|e| clap::Error::raw(ErrorKind::ValueValidation, e))?;
            }
        }
        Ok(())
    }
}

/// Returns the flag of a key. Lists of texts are split at commas, which paths may
/// have.
fn flag(field: &'static Field) -> Arg {
    let help = field.about.strip_suffix('.').unwrap_or(field.about);
    let arg = Arg::new(field.name).long(field.name).help(help);
    if matches!(field.kind, Kind::Switch) {
        return arg.action(ArgAction::SetTrue);
    }
    let action = if field.kind.is_list() { ArgAction::Append } else { ArgAction::Set };
    let arg = arg.action(action).value_name(field.value_name).value_parser(|text: &str| field.kind.entry(text));
    match field.kind {
        Kind::Texts { .. } if field.is_path() => arg,
        Kind::Texts { alone: None } => arg.value_delimiter(','),
        Kind::Texts { alone: Some(all) } => arg.value_delimiter(',').num_args(0..=1).default_missing_value(all),
        _ => arg,
    }
}
