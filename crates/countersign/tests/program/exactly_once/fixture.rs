//! A small directory in Berlin, New York, Kiritimati and Honolulu, and its charged figures.

use countersign_store::{DatabaseUrl, Store, Tx};
use countersign_testkit::command_line::CommandLine;
use countersign_testkit::databases::Databases;
use countersign_testkit::prepared::Prepared;
use std::fs;
use std::path::Path;
use tempfile::TempDir;
use tokio::runtime::Builder;

const BINARY: &str = env!("CARGO_BIN_EXE_countersign");

const FILES: [(&str, &str); 8] = [
    ("vendors.csv", "code,name\nACME,Acme\nZETA,Zeta\n"),
    (
        "regions.csv",
        "code,name,time_zone,currency,usage_reports\nRDE,Berlin,Europe/Berlin,EUR,yes\n\
         RNY,New York,America/New_York,USD,yes\nRKI,Kiritimati,Pacific/Kiritimati,AUD,yes\n\
         RHO,Honolulu,Pacific/Honolulu,USD,yes\nROFF,Quiet,Europe/Berlin,EUR,no\n",
    ),
    (
        "distributors.csv",
        "code,name,region\nDDE,Nordlicht,RDE\nDNY,Hudson,RNY\nDKI,Atoll,RKI\nDHO,Mauna,RHO\n\
         DOFF,Quiet,ROFF\n",
    ),
    (
        "partners.csv",
        "code,name,distributor,type,settle_days\nDEP1,Partner 1,DDE,msp,1\n\
         DEP2,Partner 2,DDE,msp,4\nNYP,Partner NY,DNY,msp,\nKIP,Partner KI,DKI,msp,\n\
         HOP,Partner HO,DHO,msp,\nOFP,Partner off,DOFF,msp,\nDER,Reseller,DDE,reseller,\n",
    ),
    (
        "customers.csv",
        "code,name,partner\nDEC3,Customer 3,DEP1\nDEC4,Customer 4,DEP2\nNYC,Customer NY,NYP\n\
         KIC,Customer KI,KIP\n",
    ),
    (
        "products.csv",
        "code,name,unit,vendor,decimals,basis\nPEAK,Peak,Seats,ACME,0,peak\n\
         LAST,Last,Seats,ACME,0,last\nSUM,Sum,GB,ACME,0,sum\nZP,Zeta peak,Seats,ZETA,0,peak\n",
    ),
    (
        "subscriptions.csv",
        "code,customer,product,ends_on\nDES3,DEC3,PEAK,\nDES4,DEC4,PEAK,\nNYS,NYC,PEAK,\n\
         DESUM,DEC3,SUM,\nKISUM,KIC,SUM,\nDELAST,DEC4,LAST,2026-10-15\n",
    ),
    (
        "users.csv",
        "email,name,company,role\nd@x.example,D,DDE,Billing Manager\n\
         n@x.example,N,DNY,Administrator\np@x.example,P,DEP1,Administrator\n\
         s@x.example,S,DDE,Support Engineer\n",
    ),
];

static PREPARED: Prepared = Prepared::new();

/// A rehearsal whose first cycle is October 2026, with the clock at its beginning.
pub(crate) struct ExactlyOnceFixture {
    folder: TempDir,
    program: CommandLine,
}

