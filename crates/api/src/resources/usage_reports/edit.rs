//! The partner's work on a report: figures, comments, and the submission.

use super::execute::{self, Ordered, Outcome};
use super::one_line_each;
use crate::answer::ApiAnswer;
use crate::context::Context;
use crate::decimal::Decimal;
use crate::json_body;
use crate::refusal;
use countersign_domain::refusal::Refusal;
use countersign_domain::workflow::Command;
use serde::{Deserialize, Deserializer};
use utoipa::ToSchema;

/// The changes of a report. What is left out stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReportEdit {
    /// The comment on the report; null removes it.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    comment: Option<Option<String>>,
    /// The lines to change.
    #[serde(default)]
    lines: Vec<LineEdit>,
}

/// The changes of a line. What is left out stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LineEdit {
    /// The code of the line's product.
    #[schema(example = "EP")]
    product: String,
    /// true for the default figure without a comment, before the other changes of the line.
    #[serde(default)]
    reset: bool,
    /// The chargeable units: a string, or a number, which is read digit by digit.
    #[schema(value_type = Option<String>, example = "12.5")]
    chargeable: Option<Decimal>,
    /// The comment; null removes it.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    comment: Option<Option<String>>,
}

/// The submission of a report.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Submission {
    /// The comment on the report, if it is to be another one.
    comment: Option<String>,
}

/// A value that is given, though it may be null.
fn given<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// Edit a usage report.
///
/// The report is with its partner. All changes are made, or none.
#[utoipa::path(
    patch,
    path = "/api/v1/usage-reports/{id}",
    operation_id = "editUsageReport",
    tag = "Usage reports",
    params(
        ("id" = String, Path, description = "The id of the report, a UUID."),
        ("If-Match" = String, Header, description = "The ETag of the report that you saw."),
        ("Idempotency-Key" = Option<String>, Header, description = "Your name of this request."),
    ),
    request_body = ReportEdit,
    responses((status = 200, description = "The report is changed.", body = Outcome)),
    security(("token" = ["reports.edit"]))
)]
pub(crate) async fn edit(context: &Context) -> ApiAnswer {
    let edit: ReportEdit = json_body::read(context)?;
    one_line_each::check(edit.lines.iter().map(|line| line.product.as_str()))?;
    let ordered = edit.ordered();
    if ordered.is_empty() {
        return Err(refusal::problem(&Refusal::NothingGiven, None));
    }
    execute::all(context, &ordered).await
}

impl ReportEdit {
    fn ordered(self) -> Vec<Ordered> {
        let mut ordered = Vec::new();
        for (at, line) in self.lines.into_iter().enumerate() {
            line.order(&format!("/lines/{at}"), &mut ordered);
        }
        if let Some(comment) = self.comment {
            let command = comment_command(None, comment);
            ordered.push(Ordered { command, pointer: Some("/comment".to_owned()) });
        }
        ordered
    }
}

impl LineEdit {
    fn order(self, place: &str, ordered: &mut Vec<Ordered>) {
        let product = Some(self.product);
        let mut order = |field: &str, command| {
            ordered.push(Ordered { command, pointer: Some(format!("{place}/{field}")) });
        };
        let is_empty = !self.reset && self.chargeable.is_none() && self.comment.is_none();
        if self.reset {
            order("reset", Command::Reset { product: product.clone() });
        }
        if self.chargeable.is_some() || is_empty {
            let chargeable = self.chargeable.map(|it| it.text().to_owned());
            let product = product.clone();
            order("chargeable", Command::Edit { product, chargeable, comment: None });
        }
        if let Some(comment) = self.comment {
            order("comment", comment_command(product, comment));
        }
    }
}

/// Sets a comment, or removes it. A blank one would otherwise count as none given.
fn comment_command(product: Option<String>, comment: Option<String>) -> Command {
    match comment.filter(|text| !text.trim().is_empty()) {
        Some(text) => Command::Edit { product, chargeable: None, comment: Some(text) },
        None => Command::Uncomment { product },
    }
}

/// Submit a usage report to the distributor.
#[utoipa::path(
    post,
    path = "/api/v1/usage-reports/{id}/submit",
    operation_id = "submitUsageReport",
    tag = "Usage reports",
    params(
        ("id" = String, Path, description = "The id of the report, a UUID."),
        ("If-Match" = String, Header, description = "The ETag of the report that you saw."),
        ("Idempotency-Key" = Option<String>, Header, description = "Your name of this request."),
    ),
    request_body = Option<Submission>,
    responses((status = 200, description = "The report is submitted.", body = Outcome)),
    security(("token" = ["reports.edit"]))
)]
pub(crate) async fn submit(context: &Context) -> ApiAnswer {
    let Submission { comment } = json_body::read(context)?;
    execute::all(context, &[Command::Submit { comment }.into()]).await
}
