//! `countersign source`

mod mapping;

use super::company;
use super::outcome::Ended;
use super::output::{print, table};
use super::session::{Database, Session, Threads};
use clap::{Args, Subcommand};
use countersign_app::actions::audit;
use countersign_app::actions::manage_sources::{self, ReadingsSender, SourceFault, SourceSettings};
use countersign_app::failure::{Failure, Result};
use countersign_domain::audit::Event;
use countersign_domain::source::{MOST_HOURS, SourceMode};
use countersign_domain::zone::{date_of_number, day_number, parse_date};
use countersign_store::sources::{self, Source as StoredSource};
use countersign_store::{Tx, api_tokens, service_accounts, subscriptions};
use jiff::civil::Date;
use uuid::Uuid;

/// The most overlaps that are listed.
const MOST: i64 = 1_000;

/// Manages the programs that send readings
#[derive(Args, Debug)]
#[command(after_help = "A program becomes a source when it sends readings for the first time.

Examples:
  countersign source list
  countersign source create --account Metering --account-company NORD --mode test
  countersign source change 3 --mode live --silent-after 26
  countersign source overlap --from 2026-10-01 --until 2026-10-31
  countersign source map com.example.seats --provisioned /seats/assigned --used /seats/active")]
#[command(disable_help_subcommand = true)]
pub(super) struct Source {
    #[command(subcommand)]
    verb: SourceVerb,
}

#[derive(Subcommand, Debug)]
enum SourceVerb {
    /// Lists all sources
    List {
        #[command(flatten)]
        database: Database,
    },
    /// Adds a source before it sends anything
    Create(Create),
    /// Changes how a source is treated
    Change(Change),
    /// Lists the subscriptions and days of which two sources sent readings
    Overlap(Overlap),
    /// Lists how events become readings
    Mappings {
        #[command(flatten)]
        database: Database,
    },
    /// Sets how the events of a type become readings
    Map(mapping::Map),
    /// Removes the mapping of a type of events
    Unmap(mapping::Unmap),
}

/// How a source is treated.
#[derive(Args, Debug)]
struct Treatment {
    /// live: its readings count; test: they are checked and answered, and not stored
    #[arg(long, value_name = "MODE", value_parser = SourceMode::parse)]
    mode: Option<SourceMode>,
    /// After how many hours without readings the operator's Administrators get a message, or never
    #[arg(long, value_name = "HOURS", value_parser = hours)]
    silent_after: Option<SilentAfter>,
}

/// Hours, or never.
#[derive(Clone, Copy, Debug)]
struct SilentAfter(Option<i64>);

fn hours(text: &str) -> std::result::Result<SilentAfter, String> {
    if text == "never" {
        return Ok(SilentAfter(None));
    }
    let hours: Option<i64> = text.parse().ok().filter(|hours| (1..=MOST_HOURS).contains(hours));
    let expected = || format!("expected a number from 1 to {MOST_HOURS}, or never");
    hours.map(|hours| SilentAfter(Some(hours))).ok_or_else(expected)
}

#[derive(Args, Debug)]
struct Create {
    /// The service account whose tokens send the readings
    #[arg(long, value_name = "NAME", required_unless_present = "token_id")]
    account: Option<String>,
    /// The company of the service account
    #[arg(long, value_name = "CODE", requires = "account", default_value = "operator")]
    account_company: String,
    /// The id of a person's token that sends the readings, as `countersign token list` shows it
    #[arg(long = "token", value_name = "ID", conflicts_with = "account")]
    token_id: Option<Uuid>,
    /// The name by which people know the source; that of the account or token if it is omitted
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    #[command(flatten)]
    treatment: Treatment,
    #[command(flatten)]
    database: Database,
}

#[derive(Args, Debug)]
struct Change {
    /// The number of the source, as `countersign source list` shows it
    #[arg(value_name = "NUMBER")]
    number: i64,
    /// The name by which people know the source
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    #[command(flatten)]
    treatment: Treatment,
    #[command(flatten)]
    database: Database,
}

#[derive(Args, Debug)]
struct Overlap {
    /// The first day, in UTC; 31 days before the last one if it is omitted
    #[arg(long = "from", value_name = "DATE", value_parser = parse_date)]
    first_day: Option<Date>,
    /// The last day, in UTC; today if it is omitted
    #[arg(long = "until", value_name = "DATE", value_parser = parse_date)]
    last_day: Option<Date>,
    #[command(flatten)]
    database: Database,
}

impl Source {
    pub(super) async fn run(self) -> Result<Ended> {
        match self.verb {
            SourceVerb::List { database } => list(&database).await,
            SourceVerb::Create(create) => create.run().await,
            SourceVerb::Change(change) => change.run().await,
            SourceVerb::Overlap(overlap) => overlap.run().await,
            SourceVerb::Mappings { database } => mapping::list(&database).await,
            SourceVerb::Map(map) => map.run().await,
            SourceVerb::Unmap(unmap) => unmap.run().await,
        }
    }
}

