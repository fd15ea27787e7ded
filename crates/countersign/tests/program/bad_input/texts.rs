//! Hostile texts in every field are exported as they were imported, and can be imported again.

use calamine::{Data, Reader, Xlsx};
use countersign_testkit::command_line::table;
use serde_json::Value;

use crate::bad_input::fixture::BadInputFixture;

/// Texts that spreadsheets, terminals, shells and databases handle badly.
const HOSTILE: [&str; 16] = [
    "=1+1",
    "'=1+1",
    "''=x",
    "'",
    "+49 30",
    "-",
    "@SUM(A1)",
    "x;=cmd|' /C calc'!A0;y",
    "a, -b, '+c",
    "two, \"quoted\"",
    "\"",
    "'; DROP TABLE reports; --",
    "\u{202e}txt.exe \u{200b}",
    "Ångström ﷽ 日本 🙂 e\u{301}",
    "$1 %s {} \\N \\x00 NULL",
    "<b>&amp;</b>; \u{a0}@x",
];

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// What the guard puts before each piece of such a text.
fn guarded(text: &str) -> String {
    let mut out = String::new();
    for (number, piece) in text.split_inclusive([',', ';', '\n']).enumerate() {
        let bare = if number == 0 { piece } else { piece.trim_start() };
        let formula = bare.trim_start_matches('\'').starts_with(['=', '+', '-', '@']);
        let blanks = &piece[..piece.len() - bare.len()];
        out.push_str(&format!("{blanks}{}{bare}", if formula { "'" } else { "" }));
    }
    out
}

fn cell(text: &str) -> String {
    quoted(&guarded(text))
}

/// The same as a name, which has no such characters.
fn name(text: &str) -> String {
    text.replace(['\u{202e}', '\u{200b}'], "")
}

fn names(fixture: &BadInputFixture, number: usize) {
    let text = |step: usize| cell(&name(HOSTILE[(number + step) % HOSTILE.len()]));
    let files = [
        ("vendors.csv", format!("code,name\nV,{}\n", text(0))),
        (
            "regions.csv",
            format!(
                "code,name,time_zone,currency,usage_reports\nR,{},Europe/Berlin,EUR,yes\n",
                text(1)
            ),
        ),
        ("distributors.csv", format!("code,name,region\nD,{},R\n", text(2))),
        (
            "partners.csv",
            format!(
                "code,name,distributor,type,city,state\nP,{},D,msp,{},{}\n",
                text(3),
                text(4),
                text(5)
            ),
        ),
        ("customers.csv", format!("code,name,partner\nC,{},P\n", text(6))),
        (
            "products.csv",
            format!(
                "code,name,unit,decimals\nA,{},{},0\nB,{},{},2\n",
                text(7),
                text(8),
                text(9),
                text(10)
            ),
        ),
        ("subscriptions.csv", format!("code,customer,product,plan\nSA,C,A,{}\n", text(11))),
        (
            "users.csv",
            format!("email,name,company,role\np@x.example,{},P,Billing Manager\n", text(12)),
        ),
    ];
    let paths: Vec<String> = files.iter().map(|(name, text)| fixture.write(name, text)).collect();
    let mut arguments = vec!["import"];
    arguments.extend(paths.iter().map(String::as_str));
    fixture.program.expect(&arguments, 0).unwrap();
    // A second import changes nothing.
    let before = fixture.contents();
    fixture.program.expect(&arguments, 0).unwrap();
    assert_eq!(fixture.contents(), before);
}

#[test]
fn every_text_comes_out_as_it_went_in_and_goes_in_again() {
    for number in 0..HOSTILE.len() {
        let fixture = BadInputFixture::new();
        names(&fixture, number);
        let readings = fixture.write("usage.csv", crate::bad_input::fixture::READINGS);
        fixture.program.expect(&["import", &readings], 0).unwrap();
        fixture.program.expect(&["clock", "--until", "2026-11-03T00:00:00Z"], 0).unwrap();
        let comment = format!("{}\n-and \r\n=more", HOSTILE[number]);
        let comment = comment.as_str();
        let rows = format!(
            "cycle,partner,action,product,comment\n2026-10,P,edit,A,{0}\n2026-10,P,edit,,{0}\n",
            cell(comment)
        );
        let file = fixture.write("decisions.csv", rows);
        fixture.program.expect(&["apply", &file, "--as", "p@x.example"], 0).unwrap();
        let exported = fixture.export("csv");
        let line: Value =
            serde_json::from_str(fixture.export("jsonl").lines().next().unwrap()).unwrap();
        let text = |step: usize| name(HOSTILE[(number + step) % HOSTILE.len()]);
        for (column, expected) in [
            ("distributor_name", text(2)),
            ("partner_name", text(3)),
            ("city", text(4)),
            ("state", text(5)),
            ("product_name", text(7)),
            ("unit", text(8)),
            ("comment", comment.trim().to_owned()),
            ("report_comment", comment.trim().to_owned()),
        ] {
            assert_eq!(line[column].as_str(), Some(&*expected), "{column} of {number}");
        }
        is_the_same_workbook(&fixture, &exported);
        goes_in_again(&fixture, &exported);
        let cycle = ["--cycle", "2026-10"];
        let show = [&["report", "show", "--partner", "P"], &cycle[..]].concat();
        fixture.program.expect(&show, 0).unwrap();
        fixture.program.expect(&[&["report", "list"], &cycle[..]].concat(), 0).unwrap();
        fixture.program.expect(&["user", "list"], 0).unwrap();
        fixture.program.expect(&["verify"], 0).unwrap();
    }
}

