//! Checks whether the log beside a file, its `-wal`, belongs to the file.
//!
//! SQLite applies any complete log, whatever file it is beside. If a backup is copied over the file
//! of a killed program, the log of the old file would overwrite it, wholly or in part.
//!
//! A log has a number, the first salt of its header: random for a new log, and one more each time
//! that SQLite begins it again, which it does only when the file has all of it. Each transaction
//! writes the number after its log's into the file's header (`user_version`), by way of the log.
//! After any crash, the file therefore names the number of its log, the one before or the one
//! after. A new log is announced to the file before anything else is written to it (`BEGUN`).
//!
//! A backup from the very same log has a fitting number. But SQLite gives its copies (`.backup`,
//! `VACUUM INTO`) another number of the schema, `schema_version`. Files in use have one beyond
//! those of copies (`WORKED_ON`).

use super::file_header::HeaderMarks;
use super::{WAL_PAUSE, WAL_TRIES};
use crate::error::{Result, StoreError};
use rusqlite::Connection;
use std::ffi::OsString;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Announces in a file that a new log begins, whose number is not known yet.
const BEGUN: u32 = 0x7fff_ffff;
/// The least number of the schema of a file in use.
const WORKED_ON: u32 = 1 << 20;
/// The bytes of a log's header, and of the header of each page.
const HEADER: usize = 32;
const FRAME: u64 = 24;
/// The first bytes of a log's header; the last bit gives the byte order of its checksum.
const MAGIC: u32 = 0x377f_0682;
/// How often a log that does not fit is read again, because another program may be writing.
const LOOKS: u32 = 20;

const CHECKPOINT: &str = "PRAGMA wal_checkpoint(PASSIVE)";

/// The path of the log.
pub(super) fn path(file: &Path) -> PathBuf {
    let mut log = OsString::from(file);
    log.push("-wal");
    log.into()
}

/// The number of the log beside a file; `None` if it has no page.
fn number(file: &Path) -> Option<u32> {
    let mut log = File::open(path(file)).ok()?;
    let length = log.metadata().ok()?.len();
    let mut header = [0; HEADER];
    log.read_exact(&mut header).ok()?;
    let mut words = header.chunks_exact(4).map(|it| [it[0], it[1], it[2], it[3]]);
    let words: [[u8; 4]; HEADER / 4] = std::array::from_fn(|_| words.next().unwrap_or_default());
    let [magic, _, page_size, _, salt, _, sums @ ..] = words.map(u32::from_be_bytes);
    let holds = u64::from(page_size) + HEADER as u64 + FRAME <= length;
    let is_log = magic & !1 == MAGIC && sums == checksum(&words, magic & 1 == 1);
    (is_log && holds).then_some(salt)
}

/// SQLite's checksum of a header.
fn checksum(words: &[[u8; 4]; HEADER / 4], big_endian: bool) -> [u32; 2] {
    let word =
        |it: [u8; 4]| if big_endian { u32::from_be_bytes(it) } else { u32::from_le_bytes(it) };
    let (pairs, _) = words[..HEADER / 4 - 2].as_chunks::<2>();
    pairs.iter().fold([0_u32; 2], |[one, two], pair| {
        let one = one.wrapping_add(word(pair[0])).wrapping_add(two);
        [one, two.wrapping_add(word(pair[1])).wrapping_add(one)]
    })
}

/// Refuses a log that does not belong to the file. `connection` sees the file with its log.
pub(super) fn check(connection: &Connection, file: &Path) -> Result<()> {
    for _ in 1..LOOKS {
        if fits(connection, file)? {
            return Ok(());
        }
        std::thread::sleep(WAL_PAUSE);
    }
    if fits(connection, file)? {
        return Ok(());
    }
    Err(refusal(file))
}

fn refusal(file: &Path) -> StoreError {
    let (shown, log) = (file.display(), path(file));
    let log = log.display();
    StoreError::Unfit(format!(
        "the log {log} does not belong to {shown}: another file replaced the database, and the log \
         of the old file is still beside it. Nothing was changed. If {shown} is the backup that \
         you want, move the log away: mv {log} {log}.old. If not, put the file that the log \
         belongs to back"
    ))
}

/// The error of a file that is invalid with its log and valid without it.
pub(super) fn or_refused(file: &Path, error: StoreError) -> StoreError {
    let alone = || number(file).is_some() && HeaderMarks::of_file(file).is_ok();
    match error {
        StoreError::Corrupt(_) if alone() => refusal(file),
        error => error,
    }
}

