//! Random lives of reports: these properties are true whatever people and the clock do, in any
//! order.

use super::*;
use crate::access::sees;
use crate::actor::Actor;
use crate::explanation::Finding;
use crate::history::{genesis, link};
use crate::line::Comment;
use crate::quantity::Quantity;
use crate::report::How;
use crate::status::{MOVES, ReviewKind, target};
use crate::workflow::{at_deadline, available, missing_comments};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// A step in the life of a report.
#[derive(Clone, Debug)]
enum LifeStep {
    /// A person executes it, perhaps with a version that is this far off.
    Ask(Command, Option<i64>),
    /// The person who decided undoes it, within minutes or not.
    Undo,
    /// Hours pass, and the clock does not run.
    Wait(i64),
    /// The clock runs after the deadline, if the report is with its partner.
    Deadline,
}

fn text() -> impl Strategy<Value = Option<String>> {
    const WORDS: &[&str] = &["", " ", "because", " because ", "other words", "\u{202e}\"<b>\n2"];
    prop::option::of(prop::sample::select(WORDS).prop_map(str::to_owned))
}

fn product() -> impl Strategy<Value = Option<String>> {
    const CODES: &[&str] = &["P0", "P0", "P1", "P1", "P2", "P3", "ZZ"];
    prop::option::weighted(0.9, prop::sample::select(CODES).prop_map(str::to_owned))
}

fn figure() -> impl Strategy<Value = Option<String>> {
    let odd = prop::sample::select(&["0", "-1", "x", " ", "1.001"]).prop_map(str::to_owned);
    let some = prop_oneof![4 => (0..60_i64).prop_map(|units| units.to_string()), 1 => odd];
    prop::option::of(some)
}

fn command() -> impl Strategy<Value = Command> {
    let edit = (product(), figure(), text());
    let line_reasons = prop::collection::vec(
        (product().prop_map(Option::unwrap_or_default), text().prop_map(Option::unwrap_or_default)),
        0..2,
    );
    prop_oneof![
        6 => edit.prop_map(|(product, chargeable, comment)| {
            Command::Edit { product, chargeable, comment }
        }),
        1 => product().prop_map(|product| Command::Reset { product }),
        2 => (0..400_i64, text()).prop_map(|(days, reason)| {
            let until = at("02T12:00").plus_micros(days * crate::instant::DAY_MICROS);
            Command::Extend { until: crate::schedule::Until::At(until), reason }
        }),
        3 => text().prop_map(|comment| Command::Submit { comment }),
        2 => text().prop_map(|note| Command::Approve { note }),
        4 => (text(), line_reasons).prop_map(|(reasons, line_reasons)| {
            Command::Reject { reasons, line_reasons }
        }),
        2 => text().prop_map(|reason| Command::Reopen { reason }),
        2 => Just(Command::Dispatch),
        1 => Just(Command::Complete),
        2 => text().prop_map(|reason| Command::Return { reason }),
    ]
}

fn step() -> impl Strategy<Value = LifeStep> {
    let version = prop::option::weighted(0.2, -1..=1_i64);
    prop_oneof![
        8 => (command(), version).prop_map(|(command, off)| LifeStep::Ask(command, off)),
        2 => Just(LifeStep::Undo),
        1 => (1..60_i64).prop_map(LifeStep::Wait),
        1 => Just(LifeStep::Deadline),
    ]
}

/// One to three lines, by any basis, some without used units, some carried forward.
fn report() -> impl Strategy<Value = (Report, Entry)> {
    let basis = prop::sample::select(&Basis::ALL[..]);
    let one = (0..50_i64, prop::option::weighted(0.8, 0..60_i64), any::<bool>(), basis);
    let settings = (0..=3_i64, 0..=1_i64, 0..=1_i64, 1..=7_i64);
    (prop::collection::vec(one, 1..=3), settings).prop_map(|(lines, settings)| {
        let lines =
            lines.into_iter().enumerate().map(|(at, (provisioned, used, carried, basis))| {
                let mut line = line(&format!("P{at}"), provisioned, used);
                line.product.basis = basis;
                line.figures.carried_forward = carried;
                line
            });
        let (auto_approve, hold_flagged, hold_incomplete, days) = settings;
        let set = [
            (Setting::AutoApprove, auto_approve.min(1)),
            (Setting::HoldFlagged, hold_flagged),
            (Setting::HoldIncomplete, hold_incomplete),
            (Setting::AutoSubmitDays, days),
        ];
        made_of(lines.collect(), &set)
    })
}

