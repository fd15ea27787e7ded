//! Errors by their cause: rows with the same error are reported once, and errors that only follow
//! from another one are counted.

use crate::bad_input::fixture::BadInputFixture;

/// Writes the files and imports them together.
fn import(fixture: &BadInputFixture, files: &[(&str, String)], status: i32) -> String {
    let paths: Vec<String> = files.iter().map(|(name, text)| fixture.write(name, text)).collect();
    let mut arguments = vec!["import"];
    arguments.extend(paths.iter().map(String::as_str));
    fixture.program.expect(&arguments, status).unwrap().err
}

fn rows(header: &str, count: usize, row: impl Fn(usize) -> String) -> String {
    let rows: String = (0..count).map(|number| row(number) + "\n").collect();
    format!("{header}\n{rows}")
}

#[test]
fn one_wrong_code_is_one_problem_and_a_count_of_what_hangs_on_it() {
    let fixture = BadInputFixture::new();
    let before = fixture.contents();
    let files = [
        ("customers.csv", rows("code,name,partner", 8, |it| format!("E{it},E,PX"))),
        (
            "subscriptions.csv",
            rows("code,customer,product", 400, |it| format!("SE{it},E{},A", it % 8)),
        ),
        (
            "users.csv",
            rows("email,name,company,role", 1, |_| "n@x.example,N,PX,Billing Manager".to_owned()),
        ),
        (
            "usage.csv",
            rows("subscription,observed_at,provisioned", 500, |it| {
                format!("SE{},2026-10-02,{it}", it % 400)
            }),
        ),
    ];
    let told = import(&fixture, &files, 1);
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines.len(), 3, "{told}");
    let first = "customers.csv row 2: column partner: found \"PX\", expected the code of a partner \
                 (also in rows 3, 4, 5, 6, 7, 8, 9, users.csv 2)";
    assert!(lines[0].ends_with(first), "{told}");
    assert_eq!(lines[1], "900 more rows are refused because they refer to refused rows");
    assert_eq!(lines[2], "no directory file was applied");
    assert_eq!(fixture.contents(), before);
}

#[test]
fn rows_that_name_a_refused_row_are_counted_whatever_was_wrong_with_it() {
    let fixture = BadInputFixture::new();
    let files = [
        ("partners.csv", "code,name,distributor,type\nNEW,N,D,broker\n".to_owned()),
        ("customers.csv", rows("code,name,partner", 3, |it| format!("E{it},E,NEW"))),
        ("subscriptions.csv", rows("code,customer,product", 3, |it| format!("SE{it},E{it},A"))),
    ];
    let told = import(&fixture, &files, 1);
    assert!(told.contains("partners.csv row 2: column type: found \"broker\""), "{told}");
    assert!(told.contains("6 more rows are refused"), "{told}");
    assert_eq!(told.lines().count(), 3, "{told}");
    // Nothing is known about a file that cannot be read. For one that was not given, each row is
    // reported.
    let files = [
        ("customers.csv", "code,name,partner,city\nE1,E,P,X\n".to_owned()),
        ("subscriptions.csv", rows("code,customer,product", 3, |it| format!("SE{it},E{it},A"))),
    ];
    let told = import(&fixture, &files, 1);
    assert!(told.contains("has an unknown column \"city\""), "{told}");
    assert!(told.contains("3 more rows are refused"), "{told}");
    let told = import(&fixture, &files[1..], 1);
    assert_eq!(told.lines().count(), 4, "{told}");
}

#[test]
fn a_product_without_its_vendor_is_named_and_nothing_is_changed() {
    let fixture = BadInputFixture::new();
    let before = fixture.contents();
    let files = [
        ("vendors.csv", "code,name\nW,Other\n".to_owned()),
        ("products.csv", "code,name,unit\nX,X,GB\nY,Y,GB\nA,Seats,Seats\n".to_owned()),
        ("subscriptions.csv", "code,customer,product\nSX,C,X\nSY,C,Y\n".to_owned()),
    ];
    let told = import(&fixture, &files, 1);
    let said = "products.csv row 2: column vendor: found \"\", expected the code of a vendor, \
     because there is not exactly one (also in row 3)";
    assert!(told.contains(said), "{told}");
    assert!(told.contains("2 more rows are refused"), "{told}");
    assert!(!told.to_lowercase().contains("constraint"), "{told}");
    assert_eq!(fixture.contents(), before);
}
