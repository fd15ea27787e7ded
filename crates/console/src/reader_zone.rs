//! The time zone of a reader's dates and charts.

use crate::context::Context;
use countersign_domain::zone::Zone;
use countersign_web::problem::Problem;

/// The reader's time zone: the one that they chose, or their company's region has, or UTC.
///
/// # Errors
/// [`Problem::Fault`] when the stored zone is none.
pub(crate) fn zone_of(context: &Context) -> Result<Zone, Problem> {
    Zone::parse(&context.visitor()?.time_zone).map_err(Problem::Fault)
}
