//! Decisions on many reports that a person signs with one touch: the statements of the reports that
//! the preview would decide on, under one root, and the signature of the root.
//!
//! Statements are stored with the job when the page asks the device, so that what the device signs
//! is what the worker finds. A report that changes in between is refused.

use super::decision::{JobDecision, JobTouch, decision};
use crate::actions::make_statements;
use crate::actions::sign_with_passkey::{self, PasskeyTouch};
use crate::jobs::unreadable::unreadable;
use crate::signatures::bulk::{self, MOST};
use crate::signatures::touched_text::TouchedText;
use crate::signatures::verify::SignedStatement;
use countersign_domain::actor::Person;
use countersign_domain::instant::Instant;
use countersign_domain::signature::{BulkPlace, SignatureFault, SignatureKind};
use countersign_domain::statement::Statement;
use countersign_domain::status::Verb;
use countersign_store::job_items::{self, JobItem};
use countersign_store::job_statements::{self, JobStatement};
use countersign_store::jobs::Job;
use countersign_store::{Result, StoreError, Tx};
use std::collections::HashMap;
use uuid::Uuid;

/// Reports in memory at once.
const CHUNK: i64 = 500;

/// The verb of a decision, if it can be signed.
#[must_use]
pub const fn verb(decision: &JobDecision) -> Option<Verb> {
    match decision {
        JobDecision::Approve { .. } | JobDecision::ApproveByRule { .. } => Some(Verb::Approve),
        JobDecision::Reject { .. } => Some(Verb::Reject),
        JobDecision::Complete => Some(Verb::Complete),
        JobDecision::Return { .. } => Some(Verb::Return),
        JobDecision::Extend { .. } | JobDecision::Reopen { .. } | JobDecision::Undo { .. } => None,
    }
}

/// Why a job cannot be signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotSigned {
    /// It decides on nothing that is signed.
    Nothing,
    /// It is larger than one signature.
    TooMany,
}

/// Makes and stores the statements of a previewed job, and returns the text to sign.
///
/// # Errors
/// Fails when the database does.
pub async fn state(
    tx: &mut Tx,
    job: &Job,
    person: &Person,
    now: Instant,
) -> Result<std::result::Result<String, NotSigned>> {
    let Some(verb) = verb(&decision(job)?) else { return Ok(Err(NotSigned::Nothing)) };
    let (mut stated, mut last) = (Vec::new(), 0);
    loop {
        let items = job_items::done_after(tx, job.id, last, CHUNK).await?;
        let Some(end) = items.last().map(|item| item.position) else { break };
        last = end;
        stated.extend(of_items(tx, &items, person, verb, now).await?);
        if stated.len() > MOST {
            return Ok(Err(NotSigned::TooMany));
        }
    }
    let (positions, statements): (Vec<i64>, Vec<Statement>) = stated.into_iter().unzip();
    if statements.is_empty() {
        return Ok(Err(NotSigned::Nothing));
    }
    let bulk = bulk::over(&statements)?;
    let written = |((position, statement), place): ((i64, &Statement), &BulkPlace)| -> Result<_> {
        let place = serde_json::to_string(place).map_err(|error| unreadable(&error))?;
        Ok(JobStatement { position, statement: statement.text(), place })
    };
    let rows = positions.into_iter().zip(&statements).zip(&bulk.places).map(written);
    job_statements::put(tx, job.id, &rows.collect::<Result<Vec<_>>>()?).await?;
    Ok(Ok(bulk.text))
}

/// The statements on those items that still have the version that the person saw.
async fn of_items(
    tx: &mut Tx,
    items: &[JobItem],
    person: &Person,
    verb: Verb,
    now: Instant,
) -> Result<Vec<(i64, Statement)>> {
    let keys: Vec<_> = items.iter().map(|item| item.key).collect();
    let seen: HashMap<Uuid, &JobItem> = items.iter().map(|item| (item.report_id, item)).collect();
    let statements = make_statements::of_keys(tx, &keys, person, verb, now).await?;
    let of_item = |it: Statement| {
        let item = seen.get(&it.report)?;
        item.version.is_none_or(|version| version == it.version).then_some((item.position, it))
    };
    Ok(statements.into_iter().filter_map(of_item).collect())
}

/// Verifies the touch of a person over the root of a job's statements, which have to be new.
///
/// # Errors
/// Fails when the database does; a fault is an answer.
pub async fn sign(
    tx: &mut Tx,
    job: &Job,
    person: &Person,
    touch: &PasskeyTouch<'_>,
    (now, machine_time): (Instant, Instant),
) -> Result<std::result::Result<JobTouch, SignatureFault>> {
    let first = job_statements::first(tx, job.id).await?;
    let first = first.as_ref().and_then(placed);
    let text = first.as_ref().and_then(|(_, place)| bulk::text_of(place));
    let (Some((statement, _)), Some(text)) = (first, text) else {
        return Ok(Err(SignatureFault::OtherRoot));
    };
    if let Err(fault) = SignatureKind::Passkey.check_age(statement.at, now) {
        return Ok(Err(fault));
    }
    let signed = sign_with_passkey::run(tx, person.id, touch, &text, machine_time).await?;
    Ok(signed.map(|TouchedText { key, signature }| JobTouch { key, signature, at: now }))
}

/// The signed statements of items, by their positions. They are deleted: each is used once.
pub(super) async fn take(
    tx: &mut Tx,
    job: &Job,
    touch: &JobTouch,
    items: &[JobItem],
) -> Result<HashMap<i64, SignedStatement>> {
    let (Some(first), Some(last)) = (items.first(), items.last()) else {
        return Ok(HashMap::new());
    };
    let found = job_statements::within(tx, job.id, (first.position, last.position)).await?;
    job_statements::remove_until(tx, job.id, last.position).await?;
    let touched = TouchedText { key: touch.key.clone(), signature: touch.signature.clone() };
    // A statement that is left out would leave its decision unsigned.
    let unread = || StoreError::Corrupt("a statement of a job cannot be read".to_owned());
    let signed = |it: &JobStatement| {
        let (statement, place) = placed(it).ok_or_else(unread)?;
        Ok((it.position, touched.on(statement, Some(place))))
    };
    found.iter().map(signed).collect()
}

/// A stored statement and its place under the root.
fn placed(stored: &JobStatement) -> Option<(Statement, BulkPlace)> {
    Some((Statement::parse(&stored.statement)?, serde_json::from_str(&stored.place).ok()?))
}
