//! The report page: what it says to each of its readers, and what they can do with it.

use super::amendments::{AmendmentRow, LateRow, amendments, late_rows, may_propose};
use super::bound::settings;
use super::form::{Form, LineForm, Sent};
use super::head::Head;
use super::journey::Journey;
use super::lines::{Background, LineRow};
use super::opened::Opened;
use super::opening;
use super::stand::Stand;
use super::told::{Sentence, Teller, product_names};
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use askama::Template;
use countersign_domain::access::sees_dispatch;
use countersign_domain::actor::CompanyKind;
use countersign_domain::history::{Entry, Field};
use countersign_domain::instant::Instant;
use countersign_domain::status::{Status, Verb};
use countersign_language::explanation::SettingRow;
use countersign_store::dispatches::Dispatch;
use countersign_store::reports::Key;
use countersign_store::{Tx, late_differences};
use countersign_web::problem::{Answer, Problem};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "report.html")]
pub(super) struct ReportPage {
    layout: Layout,
    head: Head,
    stand: Stand,
    actions: Actions,
    rejection: Option<Rejection>,
    extension: Option<Extension>,
    comment: Option<String>,
    form: Option<Form>,
    lines: Vec<LineRow>,
    history: Vec<ShortEntry>,
    settings: Vec<SettingRow>,
    exports: Vec<Export>,
    /// The dispatches it was part of: their names, and addresses for whoever may open them.
    dispatches: Vec<(Option<String>, String)>,
    /// The report, where its reader is the first of its partner's people.
    first_opened: Option<Key>,
    /// Where the page says that it is before its reader, which its address does not tell.
    confirm_opening: Option<String>,
    /// What was proposed to correct, the last one first.
    amendments: Vec<AmendmentRow>,
    may_propose: bool,
    /// What late readings would have changed; nobody but its parties and the operator is told.
    late: Vec<LateRow>,
    /// Whether that can be proposed as a correction now.
    may_propose_late: bool,
}

/// A file of the report.
struct Export {
    name: String,
    address: String,
}

/// Why it was rejected the last time.
struct Rejection {
    told: Sentence,
    reasons: String,
    /// Whether it is still to be addressed.
    is_open: bool,
}

/// Why the deadline that stands is a later one.
struct Extension {
    told: Sentence,
    /// What the distributor says about it; nothing where it was the operator's choice.
    reason: Option<String>,
}

impl Extension {
    /// While the partner has the report, and no later entry gave another deadline.
    fn of(opened: &Opened, teller: &Teller<'_>) -> Option<Self> {
        let moved = |entry: &&Entry| entry.changes.iter().any(|it| it.field == Field::Deadline);
        let entry = opened.history.iter().rev().map(|(entry, _)| entry).find(moved)?;
        let stands = entry.verb == Verb::Extend && opened.report().status.with_partner();
        let told = || teller.sentence(entry);
        stands.then(|| Self { told: told(), reason: entry.reason.clone() })
    }
}

/// What the reader can do.
#[derive(Clone, Copy, Debug, Default)]
struct Actions {
    decide: bool,
    extend: bool,
    reopen: bool,
    finish: bool,
    dispatch: bool,
}

impl Actions {
    fn of(opened: &Opened, now: Instant) -> Self {
        let report = opened.report();
        let status = opened.report().status;
        let distributor = opened.works_as(CompanyKind::Distributor);
        Self {
            decide: distributor && status == Status::UnderReview && !opened.is_own_work(),
            extend: distributor && status.with_partner() && now < report.deadline,
            reopen: distributor && status == Status::Approved,
            dispatch: distributor && status == Status::Approved,
            finish: opened.works_as(CompanyKind::Vendor) && status == Status::Submitted,
        }
    }
}

/// A line of the short history: saves of one moment stand together.
struct ShortEntry {
    told: Sentence,
    lines: Vec<String>,
}

/// Shows a report.
pub(super) async fn show(context: &Context) -> Answer {
    let mut page = page(context, None).await?;
    if let Some(key) = page.first_opened {
        if opening::is_ahead(&context.headers) {
            return Ok(opening::ask_again());
        }
        if opening::is_readers_own(context) {
            opening::note(context, key).await?;
        } else {
            let id: Uuid = context.parameter("id")?;
            page.confirm_opening = Some(addresses::of_report(id, "opened"));
        }
    }
    html(&page)
}

/// The page, with what was sent and could not be saved.
///
/// # Errors
/// [`Problem::NotFound`] where the report is not for the reader.
pub(super) async fn page(context: &Context, sent: Sent<'_>) -> Result<ReportPage, Problem> {
    context.read(async |tx| load(context, tx, sent).await).await
}

