//! `countersign demo`

use super::listening::listen;
use super::log::{self, LogFilter, LogFormat};
use super::outcome::Ended;
use super::serve::until_stopped;
use crate::demo::{self, RunningDemo};
use clap::Args;
use countersign_app::clock::Clock;
use countersign_app::failure::{Failure, Result};
use countersign_app::keys;
use countersign_app::progress::WorkProgress;
use countersign_app::transparency::key_file::LogKeyFile;
use countersign_console::app::App;
use countersign_console::demonstration::DemoSignIn;
use countersign_delivery::outbound_config::OutboundConfig;
use countersign_domain::actor::CompanyKind;
use countersign_store::{DatabaseUrl, Store};
use countersign_web::state::Site;
use std::net::SocketAddr;
use std::sync::Arc;

/// Makes a throw-away installation with believable companies and months, and serves it
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  countersign demo
  countersign demo --listen 127.0.0.1:9000

The demonstration is deleted when the program ends. Every user of this machine can sign in as any \
person in it; it listens on this machine only.")]
pub(super) struct Demo {
    /// The address to listen on, on this machine only; port 0 takes any free port
    ///
    /// It is not the setting of the same name: a demonstration runs beside the server.
    #[arg(id = "demo_listen", long = "listen", value_name = "ADDR")]
    #[arg(default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    #[command(flatten)]
    log: LogFilter,
}

impl Demo {
    pub(super) async fn run(self) -> Result<Ended> {
        if !self.listen.ip().is_loopback() {
            return Err(Failure::Usage(format!(
                "other machines can reach {}, and a demonstration lets anyone in: use 127.0.0.1",
                self.listen
            )));
        }
        let (listener, listens) = listen(self.listen)?;
        let folder = tempfile::tempdir()
            .map_err(|error| Failure::System(format!("cannot make a temporary folder: {error}")))?;
        let url = DatabaseUrl::Sqlite(folder.path().join("demo.db"));
        let store = Store::open_disposable(&url).await?;
        let clock = Clock::default();
        store.make_schema(clock.machine_time()).await?;
        let store = keys::throwaway(store, clock.machine_time()).await?;
        let made = demo::make(&store, &mut WorkProgress::on_terminal()).await?;
        // The log begins here, because two hundred invitations of invented people are no news.
        log::begin(LogFormat::Text, &self.log, None)?;
        let origin = format!("http://{listens}");
        eprintln!(
            "{} partners, {} readings, {} reports; the clock is at {}",
            made.partners, made.readings, made.reports, made.now
        );
        eprintln!("\n  {origin}/demo   signs you in with one click, for example as\n");
        for person in one_per_role() {
            eprintln!("  {:<26} {:<30} {}", person.role.name(), person.company_name, person.email);
        }
        eprintln!();
        let log_key = LogKeyFile::beside(Some(&folder.path().join("demo.key")));
        let outbound = OutboundConfig { log_key, ..OutboundConfig::nowhere(origin.clone()) };
        let site = Site { origin, trusted_proxies: Vec::new(), demo: true };
        let app = App::new(store, clock, site).sending(outbound);
        let app = app.demonstrating(Arc::new(RunningDemo));
        until_stopped(app, listener, None).await
    }
}

/// The first person of each role, and of each kind of company.
fn one_per_role() -> Vec<DemoSignIn> {
    let (mut roles, mut kinds) = (Vec::new(), Vec::new());
    let mut people = demo::people();
    people.sort_by_key(|person| person.company_kind != CompanyKind::Distributor);
    people.retain(|person| {
        let new = !roles.contains(&person.role) || !kinds.contains(&person.company_kind);
        roles.push(person.role);
        kinds.push(person.company_kind);
        new && person.note.is_empty()
    });
    people
}
