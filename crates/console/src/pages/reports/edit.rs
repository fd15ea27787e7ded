//! The partner's form: saved as a draft as often as wanted, without losing input.
//!
//! All changes of a form are saved in one transaction, or none. If something is wrong, or was
//! changed elsewhere meanwhile, the page comes back with the input.

use super::draft::{Draft, Field, FieldError, LineDraft, SavePlan, VersionChoice};
use super::execute::{self, UnsavedInput};
use super::figures::{BadFigure, written_figure};
use super::history_text::{HistoryFormatter, Sentence, product_names};
use super::list_navigation::ListNavigation;
use super::outlier;
use super::report_view::ReportView;
use super::show;
use crate::addresses;
use crate::context::Context;
use crate::free_text::{TextError, tidy};
use crate::html::html;
use crate::layout::Layout;
use crate::notice::Notice;
use askama::Template;
use axum::http::StatusCode;
use countersign_app::actions::report_batch::ReportBatch;
use countersign_domain::actor::Person;
use countersign_domain::instant::Instant;
use countersign_domain::line::Line;
use countersign_domain::quantity::QuantityError;
use countersign_domain::refusal::Refusal;
use countersign_domain::report::Report;
use countersign_domain::status::Verb;
use countersign_domain::text::TextKind;
use countersign_domain::workflow::available;
use countersign_language::text::Locale;
use countersign_store::reports::{self, Key};
use countersign_store::{StoreError, Tx};
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;

/// The fields of a form. NUL is reported at its field, so that nothing else is lost.
///
/// # Errors
/// [`Problem::BadRequest`] when it is not a form.
pub(super) fn fields(context: &Context) -> Result<Vec<(String, String)>, Problem> {
    let fields = serde_html_form::from_bytes(&context.fields);
    fields.map_err(|error| Problem::BadRequest(error.to_string()))
}

/// What came of saving.
enum Saved {
    Done(SavePlan),
    Unready(SavePlan),
    Refused(Refusal),
}

