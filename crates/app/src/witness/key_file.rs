//! The file with the private key of a witness, which is made on first use.

use crate::durable::{folder_of, sync_folder_of};
use crate::failure::{Failure, Result};
use crate::private_files;
use crate::random::{Random, SystemRandom};
use crate::transparency::cosignature::{Cosigner, is_name};
use crate::transparency::key_file::only_line;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::Path;
use tempfile::NamedTempFile;

const HEAD: &str = "\
# A witness signs with this key what it saw of a transparency log (docs/operating/witness.md).
# A person who has it can cosign in the name of this witness.
";

/// The key of a witness, for as long as one process uses it: two would overtake each other.
pub struct HeldKey {
    /// The key.
    pub cosigner: Cosigner,
    /// Whether the file was made now.
    pub is_new: bool,
    _lock: File,
}

/// Opens the file, or makes it with a key of this name.
///
/// # Errors
/// [`Failure::Usage`] if it has another name or holds something else, if there is no file and no
/// name, or if another witness uses it; fails if the file cannot be read or made.
pub fn open(path: &Path, name: Option<&str>) -> Result<HeldKey> {
    let is_new = !path.exists();
    if is_new {
        make(path, name)?;
    }
    private_files::see_to(path);
    let failed = |error: &io::Error| Failure::io(path, error);
    let lock = File::open(path).map_err(|error| failed(&error))?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let path = path.display();
            return Err(Failure::Usage(format!("another witness uses the key {path} now")));
        }
        Err(TryLockError::Error(error)) => return Err(failed(&error)),
    }
    let cosigner = read(path)?;
    if let Some(name) = name.filter(|name| *name != cosigner.key().name()) {
        return Err(Failure::Usage(format!(
            "the key in {} has the name {}, and not {name}: the name is part of the key",
            path.display(),
            cosigner.key().name()
        )));
    }
    Ok(HeldKey { cosigner, is_new, _lock: lock })
}

fn read(path: &Path) -> Result<Cosigner> {
    let text = fs::read_to_string(path).map_err(|error| Failure::io(path, &error))?;
    only_line(&text).and_then(Cosigner::parse).ok_or_else(|| {
        let path = path.display();
        Failure::Usage(format!("{path} needs to hold one line, PRIVATE+KEY+NAME+ID+KEY"))
    })
}

/// Writes a key into a new file; never overwrites one.
fn make(path: &Path, name: Option<&str>) -> Result<()> {
    let name = name.ok_or_else(|| {
        let path = path.display();
        Failure::Usage(format!(
            "there is no key {path}: give the new one a name with --name, such as \
             witness.example.com/countersign"
        ))
    })?;
    let expected = || {
        Failure::Usage(format!(
            "{name:?} cannot be the name of a witness: use 1 to 200 ASCII characters without \
             spaces and +, such as witness.example.com/countersign"
        ))
    };
    is_name(name).then_some(()).ok_or_else(expected)?;
    let cosigner = Cosigner::new(name, (&SystemRandom as &dyn Random).bytes());
    let cosigner = cosigner.ok_or_else(|| Failure::System("no key could be made".to_owned()))?;
    let write = || {
        let mut file = NamedTempFile::new_in(folder_of(path))?;
        file.write_all(HEAD.as_bytes())?;
        writeln!(file, "{}", cosigner.private_text())?;
        file.as_file().sync_all()?;
        file.persist_noclobber(path)?;
        sync_folder_of(path)
    };
    write().map_err(|error: io::Error| Failure::io(path, &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once_with_a_name_and_used_by_one_witness_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("witness.key");
        assert!(matches!(open(&path, None), Err(Failure::Usage(_))), "it has no name");
        assert!(matches!(open(&path, Some("a b")), Err(Failure::Usage(_))));
        assert!(!path.exists());
        let made = open(&path, Some("w.example")).unwrap();
        assert!(made.is_new);
        assert!(matches!(open(&path, None), Err(Failure::Usage(why)) if why.contains("another")));
        let key = made.cosigner.key().clone();
        drop(made);
        let again = open(&path, Some("w.example")).unwrap();
        assert_eq!((again.is_new, again.cosigner.key()), (false, &key));
        drop(again);
        assert!(matches!(open(&path, Some("v.example")), Err(Failure::Usage(_))));
        assert_eq!(private_files::open_to_others(&path), None);
    }
}
