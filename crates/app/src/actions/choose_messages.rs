//! Records which kinds of message a person wants, in the console or by the link in a message.

use crate::random::Random;
use countersign_store::message_choices::{self, MessagePreference};
use countersign_store::{Result, Tx, outbox};

/// Records a choice. Messages of a declined kind that are not yet sent are removed.
///
/// # Errors
/// Fails when the database does.
pub async fn run(tx: &mut Tx, choice: &MessagePreference, random: &dyn Random) -> Result<()> {
    message_choices::choose(tx, choice, random.id()).await?;
    if choice.wanted {
        return Ok(());
    }
    outbox::decline(tx, choice.person_id, choice.kind).await
}
