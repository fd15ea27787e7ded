//! Verifies what people did beside the history: the partner's first view of a report, and the
//! closing of cycles.

use super::findings::{Findings, OfReport};
use super::record_context::RecordContext;
use countersign_domain::actor::{Actor, CompanyKind, SystemRule};
use countersign_domain::history::{Entry, HistoryField};
use countersign_domain::instant::{DAY_MICROS, Instant};
use countersign_domain::replay::Replayed;
use countersign_domain::status::{Status, Verb};
use countersign_domain::zone::day_number;
use countersign_store::completeness::DistributorCycle;
use countersign_store::first_views::FirstView;
use countersign_store::reports::StoredReport;

/// Writes at almost the same time can be committed in either order; instants this far apart are in
/// order.
const AT_ONCE: i64 = 60_000_000;

/// A person who worked on a report has viewed it at that moment or before.
pub(super) fn verify_opening(
    stored: &StoredReport,
    opening: Option<FirstView>,
    entries: &[Entry],
    replayed: &Replayed,
    known: &RecordContext,
    findings: &mut OfReport<'_>,
) {
    let by_partner = |entry: &&Entry| match &entry.actor {
        Actor::Person(person) => person.company_kind == CompanyKind::Partner,
        Actor::System(_) => false,
    };
    let first = entries.iter().find(by_partner);
    // Earlier programs recorded first views only from some day on, and then only those of submitted
    // reports: for their reports, the last entry counts.
    let last = entries.iter().rfind(by_partner).filter(|_| replayed.is_of_earlier_program);
    let Some(opening) = opening else {
        let submission = entries.iter().rfind(|entry| entry.verb == Verb::Submit);
        let is_kept = match last {
            Some(_) => submission.is_some_and(|entry| by_partner(&entry)),
            None => first.is_some(),
        };
        if is_kept {
            findings.add("a person of the partner worked on it, but no first view is recorded");
        }
        return;
    };
    if opening.at < stored.report.made_at {
        let (at, made) = (String::from(opening.at), String::from(stored.report.made_at));
        findings.differs("", "first_opened_at", at, format!("{made} or later: it was made then"));
    }
    // Two people at the same time may be recorded in either order.
    let is_later = |worked: &&Entry| opening.at > worked.at.plus_micros(DAY_MICROS);
    if let Some(worked) = last.or(first).filter(is_later) {
        let (at, latest) = (String::from(opening.at), String::from(worked.at));
        let expected = format!("{latest} or earlier: the partner worked on it then");
        findings.differs("", "first_opened_at", at, expected);
    }
    // A rehearsal's clock does not tell which of several people came first.
    let worked = first.filter(|first| first.at == opening.at && !known.is_rehearsal);
    if let Some(person) = worked.and_then(|entry| entry.actor.person_id())
        && person != opening.person_id
    {
        findings.differs("its opening: ", "person_id", opening.person_id, person);
    }
}

/// Verifies that a cycle was closed only when all of its existing reports were with their vendors.
pub(super) fn verify_closings(
    stored: &StoredReport,
    entries: &[Entry],
    known: &RecordContext,
    findings: &mut OfReport<'_>,
) {
    let (cycle, distributor) = (stored.report.cycle, stored.report.parties.distributor_id);
    for closing in known.closings(distributor, cycle) {
        let (from, to) = (closing.at.plus_micros(-AT_ONCE), closing.at.plus_micros(AT_ONCE));
        let is_there = |entry: &&Entry| entry.recorded_at < from;
        let Some(before) = entries.iter().rfind(is_there) else { continue };
        let then = entries.iter().filter(|it| it.recorded_at >= from && it.recorded_at <= to);
        let with_vendor = |entry: &Entry| matches!(entry.to, Status::Submitted | Status::Completed);
        if !std::iter::once(before).chain(then).any(with_vendor) {
            let at = String::from(closing.at);
            findings.add(format!(
                "its cycle was closed at {at} (closed_at), when it was {}",
                before.to.label()
            ));
        }
    }
}

/// Verifies that no cycle was closed before it ended everywhere, and that only distributors close
/// cycles.
pub(super) fn verify_all_closings(known: &RecordContext, findings: &mut Findings) {
    for (DistributorCycle { distributor_id: distributor, cycle }, closing) in known.all_closings() {
        let next = day_number(cycle.plus(1).first_date());
        let earliest = Instant::from_micros(next * DAY_MICROS - 14 * 3_600_000_000);
        let code = known.code(*distributor);
        if closing.at < earliest {
            let at = String::from(closing.at);
            findings.add(format!(
                "the closing of {cycle} by {code}: closed_at is {at}, before the month had ended"
            ));
        }
        if known.ownership.snapshot.distributor(*distributor).is_err() {
            findings.add(format!(
                "the closing of {cycle} by {code}: distributor_id is not a distributor"
            ));
        }
    }
}

/// Verifies that a new deadline for everyone has its recorded choice.
pub(super) fn verify_choices(
    entries: &[Entry],
    known: &RecordContext,
    findings: &mut OfReport<'_>,
) {
    let Some(first) = known.choices.iter().map(|(at, _)| *at).min() else { return };
    let given = |entry: &&Entry| {
        entry.actor == Actor::System(SystemRule::DeadlinesMissed) && entry.recorded_at >= first
    };
    for entry in entries.iter().filter(given) {
        let deadline = entry.changes.iter().find(|it| it.field == HistoryField::Deadline);
        let deadline = deadline.and_then(|it| it.after.as_deref());
        let is_it = |(at, chosen): &(Instant, Option<Instant>)| {
            *at <= entry.recorded_at && chosen.map(|it| it.to_string()).as_deref() == deadline
        };
        if !known.choices.iter().any(is_it) {
            findings.add(format!(
                "entry {} of its history gives it the deadline that the operator chose for \
                 everyone, {}, but no such choice is recorded",
                entry.version,
                deadline.unwrap_or("none")
            ));
        }
    }
}
