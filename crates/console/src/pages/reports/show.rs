//! The report page, with the actions of its reader.

use super::amendments::{AmendmentRow, LateRow, amendments, late_rows};
use super::applied_settings::settings;
use super::edit_form::{EditForm, LineForm, SentDraft};
use super::first_view;
use super::header::ReportHeader;
use super::history_text::{HistoryFormatter, Sentence, product_names};
use super::lines::{Background, LineRow};
use super::list_navigation::{ListNavigation, ListPosition};
use super::report_summary::ReportSummary;
use super::report_view::ReportView;
use super::sign;
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::signing::SigningView;
use askama::Template;
use askama::filters::HtmlSafe;
use countersign_domain::access::sees_dispatch;
use countersign_domain::actor::CompanyKind;
use countersign_domain::history::{Entry, HistoryField, in_effect};
use countersign_domain::instant::Instant;
use countersign_domain::status::{Status, Verb};
use countersign_domain::workflow::Available;
use countersign_language::explanation::SettingRow;
use countersign_store::dispatches::Dispatch;
use countersign_store::reports::Key;
use countersign_store::{Tx, late_differences};
use countersign_web::problem::{Answer, Problem};
use std::rc::Rc;
use uuid::Uuid;

/// A report as a page of its own.
#[derive(Template)]
#[template(path = "report.html")]
pub(super) struct ReportPage {
    layout: Rc<Layout>,
    pane: ReportPane,
}

/// A report with its actions, on its page or beside its list.
#[derive(Template)]
#[template(path = "report_pane.html")]
pub(crate) struct ReportPane {
    pub(crate) layout: Rc<Layout>,
    header: ReportHeader,
    summary: ReportSummary,
    actions: ReportActions,
    rejection: Option<Rejection>,
    extension: Option<Extension>,
    comment: Option<String>,
    form: Option<EditForm>,
    lines: Vec<LineRow>,
    history: Vec<ShortEntry>,
    settings: Vec<SettingRow>,
    exports: Vec<ExportLink>,
    /// The dispatches that it was part of: their names, and addresses for people who may open them.
    dispatches: Vec<(Option<String>, String)>,
    /// The report, if its reader is the first of its partner's people.
    first_view: Option<Key>,
    /// The address to which the script reports that the page is visible.
    confirm_view: Option<String>,
    /// The corrections, the last one first.
    amendments: Vec<AmendmentRow>,
    may_propose: bool,
    /// The late differences, for its parties and the operator.
    late: Vec<LateRow>,
    may_propose_late: bool,
    /// What the button that approves says about signing.
    signing: SigningView,
}

/// A file of the report.
struct ExportLink {
    name: String,
    address: String,
}

/// The last rejection.
struct Rejection {
    text: Sentence,
    reasons: String,
    /// Whether it still has to be addressed.
    is_open: bool,
}

/// The last extension.
struct Extension {
    text: Sentence,
    /// The distributor's reason; `None` if it was the operator's choice.
    reason: Option<String>,
}

