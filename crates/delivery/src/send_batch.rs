//! One batch of messages: leases some, sends each, and records the outcome.

use super::backoff::again_at;
use super::compose::Reader;
use super::compose_from::compose_from;
use super::mailer::{MailVerdict, Mailer};
use super::message::EmailMessage;
use super::message_texts::Overrides;
use super::prove;
use countersign_app::clock::Clock;
use countersign_app::random::{Random, SystemRandom};
use countersign_app::transparency::key_file::LogKeyFile;
use countersign_domain::instant::{DAY_MICROS, Instant};
use countersign_domain::message::{Audience, MessageKind, is_notified};
use countersign_domain::status::Status;
use countersign_store::outbox::{self, AttemptOutcome, ClaimedNotification, OutboxLease};
use countersign_store::{
    Result, Store, StoreError, Tx, installation, known_browsers, message_choices, people, reports,
};
use std::sync::Arc;
use uuid::Uuid;

/// Messages that are leased at once.
const AT_ONCE: usize = 8;
/// The lease: longer than sending all of them may take.
const LEASE: i64 = 15 * 60_000_000;
/// How long sent and given-up messages are kept.
const KEPT: i64 = 90 * DAY_MICROS;
/// How long an unused browser stays known.
const BROWSERS_KEPT: i64 = 400 * DAY_MICROS;
/// The error of a message that was not sent in time.
pub const TOO_LATE: &str = "it could not be sent in time";

/// The result of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BatchOutcome {
    /// Work was done; there may be more.
    On,
    Idle,
    /// The mail server cannot be reached.
    Away,
}

/// Who sends.
pub struct MessageSender<'a> {
    store: &'a Store,
    clock: Clock,
    mailer: Option<&'a Mailer>,
    origin: &'a str,
    overrides: Arc<Overrides>,
    log_key: LogKeyFile,
}

/// The times for due messages and for late ones. They differ in a rehearsal, where messages are due
/// by its clock and retried by the machine's.
struct BatchTime {
    due: Instant,
    too_late: Instant,
}

/// A leased message to send; none if none of its facts is true any more.
struct WrittenMessage {
    message: EmailMessage,
    to: String,
}

impl<'a> MessageSender<'a> {
    /// Sends from a store by a mail server; messages lead to the console at `origin`.
    #[must_use]
    pub fn new(
        store: &'a Store,
        clock: Clock,
        mailer: Option<&'a Mailer>,
        origin: &'a str,
    ) -> Self {
        let (overrides, log_key) = (Arc::default(), LogKeyFile::default());
        Self { store, clock, mailer, origin, overrides, log_key }
    }

    /// The same with the key that signs the checkpoints which messages carry.
    #[must_use]
    pub fn signing_with(self, log_key: LogKeyFile) -> Self {
        Self { log_key, ..self }
    }

    /// The same with an installation's message templates.
    #[must_use]
    pub fn in_words(self, overrides: Arc<Overrides>) -> Self {
        Self { overrides, ..self }
    }

