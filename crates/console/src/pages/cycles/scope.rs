//! The distributor of a cycle's page: the reader's own, or the one that the operator names.

use crate::addresses;
use crate::context::Context;
use countersign_app::actions::directory_snapshot::DirectorySnapshot;
use countersign_domain::actor::CompanyKind;
use countersign_domain::cycle::Cycle;
use countersign_domain::zone::Zone;
use countersign_store::companies::Company;
use countersign_store::{Tx, companies};
use countersign_web::problem::Problem;
use serde::Deserialize;

#[derive(Deserialize)]
struct DistributorParameter {
    distributor: Option<String>,
}

pub(super) struct CycleScope {
    pub(super) id: i64,
    pub(super) code: String,
    pub(super) name: String,
    /// Whether the reader is the operator, who names it in every address.
    pub(super) is_named: bool,
    pub(super) zone: Zone,
    /// What is the same for all.
    pub(super) snapshot: DirectorySnapshot,
}

impl CycleScope {
    /// The distributor in the address; `None` if the operator named none.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for one that does not exist, or is not the reader's.
    pub(super) async fn of(context: &Context, tx: &mut Tx) -> Result<Option<Self>, Problem> {
        let person = context.person()?;
        let DistributorParameter { distributor } = context.query()?;
        let is_named = person.company_kind == CompanyKind::Operator;
        let all = distributors(tx).await?;
        let found = match (is_named, distributor) {
            (true, None) => return Ok(None),
            (true, Some(code)) => all.into_iter().find(|it| it.code == code),
            (false, code) => {
                let own = all.into_iter().find(|it| it.id == person.company_id);
                own.filter(|own| code.is_none_or(|code| code == own.code))
            }
        };
        let Company { id, code, name, .. } = found.ok_or(Problem::NotFound)?;
        let snapshot = DirectorySnapshot::load(tx).await?;
        let zone = snapshot.region_of(id)?.1.clone();
        Ok(Some(Self { id, code, name, is_named, zone, snapshot }))
    }

    /// The same, if a distributor is required.
    ///
    /// # Errors
    /// [`Problem::NotFound`] if there is none.
    pub(super) async fn one(context: &Context, tx: &mut Tx) -> Result<Self, Problem> {
        Self::of(context, tx).await?.ok_or(Problem::NotFound)
    }

    /// The cycle of the address: from the installation's first one to the running one.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for any other.
    pub(super) fn cycle(&self, context: &Context) -> Result<Cycle, Problem> {
        of_address(context, &self.zone)
    }

    /// An address under `/cycles`, with the distributor if it has to be named.
    pub(super) fn at(&self, path: &str, more: &[(&str, &str)]) -> String {
        let named = self.is_named.then_some(("distributor", self.code.as_str()));
        let pairs: Vec<_> = named.into_iter().chain(more.iter().copied()).collect();
        addresses::with_query(path, &pairs)
    }
}

/// The cycle in the address, if it has begun in a time zone.
pub(super) fn of_address(context: &Context, zone: &Zone) -> Result<Cycle, Problem> {
    let text: String = context.parameter("cycle")?;
    let there = context.installation.first_cycle..=zone.cycle_of(context.now);
    let cycle = Cycle::parse(&text).ok().filter(|cycle| there.contains(cycle));
    cycle.ok_or(Problem::NotFound)
}

pub(super) async fn distributors(tx: &mut Tx) -> Result<Vec<Company>, Problem> {
    let mut all = companies::not_partners(tx).await?;
    all.retain(|it| it.kind == CompanyKind::Distributor);
    all.sort_by(|a, b| (&a.name, &a.code).cmp(&(&b.name, &b.code)));
    Ok(all)
}
