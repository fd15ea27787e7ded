//! The instants of links, and those that a file gives.

use super::super::links::{Dated, Since};
use super::places::*;
use super::*;

fn refused(model: &mut Model, name: &str, text: &str) -> bool {
    model.import(&[(name, text)]).refused_directory_rows == 1
}

#[test]
fn a_link_holds_from_its_instant_and_the_first_for_all_time_before() {
    let since = |given: &str| Since {
        import: at("2026-11-20T00:00:00.000001Z"),
        earliest: at("2026-11-01T00:00:00Z"),
        given: (!given.is_empty()).then(|| at(given)),
    };
    let mut link = Dated::first('a', &since("")).unwrap();
    assert_eq!(*link.at(at("1990-01-01T00:00:00Z")), 'a');
    assert_eq!(link.last_change(), at("2026-11-20T00:00:00.000001Z"));
    // Of two at one instant the later one is in effect. Before it, the first.
    assert_eq!(link.change('b', &since("")), Some(()));
    assert_eq!((*link.now(), *link.at(at("2026-11-20T00:00:00Z"))), ('b', 'a'));
    // Before a link with another value nothing may be inserted.
    assert_eq!(link.change('c', &since("2026-11-19T00:00:00Z")), None);
    let mut old = Dated::first('a', &since("2026-01-01T00:00:00Z")).unwrap();
    assert_eq!(old.change('b', &since("2026-10-31T23:59:59.999999Z")), None);
    assert_eq!(old.change('b', &since("2026-11-21T00:00:00Z")), None);
    assert_eq!(old.change('b', &since("2026-11-01T00:00:00Z")), Some(()));
    assert_eq!(old.change('b', &since("2026-11-05T00:00:00Z")), Some(()));
    assert_eq!(*old.at(at("2026-10-31T23:59:59.999999Z")), 'a');
    assert_eq!(old.all().count(), 2);
    // The current value may be given again for any instant since it took effect.
    assert_eq!(old.change('b', &since("2026-10-31T00:00:00Z")), None);
}

#[test]
fn a_move_may_be_given_an_instant_since_the_last_closing() {
    let mut model = base("sum");
    read(&mut model, "SDE,2026-10-20,1,1\n");
    model.clock_until(at("2026-11-20T00:00:00Z"));
    let since = |instant: &str| format!("code,name,partner,since\nCDE,C,PHI,{instant}\n");
    for bad in ["2026-10-31T23:59:59.999999Z", "2026-11-20T00:00:01Z", "soon"] {
        assert!(refused(&mut model, "customers.csv", &since(bad)), "{bad}");
    }
    import(&mut model, "customers.csv", &since("2026-11-05T00:00:00Z"));
    // A date from then on is noon in Honolulu, one before it noon in Berlin.
    read(&mut model, "SDE,2026-11-04,1,1\nSDE,2026-11-05,2,2\n");
    read(&mut model, "SDE,2026-11-04T11:00:00Z,4,4\nSDE,2026-11-05T22:00:00Z,8,8\n");
    model.clock_until(at("2026-12-03T00:00:00Z"));
    assert_eq!(lines(&model, "2026-11"), ["PHI A 8/12/12"]);
    // The same file again after November has closed changes nothing.
    import(&mut model, "customers.csv", &since("2026-11-05T00:00:00Z"));
    let back = "code,name,partner,since\nCDE,C,PDE,2026-11-30T12:00:00Z\n";
    assert!(refused(&mut model, "customers.csv", back));
}

#[test]
fn a_zone_is_fixed_from_the_first_closing_instant_with_a_subscription() {
    let mut model = base("peak");
    let zone = |code: &str, zone: &str| {
        format!("code,name,time_zone,currency,usage_reports\n{code},X,{zone},EUR,yes\n")
    };
    import(&mut model, "regions.csv", &zone("EMPTY", "UTC"));
    import(&mut model, "regions.csv", &zone("US", "America/Denver"));
    model.clock_until(at("2026-11-01T00:00:00Z"));
    assert!(refused(&mut model, "regions.csv", &zone("US", "America/New_York")));
    import(&mut model, "regions.csv", &zone("EMPTY", "Asia/Tokyo"));
    read(&mut model, "SUS,2026-10-05,2,\n");
    model.clock_until(at("2026-11-02T07:00:00Z"));
    // The first instant of 2 November in Denver.
    assert_eq!(lines(&model, "2026-10"), ["PUS A 2//2"]);
}
