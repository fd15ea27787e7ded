//! The result of `countersign migrate --dry-run`, as text and as JSON.

use super::super::outcome::Ended;
use super::super::output::print;
use super::super::restore::seconds;
use super::super::verify::summary;
use super::Format;
use countersign_app::actions::try_upgrade::Trial;
use countersign_app::failure::Result;
use countersign_store::{AppliedStep, DatabaseUrl};
use serde_json::{Value, json};
use std::fmt::Write;
use std::time::Duration;

/// The words for a database that has this program's schema.
pub(super) fn nothing(url: &DatabaseUrl, format: Format) -> String {
    match format {
        Format::Text => format!("{url} has this program's schema: there is nothing to upgrade\n"),
        Format::Json => format!("{}\n", json!({"database": url.to_string(), "missing_steps": 0})),
    }
}

/// Prints what came of the trial.
pub(super) fn show(
    url: &DatabaseUrl,
    missing: usize,
    trial: &Trial,
    format: Format,
) -> Result<Ended> {
    for broken in &trial.findings.broken {
        eprintln!("{broken}");
    }
    print(&match format {
        Format::Text => text(url, missing, trial),
        Format::Json => format!("{}\n", as_json(url, missing, trial)),
    })?;
    Ok(if trial.findings.count == 0 { Ended::Done } else { Ended::SomeRefused })
}

fn text(url: &DatabaseUrl, missing: usize, trial: &Trial) -> String {
    let mut text = format!(
        "{url} is {missing} schema steps behind this program. They were tried on a copy of its {} \
         rows:\n",
        trial.rows
    );
    for step in &trial.steps {
        let number = step.number.map(|number| number.to_string()).unwrap_or_default();
        let (rows, took) = (step.rows.unwrap_or_default(), seconds(step.took));
        // Writing to memory cannot fail.
        let _ = writeln!(text, "{number:>4}  {:<28} {rows:>10} rows changed  {took:>8}", step.name);
    }
    let (copied, upgraded) = (seconds(trial.copied_in), seconds(trial.upgraded_in));
    let _ = writeln!(
        text,
        "The backup takes about {copied} and the upgrade about {upgraded}. Until both are done, no \
         one else can write to the database"
    );
    if url.file().is_none() {
        text.push_str("The copy was an SQLite file, so the server's own times differ\n");
    }
    let _ = writeln!(text, "verify on the upgraded copy: {}", summary(&trial.findings));
    text.push_str("The database was not changed\n");
    text
}

fn as_json(url: &DatabaseUrl, missing: usize, trial: &Trial) -> Value {
    json!({
        "database": url.to_string(),
        "missing_steps": missing,
        "tried_on": "sqlite",
        "rows": trial.rows,
        "steps": trial.steps.iter().map(step).collect::<Vec<_>>(),
        "backup_milliseconds": milliseconds(trial.copied_in),
        "upgrade_milliseconds": milliseconds(trial.upgraded_in),
        "findings": trial.findings.count,
    })
}

fn step(step: &AppliedStep) -> Value {
    json!({
        "number": step.number,
        "name": step.name,
        "rows_changed": step.rows,
        "milliseconds": milliseconds(step.took),
    })
}

fn milliseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
