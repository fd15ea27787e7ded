//! The program running in a folder: its commands and their output.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::de::DeserializeOwned;

use super::people::Person;
use crate::cargo::Failure;
use crate::release_binary::{Binary, PROGRAM};

/// The address of the database, relative to the folder.
pub(super) const DATABASE: &str = "sqlite:month.db";

/// The first columns of a file of decisions, as [`Decision`] fills them.
const COLUMNS: &str = "cycle,partner,action,product,chargeable,comment";

/// Prints a line. It is no error if the reader has closed the pipe.
pub(super) fn say(text: &str) {
    let _: std::io::Result<()> = writeln!(std::io::stdout(), "{text}");
}

/// A row of a file of decisions.
#[derive(Clone, Debug, Default)]
pub(super) struct Decision<'a> {
    /// Code of the partner whose report it is.
    pub(super) partner: &'a str,
    /// What to do: `submit` or another action.
    pub(super) action: &'a str,
    /// Code of the product, for an action on a line.
    pub(super) product: &'a str,
    /// Chargeable units, where they change.
    pub(super) chargeable: String,
    /// A comment or reasons, without a quotation mark.
    pub(super) comment: &'a str,
}

impl Decision<'_> {
    fn record(&self, cycle: &str) -> String {
        let Self { partner, action, product, chargeable, comment } = self;
        let comment = if comment.is_empty() { String::new() } else { format!("\"{comment}\"") };
        format!("{cycle},{partner},{action},{product},{chargeable},{comment}")
    }
}

/// The program, with the folder that it works in.
pub(super) struct Program {
    binary: PathBuf,
    folder: PathBuf,
    applied: usize,
}

impl Program {
    /// Builds the program as it is shipped, to work in `folder`.
    pub(super) fn build(folder: &Path) -> Result<Self, Failure> {
        let binary = Binary::default().find()?;
        Ok(Self { binary, folder: folder.to_owned(), applied: 0 })
    }

    pub(super) fn binary(&self) -> &Path {
        &self.binary
    }

    /// Runs it and returns its output. Refused items are no failure.
    pub(super) fn ask(&self, words: &[&str]) -> Result<String, Failure> {
        Ok(self.run(words)?[0].clone())
    }

    /// Runs it and shows the command and its output.
    pub(super) fn show(&self, words: &[&str]) -> Result<(), Failure> {
        say(&format!("   $ {}", line(words)));
        for line in self.run(words)?.iter().flat_map(|text| text.lines()) {
            say(format!("   {line}").trim_end());
        }
        Ok(())
    }

    /// Runs it and returns its output and its errors.
    fn run(&self, words: &[&str]) -> Result<[String; 2], Failure> {
        let mut command = Command::new(&self.binary);
        command.args(words).current_dir(&self.folder).env("COUNTERSIGN_DATABASE", DATABASE);
        // The user of this machine does not matter here.
        let output = command.env_remove("USER").output();
        let output = output.map_err(|e| format!("{} did not start: {e}", self.binary.display()))?;
        let texts = [output.stdout, output.stderr];
        let texts = texts.map(|text| String::from_utf8_lossy(&text).into_owned());
        if !matches!(output.status.code(), Some(0 | 1)) {
            return Err(format!("`{}` failed: {}", line(words), texts[1].trim()).into());
        }
        Ok(texts)
    }

    pub(super) fn read<T: DeserializeOwned>(&self, words: &[&str]) -> Result<T, Failure> {
        let words = [words, &["--format", "json"]].concat();
        let text = self.ask(&words)?;
        serde_json::from_str(&text).map_err(|e| format!("`{}`: {e}", line(&words)).into())
    }

    /// Lets `person` carry out decisions and shows the command and each row with its result.
    pub(super) fn apply(
        &mut self,
        cycle: &str,
        person: &Person,
        decisions: &[Decision<'_>],
    ) -> Result<(), Failure> {
        self.applied += 1;
        let file = format!("decisions-{}.csv", self.applied);
        let result = format!("result-{}.csv", self.applied);
        let records: Vec<String> = decisions.iter().map(|it| it.record(cycle)).collect();
        let text = format!("{COLUMNS}\n{}\n", records.join("\n"));
        let path = self.folder.join(&file);
        fs::write(&path, text).map_err(|e| format!("{}: {e}", path.display()))?;

        let words = ["apply", &file, "--as", &person.email, "-o", &result];
        say(&format!("   $ {}", line(&words)));
        self.ask(&words)?;

        let path = self.folder.join(&result);
        let results = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        for (decision, row) in decisions.iter().zip(results.lines().skip(1)) {
            say(&format!("   {}", row_summary(decision, row)));
        }
        Ok(())
    }
}

/// A row and its result in words. The last two cells of the row are the result and the message, and
/// only a refusal has a message.
fn row_summary(decision: &Decision<'_>, row: &str) -> String {
    let Decision { partner, action, product, chargeable, .. } = decision;
    let what: Vec<&str> = [*action, partner, product, chargeable]
        .into_iter()
        .filter(|word| !word.is_empty())
        .collect();
    let what = what.join(" ");
    match row.split_once(",refused,") {
        Some((_, message)) => {
            let bare = message.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
            let message = bare.map_or(message.to_owned(), |bare| bare.replace("\"\"", "\""));
            format!("{what}: refused, {message}")
        }
        None => {
            let result = row.trim_end_matches(',').rsplit(',').next().unwrap_or_default();
            format!("{what}: {result}")
        }
    }
}

/// The command as one would type it.
fn line(words: &[&str]) -> String {
    format!("{PROGRAM} {}", words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::{Decision, row_summary};

    #[test]
    fn a_row_is_told_with_its_result() {
        let submit = Decision { partner: "P1", action: "submit", ..Decision::default() };
        assert_eq!(submit.record("2026-10"), "2026-10,P1,submit,,,");
        assert_eq!(row_summary(&submit, "2026-10,P1,submit,,,,done,"), "submit P1: done");
        let row = "2026-10,P1,submit,,,,refused,\"no line of \"\"X\"\", look\"";
        assert_eq!(row_summary(&submit, row), "submit P1: refused, no line of \"X\", look");
        let edit = Decision { product: "EP", chargeable: "9".into(), action: "edit", ..submit };
        assert_eq!(
            row_summary(&edit, "2026-10,P1,edit,EP,9,,already done,"),
            "edit P1 EP 9: already done"
        );
    }
}
