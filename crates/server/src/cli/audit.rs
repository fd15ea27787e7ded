//! `countersign audit`

use super::session::{Database, Threads, parse_instant};
use super::{Ended, print};
use crate::actions::audit;
use crate::failure::{Failure, Result};
use clap::{Args, Subcommand, ValueEnum};
use comfy_table::{Table, presets};
use countersign_domain::audit::Event;
use countersign_domain::code::fold_email;
use countersign_domain::instant::Instant;
use countersign_store::audit::{self as stored, Entry, Listed};
use countersign_store::people;
use serde_json::{Value, json};

/// Prints what happened to accounts, people, settings and keys
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  countersign audit --since 2026-11-01
  countersign audit --since 2026-11-28T18:00:00Z --format json
  countersign audit erase eva@nordlicht.example")]
#[command(disable_help_subcommand = true, args_conflicts_with_subcommands = true)]
pub(super) struct Audit {
    /// From this instant, or the beginning of this UTC day, on
    #[arg(long, value_name = "INSTANT", value_parser = parse_instant)]
    since: Option<Instant>,
    /// A table, or one JSON object per line
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    #[command(flatten)]
    database: Database,
    #[command(subcommand)]
    verb: Option<AuditVerb>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table
    Table,
    /// One JSON object per line
    Json,
}

#[derive(Subcommand, Debug)]
enum AuditVerb {
    /// Erases where a person's entries came from and which addresses were typed; the entries stay
    Erase {
        /// The person's address
        email: String,
        #[command(flatten)]
        database: Database,
    },
}

/// The most entries that are printed at once.
const TOGETHER: usize = 500;

impl Audit {
    pub(super) async fn run(self) -> Result<Ended> {
        if let Some(AuditVerb::Erase { email, database }) = self.verb {
            return erase(&database, &email).await;
        }
        let session = self.database.open_to_read(Threads::One).await?;
        let mut tx = session.store.read().await?;
        let since = self.since.unwrap_or(Instant::from_micros(0));
        let mut entries = Vec::new();
        let mut lines = String::new();
        stored::each_since(&mut tx, since, |listed| {
            match self.format {
                Format::Table => entries.push(listed),
                Format::Json => lines.push_str(&format!("{}\n", as_json(&listed))),
            }
            if lines.len() > TOGETHER * 200 {
                // A reader that is gone is noticed at the end.
                print(&std::mem::take(&mut lines)).unwrap_or_default();
            }
            Ok(())
        })
        .await?;
        tx.rollback().await?;
        match self.format {
            Format::Json => print(&lines)?,
            Format::Table => print(&format!("{}\n", table(&entries)))?,
        }
        Ok(Ended::Done)
    }
}

async fn erase(database: &Database, email: &str) -> Result<Ended> {
    let session = database.open().await?;
    let now = session.clock.machine_time();
    let mut tx = session.store.begin().await?;
    let person = people::of_email(&mut tx, &fold_email(email)).await?;
    let person = person.ok_or_else(|| {
        Failure::Usage(format!("nobody has the address {email}; see: countersign user list"))
    })?;
    let erased = stored::erase(&mut tx, person.id).await?;
    let entry = audit::of_machine(Event::Erased, now);
    audit::record(&mut tx, Entry { about_person_id: Some(person.id), ..entry }).await?;
    tx.commit().await?;
    print(&format!("{erased} entries say no longer where they came from\n"))?;
    Ok(Ended::Done)
}

fn as_json(listed: &Listed) -> Value {
    let entry = &listed.entry;
    let pair = |pair: &Option<(String, String)>, at: usize| {
        pair.as_ref().map(|pair| if at == 0 { pair.0.clone() } else { pair.1.clone() })
    };
    json!({
        "at": entry.at.to_string(),
        "event": entry.event.name(),
        "times": listed.times,
        "person": pair(&listed.person, 1),
        "person_name": pair(&listed.person, 0),
        "company": pair(&listed.company, 0),
        "from": entry.address,
        "typed": entry.email,
        "about_person": pair(&listed.about_person, 1),
        "about": entry.about,
        "before": entry.before,
        "after": entry.after,
    })
}

fn table(entries: &[Listed]) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(["At", "Event", "Times", "Person", "Company", "From", "About", "Change"]);
    for listed in entries {
        let entry = &listed.entry;
        let email = |pair: &Option<(String, String)>| {
            pair.as_ref().map_or_else(String::new, |pair| pair.1.clone())
        };
        let typed = entry.email.clone().filter(|_| listed.person.is_none());
        let about = [Some(email(&listed.about_person)), entry.about.clone()];
        let about: Vec<String> = about.into_iter().flatten().filter(|it| !it.is_empty()).collect();
        let change = match (&entry.before, &entry.after) {
            (Some(before), Some(after)) => format!("{before} → {after}"),
            (Some(one), None) | (None, Some(one)) => one.clone(),
            (None, None) => String::new(),
        };
        table.add_row([
            entry.at.to_string(),
            entry.event.name().to_owned(),
            listed.times.to_string(),
            typed.unwrap_or_else(|| email(&listed.person)),
            listed.company.as_ref().map_or_else(String::new, |pair| pair.0.clone()),
            entry.address.clone().unwrap_or_default(),
            about.join(" "),
            change,
        ]);
    }
    table
}
