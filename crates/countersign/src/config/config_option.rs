//! A configuration option, as the command line describes it.

use clap::builder::PossibleValue;
use clap::{Arg, ArgAction, Command};

/// The verb whose options are the configuration options.
pub(crate) const SERVE: &str = "serve";
/// Another one, whose options for how long things are kept are too: the purge runs now and then,
/// and is to keep the same each time.
const PURGE: &str = "purge";
const KEPT: &str = "keep-";

/// The variables of standards that hold an option too.
const STANDARD: [(&str, &str); 1] = [("traces_to", "OTEL_EXPORTER_OTLP_ENDPOINT")];

/// How often an option is given, and what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Yes or no.
    Flag,
    /// One value.
    One,
    /// Any number of values.
    Many,
}

/// A configuration option.
#[derive(Clone, Debug)]
pub(crate) struct ConfigOption {
    /// Its key in a file, which is the option's name without its dashes.
    pub(crate) key: String,
    /// What the command line knows it by.
    pub(crate) id: String,
    pub(crate) kind: Kind,
    pub(crate) arg: Arg,
}

impl ConfigOption {
    /// None of what holds for every verb: which files there are cannot be said in one of them.
    fn of(arg: &Arg) -> Option<Self> {
        let kind = match arg.get_action() {
            ArgAction::SetTrue => Kind::Flag,
            ArgAction::Set => Kind::One,
            ArgAction::Append => Kind::Many,
            _ => return None,
        };
        let long = arg.get_long().filter(|_| !arg.is_global_set())?;
        let (key, id) = (long.to_owned(), arg.get_id().as_str().to_owned());
        Some(Self { key, id, kind, arg: arg.clone() })
    }

    /// The variable of the environment that holds it.
    pub(crate) fn variable(&self) -> String {
        variable(&self.id)
    }

    /// The variable by which a standard knows it.
    pub(crate) fn standard_variable(&self) -> Option<&'static str> {
        STANDARD.iter().find(|(id, _)| *id == self.id).map(|(_, variable)| *variable)
    }

    /// Whether its value is never shown: it is or holds a password.
    pub(crate) fn is_secret(&self) -> bool {
        self.arg.is_hide_env_values_set()
    }

    /// Whether it may not be given on the command line, where others on the machine could read it.
    pub(crate) fn is_off_the_command_line(&self) -> bool {
        self.arg.is_hide_set()
    }

    /// Its value where nobody gives one.
    pub(crate) fn default(&self) -> Option<String> {
        let values = self.arg.get_default_values();
        let texts = values.iter().map(|it| it.to_string_lossy().into_owned());
        let text = texts.collect::<Vec<_>>().join(",");
        (!text.is_empty() && self.kind != Kind::Flag).then_some(text)
    }

    /// Reads a value as the command line would.
    pub(crate) fn check(&self, value: &str) -> Result<(), String> {
        let value_of = Arg::new("value").value_parser(self.arg.get_value_parser().clone());
        let command = Command::new("value").no_binary_name(true).arg(value_of);
        let Err(error) = command.try_get_matches_from(["--", value]) else { return Ok(()) };
        if let Some(why) = std::error::Error::source(&error) {
            return Err(why.to_string());
        }
        let possible = self.arg.get_possible_values();
        let names: Vec<_> = possible.iter().map(PossibleValue::get_name).collect();
        match names.is_empty() {
            true => Err("it is empty".to_owned()),
            false => Err(format!("it is none of: {}", names.join(", "))),
        }
    }
}

/// The variable of an option.
pub(crate) fn variable(id: &str) -> String {
    format!("COUNTERSIGN_{}", id.to_uppercase())
}

/// Every configuration option, in the order of the command line's help.
pub(crate) fn config_options(command: &Command) -> Vec<ConfigOption> {
    let options_of =
        |verb| command.find_subcommand(verb).into_iter().flat_map(Command::get_arguments);
    let is_kept = |arg: &&Arg| arg.get_long().is_some_and(|long| long.starts_with(KEPT));
    let options = options_of(SERVE).chain(options_of(PURGE).filter(is_kept));
    options.filter_map(ConfigOption::of).collect()
}
