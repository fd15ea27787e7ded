//! What people did beside the history: who of the partner first had the report before them, and who
//! said that its cycle is done.

use super::findings::{Findings, OfReport};
use super::known::Known;
use countersign_domain::actor::{Actor, CompanyKind, SystemRule};
use countersign_domain::history::{Entry, Field};
use countersign_domain::instant::{DAY_MICROS, Instant};
use countersign_domain::status::{Status, Verb};
use countersign_domain::zone::day_number;
use countersign_store::report_openings::Opening;
use countersign_store::reports::Stored;

/// Whoever worked on a report has opened it, at that moment or before.
pub(super) fn verify_opening(
    stored: &Stored,
    opening: Option<Opening>,
    entries: &[Entry],
    findings: &mut OfReport<'_>,
) {
    let by_partner = |entry: &&Entry| match &entry.actor {
        Actor::Person(person) => person.company_kind == CompanyKind::Partner,
        Actor::System(_) => false,
    };
    let mut own = entries.iter().filter(by_partner);
    let (first, last) = (own.next(), entries.iter().rfind(by_partner));
    let Some(opening) = opening else {
        // Not every opening was kept before there was a table for it; of what a person of the
        // partner submitted last, it is.
        let submission = entries.iter().rfind(|entry| entry.verb == Verb::Submit);
        if submission.is_some_and(|entry| by_partner(&entry)) {
            findings.add("a person of the partner submitted it, and no opening of it is kept");
        }
        return;
    };
    if opening.at < stored.report.made_at {
        let (at, made) = (String::from(opening.at), String::from(stored.report.made_at));
        findings.differs("", "first_opened_at", at, format!("{made} or later: it was made then"));
    }
    if let Some(last) = last.filter(|last| opening.at > last.at) {
        let (at, latest) = (String::from(opening.at), String::from(last.at));
        let expected = format!("{latest} or earlier: the partner worked on it then");
        findings.differs("", "first_opened_at", at, expected);
    }
    let worked = first.filter(|first| first.at == opening.at);
    if let Some(person) = worked.and_then(|entry| entry.actor.person_id())
        && person != opening.person_id
    {
        findings.differs("its opening: ", "person_id", opening.person_id, person);
    }
}

/// A cycle can only be closed once each report that there is of it is with its vendor.
pub(super) fn verify_closings(
    stored: &Stored,
    entries: &[Entry],
    known: &Known,
    findings: &mut OfReport<'_>,
) {
    let (cycle, distributor) = (stored.report.cycle, stored.report.parties.distributor_id);
    for closing in known.closings(distributor, cycle) {
        let is_there = |entry: &&Entry| entry.recorded_at < closing.at;
        let Some(before) = entries.iter().rfind(is_there) else { continue };
        let then = entries.iter().filter(|entry| entry.recorded_at == closing.at);
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

/// No cycle is closed before it has ended anywhere on earth, and only distributors close one.
pub(super) fn verify_all_closings(known: &Known, findings: &mut Findings) {
    for ((distributor, cycle), closing) in known.all_closings() {
        let next = day_number(cycle.plus(1).first_date());
        let earliest = Instant::from_micros(next * DAY_MICROS - 14 * 3_600_000_000);
        let code = known.code(*distributor);
        if closing.at < earliest {
            let at = String::from(closing.at);
            findings.add(format!(
                "the closing of {cycle} by {code}: closed_at is {at}, before the month had ended"
            ));
        }
        if known.world.distributor(*distributor).is_err() {
            findings
                .add(format!("the closing of {cycle} by {code}: distributor_id is no distributor"));
        }
    }
}

/// Where everyone was given a new deadline, the operator's choice of it is kept.
pub(super) fn verify_choices(entries: &[Entry], known: &Known, findings: &mut OfReport<'_>) {
    let Some(first) = known.choices.iter().map(|(at, _)| *at).min() else { return };
    let given = |entry: &&Entry| {
        entry.actor == Actor::System(SystemRule::DeadlinesMissed) && entry.recorded_at >= first
    };
    for entry in entries.iter().filter(given) {
        let deadline = entry.changes.iter().find(|it| it.field == Field::Deadline);
        let deadline = deadline.and_then(|it| it.after.as_deref());
        let is_it = |(at, chosen): &(Instant, Option<Instant>)| {
            *at <= entry.recorded_at && chosen.map(|it| it.to_string()).as_deref() == deadline
        };
        if !known.choices.iter().any(is_it) {
            findings.add(format!(
                "entry {} of its history gives it the deadline that the operator chose for \
                 everyone, {}, and no such choice is kept",
                entry.version,
                deadline.unwrap_or("none")
            ));
        }
    }
}
