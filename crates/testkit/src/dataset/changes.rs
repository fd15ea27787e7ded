//! Changes of the directory in the middle of a month, some of them refused as a whole.
//!
//! They come when no report of the month before is still to be made and the running one has not
//! ended anywhere, because what becomes of a make instant that a change moves into the past is
//! open.

use super::files;
use super::rng::Rng;
use super::table::{Table, text};
use super::world::World;
use crate::model::Cycle;

/// Changes the world and returns the files that say so.
pub(super) fn change(world: &mut World, running: Cycle, rng: &mut Rng) -> Vec<(String, Table)> {
    let mut out = Vec::new();
    let mut add = |name: &str, table: Table| {
        if !table.is_empty() {
            out.push((name.to_owned(), table));
        }
    };
    if rng.chance(30) {
        let one = rng.below(world.regions.len());
        world.regions[one].usage_reports ^= rng.chance(15);
        add("regions.csv", files::regions(&world.regions[one..=one], rng, 30));
    }
    let moved = rng.chance(60);
    if moved {
        let some = pick_some(world.partners.len(), rng);
        for index in &some {
            if rng.chance(30) {
                world.partners[*index].distributor = rng.below(world.distributors.len());
            }
        }
        add("partners.csv", files::partners(world, &some, rng, 30));
    }
    if rng.chance(40) {
        let some = pick_some(world.distributors.len(), rng);
        for index in &some {
            if rng.chance(25) {
                world.distributors[*index].region = rng.below(world.regions.len());
            }
        }
        add("distributors.csv", files::distributors(world, &some, rng, 30));
    }
    if rng.chance(40) {
        for product in &mut world.products {
            if rng.chance(30) {
                product.basis = *rng.pick(&["peak", "average", "p85", "last", "sum"]);
                product.reports_usage = rng.chance(80);
                product.unit = super::words::name(rng);
            }
        }
        add("products.csv", files::products(world, rng));
    }
    let subscriptions = world.subscriptions.len();
    if rng.chance(40) {
        let least = i64::from(running.index() - world.first_cycle.index());
        let index = rng.below(subscriptions);
        // Ending before the running cycle could take a line from a report that is there.
        let end = world.end(rng, least.min(4));
        let kept = world.subscriptions[index].ends_on;
        if kept.is_none_or(|day| day >= running.first_day()) && end >= running.first_day() {
            world.subscriptions[index].ends_on = Some(end);
        }
        if !rng.chance(30) {
            add("subscriptions.csv", files::subscriptions(world, 0, rng));
        } else {
            add("subscriptions.csv", files::subscriptions(world, index, rng));
        }
    } else if !moved && rng.chance(50) {
        for (name, table) in newcomer(world, rng) {
            add(name, table);
        }
    }
    out
}

fn pick_some(count: usize, rng: &mut Rng) -> Vec<usize> {
    (0..count).filter(|_| rng.chance(50)).collect()
}

/// A partner that comes late, with customers, subscriptions and people.
fn newcomer(world: &mut World, rng: &mut Rng) -> Vec<(&'static str, Table)> {
    let (customers, subscriptions) = (world.customers.len(), world.subscriptions.len());
    let members = world.members.len();
    let distributor = rng.below(world.distributors.len());
    let partner = world.add_partner(rng, distributor);
    world.add_customer(rng, partner);
    let code = world.partners[partner].code.clone();
    world.add_staff(rng, 100 + partner, &code);
    vec![
        ("partners.csv", files::partners(world, &[partner], rng, 20)),
        ("customers.csv", files::customers(world, customers, rng)),
        ("subscriptions.csv", files::subscriptions(world, subscriptions, rng)),
        ("users.csv", files::users(world, members, rng)),
    ]
}

/// A file with a row that is refused, so that the whole import changes no directory.
pub(super) fn refused(world: &World, rng: &mut Rng) -> (String, String) {
    let partner = text(&world.partners[0].code, rng);
    let distributor = text(&world.distributors[0].code, rng);
    let quoted = |cell: &str| format!("\"{}\"", cell.replace('"', "\"\""));
    let (partner, distributor) = (quoted(&partner), quoted(&distributor));
    let (name, text) = match rng.below(9) {
        0 => ("vendors.csv", "code,name\noperator,Reserved\n".to_owned()),
        1 => ("vendors.csv", format!("code,name\n{partner},Taken\n")),
        2 => ("distributors.csv", format!("code,name,region\n{distributor},X,nowhere\n")),
        3 => {
            ("partners.csv", format!("code,name,distributor,type\n{partner},X,{distributor},isp\n"))
        }
        4 => ("customers.csv", format!("code,name,partner,colour\nK0,X,{partner},red\n")),
        5 => ("vendors.csv", format!("code,name\n{},Too long\n", "x".repeat(65))),
        6 => (
            "regions.csv",
            "code,name,time_zone,currency,usage_reports\n\
               RX,X,Mars/Olympus,EUR,yes\n"
                .to_owned(),
        ),
        7 => ("users.csv", format!("email,name,company,role\na@b.example,X,{partner},Boss\n")),
        _ => (
            "partners.csv",
            format!(
                "code,name,distributor,type,auto_submit_days\n{partner},X,{distributor},msp,29\n"
            ),
        ),
    };
    (name.to_owned(), text)
}
