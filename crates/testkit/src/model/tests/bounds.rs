//! Which instants belong to a subscription's cycle when it moves between zones.

use super::places::*;
use super::*;

/// 10 in October, 1000 on the hours that two zones give to different months, 20 in November.
fn moved(from: &str, to: &str, hours: &str) -> Model {
    let mut model = base("sum");
    let product = "code,name,unit,basis\nA,A,Seats,sum\n";
    import(&mut model, "products.csv", product);
    let text = format!("code,name,distributor,type\nPDE,P,D{from},msp\n");
    import(&mut model, "partners.csv", &text);
    let rows = format!("SDE,2026-10-15,10,10\nSDE,{hours},1000,1000\nSDE,2026-11-10,20,20\n");
    read(&mut model, &rows);
    model.clock_until(at("2026-11-20T00:00:00Z"));
    let text = format!("code,name,distributor,type\nPDE,P,D{to},msp\n");
    import(&mut model, "partners.csv", &text);
    model.clock_until(at("2026-12-05T00:00:00Z"));
    model
}

/// The used units of October and November.
fn months(model: &Model) -> Vec<String> {
    ["2026-10", "2026-11"].iter().flat_map(|month| lines(model, month)).collect()
}

#[test]
fn the_hours_between_two_zones_count_once() {
    // 02:00Z on 1 November: November in Berlin, October in New York.
    let hours = "2026-11-01T02:00:00Z";
    assert_eq!(months(&moved("DE", "US", hours)), ["PDE A 10/10/10", "PDE A 1000/1020/1020"]);
    // The 1000 provisioned are in force when November begins. Used gets nothing of it.
    let reverse = ["PDE A 1000/1010/1010", "PDE A 1000/20/20"];
    assert_eq!(months(&moved("US", "DE", hours)), reverse);
}

#[test]
fn hours_before_the_1st_count_to_the_1st() {
    // November begins where October ended in Kiritimati, a day before it does in Honolulu.
    // 500 at 31 October 12:00 local and 1000 at 1 November 00:00 are one day: 1000.
    let mut model = moved("KI", "HI", "2026-11-01T10:00:00Z");
    let before = months(&model);
    assert_eq!(before, ["PDE A 10/10/10", "PDE A 1000/1020/1020"]);
    read(&mut model, "SDE,2026-10-31T22:00:00Z,500,500\nSDE,2026-11-02T09:59:59.999999Z,9,9\n");
    assert_eq!(months(&model), before);
    read(&mut model, "SDE,2026-10-31T10:00:00Z,1500,1500\nSDE,2026-10-31T09:59:59Z,7,7\n");
    assert_eq!(lines(&model, "2026-11"), ["PDE A 1500/1520/1520"]);
    // October's figures do not change meanwhile. Its last reading is a separate day.
    assert_eq!(late(&model, "2026-10"), ["PDE A 10 -> 17"]);
}

#[test]
fn a_later_day_is_the_first_where_the_cycle_begins_with_it() {
    // October in Honolulu ends at 2026-11-01T10:00Z, which is 2 November 00:00 in Kiritimati.
    let mut model = base("last");
    import(&mut model, "products.csv", "code,name,unit,basis\nA,A,Seats,average\n");
    import(&mut model, "partners.csv", "code,name,distributor,type\nPDE,P,DHI,msp\n");
    read(&mut model, "SDE,2026-10-20,4,\nSDE,2026-11-01T09:59:59Z,6,\nSDE,2026-11-05,10,\n");
    model.clock_until(at("2026-11-20T00:00:00Z"));
    import(&mut model, "partners.csv", "code,name,distributor,type\nPDE,P,DKI,msp\n");
    model.clock_until(at("2026-12-03T00:00:00Z"));
    // 4 and 6, then 6 in force on the 2nd and 10 on the 5th.
    assert_eq!(lines(&model, "2026-10"), ["PDE A 5//5"]);
    assert_eq!(lines(&model, "2026-11"), ["PDE A 8//8"]);
    // A reading of its first day replaces the figure that was in force.
    read(&mut model, "SDE,2026-11-01T10:00:00Z,2,\n");
    assert_eq!(lines(&model, "2026-11"), ["PDE A 6//6"]);
}

#[test]
fn the_first_cycle_begins_with_the_month_of_its_owner() {
    // Berlin at the first reading, Honolulu at the first closing instant.
    let mut model = base("sum");
    let rows = "SDE,2026-10-01T09:59:59Z,5,5\nSDE,2026-10-01T10:00:00Z,7,7\n";
    read(&mut model, rows);
    import(&mut model, "distributors.csv", "code,name,region\nDDE,D,HI\n");
    model.clock_until(at("2026-11-03T00:00:00Z"));
    assert_eq!(lines(&model, "2026-10"), ["PDE A 7/7/7"]);
    assert_eq!(named(&model, "2026-09"), ["SDE PDE before-first-cycle"]);
}

#[test]
fn full_cycles_without_a_reading_go_by_the_bounds() {
    // The last reading, at 2026-11-01T05:00Z, is Berlin's November and Honolulu's October.
    for (first, then, silent) in [("DE", "HI", "2027-03"), ("HI", "DE", "2027-02")] {
        let mut model = base("peak");
        let text = format!("code,name,distributor,type\nPDE,P,D{first},msp\n");
        import(&mut model, "partners.csv", &text);
        read(&mut model, "SDE,2026-11-01T05:00:00Z,5,\n");
        model.clock_until(at("2026-11-10T00:00:00Z"));
        let text = format!("code,name,distributor,type\nPDE,P,D{then},msp\n");
        import(&mut model, "partners.csv", &text);
        model.clock_until(at("2027-04-03T00:00:00Z"));
        let month = cycle(silent);
        assert_eq!(lines(&model, &month.plus(-1).to_string()), ["PDE A 5//5"], "{first}");
        assert_eq!(named(&model, silent), ["SDE PDE no-data"], "{first}");
    }
}

#[test]
fn a_file_of_dates_given_twice_around_a_move_changes_nothing() {
    let mut model = base("sum");
    import(&mut model, "partners.csv", "code,name,distributor,type\nPDE,P,DKI,msp\n");
    // The 1st is Berlin's, at 10:00Z, which was its region then. The 5th is still to come.
    let rows = "SDE,2026-10-01,100,100\nSDE,2026-10-05,100,100\n";
    read(&mut model, rows);
    import(&mut model, "partners.csv", "code,name,distributor,type\nPDE,P,DHI,msp\n");
    read(&mut model, rows);
    // Noon of the 5th in Kiritimati is the 4th in Honolulu. A date not given before is Honolulu's.
    read(&mut model, "SDE,2026-10-04T21:59:59Z,40,40\nSDE,2026-10-06,1,1\n");
    model.clock_until(at("2026-11-03T00:00:00Z"));
    // 100 on the 1st, 100 on the 4th, 1 on the 6th.
    assert_eq!(lines(&model, "2026-10"), ["PDE A 100/201/201"]);
}