/// A report, its whole history, and the present time.
struct Life {
    report: Report,
    history: Vec<Entry>,
    now: Instant,
}

/// Whether a command is refused for the state of the report, not for its input.
fn is_of_state(refusal: &Refusal) -> bool {
    matches!(
        refusal,
        Refusal::WrongStatus { .. }
            | Refusal::DeadlinePassed(_)
            | Refusal::CommentNeeded(_)
            | Refusal::CorrectionUnfinished
            | Refusal::NoCorrection(_)
            | Refusal::OtherCompany(_)
    )
}

impl Life {
    fn new(made: (Report, Entry)) -> Self {
        let (report, first) = made;
        Self { now: report.made_at, history: vec![first], report }
    }

    fn live(&mut self, step: &LifeStep) {
        let before = self.report.clone();
        match step {
            LifeStep::Wait(hours) => self.now = self.now.plus_micros(hours * 3_600_000_000),
            LifeStep::Deadline if self.report.status.with_partner() => self.deadline(),
            LifeStep::Deadline => {}
            LifeStep::Ask(command, off) => self.ask(command, *off),
            LifeStep::Undo => return self.undo(&before),
        }
        self.compare(&before);
        self.check();
    }

    fn ask(&mut self, command: &Command, off: Option<i64>) {
        let (verb, status) = (command.verb(), self.report.status);
        let person = worker(parties_of(verb)[0]);
        if let Err(refusal) = may(&person, verb, &PARTIES, status, false) {
            assert_eq!(refusal, Refusal::NoSuchReport);
            assert!(!sees(&person, &PARTIES, status));
            return;
        }
        let replayed = format!("{:?}", self.report);
        let open = available(&self.report, &person, false, self.now);
        let version = off.map(|off| self.report.version + off);
        match execute(&mut self.report, command, version, self.now) {
            Ok(CommandOutcome::Done(entries)) => {
                assert!(!entries.is_empty() && off.is_none_or(|off| off == 0));
                assert!(open.has(verb), "{command:?} was done: {:?}", open.refusal(verb));
                assert!(!status.with_partner() || self.now < self.report.deadline);
                assert!(MOVES.iter().any(|row| row.from == status && row.verb == verb));
                self.history.extend(entries);
                already_done(&mut self.report, command, self.now);
            }
            Ok(CommandOutcome::AlreadyDone) => {
                assert_eq!(format!("{:?}", self.report), replayed);
                let value = matches!(verb, Verb::Edit | Verb::Reset | Verb::Extend);
                assert!(value || target(status, verb).is_none(), "a move is not done already");
            }
            Err(refusal) => {
                assert_eq!(format!("{:?}", self.report), replayed, "refused: {command:?}");
                if is_of_state(&refusal) {
                    assert_eq!(open.refusal(verb), Some(&refusal), "{command:?}");
                }
            }
        }
    }

    /// An undone decision leaves the report as it was two entries ago.
    fn undo(&mut self, before: &Report) {
        let point = crate::replay::undo_point(&self.report, &self.history);
        let command = Command::Undo(Box::new(point));
        match act(&mut self.report, &command, self.now) {
            Ok(CommandOutcome::Done(entries)) => {
                let last = self.history.last().unwrap();
                assert_eq!(entries[0].from, Some(last.to));
                assert_eq!(Some(entries[0].to), last.from);
                self.history.extend(entries);
            }
            _ => assert_eq!(format!("{:?}", self.report), format!("{before:?}")),
        }
        self.check();
    }

