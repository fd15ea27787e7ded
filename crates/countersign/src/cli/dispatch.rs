//! `countersign dispatch`

use super::acting_person::Acting;
use super::outcome::Ended;
use super::output::print;
use super::session::{Database, Session, Threads, write_whole};
use super::signed_files;
use clap::Args;
use countersign_app::actions::dispatch_reports::{
    self, DispatchOrder, DispatchOutcome, RefusedReport, ReportToSend,
};
use countersign_app::actions::export_reports::ExportFormat;
use countersign_app::actions::{audit, export_dispatch};
use countersign_app::failure::{Failure, Result};
use countersign_app::formats::csv_out::Dialect;
use countersign_app::private_files;
use countersign_domain::access::may_use;
use countersign_domain::actor::{CompanyKind, Person};
use countersign_domain::audit::Event;
use countersign_domain::cycle::Cycle;
use countersign_domain::dispatch;
use countersign_domain::export::hex;
use countersign_domain::status::{Status, Verb};
use countersign_domain::text::TextFault;
use countersign_store::audit::AuditEntry;
use countersign_store::dispatches::{self, Approved, Dispatch as Sent, VendorStatusCount};
use countersign_store::{Tx, companies};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Sends a distributor's approved reports of a cycle to a vendor
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  countersign dispatch --cycle 2026-10 --vendor ACME --as eva@nordlicht.example --dry-run
  countersign dispatch --cycle 2026-10 --vendor ACME --as eva@nordlicht.example -o sent/
  countersign dispatch --cycle 2026-10 --vendor ACME --as eva@nordlicht.example \\
      --purchase-order 4500012345 --note \"Third batch\" -o october.csv
  countersign dispatch --cycle 2026-10 --vendor ACME --as eva@nordlicht.example \\
      --signature send.txt.sig

What is approved is sent, and with it the amendments of completed reports that were agreed to, of
whatever cycle; what is not approved is listed, and waits for another dispatch.")]
pub(super) struct Dispatch {
    /// The report cycle
    #[arg(long, value_name = "YYYY-MM", value_parser = Cycle::parse)]
    cycle: Cycle,
    /// The vendor to send to
    #[arg(long, value_name = "CODE")]
    vendor: String,
    #[command(flatten)]
    acting: Acting,
    /// The purchase-order number of the dispatch
    #[arg(long, value_name = "N")]
    purchase_order: Option<String>,
    /// A note for the vendor
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// The SSH signature of what `countersign statement dispatch` wrote; its files are read from
    /// the same folder
    #[arg(long, value_name = "FILE.sig")]
    signature: Option<PathBuf>,
    /// Only prints what would be sent
    #[arg(long)]
    dry_run: bool,
    /// Where to write the documents as well: a folder, a .csv file, or a file of JSON lines
    #[arg(short, long, value_name = "DIR|FILE", conflicts_with = "dry_run")]
    output: Option<PathBuf>,
    #[command(flatten)]
    database: Database,
}

/// What there is to send.
struct ReadyReports {
    approved: Vec<Approved>,
    status_counts: Vec<VendorStatusCount>,
}

impl Dispatch {
    pub(super) async fn run(self) -> Result<Ended> {
        let session = match self.dry_run {
            true => self.database.open_to_read(Threads::One).await?,
            false => self.database.open().await?,
        };
        let person = self.acting.person(&session).await?;
        let usage = |name: &str, expected: TextFault| Failure::Usage(format!("{name}: {expected}"));
        let purchase_order = dispatch::purchase_order(self.purchase_order.as_deref().unwrap_or(""));
        let note = dispatch::note(self.note.as_deref().unwrap_or_default());
        let signed = self.signature.as_deref().map(signed_files::read).transpose()?;
        let order = DispatchOrder {
            person: &person,
            purchase_order: purchase_order.map_err(|it| usage("--purchase-order", it))?,
            note: note.map_err(|it| usage("--note", it))?,
            now: session.now(),
            signed: signed.as_ref(),
        };
        let found = session.store.reading(async |tx| self.find(tx, &person).await).await?;
        eprint!("{}", found.warnings());
        let wanted: Vec<ReportToSend> = found.approved.iter().map(wanted).collect();
        if self.dry_run {
            return self.preview(&session, &order, &wanted).await;
        }
        let entry = audit::of_machine_as(Event::Dispatched, session.clock.machine_time(), &person);
        let send = async |tx: &mut Tx| {
            let answer = dispatch_reports::run(tx, &order, &wanted).await?;
            if let DispatchOutcome::Sent(sent) = &answer {
                audit::record(tx, self.recorded(entry.clone(), sent)).await?;
            }
            Ok(answer)
        };
        match session.store.write(send).await? {
            DispatchOutcome::Nothing => print("nothing was sent: no report is approved\n")?,
            DispatchOutcome::Refused(refused) => return Ok(print_refused(&refused)),
            DispatchOutcome::Sent(sent) => {
                session.log().await;
                self.sent(&session, &sent).await?;
            }
        }
        Ok(Ended::Done)
    }

