//! Decisions that are undone over the command line and in files, on both engines: the report is
//! what it was before, with its kind of review, and only its history has both entries.

use crate::bad_input::fixture::{BINARY, FILES, READINGS};
use countersign_store::outbox::{self, MessageQuery, MessageState};
use countersign_store::{DatabaseUrl, Store};
use countersign_testkit::command_line::{CommandLine, Ended, table};
use countersign_testkit::databases::Databases;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A rehearsal in which the report of October was submitted by its partner on 3 November.
struct UndoFixture {
    folder: TempDir,
    program: CommandLine,
}

impl UndoFixture {
    fn new(databases: impl Fn(&Path) -> Databases) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let program = CommandLine::new(BINARY, databases(folder.path()).fresh().unwrap());
        program.expect(&["init", "--rehearsal", "2026-10-01T00:00:00Z"], 0).unwrap();
        let fixture = Self { folder, program };
        let files = FILES.iter().chain(&[("usage.csv", READINGS)]);
        let paths: Vec<String> = files.map(|(name, text)| fixture.write(name, text)).collect();
        let mut import = vec!["import"];
        import.extend(paths.iter().map(String::as_str));
        fixture.program.expect(&import, 0).unwrap();
        fixture.clock("2026-11-03T00:00:00Z");
        assert_eq!(fixture.apply("p", &["submit,please look,"], 0), ["done"]);
        fixture
    }

    fn write(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.display().to_string()
    }

    fn clock(&self, until: &str) {
        self.program.expect(&["clock", "--until", until], 0).unwrap();
    }

    /// Results and messages of applied rows: action, comment, version.
    fn apply(&self, who: &str, rows: &[&str], status: i32) -> Vec<String> {
        let rows: String = rows.iter().map(|row| format!("2026-10,P,{row}\n")).collect();
        let file = format!("cycle,partner,action,comment,version\n{rows}");
        let file = self.write("decisions.csv", &file);
        let who = format!("{who}@x.example");
        let ended = self.program.expect(&["apply", &file, "--as", &who], status).unwrap();
        let rows = table(&ended.out);
        rows[1..].iter().map(|row| row[5..].join(": ").trim_end_matches(": ").to_owned()).collect()
    }

    fn undo(&self, who: &str, more: &[&str], status: i32) -> Ended {
        let who = format!("{who}@x.example");
        let verb = ["undo", "--cycle", "2026-10", "--as", &who];
        self.program.expect(&[&verb, more].concat(), status).unwrap()
    }

    /// Status, kind of review, reasons, deadline and version of the report.
    fn report(&self) -> String {
        let rows = table(&self.program.expect(&["export", "--cycle=2026-10"], 0).unwrap().out);
        let of = |name: &str| rows[0].iter().position(|it| it == name).unwrap();
        let shown = ["status", "review_kind", "reasons", "decided_at", "version"].map(of);
        shown.map(|at| rows[1][at].as_str()).join("|")
    }

    /// How many messages wait, and how many undone decisions the audit record names.
    fn waiting_and_recorded(&self) -> (usize, usize) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let waiting = runtime.block_on(async {
            let url = DatabaseUrl::parse(&self.program.database).unwrap();
            let store = Store::open(&url).await.unwrap();
            let mut tx = store.read().await.unwrap();
            let all = MessageQuery::first(MessageState::Waiting, 99);
            outbox::list(&mut tx, &all).await.unwrap().len()
        });
        let audit = self.program.expect(&["audit", "--format", "json"], 0).unwrap().out;
        (waiting, audit.matches("decisions-undone").count())
    }
}

fn on_both(test: impl Fn(&UndoFixture)) {
    test(&UndoFixture::new(|folder| Databases::Sqlite(folder.to_owned())));
    test(&UndoFixture::new(|_| Databases::Postgres));
}

const SUBMITTED: &str = "Under review|manual submission|||2";

