//! Half a year of completed reports, and a record that can be counted.

use countersign_app::actions::verify_record::{self, Findings};
use countersign_app::progress::WorkProgress;
use countersign_store::{DatabaseUrl, Store, Tx};
use countersign_testkit::command_line::CommandLine;
use countersign_testkit::databases::Databases;
use countersign_testkit::prepared::Prepared;
use std::fs;
use std::path::Path;
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};

const BINARY: &str = env!("CARGO_BIN_EXE_countersign");

const FILES: [(&str, &str); 8] = [
    ("vendors.csv", "code,name\nACME,Acme\n"),
    ("regions.csv", "code,name,time_zone,currency,usage_reports\nR,Region,Europe/Berlin,EUR,yes\n"),
    ("distributors.csv", "code,name,region\nD1,Nordlicht,R\n"),
    ("partners.csv", "code,name,distributor,type\nP1,Partner 1,D1,msp\nP2,Partner 2,D1,msp\n"),
    ("customers.csv", "code,name,partner\nC1,Customer 1,P1\nC2,Customer 2,P2\n"),
    ("products.csv", "code,name,unit,decimals,basis\nEP,Endpoint,Seats,0,peak\n"),
    ("subscriptions.csv", "code,customer,product\nS1,C1,EP\nSILENT,C1,EP\nS3,C2,EP\nLATE,C2,EP\n"),
    (
        "users.csv",
        "email,name,company,role\nd1@x.example,D,D1,Administrator\nv@x.example,V,ACME,Billing \
         Manager\np1@x.example,P,P1,Administrator\n",
    ),
];

/// The months whose reports are completed.
pub(super) const MONTHS: [&str; 6] =
    ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06"];

static PREPARED: Prepared = Prepared::new();

/// A rehearsal that has reached 10 July 2026.
pub(crate) struct PurgeFixture {
    folder: TempDir,
    pub(crate) program: CommandLine,
    runtime: Runtime,
}

impl PurgeFixture {
    pub(super) fn new(databases: impl Fn(&Path) -> Databases) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = PREPARED.copy(&databases(folder.path()), folder.path(), Self::played);
        Self::of(folder, database)
    }

    fn of(folder: TempDir, database: String) -> Self {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        Self { folder, program: CommandLine::new(BINARY, database), runtime }
    }

    fn played(folder: TempDir, database: String) -> Self {
        let fixture = Self::of(folder, database);
        fixture.run(&["init", "--rehearsal", "2026-01-01T00:00:00Z", "--first-cycle", "2026-01"]);
        FILES.iter().for_each(|(name, text)| fixture.import(name, text));
        for (month, next) in MONTHS.iter().zip(2..) {
            fixture.month(month, next);
        }
        fixture
    }

    pub(crate) fn run(&self, verb: &[&str]) -> String {
        self.program.expect(verb, 0).unwrap().out
    }

    fn write(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.display().to_string()
    }

    pub(super) fn import(&self, name: &str, text: &str) {
        self.run(&["import", &self.write(name, text)]);
    }

    /// Readings: a subscription, an instant and units.
    pub(super) fn usage(&self, rows: &[(&str, &str, i64)]) {
        self.import("usage.csv", &of_usage(rows));
    }

    /// What is said of readings that are refused.
    pub(super) fn refused(&self, rows: &[(&str, &str, i64)]) -> String {
        let file = self.write("usage-refused.csv", &of_usage(rows));
        self.program.expect(&["import", &file], 1).unwrap().err
    }

    pub(super) fn clock(&self, until: &str) {
        self.run(&["clock", "--until", until]);
    }

    pub(super) fn apply(&self, who: &str, rows: &str) {
        let columns = "cycle,partner,action,product,chargeable,comment,deadline";
        let file = self.write("decisions.csv", &format!("{columns}\n{rows}\n"));
        self.run(&["apply", &file, "--as", &format!("{who}@x.example")]);
    }

    fn month(&self, month: &str, next: u32) {
        let day = |day: u32| format!("{month}-{day:02}T12:00:00Z");
        let mut rows =
            vec![("S1", day(5), 10), ("S1", day(15), 12), ("S1", day(25), 11), ("S3", day(20), 7)];
        match month {
            "2026-01" => rows.push(("SILENT", day(10), 3)),
            "2026-03" => rows.push(("LATE", day(10), 20)),
            _ => {}
        }
        let rows: Vec<_> = rows.iter().map(|(code, at, units)| (*code, &**at, *units)).collect();
        self.usage(&rows);
        if month == "2026-01" || month == "2026-03" {
            // They replace readings: one that a purge removes, and one that it keeps.
            let at = if month == "2026-01" { day(5) } else { day(25) };
            self.usage(&[("S1", &at, 9)]);
        }
        self.clock(&format!("2026-{next:02}-10T00:00:00Z"));
        if month == "2026-04" {
            // It had not come when the report of April was made, and was made by the one before.
            self.usage(&[("LATE", "2026-03-28T12:00:00Z", 25)]);
        }
        let cycle = format!("--cycle={month}");
        self.run(&["dispatch", &cycle, "--vendor=ACME", "--as=d1@x.example"]);
        self.apply("v", &format!("{month},P1,complete,,,,\n{month},P2,complete,,,,"));
    }

    /// The charged figures, statuses and hashes of every report.
    pub(super) fn exported(&self) -> String {
        MONTHS.map(|month| self.run(&["export", "--cycle", month, "--format", "jsonl"])).concat()
    }

    /// Works in a transaction, which is committed.
    pub(crate) fn with<T>(
        &self,
        mut work: impl AsyncFnMut(&mut Tx) -> countersign_store::Result<T>,
    ) -> T {
        let url = DatabaseUrl::parse(&self.program.database).unwrap();
        self.runtime.block_on(async {
            let store = Store::open(&url).await.unwrap();
            store.write(async |tx| work(tx).await).await.unwrap()
        })
    }

    /// The first number of a query.
    pub(super) fn number(&self, sql: &str) -> i64 {
        self.with(async |tx| Ok(tx.first(sql, &[], |row| row.get(0)).await?.unwrap()))
    }

    pub(super) fn verified(&self) -> Findings {
        let url = DatabaseUrl::parse(&self.program.database).unwrap();
        self.runtime.block_on(async {
            let store = Store::open(&url).await.unwrap();
            verify_record::run(&store, &mut WorkProgress::hidden()).await.unwrap()
        })
    }
}

fn of_usage(rows: &[(&str, &str, i64)]) -> String {
    let rows = rows.iter().map(|(code, at, units)| format!("{code},{at},{units},\n"));
    format!("subscription,observed_at,provisioned,used\n{}", rows.collect::<String>())
}

pub(super) fn on_both(test: impl Fn(&PurgeFixture)) {
    test(&PurgeFixture::new(|folder| Databases::Sqlite(folder.to_owned())));
    test(&PurgeFixture::new(|_| Databases::Postgres));
}