    /// The vendor. A person who may not send is refused first.
    async fn vendor(&self, tx: &mut Tx, person: &Person) -> Result<i64> {
        may_use(person, Verb::Dispatch).map_err(|refusal| Failure::Usage(refusal.to_string()))?;
        let company = companies::of_code(tx, &self.vendor).await?;
        let company = company.filter(|company| company.kind == CompanyKind::Vendor);
        let missing = || Failure::Usage(format!("there is no vendor {:?}", self.vendor));
        Ok(company.ok_or_else(missing)?.id)
    }

    async fn find(&self, tx: &mut Tx, person: &Person) -> Result<ReadyReports> {
        let vendor_id = self.vendor(tx, person).await?;
        let (own, cycle) = (person.company_id, self.cycle);
        let mut status_counts = dispatches::status_counts(tx, own, cycle).await?;
        status_counts.retain(|it| it.vendor_id == vendor_id);
        let mut approved = dispatches::approved(tx, own, cycle, vendor_id).await?;
        approved.extend(dispatches::amended(tx, own, vendor_id).await?);
        Ok(ReadyReports { approved, status_counts })
    }

    /// The dispatch as an entry of the audit record.
    fn recorded(&self, entry: AuditEntry, sent: &Sent) -> AuditEntry {
        let about = Some(format!("dispatch {}", sent.number));
        let after = Some(format!("reports {}; vendor {}", sent.report_count, self.vendor));
        AuditEntry { about, after, ..entry }
    }

    async fn preview(
        &self,
        session: &Session,
        order: &DispatchOrder<'_>,
        wanted: &[ReportToSend],
    ) -> Result<Ended> {
        let refused = session
            .store
            .reading(async |tx| dispatch_reports::check(tx, order, wanted).await)
            .await?;
        if !refused.is_empty() {
            return Ok(print_refused(&refused));
        }
        print(&format!("{} reports would be sent to {}\n", wanted.len(), self.vendor))?;
        Ok(Ended::Done)
    }

    async fn sent(&self, session: &Session, sent: &Sent) -> Result<()> {
        let (number, count, hash) = (sent.number, sent.report_count, hex(&sent.hash));
        print(&format!("dispatch {number}: {count} reports sent to {}, {hash}\n", self.vendor))?;
        let Some(path) = &self.output else { return Ok(()) };
        let csv = ExportFormat::Csv(Dialect::STANDARD);
        if path.is_dir() || path.as_os_str().to_string_lossy().ends_with('/') {
            private_files::folder(path).map_err(|error| Failure::io(path, &error))?;
            let name = |ending: &str| path.join(format!("dispatch-{number}.{ending}"));
            write(session, sent, &name("jsonl"), ExportFormat::JsonLines).await?;
            return write(session, sent, &name("csv"), csv).await;
        }
        let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
        let format = match ending.to_str() {
            Some("csv") => csv,
            Some("xlsx") => ExportFormat::Xlsx,
            _ => ExportFormat::JsonLines,
        };
        write(session, sent, path, format).await
    }
}

impl ReadyReports {
    /// The reports that are missing, a line each.
    fn warnings(&self) -> String {
        let mut warnings = String::new();
        let missing = |status: Status| {
            let of_status = self.status_counts.iter().filter(|it| it.status == status);
            of_status.map(|it| it.count).sum::<i64>()
        };
        for status in Status::ALL.into_iter().filter(|status| !status.is_agreed()) {
            let count = missing(status);
            if count > 0 {
                // Writing to memory cannot fail.
                let _ = writeln!(warnings, "not approved yet: {count} ({})", status.label());
            }
        }
        for it in &self.approved {
            let Some(number) = it.amendment else { continue };
            let (cycle, name, code) = (it.key.cycle, &it.partner_name, &it.partner);
            let _ = writeln!(warnings, "with amendment {number} of {cycle}: {name} ({code})");
        }
        for it in self.approved.iter().filter(|it| !it.has_units) {
            let _ =
                writeln!(warnings, "every figure is zero: {} ({})", it.partner_name, it.partner);
        }
        warnings
    }
}

fn wanted(approved: &Approved) -> ReportToSend {
    ReportToSend { key: approved.key, version: Some(approved.version) }
}

fn print_refused(refused: &[RefusedReport]) -> Ended {
    for RefusedReport { key, partner, refusal } in refused {
        let partner = partner.as_deref().unwrap_or("a report");
        eprintln!("{} of {partner}: {refusal}", key.cycle);
    }
    eprintln!("nothing was sent");
    Ended::SomeRefused
}

async fn write(session: &Session, sent: &Sent, path: &Path, format: ExportFormat) -> Result<()> {
    let (store, id) = (&session.store, sent.id);
    let count =
        write_whole(path, async |out| export_dispatch::run(store, id, format, out).await).await?;
    eprintln!("{count} reports in {}", path.display());
    Ok(())
}
