//! Readings and figures after the day on which a subscription ends.

use super::places::*;
use super::*;

fn ends(model: &mut Model, day: &str) {
    let text = format!("code,customer,product,ends_on\nSDE,CDE,A,{day}\n");
    import(model, "subscriptions.csv", &text);
}

#[test]
fn days_after_the_end_never_count_in_any_basis() {
    let rows = "SDE,2026-10-10,1,1\nSDE,2026-10-15T21:59:59Z,2,2\nSDE,2026-10-15T22:00:00Z,60,60\n\
                SDE,2026-10-20,50,50\n";
    for (basis, line) in [
        ("last", "PDE A 2/2/2"),
        ("peak", "PDE A 2/2/2"),
        ("average", "PDE A 2/2/2"),
        ("p85", "PDE A 2/2/2"),
        ("sum", "PDE A 2/3/3"),
    ] {
        let mut model = base(basis);
        ends(&mut model, "2026-10-15");
        read(&mut model, rows);
        model.clock_until(at("2026-11-02T12:00:00Z"));
        assert_eq!(lines(&model, "2026-10"), [line], "{basis}");
    }
}

#[test]
fn usage_after_the_end_alone_makes_no_report_and_is_listed() {
    let mut model = base("last");
    ends(&mut model, "2026-10-15");
    read(&mut model, "SDE,2026-10-20,50,\n");
    model.clock_until(at("2026-12-02T12:00:00Z"));
    assert!(model.reports().is_empty());
    assert_eq!(named(&model, "2026-10"), ["SDE PDE ended"]);
    assert!(named(&model, "2026-11").is_empty());
}

#[test]
fn what_was_in_force_counts_up_to_the_end() {
    let mut model = base("last");
    ends(&mut model, "2026-10-15");
    read(&mut model, "SDE,2026-09-20,5,\nSDE,2026-10-20,50,\n");
    model.clock_until(at("2026-12-02T12:00:00Z"));
    // Carried: no day of October that counts has a reading. In November it is over.
    assert_eq!(lines(&model, "2026-10"), ["PDE A 5//5"]);
    assert!(lines(&model, "2026-11").is_empty());
    assert!(named(&model, "2026-11").is_empty());
}

#[test]
fn the_end_that_holds_when_the_report_is_made_is_frozen() {
    let mut model = base("last");
    read(&mut model, "SDE,2026-10-10,1,\n");
    model.clock_until(at("2026-11-02T12:00:00Z"));
    ends(&mut model, "2026-10-15");
    read(&mut model, "SDE,2026-10-20,50,\n");
    assert_eq!(lines(&model, "2026-10"), ["PDE A 50//50"]);
    model.clock_until(at("2026-11-10T12:00:00Z"));
    read(&mut model, "SDE,2026-10-21,60,\n");
    assert_eq!(late(&model, "2026-10"), ["PDE A 50 -> 60"]);
}

#[test]
fn an_end_that_is_put_off_changes_no_report_that_was_made() {
    let mut model = base("last");
    import(&mut model, "subscriptions.csv", "code,customer,product\nSD2,CDE,A\n");
    ends(&mut model, "2026-10-15");
    read(&mut model, "SDE,2026-10-10,5,\nSD2,2026-11-05,1,\n");
    model.clock_until(at("2026-12-20T12:00:00Z"));
    assert_eq!(lines(&model, "2026-11"), ["PDE A 1//1"]);
    ends(&mut model, "2027-06-30");
    read(&mut model, "SDE,2026-11-07,7,\n");
    assert!(late(&model, "2026-11").is_empty());
    assert_eq!(named(&model, "2026-11"), ["SDE PDE ended"]);
}

#[test]
fn a_subscription_that_came_after_the_making_counts_by_its_first_end() {
    let mut model = base("last");
    read(&mut model, "SDE,2026-10-10,1,\n");
    model.clock_until(at("2026-11-10T12:00:00Z"));
    for day in ["2026-10-31", "2026-10-10"] {
        let text = format!("code,customer,product,ends_on\nSD2,CDE,A,{day}\n");
        import(&mut model, "subscriptions.csv", &text);
    }
    read(&mut model, "SD2,2026-10-20,4,\n");
    assert_eq!(late(&model, "2026-10"), ["PDE A 1 -> 5"]);
}
