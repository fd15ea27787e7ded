//! The partner's edits: figures, comments, resets.

use super::*;

const NOW: &str = "02T11:00";

fn edit(product: Option<&str>, chargeable: Option<&str>, comment: Option<&str>) -> Command {
    let own = |text: Option<&str>| text.map(str::to_owned);
    Command::Edit { product: own(product), chargeable: own(chargeable), comment: own(comment) }
}

#[test]
fn an_edit_that_is_none_is_refused_with_its_code() {
    for (command, code) in [
        (edit(Some("ZZ"), Some("1"), None), "no_such_line"),
        (edit(Some("ep"), Some("1"), None), "no_such_line"),
        (edit(Some("EP"), None, None), "nothing_given"),
        (edit(Some("EP"), None, Some(" \n\t")), "nothing_given"),
        (edit(Some("EP"), Some(" "), Some(" ")), "nothing_given"),
        (edit(None, None, None), "nothing_given"),
        (edit(None, None, Some("  ")), "nothing_given"),
        (edit(None, Some(" "), None), "nothing_given"),
        (edit(None, Some("5"), Some("why")), "product_needed"),
        (edit(Some("EP"), Some("-1"), Some("why")), "bad_quantity"),
        (edit(Some("EP"), Some("1.234"), Some("why")), "bad_quantity"),
        (edit(Some("EP"), Some("1e3"), Some("why")), "bad_quantity"),
        (edit(Some("EP"), Some("NaN"), None), "bad_quantity"),
        (edit(Some("EP"), Some("1,5"), None), "bad_quantity"),
        (Command::Reset { product: None }, "product_needed"),
        (reset("ZZ"), "no_such_line"),
    ] {
        assert_eq!(refused(&mut made(&[]), &command, at(NOW)).code(), code, "{command:?}");
    }
}

#[test]
fn a_bad_figure_says_what_was_found_and_what_was_expected() {
    let refusal = refused(&mut made(&[]), &charge("EP", "1.234"), at(NOW));
    let text = "chargeable: found \"1.234\", expected at most 2 decimals";
    assert_eq!(refusal.to_string(), text);
}

#[test]
fn an_edit_changes_what_is_given_and_nothing_else() {
    let mut report = made(&[]);
    let both = edit(Some("EP"), Some(" 900.5 "), Some("  twelve seats\nare spare "));
    let entries = done(&mut report, &both, at(NOW));
    let text = "twelve seats\nare spare";
    let comment = change("EP", HistoryField::Comment, None, Some(text));
    assert_eq!(entries[0].changes, [charged("EP", "780", "900.5"), comment]);
    assert_eq!(chargeable(&report, "EP"), "900.5");
    assert!(of(&report, "EP").is_commented());

    let entries = done(&mut report, &charge("EP", "910"), at(NOW));
    assert_eq!(entries[0].changes, [charged("EP", "900.5", "910")]);
    assert_eq!(of(&report, "EP").comment.as_ref().unwrap().text, text);

    let entries = done(&mut report, &explain("EP", "others"), at(NOW));
    assert_eq!(
        entries[0].changes,
        [change("EP", HistoryField::Comment, Some(text), Some("others"))]
    );
    assert_eq!((chargeable(&report, "EP"), report.version), ("910".into(), 4));
    assert_eq!(
        (chargeable(&report, "BK"), chargeable(&report, "MX")),
        ("480".into(), "200".into())
    );
}

#[test]
fn a_blank_figure_leaves_the_figure() {
    let mut report = ready(&[]);
    let entries = done(&mut report, &edit(Some("EP"), Some(" "), Some("new")), at(NOW));
    assert_eq!(
        entries[0].changes,
        [change("EP", HistoryField::Comment, Some("because"), Some("new"))]
    );
    assert_eq!(chargeable(&report, "EP"), "900");
}

#[test]
fn of_an_edit_only_what_is_new_is_told() {
    let mut report = ready(&[]);
    let same_figure = edit(Some("EP"), Some("900"), Some("new words"));
    let words = change("EP", HistoryField::Comment, Some("because"), Some("new words"));
    assert_eq!(done(&mut report, &same_figure, at(NOW))[0].changes, [words]);
    let same_words = edit(Some("EP"), Some("901"), Some(" new words "));
    assert_eq!(done(&mut report, &same_words, at(NOW))[0].changes, [charged("EP", "900", "901")]);
}

