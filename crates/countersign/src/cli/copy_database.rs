//! `countersign copy-database`

use super::outcome::Ended;
use super::output::print;
use clap::Args;
use countersign_app::clock::Clock;
use countersign_app::failure::{Failure, Result};
use countersign_app::progress::WorkProgress;
use countersign_store::{DatabaseUrl, SchemaState, Store, StoreError, copy, sealing};

/// Copies everything into another, empty database of either engine, and verifies the copy
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  countersign copy-database --from sqlite:countersign.db \\
      --to postgres://countersign@db.example/countersign

The copy is one transaction: an interrupted copy leaves nothing behind.")]
pub(super) struct CopyDatabase {
    /// The database to copy
    #[arg(long, value_name = "URL")]
    from: String,
    /// The target; it is made if it does not exist
    #[arg(long, value_name = "URL")]
    to: String,
}

impl CopyDatabase {
    pub(super) async fn run(self) -> Result<Ended> {
        // Parsed here, because the command line's parser would repeat a refused value, password
        // included.
        let read = |url: &str| DatabaseUrl::parse(url).map_err(Failure::Usage);
        let (from, to) = (read(&self.from)?, read(&self.to)?);
        if from.file().is_some_and(|file| !file.exists()) {
            return Err(Failure::Usage(format!("there is no database {from}")));
        }
        let from = Store::open_to_read(&from).await?;
        if from.schema_state().await? != SchemaState::Current {
            return Err(Failure::Usage(format!(
                "the schema of {} is not current; run countersign migrate",
                from.url()
            )));
        }
        let to = Store::open(&to).await?;
        to.make_schema(Clock::default().machine_time()).await?;
        let mut progress = WorkProgress::on_terminal();
        progress.begin("copying", "", None);
        let copied = copy::copy(&from, &to, |_, rows| progress.at(rows)).await;
        let source = copied.map_err(not_empty)?;
        progress.begin("verifying", "", None);
        let target = copy::contents(&to, |_| {}).await?;
        progress.end();
        let mut table = String::new();
        let mut differ = 0;
        for (source, target) in source.iter().zip(&target) {
            let same = source == target;
            differ += usize::from(!same);
            let word = if same { "the same" } else { "DIFFERENT" };
            table.push_str(&format!("{:22} {:>12} rows  {word}\n", source.table, source.rows));
        }
        print(&table)?;
        let keys = to.reading(async |tx| sealing::keys(tx).await).await?;
        if let Some(key) = keys.current {
            print(&format!("its secrets are sealed with the key {key}: use the same key file\n"))?;
        }
        match differ {
            0 => Ok(Ended::Done),
            _ => Err(Failure::System(format!("{differ} tables differ: do not use the copy"))),
        }
    }
}

/// A target with rows was named by mistake.
fn not_empty(error: StoreError) -> Failure {
    match error {
        StoreError::Conflict(why) => Failure::Usage(why),
        other => other.into(),
    }
}
