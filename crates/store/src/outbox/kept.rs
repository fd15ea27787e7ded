//! One message of the outbox, to read it. Its one-time link stays sealed.

use super::kind;
use crate::error::Result;
use crate::report_key::Key;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Row;
use countersign_domain::instant::Instant;
use countersign_domain::message::MessageKind;

macro_rules! kept {
    () => {
        "SELECT kind, person_id, company_id, cycle, partner_id, vendor_id, data, sent_at, \
         failed_at, next_attempt_at, last_error FROM outbox WHERE "
    };
}
statements! {
    WITH_ID = concat!(kept!(), "message_id = $1 ORDER BY due_at, event");
    WITHOUT_ID = concat!(kept!(), "person_id = $1 AND kind = $2 AND COALESCE(company_id, 0) = $3 \
        AND next_attempt_at = $4 AND message_id IS NULL ORDER BY due_at, event");
}

/// Names a message of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MessageName {
    /// Its Message-ID.
    Id(String),
    /// A message that was not tried yet: its rows are those of one recipient at one instant.
    Untried {
        /// The recipient.
        person_id: i64,
        /// The kind of message.
        kind: MessageKind,
        /// The company as whose member the person gets it.
        company_id: Option<i64>,
        /// The instant of the first attempt.
        at: Instant,
    },
}

/// A message of the outbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptMessage {
    /// The kind of message.
    pub kind: MessageKind,
    /// The recipient.
    pub person_id: i64,
    /// The company as whose member the person gets it.
    pub company_id: Option<i64>,
    /// When it was sent.
    pub sent_at: Option<Instant>,
    /// When it was given up.
    pub failed_at: Option<Instant>,
    /// When it will be tried.
    pub next_attempt_at: Option<Instant>,
    /// The error of the last attempt.
    pub last_error: Option<String>,
    /// The report of each of its notifications, and their facts as JSON.
    pub notifications: Vec<(Option<Key>, String)>,
}

/// A message; `None` if there is none of this name.
///
/// # Errors
/// Fails when the database does.
pub async fn kept(tx: &mut Tx, name: &MessageName) -> Result<Option<KeptMessage>> {
    let rows = match name {
        MessageName::Id(id) => tx.all(WITH_ID, &[id.into()], message).await?,
        MessageName::Untried { person_id, kind, company_id, at } => {
            let company = company_id.unwrap_or(0);
            let values = [(*person_id).into(), kind.token().into(), company.into(), (*at).into()];
            tx.all(WITHOUT_ID, &values, message).await?
        }
    };
    Ok(rows.into_iter().reduce(|mut first, row| {
        first.notifications.extend(row.notifications);
        first
    }))
}

fn message(row: Row<'_>) -> Result<KeptMessage> {
    let report = match (row.get(3)?, row.get(4)?, row.get(5)?) {
        (Some(cycle), Some(partner_id), Some(vendor_id)) => {
            Some(Key { cycle, partner_id, vendor_id })
        }
        _ => None,
    };
    Ok(KeptMessage {
        kind: kind(row.get(0)?)?,
        person_id: row.get(1)?,
        company_id: row.get(2)?,
        sent_at: row.get(7)?,
        failed_at: row.get(8)?,
        next_attempt_at: row.get(9)?,
        last_error: row.get(10)?,
        notifications: vec![(report, row.get(6)?)],
    })
}
