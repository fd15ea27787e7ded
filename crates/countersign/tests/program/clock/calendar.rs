//! Two cycles over both clock changes of Berlin, with every deadline as an instant.

use crate::clock::fixture::{ClockFixture, export, text};
use countersign_testkit::command_line::CommandLine;

const FILES: [(&str, &str); 9] = [
    ("vendors.csv", "code,name\nV,Vendor\n"),
    ("regions.csv", "code,name,time_zone,currency,usage_reports\nR,Region,Europe/Berlin,EUR,yes\n"),
    ("distributors.csv", "code,name,region\nD,Distributor,R\n"),
    (
        "partners.csv",
        "code,name,distributor,type,auto_submit_days\nP,Partner,D,msp,24\nQ,Other,D,msp,28\n",
    ),
    ("customers.csv", "code,name,partner\nCP,Customer,P\nCQ,Customer,Q\n"),
    ("products.csv", "code,name,unit\nA,Seats,Seats\n"),
    ("subscriptions.csv", "code,customer,product\nSP,CP,A\nSQ,CQ,A\n"),
    (
        "users.csv",
        "email,name,company,role\np@x.example,P,P,Billing Manager\nd@x.example,D,D,Administrator\n",
    ),
    (
        "usage.csv",
        "subscription,observed_at,provisioned,used\nSP,2026-09-10,100,95\nSQ,2026-09-10,100,50\n\
         SP,2027-02-10,100,95\nSQ,2027-02-10,100,50\n",
    ),
];

struct Story {
    fixture: ClockFixture,
    program: CommandLine,
    steps: usize,
}

impl Story {
    fn new() -> Self {
        let fixture = ClockFixture::on_sqlite();
        let program = fixture.rehearsal("2026-09-20T00:00:00Z", "2026-09");
        let paths: Vec<String> =
            FILES.iter().map(|(name, text)| fixture.write(name, text)).collect();
        let mut import = vec!["import"];
        import.extend(paths.iter().map(String::as_str));
        program.expect(&import, 0).unwrap();
        Self { fixture, program, steps: 0 }
    }

    fn clock(&self, until: &str) {
        self.program.expect(&["clock", "--until", until], 0).unwrap();
    }

    fn apply(&mut self, who: &str, rows: &str) {
        self.steps += 1;
        let header = "cycle,partner,action,product,comment,deadline";
        let file = format!("apply-{}.csv", self.steps);
        let path = self.fixture.write(&file, &format!("{header}\n{rows}\n"));
        self.program.expect(&["apply", &path, "--as", who], 0).unwrap();
    }

    /// The report of a partner as JSON.
    fn says(&self, cycle: &str, partner: &str, columns: [&str; 2]) -> String {
        let lines = export(&self.program, cycle);
        let line = lines.iter().find(|line| text(line, "partner") == partner).unwrap();
        columns.map(|column| text(line, column)).join(" ")
    }
}

const STATE: [&str; 2] = ["status", "deadline"];
const SENT: [&str; 2] = ["submission", "submitted_at"];

#[test]
fn deadlines_count_local_days_when_summer_time_ends() {
    let mut story = Story::new();
    story.clock("2026-10-01T21:59:59Z");
    assert!(export(&story.program, "2026-09").is_empty());
    story.clock("2026-10-01T22:00:00Z");
    // The 24th and the 28th day from 2 October end in winter time.
    assert_eq!(story.says("2026-09", "P", STATE), "MSP preparing 2026-10-25T23:00:00Z");
    assert_eq!(story.says("2026-09", "Q", STATE), "MSP preparing 2026-10-29T23:00:00Z");

    story.clock("2026-10-24T08:00:00Z");
    story.apply("p@x.example", "2026-09,P,submit,,please look,");
    let rows = "2026-09,P,reject,,too little,\n2026-09,Q,extend,,holidays,2026-10-31";
    story.apply("d@x.example", rows);
    assert_eq!(story.says("2026-09", "P", STATE), "Rejected 2026-10-27T23:00:00Z");
    assert_eq!(story.says("2026-09", "Q", STATE), "MSP preparing 2026-10-31T23:00:00Z");
    story.clock("2026-10-27T22:59:59Z");
    assert_eq!(story.says("2026-09", "P", STATE), "Rejected 2026-10-27T23:00:00Z");
    story.clock("2026-10-27T23:00:00Z");
    assert_eq!(story.says("2026-09", "P", SENT), "automatic 2026-10-27T23:00:00Z");
    story.clock("2026-11-20T00:00:00Z");
    assert_eq!(story.says("2026-09", "Q", SENT), "automatic 2026-10-31T23:00:00Z");
    assert_eq!(story.says("2026-09", "Q", ["status", "flagged"]), "Approved yes");
    let lines = export(&story.program, "2026-09");
    let explained = &lines[1]["explanation"]["submission"];
    assert_eq!(explained["deadline_from"], "extension");
    assert_eq!(explained["lines"][0]["over_provisioned_percent"], "50.0");
    story.program.expect(&["verify"], 0).unwrap();
}

#[test]
fn deadlines_count_local_days_when_summer_time_begins() {
    let mut story = Story::new();
    story.clock("2027-03-01T22:59:59Z");
    assert!(export(&story.program, "2027-02").is_empty());
    story.clock("2027-03-01T23:00:00Z");
    // The 24th day from 2 March ends in winter time, the 28th in summer time.
    assert_eq!(story.says("2027-02", "P", STATE), "MSP preparing 2027-03-25T23:00:00Z");
    assert_eq!(story.says("2027-02", "Q", STATE), "MSP preparing 2027-03-29T22:00:00Z");
    story.clock("2027-03-20T12:00:00Z");
    story.apply("p@x.example", "2027-02,P,submit,,please look,");
    story.clock("2027-03-26T10:00:00Z");
    story.apply("d@x.example", "2027-02,P,reject,,too little,");
    assert_eq!(story.says("2027-02", "P", STATE), "Rejected 2027-03-29T22:00:00Z");
    story.apply("d@x.example", "2027-02,P,extend,,holidays,2027-03-30T12:00:00+02:00");
    // One run over the whole time does each at its own instant.
    story.clock("2027-04-20T00:00:00Z");
    assert_eq!(story.says("2027-02", "P", SENT), "automatic 2027-03-30T10:00:00Z");
    assert_eq!(story.says("2027-02", "Q", SENT), "automatic 2027-03-29T22:00:00Z");
    let made = export(&story.program, "2026-10");
    assert_eq!(text(&made[0], "deadline"), "2026-11-25T23:00:00Z", "carried forward meanwhile");
    story.program.expect(&["verify"], 0).unwrap();
}
