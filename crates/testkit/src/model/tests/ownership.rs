//! Who owns a subscription in a cycle: moves before and after its closing instant.

use super::places::*;
use super::*;

const NONE: [&str; 0] = [];

#[test]
fn a_reading_after_a_move_is_charged_once_where_the_report_is() {
    let mut model = base("peak");
    read(&mut model, "SDE,2026-10-05,10,\n");
    model.clock_until(at("2026-11-02T12:00:00Z"));
    assert_eq!(lines(&model, "2026-10"), ["PDE A 10//10"]);
    give(&mut model, "CDE", "QDE");
    read(&mut model, "SDE,2026-10-20,11,\n");
    assert_eq!(lines(&model, "2026-10"), ["PDE A 11//11"]);
    assert_eq!(named(&model, "2026-10"), NONE);
    // In November it counts for the new owner, with its last reading.
    model.clock_until(at("2026-12-02T12:00:00Z"));
    assert_eq!(lines(&model, "2026-11"), ["QDE A 11//11"]);
}

#[test]
fn a_move_between_closing_and_making_changes_no_owner() {
    for (from, to) in [("PDE", "QDE"), ("QDE", "PDE"), ("PDE", "PUS"), ("PUS", "PDE")] {
        for (first, second) in [("1", "4"), ("4", "1"), ("0", "0")] {
            let mut model = base("peak");
            let days = format!(
                "code,name,distributor,type,settle_days\nPDE,P,DDE,msp,{first}\n\
                 QDE,Q,DDE,msp,{second}\nPUS,U,DUS,msp,{second}\n"
            );
            import(&mut model, "partners.csv", &days);
            give(&mut model, "CDE", from);
            read(&mut model, "SDE,2026-10-05,10,\n");
            model.clock_until(at("2026-11-01T00:00:00Z"));
            give(&mut model, "CDE", to);
            model.clock_until(at("2026-11-03T12:00:00Z"));
            give(&mut model, "CDE", "PNZ");
            model.clock_until(at("2026-11-10T00:00:00Z"));
            assert_eq!(lines(&model, "2026-10"), [format!("{from} A 10//10")], "to {to}");
            assert_eq!(named(&model, "2026-10"), NONE);
        }
    }
}

#[test]
fn the_moment_just_before_the_closing_instant_decides() {
    // In a rehearsal a link takes effect 1 µs after the time of the clock.
    for (stand, owner) in [
        ("2026-10-31T23:59:59.999998Z", "QDE"),
        ("2026-10-31T23:59:59.999999Z", "PDE"),
        ("2026-11-01T00:00:00Z", "PDE"),
    ] {
        let mut model = base("peak");
        read(&mut model, "SDE,2026-10-05,10,\n");
        model.clock_until(at(stand));
        give(&mut model, "CDE", "QDE");
        model.clock_until(at("2026-11-03T00:00:00Z"));
        assert_eq!(lines(&model, "2026-10"), [format!("{owner} A 10//10")], "{stand}");
    }
}

#[test]
fn no_report_is_made_before_the_closing_instant() {
    let mut model = base("peak");
    let now = "code,name,distributor,type,settle_days\nPKI,P,DKI,msp,0\nPHI,P,DHI,msp,0\n";
    import(&mut model, "partners.csv", now);
    read(&mut model, "SKI,2026-10-05,10,\nSHI,2026-10-05,5,\n");
    // In Kiritimati the month ended at 2026-10-31T10:00Z.
    model.clock_until(at("2026-10-31T23:59:59.999999Z"));
    assert_eq!(lines(&model, "2026-10"), NONE);
    model.clock_until(at("2026-11-01T00:00:00Z"));
    assert_eq!(lines(&model, "2026-10"), ["PKI A 10//10"]);
    let report = &model.reports()[0];
    // 1 November is the first of five days there: until 5 November 24:00 +14.
    assert_eq!(report.deadline, at("2026-11-05T10:00:00Z"));
    model.clock_until(at("2026-11-01T09:59:59Z"));
    assert_eq!(lines(&model, "2026-10"), ["PKI A 10//10"]);
    model.clock_until(at("2026-11-01T10:00:00Z"));
    assert_eq!(lines(&model, "2026-10"), ["PHI A 5//5", "PKI A 10//10"]);
}

