//! Sends the notifications in the outbox, from any number of instances.
//!
//! The [`worker`] leases the messages that are due, a few at a time ([`send_batch`]), writes each
//! in its reader's language ([`compose_from`], [`compose`], [`message`], [`message_texts`]) and
//! hands it to the mail server ([`mailer`]). A message that failed for now is tried again
//! ([`backoff`]); one that failed for good is kept for the operator. A message handed over just
//! before the program died is sent once more, under the same Message-ID. Dispatches travel beside
//! the messages by their delivery [`channels`]; neither waits for the other, nor for the events
//! that [`webhooks`] get. Backups reach an SFTP server by [`backup_folder`]. Messages about
//! decisions and dispatches carry proofs from the transparency log.
//!
//! In a rehearsal nothing leaves unless the operator allows it. `countersign_app::notifications`
//! decides which people are notified of which changes.

pub mod backoff;
pub mod backup_folder;
pub mod channels;
pub mod compose;
pub mod compose_from;
mod explain;
pub mod mailer;
pub mod message;
pub mod message_texts;
pub mod outbound_config;
pub mod overrides;
mod prove;
pub mod sample_messages;
pub mod send_batch;
pub mod settings;
mod sftp;
mod signed_request;
pub mod webhooks;
pub mod worker;
