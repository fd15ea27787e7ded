//! `countersign backup`

use super::backup_destination::SftpOptions;
use super::outcome::Ended;
use super::output::print;
use super::record::record;
use super::session::{Database, Session, Threads};
use super::verify::summary;
use clap::Args;
use countersign_app::actions::back_up_database::{self, BackupOptions, BackupResult};
use countersign_app::actions::back_up_remotely;
use countersign_app::backups::remote::{Destination, RemoteFolder};
use countersign_app::failure::{Failure, Result};
use countersign_app::progress::WorkProgress;
use countersign_domain::instant::Instant;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

/// Writes a verified copy of the database into one file, also while the console runs
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  countersign backup /var/backups/countersign --keep 14
  countersign backup before-the-import.sqlite
  countersign backup --database postgres://countersign@db.example/countersign \\
      /var/backups/countersign
  countersign backup sftp://backup@nas.example/countersign --keep 30 \\
      --backup-sftp-host-key \"ssh-ed25519 AAAA…\" \\
      --backup-sftp-key-file /etc/countersign/backup.key

In a folder, a backup is called countersign-TIME.sqlite, in UTC. The key that the secrets are \
    sealed with is not in it: keep a copy of the key file in another place.")]
pub(super) struct Backup {
    /// A file; or a folder, here or by SFTP (sftp://user@host/folder), in which the backup gets a
    /// name with its time
    #[arg(value_name = "FILE|DIR|URL")]
    to: PathBuf,
    /// Keeps this many backups of this installation in the folder and removes older ones
    #[arg(long, value_name = "N")]
    keep: Option<NonZeroUsize>,
    /// Replaces an existing FILE once the new backup is verified
    #[arg(long)]
    replace: bool,
    /// Makes the backup even if verify has findings
    #[arg(long)]
    accept_findings: bool,
    #[command(flatten)]
    sftp: SftpOptions,
    #[command(flatten)]
    database: Database,
}

impl Backup {
    pub(super) async fn run(self) -> Result<Ended> {
        let destination = self.sftp.destination(&self.to)?;
        let session = self.database.open_to_read(Threads::Many).await?;
        let now = session.clock.machine_time();
        let done = match &destination {
            Destination::Here(to) => self.back_up_here(&session, to, now).await?,
            Destination::Remote(to) => self.back_up_remotely(&session, to.as_ref(), now).await?,
        };
        for broken in &done.checked.findings.broken {
            eprintln!("{broken}");
        }
        print(&words(&done))?;
        if !done.is_backup {
            return Ok(Ended::SomeRefused);
        }
        record(&session, back_up_database::recorded(&done, now), "backup").await?;
        if let Some(why) = &done.not_removed {
            eprintln!("older backups could not be removed: {why}");
            return Ok(Ended::SomeRefused);
        }
        Ok(Ended::Done)
    }

    async fn back_up_here(
        &self,
        session: &Session,
        to: &Path,
        now: Instant,
    ) -> Result<BackupResult> {
        let Self { keep, replace, accept_findings, .. } = *self;
        let wanted = BackupOptions { to, keep, replace, accept_findings, now };
        back_up_database::run(&session.store, &wanted, &mut WorkProgress::on_terminal()).await
    }

    async fn back_up_remotely(
        &self,
        session: &Session,
        to: &dyn RemoteFolder,
        now: Instant,
    ) -> Result<BackupResult> {
        if self.replace {
            return Err(Failure::Usage(
                "--replace is for a file of this machine: on another machine, every backup has a \
                 name of its own"
                    .to_owned(),
            ));
        }
        let (keep, accept_findings) = (self.keep, self.accept_findings);
        let wanted = back_up_remotely::RemoteBackupOptions { to, keep, accept_findings, now };
        back_up_remotely::run(&session.store, &wanted, &mut WorkProgress::on_terminal()).await
    }
}

fn words(done: &BackupResult) -> String {
    let (file, bytes) = (done.file.display(), done.bytes);
    let holds = summary(&done.checked.findings);
    if !done.is_backup {
        return format!(
            "{file} is a copy, but not a backup ({holds}). Add --accept-findings if this is known\n"
        );
    }
    let mut words = format!("{file} is a verified backup of {bytes} bytes ({holds})\n");
    if let Some(key) = &done.checked.keys.current {
        words.push_str(&format!(
            "Its secrets are sealed with the key {key}, which is not in it: keep a copy of the key \
             file in another place\n"
        ));
    }
    for removed in &done.removed {
        words.push_str(&format!("{} was removed as an older backup\n", removed.display()));
    }
    words
}
