//! Dispatches over the command line on both engines: sent, completed and returned, approved and
//! sent again, and finally verified.
//!
//! SQL here: changes to a dispatch that the program refuses.

use countersign_domain::message::MessageKind;
use countersign_store::{DatabaseUrl, Engine, Store, outbox};
use countersign_testkit::command_line::{CommandLine, Ended, table};
use countersign_testkit::databases::Databases;
use countersign_testkit::prepared::Prepared;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const BINARY: &str = env!("CARGO_BIN_EXE_countersign");

const FILES: [(&str, &str); 9] = [
    ("vendors.csv", "code,name\nACME,Acme Security\nZETA,Zeta Storage\n"),
    ("regions.csv", "code,name,time_zone,currency,usage_reports\nR,Region,Europe/Berlin,EUR,yes\n"),
    ("distributors.csv", "code,name,region\nD1,Nordlicht,R\nD2,Fjord,R\n"),
    (
        "partners.csv",
        "code,name,distributor,type,hold_flagged\nP1,Partner 1,D1,msp,\nP2,Partner 2,D1,msp,\n\
         P3,Partner 3,D1,msp,yes\nP4,Partner 4,D1,msp,\nP9,Partner 9,D2,msp,\n",
    ),
    ("customers.csv", "code,name,partner\nC1,C1,P1\nC2,C2,P2\nC3,C3,P3\nC4,C4,P4\nC9,C9,P9\n"),
    ("products.csv", "code,name,unit,vendor\nEP,Endpoint,Seats,ACME\nGB,Space,GB,ZETA\n"),
    (
        "subscriptions.csv",
        "code,customer,product\nS1,C1,EP\nS2,C2,EP\nS3,C3,EP\nS4,C4,EP\nS9,C9,EP\nZ1,C1,GB\n",
    ),
    (
        "users.csv",
        "email,name,company,role\nd1@x.example,D,D1,Administrator\nr1@x.example,R,D1,\
         Support Engineer\nd2@x.example,D,D2,Administrator\nv@x.example,V,ACME,Billing Manager\n\
         z@x.example,Z,ZETA,Administrator\np1@x.example,P,P1,Administrator\n",
    ),
    (
        "usage.csv",
        "subscription,observed_at,provisioned,used\nS1,2026-10-02,10,10\nS2,2026-10-02,20,20\n\
         S3,2026-10-02,30,3\nS4,2026-10-02,0,0\nS9,2026-10-02,90,90\nZ1,2026-10-02,7,7\n",
    ),
];

static PREPARED: Prepared = Prepared::new();

/// A database in which the system has approved the reports of October, except P3's.
struct DispatchFixture {
    folder: TempDir,
    program: CommandLine,
}

