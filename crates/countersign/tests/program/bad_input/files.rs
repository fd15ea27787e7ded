//! Files that are no tables or not complete are refused before any of their content is used.

use std::fs;
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::bad_input::fixture::BadInputFixture;

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

const HEADER: &str = "code,name,partner\n";

#[test]
fn columns_are_known_by_their_names() {
    let fixture = BadInputFixture::new();
    let unknown = "has an unknown column \"city\"; it can have code, name, partner";
    fixture.refuses("customers.csv", "code,name,partner,city\nE,E,P,X\n", unknown);
    let bars = "has an unknown column \"code|name|partner\"";
    fixture.refuses("customers.csv", "code|name|partner\nE|E|P\n", bars);
    fixture.refuses(
        "customers.csv",
        "code,partner\nE,P\n",
        "has no column name, which is required",
    );
    fixture.refuses("customers.csv", "code,name,partner,Name\n", "has the column name twice");
    fixture.refuses("customers.csv", "", "is empty; a header row is expected");
    fixture.refuses("customers.csv", "\n\n", "is empty; a header row is expected");
    let ended = fixture.import("customers.csv", HEADER);
    assert_eq!((ended.status, ended.out.starts_with("0 directory rows")), (Some(0), true));
}

#[test]
fn other_encodings_are_refused() {
    let fixture = BadInputFixture::new();
    let latin = b"code,name,partner\nE,M\xfcnchen,P\n";
    let said = "row 2: column name: found \"M\\xfcnchen\", expected UTF-8 text without NUL";
    fixture.refuses("customers.csv", latin, said);
    let said = "row 2: column name: found \"a\\u{0}b\", expected UTF-8 text without NUL";
    fixture.refuses("customers.csv", format!("{HEADER}E,a\0b,P\n"), said);
    let header = "has a header that is not UTF-8 text";
    fixture.refuses("customers.csv", b"code,n\xe4me,partner\n", header);
    let text = format!("{HEADER}E,E,P\n");
    let wide = |order: fn(u16) -> [u8; 2]| {
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        units.flat_map(order).collect::<Vec<u8>>()
    };
    for bytes in [wide(u16::to_le_bytes), wide(u16::to_be_bytes)] {
        fixture.refuses("customers.csv", bytes, "is UTF-16; save it as CSV UTF-8");
    }
    let zeros = vec![0; 4096];
    fixture.refuses("customers.csv", zeros, "has a header that is not UTF-8 text");
}

#[test]
fn a_mark_line_ends_and_quotes_do_not_matter() {
    let fixture = BadInputFixture::new();
    fixture.import("customers.csv", format!("{HEADER}E,\"a \"\"b\"\", c\",P\nF,F,P\n"));
    let expected = fixture.contents();
    for text in [
        "\u{feff}code,name,partner\r\nE,\"a \"\"b\"\", c\",P\r\nF,F,P\r\n",
        "code,name,partner\r\nE,\"a \"\"b\"\", c\",P\r\n\r\nF,F,P",
        "\"partner\",\"name\",\"code\"\nP,\"a \"\"b\"\", c\",E\n\"P\",\"F\",\"F\"\n",
        "\u{feff}\"code\",name,partner\nE,\"a \"\"b\"\", c\",P\nF,F,P\n",
    ] {
        let ended = fixture.import("customers.csv", text);
        assert_eq!(ended.status, Some(0), "{text:?}: {ended:?}");
        assert_eq!(fixture.contents(), expected, "{text:?}");
        let gz = fixture.write("customers.csv.gz", packed(text.as_bytes()));
        fixture.program.expect(&["import", &gz], 0).unwrap();
        assert_eq!(fixture.contents(), expected, "{text:?}");
    }
}

#[test]
fn a_file_that_is_cut_or_endless_is_refused() {
    let fixture = BadInputFixture::new();
    let cut = format!("{HEADER}E,E,P\nF,\"half");
    fixture.refuses("customers.csv", cut, "row 3 ends inside quotes: the file is cut off");
    let unclosed = format!("{HEADER}E,\"E,P\n{}", "F,F,P\n".repeat(300_000));
    fixture.refuses("customers.csv", unclosed, "row 2 is longer than 1 MiB");
    let endless = format!("{HEADER}{}", "E".repeat(3 << 20));
    fixture.refuses("customers.csv", endless, "row 2 is longer than 1 MiB");
    let wide = format!("{HEADER}{}\n", "E,".repeat(300));
    fixture.refuses("customers.csv", wide, "row 2 has more than 256 cells");
}

#[test]
fn a_compressed_file_is_whole_and_no_bomb() {
    let fixture = BadInputFixture::new();
    let rows: String = (0..5_000).map(|row| format!("E{row},E,P\n")).collect();
    let whole = packed(format!("{HEADER}{rows}").as_bytes());
    for cut in [1, 9, whole.len() / 2, whole.len() - 1] {
        fixture.refuses("customers.csv.gz", &whole[..cut], "is not a complete gzip file");
    }
    let mut broken = whole.clone();
    broken[whole.len() / 2] ^= 0xff;
    fixture.refuses("customers.csv.gz", broken, "is not a complete gzip file");
    fixture.refuses("customers.csv.gz", format!("{HEADER}E,E,P\n"), "is not a complete gzip file");
    // Members one after the other are one file.
    let mut bomb = packed(HEADER.as_bytes());
    bomb.extend(packed(&vec![b'x'; 1 << 20]).repeat(80));
    assert!(bomb.len() < 1 << 20);
    fixture.refuses("customers.csv.gz", &bomb, "unpacks to more than 200 times its size");
    let before = fixture.contents();
    let ended = fixture.import("usage.csv.gz", &bomb);
    assert_eq!(ended.status, Some(1), "{ended:?}");
    assert!(ended.err.contains("unpacks to more than 200 times"), "{}", ended.err);
    let ended = fixture.import("usage.csv.gz", &whole[..whole.len() / 2]);
    assert_eq!(ended.status, Some(1), "{ended:?}");
    assert_eq!(fixture.contents(), before);
}

