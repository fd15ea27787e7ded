//! The time zone of the installation as a whole.

use crate::failure::{Failure, Result};
use countersign_domain::zone::Zone;
use countersign_store::{Tx, regions};

/// The zone of the first region; UTC where there is no region yet.
///
/// # Errors
/// Fails when the database does, or holds a zone that is none.
pub async fn of_installation(tx: &mut Tx) -> Result<Zone> {
    let regions = regions::all(tx).await?;
    let name = regions.first().map_or("UTC", |region| region.time_zone.as_str());
    Zone::parse(name).map_err(Failure::System)
}
