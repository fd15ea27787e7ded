//! A database of either engine, with the content of its tables.

use countersign_store::copy::{self, Content};
use countersign_store::{DatabaseUrl, Store};
use countersign_testkit::command_line::CommandLine;
use countersign_testkit::databases::Databases;
use serde_json::Value;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

pub(crate) const BINARY: &str = env!("CARGO_BIN_EXE_countersign");

/// A folder for files, and databases of one engine.
pub(crate) struct ClockFixture {
    folder: TempDir,
    databases: Databases,
}

impl ClockFixture {
    pub(crate) fn new(databases: impl Fn(&Path) -> Databases) -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { databases: databases(folder.path()), folder }
    }

    pub(crate) fn on_sqlite() -> Self {
        Self::new(|folder| Databases::Sqlite(folder.to_owned()))
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file and returns its path as an argument.
    pub(crate) fn write(&self, name: &str, text: &str) -> String {
        std::fs::write(self.path(name), text).unwrap();
        self.path(name).display().to_string()
    }

    /// The program on a rehearsal that begins at an instant.
    pub(crate) fn rehearsal(&self, begin: &str, first_cycle: &str) -> CommandLine {
        let program = self.nothing();
        let init = ["init", "--rehearsal", begin, "--first-cycle", first_cycle];
        program.expect(&init, 0).unwrap();
        program
    }

    /// The program on an empty database.
    pub(crate) fn nothing(&self) -> CommandLine {
        CommandLine::new(BINARY, self.databases.fresh().unwrap())
    }

    pub(crate) fn copy(&self, of: &CommandLine) -> CommandLine {
        CommandLine::new(BINARY, self.databases.copy(&of.database).unwrap())
    }
}

pub(crate) fn contents(program: &CommandLine) -> Vec<Content> {
    let url = DatabaseUrl::parse(&program.database).unwrap();
    on_runtime(async {
        let store = Store::open_to_read(&url).await.unwrap();
        copy::contents(&store, |_| {}).await.unwrap()
    })
}

/// Works on a database without the program.
pub(crate) fn on_store<T>(program: &CommandLine, work: impl AsyncFnOnce(Store) -> T) -> T {
    let url = DatabaseUrl::parse(&program.database).unwrap();
    on_runtime(async { work(Store::open(&url).await.unwrap()).await })
}

fn on_runtime<T>(work: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(work)
}

pub(crate) fn export(program: &CommandLine, cycle: &str) -> Vec<Value> {
    let arguments = ["export", "--cycle", cycle, "--format", "jsonl"];
    let text = program.expect(&arguments, 0).unwrap().out;
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The text of a line in a column.
pub(crate) fn text<'a>(line: &'a Value, column: &str) -> &'a str {
    line[column].as_str().unwrap_or_default()
}
