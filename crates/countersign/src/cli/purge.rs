//! `countersign purge`

use super::outcome::Ended;
use super::output::print;
use super::session::{Database, Threads};
use clap::{Args, value_parser};
use countersign_app::actions::purge::{
    self, CORRECTION_MONTHS, KeptFrom, Needed, PurgeOutcome, PurgeTimes, Retention,
};
use countersign_app::failure::Result;
use countersign_app::progress::WorkProgress;
use countersign_store::purges::PurgedTable;

/// Removes readings, sent messages, audit details and ended sessions that are older than the
/// options say; without an option, everything is kept
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  countersign purge --keep-readings-months 36 --dry-run
  countersign purge --keep-readings-months 36 --keep-messages-days 30
  countersign purge --config /etc/countersign/countersign.toml

Reports keep their figures and hashes, and verify says what was purged. Readings of a cycle stay \
    as long as a report of it is not completed, or a correction is not finished.")]
pub(super) struct Purge {
    /// Keeps readings of the running month and of this many months before it
    #[arg(long, value_name = "MONTHS", env = "COUNTERSIGN_KEEP_READINGS_MONTHS")]
    #[arg(value_parser = value_parser!(u32).range(i64::from(CORRECTION_MONTHS)..))]
    keep_readings_months: Option<u32>,
    /// Keeps messages for this many days after they were sent
    #[arg(long, value_name = "DAYS", env = "COUNTERSIGN_KEEP_MESSAGES_DAYS")]
    #[arg(value_parser = value_parser!(u32).range(1..))]
    keep_messages_days: Option<u32>,
    /// Keeps network addresses and typed e-mail addresses in the audit record for this many days
    #[arg(long, value_name = "DAYS", env = "COUNTERSIGN_KEEP_AUDIT_DETAILS_DAYS")]
    #[arg(value_parser = value_parser!(u32).range(1..))]
    keep_audit_details_days: Option<u32>,
    /// Keeps sessions for this many days after they ended
    #[arg(long, value_name = "DAYS", env = "COUNTERSIGN_KEEP_SESSIONS_DAYS")]
    #[arg(value_parser = value_parser!(u32).range(0..))]
    keep_sessions_days: Option<u32>,
    /// Counts what would be removed, and removes nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    database: Database,
}

impl Purge {
    pub(super) async fn run(self) -> Result<Ended> {
        let retention = Retention {
            readings_months: self.keep_readings_months,
            messages_days: self.keep_messages_days,
            audit_details_days: self.keep_audit_details_days,
            sessions_days: self.keep_sessions_days,
        };
        if retention.keeps_all() {
            print("nothing is purged: no option says how long anything is kept\n")?;
            return Ok(Ended::Done);
        }
        let session = match self.dry_run {
            true => self.database.open_to_read(Threads::One).await?,
            false => self.database.open().await?,
        };
        let times = PurgeTimes { now: session.now(), machine: session.clock.machine_time() };
        let mut progress = WorkProgress::on_terminal();
        let outcome =
            purge::run(&session.store, &retention, times, self.dry_run, &mut progress).await?;
        if !self.dry_run {
            session.log().await;
        }
        print(&words(&outcome, self.dry_run))?;
        Ok(Ended::Done)
    }
}

fn words(outcome: &PurgeOutcome, is_dry_run: bool) -> String {
    let mut words = String::new();
    let done = if is_dry_run { "would be purged" } else { "purged" };
    for (table, count) in &outcome.removed {
        words.push_str(&format!("{}: {done}\n", counted(*table, *count)));
    }
    if outcome.removed.is_empty() {
        let nothing = if is_dry_run { "nothing would be purged\n" } else { "nothing was purged\n" };
        words.push_str(nothing);
    }
    if let Some(KeptFrom { cycle, why }) = outcome.kept_from {
        words.push_str(&format!("readings are kept from {cycle} on: {}\n", reason(why)));
    }
    words
}

/// A number of rows of a table.
pub(super) fn counted(table: PurgedTable, count: impl std::fmt::Display) -> String {
    let of = match table {
        PurgedTable::Readings => "readings",
        PurgedTable::SupersededReadings => "replaced readings",
        PurgedTable::Messages => "sent messages",
        PurgedTable::AuditDetails => "details of audit entries",
        PurgedTable::Sessions => "ended sessions",
    };
    format!("{count} {of}")
}

const fn reason(why: Needed) -> &'static str {
    match why {
        Needed::Recent => "they are not older than the option says",
        Needed::OpenReport => "a report of that cycle is not completed",
        Needed::OpenCorrection => "a correction of that cycle is not finished",
        Needed::Fault => "a report of that cycle could not be made",
        Needed::NotMade => "reports of that cycle have yet to be made",
        Needed::Arrived => {
            "readings of that cycle arrived that reports were not compared with yet; run: \
             countersign clock"
        }
    }
}
