//! The reader's tasks: a sentence for each, with a link.

use super::failures;
use crate::addresses;
use crate::context::Context;
use crate::count_cache::COUNTED;
use countersign_app::actions::run_clock;
use countersign_domain::access::{Area, Right, may_use, right};
use countersign_domain::actor::{CompanyKind, Person};
use countersign_domain::status::{Status, Verb};
use countersign_domain::zone::Zone;
use countersign_store::Tx;
use countersign_store::corrections::{self, CorrectionScope};
use countersign_store::dispatches as dispatched;
use countersign_store::outbox;
use countersign_store::reports::{self, Filter, ListCounts, ListRow, PagePosition, Scope, SortKey};
use countersign_web::problem::Problem;
use countersign_web::report_query::ReportQuery;

/// Tasks of a kind that are listed one by one.
pub(super) const NAMED: i64 = 5;

pub(crate) struct Need {
    pub(crate) text: String,
    pub(crate) address: String,
    /// Whether it is late, or costs something.
    pub(crate) is_pressing: bool,
}

/// Whether a person ever has tasks: other roles only read.
pub(crate) fn acts(person: &Person) -> bool {
    let verb = match person.company_kind {
        CompanyKind::Partner => Verb::Submit,
        CompanyKind::Distributor => Verb::Approve,
        CompanyKind::Vendor => Verb::Complete,
        CompanyKind::Operator => {
            return right(person.company_kind, person.role, Area::Directory) == Right::Full;
        }
    };
    may_use(person, verb).is_ok()
}

/// The tasks of this person.
pub(crate) async fn of(
    tx: &mut Tx,
    context: &Context,
    filter: Option<&Filter>,
    counts: Option<&ListCounts>,
) -> Result<Vec<Need>, Problem> {
    let person = context.person()?;
    if !acts(person) {
        return Ok(Vec::new());
    }
    match (person.company_kind, filter, counts) {
        (CompanyKind::Partner, Some(filter), _) => partner(tx, context, filter).await,
        (CompanyKind::Distributor, Some(filter), Some(counts)) => {
            distributor(tx, context, filter, counts).await
        }
        (CompanyKind::Vendor, Some(filter), _) => {
            let mut needs = Vec::new();
            of_months(tx, context, filter, &TO_PROCESS, &mut needs).await?;
            let count = corrections::with_vendor(tx, person.company_id).await?;
            let text = context.locale.say("needs-process-amendments").with("count", count);
            let (text, address) = (text.to_string(), addresses::DISPATCHES.to_owned());
            needs.extend((count > 0).then_some(Need { text, address, is_pressing: false }));
            Ok(needs)
        }
        (CompanyKind::Operator, ..) => operator(tx, context).await,
        _ => Ok(Vec::new()),
    }
}

/// A task of a month, and its message.
struct WaitingWork {
    status: Status,
    message: &'static str,
    /// The number of latest months that are skipped.
    skipped: usize,
}

/// A vendor's task.
const TO_PROCESS: WaitingWork =
    WaitingWork { status: Status::Submitted, message: "needs-process", skipped: 0 };
/// Reports that returned to a distributor from months that are otherwise finished.
const BEFORE: WaitingWork =
    WaitingWork { status: Status::UnderReview, message: "needs-review-of-month", skipped: 1 };
/// Months in which a task may remain.
const MONTHS: usize = 12;

/// A sentence for each month with reports that wait.
async fn of_months(
    tx: &mut Tx,
    context: &Context,
    filter: &Filter,
    waiting: &WaitingWork,
    needs: &mut Vec<Need>,
) -> Result<(), Problem> {
    let present = reports::cycles_present(tx, &filter.scope).await?;
    for cycle in present.into_iter().take(MONTHS).skip(waiting.skipped) {
        let there = Filter { cycle, status: Some(waiting.status), ..filter.clone() };
        let one =
            reports::page(tx, &there, SortKey::Partner.into(), &PagePosition::First, 1).await?;
        if one.rows.is_empty() {
            // Most months are finished, and counting completed reports is useless.
            continue;
        }
        let counts = context.app.counts.counts(tx, &there, COUNTED + 1).await?;
        let text = context.locale.say(waiting.message).with("count", counts.of(waiting.status));
        let text = text.with_text("month", context.locale.month(cycle)).to_string();
        let query = ReportQuery::of_cycle(cycle).with_status(Some(waiting.status)).text();
        let address = addresses::reports(&query);
        needs.push(Need { text, address, is_pressing: false });
    }
    Ok(())
}

/// Reports that are with the partner, of any month, each with its deadline.
async fn partner(tx: &mut Tx, context: &Context, filter: &Filter) -> Result<Vec<Need>, Problem> {
    let mut needs = Vec::new();
    let Scope::Partner { id, .. } = filter.scope else { return Ok(needs) };
    let since = filter.cycle.plus(1 - i32::try_from(MONTHS).unwrap_or(1));
    for status in [Status::Rejected, Status::Preparing] {
        let scope = Scope::Partner { id, from: since };
        let filter = Filter { status: Some(status), scope, ..filter.clone() };
        let page =
            reports::page(tx, &filter, SortKey::Due.into(), &PagePosition::First, NAMED).await?;
        needs.extend(page.rows.iter().map(|report| in_hand(context, report)));
    }
    needs.extend(to_answer(tx, context, CorrectionScope::Partner(id)).await?);
    Ok(needs)
}

