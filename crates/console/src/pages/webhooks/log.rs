//! The log on the page of a webhook: its messages, the newest first.

use crate::addresses;
use crate::context::Context;
use crate::pages::dispatches::deliveries::why_not;
use countersign_app::actions::manage_webhooks;
use countersign_delivery::webhooks::TOO_LATE;
use countersign_domain::webhook::choices;
use countersign_domain::zone::Zone;
use countersign_language::datetime::Moment;
use countersign_language::text::Locale;
use countersign_store::webhooks::{self, ListedEvent, LogCursor, LogQuery, MessageState};
use countersign_store::{Result as StoreResult, Tx};
use countersign_web::problem::Problem;
use serde::Deserialize;
use uuid::Uuid;

/// Messages of a page.
const ROWS: usize = 50;

/// What the reader asks for.
#[derive(Default, Deserialize)]
pub(super) struct AskedLog {
    #[serde(default)]
    state: String,
    #[serde(default)]
    event: String,
    /// The position after which the page begins; blank for the first page.
    #[serde(default)]
    after: String,
}

pub(super) struct Log {
    pub(super) rows: Vec<LogRow>,
    /// The address of the following page.
    pub(super) next: Option<String>,
    /// The address of the first page, if this is another one.
    pub(super) first: Option<String>,
    /// The states: value, label, and whether it is chosen.
    pub(super) states: Vec<(&'static str, String, bool)>,
    /// The events: name, and whether it is chosen.
    pub(super) events: Vec<(&'static str, bool)>,
}

pub(super) struct LogRow {
    /// The id, which the receiver sees too.
    pub(super) id: Uuid,
    pub(super) event: String,
    pub(super) happened: Moment,
    pub(super) mark: (&'static str, String),
    pub(super) next: Option<Moment>,
    pub(super) attempts: String,
    /// The status of the last answer.
    pub(super) status: Option<i64>,
    pub(super) error: Option<String>,
    pub(super) may_resend: bool,
}

impl AskedLog {
    /// Reads the messages that were asked for.
    pub(super) async fn read(&self, tx: &mut Tx, webhook: Uuid) -> StoreResult<Vec<ListedEvent>> {
        let after = self.after.parse().unwrap_or(LogCursor::FIRST);
        let (event_type, state) = (self.event.as_str(), MessageState::from_token(&self.state));
        let limit = i64::try_from(ROWS).unwrap_or(i64::MAX) + 1;
        webhooks::list(tx, webhook, &LogQuery { event_type, state, after, limit }).await
    }

    /// The log as the page shows it.
    pub(super) fn shown(
        &self,
        context: &Context,
        zone: &Zone,
        webhook: Uuid,
        mut listed: Vec<ListedEvent>,
    ) -> Result<Log, Problem> {
        let (locale, kind) = (context.locale, context.person()?.company_kind);
        let has_more = listed.len() > ROWS;
        listed.truncate(ROWS);
        let last = listed.last().filter(|_| has_more).map(ListedEvent::cursor);
        let page = |after: &str| {
            let pairs = [("state", &*self.state), ("event", &*self.event), ("after", after)];
            let given: Vec<_> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
            addresses::with_query(&addresses::webhook(webhook), &given)
        };
        let state = |state: MessageState| {
            (state.token(), label(locale, state), state.token() == self.state)
        };
        Ok(Log {
            next: last.map(|last| page(&last.to_string())),
            first: (!self.after.is_empty()).then(|| page("")),
            rows: listed.into_iter().map(|it| row(locale, zone, it)).collect(),
            states: MessageState::ALL.map(state).to_vec(),
            events: choices(kind).map(|it| (it.token(), it.token() == self.event)).collect(),
        })
    }
}

fn row(locale: Locale, zone: &Zone, listed: ListedEvent) -> LogRow {
    let state = listed.state();
    LogRow {
        id: listed.event,
        happened: locale.moment(listed.created_at, zone),
        mark: (mark(state), label(locale, state)),
        next: listed.next_attempt_at.map(|at| locale.moment(at, zone)),
        attempts: locale.count(listed.attempts),
        status: listed.status,
        error: listed.last_error.as_deref().map(|why| error_words(locale, why)),
        may_resend: state != MessageState::Waiting,
        event: listed.event_type,
    }
}

fn error_words(locale: Locale, why: &str) -> String {
    match why {
        manage_webhooks::GONE => locale.t("webhook-receiver-gone"),
        TOO_LATE => locale.t("webhook-too-late"),
        why => why_not(locale, why),
    }
}

fn label(locale: Locale, state: MessageState) -> String {
    locale.t(match state {
        MessageState::Waiting => "outbox-waiting",
        MessageState::Sent => "outbox-sent",
        MessageState::Failed => "outbox-failed",
    })
}

const fn mark(state: MessageState) -> &'static str {
    match state {
        MessageState::Waiting => "under-review",
        MessageState::Sent => "submitted",
        MessageState::Failed => "given-up",
    }
}
