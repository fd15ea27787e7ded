//! Files that are no tables or not complete are refused before any of their content is used.

use std::fs;
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::bad_input::place::Place;

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

const HEADER: &str = "code,name,partner\n";

#[test]
fn columns_are_known_by_their_names() {
    let place = Place::new();
    let unknown = "has an unknown column \"city\"; it can have code, name, partner";
    place.refuses("customers.csv", "code,name,partner,city\nE,E,P,X\n", unknown);
    let bars = "has an unknown column \"code|name|partner\"";
    place.refuses("customers.csv", "code|name|partner\nE|E|P\n", bars);
    place.refuses("customers.csv", "code,partner\nE,P\n", "has no column name, which is required");
    place.refuses("customers.csv", "code,name,partner,Name\n", "has the column name twice");
    place.refuses("customers.csv", "", "is empty; a header row is expected");
    place.refuses("customers.csv", "\n\n", "is empty; a header row is expected");
    let ended = place.import("customers.csv", HEADER);
    assert_eq!((ended.status, ended.out.starts_with("0 directory rows")), (Some(0), true));
}

#[test]
fn other_encodings_are_refused() {
    let place = Place::new();
    let latin = b"code,name,partner\nE,M\xfcnchen,P\n";
    let said = "row 2: column name: found \"M\\xfcnchen\", expected UTF-8 text without NUL";
    place.refuses("customers.csv", latin, said);
    let said = "row 2: column name: found \"a\\u{0}b\", expected UTF-8 text without NUL";
    place.refuses("customers.csv", format!("{HEADER}E,a\0b,P\n"), said);
    let header = "has a header that is not UTF-8 text";
    place.refuses("customers.csv", b"code,n\xe4me,partner\n", header);
    let text = format!("{HEADER}E,E,P\n");
    let wide = |order: fn(u16) -> [u8; 2]| {
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        units.flat_map(order).collect::<Vec<u8>>()
    };
    for bytes in [wide(u16::to_le_bytes), wide(u16::to_be_bytes)] {
        place.refuses("customers.csv", bytes, "is UTF-16; save it as CSV UTF-8");
    }
    let zeros = vec![0; 4096];
    place.refuses("customers.csv", zeros, "has a header that is not UTF-8 text");
}

#[test]
fn a_mark_line_ends_and_quotes_do_not_matter() {
    let place = Place::new();
    place.import("customers.csv", format!("{HEADER}E,\"a \"\"b\"\", c\",P\nF,F,P\n"));
    let expected = place.contents();
    for text in [
        "\u{feff}code,name,partner\r\nE,\"a \"\"b\"\", c\",P\r\nF,F,P\r\n",
        "code,name,partner\r\nE,\"a \"\"b\"\", c\",P\r\n\r\nF,F,P",
        "\"partner\",\"name\",\"code\"\nP,\"a \"\"b\"\", c\",E\n\"P\",\"F\",\"F\"\n",
        "\u{feff}\"code\",name,partner\nE,\"a \"\"b\"\", c\",P\nF,F,P\n",
    ] {
        let ended = place.import("customers.csv", text);
        assert_eq!(ended.status, Some(0), "{text:?}: {ended:?}");
        assert_eq!(place.contents(), expected, "{text:?}");
        let gz = place.write("customers.csv.gz", packed(text.as_bytes()));
        place.program.expect(&["import", &gz], 0).unwrap();
        assert_eq!(place.contents(), expected, "{text:?}");
    }
}

#[test]
fn a_file_that_is_cut_or_endless_is_refused() {
    let place = Place::new();
    let cut = format!("{HEADER}E,E,P\nF,\"half");
    place.refuses("customers.csv", cut, "row 3 ends inside quotes: the file is cut off");
    let unclosed = format!("{HEADER}E,\"E,P\n{}", "F,F,P\n".repeat(300_000));
    place.refuses("customers.csv", unclosed, "row 2 is longer than 1 MiB");
    let endless = format!("{HEADER}{}", "E".repeat(3 << 20));
    place.refuses("customers.csv", endless, "row 2 is longer than 1 MiB");
    let wide = format!("{HEADER}{}\n", "E,".repeat(300));
    place.refuses("customers.csv", wide, "row 2 has more than 256 cells");
}

#[test]
fn a_compressed_file_is_whole_and_no_bomb() {
    let place = Place::new();
    let rows: String = (0..5_000).map(|row| format!("E{row},E,P\n")).collect();
    let whole = packed(format!("{HEADER}{rows}").as_bytes());
    for cut in [1, 9, whole.len() / 2, whole.len() - 1] {
        place.refuses("customers.csv.gz", &whole[..cut], "is not a complete gzip file");
    }
    let mut broken = whole.clone();
    broken[whole.len() / 2] ^= 0xff;
    place.refuses("customers.csv.gz", broken, "is not a complete gzip file");
    place.refuses("customers.csv.gz", format!("{HEADER}E,E,P\n"), "is not a complete gzip file");
    // Members one after the other are one file.
    let mut bomb = packed(HEADER.as_bytes());
    bomb.extend(packed(&vec![b'x'; 1 << 20]).repeat(80));
    assert!(bomb.len() < 1 << 20);
    place.refuses("customers.csv.gz", &bomb, "unpacks to more than 200 times its size");
    let before = place.contents();
    let ended = place.import("usage.csv.gz", &bomb);
    assert_eq!(ended.status, Some(1), "{ended:?}");
    assert!(ended.err.contains("unpacks to more than 200 times"), "{}", ended.err);
    let ended = place.import("usage.csv.gz", &whole[..whole.len() / 2]);
    assert_eq!(ended.status, Some(1), "{ended:?}");
    assert_eq!(place.contents(), before);
}

