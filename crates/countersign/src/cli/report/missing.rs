//! `countersign report missing` lists the subscriptions of a cycle that are in no line;
//! `countersign report make` makes reports that came too late for the system.

use super::{View, json_text, table};
use crate::cli::acting_person::Acting;
use crate::cli::company;
use crate::cli::outcome::Ended;
use crate::cli::output::print;
use crate::cli::session::{Database, Threads};
use countersign_app::actions::list_uncounted::{self, Uncounted, UncountedQuery};
use countersign_app::actions::make_late_report;
use countersign_app::actions::ownership::Ownership;
use countersign_app::failure::{Failure, Result};
use countersign_domain::actor::CompanyKind;
use countersign_domain::cycle::Cycle;
use countersign_store::Tx;

/// Lists the subscriptions that are in no line of a cycle, with the reason.
pub(super) async fn list(
    database: &Database,
    cycle: Cycle,
    distributor: Option<&str>,
    view: View,
) -> Result<Ended> {
    let session = database.open_to_read(Threads::One).await?;
    let asked = UncountedQuery::all(cycle, session.now());
    let mut rows = session.store.reading(async |tx| rows(tx, distributor, asked).await).await?;
    rows.sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
    match view {
        View::Json => print(&format!("{}\n", json_text(&rows)?))?,
        View::Table => print(&table::uncounted(&rows))?,
    }
    Ok(Ended::Done)
}

/// What no line counts, of one distributor or of all.
async fn rows(
    tx: &mut Tx,
    distributor: Option<&str>,
    asked: UncountedQuery,
) -> Result<Vec<MissingRow>> {
    let distributor_id = match distributor {
        Some(code) => Some(company::of_code(tx, code, CompanyKind::Distributor).await?.id),
        None => None,
    };
    let ownership = Ownership::load(tx).await?;
    let asked = UncountedQuery { distributor_id, ..asked };
    let mut found = Vec::new();
    list_uncounted::each(tx, &ownership, asked, |it| found.push(it)).await?;
    let snapshot = &ownership.snapshot;
    let mut rows = Vec::new();
    for it in &found {
        rows.push(row(
            it,
            &snapshot.company(it.distributor_id)?.code,
            &snapshot.company(it.key.vendor_id)?.code,
            &snapshot.product(it.product_id)?.code,
        ));
    }
    Ok(rows)
}

fn sort_key(row: &MissingRow) -> (&str, &str, &str, &str, &str) {
    (&row.distributor, &row.partner, &row.vendor, &row.product, &row.subscription)
}

/// A subscription that is in no line.
#[derive(Debug, serde::Serialize)]
pub(super) struct MissingRow {
    cycle: String,
    pub(super) distributor: String,
    pub(super) partner: String,
    pub(super) vendor: String,
    pub(super) product: String,
    pub(super) subscription: String,
    pub(super) customer: String,
    reason: &'static str,
    #[serde(skip)]
    pub(super) words: &'static str,
    /// The units that are missing from every line because of this.
    pub(super) default_chargeable: Option<String>,
    /// The instant of its last reading before the cycle.
    pub(super) last_at: Option<String>,
}

fn row(it: &Uncounted, distributor: &str, vendor: &str, product: &str) -> MissingRow {
    MissingRow {
        cycle: it.key.cycle.to_string(),
        distributor: distributor.to_owned(),
        partner: it.partner.clone(),
        vendor: vendor.to_owned(),
        product: product.to_owned(),
        subscription: it.subscription.clone(),
        customer: it.customer.clone(),
        reason: it.reason.token(),
        words: it.reason.words(),
        default_chargeable: it.default_chargeable.map(|units| units.to_string()),
        last_at: it.last_at.map(|at| at.to_string()),
    }
}

/// The report to make, and the person who has it made.
pub(super) struct Make<'a> {
    pub(super) cycle: Cycle,
    pub(super) partner: &'a str,
    pub(super) vendor: Option<&'a str>,
    pub(super) acting: &'a Acting,
}

/// Makes the missing reports of a partner and cycle that came too late.
pub(super) async fn make(database: &Database, make: Make<'_>) -> Result<Ended> {
    let session = database.open().await?;
    let person = make.acting.person(&session).await?;
    let mut tx = session.store.begin().await?;
    let partner = company::of_code(&mut tx, make.partner, CompanyKind::Partner).await?;
    let vendor_id = match make.vendor {
        Some(code) => Some(company::of_code(&mut tx, code, CompanyKind::Vendor).await?.id),
        None => None,
    };
    let now = session.now();
    let made =
        make_late_report::run(&mut tx, &person, make.cycle, partner.id, vendor_id, now).await?;
    let made = made.map_err(|refusal| Failure::Usage(refusal.to_string()))?;
    tx.commit().await?;
    let noun = if made.len() == 1 { "report" } else { "reports" };
    print(&format!("{} {noun} of {} made for {}\n", made.len(), make.cycle, partner.code))?;
    Ok(Ended::Done)
}
