//! When the last backup was made, and why a later one failed.

use crate::context::Context;
use countersign_app::backups::recorded;
use countersign_domain::zone::Zone;
use countersign_language::datetime::Moment;
use countersign_store::Tx;
use countersign_web::problem::Problem;

/// What the page says of backups; nothing in a rehearsal, which is thrown away.
pub(super) struct Backups {
    /// When the last one was made, and how long ago that was.
    pub(super) last: Option<(Moment, Option<String>)>,
    /// Why a later one failed.
    pub(super) failure: Option<String>,
}

impl Backups {
    pub(super) async fn load(
        tx: &mut Tx,
        context: &Context,
        zone: &Zone,
    ) -> Result<Option<Self>, Problem> {
        if context.installation.rehearsal {
            return Ok(None);
        }
        let (locale, now) = (context.locale, context.state.clock.machine_time());
        let standing = recorded::standing(tx, now).await?;
        let last =
            standing.last_good.map(|at| (locale.moment(at, zone), locale.time_left(at, now)));
        Ok(Some(Self { last, failure: standing.failed.map(|(_, why)| why) }))
    }
}
