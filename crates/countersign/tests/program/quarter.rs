//! Three months of a distributor over the command line on both engines: who submits and who does
//! not, an extension, a rejection, a return, late and missing readings, over the end of summer
//! time. Every figure and every instant follows from the rules.

use countersign_testkit::command_line::{CommandLine, table};
use countersign_testkit::databases::Databases;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const BINARY: &str = env!("CARGO_BIN_EXE_countersign");

const FILES: [(&str, &str); 8] = [
    ("vendors.csv", "code,name\nACME,Acme Security\n"),
    ("regions.csv", "code,name,time_zone,currency,usage_reports\nR,Region,Europe/Berlin,EUR,yes\n"),
    ("distributors.csv", "code,name,region\nD,Nordlicht,R\n"),
    (
        "partners.csv",
        "code,name,distributor,type\nP1,Punctual,D,msp\nP2,Silent,D,msp\nP3,Careful,D,msp\n",
    ),
    ("customers.csv", "code,name,partner\nC1,C1,P1\nC2,C2,P2\nC3,C3,P3\n"),
    ("products.csv", "code,name,unit,vendor\nEP,Endpoint,Seats,ACME\n"),
    ("subscriptions.csv", "code,customer,product\nS1,C1,EP\nS2,C2,EP\nS3,C3,EP\n"),
    (
        "users.csv",
        "email,name,company,role\nd@x.example,D,D,Administrator\nv@x.example,V,ACME,Administrator\n\
         p1@x.example,P1,P1,Administrator\np2@x.example,P2,P2,Administrator\n\
         p3@x.example,P3,P3,Administrator\n",
    ),
];

struct QuarterFixture {
    folder: TempDir,
    program: CommandLine,
}

impl QuarterFixture {
    /// The directory, on the first of September.
    fn new(databases: impl Fn(&Path) -> Databases) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let program = CommandLine::new(BINARY, databases(folder.path()).fresh().unwrap());
        let fixture = Self { folder, program };
        fixture.run(&["init", "--rehearsal", "2026-09-01T00:00:00Z"]);
        for (name, text) in FILES {
            fixture.run(&["import", &fixture.write(name, text)]);
        }
        fixture
    }

    fn write(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.display().to_string()
    }

    fn run(&self, arguments: &[&str]) -> String {
        self.program.expect(arguments, 0).unwrap().out
    }

    fn clock(&self, until: &str) {
        self.run(&["clock", "--until", until]);
    }

    fn readings(&self, rows: &str) {
        let text = format!("subscription,observed_at,provisioned,used\n{rows}\n");
        self.run(&["import", &self.write("usage.csv", &text)]);
    }

    /// Does what one row says, as a person.
    fn apply(&self, who: &str, row: &str) {
        let columns = "cycle,partner,action,product,chargeable,comment,deadline";
        let file = self.write("decisions.csv", &format!("{columns}\n{row}\n"));
        self.run(&["apply", &file, "--as", &format!("{who}@x.example")]);
    }

    fn dispatch(&self, cycle: &str) -> String {
        self.run(&["dispatch", "--cycle", cycle, "--vendor=ACME", "--as=d@x.example"])
    }

    /// A vendor's decision on a dispatch.
    fn vendor(&self, verb: &str, dispatch: &str, more: &[&str]) -> String {
        let whose = ["--distributor=D", "--dispatch", dispatch, "--as=v@x.example"];
        self.run(&[&[verb], &whose[..], more].concat())
    }

    /// The reports of a month, with the columns that matter here.
    fn reports(&self, cycle: &str) -> Vec<String> {
        let rows = table(&self.run(&["export", "--cycle", cycle]));
        let columns = [
            "partner",
            "status",
            "submission",
            "approval",
            "flagged",
            "provisioned",
            "used",
            "default_chargeable",
            "chargeable",
            "carried_forward",
            "submitted_at",
        ];
        let places = columns.map(|name| rows[0].iter().position(|it| it == name).unwrap());
        rows[1..].iter().map(|row| places.map(|at| row[at].as_str()).join(" ")).collect()
    }
}

/// Punctual submits, Careful explains a figure, Silent is charged on provisioned.
fn september(fixture: &QuarterFixture) {
    fixture.readings("S1,2026-09-10,10,10\nS2,2026-09-10,100,50\nS3,2026-09-10,40,38");
    fixture.clock("2026-10-03T12:00:00Z");
    fixture.apply("p1", "2026-09,P1,submit,,,,");
    fixture.apply("p3", "2026-09,P3,edit,EP,35,three seats were returned,");
    fixture.apply("p3", "2026-09,P3,submit,,,,");
    fixture.clock("2026-10-08T09:00:00Z");
    fixture.apply("d", "2026-09,P3,approve,,,,");
    assert!(fixture.dispatch("2026-09").starts_with("dispatch 1: 3 reports sent to ACME"));
    let done = fixture.vendor("complete", "1", &[]);
    assert_eq!(done, "2026-09 P1: done\n2026-09 P2: done\n2026-09 P3: done\n");
    assert_eq!(
        fixture.reports("2026-09"),
        [
            "P1 Completed manual automatic no 10 10 10 10 no 2026-10-03T12:00:00Z",
            // The deadline: the end of the fifth day from 2 October, in summer time.
            "P2 Completed automatic automatic yes 100 50 50 100 no 2026-10-06T22:00:00Z",
            "P3 Completed manual manual no 40 38 38 35 no 2026-10-03T12:00:00Z",
        ]
    );
}

