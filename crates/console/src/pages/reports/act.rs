//! Carries one command out as the reader, and what is told where the rules say no.

use super::opened::{self, Opened};
use super::told::{Sentence, Teller, ToldChange, isolated, product_names};
use crate::context::Context;
use crate::html::html;
use crate::layout::Shell;
use askama::Template;
use axum::http::StatusCode;
use countersign_app::actions::report_batch::ReportBatch;
use countersign_domain::refusal::Refusal;
use countersign_domain::status::Verb;
use countersign_domain::text::Kind;
use countersign_domain::workflow::{Command, Outcome};
use countersign_domain::zone::Zone;
use countersign_language::text::Locale;
use countersign_store::reports::Key;
use countersign_web::problem::{Answer, Problem};

/// Carries a command out on a report of which `version` was seen.
///
/// # Errors
/// The engine's; a refusal is an answer.
pub(super) async fn carry_out(
    context: &Context,
    key: Key,
    command: &Command,
    version: i64,
) -> Result<Result<Outcome, Refusal>, Problem> {
    let person = context.person()?;
    context
        .write(async |tx| {
            let mut batch = ReportBatch::open(tx, person, &[key], context.now).await?;
            let answer = batch.execute(tx, key, command, Some(version)).await?;
            batch.commit(tx).await?;
            Ok(answer)
        })
        .await
}

/// A text that was typed and not stored, to be taken along.
pub(super) struct Kept {
    /// What it was meant for.
    pub(super) label: String,
    /// The text.
    pub(super) text: String,
}

#[derive(Template)]
#[template(path = "report_refused.html")]
struct RefusedPage {
    shell: Shell,
    partner: String,
    month: String,
    status: &'static str,
    status_words: String,
    text: String,
    since: Vec<(Sentence, Vec<ToldChange>)>,
    kept: Vec<Kept>,
    address: String,
}

/// The page that says why nothing was done, what happened meanwhile, and what was typed.
///
/// # Errors
/// [`Problem::NotFound`] where the report is not for the reader any more.
pub(super) async fn refused(
    context: &Context,
    refusal: &Refusal,
    kept: Vec<Kept>,
    address: String,
) -> Answer {
    match refusal {
        Refusal::NoSuchReport => return Err(Problem::NotFound),
        Refusal::NotPermitted { .. } => return Err(Problem::Forbidden),
        _ => {}
    }
    let opened = context.read(async |tx| Opened::find(context, tx).await).await?;
    let (report, locale) = (opened.report(), context.locale);
    let products = product_names(&opened);
    let teller = Teller::new(locale, &opened, &products);
    let seen = match refusal {
        Refusal::Stale { given, .. } => *given,
        Refusal::WrongStatus { .. } => report.version - 1,
        _ => report.version,
    };
    let since = opened.history.iter().map(|(entry, _)| entry);
    let since = since.filter(|entry| entry.version > seen);
    let page = RefusedPage {
        shell: context.shell(locale.t("report-refused")),
        partner: opened.names().partner_name.clone(),
        month: locale.month(report.cycle),
        status: report.status.token(),
        status_words: locale.status(report.status),
        text: words(locale, refusal, &report.zone),
        since: since.map(|entry| (teller.sentence(entry), teller.changes(entry))).collect(),
        kept,
        address,
    };
    let mut response = html(&page)?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}

/// A refusal in the reader's words.
pub(crate) fn words(locale: Locale, refusal: &Refusal, zone: &Zone) -> String {
    match refusal {
        Refusal::NoSuchReport => locale.t("problem-not-found-text"),
        Refusal::NotPermitted { .. } => locale.t("problem-forbidden-text"),
        Refusal::OwnWork(verb) if verb.is_of_correction() => {
            locale.t("correction-refused-own-work")
        }
        Refusal::OwnWork(_) => locale.t("report-refused-own-work"),
        Refusal::WrongStatus { verb, status } => {
            let message = locale.say(wrong_status(*verb));
            message.with("status", locale.status(*status)).to_string()
        }
        Refusal::DeadlinePassed(deadline) => {
            let date = locale.deadline(*deadline, zone).words();
            locale.say("report-refused-deadline").with("date", date).to_string()
        }
        Refusal::Stale { .. } => locale.t("report-refused-stale"),
        Refusal::CommentNeeded(lines) => {
            locale.say("report-refused-comment-needed").with("count", lines.len()).to_string()
        }
        Refusal::ReasonNeeded(_) => locale.t("report-error-reason-needed"),
        Refusal::NoSuchLine(product) => {
            locale.say("report-refused-no-line").with("product", isolated(product)).to_string()
        }
        Refusal::NothingGiven => locale.t("report-refused-nothing-given"),
        Refusal::ProductNeeded(_) => locale.t("report-refused-no-product"),
        Refusal::BadQuantity(_) => locale.t("report-error-not-a-number"),
        Refusal::BadText { length, .. } => {
            let key = match *length > Kind::Comment.longest() {
                true => "bulk-too-long",
                false => "report-refused-bad-text",
            };
            locale.t(key)
        }
        Refusal::BadDeadline { after, latest } => {
            let [after, latest] = [after, latest].map(|at| locale.deadline(*at, zone).words());
            let message = locale.say("report-refused-bad-deadline").with("after", after);
            message.with("latest", latest).to_string()
        }
        Refusal::NotTooLate => locale.t("report-refused-not-too-late"),
        Refusal::CorrectionUnfinished => locale.t("correction-refused-unfinished"),
        Refusal::NoCorrection(_) => locale.t("correction-refused-none"),
        Refusal::OtherCompany(Verb::WithdrawCorrection) => locale.t("correction-refused-not-yours"),
        Refusal::OtherCompany(_) => locale.t("correction-refused-yours"),
        Refusal::NothingCorrected => locale.t("correction-error-nothing"),
        Refusal::SameFigure(_) => locale.t("correction-error-same"),
        Refusal::LineReasonNeeded(_) => locale.t("correction-error-reason"),
    }
}

const fn wrong_status(verb: Verb) -> &'static str {
    match verb {
        Verb::Make => "report-refused-status",
        Verb::Edit | Verb::Reset => "report-refused-status-edit",
        Verb::Extend => "report-refused-status-extend",
        Verb::Submit => "report-refused-status-submit",
        Verb::Approve => "report-refused-status-approve",
        Verb::Reject => "report-refused-status-reject",
        Verb::Reopen => "report-refused-status-reopen",
        Verb::Dispatch => "report-refused-status-dispatch",
        Verb::Complete => "report-refused-status-complete",
        Verb::Return => "report-refused-status-return",
        Verb::ProposeCorrection
        | Verb::AgreeCorrection
        | Verb::RefuseCorrection
        | Verb::WithdrawCorrection
        | Verb::DispatchAmendment
        | Verb::CompleteAmendment
        | Verb::ReturnAmendment => "report-refused-status-correct",
    }
}

/// The key of the report of the address, for its reader.
///
/// # Errors
/// [`Problem::NotFound`] where the reader may not know of it.
pub(super) async fn key(context: &Context) -> Result<(Key, String), Problem> {
    let stored = context.read(async |tx| opened::stored(context, tx).await).await?;
    Ok((stored.key(), stored.names.partner_name))
}
