//! The terms of products that change after a report was made.

use super::places::*;
use super::*;

/// Gives a product of the same vendor, which no report has a line of, and its subscription.
fn second(model: &mut Model, basis: &str) {
    let product = format!("code,name,unit,vendor,basis\nC,C,GB,V,{basis}\n");
    import(model, "products.csv", &product);
    import(model, "subscriptions.csv", "code,customer,product\nSC,CDE,C\n");
}

#[test]
fn a_product_without_a_line_counts_by_the_terms_of_the_making() {
    let mut model = base("peak");
    second(&mut model, "sum");
    read(&mut model, "SDE,2026-10-10,1,\n");
    model.clock_until(at("2026-11-10T12:00:00Z"));
    assert_eq!(lines(&model, "2026-10"), ["PDE A 1//1"]);
    second(&mut model, "peak");
    read(&mut model, "SC,2026-10-11,3,3\nSC,2026-10-12,4,4\n");
    assert_eq!(late(&model, "2026-10"), ["PDE C - -> 7"]);
}

#[test]
fn a_product_that_came_later_counts_by_its_first_terms() {
    let mut model = base("peak");
    read(&mut model, "SDE,2026-10-10,1,\n");
    model.clock_until(at("2026-11-10T12:00:00Z"));
    second(&mut model, "sum");
    second(&mut model, "peak");
    read(&mut model, "SC,2026-10-11,3,3\nSC,2026-10-12,4,4\n");
    assert_eq!(late(&model, "2026-10"), ["PDE C - -> 7"]);
}
