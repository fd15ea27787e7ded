//! How long texts may be and which characters they may contain, the same for every kind of input.
//! Stored texts are not changed.
//!
//! SQL here: texts from before there were bounds, which no verb of the program writes.

use countersign_store::{DatabaseUrl, Store};

use crate::bad_input::fixture::{BadInputFixture, on_store};

/// Files with one text each, in the place of `#`.
const TEXTS: [(&str, &str, usize); 10] = [
    ("vendors.csv", "code,name\nE,#\n", 200),
    ("regions.csv", "code,name,time_zone,currency,usage_reports\nE,#,Asia/Tokyo,JPY,yes\n", 200),
    ("distributors.csv", "code,name,region\nE,#,R\n", 200),
    ("partners.csv", "code,name,distributor,type\nE,#,D,msp\n", 200),
    ("partners.csv", "code,name,distributor,type,city\nE,E,D,msp,#\n", 200),
    ("customers.csv", "code,name,partner\nE,#,P\n", 200),
    ("products.csv", "code,name,unit\nE,#,GB\n", 200),
    ("products.csv", "code,name,unit\nE,E,#\n", 64),
    ("subscriptions.csv", "code,customer,product,plan\nE,C,A,#\n", 64),
    ("users.csv", "email,name,company,role\ne@x.example,#,P,Billing Manager\n", 200),
];

#[test]
fn names_units_and_plans_have_their_bounds_in_files() {
    for (file, text, longest) in TEXTS {
        let fixture = BadInputFixture::new();
        let long = text.replace('#', &"ä".repeat(longest + 1));
        fixture.refuses(file, long, "row 2: column ");
        for control in ["\u{7}", "\u{1b}[31m", "\t", "\n", "\u{85}"] {
            let text = text.replace('#', &format!("\"a{control}b\""));
            fixture.refuses(file, text, "row 2: column ");
        }
        let ended = fixture.import(file, text.replace('#', &"ä".repeat(longest)));
        assert_eq!(ended.status, Some(0), "{file}: {ended:?}");
    }
    for unseen in
        ["Eva\u{200b}", "a\u{202e}b", "\u{2066}a\u{2069}", "a\u{ad}b", "\u{feff}a\u{e0041}"]
    {
        for (file, text, _) in TEXTS {
            let fixture = BadInputFixture::new();
            let said =
                "expected no invisible characters and none that change the direction of the text";
            let ended = fixture.import(file, text.replace('#', unseen));
            assert!(ended.err.contains(said), "{file} {unseen:?}: {}", ended.err);
            for seen in ["👩\u{200d}💻 Labs", "می\u{200c}خواهم", "葛\u{e0100}飾"] {
                let ended = fixture.import(file, text.replace('#', seen));
                assert_eq!(ended.status, Some(0), "{file}: {ended:?}");
            }
        }
    }
    let fixture = BadInputFixture::new();
    fixture.refuses(
        "vendors.csv",
        "code,name\nE,\u{301}\n",
        "row 2: column name: found \"\u{301}\", expected at least one visible character",
    );
    let said = "row 2: column name: found \"a\\u{7}b\", expected no control characters";
    fixture.refuses("vendors.csv", "code,name\nE,a\u{7}b\n", said);
    let said = "expected at most 64 characters";
    let ended = fixture.import("products.csv", format!("code,name,unit\nE,E,{}\n", "x".repeat(65)));
    assert!(ended.err.contains(said), "{}", ended.err);
}

#[test]
fn a_name_given_on_the_command_line_has_the_same_bounds() {
    let fixture = BadInputFixture::new();
    let add = |name: &str, status| {
        let arguments =
            ["user", "add", "n@x.example", "--company", "P", "--role", "Billing Manager"];
        fixture.program.expect(&[&arguments[..], &["--name", name]].concat(), status).unwrap()
    };
    let before = fixture.contents();
    for (name, said) in [
        ("ä".repeat(201), "--name: expected at most 200 characters"),
        ("a\u{1b}b".to_owned(), "--name: expected no control characters"),
        ("a\u{202e}b".to_owned(), "--name: expected no invisible characters"),
        ("\u{308}".to_owned(), "--name: expected at least one visible character"),
        (" ".to_owned(), "--name is blank"),
    ] {
        let ended = add(&name, 2);
        assert!(ended.err.contains(said), "{}", ended.err);
        assert_eq!(fixture.contents(), before);
    }
    add(&"ä".repeat(200), 0);
}

