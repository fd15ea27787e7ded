//! The decisions on many reports that a list offers: those that some of its reports wait for.

use crate::addresses;
use crate::count_cache::COUNTED;
use countersign_domain::access::may_use;
use countersign_domain::actor::Person;
use countersign_domain::status::{Status, Verb, statuses_of};
use countersign_language::text::Locale;
use countersign_store::reports::ListCounts;
use countersign_web::report_query::ReportQuery;

/// What can be done with the selected reports, or with all of the query.
pub(super) struct BulkActions {
    pub(super) buttons: &'static [BulkButton],
    /// "Select all 387 of this query".
    pub(super) all: String,
    /// The number of reports that it takes.
    pub(super) count: String,
    /// The page that approves what a rule approves, for people who approve.
    pub(super) by_rule: Option<String>,
    statuses: Vec<Status>,
}

pub(super) struct BulkButton {
    pub(super) action: &'static str,
    pub(super) label: &'static str,
    pub(super) key: &'static str,
    pub(super) is_primary: bool,
}

const fn button(action: &'static str, label: &'static str, key: &'static str) -> BulkButton {
    BulkButton { action, label, key, is_primary: false }
}

/// The verbs that make a list a list of work, the most pressing first.
static WORK: [(Verb, &[BulkButton]); 3] = [
    (
        Verb::Approve,
        &[
            button("reject", "list-reject-selected", "r"),
            BulkButton { is_primary: true, ..button("approve", "list-approve-selected", "a") },
        ],
    ),
    (Verb::Extend, &[button("extend", "list-extend-selected", "")]),
    (
        Verb::Dispatch,
        &[
            button("reopen", "list-reopen-selected", ""),
            button("dispatch", "dispatch-selected", ""),
        ],
    ),
];

impl BulkActions {
    /// The first work that a report of the query waits for; none for people who cannot do it.
    pub(super) fn of(
        locale: Locale,
        person: &Person,
        query: &ReportQuery,
        counts: &ListCounts,
    ) -> Option<Self> {
        let works = WORK.iter().filter(|(verb, _)| may_use(person, *verb).is_ok());
        let mut works = works.map(|(verb, buttons)| {
            let is_listed = |status: &Status| query.status.is_none_or(|only| only == *status);
            let statuses: Vec<Status> = statuses_of(*verb).filter(is_listed).collect();
            let count: i64 = statuses.iter().map(|status| counts.of(*status)).sum();
            (count, statuses, *verb, *buttons)
        });
        let (count, statuses, verb, buttons) = works.find(|(count, ..)| *count > 0)?;
        let number = locale.bounded(count, COUNTED);
        let all = match query.status {
            None if count < counts.all() => locale.say("list-all-of-status"),
            _ => locale.say("list-all-of-query"),
        };
        let names: Vec<String> = statuses.iter().map(|status| locale.status(*status)).collect();
        let all = all.with_text("count", &number).with_text("statuses", locale.items(&names));
        let by_rule = (verb == Verb::Approve).then(|| addresses::approve_by_rule(&query.text()));
        Some(Self { buttons, all: all.to_string(), count: number, by_rule, statuses })
    }

    /// Whether a report of this status can be selected.
    pub(super) fn takes(&self, status: Status) -> bool {
        self.statuses.contains(&status)
    }
}
