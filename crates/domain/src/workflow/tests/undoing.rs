//! A decision that is undone within five minutes leaves no trace on the report.

use super::*;
use crate::history::in_effect;
use crate::replay::{replay, undo_point};
use crate::schedule::Until;
use crate::status::ReviewKind;
use crate::workflow::UNDO_MICROS;

/// A report and its whole history.
struct Told {
    report: Report,
    history: Vec<Entry>,
}

impl Told {
    fn made(set: &[(Setting, i64)]) -> Self {
        let lines = vec![line("EP", 1000, Some(780)), line("BK", 500, Some(480))];
        let (report, first) = made_of(lines, set);
        Self { report, history: vec![first] }
    }

    /// Submitted by the system with a penalty, and under review.
    fn penalised() -> Self {
        let mut told = Self::made(&[(Setting::HoldFlagged, 1)]);
        told.run_clock();
        assert!(told.report.flagged);
        told
    }

    fn run_clock(&mut self) {
        let entries = run_clock(&mut self.report);
        self.history.extend(entries);
    }

    fn done(&mut self, command: &Command, now: Instant) {
        let entries = done(&mut self.report, command, now);
        self.history.extend(entries);
    }

    fn undo(&self) -> Command {
        Command::Undo(Box::new(undo_point(&self.report, &self.history)))
    }

    fn undone(&mut self, now: Instant) -> Entry {
        self.done(&self.undo(), now);
        self.history.last().unwrap().clone()
    }

    fn refused(&mut self, now: Instant) -> Refusal {
        let undo = self.undo();
        refused(&mut self.report, &undo, now)
    }

    fn check_replay(&self) {
        let replayed = replay(&self.report, &self.history, |_, _| {});
        assert_eq!((replayed.differences, replayed.broken), (vec![], Vec::<String>::new()));
    }
}

/// The report as text, without its version.
fn text(report: &Report) -> String {
    format!("{:?}", Report { version: 0, ..report.clone() })
}

fn extend(until: &str) -> Command {
    let until = Until::parse(until).unwrap();
    Command::Extend { until, reason: Some("holidays".into()) }
}

fn decisions() -> Vec<(Told, Command, &'static str)> {
    let mut approved = Told::penalised();
    approved.done(&approve(), at("08T08:00"));
    let mut contested = Told::penalised();
    contested.done(&reject("no"), at("08T08:00"));
    contested.done(&explain("EP", "spare"), at("08T08:30"));
    contested.done(&submit(), at("08T08:40"));
    let mut rejected = Told::penalised();
    rejected.done(&reject("no"), at("08T08:00"));
    vec![
        (Told::penalised(), approve(), "08T09:00"),
        (Told::penalised(), reject("no"), "08T09:00"),
        (contested, reject("still no"), "08T09:00"),
        (approved, reopen("a slip"), "08T09:00"),
        (rejected, extend("2026-10-20"), "08T09:00"),
        (Told::made(&[]), extend("2026-10-20"), "03T09:00"),
    ]
}

#[test]
fn each_decision_is_taken_back_with_its_kind_its_deadline_and_its_penalties() {
    for (mut told, decision, time) in decisions() {
        let before = text(&told.report);
        let (status, version) = (told.report.status, told.report.version);
        told.done(&decision, at(time));
        assert_ne!(text(&told.report), before);
        let decided = told.report.status;
        let entry = told.undone(at(time).plus_micros(UNDO_MICROS - 1));
        assert_eq!(text(&told.report), before, "{decision:?}");
        assert_eq!((entry.from, entry.to), (Some(decided), status));
        assert_eq!((entry.version, told.report.version), (version + 2, version + 2));
        assert_eq!(in_effect(&told.history).len() + 2, told.history.len());
        told.check_replay();
    }
}

#[test]
fn the_entry_of_an_undone_rejection_says_what_came_back() {
    let mut told = Told::penalised();
    let (kind, deadline) = (told.report.review, told.report.deadline);
    assert_eq!(kind, Some(ReviewKind::AutomaticWithPenalties));
    told.done(&reject("no"), at("08T09:00"));
    assert_eq!(chargeable(&told.report, "EP"), "780");
    let later = told.report.deadline;
    let entry = told.undone(at("08T09:01"));
    let deadlines = (later.to_string(), deadline.to_string());
    let moved = change("", HistoryField::Deadline, Some(&deadlines.0), Some(&deadlines.1));
    assert_eq!(entry.changes, [charged("EP", "780", "1000"), moved]);
    assert_eq!((told.report.review, told.report.flagged), (kind, true));
    assert!(!told.report.contested);
}

#[test]
fn five_minutes_are_the_limit_and_another_person_cannot_undo() {
    let mut told = Told::penalised();
    told.done(&approve(), at("08T09:00"));
    assert_eq!(told.refused(at("08T09:05")), Refusal::TooLateToUndo(at("08T09:05")));
    let set_back = told.refused(at("08T08:59"));
    assert_eq!(set_back, Refusal::TooLateToUndo(at("08T09:05")), "the clock was set back");
    let colleague = Person { id: 77, ..worker(CompanyKind::Distributor) };
    let command = told.undo();
    let permit =
        Permit { actor: Actor::Person(colleague), command: &command, report: &mut told.report };
    assert_eq!(permit.execute(None, at("08T09:01")), Err(Refusal::DecisionOfAnother));
    told.undone(at("08T09:04"));
}

