//! Writes the time stamps of the log into a folder, each with the checkpoint that was stamped, as
//! `openssl ts` reads them: `4812.tsr` and `4812.txt`.

use crate::failure::{Failure, Result};
use crate::transparency::stamped::{self, ComparedStamp, StampFiles};
use countersign_store::Store;
use std::fs;
use std::path::Path;

/// Writes those that match their checkpoints, and returns how many these are.
///
/// # Errors
/// Fails when the database or the disk does.
pub async fn run(store: &Store, folder: &Path) -> Result<u64> {
    let mut written = 0;
    let take = |ComparedStamp { size, stamped }| -> Result<()> {
        let Ok(stamped) = stamped else { return Ok(()) };
        let files = StampFiles::of("", size.cast_unsigned());
        write(folder, &files.answer, &stamped.response)?;
        write(folder, &files.note, stamped.note.as_bytes())?;
        written += 1;
        Ok(())
    };
    store.reading(async |tx| stamped::each(tx, take).await).await?;
    Ok(written)
}

fn write(folder: &Path, name: &str, content: &[u8]) -> Result<()> {
    let path = folder.join(name);
    fs::write(&path, content).map_err(|error| Failure::io(&path, &error))
}
