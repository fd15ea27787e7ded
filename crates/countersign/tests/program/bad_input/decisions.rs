//! Files of decisions that are stale, out of order, repeated or broken.

use std::fs;

use countersign_testkit::command_line::{Ended, table};

use crate::bad_input::fixture::BadInputFixture;

const HEADER: &str = "cycle,partner,action,product,chargeable,comment,version\n";

fn apply(fixture: &BadInputFixture, who: &str, rows: &str, status: i32) -> Ended {
    let file = fixture.write("decisions.csv", rows);
    let email = format!("{who}@x.example");
    fixture.program.expect(&["apply", &file, "--as", &email], status).unwrap()
}

/// Result and message of every row.
fn results(ended: &Ended) -> Vec<(String, String)> {
    let rows = table(&ended.out);
    let fixture = |name: &str| rows[0].iter().position(|it| it == name).unwrap();
    let (result, message) = (fixture("result"), fixture("message"));
    rows[1..].iter().map(|row| (row[result].clone(), row[message].clone())).collect()
}

fn words(ended: &Ended) -> Vec<String> {
    results(ended).into_iter().map(|(word, _)| word).collect()
}

#[test]
fn a_stale_row_is_refused_with_what_changed() {
    let fixture = BadInputFixture::with_report();
    apply(&fixture, "p", &format!("{HEADER}2026-10,P,edit,A,7,why,1\n"), 0);
    let before = fixture.contents();
    let ended = apply(&fixture, "p", &format!("{HEADER}2026-10,P,edit,A,8,,1\n"), 1);
    let (word, message) = &results(&ended)[0];
    assert_eq!(word, "refused");
    for part in ["you named version 1, but the report has version 2", "since then: version 2", "A "]
    {
        assert!(message.contains(part), "{message}");
    }
    assert_eq!(ended.err, "0 done, 0 already done, 1 refused\n");
    apply(&fixture, "p", &format!("{HEADER}2026-10,P,edit,A,8,,99\n"), 1);
    let untouched = |it: &countersign_store::copy::Content| it.table != "apply_progress";
    let kept = |contents: Vec<_>| contents.into_iter().filter(untouched).collect::<Vec<_>>();
    assert_eq!(kept(fixture.contents()), kept(before));
}

#[test]
fn rows_run_in_their_order_and_a_refused_one_undoes_nothing() {
    let fixture = BadInputFixture::with_report();
    let rows = "2026-10,P,approve,,,,\n2026-10,P,edit,A,7,,\n2026-10,P,submit,,,,\n\
                2026-10,P,edit,A,,a move,\n2026-10,P,submit,,,,1\n2026-10,P,submit,,,,\n\
                2026-10,P,edit,A,6,,\n";
    let ended = apply(&fixture, "p", &format!("{HEADER}{rows}"), 1);
    let expected = ["refused", "done", "refused", "done", "refused", "done", "refused"];
    assert_eq!(words(&ended), expected, "{ended:?}");
    let messages = results(&ended);
    assert!(messages[2].1.contains("comment needed"), "{messages:?}");
    assert!(messages[6].1.contains("Under review"), "{messages:?}");
    let decided = "cycle,partner,action,comment\n2026-10,P,reject,\n2026-10,P,reject,too low\n\
                   2026-10,P,approve,\n";
    let ended = apply(&fixture, "d", decided, 1);
    assert_eq!(words(&ended), ["refused", "done", "refused"], "{ended:?}");
    fixture.program.expect(&["verify"], 0).unwrap();
}

#[test]
fn a_file_run_again_has_no_second_effect() {
    let fixture = BadInputFixture::with_report();
    let rows = "2026-10,P,edit,A,7,why,\n2026-10,P,edit,B,10.3,\"a\nb\",\n2026-10,P,edit,,,all,\n\
                2026-10,P,submit,,,,\n";
    let text = format!("{HEADER}{rows}");
    assert_eq!(words(&apply(&fixture, "p", &text, 0)), ["done"; 4]);
    let (before, exported) = (fixture.contents(), fixture.export("csv"));
    let again = apply(&fixture, "p", &format!("{HEADER}2026-10,P,submit,,,,\n"), 0);
    assert_eq!(words(&again), ["already done"]);
    assert_eq!((fixture.contents(), fixture.export("csv")), (before, exported));
    let approve = "cycle,partner,action\n2026-10,P,approve\n";
    assert_eq!(words(&apply(&fixture, "d", approve, 0)), ["done"]);
    let before = fixture.contents();
    assert_eq!(words(&apply(&fixture, "d", approve, 0)), ["already done"]);
    assert_eq!(fixture.contents(), before);
}