#[test]
fn what_happened_in_between_is_in_the_way() {
    let mut told = Told::penalised();
    told.done(&approve(), at("08T09:00"));
    let version = told.report.version;
    told.done(&Command::Dispatch, at("08T09:01"));
    let (verb, status) = (Verb::Undo, Status::Submitted);
    assert_eq!(told.refused(at("08T09:02")), Refusal::WrongStatus { verb, status });
    let undo = told.undo();
    let stale = execute(&mut told.report, &undo, Some(version), at("08T09:02"));
    assert_eq!(stale.unwrap_err().code(), "stale");

    let mut told = Told::penalised();
    told.done(&reject("no"), at("08T09:00"));
    told.done(&explain("EP", "spare"), at("08T09:01"));
    assert_eq!(told.refused(at("08T09:02")), Refusal::NothingToUndo);

    // The system's own decisions, and a history that is not the report's.
    let mut told = Told::made(&[]);
    told.run_clock();
    assert_eq!(told.report.status, Status::Approved);
    assert_eq!(told.refused(told.report.deadline), Refusal::NothingToUndo);
    let mut told = Told::penalised();
    told.done(&approve(), at("08T09:00"));
    told.history.remove(0);
    assert_eq!(told.refused(at("08T09:01")), Refusal::NothingToUndo);
}

#[test]
fn an_extension_is_not_undone_once_the_deadline_before_it_has_passed() {
    let mut told = Told::made(&[]);
    let deadline = told.report.deadline;
    told.done(&extend("2026-10-20"), deadline.plus_micros(-60_000_000));
    assert_eq!(told.refused(deadline), Refusal::DeadlinePassed(deadline));
    told.undone(deadline.plus_micros(-1));
    assert_eq!(told.report.deadline, deadline);
}

#[test]
fn an_undo_is_done_once_and_cannot_be_undone() {
    let mut told = Told::penalised();
    told.done(&approve(), at("08T09:00"));
    told.undone(at("08T09:01"));
    let again = told.undo();
    already(&mut told.report, &again, at("08T09:02"));
    told.done(&approve(), at("08T09:03"));
    told.undone(at("08T09:04"));
    told.check_replay();
    assert!(!told.report.contested);
}

#[test]
fn the_system_approves_after_an_undone_rejection_as_if_it_had_not_been() {
    use crate::auto_approval::ApprovalFacts;
    use crate::explanation::DeadlineFrom;
    let mut told = Told::made(&[]);
    told.done(&extend("2026-10-20"), at("03T09:00"));
    told.undone(at("03T09:01"));
    told.run_clock();
    let why = crate::explanation::explain(&told.report, &told.history);
    assert_eq!(why[0].deadline_from, Some(DeadlineFrom::Making));
    let mut told = Told::penalised();
    told.done(&reject("no"), at("08T09:00"));
    told.undone(at("08T09:01"));
    let place = told.history.len();
    told.done(&reject("no"), at("08T10:00"));
    let facts = ApprovalFacts::at(&told.report, &told.history, place);
    assert!(!facts.contested, "an undone rejection is none");
}

/// A change of an entry that a person makes behind the program's back.
type Forging = fn(&mut Entry);

#[test]
fn a_forged_undo_is_found() {
    let mut told = Told::penalised();
    told.done(&reject("no"), at("08T09:00"));
    told.undone(at("08T09:01"));
    let broken = |history: &[Entry]| replay(&told.report, history, |_, _| {}).broken;
    assert_eq!(broken(&told.history), Vec::<String>::new());
    let forgeries: [(&str, Forging); 3] = [
        ("leads to another status than the undone decision came from", |it| {
            it.to = Status::Rejected;
        }),
        ("records other changes than the undone decision had made", |it| it.changes.clear()),
        ("leads from rejected to approved", |it| it.to = Status::Approved),
    ];
    for (found, forge) in forgeries {
        let mut history = told.history.clone();
        forge(history.last_mut().unwrap());
        let broken = broken(&history);
        assert!(broken.iter().any(|it| it.contains(found)), "{found}: {broken:?}");
    }
    // One that follows no decision of a person.
    let mut history = told.history.clone();
    let place = history.len() - 2;
    history[place].actor = Actor::System(SystemRule::NoComments);
    let found = "undoes something that no person decided just before";
    assert!(broken(&history).iter().any(|it| it.contains(found)));
    // The report itself, after a true undo.
    let kept =
        Report { contested: true, review: Some(ReviewKind::Reopened), ..told.report.clone() };
    let differences = replay(&kept, &told.history, |_, _| {}).differences;
    let columns: Vec<_> = differences.iter().map(|it| it.column).collect();
    assert_eq!(columns, ["review_kind", "contested"]);
}
