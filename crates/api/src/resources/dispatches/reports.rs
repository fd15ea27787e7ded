//! The reports of a dispatch, and what became of each.

use super::show::{OfDispatch, name, seen};
use crate::answer::{ApiAnswer, tagged};
use crate::context::Context;
use crate::paging::{AskedPage, PAGE, Page, PageParameters, wrong_cursor};
use crate::query::{Parameters, wrong};
use countersign_domain::access::sees;
use countersign_domain::actor::Person;
use countersign_domain::correction::FIRST_AMENDMENT;
use countersign_domain::export::hex;
use countersign_store::dispatches::{self, Became, ListedDispatchReport};
use serde::Serialize;
use utoipa::ToSchema;

/// Describes the filter of the list.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only the description reads it")]
pub(crate) struct DispatchReportParameters {
    /// waiting, completed or returned.
    #[param(example = "waiting")]
    state: Option<String>,
}

/// A report in a dispatch, or an amendment of one.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DispatchedReport {
    /// Its place in the dispatch, from 1.
    position: i64,
    /// The id of the report, a UUID.
    #[schema(format = "uuid")]
    report: String,
    #[schema(example = "2026-10")]
    cycle: String,
    /// The code of the partner.
    partner: String,
    partner_name: String,
    /// The number of the amendment, from 2; null for the report itself.
    amendment: Option<i64>,
    /// The version of the report that was sent.
    version: i64,
    /// The SHA-256 of the document that was sent.
    hash: String,
    /// waiting, completed or returned.
    #[schema(example = "waiting")]
    state: &'static str,
    /// When the vendor completed or returned it.
    #[schema(format = "date-time")]
    processed_at: Option<String>,
    /// The vendor's reason for returning it.
    reason: Option<String>,
    /// The present status of the report; null if you no longer see it.
    status: Option<&'static str>,
}

impl DispatchedReport {
    fn of(it: &ListedDispatchReport, person: &Person) -> Self {
        let entry = it.entry.as_ref();
        let is_seen = sees(person, &it.parties, it.status);
        Self {
            position: it.position,
            report: it.report_id.to_string(),
            cycle: it.key.cycle.to_string(),
            partner: it.partner.clone(),
            partner_name: it.partner_name.clone(),
            amendment: (it.amendment >= FIRST_AMENDMENT).then_some(it.amendment),
            version: it.version,
            hash: hex(&it.hash),
            state: it.became.token(),
            processed_at: entry.map(|entry| entry.at.to_string()),
            reason: entry.and_then(|entry| entry.reason.clone()),
            status: is_seen.then(|| it.status.token()),
        }
    }
}

/// List the reports of a dispatch.
#[utoipa::path(
    get,
    path = "/api/v1/dispatches/{dispatch}/reports",
    operation_id = "listReportsOfDispatch",
    tag = "Dispatches",
    params(OfDispatch, DispatchReportParameters, PageParameters),
    responses((status = 200, description = "A page of the list.", body = Page<DispatchedReport>)),
    security(("token" = ["reports.read"]))
)]
pub(crate) async fn list(context: &Context) -> ApiAnswer {
    let mut given = Parameters::read(context, &["state", PAGE[0], PAGE[1]])?;
    let asked = AskedPage::take(&mut given)?;
    let after = asked.after.as_deref().map_or(Ok(0), str::parse).map_err(|_| wrong_cursor())?;
    let only = given.take("state").map(|word| Became::from_token(&word).ok_or(word)).transpose();
    let only = only.map_err(|word| {
        let known = Became::ALL.map(Became::token).join(", ");
        wrong("bad_request", "state", &format!("state is {word:?}; expected {known}."))
    })?;
    let (person, name, limit) = (context.person()?, name(context)?, asked.one_more());
    let found = context
        .look(async |tx| {
            let id = seen(tx, person, &name).await?.id;
            Ok(dispatches::listed(tx, id, after, limit, only).await?)
        })
        .await?;
    let item = |it: ListedDispatchReport| DispatchedReport::of(&it, person);
    let page = Page::cut(found, &asked, |it| it.position.to_string(), item);
    tagged(&context.headers, &page, None)
}
