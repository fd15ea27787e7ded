//! New and copied databases of either engine, without the product's code.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use crate::postgres::{self, Cluster};

/// Tables in which two databases with the same record differ: the counter of turns, the database's
/// own keys, who did what, when and from where, and the log of all that.
pub const OF_EACH: [&str; 10] = [
    "installation",
    "sealing_keys",
    "audit_log",
    "audit_details",
    "tlog_pending",
    "tlog_leaves",
    "tlog_tiles",
    "tlog_checkpoints",
    "tlog_keys",
    "tlog_stamps",
];

#[derive(Debug)]
pub enum Databases {
    /// Files of the embedded engine, in this folder.
    Sqlite(PathBuf),
    /// Databases of the server that the environment names.
    Postgres,
    /// Databases of a separate server.
    Cluster(Cluster),
}

impl Databases {
    /// The URL of an empty database.
    ///
    /// # Errors
    /// The error of the server.
    pub fn fresh(&self) -> Result<String, String> {
        match self {
            Self::Sqlite(folder) => Ok(file_url(folder)),
            Self::Postgres => Ok(postgres::database()),
            Self::Cluster(cluster) => {
                let name = format!("countersign_{}", next());
                cluster.create_database(&name)?;
                Ok(cluster.url(&name))
            }
        }
    }

    /// A copy of a database that is not in use.
    ///
    /// # Errors
    /// The error of the disk or the server.
    pub fn copy(&self, url: &str) -> Result<String, String> {
        let Self::Sqlite(folder) = self else { return postgres::copy(url) };
        let copy = file_url(folder);
        for ending in ["", "-wal"] {
            let (from, to) = (beside(url, ending), beside(&copy, ending));
            if ending.is_empty() || from.exists() {
                fs::copy(&from, &to).map_err(|error| format!("{}: {error}", from.display()))?;
            }
        }
        Ok(copy)
    }

    /// Removes a database.
    ///
    /// # Errors
    /// The error of the disk or the server.
    pub fn remove(&self, url: &str) -> Result<(), String> {
        let Self::Sqlite(_) = self else { return postgres::remove(url) };
        for ending in ["", "-wal", "-shm"] {
            let file = beside(url, ending);
            if file.exists() {
                fs::remove_file(&file).map_err(|error| format!("{}: {error}", file.display()))?;
            }
        }
        Ok(())
    }
}

fn next() -> u32 {
    static COUNTER: AtomicU32 = AtomicU32::new(0);
    COUNTER.fetch_add(1, Ordering::Relaxed)
}

fn file_url(folder: &Path) -> String {
    format!("sqlite:{}", folder.join(format!("{}.db", next())).display())
}

fn beside(url: &str, ending: &str) -> PathBuf {
    PathBuf::from(format!("{}{ending}", url.trim_start_matches("sqlite:")))
}
