//! `countersign webhook`

use super::company;
use super::key_file::KeyFile;
use super::outbound_options::AllowedNetworks;
use super::outcome::Ended;
use super::output::{print, table};
use super::session::{Database, Session, Threads};
use clap::{Args, Subcommand};
use countersign_app::actions::audit;
use countersign_app::actions::manage_webhooks::{
    self, NOT_PUBLIC, ReplayScope, WebhookFault, WebhookInput, WebhookOwner,
};
use countersign_app::channels::Destinations;
use countersign_app::channels::address::CLOSED_NETWORK;
use countersign_app::failure::{Failure, Result};
use countersign_app::random::SystemRandom;
use countersign_domain::audit::Event;
use countersign_domain::instant::Instant;
use countersign_domain::webhook::{EventType, MOST_WEBHOOKS};
use countersign_domain::zone::{day_number, parse_date};
use countersign_store::audit::AuditEntry;
use countersign_store::webhooks::{self, LogCursor, LogQuery, Webhook as StoredWebhook};
use countersign_store::{Store, Tx, companies};
use jiff::civil::Date;
use uuid::Uuid;

/// The messages that are listed.
const LISTED: i64 = 100;

/// Manages the addresses to which companies get events, on the machine that holds the database
#[derive(Args, Debug)]
#[command(after_help = "serve sends the messages.

Examples:
  countersign webhook add --company NORD --name PSA --address https://psa.example/in \\
      --event report.approved --event correction.completed
  countersign webhook list
  countersign webhook test 0f9cbb53-7f5c-4f1c-9d1a-6f0b7a1f0e55
  countersign webhook log 0f9cbb53-7f5c-4f1c-9d1a-6f0b7a1f0e55
  countersign webhook replay 0f9cbb53-7f5c-4f1c-9d1a-6f0b7a1f0e55 \\
      --from 2026-10-01 --until 2026-10-31")]
#[command(disable_help_subcommand = true)]
pub(super) struct Webhook {
    #[command(subcommand)]
    verb: WebhookVerb,
}

#[derive(Subcommand, Debug)]
enum WebhookVerb {
    /// Lists the webhooks of all companies
    List {
        #[command(flatten)]
        database: Database,
    },
    /// Adds a webhook and prints its secret, once
    Add(Add),
    /// Sends a test event
    Test(OfWebhook),
    /// Makes a new secret and prints it, once; the old one also signs for a day
    Rotate(Rotate),
    /// Lists the latest messages of a webhook
    Log(OfWebhook),
    /// Sends messages again, each under its id
    Replay(Replay),
    /// Removes a webhook with the list of its messages
    Remove(OfWebhook),
}

#[derive(Args, Debug)]
struct OfWebhook {
    /// The id of the webhook, as `countersign webhook list` shows it
    #[arg(value_name = "ID")]
    id: Uuid,
    #[command(flatten)]
    database: Database,
}

#[derive(Args, Debug)]
struct Add {
    /// The company that gets the events
    #[arg(long, value_name = "CODE")]
    company: String,
    /// The name by which people know the webhook
    #[arg(long, value_name = "NAME")]
    name: String,
    /// The address that is called: https://…
    #[arg(long, value_name = "URL")]
    address: String,
    /// An event, such as report.approved; repeat it for several
    #[arg(long = "event", value_name = "TYPE", value_parser = EventType::parse, required = true)]
    events: Vec<EventType>,
    #[command(flatten)]
    networks: AllowedNetworks,
    #[command(flatten)]
    key_file: KeyFile,
    #[command(flatten)]
    database: Database,
}

#[derive(Args, Debug)]
struct Rotate {
    #[command(flatten)]
    key_file: KeyFile,
    #[command(flatten)]
    of: OfWebhook,
}

