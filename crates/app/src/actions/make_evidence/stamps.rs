//! The time stamps of a pack: for each record the first one that covers it, and the last one.

use super::log_places::LogPlaces;
use crate::evidence::files::{STAMP_FILES, STAMPS};
use crate::evidence::pack_writer::PackWriter;
use crate::evidence::records::{StampLine, push_line};
use crate::failure::Result;
use crate::transparency::stamped::{self, StampFiles};
use countersign_store::Tx;
use std::io::Write;

/// Adds them, if there are any. What does not match its checkpoint is left out: `verify` says so.
pub(super) async fn add(
    tx: &mut Tx,
    writer: &mut PackWriter<&mut dyn Write>,
    log: &mut LogPlaces,
) -> Result<()> {
    let mut lines = Vec::new();
    for size in log.covering() {
        let found = stamped::after(tx, size - 1, 1).await?.pop();
        let Some(stamped) = found.and_then(|it| it.stamped.ok()) else { continue };
        let size = size.cast_unsigned();
        let path = log.growth(tx, size).await?;
        push_line(&mut lines, &StampLine { size, path })?;
        let files = StampFiles::of(STAMP_FILES, size);
        writer.add(&files.note, stamped.note.as_bytes())?;
        writer.add(&files.answer, &stamped.response)?;
    }
    if !lines.is_empty() {
        writer.add(STAMPS, &lines)?;
    }
    Ok(())
}
