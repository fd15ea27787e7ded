//! The two engines of a bench: databases are created, copied, filled by a shell and dropped.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use countersign_testkit::postgres::Cluster;

use super::programs::{first_line, psql, sqlite3};
use crate::cargo::{self, Failure};

/// The settings of SQLite for a floor, the same as those of our own connections.
const SQLITE_SETTINGS: &str = "PRAGMA page_size = 8192;\nPRAGMA journal_mode = wal;\n\
    PRAGMA synchronous = full;\nPRAGMA cache_size = -24000;\nPRAGMA wal_autocheckpoint = 4096;\n";

/// An engine with a place for databases.
#[derive(Debug)]
pub(super) enum Engine {
    /// Files in a directory.
    Sqlite { directory: PathBuf },
    /// A server of its own, with its default durability.
    Postgres {
        cluster: Cluster,
        /// Where scripts are written.
        directory: PathBuf,
    },
}

/// A database by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Database(String);

impl Database {
    /// One that an earlier step made under this name.
    pub(super) fn named(name: &str) -> Database {
        Database(name.to_owned())
    }
}

impl Engine {
    pub(super) fn sqlite(directory: &Path) -> Engine {
        Engine::Sqlite { directory: directory.to_path_buf() }
    }

    /// A PostgreSQL started for this bench.
    pub(super) fn postgres(directory: &Path) -> Result<Engine, Failure> {
        let cluster = Cluster::start_durable()?;
        Ok(Engine::Postgres { cluster, directory: directory.to_path_buf() })
    }

    pub(super) const fn is_postgres(&self) -> bool {
        matches!(self, Engine::Postgres { .. })
    }

    pub(super) const fn name(&self) -> &'static str {
        if self.is_postgres() { "PostgreSQL" } else { "SQLite" }
    }

    /// The version of the floor's side: the shell, or the server.
    pub(super) fn version(&self) -> Result<String, Failure> {
        match self {
            Engine::Sqlite { .. } => {
                let said = first_line(Command::new("sqlite3").arg("--version"))?;
                Ok(said.split(' ').next().unwrap_or_default().to_owned())
            }
            Engine::Postgres { cluster, .. } => {
                let mut show = psql();
                show.args(["--tuples-only", "--command", "SHOW server_version", "--dbname"]);
                first_line(show.arg(cluster.url("postgres")))
            }
        }
    }

    /// An empty database. An existing one of that name is dropped first.
    pub(super) fn create(&self, name: &str) -> Result<Database, Failure> {
        let database = Database(name.to_owned());
        self.drop(&database)?;
        if let Engine::Postgres { cluster, .. } = self {
            cluster.create_database(name)?;
        }
        Ok(database)
    }

    /// A copy of a database that is not open anywhere, on the disk before this returns.
    pub(super) fn copy(&self, from: &Database, name: &str) -> Result<Database, Failure> {
        let copy = Database(name.to_owned());
        self.drop(&copy)?;
        match self {
            Engine::Sqlite { .. } => {
                let (from, to) = (self.file(from), self.file(&copy));
                let copied = fs::copy(&from, &to).and_then(|_| File::open(&to)?.sync_all());
                copied.map_err(|e| format!("{}: {e}", to.display()))?;
            }
            Engine::Postgres { .. } => {
                let Database(from) = from;
                self.maintain(&format!("CREATE DATABASE {name} TEMPLATE {from}"))?;
                self.maintain("CHECKPOINT")?;
            }
        }
        Ok(copy)
    }

    pub(super) fn drop(&self, database: &Database) -> Result<(), Failure> {
        let Database(name) = database;
        match self {
            Engine::Sqlite { .. } => {
                let file = self.file(database);
                for end in ["", "-wal", "-shm"] {
                    let file = PathBuf::from(format!("{}{end}", file.display()));
                    match fs::remove_file(&file) {
                        Err(e) if e.kind() != io::ErrorKind::NotFound => {
                            return Err(format!("{}: {e}", file.display()).into());
                        }
                        _ => {}
                    }
                }
                Ok(())
            }
            Engine::Postgres { .. } => self.maintain(&format!("DROP DATABASE IF EXISTS {name}")),
        }
    }

    /// Updates the planner's statistics of a prepared database, and writes it to the disk.
    pub(super) fn settle(&self, database: &Database) -> Result<(), Failure> {
        let sql = if self.is_postgres() { "VACUUM ANALYZE;\nCHECKPOINT;\n" } else { "" };
        cargo::run(self.shell(database, "settle", sql)?.stdout(Stdio::null()))
    }

    pub(super) fn url(&self, database: &Database) -> String {
        match self {
            Engine::Sqlite { .. } => format!("sqlite:{}", self.file(database).display()),
            Engine::Postgres { cluster, .. } => cluster.url(&database.0),
        }
    }

    /// The engine's own shell, ready to run a script. The script `name` is written now.
    pub(super) fn shell(
        &self,
        database: &Database,
        name: &str,
        script: &str,
    ) -> Result<Command, Failure> {
        let (Engine::Sqlite { directory } | Engine::Postgres { directory, .. }) = self;
        let file = directory.join(format!("{name}.sql"));
        let at = |e| format!("{}: {e}", file.display());
        Ok(match self {
            Engine::Sqlite { .. } => {
                fs::write(&file, format!("{SQLITE_SETTINGS}{script}")).map_err(at)?;
                let mut command = sqlite3(&self.file(database));
                command.arg(format!(".read {}", file.display()));
                command
            }
            Engine::Postgres { .. } => {
                fs::write(&file, script).map_err(at)?;
                let mut command = psql();
                command.arg("--dbname").arg(self.url(database)).arg("--file").arg(&file);
                command
            }
        })
    }

    /// The result of a query: one line per row, cells separated by `|`.
    pub(super) fn ask(&self, database: &Database, query: &str) -> Result<String, Failure> {
        let mut command = match self {
            Engine::Sqlite { .. } => sqlite3(&self.file(database)),
            Engine::Postgres { .. } => psql(),
        };
        if self.is_postgres() {
            command.args(["--tuples-only", "--no-align", "--command"]);
            command.arg(query).arg("--dbname").arg(self.url(database));
        } else {
            command.arg(query);
        }
        Ok(String::from_utf8_lossy(&cargo::output(&mut command)?).into_owned())
    }

    fn file(&self, Database(name): &Database) -> PathBuf {
        match self {
            Engine::Sqlite { directory } | Engine::Postgres { directory, .. } => {
                directory.join(format!("{name}.db"))
            }
        }
    }

    fn maintain(&self, sql: &str) -> Result<(), Failure> {
        let Engine::Postgres { cluster, .. } = self else { return Ok(()) };
        let mut command = psql();
        command.arg("--dbname").arg(cluster.url("postgres")).arg("--command").arg(sql);
        cargo::output(&mut command).map(drop)
    }
}