#[derive(Args, Debug)]
struct Replay {
    /// The id of one message, as `countersign webhook log` shows it
    #[arg(long, value_name = "ID", required_unless_present = "first_day")]
    message: Option<Uuid>,
    /// The first day whose messages are sent again, in UTC
    #[arg(long = "from", value_name = "DATE", value_parser = parse_date)]
    #[arg(requires = "last_day", conflicts_with = "message")]
    first_day: Option<Date>,
    /// The last day, in UTC
    #[arg(long = "until", value_name = "DATE", value_parser = parse_date, requires = "first_day")]
    last_day: Option<Date>,
    #[command(flatten)]
    of: OfWebhook,
}

impl Webhook {
    pub(super) async fn run(self) -> Result<Ended> {
        match self.verb {
            WebhookVerb::List { database } => list(&database).await,
            WebhookVerb::Add(add) => add.run().await,
            WebhookVerb::Test(of) => of.test().await,
            WebhookVerb::Rotate(rotate) => rotate.run().await,
            WebhookVerb::Log(of) => of.log().await,
            WebhookVerb::Replay(replay) => replay.run().await,
            WebhookVerb::Remove(of) => of.remove().await,
        }
    }
}

async fn list(database: &Database) -> Result<Ended> {
    let session = database.open_to_read(Threads::One).await?;
    let (all, companies) = session
        .store
        .reading(async |tx| Ok::<_, Failure>((webhooks::all(tx).await?, companies::all(tx).await?)))
        .await?;
    let mut table = table(&["Id", "Company", "Name", "State", "Address", "Events"]);
    for webhook in all {
        let company = companies.iter().find(|it| it.id == webhook.company_id);
        let events: Vec<&str> = webhook.said.events.iter().map(|it| it.token()).collect();
        table.add_row([
            webhook.id.to_string(),
            company.map(|it| it.code.clone()).unwrap_or_default(),
            webhook.said.name,
            webhook.said.state.token().to_owned(),
            webhook.said.address,
            events.join(" "),
        ]);
    }
    print(&format!("{table}\n"))?;
    Ok(Ended::Done)
}

/// An entry of the audit record about a webhook.
fn entry(session: &Session) -> AuditEntry {
    audit::of_machine(Event::WebhookChanged, session.clock.machine_time())
}

/// The store with the keys that seal secrets.
async fn sealing(session: &Session, key_file: &KeyFile) -> Result<Store> {
    let source = key_file.source(session.store.url());
    let (store, _) = source.begin(session.store.clone(), session.clock.machine_time()).await?;
    Ok(store)
}

impl Add {
    async fn run(self) -> Result<Ended> {
        let session = self.database.open().await?;
        let store = sealing(&session, &self.key_file).await?;
        let input = WebhookInput {
            name: self.name.clone(),
            address: self.address.clone(),
            events: self.events.iter().map(|it| it.token().to_owned()).collect(),
            is_on: true,
        };
        let destinations = Destinations { door: self.networks.door(), ..Destinations::default() };
        let mut tx = store.begin().await?;
        let company = company::of_any_kind(&mut tx, &self.company).await?;
        let owner = WebhookOwner { company_id: company.id, kind: company.kind };
        let (random, entry) = (&SystemRandom, entry(&session));
        let added =
            manage_webhooks::add(&mut tx, owner, &input, &destinations, random, &entry).await?;
        let added = added.map_err(|fault| Failure::Usage(words(fault)))?;
        tx.commit().await?;
        eprintln!("webhook {} was added; its secret is:", added.webhook.id);
        print(&format!("{}\n", added.secret))?;
        Ok(Ended::Done)
    }
}

impl OfWebhook {
    async fn find(&self, tx: &mut Tx) -> Result<StoredWebhook> {
        let id = self.id;
        let none =
            || Failure::Usage(format!("there is no webhook {id}; see: countersign webhook list"));
        webhooks::find(tx, id).await?.ok_or_else(none)
    }

    async fn test(self) -> Result<Ended> {
        let session = self.database.open().await?;
        let mut tx = session.store.begin().await?;
        let webhook = self.find(&mut tx).await?;
        let event =
            manage_webhooks::test(&mut tx, &webhook, &SystemRandom, &entry(&session)).await?;
        tx.commit().await?;
        print(&format!(
            "serve sends the test {event}; see: countersign webhook log {}\n",
            self.id
        ))?;
        Ok(Ended::Done)
    }

