//! The most difficult rules, with numbers calculated by hand.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::date;
use jiff::tz::TimeZone;

use super::*;

mod bounds;
mod conserved;
mod decisions;
mod ending;
mod figures;
mod links;
mod ownership;
mod places;
mod terms;

/// One region, distributor, partner, customer, vendor and product each. `S` is the subscription.
fn directory(zone: &str, product: &str, settings: (&str, &str)) -> Vec<(String, String)> {
    let regions = format!(
        "code,name,time_zone,currency,usage_reports,{}\nR,R,{zone},EUR,yes,{}\n",
        settings.0, settings.1
    );
    let files = [
        ("vendors.csv", "code,name\nV,V\n"),
        ("regions.csv", regions.as_str()),
        ("distributors.csv", "code,name,region\nD,Dist,R\n"),
        ("partners.csv", "code,name,distributor,type\nP,Part,D,msp\n"),
        ("customers.csv", "code,name,partner\nC,C,P\n"),
        ("products.csv", product),
        ("subscriptions.csv", "code,customer,product\nS,C,A\n"),
        (
            "users.csv",
            "email,name,company,role\np@x,P,P,Administrator\nd@x,D,D,Administrator\n\
             both@x,B,P,Billing Manager\nboth@x,B,D,Billing Manager\nr@x,R,P,Support Manager\n",
        ),
    ];
    files.map(|(name, text)| (name.to_owned(), text.to_owned())).to_vec()
}

const PEAK: &str = "code,name,unit\nA,Alpha,Seats\n";

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn model(zone: &str, product: &str, settings: (&str, &str), usage: &str) -> Model {
    let mut model = Model::rehearsal(at("2026-10-05T00:00:00Z"), Cycle::parse("2026-10"));
    let mut files = directory(zone, product, settings);
    let usage = format!("subscription,observed_at,provisioned,used\n{usage}");
    files.push(("usage.csv".to_owned(), usage));
    assert_eq!(model.import(&files), ImportResult::default());
    model
}

/// The cells of the only line of October, by column.
fn line(model: &Model) -> BTreeMap<String, String> {
    let text = model.export_csv(Cycle::parse("2026-10").unwrap(), &Filters::default());
    let records = parse_csv(&text).unwrap();
    assert_eq!(records.len(), 2, "{text}");
    records[0].iter().cloned().zip(records[1].iter().cloned()).collect()
}

fn cells(model: &Model, columns: &str) -> String {
    let line = line(model);
    let wanted: Vec<&str> = columns.split(',').map(|column| line[column].as_str()).collect();
    wanted.join("|")
}

fn apply(model: &mut Model, rows: &str, email: &str, company: &str) -> Vec<&'static str> {
    let header = "cycle,partner,action,product,chargeable,comment,version\n";
    let applied = model.apply(&format!("{header}{rows}"), email, Some(company));
    applied.into_iter().map(|(outcome, _)| outcome.word()).collect()
}