/// Saves the draft, and continues to the confirmation if asked to.
pub(super) async fn save(context: &Context) -> Answer {
    let (key, _) = execute::key(context).await?;
    let draft = Draft::read(&fields(context)?);
    let navigation = ListNavigation::of(context);
    let own = navigation.report(context.parameter("id")?);
    match store(context, key, &draft).await? {
        Saved::Done(plan) => {
            if draft.then_submit {
                let id: uuid::Uuid = context.parameter("id")?;
                return redirect::to(&navigation.at(&addresses::of_report(id, "submit")));
            }
            Ok(text(context, &plan).on(context, redirect::to(&own)?))
        }
        Saved::Unready(plan) if !plan.conflicts.is_empty() && plan.errors.is_empty() => {
            conflict(context, &draft, &plan).await
        }
        Saved::Unready(plan) => {
            let mut response = html(&show::page(context, Some((&draft, &plan))).await?)?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Saved::Refused(refusal) => {
            let unsaved = unsaved(context, &draft).await?;
            execute::refused(context, &refusal, unsaved, own).await
        }
    }
}

/// The report with input from before the session ended; nothing of it is saved.
pub(super) async fn again(context: &Context) -> Answer {
    let draft = Draft::read(&fields(context)?);
    let stored = context.read(async |tx| super::report_view::stored(context, tx).await).await?;
    if let Some(refusal) = refusal(&stored.report, &draft, context.person()?, context.now) {
        let own = ListNavigation::of(context).report(context.parameter("id")?);
        return execute::refused(context, &refusal, unsaved(context, &draft).await?, own).await;
    }
    let plan = draft.plan(&stored.report);
    html(&show::page(context, Some((&draft, &plan))).await?)
}

fn text(context: &Context, plan: &SavePlan) -> Notice {
    let locale = context.locale;
    let lines = plan.lines.len();
    Notice::good(match (lines, plan.comment) {
        (0, false) => locale.t("report-saved-nothing"),
        (0, true) => locale.t("report-saved-comment"),
        _ => locale.say("report-saved-lines").with("count", lines).to_string(),
    })
}

async fn store(context: &Context, key: Key, draft: &Draft) -> Result<Saved, Problem> {
    let person = context.person()?;
    context
        .write(async |tx: &mut Tx| {
            let found = reports::find(tx, &[key]).await?.into_iter().next().flatten();
            let missing = || StoreError::Corrupt("a report is gone".to_owned());
            let stored = found.ok_or_else(missing)?;
            if let Some(refusal) = refusal(&stored.report, draft, person, context.now) {
                return Ok(Saved::Refused(refusal));
            }
            let mut plan = draft.plan(&stored.report);
            if plan.is_ready() {
                let last_month = reports::last_month(tx, key).await?;
                plan.outliers = outlier::unconfirmed(draft, &stored.report, &last_month);
            }
            if !plan.is_ready() {
                return Ok(Saved::Unready(plan));
            }
            let mut batch = ReportBatch::open(tx, person, &[key], context.now).await?;
            for command in &plan.commands {
                if let Err(refusal) = batch.execute(tx, key, command, None).await? {
                    return Ok(Saved::Refused(refusal));
                }
            }
            batch.commit(tx).await?;
            Ok(Saved::Done(plan))
        })
        .await
}

/// Why nothing of a draft can be saved any more; there is nothing to choose or to correct then.
fn refusal(report: &Report, draft: &Draft, person: &Person, now: Instant) -> Option<Refusal> {
    let available = draft.is_changed().then(|| available(report, person, false, now));
    available.and_then(|it| it.refusal(Verb::Edit).cloned())
}

/// All input that was not saved.
async fn unsaved(context: &Context, draft: &Draft) -> Result<Vec<UnsavedInput>, Problem> {
    let stored = context.read(async |tx| super::report_view::stored(context, tx).await).await?;
    let locale = context.locale;
    let mut unsaved = Vec::new();
    let mut keep = |label: String, field: &Field| {
        if field.is_changed() {
            unsaved.push(UnsavedInput { label, text: tidy(&field.submitted) });
        }
    };
    keep(locale.t("report-comment"), &draft.comment);
    for line in &stored.report.lines {
        let Some(own) = draft.lines.get(&line.product.id) else { continue };
        let label = |key| format!("{} · {}", line.product.name, locale.t(key));
        keep(label("report-column-chargeable"), &own.chargeable);
        keep(label("report-field-comment"), &own.comment);
    }
    Ok(unsaved)
}

/// What is wrong with a field, in the reader's words.
pub(super) fn error_words(locale: Locale, wrong: FieldError) -> String {
    let bad = match wrong {
        FieldError::NoFigure => return locale.t("report-error-no-figure"),
        FieldError::Text(TextError::Control) => return locale.t("report-error-nul"),
        FieldError::Text(TextError::TooLong(length)) => {
            let most = i64::try_from(TextKind::Comment.longest()).unwrap_or(i64::MAX);
            let length = i64::try_from(length).unwrap_or(i64::MAX);
            let message = locale.say("report-error-too-long").with("most", locale.count(most));
            return message.with("length", locale.count(length)).to_string();
        }
        FieldError::Figure(bad) => bad,
    };
    match bad {
        BadFigure::Marks => locale.t("report-error-marks"),
        BadFigure::Domain(QuantityError::Negative) => locale.t("report-error-negative"),
        BadFigure::Domain(QuantityError::TooLarge) => locale.t("report-error-too-large"),
        BadFigure::Domain(QuantityError::TooManyDecimals { allowed }) => {
            locale.say("report-error-decimals").with("count", allowed).to_string()
        }
        BadFigure::Domain(QuantityError::NotANumber | QuantityError::Exponent) => {
            locale.t("report-error-not-a-number")
        }
    }
}

#[derive(Template)]
#[template(path = "report_conflict.html")]
struct ConflictPage {
    layout: Layout,
    partner: String,
    action: String,
    back: String,
    conflicts: Vec<Conflict>,
    saved_with: Vec<String>,
    carried: Vec<(String, String)>,
}

/// A line that was changed here and elsewhere.
struct Conflict {
    choice: String,
    name: String,
    who: Option<Sentence>,
    mine: Version,
    theirs: Version,
}

/// One of two versions of a line.
struct Version {
    chargeable: Option<String>,
    comment: String,
}

async fn conflict(context: &Context, draft: &Draft, plan: &SavePlan) -> Answer {
    let view = context.read(async |tx| ReportView::find(context, tx).await).await?;
    let navigation = ListNavigation::of(context);
    let (locale, report) = (context.locale, view.report());
    let products = product_names(&view);
    let formatter = HistoryFormatter::new(locale, &view, &products);
    let mut conflicts = Vec::new();
    for id in &plan.conflicts {
        let line = report.lines.iter().find(|line| line.product.id == *id);
        let code = line.map(|line| line.product.code.as_str());
        let mut since = view.history.iter().rev().map(|(entry, _)| entry);
        let who = since.find(|entry| {
            entry.version > draft.version
                && entry.changes.iter().any(|change| change.product.as_deref() == code)
        });
        let who = who.map(|entry| formatter.sentence(entry));
        conflicts.push(match line {
            Some(line) => line_conflict(locale, draft, line, who),
            None => comment_conflict(locale, draft, report, who),
        });
    }
    let page = ConflictPage {
        layout: context.layout(locale.t("report-conflict")),
        partner: view.names().partner_name.clone(),
        action: navigation.at(&addresses::of_report(view.id(), "draft")),
        back: navigation.report(view.id()),
        saved_with: plan.lines.clone(),
        carried: carried(draft, plan, report),
        conflicts,
    };
    let mut response = html(&page)?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}

fn line_conflict(locale: Locale, draft: &Draft, line: &Line, who: Option<Sentence>) -> Conflict {
    let id = line.product.id;
    let none = LineDraft::default();
    let own = draft.lines.get(&id).unwrap_or(&none);
    let stored = line.comment.as_ref().map_or("", |comment| comment.text.as_str());
    let default = written_figure(line.figures.default_chargeable, draft.locale);
    // Parts that were not changed here stay as stored, whichever is chosen.
    let chargeable = match (draft.reset == Some(id), own.chargeable.is_changed()) {
        (true, _) => default,
        (false, true) => own.chargeable.submitted.clone(),
        (false, false) => locale.units(line.chargeable()),
    };
    let comment =
        if own.comment.is_changed() { tidy(&own.comment.submitted) } else { stored.to_owned() };
    Conflict {
        choice: format!("choice-{id}"),
        name: line.product.name.clone(),
        who,
        mine: Version { chargeable: Some(chargeable), comment },
        theirs: Version {
            chargeable: Some(locale.units(line.chargeable())),
            comment: stored.to_owned(),
        },
    }
}

fn comment_conflict(
    locale: Locale,
    draft: &Draft,
    report: &Report,
    who: Option<Sentence>,
) -> Conflict {
    let stored = report.comment.clone().unwrap_or_default();
    Conflict {
        choice: "choice".to_owned(),
        name: locale.t("report-comment"),
        who,
        mine: Version { chargeable: None, comment: tidy(&draft.comment.submitted) },
        theirs: Version { chargeable: None, comment: stored },
    }
}

/// The fields of the form again. If a choice is asked for, the line counts as opened with the
/// present stored values; unchanged fields follow them.
fn carried(draft: &Draft, plan: &SavePlan, report: &Report) -> Vec<(String, String)> {
    let mut fields = vec![
        ("version".to_owned(), report.version.to_string()),
        ("language".to_owned(), draft.locale.code().to_owned()),
    ];
    if draft.then_submit {
        fields.push(("then".to_owned(), "submit".to_owned()));
    }
    let mut carry = |name: String, field: &Field, stored: Option<String>| {
        let was = stored.unwrap_or_else(|| field.original.clone());
        let now = if field.is_changed() { field.submitted.clone() } else { was.clone() };
        fields.push((name.clone(), now));
        fields.push((format!("was-{name}"), was));
    };
    let asked = |id| plan.conflicts.contains(&id);
    let comment = asked(0).then(|| report.comment.clone().unwrap_or_default());
    carry("comment".to_owned(), &draft.comment, comment);
    for line in &report.lines {
        let id = line.product.id;
        let Some(own) = draft.lines.get(&id) else { continue };
        let stored = || line.comment.as_ref().map(|comment| comment.text.clone());
        let comment = asked(id).then(|| stored().unwrap_or_default());
        carry(format!("comment-{id}"), &own.comment, comment);
        let figure = asked(id).then(|| written_figure(line.chargeable(), draft.locale));
        let default = written_figure(line.figures.default_chargeable, draft.locale);
        let field = match draft.reset == Some(id) {
            true => Field { submitted: default, original: own.chargeable.original.clone() },
            false => own.chargeable.clone(),
        };
        carry(format!("chargeable-{id}"), &field, figure);
    }
    let confirmed = draft.lines.iter().filter(|(_, own)| own.confirm);
    fields.extend(confirmed.map(|(id, _)| (format!("confirm-{id}"), "1".to_owned())));
    // Without a choice the question is asked again.
    let open = plan.conflicts.iter().map(|id| match id {
        0 => "choice".to_owned(),
        id => format!("choice-{id}"),
    });
    fields.extend(open.map(|name| (name, VersionChoice::OPEN.to_owned())));
    fields
}