#[test]
fn files_that_the_contract_does_not_know_are_not_guessed() {
    let fixture = BadInputFixture::new();
    let before = fixture.contents();
    for name in ["customer.csv", "usage.txt", "usage.csv.rejected", "notes.csv.rejected.csv"] {
        let path = fixture.write(name, HEADER);
        let ended = fixture.program.expect(&["import", &path], 2).unwrap();
        let said = format!("{path} does not have the name of an import file");
        assert!(ended.err.contains(&said), "{}", ended.err);
    }
    let missing = fixture.path("partners.csv.gz").display().to_string();
    let ended = fixture.program.expect(&["import", &missing], 2).unwrap();
    assert!(ended.err.contains(&format!("{missing} does not exist")), "{}", ended.err);
    let folder = fixture.path("folder");
    fs::create_dir_all(&folder).unwrap();
    let folder = folder.display().to_string();
    let ended = fixture.program.expect(&["import", &folder], 2).unwrap();
    assert!(ended.err.contains("there is no file to import"), "{}", ended.err);
    assert_eq!(fixture.contents(), before);
}

#[test]
fn whatever_a_folder_holds_is_read_or_named() {
    let fixture = BadInputFixture::new();
    let folder = fixture.path("folder").display().to_string();
    let aside =
        ["notes.csv", "usage-e.txt", ".hidden", "usage.csv.rejected.csv", "deeper/usage.csv"];
    for name in aside {
        fixture.write(&format!("folder/{name}"), "a\n1\n");
    }
    let ended = fixture.program.expect(&["import", &folder], 2).unwrap();
    assert!(ended.err.contains("there is no file to import"), "{}", ended.err);
    let readings = |day| format!("subscription,observed_at,provisioned\nSA,2026-10-{day},4\n");
    fixture.write("folder/CUSTOMERS.Csv", format!("{HEADER}E,E,P\n"));
    fixture.write("folder/usage-b.CSV", readings("02"));
    fixture.write("folder/USAGE-C.CSV", readings("03"));
    fixture.write("folder/usage-d.csv.GZ", packed(readings("04").as_bytes()));
    let ended = fixture.program.expect(&["import", &folder], 0).unwrap();
    assert!(ended.out.starts_with("1 directory rows; 3 readings, 3 new"), "{}", ended.out);
    assert_eq!(ended.err.lines().count(), aside.len(), "{}", ended.err);
    for name in aside {
        let name = name.split('/').next().unwrap();
        assert!(ended.err.contains(&format!("{folder}/{name} is skipped: ")), "{}", ended.err);
    }
}

#[test]
fn two_directory_files_of_one_kind_in_a_folder_are_refused() {
    let fixture = BadInputFixture::new();
    let before = fixture.contents();
    let folder = fixture.path("folder").display().to_string();
    fixture.write("folder/customers.csv", format!("{HEADER}E,E,P\n"));
    fixture.write("folder/Customers.CSV.gz", packed(format!("{HEADER}F,F,P\n").as_bytes()));
    let ended = fixture.program.expect(&["import", &folder], 2).unwrap();
    assert!(
        ended.err.contains("hold the same kind of data; keep only one of them"),
        "{}",
        ended.err
    );
    assert_eq!(fixture.contents(), before);
}

#[test]
fn a_dry_run_changes_nothing() {
    let fixture = BadInputFixture::new();
    let before = fixture.contents();
    let good = fixture.write("customers.csv", format!("{HEADER}E,E,P\n"));
    let subscription = fixture.write("subscriptions.csv", "code,customer,product\nSE,E,A\n");
    let rows = "subscription,observed_at,provisioned\nSE,2026-10-02,4\nSX,2026-10-02,4\n";
    let readings = fixture.write("usage.csv", rows);
    let arguments = ["import", "--dry-run", &good, &subscription, &readings];
    let ended = fixture.program.expect(&arguments, 1).unwrap();
    assert!(ended.err.contains("usage.csv row 3: column subscription: found \"SX\""), "{ended:?}");
    assert!(!ended.err.contains("SE"), "a dry run knows what it would add: {}", ended.err);
    assert!(ended.out.starts_with("dry run: 2 directory rows; 2 readings, "), "{}", ended.out);
    assert!(!fixture.path("usage.csv.rejected.csv").exists());
    assert_eq!(fixture.contents(), before);
}

#[test]
fn a_dry_run_makes_no_database() {
    let fixture = BadInputFixture::empty();
    let vendors = fixture.write("vendors.csv", "code,name\nE,E\nE,E\n");
    fixture.program.expect(&["import", "--dry-run", &vendors], 1).unwrap();
    assert!(!fixture.path("countersign.db").exists());
    fixture.program.expect(&["init", "--rehearsal", "2026-10-01T00:00:00Z"], 0).unwrap();
}
