//! Where the keys are that seal secrets, as the command line says.

use clap::Args;
use countersign_app::actions::sequence_log;
use countersign_app::failure::Result;
use countersign_app::keys::source::{KeySource, KeyState};
use countersign_app::transparency::key_file::LogKeyFile;
use countersign_store::{DatabaseUrl, Store};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// The variable in which systemd names its directory of credentials.
const CREDENTIALS: &str = "CREDENTIALS_DIRECTORY";
/// The variable in which systemd names the directory that a service writes to.
const STATE: &str = "STATE_DIRECTORY";

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
    placed(source(None, url).path().filter(|path| path.exists()))
}

/// The file with the private key of the log, beside the key that seals secrets.
pub(super) fn log_key_of(source: &KeySource) -> LogKeyFile {
    placed(source.path())
}

fn placed(path: Option<&Path>) -> LogKeyFile {
    let (credentials, state) = (std::env::var_os(CREDENTIALS), std::env::var_os(STATE));
    placed_by(path, credentials.as_deref(), state.as_deref())
}

/// Credentials of systemd cannot be written, so what was signed last is in the service's own
/// directory then.
fn placed_by(
    path: Option<&Path>,
    credentials: Option<&OsStr>,
    state: Option<&OsStr>,
) -> LogKeyFile {
    let file = LogKeyFile::beside(path);
    let is_credential =
        path.zip(credentials).is_some_and(|(path, folder)| path.starts_with(Path::new(folder)));
    match state.filter(|_| is_credential) {
        Some(folder) => file.remembering_in(Path::new(folder)),
        None => file,
    }
}

/// A warning for the operator if the log has a key, and this process does not.
pub(super) async fn log_warning(store: &Store, key: &LogKeyFile) -> Result<Option<String>> {
    let known = store.reading(async |tx| sequence_log::keys(tx).await).await?;
    let has_file = key.path().is_some_and(Path::exists);
    Ok(known.first().filter(|_| !has_file).map(|of| {
        let path = key.path().map(|path| path.display().to_string());
        format!(
            "the private key of the log {} is not there: {} is missing. No checkpoint is signed, \
             and messages do not prove newer records, until it is back; if it is lost, run \
             countersign key rotate-log",
            of.name(),
            path.unwrap_or_else(|| "a key file".to_owned())
        )
    }))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_signed_last_lies_beside_the_key_unless_the_key_is_a_credential() {
        let last = |path: &str, credentials: Option<&str>, state: Option<&str>| {
            let path = Path::new(path);
            let file = placed_by(Some(path), credentials.map(OsStr::new), state.map(OsStr::new));
            file.last_signed().path().map(Path::to_owned).unwrap()
        };
        let (run, lib) = (Some("/run/credentials/c"), Some("/var/lib/c"));
        let beside = Path::new("/etc/c/a.log-signed");
        assert_eq!(last("/etc/c/a.key", None, None), beside);
        assert_eq!(last("/etc/c/a.key", run, lib), beside);
        let elsewhere = Path::new("/var/lib/c/a.log-signed");
        assert_eq!(last("/run/credentials/c/a.key", run, lib), elsewhere);
        let unwritable = Path::new("/run/credentials/c/a.log-signed");
        assert_eq!(last("/run/credentials/c/a.key", run, None), unwritable);
        let nowhere = placed_by(None, run.map(OsStr::new), lib.map(OsStr::new));
        assert_eq!(nowhere.last_signed().path(), None);
    }
}
