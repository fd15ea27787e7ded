//! The form: errors are shown at their field, and no input is lost.

use super::{completed, deed, field, line_of, propose, send};
use crate::console::fixture::ConsoleFixture;
use axum::http::StatusCode;

#[tokio::test]
async fn what_is_wrong_is_told_at_its_field_and_nothing_is_lost() {
    let fixture = ConsoleFixture::new().await;
    let report = completed(&fixture).await;
    let partner = fixture.sign_in("p1@x.example").await;
    partner.get(&report).await.expect(&["Amendments", "The report applies as it was completed"]);
    for (figure, of_line, whole, told) in [
        ("700", "", "kept", "Enter the reason for correcting this line."),
        ("700", "kept", " ", "Enter the reason for the correction."),
        ("780", "kept", "kept", "This is the current figure."),
        ("780", "", "kept", "No figure was changed"),
        ("", "kept", "kept", "Enter a figure. If this line is right, enter the current figure."),
        ("-1", "kept", "kept", "negative"),
        ("700.5", "kept", "kept", "whole number"),
        ("1,23", "kept", "kept", "are not where"),
        ("10000000001", "kept", "kept", "10,000,000,000"),
        ("\0", "kept", "kept", "whole number"),
    ] {
        let page = propose(&partner, &report, figure, [of_line, whole]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{figure} {of_line}");
        let line = line_of(&page);
        assert_eq!(field(&page, &format!("chargeable-{line}")), figure.replace('\0', ""));
        assert_eq!(field(&page, &format!("reason-{line}")), of_line);
        assert_eq!(field(&page, "reason").trim(), whole.trim());
        if !["-1", "700.5", "1,23", "\0"].contains(&figure) {
            assert!(page.has(told), "{told}: {}", page.body);
        }
    }
    partner.get(&report).await.expect(&["The report applies as it was completed"]);
}

#[tokio::test]
async fn a_stale_or_a_second_proposal_is_refused_and_what_was_typed_is_carried_along() {
    let fixture = ConsoleFixture::new().await;
    let report = completed(&fixture).await;
    let partner = fixture.sign_in("p1@x.example").await;
    let form = partner.get(&format!("{report}/correction")).await;
    let (line, version) = (line_of(&form), field(&form, "version"));
    let why = ["left on 9 Oct", "a mistake"];
    let done = send(&partner, &report, &line, &version, "700", why).await;
    assert!(done.notice && done.leads_on() == report);
    let distributor = fixture.sign_in("d1@x.example").await;
    let second = send(&distributor, &report, &line, &version, "650", ["mine", "whole"]).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    for text in ["Another correction of this report is unfinished", "650", "mine", "whole"] {
        assert!(second.has(text), "{text}: {}", second.body);
    }
    let asked = distributor.get(&format!("{report}/correction")).await;
    assert_eq!(asked.status, StatusCode::CONFLICT);
    // After the withdrawal, a form that was opened before is stale.
    deed(&partner, &report, "withdraw", "").await.leads_on();
    let stale = send(&distributor, &report, &line, &version, "650", ["mine", "whole"]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    for text in ["Correction withdrawn by", "650", "mine"] {
        assert!(stale.has(text), "{text}: {}", stale.body);
    }
    let page = propose(&distributor, &report, "650", ["mine", "whole"]).await;
    page.leads_on();
}

#[tokio::test]
async fn hostile_words_stay_words() {
    let fixture = ConsoleFixture::new().await;
    let report = completed(&fixture).await;
    let partner = fixture.sign_in("p1@x.example").await;
    let hostile = "<script>alert(1)</script>\"'></textarea><img src=x onerror=alert(1)>\u{202e}";
    let mut pages = vec![propose(&partner, &report, hostile, [hostile, hostile]).await];
    propose(&partner, &report, "1,000,000", [hostile, hostile]).await.leads_on();
    let distributor = fixture.sign_in("d1@x.example").await;
    pages.push(deed(&distributor, &report, "refuse", hostile).await);
    for path in ["", "/history"] {
        pages.push(distributor.get(&format!("{report}{path}")).await.expect(&["&#60;script"]));
    }
    pages.push(distributor.get("/corrections").await.expect(&["&#60;script"]));
    for page in &pages {
        assert!(!page.has("<script>alert") && !page.has("<img src=x"), "{}", page.body);
    }
}
