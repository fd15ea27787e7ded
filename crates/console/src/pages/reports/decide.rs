//! What distributor and vendor decide: approve with one press; reject, reopen, return and
//! complete on a page of their own, which says what follows and asks for the reasons.

use super::act::{self, Kept};
use super::draft::{Wrong, text_wrong};
use super::journey::Journey;
use super::opened::Opened;
use super::told::isolated;
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::notice::Notice;
use crate::reasons::{cleaned, tidy};
use askama::Template;
use axum::http::StatusCode;
use countersign_domain::schedule::deadline_after_rejection;
use countersign_domain::settings::Setting;
use countersign_domain::status::{Status, Verb};
use countersign_domain::workflow::{Command, Outcome};
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;
use serde::Deserialize;

/// What is decided on a page of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    Reject,
    Reopen,
    Return,
    Complete,
}

/// The texts of a deed.
struct Texts {
    title: &'static str,
    follows: &'static str,
    button: &'static str,
    done: &'static str,
}

impl Deed {
    const fn texts(self) -> Texts {
        let [title, follows, button, done] = match self {
            Self::Reject => {
                ["report-reject", "report-reject-follows", "report-reject-again", "report-rejected"]
            }
            Self::Reopen => {
                ["report-reopen", "report-reopen-follows", "report-reopen-now", "report-reopened"]
            }
            Self::Return => {
                ["report-return", "report-return-follows", "report-return-now", "report-returned"]
            }
            Self::Complete => [
                "report-complete",
                "report-complete-follows",
                "report-complete-now",
                "report-completed",
            ],
        };
        Texts { title, follows, button, done }
    }

    const fn path(self) -> &'static str {
        match self {
            Self::Reject => "reject",
            Self::Reopen => "reopen",
            Self::Return => "return",
            Self::Complete => "complete",
        }
    }

    const fn begins_at(self) -> Status {
        match self {
            Self::Reject => Status::UnderReview,
            Self::Reopen => Status::Approved,
            Self::Return | Self::Complete => Status::Submitted,
        }
    }

    const fn verb(self) -> Verb {
        match self {
            Self::Reject => Verb::Reject,
            Self::Reopen => Verb::Reopen,
            Self::Return => Verb::Return,
            Self::Complete => Verb::Complete,
        }
    }

    fn command(self, reasons: String, line_reasons: Vec<(String, String)>) -> Command {
        match self {
            Self::Reject => Command::Reject { reasons: Some(reasons), line_reasons },
            Self::Reopen => Command::Reopen { reason: Some(reasons) },
            Self::Return => Command::Return { reason: Some(reasons) },
            Self::Complete => Command::Complete,
        }
    }
}

#[derive(Template)]
#[template(path = "report_deed.html")]
pub(super) struct DeedPage {
    pub(super) layout: Layout,
    pub(super) partner: String,
    pub(super) title: String,
    pub(super) follows: Vec<String>,
    pub(super) asks: bool,
    pub(super) reasons: String,
    pub(super) error: Option<String>,
    pub(super) lines: Vec<LineReason>,
    pub(super) button: String,
    pub(super) action: String,
    pub(super) back: String,
    pub(super) version: i64,
    pub(super) danger: bool,
}

/// The reason for one line.
pub(super) struct LineReason {
    id: i64,
    name: String,
    text: String,
    error: Option<String>,
    remark: Option<String>,
}

/// What was typed, read once.
#[derive(Default)]
struct Typed {
    version: Option<i64>,
    reasons: String,
    lines: Vec<(i64, String)>,
}

impl Typed {
    fn read(fields: Vec<(String, String)>) -> Self {
        let mut typed = Self::default();
        for (name, value) in fields {
            match name.as_str() {
                "version" => typed.version = value.parse().ok(),
                "reasons" => typed.reasons = value,
                _ => {
                    let id = name.strip_prefix("reasons-").and_then(|id| id.parse().ok());
                    typed.lines.extend(id.map(|id| (id, value)));
                }
            }
        }
        typed
    }

    fn line(&self, id: i64) -> &str {
        self.lines.iter().find(|(line, _)| *line == id).map_or("", |(_, text)| text)
    }
}

#[derive(Deserialize)]
struct Seen {
    version: i64,
}

/// Approves with one press, and goes on to the next report of the list.
pub(super) async fn approve(context: &Context) -> Answer {
    let (key, partner) = act::key(context).await?;
    let seen: Seen = context.form()?;
    let journey = Journey::of(context);
    let next = next(context, &journey).await?;
    let command = Command::Approve { note: None };
    let own = journey.report(context.parameter("id")?);
    let outcome = match act::carry_out(context, key, &command, seen.version).await? {
        Ok(outcome) => outcome,
        Err(refusal) => return act::refused(context, &refusal, Vec::new(), own).await,
    };
    let done = if next.is_list { "report-approved-last" } else { "report-approved" };
    let notice = match outcome {
        Outcome::AlreadyDone => Notice::good(context.locale.t("report-approved-already")),
        Outcome::Done(_) => {
            let text = context.locale.say(done).with("partner", isolated(&partner));
            let undo = addresses::undo(id(context)?, seen.version + 1);
            Notice::good(text).undone_by(context.locale.t("report-undo"), journey.at(&undo))
        }
    };
    Ok(notice.on(context, redirect::to(&next.address)?))
}

