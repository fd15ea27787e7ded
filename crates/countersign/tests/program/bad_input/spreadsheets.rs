//! Files from spreadsheet programs: separators, decimal commas, headings and words in any case,
//! blank rows and columns, months in a spreadsheet's format.

use countersign_testkit::command_line::table;

use crate::bad_input::fixture::{BadInputFixture, READINGS};

/// The readings of [`READINGS`] in another form.
const SAME_READINGS: [&str; 6] = [
    "subscription;observed_at;provisioned;used\r\n\
     SA;2026-10-01;10;10\r\nSB;2026-10-01;10,5;10,25\r\n",
    "subscription\tobserved_at\tprovisioned\tused\n\
     SA\t2026-10-01\t10\t10\nSB\t2026-10-01\t10.5\t10.25",
    "\u{feff}Used;SUBSCRIPTION; Observed_At ;provisioned\n\
     10,0;SA;2026-10-01;10,000\n10,25;SB;2026-10-01;10,50",
    "subscription,observed_at,provisioned,used,\n\
     SA, 2026-10-01 ,10.0,10,\nSB,2026-10-01,10.50, 10.25 ,\n",
    "\n,,,\nsubscription,observed_at,provisioned,used\n\n SA ,2026-10-01,10,10\n,,,\n\
     SB,2026-10-01,10.5,10.25\n,,\n",
    "subscription,,observed_at,provisioned,used\n\
     SA,,2026-10-01,10,10\nSB,,2026-10-01,10.5,10.25,,\n",
];

#[test]
fn readings_are_the_same_whatever_tool_wrote_them() {
    let whole = BadInputFixture::new();
    whole.import("usage.csv", READINGS);
    let expected = whole.contents();
    for text in SAME_READINGS {
        let fixture = BadInputFixture::new();
        let ended = fixture.import("usage.csv", text);
        assert_eq!(ended.status, Some(0), "{text:?}: {ended:?}");
        assert!(ended.out.contains("2 readings, 2 new or different, 0 refused"), "{ended:?}");
        assert_eq!(fixture.contents(), expected, "{text:?}");
    }
}

#[test]
fn a_directory_is_the_same_whatever_tool_wrote_it() {
    let plain =
        "code,name,unit,vendor,decimals,reports_usage,basis\nX,19\" Rack,GB,V,2,no,average\n";
    let region = "code,name,time_zone,currency,usage_reports,over_provisioning_threshold_percent,\
                  auto_submit_days,hold_flagged\nS,South,Europe/Rome,EUR,yes,12.5,7,no\n";
    let whole = BadInputFixture::new();
    for (name, text) in [("products.csv", plain), ("regions.csv", region)] {
        assert_eq!(whole.import(name, text).status, Some(0));
    }
    let expected = whole.contents();
    let fixture = BadInputFixture::new();
    for (name, text) in [
        (
            "Products.CSV",
            "CODE;Name;unit;vendor;decimals;reports_usage;BASIS;\n\n \
             X ;19\" Rack;GB; V ;2,0;NO;Average;",
        ),
        (
            "REGIONS.csv",
            "code\tname\ttime_zone\tcurrency\tusage_reports\tover_provisioning_threshold_percent\
                         \tauto_submit_days\thold_flagged\r\n\
                          S\tSouth\tEurope/Rome\tEUR\tYES\t12.50\t7.0\tNo\r\n",
        ),
    ] {
        let ended = fixture.import(name, text);
        assert_eq!(ended.status, Some(0), "{ended:?}");
    }
    assert_eq!(fixture.contents(), expected);
}

#[test]
fn codes_compare_exactly_but_for_the_blanks_around_them() {
    let fixture = BadInputFixture::new();
    let said = "row 2: column partner: found \"p\", expected the code of a partner";
    fixture.refuses("customers.csv", "code,name,partner\nE,E,p\n", said);
    let ended = fixture.import("customers.csv", "code,name,partner\n E ,E,\u{a0}P \n");
    assert_eq!(ended.status, Some(0), "{ended:?}");
    let before = fixture.contents();
    fixture.import("customers.csv", "code,name,partner\nE,E,P\n");
    assert_eq!(fixture.contents(), before);
}

