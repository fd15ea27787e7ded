//! The refused readings of a file, handed back with their reasons.

use super::Options;
use crate::failure::{Failure, Result};
use crate::formats::csv_out::push_cell;
use crate::formats::sheet::Problem;
use std::ffi::OsString;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// A file of refused rows, which takes its name once it is whole.
pub(super) struct Rejected {
    path: PathBuf,
    header: Vec<u8>,
    file: Option<BufWriter<NamedTempFile>>,
    dry_run: bool,
}

impl Rejected {
    pub(super) fn new(source: &Path, options: &Options, header: &[u8]) -> Self {
        let mut name: OsString = source.file_name().unwrap_or_default().to_owned();
        name.push(".rejected.csv");
        let beside = source.parent().unwrap_or(Path::new("")).to_owned();
        let path = options.rejected.clone().unwrap_or(beside).join(name);
        Self { path, header: header.to_owned(), file: None, dry_run: options.dry_run }
    }

    pub(super) fn add(&mut self, record: &[u8], problem: &Problem) -> Result<()> {
        if self.dry_run {
            return Ok(());
        }
        let mut line = Vec::new();
        if self.file.is_none() {
            line.extend_from_slice(&self.header);
            line.extend_from_slice(b",reason\r\n");
        }
        line.extend_from_slice(record);
        push_cell(&mut line, 1, &problem.to_string());
        line.extend_from_slice(b"\r\n");
        let path = self.path.clone();
        let failed = |error| Failure::io(&path, &error);
        let file = match self.file.take() {
            Some(file) => file,
            None => {
                let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
                let folder = folder.unwrap_or(Path::new("."));
                std::fs::create_dir_all(folder).map_err(failed)?;
                BufWriter::new(NamedTempFile::new_in(folder).map_err(failed)?)
            }
        };
        self.file.insert(file).write_all(&line).map_err(failed)
    }

    /// Puts the file in its place, or takes an older one away where nothing was refused.
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
