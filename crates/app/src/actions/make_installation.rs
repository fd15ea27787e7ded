//! Makes an installation in a database: its schema, its row, and its operator.

use crate::clock::Clock;
use countersign_domain::actor::CompanyKind;
use countersign_domain::code::{OPERATOR_CODE, company_uuid};
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_store::companies::{self, Company};
use countersign_store::installation;
use countersign_store::{Result, Store, StoreError};

/// The kind of installation.
#[derive(Clone, Copy, Debug)]
pub struct NewInstallation {
    /// Whether its clock is moved by hand.
    pub rehearsal: bool,
    /// Whether it is a demonstration.
    pub demo: bool,
    /// When it begins.
    pub now: Instant,
    /// The first cycle for which reports are made.
    pub first_cycle: Cycle,
}

/// Makes the installation; false if there is one already.
///
/// # Errors
/// Fails when the database does, or an older program made it.
pub async fn run(store: &Store, wanted: &NewInstallation) -> Result<bool> {
    store.make_schema(Clock::default().machine_time()).await?;
    let operator = Company {
        id: 1,
        code: OPERATOR_CODE.to_owned(),
        kind: CompanyKind::Operator,
        name: "Operator".to_owned(),
        company_id: company_uuid(OPERATOR_CODE),
    };
    let made = store
        .write(async |tx| {
            if installation::load(tx).await?.is_some() {
                return Ok(false);
            }
            installation::create(tx, wanted.rehearsal, wanted.now, wanted.first_cycle).await?;
            if wanted.demo {
                installation::mark_demo(tx).await?;
            }
            companies::insert(tx, std::slice::from_ref(&operator)).await?;
            Ok(true)
        })
        .await;
    match made {
        // Another process made one at the same time.
        Err(StoreError::Conflict(_)) => Ok(false),
        made => made,
    }
}
