//! The partner's work on a report: figures, comments, and the submission.

use super::described_parameters::{ChangeHeaders, OfReport, SignatureHeaders};
use super::execute::{self, Ordered, Outcome};
use super::one_line_each;
use crate::answer::ApiAnswer;
use crate::context::Context;
use crate::decimal::Decimal;
use crate::json_body;
use crate::refusal;
use countersign_app::formats::json_object;
use countersign_domain::refusal::Refusal;
use countersign_domain::workflow::Command;
use serde::{Deserialize, Deserializer};
use utoipa::ToSchema;

/// The changes to a report. Omitted fields are left unchanged.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReportEdit {
    /// The comment on the report; null removes it.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    comment: Option<Option<String>>,
    /// The lines to change.
    #[serde(default, deserialize_with = "json_object::list")]
    lines: Vec<LineEdit>,
}

/// The changes to a line. Omitted fields are left unchanged.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LineEdit {
    /// The code of the line's product.
    #[schema(example = "EP")]
    product: String,
    /// Whether to restore the default figure and remove the comment before other changes.
    #[serde(default)]
    reset: bool,
    /// The chargeable units, as a string or a number. Numbers are read digit by digit.
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
    /// A new comment on the report; omit it to keep the present one.
    comment: Option<String>,
}

/// Reads a field that is present, even if it is null.
fn given<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// Edit a usage report.
///
/// The report has to be with its partner. Either all changes are made, or none.
#[utoipa::path(
    patch,
    path = "/api/v1/usage-reports/{id}",
    operation_id = "editUsageReport",
    tag = "Usage reports",
    params(OfReport, ChangeHeaders),
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
    execute::all(context, ordered).await
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

/// Sets a comment, or removes it if it is blank.
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
    params(OfReport, ChangeHeaders, SignatureHeaders),
    request_body = Option<Submission>,
    responses((status = 200, description = "The report is submitted.", body = Outcome)),
    security(("token" = ["reports.edit"]))
)]
pub(crate) async fn submit(context: &Context) -> ApiAnswer {
    let Submission { comment } = json_body::read(context)?;
    execute::all(context, vec![Command::Submit { comment }.into()]).await
}
