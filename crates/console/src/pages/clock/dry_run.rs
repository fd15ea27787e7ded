//! A dry run as a table: what would happen to each report, when and why.

use crate::addresses;
use crate::context::Context;
use countersign_app::actions::foresee_work::{
    self, DryRun, Foreseen, ForeseenChange, ForeseenWork, Submission, Work,
};
use countersign_app::actions::run_clock::MissedDeadlines;
use countersign_domain::explanation::Hold;
use countersign_domain::instant::Instant;
use countersign_language::datetime::Moment;
use countersign_language::text::Locale;
use countersign_web::blocking;
use countersign_web::problem::Problem;

const ROWS: usize = 200;

/// A dry run.
pub(super) struct ForeseenTable {
    /// The totals, in a sentence each.
    pub(super) totals: Vec<String>,
    /// The first reports.
    pub(super) rows: Vec<ForeseenRow>,
    /// How many more there are.
    pub(super) more: Option<String>,
}

/// What would happen to a report.
pub(super) struct ForeseenRow {
    pub(super) at: Moment,
    pub(super) cycle: String,
    pub(super) partner: String,
    pub(super) distributor: String,
    pub(super) vendor: String,
    /// The report's address, if it exists already.
    pub(super) address: Option<String>,
    /// The work, with its reason.
    pub(super) what: String,
    /// Lines that would be charged on other units, and whether as a penalty.
    pub(super) changes: Vec<(String, bool)>,
    /// What would follow.
    pub(super) then: Option<String>,
}

/// The table up to an instant; `None` if that is too far ahead.
pub(super) async fn table(
    context: &Context,
    until: Instant,
) -> Result<Option<ForeseenTable>, Problem> {
    let asked = DryRun { now: context.now, until, missed: MissedDeadlines::Wait };
    if !asked.is_near() {
        return Ok(None);
    }
    let (store, installation) = (context.state.store.clone(), context.installation);
    let foreseen =
        blocking::run(async move || foresee_work::run(&store, &installation, asked).await);
    let foreseen = foreseen.await??;
    let locale = context.locale;
    let rows = foreseen.items.iter().take(ROWS);
    let more = foreseen.items.len().saturating_sub(ROWS);
    Ok(Some(ForeseenTable {
        totals: totals(locale, &foreseen),
        rows: rows.map(|item| row(locale, item, foreseen.waits)).collect(),
        more: (more > 0).then(|| locale.say("clock-more").with("count", more).to_string()),
    }))
}

fn totals(locale: Locale, foreseen: &Foreseen) -> Vec<String> {
    let totals = foreseen.totals();
    let say = |key, count: usize| locale.say(key).with("count", count);
    let mut sentences: Vec<String> = Vec::new();
    for (cycle, (reports, partners)) in &totals.made {
        let message = say("clock-would-make", *reports).with("partners", *partners);
        sentences.push(message.with("month", locale.month(*cycle)).to_string());
    }
    if totals.faults > 0 {
        sentences.push(say("clock-would-fail", totals.faults).to_string());
    }
    if totals.submitted > 0 {
        let kept = totals.submitted - totals.approved;
        let message = say("clock-would-submit", totals.submitted);
        let message = message.with("penalties", totals.penalised).with("kept", kept);
        sentences.push(message.with("approved", totals.approved).to_string());
    }
    if sentences.is_empty() {
        sentences.push(locale.t("clock-would-nothing"));
    }
    if foreseen.waits {
        sentences.push(locale.t("clock-would-wait"));
    }
    sentences
}

fn row(locale: Locale, item: &ForeseenWork, waits: bool) -> ForeseenRow {
    let moment = |at: Instant| locale.deadline(at, &item.zone).words();
    let mut changes = Vec::new();
    let mut then = None;
    let what = match &item.work {
        Work::Make { lines, violations, deadline } => {
            let message = locale.say("clock-make").with("lines", *lines);
            then = Some(message.with("violations", *violations).to_string());
            locale.say("clock-make-why").with("deadline", moment(*deadline)).to_string()
        }
        Work::Fault => locale.t("clock-fault"),
        Work::Extend(deadline) => {
            locale.say("clock-extended").with("deadline", moment(*deadline)).to_string()
        }
        Work::Submit(submission) => {
            changes = submission.changes.iter().map(|it| change(locale, it)).collect();
            then = Some(follows(locale, submission));
            locale.t(if waits { "clock-submit-waits" } else { "clock-submit" })
        }
    };
    let at = match item.work {
        Work::Submit(_) => locale.deadline(item.at, &item.zone),
        _ => locale.moment(item.at, &item.zone),
    };
    ForeseenRow {
        at,
        cycle: item.cycle.to_string(),
        partner: item.partner_name.clone(),
        distributor: item.distributor.clone(),
        vendor: item.vendor.clone(),
        address: (!item.is_new).then(|| addresses::report(item.report_id)),
        what,
        changes,
        then,
    }
}

fn change(locale: Locale, change: &ForeseenChange) -> (String, bool) {
    let key = match change.penalty {
        true => "report-deadline-penalty",
        false => "report-deadline-default",
    };
    let by = change.to.micros().saturating_sub(change.from.micros());
    let text = locale
        .say(key)
        .with("product", format!("\u{2068}{}\u{2069}", change.product_name))
        .with("to", locale.units(change.to))
        .with("from", locale.units(change.from))
        .with("by", locale.signed(by))
        .to_string();
    (text, change.penalty)
}

fn follows(locale: Locale, submission: &Submission) -> String {
    let key = |hold: &Hold| match hold {
        Hold::SwitchedOff => "why-hold-switched-off",
        Hold::Flagged => "why-hold-flagged",
        Hold::CarriedForward => "why-hold-carried",
        Hold::Contested => "why-hold-contested",
        Hold::Comments => "why-hold-comments",
    };
    let holds: Vec<String> = submission.holds.iter().map(|hold| locale.t(key(hold))).collect();
    match (holds.is_empty(), submission.is_penalised()) {
        (true, false) => locale.t("report-deadline-approved"),
        (true, true) => locale.t("report-deadline-approved-flagged"),
        (false, flagged) => {
            let key = if flagged { "clock-kept-flagged" } else { "clock-kept" };
            locale.say(key).with("holds", locale.sentences(&holds)).to_string()
        }
    }
}
