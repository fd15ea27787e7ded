//! Opens a file that may be compressed, cut off, or hostile.

use super::file_fault::FileFault;
use flate2::read::MultiGzDecoder;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

/// A compressed file may grow to this size before its ratio is checked.
const HARMLESS_BYTES: u64 = 64 << 20;
/// How many times larger than its file decompressed data may be. Readings reach about 30.
const MAX_RATIO: u64 = 200;

/// Whether a file is packed, by its name.
#[must_use]
pub fn is_packed(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("gz"))
}

/// Whether a file holds refused rows of another one, by its name.
#[must_use]
pub fn is_rejected(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    name.strip_suffix(".gz").unwrap_or(&name).ends_with(".rejected.csv")
}

/// Opens `path` and decompresses `.gz`. A compressed file is first read completely, so that a
/// truncated file or a bomb is refused as a whole.
///
/// # Errors
/// Why the file cannot be used.
pub fn open(path: &Path) -> Result<Box<dyn Read>, FileFault> {
    let file = opened(path)?;
    if !is_packed(path) {
        return Ok(Box::new(file));
    }
    check_gzip(path)?;
    Ok(Box::new(MultiGzDecoder::new(BufReader::with_capacity(1 << 17, file))))
}

fn opened(path: &Path) -> Result<File, FileFault> {
    File::open(path).map_err(|error| FileFault::Unopened(error.to_string()))
}

fn check_gzip(path: &Path) -> Result<(), FileFault> {
    let file = opened(path)?;
    let packed = file.metadata().map_err(|error| FileFault::Unread(error.to_string()))?.len();
    let mut unpacked = MultiGzDecoder::new(BufReader::with_capacity(1 << 17, file));
    let mut buffer = vec![0; 1 << 17];
    let mut size: u64 = 0;
    loop {
        let count =
            unpacked.read(&mut buffer).map_err(|error| FileFault::Gzip(error.to_string()))?;
        if count == 0 {
            return Ok(());
        }
        size += count as u64;
        if size > HARMLESS_BYTES && size / packed.max(1) > MAX_RATIO {
            return Err(FileFault::Bomb(MAX_RATIO));
        }
    }
}