    fn deadline(&mut self) {
        let (preview, changed) = at_deadline(&self.report);
        let before = self.report.clone();
        self.now = self.now.max(self.report.deadline);
        self.history.extend(submit_at_deadline(&mut self.report, self.now));
        assert_eq!(format!("{preview:?}"), format!("{:?}", self.report));
        for (now, then) in before.lines.iter().zip(&self.report.lines) {
            let replayed = changed.iter().find(|changed| changed.product == now.product.code);
            let moved = now.chargeable() != then.chargeable();
            let expected = moved.then_some((now.chargeable(), then.chargeable()));
            assert_eq!(replayed.map(|changed| (changed.from, changed.to)), expected);
            assert!(!then.is_unexplained_edit() || then.penalty, "it goes back to the default");
            let threshold = self.report.rules.threshold();
            assert_eq!(then.penalty, then.is_unexplained_violation(threshold));
        }
    }

    /// The changes that one step may make.
    fn compare(&self, before: &Report) {
        let after = &self.report;
        assert!(after.deadline >= before.deadline, "no deadline comes nearer");
        assert!(after.contested >= before.contested, "contested for ever");
        for (old, new) in before.lines.iter().zip(&after.lines) {
            assert_eq!((&old.product, old.figures), (&new.product, new.figures));
        }
        if after.status != Status::UnderReview && !before.status.with_partner() {
            assert_eq!(before.review, after.review, "a kind stays until it is under review again");
        }
    }

    /// The properties that are true at any time.
    fn check(&self) {
        let report = &self.report;
        assert_eq!(report.version, i64::try_from(self.history.len()).unwrap());
        let guilty = report.lines.iter().any(|line| line.penalty);
        assert_eq!(report.flagged, guilty, "a penalty makes the flag, and nothing else does");
        assert!(!report.flagged || report.submission == Some(How::Automatic));
        assert!(!report.flagged || !report.status.with_partner(), "a rejection lifts it");
        for line in &report.lines {
            assert_ne!(line.edited, Some(line.figures.default_chargeable), "that is no edit");
            if line.penalty {
                assert_eq!(line.chargeable(), line.figures.provisioned);
                assert!(line.without_penalty() < line.figures.provisioned);
                assert!(line.is_violation(report.rules.threshold()));
            }
        }
        let status = report.status;
        assert_eq!(report.approval.is_some(), status.is_agreed());
        assert_eq!(report.submission.is_some(), status != Status::Preparing);
        assert_eq!(report.submitted_at.is_some(), status != Status::Preparing);
        assert_eq!(report.review.is_some(), status != Status::Preparing);
        assert_eq!(report.reasons.is_some(), status == Status::Rejected);
        let decided = status.is_agreed() || status == Status::Rejected;
        assert_eq!(report.decided_at.is_some(), decided);
        if report.approval == Some(How::Automatic) {
            assert!(!report.contested && !report.has_comment());
        }
        if status == Status::UnderReview && report.review == Some(ReviewKind::Manual) {
            assert_eq!(missing_comments(report), Vec::<String>::new());
        }
    }
}

fn already_done(report: &mut Report, command: &Command, now: Instant) {
    let replayed = format!("{report:?}");
    // The vendor no longer sees what it returned; the rule is true all the same.
    assert_eq!(act(report, command, now), Ok(CommandOutcome::AlreadyDone), "again: {command:?}");
    assert_eq!(format!("{report:?}"), replayed);
}