#[test]
fn a_decimal_comma_is_read_only_where_it_can_be_nothing_else() {
    let header = "subscription;observed_at;provisioned;used\n";
    let comma = |row: &str, said: &str| {
        let fixture = BadInputFixture::new();
        let ended = fixture.import("usage.csv", format!("{header}{row}\nSA;2026-10-02;5;\n"));
        assert!(ended.err.contains(said), "{row}: {}", ended.err);
        assert!(ended.out.contains("2 readings, 1 new or different, 1 refused"), "{ended:?}");
    };
    let one_mark = "expected a figure with one decimal mark and nothing between thousands";
    comma(
        "SB;2026-10-02;1.234,5;",
        &format!("row 2: column provisioned: found \"1.234,5\", {one_mark}"),
    );
    comma(
        "SB;2026-10-02;1;1,234,567",
        &format!("row 2: column used: found \"1,234,567\", {one_mark}"),
    );
    comma(
        "SA;2026-10-02;1,5;",
        "row 2: column provisioned: found \"1,5\", expected a whole number",
    );
    // In a file that has both marks, one separates thousands, and nothing of the file is imported.
    let fixture = BadInputFixture::new();
    let before = fixture.contents();
    let both = format!("{header}SA;2026-10-02;5;\nSB;2026-10-02;1,5;\nSB;2026-10-03;1.5;\n");
    let ended = fixture.import("usage.csv", both);
    let said =
        "usage.csv has figures with a decimal comma (row 3) and with a decimal point (row 4)";
    assert!(ended.status == Some(1) && ended.err.contains(said), "{ended:?}");
    assert_eq!(fixture.contents(), before);
    let tabs = header.replace(';', "\t") + "SB\t2026-10-02\t1,5\t\n";
    let ended = fixture.import("usage.csv", tabs);
    let said = "row 2: column provisioned: found \"1,5\", expected a decimal point: only files \
         with ; between the cells can have decimal commas";
    assert!(ended.status == Some(1) && ended.err.contains(said), "{ended:?}");
    assert_eq!(fixture.contents(), before);
}

#[test]
fn rows_are_numbered_as_the_spreadsheet_shows_them() {
    let fixture = BadInputFixture::new();
    let text = "code,name,partner\n\nE,E,P\n,,\nF,\"\",P\n";
    fixture.refuses("customers.csv", text, "row 5: column name: found \"\"");
    let text = "\r\n\r\ncode;name;partner\r\n\r\nE;E;\r\n";
    fixture.refuses("customers.csv", text, "row 5: column partner: found \"\"");
    // A line break in a cell is no row. A blank row of readings is none either.
    let text = "subscription,observed_at,provisioned,used\n\
     \"SA\n\",2026-10-02,1,\n\n,,,\nSX,2026-10-02,1,\n";
    let ended = fixture.import("usage.csv", text);
    assert!(ended.err.contains("usage.csv row 5: column subscription: found \"SX\""), "{ended:?}");
    assert!(ended.out.contains("2 readings, 1 new or different, 1 refused"), "{ended:?}");
}

#[test]
fn columns_without_a_heading_do_not_exist() {
    let fixture = BadInputFixture::new();
    let ended = fixture.import("customers.csv", "code,name, ,partner,\nE,E,,P,\nF,F, ,P,,\n");
    assert_eq!(ended.status, Some(0), "{ended:?}");
    let said =
        "row 3: found \"x\" in cell 3, which has no heading, expected a heading for it, or nothing";
    fixture.refuses("customers.csv", "code,name,,partner\nG,G,,P\nH,H,x,P\n", said);
    let said = "row 2: found 4 cells, expected 3 as in the header";
    fixture.refuses("customers.csv", "code,name,partner\nH,H,P,x\n", said);
}

#[test]
fn quotes_stand_for_themselves_inside_a_cell_and_end_one_only_at_its_end() {
    for end in ["", "\n", "\r\n"] {
        let fixture = BadInputFixture::new();
        let good = format!("code,name,partner\nE,19\" Rack GmbH,P{end}");
        assert_eq!(fixture.import("customers.csv", good).status, Some(0), "{end:?}");
        let bad = format!("code,name,partner\nF,\"a\"b,P\nG,\"a\" ,P{end}");
        let said =
            "row 2: found \"\"a\"b\", expected nothing between a closing quote and the next cell";
        fixture.refuses("customers.csv", &bad, said);
        let ended = fixture.import("customers.csv", bad);
        assert!(ended.err.contains("row 3: found \"\"a\" \""), "{}", ended.err);
        let readings = format!(
            "subscription,observed_at,provisioned\nSA,2026-10-02,5\nSA,\"2026-10-03\"x,6{end}"
        );
        let ended = fixture.import("usage.csv", readings);
        assert!(ended.out.contains("2 readings, 1 new or different, 1 refused"), "{ended:?}");
    }
}

