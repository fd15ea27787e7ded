//! Directory files with wrong cells: file, row, column, actual and expected value are reported, and
//! the whole import changes nothing.

use crate::bad_input::fixture::BadInputFixture;

/// Wrong rows: the file, header and row, and the message.
const REGION: &str = "code,name,time_zone,currency,usage_reports";

fn refused(fixture: &BadInputFixture, file: &str, header: &str, row: &str, said: &str) {
    fixture.refuses(file, format!("{header}\n{row}\n"), &format!("row 2: {said}"));
}

#[test]
fn codes_that_nobody_has_are_named() {
    let fixture = BadInputFixture::new();
    let unknown = |file, header, row, column, what| {
        let said = format!("column {column}: found \"X\", expected the code of a {what}");
        refused(&fixture, file, header, row, &said);
    };
    unknown("distributors.csv", "code,name,region", "E,E,X", "region", "region");
    unknown(
        "partners.csv",
        "code,name,distributor,type",
        "E,E,X,msp",
        "distributor",
        "distributor",
    );
    unknown("customers.csv", "code,name,partner", "E,E,X", "partner", "partner");
    unknown("products.csv", "code,name,unit,vendor", "E,E,GB,X", "vendor", "vendor");
    unknown("subscriptions.csv", "code,customer,product", "E,X,A", "customer", "customer");
    unknown("subscriptions.csv", "code,customer,product", "E,C,X", "product", "product");
    let user = "email,name,company,role";
    unknown("users.csv", user, "e@x.example,E,X,Billing Manager", "company", "company");
    // A company of another kind is refused too, and codes compare exactly.
    let said = "column partner: found \"D\", expected the code of a partner";
    refused(&fixture, "customers.csv", "code,name,partner", "E,E,D", said);
    let said = "column partner: found \"p\", expected the code of a partner";
    refused(&fixture, "customers.csv", "code,name,partner", "E,E,p", said);
}

#[test]
fn codes_are_unique_printable_and_not_reserved() {
    let fixture = BadInputFixture::new();
    let twice = "code,name,partner\nE,E,P\nE,F,P\n";
    let said = "row 3: column code: found \"E\", expected each code once in the file";
    fixture.refuses("customers.csv", twice, said);
    let twice = "email,name,company,role\nE@x.example,E,P,Billing Manager\n\
                 e@X.example,E,P,Administrator\n";
    let said = "row 3: column email: found \"e@X.example\", expected each address once per company \
                in the file";
    fixture.refuses("users.csv", twice, said);
    let customer = |row: &str, said: &str| {
        refused(&fixture, "customers.csv", "code,name,partner", row, said);
    };
    let printable = "expected 1 to 64 printable characters";
    let long = "é".repeat(65);
    customer(&format!("{long},E,P"), &format!("column code: found \"{long}\", {printable}"));
    customer("a\tb,E,P", &format!("column code: found \"a\\u{{9}}b\", {printable}"));
    customer("a\u{202e}b,E,P", &format!("column code: found \"a\\u{{202e}}b\", {printable}"));
    customer(" ,E,P", "column code: found \"\", expected a value: it is required");
    for (file, header, row) in [
        ("vendors.csv", "code,name", "operator,E"),
        ("distributors.csv", "code,name,region", "operator,E,R"),
        ("partners.csv", "code,name,distributor,type", "operator,E,D,msp"),
    ] {
        let said = "column code: found \"operator\", expected another code: this one is reserved";
        refused(&fixture, file, header, row, said);
    }
}

#[test]
fn vendors_distributors_and_partners_share_one_space_of_codes() {
    let fixture = BadInputFixture::new();
    let taken = |file, header, row, code, kind| {
        let expected = format!("expected a code that is not that of a {kind}");
        let said = format!("column code: found \"{code}\", {expected}");
        refused(&fixture, file, header, row, &said);
    };
    taken("vendors.csv", "code,name", "D,E", "D", "distributor");
    taken("distributors.csv", "code,name,region", "P,E,R", "P", "partner");
    taken("partners.csv", "code,name,distributor,type", "V,E,D,msp", "V", "vendor");
    // Customers, products and subscriptions have separate code spaces.
    let ended = fixture.import("customers.csv", "code,name,partner\nV,E,P\n");
    assert_eq!(ended.status, Some(0), "{ended:?}");
}

