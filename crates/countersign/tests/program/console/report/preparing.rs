//! The partner's side: drafts that are never lost, and submitting.

use super::{field, form, line_of, report_of, send, submitted, typed};
use crate::console::fixture::ConsoleFixture;
use axum::http::StatusCode;

#[tokio::test]
async fn the_page_says_in_units_what_the_deadline_does() {
    let fixture = ConsoleFixture::new().await;
    let partner = fixture.sign_in("p1@x.example").await;
    let report = report_of(&partner).await;
    partner.get(&report).await.expect(&[
        "MSP preparing",
        "will be charged on 1,000 provisioned units instead of 780 (+220)",
        "It is flagged, and the distributor reviews it",
        "needs a comment",
        "22.0",
    ]);
}

#[tokio::test]
async fn a_draft_is_saved_field_by_field() {
    let fixture = ConsoleFixture::new().await;
    let partner = fixture.sign_in("p1@x.example").await;
    let report = report_of(&partner).await;
    let page = partner.get(&report).await;
    let id = line_of(&page);
    let (figure, comment) = (format!("chargeable-{id}"), format!("comment-{id}"));
    let over =
        [(figure.as_str(), "1,000"), (comment.as_str(), " all of it "), ("comment", "checked")];
    let saved = send(&partner, &format!("{report}/draft"), &typed(&page, &over)).await;
    assert!(saved.notice);
    assert_eq!(saved.leads_on(), report);
    let page = partner.get(&report).await;
    assert_eq!(field(&page, &figure), "1000");
    assert_eq!(field(&page, &comment), "all of it");
    assert_eq!(field(&page, "comment"), "checked");
    assert_eq!(field(&page, "version"), "3", "one entry for the comment, one for the line");
    let again = send(&partner, &format!("{report}/draft"), &form(&page)).await;
    assert_eq!(again.leads_on(), report);
    assert_eq!(field(&partner.get(&report).await, "version"), "3", "nothing changed");
    let reset = typed(&page, &[("reset", &id)]);
    send(&partner, &format!("{report}/draft"), &reset).await.leads_on();
    let page = partner.get(&report).await;
    assert_eq!((field(&page, &figure), field(&page, &comment)), ("780".into(), "all of it".into()));
    let emptied = typed(&page, &[(&comment, ""), ("comment", " ")]);
    send(&partner, &format!("{report}/draft"), &emptied).await.leads_on();
    let page = partner.get(&report).await;
    assert_eq!((field(&page, "comment"), field(&page, &comment)), (String::new(), String::new()));
}

