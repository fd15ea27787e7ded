//! The page that lists every configuration option.

use super::config_option::Kind;
use super::{ConfigOption, config_options};
use clap::Command;
use std::fmt::Write;

const HEAD: &str = "# Configuration options

Made by `cargo xtask docs`. [Configuration](../operating/configuration.md) says where options may
be given and which source wins.

A key of `countersign.toml` is the name of an option without its dashes. `…_FILE` behind the
name of a variable names a file that holds the value, and systemd hands a value over as the
credential `countersign.` and the key.

| key | variable | kind | default | meaning |
|---|---|---|---|---|
";

/// The page, in Markdown.
pub(crate) fn markdown(command: &Command) -> String {
    let mut text = HEAD.to_owned();
    for option in config_options(command) {
        // Writing to memory cannot fail.
        let _ = writeln!(
            text,
            "| `{}` | `{}` | {} | {} | {} |",
            option.key,
            option.variable(),
            kind(&option),
            option.default().map_or_else(String::new, |it| format!("`{it}`")),
            meaning(&option)
        );
    }
    text
}

fn kind(option: &ConfigOption) -> String {
    let values = option.arg.get_possible_values();
    let names: Vec<_> = values.iter().map(|it| format!("`{}`", it.get_name())).collect();
    let kind = match option.kind {
        Kind::Flag => "yes or no".to_owned(),
        Kind::One if names.is_empty() => "text".to_owned(),
        Kind::One => names.join(" or "),
        Kind::Many => "list of texts".to_owned(),
    };
    if option.is_secret() { format!("{kind}, secret") } else { kind }
}

fn meaning(option: &ConfigOption) -> String {
    let help = option.arg.get_long_help().or(option.arg.get_help());
    let text = help.map(ToString::to_string).unwrap_or_default();
    // The variable has a column of its own.
    let text = text.split(" [env: ").next().unwrap_or_default();
    // A paragraph of a help text has no full stop.
    let text = text.trim_end_matches('.').replace("\n\n", ". ");
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|").replace('<', "\\<")
}
