//! The first view of a report by a person of its partner, which never changes.

use crate::error::Result;
use crate::report_key::{Key, Span, in_span};
use crate::sql::statements;
use crate::tx::Tx;
use countersign_domain::instant::Instant;

statements! {
    NOTE = "INSERT INTO report_openings (cycle, partner_id, vendor_id, first_opened_at, person_id) \
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (cycle, partner_id, vendor_id) DO NOTHING";
    WITHIN = concat!("SELECT cycle, partner_id, vendor_id, first_opened_at, person_id \
        FROM report_openings WHERE ", in_span!(), "ORDER BY cycle, partner_id, vendor_id");
    FIND = "SELECT first_opened_at, person_id FROM report_openings \
        WHERE cycle = $1 AND partner_id = $2 AND vendor_id = $3";
}

/// A first view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirstView {
    /// The instant.
    pub at: Instant,
    /// The person.
    pub person_id: i64,
}

/// Records that a person viewed reports, unless another person did before.
///
/// # Errors
/// Fails when the database does.
pub async fn note(tx: &mut Tx, keys: &[Key], opening: FirstView) -> Result<()> {
    let row = |key: &Key| {
        let [cycle, partner, vendor] = key.values();
        [cycle, partner, vendor, opening.at.into(), opening.person_id.into()]
    };
    tx.execute_many(NOTE, &keys.iter().map(row).collect::<Vec<_>>()).await?;
    Ok(())
}

/// The first view of a report, if there was one.
///
/// # Errors
/// Fails when the database does.
pub async fn find(tx: &mut Tx, key: Key) -> Result<Option<FirstView>> {
    let opening = |row: crate::Row<'_>| Ok(FirstView { at: row.get(0)?, person_id: row.get(1)? });
    tx.first(FIND, &key.values(), opening).await
}

/// Passes the first views of a span of reports to `take`, in order of their keys.
///
/// # Errors
/// Fails when the database does.
pub async fn each_within(
    tx: &mut Tx,
    span: Span,
    mut take: impl FnMut(Key, FirstView),
) -> Result<()> {
    tx.each(WITHIN, &span.values(), |row| {
        take(Key::from_row(row)?, FirstView { at: row.get(3)?, person_id: row.get(4)? });
        Ok(())
    })
    .await
}
