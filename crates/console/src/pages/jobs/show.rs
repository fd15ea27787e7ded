//! The page of decisions on many reports.

use super::header::{Confirm, JobHeader, is_tried, reload_after};
use super::import::{self, TypedRows};
use super::lookup::{of_address, right_in};
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::reader_zone::zone_of;
use crate::refusal_words::refusal_words;
use askama::Template;
use countersign_app::jobs::decisions::{self, ALREADY_DONE, DONE, DecisionTally, JobDecision};
use countersign_domain::access::Right;
use countersign_domain::refusal::Refusal;
use countersign_domain::zone::{Zone, parse_date};
use countersign_language::text::Locale;
use countersign_store::Tx;
use countersign_store::job_items::{self, ListedJobItem};
use countersign_store::jobs::{Job, JobState};
use countersign_web::problem::Answer;
use serde::Deserialize;

const ROWS: i64 = 100;

#[derive(Template)]
#[template(path = "job_decisions.html")]
struct Decisions {
    layout: Layout,
    header: JobHeader,
    rows: Vec<JobItemRow>,
    filters: Vec<(String, String, bool)>,
    next: Option<String>,
}

/// An item of the table.
struct JobItemRow {
    /// The address of the report; `None` if the reader no longer sees it.
    report: Option<String>,
    partner: String,
    cycle: String,
    vendor: String,
    mark: &'static str,
    result: String,
    message: Option<String>,
}

#[derive(Deserialize)]
struct JobQuery {
    #[serde(default)]
    after: i64,
    only: Option<String>,
}

pub(super) async fn show(context: &Context) -> Answer {
    let query: JobQuery = context.query()?;
    let page = context.read(async |tx| {
        let job = of_address(context, tx, Right::Read).await?;
        match job.kind == countersign_app::jobs::imports::KIND {
            true => import::page(context, tx, &job, &TypedRows::default()).await,
            false => decisions_page(context, tx, &job, &query).await,
        }
    });
    page.await
}

async fn decisions_page(context: &Context, tx: &mut Tx, job: &Job, query: &JobQuery) -> Answer {
    let locale = context.locale;
    let decision = decisions::decision(job)?;
    let words = DecisionTexts::of(&decision);
    let said = match &decision {
        JobDecision::Approve { note } => note.clone(),
        JobDecision::Reject { reasons } => Some(reasons.clone()),
        JobDecision::Complete => None,
        JobDecision::Extend { reason, .. } | JobDecision::Return { reason } => Some(reason.clone()),
    };
    let tally = decisions::tally(tx, job.id).await?;
    let zone = zone_of(context)?;
    let only = query.only.as_deref().filter(|only| !only.is_empty());
    let rows = job_items::listed(tx, job.id, query.after, ROWS, only).await?;
    let address = addresses::job(job.id);
    let next = rows.last().filter(|_| rows.len() as i64 == ROWS).map(|last| {
        let only =
            only.map_or_else(String::new, |only| format!("&only={}", only.replace(' ', "+")));
        format!("{address}?after={}{only}", last.position)
    });
    let title = locale.say(words.title).with("count", job.total);
    let title = title.with("date", last_day(locale, &decision));
    let mut layout = context.layout(title.to_string());
    layout.reload_after = reload_after(job);
    let may_act = right_in(context.person()?, job) == Right::Full;
    let back = match decision {
        JobDecision::Approve { .. } | JobDecision::Reject { .. } | JobDecision::Extend { .. } => {
            (addresses::REPORTS, locale.t("jobs-back-to-reports"))
        }
        JobDecision::Complete | JobDecision::Return { .. } => {
            (addresses::DISPATCHES, locale.t("nav-dispatches"))
        }
    };
    // A vendor no longer sees a report that it returned.
    let returned = matches!(decision, JobDecision::Return { .. }) && !job.dry_run;
    let header = JobHeader {
        confirm: confirm_of(locale, &decision, &tally).filter(|_| may_act && is_tried(job)),
        outcome: outcome(locale, job, words, &tally),
        said: said.filter(|said| !said.trim().is_empty()),
        ..JobHeader::of(context, tx, job, back).await?
    };
    html(&Decisions {
        layout,
        header,
        filters: filters(locale, job, words, &tally, &address, only),
        rows: rows.iter().map(|item| row(locale, job, words, item, returned, &zone)).collect(),
        next,
    })
}

