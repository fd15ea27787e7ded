//! Replaces the texts that a company's people choose from when they reject reports.

use countersign_domain::access::may_use;
use countersign_domain::actor::Person;
use countersign_domain::status::Verb;
use countersign_store::{Result, Tx, reason_templates};

/// The most texts of a company: more would not be found in a glance.
pub const MOST: usize = 12;

/// Replaces the texts of the person's company; those beyond [`MOST`] are dropped. False if the
/// person does not reject reports.
///
/// # Errors
/// Fails when the database does.
pub async fn run(tx: &mut Tx, person: &Person, texts: &[String]) -> Result<bool> {
    if may_use(person, Verb::Reject).is_err() {
        return Ok(false);
    }
    let kept = texts.get(..MOST).unwrap_or(texts);
    reason_templates::put(tx, person.company_id, kept).await?;
    Ok(true)
}