impl DispatchFixture {
    fn new(databases: impl Fn(&Path) -> Databases) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = PREPARED.copy(&databases(folder.path()), folder.path(), Self::made);
        Self { folder, program: CommandLine::new(BINARY, database) }
    }

    fn made(folder: TempDir, database: String) -> Self {
        let fixture = Self { folder, program: CommandLine::new(BINARY, database) };
        fixture.program.expect(&["init", "--rehearsal", "2026-10-01T00:00:00Z"], 0).unwrap();
        let paths = FILES.map(|(name, text)| fixture.write(name, text));
        let mut import = vec!["import"];
        import.extend(paths.iter().map(String::as_str));
        fixture.program.expect(&import, 0).unwrap();
        fixture.program.expect(&["clock", "--until", "2026-11-20T00:00:00Z"], 0).unwrap();
        fixture
    }

    fn write(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.display().to_string()
    }

    fn dispatch(&self, who: &str, vendor: &str, more: &[&str], status: i32) -> Ended {
        let who = format!("{who}@x.example");
        let verb = ["dispatch", "--cycle", "2026-10", "--vendor", vendor, "--as", &who];
        self.program.expect(&[&verb, more].concat(), status).unwrap()
    }

    /// Results and messages of applied rows: partner, action, comment.
    fn apply(&self, who: &str, rows: &[(&str, &str, &str)], status: i32) -> Vec<String> {
        let mut text = "cycle,partner,action,vendor,comment\n".to_owned();
        for (partner, action, comment) in rows {
            text.push_str(&format!("2026-10,{partner},{action},ACME,{comment}\n"));
        }
        let file = self.write("decisions.csv", &text);
        let who = format!("{who}@x.example");
        let ended = self.program.expect(&["apply", &file, "--as", &who], status).unwrap();
        let rows = table(&ended.out);
        rows[1..].iter().map(|row| row[5..].join(": ").trim_end_matches(": ").to_owned()).collect()
    }

    /// Status, kind of review and version of each report of ACME's.
    fn stand(&self) -> Vec<String> {
        let ended = self.program.expect(&["export", "--cycle=2026-10"], 0).unwrap();
        let rows = table(&ended.out);
        let of = |name: &str| rows[0].iter().position(|it| it == name).unwrap();
        let shown = ["partner", "status", "review_kind", "version"].map(of);
        let acme = rows[1..].iter().filter(|row| row[of("vendor")] == "ACME");
        acme.map(|row| shown.map(|at| row[at].as_str()).join(" | ")).collect()
    }

    fn verify(&self, status: i32) -> Ended {
        self.program.expect(&["verify"], status).unwrap()
    }

    fn tamper(&self, statements: &[&str]) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let url = DatabaseUrl::parse(&self.program.database).unwrap();
            let store = Store::open(&url).await.unwrap();
            let engine = store.engine();
            for sql in statements {
                let drop = match (engine, sql.strip_prefix("DROP ")) {
                    (_, None) => (*sql).to_owned(),
                    (Engine::Sqlite, Some(table)) => {
                        format!("DROP TRIGGER {table}_are_not_updated")
                    }
                    (Engine::Postgres, Some(table)) => {
                        format!("DROP TRIGGER {table}_are_not_changed ON {table}")
                    }
                };
                store.write(async |tx| tx.execute(&drop, &[]).await).await.unwrap();
            }
        });
    }
}

fn on_both(test: impl Fn(&DispatchFixture)) {
    test(&DispatchFixture::new(|folder| Databases::Sqlite(folder.to_owned())));
    test(&DispatchFixture::new(|_| Databases::Postgres));
}

const AUTOMATIC: &str = "automatic submission (no penalties)";

