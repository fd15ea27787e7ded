//! `countersign verify`

use super::key_file::KeyFile;
use super::outcome::Ended;
use super::output::print;
use super::purge::counted;
use super::session::{self, Database, Threads};
use clap::Args;
use countersign_app::actions::verify_record::{self, Findings};
use countersign_app::failure::Result;
use countersign_app::private_files;
use countersign_app::progress::WorkProgress;
use std::path::Path;

/// Proves reports, history, readings, dispatches and settings by comparing them with each other
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  countersign verify
  countersign verify --database sqlite:backup.db")]
pub(super) struct Verify {
    #[command(flatten)]
    key_file: KeyFile,
    #[command(flatten)]
    database: Database,
}

impl Verify {
    pub(super) async fn run(self) -> Result<Ended> {
        let session = self.database.open_to_read(Threads::Many).await?;
        let url = session.store.url();
        let keys = self.key_file.source(url);
        let key = keys.path().map(Path::to_owned);
        session::files(url).chain(key).for_each(|file| private_files::warn_of(&file));
        let mut progress = WorkProgress::on_terminal();
        let findings = verify_record::run(&session.store, &mut progress).await?;
        for broken in &findings.broken {
            eprintln!("{broken}");
        }
        if findings.count > findings.broken.len() as u64 {
            eprintln!("… and {} more", findings.count - findings.broken.len() as u64);
        }
        if findings.waiting > 0 {
            eprintln!(
                "readings arrived for {} reports that have not been compared with them yet; run \
                 countersign clock, then verify again",
                findings.waiting
            );
        }
        print(&format!("{}\n", summary(&findings)))?;
        print(&purged(&findings))?;
        for ((cycle, reason), count) in &findings.in_no_line {
            print(&format!("{cycle}: {count} in no line: {}\n", reason.words()))?;
        }
        if !findings.in_no_line.is_empty() {
            print("countersign report missing --cycle YYYY-MM lists them\n")?;
        }
        Ok(if findings.count == 0 { Ended::Done } else { Ended::SomeRefused })
    }
}

/// What purges removed, and what was therefore not compared.
fn purged(findings: &Findings) -> String {
    let mut words = String::new();
    for (table, rows) in &findings.purged {
        let (count, at, before) = (counted(*table, rows.count), rows.purged_at, rows.before_at);
        let before = rows.cycle.map_or_else(|| before.to_string(), |cycle| cycle.to_string());
        words.push_str(&format!("{count} before {before} purged, last on {at}\n"));
    }
    if findings.without_readings > 0 {
        let reports = findings.without_readings;
        words
            .push_str(&format!("{reports} reports were not compared with their purged readings\n"));
    }
    words
}

/// What was verified, and whether it holds.
pub(super) fn summary(findings: &Findings) -> String {
    let Findings { reports, entries, dispatches, count, .. } = findings;
    let holds = match count {
        0 => "everything holds".to_owned(),
        1 => "1 finding".to_owned(),
        count => format!("{count} findings"),
    };
    format!("{reports} reports, {entries} history entries, {dispatches} dispatches: {holds}")
}