async fn load(context: &Context, tx: &mut Tx, sent: Sent<'_>) -> Result<ReportPage, Problem> {
    let journey = Journey::of(context);
    let opened = Opened::find(context, tx).await?;
    let background = Background::load(tx, opened.key()).await?;
    let first_opened = opening::is_first(tx, &opened).await?;
    let late = match opened.reader.company_kind {
        CompanyKind::Vendor => Vec::new(),
        _ => late_differences::of_report(tx, opened.key()).await?,
    };
    let place = journey.place(context, tx, opened.key(), opened.report().status).await?;
    let (locale, report) = (context.locale, opened.report());
    let products = product_names(&opened);
    let teller = Teller::new(locale, &opened, &products);
    let head = Head { place, ..Head::of(context, &opened, &journey) };
    let is_rejected = report.status == Status::Rejected;
    let rejection = opened.last(Verb::Reject);
    let reasons = rejection.filter(|_| is_rejected).map_or_else(Vec::new, reasons_of_lines);
    let mut lines = background.rows(locale, report, &reasons);
    let form = is_editable(context, &opened).then(|| form(context, &opened, &journey, sent));
    for (row, line) in lines.iter_mut().zip(&report.lines) {
        row.address = Some(journey.at(&addresses::line(head.id, &line.product.code)));
        row.form = form.is_some().then(|| LineForm::new(locale, line, sent));
    }
    let (late, suggests) = late_rows(locale, report, &late);
    Ok(ReportPage {
        layout: context.layout(format!("{} · {}", head.partner, head.month)),
        stand: Stand::of(&opened, &teller, context.now),
        actions: Actions::of(&opened, context.now),
        extension: Extension::of(&opened, &teller),
        rejection: rejection.map(|entry| Rejection {
            told: teller.sentence(entry),
            reasons: entry.reason.clone().unwrap_or_default(),
            is_open: is_rejected,
        }),
        comment: report.comment.clone(),
        form,
        lines,
        history: short_history(&opened, &teller),
        settings: settings(locale, report),
        exports: exports(context, &head),
        dispatches: dispatches(context, &opened),
        first_opened,
        confirm_opening: None,
        amendments: amendments(&opened, &teller),
        may_propose: may_propose(&opened),
        may_propose_late: suggests && may_propose(&opened),
        late,
        head,
    })
}

fn dispatches(context: &Context, opened: &Opened) -> Vec<(Option<String>, String)> {
    let seen = |it: &Dispatch| sees_dispatch(&opened.reader, it.distributor_id, it.vendor_id);
    let named = |it: &Dispatch| {
        let number = context.locale.count(it.number);
        let name = context.locale.say("dispatch-title").with("number", number).to_string();
        (seen(it).then(|| addresses::dispatch(it.id)), name)
    };
    opened.dispatches.iter().map(named).collect()
}

fn is_editable(context: &Context, opened: &Opened) -> bool {
    let report = opened.report();
    let in_hand = report.status.with_partner() && context.now < report.deadline;
    in_hand && opened.works_as(CompanyKind::Partner)
}

fn form(context: &Context, opened: &Opened, journey: &Journey, sent: Sent<'_>) -> Form {
    let id = opened.names().report_id;
    let action = journey.at(&addresses::of_report(opened.id(), "draft"));
    let draft_key = format!("draft:{id}:{}", opened.reader.id);
    Form::new(context.locale, opened.report(), action, draft_key, sent)
}

/// The distributor's reasons for lines, by product.
fn reasons_of_lines(entry: &Entry) -> Vec<(String, String)> {
    let reasons = entry.changes.iter().filter(|change| change.field == Field::Reasons);
    reasons.filter_map(|it| Some((it.product.clone()?, it.after.clone()?))).collect()
}

fn short_history(opened: &Opened, teller: &Teller<'_>) -> Vec<ShortEntry> {
    let mut short: Vec<(&Entry, Vec<String>)> = Vec::new();
    for (entry, _) in &opened.history {
        let products = entry.changes.iter().filter_map(|change| change.product.as_deref());
        let lines: Vec<String> = match entry.verb {
            Verb::Edit | Verb::Reset => products.map(|code| teller.product(code)).collect(),
            _ => Vec::new(),
        };
        match short.last_mut() {
            Some((last, together)) if is_one_save(last, entry) => together.extend(lines),
            _ => short.push((entry, lines)),
        }
    }
    let told = |(entry, mut lines): (&Entry, Vec<String>)| {
        lines.dedup();
        ShortEntry { told: teller.sentence(entry), lines }
    };
    short.into_iter().map(told).collect()
}

fn is_one_save(a: &Entry, b: &Entry) -> bool {
    a.verb == Verb::Edit && b.verb == Verb::Edit && a.at == b.at && a.actor == b.actor
}

fn exports(context: &Context, head: &Head) -> Vec<Export> {
    let file = |key: &str, file: &str| Export {
        name: context.locale.t(key),
        address: addresses::of_report(head.id, file),
    };
    vec![
        file("report-export-csv", "export.csv"),
        file("report-export-excel", "export.csv?dialect=excel-semicolon"),
        file("report-export-jsonl", "export.jsonl"),
    ]
}
