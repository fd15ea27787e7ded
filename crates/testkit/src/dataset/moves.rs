//! Moves: every kind of link changes at any time, before, at and after closing instants.

use jiff::{SignedDuration, Timestamp};

use super::directory::CaseDirectory;
use super::files::{self, Given};
use super::rng::Rng;
use super::table::Table;
use crate::model::{Cycle, LinkRow, Model};

/// Changes the world and returns the files that do so. No settings are changed, because the
/// specification does not say what happens to a make instant that moves into the past.
pub(super) fn moves(
    directory: &mut CaseDirectory,
    model: &Model,
    rng: &mut Rng,
) -> Vec<(String, Table)> {
    let mut out = Vec::new();
    let mut add = |name: &str, table: Table| {
        if !table.is_empty() {
            out.push((name.to_owned(), table));
        }
    };
    if rng.random(30) {
        let one = rng.below(directory.regions.len());
        directory.regions[one].usage_reports = rng.random(70);
        add("regions.csv", files::regions(&directory.regions[one..=one], rng, 0));
    }
    if rng.random(40) {
        let one = rng.below(directory.distributors.len());
        move_distributor(directory, one, rng);
        add("distributors.csv", files::distributors(directory, &[one], rng, 0));
    }
    if rng.random(40) {
        let some = some(directory.partners.len(), rng);
        for one in &some {
            move_partner(directory, *one, rng);
        }
        let since = since(directory, model, LinkRow::Partner, &some, rng);
        add("partners.csv", files::partners(directory, &some, rng, 0, &since));
    }
    if rng.random(60) {
        let some = some(directory.customers.len(), rng);
        for one in &some {
            directory.customers[*one].1 = rng.below(directory.partners.len());
        }
        let since = since(directory, model, LinkRow::Customer, &some, rng);
        add("customers.csv", files::customers(directory, &some, rng, &since));
    }
    if rng.random(50) {
        let some = some(directory.subscriptions.len(), rng);
        for one in &some {
            move_subscription(directory, model, *one, rng);
        }
        let since = since(directory, model, LinkRow::Subscription, &some, rng);
        add("subscriptions.csv", files::subscriptions(directory, &some, rng, &since));
    }
    out
}

/// One to three indexes below `count`.
fn some(count: usize, rng: &mut Rng) -> Vec<usize> {
    let mut some: Vec<usize> = (0..rng.range(1, 3)).map(|_| rng.below(count)).collect();
    some.sort_unstable();
    some.dedup();
    some
}

fn move_distributor(directory: &mut CaseDirectory, one: usize, rng: &mut Rng) {
    if rng.random(70) {
        directory.distributors[one].region = rng.below(directory.regions.len());
    }
    if rng.random(50) {
        directory.distributors[one].isp = rng.random(30);
    }
}

fn move_partner(directory: &mut CaseDirectory, one: usize, rng: &mut Rng) {
    if rng.random(70) {
        directory.partners[one].distributor = rng.below(directory.distributors.len());
    }
    if rng.random(50) {
        directory.partners[one].kind = if rng.random(30) { "reseller" } else { "msp" };
    }
}

/// To another customer, another product, or both.
fn move_subscription(directory: &mut CaseDirectory, model: &Model, one: usize, rng: &mut Rng) {
    if rng.random(60) {
        directory.subscriptions[one].customer = rng.below(directory.customers.len());
    }
    if rng.random(60) {
        let product = rng.below(directory.products.len());
        let decimals = directory.products[product].decimals;
        let subscription = &mut directory.subscriptions[one];
        // "A subscription with readings takes another product only with at least as many
        // decimals."
        let fewer = decimals < directory.products[subscription.product].decimals;
        if !fewer || !model.has_readings(&subscription.code) {
            subscription.product = product;
            subscription.decimals = subscription.decimals.min(decimals);
        }
    }
}

/// Earlier instants for some rows: at the earliest the closing instant of the last cycle, and not
/// before an earlier change of the link, which the specification leaves open.
fn since(
    directory: &CaseDirectory,
    model: &Model,
    kind: LinkRow,
    of: &[usize],
    rng: &mut Rng,
) -> Given {
    let stand = model.stand();
    let month = Cycle::running(stand).start_in_utc();
    let next = stand + SignedDuration::from_micros(1);
    // At exactly this instant it is open which cycle is the last.
    if Cycle::running(next).start_in_utc() != month {
        return Given::new();
    }
    let mut given = Given::new();
    for index in of {
        let code = match kind {
            LinkRow::Partner => &directory.partners[*index].code,
            LinkRow::Customer => &directory.customers[*index].0,
            LinkRow::Subscription => &directory.subscriptions[*index].code,
        };
        let Some(changed) = model.last_change(kind, code) else { continue };
        let least = month.max(changed);
        if least < stand && rng.random(40) {
            given.insert(*index, earlier(least, stand, rng).to_string());
        }
    }
    given
}

fn earlier(least: Timestamp, stand: Timestamp, rng: &mut Rng) -> Timestamp {
    match rng.below(4) {
        0 => least,
        1 => stand,
        2 => least + SignedDuration::from_micros(1),
        _ => {
            let span = stand.as_second() - least.as_second();
            (least + SignedDuration::from_secs(rng.range(0, span))).min(stand)
        }
    }
}
