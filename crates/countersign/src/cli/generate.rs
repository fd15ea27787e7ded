//! Generates completions and reference pages from the command line.

use super::outcome::Ended;
use super::output::print;
use crate::config::reference;
use clap::{Args, Command};
use clap_complete::Shell;
use countersign_app::failure::{Failure, Result};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Prints the completions of a shell
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  countersign completions bash > /etc/bash_completion.d/countersign
  countersign completions zsh > ~/.zfunc/_countersign")]
pub(super) struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    pub(super) fn run(self, mut command: Command) -> Result<Ended> {
        let mut text = Vec::new();
        clap_complete::generate(self.shell, &mut command, "countersign", &mut text);
        print(&String::from_utf8_lossy(&text))?;
        Ok(Ended::Done)
    }
}

/// Writes the reference of the command line, as Markdown and man pages
#[derive(Args, Debug)]
#[command(hide = true)]
pub(super) struct Generate {
    /// The folder
    folder: PathBuf,
}

impl Generate {
    pub(super) fn run(self, command: Command) -> Result<Ended> {
        let mut command = command.term_width(80);
        command.build();
        let failed = |error: std::io::Error| Failure::io(&self.folder, &error);
        let man = self.folder.join("man");
        std::fs::create_dir_all(&man).map_err(failed)?;
        write(&self.folder.join("options.md"), &reference::markdown(&command))?;
        clap_mangen::generate_to(command.clone(), &man).map_err(failed)?;
        write(&self.folder.join("command-line.md"), &markdown(&mut command))?;
        Ok(Ended::Done)
    }
}

fn write(path: &Path, text: &str) -> Result<()> {
    std::fs::write(path, text).map_err(|error| Failure::io(path, &error))
}

fn markdown(command: &mut Command) -> String {
    let mut text = String::from("# The command line\n\nMade by `cargo xtask docs`.\n");
    section(command, "countersign", &mut text);
    text
}

fn section(command: &mut Command, name: &str, text: &mut String) {
    let help = command.render_long_help().to_string();
    // Writing to memory cannot fail.
    let _: std::fmt::Result = write!(text, "\n## {name}\n\n```text\n{}\n```\n", help.trim_end());
    let shown = |command: &&mut Command| !command.is_hide_set();
    for sub in command.get_subcommands_mut().filter(shown) {
        let name = format!("{name} {}", sub.get_name());
        section(sub, &name, text);
    }
}
