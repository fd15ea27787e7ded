//! The reports that could be sent, their vendors, and the others by status.

use super::NewDispatchQuery;
use crate::context::Context;
use crate::pages::reports::report_view::seen;
use countersign_app::actions::dispatch_reports;
use countersign_domain::actor::{CompanyKind, Person};
use countersign_domain::correction::agreed;
use countersign_domain::cycle::Cycle;
use countersign_domain::export::{content_hash, hex};
use countersign_domain::instant::Instant;
use countersign_domain::status::{Status, Verb};
use countersign_domain::workflow::available;
use countersign_store::dispatches::{self, Approved, VendorStatusCount};
use countersign_store::reports::{self, Scope, StoredReport};
use countersign_store::{Tx, companies};
use countersign_web::problem::Problem;
use std::fmt::Write;
use uuid::Uuid;

pub(in crate::pages::dispatches) struct Vendor {
    pub(in crate::pages::dispatches) id: i64,
    pub(in crate::pages::dispatches) code: String,
    pub(in crate::pages::dispatches) name: String,
    pub(in crate::pages::dispatches) approved: i64,
}

pub(in crate::pages::dispatches) struct Candidates {
    pub(super) cycle: Cycle,
    pub(super) cycles: Vec<Cycle>,
    pub(super) vendors: Vec<Vendor>,
    chosen: Option<usize>,
    pub(in crate::pages::dispatches) approved: Vec<Approved>,
    status_counts: Vec<VendorStatusCount>,
    /// Selected reports that are not approved, with their status.
    pub(super) left_out: Vec<(String, Status)>,
}

pub(in crate::pages::dispatches) struct Picked {
    pub(in crate::pages::dispatches) stored: StoredReport,
    /// The seen version.
    pub(in crate::pages::dispatches) version: Option<i64>,
    /// Whether the person may dispatch it, or an amendment of it.
    is_ready: bool,
}

impl Picked {
    /// The reports of a form or an address, by cycle and partner, without those that the person may
    /// not know of.
    pub(in crate::pages::dispatches) async fn of(
        tx: &mut Tx,
        person: &Person,
        texts: &[String],
        now: Instant,
    ) -> Result<Vec<Self>, Problem> {
        let is_ready = |stored: &StoredReport| {
            let available = available(&stored.report, person, false, now);
            available.has(Verb::Dispatch) || available.has(Verb::DispatchAmendment)
        };
        let mut picked = Vec::new();
        for text in texts {
            let (id, version) = text.split_once('.').unwrap_or((text, ""));
            let Ok(id) = id.parse::<Uuid>() else { continue };
            let Some(key) = seen(tx, person, id).await? else { continue };
            let stored = reports::find(tx, &[key]).await?.into_iter().next().flatten();
            let version = version.parse().ok();
            picked.extend(stored.map(|stored| Self {
                is_ready: is_ready(&stored),
                stored,
                version,
            }));
        }
        picked.sort_by(|a, b| {
            let place = |it: &Self| (it.stored.report.cycle, it.stored.names.partner.clone());
            place(a).cmp(&place(b))
        });
        picked.dedup_by_key(|it| it.stored.key());
        Ok(picked)
    }
}

impl Candidates {
    /// Finds the reports of the query, or all if it names none.
    pub(super) async fn find(
        context: &Context,
        tx: &mut Tx,
        asked: &NewDispatchQuery,
    ) -> Result<Self, Problem> {
        let person = context.person()?;
        let cycles = reports::cycles_present(tx, &Scope::Distributor(person.company_id)).await?;
        let picked = Picked::of(tx, person, &asked.report, context.now).await?;
        let named = asked.cycle.as_deref().filter(|text| !text.is_empty());
        let cycle = match (named, picked.first()) {
            (Some(text), _) => super::cycle(text)?,
            (None, Some(first)) => first.stored.report.cycle,
            (None, None) => cycles.first().copied().unwrap_or(context.installation.first_cycle),
        };
        let status_counts = dispatches::status_counts(tx, person.company_id, cycle).await?;
        let amended = dispatches::vendors_amended(tx, person.company_id).await?;
        let mut found = Self {
            cycle,
            cycles,
            vendors: match asked.report.is_empty() {
                true => vendors(tx, |id| of_month(&status_counts, &amended, id)).await?,
                false => vendors(tx, |id| of_picked(&picked, id)).await?,
            },
            chosen: None,
            approved: Vec::new(),
            status_counts,
            left_out: Vec::new(),
        };
        found.choose(asked);
        if let Some(vendor) = found.vendor() {
            let id = vendor.id;
            if asked.report.is_empty() {
                found.approved = dispatch_reports::ready(tx, person.company_id, cycle, id).await?;
            } else {
                found.take(picked, id);
            }
        }
        Ok(found)
    }