#[test]
fn what_is_sent_is_completed_or_returned_and_sent_again() {
    on_both(|fixture| {
        let told = fixture.dispatch("d1", "ACME", &["--dry-run"], 0);
        assert_eq!(told.out, "3 reports would be sent to ACME\n");
        let missing = "not approved yet: 1 (Under review)\nevery figure is zero: Partner 4 (P4)\n";
        assert_eq!(told.err, missing);
        let folder = fixture.folder.path().join("sent");
        let output = format!("{}/", folder.display());
        let order = ["--purchase-order", " PO-1 ", "--note", "=1+1", "-o", &output];
        let sent = fixture.dispatch("d1", "ACME", &order, 0).out;
        assert!(sent.starts_with("dispatch 1: 3 reports sent to ACME, "), "{sent}");
        assert_eq!(
            fixture.stand(),
            [
                format!("P1 | Submitted to vendor | {AUTOMATIC} | 4"),
                format!("P2 | Submitted to vendor | {AUTOMATIC} | 4"),
                "P3 | Under review | automatic submission (penalties) | 2".to_owned(),
                format!("P4 | Submitted to vendor | {AUTOMATIC} | 4"),
                format!("P9 | Approved | {AUTOMATIC} | 3"),
            ]
        );
        // The table of the dispatch equals the export of its reports after the move.
        let exported = fixture.program.expect(&["export", "--cycle=2026-10"], 0).unwrap().out;
        let rows = exported.lines().filter(|row| row.contains("Submitted to vendor"));
        let expected: Vec<_> = exported.lines().take(1).chain(rows).collect();
        let csv = fs::read_to_string(folder.join("dispatch-1.csv")).unwrap();
        assert_eq!(csv.lines().collect::<Vec<_>>(), expected);
        let lines = fs::read_to_string(folder.join("dispatch-1.jsonl")).unwrap();
        assert_eq!(lines.lines().count(), 3);
        assert!(lines.lines().all(|line| line.contains(r#""status":"submitted""#)), "{lines}");
        let again = fixture.dispatch("d1", "ACME", &[], 0).out;
        assert_eq!(again, "nothing was sent: no report is approved\n");

        let done = fixture.apply(
            "v",
            &[("P1", "complete", ""), ("P2", "return", ""), ("P2", "return", "wrong month")],
            1,
        );
        assert_eq!(done[0], "done");
        assert!(done[1].starts_with("refused: to return a report"), "{done:?}");
        assert_eq!(done[2], "done");
        let twice = fixture.apply("v", &[("P1", "complete", "")], 0);
        assert_eq!(twice, ["already done"]);
        // Invisible again: a returned report does not exist for the vendor.
        let unseen = fixture.apply("v", &[("P2", "complete", ""), ("P3", "complete", "")], 1);
        assert_eq!(unseen, ["refused: there is no such report"; 2]);
        assert_eq!(
            fixture.stand()[..2],
            [
                format!("P1 | Completed | {AUTOMATIC} | 5"),
                "P2 | Under review | returned by vendor | 5".to_owned(),
            ]
        );
        let rows = [("P2", "approve", "looked at again"), ("P2", "dispatch", "once more")];
        assert_eq!(fixture.apply("d1", &rows, 0), ["done", "done: dispatch 2"]);
        assert_eq!(fixture.stand()[1], "P2 | Submitted to vendor | returned by vendor | 7");
        // Another distributor has its own numbers.
        assert!(fixture.dispatch("d2", "ACME", &[], 0).out.starts_with("dispatch 1: 1 report"));
        let verified = fixture.verify(0).out;
        assert!(verified.ends_with("3 dispatches: everything holds\n"), "{verified}");
    });
}

#[test]
fn a_vendor_completes_and_returns_what_a_dispatch_holds() {
    on_both(|fixture| {
        fixture.dispatch("d1", "ACME", &[], 0);
        fixture.dispatch("d2", "ACME", &[], 0);
        let process = |verb: &str, who: &str, more: &[&str], status| {
            let who = format!("{who}@x.example");
            let verb = [verb, "--distributor", "D1", "--dispatch", "1", "--as", &who];
            fixture.program.expect(&[&verb, more].concat(), status).unwrap()
        };
        let why = ["--partner", "P2", "--reason", "wrong month"];
        // The sender, another vendor, and a person who may only read.
        let refused = process("complete", "d1", &[], 2).err;
        assert!(refused.contains("of a distributor may not complete a report"), "{refused}");
        let refused = process("return", "z", &why, 2).err;
        assert!(
            refused.contains("your company received no dispatch 1 of a distributor \"D1\""),
            "{refused}"
        );
        let refused = process("return", "v", &["--partner", "P2", "--reason", " "], 1).out;
        assert!(refused.starts_with("2026-10 P2: refused: to return a report"), "{refused}");

        assert_eq!(process("return", "v", &why, 0).out, "2026-10 P2: done\n");
        let rest = process("complete", "v", &[], 0);
        assert_eq!(rest.out, "2026-10 P1: done\n2026-10 P4: done\n");
        assert!(rest.err.ends_with("2 done, 0 already done, 0 refused\n"), "{}", rest.err);
        // A second time, and by name: sent already, dispatched elsewhere meanwhile, and unknown.
        assert_eq!(process("complete", "v", &[], 0).out, "");
        let named = ["--partner", "P1", "--partner", "P2", "--partner", "P9"];
        let again = process("complete", "v", &named, 1).out;
        assert_eq!(
            again,
            "2026-10 P1: already done\n2026-10 P2: refused: there is no such report\n\
             P9: refused: this dispatch has no report of this partner\n"
        );
        assert_eq!(
            fixture.stand(),
            [
                format!("P1 | Completed | {AUTOMATIC} | 5"),
                "P2 | Under review | returned by vendor | 5".to_owned(),
                "P3 | Under review | automatic submission (penalties) | 2".to_owned(),
                format!("P4 | Completed | {AUTOMATIC} | 5"),
                format!("P9 | Submitted to vendor | {AUTOMATIC} | 4"),
            ]
        );
        // After it is sent again, it differs from the first dispatch.
        fixture.apply("d1", &[("P2", "approve", "looked at"), ("P2", "dispatch", "")], 0);
        let stale = process("complete", "v", &["--partner", "P2"], 1).out;
        assert!(stale.starts_with("2026-10 P2: refused: "), "{stale}");
        assert_eq!(fixture.stand()[1], "P2 | Submitted to vendor | returned by vendor | 7");
        fixture.verify(0);
    });
}

#[test]
fn neighbouring_rows_of_one_vendor_and_note_are_one_dispatch() {
    on_both(|fixture| {
        let rows = [
            ("P1", "dispatch", "one"),
            ("P3", "dispatch", "one"),
            ("P1", "dispatch", "one"),
            ("P2", "dispatch", "one"),
            ("P4", "dispatch", "two"),
        ];
        let results = fixture.apply("d1", &rows, 1);
        assert_eq!(
            results,
            [
                "done: dispatch 1",
                "refused: cannot dispatch a report that is Under review",
                "already done",
                "done: dispatch 1",
                "done: dispatch 2",
            ]
        );
        let again = fixture.apply("d1", &rows, 1);
        let already = "already done";
        assert_eq!([&again[0], &again[2], &again[3], &again[4]], [already; 4]);
        assert!(fixture.verify(0).out.ends_with("2 dispatches: everything holds\n"));
    });
}

#[test]
fn a_run_of_rows_longer_than_a_group_is_one_dispatch() {
    let fixture = DispatchFixture::new(|folder| Databases::Sqlite(folder.to_owned()));
    let mut rows = vec![("P3", "reopen", "x"); 498];
    rows.extend([("P1", "dispatch", ""), ("P3", "dispatch", ""), ("P2", "dispatch", "")]);
    rows.extend([("P3", "dispatch", ""); 600]);
    rows.push(("P4", "dispatch", ""));
    let results = fixture.apply("d1", &rows, 1);
    assert_eq!(results.len(), rows.len());
    let done: Vec<_> = results.iter().filter(|it| it.starts_with("done")).collect();
    assert_eq!(done, ["done: dispatch 1"; 3]);
}

#[test]
fn nobody_sends_what_is_not_theirs_to_send() {
    on_both(|fixture| {
        for (who, told) in [
            ("r1", "the role Support Engineer of a distributor may not dispatch a report"),
            ("v", "the role Billing Manager of a vendor may not dispatch a report"),
            ("p1", "the role Administrator of a partner may not dispatch a report"),
        ] {
            let refused = fixture.dispatch(who, "ACME", &[], 2);
            assert!(refused.err.contains(told), "{refused:?}");
        }
        assert!(fixture.dispatch("d1", "D2", &[], 2).err.contains("there is no vendor \"D2\""));
        let too_long = "9".repeat(65);
        let refused = fixture.dispatch("d1", "ACME", &["--purchase-order", &too_long], 2);
        assert!(refused.err.contains("at most 64 characters"), "{refused:?}");
        let refused = fixture.dispatch("d1", "ACME", &["--purchase-order", "PO\u{202e}7"], 2);
        assert!(refused.err.contains("--purchase-order: no invisible characters"), "{refused:?}");
        // D2's and D1's reports do not exist for each other, ACME's not for ZETA.
        let foreign = fixture.apply("d2", &[("P1", "dispatch", "")], 1);
        assert_eq!(foreign, ["refused: there is no such report"]);
        fixture.dispatch("d1", "ACME", &[], 0);
        let foreign = fixture.apply("z", &[("P1", "complete", ""), ("P2", "return", "x")], 1);
        assert_eq!(foreign, ["refused: there is no such report"; 2]);
        let stand = fixture.stand();
        assert!(stand[0].contains("Submitted") && stand[4].contains("Approved"), "{stand:?}");
    });
}

#[test]
fn two_at_once_send_each_report_once() {
    on_both(|fixture| {
        let verb = ["dispatch", "--cycle=2026-10", "--vendor=ACME", "--as=d1@x.example"];
        let started: Vec<_> =
            (0..3).map(|_| fixture.program.command(&verb).spawn().unwrap()).collect();
        let ended: Vec<Ended> =
            started.into_iter().map(|it| it.wait_with_output().unwrap().into()).collect();
        let sent = ended.iter().filter(|it| it.out.starts_with("dispatch 1: 3 reports")).count();
        assert_eq!(sent, 1, "{ended:?}");
        // The others were too late to find anything, or were told what another person had sent.
        for late in ended.iter().filter(|it| !it.out.starts_with("dispatch 1")) {
            let nothing = late.out.starts_with("nothing was sent") && late.status == Some(0);
            let refused = late.err.ends_with("nothing was sent\n") && late.status == Some(1);
            assert!(nothing || refused, "{late:?}");
        }
        assert!(fixture.verify(0).out.ends_with("1 dispatches: everything holds\n"));
    });
}

/// Messages to the distributor's Administrator about dispatches that the vendor has finished.
fn told_of_the_end(fixture: &DispatchFixture) -> Vec<i64> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let url = DatabaseUrl::parse(&fixture.program.database).unwrap();
        let store = Store::open(&url).await.unwrap();
        let mut tx = store.read().await.unwrap();
        let state = outbox::MessageState::Waiting;
        let asked = outbox::MessageQuery::first(state, 1_000);
        let waiting = outbox::list(&mut tx, &asked).await.unwrap();
        let own = waiting.iter().filter(|it| it.kind == MessageKind::DispatchCompleted);
        own.map(|it| {
            assert_eq!(it.email, "d1@x.example");
            it.rows
        })
        .collect()
    })
}