#[test]
fn a_decision_is_undone_by_its_maker_and_no_one_else() {
    on_both(|fixture| {
        assert_eq!(fixture.report(), SUBMITTED);
        let (waiting, _) = fixture.waiting_and_recorded();
        let partner = ["--partner", "P"];
        let nothing = fixture.undo("d", &partner, 1).out;
        assert!(nothing.starts_with("2026-10 P: refused: the last thing"), "{nothing}");
        assert_eq!(fixture.apply("d", &["approve,fine,"], 0), ["done"]);
        let other = fixture.undo("a", &partner, 1).out;
        let why = "2026-10 P: refused: only the person who made a decision can undo it\n";
        assert_eq!(other, why);
        let own = fixture.undo("p", &partner, 2).err;
        assert!(own.contains("may not undo a decision on a report"), "{own}");
        let done = fixture.undo("d", &["--partner", "P", "--partner", "X"], 1);
        let lines = "2026-10 P: done, Under review again\n\
                     2026-10 X: refused: there is no such report\n";
        assert_eq!(done.out, lines);
        assert!(done.err.ends_with("1 done, 0 already done, 1 refused\n"), "{}", done.err);
        assert_eq!(fixture.report(), SUBMITTED.replace("|2", "|4"));
        assert_eq!(fixture.waiting_and_recorded(), (waiting, 1), "no message, one entry");
        let again = fixture.undo("d", &["--partner", "P", "--vendor", "V"], 0);
        assert_eq!(again.out, "2026-10 P: already done\n");
        assert_eq!(fixture.report(), SUBMITTED.replace("|2", "|4"));
        let unknown = fixture.undo("d", &["--partner", "P", "--vendor", "N"], 2).err;
        assert!(unknown.contains("no vendor N"), "{unknown}");
        let show = ["report", "show", "--cycle=2026-10", "--partner=P"];
        let shown = fixture.program.expect(&show, 0).unwrap().out;
        assert!(shown.contains("\"fine\""), "the history keeps the decision: {shown}");
        fixture.program.expect(&["verify"], 0).unwrap();
    });
}

#[test]
fn after_five_minutes_it_is_a_reopening() {
    on_both(|fixture| {
        assert_eq!(fixture.apply("d", &["approve,,"], 0), ["done"]);
        fixture.clock("2026-11-03T00:04:59Z");
        assert_eq!(fixture.apply("d", &["undo,,3", "approve,,4"], 0), ["done", "done"]);
        fixture.clock("2026-11-03T00:09:59Z");
        let late = fixture.undo("d", &["--partner", "P"], 1).out;
        assert!(late.contains("could be undone until 2026-11-03T00:09:59Z; reopen"), "{late}");
        assert_eq!(fixture.apply("d", &["reopen,one seat too many,"], 0), ["done"]);
        assert_eq!(fixture.report(), "Under review|reopened|||6");
    });
}

#[test]
fn a_file_undoes_what_it_names_by_its_version() {
    on_both(|fixture| {
        assert_eq!(fixture.apply("d", &["reject,too low,"], 0), ["done"]);
        let stale = fixture.apply("d", &["undo,,2"], 1);
        assert!(stale[0].starts_with("refused: you named version 2"), "{stale:?}");
        assert_eq!(fixture.apply("d", &["undo,,3"], 0), ["done"]);
        assert_eq!(fixture.report(), SUBMITTED.replace("|2", "|4"));
        assert_eq!(fixture.apply("d", &["undo,,"], 0), ["already done"]);
        let foreign = fixture.apply("p", &["undo,,"], 1);
        assert!(foreign[0].contains("may not undo"), "{foreign:?}");
    });
}

#[test]
fn a_decision_that_its_own_file_undoes_is_heard_of_by_nobody() {
    on_both(|fixture| {
        let (waiting, _) = fixture.waiting_and_recorded();
        for decision in ["approve,,", "reject,too low,"] {
            assert_eq!(fixture.apply("d", &[decision, "undo,,"], 0), ["done", "done"]);
            assert_eq!(fixture.waiting_and_recorded().0, waiting, "{decision}");
        }
        assert_eq!(fixture.report(), SUBMITTED.replace("|2", "|6"));
        fixture.program.expect(&["verify"], 0).unwrap();
    });
}
