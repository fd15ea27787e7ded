//! Completes a command line with the options that other sources give.

use super::config_option::{Kind, variable};
use super::sources::{Sources, of_this_process};
use super::{ConfigOption, config_options};
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use countersign_app::failure::{Failure, Result};
use std::collections::HashSet;
use std::ffi::OsString;
use std::path::PathBuf;

/// The option that names configuration files.
const CONFIG: &str = "config";

/// The command line with the option for configuration files, and with the variable of each
/// configuration option in its help.
pub(crate) fn described(command: Command) -> Command {
    let ids: HashSet<String> = config_options(&command).into_iter().map(|it| it.id).collect();
    let config = Arg::new(CONFIG)
        .long(CONFIG)
        .value_name("FILE")
        .action(ArgAction::Append)
        .value_parser(value_parser!(PathBuf))
        .global(true)
        .help(
            "A file with options, such as countersign.toml; may be given several times, and the \
             last one wins [env: COUNTERSIGN_CONFIG]",
        );
    naming_variables(command.arg(config), &ids)
}

fn naming_variables(command: Command, ids: &HashSet<String>) -> Command {
    let command = command.mut_args(|arg| match ids.contains(arg.get_id().as_str()) {
        false => arg,
        true => {
            let variable = variable(arg.get_id().as_str());
            let named = |help: &clap::builder::StyledStr| format!("{help} [env: {variable}]");
            let (help, long) = (arg.get_help().map(named), arg.get_long_help().map(named));
            let arg = help.into_iter().fold(arg, Arg::help);
            long.into_iter().fold(arg, Arg::long_help)
        }
    });
    command.mut_subcommands(|it| naming_variables(it, ids))
}

/// A command line with the options that other sources give to its verb.
///
/// # Errors
/// Everything that is wrong with them.
pub(crate) fn completed(command: &Command, arguments: Vec<OsString>) -> Result<Vec<OsString>> {
    let options = config_options(command);
    // What is wrong with the command line itself is told when it is read for good.
    let lenient = command.clone().ignore_errors(true).try_get_matches_from(&arguments);
    let Ok(matches) = lenient else { return Ok(arguments) };
    let (verb, matches) = innermost(command, &matches);
    let of_verb =
        |option: &ConfigOption| verb.get_arguments().find(|it| *it.get_id() == *option.id);
    let own: Vec<(&ConfigOption, &Arg)> =
        options.iter().filter_map(|it| Some((it, of_verb(it)?))).collect();
    if own.is_empty() {
        return Ok(arguments);
    }
    let is_said =
        |it: &ConfigOption| matches.value_source(&it.id) == Some(ValueSource::CommandLine);
    if let Some((said, _)) = own.iter().find(|(it, _)| it.is_off_the_command_line() && is_said(it))
    {
        return Err(Failure::Usage(format!(
            "--{} would show a secret to others on this machine; set {}, or name a file",
            said.key,
            said.variable()
        )));
    }
    let gathered = sources(matches).gather(&options);
    if !gathered.problems.is_empty() {
        return Err(Failure::Usage(gathered.problems.join("\ncountersign: ")));
    }
    let mut more = Vec::new();
    for (option, arg) in own.into_iter().filter(|(it, _)| !is_said(it)) {
        let Some(given) = gathered.get(option) else { continue };
        more.extend(as_arguments(
            option.kind,
            arg.get_long().unwrap_or(&option.key),
            &given.values,
        ));
    }
    Ok(with_options(arguments, more))
}

/// The verb that is meant, of a verb with verbs of its own the inner one.
pub(crate) fn innermost<'a>(
    command: &'a Command,
    matches: &'a ArgMatches,
) -> (&'a Command, &'a ArgMatches) {
    let inner = matches
        .subcommand()
        .and_then(|(name, matches)| Some((command.find_subcommand(name)?, matches)));
    inner.map_or((command, matches), |(command, matches)| innermost(command, matches))
}

/// The sources that a command line leads to.
pub(crate) fn sources(matches: &ArgMatches) -> Sources<'static> {
    let files = matches.get_many::<PathBuf>(CONFIG).unwrap_or_default();
    Sources { variable: &of_this_process, files: files.cloned().collect() }
}

/// A configuration option as arguments of a command line.
pub(crate) fn as_arguments(kind: Kind, name: &str, values: &[String]) -> Vec<OsString> {
    match kind {
        Kind::Flag if values.iter().all(|it| it != "true") => Vec::new(),
        Kind::Flag => vec![format!("--{name}").into()],
        Kind::One | Kind::Many => {
            values.iter().map(|value| format!("--{name}={value}").into()).collect()
        }
    }
}

/// Adds options at the end of a command line, before what is no option any more.
fn with_options(mut arguments: Vec<OsString>, more: Vec<OsString>) -> Vec<OsString> {
    let end = arguments.iter().position(|it| it == "--").unwrap_or(arguments.len());
    arguments.splice(end..end, more);
    arguments
}