/// Whether each entry is a move of the table, in order of version and time.
fn check_entries(history: &[Entry]) {
    assert_eq!((history[0].verb, history[0].from), (Verb::Make, None));
    for (before, entry) in history.iter().zip(&history[1..]) {
        assert_eq!(entry.version, before.version + 1);
        assert_eq!(entry.from, Some(before.to), "a status changes by moves only");
        let row = |row: &&crate::status::StatusMove| {
            Some(row.from) == entry.from && row.verb == entry.verb && row.to == entry.to
        };
        assert!(MOVES.iter().any(|known| row(&known)), "{entry:?}");
        assert!(entry.at <= entry.recorded_at);
        let by_system = matches!(entry.actor, Actor::System(_));
        assert!(!by_system || matches!(entry.verb, Verb::Submit | Verb::Approve));
        match entry.verb {
            Verb::Submit => assert!(!entry.lines.is_empty()),
            Verb::Edit => assert!(entry.lines.len() <= 1, "the line that was edited"),
            _ => assert_eq!(entry.lines, [], "{entry:?}"),
        }
        let saved = matches!(entry.verb, Verb::Edit | Verb::Reset | Verb::Extend);
        assert!(!saved || !entry.changes.is_empty(), "a saved edit that changes nothing");
        let body = entry.body();
        assert_eq!(&Entry::from_body(&body).unwrap(), entry);
    }
}

/// Replays the figures and comments from the changes of the history alone.
fn replay(history: &[Entry]) -> BTreeMap<(Option<String>, &'static str), Option<String>> {
    let mut replayed = BTreeMap::new();
    for line in &history[0].lines {
        let key = (Some(line.product.clone()), HistoryField::Chargeable.words());
        replayed.insert(key, Some(line.chargeable.to_string()));
    }
    for change in history.iter().flat_map(|entry| &entry.changes) {
        let field = match change.field {
            HistoryField::CommentConfirmed => HistoryField::Comment,
            field => field,
        };
        if !matches!(field, HistoryField::Chargeable | HistoryField::Comment) {
            continue;
        }
        let key = (change.product.clone(), field.words());
        let before = replayed.insert(key, change.after.clone()).flatten();
        assert_eq!(before, change.before, "{change:?}");
    }
    replayed
}

