//! The partner's form: saved as a draft as often as wanted, with nothing lost on the way.
//!
//! Everything that a form changes is saved in one transaction or not at all. Where something is
//! wrong, or was changed elsewhere meanwhile, the page comes back with what was typed.

use super::act::{self, Kept};
use super::draft::{Choice, Draft, LineDraft, Plan, Typed, Wrong};
use super::figures::{BadFigure, written_figure};
use super::journey::Journey;
use super::opened::Opened;
use super::show;
use super::told::{Sentence, Teller, product_names};
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::notice::Notice;
use crate::reasons::{BadText, tidy};
use askama::Template;
use axum::http::StatusCode;
use countersign_app::actions::report_batch::ReportBatch;
use countersign_domain::instant::Instant;
use countersign_domain::line::Line;
use countersign_domain::quantity::QuantityError;
use countersign_domain::refusal::Refusal;
use countersign_domain::report::Report;
use countersign_domain::status::Verb;
use countersign_domain::text::Kind;
use countersign_language::text::Locale;
use countersign_store::reports::{self, Key};
use countersign_store::{StoreError, Tx};
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;

/// The fields of a form as they came. NUL is told at its field, so that nothing else is lost.
///
/// # Errors
/// [`Problem::BadRequest`] where it is no form at all.
pub(super) fn fields(context: &Context) -> Result<Vec<(String, String)>, Problem> {
    let fields = serde_html_form::from_bytes(&context.fields);
    fields.map_err(|error| Problem::BadRequest(error.to_string()))
}

/// What came of saving.
enum Saved {
    Done(Plan),
    Unready(Plan),
    Refused(Refusal),
}

