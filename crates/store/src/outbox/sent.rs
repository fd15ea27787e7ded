//! What was sent about reports, as far as the outbox still has it.

use crate::error::Result;
use crate::report_key::Key;
use crate::sql::statements;
use crate::tx::Tx;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;

statements! {
    SENT_ABOUT = "SELECT o.cycle, o.partner_id, o.vendor_id, o.message_id, o.kind, o.person_id, \
        o.company_id, c.code, o.sent_at FROM outbox o LEFT JOIN companies c ON c.id = o.company_id \
        WHERE o.sent_at IS NOT NULL AND o.cycle BETWEEN $1 AND $2";
}

/// A notification of a person about a report, which left with a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentNotification {
    /// The report.
    pub report: Key,
    /// The Message-ID of the message.
    pub message_id: Option<String>,
    /// The kind of message, as its token.
    pub kind: String,
    /// The recipient.
    pub person_id: i64,
    /// The company as whose member the person got it.
    pub company_id: Option<i64>,
    /// The code of that company.
    pub company: Option<String>,
    /// When it was sent.
    pub sent_at: Instant,
}

/// Passes what was sent about the reports of some cycles to `take`, in any order.
///
/// # Errors
/// Fails when the database does.
pub async fn each_sent(
    tx: &mut Tx,
    first: Cycle,
    last: Cycle,
    mut take: impl FnMut(SentNotification),
) -> Result<()> {
    tx.each(SENT_ABOUT, &[first.into(), last.into()], |row| {
        take(SentNotification {
            report: Key::from_row(row)?,
            message_id: row.get(3)?,
            kind: row.get(4)?,
            person_id: row.get(5)?,
            company_id: row.get(6)?,
            company: row.get(7)?,
            sent_at: row.get(8)?,
        });
        Ok(())
    })
    .await
}