impl ExactlyOnceFixture {
    fn new(databases: impl Fn(&Path) -> Databases) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = PREPARED.copy(&databases(folder.path()), folder.path(), Self::made);
        Self { folder, program: CommandLine::new(BINARY, database) }
    }

    fn made(folder: TempDir, database: String) -> Self {
        let fixture = Self { folder, program: CommandLine::new(BINARY, database) };
        fixture.run(&["init", "--rehearsal", "2026-10-01T00:00:00Z", "--first-cycle", "2026-10"]);
        let all: String = FILES.map(|(name, text)| fixture.import(name, text)).concat();
        assert!(!all.contains("refused:"), "{all}");
        fixture
    }

    pub(crate) fn run(&self, verb: &[&str]) -> String {
        self.program.expect(verb, 0).unwrap().out
    }

    /// The message of a verb that refuses something.
    pub(crate) fn refused(&self, verb: &[&str], status: i32) -> String {
        self.program.expect(verb, status).unwrap().err
    }

    /// What `doctor` prints, whatever else it finds.
    pub(crate) fn doctor(&self) -> String {
        self.program.run(&["doctor"]).out
    }

    /// Writes a file and returns its path.
    pub(crate) fn write(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.display().to_string()
    }

    pub(crate) fn import(&self, name: &str, text: &str) -> String {
        self.run(&["import", &self.write(name, text)])
    }

    /// Readings: subscription, instant or date, and units, both provisioned and used.
    pub(crate) fn usage(&self, rows: &[(&str, &str, i64)]) -> String {
        let rows: String =
            rows.iter().map(|(code, at, units)| format!("{code},{at},{units},{units}\n")).collect();
        self.import("usage.csv", &format!("subscription,observed_at,provisioned,used\n{rows}"))
    }

    /// The late differences of a partner's report of a cycle: product and default chargeable units.
    pub(crate) fn late(&self, partner: &str, cycle: &str) -> Vec<String> {
        let verb = ["report", "show", "--cycle", cycle, "--partner", partner, "--format", "json"];
        let shown: serde_json::Value = serde_json::from_str(&self.run(&verb)).unwrap();
        let late = shown[0]["late_differences"].as_array().unwrap().iter();
        let of = |it: &serde_json::Value, name: &str| it[name].as_str().unwrap().to_owned();
        late.map(|it| format!("{} {}", of(it, "product"), of(it, "default_chargeable_now")))
            .collect()
    }

    /// Sets how long a partner's figures are carried forward.
    pub(crate) fn carry_forward(&self, partner: &str, distributor: &str, cycles: &str) {
        let header = "code,name,distributor,type,carry_forward_cycles";
        let row = format!("{partner},{partner},{distributor},msp,{cycles}");
        self.import("partners.csv", &format!("{header}\n{row}\n"));
    }

    /// Changes a product of ACME: code, name, unit, basis, and whether it reports usage.
    pub(crate) fn product(&self, row: &str) {
        let header = "code,name,unit,basis,reports_usage,vendor";
        self.import("products.csv", &format!("{header}\n{row},ACME\n"));
    }

    /// Works on the database without the program.
    pub(crate) fn with<T>(
        &self,
        work: impl AsyncFnOnce(&Store) -> countersign_store::Result<T>,
    ) -> T {
        let url = DatabaseUrl::parse(&self.program.database).unwrap();
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async { work(&Store::open(&url).await?).await }).unwrap()
    }

    /// Executes a statement.
    pub(crate) fn execute(&self, sql: &str) {
        self.with(async |store| store.write(async |tx| tx.execute(sql, &[]).await).await);
    }

    /// The texts that a query finds.
    pub(crate) fn texts(&self, sql: &str) -> Vec<String> {
        let read = async |tx: &mut Tx| tx.all(sql, &[], |row| row.get(0)).await;
        self.with(async |store| store.reading(read).await)
    }

    /// Moves a customer.
    pub(crate) fn customer(&self, code: &str, partner: &str) -> String {
        self.import("customers.csv", &format!("code,name,partner\n{code},{code},{partner}\n"))
    }

    pub(crate) fn clock(&self, until: &str) {
        self.run(&["clock", "--until", until]);
    }

    /// The charged figures of a cycle: partner, product and units of each line.
    pub(crate) fn charged(&self, cycle: &str) -> Vec<String> {
        let text = self.run(&["export", "--cycle", cycle, "--format", "jsonl"]);
        let mut lines: Vec<String> = text
            .lines()
            .map(|line| {
                let line: serde_json::Value = serde_json::from_str(line).unwrap();
                let of = |name: &str| line[name].as_str().unwrap_or_default().to_owned();
                format!("{} {} {}", of("partner"), of("product"), of("default_chargeable"))
            })
            .collect();
        lines.sort();
        lines
    }

    /// The subscriptions in no line of a cycle: partner, subscription and reason of each.
    pub(crate) fn missing(&self, cycle: &str) -> Vec<String> {
        let text = self.run(&["report", "missing", "--cycle", cycle, "--format", "json"]);
        let rows: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
        let of = |row: &serde_json::Value, name: &str| row[name].as_str().unwrap().to_owned();
        let told = |row: &serde_json::Value| {
            format!("{} {} {}", of(row, "partner"), of(row, "subscription"), of(row, "reason"))
        };
        rows.iter().map(told).collect()
    }

    pub(crate) fn verify(&self) -> String {
        let told = self.run(&["verify"]);
        assert!(told.contains("everything holds"), "{told}");
        told
    }
}

/// For what needs the key of the log, which lies beside the file of the database.
pub(crate) fn on_sqlite(test: impl Fn(&ExactlyOnceFixture)) {
    test(&ExactlyOnceFixture::new(|folder| Databases::Sqlite(folder.to_owned())));
}

pub(crate) fn on_both(test: impl Fn(&ExactlyOnceFixture)) {
    test(&ExactlyOnceFixture::new(|folder| Databases::Sqlite(folder.to_owned())));
    test(&ExactlyOnceFixture::new(|_| Databases::Postgres));
}
