//! Copies one state of the file while other connections read and write.

use super::{COUNT_SCHEMA, ConnectionAccess, Pool, WAL_PAUSE, connect};
use crate::error::Result;
use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};
use std::path::Path;
use std::time::Instant;

/// Pages that are copied in one step, 1 MiB of a database that this program made.
const PAGES: i32 = 128;
const PAGE_SIZE: &str = "SELECT page_size FROM pragma_page_size";

impl Pool {
    /// Copies the database as it is now into a file that holds nothing yet, and hears how many of
    /// how many bytes are there. After each step it rests as long as the step took, so that others
    /// have the disk half of the time.
    pub(in crate::engine) fn copy_into(
        &self,
        file: &Path,
        mut progress: impl FnMut(u64, u64),
    ) -> Result<()> {
        let lease = self.begin_read()?;
        let from = lease.connection();
        // Its transaction begins here and lasts for the whole copy. SQLite starts a copy again
        // when it finds the source changed between two steps; within a transaction it never does,
        // so a writer in another process cannot delay the copy for ever.
        from.query_row(COUNT_SCHEMA, [], |_| Ok(()))?;
        let page_size: u32 = from.query_row(PAGE_SIZE, [], |row| row.get(0))?;
        let bytes = |pages: i32| u64::from(pages.unsigned_abs()) * u64::from(page_size);
        let mut to = connect(file, ConnectionAccess::Write { durable: false })?;
        // A copy that is interrupted is thrown away, so it needs no journal.
        to.pragma_update(None, "journal_mode", "off")?;
        let copy = Backup::new(from, &mut to)?;
        loop {
            let began = Instant::now();
            let step = copy.step(PAGES)?;
            let at = copy.progress();
            progress(bytes(at.pagecount - at.remaining), bytes(at.pagecount));
            match step {
                StepResult::Done => break,
                StepResult::More => std::thread::sleep(began.elapsed()),
                _ => std::thread::sleep(WAL_PAUSE),
            }
        }
        drop(copy);
        alone(&to)
    }
}

/// Puts everything that belongs to a database into its one file, with no log beside it. It gets a
/// log again when it is opened to be worked on.
pub(crate) fn into_one_file(file: &Path) -> Result<()> {
    alone(&connect(file, ConnectionAccess::Write { durable: false })?)
}

fn alone(connection: &Connection) -> Result<()> {
    Ok(connection.pragma_update(None, "journal_mode", "delete")?)
}