fn id(context: &Context) -> Result<uuid::Uuid, Problem> {
    context.parameter("id")
}

/// Where a decision leads.
struct Next {
    address: String,
    is_list: bool,
}

/// The next report of the list that waits for a decision; the list where there is none; the same
/// report where the reader came from no list. Asked before the decision, which may move it.
async fn next(context: &Context, journey: &Journey) -> Result<Next, Problem> {
    let next = context
        .read(async |tx| {
            let key = super::opened::stored(context, tx).await?.key();
            let next = journey.next_to_decide(context, tx, key).await?;
            Ok(next)
        })
        .await?;
    let is_list = next.is_none() && journey.has_list();
    let address = match next {
        Some(address) => address,
        None if is_list => journey.list_address(),
        None => journey.report(id(context)?),
    };
    Ok(Next { address, is_list })
}

/// Takes an approval back right away: the report has the version that the approval gave it.
pub(super) async fn undo(context: &Context) -> Answer {
    let (key, partner) = act::key(context).await?;
    let version: i64 = context.parameter("version")?;
    let journey = Journey::of(context);
    let own = journey.report(id(context)?);
    let reason = Some(context.locale.t("report-undo-reason"));
    let answer = act::carry_out(context, key, &Command::Reopen { reason }, version).await?;
    if let Err(refusal) = answer {
        return act::refused(context, &refusal, Vec::new(), own).await;
    }
    let text = context.locale.say("report-reopened").with("partner", isolated(&partner));
    Ok(Notice::good(text).on(context, redirect::to(&own)?))
}

/// The page that asks for reasons before a rejection.
pub(super) async fn ask_reject(context: &Context) -> Answer {
    ask(context, Deed::Reject).await
}

/// The page that asks why an approval is taken back.
pub(super) async fn ask_reopen(context: &Context) -> Answer {
    ask(context, Deed::Reopen).await
}

/// The page that asks why a report goes back to the distributor.
pub(super) async fn ask_return(context: &Context) -> Answer {
    ask(context, Deed::Return).await
}

/// The page that says what completing means.
pub(super) async fn ask_complete(context: &Context) -> Answer {
    ask(context, Deed::Complete).await
}

/// Rejects.
pub(super) async fn reject(context: &Context) -> Answer {
    work(context, Deed::Reject).await
}

/// Reopens.
pub(super) async fn reopen(context: &Context) -> Answer {
    work(context, Deed::Reopen).await
}

/// Returns.
pub(super) async fn give_back(context: &Context) -> Answer {
    work(context, Deed::Return).await
}

/// Completes.
pub(super) async fn complete(context: &Context) -> Answer {
    work(context, Deed::Complete).await
}

/// Asks for the reasons of a rejection, with those that were typed before the session ended.
pub(super) async fn reject_again(context: &Context) -> Answer {
    ask_with(context, Deed::Reject, &Typed::read(super::edit::fields(context)?)).await
}

/// Asks why an approval is taken back, with what was typed before the session ended.
pub(super) async fn reopen_again(context: &Context) -> Answer {
    ask_with(context, Deed::Reopen, &Typed::read(super::edit::fields(context)?)).await
}

/// Asks why a report goes back, with what was typed before the session ended.
pub(super) async fn give_back_again(context: &Context) -> Answer {
    ask_with(context, Deed::Return, &Typed::read(super::edit::fields(context)?)).await
}

async fn ask(context: &Context, deed: Deed) -> Answer {
    ask_with(context, deed, &Typed::default()).await
}

async fn ask_with(context: &Context, deed: Deed, typed: &Typed) -> Answer {
    let opened = Opened::of(context).await?;
    let own = Journey::of(context).report(opened.names().report_id);
    let status = opened.report().status;
    if status != deed.begins_at() {
        let verb = deed.verb();
        let refusal = countersign_domain::refusal::Refusal::WrongStatus { verb, status };
        return act::refused(context, &refusal, kept(context, &opened, typed), own).await;
    }
    if deed == Deed::Reject && opened.is_own_work() {
        let refusal = countersign_domain::refusal::Refusal::OwnWork(deed.verb());
        return act::refused(context, &refusal, kept(context, &opened, typed), own).await;
    }
    html(&page(context, deed, &opened, typed, None))
}

