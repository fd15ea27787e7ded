//! Where and when `serve` makes backups.

use super::backup_destination::SftpOptions;
use clap::Args;
use countersign_app::actions::back_up_when_due::Schedule;
use countersign_app::backups::remote::Destination;
use countersign_app::failure::{Failure, Result};
use countersign_domain::backup_schedule::DailyAt;
use std::num::NonZeroUsize;
use std::path::PathBuf;

#[derive(Args, Debug)]
pub(super) struct BackupOptions {
    /// The folder for a verified backup every day, here or by SFTP (sftp://user@host/folder);
    /// without it, no backups are made
    #[arg(long, value_name = "DIR|URL", env = "COUNTERSIGN_BACKUP_TO")]
    backup_to: Option<PathBuf>,
    /// The time of the daily backup, in the time zone of the first region
    #[arg(long, value_name = "HH:MM", env = "COUNTERSIGN_BACKUP_AT", default_value = "02:00")]
    #[arg(value_parser = DailyAt::parse)]
    backup_at: DailyAt,
    /// How many backups of this installation to keep in the folder; older ones are removed
    #[arg(long, value_name = "N", env = "COUNTERSIGN_BACKUP_KEEP", default_value = "14")]
    backup_keep: NonZeroUsize,
    /// Makes backups even if verify has findings
    #[arg(long, env = "COUNTERSIGN_BACKUP_ACCEPT_FINDINGS")]
    backup_accept_findings: bool,
    #[command(flatten)]
    sftp: SftpOptions,
}

impl BackupOptions {
    /// The schedule; `None` if no backups are wanted.
    pub(super) fn schedule(&self) -> Result<Option<Schedule>> {
        let Some(to) = &self.backup_to else { return Ok(None) };
        let to = self.sftp.destination(to)?;
        if let Destination::Here(folder) = &to
            && !folder.is_dir()
        {
            let to = folder.display();
            return Err(Failure::Usage(format!("--backup-to {to}: there is no such folder")));
        }
        Ok(Some(Schedule {
            to,
            at: self.backup_at,
            keep: self.backup_keep,
            accept_findings: self.backup_accept_findings,
        }))
    }
}