/// Compares the workbook with the CSV of the same lines: the same texts without formula guards, the
/// same figures as numbers, and the same instants as dates.
fn is_the_same_workbook(fixture: &BadInputFixture, csv: &str) {
    let path = fixture.path("october.xlsx");
    let output = path.display().to_string();
    let arguments = ["export", "--cycle=2026-10", "--format=xlsx", "-o", &output];
    fixture.program.expect(&arguments, 0).unwrap();
    let mut book: Xlsx<_> = calamine::open_workbook(&path).unwrap();
    let sheet = book.worksheet_range("usage-reports").unwrap();
    let json: Vec<Value> =
        fixture.export("jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let csv = table(csv);
    let heading = |name: &String| match name.as_str() {
        "deadline" | "submitted_at" | "decided_at" => format!("{name} (UTC)"),
        _ => name.clone(),
    };
    let headings: Vec<String> = csv[0].iter().map(heading).collect();
    let rows: Vec<&[Data]> = sheet.rows().collect();
    assert_eq!(rows[0].iter().map(ToString::to_string).collect::<Vec<_>>(), headings);
    assert_eq!(rows.len(), json.len() + 1);
    for (row, json) in rows[1..].iter().zip(&json) {
        for (cell, name) in row.iter().zip(&csv[0]) {
            let expected = &json[name];
            match (cell, expected) {
                (Data::Empty, Value::Null) => {}
                (Data::Bool(_) | Data::Error(_), _) => panic!("{name}: {cell:?}"),
                (Data::String(text), Value::String(expected)) => assert_eq!(text, expected),
                (Data::String(text), Value::Bool(expected)) => {
                    assert_eq!(text, if *expected { "yes" } else { "no" }, "{name}");
                }
                (Data::Float(number), _) => {
                    let text =
                        expected.as_str().map_or_else(|| expected.to_string(), str::to_owned);
                    assert_eq!(*number, text.parse::<f64>().unwrap(), "{name}");
                }
                (Data::DateTime(at), Value::String(expected)) => {
                    let at = at.as_datetime().unwrap().to_string().replace(' ', "T");
                    let whole = format!("{}T00:00:00", expected.trim_end_matches('Z'));
                    let expected = if expected.contains('T') { expected } else { &whole };
                    assert_eq!(at, expected.trim_end_matches('Z'), "{name}");
                }
                _ => panic!("{name}: {cell:?} and {expected:?}"),
            }
        }
    }
}

/// Puts exported cells, as they are in the file, into files for import and apply.
fn goes_in_again(fixture: &BadInputFixture, exported: &str) {
    let rows = table(exported);
    let of = |row: &[String], name: &str| {
        quoted(&row[rows[0].iter().position(|it| it == name).unwrap()])
    };
    let row = rows[1].as_slice();
    // Wherever a program splits a cell, no piece of it is a formula.
    let formula = |text: &str| text.trim_start().starts_with(['=', '+', '-', '@']);
    let harmless = |cell: &String| !cell.split([',', ';', '\t', '\r', '\n']).any(formula);
    assert!(row.iter().all(harmless), "{row:?}");
    let before = fixture.contents();
    let (name, city, state) = (of(row, "partner_name"), of(row, "city"), of(row, "state"));
    let partner = format!("code,name,distributor,type,city,state\nP,{name},D,msp,{city},{state}\n");
    assert_eq!(fixture.import("partners.csv", partner).status, Some(0));
    let (name, unit) = (of(row, "product_name"), of(row, "unit"));
    let product = format!("code,name,unit\nA,{name},{unit}\n");
    assert_eq!(fixture.import("products.csv", product).status, Some(0));
    let (line, report) = (of(row, "comment"), of(row, "report_comment"));
    let again = format!(
        "cycle,partner,action,product,comment\n2026-10,P,edit,A,{line}\n2026-10,P,edit,,{report}\n"
    );
    let file = fixture.write("again.csv", again);
    let ended = fixture.program.expect(&["apply", &file, "--as", "p@x.example"], 0).unwrap();
    assert_eq!(ended.err, "0 done, 2 already done, 0 refused\n");
    assert_eq!(fixture.contents(), before);
}

#[test]
fn codes_of_any_script_are_keys_and_compare_exactly() {
    let fixture = BadInputFixture::new();
    for code in ["=1+1", "'x", "日本 7", "🙂", "a,b", "\"q\"", "$1", "É", "E\u{301}"] {
        let partner = format!("code,name,distributor,type\n{},N,D,msp\n", cell(code));
        assert_eq!(fixture.import("partners.csv", partner).status, Some(0), "{code}");
        let customer = format!("code,name,partner\n{},N,{}\n", cell(code), cell(code));
        let ended = fixture.import("customers.csv", &customer);
        assert_eq!(ended.status, Some(0), "{code}: {ended:?}");
        let before = fixture.contents();
        assert_eq!(fixture.import("customers.csv", &customer).status, Some(0), "{code}");
        assert_eq!(fixture.contents(), before, "{code}");
    }
}
