//! Writes the ZIP of a pack in one pass, and remembers the digest of each file for the manifest.
//!
//! Times and order are fixed, so that the same content gives the same bytes.

use super::files::MANIFEST;
use super::records::FilePart;
use crate::failure::{Failure, Result};
use sha2::{Digest, Sha256};
use std::cell::Cell;
use std::io::{self, Read, Write};
use std::rc::Rc;
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, DateTime, System, ZipWriter};

/// A pack that is being written.
pub(crate) struct PackWriter<W: Write> {
    zip: Option<ZipWriter<StreamWriter<UntilFailure<W>>>>,
    files: Vec<FilePart>,
    is_over: Rc<Cell<bool>>,
}

/// Passes bytes on until a write fails or the pack is dropped. The ZIP writer finishes the file
/// when it is dropped itself, which must not turn a partial pack into a valid file.
struct UntilFailure<W> {
    out: W,
    is_over: Rc<Cell<bool>>,
}

impl<W: Write> Write for UntilFailure<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.is_over.get() {
            return Ok(bytes.len());
        }
        let written = self.out.write(bytes);
        // What was interrupted is written again.
        let failed = written.as_ref().is_err_and(|it| it.kind() != io::ErrorKind::Interrupted);
        self.is_over.set(failed);
        written
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.is_over.get() { Ok(()) } else { self.out.flush() }
    }
}

impl<W: Write> Drop for PackWriter<W> {
    fn drop(&mut self) {
        self.is_over.set(true);
    }
}

fn options() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .system(System::Unix)
        .unix_permissions(0o644)
}

fn failed(error: &dyn std::fmt::Display) -> Failure {
    Failure::System(format!("the evidence pack: {error}"))
}

impl<W: Write> PackWriter<W> {
    /// Begins a pack.
    pub(crate) fn new(out: W) -> Self {
        let is_over = Rc::new(Cell::new(false));
        let out = UntilFailure { out, is_over: is_over.clone() };
        Self { zip: Some(ZipWriter::new_stream(out)), files: Vec::new(), is_over }
    }

    /// Adds a file.
    pub(crate) fn add(&mut self, name: &str, content: &[u8]) -> Result<()> {
        self.add_from(name, &mut { content })
    }

    /// Adds a file that is read from its beginning.
    pub(crate) fn add_from(&mut self, name: &str, content: &mut dyn Read) -> Result<()> {
        let zip = self.zip.as_mut().ok_or_else(|| failed(&"it is complete"))?;
        zip.start_file(name, options()).map_err(|error| failed(&error))?;
        let (mut digest, mut size) = (Sha256::new(), 0);
        let mut buffer = vec![0; 1 << 16];
        loop {
            let read = content.read(&mut buffer).map_err(|error| failed(&error))?;
            if read == 0 {
                break;
            }
            digest.update(&buffer[..read]);
            zip.write_all(&buffer[..read]).map_err(|error| failed(&error))?;
            size += read as u64;
        }
        self.files.push(FilePart::of(name, size, digest));
        Ok(())
    }

    /// Adds the manifest, which gets the other files, and ends the pack.
    pub(crate) fn end(
        mut self,
        manifest: impl FnOnce(Vec<FilePart>) -> Result<Vec<u8>>,
    ) -> Result<()> {
        let manifest = manifest(std::mem::take(&mut self.files))?;
        self.add(MANIFEST, &manifest)?;
        let Some(zip) = self.zip.take() else { return Ok(()) };
        zip.finish()
            .map_err(|error| failed(&error))?
            .into_inner()
            .flush()
            .map_err(|error| failed(&error))
    }
}