#[test]
fn files_that_the_contract_does_not_know_are_not_guessed() {
    let place = Place::new();
    let before = place.contents();
    for name in ["customer.csv", "usage.txt", "usage.csv.rejected", "notes.csv.rejected.csv"] {
        let path = place.write(name, HEADER);
        let ended = place.program.expect(&["import", &path], 2).unwrap();
        let said = format!("{path} does not have the name of an import file");
        assert!(ended.err.contains(&said), "{}", ended.err);
    }
    let missing = place.path("partners.csv.gz").display().to_string();
    let ended = place.program.expect(&["import", &missing], 2).unwrap();
    assert!(ended.err.contains(&format!("{missing} does not exist")), "{}", ended.err);
    let folder = place.path("folder");
    fs::create_dir_all(&folder).unwrap();
    let folder = folder.display().to_string();
    let ended = place.program.expect(&["import", &folder], 2).unwrap();
    assert!(ended.err.contains("there is no file to import"), "{}", ended.err);
    assert_eq!(place.contents(), before);
}

#[test]
fn whatever_a_folder_holds_is_read_or_named() {
    let place = Place::new();
    let folder = place.path("folder").display().to_string();
    let aside =
        ["notes.csv", "usage-e.txt", ".hidden", "usage.csv.rejected.csv", "deeper/usage.csv"];
    for name in aside {
        place.write(&format!("folder/{name}"), "a\n1\n");
    }
    let ended = place.program.expect(&["import", &folder], 2).unwrap();
    assert!(ended.err.contains("there is no file to import"), "{}", ended.err);
    let readings = |day| format!("subscription,observed_at,provisioned\nSA,2026-10-{day},4\n");
    place.write("folder/CUSTOMERS.Csv", format!("{HEADER}E,E,P\n"));
    place.write("folder/usage-b.CSV", readings("02"));
    place.write("folder/USAGE-C.CSV", readings("03"));
    place.write("folder/usage-d.csv.GZ", packed(readings("04").as_bytes()));
    let ended = place.program.expect(&["import", &folder], 0).unwrap();
    assert!(ended.out.starts_with("1 directory rows; 3 readings, 3 new"), "{}", ended.out);
    assert_eq!(ended.err.lines().count(), aside.len(), "{}", ended.err);
    for name in aside {
        let name = name.split('/').next().unwrap();
        assert!(ended.err.contains(&format!("{folder}/{name} is skipped: ")), "{}", ended.err);
    }
}

#[test]
fn two_directory_files_of_one_kind_in_a_folder_are_refused() {
    let place = Place::new();
    let before = place.contents();
    let folder = place.path("folder").display().to_string();
    place.write("folder/customers.csv", format!("{HEADER}E,E,P\n"));
    place.write("folder/Customers.CSV.gz", packed(format!("{HEADER}F,F,P\n").as_bytes()));
    let ended = place.program.expect(&["import", &folder], 2).unwrap();
    assert!(
        ended.err.contains("hold the same kind of data; keep only one of them"),
        "{}",
        ended.err
    );
    assert_eq!(place.contents(), before);
}

#[test]
fn a_dry_run_changes_nothing() {
    let place = Place::new();
    let before = place.contents();
    let good = place.write("customers.csv", format!("{HEADER}E,E,P\n"));
    let subscription = place.write("subscriptions.csv", "code,customer,product\nSE,E,A\n");
    let rows = "subscription,observed_at,provisioned\nSE,2026-10-02,4\nSX,2026-10-02,4\n";
    let readings = place.write("usage.csv", rows);
    let arguments = ["import", "--dry-run", &good, &subscription, &readings];
    let ended = place.program.expect(&arguments, 1).unwrap();
    assert!(ended.err.contains("usage.csv row 3: column subscription: found \"SX\""), "{ended:?}");
    assert!(!ended.err.contains("SE"), "a dry run knows what it would add: {}", ended.err);
    assert!(ended.out.starts_with("dry run: 2 directory rows; 2 readings, "), "{}", ended.out);
    assert!(!place.path("usage.csv.rejected.csv").exists());
    assert_eq!(place.contents(), before);
}

#[test]
fn a_dry_run_makes_no_database() {
    let place = Place::empty();
    let vendors = place.write("vendors.csv", "code,name\nE,E\nE,E\n");
    place.program.expect(&["import", "--dry-run", &vendors], 1).unwrap();
    assert!(!place.path("c.db").exists());
    place.program.expect(&["init", "--rehearsal", "2026-10-01T00:00:00Z"], 0).unwrap();
}
