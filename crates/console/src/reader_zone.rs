//! The time zone of a reader's dates and charts.

use crate::pages::report_lists::participation::Participation;
use countersign_app::zone;
use countersign_domain::actor::Person;
use countersign_domain::zone::Zone;
use countersign_store::Tx;
use countersign_web::problem::Problem;

/// A person's time zone: their region's, or the first region's.
pub(crate) async fn zone_of(tx: &mut Tx, person: &Person) -> Result<Zone, Problem> {
    if let Some(participation) = Participation::of(tx, person).await? {
        return Ok(participation.zone);
    }
    Ok(zone::of_installation(tx).await?)
}
