//! A database that many tests begin with: made once in each process and copied for each test.
//!
//! Making one takes a second or more, a copy some milliseconds.

use std::fs::{self, Permissions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::thread;

use tempfile::TempDir;
use tokio::runtime::Builder;

use crate::databases::Databases;
use crate::postgres;

/// The name of a database of the embedded engine.
const FILE: &str = "countersign.db";

/// What tests begin with, on each engine.
#[derive(Debug, Default)]
pub struct Prepared {
    sqlite: OnceLock<Kept>,
    postgres: OnceLock<Kept>,
}

impl Prepared {
    #[must_use]
    pub const fn new() -> Self {
        Self { sqlite: OnceLock::new(), postgres: OnceLock::new() }
    }

    /// Puts a copy of the database and of the files beside it into `folder`, and returns its URL.
    ///
    /// The first call for an engine has `make` make the original, in a folder of its own and in an
    /// empty database. What `make` returns holds them until they are kept; nobody works on them
    /// then.
    ///
    /// # Panics
    /// If the disk or the server fails.
    #[must_use]
    pub fn copy<T>(
        &self,
        databases: &Databases,
        folder: &Path,
        make: impl FnOnce(TempDir, String) -> T,
    ) -> String {
        let (kept, is_file) = match databases {
            Databases::Sqlite(_) => (&self.sqlite, true),
            Databases::Postgres | Databases::Cluster(_) => (&self.postgres, false),
        };
        let keep = || {
            let own = TempDir::new().map_err(|error| error.to_string())?;
            let place = own.path().to_owned();
            let url = match is_file {
                true => format!("sqlite:{}", place.join(FILE).display()),
                false => databases.fresh()?,
            };
            let made = make(own, url.clone());
            let kept = Kept::of(&place, url);
            drop(made);
            kept
        };
        let kept = kept.get_or_init(|| keep().unwrap_or_else(|error| panic!("{error}")));
        kept.copy_to(folder).unwrap_or_else(|error| panic!("{error}"))
    }

    /// The same in a thread and a runtime of its own, because the test may run inside another one.
    ///
    /// # Panics
    /// If the disk or the server fails, or `make` panics.
    #[must_use]
    pub fn copy_by<T: Send + 'static>(
        &self,
        databases: &Databases,
        folder: &Path,
        make: impl AsyncFnOnce(TempDir, String) -> T + Send + 'static,
    ) -> String {
        self.copy(databases, folder, |own, url| {
            let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
            thread::spawn(move || runtime.block_on(make(own, url))).join().expect("a database")
        })
    }
}

/// A database and the files of its folder, such as its keys.
#[derive(Debug)]
struct Kept {
    url: String,
    /// Every file. A database of the embedded engine is one of them.
    files: Vec<KeptFile>,
}

#[derive(Debug)]
struct KeptFile {
    /// Its path inside the folder.
    path: PathBuf,
    bytes: Vec<u8>,
    permissions: Permissions,
}

impl Kept {
    fn of(folder: &Path, url: String) -> Result<Self, String> {
        if !url.starts_with("sqlite:") {
            postgres::disconnect_all(&url)?;
        }
        let mut files = Vec::new();
        read(folder, Path::new(""), &mut files)?;
        Ok(Self { url, files })
    }

    fn copy_to(&self, folder: &Path) -> Result<String, String> {
        for file in &self.files {
            let path = folder.join(&file.path);
            file.write(&path).map_err(|error| told(&path, &error))?;
        }
        match self.url.starts_with("sqlite:") {
            true => Ok(format!("sqlite:{}", folder.join(FILE).display())),
            false => postgres::copy(&self.url),
        }
    }
}

impl KeptFile {
    fn write(&self, path: &Path) -> io::Result<()> {
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(path, &self.bytes)?;
        fs::set_permissions(path, self.permissions.clone())
    }
}

/// Reads what is in `folder`, which is `inside` the one that is kept.
fn read(folder: &Path, inside: &Path, files: &mut Vec<KeptFile>) -> Result<(), String> {
    let entries = fs::read_dir(folder).map_err(|error| told(folder, &error))?;
    for entry in entries {
        let entry = entry.map_err(|error| told(folder, &error))?;
        let (path, inside) = (entry.path(), inside.join(entry.file_name()));
        if path.is_dir() {
            read(&path, &inside, files)?;
        } else {
            let read = || io::Result::Ok((fs::read(&path)?, fs::metadata(&path)?.permissions()));
            let (bytes, permissions) = read().map_err(|error| told(&path, &error))?;
            files.push(KeptFile { path: inside, bytes, permissions });
        }
    }
    Ok(())
}

fn told(path: &Path, error: &io::Error) -> String {
    format!("{}: {error}", path.display())
}
