//! Readings are imported row by row. Refused rows are written out with their reasons.

use std::fs;

use countersign_testkit::command_line::table;

use crate::bad_input::fixture::BadInputFixture;

const HEADER: &str = "subscription,observed_at,provisioned,used\n";

/// Bad rows and their messages.
const BAD: [(&str, &str); 19] = [
    ("SX,2026-10-02,1,1", "column subscription: found \"SX\", expected a known subscription"),
    ("sa,2026-10-02,1,1", "column subscription: found \"sa\", expected a known subscription"),
    (",2026-10-02,1,1", "column subscription: found \"\", expected a value: it is required"),
    ("SA,,1,1", "column observed_at: found \"\", expected a value: it is required"),
    (
        "SA,2026-02-30,1,1",
        "column observed_at: found \"2026-02-30\", expected an instant such as \
         2026-10-01T08:30:00Z or a date",
    ),
    (
        "SA,2026-10-02T12:00:00,1,1",
        "column observed_at: found \"2026-10-02T12:00:00\", expected an instant such as \
         2026-10-01T08:30:00Z or a date",
    ),
    ("SA,2026-10-02,,1", "column provisioned: found \"\", expected a number: it is required"),
    (
        "SA,2026-10-02,-1,1",
        "column provisioned: found \"-1\", expected a figure that is not negative",
    ),
    ("SA,2026-10-02,1,-0.5", "column used: found \"-0.5\", expected a figure that is not negative"),
    ("SA,2026-10-02,1.5,1", "column provisioned: found \"1.5\", expected a whole number"),
    ("SB,2026-10-02,1.234,1", "column provisioned: found \"1.234\", expected at most 2 decimals"),
    (
        "SA,2026-10-02,1e3,1",
        "column provisioned: found \"1e3\", expected a number without an exponent",
    ),
    (
        "SA,2026-10-02,NaN,1",
        "column provisioned: found \"NaN\", expected a number such as 12 or 12.5",
    ),
    ("SA,2026-10-02,1,inf", "column used: found \"inf\", expected a number such as 12 or 12.5"),
    (
        "SB,2026-10-02,\"1,5\",1",
        "column provisioned: found \"1,5\", expected a number such as 12 or 12.5",
    ),
    (
        "SA,2026-10-02,10000000001,1",
        "column provisioned: found \"10000000001\", expected at most 10000000000 units",
    ),
    (
        "SB,2026-10-02,1,10000000000.01",
        "column used: found \"10000000000.01\", expected at most 10000000000 units",
    ),
    ("SA,2026-10-02,1", "found 3 cells, expected 4 as in the header"),
    ("SA,2026-10-02,1,1,1", "found 5 cells, expected 4 as in the header"),
];

#[test]
fn every_bad_row_is_told_and_handed_back_and_the_others_are_taken() {
    let fixture = BadInputFixture::new();
    let alone = BadInputFixture::new();
    let good = ["SA,2026-10-02,5,5", "SB,2026-10-02,5.25,", "SA,2026-10-03,10000000000,0"];
    let ended = alone.import("usage.csv", format!("{HEADER}{}\n", good.join("\n")));
    assert_eq!(ended.status, Some(0), "{ended:?}");
    let mut text = format!("{HEADER}{}\n", good[0]);
    for (row, _) in BAD {
        text.push_str(&format!("{row}\n"));
    }
    text.push_str(&format!("{}\n{}\n", good[1], good[2]));
    let ended = fixture.import("usage.csv", text);
    assert_eq!(ended.status, Some(1), "{ended:?}");
    for (number, (row, said)) in (3..).zip(BAD) {
        let line = format!("usage.csv row {number}: {said}");
        assert!(ended.err.lines().any(|it| it.ends_with(&line)), "{row}: {line}\n{}", ended.err);
    }
    let refused = BAD.len();
    let counts = format!("{} readings, 3 new or different, {refused} refused", refused + 3);
    assert!(ended.out.contains(&counts), "{}", ended.out);
    assert_eq!(fixture.contents(), alone.contents());
    let rejected = fs::read_to_string(fixture.path("usage.csv.rejected.csv")).unwrap();
    let rejected = table(&rejected);
    assert_eq!(rejected[0].join(","), format!("{},reason", HEADER.trim_end()));
    assert_eq!(rejected.len(), 1 + refused);
    for ((number, record), (row, said)) in (3..).zip(&rejected[1..]).zip(BAD) {
        assert_eq!(record.last(), Some(&format!("row {number}: {said}")), "{row}");
    }
}

