//! Proposes a correction of a completed report, and answers one.

use crate::answer::ApiAnswer;
use crate::context::Context;
use crate::decimal::Decimal;
use crate::json_body::{self, Empty};
use crate::query::Parameters;
use crate::resources::usage_reports::described_parameters::{
    ChangeHeaders, OfReport, SignatureHeaders,
};
use crate::resources::usage_reports::execute::{self, Outcome};
use crate::resources::usage_reports::one_line_each;
use crate::resources::usage_reports::show::{id, stored};
use countersign_app::formats::json_object;
use countersign_domain::correction::current_lines;
use countersign_domain::workflow::{Command, Proposal, ProposedLine};
use countersign_store::{Tx, late_differences};
use serde::Deserialize;
use utoipa::ToSchema;

/// A correction to propose.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewCorrection {
    /// The reason for the whole correction; required.
    reason: Option<String>,
    /// The lines to correct.
    #[serde(deserialize_with = "json_object::list")]
    lines: Vec<NewCorrectionLine>,
}

/// A line to correct.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewCorrectionLine {
    /// The code of the line's product. A product without a line needs late readings.
    #[schema(example = "EP")]
    product: String,
    /// The new chargeable units, as a string or a number. Numbers are read digit by digit.
    #[schema(value_type = String, example = "812")]
    chargeable: Decimal,
    /// The reason; required.
    reason: Option<String>,
}

/// The refusal of a correction.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CorrectionRefusal {
    /// The reason; required.
    reason: Option<String>,
}

/// Propose a correction of a completed usage report.
///
/// Either company proposes, and the other one agrees or refuses.
#[utoipa::path(
    post,
    path = "/api/v1/usage-reports/{id}/corrections",
    operation_id = "proposeCorrection",
    tag = "Corrections",
    params(OfReport, ChangeHeaders),
    request_body = NewCorrection,
    responses((status = 200, description = "The correction is proposed.", body = Outcome)),
    security(("token" = ["reports.edit"]))
)]
pub(crate) async fn propose(context: &Context) -> ApiAnswer {
    Parameters::read(context, &[])?;
    let NewCorrection { reason, lines } = json_body::read(context)?;
    one_line_each::check(lines.iter().map(|line| line.product.as_str()))?;
    let (person, id) = (context.person()?, id(context)?);
    let line = |line: NewCorrectionLine| {
        let NewCorrectionLine { product, chargeable, reason } = line;
        (product, ProposedLine { chargeable: chargeable.text().to_owned(), reason })
    };
    let lines = lines.into_iter().map(line).collect();
    let late_products = async |tx: &mut Tx| {
        let stored = stored(tx, person, id).await?;
        let current = current_lines(&stored.report);
        let late = late_differences::of_report(tx, stored.key()).await?;
        let is_new = |code: &str| current.iter().all(|line| line.product.code != code);
        let late = late.into_iter().map(|it| it.product);
        Ok(late.filter(|product| is_new(&product.code)).collect())
    };
    let read = async || {
        let late_products = context.look(late_products).await?;
        let proposal = Proposal { lines, reason, late_products };
        Ok(vec![Command::ProposeCorrection(proposal).into()])
    };
    execute::all_after(context, read).await
}

/// Agree to the proposed correction of a usage report.
#[utoipa::path(
    post,
    path = "/api/v1/usage-reports/{id}/corrections/agree",
    operation_id = "agreeToCorrection",
    tag = "Corrections",
    params(OfReport, ChangeHeaders, SignatureHeaders),
    request_body = Option<Empty>,
    responses((status = 200, description = "Both companies agree.", body = Outcome)),
    security(("token" = ["reports.decide"]))
)]
pub(crate) async fn agree(context: &Context) -> ApiAnswer {
    let Empty {} = json_body::read(context)?;
    execute::all(context, vec![Command::AgreeCorrection.into()]).await
}

/// Refuse the proposed correction of a usage report.
#[utoipa::path(
    post,
    path = "/api/v1/usage-reports/{id}/corrections/refuse",
    operation_id = "refuseCorrection",
    tag = "Corrections",
    params(OfReport, ChangeHeaders),
    request_body = CorrectionRefusal,
    responses((status = 200, description = "The figures stay in effect.", body = Outcome)),
    security(("token" = ["reports.decide"]))
)]
pub(crate) async fn refuse(context: &Context) -> ApiAnswer {
    let CorrectionRefusal { reason } = json_body::read(context)?;
    execute::all(context, vec![Command::RefuseCorrection { reason }.into()]).await
}

/// Withdraw the correction that your company proposed.
#[utoipa::path(
    post,
    path = "/api/v1/usage-reports/{id}/corrections/withdraw",
    operation_id = "withdrawCorrection",
    tag = "Corrections",
    params(OfReport, ChangeHeaders),
    request_body = Option<Empty>,
    responses((status = 200, description = "The correction is withdrawn.", body = Outcome)),
    security(("token" = ["reports.edit"]))
)]
pub(crate) async fn withdraw(context: &Context) -> ApiAnswer {
    let Empty {} = json_body::read(context)?;
    execute::all(context, vec![Command::WithdrawCorrection.into()]).await
}
