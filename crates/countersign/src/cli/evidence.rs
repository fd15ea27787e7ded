//! `countersign evidence`

use super::acting_person::PerhapsActing;
use super::message_templates::language;
use super::outcome::Ended;
use super::record::record;
use super::session::{Database, Session, Threads, write_whole};
use clap::Args;
use countersign_app::actions::audit;
use countersign_app::actions::make_evidence::{self, EvidenceQuery};
use countersign_app::evidence::page::{verify_page, verify_page_digest};
use countersign_app::failure::{Failure, Result};
use countersign_app::progress::WorkProgress;
use countersign_domain::audit::Event;
use countersign_domain::cycle::Cycle;
use countersign_language::text::Locale;
use countersign_store::audit::AuditEntry;
use std::path::{Path, PathBuf};

/// Writes reports, the records behind them and the proofs into one file for auditors
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  countersign evidence --cycle 2026-10 --partner P1 -o p1.zip
  countersign evidence --from 2025-11 --to 2026-10 --distributor NORD -o nord.zip
  countersign evidence --cycle 2026-10 --as eva@nordlicht.example -o nord.zip
  countersign verify p1.zip
  countersign evidence --page -o verify.html

countersign verify checks the file anywhere, without the database, and so does the page \
verify.html in it. --page writes only that page, for readers who do not want to take it from \
someone else's pack. With --as, the file contains what that person's company may see.")]
pub(super) struct Evidence {
    /// The report cycle
    #[arg(long, value_name = "YYYY-MM", value_parser = Cycle::parse)]
    #[arg(required_unless_present_any = ["from", "page"], conflicts_with_all = ["from", "to"])]
    cycle: Option<Cycle>,
    /// The first report cycle
    #[arg(long, value_name = "YYYY-MM", value_parser = Cycle::parse, requires = "to")]
    from: Option<Cycle>,
    /// The last report cycle
    #[arg(long, value_name = "YYYY-MM", value_parser = Cycle::parse, requires = "from")]
    to: Option<Cycle>,
    /// Only reports of this partner
    #[arg(long, value_name = "CODE")]
    partner: Option<String>,
    /// Only reports of this distributor
    #[arg(long, value_name = "CODE")]
    distributor: Option<String>,
    /// Only reports of this vendor
    #[arg(long, value_name = "CODE")]
    vendor: Option<String>,
    /// The language of the summary
    #[arg(long, value_name = "CODE", value_parser = language, default_value = "en")]
    language: Locale,
    /// Write only the page verify.html, which checks packs in a browser; this needs no database
    #[arg(long, conflicts_with_all = ["cycle", "from", "to", "partner", "distributor", "vendor"])]
    page: bool,
    /// Where to write it
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    #[command(flatten)]
    acting: PerhapsActing,
    #[command(flatten)]
    database: Database,
}

impl Evidence {
    pub(super) async fn run(self) -> Result<Ended> {
        if self.page {
            return write_page(&self.output).await;
        }
        let session = self.database.open_to_read(Threads::One).await?;
        let output = self.output.clone();
        let asked = self.asked(&session).await?;
        if !make_evidence::has_any(&session.store, &asked).await? {
            return Err(make_evidence::none());
        }
        record(&session, recorded(&session, &asked), "evidence pack").await?;
        let mut progress = WorkProgress::on_terminal();
        let store = &session.store;
        let size = write_whole(&output, async |out| {
            make_evidence::run(store, &asked, out, &mut progress).await
        });
        let size = size.await?;
        let (reports, entries, file) = (size.reports, size.entries, output.display());
        eprintln!("{reports} reports with {entries} history entries in {file}");
        if size.unproven > 0 {
            let unproven = size.unproven;
            eprintln!(
                "{unproven} of the entries are newer than the last checkpoint of the log, so \
                 nothing proves them yet"
            );
        }
        Ok(Ended::Done)
    }

    async fn asked(self, session: &Session) -> Result<EvidenceQuery> {
        let reader = self.acting.person(session).await?;
        let from = self.cycle.or(self.from).unwrap_or(session.installation.first_cycle);
        Ok(EvidenceQuery {
            reader,
            from,
            to: self.cycle.or(self.to).unwrap_or(from),
            partner: self.partner,
            distributor: self.distributor,
            vendor: self.vendor,
            language: self.language.code(),
        })
    }
}

/// Writes only the page, and prints its SHA-256, by which people compare it.
async fn write_page(output: &Path) -> Result<Ended> {
    let written = write_whole(output, async |out| {
        out.write_all(verify_page().as_bytes()).map_err(|error| Failure::io(output, &error))
    });
    written.await?;
    eprintln!("{} has the SHA-256 {}", output.display(), verify_page_digest());
    Ok(Ended::Done)
}

/// The entry of the audit record, which is written before the first byte of the pack.
fn recorded(session: &Session, asked: &EvidenceQuery) -> AuditEntry {
    let now = session.clock.machine_time();
    let entry = match &asked.reader {
        Some(person) => audit::of_machine_as(Event::Exported, now, person),
        None => audit::of_machine(Event::Exported, now),
    };
    AuditEntry { about: Some(asked.file_name()), ..entry }
}