    /// Leases messages that are due and sends them.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn send_batch(&self) -> Result<BatchOutcome> {
        let Some((now, leaves)) = self.now().await? else { return Ok(BatchOutcome::Idle) };
        let Some(mailer) = self.mailer.filter(|_| leaves) else {
            self.tidy(&now).await?;
            return Ok(BatchOutcome::Idle);
        };
        let holder = (&SystemRandom as &dyn Random).id();
        let taken = self.take(mailer, now.due, holder).await?;
        if taken.is_empty() {
            self.tidy(&now).await?;
            return Ok(BatchOutcome::Idle);
        }
        if taken.iter().flatten().any(|row| row.kind.carries_proof()) {
            prove::bring_log_up(self.store, &self.log_key, self.clock).await;
        }
        let mut away = false;
        for rows in &taken {
            let id = &rows[0].message_id;
            if away {
                self.finish(id, holder, AttemptOutcome::GivenBack(self.clock.machine_time()))
                    .await?;
                continue;
            }
            away = self.send(mailer, rows, holder).await?;
        }
        Ok(if away { BatchOutcome::Away } else { BatchOutcome::On })
    }

    /// The present time, and whether messages leave; none in a demonstration.
    async fn now(&self) -> Result<Option<(BatchTime, bool)>> {
        let installation = self.store.reading(async |tx| installation::load(tx).await).await?;
        let Some(installation) = installation.filter(|it| !it.demo) else { return Ok(None) };
        let (machine, clock) = (self.clock.machine_time(), self.clock.now(&installation));
        let now = BatchTime { due: machine.max(clock), too_late: machine.min(clock) };
        let sends_in_rehearsal = self.mailer.is_some_and(|mailer| mailer.settings.in_rehearsal);
        Ok(Some((now, !installation.rehearsal || sends_in_rehearsal)))
    }

    async fn tidy(&self, now: &BatchTime) -> Result<()> {
        let at = now.too_late;
        let expired = self.store.write(async |tx| outbox::expire(tx, at, TOO_LATE).await).await?;
        if expired > 0 {
            tracing::warn!(
                event = "messages-expired",
                expired,
                "messages were given up because it was too late for them"
            );
        }
        let old = at.plus_micros(-KEPT);
        self.store.write(async |tx| outbox::remove_old(tx, old).await).await?;
        let old = at.plus_micros(-BROWSERS_KEPT);
        self.store.write(async |tx| known_browsers::remove_old(tx, old).await).await?;
        Ok(())
    }

    async fn take(
        &self,
        mailer: &Mailer,
        now: Instant,
        holder: Uuid,
    ) -> Result<Vec<Vec<ClaimedNotification>>> {
        let lease = OutboxLease { id: holder, until: now.plus_micros(LEASE) };
        let domain = mailer.settings.from.domain();
        let random: &dyn Random = &SystemRandom;
        self.store
            .write(async |tx| {
                let mut taken = Vec::new();
                while taken.len() < AT_ONCE {
                    let id = format!("{}@{domain}", random.id());
                    match outbox::take(tx, now, lease, &id).await? {
                        Some(rows) if !rows.is_empty() => taken.push(rows),
                        _ => break,
                    }
                }
                Ok(taken)
            })
            .await
    }

    async fn finish(&self, id: &str, holder: Uuid, outcome: AttemptOutcome<'_>) -> Result<()> {
        let held = self.store.write(async |tx| outbox::finish(tx, id, holder, outcome).await);
        if !held.await? {
            tracing::warn!(
                event = "message-taken-over",
                message_id = id,
                "another process took a message over"
            );
        }
        Ok(())
    }

    /// Sends one message; true if the mail server cannot be reached.
    async fn send(
        &self,
        mailer: &Mailer,
        rows: &[ClaimedNotification],
        holder: Uuid,
    ) -> Result<bool> {
        let first = &rows[0];
        let (message_id, kind) = (first.message_id.as_str(), first.kind.token());
        let written = self.store.write(async |tx| self.write(tx, rows).await).await;
        let now = self.clock.machine_time();
        let verdict = match written {
            Ok(Ok(Some(WrittenMessage { message, to }))) => {
                mailer.send(&message, &to, message_id, now).await
            }
            Ok(Ok(None)) => return Ok(false),
            Ok(Err(why)) | Err(StoreError::Corrupt(why)) => MailVerdict::Never(why),
            Err(error) => return Err(error),
        };
        let now = self.clock.machine_time();
        let given_up = |why| {
            let event = "message-given-up";
            tracing::error!(event, message_id, kind, why, "a message was given up");
            AttemptOutcome::GivenUp(now, why)
        };
        let outcome = match &verdict {
            MailVerdict::Taken => {
                let event = "message-sent";
                tracing::info!(event, message_id, kind, rows = rows.len(), "a message was sent");
                AttemptOutcome::Sent(now)
            }
            MailVerdict::Never(why) => given_up(why),
            MailVerdict::Later(why) | MailVerdict::Away(why) => match again_at(now, first.attempts)
            {
                Some(at) => {
                    let event = "message-retried";
                    tracing::warn!(event, message_id, kind, why, %at, "a message will be retried");
                    AttemptOutcome::Again(at, why)
                }
                None => given_up(why),
            },
        };
        self.finish(message_id, holder, outcome).await?;
        Ok(matches!(verdict, MailVerdict::Away(_)))
    }

    /// Writes the message of these rows; `None` if nothing is left to say. The inner error is one
    /// that no later attempt would fix.
    async fn write(
        &self,
        tx: &mut Tx,
        rows: &[ClaimedNotification],
    ) -> Result<std::result::Result<Option<WrittenMessage>, String>> {
        let first = &rows[0];
        let (person_id, kind) = (first.person_id, first.kind);
        let rows = still_so(tx, rows).await?;
        if rows.is_empty() {
            return Ok(Ok(None));
        }
        let Some(addressee) = outbox::addressee(tx, person_id, first.company_id).await? else {
            return Ok(Err("the person no longer exists".to_owned()));
        };
        let unsubscribe = match kind.can_be_declined() {
            true => Some(self.unsubscribe(tx, person_id, kind).await?),
            false => None,
        };
        let overrides = Arc::clone(&self.overrides);
        let mut message = match Reader::of(&addressee, unsubscribe, self.origin, overrides) {
            Ok(reader) => {
                let notifications: Vec<_> =
                    rows.iter().map(|row| (row.report, row.data.as_str())).collect();
                compose_from(tx, &reader, kind, &notifications, rows[0].secret.as_deref()).await?
            }
            Err(why) => Err(why),
        };
        if let Ok(message) = &mut message {
            prove::attach(tx, message, kind, &rows).await?;
        }
        Ok(message.map(|message| Some(WrittenMessage { message, to: addressee.email })))
    }

    async fn unsubscribe(&self, tx: &mut Tx, person_id: i64, kind: MessageKind) -> Result<String> {
        let new = (&SystemRandom as &dyn Random).id();
        let token = message_choices::token(tx, person_id, kind, new).await?;
        Ok(format!("{}/unsubscribe/{token}", self.origin))
    }
}