#[test]
fn every_link_counts_as_it_was_at_the_closing_instant() {
    let moves: [(&str, &str); 6] = [
        ("partners.csv", "code,name,distributor,type\nPDE,P,DUS,msp\n"),
        ("partners.csv", "code,name,distributor,type\nPDE,P,DDE,reseller\n"),
        ("distributors.csv", "code,name,region\nDDE,D,HI\n"),
        ("distributors.csv", "code,name,region,type\nDDE,D,DE,isp\n"),
        ("regions.csv", "code,name,time_zone,currency,usage_reports\nDE,DE,Europe/Berlin,EUR,no\n"),
        ("subscriptions.csv", "code,customer,product\nSDE,KDE,A\n"),
    ];
    for (name, text) in moves {
        let mut model = base("peak");
        read(&mut model, "SDE,2026-10-05,10,\n");
        model.clock_until(at("2026-11-01T00:00:00Z"));
        import(&mut model, name, text);
        model.clock_until(at("2026-11-03T00:00:00Z"));
        assert_eq!(lines(&model, "2026-10"), ["PDE A 10//10"], "{text}");
        assert_eq!(model.reports()[0].distributor, "DDE");
        // Made at the first instant of 2 November in Berlin, wherever its owner is by then.
        assert_eq!(model.reports()[0].deadline, at("2026-11-06T23:00:00Z"));
        // A late reading is a late difference of that report.
        model.clock_until(at("2026-11-08T00:00:00Z"));
        read(&mut model, "SDE,2026-10-25,13,\n");
        assert_eq!(late(&model, "2026-10"), ["PDE A 10 -> 13"], "{text}");
    }
}

#[test]
fn a_subscription_that_takes_another_product_is_charged_at_one_vendor() {
    let mut model = base("peak");
    read(&mut model, "SDE,2026-10-05,10,\n");
    model.clock_until(at("2026-11-02T12:00:00Z"));
    import(&mut model, "subscriptions.csv", "code,customer,product\nSDE,CDE,B\n");
    read(&mut model, "SDE,2026-10-20,12,\n");
    assert_eq!(lines(&model, "2026-10"), ["PDE A 12//12"]);
    model.clock_until(at("2026-12-02T12:00:00Z"));
    assert_eq!(lines(&model, "2026-11"), ["PDE B 12//12"]);
    // Back to fewer decimals: refused. So are another vendor and other decimals of the product.
    let refused = [
        ("subscriptions.csv", "code,customer,product\nSDE,CDE,A\n"),
        ("products.csv", "code,name,unit,vendor\nA,A,Seats,W\n"),
        ("products.csv", "code,name,unit,vendor\nB,B,GB,V\n"),
        ("products.csv", "code,name,unit,vendor,decimals\nB,B,GB,W,3\n"),
    ];
    for (name, text) in refused {
        assert_eq!(model.import(&[(name, text)]).refused_directory_rows, 1, "{text}");
    }
    import(&mut model, "subscriptions.csv", "code,customer,product\nSUS,CUS,B\nSUS,CUS,A\n");
}

#[test]
fn what_is_first_heard_of_late_belongs_to_its_first_owner() {
    let mut model = base("peak");
    model.clock_until(at("2026-11-02T12:00:00Z"));
    import(&mut model, "customers.csv", "code,name,partner\nNEW,N,PDE\n");
    import(&mut model, "subscriptions.csv", "code,customer,product\nSN,NEW,A\n");
    model.clock_until(at("2026-11-03T12:00:00Z"));
    give(&mut model, "NEW", "QDE");
    // "While the deadline that it would have had has not passed": the 7th at 00:00 in Berlin.
    let mut late = model.clone();
    read(&mut model, "SN,2026-10-09,7,\n");
    assert_eq!(lines(&model, "2026-10"), ["PDE A 7//7"]);
    assert_eq!(model.reports()[0].deadline, at("2026-11-06T23:00:00Z"));
    late.clock_until(at("2026-11-20T00:00:00Z"));
    read(&mut late, "SN,2026-10-09,7,\n");
    assert_eq!((lines(&late, "2026-10"), late.reports().len()), (vec![], 0));
    assert_eq!(named(&late, "2026-10"), ["SN PDE came-too-late"]);
    assert!(late.make_too_late(cycle("2026-10"), "PDE", "V"));
    assert_eq!(late.reports()[0].deadline, at("2026-11-24T23:00:00Z"));
    assert_eq!(lines(&late, "2026-10"), ["PDE A 7//7"]);
}

