//! Customers, partners, subscriptions and regions that move around the end of a month.

use crate::exactly_once::fixture::on_both;

#[test]
fn a_customer_that_moves_after_the_month_is_charged_where_it_was() {
    on_both(|fixture| {
        fixture.usage(&[("DES3", "2026-10-05T08:00:00Z", 10)]);
        fixture.clock("2026-11-02T10:00:00Z");
        let told = fixture.customer("DEC3", "DEP2");
        let sentence = "1 customer changes partner; October 2026 is closed: from November 2026 on";
        assert!(told.contains(sentence), "{told}");
        fixture.usage(&[("DES3", "2026-10-20T08:00:00Z", 11)]);
        fixture.clock("2026-11-06T00:00:00Z");
        assert_eq!(fixture.charged("2026-10"), ["DEP1 PEAK 11"]);
        fixture.usage(&[("DES3", "2026-11-20T08:00:00Z", 12)]);
        fixture.clock("2026-12-06T00:00:00Z");
        assert_eq!(fixture.charged("2026-11"), ["DEP2 PEAK 12"]);
        fixture.verify();
    });
}

#[test]
fn a_customer_that_moves_between_two_makings_is_charged_once() {
    on_both(|fixture| {
        fixture
            .usage(&[("DES3", "2026-10-05T08:00:00Z", 10), ("DES4", "2026-10-05T08:00:00Z", 20)]);
        // DEP1 is made on the 2nd, DEP2 on the 5th. Both customers move in between.
        fixture.clock("2026-11-03T00:00:00Z");
        fixture.customer("DEC3", "DEP2");
        fixture.customer("DEC4", "DEP1");
        fixture.clock("2026-11-06T00:00:00Z");
        assert_eq!(fixture.charged("2026-10"), ["DEP1 PEAK 10", "DEP2 PEAK 20"]);
        assert!(fixture.missing("2026-10").is_empty());
        fixture.verify();
    });
}

#[test]
fn a_customer_that_moves_at_the_last_instant_of_the_month_is_charged_where_it_went() {
    on_both(|fixture| {
        fixture.usage(&[("DES3", "2026-10-05T08:00:00Z", 10)]);
        // A link takes effect a microsecond after the clock: the last one that is October's.
        fixture.clock("2026-10-31T23:59:59.999998Z");
        fixture.customer("DEC3", "NYP");
        fixture.clock("2026-11-06T00:00:00Z");
        assert_eq!(fixture.charged("2026-10"), ["NYP PEAK 10"]);
        fixture.verify();
    });
}

#[test]
fn a_customer_that_moves_when_the_month_closes_is_charged_where_it_was() {
    on_both(|fixture| {
        fixture.usage(&[("DES3", "2026-10-05T08:00:00Z", 10)]);
        fixture.clock("2026-10-31T23:59:59.999999Z");
        fixture.customer("DEC3", "NYP");
        fixture.clock("2026-11-06T00:00:00Z");
        assert_eq!(fixture.charged("2026-10"), ["DEP1 PEAK 10"]);
    });
}

#[test]
fn a_customer_that_moves_there_and_back_is_charged_once_in_each_month() {
    on_both(|fixture| {
        fixture.usage(&[("DES3", "2026-10-05T08:00:00Z", 10)]);
        fixture.clock("2026-11-02T12:00:00Z");
        fixture.customer("DEC3", "DEP2");
        fixture.customer("DEC3", "NYP");
        fixture.clock("2026-11-03T12:00:00Z");
        fixture.customer("DEC3", "DEP1");
        fixture.usage(&[("DES3", "2026-11-05T08:00:00Z", 7)]);
        fixture.clock("2026-12-06T00:00:00Z");
        assert_eq!(fixture.charged("2026-10"), ["DEP1 PEAK 10"]);
        assert_eq!(fixture.charged("2026-11"), ["DEP1 PEAK 7"]);
        fixture.verify();
    });
}

