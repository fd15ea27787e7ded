//! What a witness has seen of a log: the last checkpoint that it cosigned, and the key that the log
//! has to sign with. It is one text file, which `countersign verify --checkpoint` reads too.

use crate::durable::replace;
use crate::failure::{Failure, Result};
use crate::transparency::checkpoint::{SignedCheckpoint, VerifierKey};
use countersign_domain::export::{content_hash, hex};
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

const HEAD: &str = "\
# What this witness saw last of a transparency log. The log has to continue it.
# Keep this file: countersign verify --checkpoint compares it with the database of the log.
";
const KEY: &str = "log-key ";

/// What was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The key of the log.
    pub key: VerifierKey,
    /// The checkpoint with the cosignature of this witness.
    pub note: String,
}

/// The file.
#[derive(Clone, Debug)]
pub struct SeenFile {
    path: PathBuf,
}

impl Seen {
    /// The checkpoint; `None` if it cannot be read.
    #[must_use]
    pub fn checkpoint(&self) -> Option<SignedCheckpoint> {
        SignedCheckpoint::parse(&self.note)
    }

    fn text(&self) -> String {
        format!("{HEAD}{KEY}{}\n\n{}", self.key.text(), self.note)
    }

    fn parse(text: &str) -> Option<Self> {
        let (head, note) = text.split_once("\n\n")?;
        let mut lines = head.lines().filter(|line| !line.starts_with('#'));
        let key = VerifierKey::parse(lines.next()?.strip_prefix(KEY)?)?;
        let seen = Self { key, note: note.to_owned() };
        let is_whole = lines.next().is_none() && seen.checkpoint().is_some();
        is_whole.then_some(seen)
    }
}

impl SeenFile {
    /// The file with this path.
    #[must_use]
    pub const fn new(path: PathBuf) -> Self {
        Self { path }
    }

    /// The path.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What was seen; `None` if the witness begins.
    ///
    /// # Errors
    /// Fails if the file cannot be read, or holds something else: a witness that forgot would
    /// cosign any log.
    pub fn read(&self) -> Result<Option<Seen>> {
        let path = &self.path;
        let text = match fs::read_to_string(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            text => text.map_err(|error| Failure::io(path, &error))?,
        };
        Seen::parse(&text).map(Some).ok_or_else(|| {
            let path = path.display();
            Failure::Usage(format!(
                "{path} does not hold what a witness saw: put a copy of it back, or give another \
                 file with --state to start over"
            ))
        })
    }

    /// Keeps what was seen now.
    ///
    /// # Errors
    /// Fails if the file cannot be written.
    pub fn write(&self, seen: &Seen) -> Result<()> {
        replace(&self.path, &seen.text()).map_err(|error| Failure::io(&self.path, &error))
    }

    /// Keeps what contradicts each other beside the file, and returns where. The same evidence has
    /// the same name, so that a witness that goes on asking does not fill the disk.
    ///
    /// # Errors
    /// Fails if the file cannot be written.
    pub fn keep_evidence(&self, text: &str) -> Result<PathBuf> {
        let hash = hex(&content_hash(text));
        let mut name = OsString::from(self.path.file_name().unwrap_or_default());
        name.push(format!(".evidence-{}", &hash[..8]));
        let path = self.path.with_file_name(name);
        replace(&path, text).map_err(|error| Failure::io(&path, &error))?;
        Ok(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transparency::checkpoint::LogSigner;
    use crate::transparency::kept;
    use tlog_tiles::Hash;

    #[test]
    fn what_was_seen_reads_back_and_a_damaged_file_is_no_new_beginning() {
        let folder = tempfile::tempdir().unwrap();
        let file = SeenFile::new(folder.path().join("witness.state"));
        assert_eq!(file.read().unwrap(), None);
        let signer = LogSigner::new("countersign/00ff", [7; 32]).unwrap();
        let note = signer.checkpoint(3, Hash([9; 32]));
        let seen = Seen { key: signer.verifier().clone(), note };
        file.write(&seen).unwrap();
        assert_eq!(file.read().unwrap(), Some(seen.clone()));
        let bytes = fs::read(file.path()).unwrap();
        assert_eq!(kept::find(&bytes).checkpoints, [seen.checkpoint().unwrap()]);
        let text = String::from_utf8(bytes).unwrap();
        for wrong in ["", &text[..text.len() - 2], &text.replace(KEY, "key "), &seen.note] {
            fs::write(file.path(), wrong).unwrap();
            assert!(matches!(file.read(), Err(Failure::Usage(_))), "{wrong:?}");
        }
        let evidence = file.keep_evidence("a\nb\n").unwrap();
        assert_eq!(file.keep_evidence("a\nb\n").unwrap(), evidence);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }
}
