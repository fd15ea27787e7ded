//! Files that arrive after the report could have been made.

use crate::exactly_once::fixture::on_both;

#[test]
fn what_comes_too_late_is_named_and_made_by_a_person() {
    on_both(|fixture| {
        fixture.clock("2026-11-20T00:00:00Z");
        fixture.import("customers.csv", "code,name,partner\nNEW,New,DEP1\n");
        fixture.import("subscriptions.csv", "code,customer,product\nNEWS,NEW,PEAK\n");
        fixture.usage(&[("NEWS", "2026-10-05T08:00:00Z", 10)]);
        assert!(fixture.charged("2026-10").is_empty());
        assert_eq!(fixture.missing("2026-10"), ["DEP1 NEWS came-too-late"]);
        assert!(fixture.verify().contains("2026-10: 1 in no line: came too late"));

        let make = |who: &str| {
            ["report", "make", "--cycle=2026-10", "--partner=DEP1", "--as"]
                .map(str::to_owned)
                .into_iter()
                .chain([who.to_owned()])
                .collect::<Vec<_>>()
        };
        for (who, told) in [
            ("n@x.example", "there is no such report"),
            ("p@x.example", "there is no such report"),
            ("s@x.example", "may not make a report"),
        ] {
            let verb = make(who);
            let verb: Vec<&str> = verb.iter().map(String::as_str).collect();
            let error = fixture.refused(&verb, 2);
            assert!(error.contains(told), "{who}: {error}");
        }
        let verb = make("d@x.example");
        let verb: Vec<&str> = verb.iter().map(String::as_str).collect();
        fixture.run(&verb);
        assert_eq!(fixture.charged("2026-10"), ["DEP1 PEAK 10"]);
        assert!(fixture.missing("2026-10").is_empty());
        let shown = fixture.run(&["report", "list", "--cycle", "2026-10", "--format", "json"]);
        // Five local days, with the day of the making as the first.
        assert!(shown.contains("2026-11-24T23:00:00Z"), "{shown}");
        let again = fixture.refused(&verb, 2);
        assert!(again.contains("no report came too late there"), "{again}");
        fixture.verify();
    });
}

#[test]
fn a_report_that_late_readings_make_gets_the_deadline_it_would_have_had() {
    on_both(|fixture| {
        fixture.clock("2026-11-04T09:00:00Z");
        fixture.usage(&[("DES3", "2026-10-05T08:00:00Z", 10)]);
        assert_eq!(fixture.charged("2026-10"), ["DEP1 PEAK 10"]);
        let shown = fixture.run(&["report", "list", "--cycle", "2026-10", "--format", "json"]);
        assert!(shown.contains("\"deadline\": \"2026-11-06T23:00:00Z\""), "{shown}");
    });
}

#[test]
fn a_late_reading_of_a_subscription_that_has_left_is_told_where_it_was_charged() {
    on_both(|fixture| {
        fixture.usage(&[("DESUM", "2026-10-05T08:00:00Z", 10)]);
        fixture.clock("2026-11-10T00:00:00Z");
        fixture.customer("DEC3", "DEP2");
        fixture.usage(&[("DESUM", "2026-10-06T08:00:00Z", 5)]);
        assert_eq!(fixture.charged("2026-10"), ["DEP1 SUM 10"]);
        let shown = fixture.run(&[
            "report",
            "show",
            "--cycle",
            "2026-10",
            "--partner",
            "DEP1",
            "--format",
            "json",
        ]);
        let shown: serde_json::Value = serde_json::from_str(&shown).unwrap();
        let late = &shown[0]["late_differences"];
        assert_eq!(late.as_array().unwrap().len(), 1, "{late}");
        assert!(late[0].to_string().contains("15"), "{late}");
        fixture.verify();
    });
}

#[test]
fn a_resellers_subscription_is_named() {
    on_both(|fixture| {
        fixture.customer("DEC3", "DER");
        fixture.usage(&[("DES3", "2026-10-05T08:00:00Z", 10)]);
        fixture.clock("2026-11-10T00:00:00Z");
        assert_eq!(fixture.missing("2026-10"), ["DER DES3 reseller"]);
        let told =
            fixture.refused(&["report", "missing", "--cycle=2026-10", "--distributor=NO"], 2);
        assert!(told.contains("no distributor NO"), "{told}");
    });
}

#[test]
fn a_fault_that_is_mended_after_the_deadline_came_too_late() {
    on_both(|fixture| {
        // Together more than a quantity can hold.
        let codes: Vec<String> = (0..930).map(|number| format!("BIG{number}")).collect();
        let rows: String = codes.iter().map(|code| format!("{code},DEC3,PEAK\n")).collect();
        fixture.import("subscriptions.csv", &format!("code,customer,product\n{rows}"));
        let usage = |units: i64| {
            let at = "2026-10-15T08:00:00Z";
            let rows: Vec<_> = codes.iter().map(|code| (code.as_str(), at, units)).collect();
            fixture.usage(&rows);
        };
        usage(10_000_000_000);
        let make = ["report", "make", "--cycle=2026-10", "--partner=DEP1", "--as=d@x.example"];
        fixture.refused(&["clock", "--until", "2026-11-20T00:00:00Z"], 1);
        assert_eq!(fixture.missing("2026-10")[0], "DEP1 BIG0 fault");
        let not_made = || fixture.doctor().contains("1 reports could not be made");
        assert!(not_made());
        assert!(fixture.refused(&make, 2).contains("no report came too late there"));

        usage(1);
        let missing = fixture.missing("2026-10");
        assert_eq!((missing.len(), missing[0].as_str()), (930, "DEP1 BIG0 came-too-late"));
        assert!(fixture.verify().contains("2026-10: 930 in no line: came too late"));
        assert!(!not_made());
        fixture.run(&make);
        assert_eq!(fixture.charged("2026-10"), ["DEP1 PEAK 930"]);
        assert!(fixture.missing("2026-10").is_empty());
        fixture.verify();
    });
}