fn fits(connection: &Connection, file: &Path) -> Result<bool> {
    let Some(log) = number(file) else { return Ok(true) };
    // A file that is invalid without its log is no backup: a crash or a full disk interrupted the
    // log's way into the file.
    let Ok(of_file) = HeaderMarks::of_file(file) else { return Ok(true) };
    let with_log = HeaderMarks::read(connection)?;
    Ok(belongs(log, of_file, with_log))
}

/// Whether a log of this number belongs to a file with these marks, and leads to the others.
fn belongs(log: u32, of_file: HeaderMarks, with_log: HeaderMarks) -> bool {
    match (of_file.log, with_log.log) {
        (BEGUN, _) | (_, BEGUN) => true,
        // As programs before this one left it.
        (0, with_log) => with_log == 0,
        (mark, _) => {
            let steps = mark.wrapping_sub(log).wrapping_add(1);
            let schema = with_log.schema.wrapping_sub(of_file.schema);
            steps <= 2 && schema < WORKED_ON
        }
    }
}

/// Announces the log in the file before anything is written to it.
pub(super) fn begin(connection: &Connection, file: &Path) -> Result<()> {
    for _ in 0..WAL_TRIES {
        if is_begun(connection, file)? {
            return Ok(());
        }
        std::thread::sleep(WAL_PAUSE);
    }
    Err(StoreError::Busy(format!("other processes are opening {}", file.display())))
}

fn is_begun(connection: &Connection, file: &Path) -> Result<bool> {
    let announced = |marks: HeaderMarks| number(file).is_some() && marks.log != 0;
    if !announced(HeaderMarks::read(connection)?) {
        alone(connection, |marks| {
            if !announced(marks) {
                connection.pragma_update(None, "user_version", BEGUN)?;
            }
            if marks.schema < WORKED_ON {
                connection.pragma_update(None, "schema_version", marks.schema + WORKED_ON)?;
            }
            Ok(())
        })?;
    }
    if HeaderMarks::read(connection)?.log != BEGUN {
        return Ok(true);
    }
    into_file(connection)?;
    if HeaderMarks::of_file(file).is_ok_and(|marks| marks.log == BEGUN) {
        alone(
            connection,
            |marks| if marks.log == BEGUN { mark(connection, file) } else { Ok(()) },
        )?;
        // While the announcement is in the file, any log belongs to it.
        into_file(connection)?;
        return Ok(true);
    }
    Ok(false)
}

/// Moves the log into the file, as far as no one is in the way.
fn into_file(connection: &Connection) -> Result<()> {
    Ok(connection.query_row(CHECKPOINT, [], |_| Ok(()))?)
}

/// Does work in a writing transaction, on the file as it then is.
fn alone(connection: &Connection, work: impl FnOnce(HeaderMarks) -> Result<()>) -> Result<()> {
    connection.execute_batch("BEGIN IMMEDIATE")?;
    let done = HeaderMarks::read(connection).map_err(StoreError::from).and_then(work);
    match done {
        Ok(()) => Ok(connection.execute_batch("COMMIT")?),
        Err(error) => {
            // The first error is the useful one.
            drop(connection.execute_batch("ROLLBACK"));
            Err(error)
        }
    }
}

/// Writes the number of its log in the current transaction.
pub(super) fn mark(connection: &Connection, file: &Path) -> Result<()> {
    // If the log has just been emptied, the number of the last transaction still fits.
    let Some(log) = number(file) else { return Ok(()) };
    Ok(connection.pragma_update(None, "user_version", log.wrapping_add(1).cast_signed())?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_goes_with_its_log_the_one_before_and_the_one_after() {
        let marks = |log, schema| HeaderMarks { log, schema };
        let here = marks(8, WORKED_ON + 30);
        for (number, fits) in [(6, false), (7, true), (8, true), (9, true), (10, false)] {
            assert_eq!(belongs(number, here, here), fits, "{number}");
        }
        assert!(belongs(0, marks(u32::MAX, 1), marks(1, 1)), "the numbers go round");
        assert!(belongs(5, marks(BEGUN, 0), here) && belongs(5, marks(77, 3), marks(BEGUN, 3)));
        assert!(belongs(5, marks(0, 3), marks(0, 3)), "an older program's");
        assert!(!belongs(5, marks(0, 3), here), "a copy of an older program's");
        assert!(!belongs(8, marks(8, 1), here), "made by .backup");
        assert!(!belongs(8, marks(8, WORKED_ON + 31), here), "made by VACUUM INTO");
        assert!(belongs(8, marks(8, WORKED_ON), here), "a step of the schema is in the log");
    }
}