#[test]
fn rejected_rows_can_be_mended_and_imported() {
    let fixture = BadInputFixture::new();
    let bad = format!("{HEADER}SA,2026-10-02,x5,4\nSB,2026-10-02,\"1,5\",\n");
    assert_eq!(fixture.import("usage-1.csv", bad).status, Some(1));
    let path = fixture.path("usage-1.csv.rejected.csv");
    let rejected = table(&fs::read_to_string(&path).unwrap());
    let mended: String = rejected
        .iter()
        .map(|row| row[..4].join(";").replace("x5", "5").replace("1,5", "1.5"))
        .map(|row| row.replace(';', ",") + "\n")
        .collect();
    let ended = fixture.import("usage-1.csv", mended);
    assert_eq!(ended.status, Some(0), "{ended:?}");
    assert!(!path.exists(), "nothing was refused this time: the older file goes");
    let whole = BadInputFixture::new();
    whole.import("usage.csv", format!("{HEADER}SA,2026-10-02,5,4\nSB,2026-10-02,1.5,\n"));
    assert_eq!(fixture.contents(), whole.contents());
}

#[test]
fn rejected_rows_go_where_they_are_wanted_and_are_never_read() {
    let fixture = BadInputFixture::new();
    let file = fixture.write("in/usage.csv", format!("{HEADER}SA,2026-10-02,-1,\n"));
    let folder = fixture.path("out/deep").display().to_string();
    fixture.program.expect(&["import", &file, "--rejected", &folder], 1).unwrap();
    assert!(fixture.path("out/deep/usage.csv.rejected.csv").exists());
    assert!(!fixture.path("in/usage.csv.rejected.csv").exists());
    let before = fixture.contents();
    fixture.write("out/deep/usage.csv", HEADER);
    fixture.program.expect(&["import", &folder], 0).unwrap();
    assert_eq!(fixture.contents(), before);
    assert!(!fixture.path("out/deep/usage.csv.rejected.csv.rejected.csv").exists());
}

#[test]
fn the_same_readings_again_change_nothing() {
    let fixture = BadInputFixture::with_report();
    let before = fixture.contents();
    for text in [
        crate::bad_input::fixture::READINGS.to_owned(),
        // The same instant in another offset, and the same figures in another form.
        format!(
            "{HEADER}SA,2026-10-01T12:00:00+02:00,010,10\nSB,2026-10-01T10:00:00Z,10.50,10.25\n"
        ),
    ] {
        let ended = fixture.import("usage-again.csv", text);
        assert!(ended.out.contains("2 readings, 0 new or different, 0 refused"), "{ended:?}");
        assert_eq!(fixture.contents(), before);
    }
}

#[test]
fn a_broken_file_of_readings_is_told_and_what_came_before_is_kept() {
    let fixture = BadInputFixture::new();
    let latin = [HEADER.as_bytes(), b"SA\xe4,2026-10-02,1,1\nSA,2026-10-02,7,\n"].concat();
    let ended = fixture.import("usage.csv", latin);
    assert_eq!(ended.status, Some(1), "{ended:?}");
    assert!(ended.err.contains("row 2: column subscription: found \"SA\\xe4\""), "{ended:?}");
    assert!(ended.out.contains("2 readings, 1 new or different, 1 refused"), "{ended:?}");
    let cut = format!("{HEADER}SA,2026-10-03,8,\nSA,\"2026-10");
    let ended = fixture.import("usage.csv", cut);
    assert_eq!(ended.status, Some(1), "{ended:?}");
    assert!(ended.err.contains("row 3 ends inside quotes: the file is cut off"), "{ended:?}");
    assert!(ended.out.contains("1 readings, 1 new or different, 0 refused"), "{ended:?}");
    for (text, said) in [
        ("subscription,observed_at\n", "has no column provisioned, which is required"),
        ("subscription,observed_at,provisioned,reason\n", "has an unknown column \"reason\""),
        ("", "is empty; a header row is expected"),
    ] {
        let before = fixture.contents();
        let ended = fixture.import("usage.csv", text);
        assert_eq!(ended.status, Some(1), "{ended:?}");
        assert!(ended.err.contains(said), "{}", ended.err);
        assert_eq!(fixture.contents(), before);
    }
}

#[test]
fn a_bad_directory_does_not_keep_readings_out() {
    let fixture = BadInputFixture::new();
    let customers = fixture.write("customers.csv", "code,name,partner\nE,E,X\n");
    let readings = fixture.write("usage.csv", format!("{HEADER}SA,2026-10-02,7,\n"));
    let ended = fixture.program.expect(&["import", &customers, &readings], 1).unwrap();
    assert!(ended.out.contains("1 readings, 1 new or different, 0 refused"), "{ended:?}");
    assert!(ended.err.contains("no directory file was applied"), "{ended:?}");
}