#[test]
fn cells_outside_their_range_are_told_what_was_expected() {
    let fixture = BadInputFixture::new();
    let wrong = |file: &str, header: &str, row: &str, said: &str| {
        refused(&fixture, file, header, row, &format!("column {said}"));
    };
    let zone = "time_zone: found \"Mars/Base\", expected a time zone of the IANA database";
    wrong("regions.csv", REGION, "E,E,Mars/Base,EUR,yes", zone);
    let currency = "currency: found \"euro\", expected three letters such as EUR";
    wrong("regions.csv", REGION, "E,E,Asia/Tokyo,euro,yes", currency);
    let reports = "usage_reports: found \"true\", expected yes or no";
    wrong("regions.csv", REGION, "E,E,Asia/Tokyo,EUR,true", reports);
    let language = "language: found \"e!\", expected one of the languages en, de, ja, fr";
    wrong("regions.csv", &format!("{REGION},language"), "E,E,Asia/Tokyo,EUR,yes,e!", language);
    let kind = "type: found \"reseller\", expected distributor or isp";
    wrong("distributors.csv", "code,name,region,type", "E,E,R,reseller", kind);
    let kind = "type: found \"isp\", expected msp or reseller";
    wrong("partners.csv", "code,name,distributor,type", "E,E,D,isp", kind);
    let uuid = "company_id: found \"1234\", expected a UUID such as";
    wrong("partners.csv", "code,name,distributor,type,company_id", "E,E,D,msp,1234", uuid);
    let product = "code,name,unit,vendor,decimals,reports_usage,basis";
    wrong(
        "products.csv",
        product,
        "E,E,GB,,,,",
        "vendor: found \"\", expected the code of a vendor",
    );
    let decimals = "decimals: found \"7\", expected a whole number from 0 to 6";
    wrong("products.csv", product, "E,E,GB,V,7,,", decimals);
    let reports = "reports_usage: found \"maybe\", expected yes or no";
    wrong("products.csv", product, "E,E,GB,V,,maybe,", reports);
    let basis = "basis: found \"p95\", expected peak, average, p85, last or sum";
    wrong("products.csv", product, "E,E,GB,V,,,p95", basis);
    let subscription = "code,customer,product,billable,ends_on";
    let billable = "billable: found \"1\", expected yes or no";
    wrong("subscriptions.csv", subscription, "E,C,A,1,", billable);
    let ends = "ends_on: found \"2026-02-30\", expected a date such as 2026-10-31";
    wrong("subscriptions.csv", subscription, "E,C,A,,2026-02-30", ends);
    let user = "email,name,company,role";
    let email = "email: found \"e@\", expected an e-mail address such as";
    wrong("users.csv", user, "e@,E,P,Billing Manager", email);
    let role = "role: found \"Boss\", expected one of Administrator, Customer Account Manager";
    wrong("users.csv", user, "e@x.example,E,P,Boss", role);
}

#[test]
fn settings_outside_their_range_are_refused_at_every_level() {
    let fixture = BadInputFixture::new();
    let levels = [
        ("regions.csv", REGION, "E,E,Asia/Tokyo,EUR,yes"),
        ("distributors.csv", "code,name,region", "E,E,R"),
        ("partners.csv", "code,name,distributor,type", "E,E,D,msp"),
    ];
    let settings = [
        ("auto_submit_days", "0"),
        ("auto_submit_days", "29"),
        ("resubmit_days", "1.5"),
        ("settle_days", "11"),
        ("over_provisioning_threshold_percent", "100.01"),
        ("over_provisioning_threshold_percent", "-1"),
        ("over_provisioning_threshold_percent", "1.234"),
        ("auto_approve", "true"),
        ("hold_flagged", "1"),
        ("hold_incomplete", "y"),
        ("carry_forward_cycles", "25"),
        ("reminder_days", "2;1"),
    ];
    for (number, (setting, value)) in settings.into_iter().enumerate() {
        let (file, header, row) = levels[number % levels.len()];
        let (header, row) = (format!("{header},{setting}"), format!("{row},{value}"));
        let said = format!("column {setting}: found \"{value}\", expected ");
        refused(&fixture, file, &header, &row, &said);
    }
}

