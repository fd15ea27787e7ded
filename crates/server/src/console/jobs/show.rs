//! The page of decisions on many reports.

use super::head::{Confirm, Head, is_tried, reload_after};
use super::{import, of_address, right_in};
use crate::console::context::Context;
use crate::console::html;
use crate::console::problem::Answer;
use crate::console::shell::Shell;
use crate::console::text::Locale;
use crate::jobs::decisions::{self, ALREADY_DONE, DONE, Decision, Tally};
use askama::Template;
use countersign_domain::access::Right;
use countersign_store::Tx;
use countersign_store::job_items::{self, Listed};
use countersign_store::jobs::{Job, State};
use serde::Deserialize;

/// Items of a page.
const ROWS: i64 = 100;

#[derive(Template)]
#[template(path = "job_decisions.html")]
struct Decisions {
    shell: Shell,
    head: Head,
    rows: Vec<Row>,
    filters: Vec<(String, String, bool)>,
    next: Option<String>,
}

/// An item of the table.
struct Row {
    /// Where the report is; none where the reader does not see it any more.
    report: Option<String>,
    partner: String,
    cycle: String,
    vendor: String,
    /// The class of the mark.
    mark: &'static str,
    result: String,
    message: Option<String>,
}

#[derive(Deserialize)]
struct Query {
    #[serde(default)]
    after: i64,
    only: Option<String>,
}

/// Shows a job.
pub(super) async fn show(context: &Context) -> Answer {
    let query: Query = context.query()?;
    let mut tx = context.read().await?;
    let job = of_address(context, &mut tx, Right::Read).await?;
    let page = match job.kind == crate::jobs::imports::KIND {
        true => import::page(context, &mut tx, &job).await,
        false => decisions_page(context, &mut tx, &job, &query).await,
    };
    tx.rollback().await?;
    page
}

async fn decisions_page(context: &Context, tx: &mut Tx, job: &Job, query: &Query) -> Answer {
    let locale = context.locale;
    let decision = decisions::decision(job)?;
    let (title, said) = match &decision {
        Decision::Approve { note } => ("jobs-approve-title", note.clone()),
        Decision::Reject { reasons } => ("jobs-reject-title", Some(reasons.clone())),
        Decision::Complete => ("jobs-complete-title", None),
        Decision::Return { reason } => ("jobs-return-title", Some(reason.clone())),
    };
    let tally = decisions::tally(tx, job.id).await?;
    let only = query.only.as_deref().filter(|only| !only.is_empty());
    let rows = job_items::listed(tx, job.id, query.after, ROWS, only).await?;
    let address = format!("/jobs/{}", job.id);
    let next = rows.last().filter(|_| rows.len() as i64 == ROWS).map(|last| {
        let only =
            only.map_or_else(String::new, |only| format!("&only={}", only.replace(' ', "+")));
        format!("{address}?after={}{only}", last.position)
    });
    let mut shell = context.shell(locale.say(title).with("count", job.total).to_string());
    shell.reload_after = reload_after(job);
    let may_act = right_in(context.person()?, job) == Right::Full;
    let back = match decision {
        Decision::Approve { .. } | Decision::Reject { .. } => {
            ("/usage-reports", locale.t("jobs-back-to-reports"))
        }
        Decision::Complete | Decision::Return { .. } => ("/dispatches", locale.t("nav-dispatches")),
    };
    // What a vendor returned is out of its sight.
    let returned = matches!(decision, Decision::Return { .. }) && !job.dry_run;
    let head = Head {
        confirm: confirm_of(locale, &decision, &tally).filter(|_| may_act && is_tried(job)),
        outcome: outcome(locale, job, &tally),
        said: said.filter(|said| !said.trim().is_empty()),
        ..Head::of(context, tx, job, back).await?
    };
    html(&Decisions {
        shell,
        head,
        filters: filters(locale, job, &tally, &address, only),
        rows: rows.iter().map(|item| row(locale, job, item, returned)).collect(),
        next,
    })
}

/// What was done, or would be, in a sentence per result.
fn outcome(locale: Locale, job: &Job, tally: &Tally) -> Vec<String> {
    if !matches!(job.state, State::Previewed | State::Done | State::Cancelled | State::Failed) {
        return Vec::new();
    }
    let keys = match job.dry_run {
        true => ["jobs-would-done", "jobs-would-already", "jobs-would-refused"],
        false => ["jobs-was-done", "jobs-was-already", "jobs-was-refused"],
    };
    let counts = [tally.done, tally.already_done, tally.refused];
    let told = keys.into_iter().zip(counts).filter(|(_, count)| *count > 0);
    told.map(|(key, count)| locale.say(key).with("count", count).to_string()).collect()
}

fn confirm_of(locale: Locale, decision: &Decision, tally: &Tally) -> Option<Confirm> {
    let (label, text) = match decision {
        Decision::Approve { .. } => ("jobs-confirm-approve", "jobs-confirm-approve-text"),
        Decision::Reject { .. } => ("jobs-confirm-reject", "jobs-confirm-reject-text"),
        Decision::Complete => ("jobs-confirm-complete", "jobs-confirm-complete-text"),
        Decision::Return { .. } => ("jobs-confirm-return", "jobs-confirm-return-text"),
    };
    let say = |key| locale.say(key).with("count", tally.done).to_string();
    (tally.done > 0).then(|| Confirm { label: say(label), text: say(text) })
}

/// Links that narrow the table to one result: address, label, whether it is chosen.
fn filters(
    locale: Locale,
    job: &Job,
    tally: &Tally,
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
            |result| result_label(locale, job.dry_run, result),
        );
        let place = result.map_or_else(
            || address.to_owned(),
            |result| format!("{address}?only={}", result.replace(' ', "+")),
        );
        (place, format!("{} {label}", locale.count(count)), result == only)
    };
    shown.map(link).collect()
}

fn result_label(locale: Locale, is_preview: bool, result: &str) -> String {
    locale.t(match (result, is_preview) {
        (DONE, true) => "jobs-item-would",
        (DONE, false) => "jobs-item-done",
        (ALREADY_DONE, _) => "jobs-item-already",
        _ => "jobs-item-refused",
    })
}

fn row(locale: Locale, job: &Job, item: &Listed, returned: bool) -> Row {
    let result = item.result.as_deref();
    let is_gone = returned && matches!(result, Some(DONE | ALREADY_DONE));
    Row {
        report: (!is_gone).then(|| format!("/usage-reports/{}", item.report_id)),
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
            |result| result_label(locale, job.dry_run, result),
        ),
        message: item.message.clone(),
    }
}
