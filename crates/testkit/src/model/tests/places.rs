//! Five places with a company of each kind, and helpers for the tests of ownership.

use super::*;

/// Code, zone.
const PLACES: [(&str, &str); 5] = [
    ("DE", "Europe/Berlin"),
    ("US", "America/New_York"),
    ("NZ", "Pacific/Auckland"),
    ("KI", "Pacific/Kiritimati"),
    ("HI", "Pacific/Honolulu"),
];

/// A model in October 2026 with, for each place `XX`: region `XX`, distributor `DXX`, partner
/// `PXX`, customer `CXX` and subscription `SXX` of product `A` (with the given basis). Also a
/// second partner `QDE` and customer `KDE` in Berlin, and a second vendor `W` with product `B`.
pub(super) fn base(basis: &str) -> Model {
    let each = |row: fn(&str, &str) -> String| -> String {
        PLACES.iter().map(|(code, zone)| row(code, zone)).collect()
    };
    let regions = each(|code, zone| format!("{code},{code},{zone},EUR,yes\n"));
    let distributors = each(|code, _| format!("D{code},D{code},{code}\n"));
    let partners = each(|code, _| format!("P{code},P{code},D{code},msp\n"));
    let customers = each(|code, _| format!("C{code},C{code},P{code}\n"));
    let subscriptions = each(|code, _| format!("S{code},C{code},A\n"));
    let files = [
        ("vendors.csv", "code,name\nV,V\nW,W\n".to_owned()),
        ("regions.csv", format!("code,name,time_zone,currency,usage_reports\n{regions}")),
        ("distributors.csv", format!("code,name,region\n{distributors}")),
        ("partners.csv", format!("code,name,distributor,type\n{partners}QDE,QDE,DDE,msp\n")),
        ("customers.csv", format!("code,name,partner\n{customers}KDE,KDE,QDE\n")),
        (
            "products.csv",
            format!(
                "code,name,unit,vendor,basis,decimals\nA,A,Seats,V,{basis},0\nB,B,GB,W,{basis},2\n"
            ),
        ),
        ("subscriptions.csv", format!("code,customer,product\n{subscriptions}")),
    ];
    let mut model = Model::rehearsal(at("2026-10-02T12:00:00Z"), None);
    assert_eq!(model.import(&files), ImportResult::default());
    model
}

/// Imports one file that must be accepted.
pub(super) fn import(model: &mut Model, name: &str, text: &str) {
    assert_eq!(model.import(&[(name, text)]), ImportResult::default(), "{name}: {text}");
}

/// Imports readings, given without header as `S,observed_at,provisioned,used`.
pub(super) fn read(model: &mut Model, rows: &str) {
    let text = format!("subscription,observed_at,provisioned,used\n{rows}");
    import(model, "usage.csv", &text);
}

/// Moves a customer to a partner.
pub(super) fn give(model: &mut Model, customer: &str, partner: &str) {
    let text = format!("code,name,partner\n{customer},{customer},{partner}\n");
    import(model, "customers.csv", &text);
}

pub(super) fn cycle(text: &str) -> Cycle {
    Cycle::parse(text).unwrap()
}

/// The lines of a cycle: `partner product provisioned/used/default`.
pub(super) fn lines(model: &Model, month: &str) -> Vec<String> {
    let text = model.export_csv(cycle(month), &Filters::default());
    let records = parse_csv(&text).unwrap();
    let column = |name: &str| records[0].iter().position(|it| it == name).unwrap();
    let columns = ["partner", "product", "provisioned", "used", "default_chargeable"].map(column);
    let line = |record: &Vec<String>| {
        let [partner, product, provisioned, used, default] = columns.map(|at| &record[at]);
        format!("{partner} {product} {provisioned}/{used}/{default}")
    };
    records[1..].iter().map(line).collect()
}

/// The late differences of a cycle: `partner product before -> after`, in default units.
pub(super) fn late(model: &Model, month: &str) -> Vec<String> {
    let mut out = Vec::new();
    for report in model.reports().iter().filter(|report| report.cycle == cycle(month)) {
        for late in &report.late {
            let before = late.stands.as_ref().map_or("-", |(_, default)| default);
            out.push(format!("{} {} {before} -> {}", report.partner, late.product, late.now.1));
        }
    }
    out
}

/// The missing subscriptions: `subscription partner reason`.
pub(super) fn named(model: &Model, month: &str) -> Vec<String> {
    let show = |one: &UncountedSubscription| {
        format!("{} {} {}", one.subscription, one.partner, one.reasons[0])
    };
    model.named(cycle(month)).iter().map(show).collect()
}
