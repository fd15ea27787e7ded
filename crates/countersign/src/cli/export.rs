//! `countersign export`

use super::export_pdf;
use super::filter::FilterArgs;
use super::message_templates::language;
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
use countersign_language::text::Locale;
use countersign_store::audit::AuditEntry;
use countersign_store::reports::Filter;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Writes one row per report line of a cycle, or one report as PDF
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  countersign export --cycle 2026-10 -o october.csv
  countersign export --cycle 2026-10 --format xlsx -o october.xlsx
  countersign export --cycle 2026-10 --status approved --distributor NORD --format jsonl
  countersign export --cycle 2026-10 --partner P1 --format pdf --language de -o p1.pdf
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
    /// The vendor of the report, for a PDF, if there are several
    #[arg(long, value_name = "CODE")]
    vendor: Option<String>,
    /// The language of a PDF [default: en]
    #[arg(long, value_name = "CODE", value_parser = language)]
    language: Option<Locale>,
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
    /// The pages of one report, with the files that prove them inside (PDF/A)
    Pdf,
}

impl Export {
    pub(super) async fn run(self) -> Result<Ended> {
        let format = self.table_format()?;
        let session = self.database.open_to_read(Threads::One).await?;
        let mut filter = session.store.reading(async |tx| self.filter.filter(tx).await).await?;
        filter.criteria.vendor.clone_from(&self.vendor);
        record(&session, recorded(&session, &filter, self.format), "export").await?;
        let mut progress = WorkProgress::on_terminal();
        let store = &session.store;
        let Some(format) = format else {
            let language = self.language.unwrap_or_default();
            let bytes = export_pdf::pdf(&session, &filter, language).await?;
            return write_pdf(self.output.as_deref(), &bytes).await;
        };
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

impl Export {
    /// The format of a table; none for a PDF.
    fn table_format(&self) -> Result<Option<ExportFormat>> {
        let is_pdf = self.format == FormatName::Pdf;
        if !is_pdf && (self.vendor.is_some() || self.language.is_some()) {
            let why = "--vendor and --language apply to --format pdf only";
            return Err(Failure::Usage(why.to_owned()));
        }
        match (self.format, self.dialect) {
            (FormatName::Csv, dialect) => {
                Ok(Some(ExportFormat::Csv(dialect.unwrap_or(Dialect::STANDARD))))
            }
            (_, Some(_)) => Err(Failure::Usage("--dialect applies to CSV only".to_owned())),
            (FormatName::Xlsx, None) => Ok(Some(ExportFormat::Xlsx)),
            (FormatName::Jsonl, None) => Ok(Some(ExportFormat::JsonLines)),
            (FormatName::Pdf, None) => Ok(None),
        }
    }
}

async fn write_pdf(output: Option<&Path>, bytes: &[u8]) -> Result<Ended> {
    let write = |out: &mut dyn Write| {
        let written = out.write_all(bytes).and_then(|()| out.flush());
        written.map_err(|error| Failure::System(format!("the PDF: {error}")))
    };
    match output {
        Some(path) => write_whole(path, async |out| write(out)).await?,
        None => write(&mut std::io::stdout().lock())?,
    }
    Ok(Ended::Done)
}

/// The entry of the audit record, which is there before the first byte is written.
fn recorded(session: &Session, filter: &Filter, format: FormatName) -> AuditEntry {
    let ending = match format {
        FormatName::Csv => "csv",
        FormatName::Xlsx => "xlsx",
        FormatName::Jsonl => "jsonl",
        FormatName::Pdf => "pdf",
    };
    let about = Some(format!("usage-reports-{}.{ending}", filter.cycle));
    AuditEntry { about, ..audit::of_machine(Event::Exported, session.clock.machine_time()) }
}
