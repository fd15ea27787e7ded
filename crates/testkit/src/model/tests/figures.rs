//! Days, bases, carrying forward and quantities.

use super::super::csv::{guard, unguard};
use super::super::number::{mean_half_up, parse_quantity, percent_tenths_half_up};
use super::super::zone::day_start;
use super::*;

const FIGURES: &str = "provisioned,used,over_provisioned_percent,default_chargeable";

fn made(product: &str, usage: &str) -> Model {
    let mut model = model("UTC", product, ("settle_days", ""), usage);
    model.clock_until(at("2026-11-02T00:00:00Z"));
    model
}

#[test]
fn a_day_begins_at_its_first_instant() {
    let first = |zone: &str, day| day_start(day, &TimeZone::get(zone).unwrap()).to_string();
    // 1 November 2020: at 01:00 the clocks in Havana went back to 00:00; the earlier midnight.
    assert_eq!(first("America/Havana", date(2020, 11, 1)), "2020-11-01T04:00:00Z");
    assert_eq!(first("America/Havana", date(2020, 11, 2)), "2020-11-02T05:00:00Z");
    // Midnight does not happen: the instant of the jump.
    assert_eq!(first("America/Havana", date(2026, 3, 8)), "2026-03-08T05:00:00Z");
    assert_eq!(first("Africa/Cairo", date(2026, 4, 24)), "2026-04-23T22:00:00Z");
    assert_eq!(first("America/Asuncion", date(2023, 10, 1)), "2023-10-01T04:00:00Z");
    // In Cairo 30 October 2026 begins an hour after the first 24:00, which became 23:00.
    assert_eq!(first("Africa/Cairo", date(2026, 10, 30)), "2026-10-29T22:00:00Z");
    // 30 December 2011 did not happen in Apia.
    assert_eq!(first("Pacific/Apia", date(2011, 12, 30)), "2011-12-30T10:00:00Z");
    assert_eq!(first("Pacific/Apia", date(2011, 12, 31)), "2011-12-30T10:00:00Z");
}

#[test]
fn a_day_holds_what_lies_between_its_first_instant_and_the_next() {
    let havana = TimeZone::get("America/Havana").unwrap();
    let day = |text: &str| day_of(at(text), &havana);
    assert_eq!(day("2020-11-01T03:59:59.999999Z"), date(2020, 10, 31));
    assert_eq!(day("2020-11-01T04:00:00Z"), date(2020, 11, 1));
    assert_eq!(day("2020-11-01T05:30:00Z"), date(2020, 11, 1));
    let apia = TimeZone::get("Pacific/Apia").unwrap();
    assert_eq!(day_of(at("2011-12-30T10:00:00Z"), &apia), date(2011, 12, 31));
    assert_eq!(day_of(at("2011-12-30T09:59:59Z"), &apia), date(2011, 12, 29));
}

#[test]
fn zeros_after_the_last_decimal_do_not_count() {
    assert_eq!(parse_quantity("1.50", 2), Some(1_500_000));
    assert_eq!(parse_quantity("1.50", 1), Some(1_500_000));
    assert_eq!(parse_quantity("1.51", 1), None);
    assert_eq!(parse_quantity("10000000000", 0), Some(10_000_000_000_000_000));
    assert_eq!(parse_quantity("10000000000.1", 1), None);
    for refused in ["", "-1", "1.", ".5", "1e3", "NaN", "+1", "1,5", " 1"] {
        assert_eq!(parse_quantity(refused, 6), None, "{refused}");
    }
}

#[test]
fn means_and_percentages_round_half_up() {
    assert_eq!(mean_half_up(7_000_000, 2, 0), 4_000_000);
    assert_eq!(mean_half_up(7_000_000, 3, 0), 2_000_000);
    assert_eq!(mean_half_up(1_000_000, 3, 6), 333_333);
    assert_eq!(mean_half_up(500_000, 2, 1), 300_000);
    // 1 in 2000 is 0.05 %.
    assert_eq!(percent_tenths_half_up(1, 2000), 1);
    assert_eq!(percent_tenths_half_up(1, 2001), 0);
}

#[test]
fn the_guard_comes_off_as_it_went_on() {
    for text in ["=1", "'=1", "''+", "\tx", "\rx", "'a", "'", "", "a=", "@", "x; '=1", "a\n-b,@"] {
        assert_eq!(unguard(&guard(text)), text);
    }
    assert_eq!((guard("'=1").as_str(), guard("'a").as_str()), ("''=1", "'a"));
    assert_eq!((unguard("=1").as_str(), unguard("'a").as_str()), ("=1", "'a"));
    assert_eq!(
        (guard("x; =1").as_str(), guard("a\r\n\r\n-b").as_str()),
        ("x; '=1", "a\r\n\r\n'-b")
    );
}

#[test]
fn peaks_of_provisioned_and_used_are_each_their_own() {
    let model = made(
        PEAK,
        "S,2026-10-01T00:00:00Z,10,4\nS,2026-10-01T12:00:00Z,8,6\nS,2026-10-20,20,5\n\
         S,2026-10-31T23:59:59.999999Z,1,7\nS,2026-11-01T00:00:00Z,99,99\n",
    );
    // 20 and 7; (20 - 7) / 20 = 65 %.
    assert_eq!(cells(&model, FIGURES), "20|7|65.0|7");
}

