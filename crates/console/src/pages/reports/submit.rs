//! Submitting: a page that lists what will be sent, names what is missing and says what follows;
//! then the submission itself.

use super::execute;
use super::header::ReportHeader;
use super::list_navigation::ListNavigation;
use super::outlier;
use super::report_view::ReportView;
use super::sign;
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::notice::Notice;
use crate::signing::SigningView;
use askama::Template;
use countersign_domain::outlier::Outlier;
use countersign_domain::refusal::Refusal;
use countersign_domain::report::Report;
use countersign_domain::settings::Setting;
use countersign_domain::status::{Status, Verb};
use countersign_domain::workflow::{Command, CommandOutcome, Permit};
use countersign_store::{Tx, reports};
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "report_submit.html")]
struct SubmitPage {
    layout: Layout,
    header: ReportHeader,
    comment: Option<String>,
    lines: Vec<SentLine>,
    missing: i64,
    follows: String,
    action: String,
    back: String,
    signing: SigningView,
}

struct SentLine {
    id: i64,
    name: String,
    unit: String,
    provisioned: String,
    chargeable: String,
    default: Option<String>,
    /// That the figure looks like a slip.
    outlier: Option<String>,
    comment: Option<String>,
    comment_is_old: bool,
    is_missing: bool,
    violation: bool,
}

const SUBMIT: Command = Command::Submit { comment: None };

pub(super) async fn ask(context: &Context) -> Answer {
    let read = async |tx: &mut Tx| -> Result<_, Problem> {
        let view = ReportView::find(context, tx).await?;
        let last_month = reports::last_month(tx, view.key()).await?;
        let address = sign::address(view.id(), Verb::Submit);
        let signing = SigningView::of(context, tx, Verb::Submit, address).await?;
        Ok((view, last_month, signing))
    };
    let (view, last_month, signing) = context.read(read).await?;
    let navigation = ListNavigation::of(context);
    let own = navigation.report(view.id());
    let after = match rehearse(context, &view)? {
        Ok(after) => Some(after),
        Err(Refusal::CommentNeeded(_)) => None,
        Err(refusal) => return execute::refused(context, &refusal, Vec::new(), own).await,
    };
    let (locale, report) = (context.locale, view.report());
    let threshold = report.rules.threshold();
    let lines: Vec<SentLine> = report
        .lines
        .iter()
        .map(|line| SentLine {
            id: line.product.id,
            name: line.product.name.clone(),
            unit: line.product.unit.clone(),
            provisioned: locale.units(line.figures.provisioned),
            chargeable: locale.units(line.chargeable()),
            default: line.edited.map(|_| locale.units(line.figures.default_chargeable)),
            outlier: line.edited.and_then(|figure| {
                let charged = outlier::charged(&last_month, line.product.id);
                Some(outlier::words(locale, Outlier::of(line, figure, charged)?))
            }),
            comment: line.comment.as_ref().map(|comment| comment.text.clone()),
            comment_is_old: line.comment.as_ref().is_some_and(|comment| !comment.counts),
            is_missing: line.is_unexplained(threshold),
            violation: line.is_violation(threshold),
        })
        .collect();
    let header = ReportHeader::of(context, &view, &navigation);
    let missing = lines.iter().filter(|line| line.is_missing).count();
    html(&SubmitPage {
        layout: context.layout(
            locale.say("report-submit-title").with("month", header.month.clone()).to_string(),
        ),
        comment: report.comment.clone(),
        missing: i64::try_from(missing).unwrap_or(i64::MAX),
        follows: locale
            .t(after.as_ref().map_or("report-submit-first", |after| follows(report, after))),
        action: navigation.at(&addresses::of_report(view.id(), "submit")),
        back: own,
        signing,
        lines,
        header,
    })
}

/// The report after its submission.
fn rehearse(context: &Context, view: &ReportView) -> Result<Result<Report, Refusal>, Problem> {
    let mut after = view.report().clone();
    if !after.status.with_partner() {
        let refusal = Refusal::WrongStatus { verb: Verb::Submit, status: after.status };
        return Ok(Err(refusal));
    }
    let permit = Permit::ask(context.person()?, &SUBMIT, &mut after, false);
    let outcome = permit.and_then(|permit| permit.execute(None, context.now));
    Ok(outcome.map(|_: CommandOutcome| after))
}

/// The consequences of a submission, with the explanation.
fn follows(before: &Report, after: &Report) -> &'static str {
    if after.status == Status::Approved {
        "report-submit-approved"
    } else if after.has_comment() {
        "report-submit-review-comments"
    } else if before.contested {
        "report-submit-review-contested"
    } else if !before.rules.is_on(Setting::AutoApprove) {
        "report-submit-review-always"
    } else {
        "report-submit-review-held"
    }
}

#[derive(Deserialize)]
struct SeenVersion {
    version: i64,
}

/// Submits what was confirmed, and nothing else: another version is refused.
pub(super) async fn submit(context: &Context) -> Answer {
    let (key, _) = execute::key(context).await?;
    let seen: SeenVersion = context.form()?;
    let id: uuid::Uuid = context.parameter("id")?;
    let navigation = ListNavigation::of(context);
    let own = navigation.report(id);
    match execute::command(context, key, &SUBMIT, seen.version).await? {
        Ok(outcome) => {
            let text = match &outcome {
                CommandOutcome::AlreadyDone => "report-submitted-already",
                CommandOutcome::Done(entries) if entries.len() > 1 => "report-submitted-approved",
                CommandOutcome::Done(_) => "report-submitted",
            };
            let notice = Notice::good(context.locale.t(text));
            Ok(notice.on(context, redirect::to(&own)?))
        }
        // The page before names what is missing.
        Err(Refusal::CommentNeeded(_)) => {
            redirect::to(&navigation.at(&addresses::of_report(id, "submit")))
        }
        Err(refusal) => execute::refused(context, &refusal, Vec::new(), own).await,
    }
}
