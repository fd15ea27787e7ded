//! The reports that a form selects for a dispatch.

use super::new::{NewDispatchQuery, Picked, fingerprint};
use crate::context::Context;
use countersign_app::actions::dispatch_reports::{self, ReportToSend};
use countersign_domain::actor::{CompanyKind, Person};
use countersign_domain::cycle::Cycle;
use countersign_store::{Result as StoreResult, Tx, companies};
use countersign_web::problem::Problem;

/// What is to be sent.
pub(super) enum Selection {
    /// The reports that were picked.
    Picked(Vec<ReportToSend>),
    /// All approved reports, if they are still those that the reader saw.
    All { cycle: Cycle, vendor_id: i64, seen: String },
}

impl Selection {
    /// What a form selects.
    ///
    /// # Errors
    /// [`Problem::BadRequest`] if it selects nothing.
    pub(super) async fn of(context: &Context, asked: &NewDispatchQuery) -> Result<Self, Problem> {
        let wrong = |why: &str| Problem::BadRequest(why.to_owned());
        let read = async |tx: &mut Tx| -> Result<_, Problem> {
            let code = asked.vendor.as_deref().ok_or_else(|| wrong("the form names no vendor"))?;
            let company = companies::of_code(tx, code).await?;
            let company = company.filter(|company| company.kind == CompanyKind::Vendor);
            let vendor_id = company.ok_or_else(|| wrong("there is no such vendor"))?.id;
            if asked.report.is_empty() {
                let cycle = asked.cycle.as_deref();
                let cycle = cycle.ok_or_else(|| wrong("the form names no cycle"))?;
                let seen = asked.seen.clone();
                let seen =
                    seen.ok_or_else(|| wrong("the form does not say which reports were shown"))?;
                let cycle = Cycle::parse(cycle).map_err(Problem::BadRequest)?;
                return Ok(Self::All { cycle, vendor_id, seen });
            }
            let picked = Picked::of(tx, context.person()?, &asked.report, context.now).await?;
            let keys = picked.iter().map(|it| (it.stored.key(), it.version));
            let own = keys.filter(|(key, _)| key.vendor_id == vendor_id);
            Ok(Self::Picked(own.map(|(key, version)| ReportToSend { key, version }).collect()))
        };
        context.read(read).await
    }

    /// The reports; `None` if they are no longer those that the reader saw.
    pub(super) async fn reports(
        &self,
        tx: &mut Tx,
        person: &Person,
    ) -> StoreResult<Option<Vec<ReportToSend>>> {
        let (cycle, vendor_id, seen) = match self {
            Self::Picked(wanted) => return Ok(Some(wanted.clone())),
            Self::All { cycle, vendor_id, seen } => (cycle, vendor_id, seen),
        };
        let approved = dispatch_reports::ready(tx, person.company_id, *cycle, *vendor_id).await?;
        let all = approved.iter();
        let all = all.map(|it| ReportToSend { key: it.key, version: Some(it.version) });
        Ok((fingerprint(&approved) == *seen).then(|| all.collect()))
    }
}
