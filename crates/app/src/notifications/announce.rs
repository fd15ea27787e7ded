//! Notifications about a report that was made or moved, or whose deadline is near.

use super::facts::{DeadlineChange, ReportFacts, written};
use countersign_domain::actor::Actor;
use countersign_domain::decision_state::is_undone_by_its_maker;
use countersign_domain::history::{Entry, HistoryField};
use countersign_domain::instant::{DAY_MICROS, Instant};
use countersign_domain::line::Line;
use countersign_domain::message::{Audience, MessageKind};
use countersign_domain::report::Report;
use countersign_domain::schedule::next_morning;
use countersign_domain::status::{Status, Verb};
use countersign_domain::workflow::{UNDO_MICROS, at_deadline};
use countersign_store::reports::{Key, StoredReport};
use uuid::Uuid;

/// How long a notification of a decision is worth sending, in microseconds.
pub(super) const DECISION_LASTS: i64 = 30 * DAY_MICROS;

/// A message is sent at least this long before it expires, in microseconds.
const MINUTE_MICROS: i64 = 60_000_000;

/// A notification for the people of one company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// The kind of message.
    pub kind: MessageKind,
    /// The number of the company.
    pub company_id: i64,
    /// The report; `None` if it is about a dispatch.
    pub report: Option<Key>,
    /// The id of the event, by which a repeated notification is recognised.
    pub event: Uuid,
    /// The facts as JSON.
    pub data: String,
    /// When it happened.
    pub created_at: Instant,
    /// The earliest instant to send it.
    pub due_at: Instant,
    /// The instant from which it is of no use any more.
    pub expires_at: Instant,
    /// The event that it takes back: people who were not notified of that event do not get this
    /// message either.
    pub takes_back: Option<Uuid>,
}

impl Announcement {
    /// When the decision can no longer be undone; before a deadline that is nearer than that, while
    /// the message is still of use.
    fn due_after_undo(&self) -> Instant {
        let in_time = self.expires_at.plus_micros(-MINUTE_MICROS).max(self.created_at);
        self.created_at.plus_micros(UNDO_MICROS).min(in_time)
    }
}

/// A report is ready; `None` if its deadline had passed before anyone could know.
#[must_use]
pub fn made(stored: &StoredReport, recorded_at: Instant) -> Option<Announcement> {
    let in_time = recorded_at < stored.report.deadline;
    in_time.then(|| of(MessageKind::Ready, stored, "1", recorded_at, &facts(stored)))
}

/// A report's deadline is near. The coming changes are computed when the message is sent.
#[must_use]
pub fn reminder(stored: &StoredReport, remind_at: Instant, recorded_at: Instant) -> Announcement {
    of(MessageKind::Reminder, stored, &remind_at.micros().to_string(), recorded_at, &facts(stored))
}

/// The chargeable units that the deadline of a report with its partner will change.
#[must_use]
pub fn coming(report: &Report) -> Vec<DeadlineChange> {
    let (after, changed) = at_deadline(report);
    let line = |code: &str| after.lines.iter().find(|line| line.product.code == code);
    let changes = changed.iter().filter_map(|change| {
        let line = line(&change.product)?;
        Some(DeadlineChange { from: change.from, to: change.to, ..same(line) })
    });
    changes.collect()
}

/// The notifications of a move: the report after it, and the new entries of its history. The
/// decision of a person waits while that person can undo it; the system does not undo its own.
#[must_use]
pub fn moved(stored: &StoredReport, entries: &[Entry]) -> Vec<Announcement> {
    let approved = entries.iter().any(|entry| entry.verb == Verb::Approve);
    let by_system = |entry: &Entry| matches!(entry.actor, Actor::System(_));
    let submitted_by_system = entries.iter().any(|it| it.verb == Verb::Submit && by_system(it));
    let of_system = entries.iter().filter(|it| by_system(it)).map(|it| it.version);
    let explains: Vec<i64> = of_system.collect();
    let mut announcements = Vec::new();
    for entry in entries {
        if entry.verb == Verb::Undo {
            // The decision may be one of this move, whose message is not written yet.
            let undone = withdrawn(stored, std::slice::from_ref(entry));
            announcements.retain(|it: &Announcement| !undone.contains(&it.event));
        }
        let version = entry.version.to_string();
        let count = announcements.len();
        let mut notify = |kind, facts: &ReportFacts| {
            announcements.push(of(kind, stored, &version, entry.recorded_at, facts));
        };
        match entry.verb {
            Verb::Submit => {
                if by_system(entry) {
                    let (changes, explains) = (penalties(&stored.report), explains.clone());
                    let submitted = ReportFacts { approved, changes, explains, ..facts(stored) };
                    notify(MessageKind::Submitted, &submitted);
                }
                if stored.report.status == Status::UnderReview {
                    notify(MessageKind::Review, &facts(stored));
                }
            }
            // A submission and approval by the system in one moment make one message.
            Verb::Approve if !submitted_by_system => {
                let explains = explains.clone();
                notify(MessageKind::Approved, &ReportFacts { explains, ..facts(stored) });
            }
            // The approval stands again. If its message was withdrawn by the reopening, its reader
            // has not heard of it; a second message is better than none.
            Verb::Undo if entry.to == Status::Approved => {
                notify(MessageKind::Approved, &facts(stored));
            }
            Verb::Reopen => {
                let approval =
                    event(stored, MessageKind::Approved, &(entry.version - 1).to_string());
                announcements.retain(|announcement| announcement.event != approval);
                if announcements.len() == count {
                    let facts = with_reasons(stored, entry);
                    let announcement =
                        of(MessageKind::Reopened, stored, &version, entry.recorded_at, &facts);
                    announcements.push(Announcement { takes_back: Some(approval), ..announcement });
                }
            }
            Verb::Reject => notify(MessageKind::Rejected, &with_reasons(stored, entry)),
            Verb::Extend => notify(MessageKind::Extended, &with_old_deadline(stored, entry)),
            Verb::Return => notify(MessageKind::Returned, &with_reasons(stored, entry)),
            _ => {}
        }
        if is_undone_by_its_maker(entry) || entry.verb == Verb::Undo {
            let own = announcements.iter_mut().skip(count);
            own.for_each(|it| it.due_at = it.due_after_undo());
        }
    }
    announcements
}

