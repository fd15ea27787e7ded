//! `countersign migrate`

mod dry_run;

use super::outcome::Ended;
use super::output::print;
use super::session::Database;
use clap::{Args, ValueEnum};
use countersign_app::actions::try_upgrade;
use countersign_app::actions::upgrade_database::{self, BackupChoice, SchemaBackup, UpgradeResult};
use countersign_app::clock::Clock;
use countersign_app::failure::{Failure, Result};
use countersign_app::progress::WorkProgress;
use countersign_store::{DatabaseUrl, SchemaState, Store};
use std::path::PathBuf;

/// Upgrades a database of an older program, after a backup of it
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  countersign migrate --dry-run
  countersign migrate
  countersign migrate --database postgres://countersign@db.example/countersign \\
      --backup-to /var/backups/countersign

The backup is called countersign-before-upgrade-TIME.sqlite, in UTC, and the program that made the \
    database can restore it. If the backup fails, nothing is upgraded. A database made by a newer \
    program is refused.")]
pub(super) struct Migrate {
    /// The folder for the backup [default: that of the database, if it is an SQLite file]
    #[arg(long, value_name = "DIR")]
    backup_to: Option<PathBuf>,
    /// Upgrades without a backup
    #[arg(long)]
    no_backup: bool,
    /// Tries the upgrade on a copy in the temporary folder (TMPDIR), verifies the result, and says
    /// how long it took; does not change the database
    #[arg(long)]
    dry_run: bool,
    /// How the result of a dry run is printed
    #[arg(long, value_enum, default_value_t = Format::Text, requires = "dry_run")]
    format: Format,
    #[command(flatten)]
    database: Database,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Lines for a person
    Text,
    /// A JSON object
    Json,
}

impl Migrate {
    pub(super) async fn run(self) -> Result<Ended> {
        let url = self.database.url()?;
        if url.file().is_some_and(|file| !file.exists()) {
            return Err(Failure::Usage(format!("there is no database {url}")));
        }
        let store = match self.dry_run {
            true => Store::open_to_read(&url).await?,
            false => Store::open(&url).await?,
        };
        let now = Clock::default().machine_time();
        let mut progress = WorkProgress::on_terminal();
        match store.schema_state().await? {
            SchemaState::Empty => {
                Err(Failure::Usage(format!("the database {url} is empty; use init")))
            }
            SchemaState::Current if self.dry_run => {
                print(&dry_run::nothing(&url, self.format))?;
                Ok(Ended::Done)
            }
            SchemaState::Behind(missing) if self.dry_run => {
                let trial = try_upgrade::run(&store, now, &mut progress).await?;
                dry_run::show(&url, missing, &trial, self.format)
            }
            _ => {
                let choice = self.choice();
                let done = upgrade_database::run(&store, choice, now, &mut progress).await?;
                print(&words(&url, &done))?;
                Ok(Ended::Done)
            }
        }
    }

    fn choice(&self) -> BackupChoice<'_> {
        match &self.backup_to {
            _ if self.no_backup => BackupChoice::None,
            Some(folder) => BackupChoice::Into(folder),
            None => BackupChoice::Beside,
        }
    }
}

fn words(url: &DatabaseUrl, done: &UpgradeResult) -> String {
    let steps = done.steps.iter().filter(|step| step.number.is_some()).count();
    let applied = format!("{url}: {steps} schema steps applied\n");
    match &done.backup {
        None if done.steps.is_empty() => {
            format!("{url} has this program's schema, so no backup was made\n{applied}")
        }
        None => applied,
        Some(SchemaBackup { file, bytes, rows }) => format!(
            "{} is a backup of the old schema, of {bytes} bytes: SQLite has checked its pages, and \
             its {rows} rows were compared with the database's\n{applied}",
            file.display()
        ),
    }
}
