//! The file of a dispatch, as a channel reads it.

use std::fs::File;
use std::io::{self, Read, Seek};

/// The whole file; `None` if it has more than `most` bytes.
pub(super) fn whole(file: &mut File, most: u64) -> io::Result<Option<Vec<u8>>> {
    let length = file.metadata()?.len();
    if length > most {
        return Ok(None);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
    file.rewind()?;
    file.read_to_end(&mut bytes)?;
    Ok(Some(bytes))
}