#[test]
fn rows_that_ask_for_nothing_sensible_are_refused_one_by_one() {
    let fixture = BadInputFixture::with_report();
    let bad = [
        ("2026-13,P,edit,A,1,,", "column cycle: found \"2026-13\""),
        ("2026-10,,edit,A,1,,", "column partner: found \"\", expected a value"),
        ("2026-10,X,edit,A,1,,", "there is no such report"),
        ("2026-10,Q,edit,A,1,,", "there is no such report"),
        ("2026-09,P,edit,A,1,,", "there is no such report"),
        ("2026-10,P,delete,A,1,,", "column action: found \"delete\", expected edit, reset"),
        ("2026-10,P,edit,N,1,,", "the report has no line of \"N\""),
        ("2026-10,P,edit,A,1.5,,", "a whole number"),
        ("2026-10,P,edit,B,1.234,,", "at most 2 decimals"),
        ("2026-10,P,edit,A,-1,,", "not negative"),
        ("2026-10,P,edit,A,1e1,,", "without an exponent"),
        ("2026-10,P,edit,A,NaN,,", "a number such as"),
        ("2026-10,P,edit,A,10000000001,,", "at most 10000000000 units"),
        ("2026-10,P,edit,A,,,", "neither a chargeable nor a comment"),
        ("2026-10,P,edit,,5,,", "product"),
        ("2026-10,P,reset,,,,", "product"),
        ("2026-10,P,edit,A,1,,0", "you named version 0"),
        ("2026-10,P,edit,A,1,,one", "column version: found \"one\""),
        ("2026-10,P,edit,A,1", "found 5 cells, expected 7 as in the header"),
        ("2026-10,P,edit,A,1,,,,more", "found 9 cells, expected 7 as in the header"),
        ("2026-10,P,approve,,,,", "may not approve"),
    ];
    let rows: String = bad.iter().map(|(row, _)| format!("{row}\n")).collect();
    let before = fixture.export("csv");
    let ended = apply(&fixture, "p", &format!("{HEADER}{rows}"), 1);
    for ((row, said), (word, message)) in bad.iter().zip(results(&ended)) {
        assert_eq!(word, "refused", "{row}: {message}");
        assert!(message.contains(said), "{row}: {message}");
    }
    assert_eq!(fixture.export("csv"), before);
    let latin = [HEADER.as_bytes(), b"2026-10,P,edit,A,,f\xfcr,\n"].concat();
    let file = fixture.write("decisions.csv", latin);
    let ended = fixture.program.expect(&["apply", &file, "--as", "p@x.example"], 1).unwrap();
    assert!(ended.out.contains("expected UTF-8 text without NUL"), "{}", ended.out);
}

#[test]
fn a_result_file_can_be_mended_and_applied_again() {
    let fixture = BadInputFixture::with_report();
    let rows = "2026-10,P,edit,A,7,why,\n2026-10,P,edit,B,1.234,why,\n";
    let first = apply(&fixture, "p", &format!("{HEADER}{rows}"), 1);
    assert_eq!(words(&first), ["done", "refused"]);
    let second = apply(&fixture, "p", &first.out.replace("1.234", "1.23"), 0);
    assert_eq!(words(&second), ["already done", "done"]);
    let third = apply(&fixture, "p", &second.out, 0);
    assert_eq!(words(&third), ["already done"; 2]);
    assert_eq!(third.out.lines().next(), first.out.lines().next());
}

#[test]
fn a_file_that_cannot_be_read_to_its_end_is_not_begun() {
    let fixture = BadInputFixture::with_report();
    let before = fixture.contents();
    let many = "2026-10,P,edit,A,7,,\n2026-10,P,edit,A,8,,\n".repeat(400);
    let cut = format!("{HEADER}{many}2026-10,P,edit,A,7,\"cut");
    for (text, said) in [
        (String::new(), "is empty; a header row is expected"),
        ("cycle,partner\n".to_owned(), "has no column action, which is required"),
        ("cycle,partner,action,units\n".to_owned(), "has an unknown column \"units\""),
        (cut, "ends inside quotes: the file is cut off"),
    ] {
        let ended = apply(&fixture, "p", &text, 2);
        assert!(ended.err.contains(&format!("decisions.csv {said}")) || ended.err.contains(said));
        assert_eq!(fixture.contents(), before, "{said}");
    }
    let missing = fixture.path("none.csv").display().to_string();
    fixture.program.expect(&["apply", &missing, "--as", "p@x.example"], 2).unwrap();
}

#[test]
fn who_acts_and_for_whom_has_to_be_clear() {
    let fixture = BadInputFixture::with_report();
    let file = fixture.write("decisions.csv", format!("{HEADER}2026-10,P,edit,A,7,why,\n"));
    let run = |more: &[&str], status| {
        fixture.program.expect(&[&["apply", &file][..], more].concat(), status).unwrap()
    };
    let ended = run(&["--as", "nobody@x.example"], 2);
    assert!(
        ended.err.contains("there is no person with the address nobody@x.example"),
        "{}",
        ended.err
    );
    let ended = run(&["--as", "b@x.example"], 2);
    assert!(
        ended
            .err
            .contains("b@x.example acts for several companies: choose one with --company P or Q")
    );
    let ended = run(&["--as", "b@x.example", "--company", "D"], 2);
    assert!(ended.err.contains("b@x.example does not act for D"), "{}", ended.err);
    // Another company's reports do not exist for them.
    let ended = run(&["--as", "b@x.example", "--company", "Q"], 1);
    assert!(ended.out.contains("there is no such report"), "{}", ended.out);
    let ended = run(&["--as", "B@X.Example", "--company", "P"], 0);
    assert_eq!(words(&ended), ["done"]);
    let result = fixture.path("result.csv");
    let output = result.display().to_string();
    run(&["--as", "p@x.example", "-o", &output], 0);
    assert!(fs::read_to_string(&result).unwrap().contains("already done"));
}

#[test]
fn an_unusually_high_figure_is_done_with_a_warning() {
    let fixture = BadInputFixture::with_report();
    let rows = "2026-10,P,edit,A,902505,moved,\n2026-10,P,edit,A,902505,moved,\n\
                2026-10,P,edit,A,11,moved,\n";
    let found = results(&apply(&fixture, "p", &format!("{HEADER}{rows}"), 0));
    let words: Vec<_> = found.iter().map(|(word, _)| word.as_str()).collect();
    assert_eq!(words, ["done", "already done", "done"]);
    let warning = "please check: 902505 is 90250 times the provisioned units (10)";
    let messages: Vec<_> = found.iter().map(|(_, message)| message.as_str()).collect();
    assert_eq!(messages, [warning, "", ""]);
}
