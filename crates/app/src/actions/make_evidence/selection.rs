//! The reports of a pack: those that were asked for and that its reader may see.

use super::query::EvidenceQuery;
use crate::evidence::MOST_REPORTS;
use crate::failure::{Failure, Result};
use countersign_domain::access::{Area, Right, right, sees};
use countersign_domain::actor::{CompanyKind, Person};
use countersign_domain::cycle::Cycle;
use countersign_store::reports::{self, Filter, Key, Scope, StoredReport};
use countersign_store::{Tx, companies};

/// What is asked for, by numbers.
pub(super) struct Selection {
    from: Cycle,
    to: Cycle,
    reader: Option<Person>,
    /// The code of the reader's company.
    company: Option<String>,
    partner: Option<i64>,
    distributor: Option<i64>,
    vendor: Option<i64>,
}

/// The refusal of a pack without reports. Companies learn no more about those of others.
#[must_use]
pub fn none() -> Failure {
    Failure::Usage("there is no such report".to_owned())
}

impl Selection {
    /// Finds the companies; `None` if one does not exist.
    ///
    /// # Errors
    /// [`Failure::Usage`] if the reader may not read reports, or asks for too many cycles.
    pub(super) async fn open(tx: &mut Tx, asked: &EvidenceQuery) -> Result<Option<Self>> {
        let reader = asked.reader.clone();
        if let Some(person) = &reader
            && right(person.company_kind, person.role, Area::UsageReports) < Right::Read
        {
            let role = person.role.name();
            return Err(Failure::Usage(format!("the role {role} has no access to usage reports")));
        }
        asked.check_cycles().map_err(Failure::Usage)?;
        let mut ids = [None; 3];
        for (id, (code, kind)) in ids.iter_mut().zip([
            (&asked.partner, CompanyKind::Partner),
            (&asked.distributor, CompanyKind::Distributor),
            (&asked.vendor, CompanyKind::Vendor),
        ]) {
            let Some(code) = code else { continue };
            let found = companies::of_code(tx, code).await?.filter(|it| it.kind == kind);
            let Some(found) = found else { return Ok(None) };
            *id = Some(found.id);
        }
        let [partner, distributor, vendor] = ids;
        let company = match &reader {
            Some(person) if person.company_kind != CompanyKind::Operator => {
                companies::of_id(tx, person.company_id).await?.map(|it| it.code)
            }
            _ => None,
        };
        let (from, to) = (asked.from, asked.to);
        Ok(Some(Self { from, to, reader, company, partner, distributor, vendor }))
    }

    /// The code of the reader's company; none for the operator.
    pub(super) fn company(&self) -> Option<String> {
        self.company.clone()
    }

    /// The keys of all reports that may belong to it, in the order of the pack.
    pub(super) async fn keys(&self, tx: &mut Tx) -> Result<Vec<Key>> {
        let mut keys = Vec::new();
        for months in 0..=self.to.months_since(self.from) {
            let cycle = self.from.plus(i32::try_from(months).unwrap_or(i32::MAX));
            let filter = Filter::new(self.scope(cycle), cycle);
            keys.extend(reports::keys(tx, &filter).await?);
            keys.retain(|key| {
                self.partner.is_none_or(|id| id == key.partner_id)
                    && self.vendor.is_none_or(|id| id == key.vendor_id)
            });
            if keys.len() > MOST_REPORTS {
                return Err(Failure::Usage(format!(
                    "a pack has at most {MOST_REPORTS} reports: ask for fewer cycles, one \
                     distributor or one partner"
                )));
            }
        }
        Ok(keys)
    }

    fn scope(&self, cycle: Cycle) -> Scope {
        let of_partner = |id| Scope::Partner { id, from: cycle };
        let reader = self.reader.as_ref().map(|person| (person.company_kind, person.company_id));
        match reader {
            Some((CompanyKind::Distributor, id)) => Scope::Distributor(id),
            Some((CompanyKind::Vendor, id)) => Scope::Vendor(id),
            Some((CompanyKind::Partner, id)) => of_partner(id),
            Some((CompanyKind::Operator, _)) | None => match (self.partner, self.distributor) {
                (Some(id), _) => of_partner(id),
                (None, Some(id)) => Scope::Distributor(id),
                (None, None) => Scope::All,
            },
        }
    }

    /// Whether a report belongs to it.
    pub(super) fn has(&self, stored: &StoredReport) -> bool {
        let (parties, status) = (&stored.report.parties, stored.report.status);
        self.distributor.is_none_or(|id| id == parties.distributor_id)
            && self.reader.as_ref().is_none_or(|person| sees(person, parties, status))
    }
}