/// A change that a person makes behind the program's back.
type Tampering<T> = fn(&mut T);

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_the_rules_hold(
        made in report(),
        steps in prop::collection::vec(step(), 1..40),
    ) {
        let mut life = Life::new(made);
        life.check();
        for step in &steps {
            life.live(step);
        }
        check_entries(&life.history);
    }

    #[test]
    fn the_history_alone_tells_the_figures_and_comments(
        made in report(),
        steps in prop::collection::vec(step(), 1..40),
    ) {
        let mut life = Life::new(made);
        for step in &steps {
            life.live(step);
        }
        let replayed = replay(&life.history);
        let find = |product: Option<&str>, field: HistoryField| {
            replayed.get(&(product.map(str::to_owned), field.words())).cloned().flatten()
        };
        for line in &life.report.lines {
            let code = Some(line.product.code.as_str());
            let figure = line.chargeable().to_string();
            prop_assert_eq!(find(code, HistoryField::Chargeable), Some(figure));
            let comment = line.comment.as_ref().map(|comment| comment.text.clone());
            prop_assert_eq!(find(code, HistoryField::Comment), comment);
        }
        prop_assert_eq!(find(None, HistoryField::Comment), life.report.comment.clone());
    }

    #[test]
    fn the_history_tells_every_column_that_moves(
        made in report(),
        steps in prop::collection::vec(step(), 1..40),
    ) {
        use crate::replay::replay;
        let mut life = Life::new(made);
        for step in &steps {
            life.live(step);
        }
        let replayed = replay(&life.report, &life.history, |_, _| {});
        prop_assert_eq!((replayed.differences, replayed.broken), (vec![], Vec::<String>::new()));
        let changes: [(&str, Tampering<Report>); 8] = [
            ("version", |it| it.version += 1),
            ("submitted_at", |it| it.submitted_at = Some(Instant::from_micros(1))),
            ("decided_at", |it| it.decided_at = Some(Instant::from_micros(1))),
            ("review_by", |it| it.review_by = Some(Instant::from_micros(1))),
            ("reasons", |it| it.reasons = Some("forged".into())),
            ("comment", |it| it.comment = Some("forged".into())),
            ("flagged", |it| it.flagged ^= true),
            ("contested", |it| it.contested ^= true),
        ];
        for (column, change) in changes {
            let mut forged = life.report.clone();
            change(&mut forged);
            let found = replay(&forged, &life.history, |_, _| {}).differences;
            prop_assert_eq!(found.iter().map(|it| it.column).collect::<Vec<_>>(), [column]);
        }
        let changes: [(&str, Tampering<Line>); 3] = [
            ("comment", |it| it.comment = Some(Comment { text: "forged".into(), counts: false })),
            ("edited", |it| it.edited = Some(Quantity::from_micros(123))),
            ("penalty", |it| it.penalty ^= true),
        ];
        for (column, change) in changes {
            let mut forged = life.report.clone();
            change(&mut forged.lines[0]);
            let found = replay(&forged, &life.history, |_, _| {}).differences;
            let code = &forged.lines[0].product.code;
            let is_it = |it: &crate::replay::Difference| {
                it.column == column && it.product.as_ref() == Some(code)
            };
            prop_assert!(found.iter().any(is_it));
        }
    }

    #[test]
    fn explanations_say_what_the_history_says(
        made in report(),
        steps in prop::collection::vec(step(), 1..40),
    ) {
        let mut life = Life::new(made);
        for step in &steps {
            life.live(step);
        }
        let replayed = crate::explanation::explain(&life.report, &life.history);
        for (place, entry) in life.history.iter().enumerate() {
            let of: Vec<_> = replayed.iter().filter(|it| it.version == entry.version).collect();
            let next = life.history.get(place + 1);
            let by_itself = |it: &Entry| it.actor == Actor::System(SystemRule::NoComments);
            let by_system = matches!(entry.actor, Actor::System(_)) && place > 0;
            let kept = entry.verb == Verb::Submit && !next.is_some_and(by_itself);
            prop_assert_eq!(of.len(), usize::from(by_system) + usize::from(kept));
            for line in of.iter().flat_map(|it| &it.lines) {
                let record = entry.lines.iter().find(|it| it.product == line.product).unwrap();
                prop_assert_eq!(line.chargeable, record.chargeable);
                prop_assert_eq!(line.finding == Finding::Penalty, record.penalty);
                let moved = line.back_to_default || record.penalty;
                prop_assert_eq!(line.saved != line.chargeable, moved);
            }
        }
    }

    #[test]
    fn a_report_that_nobody_touches_is_under_review_or_approved_after_its_deadline(
        made in report(),
    ) {
        let mut life = Life::new(made);
        life.live(&LifeStep::Deadline);
        prop_assert!(matches!(life.report.status, Status::UnderReview | Status::Approved));
        prop_assert_eq!(life.report.submitted_at, Some(life.report.deadline));
        for line in &life.report.lines {
            let figures = &line.figures;
            let violation = line.is_violation(1000);
            let due = if violation { figures.provisioned } else { figures.default_chargeable };
            prop_assert_eq!(line.chargeable(), due);
        }
    }

    #[test]
    fn no_entry_can_be_dropped_swapped_or_changed_without_another_head(
        made in report(),
        steps in prop::collection::vec(step(), 1..20),
        at in any::<prop::sample::Index>(),
    ) {
        let mut life = Life::new(made);
        for step in &steps {
            life.live(step);
        }
        let bodies: Vec<_> = life.history.iter().map(Entry::body).collect();
        let start = genesis(uuid::Uuid::nil());
        let head = |bodies: &[String]| bodies.iter().fold(start, |last, body| link(&last, body));
        let at = at.index(bodies.len());
        let mut dropped = bodies.clone();
        dropped.remove(at);
        prop_assert_ne!(head(&dropped), head(&bodies));
        let mut swapped = bodies.clone();
        swapped.swap(at, 0);
        prop_assert_eq!(head(&swapped) == head(&bodies), at == 0);
        let mut changed = bodies.clone();
        changed[at] = changed[at].replace("report.", "report_");
        prop_assert_ne!(head(&changed), head(&bodies));
    }
}