fn in_hand(context: &Context, report: &ListRow) -> Need {
    let locale = context.locale;
    let rejected = report.status == Status::Rejected;
    let zone = Zone::parse(&report.time_zone).ok();
    let deadline = zone.map(|zone| locale.deadline(report.deadline, &zone).words());
    let left = locale.time_left(context.now, report.deadline);
    let key = match (&left, rejected) {
        (None, _) => "needs-overdue",
        (Some(_), true) => "needs-rejected",
        (Some(_), false) => "needs-preparing",
    };
    let text = locale
        .say(key)
        .with_text("month", locale.month(report.key.cycle))
        .with_text("deadline", deadline.unwrap_or_default())
        .with_text("left", left.unwrap_or_default())
        .with("violations", report.violations);
    Need {
        text: text.to_string(),
        address: addresses::report(report.id),
        is_pressing: rejected || report.violations > 0,
    }
}

/// Corrections that the other company proposed.
async fn to_answer(
    tx: &mut Tx,
    context: &Context,
    whose: CorrectionScope,
) -> Result<Option<Need>, Problem> {
    let person = context.person()?;
    if may_use(person, Verb::AgreeCorrection).is_err() {
        return Ok(None);
    }
    let count = corrections::waiting(tx, whose).await?;
    let text = context.locale.say("needs-corrections").with("count", count);
    let address = addresses::with_query(addresses::CORRECTIONS, &[("state", "waiting")]);
    Ok((count > 0).then(|| Need { text: text.to_string(), address, is_pressing: false }))
}

async fn to_send(tx: &mut Tx, context: &Context, filter: &Filter) -> Result<Option<Need>, Problem> {
    let person = context.person()?;
    if may_use(person, Verb::DispatchAmendment).is_err() {
        return Ok(None);
    }
    let amended = dispatched::vendors_amended(tx, person.company_id).await?;
    let count: i64 = amended.iter().map(|(_, count)| count).sum();
    let text = context.locale.say("needs-amendments").with("count", count).to_string();
    let address = addresses::new_dispatch(&[("cycle", filter.cycle.to_string())]);
    Ok((count > 0).then_some(Need { text, address, is_pressing: false }))
}

/// Reports under review, late ones, and flagged ones; dispatches that did not arrive.
async fn distributor(
    tx: &mut Tx,
    context: &Context,
    filter: &Filter,
    counts: &ListCounts,
) -> Result<Vec<Need>, Problem> {
    let locale = context.locale;
    let mut needs = Vec::new();
    let waiting = counts.of(Status::UnderReview);
    let query = ReportQuery::of_cycle(filter.cycle);
    let under_review = query.with_status(Some(Status::UnderReview));
    if waiting > 0 {
        let text = locale.say("needs-review").with("count", waiting).to_string();
        let by_surprise = under_review.sorted(SortKey::Surprise.into()).text();
        let address = addresses::reports(&by_surprise);
        needs.push(Need { text, address, is_pressing: false });
    }
    of_months(tx, context, filter, &BEFORE, &mut needs).await?;
    let filter = Filter { status: Some(Status::UnderReview), ..filter.clone() };
    let first =
        reports::page(tx, &filter, SortKey::Due.into(), &PagePosition::First, NAMED).await?;
    let is_late = |report: &&ListRow| report.due_at().is_some_and(|at| at <= context.now);
    for report in first.rows.iter().filter(is_late) {
        let text = locale.say("needs-late").with_text("partner", &report.partner_name).to_string();
        let address = addresses::reports(&under_review.text_opened(report.id));
        needs.push(Need { text, address, is_pressing: true });
    }
    let approved = counts.of(Status::Approved);
    if approved > 0 && may_use(context.person()?, Verb::Dispatch).is_ok() {
        let text = locale.say("needs-dispatch").with("count", approved).to_string();
        let address = addresses::new_dispatch(&[("cycle", filter.cycle.to_string())]);
        needs.push(Need { text, address, is_pressing: false });
    }
    needs.extend(to_send(tx, context, &filter).await?);
    needs.extend(
        to_answer(tx, context, CorrectionScope::Distributor(context.person()?.company_id)).await?,
    );
    if counts.flagged > 0 {
        let text = locale.say("needs-flagged").with("count", counts.flagged).to_string();
        let address = addresses::reports(&query.sorted(SortKey::Surprise.into()).text());
        needs.push(Need { text, address, is_pressing: false });
    }
    needs.extend(failures::deliveries(tx, context, Some(context.person()?.company_id)).await?);
    Ok(needs)
}

/// Reports that could not be made, submissions that wait for a choice, and what failed: messages,
/// deliveries and imports.
async fn operator(tx: &mut Tx, context: &Context) -> Result<Vec<Need>, Problem> {
    let locale = context.locale;
    let mut needs = Vec::new();
    let mut need = |text: String| {
        needs.push(Need { text, address: addresses::CLOCK.to_owned(), is_pressing: true });
    };
    let faults = reports::faults(tx).await?.len();
    if faults > 0 {
        need(locale.say("needs-faults").with("count", faults).to_string());
    }
    if run_clock::waits(&context.installation, context.now)
        && reports::owed_since(tx, context.now).await?.is_some()
    {
        need(locale.t("needs-missed"));
    }
    let failed = outbox::failed(tx).await?;
    if failed > 0 {
        let text = locale.say("needs-failed-messages").with("count", failed).to_string();
        needs.push(Need { text, address: addresses::outbox("failed"), is_pressing: true });
    }
    needs.extend(failures::deliveries(tx, context, None).await?);
    needs.extend(failures::imports(tx, context, context.person()?.company_id).await?);
    Ok(needs)
}