/// From one region to another on 20 November, where the night between the months counts.
fn a_partner_moves(from: &str, to: &str) {
    on_both(|fixture| {
        let partner = |distributor: &str| {
            let rows = format!("code,name,distributor,type\nDEP1,Partner 1,{distributor},msp\n");
            fixture.import("partners.csv", &rows);
        };
        partner(from);
        fixture.usage(&[
            ("DESUM", "2026-10-15T12:00:00Z", 10),
            ("DESUM", "2026-11-01T02:00:00Z", 1000),
            ("DESUM", "2026-11-10T12:00:00Z", 20),
        ]);
        let rows = "code,customer,product\nDES3,DEC4,PEAK\n";
        fixture.import("subscriptions.csv", rows);
        fixture.clock("2026-11-20T00:00:00Z");
        partner(to);
        fixture.clock("2026-12-06T12:00:00Z");
        let [october, november] = ["2026-10", "2026-11"].map(|cycle| fixture.charged(cycle));
        // At 02:00Z it is November in Berlin. In New York it is still 22:00 of 31 October.
        let expected = if from == "DDE" { ["10", "1020"] } else { ["1010", "20"] };
        assert_eq!(october, [format!("DEP1 SUM {}", expected[0])], "{from} to {to}");
        assert_eq!(november, [format!("DEP1 SUM {}", expected[1])], "{from} to {to}");
        fixture.verify();
    });
}

#[test]
fn hours_between_two_zones_count_in_one_month_going_west() {
    a_partner_moves("DDE", "DNY");
}

#[test]
fn hours_between_two_zones_count_in_one_month_going_east() {
    a_partner_moves("DNY", "DDE");
}

#[test]
fn a_region_that_is_switched_off_when_the_month_closes_has_no_reports_of_it() {
    on_both(|fixture| {
        fixture.usage(&[("DES3", "2026-10-05T08:00:00Z", 10)]);
        let partner = |distributor: &str| {
            let rows = format!("code,name,distributor,type\nDEP1,Partner 1,{distributor},msp\n");
            fixture.import("partners.csv", &rows);
        };
        fixture.clock("2026-10-30T00:00:00Z");
        partner("DOFF");
        fixture.clock("2026-11-01T12:00:00Z");
        partner("DDE");
        fixture.clock("2026-11-10T00:00:00Z");
        assert!(fixture.charged("2026-10").is_empty());
        assert_eq!(fixture.missing("2026-10"), ["DEP1 DES3 region-off"]);
        fixture.usage(&[("DES3", "2026-11-05T08:00:00Z", 9)]);
        fixture.clock("2026-12-06T00:00:00Z");
        assert_eq!(fixture.charged("2026-11"), ["DEP1 PEAK 9"]);
        fixture.verify();
    });
}

#[test]
fn a_subscription_that_changes_its_vendor_is_charged_at_one() {
    on_both(|fixture| {
        fixture.usage(&[("DES3", "2026-10-05T08:00:00Z", 10)]);
        fixture.clock("2026-11-02T10:00:00Z");
        fixture.import("subscriptions.csv", "code,customer,product\nDES3,DEC3,ZP\n");
        fixture.usage(&[("DES3", "2026-10-20T08:00:00Z", 11)]);
        fixture.clock("2026-11-06T00:00:00Z");
        assert_eq!(fixture.charged("2026-10"), ["DEP1 PEAK 11"]);
        fixture.usage(&[("DES3", "2026-11-20T08:00:00Z", 12)]);
        fixture.clock("2026-12-06T00:00:00Z");
        assert_eq!(fixture.charged("2026-11"), ["DEP1 ZP 12"]);
        let moved = fixture.write("products.csv", "code,name,unit,vendor\nPEAK,Peak,Seats,ZETA\n");
        let told = fixture.refused(&["import", &moved], 1);
        assert!(told.contains("the product has readings"), "{told}");
        fixture.verify();
    });
}

#[test]
fn a_date_is_the_same_reading_after_a_move() {
    on_both(|fixture| {
        let file = [("KISUM", "2026-10-05", 100)];
        fixture.usage(&file);
        fixture.clock("2026-10-20T00:00:00Z");
        fixture.customer("KIC", "HOP");
        let told = fixture.usage(&file);
        assert!(told.contains("0 new or different"), "{told}");
        fixture.clock("2026-11-06T00:00:00Z");
        assert_eq!(fixture.charged("2026-10"), ["HOP SUM 100"]);
        fixture.verify();
    });
}

#[test]
fn dates_after_a_move_are_readings_of_their_own() {
    on_both(|fixture| {
        // Noon of a date in Honolulu is noon of the next one in Kiritimati.
        fixture.customer("KIC", "HOP");
        for date in ["2026-10-12", "2026-10-13"] {
            let told = fixture.usage(&[("KISUM", date, 100)]);
            assert!(told.contains("1 new or different"), "{date}: {told}");
        }
        let dates = ["2026-10-14", "2026-10-15", "2026-10-16"];
        fixture.usage(&dates.map(|date| ("KISUM", date, 100)));
        let again = ["2026-10-12", "2026-10-13", "2026-10-14", "2026-10-15", "2026-10-16"];
        let told = fixture.usage(&again.map(|date| ("KISUM", date, 100)));
        assert!(told.contains("0 new or different"), "{told}");
        fixture.clock("2026-11-06T00:00:00Z");
        assert_eq!(fixture.charged("2026-10"), ["HOP SUM 500"]);
        fixture.verify();
    });
}

