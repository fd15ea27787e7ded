//! The page that lists every setting.

use super::setting::Kind;
use super::{Setting, settings};
use clap::Command;
use std::fmt::Write;

const HEAD: &str = "# Settings

Made by `cargo xtask docs`. [Configuration](../operating/configuration.md) says where settings may
be given and which source wins.

A setting of `countersign.toml` has the name of the option without its dashes. `…_FILE` behind the
name of a variable names a file that holds the value, and systemd hands a value over as the
credential `countersign.` and the setting's name.

| setting | variable | kind | default | meaning |
|---|---|---|---|---|
";

/// The page, in Markdown.
pub(crate) fn markdown(command: &Command) -> String {
    let mut text = HEAD.to_owned();
    for setting in settings(command) {
        // Writing to memory cannot fail.
        let _ = writeln!(
            text,
            "| `{}` | `{}` | {} | {} | {} |",
            setting.key,
            setting.variable(),
            kind(&setting),
            setting.default().map_or_else(String::new, |it| format!("`{it}`")),
            meaning(&setting)
        );
    }
    text
}

fn kind(setting: &Setting) -> String {
    let values = setting.arg.get_possible_values();
    let names: Vec<_> = values.iter().map(|it| format!("`{}`", it.get_name())).collect();
    let kind = match setting.kind {
        Kind::Flag => "yes or no".to_owned(),
        Kind::One if names.is_empty() => "text".to_owned(),
        Kind::One => names.join(" or "),
        Kind::Many => "list of texts".to_owned(),
    };
    if setting.is_secret() { format!("{kind}, secret") } else { kind }
}

fn meaning(setting: &Setting) -> String {
    let help = setting.arg.get_long_help().or(setting.arg.get_help());
    let text = help.map(ToString::to_string).unwrap_or_default();
    // The variable has a column of its own.
    let text = text.split(" [env: ").next().unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|").replace('<', "\\<")
}
