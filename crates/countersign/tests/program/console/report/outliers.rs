//! Figures that look like slips are asked about once, and nothing that was entered is lost.

use super::{field, form, line_of, report_of, send, typed};
use crate::console::browser::Page;
use crate::console::fixture::ConsoleFixture;
use axum::http::StatusCode;

const QUESTION: &str = "One figure is unusually high. Save it anyway?";

/// The form of a page with its answer: the figures that were asked about are meant.
fn answered(page: &Page, id: &str, then: &str) -> Vec<(String, String)> {
    let asked = format!("asked-{id}");
    let mut fields = form(page);
    fields.push((asked.clone(), field(page, &asked)));
    fields.push(("all-the-same".to_owned(), then.to_owned()));
    fields
}

#[tokio::test]
async fn a_figure_above_three_times_provisioned_is_asked_about_once() {
    let fixture = ConsoleFixture::new().await;
    let partner = fixture.sign_in("p1@x.example").await;
    let report = report_of(&partner).await;
    let draft = format!("{report}/draft");
    let page = partner.get(&report).await;
    let id = line_of(&page);
    let (figure, comment) = (format!("chargeable-{id}"), format!("comment-{id}"));

    let over = [(figure.as_str(), "902,505"), (comment.as_str(), "all of it"), ("comment", "x")];
    let asked = send(&partner, &draft, &typed(&page, &over)).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(asked.has(QUESTION));
    assert!(asked.has("902,505 is 902 times the provisioned units (1,000)."), "{}", asked.body);
    assert_eq!(field(&asked, &figure), "902,505");
    assert_eq!(field(&asked, &comment), "all of it");
    assert_eq!(field(&asked, "comment"), "x");
    assert_eq!(field(&partner.get(&report).await, "version"), "1", "nothing was saved");

    // The same button again is no answer, and the answer is for the figure that was asked about.
    let again = send(&partner, &draft, &form(&asked)).await;
    assert!(again.has(QUESTION));
    let mut other = answered(&asked, &id, "stay");
    other.retain(|(name, _)| *name != figure);
    other.push((figure.clone(), "90250".to_owned()));
    let again = send(&partner, &draft, &other).await;
    assert!(again.has("90,250 is 90 times"), "{}", again.body);

    send(&partner, &draft, &answered(&asked, &id, "stay")).await.leads_on();
    let page = partner.get(&report).await;
    assert_eq!(field(&page, &figure), "902505");
    assert!(page.has("902,505 is 902 times the provisioned units (1,000)."), "it stays a remark");
    // What is stored is not asked about again.
    send(&partner, &draft, &typed(&page, &[("comment", "y")])).await.leads_on();
    let confirm = partner.get(&format!("{report}/submit")).await;
    confirm.expect(&["902,505 is 902 times the provisioned units (1,000)."]);
}

#[tokio::test]
async fn submitting_asks_too_and_goes_on_to_the_confirmation() {
    let fixture = ConsoleFixture::new().await;
    let partner = fixture.sign_in("p1@x.example").await;
    let report = report_of(&partner).await;
    let draft = format!("{report}/draft");
    let page = partner.get(&report).await;
    let id = line_of(&page);
    let figure = format!("chargeable-{id}");
    let within = typed(&page, &[(&figure, "3000"), ("then", "submit")]);
    let confirm = format!("{report}/submit");
    assert_eq!(
        send(&partner, &draft, &within).await.leads_on(),
        confirm,
        "three times is not above"
    );
    let page = partner.get(&report).await;
    let above = typed(&page, &[(&figure, "3001"), ("then", "submit")]);
    let asked = send(&partner, &draft, &above).await;
    assert!(asked.has(QUESTION) && asked.has("3,001 is 3 times"), "{}", asked.body);
    assert!(asked.has("name=\"all-the-same\" value=\"submit\""));
    let saved = send(&partner, &draft, &answered(&asked, &id, "submit")).await;
    assert_eq!(saved.leads_on(), confirm);
}

#[tokio::test]
async fn the_remarks_of_a_page_that_comes_back_fit_what_was_entered() {
    let fixture = ConsoleFixture::new().await;
    let partner = fixture.sign_in("p1@x.example").await;
    let report = report_of(&partner).await;
    let page = partner.get(&report).await;
    let id = line_of(&page);
    let (figure, comment) = (format!("chargeable-{id}"), format!("comment-{id}"));
    let shown = |page: &Page, name: &str| page.has(&format!("data-remark=\"{name}\">"));
    assert!(shown(&page, "violation-needs-comment") && !shown(&page, "edit-needs-comment"));
    for (text, said, name) in [
        ("4000", "", "edit-needs-comment"),
        ("4000", "left in May", "violation"),
        ("-1", "", "violation-needs-comment"),
        ("-1", "left in May", "violation"),
    ] {
        let fields = typed(&page, &[(&figure, text), (&comment, said)]);
        let back = send(&partner, &format!("{report}/draft"), &fields).await;
        assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
        let names =
            ["violation-needs-comment", "edit-needs-comment", "violation-in-full", "violation"];
        let found: Vec<_> = names.into_iter().filter(|name| shown(&back, name)).collect();
        assert_eq!(found, [name], "{text} {said}");
    }
}
