//! Corrections of a completed report by agreement, on both engines: proposed, agreed to, dispatched
//! as an amendment, completed or returned by the vendor, and repeated; late differences after an
//! import; and a final verification.
//!
//! SQL here: changes to a correction that the program never makes.

use countersign_app::actions::report_batch::ReportBatch;
use countersign_domain::actor::{Channel, Person};
use countersign_domain::correction::{CorrectionState, current_lines};
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::refusal::Refusal;
use countersign_domain::workflow::{Command, CommandOutcome, Proposal, ProposedLine};
use countersign_store::reports::{self, Filter, Key, StoredReport};
use countersign_store::{DatabaseUrl, Store, StoreError, late_differences, people};
use countersign_testkit::command_line::CommandLine;
use countersign_testkit::databases::Databases;
use countersign_testkit::prepared::Prepared;
use std::fs;
use std::path::Path;
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};

const BINARY: &str = env!("CARGO_BIN_EXE_countersign");

const FILES: [(&str, &str); 9] = [
    ("vendors.csv", "code,name\nACME,Acme Security\n"),
    ("regions.csv", "code,name,time_zone,currency,usage_reports\nR,Region,Europe/Berlin,EUR,yes\n"),
    ("distributors.csv", "code,name,region\nD1,Nordlicht,R\nD2,Fjord,R\n"),
    ("partners.csv", "code,name,distributor,type\nP1,Partner 1,D1,msp\nP2,Partner 2,D1,msp\n"),
    ("customers.csv", "code,name,partner\nC1,C1,P1\nC2,C2,P2\n"),
    ("products.csv", "code,name,unit,decimals\nEP,Endpoint,Seats,0\nGB,Space,GB,2\n"),
    ("subscriptions.csv", "code,customer,product\nS1,C1,EP\nG1,C1,GB\nS2,C2,EP\n"),
    (
        "users.csv",
        "email,name,company,role\nd1@x.example,D,D1,Administrator\nd2@x.example,D,D2,\
         Administrator\nv@x.example,V,ACME,Billing Manager\np1@x.example,P,P1,Administrator\n\
         p2@x.example,P,P2,Administrator\nboth@x.example,B,P1,Administrator\n\
         both@x.example,B,D1,Administrator\n",
    ),
    (
        "usage.csv",
        "subscription,observed_at,provisioned,used\nS1,2026-10-02,10,10\nS2,2026-10-02,20,20\n",
    ),
];

static PREPARED: Prepared = Prepared::new();

/// A database in which ACME has completed October's reports of P1 and P2.
struct CorrectionFixture {
    folder: TempDir,
    program: CommandLine,
    runtime: Runtime,
}

type CommandAnswer = Result<CommandOutcome, Refusal>;

