//! Why a list is empty, and how to fill it.

use super::participation::Participation;
use crate::context::Context;
use countersign_domain::actor::CompanyKind;
use countersign_store::Tx;
use countersign_store::reports::Criteria;
use countersign_web::problem::Problem;
use countersign_web::report_query::ReportQuery;

/// Why a list is empty.
pub(super) struct EmptyListReason {
    /// In a few words.
    pub(super) title: String,
    pub(super) text: String,
}

/// Why nothing is shown: the company takes no part, no report was made yet, or none matches.
pub(super) async fn why_empty(
    tx: &mut Tx,
    context: &Context,
    query: &ReportQuery,
    never_any: bool,
) -> Result<EmptyListReason, Problem> {
    let person = context.person()?;
    let is_vendor = person.company_kind == CompanyKind::Vendor;
    let participation = Participation::of(tx, person).await?;
    let key = match participation {
        Some(participation) if !participation.takes_part && never_any => participation.key,
        _ if never_any && is_vendor => "list-none-dispatched",
        _ if never_any => "list-none-yet",
        _ if query.find.is_some() => "list-none-found",
        _ if query.criteria != Criteria::default() => "list-none-filtered",
        _ if query.flagged => "list-none-flagged",
        _ if query.status.is_some() => "list-none-there",
        _ => "list-none-cycle",
    };
    let locale = context.locale;
    Ok(EmptyListReason { title: locale.t(key), text: locale.t(&format!("{key}-text")) })
}
