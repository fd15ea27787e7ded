//! Lists are complete, or say that they are not. Filters name existing items.

use serde_json::Value;

use crate::bad_input::fixture::BadInputFixture;

/// October with 132 more reports.
fn fixture() -> BadInputFixture {
    let fixture = BadInputFixture::new();
    let rows = |row: &dyn Fn(usize) -> String| (0..132).map(row).collect::<String>();
    let files = [
        ("partners.csv", "code,name,distributor,type\n", rows(&|it| format!("P{it},N,D,msp\n"))),
        ("customers.csv", "code,name,partner\n", rows(&|it| format!("C{it},N,P{it}\n"))),
        ("subscriptions.csv", "code,customer,product\n", rows(&|it| format!("S{it},C{it},A\n"))),
        (
            "usage.csv",
            "subscription,observed_at,provisioned\n",
            rows(&|it| format!("S{it},2026-10-02,{it}\n")),
        ),
    ];
    for (name, header, rows) in files {
        let ended = fixture.import(name, format!("{header}{rows}"));
        assert_eq!(ended.status, Some(0), "{ended:?}");
    }
    fixture.program.expect(&["clock", "--until", "2026-11-02T12:00:00Z"], 0).unwrap();
    fixture
}

#[test]
fn a_list_for_a_script_is_whole_and_a_table_says_where_it_ends() {
    let fixture = fixture();
    let list = |more: &[&str]| {
        let arguments = [&["report", "list", "--cycle", "2026-10"], more].concat();
        fixture.program.expect(&arguments, 0).unwrap().out
    };
    let of = |text: &str| {
        let rows: Vec<Value> = serde_json::from_str(text).unwrap();
        rows.iter().map(|row| row["partner"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let all = of(&list(&["--format", "json"]));
    assert_eq!(all.len(), 132);
    assert!(all.is_sorted());
    assert_eq!(of(&list(&["--format", "json", "--limit", "7"])), all[..7]);
    assert_eq!(of(&list(&["--format", "json", "--status", "approved"])), Vec::<String>::new());
    assert!(list(&[]).contains("the first 50 of 132; --limit 132 shows all"));
    assert!(!list(&["--limit", "132"]).contains("the first"));
    assert!(!list(&["--status", "approved"]).contains("the first"));
}

#[test]
fn a_filter_names_what_there_is() {
    let fixture = BadInputFixture::with_report();
    let cycle = ["--cycle", "2026-10"];
    let refused = |verb: &[&str], more: &[&str], said: &str| {
        let ended = fixture.program.expect(&[verb, &cycle, more].concat(), 2).unwrap();
        assert!(ended.err.contains(said), "{verb:?} {more:?}: {}", ended.err);
        assert_eq!(ended.out, "");
    };
    for verb in [&["export"][..], &["report", "list"]] {
        for code in ["NOPE", "d", "P", "V"] {
            refused(verb, &["--distributor", code], &format!("no distributor {code}"));
        }
        refused(verb, &["--status", "nope"], "is not one of preparing, under-review");
        fixture.program.expect(&[verb, &cycle, &["--distributor", "D"]].concat(), 0).unwrap();
        let status = [verb, &cycle, &["--status", "Preparing"]].concat();
        fixture.program.expect(&status, 0).unwrap();
    }
    refused(&["report", "show"], &["--partner", "NOPE"], "there is no partner with the code NOPE");
    refused(&["report", "show"], &["--partner", "P", "--vendor", "NOPE"], "no vendor NOPE");
    let dispatch = ["--vendor", "NOPE", "--as", "d@x.example"];
    refused(&["dispatch"], &dispatch, "there is no vendor \"NOPE\"");
}