/// The events whose messages the undoing of a decision withdraws.
#[must_use]
pub fn withdrawn(stored: &StoredReport, entries: &[Entry]) -> Vec<Uuid> {
    let undone = entries.iter().filter(|entry| entry.verb == Verb::Undo);
    let kinds = || MessageKind::ALL.into_iter().filter(|kind| kind.is_of_decision());
    let events = undone.flat_map(|entry| {
        let version = (entry.version - 1).to_string();
        kinds().map(move |kind| event(stored, kind, &version))
    });
    events.collect()
}

fn of(
    kind: MessageKind,
    stored: &StoredReport,
    what: &str,
    at: Instant,
    facts: &ReportFacts,
) -> Announcement {
    let report = &stored.report;
    let company_id = match kind.audience() {
        Audience::Company(countersign_domain::actor::CompanyKind::Distributor) => {
            report.parties.distributor_id
        }
        _ => report.parties.partner_id,
    };
    Announcement {
        kind,
        company_id,
        report: Some(stored.key()),
        event: event(stored, kind, what),
        data: written(facts),
        created_at: at,
        due_at: if kind == MessageKind::Review { next_morning(at, &report.zone) } else { at },
        expires_at: match kind {
            MessageKind::Ready | MessageKind::Reminder | MessageKind::Extended => report.deadline,
            _ => at.plus_micros(DECISION_LASTS),
        },
        takes_back: None,
    }
}

/// The id of a message of this kind about a report.
fn event(stored: &StoredReport, kind: MessageKind, what: &str) -> Uuid {
    let name = format!("message/{}/{what}", kind.token());
    Uuid::new_v5(&stored.names.report_id, name.as_bytes())
}

fn facts(stored: &StoredReport) -> ReportFacts {
    let (names, report) = (&stored.names, &stored.report);
    ReportFacts {
        id: names.report_id.to_string(),
        partner: names.partner_name.clone(),
        distributor: names.distributor_name.clone(),
        zone: report.zone.name().to_owned(),
        deadline: report.deadline,
        review_by: report.review_by.filter(|_| report.status == Status::UnderReview),
        deadline_was: None,
        explains: Vec::new(),
        approved: false,
        reason: None,
        line_reasons: Vec::new(),
        changes: Vec::new(),
    }
}

fn with_reasons(stored: &StoredReport, entry: &Entry) -> ReportFacts {
    let name = |code: &str| {
        let line = stored.report.lines.iter().find(|line| line.product.code == code);
        line.map_or_else(|| code.to_owned(), |line| line.product.name.clone())
    };
    let reasons = entry.changes.iter().filter(|change| change.field == HistoryField::Reasons);
    let reasons = reasons
        .filter_map(|change| Some((name(change.product.as_deref()?), change.after.clone()?)));
    let line_reasons = reasons.collect();
    ReportFacts { reason: entry.reason.clone(), line_reasons, ..facts(stored) }
}

fn with_old_deadline(stored: &StoredReport, entry: &Entry) -> ReportFacts {
    let mut moved = entry.changes.iter().filter(|change| change.field == HistoryField::Deadline);
    let before = moved.next().and_then(|change| Instant::try_from(change.before.clone()?).ok());
    ReportFacts { reason: entry.reason.clone(), deadline_was: before, ..facts(stored) }
}

/// A line without a change.
fn same(line: &Line) -> DeadlineChange {
    DeadlineChange {
        product: line.product.name.clone(),
        unit: line.product.unit.clone(),
        from: line.chargeable(),
        to: line.chargeable(),
        penalty: line.penalty,
    }
}

/// The lines with a penalty, beside their units without it.
fn penalties(report: &Report) -> Vec<DeadlineChange> {
    let penalised = report.lines.iter().filter(|line| line.penalty);
    penalised
        .map(|line| {
            let without = Line { penalty: false, ..line.clone() };
            DeadlineChange { from: without.chargeable(), ..same(line) }
        })
        .collect()
}
