//! The page `docs/release-check.md`: the last result of each step, with its day and commit.

use std::fmt::Write as _;
use std::fs;
use std::io::ErrorKind;
use std::process::Command;
use std::time::Duration;

use super::ReleaseStep;
use crate::cargo::{self, Failure, root};

const PAGE: &str = "docs/release-check.md";

const HEAD: &str = "# Release check

`cargo xtask release-check` notes here how each of its steps last ended, on which day, and on which
commit. A release needs every step passed on one commit.

| step | what | result | minutes | day | commit | compiler |
|---|---|---|---|---|---|---|
";

/// How a step ended.
pub(super) struct Outcome {
    pub(super) failed: bool,
    pub(super) took: Duration,
}

/// What the machine says about this run.
struct Run {
    day: String,
    commit: String,
    compiler: String,
}

/// Replaces the row of one step on the page and keeps the others.
///
/// # Errors
/// Fails if the page cannot be read or written, or `git`, `date` or `rustc` failed.
pub(super) fn note(step: ReleaseStep, what: &str, outcome: &Outcome) -> Result<(), Failure> {
    let path = root().join(PAGE);
    let before = match fs::read_to_string(&path) {
        Ok(page) => page,
        Err(e) if e.kind() == ErrorKind::NotFound => String::new(),
        Err(e) => return Err(format!("{PAGE}: {e}").into()),
    };
    let page = with_row(&before, step, &row(step, what, outcome, &this_run()?));
    fs::write(&path, page).map_err(|e| format!("{PAGE}: {e}").into())
}

fn this_run() -> Result<Run, Failure> {
    let line = |program: &str, arguments: &[&str]| {
        let printed = cargo::output(Command::new(program).args(arguments).current_dir(root()))?;
        Ok::<_, Failure>(String::from_utf8_lossy(&printed).trim().to_owned())
    };
    Ok(Run {
        day: line("date", &["-u", "+%Y-%m-%d"])?,
        // The page itself changes during a run, so it does not make the commit a dirty one.
        commit: line("git", &["rev-parse", "--short=12", "HEAD"])?,
        compiler: line("rustc", &["--version"])?,
    })
}

fn row(step: ReleaseStep, what: &str, outcome: &Outcome, run: &Run) -> String {
    let result = if outcome.failed { "**failed**" } else { "passed" };
    let minutes = outcome.took.as_secs().div_ceil(60);
    let Run { day, commit, compiler } = run;
    let start = start_of_row(step);
    format!("{start}{what} | {result} | {minutes} | {day} | {commit} | {compiler} |")
}

fn start_of_row(step: ReleaseStep) -> String {
    format!("| `{}` | ", step.name())
}

/// The page with `new` as the row of `step`, in the order of the steps.
fn with_row(before: &str, step: ReleaseStep, new: &str) -> String {
    let mut page = HEAD.to_owned();
    for each in ReleaseStep::ALL {
        let start = start_of_row(each);
        let old = before.lines().find(|line| line.starts_with(&start));
        if let Some(row) = if each == step { Some(new) } else { old } {
            // Writing to memory cannot fail.
            writeln!(page, "{row}").unwrap_or_default();
        }
    }
    page
}

#[cfg(test)]
mod tests {
    use super::{Duration, HEAD, Outcome, ReleaseStep, Run, row, with_row};

    fn row_of(step: ReleaseStep, failed: bool, seconds: u64) -> String {
        let run = Run {
            day: "2026-11-29".to_owned(),
            commit: "abc".to_owned(),
            compiler: "rustc 1".to_owned(),
        };
        row(step, "What", &Outcome { failed, took: Duration::from_secs(seconds) }, &run)
    }

    #[test]
    fn a_row_says_how_the_step_ended_when_and_on_what() {
        assert_eq!(
            row_of(ReleaseStep::Fuzz, false, 61),
            "| `fuzz` | What | passed | 2 | 2026-11-29 | abc | rustc 1 |"
        );
    }

    #[test]
    fn a_step_replaces_its_own_row_and_keeps_the_others_in_order() {
        let fuzz = row_of(ReleaseStep::Fuzz, true, 9);
        let check = row_of(ReleaseStep::Check, false, 9);
        let page = with_row("", ReleaseStep::Fuzz, &fuzz);
        let page = with_row(&page, ReleaseStep::Check, &check);
        assert_eq!(page, format!("{HEAD}{check}\n{fuzz}\n"));
        let mended = row_of(ReleaseStep::Fuzz, false, 9);
        let page = with_row(&page, ReleaseStep::Fuzz, &mended);
        assert_eq!(page, format!("{HEAD}{check}\n{mended}\n"));
    }
}
