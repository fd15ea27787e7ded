//! The history of a report, entry by entry with its hash.

use super::explanation::Whys;
use super::header::ReportHeader;
use super::history_text::{ChangeText, HistoryFormatter, Sentence, isolated, product_names};
use super::list_navigation::ListNavigation;
use super::report_view::ReportView;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use askama::Template;
use countersign_domain::actor::{Actor, Channel};
use countersign_domain::history::{Entry, Hash};
use countersign_language::datetime::Moment;
use countersign_language::explanation::Why;
use countersign_store::signing_keys::{self, SigningKey};
use countersign_store::{StoreError, Tx, signatures};
use countersign_web::problem::Answer;
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "report_history.html")]
struct HistoryPage {
    layout: Layout,
    header: ReportHeader,
    entries: Vec<EntryRow>,
    back: String,
}

struct EntryRow {
    version: i64,
    text: Sentence,
    role: Option<String>,
    from: Option<String>,
    to: String,
    moved: bool,
    reason: Option<String>,
    changes: Vec<ChangeText>,
    recorded: Option<Moment>,
    why: Vec<Why>,
    signed: Option<String>,
    hash: String,
}

/// Shows the history, the last entry first.
pub(super) async fn show(context: &Context) -> Answer {
    let (view, keys) = context
        .read(async |tx| {
            let view = ReportView::find(context, tx).await?;
            let keys = signed_with(tx, &view).await?;
            Ok((view, keys))
        })
        .await?;
    let navigation = ListNavigation::of(context);
    let products = product_names(&view);
    let formatter = HistoryFormatter::new(context.locale, &view, &products);
    let whys = Whys::new(context.locale, &view);
    let header = ReportHeader::of(context, &view, &navigation);
    let title = context.locale.say("report-history-title");
    let title =
        title.with("partner", isolated(&header.partner)).with("month", header.month.clone());
    html(&HistoryPage {
        layout: context.layout(title.to_string()),
        back: navigation.report(view.id()),
        entries: view.history.iter().rev().map(|it| row(&formatter, &whys, &keys, it)).collect(),
        header,
    })
}

/// The keys with which entries were signed, by their versions.
async fn signed_with(
    tx: &mut Tx,
    view: &ReportView,
) -> Result<BTreeMap<i64, SigningKey>, StoreError> {
    let mut keys = BTreeMap::new();
    if view.history.iter().all(|(entry, _)| entry.signed.is_none()) {
        return Ok(keys);
    }
    for signature in signatures::of_report(tx, view.stored.key()).await? {
        if let Some(key) = signing_keys::find(tx, signature.key_id).await? {
            keys.insert(signature.version, key);
        }
    }
    Ok(keys)
}

fn row(
    formatter: &HistoryFormatter<'_>,
    whys: &Whys<'_>,
    keys: &BTreeMap<i64, SigningKey>,
    (entry, hash): &(Entry, Hash),
) -> EntryRow {
    let locale = formatter.locale;
    let role = match &entry.actor {
        Actor::System(_) => None,
        Actor::Person(person) => {
            let company = isolated(&formatter.company(person));
            let message = locale.say("report-history-role").with("company", company);
            let message = message.with("role", locale.role(person.role));
            let machine = person.machine_user.as_deref().map(isolated);
            let account = person.account.as_deref().map(isolated);
            let channel = match (person.channel, machine.or(account)) {
                (Channel::Console, _) => locale.t("report-channel-console"),
                (Channel::Api, None) => locale.t("report-channel-api"),
                (Channel::Api, Some(account)) => {
                    locale.say("report-channel-api-account").with("account", account).to_string()
                }
                (Channel::Cli, None) => locale.t("report-channel-cli"),
                (Channel::Cli, Some(user)) => {
                    locale.say("report-channel-cli-user").with("user", user).to_string()
                }
            };
            Some(message.with("channel", channel).to_string())
        }
    };
    EntryRow {
        version: entry.version,
        text: formatter.sentence(entry),
        role,
        from: entry.from.map(|status| locale.status(status)),
        to: locale.status(entry.to),
        moved: entry.from != Some(entry.to),
        reason: entry.reason.clone(),
        changes: formatter.changes(entry),
        recorded: (entry.recorded_at != entry.at).then(|| formatter.moment(entry.recorded_at)),
        why: whys.of(entry.version),
        signed: keys.get(&entry.version).filter(|_| entry.signed.is_some()).map(|key| {
            let message = locale.say("report-signed-with").with("algorithm", key.algorithm.clone());
            message.with("fingerprint", key.fingerprint.clone()).to_string()
        }),
        hash: countersign_domain::export::hex(hash),
    }
}
