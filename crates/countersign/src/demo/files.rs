//! The story as import files, which are imported like anyone's.

use super::companies::{DISTRIBUTORS, REGION_COLUMNS, REGIONS};
use super::products::{PRODUCT_COLUMNS, PRODUCTS, VENDORS};
use super::sample_installation::SampleInstallation;
use super::staff;
use crate::sample::cells::record;
use countersign_app::actions::import::{self, ImportOptions};
use countersign_app::clock::Clock;
use countersign_app::failure::{Failure, Result};
use countersign_app::progress::WorkProgress;
use countersign_domain::zone::date_of_number;
use countersign_store::{Store, people};
use std::path::{Path, PathBuf};

pub(super) async fn import_directory(
    store: &Store,
    installation: &SampleInstallation,
) -> Result<()> {
    let files = [
        ("vendors.csv", vendors()),
        ("regions.csv", regions()),
        ("distributors.csv", distributors()),
        ("partners.csv", partners(installation)),
        ("customers.csv", customers(installation)),
        ("products.csv", products()),
        ("subscriptions.csv", subscriptions(installation)),
        ("users.csv", users()),
    ];
    import_files(store, &files).await?;
    // Everyone can be signed in with one click, so no password is needed.
    let now = Clock::default().machine_time();
    store.write(async |tx| people::accept_all(tx, now).await).await?;
    Ok(())
}

/// Imports rows of readings and returns how many were new or different.
pub(super) async fn import_readings(store: &Store, rows: &[u8]) -> Result<u64> {
    let mut file = b"subscription,observed_at,provisioned,used\r\n".to_vec();
    file.extend_from_slice(rows);
    import_files(store, &[("usage.csv", file)]).await
}

async fn import_files(store: &Store, files: &[(&str, Vec<u8>)]) -> Result<u64> {
    let failed = |path: &Path, error: &std::io::Error| Failure::io(path, error);
    let folder = tempfile::tempdir().map_err(|error| failed(&std::env::temp_dir(), &error))?;
    let mut paths: Vec<PathBuf> = Vec::new();
    for (name, content) in files {
        let path = folder.path().join(name);
        std::fs::write(&path, content).map_err(|error| failed(&path, &error))?;
        paths.push(path);
    }
    let options =
        ImportOptions { paths, dry_run: false, rejected: None, person_id: None, problems: None };
    let clock = Clock::default();
    let report = import::run(store, &clock, &options, &mut WorkProgress::hidden()).await?;
    match report.problems.causes().first() {
        Some(problem) => Err(Failure::System(problem.to_string())),
        None => Ok(report.readings_changed),
    }
}

fn table<'a>(header: &[&str], rows: impl IntoIterator<Item = Vec<&'a str>>) -> Vec<u8> {
    let mut out = Vec::new();
    record(&mut out, header);
    for row in rows {
        record(&mut out, &row);
    }
    out
}

fn vendors() -> Vec<u8> {
    table(&["code", "name"], VENDORS.iter().map(|(code, name)| vec![*code, *name]))
}

fn regions() -> Vec<u8> {
    table(&REGION_COLUMNS, REGIONS.iter().map(|region| region.row.to_vec()))
}

fn products() -> Vec<u8> {
    table(&PRODUCT_COLUMNS, PRODUCTS.iter().map(|product| product.row.to_vec()))
}

fn distributors() -> Vec<u8> {
    let header = ["code", "name", "region", "type", "auto_approve", "hold_incomplete"];
    let rows = DISTRIBUTORS.iter().map(|it| {
        let [auto_approve, hold_incomplete] = it.rules;
        vec![it.code, it.name, it.region().row[0], it.kind, auto_approve, hold_incomplete]
    });
    table(&header, rows)
}

fn partners(installation: &SampleInstallation) -> Vec<u8> {
    let header = [
        "code",
        "name",
        "distributor",
        "type",
        "city",
        "state",
        "auto_submit_days",
        "hold_flagged",
        "over_provisioning_threshold_percent",
    ];
    let rows = installation.holdings.iter().map(|holding| {
        let (distributor, partner) = (holding.distributor, holding.partner);
        let kind = if partner.is_msp { "msp" } else { "reseller" };
        let [city, state] = partner.place;
        let days = distributor.auto_submit_days(partner);
        let held = if partner.holds_flagged() { "yes" } else { "" };
        let threshold = if partner.code == "HALLHOST" { "5" } else { "" };
        vec![partner.code, partner.name, distributor.code, kind, city, state, days, held, threshold]
    });
    table(&header, rows)
}

fn customers(installation: &SampleInstallation) -> Vec<u8> {
    let mut out = table(&["code", "name", "partner"], []);
    for holding in &installation.holdings {
        for (place, name) in holding.customers.iter().enumerate() {
            record(&mut out, &[&holding.customer_code(place), name, holding.partner.code]);
        }
    }
    out
}

fn subscriptions(installation: &SampleInstallation) -> Vec<u8> {
    let mut out = table(&["code", "customer", "product", "plan", "billable", "ends_on"], []);
    for holding in &installation.holdings {
        for it in &holding.subscriptions {
            let customer = holding.customer_code(it.customer);
            let billable = if it.billable { "yes" } else { "no" };
            let ends_on = it.ends_on.map(|day| date_of_number(day).to_string());
            let ends_on = ends_on.unwrap_or_default();
            let row = [&it.code, customer.as_str(), it.product.code(), it.plan, billable, &ends_on];
            record(&mut out, &row);
        }
    }
    out
}

fn users() -> Vec<u8> {
    let mut out = table(&["email", "name", "company", "role"], []);
    for it in staff::members() {
        record(&mut out, &[&it.email, &it.name, it.company, it.role.name()]);
    }
    out
}
