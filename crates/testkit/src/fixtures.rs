//! Databases of earlier schemas, which prove that the program upgrades them to the newest one.
//!
//! Writes databases as files of SQL and loads them again. What is played in them and what must hold
//! afterwards is in `crates/countersign/tests/program/upgrade`.

mod postgres;
mod sqlite;

use crate::databases::Databases;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// The database of one schema step, as a folder of files.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fixture {
    /// How many schema steps the database has.
    pub step: usize,
    folder: PathBuf,
}

impl Fixture {
    #[must_use]
    pub fn of(step: usize) -> Self {
        Self { step, folder: place().join(format!("{step:04}")) }
    }

    /// Every fixture, the oldest first.
    ///
    /// # Errors
    /// The error of the disk, or the folder whose name is no number.
    pub fn all() -> Result<Vec<Self>, String> {
        let failed = |error: std::io::Error| format!("{}: {error}", place().display());
        let mut all = Vec::new();
        for entry in fs::read_dir(place()).map_err(failed)? {
            let folder = entry.map_err(failed)?.path();
            if folder.is_dir() {
                let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
                let step = name.parse().map_err(|_| format!("{}: no number", folder.display()))?;
                all.push(Self { step, folder });
            }
        }
        all.sort();
        Ok(all)
    }

    #[must_use]
    pub fn exists(&self) -> bool {
        self.folder.is_dir()
    }

    /// Creates a database with the content of the fixture and returns its URL.
    ///
    /// # Errors
    /// The error of the disk or the server.
    pub fn load(&self, databases: &Databases) -> Result<String, String> {
        let url = databases.fresh()?;
        let text = self.packed(engine_of(&url))?;
        match sqlite_file(&url) {
            Some(file) => sqlite::load(file, &text)?,
            None => postgres::load(&url, &text)?,
        }
        Ok(url)
    }

    /// Writes the content of the database at `url`.
    ///
    /// # Errors
    /// The error of the disk or the server.
    pub fn record(&self, url: &str) -> Result<(), String> {
        let text = match sqlite_file(url) {
            Some(file) => sqlite::dump(file)?,
            None => postgres::dump(url)?,
        };
        let path = self.folder.join(format!("{}.sql.gz", engine_of(url)));
        let failed = |error: std::io::Error| format!("{}: {error}", path.display());
        let mut packed = GzEncoder::new(Vec::new(), Compression::best());
        packed.write_all(text.as_bytes()).map_err(failed)?;
        let packed = packed.finish().map_err(failed)?;
        fs::create_dir_all(&self.folder).map_err(failed)?;
        fs::write(&path, packed).map_err(failed)
    }

    /// The content of a file in the fixture's folder.
    ///
    /// # Errors
    /// The error of the disk.
    pub fn text(&self, name: &str) -> Result<String, String> {
        let path = self.folder.join(name);
        fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
    }

    /// Writes a file into the fixture's folder.
    ///
    /// # Errors
    /// The error of the disk.
    pub fn write(&self, name: &str, text: &str) -> Result<(), String> {
        let path = self.folder.join(name);
        let failed = |error: std::io::Error| format!("{}: {error}", path.display());
        fs::create_dir_all(&self.folder).map_err(failed)?;
        fs::write(&path, text).map_err(failed)
    }

    /// The cycles whose export is in the fixture's folder.
    ///
    /// # Errors
    /// The error of the disk.
    pub fn cycles(&self) -> Result<Vec<String>, String> {
        let failed = |error: std::io::Error| format!("{}: {error}", self.folder.display());
        let mut cycles = Vec::new();
        for entry in fs::read_dir(&self.folder).map_err(failed)? {
            let name = entry.map_err(failed)?.file_name().to_string_lossy().into_owned();
            cycles.extend(name.strip_suffix(".csv").map(str::to_owned));
        }
        cycles.sort();
        Ok(cycles)
    }

    fn packed(&self, engine: &str) -> Result<String, String> {
        let path = self.folder.join(format!("{engine}.sql.gz"));
        let failed = |error: std::io::Error| format!("{}: {error}", path.display());
        let file = fs::File::open(&path).map_err(failed)?;
        let mut text = String::new();
        GzDecoder::new(file).read_to_string(&mut text).map_err(failed)?;
        Ok(text)
    }
}

/// The definitions of everything in a database, as a text that is equal for equal definitions.
///
/// # Errors
/// The error of the disk or the server.
pub fn definitions(url: &str) -> Result<String, String> {
    match sqlite_file(url) {
        Some(file) => sqlite::definitions(file),
        None => postgres::definitions(url),
    }
}

/// The tables of a database that have no row.
///
/// # Errors
/// The error of the disk or the server.
pub fn empty_tables(url: &str) -> Result<Vec<String>, String> {
    match sqlite_file(url) {
        Some(file) => sqlite::empty_tables(file),
        None => postgres::empty_tables(url),
    }
}

#[must_use]
pub fn place() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

fn sqlite_file(url: &str) -> Option<&Path> {
    url.strip_prefix("sqlite:").map(Path::new)
}

fn engine_of(url: &str) -> &'static str {
    if sqlite_file(url).is_some() { "sqlite" } else { "postgres" }
}