#[test]
fn three_who_complete_the_last_reports_at_once_tell_of_it_once() {
    on_both(|fixture| {
        fixture.dispatch("d1", "ACME", &[], 0);
        let files = ["P1", "P2", "P4"].map(|partner| {
            let rows = format!("cycle,partner,action,vendor\n2026-10,{partner},complete,ACME\n");
            fixture.write(&format!("{partner}.csv"), &rows)
        });
        let verb = |file| fixture.program.command(&["apply", file, "--as=v@x.example"]);
        let started: Vec<_> = files.iter().map(|file| verb(file).spawn().unwrap()).collect();
        assert!(told_of_the_end(fixture).len() <= 1);
        for process in started {
            let ended = Ended::from(process.wait_with_output().unwrap());
            assert_eq!(ended.status, Some(0), "{ended:?}");
        }
        assert_eq!(told_of_the_end(fixture), [1], "{:?}", fixture.stand());
    });
}

#[test]
fn what_was_changed_behind_the_programs_back_is_found() {
    on_both(|fixture| {
        fixture.dispatch("d1", "ACME", &["--purchase-order", "PO-1"], 0);
        fixture.dispatch("d2", "ACME", &[], 0);
        fixture.tamper(&[
            "DROP dispatches",
            "DROP dispatched_reports",
            "UPDATE dispatched_reports SET document = REPLACE(document, '\"10\"', '\"11\"') \
             WHERE position = 1 AND document LIKE '%\"P1\"%'",
            "UPDATE dispatched_reports SET version = 3 WHERE position = 2",
            "UPDATE dispatches SET purchase_order = 'PO-2' WHERE purchase_order IS NOT NULL",
        ]);
        let found = fixture.verify(1);
        for expected in [
            "report 2026-10 of P1 (ACME): its document of version 4: lines.1.chargeable is \"11\", \
             expected \"10\"\n",
            "report 2026-10 of P1 (ACME): its document of version 4: hash is ",
            "report 2026-10 of P2 (ACME): a dispatch contains it with version 3, but no entry \
             of its history sends that version\n",
            "report 2026-10 of P2 (ACME): entry 4 of its history sends it, but no dispatch \
             contains it\n",
            "dispatch 1 of D1: its heading and documents have hash ",
        ] {
            assert!(found.err.contains(expected), "{expected}: {}", found.err);
        }
        assert_eq!(found.err.matches("the trigger dispatche").count(), 2, "{}", found.err);
        assert!(found.out.ends_with(" findings\n"), "{found:?}");
    });
}

