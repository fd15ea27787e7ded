//! A small database for bad input: one of everything, with a report that is with its partner.

use std::fs;
use std::path::PathBuf;

use countersign_store::copy::{self, Content};
use countersign_store::{DatabaseUrl, Store};
use countersign_testkit::command_line::{CommandLine, Ended};
use countersign_testkit::databases::{Databases, OF_EACH};
use countersign_testkit::prepared::Prepared;
use tempfile::TempDir;

pub(crate) const BINARY: &str = env!("CARGO_BIN_EXE_countersign");

/// The directory at the beginning.
pub(crate) const FILES: [(&str, &str); 8] = [
    ("vendors.csv", "code,name\nV,Vendor\n"),
    ("regions.csv", "code,name,time_zone,currency,usage_reports\nR,Region,Europe/Berlin,EUR,yes\n"),
    ("distributors.csv", "code,name,region\nD,Distributor,R\n"),
    ("partners.csv", "code,name,distributor,type\nP,Partner,D,msp\nQ,Other,D,msp\n"),
    ("customers.csv", "code,name,partner\nC,Customer,P\n"),
    ("products.csv", "code,name,unit,decimals\nA,Seats,Seats,0\nB,Space,GB,2\nN,New,GB,0\n"),
    ("subscriptions.csv", "code,customer,product\nSA,C,A\nSB,C,B\n"),
    (
        "users.csv",
        "email,name,company,role\np@x.example,P,P,Billing Manager\n\
         d@x.example,D,D,Billing Manager\na@x.example,A,D,Administrator\n\
         b@x.example,B,P,Billing Manager\nb@x.example,B,Q,Billing Manager\n",
    ),
];

pub(crate) const READINGS: &str = "subscription,observed_at,provisioned,used\n\
     SA,2026-10-01,10,10\nSB,2026-10-01,10.5,10.25\n";

/// A database and a folder for files.
pub(crate) struct BadInputFixture {
    folder: TempDir,
    pub(crate) program: CommandLine,
}

impl BadInputFixture {
    pub(crate) fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = format!("sqlite:{}", folder.path().join("countersign.db").display());
        Self { program: CommandLine::new(BINARY, database), folder }
    }

    /// The directory in a rehearsal of October 2026.
    pub(crate) fn new() -> Self {
        static PREPARED: Prepared = Prepared::new();
        Self::copied(&PREPARED, Self::begin)
    }

    /// The same with readings, and with the report of October still with the partner.
    pub(crate) fn with_report() -> Self {
        static PREPARED: Prepared = Prepared::new();
        Self::copied(&PREPARED, |fixture| {
            fixture.begin();
            let readings = fixture.write("usage.csv", READINGS);
            fixture.program.expect(&["import", &readings], 0).unwrap();
            fixture.program.expect(&["clock", "--until", "2026-11-03T00:00:00Z"], 0).unwrap();
        })
    }

    fn copied(prepared: &Prepared, make: impl FnOnce(&Self)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let databases = Databases::Sqlite(folder.path().to_owned());
        let database = prepared.copy(&databases, folder.path(), |folder, database| {
            let fixture = Self { program: CommandLine::new(BINARY, database), folder };
            make(&fixture);
            fixture
        });
        Self { program: CommandLine::new(BINARY, database), folder }
    }

    fn begin(&self) {
        self.program.expect(&["init", "--rehearsal", "2026-10-01T00:00:00Z"], 0).unwrap();
        self.import_directory();
    }

    pub(crate) fn import_directory(&self) {
        let paths: Vec<String> = FILES.iter().map(|(name, text)| self.write(name, text)).collect();
        let mut arguments = vec!["import"];
        arguments.extend(paths.iter().map(String::as_str));
        self.program.expect(&arguments, 0).unwrap();
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file and returns its path as an argument.
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path.display().to_string()
    }

    /// The content of every table except the counter of turns.
    pub(crate) fn contents(&self) -> Vec<Content> {
        contents(&self.program.database)
    }

    /// Imports a file that must be refused together with a good one. Neither may change anything.
    pub(crate) fn refuses(&self, name: &str, bytes: impl AsRef<[u8]>, said: &str) {
        let before = self.contents();
        let bad = self.write(name, bytes);
        let good = match name.starts_with("vendors") {
            true => self.write(
                "good/regions.csv",
                "code,name,time_zone,currency,usage_reports\nNEW,N,Asia/Tokyo,JPY,yes\n",
            ),
            false => self.write("good/vendors.csv", "code,name\nNEW,New\n"),
        };
        let ended = self.program.expect(&["import", &bad, &good], 1).unwrap();
        assert!(ended.err.contains(&format!("{bad} {said}")), "{said}\n{}", ended.err);
        assert!(ended.err.contains("no directory file was applied"));
        assert_eq!(self.contents(), before, "{said}");
    }

    /// Imports one file.
    pub(crate) fn import(&self, name: &str, bytes: impl AsRef<[u8]>) -> Ended {
        let path = self.write(name, bytes);
        self.program.run(&["import", &path])
    }

    /// The lines of October.
    pub(crate) fn export(&self, format: &str) -> String {
        let arguments = ["export", "--cycle", "2026-10", "--format", format];
        self.program.expect(&arguments, 0).unwrap().out
    }
}

/// The content of every table of a database, without what differs between databases.
pub(crate) fn contents(database: &str) -> Vec<Content> {
    let url = DatabaseUrl::parse(database).unwrap();
    on_store(&url, async |store| {
        let mut contents = copy::contents(&store, |_| {}).await.unwrap();
        contents.retain(|it| !OF_EACH.contains(&it.table.as_str()));
        contents
    })
}

/// Works on a database without the program.
pub(crate) fn on_store<T>(url: &DatabaseUrl, work: impl AsyncFnOnce(Store) -> T) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async { work(Store::open(url).await.unwrap()).await })
}
