//! `countersign export`

use super::filter::FilterArgs;
use super::outcome::Ended;
use super::record::record;
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
use std::path::PathBuf;

/// Writes one row per report line of a cycle
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  countersign export --cycle 2026-10 -o october.csv
  countersign export --cycle 2026-10 --format xlsx -o october.xlsx
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
    /// A workbook for spreadsheet programs
    Xlsx,
    /// One JSON object per line
    Jsonl,
}

impl Export {
    pub(super) async fn run(self) -> Result<Ended> {
        let format = match (self.format, self.dialect) {
            (FormatName::Csv, dialect) => ExportFormat::Csv(dialect.unwrap_or(Dialect::STANDARD)),
            (FormatName::Xlsx, None) => ExportFormat::Xlsx,
            (FormatName::Jsonl, None) => ExportFormat::JsonLines,
            (FormatName::Xlsx | FormatName::Jsonl, Some(_)) => {
                return Err(Failure::Usage("--dialect applies to CSV only".to_owned()));
            }
        };
        let session = self.database.open_to_read(Threads::One).await?;
        let filter = session.store.reading(async |tx| self.filter.filter(tx).await).await?;
        record(&session, recorded(&session, &filter, self.format), "export").await?;
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

/// The entry of the audit record, which is there before the first byte is written.
fn recorded(session: &Session, filter: &Filter, format: FormatName) -> AuditEntry {
    let ending = match format {
        FormatName::Csv => "csv",
        FormatName::Xlsx => "xlsx",
        FormatName::Jsonl => "jsonl",
    };
    let about = Some(format!("usage-reports-{}.{ending}", filter.cycle));
    AuditEntry { about, ..audit::of_machine(Event::Exported, session.clock.machine_time()) }
}