#[test]
fn a_copy_of_the_database_holds_what_was_sent() {
    let fixture = DispatchFixture::new(|folder| Databases::Sqlite(folder.to_owned()));
    fixture.dispatch("d1", "ACME", &["--note", "two\nlines \u{202e}🙂"], 0);
    let copy = fixture.folder.path().join("copy.db");
    let copy = format!("sqlite:{}", copy.display());
    let to = ["copy-database", "--from", &fixture.program.database, "--to", &copy];
    let ended = std::process::Command::new(BINARY).args(to).output().unwrap();
    assert!(ended.status.success(), "{ended:?}");
    let verified = CommandLine::new(BINARY, copy).expect(&["verify"], 0).unwrap().out;
    assert!(verified.ends_with("1 dispatches: everything holds\n"), "{verified}");
}

/// The machine's entries in the audit record: event, person, company, subject and new value.
fn recorded(fixture: &DispatchFixture) -> Vec<String> {
    let ended = fixture.program.expect(&["audit", "--format", "json"], 0).unwrap();
    let told = |line: &str| {
        let entry: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(entry["from"], "machine", "{line}");
        let said = ["event", "person", "company", "about", "after"];
        said.map(|name| entry[name].as_str().unwrap_or("-").to_owned()).join(" | ")
    };
    ended.out.lines().map(told).collect()
}

