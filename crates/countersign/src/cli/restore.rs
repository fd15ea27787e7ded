//! `countersign restore`

use super::key_file::KeyFile;
use super::outcome::Ended;
use super::output::print;
use super::session::Database;
use super::verify::summary;
use clap::Args;
use countersign_app::actions::restore_database::{self, RestoreOptions, RestoreResult};
use countersign_app::backups::check::NeededKeys;
use countersign_app::clock::Clock;
use countersign_app::failure::Result;
use countersign_app::keys::source::KeySource;
use countersign_app::progress::WorkProgress;
use std::path::PathBuf;
use std::time::Duration;

/// Verifies a backup and puts it in the place of the database, which is kept under another name
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  countersign restore --try /var/backups/countersign/countersign-2026-11-29T02-00-00.123Z.sqlite
  countersign restore /var/backups/countersign/countersign-2026-11-29T02-00-00.123Z.sqlite
  countersign restore --database postgres://countersign@db.example/countersign_restored \\
      /var/backups/countersign/countersign-2026-11-29T02-00-00.123Z.sqlite

Stop serve first. A PostgreSQL database has to be empty. Until everything is verified, the \
    database is not touched.")]
pub(super) struct Restore {
    /// The backup
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Restores into the temporary folder (TMPDIR), verifies and removes the result, and says how
    /// long that took; does not touch the database
    #[arg(long = "try")]
    is_trial: bool,
    /// Replaces the database of another installation
    #[arg(long)]
    replace_other_installation: bool,
    /// Restores a backup even if verify has findings
    #[arg(long)]
    accept_findings: bool,
    #[command(flatten)]
    key_file: KeyFile,
    #[command(flatten)]
    database: Database,
}

impl Restore {
    pub(super) async fn run(self) -> Result<Ended> {
        let url = self.database.url()?;
        let source = self.key_file.source(&url);
        let wanted = RestoreOptions {
            file: &self.file,
            to: &url,
            keys: &source,
            replace_other: self.replace_other_installation,
            accept_findings: self.accept_findings,
            now: Clock::default().machine_time(),
        };
        let mut progress = WorkProgress::on_terminal();
        let (done, where_to) = if self.is_trial {
            let done = restore_database::try_out(&wanted, &mut progress).await?;
            (done, "can be restored".to_owned())
        } else {
            let done = restore_database::run(&wanted, &mut progress).await?;
            (done, format!("was restored to {url}"))
        };
        print(&format!("{} {where_to}\n{}", self.file.display(), words(&done)))?;
        print(&about_keys(&done.keys, &source))?;
        Ok(if done.keys.are_there() { Ended::Done } else { Ended::SomeRefused })
    }
}

fn words(done: &RestoreResult) -> String {
    let RestoreResult { checked, copied_in, verified_in, .. } = done;
    let mut words = format!("{}\n", summary(&checked.findings));
    if let Some(at) = checked.ran_until {
        words.push_str(&format!("Its clock has run until {at}\n"));
    }
    words.push_str(&format!(
        "Copied in {}, verified in {}, {} in all\n",
        seconds(*copied_in),
        seconds(*verified_in),
        seconds(*copied_in + *verified_in)
    ));
    if let Some(kept) = &done.kept {
        words.push_str(&format!(
            "The database before is kept as {}: remove it once you do not need it\n",
            kept.display()
        ));
    }
    words
}

/// Seconds to the tenth.
pub(super) fn seconds(duration: Duration) -> String {
    let tenths = duration.as_millis() / 100;
    format!("{}.{} s", tenths / 10, tenths % 10)
}

fn about_keys(keys: &NeededKeys, source: &KeySource) -> String {
    let path = source.path().map(|path| path.display().to_string());
    let path = path.unwrap_or_else(|| "no key file".to_owned());
    let NeededKeys { ids, missing, secrets } = keys;
    if ids.is_empty() {
        return "It needs no key\n".to_owned();
    }
    if !missing.is_empty() {
        return format!(
            "It needs the key {}, and {path} has no such key: its {} secrets stay closed. Put the \
             key file back, or name it with --key-file\n",
            missing.join(", "),
            secrets.locked
        );
    }
    if secrets.locked > 0 {
        return format!("The keys in {path} do not open {} of its secrets\n", secrets.locked);
    }
    format!(
        "It needs the key {}, which is in {path} and opens its {} secrets\n",
        ids.join(", "),
        secrets.open
    )
}