async fn list(database: &Database) -> Result<Ended> {
    let session = database.open_to_read(Threads::One).await?;
    let listed = session.store.reading(async |tx| sources::all(tx).await).await?;
    let mut table =
        table(&["Number", "Name", "Company", "Mode", "Silent after", "Last seen", "Silent since"]);
    for source in listed {
        table.add_row([
            source.id.to_string(),
            source.name,
            source.company_code,
            source.mode.token().to_owned(),
            source.silent_after_hours.map_or_else(|| "never".to_owned(), |it| format!("{it} h")),
            source.seen_at.map_or_else(|| "never".to_owned(), |at| at.to_string()),
            source.silent_since.map_or_else(String::new, |at| at.to_string()),
        ]);
    }
    print(&format!("{table}\n"))?;
    Ok(Ended::Done)
}

impl Create {
    async fn run(self) -> Result<Ended> {
        let session = self.database.open().await?;
        let mut tx = session.store.begin().await?;
        let sender = self.sender(&mut tx).await?;
        let settings = SourceSettings {
            name: self.name.clone().unwrap_or_else(|| sender.name.clone()),
            mode: self.treatment.mode.unwrap_or(SourceMode::Live),
            silent_after_hours: self.treatment.silent_after.and_then(|it| it.0),
        };
        let entry = audit::of_machine(Event::SourceAdded, session.clock.machine_time());
        let now = session.now();
        let added = manage_sources::add(&mut tx, &sender, &settings, &entry, now).await?;
        let added = added.map_err(|fault| Failure::Usage(words(fault)))?;
        tx.commit().await?;
        print(&format!("source {} was added\n", added.id))?;
        Ok(Ended::Done)
    }

    /// The service account, or the token.
    async fn sender(&self, tx: &mut Tx) -> Result<ReadingsSender> {
        let usage = Failure::Usage;
        if let Some(id) = self.token_id {
            let all = api_tokens::of_everyone(tx).await?;
            let found = all.into_iter().find(|(it, _)| it.id == id && it.account_id.is_none());
            let none = || usage(format!("there is no token {id} of a person"));
            let (token, _) = found.ok_or_else(none)?;
            return Ok(ReadingsSender { id, company_id: token.company_id, name: token.name });
        }
        let (code, name) = (&self.account_company, self.account.clone().unwrap_or_default());
        let company = company::of_any_kind(tx, code).await?;
        let accounts = service_accounts::of_company(tx, company.id).await?;
        let account = accounts.into_iter().find(|it| it.name == name);
        let none = || usage(format!("{code} has no service account {name:?}"));
        let account = account.ok_or_else(none)?;
        Ok(ReadingsSender { id: account.id, company_id: company.id, name: account.name })
    }
}

impl Change {
    async fn run(self) -> Result<Ended> {
        let session = self.database.open().await?;
        let mut tx = session.store.begin().await?;
        let none = || {
            let number = self.number;
            Failure::Usage(format!("there is no source {number}; see: countersign source list"))
        };
        let before = sources::find(&mut tx, self.number).await?.ok_or_else(none)?;
        let StoredSource { name, mode, silent_after_hours, .. } = before;
        let settings = SourceSettings {
            name: self.name.clone().unwrap_or(name),
            mode: self.treatment.mode.unwrap_or(mode),
            silent_after_hours: self.treatment.silent_after.map_or(silent_after_hours, |it| it.0),
        };
        let entry = audit::of_machine(Event::SourceChanged, session.clock.machine_time());
        let changed = manage_sources::change(&mut tx, self.number, &settings, &entry).await?;
        changed.ok_or_else(none)?.map_err(|fault| Failure::Usage(words(fault)))?;
        tx.commit().await?;
        print("the source is changed\n")?;
        Ok(Ended::Done)
    }
}

impl Overlap {
    async fn run(self) -> Result<Ended> {
        let session = self.database.open_to_read(Threads::One).await?;
        let rows = session.store.reading(async |tx| self.rows(tx, &session).await).await?;
        let mut table =
            table(&["Subscription", "Source", "Other source", "Days", "First day", "Last day"]);
        for row in rows {
            table.add_row(row);
        }
        print(&format!("{table}\n"))?;
        Ok(Ended::Done)
    }

    async fn rows(&self, tx: &mut Tx, session: &Session) -> Result<Vec<[String; 6]>> {
        let today = session.now().utc_day();
        let last = self.last_day.map_or(today, day_number);
        let first = self.first_day.map_or(last - 31, day_number);
        let mut rows = Vec::new();
        for overlap in sources::overlaps(tx, &(first..=last), MOST).await? {
            let subscription = subscriptions::by_id(tx, overlap.subscription_id).await?;
            let (one, other) = overlap.sources;
            let (from, until) = overlap.between;
            rows.push([
                subscription.map(|it| it.code).unwrap_or_default(),
                called(tx, one).await?,
                called(tx, other).await?,
                overlap.days.to_string(),
                date_of_number(from).to_string(),
                date_of_number(until).to_string(),
            ]);
        }
        Ok(rows)
    }
}

/// The number and name of a source.
async fn called(tx: &mut Tx, id: i64) -> Result<String> {
    let source = sources::find(tx, id).await?;
    Ok(format!("{id} {}", source.map(|it| it.name).unwrap_or_default()))
}

fn words(fault: SourceFault) -> String {
    match fault {
        SourceFault::Name => "--name: expected a name that people can see".to_owned(),
        SourceFault::Hours => {
            format!("--silent-after: expected a number from 1 to {MOST_HOURS}, or never")
        }
        SourceFault::Known => "it is a source already; see: countersign source list".to_owned(),
    }
}