#[test]
fn the_audit_record_says_what_commands_did_and_for_whom() {
    on_both(|fixture| {
        let begun = recorded(fixture);
        // An embedded database has its key file from the beginning.
        let has_key = begun.iter().any(|it| it.starts_with("key-changed | - | - | - | "));
        assert_eq!(has_key, fixture.program.database.starts_with("sqlite"));
        assert!(begun.contains(&"imported | - | - | - | -".to_owned()));
        let clock = "clock-run | - | - | until 2026-11-20T00:00:00Z | -";
        assert_eq!(begun.last().map(String::as_str), Some(clock));
        fixture.apply("d1", &[("P3", "approve", ""), ("P3", "approve", "again")], 0);
        fixture.dispatch("d1", "ACME", &["--dry-run"], 0);
        fixture.dispatch("d1", "ACME", &[], 0);
        fixture.dispatch("d1", "ZETA", &["--dry-run"], 0);
        fixture.program.expect(&["export", "--cycle=2026-10", "--format=jsonl"], 0).unwrap();
        fixture.program.expect(&["clock", "--until", "2026-11-21T00:00:00Z"], 0).unwrap();
        fixture.program.expect(&["clock", "--dry-run"], 0).unwrap();
        fixture.program.expect(&["user", "invite", "d1@x.example"], 0).unwrap();
        let (file, list) = ("file decisions.csv", "usage-reports-2026-10.jsonl");
        assert_eq!(
            recorded(fixture)[begun.len()..],
            [
                format!("decisions-applied | d1@x.example | D1 | {file} | rows 2"),
                "dispatched | d1@x.example | D1 | dispatch 1 | reports 4; vendor ACME".to_owned(),
                format!("exported | - | - | {list} | -"),
                "clock-run | - | - | until 2026-11-21T00:00:00Z | -".to_owned(),
                "link-made | - | D1 | invitation | by hand".to_owned(),
            ]
        );
    });
}