#[test]
fn every_bad_row_is_told_at_once() {
    let fixture = BadInputFixture::new();
    let text = "code,name,partner\nE,E,X\nF,F,P\nG,,P\nH,H\nI,I,P,P\n";
    fixture.refuses("customers.csv", text, "row 2: column partner: found \"X\"");
    let ended = fixture.import("customers.csv", text);
    let rows: Vec<&str> =
        ended.err.lines().filter_map(|line| line.split("customers.csv ").nth(1)).collect();
    assert_eq!(
        rows,
        [
            "row 2: column partner: found \"X\", expected the code of a partner",
            "row 4: column name: found \"\", expected a value: it is required",
            "row 5: found 2 cells, expected 3 as in the header",
            "row 6: found 4 cells, expected 3 as in the header",
        ]
    );
    let many = format!("code,name,partner\n{}", "E,E,X\n".repeat(250));
    let ended = fixture.import("customers.csv", many);
    let said = "customers.csv row 2: column partner: found \"X\", expected the code of a partner \
                (also in rows 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 239 more)";
    assert!(ended.err.contains(said), "{}", ended.err);
    assert!(!ended.err.contains("row 3:"), "{}", ended.err);
    let causes: String = (0..250).map(|row| format!("E{row},E,X{row}\n")).collect();
    let ended = fixture.import("customers.csv", format!("code,name,partner\n{causes}"));
    assert!(ended.err.contains("… and 150 more"), "{}", ended.err);
}

#[test]
fn what_reports_and_readings_rest_on_is_fixed() {
    let fixture = BadInputFixture::with_report();
    let said = "column decimals: found \"3\", expected 2, fixed because the product has readings";
    refused(&fixture, "products.csv", "code,name,unit,decimals", "B,Space,GB,3", said);
    let said = "column time_zone: found \"Asia/Tokyo\", expected Europe/Berlin, fixed because \
                a month has closed with its subscriptions";
    refused(&fixture, "regions.csv", REGION, "R,Region,Asia/Tokyo,EUR,yes", said);
    // A product without readings and everything else may change.
    let ended = fixture.import("products.csv", "code,name,unit,decimals\nN,New,TB,6\nB,S,GB,2\n");
    assert_eq!(ended.status, Some(0), "{ended:?}");
}

#[test]
fn the_last_administrator_of_a_company_stays() {
    let fixture = BadInputFixture::new();
    let said = "column role: found \"D\", expected another Administrator in the company first";
    let user = "email,name,company,role";
    refused(&fixture, "users.csv", user, "A@X.example,A,D,Billing Manager", said);
    let before = fixture.contents();
    let remove = ["user", "remove", "a@x.example", "--company", "D"];
    let ended = fixture.program.expect(&remove, 2).unwrap();
    assert!(ended.err.contains("is the company's last Administrator"), "{}", ended.err);
    let demote = ["--name", "A", "--company", "D", "--role", "Support Manager"];
    let demote = [&["user", "add", "a@x.example"], &demote[..]].concat();
    fixture.program.expect(&demote, 2).unwrap();
    assert_eq!(fixture.contents(), before);
    // Within one file, one Administrator may replace another, in any order of the rows.
    let hands = format!("{user}\na@x.example,A,D,Billing Manager\nd@x.example,D,D,Administrator\n");
    assert_eq!(fixture.import("users.csv", hands).status, Some(0));
}