/// The messages of a kind of decision: expected, done, already done, refused.
#[derive(Clone, Copy)]
struct DecisionTexts {
    title: &'static str,
    would: [&'static str; 3],
    was: [&'static str; 3],
    item_would: &'static str,
    item_done: &'static str,
    item_already: &'static str,
}

/// Decisions that move a report on or back.
const DECIDED: DecisionTexts = DecisionTexts {
    title: "jobs-approve-title",
    would: ["jobs-would-done", "jobs-would-already", "jobs-would-refused"],
    was: ["jobs-was-done", "jobs-was-already", "jobs-was-refused"],
    item_would: "jobs-item-would",
    item_done: "jobs-item-done",
    item_already: "jobs-item-already",
};

/// Of an extension.
const EXTENDED: DecisionTexts = DecisionTexts {
    title: "jobs-extend-title",
    would: ["jobs-would-extend", "jobs-would-extended-already", "jobs-would-refused"],
    was: ["jobs-was-extended", "jobs-was-extended-already", "jobs-was-refused"],
    item_would: "jobs-item-would-extend",
    item_done: "jobs-item-extended",
    item_already: "jobs-item-extended-already",
};

impl DecisionTexts {
    const fn of(decision: &JobDecision) -> Self {
        match decision {
            JobDecision::Approve { .. } => DECIDED,
            JobDecision::Reject { .. } => Self { title: "jobs-reject-title", ..DECIDED },
            JobDecision::Extend { .. } => EXTENDED,
            JobDecision::Complete => Self { title: "jobs-complete-title", ..DECIDED },
            JobDecision::Return { .. } => Self { title: "jobs-return-title", ..DECIDED },
        }
    }
}

/// The new last day of an extension; blank for other decisions.
fn last_day(locale: Locale, decision: &JobDecision) -> String {
    let JobDecision::Extend { last_day, .. } = decision else { return String::new() };
    parse_date(last_day).map_or_else(|_| last_day.clone(), |date| locale.written(date))
}

/// The results, expected or actual, in a sentence each.
fn outcome(locale: Locale, job: &Job, words: DecisionTexts, tally: &DecisionTally) -> Vec<String> {
    if !matches!(
        job.state,
        JobState::Previewed | JobState::Done | JobState::Cancelled | JobState::Failed
    ) {
        return Vec::new();
    }
    let keys = if job.dry_run { words.would } else { words.was };
    let counts = [tally.done, tally.already_done, tally.refused];
    let texts = keys.into_iter().zip(counts).filter(|(_, count)| *count > 0);
    texts.map(|(key, count)| locale.say(key).with("count", count).to_string()).collect()
}

fn confirm_of(locale: Locale, decision: &JobDecision, tally: &DecisionTally) -> Option<Confirm> {
    let (label, text) = match decision {
        JobDecision::Approve { .. } => ("jobs-confirm-approve", "jobs-confirm-approve-text"),
        JobDecision::Reject { .. } => ("jobs-confirm-reject", "jobs-confirm-reject-text"),
        JobDecision::Extend { .. } => ("jobs-confirm-extend", "jobs-confirm-extend-text"),
        JobDecision::Complete => ("jobs-confirm-complete", "jobs-confirm-complete-text"),
        JobDecision::Return { .. } => ("jobs-confirm-return", "jobs-confirm-return-text"),
    };
    let say = |key| {
        let message = locale.say(key).with("count", tally.done);
        message.with("date", last_day(locale, decision)).to_string()
    };
    (tally.done > 0).then(|| Confirm { label: say(label), text: say(text) })
}

/// Links that narrow the table to one result: address, label, whether it is chosen.
fn filters(
    locale: Locale,
    job: &Job,
    words: DecisionTexts,
    tally: &DecisionTally,
    address: &str,
    only: Option<&str>,
) -> Vec<(String, String, bool)> {
    let all = [
        (None, job.total),
        (Some(DONE), tally.done),
        (Some(ALREADY_DONE), tally.already_done),
        (Some(decisions::REFUSED), tally.refused),
    ];
    let shown = all.into_iter().filter(|(result, count)| result.is_none() || *count > 0);
    let link = |(result, count): (Option<&str>, i64)| {
        let label = result.map_or_else(
            || locale.t("jobs-all-items"),
            |result| result_label(locale, job.dry_run, words, result),
        );
        let place = result.map_or_else(
            || address.to_owned(),
            |result| format!("{address}?only={}", result.replace(' ', "+")),
        );
        (place, format!("{} {label}", locale.count(count)), result == only)
    };
    shown.map(link).collect()
}

fn result_label(locale: Locale, is_preview: bool, words: DecisionTexts, result: &str) -> String {
    locale.t(match (result, is_preview) {
        (DONE, true) => words.item_would,
        (DONE, false) => words.item_done,
        (ALREADY_DONE, _) => words.item_already,
        _ => "jobs-item-refused",
    })
}

/// A refusal in words that are true for every reader of the page, not only the person who decided.
fn refusal_of_job(locale: Locale, refusal: &Refusal, zone: &Zone) -> String {
    match refusal {
        Refusal::NoSuchReport => locale.t("jobs-refused-no-report"),
        Refusal::NotPermitted { .. } => locale.t("jobs-refused-not-permitted"),
        Refusal::OwnWork(_) => locale.t("jobs-refused-own-work"),
        Refusal::DeadlinePassed(deadline) => {
            let date = locale.deadline(*deadline, zone).words();
            locale.say("jobs-refused-deadline").with("date", date).to_string()
        }
        other => refusal_words(locale, other, zone),
    }
}

fn row(
    locale: Locale,
    job: &Job,
    words: DecisionTexts,
    item: &ListedJobItem,
    returned: bool,
    zone: &Zone,
) -> JobItemRow {
    let result = item.result.as_deref();
    let is_gone = returned && matches!(result, Some(DONE | ALREADY_DONE));
    JobItemRow {
        report: (!is_gone).then(|| addresses::report(item.report_id)),
        partner: item.partner_name.clone(),
        cycle: item.cycle.to_string(),
        vendor: item.vendor_code.clone(),
        mark: match result {
            Some(DONE) => "good",
            Some(ALREADY_DONE) => "same",
            Some(_) => "refused",
            None => "waiting",
        },
        result: result.map_or_else(
            || locale.t("jobs-item-waiting"),
            |result| result_label(locale, job.dry_run, words, result),
        ),
        message: item.message.as_deref().map(|message| match decisions::refusal(message) {
            Some(refusal) => refusal_of_job(locale, &refusal, zone),
            None => message.to_owned(),
        }),
    }
}