/// Saves the draft, and goes on to the confirmation where that is asked for.
pub(super) async fn save(context: &Context) -> Answer {
    let (key, _) = act::key(context).await?;
    let draft = Draft::read(&fields(context)?);
    let journey = Journey::of(context);
    let own = journey.report(context.parameter("id")?);
    match store(context, key, &draft).await? {
        Saved::Done(plan) => {
            if draft.then_submit {
                let id: uuid::Uuid = context.parameter("id")?;
                return redirect::to(&journey.at(&addresses::of_report(id, "submit")));
            }
            Ok(told(context, &plan).on(context, redirect::to(&own)?))
        }
        Saved::Unready(plan) if plan.wrong.is_empty() => conflict(context, &draft, &plan).await,
        Saved::Unready(plan) => {
            let mut response = html(&show::page(context, Some((&draft, &plan))).await?)?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Saved::Refused(refusal) => {
            let kept = kept(context, &draft).await?;
            act::refused(context, &refusal, kept, own).await
        }
    }
}

/// The report with what was typed before the session ended; nothing of it is saved.
pub(super) async fn again(context: &Context) -> Answer {
    let draft = Draft::read(&fields(context)?);
    let stored = context.read(async |tx| super::opened::stored(context, tx).await).await?;
    if let Some(refusal) = too_late(&stored.report, &draft, context.now) {
        let own = Journey::of(context).report(context.parameter("id")?);
        return act::refused(context, &refusal, kept(context, &draft).await?, own).await;
    }
    let plan = draft.plan(&stored.report);
    html(&show::page(context, Some((&draft, &plan))).await?)
}

fn told(context: &Context, plan: &Plan) -> Notice {
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
            if let Some(refusal) = too_late(&stored.report, draft, context.now) {
                return Ok(Saved::Refused(refusal));
            }
            let plan = draft.plan(&stored.report);
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

/// Where nothing can be saved any more, there is nothing to choose or to correct either.
fn too_late(report: &Report, draft: &Draft, now: Instant) -> Option<Refusal> {
    if !draft.is_changed() {
        return None;
    }
    if !report.status.with_partner() {
        return Some(Refusal::WrongStatus { verb: Verb::Edit, status: report.status });
    }
    (now >= report.deadline).then_some(Refusal::DeadlinePassed(report.deadline))
}

/// Everything that was typed and not stored.
async fn kept(context: &Context, draft: &Draft) -> Result<Vec<Kept>, Problem> {
    let stored = context.read(async |tx| super::opened::stored(context, tx).await).await?;
    let locale = context.locale;
    let mut kept = Vec::new();
    let mut keep = |label: String, typed: &Typed| {
        if typed.is_changed() {
            kept.push(Kept { label, text: tidy(&typed.now) });
        }
    };
    keep(locale.t("report-comment"), &draft.comment);
    for line in &stored.report.lines {
        let Some(own) = draft.lines.get(&line.product.id) else { continue };
        let label = |key| format!("{} · {}", line.product.name, locale.t(key));
        keep(label("report-column-chargeable"), &own.chargeable);
        keep(label("report-field-comment"), &own.comment);
    }
    Ok(kept)
}

/// What is wrong with a field, in the reader's words.
pub(super) fn wrong_words(locale: Locale, wrong: Wrong) -> String {
    let bad = match wrong {
        Wrong::NoFigure => return locale.t("report-error-no-figure"),
        Wrong::Text(BadText::Control) => return locale.t("report-error-nul"),
        Wrong::Text(BadText::TooLong(length)) => {
            let most = i64::try_from(Kind::Comment.longest()).unwrap_or(i64::MAX);
            let length = i64::try_from(length).unwrap_or(i64::MAX);
            let message = locale.say("report-error-too-long").with("most", locale.count(most));
            return message.with("length", locale.count(length)).to_string();
        }
        Wrong::Figure(bad) => bad,
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

async fn conflict(context: &Context, draft: &Draft, plan: &Plan) -> Answer {
    let opened = context.read(async |tx| Opened::find(context, tx).await).await?;
    let journey = Journey::of(context);
    let (locale, report) = (context.locale, opened.report());
    let products = product_names(&opened);
    let teller = Teller::new(locale, &opened, &products);
    let mut conflicts = Vec::new();
    for id in &plan.conflicts {
        let line = report.lines.iter().find(|line| line.product.id == *id);
        let code = line.map(|line| line.product.code.as_str());
        let mut since = opened.history.iter().rev().map(|(entry, _)| entry);
        let who = since.find(|entry| {
            entry.version > draft.version
                && entry.changes.iter().any(|change| change.product.as_deref() == code)
        });
        let who = who.map(|entry| teller.sentence(entry));
        conflicts.push(match line {
            Some(line) => line_conflict(locale, draft, line, who),
            None => comment_conflict(locale, draft, report, who),
        });
    }
    let page = ConflictPage {
        layout: context.layout(locale.t("report-conflict")),
        partner: opened.names().partner_name.clone(),
        action: journey.at(&addresses::of_report(opened.id(), "draft")),
        back: journey.at(&opened.address()),
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
    // What was not changed here stays as it is stored, whichever is chosen.
    let chargeable = match (draft.reset == Some(id), own.chargeable.is_changed()) {
        (true, _) => default,
        (false, true) => own.chargeable.now.clone(),
        (false, false) => locale.units(line.chargeable()),
    };
    let comment = if own.comment.is_changed() { tidy(&own.comment.now) } else { stored.to_owned() };
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
        mine: Version { chargeable: None, comment: tidy(&draft.comment.now) },
        theirs: Version { chargeable: None, comment: stored },
    }
}

/// The fields of the form once more. Where a choice is asked for, the line counts as opened with
/// what is stored now; fields that were not changed follow it.
fn carried(draft: &Draft, plan: &Plan, report: &Report) -> Vec<(String, String)> {
    let mut fields = vec![
        ("version".to_owned(), report.version.to_string()),
        ("language".to_owned(), draft.locale.code().to_owned()),
    ];
    if draft.then_submit {
        fields.push(("then".to_owned(), "submit".to_owned()));
    }
    let mut carry = |name: String, typed: &Typed, stored: Option<String>| {
        let was = stored.unwrap_or_else(|| typed.was.clone());
        let now = if typed.is_changed() { typed.now.clone() } else { was.clone() };
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
        let typed = match draft.reset == Some(id) {
            true => Typed { now: default, was: own.chargeable.was.clone() },
            false => own.chargeable.clone(),
        };
        carry(format!("chargeable-{id}"), &typed, figure);
    }
    let confirmed = draft.lines.iter().filter(|(_, own)| own.confirm);
    fields.extend(confirmed.map(|(id, _)| (format!("confirm-{id}"), "1".to_owned())));
    // Without a choice the question is asked again.
    let open = plan.conflicts.iter().map(|id| match id {
        0 => "choice".to_owned(),
        id => format!("choice-{id}"),
    });
    fields.extend(open.map(|name| (name, Choice::OPEN.to_owned())));
    fields
}
