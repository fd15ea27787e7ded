//! Messages about dispatches.

use super::{Reader, TOLD, whole};
use crate::message::{EmailMessage, MessageItem, one_line};
use countersign_app::notifications::facts::DispatchFacts;
use countersign_domain::cycle::Cycle;
use countersign_domain::message::MessageKind;

/// A message about dispatches, all of one kind and for one company.
///
/// # Errors
/// Fails if a cycle is invalid.
///
/// # Panics
/// Without a dispatch.
pub fn of_dispatches(
    reader: &Reader,
    kind: MessageKind,
    dispatches: &[DispatchFacts],
) -> Result<EmailMessage, String> {
    let first = dispatches.first().expect("a message is about something");
    let count = whole(dispatches.len());
    let say = |what: &str| {
        let message = reader.words.say_any(format!("mail-{}-{what}", kind.token()));
        message
            .with("count", count)
            .with("number", one_line(&first.name()))
            .with("reports", first.reports)
            .with("returned", dispatches.iter().map(|it| it.returned).sum::<i64>())
            .with("distributor", one_line(&first.distributor))
            .with("vendor", one_line(&first.vendor))
            .to_string()
    };
    let items = dispatches.iter().take(TOLD).map(|it| item(reader, kind, it));
    let items = items.collect::<Result<Vec<_>, _>>()?;
    let sender = match kind {
        MessageKind::DispatchReceived => Some(one_line(&first.distributor)),
        MessageKind::DispatchCompleted => Some(one_line(&first.vendor)),
        _ => None,
    };
    Ok(EmailMessage {
        sender: sender.filter(|name| !name.is_empty()),
        items,
        more: reader.more(dispatches.len()),
        action: Some(match dispatches {
            [one] => (reader.words.t("mail-open-dispatch"), address(reader, one)),
            _ => (reader.words.t("mail-open-dispatches"), format!("{}/dispatches", reader.origin)),
        }),
        why: reader.why_reports(),
        unsubscribe: reader.unsubscribe.clone(),
        ..reader.message(&say("subject"), say("text"))
    })
}

fn address(reader: &Reader, dispatch: &DispatchFacts) -> String {
    format!("{}/dispatches/{}", reader.origin, dispatch.id)
}

fn item(
    reader: &Reader,
    kind: MessageKind,
    dispatch: &DispatchFacts,
) -> Result<MessageItem, String> {
    let (locale, words) = (reader.locale, &reader.words);
    let first = locale.month(Cycle::parse(&dispatch.first_cycle)?);
    let months = match Cycle::parse(&dispatch.last_cycle)? {
        last if dispatch.last_cycle != dispatch.first_cycle => {
            let months = words.say("mail-months").with("from", first);
            months.with("to", locale.month(last)).to_string()
        }
        _ => first,
    };
    let number = words.say("mail-dispatch").with("number", one_line(&dispatch.name())).to_string();
    let other = match kind {
        MessageKind::DispatchReceived => one_line(&dispatch.distributor),
        _ => one_line(&dispatch.vendor),
    };
    let mut lines = vec![(words.t("mail-reports"), locale.count(dispatch.reports))];
    if kind == MessageKind::DispatchCompleted {
        lines.push((words.t("mail-completed"), locale.count(dispatch.completed)));
        if dispatch.returned > 0 {
            lines.push((words.t("mail-returned"), locale.count(dispatch.returned)));
        }
    }
    let order = dispatch.purchase_order.iter();
    lines.extend(order.map(|it| (words.t("mail-purchase-order"), one_line(it))));
    Ok(MessageItem {
        title: format!("{number} · {other} · {months}"),
        address: address(reader, dispatch),
        facts: lines,
        quotes: dispatch.note.iter().map(|text| (None, text.clone())).collect(),
        ..MessageItem::default()
    })
}
