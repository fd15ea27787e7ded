//! The event of a source that fell silent, for the operator.

use super::{Occurrence, write};
use crate::random::{Random, SystemRandom};
use countersign_domain::instant::Instant;
use countersign_domain::webhook::EventType;
use countersign_store::sources::Source;
use countersign_store::{Result, Tx, webhooks};
use serde_json::json;

/// Writes the event of a source that has sent no readings for too long.
///
/// # Errors
/// Fails when the database does.
pub async fn silent(tx: &mut Tx, source: &Source, at: Instant) -> Result<()> {
    let listeners = webhooks::listeners(tx).await?;
    let data = json!({
        "source": source.id,
        "path": format!("/sources/{}", source.id),
        "name": source.name,
        "company": source.company_code,
        "last_seen_at": source.seen_at.map(|at| at.to_string()),
    });
    let occurrence = Occurrence {
        id: (&SystemRandom as &dyn Random).id(),
        event_type: EventType::SourceSilent,
        companies: Vec::new(),
        data,
        leaf: None,
        at,
        due_at: at,
    };
    write(tx, &listeners, &[occurrence]).await
}
