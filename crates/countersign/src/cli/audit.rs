//! `countersign audit`

use super::outcome::Ended;
use super::output::{print, table};
use super::session::{Database, Threads, parse_instant};
use super::user::known_person;
use clap::{Args, Subcommand, ValueEnum};
use comfy_table::Table;
use countersign_app::actions::erase_audit;
use countersign_app::failure::Result;
use countersign_domain::erasure::in_words;
use countersign_domain::instant::Instant;
use countersign_store::audit::{self as stored, ListedAuditEntry};
use serde_json::{Value, json};
use std::borrow::Cow;

/// Prints the audit record: changes to accounts, people, settings and keys
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  countersign audit --since 2026-11-01
  countersign audit --since 2026-11-28T18:00:00Z --format json
  countersign audit erase eva@nordlicht.example")]
#[command(disable_help_subcommand = true, args_conflicts_with_subcommands = true)]
pub(super) struct Audit {
    /// From this instant, or from the beginning of this UTC day
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
    /// Erases the network addresses of a person's entries and the e-mail addresses that were typed;
    /// the entries stay
    Erase {
        /// The person's address
        email: String,
        #[command(flatten)]
        database: Database,
    },
}

impl Audit {
    pub(super) async fn run(self) -> Result<Ended> {
        if let Some(AuditVerb::Erase { email, database }) = self.verb {
            return erase(&database, &email).await;
        }
        let session = self.database.open_to_read(Threads::One).await?;
        let since = self.since.unwrap_or(Instant::from_micros(0));
        let (mut table, mut printed) = (heading(), Ok(()));
        let take = |listed: ListedAuditEntry| {
            match self.format {
                Format::Table => drop(table.add_row(cells(&listed))),
                Format::Json if printed.is_ok() => {
                    printed = print(&format!("{}\n", as_json(&listed)));
                }
                Format::Json => {}
            }
            Ok(())
        };
        session.store.reading(async |tx| stored::each_since(tx, since, take).await).await?;
        printed?;
        if self.format == Format::Table {
            print(&format!("{table}\n"))?;
        }
        Ok(Ended::Done)
    }
}

async fn erase(database: &Database, email: &str) -> Result<Ended> {
    let session = database.open().await?;
    let now = session.clock.machine_time();
    let mut tx = session.store.begin().await?;
    let person = known_person(&mut tx, email).await?;
    let erased = erase_audit::run(&mut tx, person.id, now).await?;
    tx.commit().await?;
    print(&format!("erased personal data from {erased} entries\n"))?;
    Ok(Ended::Done)
}

/// A name with an address, or a code with a name.
type Pair = Option<(String, String)>;

fn first(pair: &Pair) -> Option<Cow<'_, str>> {
    pair.as_ref().map(|(first, _)| in_words(first))
}

fn second(pair: &Pair) -> Option<Cow<'_, str>> {
    pair.as_ref().map(|(_, second)| in_words(second))
}

fn as_json(listed: &ListedAuditEntry) -> Value {
    let entry = &listed.entry;
    json!({
        "at": entry.at.to_string(),
        "event": entry.event.name(),
        "times": listed.times,
        "person": second(&listed.person),
        "person_name": first(&listed.person),
        "company": first(&listed.company),
        "from": entry.address,
        "typed": entry.email,
        "about_person": second(&listed.about_person),
        "about": entry.about,
        "before": entry.before,
        "after": entry.after,
    })
}

fn heading() -> Table {
    table(&["At", "Event", "Times", "Person", "Company", "From", "About", "Change"])
}

fn cells(listed: &ListedAuditEntry) -> [String; 8] {
    let entry = &listed.entry;
    let about = [second(&listed.about_person), entry.about.as_deref().map(Cow::from)];
    let about: Vec<Cow<'_, str>> = about.into_iter().flatten().collect();
    [
        entry.at.to_string(),
        entry.event.name().to_owned(),
        listed.times.to_string(),
        second(&listed.person)
            .or(entry.email.as_deref().map(Cow::from))
            .unwrap_or_default()
            .into_owned(),
        first(&listed.company).unwrap_or_default().into_owned(),
        entry.address.clone().unwrap_or_default(),
        about.join(" "),
        entry.change().unwrap_or_default(),
    ]
}