    async fn log(self) -> Result<Ended> {
        let session = self.database.open_to_read(Threads::One).await?;
        let asked =
            LogQuery { event_type: "", state: None, after: LogCursor::FIRST, limit: LISTED };
        let listed = session
            .store
            .reading(async |tx| {
                let webhook = self.find(tx).await?;
                Ok::<_, Failure>(webhooks::list(tx, webhook.id, &asked).await?)
            })
            .await?;
        let mut table = table(&[
            "Message",
            "Event",
            "Happened",
            "State",
            "Attempts",
            "Next attempt",
            "Status",
            "Error",
        ]);
        for message in listed {
            table.add_row([
                message.event.to_string(),
                message.event_type.clone(),
                message.created_at.to_string(),
                message.state().token().to_owned(),
                message.attempts.to_string(),
                message.next_attempt_at.map(|at| at.to_string()).unwrap_or_default(),
                message.status.map(|status| status.to_string()).unwrap_or_default(),
                message.last_error.unwrap_or_default(),
            ]);
        }
        print(&format!("{table}\n"))?;
        Ok(Ended::Done)
    }

    async fn remove(self) -> Result<Ended> {
        let session = self.database.open().await?;
        let mut tx = session.store.begin().await?;
        let webhook = self.find(&mut tx).await?;
        manage_webhooks::remove(&mut tx, &webhook, &entry(&session)).await?;
        tx.commit().await?;
        print("the webhook was removed\n")?;
        Ok(Ended::Done)
    }
}

impl Rotate {
    async fn run(self) -> Result<Ended> {
        let session = self.of.database.open().await?;
        let store = sealing(&session, &self.key_file).await?;
        let mut tx = store.begin().await?;
        let webhook = self.of.find(&mut tx).await?;
        let (random, entry) = (&SystemRandom, entry(&session));
        let rotated =
            manage_webhooks::rotate(&mut tx, &webhook, webhook.version, random, &entry).await?;
        let changed = || Failure::System("the webhook was changed meanwhile; try again".to_owned());
        let secret = rotated.ok_or_else(changed)?;
        tx.commit().await?;
        print(&format!("{}\n", secret.text))?;
        Ok(Ended::Done)
    }
}

impl Replay {
    async fn run(self) -> Result<Ended> {
        let session = self.of.database.open().await?;
        let day = |day: Date, later: i64| Instant::from_utc_day(day_number(day) + later);
        let scope = match (self.message, self.first_day, self.last_day) {
            (None, Some(first), Some(last)) => ReplayScope::Span(day(first, 0), day(last, 1)),
            (message, ..) => ReplayScope::One(message.unwrap_or_default()),
        };
        let mut tx = session.store.begin().await?;
        let webhook = self.of.find(&mut tx).await?;
        let count = manage_webhooks::replay(&mut tx, &webhook, scope, &entry(&session)).await?;
        tx.commit().await?;
        let none = || Failure::Usage("the webhook has no such message".to_owned());
        let count = count.ok_or_else(none)?;
        print(&format!("{count} messages are sent again\n"))?;
        Ok(Ended::Done)
    }
}

fn words(fault: WebhookFault) -> String {
    match fault {
        WebhookFault::Name => "--name: expected a name that people can see".to_owned(),
        WebhookFault::Address(CLOSED_NETWORK) => {
            "--address: it is in a network to which requests are not allowed; see --allow-network"
                .to_owned()
        }
        WebhookFault::Address(NOT_PUBLIC) => {
            "--address: it is in a network that is not public; only the operator's own webhooks \
             may be in one"
                .to_owned()
        }
        WebhookFault::Address(_) => {
            "--address: expected an address that begins with https://, without user, password and \
             fragment, of at most 1000 characters; http:// is for this machine only"
                .to_owned()
        }
        WebhookFault::Events => "--event: the company cannot have one of these events".to_owned(),
        WebhookFault::TooMany => format!("the company has {MOST_WEBHOOKS} webhooks already"),
        WebhookFault::Stale => "the webhook was changed meanwhile; try again".to_owned(),
    }
}