/// Silent gets more time and comments, is rejected, and does not answer again. The vendor returns
/// Careful's report.
fn october(fixture: &QuarterFixture) {
    fixture.readings("S1,2026-10-10,12,12\nS2,2026-10-26,100,50\nS3,2026-10-10,40,39");
    fixture.clock("2026-11-03T12:00:00Z");
    fixture.apply("d", "2026-10,P2,extend,,,the trade fair,2026-11-12");
    fixture.clock("2026-11-10T12:00:00Z");
    fixture.apply("p2", "2026-10,P2,edit,EP,,moving house until December,");
    fixture.apply("p2", "2026-10,P2,submit,,,,");
    fixture.apply("d", "2026-10,P2,reject,,,say which seats,");
    // Extended to the end of 12 November. Three days after the rejection is later.
    fixture.clock("2026-11-13T22:59:59Z");
    assert!(fixture.reports("2026-10")[1].starts_with("P2 Rejected manual"));
    fixture.clock("2026-11-13T23:00:00Z");
    assert_eq!(
        fixture.reports("2026-10"),
        [
            // The end of the fifth day from 2 November, in winter time.
            "P1 Approved automatic automatic no 12 12 12 12 no 2026-11-06T23:00:00Z",
            // The comment is from before the rejection and explains nothing now.
            "P2 Under review automatic  yes 100 50 50 100 no 2026-11-13T23:00:00Z",
            "P3 Approved automatic automatic no 40 39 39 39 no 2026-11-06T23:00:00Z",
        ]
    );
    fixture.apply("d", "2026-10,P2,approve,,,,");
    assert!(fixture.dispatch("2026-10").starts_with("dispatch 2: 3 reports"));
    let returned = fixture.vendor("return", "2", &["--partner=P3", "--reason=another contract"]);
    assert_eq!(returned, "2026-10 P3: done\n");
    assert_eq!(fixture.vendor("complete", "2", &[]), "2026-10 P1: done\n2026-10 P2: done\n");
    fixture.clock("2026-11-20T00:00:00Z");
    let back = &fixture.reports("2026-10")[2];
    assert!(back.starts_with("P3 Under review automatic  no"), "never by the system: {back}");
    fixture.apply("d", "2026-10,P3,approve,,,the contract is right,");
    assert!(fixture.dispatch("2026-10").starts_with("dispatch 3: 1 reports"));
    assert_eq!(fixture.vendor("complete", "3", &[]), "2026-10 P3: done\n");
}

/// October's readings arrive late and change nothing that was agreed. Two subscriptions have none
/// at all.
fn november(fixture: &QuarterFixture) {
    let agreed = fixture.reports("2026-10");
    fixture.readings("S3,2026-10-20,45,44\nS2,2026-11-05,100,95");
    assert_eq!(fixture.reports("2026-10"), agreed);
    let shown = fixture.run(&["report", "show", "--cycle=2026-10", "--partner=P3"]);
    assert!(shown.contains("would have made EP 44 instead of 39"), "{shown}");
    fixture.clock("2026-12-07T12:00:00Z");
    assert_eq!(
        fixture.reports("2026-11"),
        [
            // In force at the start: the last provisioned units, and no used units.
            "P1 Approved automatic automatic no 12  12 12 yes 2026-12-06T23:00:00Z",
            "P2 Approved automatic automatic no 100 95 95 95 no 2026-12-06T23:00:00Z",
            "P3 Approved automatic automatic no 45  45 45 yes 2026-12-06T23:00:00Z",
        ]
    );
    assert!(fixture.dispatch("2026-11").starts_with("dispatch 4: 3 reports"));
}

fn quarter(databases: impl Fn(&Path) -> Databases) {
    let fixture = QuarterFixture::new(databases);
    september(&fixture);
    october(&fixture);
    november(&fixture);
    let verified = fixture.run(&["verify"]);
    assert!(verified.ends_with("4 dispatches: everything holds\n"), "{verified}");
}

#[test]
fn a_quarter_comes_to_what_the_rules_say_on_sqlite() {
    quarter(|folder| Databases::Sqlite(folder.to_owned()));
}

#[test]
fn a_quarter_comes_to_what_the_rules_say_on_postgresql() {
    quarter(|_| Databases::Postgres);
}
