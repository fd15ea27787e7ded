//! Where the keys are that seal secrets, as the command line says.

use clap::Args;
use countersign_app::keys::source::{KeySource, KeyState};
use countersign_app::transparency::key_file::LogKeyFile;
use countersign_store::DatabaseUrl;
use std::path::{Path, PathBuf};

/// The variable in which systemd names its directory of credentials.
const CREDENTIALS: &str = "CREDENTIALS_DIRECTORY";

#[derive(Args, Debug)]
pub(super) struct KeyFile {
    /// The file with the key that seals secrets. Without it: the credential countersign.key, if
    /// systemd provides one; beside a SQLite database, NAME.key
    #[arg(long, value_name = "PATH")]
    key_file: Option<PathBuf>,
}

impl KeyFile {
    /// The source of a database's keys.
    pub(super) fn source(&self, url: &DatabaseUrl) -> KeySource {
        source(self.key_file.as_deref(), url)
    }
}

fn source(asked: Option<&Path>, url: &DatabaseUrl) -> KeySource {
    let credentials = std::env::var_os(CREDENTIALS);
    KeySource::new(asked, credentials.as_ref().map(Path::new), url)
}

/// The file with the private key of the log, for a verb that has no option for key files. If the
/// key that seals is elsewhere, so is that of the log, and `serve` signs.
pub(super) fn log_key(url: &DatabaseUrl) -> LogKeyFile {
    LogKeyFile::beside(source(None, url).path().filter(|path| path.exists()))
}

/// A warning for the operator; `None` if the key fits.
pub(super) fn warning(key_state: &KeyState, source: &KeySource) -> Option<String> {
    let path = source.path().map(|path| path.display().to_string());
    match key_state {
        KeyState::Seals(_) => None,
        KeyState::Keyless => Some(
            "there is no key to seal secrets with: second factors, webhooks, SFTP channels, \
             secrets of identity providers and mailed links are refused until you give one with \
             --key-file"
                .to_owned(),
        ),
        KeyState::Lost(id) => Some(format!(
            "the key {id}, which seals the secrets of this database, is not there: {} is missing. \
             The secrets stay closed until it is back; if it is lost, run countersign key rotate \
             --lost",
            path.unwrap_or_else(|| "a key file".to_owned())
        )),
    }
}