#[test]
fn a_cell_that_has_this_value_is_done_already_in_any_status() {
    for mut report in [ready(&[]), under_review(&[])] {
        for command in [
            charge("EP", "900"),
            charge("EP", "900.00"),
            explain("EP", " because "),
            edit(Some("EP"), Some("900"), Some("because")),
            charge("BK", "480"),
            reset("BK"),
        ] {
            already(&mut report, &command, at("07T00:00"));
        }
    }
}

#[test]
fn a_value_equal_to_the_default_is_no_edit() {
    let mut report = made(&[]);
    done(&mut report, &charge("EP", "900"), at(NOW));
    assert_eq!(of(&report, "EP").edited, Some(units(900)));
    done(&mut report, &charge("EP", "780.00"), at(NOW));
    assert_eq!(of(&report, "EP").edited, None);
    already(&mut report, &reset("EP"), at(NOW));
}

#[test]
fn zero_is_a_figure() {
    let mut report = made(&[]);
    done(&mut report, &charge("EP", "0"), at(NOW));
    assert_eq!((chargeable(&report, "EP"), of(&report, "EP").edited), ("0".into(), Some(units(0))));
}

#[test]
fn a_reset_takes_figure_and_comment_back_and_tells_both() {
    let mut report = ready(&[]);
    let entries = done(&mut report, &reset("EP"), at(NOW));
    let comment = change("EP", HistoryField::Comment, Some("because"), None);
    assert_eq!(entries[0].changes, [charged("EP", "900", "780"), comment]);
    assert_eq!((of(&report, "EP").edited, &of(&report, "EP").comment), (None, &None));

    done(&mut report, &explain("BK", "only words"), at(NOW));
    let entries = done(&mut report, &reset("BK"), at(NOW));
    assert_eq!(entries[0].changes, [change("BK", HistoryField::Comment, Some("only words"), None)]);
}

#[test]
fn an_edit_confirms_figures_that_moved() {
    let mut report = ready(&[]);
    let line = report.line_mut("EP").unwrap();
    line.refresh(LineFigures {
        default_chargeable: units(790),
        used: Some(units(790)),
        ..line.figures
    });
    assert!(of(&report, "EP").moved);
    assert_eq!(chargeable(&report, "EP"), "900", "an edited chargeable stays");
    done(&mut report, &charge("EP", "905"), at(NOW));
    assert!(!of(&report, "EP").moved);
}

#[test]
fn the_reports_comment_is_trimmed_told_and_replaced() {
    let mut report = made(&[]);
    let entries = done(&mut report, &remark(" all checked "), at(NOW));
    assert_eq!(entries[0].changes, [change("", HistoryField::Comment, None, Some("all checked"))]);
    already(&mut report, &remark("all checked"), at(NOW));
    let entries = done(&mut report, &remark("again"), at(NOW));
    let replaced = change("", HistoryField::Comment, Some("all checked"), Some("again"));
    assert_eq!(entries[0].changes, [replaced]);
    assert_eq!(report.comment.as_deref(), Some("again"));
}

#[test]
fn a_comment_is_taken_away_and_the_figure_stays() {
    let mut report = ready(&[]);
    let uncomment =
        |product: Option<&str>| Command::Uncomment { product: product.map(str::to_owned) };
    let entries = done(&mut report, &uncomment(Some("EP")), at(NOW));
    assert_eq!(entries[0].changes, [change("EP", HistoryField::Comment, Some("because"), None)]);
    assert_eq!(
        (chargeable(&report, "EP"), of(&report, "EP").is_commented()),
        ("900".into(), false)
    );
    already(&mut report, &uncomment(Some("EP")), at(NOW));
    already(&mut report, &uncomment(None), at(NOW));
    assert_eq!(refused(&mut report, &uncomment(Some("ZZ")), at(NOW)).code(), "no_such_line");

    done(&mut report, &remark("all checked"), at(NOW));
    assert_eq!(refused(&mut report, &uncomment(None), at("07T00:00")).code(), "deadline_passed");
    let entries = done(&mut report, &uncomment(None), at(NOW));
    assert_eq!(entries[0].changes, [change("", HistoryField::Comment, Some("all checked"), None)]);
    assert!(!report.has_comment());
}