#[test]
fn a_file_of_decisions_gives_its_cycle_as_people_do() {
    let months = [
        "2026-10-01",
        "2026/10",
        "10/2026",
        "Oct-26",
        "oct-26",
        "Okt 26",
        "Oktober 2026",
        "10月-26",
        "2026年10月",
    ];
    for month in months {
        let fixture = BadInputFixture::with_report();
        let rows = format!(
            "Cycle;PARTNER;Action;product;chargeable;comment;version\n\n\
             {month}; P ; EDIT ;B; 7,50 ;why;1,0\n"
        );
        let file = fixture.write("decisions.csv", rows);
        let ended = fixture.program.expect(&["apply", &file, "--as", "p@x.example"], 0).unwrap();
        assert_eq!(ended.err, "1 done, 0 already done, 0 refused\n", "{month}");
        assert!(fixture.export("csv").contains(",7.5,"), "{month}");
    }
    let fixture = BadInputFixture::with_report();
    let file = fixture.write("decisions.csv", "cycle,partner,action\n2026-10-15,P,submit\n");
    let ended = fixture.program.expect(&["apply", &file, "--as", "p@x.example"], 1).unwrap();
    let said = "found \"\"2026-10-15\"\", expected a report cycle such as 2026-10";
    assert!(ended.out.replace("\"\"", "\"").contains(&said.replace("\"\"", "\"")), "{}", ended.out);
}

/// The export of October in a dialect, turned into decisions as in a spreadsheet: the columns that
/// `apply` needs renamed or kept, an action in front, the others left out.
fn decisions(exported: &str, separator: char) -> String {
    let text = exported.trim_start_matches('\u{feff}');
    let (header, lines) = text.split_once("\r\n").unwrap();
    let at = |name: &str| header.split(separator).position(|it| it == name).unwrap();
    let columns = ["cycle", "partner", "vendor", "product", "chargeable", "version"];
    let between = separator.to_string();
    let mut rows = format!("\u{feff}action{between}{}\r\n", columns.join(&between));
    for line in lines.lines() {
        let cells: Vec<&str> = line.split(separator).collect();
        let kept: Vec<&str> = columns.iter().map(|name| cells[at(name)]).collect();
        rows.push_str(&format!("edit{between}{}\r\n", kept.join(&between)));
    }
    rows
}

#[test]
fn an_export_in_every_dialect_goes_back_into_apply() {
    for (dialect, separator) in
        [("standard", ','), ("excel-comma", ','), ("excel-semicolon", ';'), ("tab", '\t')]
    {
        let fixture = BadInputFixture::with_report();
        let arguments = ["export", "--cycle", "2026-10", "--dialect", dialect];
        let rows = decisions(&fixture.program.expect(&arguments, 0).unwrap().out, separator);
        let run = |name: &str, rows: &str| {
            let file = fixture.write(name, rows);
            fixture.program.expect(&["apply", &file, "--as", "p@x.example"], 0).unwrap()
        };
        // As exported, everything is already done. A figure with decimals is changed.
        let ended = run("same.csv", &rows);
        assert_eq!(ended.err, "0 done, 2 already done, 0 refused\n", "{dialect}: {}", ended.out);
        let mark = if separator == ';' { ',' } else { '.' };
        let changed = rows.replace(&format!("10{mark}25"), &format!("9{mark}75"));
        let ended = run("changed.csv", &changed);
        assert_eq!(ended.err, "1 done, 1 already done, 0 refused\n", "{dialect}: {}", ended.out);
        assert!(fixture.export("csv").contains(",9.75,"), "{dialect}");
        // The result is written in the same dialect, and can be applied again unchanged.
        assert!(ended.out.starts_with(&format!("\u{feff}action{separator}cycle")), "{}", ended.out);
        let without_version = ended.out.replace(
            &format!("{separator}1{separator}done"),
            &format!("{separator}{separator}done"),
        );
        let ended = run("result.csv", &without_version);
        assert_eq!(ended.err, "0 done, 2 already done, 0 refused\n", "{dialect}: {}", ended.out);
    }
}

#[test]
fn a_result_repeats_its_rows_as_they_came() {
    let fixture = BadInputFixture::with_report();
    let rows = b"cycle;partner;action;product;chargeable;comment\r\n\
                 2026-10;P;edit;B;1,234;\"a;b\"\r\n2026-10;P;edit;A;7;f\xfcr\r\n";
    let file = fixture.write("decisions.csv", rows);
    let result = fixture.path("result.csv");
    let output = result.display().to_string();
    fixture.program.expect(&["apply", &file, "--as", "p@x.example", "-o", &output], 1).unwrap();
    let bytes = std::fs::read(&result).unwrap();
    let text = String::from_utf8_lossy(&bytes);
    assert!(text.contains("2026-10;P;edit;B;1,234;\"a;b\";refused;"), "{text}");
    assert!(bytes.windows(4).any(|it| it == b"f\xfcr;"), "{text}");
    assert_eq!(table(&text.replace(';', "\u{1}")).len(), 3, "{text}");
}
