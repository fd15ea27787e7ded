//! The distributor and the cycle of a request.

use crate::context::Context;
use crate::problem::ApiProblem;
use crate::query::wrong;
use countersign_app::actions::directory_snapshot::DirectorySnapshot;
use countersign_app::actions::read_directory;
use countersign_domain::actor::CompanyKind;
use countersign_domain::cycle::Cycle;
use countersign_store::Tx;
use countersign_web::problem::Problem;

/// Describes the parameter that names the distributor.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only the description reads it")]
pub(crate) struct DistributorParameter {
    /// The code of the distributor. The operator has to name it; a distributor's own is the
    /// default.
    distributor: Option<String>,
}

/// The cycle of the address, for the description.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "only the description reads it")]
pub(crate) struct OfCycle {
    /// The cycle.
    #[param(example = "2026-10")]
    cycle: String,
}

/// The distributor of a request.
pub(super) struct DistributorScope {
    pub(super) id: i64,
    pub(super) code: String,
    pub(super) snapshot: DirectorySnapshot,
}

impl DistributorScope {
    /// The distributor that is named, or the caller's own.
    ///
    /// # Errors
    /// 400 if the operator names none, or if the caller may not know of it.
    pub(super) async fn find(
        context: &Context,
        tx: &mut Tx,
        named: Option<&str>,
    ) -> Result<Self, ApiProblem> {
        let person = context.person()?;
        let is_operator = person.company_kind == CompanyKind::Operator;
        if is_operator && named.is_none() {
            return Err(wrong("bad_request", "distributor", "Name the distributor."));
        }
        let found = read_directory::distributors(tx, person).await?.into_iter();
        let mut found = found.map(|it| it.company);
        let found = found.find(|it| named.is_none_or(|code| code == it.code));
        let found = found.ok_or_else(|| {
            let code = named.unwrap_or_default();
            let detail = format!("distributor is {code:?}, which does not exist.");
            wrong("bad_request", "distributor", &detail)
        })?;
        let snapshot = DirectorySnapshot::load(tx).await?;
        Ok(Self { id: found.id, code: found.code, snapshot })
    }

    /// The cycle of the address, from the installation's first one to the running one.
    ///
    /// # Errors
    /// 404 for any other.
    pub(super) fn cycle(&self, context: &Context) -> Result<Cycle, ApiProblem> {
        let text: String = context.parameter("cycle")?;
        let (_, zone) = self.snapshot.region_of(self.id)?;
        let there = context.installation.first_cycle..=zone.cycle_of(context.now);
        let cycle = Cycle::parse(&text).ok().filter(|cycle| there.contains(cycle));
        Ok(cycle.ok_or(Problem::NotFound)?)
    }
}
