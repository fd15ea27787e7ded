//! The outbox for the operator: waiting, sent and given-up messages. Its Administrator can send
//! given-up messages again.

mod message;

use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::notice::Notice;
use crate::reader_zone::zone_of;
use crate::route::Route;
use askama::Template;
use countersign_app::actions::resend_messages;
use countersign_domain::access::{Area, Right, right};
use countersign_domain::actor::CompanyKind::Operator;
use countersign_domain::code::fold_email;
use countersign_domain::zone::Zone;
use countersign_language::datetime::Moment;
use countersign_language::text::Locale;
use countersign_store::outbox::{self, ListedMessage, MessageQuery, MessageState, OutboxCounts};
use countersign_web::access::Access;
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;
use serde::Deserialize;

/// Messages of a page.
const ROWS: i64 = 50;
/// The most rows that are counted.
const COUNTED: i64 = 100_000;

/// The list and what is done about it.
pub(crate) fn routes() -> Vec<Route> {
    let reads = Access::Of(&[Operator], Area::Directory, Right::Read);
    let writes = Access::Of(&[Operator], Area::Directory, Right::Full);
    vec![
        Route::get("/outbox", reads, show),
        Route::get("/outbox/message", reads, message::show),
        Route::get("/outbox/message/page", reads, message::page),
        Route::post("/outbox/resend", writes, resend),
        Route::post("/outbox/resend-all", writes, resend_all),
    ]
}

#[derive(Template)]
#[template(path = "outbox.html")]
struct Outbox {
    layout: Layout,
    tabs: Vec<Tab>,
    rows: Vec<OutboxRow>,
    /// The address that was searched for.
    find: String,
    /// The token of the state in the address; blank for waiting messages.
    state: &'static str,
    previous: Option<String>,
    next: Option<String>,
    /// Why this process sends no messages, if it sends none.
    stays: Option<String>,
    is_failed: bool,
    may_resend: bool,
    /// The heading of the column of times.
    when: String,
}

struct Tab {
    label: String,
    count: String,
    address: String,
    is_here: bool,
}

struct OutboxRow {
    kind: String,
    /// The page of the message.
    address: String,
    name: String,
    email: String,
    count: String,
    attempts: String,
    at: Moment,
    error: Option<String>,
    /// The Message-ID for sending it again, if that is possible.
    message_id: Option<String>,
}

#[derive(Deserialize)]
struct OutboxQuery {
    #[serde(default)]
    state: String,
    #[serde(default)]
    find: String,
    /// The number of the page, from 0.
    #[serde(default)]
    page: u16,
}

impl OutboxQuery {
    /// The address of another page of the list.
    fn page(&self, page: u16) -> String {
        let pairs = [
            ("state", self.state.clone()),
            ("find", self.find.clone()),
            ("page", page.to_string()),
        ];
        let given: Vec<_> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        addresses::with_query(addresses::OUTBOX, &given)
    }
}

#[derive(Deserialize)]
struct RetryForm {
    message: String,
}

const STATES: [(MessageState, &str, Option<&str>); 3] = [
    (MessageState::Waiting, "outbox-waiting", None),
    (MessageState::Sent, "outbox-sent", Some("sent")),
    (MessageState::Failed, "outbox-failed", Some("failed")),
];

