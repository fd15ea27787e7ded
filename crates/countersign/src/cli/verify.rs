//! `countersign verify`

use super::key_file;
use super::outcome::Ended;
use super::output::print;
use super::session::{self, Database, Threads};
use clap::Args;
use countersign_app::actions::verify_record;
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
    database: Database,
}

impl Verify {
    pub(super) async fn run(self) -> Result<Ended> {
        let session = self.database.open_to_read(Threads::Many).await?;
        let (url, keys) = (session.store.url(), key_file::usual(session.store.url()));
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
        print(&format!(
            "{} reports, {} history entries, {} dispatches: {}\n",
            findings.reports,
            findings.entries,
            findings.dispatches,
            match findings.count {
                0 => "everything holds".to_owned(),
                1 => "1 finding".to_owned(),
                count => format!("{count} findings"),
            }
        ))?;
        for ((cycle, reason), count) in &findings.in_no_line {
            print(&format!("{cycle}: {count} in no line: {}\n", reason.words()))?;
        }
        if !findings.in_no_line.is_empty() {
            print("countersign report missing --cycle YYYY-MM lists them\n")?;
        }
        Ok(if findings.count == 0 { Ended::Done } else { Ended::SomeRefused })
    }
}