impl CorrectionFixture {
    fn new(databases: impl Fn(&Path) -> Databases) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = PREPARED.copy(&databases(folder.path()), folder.path(), Self::completed);
        Self::of(folder, database)
    }

    fn of(folder: TempDir, database: String) -> Self {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        Self { folder, program: CommandLine::new(BINARY, database), runtime }
    }

    fn completed(folder: TempDir, database: String) -> Self {
        let fixture = Self::of(folder, database);
        fixture.run(&["init", "--rehearsal", "2026-10-01T00:00:00Z"]);
        let paths = FILES.map(|(name, text)| fixture.write(name, text));
        let mut import = vec!["import"];
        import.extend(paths.iter().map(String::as_str));
        fixture.run(&import);
        fixture.run(&["clock", "--until", "2026-11-20T00:00:00Z"]);
        fixture.dispatch();
        let rows = "cycle,partner,action\n2026-10,P1,complete\n2026-10,P2,complete\n";
        let rows = fixture.write("complete.csv", rows);
        fixture.run(&["apply", &rows, "--as", "v@x.example"]);
        fixture
    }

    fn run(&self, verb: &[&str]) -> String {
        self.program.expect(verb, 0).unwrap().out
    }

    fn write(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.display().to_string()
    }

    fn dispatch(&self) -> String {
        let to = format!("{}/", self.folder.path().join("sent").display());
        let verb = ["dispatch", "--cycle=2026-10", "--vendor=ACME", "--as=d1@x.example", "-o", &to];
        self.run(&verb)
    }

    fn sent(&self, file: &str) -> String {
        fs::read_to_string(self.folder.path().join("sent").join(file)).unwrap()
    }

    /// Works on the database.
    fn with<T>(&self, work: impl AsyncFnOnce(Store) -> T) -> T {
        let url = DatabaseUrl::parse(&self.program.database).unwrap();
        self.runtime.block_on(async { work(Store::open(&url).await.unwrap()).await })
    }

    /// A partner's report.
    fn report(&self, partner: &str) -> StoredReport {
        self.with(async |store| {
            let mut tx = store.read().await.unwrap();
            let filter = Filter::of_cycle(Cycle::parse("2026-10").unwrap());
            let keys = reports::keys(&mut tx, &filter).await.unwrap();
            let found = reports::find(&mut tx, &keys).await.unwrap();
            found.into_iter().flatten().find(|it| it.names.partner == partner).unwrap()
        })
    }

    /// The result when a person, acting for a company, gives a command.
    fn act(&self, who: (&str, &str), command: &Command) -> CommandAnswer {
        let version = self.report("P1").report.version;
        self.act_at(who, command, Some(version)).unwrap()
    }

    fn act_at(
        &self,
        (name, company): (&str, &str),
        command: &Command,
        version: Option<i64>,
    ) -> Result<CommandAnswer, StoreError> {
        let key = self.report("P1").key();
        let now = Instant::parse("2026-11-20T10:00:00Z").unwrap();
        self.with(async |store| {
            let email = format!("{name}@x.example");
            let acting = people::acting(&mut store.read().await?, &email).await?;
            let acting = acting.iter().find(|it| it.company_code == company).unwrap();
            let person = Person {
                id: acting.person_id,
                company_id: acting.company_id,
                company_kind: acting.company_kind,
                role: acting.role,
                channel: Channel::Api,
                machine_user: None,
                account: None,
            };
            let carry_out = async |tx: &mut _| {
                let mut batch = ReportBatch::open(tx, &person, &[key], now).await?;
                let answer = batch.execute(tx, key, command, version).await?;
                batch.commit(tx).await?;
                Ok(answer)
            };
            store.write(carry_out).await
        })
    }

    fn must(&self, who: (&str, &str), command: &Command) {
        let answer = self.act(who, command);
        assert!(matches!(answer, Ok(CommandOutcome::Done(_))), "{who:?} {command:?}: {answer:?}");
    }

    fn refused(&self, who: (&str, &str), command: &Command) -> &'static str {
        self.act(who, command).unwrap_err().code()
    }

    fn figures(&self) -> Vec<String> {
        let stored = self.report("P1");
        let told = current_lines(&stored.report);
        told.iter().map(|it| format!("{} {}", it.product.code, it.chargeable)).collect()
    }

    fn states(&self) -> Vec<(CorrectionState, Option<i64>)> {
        let corrections = self.report("P1").report.corrections;
        corrections.iter().map(|it| (it.state, it.amendment)).collect()
    }

    fn late(&self, key: Key) -> Vec<String> {
        self.with(async |store| {
            let mut tx = store.read().await.unwrap();
            let found = late_differences::of_report(&mut tx, key).await.unwrap();
            let told = |it: &countersign_domain::correction::LateDifference| {
                format!("{} {} {}", it.product.code, it.provisioned, it.default_chargeable)
            };
            found.iter().map(told).collect()
        })
    }

    fn verify(&self, status: i32) -> String {
        let ended = self.program.expect(&["verify"], status).unwrap();
        format!("{}{}", ended.out, ended.err)
    }
}

fn on_both(test: impl Fn(&CorrectionFixture)) {
    test(&CorrectionFixture::new(|folder| Databases::Sqlite(folder.to_owned())));
    test(&CorrectionFixture::new(|_| Databases::Postgres));
}

fn propose(code: &str, figure: &str) -> Command {
    let reason = Some("counted twice".to_owned());
    let line = ProposedLine { chargeable: figure.to_owned(), reason: reason.clone() };
    let lines = [(code.to_owned(), line)].into();
    Command::ProposeCorrection(Proposal { lines, reason, late_products: Vec::new() })
}

fn because(command: fn(Option<String>) -> Command) -> Command {
    command(Some("not so".to_owned()))
}

const PARTNER: (&str, &str) = ("p1", "P1");
const DISTRIBUTOR: (&str, &str) = ("d1", "D1");
const VENDOR: (&str, &str) = ("v", "ACME");