#[test]
fn a_late_reading_changes_the_carried_figure_of_another_partner() {
    let mut model = base("peak");
    read(&mut model, "SDE,2026-10-05,10,\n");
    model.clock_until(at("2026-11-05T00:00:00Z"));
    give(&mut model, "CDE", "QDE");
    model.clock_until(at("2026-12-03T00:00:00Z"));
    assert_eq!(lines(&model, "2026-11"), ["QDE A 10//10"]);
    read(&mut model, "SDE,2026-10-31,8,\n");
    assert_eq!(lines(&model, "2026-11"), ["QDE A 8//8"]);
    assert_eq!(late(&model, "2026-10"), NONE);
    model.clock_until(at("2026-12-10T00:00:00Z"));
    read(&mut model, "SDE,2026-10-30,12,\nSDE,2026-10-31T20:00:00Z,9,\n");
    assert_eq!(late(&model, "2026-10"), ["PDE A 10 -> 12"]);
    assert_eq!(late(&model, "2026-11"), ["QDE A 8 -> 9"]);
}

#[test]
fn two_moves_between_two_makings_and_a_region_off_and_back_are_counted_once() {
    let mut model = base("peak");
    read(&mut model, "SDE,2026-10-05,10,\nSUS,2026-10-05,3,\n");
    model.clock_until(at("2026-11-02T00:30:00Z"));
    give(&mut model, "CDE", "PHI");
    model.clock_until(at("2026-11-02T08:00:00Z"));
    give(&mut model, "CDE", "PUS");
    let region = |model: &mut Model, on: &str| {
        let text = format!(
            "code,name,time_zone,currency,usage_reports\nUS,US,America/New_York,EUR,{on}\n"
        );
        import(model, "regions.csv", &text);
    };
    region(&mut model, "no");
    model.clock_until(at("2026-11-03T10:00:00Z"));
    assert_eq!(lines(&model, "2026-10"), ["PDE A 10//10", "PUS A 3//3"]);
    assert_eq!(named(&model, "2026-10"), NONE);
    // Off at the closing instant of November, on again before the reports would be made.
    model.clock_until(at("2026-12-01T00:00:00Z"));
    region(&mut model, "yes");
    model.clock_until(at("2026-12-10T00:00:00Z"));
    assert_eq!(lines(&model, "2026-11"), NONE);
    assert_eq!(named(&model, "2026-11"), ["SDE PUS region-off", "SUS PUS region-off"]);
    model.clock_until(at("2027-01-10T00:00:00Z"));
    assert_eq!(lines(&model, "2026-12"), ["PUS A 13//13"]);
}

#[test]
fn who_has_no_reports_at_the_closing_instant_is_named() {
    let mut model = base("peak");
    let types = "code,name,distributor,type\nPDE,P,DDE,reseller\n";
    import(&mut model, "partners.csv", types);
    import(&mut model, "distributors.csv", "code,name,region,type\nDUS,D,US,isp\n");
    read(&mut model, "SDE,2026-10-05,1,\nSUS,2026-10-05,2,\nSHI,2026-10-05,3,\n");
    read(&mut model, "SNZ,2026-09-05,4,\n");
    model.clock_until(at("2026-11-02T00:00:00Z"));
    let back = "code,name,distributor,type\nPDE,P,DDE,msp\n";
    import(&mut model, "partners.csv", back);
    assert_eq!(lines(&model, "2026-10"), ["PNZ A 4//4"]);
    assert_eq!(
        named(&model, "2026-10"),
        ["SDE PDE reseller", "SHI PHI not-made-yet", "SUS PUS isp"]
    );
    assert_eq!(named(&model, "2026-09"), ["SNZ PNZ before-first-cycle"]);
    model.clock_until(at("2026-11-03T00:00:00Z"));
    assert_eq!(named(&model, "2026-10"), ["SDE PDE reseller", "SUS PUS isp"]);
    model.clock_until(at("2027-02-03T00:00:00Z"));
    // Three full cycles: carried in November, December and January, but SNZ to December.
    assert_eq!(lines(&model, "2026-12"), ["PDE A 1//1", "PHI A 3//3", "PNZ A 4//4"]);
    assert_eq!(lines(&model, "2027-01"), ["PDE A 1//1", "PHI A 3//3"]);
    assert_eq!(named(&model, "2027-01"), ["SNZ PNZ no-data", "SUS PUS isp"]);
}
