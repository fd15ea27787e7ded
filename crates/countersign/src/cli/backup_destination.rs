//! Where backups go, as the command line says: into a folder, or by SFTP to another machine. A
//! password never comes on the command line, where others on the machine could read it.

use clap::Args;
use countersign_app::backups::remote::Destination;
use countersign_app::failure::{Failure, Result};
use countersign_delivery::backup_folder::BackupFolder;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How an address of another machine begins.
const SFTP: &str = "sftp://";

/// What `serve` and `backup` need for a folder on another machine.
#[derive(Args, Debug)]
pub(super) struct SftpOptions {
    /// The key that the SFTP server of backups must show: its public key, or the SHA256
    /// fingerprint
    #[arg(long, value_name = "KEY")]
    backup_sftp_host_key: Option<String>,
    /// The file with the private key for the SFTP server of backups, as OpenSSH writes it, without
    /// a password
    #[arg(long, value_name = "FILE")]
    backup_sftp_key_file: Option<PathBuf>,
    /// The password for the SFTP server of backups; not for the command line
    #[arg(long, value_name = "PASSWORD", hide = true, hide_env_values = true)]
    #[arg(conflicts_with = "backup_sftp_key_file")]
    backup_sftp_password: Option<String>,
    /// The file with the password for the SFTP server of backups, where it takes no key
    #[arg(long, value_name = "FILE")]
    #[arg(conflicts_with_all = ["backup_sftp_key_file", "backup_sftp_password"])]
    backup_sftp_password_file: Option<PathBuf>,
}

impl SftpOptions {
    /// The destination that this names. Nothing is reached.
    pub(super) fn destination(&self, to: &Path) -> Result<Destination> {
        match to.to_str().filter(|text| text.starts_with(SFTP)) {
            Some(address) => Ok(Destination::Remote(Arc::new(self.folder(address)?))),
            None => Ok(Destination::Here(to.to_owned())),
        }
    }

    fn folder(&self, address: &str) -> Result<BackupFolder> {
        let Some(host_key) = &self.backup_sftp_host_key else {
            return Err(Failure::Usage(format!(
                "{address}: give the key of the server with --backup-sftp-host-key, as \
                 ssh-keyscan prints it"
            )));
        };
        let folder = match &self.backup_sftp_key_file {
            Some(file) => BackupFolder::with_key(address, host_key, &read(file)?),
            None => BackupFolder::with_password(address, host_key, self.password(address)?),
        };
        folder.map_err(Failure::Usage)
    }

    fn password(&self, address: &str) -> Result<String> {
        let password = match (&self.backup_sftp_password, &self.backup_sftp_password_file) {
            (Some(password), _) => password.clone(),
            (None, Some(file)) => read(file)?,
            (None, None) => {
                return Err(Failure::Usage(format!(
                    "{address}: name a file with a private key with --backup-sftp-key-file, or \
                     with a password with --backup-sftp-password-file"
                )));
            }
        };
        Ok(password.trim_end_matches(['\r', '\n']).to_owned())
    }
}

fn read(file: &Path) -> Result<String> {
    std::fs::read_to_string(file)
        .map_err(|error| Failure::Usage(format!("{} cannot be read: {error}", file.display())))
}