#[test]
fn a_completed_report_is_corrected_once_and_again() {
    on_both(|fixture| {
        let exported = fixture.run(&["export", "--cycle=2026-10", "--partner=P1"]);
        fixture.must(PARTNER, &propose("EP", "8"));
        assert_eq!(
            fixture.figures(),
            ["EP 10"],
            "nothing holds before the vendor has completed it"
        );
        fixture.must(DISTRIBUTOR, &Command::AgreeCorrection);
        assert_eq!(fixture.states(), [(CorrectionState::Agreed, Some(2))]);
        let told = fixture.dispatch();
        assert!(told.starts_with("dispatch 2: 1 reports sent to ACME"), "{told}");
        let json = fixture.sent("dispatch-2.jsonl");
        assert!(
            json.contains(r#""amendment":2"#) && json.contains(r#""difference":"-2""#),
            "{json}"
        );
        let csv = fixture.sent("dispatch-2.csv");
        assert!(csv.lines().nth(1).unwrap().ends_with(",2,10,-2,counted twice,counted twice"));
        assert_eq!(fixture.states(), [(CorrectionState::Dispatched, Some(2))]);
        // A row of a file completes reports, but not amendments.
        let rows = fixture.write("again.csv", "cycle,partner,action\n2026-10,P1,complete\n");
        let results = fixture.run(&["apply", &rows, "--as", "v@x.example"]);
        assert!(results.contains("already done"), "{results}");
        fixture.must(VENDOR, &Command::CompleteAmendment);
        assert_eq!(fixture.figures(), ["EP 8"]);

        // The second one, proposed by the other side, starts from the corrected figures.
        assert_eq!(fixture.refused(DISTRIBUTOR, &propose("EP", "8")), "same_figure");
        fixture.must(DISTRIBUTOR, &propose("EP", "9"));
        fixture.must(PARTNER, &Command::AgreeCorrection);
        assert!(fixture.dispatch().starts_with("dispatch 3: 1 reports"));
        let vendor = |verb: &str, dispatch: &str, more: &[&str]| {
            let whose = ["--distributor=D1", "--dispatch", dispatch, "--as=v@x.example"];
            fixture.run(&[&[verb], &whose[..], more].concat())
        };
        let told = vendor("return", "3", &["--partner=P1", "--reason=not so"]);
        assert_eq!(told, "2026-10 P1 (amendment 3): done\n");
        assert_eq!(fixture.figures(), ["EP 8"], "what was returned does not hold");
        fixture.must(PARTNER, &propose("EP", "9"));
        fixture.must(DISTRIBUTOR, &Command::AgreeCorrection);
        fixture.dispatch();
        assert_eq!(vendor("complete", "4", &[]), "2026-10 P1 (amendment 4): done\n");
        assert_eq!(fixture.figures(), ["EP 9"]);
        let numbers: Vec<_> = fixture.states().iter().map(|(_, number)| *number).collect();
        assert_eq!(numbers, [Some(2), Some(3), Some(4)]);

        // The report and its line are unchanged. Only its version has increased.
        let now = fixture.run(&["export", "--cycle=2026-10", "--partner=P1"]);
        let without_version = |text: &str| {
            let rows = text.lines().map(|row| row.rsplit_once(',').unwrap().0.to_owned());
            rows.collect::<Vec<_>>()
        };
        assert_eq!(without_version(&now), without_version(&exported));
        let json = fixture.run(&["export", "--cycle=2026-10", "--partner=P1", "--format=jsonl"]);
        let amended = r#""amendments":[{"number":2,"state":"completed","before":"10","after":"8","#;
        assert!(json.contains(amended) && json.contains(r#""number":4,"#), "{json}");
        let other = fixture.run(&["export", "--cycle=2026-10", "--partner=P2", "--format=jsonl"]);
        assert!(!other.contains("amendments"), "a line without amendments is what it was");
        let verified = fixture.verify(0);
        assert!(verified.contains("4 dispatches: everything holds\n"), "{verified}");
    });
}

#[test]
fn what_is_not_agreed_to_changes_nothing() {
    on_both(|fixture| {
        fixture.must(PARTNER, &propose("EP", "8"));
        for (who, command, code) in [
            (PARTNER, Command::AgreeCorrection, "other_company"),
            (("both", "P1"), Command::AgreeCorrection, "other_company"),
            (DISTRIBUTOR, Command::WithdrawCorrection, "other_company"),
            (DISTRIBUTOR, propose("EP", "7"), "correction_unfinished"),
            (DISTRIBUTOR, Command::DispatchAmendment, "no_correction"),
            (VENDOR, Command::AgreeCorrection, "not_permitted"),
            (("d2", "D2"), Command::AgreeCorrection, "no_such_report"),
            (("p2", "P2"), propose("EP", "7"), "no_such_report"),
        ] {
            assert_eq!(fixture.refused(who, &command), code, "{who:?} {command:?}");
        }
        let stale = fixture.act_at(DISTRIBUTOR, &Command::AgreeCorrection, Some(1)).unwrap();
        assert_eq!(stale.unwrap_err().code(), "stale");
        fixture.must(DISTRIBUTOR, &because(|reason| Command::RefuseCorrection { reason }));
        fixture.must(PARTNER, &propose("EP", "8"));
        fixture.must(("both", "P1"), &Command::WithdrawCorrection);
        // The person who proposed it for one company cannot agree to it for the other.
        fixture.must(("both", "P1"), &propose("EP", "8"));
        assert_eq!(fixture.refused(("both", "D1"), &Command::AgreeCorrection), "own_work");
        assert_eq!(fixture.states().len(), 3);
        assert_eq!(fixture.figures(), ["EP 10"]);
        assert!(fixture.dispatch().starts_with("nothing was sent"), "nothing is agreed");
        assert!(fixture.verify(0).contains("everything holds"));
    });
}

#[test]
fn of_two_at_once_one_is_done() {
    on_both(|fixture| {
        fixture.must(PARTNER, &propose("EP", "8"));
        let version = Some(fixture.report("P1").report.version);
        let refuse = because(|reason| Command::RefuseCorrection { reason });
        let first = fixture.act_at(DISTRIBUTOR, &Command::AgreeCorrection, version).unwrap();
        let second = fixture.act_at(("d1", "D1"), &refuse, version).unwrap();
        assert!(matches!(first, Ok(CommandOutcome::Done(_))), "{first:?}");
        assert_eq!(second.unwrap_err().code(), "stale");
        assert_eq!(fixture.states(), [(CorrectionState::Agreed, Some(2))]);
    });
}

#[test]
fn late_readings_are_listed_and_gone_once_they_are_what_the_report_says() {
    on_both(|fixture| {
        let report = fixture.report("P1");
        let import = |name: &str, rows: &str| {
            let text = format!("subscription,observed_at,provisioned,used\n{rows}\n");
            fixture.run(&["import", &fixture.write(name, &text)]);
        };
        assert_eq!(fixture.late(report.key()), [""; 0]);
        import("usage-1.csv", "S1,2026-10-05,12,11\nG1,2026-10-05,5,4.25");
        assert_eq!(fixture.late(report.key()), ["EP 12 11", "GB 5 4.25"]);
        let again = fixture.report("P1");
        assert_eq!((again.report.version, again.head), (report.report.version, report.head));
        let shown = fixture.run(&["report", "show", "--cycle=2026-10", "--partner=P1"]);
        assert!(shown.contains("would have made EP 11 instead of 10"), "{shown}");
        // The reading is corrected, and the difference is gone.
        import("usage-2.csv", "S1,2026-10-05,10,10");
        assert_eq!(fixture.late(report.key()), ["GB 5 4.25"]);
        assert!(fixture.verify(0).contains("everything holds"));
    });
}

#[test]
fn what_was_changed_behind_the_programs_back_is_found() {
    on_both(|fixture| {
        fixture.must(PARTNER, &propose("EP", "8"));
        fixture.must(DISTRIBUTOR, &Command::AgreeCorrection);
        fixture.dispatch();
        for (change, back) in [
            (
                "UPDATE correction_lines SET chargeable_after = 7000000",
                "UPDATE correction_lines SET chargeable_after = 8000000",
            ),
            (
                "UPDATE corrections SET state = 'completed'",
                "UPDATE corrections SET state = 'dispatched'",
            ),
            ("UPDATE corrections SET amendment = 3", "UPDATE corrections SET amendment = 2"),
            (
                "UPDATE corrections SET reason = 'x'",
                "UPDATE corrections SET reason = 'counted twice'",
            ),
        ] {
            let execute = |sql: &str| {
                fixture.with(async |store| {
                    store.write(async |tx| tx.execute(sql, &[]).await).await.unwrap();
                });
            };
            execute(change);
            let found = fixture.verify(1);
            assert!(found.contains("its corrections differ from its history"), "{found}");
            execute(back);
            assert!(fixture.verify(0).contains("everything holds"));
        }
    });
}