    /// The named vendor, or the only one to which something could be sent.
    fn choose(&mut self, asked: &NewDispatchQuery) {
        let code = asked.vendor.as_deref().filter(|code| !code.is_empty());
        self.chosen = match code {
            Some(code) => self.vendors.iter().position(|vendor| vendor.code == code),
            None if self.vendors.len() == 1 => Some(0),
            None => None,
        };
    }

    pub(super) fn vendor(&self) -> Option<&Vendor> {
        self.chosen.and_then(|at| self.vendors.get(at))
    }

    fn take(&mut self, picked: Vec<Picked>, vendor: i64) {
        for Picked { stored, is_ready, .. } in picked {
            let (key, report) = (stored.key(), &stored.report);
            if key.vendor_id != vendor {
                continue;
            }
            if !is_ready {
                self.left_out.push((stored.names.partner_name, report.status));
                continue;
            }
            let amendment = agreed(report).and_then(|correction| correction.amendment);
            let zero = countersign_domain::quantity::Quantity::ZERO;
            let has_units = report
                .lines
                .iter()
                .any(|line| line.figures.provisioned != zero || line.chargeable() != zero);
            self.approved.push(Approved {
                key,
                report_id: stored.names.report_id,
                version: report.version,
                partner: stored.names.partner,
                partner_name: stored.names.partner_name,
                has_units: has_units || amendment.is_some(),
                amendment,
            });
        }
    }

    /// The number of reports of the cycle and the chosen vendor with this status.
    pub(super) fn count_of(&self, status: Status) -> i64 {
        let chosen = self.vendor().map(|vendor| vendor.id);
        let of_vendor = self
            .status_counts
            .iter()
            .filter(|it| chosen.is_none_or(|vendor| vendor == it.vendor_id));
        of_vendor.filter(|it| it.status == status).map(|it| it.count).sum()
    }
}

/// The number of reports and amendments that could be sent to a vendor; `None` if there are none.
fn of_month(
    status_counts: &[VendorStatusCount],
    amended: &[(i64, i64)],
    vendor: i64,
) -> Option<i64> {
    let own = status_counts.iter().filter(|it| it.vendor_id == vendor);
    let ready = own.clone().filter(|it| it.status == Status::Approved);
    let amended = amended.iter().filter(|(id, _)| *id == vendor).map(|(_, count)| *count);
    let there = own.count() > 0 || amended.clone().count() > 0;
    there.then(|| ready.map(|it| it.count).chain(amended).sum())
}

/// The same for the selected ones.
fn of_picked(picked: &[Picked], vendor: i64) -> Option<i64> {
    let own = picked.iter().filter(|it| it.stored.key().vendor_id == vendor);
    let ready = own.clone().filter(|it| it.is_ready).count();
    (own.count() > 0).then(|| i64::try_from(ready).unwrap_or(i64::MAX))
}

async fn vendors(tx: &mut Tx, ready: impl Fn(i64) -> Option<i64>) -> Result<Vec<Vendor>, Problem> {
    let all = companies::not_partners(tx).await?;
    let all = all.into_iter().filter(|company| company.kind == CompanyKind::Vendor);
    let mut vendors: Vec<Vendor> = all
        .filter_map(|company| {
            let approved = ready(company.id)?;
            Some(Vendor { id: company.id, code: company.code, name: company.name, approved })
        })
        .collect();
    vendors.sort_by(|a, b| a.code.cmp(&b.code));
    Ok(vendors)
}

/// A fingerprint of the approved reports: it changes with any of them.
pub(in crate::pages::dispatches) fn fingerprint(approved: &[Approved]) -> String {
    let mut text = String::new();
    for it in approved {
        // Writing to memory cannot fail.
        let _ = writeln!(text, "{}.{}", it.report_id, it.version);
    }
    hex(&content_hash(&text))
}
