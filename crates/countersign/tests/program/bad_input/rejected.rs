//! Refused readings are written out unchanged, and a corrected file of them is read like its
//! source.

use std::fs;

use crate::bad_input::fixture::BadInputFixture;

const HEADER: &str = "subscription,observed_at,provisioned,used\n";

#[test]
fn refused_rows_are_handed_back_byte_for_byte() {
    let fixture = BadInputFixture::new();
    let text = b"\xef\xbb\xbfSubscription;observed_at;provisioned;used\r\n\
                 SA;2026-10-02;5;\r\n\
                 M\xfcnchen;2026-10-02;1,5;\"1\"\r\n\
                 \r\n\
                 \"S;X\"; 2026-10-02 ;1;\n\
                 SB;2026-10-02;1.234,5;";
    let ended = fixture.import("usage.csv", text);
    assert!(ended.out.contains("4 readings, 1 new or different, 3 refused"), "{ended:?}");
    assert!(ended.err.contains("usage.csv row 5: "), "{}", ended.err);
    let rejected = fs::read(fixture.path("usage.csv.rejected.csv")).unwrap();
    let expected: [&[u8]; 4] = [
        b"\xef\xbb\xbfSubscription;observed_at;provisioned;used;reason\r\n",
        b"M\xfcnchen;2026-10-02;1,5;\"1\";\
         \"row 3: column subscription: found \"\"M\\xfcnchen\"\", ",
        b"\r\n\"S;X\"; 2026-10-02 ;1;;\
         \"row 5: column subscription: found \"\"S;X\"\", expected a known subscription\"\n",
        b"\nSB;2026-10-02;1.234,5;;\"row 6: column provisioned: ",
    ];
    for part in expected {
        let shown = String::from_utf8_lossy(&rejected);
        let there = rejected.windows(part.len()).any(|window| window == part);
        assert!(there, "{}\n{shown}", String::from_utf8_lossy(part));
    }
    assert!(rejected.ends_with(b"\r\n"), "the last row ends like the header");
    let replaced = "\u{fffd}".as_bytes();
    assert!(!rejected.windows(replaced.len()).any(|it| it == replaced));
}

#[test]
fn a_corrected_file_of_refused_rows_is_read_where_it_is_named() {
    let fixture = BadInputFixture::new();
    let bad = format!("{HEADER}SA,2026-10-02,x5,4\nSB,2026-10-02,\"1,5\",\nSX,2026-10-02,1,\n");
    assert_eq!(fixture.import("usage-1.csv", bad).status, Some(1));
    let name = "usage-1.csv.rejected.csv";
    let rejected = fs::read_to_string(fixture.path(name)).unwrap();
    let corrected = rejected.replace("x5,4", "5,4").replace("\"1,5\",,", "1.5,,");
    let ended = fixture.import(name, &corrected);
    assert!(ended.out.contains("3 readings, 2 new or different, 1 refused"), "{ended:?}");
    // A row that is still refused has one reason, and goes to a separate file.
    let again = format!("{name}.rejected.csv");
    let rejected = fs::read_to_string(fixture.path(&again)).unwrap();
    let said = "SX,2026-10-02,1,,\"row 4: column subscription: found \"\"SX\"\", \
     expected a known subscription\"\n";
    assert_eq!(rejected, format!("{},reason\n{said}", HEADER.trim_end()));
    let ended =
        fixture.import(&again, rejected.replace("SX", "SA").replace("2026-10-02", "2026-10-03"));
    assert_eq!(ended.status, Some(0), "{ended:?}");
    let whole = BadInputFixture::new();
    whole.import(
        "usage.csv",
        format!("{HEADER}SA,2026-10-02,5,4\nSB,2026-10-02,1.5,\nSA,2026-10-03,1,\n"),
    );
    assert_eq!(fixture.contents(), whole.contents());
    // In other files a column of reasons is unknown.
    let ended = fixture.import("usage-2.csv", &corrected);
    assert!(ended.err.contains("has an unknown column \"reason\""), "{}", ended.err);
}

#[test]
fn instants_out_of_bounds_are_refused_by_row() {
    let fixture = BadInputFixture::new();
    let bad = [
        "2026-10-02T00:00:00+25:00",
        "2026-10-02T00:00:00-24:00",
        "2026-10-02T00:00:60Z",
        "0001-01-01T00:00:00Z",
        "1969-12-31T23:59:59Z",
        "3000-01-01T00:00:00Z",
        "0001-01-01",
        "3000-01-01",
    ];
    let rows: String = bad.iter().map(|at| format!("SA,{at},1,\n")).collect();
    let ended =
        fixture.import("usage.csv", format!("{HEADER}{rows}SA,2026-10-02T00:00:59+23:59,1,\n"));
    assert!(ended.out.contains("9 readings, 1 new or different, 8 refused"), "{ended:?}");
    for (row, at) in (2..).zip(bad) {
        let said = format!("usage.csv row {row}: column observed_at: found \"{at}\"");
        assert!(ended.err.contains(&said), "{said}\n{}", ended.err);
    }
}