#[tokio::test]
async fn bad_figures_come_back_with_all_input_and_save_nothing() {
    let fixture = ConsoleFixture::new().await;
    let partner = fixture.sign_in("p1@x.example").await;
    let report = report_of(&partner).await;
    let page = partner.get(&report).await;
    let id = line_of(&page);
    let (figure, comment) = (format!("chargeable-{id}"), format!("comment-{id}"));
    for (text, error) in [
        ("-5", "cannot be negative"),
        ("1e3", "Enter a number"),
        ("12.5", "whole number"),
        ("1,5", "decimals with a point"),
        ("", "Enter a figure"),
        ("99999999999", "Enter at most 10,000,000,000"),
    ] {
        let fields = typed(&page, &[(&figure, text), (&comment, "kept words")]);
        let answer = send(&partner, &format!("{report}/draft"), &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{text}");
        assert!(answer.has(error), "{text}: {}", answer.body);
        assert_eq!(
            (field(&answer, &figure), field(&answer, &comment)),
            (text.into(), "kept words".into())
        );
        assert!(answer.has("aria-invalid=\"true\""));
    }
    let long = "ä".repeat(4_001);
    let fields = typed(&page, &[(&comment, long.as_str())]);
    let answer = send(&partner, &format!("{report}/draft"), &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.has("This text has 4,001 characters. Use at most 4,000."));
    assert_eq!(field(&answer, &comment), long);
    let fields = typed(&page, &[(&comment, "a\tb\u{1b}\0")]);
    let answer = send(&partner, &format!("{report}/draft"), &fields).await;
    assert_eq!(field(&answer, &comment), "a b", "what cannot be kept is taken out and told");
    assert_eq!(field(&partner.get(&report).await, "version"), "1");
}

#[tokio::test]
async fn two_tabs_merge_where_they_can_and_ask_where_they_cannot() {
    let fixture = ConsoleFixture::new().await;
    let partner = fixture.sign_in("p1@x.example").await;
    let colleague = fixture.sign_in("billing.manager.p1@staff.example").await;
    let report = report_of(&partner).await;
    let page = partner.get(&report).await;
    let id = line_of(&page);
    let (figure, comment) = (format!("chargeable-{id}"), format!("comment-{id}"));
    let draft = format!("{report}/draft");
    send(&colleague, &draft, &typed(&page, &[("comment", "whole report")])).await.leads_on();
    send(&partner, &draft, &typed(&page, &[(&figure, "900")])).await.leads_on();
    let merged = partner.get(&report).await;
    assert_eq!(
        (field(&merged, "comment"), field(&merged, &figure)),
        ("whole report".into(), "900".into())
    );

    send(&colleague, &draft, &typed(&merged, &[(&comment, "theirs")])).await.leads_on();
    let asked =
        send(&partner, &draft, &typed(&merged, &[(&comment, "mine"), ("comment", "new")])).await;
    assert_eq!(asked.status, StatusCode::CONFLICT);
    for text in ["mine", "theirs", "Billing Manager &#60;i&#62;", "Edited by"] {
        assert!(asked.has(text), "no {text} in {}", asked.body);
    }
    assert_eq!(field(&partner.get(&report).await, &comment), "theirs", "nothing was saved");
    let carried = form(&asked);
    let open = format!("choice-{id}");
    let choose = |choice: &str| {
        let mut fields = carried.clone();
        fields.push((open.clone(), "open".to_owned()));
        fields.push((open.clone(), choice.to_owned()));
        fields
    };
    let still = send(&partner, &draft, &choose("open")).await;
    assert_eq!(still.status, StatusCode::CONFLICT, "no choice, no saving");
    send(&partner, &draft, &choose("theirs")).await.leads_on();
    let page = partner.get(&report).await;
    assert_eq!((field(&page, &comment), field(&page, "comment")), ("theirs".into(), "new".into()));
    let old = typed(&merged, &[(&comment, "mine")]);
    let asked = send(&partner, &draft, &old).await;
    assert_eq!(asked.status, StatusCode::CONFLICT);
    let mut fields = form(&asked);
    fields.push((open, "mine".to_owned()));
    send(&partner, &draft, &fields).await.leads_on();
    assert_eq!(field(&partner.get(&report).await, &comment), "mine");
}

#[tokio::test]
async fn a_submission_without_its_comment_names_the_line() {
    let fixture = ConsoleFixture::new().await;
    let partner = fixture.sign_in("p1@x.example").await;
    let report = report_of(&partner).await;
    let page = partner.get(&format!("{report}/submit")).await;
    let link = format!("href=\"{report}#comment-{}\"", line_of(&partner.get(&report).await));
    let page = page.expect(&["One line needs a comment", &link, "once nothing is missing"]);
    assert!(!page.has("data-key=\"s\""), "there is nothing to press");
    let sent = partner.post(&format!("{report}/submit"), &[("version", "1")]).await;
    assert_eq!(sent.leads_on(), format!("{report}/submit"));
    assert!(partner.get(&report).await.has("MSP preparing"));
}

#[tokio::test]
async fn what_is_submitted_is_what_was_confirmed() {
    let fixture = ConsoleFixture::new().await;
    let partner = fixture.sign_in("p1@x.example").await;
    let report = report_of(&partner).await;
    let page = partner.get(&report).await;
    let id = line_of(&page);
    let figure = format!("chargeable-{id}");
    let draft = format!("{report}/draft");
    send(&partner, &draft, &typed(&page, &[(&figure, "1000")])).await.leads_on();
    let confirm = partner.get(&format!("{report}/submit")).await;
    let confirm = confirm.expect(&["the report will be approved at once", "1,000"]);
    let seen = field(&confirm, "version");
    send(&partner, &draft, &typed(&partner.get(&report).await, &[("comment", "x")]))
        .await
        .leads_on();
    let stale = partner.post(&format!("{report}/submit"), &[("version", &seen)]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.has("has changed since you opened it") && stale.has("<bdi>x</bdi>"));
    let confirm = partner.get(&format!("{report}/submit")).await;
    let confirm = confirm.expect(&["The distributor reviews the report, because it has comments"]);
    let seen = field(&confirm, "version");
    partner.post(&format!("{report}/submit"), &[("version", &seen)]).await.leads_on();
    partner.get(&report).await.expect(&[
        "Under review",
        "manual submission",
        "the distributor decides",
    ]);
}

#[tokio::test]
async fn after_the_deadline_nothing_is_saved_and_nothing_is_lost() {
    let fixture = ConsoleFixture::new().await;
    let partner = fixture.sign_in("p1@x.example").await;
    let report = report_of(&partner).await;
    let page = partner.get(&report).await;
    let id = line_of(&page);
    let (figure, comment) = (format!("chargeable-{id}"), format!("comment-{id}"));
    fixture.clock_to("2026-11-20T00:00:00Z").await;
    let fields = typed(&page, &[(&figure, "900"), (&comment, "written for an hour")]);
    let late = send(&partner, &format!("{report}/draft"), &fields).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    for text in ["Nothing was changed", "written for an hour", "900", "Submitted by the system"] {
        assert!(late.has(text), "no {text} in {}", late.body);
    }
    let page = partner.get(&report).await;
    let page = page.expect(&["Penalty: charged on 1,000 provisioned units instead of 780"]);
    assert!(!page.has("data-draft="), "nothing is to be edited any more");
}

#[tokio::test]
async fn other_roles_read_and_do_not_write() {
    let fixture = ConsoleFixture::new().await;
    let (_, report) = submitted(&fixture).await;
    let reader = fixture.sign_in("support.engineer.p1@staff.example").await;
    reader.get(&report).await.expect(&["Under review"]);
    for path in ["draft", "submit"] {
        let answer = reader.post(&format!("{report}/{path}"), &[("version", "1")]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
    }
    for stranger in ["d1@x.example", "op@x.example"] {
        let browser = fixture.sign_in(stranger).await;
        let answer = browser.post(&format!("{report}/draft"), &[]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{stranger}");
    }
}
