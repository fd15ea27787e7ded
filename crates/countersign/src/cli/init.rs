//! `countersign init`

use super::key_file::{self, KeyFile};
use super::outcome::Ended;
use super::output::print;
use super::session::{Database, Threads, make, open, parse_instant};
use clap::Args;
use countersign_app::clock::Clock;
use countersign_app::failure::{Failure, Result};
use countersign_app::keys::source::KeyState;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;

/// Makes an empty database
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  countersign init
  countersign init --database postgres://countersign@db.example/countersign
  countersign init --database sqlite:trial.db --rehearsal 2026-10-01T00:00:00Z \\
      --first-cycle 2026-09")]
pub(super) struct Init {
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    key_file: KeyFile,
    /// Makes a rehearsal: its clock starts at INSTANT and moves only by hand
    #[arg(long, value_name = "INSTANT", value_parser = parse_instant)]
    rehearsal: Option<Instant>,
    /// The first cycle for which reports are made [default: the running one]
    #[arg(long, value_name = "YYYY-MM", value_parser = Cycle::parse)]
    first_cycle: Option<Cycle>,
}

impl Init {
    pub(super) async fn run(self) -> Result<Ended> {
        let url = self.database.url()?;
        let there = || Failure::Usage(format!("there is a database at {url} already"));
        if open(&url, Threads::One).await?.is_some() {
            return Err(there());
        }
        let now = self.rehearsal.unwrap_or_else(|| Clock::default().machine_time());
        if !make(&url, self.rehearsal.is_some(), now, self.first_cycle).await? {
            return Err(there());
        }
        let made = open(&url, Threads::One).await?;
        let made = made.ok_or_else(|| Failure::System("the database could not be made".into()))?;
        let source = self.key_file.source(&url);
        let (_, key_state) = source.begin(made.store, made.clock.machine_time()).await?;
        match (&key_state, source.path()) {
            (KeyState::Seals(id), Some(path)) => {
                eprintln!("the key {id} in {} seals its secrets; keep a copy", path.display());
            }
            _ => drop(key_file::warning(&key_state, &source).map(|warning| eprintln!("{warning}"))),
        }
        match self.rehearsal {
            Some(at) => print(&format!("{url} is a rehearsal; its clock is at {at}\n"))?,
            None => print(&format!("{url} is ready\n"))?,
        }
        Ok(Ended::Done)
    }
}