async fn work(context: &Context, deed: Deed) -> Answer {
    let opened = Opened::of(context).await?;
    let typed = Typed::read(super::edit::fields(context)?);
    let report = opened.report();
    let version = typed.version.unwrap_or(report.version);
    let is_wrong = typed.lines.iter().any(|(_, text)| text_wrong(text).is_some());
    let wrong = text_wrong(&typed.reasons);
    let status = report.status;
    if tidy(&typed.reasons).is_empty() && status != deed.begins_at() {
        return ask(context, deed).await;
    }
    if is_wrong || wrong.is_some() || (deed != Deed::Complete && tidy(&typed.reasons).is_empty()) {
        let error = wrong.map(|wrong| super::edit::wrong_words(context.locale, wrong));
        let needed = || context.locale.t("report-error-reason-needed");
        let error = error.or_else(|| tidy(&typed.reasons).is_empty().then(needed));
        let mut response = html(&page(context, deed, &opened, &typed, error))?;
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(response);
    }
    let of_line = |line: &countersign_domain::line::Line| {
        let text = tidy(typed.line(line.product.id));
        (!text.is_empty()).then(|| (line.product.code.clone(), text))
    };
    let line_reasons: Vec<_> = report.lines.iter().filter_map(of_line).collect();
    let command = deed.command(tidy(&typed.reasons), line_reasons);
    let journey = Journey::of(context);
    let next = next(context, &journey).await?;
    if let Err(refusal) = act::carry_out(context, opened.key(), &command, version).await? {
        let own = journey.report(id(context)?);
        return act::refused(context, &refusal, kept(context, &opened, &typed), own).await;
    }
    let partner = isolated(&opened.names().partner_name);
    let text = context.locale.say(deed.texts().done).with("partner", partner);
    // Only a rejection is a decision that leads on; the others are looked at where they are, or
    // not at all where the report has left the reader's sight.
    let address = match deed {
        Deed::Reject => next.address,
        Deed::Return => journey.list_address(),
        Deed::Reopen | Deed::Complete => journey.report(id(context)?),
    };
    Ok(Notice::good(text).on(context, redirect::to(&address)?))
}

/// What was typed, to be taken along where it could not be stored.
fn kept(context: &Context, opened: &Opened, typed: &Typed) -> Vec<Kept> {
    let mut kept = Vec::new();
    if !tidy(&typed.reasons).is_empty() {
        let label = context.locale.t("report-reasons-field");
        kept.push(Kept { label, text: tidy(&typed.reasons) });
    }
    for line in &opened.report().lines {
        let text = tidy(typed.line(line.product.id));
        if !text.is_empty() {
            kept.push(Kept { label: line.product.name.clone(), text });
        }
    }
    kept
}

fn page(
    context: &Context,
    deed: Deed,
    opened: &Opened,
    typed: &Typed,
    error: Option<String>,
) -> DeedPage {
    let (locale, report, texts) = (context.locale, opened.report(), deed.texts());
    let partner = opened.names().partner_name.clone();
    let month = locale.month(report.cycle);
    let journey = Journey::of(context);
    let title = locale.say(texts.title).with("partner", isolated(&partner)).with("month", month);
    let lines = report.lines.iter().filter(|_| deed == Deed::Reject);
    DeedPage {
        layout: context.layout(title.to_string()),
        title: title.to_string(),
        follows: follows(context, deed, opened),
        asks: deed != Deed::Complete,
        reasons: cleaned(&typed.reasons),
        error,
        lines: lines.map(|line| line_reason(context, line, typed)).collect(),
        button: locale.t(texts.button),
        action: journey.at(&addresses::of_report(opened.id(), deed.path())),
        back: journey.at(&opened.address()),
        version: typed.version.unwrap_or(report.version),
        danger: deed == Deed::Reject,
        partner,
    }
}

fn line_reason(
    context: &Context,
    line: &countersign_domain::line::Line,
    typed: &Typed,
) -> LineReason {
    let locale = context.locale;
    let text = typed.line(line.product.id);
    let wrong: Option<Wrong> = text_wrong(text);
    let units = locale.units(line.chargeable());
    let unit = &line.product.unit;
    LineReason {
        id: line.product.id,
        name: line.product.name.clone(),
        text: cleaned(text),
        error: wrong.map(|wrong| super::edit::wrong_words(locale, wrong)),
        remark: Some(format!("{units} {unit}")),
    }
}

/// What the deed leads to, sentence by sentence.
fn follows(context: &Context, deed: Deed, opened: &Opened) -> Vec<String> {
    let (locale, report) = (context.locale, opened.report());
    let mut message = locale.say(deed.texts().follows);
    message = message.with("partner", isolated(&opened.names().partner_name));
    if deed != Deed::Reject {
        return vec![message.to_string()];
    }
    let days = report.rules.value(Setting::ResubmitDays);
    let until = deadline_after_rejection(context.now, days, report.deadline, &report.zone);
    let until = locale.deadline(until, &report.zone).words();
    let zone = super::head::zone_words(context, report.zone.name());
    let mut follows = vec![message.with("date", until).with("zone", zone).to_string()];
    for line in report.lines.iter().filter(|line| line.penalty) {
        let lifted = locale.say("report-reject-lifts");
        let lifted = lifted.with("product", isolated(&line.product.name));
        let lifted = lifted.with("from", locale.units(line.chargeable()));
        follows.push(lifted.with("to", locale.units(line.without_penalty())).to_string());
    }
    if report.lines.iter().any(|line| line.comment.is_some()) {
        follows.push(locale.t("report-reject-comments"));
    }
    follows
}
