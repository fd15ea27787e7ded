//! Composes a message from its notifications in the outbox: to send it, or to read it again.

use super::compose::{self, Reader, ReportItem};
use super::explain;
use super::message::EmailMessage;
use super::message_texts::{MessageTexts, Overrides};
use countersign_app::notifications::facts;
use countersign_domain::message::{Audience, MessageKind};
use countersign_domain::zone::Zone;
use countersign_language::text::Locale;
use countersign_store::outbox::{self, Addressee, MessageName};
use countersign_store::reports::Key;
use countersign_store::{Result, Tx, companies};
use std::sync::Arc;

/// What a page shows in place of a secret.
const HIDDEN: &str = "…";

impl Reader {
    /// The recipient of a message.
    ///
    /// # Errors
    /// Fails if their time zone is invalid.
    pub(super) fn of(
        addressee: &Addressee,
        unsubscribe: Option<String>,
        origin: &str,
        overrides: Arc<Overrides>,
    ) -> std::result::Result<Self, String> {
        let languages = [&addressee.language, &addressee.region_language];
        let locale = languages.into_iter().flatten().find_map(|code| Locale::from_code(code));
        let locale = locale.unwrap_or_default();
        Ok(Self {
            locale,
            words: MessageTexts::new(locale, overrides),
            name: addressee.name.clone(),
            company: addressee.company_name.clone(),
            zone: Zone::parse(addressee.time_zone.as_deref().unwrap_or("UTC"))?,
            origin: origin.to_owned(),
            unsubscribe,
        })
    }
}

/// A message of the outbox, composed again.
#[derive(Clone, Debug)]
pub struct ReadMessage {
    /// Its row.
    pub kept: outbox::KeptMessage,
    /// Its recipient.
    pub addressee: Addressee,
    /// The message with its secrets hidden, or why it cannot be composed any more.
    pub composed: std::result::Result<EmailMessage, String>,
}

/// Composes a message of the outbox again for another person to read. A one-time link and the link
/// that declines a kind of message let their reader act without signing in, so they are hidden.
///
/// # Errors
/// Fails when the database does.
pub async fn read_again(
    tx: &mut Tx,
    name: &MessageName,
    origin: &str,
    overrides: Arc<Overrides>,
) -> Result<Option<ReadMessage>> {
    let Some(kept) = outbox::kept(tx, name).await? else { return Ok(None) };
    let Some(addressee) = outbox::addressee(tx, kept.person_id, kept.company_id).await? else {
        return Ok(None);
    };
    let kind = kept.kind;
    let unsubscribe = kind.can_be_declined().then(|| format!("{origin}/unsubscribe/{HIDDEN}"));
    let composed = match Reader::of(&addressee, unsubscribe, origin, overrides) {
        Ok(reader) => {
            let rows: Vec<_> =
                kept.notifications.iter().map(|(key, data)| (*key, data.as_str())).collect();
            compose_from(tx, &reader, kind, &rows, kind.lets_in().then_some(HIDDEN)).await?
        }
        Err(why) => Err(why),
    };
    Ok(Some(ReadMessage { kept, addressee, composed }))
}

/// Composes a message of these notifications: the report of each, and its facts. The inner error is
/// one that no later attempt would fix.
pub(super) async fn compose_from(
    tx: &mut Tx,
    reader: &Reader,
    kind: MessageKind,
    rows: &[(Option<Key>, &str)],
    secret: Option<&str>,
) -> Result<std::result::Result<EmailMessage, String>> {
    if kind.audience() == Audience::Person {
        let message = facts::read(rows[0].1)
            .and_then(|facts| compose::of_account(reader, kind, &facts, secret));
        return Ok(message);
    }
    if kind.is_of_dispatch() {
        let facts: std::result::Result<Vec<_>, String> =
            rows.iter().map(|(_, data)| facts::read(data)).collect();
        return Ok(facts.and_then(|facts| compose::of_dispatches(reader, kind, &facts)));
    }
    let vendors = companies::not_partners(tx).await?;
    let mut reports = Vec::with_capacity(rows.len());
    for (key, data) in rows {
        let Some(key) = *key else { return Ok(Err("it names no report".to_owned())) };
        let mut facts = match facts::read(data) {
            Ok(facts) => facts,
            Err(why) => return Ok(Err(why)),
        };
        let vendor = vendors.iter().find(|it| it.id == key.vendor_id);
        let vendor = vendor.map_or_else(String::new, |it| it.name.clone());
        let whys = explain::of(tx, reader.locale, kind, key, &mut facts).await?;
        reports.push(ReportItem { cycle: key.cycle, vendor, facts, whys });
    }
    Ok(compose::of_reports(reader, kind, &reports))
}
