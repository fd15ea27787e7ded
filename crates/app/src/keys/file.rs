//! The key file: one line per key, the one for sealing first. Only its owner can read it.

use super::{BYTES, SealingKey};
use crate::durable::{folder_of, sync_folder_of};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use tempfile::NamedTempFile;

/// The prefix of a key's line, which says what the line is for.
const LINE: &str = "countersign-key-1 ";
const HEAD: &str = "\
# Countersign seals the secrets of its database with the first key here.
# Keep a copy apart from the backups of the database: a person who has both has the secrets.
";

/// Reads all keys.
pub(super) fn read(path: &Path) -> Result<Vec<SealingKey>, String> {
    let wrong = |why: &dyn std::fmt::Display| format!("the key file {}: {why}", path.display());
    let text = fs::read_to_string(path).map_err(|error| wrong(&error))?;
    let lines = (1..).zip(text.lines().map(str::trim));
    let lines = lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    let mut keys = Vec::new();
    for (number, line) in lines {
        let bytes = line.strip_prefix(LINE).and_then(|text| STANDARD.decode(text.trim()).ok());
        let bytes = bytes.and_then(|bytes| <[u8; BYTES]>::try_from(bytes).ok());
        let expected =
            format!("line {number} is not a key; a key reads \"{LINE}\" and 44 characters");
        keys.push(SealingKey::of(bytes.ok_or_else(|| wrong(&expected))?));
    }
    if keys.is_empty() { Err(wrong(&"it contains no key")) } else { Ok(keys) }
}

/// Replaces the contents by these keys, all of them or none.
pub(super) fn write(path: &Path, keys: &[SealingKey]) -> io::Result<()> {
    whole(path, keys)?.persist(path)?;
    sync_folder_of(path)
}

/// Writes a first key into a new file; never overwrites one.
pub(super) fn make(path: &Path, key: &SealingKey) -> io::Result<()> {
    match whole(path, std::slice::from_ref(key))?.persist_noclobber(path) {
        Ok(_) => sync_folder_of(path),
        Err(failed) if failed.error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(failed) => Err(failed.error),
    }
}

/// A temporary file that only its owner can use.
fn whole(path: &Path, keys: &[SealingKey]) -> io::Result<NamedTempFile> {
    let mut file = NamedTempFile::new_in(folder_of(path))?;
    file.write_all(HEAD.as_bytes())?;
    for key in keys {
        writeln!(file, "{LINE}{}", key.text())?;
    }
    file.as_file().sync_all()?;
    Ok(file)
}