#[test]
fn a_date_does_not_overwrite_an_instant_that_it_never_meant() {
    on_both(|fixture| {
        fixture.customer("DEC3", "NYP");
        // Noon in Berlin, where the customer no longer is.
        fixture.usage(&[("DESUM", "2026-10-13T10:00:00Z", 100)]);
        fixture.usage(&[("DESUM", "2026-10-13", 60)]);
        fixture.clock("2026-11-06T00:00:00Z");
        assert_eq!(fixture.charged("2026-10"), ["NYP SUM 100"]);
        fixture.verify();
    });
}

#[test]
fn each_row_of_a_file_of_dates_corrects_its_own_reading_after_a_move() {
    on_both(|fixture| {
        let dates = ["2026-10-05", "2026-10-06", "2026-10-07"];
        fixture.usage(&[("KISUM", dates[0], 1), ("KISUM", dates[1], 2), ("KISUM", dates[2], 4)]);
        // The clock of a rehearsal stands: what came before the move was read before it.
        fixture.customer("KIC", "HOP");
        let told = fixture.usage(&[("KISUM", dates[0], 1), ("KISUM", dates[2], 4)]);
        assert!(told.contains("0 new or different"), "{told}");
        fixture.clock("2026-10-20T00:00:00Z");
        for _ in 0..2 {
            fixture.usage(&[("KISUM", dates[0], 10), ("KISUM", dates[1], 20)]);
        }
        fixture.clock("2026-11-06T00:00:00Z");
        assert_eq!(fixture.charged("2026-10"), ["HOP SUM 34"]);
        fixture.verify();
    });
}

#[test]
fn a_product_that_a_subscription_brings_readings_to_keeps_its_vendor() {
    on_both(|fixture| {
        fixture.usage(&[("DES3", "2026-10-05T08:00:00Z", 10)]);
        fixture.import("subscriptions.csv", "code,customer,product\nDES3,DEC3,LAST\n");
        let rows = |vendor: &str, decimals: u8| {
            let row = format!("LAST,Last,Seats,{vendor},{decimals},last");
            fixture.write("products.csv", &format!("code,name,unit,vendor,decimals,basis\n{row}\n"))
        };
        let told = fixture.refused(&["import", &rows("ZETA", 0)], 1);
        assert!(told.contains("the product has readings"), "{told}");
        let told = fixture.refused(&["import", &rows("ACME", 2)], 1);
        assert!(told.contains("the product has readings"), "{told}");
        // A subscription without readings brings none.
        fixture.import("subscriptions.csv", "code,customer,product\nNYS,NYC,ZP\n");
        fixture.import("products.csv", "code,name,unit,vendor\nZP,Zeta peak,Seats,ACME\n");
        fixture.clock("2026-11-06T00:00:00Z");
        assert_eq!(fixture.charged("2026-10"), ["DEP1 LAST 10"]);
        fixture.verify();
    });
}

#[test]
fn a_reading_has_the_decimals_of_the_product_that_it_counts_for() {
    on_both(|fixture| {
        let rows = "code,name,unit,vendor,decimals\nFINE,Fine,Seats,ACME,2\n";
        fixture.import("products.csv", rows);
        fixture.usage(&[("DES3", "2026-10-05T08:00:00Z", 10)]);
        fixture.clock("2026-11-03T00:00:00Z");
        fixture.import("subscriptions.csv", "code,customer,product\nDES3,DEC3,FINE\n");
        let rows = "DES3,2026-10-05T10:00:00Z,10.25,10.25\nDES3,2026-11-05T10:00:00Z,11.25,11.25\n";
        let file = format!("subscription,observed_at,provisioned,used\n{rows}");
        let told = fixture.refused(&["import", &fixture.write("usage.csv", &file)], 1);
        assert!(told.contains("a whole number"), "{told}");
        fixture.clock("2026-12-06T00:00:00Z");
        assert_eq!(fixture.charged("2026-10"), ["DEP1 PEAK 10"]);
        assert_eq!(fixture.charged("2026-11"), ["DEP1 FINE 11.25"]);
        fixture.verify();
    });
}
