//! `countersign migrate`

use super::outcome::Ended;
use super::output::print;
use super::session::Database;
use clap::Args;
use countersign_app::clock::Clock;
use countersign_app::failure::{Failure, Result};
use countersign_store::{SchemaState, Store};

/// Upgrades a database of an older program
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  countersign migrate
  countersign migrate --database postgres://countersign@db.example/countersign

Take a backup first. A database made by a newer program is refused.")]
pub(super) struct Migrate {
    #[command(flatten)]
    database: Database,
}

impl Migrate {
    pub(super) async fn run(self) -> Result<Ended> {
        let url = self.database.url()?;
        if url.file().is_some_and(|file| !file.exists()) {
            return Err(Failure::Usage(format!("there is no database {url}")));
        }
        let store = Store::open(&url).await?;
        if store.schema_state().await? == SchemaState::Empty {
            return Err(Failure::Usage(format!("the database {url} is empty; use init")));
        }
        let steps = store.migrate(Clock::default().machine_time()).await?;
        print(&format!("{url}: {steps} schema steps applied\n"))?;
        Ok(Ended::Done)
    }
}
