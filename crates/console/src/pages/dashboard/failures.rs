//! What went wrong and waits for a person: deliveries of dispatches, and imports.

use super::needs::{NAMED, Need};
use crate::addresses;
use crate::context::Context;
use countersign_app::jobs::imports::KIND;
use countersign_store::deliveries::{self, FailedDelivery};
use countersign_store::jobs::{self, Job, JobState};
use countersign_store::{Result, Tx};

/// A failed import stays on the dashboard for this long; it cannot be taken up again.
const DAYS: i64 = 7;
const DAY: i64 = 24 * 3_600_000_000;

/// Dispatches with a delivery that was given up: those of a distributor, or all of them.
pub(super) async fn deliveries(
    tx: &mut Tx,
    context: &Context,
    distributor: Option<i64>,
) -> Result<Vec<Need>> {
    let need = |failed: FailedDelivery| {
        let name = format!("{}-{}", failed.distributor, failed.number);
        let text = context.locale.say("needs-failed-delivery").with_text("dispatch", name);
        let address = addresses::dispatch(failed.dispatch_id);
        Need { text: text.to_string(), address, is_pressing: true }
    };
    let failed = deliveries::failed(tx, distributor, NAMED).await?;
    Ok(failed.into_iter().map(need).collect())
}

/// Imports of the operator's people that failed in the last days.
pub(super) async fn imports(tx: &mut Tx, context: &Context, company: i64) -> Result<Vec<Need>> {
    // Jobs go by the machine's clock, in a rehearsal too.
    let since = context.app.state.clock.machine_time().plus_micros(-DAYS * DAY);
    let found = jobs::of_company(tx, company, KIND, None, NAMED).await?;
    let is_recent = |job: &Job| job.state == JobState::Failed && job.ended_at > Some(since);
    let need = |job: Job| Need {
        text: context.locale.t("needs-failed-import"),
        address: addresses::job(job.id),
        is_pressing: true,
    };
    Ok(found.into_iter().filter(is_recent).map(need).collect())
}
