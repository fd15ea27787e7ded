//! The file with the private key of the log. It lies beside the file with the key that seals
//! secrets, and nothing of it is in the database.

use super::checkpoint::{LogSigner, VerifierKey};
use super::last_signed::LastSigned;
use crate::durable::{folder_of, sync_folder_of};
use crate::failure::{Failure, Result};
use crate::private_files;
use crate::random::{Random, SystemRandom};
use countersign_domain::export::hex;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// The ending of the file's name.
const ENDING: &str = "log-key";
const HEAD: &str = "\
# Countersign signs the checkpoints of its log with this key (docs/operating/proof.md).
# A person who has it and the database can write another history, and sign it.
";
/// Random bytes in the name of a log.
const NAME_BYTES: usize = 8;

/// The place of the log's private key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogKeyFile {
    path: Option<PathBuf>,
    last_signed: LastSigned,
}

impl LogKeyFile {
    /// The file beside the key that seals secrets: `countersign.log-key` beside `countersign.key`.
    /// Without such a file checkpoints are not signed by this process.
    #[must_use]
    pub fn beside(key_file: Option<&Path>) -> Self {
        let path = key_file.map(|path| path.with_extension(ENDING));
        Self { path, last_signed: LastSigned::beside(key_file) }
    }

    /// The same, with the last signed checkpoint in another folder, because that of the key cannot
    /// be written.
    #[must_use]
    pub fn remembering_in(self, folder: &Path) -> Self {
        Self { last_signed: self.last_signed.in_folder(folder), ..self }
    }

    /// The place of the last checkpoint that the key signed.
    #[must_use]
    pub const fn last_signed(&self) -> &LastSigned {
        &self.last_signed
    }

    /// The path of the file, if there can be one.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The key that signs. `known` are the public keys of the log: it gets its first key here. The
    /// file is read each time, because keys are replaced while processes run.
    ///
    /// # Errors
    /// Fails if the file cannot be read or made, or has the key of another log.
    pub fn signer(&self, known: &[VerifierKey]) -> Result<Option<LogSigner>> {
        let Some(path) = &self.path else { return Ok(None) };
        if !path.exists() {
            let Some(signer) = new_log().filter(|_| known.is_empty()) else { return Ok(None) };
            make(path, &signer).map_err(|error| Failure::io(path, &error))?;
        }
        private_files::see_to(path);
        let signer = read(path)?;
        let (name, of) = (signer.verifier().name(), known.first());
        if let Some(of) = of.filter(|of| of.name() != name) {
            return Err(Failure::Usage(format!(
                "the log key file {} is of the log {name}, and this database has the log {}",
                path.display(),
                of.name()
            )));
        }
        Ok(Some(signer))
    }

    /// Replaces the key by a new one of the same log, and returns its public key.
    ///
    /// # Errors
    /// Fails if there is no place for the file, or it cannot be written, or there is no log yet.
    pub fn rotate(&self, known: &[VerifierKey]) -> Result<VerifierKey> {
        let path = self.path.as_deref();
        let path =
            path.ok_or_else(|| Failure::Usage("give the key file with --key-file PATH".into()))?;
        let log = known.first().ok_or_else(|| {
            Failure::Usage("the log has no key yet; the next checkpoint makes one".to_owned())
        })?;
        let signer = LogSigner::new(log.name(), (&SystemRandom as &dyn Random).bytes());
        let signer = signer.ok_or_else(|| Failure::System("no key could be made".to_owned()))?;
        let write = || {
            written(path, &signer)?.persist(path)?;
            sync_folder_of(path)
        };
        write().map_err(|error: io::Error| Failure::io(path, &error))?;
        Ok(signer.verifier().clone())
    }
}

/// The first key of a new log, which gets its name here.
fn new_log() -> Option<LogSigner> {
    let random: &dyn Random = &SystemRandom;
    let mut name = [0; 32];
    name[..NAME_BYTES].copy_from_slice(&random.bytes::<NAME_BYTES>());
    let name = format!("countersign/{}", &hex(&name)[..2 * NAME_BYTES]);
    LogSigner::new(&name, random.bytes())
}

/// The only line of a file beside blank ones and comments.
pub(crate) fn only_line(text: &str) -> Option<&str> {
    let lines = text.lines().map(str::trim);
    let mut lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.next().filter(|_| lines.next().is_none())
}

fn read(path: &Path) -> Result<LogSigner> {
    let wrong = |why: &dyn std::fmt::Display| {
        Failure::Usage(format!("the log key file {}: {why}", path.display()))
    };
    let text = fs::read_to_string(path).map_err(|error| wrong(&error))?;
    let signer = only_line(&text).and_then(LogSigner::parse);
    signer.ok_or_else(|| wrong(&"it needs one line, PRIVATE+KEY+NAME+ID+KEY"))
}

/// Writes the first key into a new file; never overwrites one.
fn make(path: &Path, signer: &LogSigner) -> io::Result<()> {
    match written(path, signer)?.persist_noclobber(path) {
        Ok(_) => sync_folder_of(path),
        Err(failed) if failed.error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(failed) => Err(failed.error),
    }
}

/// A temporary file that only its owner can use.
fn written(path: &Path, signer: &LogSigner) -> io::Result<NamedTempFile> {
    let mut file = NamedTempFile::new_in(folder_of(path))?;
    // Another account may serve the database that root works on by hand.
    private_files::give_to_owner_of(&path.with_extension("key"), file.path())?;
    file.write_all(HEAD.as_bytes())?;
    writeln!(file, "{}", signer.private_text())?;
    file.as_file().sync_all()?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_gets_one_key_and_a_lost_or_foreign_one_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let file = LogKeyFile::beside(Some(&folder.path().join("a.key")));
        assert_eq!(file.path(), Some(folder.path().join("a.log-key").as_path()));
        let first = file.signer(&[]).unwrap().unwrap().verifier().clone();
        let known = [first.clone()];
        assert_eq!(file.signer(&known).unwrap().unwrap().verifier(), &first);
        let second = file.rotate(&known).unwrap();
        assert_eq!(second.name(), first.name());
        assert_ne!(second, first);
        assert_eq!(file.signer(&known).unwrap().unwrap().verifier(), &second);
        let other = LogKeyFile::beside(Some(&folder.path().join("b.key")));
        let foreign = [other.signer(&[]).unwrap().unwrap().verifier().clone()];
        assert!(matches!(file.signer(&foreign), Err(Failure::Usage(_))));
        fs::remove_file(file.path().unwrap()).unwrap();
        assert!(file.signer(&known).unwrap().is_none(), "a lost key is not replaced by itself");
        assert!(LogKeyFile::default().signer(&[]).unwrap().is_none());
        fs::write(other.path().unwrap(), "PRIVATE+KEY+x").unwrap();
        assert!(matches!(other.signer(&[]), Err(Failure::Usage(_))));
    }
}
