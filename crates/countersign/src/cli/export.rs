//! `countersign export`

use super::filter::FilterArgs;
use super::outcome::Ended;
use super::session::{Database, Session, Threads, write_whole};
use clap::{Args, ValueEnum};
use countersign_app::actions::audit;
use countersign_app::actions::export_reports::{self, ExportFormat};
use countersign_app::failure::{Failure, Result};
use countersign_app::formats::csv_out::Dialect;
use countersign_app::progress::WorkProgress;
use countersign_domain::audit::Event;
use countersign_store::audit::AuditEntry;
use countersign_store::reports::Filter;
use countersign_store::{Store, StoreError};
use std::path::PathBuf;

/// Writes one row per report line of a cycle
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  countersign export --cycle 2026-10 -o october.csv
  countersign export --cycle 2026-10 --status approved --distributor NORD --format jsonl
  countersign export --cycle 2026-10 --partner \"ångström\" --dialect excel-semicolon")]
pub(super) struct Export {
    #[command(flatten)]
    filter: FilterArgs,
    /// The format of the file
    #[arg(long, value_enum, default_value_t = FormatName::Csv)]
    format: FormatName,
    /// The dialect of CSV: standard, excel-comma, excel-semicolon, tab
    #[arg(long, value_name = "NAME", value_parser = Dialect::parse)]
    dialect: Option<Dialect>,
    /// Where to write it [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    database: Database,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FormatName {
    /// CSV
    Csv,
    /// One JSON object per line
    Jsonl,
}

impl Export {
    pub(super) async fn run(self) -> Result<Ended> {
        let format = match (self.format, self.dialect) {
            (FormatName::Csv, dialect) => ExportFormat::Csv(dialect.unwrap_or(Dialect::STANDARD)),
            (FormatName::Jsonl, None) => ExportFormat::JsonLines,
            (FormatName::Jsonl, Some(_)) => {
                return Err(Failure::Usage("--dialect applies to CSV only".to_owned()));
            }
        };
        let session = self.database.open_to_read(Threads::One).await?;
        let mut tx = session.store.read().await?;
        let filter = self.filter.filter(&mut tx).await?;
        tx.rollback().await?;
        record(&session, &filter, self.format).await?;
        let mut progress = WorkProgress::on_terminal();
        let store = &session.store;
        match &self.output {
            Some(path) => {
                let lines = write_whole(path, async |out| {
                    export_reports::run(store, &filter, format, out, &mut progress).await
                });
                eprintln!("{} lines in {}", lines.await?, path.display());
            }
            None => {
                let mut out = std::io::stdout().lock();
                export_reports::run(store, &filter, format, &mut out, &mut progress).await?;
            }
        }
        Ok(Ended::Done)
    }
}

/// Adds the export to the audit record before its first byte is written. A read-only copy can be
/// exported too.
async fn record(session: &Session, filter: &Filter, format: FormatName) -> Result<()> {
    let ending = if format == FormatName::Csv { "csv" } else { "jsonl" };
    let about = Some(format!("usage-reports-{}.{ending}", filter.cycle));
    let at = session.clock.machine_time();
    let entry = AuditEntry { about, ..audit::of_machine(Event::Exported, at) };
    match add(session, entry).await {
        Err(StoreError::Unfit(_)) => {
            eprintln!("this database is read-only: its audit record has no entry of this export");
            Ok(())
        }
        added => Ok(added?),
    }
}

async fn add(session: &Session, entry: AuditEntry) -> std::result::Result<(), StoreError> {
    let store = Store::open_on_one_thread(session.store.url()).await?;
    store.write(async |tx| audit::record(tx, entry.clone()).await).await
}
