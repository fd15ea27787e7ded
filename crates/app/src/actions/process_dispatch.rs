//! Completes or returns the reports of a dispatch for its vendor, a group in one transaction. Only
//! reports that have not changed since they were sent are accepted.

use super::dispatch_reports::REPORT_ITSELF;
use super::report_batch::ReportBatch;
use crate::signatures::signed_file::SignedStatements;
use countersign_domain::actor::{CompanyKind, Person};
use countersign_domain::instant::Instant;
use countersign_domain::workflow::Command;
use countersign_store::dispatches::{self, Dispatch, ListedDispatchReport};
use countersign_store::reports::Key;
use countersign_store::{Result, Tx, companies};

pub use super::report_batch::CommandResult;

/// The dispatch with this number of the distributor with this code; `None` if it did not go to the
/// person's company.
///
/// # Errors
/// Fails when the database does.
pub async fn find(
    tx: &mut Tx,
    person: &Person,
    distributor: &str,
    number: i64,
) -> Result<Option<Dispatch>> {
    let company = companies::of_code(tx, distributor).await?;
    let Some(company) = company.filter(|it| it.kind == CompanyKind::Distributor) else {
        return Ok(None);
    };
    let found = dispatches::of_number(tx, company.id, number).await?;
    Ok(found.filter(|dispatch| dispatch.vendor_id == person.company_id))
}

/// Executes a command on reports of one dispatch that have not changed since; returns an answer for
/// each. Reports without a statement of the person are not signed.
///
/// # Errors
/// Fails when the database does; a refusal is an answer.
pub async fn run(
    tx: &mut Tx,
    person: &Person,
    command: &Command,
    sent: &[ListedDispatchReport],
    signed: Option<&SignedStatements>,
    now: Instant,
) -> Result<Vec<CommandResult>> {
    let keys: Vec<Key> = sent.iter().map(|it| it.key).collect();
    let mut batch = ReportBatch::open(tx, person, &keys, now).await?;
    let mut answers = Vec::with_capacity(sent.len());
    let of_amendment = command.of_amendment();
    for it in sent {
        let amends = it.amendment > REPORT_ITSELF;
        let command = of_amendment.as_ref().filter(|_| amends).unwrap_or(command);
        answers.push(batch.execute_stated(tx, it.key, command, Some(it.version), signed).await?);
    }
    batch.commit(tx).await?;
    Ok(answers)
}
