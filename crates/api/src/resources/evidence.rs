//! Evidence packs: reports with all that is behind them, and the proof that it is in the log.

use crate::answer::ApiAnswer;
use crate::context::{Context, Route, answering};
use crate::problem::ApiProblem;
use crate::query::{Parameters, wrong};
use countersign_app::actions::make_evidence::EvidenceQuery;
use countersign_domain::access::{Area, Right};
use countersign_domain::api_scope::Scope;
use countersign_domain::cycle::Cycle;
use countersign_web::access::Access;
use countersign_web::evidence_pack;

pub(crate) fn routes() -> Vec<Route> {
    let reads = Access::Area(Area::UsageReports, Right::Read);
    vec![Route::get("/api/v1/evidence", reads, answering(show)).needing(Scope::ReportsRead)]
}

/// Describes the parameters.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only the description reads it")]
pub(crate) struct EvidenceParameters {
    /// The first cycle.
    #[param(example = "2026-08")]
    from: String,
    /// The last cycle; the default is the first one.
    #[param(example = "2026-10")]
    to: Option<String>,
    /// The code of a partner.
    partner: Option<String>,
    /// The code of a distributor.
    distributor: Option<String>,
    /// The code of a vendor.
    vendor: Option<String>,
    /// The language of the summary; the default is English.
    #[param(example = "de")]
    language: Option<String>,
}

/// Download an evidence pack.
///
/// A ZIP file with reports, their history, figures and readings, and the proof that they are in the
/// transparency log. It has what you may see, and `countersign verify` checks it anywhere.
#[utoipa::path(
    get,
    path = "/api/v1/evidence",
    operation_id = "downloadEvidence",
    tag = "Usage reports",
    params(EvidenceParameters),
    responses((status = 200, description = "The pack.", body = String,
        content_type = "application/zip")),
    security(("token" = ["reports.read"]))
)]
pub(crate) async fn show(context: &Context) -> ApiAnswer {
    let known = ["from", "to", "partner", "distributor", "vendor", "language"];
    let mut given = Parameters::read(context, &known)?;
    let from = cycle(&mut given, "from")?
        .ok_or_else(|| wrong("bad_request", "from", "Give the first cycle, such as 2026-10."))?;
    let asked = EvidenceQuery {
        reader: Some(context.person()?.clone()),
        from,
        to: cycle(&mut given, "to")?.unwrap_or(from),
        partner: given.take("partner"),
        distributor: given.take("distributor"),
        vendor: given.take("vendor"),
        language: given.language()?,
    };
    asked.check_cycles().map_err(|why| wrong("bad_request", "to", &format!("{why}.")))?;
    Ok(evidence_pack::send(context, asked).await?)
}

fn cycle(given: &mut Parameters, name: &str) -> Result<Option<Cycle>, ApiProblem> {
    let Some(text) = given.take(name) else { return Ok(None) };
    Cycle::parse(&text).map(Some).map_err(|why| wrong("bad_request", name, &format!("{why}.")))
}
