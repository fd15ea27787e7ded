//! Makes the statements that people sign before they decide on reports.

use countersign_domain::actor::Person;
use countersign_domain::instant::Instant;
use countersign_domain::refusal::Refusal;
use countersign_domain::statement::{StatedReport, Statement, Unseen};
use countersign_domain::status::Verb;
use countersign_domain::workflow::available;
use countersign_store::reports::{self, Filter, Key, StoredReport};
use countersign_store::{Result, Tx, history, signing_rules, unseen};

/// Reports in memory at once.
const CHUNK: usize = 500;

/// The statement of a person on a report as it is now. What the report did not see is that of its
/// first submission, or of `at` before.
///
/// # Errors
/// Fails when the database does.
pub async fn of_report(
    tx: &mut Tx,
    stored: &StoredReport,
    person: &Person,
    company: &str,
    verb: Verb,
    at: Instant,
) -> Result<Statement> {
    let unseen = unseen_of_one(tx, stored, at).await?;
    Ok(Statement::of(stated(stored, unseen), person, company, verb, at))
}

/// A report as a statement describes it.
pub(super) const fn stated(stored: &StoredReport, unseen: Unseen) -> StatedReport<'_> {
    let StoredReport { names, report, head, .. } = stored;
    StatedReport { names, report, head, unseen }
}

/// What a report did not see.
pub(super) async fn unseen_of_one(
    tx: &mut Tx,
    stored: &StoredReport,
    at: Instant,
) -> Result<Unseen> {
    Ok(unseen_of(tx, &[stored], at).await?.pop().unwrap_or_default())
}

/// The instant until which a statement of `at` looks for what a report did not see.
pub(super) fn seen_until(stored: &StoredReport, at: Instant) -> Instant {
    stored.report.submitted_at.unwrap_or(at)
}

/// What each of these reports did not see.
pub(super) async fn unseen_of(
    tx: &mut Tx,
    reports: &[&StoredReport],
    at: Instant,
) -> Result<Vec<Unseen>> {
    let until = |it: &&StoredReport| (it.key(), seen_until(it, at));
    let reports: Vec<_> = reports.iter().map(until).collect();
    unseen::of_reports(tx, &reports).await
}

/// The statement of a person on a report, or why they cannot use the verb now. A statement names
/// the version of the report, so only people whose turn it is get one.
///
/// # Errors
/// Fails when the database does.
pub async fn of_turn(
    tx: &mut Tx,
    stored: &StoredReport,
    person: &Person,
    verb: Verb,
    now: Instant,
) -> Result<std::result::Result<Statement, Refusal>> {
    let worked_on = history::worked_on(tx, &[stored.key()], person.id).await? == [true];
    if let Some(refusal) = available(&stored.report, person, worked_on, now).refusal(verb) {
        return Ok(Err(refusal.clone()));
    }
    let company = signing_rules::of_company(tx, person.company_id).await?.company;
    of_report(tx, stored, person, &company, verb, now).await.map(Ok)
}

/// The statements of a person on the reports of a query for which they can use the verb now.
///
/// # Errors
/// Fails when the database does.
pub async fn of_query(
    tx: &mut Tx,
    filter: &Filter,
    person: &Person,
    verb: Verb,
    now: Instant,
) -> Result<Vec<Statement>> {
    let keys = reports::keys(tx, filter).await?;
    of_keys(tx, &keys, person, verb, now).await
}

/// The statements of a person on those of some reports for which they can use the verb now, in the
/// same order.
///
/// # Errors
/// Fails when the database does.
pub async fn of_keys(
    tx: &mut Tx,
    keys: &[Key],
    person: &Person,
    verb: Verb,
    now: Instant,
) -> Result<Vec<Statement>> {
    let company = signing_rules::of_company(tx, person.company_id).await?.company;
    let mut statements = Vec::new();
    for keys in keys.chunks(CHUNK) {
        let worked_on = history::worked_on(tx, keys, person.id).await?;
        let found = reports::find(tx, keys).await?;
        let found = found.iter().zip(worked_on).filter_map(|(stored, worked_on)| {
            let stored = stored.as_ref()?;
            available(&stored.report, person, worked_on, now).has(verb).then_some(stored)
        });
        let found: Vec<&StoredReport> = found.collect();
        for (it, unseen) in found.iter().zip(unseen_of(tx, &found, now).await?) {
            statements.push(Statement::of(stated(it, unseen), person, &company, verb, now));
        }
    }
    Ok(statements)
}
