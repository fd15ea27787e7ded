//! `countersign doctor`: checks the surroundings that the program depends on.

mod access;
mod database;
mod finding;
mod mail;
mod partners;

use super::log;
use super::outcome::Ended;
use super::output::print;
use super::public_url::origin;
use super::serve::Serve;
use clap::Args;
use countersign_app::clock::Clock;
use countersign_app::failure::{Failure, Result};
use countersign_app::health;
use countersign_app::keys::source::KeySource;
use countersign_delivery::outbound_config::OutboundConfig;
use countersign_domain::instant::Instant;
use countersign_store::sealing::{self, Count, Sealer};
use countersign_store::{SchemaState, Store};
use finding::{DoctorFinding, Level};
use std::sync::Arc;

/// Looks at database, key, clock, proxy, mail, identity providers and delivery channels
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  countersign doctor --config /etc/countersign/countersign.toml
  countersign doctor --config /etc/countersign/countersign.toml --mail-to eva@nordlicht.example

It takes the options of serve, and changes nothing. Exit status: 0 no failures; 1 failures.")]
pub(super) struct Doctor {
    /// Sends a test message to this address
    #[arg(long, value_name = "ADDRESS")]
    mail_to: Option<String>,
    /// Sends a test through every delivery channel that is on, like the button on its page
    #[arg(long)]
    test_channels: bool,
    /// Prints the findings as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    serve: Serve,
}

impl Doctor {
    pub(super) async fn run(self) -> Result<Ended> {
        log::begin(self.serve.log_format, &self.serve.log, None)?;
        let findings = self.look().await?;
        if self.json {
            let text = serde_json::to_string_pretty(&findings);
            print(&(text.map_err(|error| Failure::System(error.to_string()))? + "\n"))?;
        } else {
            print(&findings.iter().map(DoctorFinding::text).collect::<String>())?;
        }
        let fails = findings.iter().any(|it| it.level == Level::Failure);
        Ok(if fails { Ended::SomeRefused } else { Ended::Done })
    }

    async fn look(&self) -> Result<Vec<DoctorFinding>> {
        let now = Clock::default().machine_time();
        let version = env!("CARGO_PKG_VERSION");
        let mut findings = vec![DoctorFinding::ok("program", format!("Countersign {version}."))];
        findings.extend(access::look(&self.serve));
        let outbound = match self.outbound() {
            Ok(outbound) => outbound,
            Err(why) => {
                let advice = "See: countersign config check";
                findings.push(DoctorFinding::failure("options", format!("{why}."), advice));
                OutboundConfig::nowhere(String::new())
            }
        };
        findings.push(mail::look(&outbound, self.mail_to.as_deref(), now).await);
        match self.open().await {
            Ok(store) => findings.extend(self.look_into(store, &outbound, now).await?),
            Err(why) => findings.push(DoctorFinding::failure(
                "database",
                format!("It cannot be opened: {why}."),
                "See docs/operating/databases.md.",
            )),
        }
        Ok(findings)
    }

    fn outbound(&self) -> Result<OutboundConfig> {
        let Serve { public_url, listening, insecure_http, .. } = &self.serve;
        let origin = origin(public_url.as_deref(), listening.listen, *insecure_http)?;
        Ok(OutboundConfig { origin, ..self.serve.outbound.config()? })
    }

    /// Opens an existing database for reading only.
    async fn open(&self) -> Result<Store> {
        let url = self.serve.database.url()?;
        if url.file().is_some_and(|file| !file.exists()) {
            return Err(Failure::Usage(format!("there is no database {url}")));
        }
        Ok(Store::open_to_read(&url).await?)
    }

    async fn look_into(
        &self,
        store: Store,
        outbound: &OutboundConfig,
        now: Instant,
    ) -> Result<Vec<DoctorFinding>> {
        let source = self.serve.key_file.source(store.url());
        let mut findings =
            vec![DoctorFinding::ok("address", format!("The database is {}.", store.url()))];
        findings.extend(database::look(&store, now).await);
        let (store, secrets) = with_keys(store, &source).await;
        findings.extend(health::look(&store, now).await.checks.iter().map(DoctorFinding::from));
        findings.extend(secrets);
        if store.schema_state().await.is_ok_and(|it| it == SchemaState::Current) {
            findings.extend(database::record(&store, now).await);
            findings.extend(partners::providers(&store, outbound).await?);
            let tests = self.test_channels;
            findings.extend(partners::channels(&store, outbound, tests, now).await?);
        }
        Ok(findings)
    }
}

/// The store with its keys, and how many secrets they open.
async fn with_keys(store: Store, source: &KeySource) -> (Store, Option<DoctorFinding>) {
    let path = source.path().map(|path| path.display().to_string()).unwrap_or_default();
    let ring: Arc<dyn Sealer> = match source.ring() {
        Ok(Some(ring)) => Arc::new(ring),
        Ok(None) => return (store, None),
        Err(why) => {
            let advice = "Give the right file with --key-file.";
            return (store, Some(DoctorFinding::failure("key file", format!("{why}."), advice)));
        }
    };
    ring.be_strict();
    let counted = sealing::count(&store, &ring).await;
    let store = store.sealing_with(ring);
    let Ok(Count { open, locked, plain }) = counted else { return (store, None) };
    let message = format!("{path} opens {open} secrets; {locked} are locked, {plain} not sealed.");
    let finding = match locked + plain {
        0 => DoctorFinding::ok("secrets", message),
        _ => DoctorFinding::failure(
            "secrets",
            message,
            "Put the key that sealed them into the file, or enter them again: see \
             docs/operating/keys.md.",
        ),
    };
    (store, Some(finding))
}
