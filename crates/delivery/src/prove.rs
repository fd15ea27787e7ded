//! Puts proofs from the transparency log into messages: a person who keeps a message can show later
//! what the record said when it was sent.

use crate::message::EmailMessage;
use countersign_app::actions::sequence_log;
use countersign_app::clock::Clock;
use countersign_app::notifications::facts::{self, DispatchFacts};
use countersign_app::transparency::key_file::LogKeyFile;
use countersign_app::transparency::proof::{self, ProvenBy};
use countersign_domain::leaf::LeafName;
use countersign_domain::message::MessageKind;
use countersign_store::dispatches::{self, Dispatch};
use countersign_store::outbox::ClaimedNotification;
use countersign_store::{Result, Store, StoreError, Tx};
use std::time::Duration;
use tokio::time::timeout;
use uuid::Uuid;

/// Proofs in one message. The checkpoint of each covers all that the message is about.
const PROVEN: usize = 50;
/// How long messages wait for the log, much less than they are leased.
const PATIENCE: Duration = Duration::from_secs(30);

/// Adds what waits to the log, so that the messages that are about to leave can prove it. If the
/// log fails, or takes too long, they leave all the same.
pub(crate) async fn bring_log_up(store: &Store, key: &LogKeyFile, clock: Clock) {
    let brought_up = sequence_log::run(store, key, clock.machine_time());
    let failure = match timeout(PATIENCE, brought_up).await {
        Ok(Ok(_)) => return,
        Ok(Err(failure)) => failure.to_string(),
        Err(_elapsed) => "it takes too long".to_owned(),
    };
    tracing::warn!(event = "log-behind", failure, "the transparency log is behind");
}

/// Attaches the proofs of what a message is about.
pub(crate) async fn attach(
    tx: &mut Tx,
    message: &mut EmailMessage,
    kind: MessageKind,
    rows: &[&ClaimedNotification],
) -> Result<()> {
    if !kind.carries_proof() {
        return Ok(());
    }
    let mut proofs = Vec::new();
    for row in rows.iter().take(PROVEN) {
        proofs.extend(match row.report {
            Some(key) => unless_damaged(proof::of_report(tx, key).await)?,
            None => of_facts(tx, &row.data).await?,
        });
    }
    if !proofs.is_empty() {
        *message = with_proof(message.clone(), Some(proofs.join("\n")));
    }
    Ok(())
}

/// The proof of the dispatch that a notification is about.
async fn of_facts(tx: &mut Tx, data: &str) -> Result<Option<String>> {
    let facts: Option<DispatchFacts> = facts::read(data).ok();
    let Some(id) = facts.and_then(|facts| Uuid::parse_str(&facts.id).ok()) else {
        return Ok(None);
    };
    match dispatches::find(tx, id).await? {
        Some(dispatch) => of_dispatch(tx, &dispatch).await,
        None => Ok(None),
    }
}

/// The proof of a dispatch, the same at any later time.
pub(crate) async fn of_dispatch(tx: &mut Tx, dispatch: &Dispatch) -> Result<Option<String>> {
    of_record(tx, &LeafName::dispatch(dispatch.distributor_id, dispatch.number)).await
}

/// The proof of a record, the same at any later time.
pub(crate) async fn of_record(tx: &mut Tx, name: &LeafName) -> Result<Option<String>> {
    unless_damaged(proof::of_record(tx, name, ProvenBy::First).await)
}

/// A damaged log proves nothing, and keeps no message back; `verify` says what is damaged.
fn unless_damaged(proof: Result<Option<String>>) -> Result<Option<String>> {
    match proof {
        Err(StoreError::Corrupt(why)) => {
            tracing::error!(event = "proof-failed", why, "a message leaves without its proof");
            Ok(None)
        }
        proof => proof,
    }
}

/// A message with a proof, and with a sentence that says what it is for.
pub(crate) fn with_proof(message: EmailMessage, proof: Option<String>) -> EmailMessage {
    let mut message = EmailMessage { proof, ..message };
    if message.proof.is_some() {
        message.notes.push(message.locale.t("mail-proof"));
    }
    message
}
