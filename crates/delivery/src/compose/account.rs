//! Letters about the reader's own account, or what they administer.

use super::Reader;
use crate::message::{EmailMessage, MessageItem, one_line};
use countersign_app::notifications::facts::AccountFacts;
use countersign_domain::message::MessageKind;

/// A letter about the reader's account, or what they administer. `token` is that of its link.
///
/// # Errors
/// Fails if its link is no longer there.
pub fn of_account(
    reader: &Reader,
    kind: MessageKind,
    facts: &AccountFacts,
    token: Option<&str>,
) -> Result<EmailMessage, String> {
    let words = &reader.words;
    let company = reader.company.as_deref().map_or_else(|| "Countersign".to_owned(), one_line);
    let say = |what: &str| {
        let message = words.say_any(format!("mail-{}-{what}", kind.token()));
        let event = facts.event.as_deref().map(|event| words.t(&format!("audit-{event}")));
        let message = message.with("company", company.clone());
        message.with("what", event.unwrap_or_default()).to_string()
    };
    let host = reader.origin.split_once("://").map_or(reader.origin.as_str(), |(_, host)| host);
    let why = match kind {
        MessageKind::BackupFailed | MessageKind::SourceSilent => "mail-why-operator",
        MessageKind::WebhookEnded => "mail-why-administrator",
        _ => "mail-why-account",
    };
    let mut message = EmailMessage {
        sender: reader.company.as_deref().map(one_line).filter(|name| !name.is_empty()),
        why: words
            .say_any(why.to_owned())
            .with("host", host.to_owned())
            .with("company", company.clone())
            .to_string(),
        ..reader.message(&say("subject"), say("text"))
    };
    if kind.lets_in() {
        let gone = || "its link was sent before, or no longer works".to_owned();
        let token = token.ok_or_else(gone)?;
        let address = format!("{}/link/{token}", reader.origin);
        message.action = Some((say("button"), address));
        if let Some(until) = facts.until {
            let until = reader.moment(until, &reader.zone);
            message.notes.push(words.say("mail-link-until").with("until", until).to_string());
        }
    } else {
        let mut lines = vec![(words.t("mail-when"), reader.moment(facts.at, &reader.zone))];
        let locale = words.locale();
        let details = [
            ("mail-person", facts.person.clone().map(|name| locale.person(name))),
            (of_change(kind), facts.change.as_deref().map(|it| locale.audit_change(it))),
            ("mail-browser", facts.device.clone()),
            ("mail-address", facts.address.as_deref().map(|it| locale.audit_value(it))),
        ];
        for (key, value) in details {
            lines.extend(value.iter().map(|text| (words.t(key), one_line(text))));
        }
        message.items.push(MessageItem {
            title: say("subject"),
            facts: lines,
            ..MessageItem::default()
        });
        let page = match kind {
            MessageKind::CompanyChanged => "people",
            MessageKind::BackupFailed => "clock",
            MessageKind::SourceSilent => "sources",
            MessageKind::WebhookEnded => "webhooks",
            _ => "account",
        };
        message.action = Some((say("button"), format!("{}/{page}", reader.origin)));
        message.notes.push(say("note"));
    }
    Ok(message)
}

/// What a letter calls the change that the audit record notes.
const fn of_change(kind: MessageKind) -> &'static str {
    match kind {
        MessageKind::BackupFailed => "mail-backup-reason",
        MessageKind::SourceSilent => "mail-source",
        MessageKind::WebhookEnded => "mail-webhook",
        _ => "mail-change",
    }
}
