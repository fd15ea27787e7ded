//! `countersign config`

use super::outcome::Ended;
use super::output::{print, table};
use super::serve::Serve;
use crate::config::command_line::{as_arguments, innermost, sources};
use crate::config::sources::{Gathered, Sources};
use crate::config::{ConfigOption, Origin, config_options};
use clap::{ArgMatches, Args, Command, FromArgMatches, Subcommand};
use countersign_app::failure::Result;
use countersign_app::private_files;

/// What is shown of a secret.
const HIDDEN: &str = "(hidden)";

/// Checks and shows the options that countersign.toml, the environment and systemd give
#[derive(Args, Debug)]
pub(super) struct ConfigVerb {
    #[command(subcommand)]
    what: ConfigCommand,
}

#[derive(Subcommand, Debug)]
enum ConfigCommand {
    Check(CheckConfig),
    Show(Show),
}

/// Checks every option as serve does, and lists all that is wrong
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  countersign config check --config /etc/countersign/countersign.toml

Exit status: 0 all are valid; 1 something is wrong. It opens no database and reaches no server.")]
struct CheckConfig {}

/// Lists the value of each option and where it comes from; secrets are hidden
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  countersign config show --config /etc/countersign/countersign.toml")]
struct Show {}

impl ConfigVerb {
    pub(super) fn run(&self, command: &Command, matches: &ArgMatches) -> Result<Ended> {
        let options = config_options(command);
        let sources = sources(innermost(command, matches).1);
        let gathered = sources.gather(&options);
        match self.what {
            ConfigCommand::Check(_) => check(&sources, &gathered, &options),
            ConfigCommand::Show(_) => show(&gathered, &options),
        }
    }
}

fn check(sources: &Sources<'_>, gathered: &Gathered, options: &[ConfigOption]) -> Result<Ended> {
    let mut problems = gathered.problems.clone();
    if problems.is_empty() {
        problems = of_serve(gathered, options);
    }
    for problem in &problems {
        print(&format!("{problem}\n"))?;
    }
    let from_files = options.iter().filter_map(|it| {
        let origin = &gathered.get(it)?.origin;
        matches!(origin, Origin::Line { .. }).then_some((it, origin))
    });
    for (option, origin) in from_files {
        if let (true, Origin::Line { path, .. }) = (option.is_secret(), origin) {
            private_files::warn_of_options(path);
        }
    }
    if !problems.is_empty() {
        return Ok(Ended::SomeRefused);
    }
    let files: Vec<_> = sources.files().iter().map(|it| it.display().to_string()).collect();
    let read = if files.is_empty() { "no file".to_owned() } else { files.join(", ") };
    print(&format!("All options are valid. Read: {read} and the environment.\n"))?;
    Ok(Ended::Done)
}

/// What `serve` would object to.
fn of_serve(gathered: &Gathered, options: &[ConfigOption]) -> Vec<String> {
    let given = options.iter().filter_map(|it| Some((it, gathered.get(it)?)));
    let arguments = given.flat_map(|(it, given)| as_arguments(it.kind, &it.key, &given.values));
    let command = Serve::augment_args(Command::new("serve").no_binary_name(true));
    let read = command.try_get_matches_from(arguments);
    match read.and_then(|matches| Serve::from_arg_matches(&matches)) {
        Ok(serve) => serve.problems(),
        Err(error) => {
            let text = error.render().to_string();
            vec![text.lines().take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")]
        }
    }
}

fn show(gathered: &Gathered, options: &[ConfigOption]) -> Result<Ended> {
    let mut table = table(&["Option", "Value", "From"]);
    for option in options {
        let (value, origin) = match gathered.get(option) {
            Some(given) => (Some(given.values.join(", ")), Some(given.origin.clone())),
            None => (option.default(), option.default().map(|_| Origin::Default)),
        };
        let is_hidden = option.is_secret() && origin.as_ref() != Some(&Origin::Default);
        let value = value.map(|value| if is_hidden { HIDDEN.to_owned() } else { value });
        let origin = origin.map(|it| it.to_string());
        table.add_row([option.key.clone(), value.unwrap_or_default(), origin.unwrap_or_default()]);
    }
    print(&format!("{table}\n"))?;
    for problem in &gathered.problems {
        eprintln!("countersign: {problem}");
    }
    Ok(if gathered.problems.is_empty() { Ended::Done } else { Ended::SomeRefused })
}