impl Extension {
    /// While the partner has the report, and no later entry gave another deadline.
    fn of(view: &ReportView, formatter: &HistoryFormatter<'_>) -> Option<Self> {
        let moved =
            |entry: &&Entry| entry.changes.iter().any(|it| it.field == HistoryField::Deadline);
        let history = in_effect(view.history.iter().map(|(entry, _)| entry));
        let entry = history.into_iter().rev().find(moved)?;
        let stands = entry.verb == Verb::Extend && view.report().status.with_partner();
        let text = || formatter.sentence(entry);
        stands.then(|| Self { text: text(), reason: entry.reason.clone() })
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct ReportActions {
    decide: bool,
    extend: bool,
    reopen: bool,
    finish: bool,
    dispatch: bool,
    undo: bool,
}

impl ReportActions {
    fn of(view: &ReportView, available: &Available, now: Instant) -> Self {
        Self {
            undo: view.may_undo(now),
            decide: available.has(Verb::Approve),
            extend: available.has(Verb::Extend),
            reopen: available.has(Verb::Reopen),
            dispatch: available.has(Verb::Dispatch),
            finish: available.has(Verb::Complete),
        }
    }
}

/// An entry of the short history: saves of one moment are joined.
struct ShortEntry {
    text: Sentence,
    lines: Vec<String>,
}

impl HtmlSafe for ReportPane {}

/// A report that was opened from a list, and its place there.
pub(crate) struct OpenReport {
    pub(crate) view: ReportView,
    pub(crate) list: ListNavigation,
    pub(crate) place: Option<ListPosition>,
}

pub(super) async fn show(context: &Context) -> Answer {
    let mut page = page(context, None).await?;
    if let Some(key) = page.pane.first_view {
        if first_view::is_ahead(&context.headers) {
            return Ok(first_view::ask_again());
        }
        if first_view::is_readers_own(context) {
            first_view::note(context, key).await?;
        } else {
            let id: Uuid = context.parameter("id")?;
            page.pane.confirm_view = Some(addresses::of_report(id, "opened"));
        }
    }
    html(&page)
}

/// The page, with input that could not be saved.
///
/// # Errors
/// [`Problem::NotFound`] if the reader may not see the report.
pub(super) async fn page(context: &Context, sent: SentDraft<'_>) -> Result<ReportPage, Problem> {
    let pane = context
        .read(async |tx| {
            let view = ReportView::find(context, tx).await?;
            let list = ListNavigation::of(context);
            let place = list.place(context, tx, view.key(), view.report().status).await?;
            load(context, tx, OpenReport { view, list, place }, sent).await
        })
        .await?;
    Ok(ReportPage { layout: Rc::clone(&pane.layout), pane })
}

/// The report beside its list.
///
/// # Errors
/// Fails when the database does.
pub(crate) async fn beside_list(
    context: &Context,
    tx: &mut Tx,
    opened: OpenReport,
) -> Result<ReportPane, Problem> {
    load(context, tx, opened, None).await
}

async fn load(
    context: &Context,
    tx: &mut Tx,
    OpenReport { view, list: navigation, place }: OpenReport,
    sent: SentDraft<'_>,
) -> Result<ReportPane, Problem> {
    let background = Background::load(tx, &view.reader, view.key()).await?;
    let first_view = first_view::is_first(tx, &view).await?;
    let late = match view.reader.company_kind {
        CompanyKind::Vendor => Vec::new(),
        _ => late_differences::of_report(tx, view.key()).await?,
    };
    let (locale, report) = (context.locale, view.report());
    let products = product_names(&view);
    let formatter = HistoryFormatter::new(locale, &view, &products);
    let header = ReportHeader { place, ..ReportHeader::of(context, &view, &navigation) };
    let is_rejected = report.status == Status::Rejected;
    let rejection = view.last(Verb::Reject);
    let reasons = rejection.filter(|_| is_rejected).map_or_else(Vec::new, reasons_of_lines);
    let typed = sent.map(|(draft, _)| draft.typed_report(report));
    let shown = typed.as_ref().unwrap_or(report);
    let mut lines = background.rows(locale, shown, &reasons);
    let available = view.available(context.now);
    let form = available.has(Verb::Edit).then(|| form(context, &view, &navigation, sent));
    for ((row, line), shown_line) in lines.iter_mut().zip(&report.lines).zip(&shown.lines) {
        row.address = Some(navigation.at(&addresses::line(header.id, &line.product.code)));
        if form.is_some() {
            row.remarks = background.remarked(report, shown_line).while_edited(locale);
            row.form = Some(LineForm::new(locale, report, line, sent));
        }
    }
    let signing = match available.has(Verb::Approve) {
        true => {
            let address = sign::address(view.id(), Verb::Approve);
            SigningView::of(context, tx, Verb::Approve, address).await?
        }
        false => SigningView::default(),
    };
    let (late, suggests) = late_rows(locale, report, &late);
    Ok(ReportPane {
        layout: Rc::new(context.layout(format!("{} · {}", header.partner, header.month))),
        summary: ReportSummary::of(&view, &formatter, context.now),
        actions: ReportActions::of(&view, &available, context.now),
        extension: Extension::of(&view, &formatter),
        rejection: rejection.map(|entry| Rejection {
            text: formatter.sentence(entry),
            reasons: entry.reason.clone().unwrap_or_default(),
            is_open: is_rejected,
        }),
        comment: report.comment.clone(),
        form,
        lines,
        history: short_history(&view, &formatter),
        settings: settings(locale, report),
        exports: exports(context, &header),
        dispatches: dispatches(context, &view),
        first_view,
        confirm_view: None,
        amendments: amendments(&view, &formatter, &available),
        may_propose: available.has(Verb::ProposeCorrection),
        may_propose_late: suggests && available.has(Verb::ProposeCorrection),
        late,
        signing,
        header,
    })
}

fn dispatches(context: &Context, view: &ReportView) -> Vec<(Option<String>, String)> {
    let seen = |it: &Dispatch| sees_dispatch(&view.reader, it.distributor_id, it.vendor_id);
    let named = |it: &Dispatch| {
        let name = context.locale.say("dispatch-title").with_text("number", it.name()).to_string();
        (seen(it).then(|| addresses::dispatch(it.id)), name)
    };
    view.dispatches.iter().map(named).collect()
}

fn form(
    context: &Context,
    view: &ReportView,
    navigation: &ListNavigation,
    sent: SentDraft<'_>,
) -> EditForm {
    let id = view.names().report_id;
    let action = navigation.at(&addresses::of_report(view.id(), "draft"));
    let draft_key = format!("draft:{id}:{}", view.reader.id);
    EditForm::new(context.locale, view.report(), action, draft_key, sent)
}

fn reasons_of_lines(entry: &Entry) -> Vec<(String, String)> {
    let reasons = entry.changes.iter().filter(|change| change.field == HistoryField::Reasons);
    reasons.filter_map(|it| Some((it.product.clone()?, it.after.clone()?))).collect()
}

fn short_history(view: &ReportView, formatter: &HistoryFormatter<'_>) -> Vec<ShortEntry> {
    let mut short: Vec<(&Entry, Vec<String>)> = Vec::new();
    for (entry, _) in &view.history {
        let products = entry.changes.iter().filter_map(|change| change.product.as_deref());
        let lines: Vec<String> = match entry.verb {
            Verb::Edit | Verb::Reset => products.map(|code| formatter.product(code)).collect(),
            _ => Vec::new(),
        };
        match short.last_mut() {
            Some((last, together)) if is_one_save(last, entry) => together.extend(lines),
            _ => short.push((entry, lines)),
        }
    }
    let text = |(entry, mut lines): (&Entry, Vec<String>)| {
        lines.dedup();
        ShortEntry { text: formatter.sentence(entry), lines }
    };
    short.into_iter().map(text).collect()
}

fn is_one_save(a: &Entry, b: &Entry) -> bool {
    a.verb == Verb::Edit && b.verb == Verb::Edit && a.at == b.at && a.actor == b.actor
}

fn exports(context: &Context, header: &ReportHeader) -> Vec<ExportLink> {
    let file = |key: &str, file: &str| ExportLink {
        name: context.locale.t(key),
        address: addresses::of_report(header.id, file),
    };
    vec![
        file("report-export-pdf", "export.pdf"),
        file("report-export-csv", "export.csv"),
        file("report-export-excel", "export.csv?dialect=excel-semicolon"),
        file("report-export-xlsx", "export.xlsx"),
        file("report-export-jsonl", "export.jsonl"),
        file("report-export-evidence", "evidence.zip"),
    ]
}