async fn show(context: &Context) -> Answer {
    let query: OutboxQuery = context.query()?;
    let (locale, person) = (context.locale, context.person()?);
    let state = match query.state.as_str() {
        "sent" => MessageState::Sent,
        "failed" => MessageState::Failed,
        _ => MessageState::Waiting,
    };
    let recipient = fold_email(query.find.trim());
    let skipped = i64::from(query.page) * ROWS;
    let asked = MessageQuery { state, recipient: &recipient, skipped, limit: ROWS + 1 };
    let (counts, mut listed, zone) = context
        .read(async |tx| {
            let counts = outbox::counts(tx).await?;
            let listed = outbox::list(tx, &asked).await?;
            let zone = zone_of(context)?;
            Ok((counts, listed, zone))
        })
        .await?;
    let rows = usize::try_from(ROWS).unwrap_or(usize::MAX);
    let has_more = listed.len() > rows;
    listed.truncate(rows);
    let next = query.page.checked_add(1).filter(|_| has_more).map(|page| query.page(page));
    let previous = query.page.checked_sub(1).map(|page| query.page(page));
    let rows = listed.into_iter().map(|it| row(context, &zone, state, it)).collect();
    html(&Outbox {
        layout: context.layout(locale.t("nav-outbox")),
        tabs: tabs(locale, &counts, state),
        rows,
        find: query.find.trim().to_owned(),
        state: STATES.iter().find(|it| it.0 == state).and_then(|it| it.2).unwrap_or_default(),
        previous,
        next,
        stays: stays(context),
        is_failed: state == MessageState::Failed,
        may_resend: right(person.company_kind, person.role, Area::Directory) == Right::Full,
        when: locale.t(match state {
            MessageState::Waiting => "outbox-next",
            MessageState::Sent => "outbox-sent-at",
            MessageState::Failed => "outbox-failed-at",
        }),
    })
}

const fn count(counts: &OutboxCounts, state: MessageState) -> i64 {
    match state {
        MessageState::Waiting => counts.waiting,
        MessageState::Sent => counts.sent,
        MessageState::Failed => counts.failed,
    }
}

fn tabs(locale: Locale, counts: &OutboxCounts, here: MessageState) -> Vec<Tab> {
    let tab = |(state, key, asked): (MessageState, &str, Option<&str>)| Tab {
        label: locale.t(key),
        count: locale.bounded(count(counts, state).min(COUNTED + 1), COUNTED),
        address: asked.map_or_else(|| addresses::OUTBOX.to_owned(), addresses::outbox),
        is_here: state == here,
    };
    STATES.into_iter().map(tab).collect()
}

/// Why messages wait here, all of them or those with a link.
fn stays(context: &Context) -> Option<String> {
    let key = match () {
        () if context.app.sends_mail => return None,
        () if context.state.site.demo => "outbox-stays-demo",
        () if context.app.outbound.sends_mail(context.installation.rehearsal) => {
            "outbox-stays-keyless"
        }
        () if context.installation.rehearsal => "outbox-stays-rehearsal",
        () => "outbox-stays",
    };
    Some(context.locale.t(key))
}

fn row(context: &Context, zone: &Zone, state: MessageState, listed: ListedMessage) -> OutboxRow {
    let locale = context.locale;
    let in_time = context.now < listed.expires_at;
    OutboxRow {
        kind: locale.message_kind(listed.kind),
        address: addresses::outbox_message(&listed.message_name(), false),
        name: listed.name,
        email: listed.email,
        count: locale.count(listed.rows),
        attempts: locale.count(listed.attempts),
        at: locale.moment(listed.moment, zone),
        error: listed.last_error,
        message_id: listed.message_id.filter(|_| state == MessageState::Failed && in_time),
    }
}

async fn resend(context: &Context) -> Answer {
    let form: RetryForm = context.form()?;
    let now = context.now;
    let resent =
        context.write(async |tx| resend_messages::one(tx, &form.message, now).await).await?;
    if !resent {
        return Err(Problem::NotFound);
    }
    resent_notice(context, 1)
}

async fn resend_all(context: &Context) -> Answer {
    let now = context.now;
    let resent = context.write(async |tx| resend_messages::all(tx, now).await).await?;
    resent_notice(context, i64::try_from(resent).unwrap_or(i64::MAX))
}

fn resent_notice(context: &Context, count: i64) -> Answer {
    let notice = Notice::good(context.locale.say("outbox-resent").with("count", count));
    Ok(notice.on(context, redirect::to(&addresses::outbox("failed"))?))
}
