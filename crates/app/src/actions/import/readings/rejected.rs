//! Writes the refused readings of a file with their reasons.

use crate::actions::import::options::ImportOptions;
use crate::failure::{Failure, Result};
use crate::formats::sheet::{Problem, Sheet, SheetRow};
use crate::private_files;
use std::ffi::OsString;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// A file of refused rows, which gets its name once it is complete.
pub(super) struct Rejected {
    path: PathBuf,
    header: Vec<u8>,
    file: Option<BufWriter<NamedTempFile>>,
    dry_run: bool,
    /// The number of its last row; the header is the first.
    rows: u64,
}

impl Rejected {
    pub(super) fn new(source: &Path, options: &ImportOptions, sheet: &Sheet) -> Self {
        let mut name: OsString = source.file_name().unwrap_or_default().to_owned();
        name.push(".rejected.csv");
        let beside = source.parent().unwrap_or(Path::new("")).to_owned();
        let path = options.rejected.clone().unwrap_or(beside).join(name);
        let mut header = sheet.header_without(&[]);
        header.push(sheet.separator());
        header.extend_from_slice(b"reason");
        header.extend_from_slice(sheet.line_end());
        Self { path, header, file: None, dry_run: options.dry_run, rows: 1 }
    }

    /// Adds the unchanged row with its number in the source file and the reason. Returns its number
    /// here; a dry run writes nothing, and counts.
    pub(super) fn add(&mut self, row: &SheetRow<'_>, problem: &Problem) -> Result<u64> {
        self.rows += 1;
        if self.dry_run {
            return Ok(self.rows);
        }
        let mut line = Vec::new();
        if self.file.is_none() {
            line.extend_from_slice(&self.header);
        }
        let reason = format!("row {}: {problem}", row.number());
        line.extend_from_slice(&row.with_reason(&reason));
        let path = self.path.clone();
        let failed = |error| Failure::io(&path, &error);
        let file = match self.file.take() {
            Some(file) => file,
            None => {
                let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
                let folder = folder.unwrap_or(Path::new("."));
                let closed = |error: std::io::Error| {
                    Failure::System(format!(
                        "{} cannot be written: {}; give a folder for refused readings with \
                         --rejected",
                        path.display(),
                        std::io::Error::from(error.kind())
                    ))
                };
                private_files::folder(folder).map_err(closed)?;
                BufWriter::new(NamedTempFile::new_in(folder).map_err(closed)?)
            }
        };
        self.file.insert(file).write_all(&line).map_err(failed)?;
        Ok(self.rows)
    }

    /// Puts the file in its place, or removes an older one if nothing was refused.
    pub(super) fn finish(self) -> Result<Option<PathBuf>> {
        let failed = |error| Failure::io(&self.path, &error);
        let Some(file) = self.file else {
            if !self.dry_run && self.path.exists() {
                std::fs::remove_file(&self.path).map_err(failed)?;
            }
            return Ok(None);
        };
        let file = file.into_inner().map_err(|error| failed(error.into_error()))?;
        file.persist(&self.path).map_err(|error| failed(error.error))?;
        Ok(Some(self.path))
    }
}
