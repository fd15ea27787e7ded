//! Everything that was done to a report, entry by entry with its hash.

use super::head::Head;
use super::journey::Journey;
use super::opened::Opened;
use super::told::{Sentence, Teller, ToldChange, isolated, product_names};
use super::why::Whys;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use askama::Template;
use countersign_domain::actor::{Actor, Channel};
use countersign_domain::history::{Entry, Hash};
use countersign_language::datetime::Moment;
use countersign_language::explanation::Why;
use countersign_web::problem::Answer;

#[derive(Template)]
#[template(path = "report_history.html")]
struct HistoryPage {
    layout: Layout,
    head: Head,
    entries: Vec<EntryRow>,
    back: String,
}

/// One entry.
struct EntryRow {
    version: i64,
    told: Sentence,
    role: Option<String>,
    from: Option<String>,
    to: String,
    moved: bool,
    reason: Option<String>,
    changes: Vec<ToldChange>,
    recorded: Option<Moment>,
    why: Vec<Why>,
    hash: String,
}

/// Shows the history, the last entry first.
pub(super) async fn show(context: &Context) -> Answer {
    let opened = context.read(async |tx| Opened::find(context, tx).await).await?;
    let journey = Journey::of(context);
    let products = product_names(&opened);
    let teller = Teller::new(context.locale, &opened, &products);
    let whys = Whys::new(context.locale, &opened);
    let head = Head::of(context, &opened, &journey);
    let title = context.locale.say("report-history-title");
    let title = title.with("partner", isolated(&head.partner)).with("month", head.month.clone());
    html(&HistoryPage {
        layout: context.layout(title.to_string()),
        back: journey.at(&opened.address()),
        entries: opened.history.iter().rev().map(|it| row(&teller, &whys, it)).collect(),
        head,
    })
}

fn row(teller: &Teller<'_>, whys: &Whys<'_>, (entry, hash): &(Entry, Hash)) -> EntryRow {
    let locale = teller.locale;
    let role = match &entry.actor {
        Actor::System(_) => None,
        Actor::Person(person) => {
            let company = isolated(&teller.company(person));
            let message = locale.say("report-history-role").with("company", company);
            let message = message.with("role", locale.role(person.role));
            let machine = person.machine_user.as_deref().map(isolated);
            let channel = match (person.channel, machine) {
                (Channel::Console, _) => locale.t("report-channel-console"),
                (Channel::Api, _) => locale.t("report-channel-api"),
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
        told: teller.sentence(entry),
        role,
        from: entry.from.map(|status| locale.status(status)),
        to: locale.status(entry.to),
        moved: entry.from != Some(entry.to),
        reason: entry.reason.clone(),
        changes: teller.changes(entry),
        recorded: (entry.recorded_at != entry.at).then(|| teller.moment(entry.recorded_at)),
        why: whys.of(entry.version),
        hash: countersign_domain::export::hex(hash),
    }
}
