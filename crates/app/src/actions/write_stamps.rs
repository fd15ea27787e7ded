//! Writes the time stamps of the log into a folder, each with the checkpoint that was stamped, as
//! `openssl ts` reads them: `4812.tsr` and `4812.txt`.

use crate::failure::{Failure, Result};
use crate::transparency::stamped;
use countersign_store::Store;
use std::fs;
use std::path::Path;

/// Time stamps in memory at once.
const CHUNK: i64 = 200;

/// Writes those that match their checkpoints, and returns how many these are.
///
/// # Errors
/// Fails when the database or the disk does.
pub async fn run(store: &Store, folder: &Path) -> Result<u64> {
    let (mut written, mut size) = (0, i64::MIN);
    loop {
        let some = store.reading(async |tx| stamped::after(tx, size, CHUNK).await).await?;
        let Some(last) = some.last() else { return Ok(written) };
        size = last.size;
        for it in &some {
            let Ok(stamped) = &it.stamped else { continue };
            write(folder, &format!("{}.tsr", it.size), &stamped.response)?;
            write(folder, &format!("{}.txt", it.size), stamped.note.as_bytes())?;
            written += 1;
        }
    }
}

fn write(folder: &Path, name: &str, content: &[u8]) -> Result<()> {
    let path = folder.join(name);
    fs::write(&path, content).map_err(|error| Failure::io(&path, &error))
}