#[test]
fn comments_and_reasons_have_their_bounds_in_a_file_of_decisions() {
    let fixture = BadInputFixture::with_report();
    let apply = |who: &str, rows: &str, status| {
        let text = format!("cycle,partner,action,product,comment\n{rows}");
        let file = fixture.write("decisions.csv", text);
        let email = format!("{who}@x.example");
        fixture.program.expect(&["apply", &file, "--as", &email], status).unwrap()
    };
    let (long, longest) = ("ä".repeat(4_001), format!("a\r\n{}", "ä".repeat(3_998)));
    let before = fixture.export("csv");
    let rows = format!(
        "2026-10,P,edit,A,{long}\n2026-10,P,edit,,{}\n\
         2026-10,P,edit,A,a\u{7}b\n2026-10,P,edit,A,a\tb\n\
         2026-10,P,submit,,{long}\n",
        "x".repeat(900_000)
    );
    let ended = apply("p", &rows, 1);
    assert_eq!(ended.err, "0 done, 0 already done, 5 refused\n");
    assert!(ended.out.contains("comment: found 4001 characters, expected at most 4000 characters"));
    assert!(
        ended.out.contains("expected no control characters except line breaks"),
        "{}",
        ended.out
    );
    assert_eq!(fixture.export("csv"), before);
    apply("p", &format!("2026-10,P,edit,A,\"{longest}\"\n2026-10,P,submit,,\n"), 0);
    let before = fixture.export("csv");
    let ended = apply("d", &format!("2026-10,P,approve,,{long}\n2026-10,P,reject,,{long}\n"), 1);
    assert_eq!(ended.err, "0 done, 0 already done, 2 refused\n");
    assert_eq!(fixture.export("csv"), before);
    fixture.program.expect(&["verify"], 0).unwrap();
}

/// Stores texts that are longer than any file may contain.
async fn store_old_texts(store: Store, long: &str) {
    let mut tx = store.begin().await.unwrap();
    for (table, column, code) in [
        ("companies", "name", "P"),
        ("customers", "name", "C"),
        ("products", "unit", "A"),
        ("subscriptions", "plan", "SA"),
    ] {
        let sql = format!("UPDATE {table} SET {column} = $1 WHERE code = $2");
        tx.execute(&sql, &[long.into(), code.into()]).await.unwrap();
    }
    tx.commit().await.unwrap();
}

#[test]
fn what_is_stored_already_stays_until_the_cell_gets_another_value() {
    let fixture = BadInputFixture::new();
    let long = "ä".repeat(500);
    let url = DatabaseUrl::parse(&fixture.program.database).unwrap();
    on_store(&url, async |store| store_old_texts(store, &long).await);
    let files = [
        ("partners.csv", format!("code,name,distributor,type,city\nP,{long},D,msp,Berlin\n")),
        ("customers.csv", format!("code,name,partner\nC,{long},P\n")),
        ("products.csv", format!("code,name,unit\nA,Seats,{long}\n")),
        ("subscriptions.csv", format!("code,customer,product,plan\nSA,C,A,{long}\n")),
    ];
    for (file, text) in &files {
        let ended = fixture.import(file, text);
        assert_eq!(ended.status, Some(0), "{file}: {ended:?}");
        let other = text.replace(&long, &format!("{long}x"));
        fixture.refuses(file, other, "row 2: column ");
    }
    assert!(fixture.program.expect(&["export", "--cycle", "2026-10"], 0).is_ok());
}