/// The rows whose facts are still true, for a person who may know them; the others are deleted.
async fn still_so<'r>(
    tx: &mut Tx,
    rows: &'r [ClaimedNotification],
) -> Result<Vec<&'r ClaimedNotification>> {
    let first = &rows[0];
    if let (Audience::Company(kind), Some(company)) = (first.kind.audience(), first.company_id) {
        let membership = people::membership(tx, first.person_id, company).await?;
        let belongs = membership.filter(|membership| membership.awaits_company_since.is_none());
        if !belongs.is_some_and(|membership| is_notified(kind, membership.role)) {
            let all: Vec<_> = rows.iter().map(|row| (row.event, row.person_id)).collect();
            outbox::remove(tx, &all).await?;
            return Ok(Vec::new());
        }
    }
    let is_so: fn(Status) -> bool = match first.kind {
        MessageKind::Reminder => Status::with_partner,
        MessageKind::Approved => Status::is_agreed,
        _ => return Ok(rows.iter().collect()),
    };
    let keys: Vec<_> = rows.iter().filter_map(|row| row.report).collect();
    let found = reports::find(tx, &keys).await?;
    let still_so = |row: &ClaimedNotification| {
        let stored = found.iter().flatten().find(|it| Some(it.key()) == row.report);
        stored.is_some_and(|it| is_so(it.report.status))
    };
    let (still, past): (Vec<_>, Vec<_>) = rows.iter().partition(|row| still_so(row));
    let past: Vec<_> = past.iter().map(|row| (row.event, row.person_id)).collect();
    outbox::remove(tx, &past).await?;
    Ok(still)
}
