//! The directory files of a case.

use std::collections::BTreeMap;

use super::directory::{CaseDirectory, Region};
use super::rng::Rng;
use super::table::{Table, text};
use super::words::name;

const SETTINGS: &[&str] = &[
    "auto_submit_days",
    "resubmit_days",
    "settle_days",
    "over_provisioning_threshold_percent",
    "auto_approve",
    "hold_flagged",
    "hold_incomplete",
    "carry_forward_cycles",
    "reminder_days",
    "review_days",
];

/// The settings cells of one row, each set `percent` times in a hundred.
fn settings(rng: &mut Rng, percent: u64) -> Vec<String> {
    let values: [&[&str]; 10] = [
        &["1", "2", "3", "5", "6", "7", "10", "28"],
        &["1", "2", "3", "7"],
        &["0", "0", "1", "2", "3", "10"],
        &["0", "5", "10", "12.5", "33.33", "50", "99.99", "100"],
        &["yes", "no"],
        &["yes", "no"],
        &["yes", "no"],
        &["0", "1", "2", "3", "24"],
        &["2 1", "3", "5 2 1"],
        &["1", "5", "28"],
    ];
    let set = |values: &&[&str]| {
        let value = *rng.pick(values);
        (if rng.random(percent) { value } else { "" }).to_owned()
    };
    values.iter().map(set).collect()
}

fn columns(own: &[&'static str]) -> Vec<&'static str> {
    own.iter().chain(SETTINGS).copied().collect()
}

/// Rows of `regions.csv`; `percent` is how often a setting is set.
pub(super) fn regions(regions: &[Region], rng: &mut Rng, percent: u64) -> Table {
    let mut table =
        Table::new(&columns(&["code", "name", "time_zone", "currency", "usage_reports"]));
    for region in regions {
        let usage_reports = if region.usage_reports { "yes" } else { "no" }.to_owned();
        let own = [text(&region.code, rng), name_cell(rng), region.zone.clone()];
        let more = ["EUR".to_owned(), usage_reports];
        table.push(own.into_iter().chain(more).chain(settings(rng, percent)).collect());
    }
    table
}

/// Rows of `distributors.csv`.
pub(super) fn distributors(
    directory: &CaseDirectory,
    of: &[usize],
    rng: &mut Rng,
    percent: u64,
) -> Table {
    let mut table = Table::new(&columns(&["code", "name", "region", "type"]));
    for index in of {
        let one = &directory.distributors[*index];
        let kind = if one.isp { "isp" } else { "distributor" }.to_owned();
        let region = text(&directory.regions[one.region].code, rng);
        let own = [text(&one.code, rng), name_cell(rng), region, kind];
        table.push(own.into_iter().chain(settings(rng, percent)).collect());
    }
    table
}

/// Rows of `partners.csv`. `since` gives their cells of that name.
pub(super) fn partners(
    directory: &CaseDirectory,
    of: &[usize],
    rng: &mut Rng,
    percent: u64,
    since: &Given,
) -> Table {
    let own = ["code", "name", "distributor", "type", "city", "state", "since"];
    let mut table = Table::new(&columns(&own));
    for index in of {
        let one = &directory.partners[*index];
        let distributor = text(&directory.distributors[one.distributor].code, rng);
        let own = [text(&one.code, rng), name_cell(rng), distributor, one.kind.to_owned()];
        let more = [maybe_name(rng), maybe_name(rng), given(since, *index)];
        table.push(own.into_iter().chain(more).chain(settings(rng, percent)).collect());
    }
    table
}

/// The instants that rows give for their links, by index. The others give none.
pub(super) type Given = BTreeMap<usize, String>;

fn given(since: &Given, index: usize) -> String {
    since.get(&index).cloned().unwrap_or_default()
}

fn name_cell(rng: &mut Rng) -> String {
    let stored = name(rng);
    text(&stored, rng)
}

fn maybe_name(rng: &mut Rng) -> String {
    if rng.random(60) { name_cell(rng) } else { String::new() }
}

fn yes(is: bool) -> String {
    (if is { "yes" } else { "no" }).to_owned()
}

/// Rows of `vendors.csv`.
pub(super) fn vendors(directory: &CaseDirectory, rng: &mut Rng) -> Table {
    let mut table = Table::new(&["code", "name"]);
    for code in &directory.vendors {
        table.push(vec![text(code, rng), name_cell(rng)]);
    }
    table
}

/// Rows of `customers.csv`.
pub(super) fn customers(
    directory: &CaseDirectory,
    of: &[usize],
    rng: &mut Rng,
    since: &Given,
) -> Table {
    let mut table = Table::new(&["code", "name", "partner", "since"]);
    for index in of {
        let (code, partner) = &directory.customers[*index];
        let partner = text(&directory.partners[*partner].code, rng);
        table.push(vec![text(code, rng), name_cell(rng), partner, given(since, *index)]);
    }
    table
}

/// Rows of `products.csv`.
pub(super) fn products(directory: &CaseDirectory, rng: &mut Rng) -> Table {
    let columns = ["code", "name", "unit", "vendor", "decimals", "reports_usage", "basis"];
    let mut table = Table::new(&columns);
    for one in &directory.products {
        table.push(vec![
            text(&one.code, rng),
            name_cell(rng),
            text(&one.unit, rng),
            text(&directory.vendors[one.vendor], rng),
            one.decimals.to_string(),
            yes(one.reports_usage),
            one.basis.to_owned(),
        ]);
    }
    table
}

/// Rows of `subscriptions.csv`.
pub(super) fn subscriptions(
    directory: &CaseDirectory,
    of: &[usize],
    rng: &mut Rng,
    since: &Given,
) -> Table {
    let columns = ["code", "customer", "product", "plan", "billable", "ends_on", "since"];
    let mut table = Table::new(&columns);
    for index in of {
        let one = &directory.subscriptions[*index];
        table.push(vec![
            text(&one.code, rng),
            text(&directory.customers[one.customer].0, rng),
            text(&directory.products[one.product].code, rng),
            maybe_name(rng),
            yes(one.billable),
            one.ends_on.map(|day| day.to_string()).unwrap_or_default(),
            given(since, *index),
        ]);
    }
    table
}

/// Rows of `users.csv`.
pub(super) fn users(directory: &CaseDirectory, from: usize, rng: &mut Rng) -> Table {
    let mut table = Table::new(&["email", "name", "company", "role"]);
    for one in &directory.members[from..] {
        let company = text(&one.company, rng);
        table.push(vec![one.email.clone(), name_cell(rng), company, one.role.to_owned()]);
    }
    table
}
