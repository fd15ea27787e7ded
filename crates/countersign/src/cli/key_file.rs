//! Where the keys are that seal secrets, as the command line says.

use clap::Args;
use countersign_app::keys::source::{KeySource, KeyState};
use countersign_store::DatabaseUrl;
use std::path::{Path, PathBuf};

/// The variable in which systemd names its directory of credentials.
const CREDENTIALS: &str = "CREDENTIALS_DIRECTORY";

#[derive(Args, Debug)]
pub(super) struct KeyFile {
    /// The file with the key that secrets are sealed with. Without it: the credential
    /// countersign.key, where systemd hands one over; beside an SQLite database, NAME.key
    #[arg(long, value_name = "PATH")]
    key_file: Option<PathBuf>,
}

impl KeyFile {
    /// Where the keys of a database are.
    pub(super) fn source(&self, url: &DatabaseUrl) -> KeySource {
        let credentials = std::env::var_os(CREDENTIALS);
        KeySource::new(self.key_file.as_deref(), credentials.as_ref().map(Path::new), url)
    }
}

/// What the operator has to know of it; nothing where all is well.
pub(super) fn warning(key_state: &KeyState, source: &KeySource) -> Option<String> {
    let path = source.path().map(|path| path.display().to_string());
    match key_state {
        KeyState::Seals(_) => None,
        KeyState::Keyless => Some(
            "there is no key to seal secrets with: second factors, webhooks, ways by SFTP, secrets \
             of identity providers and mailed links are refused until one is given with --key-file"
                .to_owned(),
        ),
        KeyState::Lost(id) => Some(format!(
            "the key {id}, which the secrets of this database are sealed with, is not there: {} is \
             missing. They stay closed until it is back; if it is lost, run countersign key rotate \
             --lost",
            path.unwrap_or_else(|| "a key file".to_owned())
        )),
    }
}
