//! Changes in the middle of a month: settings, products, ends, new companies and subscriptions, and
//! imports that are refused as a whole.
//!
//! Settings change only while no report of the previous month is still to be made and the running
//! month has not ended anywhere. The specification does not say what happens to a make instant that
//! a change moves into the past.

use jiff::SignedDuration;

use super::directory::{CaseDirectory, STEADY};
use super::files::{self, Given};
use super::rng::Rng;
use super::table::{Table, text};
use crate::model::{Cycle, Model};

/// Changes the world, with or without its products, and returns the files that do so.
pub(super) fn change(
    directory: &mut CaseDirectory,
    running: Cycle,
    products: bool,
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
        directory.regions[one].usage_reports ^= rng.random(15);
        add("regions.csv", files::regions(&directory.regions[one..=one], rng, 30));
    }
    if rng.random(60) {
        let some = pick_some(directory.partners.len(), rng);
        for index in &some {
            if rng.random(30) {
                directory.partners[*index].distributor = rng.below(directory.distributors.len());
            }
        }
        add("partners.csv", files::partners(directory, &some, rng, 30, &Given::new()));
    }
    if rng.random(40) {
        let some = pick_some(directory.distributors.len(), rng);
        for index in &some {
            if rng.random(25) {
                directory.distributors[*index].region = rng.below(directory.regions.len());
            }
        }
        add("distributors.csv", files::distributors(directory, &some, rng, 30));
    }
    if products && rng.random(40) {
        for product in &mut directory.products[STEADY + 1..] {
            if rng.random(30) {
                product.basis = *rng.pick(&["peak", "average", "p85", "last", "sum"]);
                product.reports_usage = rng.random(80);
                product.unit = super::words::name(rng);
            }
        }
        add("products.csv", files::products(directory, rng));
    }
    let subscriptions = directory.subscriptions.len();
    if rng.random(40) {
        let least = i64::from(running.index() - directory.first_cycle.index());
        let index = rng.below(subscriptions);
        // Ending before the running cycle could remove a line from an existing report. An end that
        // is over may be put off.
        let end = directory.end(rng, least.min(4));
        if end >= running.first_day() {
            directory.subscriptions[index].ends_on = Some(end);
        }
        let from = if rng.random(70) { 0 } else { index };
        let some: Vec<usize> = (from..subscriptions).collect();
        add("subscriptions.csv", files::subscriptions(directory, &some, rng, &Given::new()));
    }
    out
}

fn pick_some(count: usize, rng: &mut Rng) -> Vec<usize> {
    (0..count).filter(|_| rng.random(50)).collect()
}

/// A partner with people, a customer or a subscription that appears later.
pub(super) fn newcomer(directory: &mut CaseDirectory, rng: &mut Rng) -> Vec<(String, Table)> {
    let (customers, subscriptions) = (directory.customers.len(), directory.subscriptions.len());
    let (partners, members) = (directory.partners.len(), directory.members.len());
    match rng.below(3) {
        0 => {
            let distributor = rng.below(directory.distributors.len());
            let partner = directory.add_partner(rng, distributor);
            directory.add_customer(rng, partner);
            let code = directory.partners[partner].code.clone();
            directory.add_staff(rng, 100 + partner, &code);
        }
        1 => {
            let partner = rng.below(partners);
            directory.add_customer(rng, partner);
        }
        _ => {
            let customer = rng.below(customers);
            directory.add_subscription(rng, customer);
        }
    }
    let new = |from: usize, count: usize| (from..count).collect::<Vec<usize>>();
    let (none, some) = (Given::new(), new(partners, directory.partners.len()));
    let mut out = vec![("partners.csv", files::partners(directory, &some, rng, 20, &none))];
    let some = new(customers, directory.customers.len());
    out.push(("customers.csv", files::customers(directory, &some, rng, &none)));
    let some = new(subscriptions, directory.subscriptions.len());
    out.push(("subscriptions.csv", files::subscriptions(directory, &some, rng, &none)));
    out.push(("users.csv", files::users(directory, members, rng)));
    out.retain(|(_, table)| !table.is_empty());
    out.into_iter().map(|(name, table)| (name.to_owned(), table)).collect()
}

/// A file with a refused row, so that the whole import changes no directory.
pub(super) fn refused(directory: &CaseDirectory, model: &Model, rng: &mut Rng) -> (String, String) {
    if rng.random(40)
        && let Some(fixed) = fixed(directory, model, rng)
    {
        return fixed;
    }
    let partner = text(&directory.partners[0].code, rng);
    let distributor = text(&directory.distributors[0].code, rng);
    let quoted = |cell: &str| format!("\"{}\"", cell.replace('"', "\"\""));
    let (partner, distributor) = (quoted(&partner), quoted(&distributor));
    let (name, text) = match rng.below(10) {
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
        7 => ("customers.csv", format!("code,name,partner\nK0,ring\u{7},{partner}\n")),
        8 => ("users.csv", format!("email,name,company,role\na@b.example,X,{partner},Boss\n")),
        _ => (
            "partners.csv",
            format!(
                "code,name,distributor,type,auto_submit_days\n{partner},X,{distributor},msp,29\n"
            ),
        ),
    };
    (name.to_owned(), text)
}

/// A row that would change a fixed value, if there is one: the zone of a region, the decimals or
/// the vendor of a product, the past of a link.
fn fixed(directory: &CaseDirectory, model: &Model, rng: &mut Rng) -> Option<(String, String)> {
    let quoted = |cell: &str| format!("\"{}\"", crate::model::guard(cell).replace('"', "\"\""));
    let one = rng.pick(&directory.subscriptions);
    let (product, customer) =
        (&directory.products[one.product], &directory.customers[one.customer]);
    let read = model.has_readings(&one.code);
    match rng.below(4) {
        0 => {
            let region = rng.pick(&directory.regions);
            let kept = region.zone == "Asia/Tokyo" || !model.has_fixed_zone(&region.code);
            let row = format!("{},X,Asia/Tokyo,EUR,yes", quoted(&region.code));
            let header = "code,name,time_zone,currency,usage_reports";
            (!kept).then(|| ("regions.csv".to_owned(), format!("{header}\n{row}\n")))
        }
        1 if read => {
            let decimals = (product.decimals + 1) % 7;
            let row = format!("{},X,Seats,{decimals}", quoted(&product.code));
            Some(("products.csv".to_owned(), format!("code,name,unit,decimals\n{row}\n")))
        }
        2 if read && directory.vendors.len() > 1 => {
            let vendor = quoted(&directory.vendors[1 - product.vendor]);
            let row = format!("{},X,Seats,{vendor}", quoted(&product.code));
            Some(("products.csv".to_owned(), format!("code,name,unit,vendor\n{row}\n")))
        }
        3 => {
            let closing = Cycle::running(model.stand()).start_in_utc();
            let since = closing - SignedDuration::from_micros(rng.range(1, 1_000_000_000_000));
            let other = (customer.1 + 1) % directory.partners.len();
            let partner = quoted(&directory.partners[other].code);
            let row = format!("{},X,{partner},{since}", quoted(&customer.0));
            let text = format!("code,name,partner,since\n{row}\n");
            // A report that it would change already exists.
            let last = Cycle::running(model.stand()).plus(-1);
            let reports = model.reports();
            let made = reports
                .iter()
                .filter(|report| report.cycle == last)
                .any(|report| report.subscriptions.iter().any(|one| one.customer == customer.0));
            (made && other != customer.1).then(|| ("customers.csv".to_owned(), text))
        }
        _ => None,
    }
}
