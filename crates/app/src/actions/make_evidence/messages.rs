//! The messages that were sent about a pack's reports.

use super::query::EvidenceQuery;
use crate::evidence::records::{MessageLine, push_line};
use crate::failure::Result;
use countersign_domain::actor::CompanyKind;
use countersign_store::reports::Key;
use countersign_store::{Tx, outbox};
use std::collections::BTreeMap;

/// A line for each notification: to the reader's company, or to all for the operator.
pub(super) async fn lines(
    tx: &mut Tx,
    asked: &EvidenceQuery,
    folders: &BTreeMap<Key, String>,
) -> Result<Vec<u8>> {
    let reader = asked.reader.as_ref();
    let company = reader.filter(|person| person.company_kind != CompanyKind::Operator);
    let company = company.map(|person| person.company_id);
    let mut messages = Vec::new();
    outbox::each_sent(tx, asked.from, asked.to, |it| {
        let Some(folder) = folders.get(&it.report) else { return };
        if company.is_none() || company == it.company_id {
            messages.push(MessageLine {
                sent_at: String::from(it.sent_at),
                message_id: it.message_id,
                kind: it.kind,
                person: it.person_id,
                company: it.company,
                report: folder.clone(),
            });
        }
    })
    .await?;
    messages.sort_unstable();
    let mut lines = Vec::new();
    for message in &messages {
        push_line(&mut lines, message)?;
    }
    Ok(lines)
}
