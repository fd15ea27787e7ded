//! Comments and reasons have the same limits; a stored text stays.

use super::*;
use crate::line::Comment;
use crate::schedule::Until;

/// Every command with a text, and a report on which it can be executed.
fn commands(text: &str) -> Vec<(Report, Command)> {
    let given = || Some(text.to_owned());
    let until = Until::parse("2026-10-20").unwrap();
    let edit = |product: Option<&str>| Command::Edit {
        product: product.map(str::to_owned),
        chargeable: None,
        comment: given(),
    };
    let line_reasons = vec![("EP".to_owned(), text.to_owned())];
    let mut approved = under_review(&[]);
    done(&mut approved, &Command::Approve { note: None }, at("02T11:00"));
    vec![
        (ready(&[]), edit(Some("EP"))),
        (ready(&[]), edit(None)),
        (ready(&[]), Command::Submit { comment: given() }),
        (ready(&[]), Command::Extend { until, reason: given() }),
        (under_review(&[]), Command::Approve { note: given() }),
        (under_review(&[]), Command::Reject { reasons: given(), line_reasons: Vec::new() }),
        (under_review(&[]), Command::Reject { reasons: Some("why".into()), line_reasons }),
        (approved, Command::Reopen { reason: given() }),
    ]
}

#[test]
fn a_text_that_is_too_long_or_has_control_characters_is_refused_everywhere() {
    for text in ["ä".repeat(4_001), "a\u{7}b".to_owned(), "a\tb".to_owned()] {
        for (mut report, command) in commands(&text) {
            let before = format!("{report:?}");
            let refusal = refused(&mut report, &command, at("03T10:00"));
            assert_eq!(refusal.code(), "bad_text", "{command:?}: {refusal}");
            assert_eq!(format!("{report:?}"), before, "{command:?}");
        }
    }
    for text in ["ä".repeat(4_000), format!(" {}\r\n", "a\r\n".repeat(1_999))] {
        for (mut report, command) in commands(&text) {
            done(&mut report, &command, at("03T10:00"));
        }
    }
}

#[test]
fn a_text_that_is_stored_already_stays() {
    let old = format!("{}\u{7}", "ä".repeat(5_000));
    let mut report = ready(&[]);
    let comment = Comment { text: old.clone(), counts: true };
    report.line_mut("EP").unwrap().comment = Some(comment);
    report.comment = Some(old.clone());
    let edit = |product: Option<&str>, chargeable: Option<&str>, comment: &str| Command::Edit {
        product: product.map(str::to_owned),
        chargeable: chargeable.map(str::to_owned),
        comment: Some(comment.to_owned()),
    };
    already(&mut report, &edit(Some("EP"), None, &old), at("03T10:00"));
    already(&mut report, &edit(None, None, &old), at("03T10:00"));
    done(&mut report, &edit(Some("EP"), Some("800"), &old), at("03T10:00"));
    let other = format!("{old}x");
    refused(&mut report, &edit(Some("EP"), None, &other), at("03T10:00"));
    refused(&mut report, &Command::Submit { comment: Some(other) }, at("03T10:00"));
    done(&mut report, &Command::Submit { comment: Some(old) }, at("03T10:00"));
}
