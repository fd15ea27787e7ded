//! Reports each source that has sent no readings for longer than its operator expects: once, until
//! it sends again.

use super::audit;
use crate::events;
use crate::failure::Result;
use countersign_domain::audit::Event;
use countersign_domain::code::OPERATOR_CODE;
use countersign_domain::instant::Instant;
use countersign_domain::source::silent_at;
use countersign_store::audit::AuditEntry;
use countersign_store::sources::{self, Source};
use countersign_store::{Store, Tx, companies};

/// Whether a source is silent at an instant.
#[must_use]
pub fn is_silent(source: &Source, now: Instant) -> bool {
    let last = source.seen_at.unwrap_or(source.made_at);
    source.silent_after_hours.is_some_and(|hours| silent_at(last, hours) <= now)
}

/// Records the sources that fell silent; the operator's Administrators get a message. Returns how
/// many there are.
///
/// # Errors
/// Fails when the database does.
pub async fn run(store: &Store, now: Instant) -> Result<u64> {
    let is_new = |source: &Source| source.silent_since.is_none() && is_silent(source, now);
    let all = store.reading(async |tx| sources::all(tx).await).await?;
    if !all.iter().any(is_new) {
        return Ok(0);
    }
    let report = async |tx: &mut Tx| {
        let operator = companies::of_code(tx, OPERATOR_CODE).await?.map(|operator| operator.id);
        let mut count = 0;
        for source in sources::all(tx).await?.into_iter().filter(is_new) {
            if !sources::fall_silent(tx, source.id, now).await? {
                continue;
            }
            count += 1;
            events::sources::silent(tx, &source, now).await?;
            let last = source.seen_at.map(|at| format!(" ({at})")).unwrap_or_default();
            let entry = AuditEntry {
                company_id: operator,
                after: Some(format!("{}{last}", source.name)),
                about: Some(source.name),
                ..audit::entry(Event::SourceSilent, now)
            };
            audit::record(tx, entry).await?;
        }
        Ok(count)
    };
    Ok(store.write(report).await?)
}
