//! Reads the people of a person's company: all of them for people who manage them, and the person
//! alone for everyone else.

use countersign_domain::access::{Area, Right, right};
use countersign_domain::actor::Person;
use countersign_domain::instant::Instant;
use countersign_store::people::{self, StaffMember};
use countersign_store::{Result, Tx};

/// The people of the company whom the person may see.
///
/// # Errors
/// Fails when the database does.
pub async fn run(tx: &mut Tx, person: &Person, machine_time: Instant) -> Result<Vec<StaffMember>> {
    let manages = right(person.company_kind, person.role, Area::People) == Right::Full;
    let mut staff = people::staff(tx, person.company_id, machine_time).await?;
    staff.retain(|it| manages || it.id == person.id);
    Ok(staff)
}