#[test]
fn an_average_counts_days_and_the_first_day_in_force() {
    let average = "code,name,unit,basis,decimals\nA,Alpha,GB,average,1\n";
    // Provisioned: 5 in force on the 1st, 10 on the 2nd, 2 on the 3rd: 17 / 3 = 5.67 -> 5.7.
    // Used: 4 and 2.5 on two days: 3.25 -> 3.3.  (5.7 - 3.3) / 5.7 = 42.1 %.
    let usage = "S,2026-01-05,5,5\nS,2026-10-02,10,4\nS,2026-10-02T20:00:00Z,9,\n\
                 S,2026-10-03,2,2.5\n";
    assert_eq!(cells(&made(average, usage), FIGURES), "5.7|3.3|42.1|3.3");
    // A last reading of 0 is a day of 0: (0 + 10 + 2) / 3 = 4.
    let usage = usage.replace("2026-01-05,5,5", "2026-01-05,0,0");
    assert_eq!(cells(&made(average, &usage), FIGURES), "4|3.3|17.5|3.3");
}

#[test]
fn p85_drops_the_floor_of_fifteen_percent() {
    let p85 = "code,name,unit,basis\nA,Alpha,Mbit/s,p85\n";
    let month: String =
        (1..=30).map(|day| format!("S,2026-10-{day:02},{},{day}\n", 100 - day)).collect();
    // 30 days: 4 dropped; provisioned 99, 98, 97, 96 -> 95; used 30, 29, 28, 27 -> 26.
    assert_eq!(cells(&made(p85, &month), FIGURES), "95|26|72.6|26");
    let week: String = (1..=7).map(|day| format!("S,2026-10-{day:02},{day},\n")).collect();
    assert_eq!(cells(&made(p85, &week), FIGURES), "6|||6");
}

#[test]
fn last_and_sum_go_by_days() {
    let usage = "S,2026-10-01,3,1\nS,2026-10-09T01:00:00Z,7,5\nS,2026-10-09T02:00:00Z,2,4\n\
                 S,2026-10-10,4,\n";
    let product = |basis| format!("code,name,unit,basis\nA,Alpha,GB,{basis}\n");
    assert_eq!(cells(&made(&product("last"), usage), FIGURES), "4|5|0.0|5");
    assert_eq!(cells(&made(&product("sum"), usage), FIGURES), "7|6||6");
}

#[test]
fn a_subscription_is_carried_forward_for_three_cycles() {
    let carried = made(PEAK, "S,2026-07-31,5,3\n");
    assert_eq!(cells(&carried, "provisioned,used,carried_forward"), "5||yes");
    assert!(made(PEAK, "S,2026-06-30,5,3\n").reports().is_empty());
    assert!(made(PEAK, "S,2026-09-30,0,0\n").reports().is_empty());
    assert_eq!(cells(&made(PEAK, "S,2026-10-30,0,0\n"), FIGURES), "0|0||0");
}

#[test]
fn what_ended_before_the_cycle_counts_nowhere() {
    let mut model = model("UTC", PEAK, ("settle_days", ""), "S,2026-10-10,5,3\n");
    let mut ended = model.clone();
    let ends = |day: &str| {
        let text = format!("code,customer,product,ends_on\nS,C,A,{day}\n");
        [("subscriptions.csv", text)]
    };
    model.import(&ends("2026-10-10"));
    ended.import(&ends("2026-09-30"));
    for model in [&mut model, &mut ended] {
        model.clock_until(at("2026-11-02T00:00:00Z"));
    }
    assert_eq!((model.reports().len(), ended.reports().len()), (1, 0));
}

#[test]
fn one_bad_row_keeps_the_whole_directory_out_but_no_reading() {
    let mut model = model("UTC", PEAK, ("settle_days", ""), "S,2026-10-10,5,3\n");
    let imported = model.import(&[
        ("partners.csv", "code,name,distributor,type\nP,New,D,msp\nQ,Q,D,msq\n"),
        ("usage.csv", "subscription,observed_at,provisioned\nS,2026-10-11,6\nX,2026-10-11,6\n"),
    ]);
    assert_eq!((imported.refused_directory_rows, imported.refused_readings), (1, 1));
    model.clock_until(at("2026-11-02T00:00:00Z"));
    assert_eq!(cells(&model, "partner_name,provisioned"), "Part|6");
}

#[test]
fn files_are_read_as_peoples_tools_leave_them() {
    let mut model = model("UTC", PEAK, ("settle_days", ""), "");
    let usage = " Subscription ;OBSERVED_AT;provisioned;Used;\r\nS ;2026-10-10;12,0;7,00;\r\n\
                 ;;;;\r\n\r\n\
                 S;2026-10-11;1,5;;\r\nS;2026-10-12;1;;x\r\n";
    let imported = model.import(&[("usage.csv", usage)]);
    // One figure has too many decimals, one value has no heading.
    assert_eq!((imported.refused_directory_rows, imported.refused_readings), (0, 2));
    let products = "code\tname\tunit\tbasis\nA\tAlpha\tSeats\tLAST \n";
    assert_eq!(model.import(&[("products.csv", products)]), ImportResult::default());
    model.clock_until(at("2026-11-02T00:00:00Z"));
    assert_eq!(cells(&model, FIGURES), "12|7|41.7|7");
    for cycle in ["2026-10-01", "2026/10", "10/2026", "Oct-26", "oct-26"] {
        let row = format!("{cycle},P,EDIT ,A,12.0,x,");
        let mut model = model.clone();
        assert_eq!(apply(&mut model, &row, "p@x", "P"), ["done"], "{cycle}");
    }
}
