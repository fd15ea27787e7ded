//! The session ends while a person types: the text is kept, shown to them alone, and saved by
//! nobody else.
//!
//! SQL here: a session that expired, which otherwise takes hours.

use crate::console::browser::{Browser, Page};
use crate::console::fixture::ConsoleFixture;
use crate::console::report::{field, report_of, submitted, typed};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use tower::ServiceExt;

const TEXT: &str = "Kiel branch closed <b>on 9 Oct</b>\r\nand \"nobody\" told us";
const SHOWN: &str = "Kiel branch closed &#60;b&#62;on 9 Oct&#60;/b&#62;";

async fn send(browser: &Browser, path: &str, fields: &[(String, String)], site: &str) -> Page {
    let request = Request::post(path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::REFERER, format!("http://127.0.0.1:8080{path}"));
    let request = if site.is_empty() { request } else { request.header("sec-fetch-site", site) };
    browser
        .send(request.body(Body::from(serde_html_form::to_string(fields).unwrap())).unwrap())
        .await
}

/// P1's report as its form is sent with a comment, by a person whose session has ended meanwhile.
async fn typed_and_signed_out(
    fixture: &ConsoleFixture,
) -> (Browser, String, Vec<(String, String)>) {
    let partner = fixture.sign_in("p1@x.example").await;
    let report = report_of(&partner).await;
    let page = partner.get(&report).await;
    let mut fields = typed(&page, &[("comment", TEXT)]);
    fields.push(("form_token".to_owned(), field(&page, "form_token")));
    partner.post("/sign-out", &[]).await.leads_on();
    (partner, format!("{report}/draft"), fields)
}

/// The hidden fields of the page's last form.
fn carried(page: &Page) -> Vec<(String, String)> {
    let form = page.body.rsplit("<form method=\"post\"").next().unwrap();
    let names = form.split("name=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    let marks = |text: &str| {
        let marks = [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#38;", "&")];
        marks.iter().fold(text.to_owned(), |text, (mark, plain)| text.replace(mark, plain))
    };
    names
        .map(|name| {
            let value = form.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap();
            (name.to_owned(), marks(value.split('"').next().unwrap()))
        })
        .collect()
}

#[tokio::test]
async fn what_was_typed_comes_back_and_is_saved_by_whoever_typed_it() {
    let fixture = ConsoleFixture::new().await;
    let (stranger, draft, fields) = typed_and_signed_out(&fixture).await;
    let report = draft.trim_end_matches("/draft");
    let page = send(&stranger, &draft, &fields, "same-origin").await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    for text in ["You have been signed out", SHOWN, "/sign-in?next=", "target=\"_blank\""] {
        assert!(page.has(text), "no {text} in {}", page.body);
    }
    assert!(page.has(&format!("action=\"{draft}\"")), "{}", page.body);
    let again = carried(&page);
    assert_eq!(again, fields);

    let partner = fixture.sign_in("p1@x.example").await;
    let shown = send(&partner, &draft, &again, "same-origin").await;
    let shown = shown.expect(&["You are signed in again", SHOWN, "data-draft"]);
    assert_eq!(field(&shown, "comment"), TEXT);
    assert!(!partner.get(report).await.has(SHOWN), "nothing is saved by it");
    let mut fields = typed(&shown, &[("comment", &field(&shown, "comment"))]);
    fields.push(("form_token".to_owned(), field(&shown, "form_token")));
    assert_eq!(send(&partner, &draft, &fields, "same-origin").await.leads_on(), report);
    partner.get(report).await.expect(&[SHOWN]);
}

#[tokio::test]
async fn a_form_of_an_earlier_session_is_shown_again_and_not_refused() {
    let fixture = ConsoleFixture::new().await;
    let (_, report) = submitted(&fixture).await;
    let first = fixture.sign_in("d1@x.example").await;
    let ask = first.get(&format!("{report}/reject")).await;
    let token = field(&ask, "form_token");
    let version = field(&ask, "version");
    let owned = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let fields = [owned("form_token", &token), owned("version", &version), owned("reasons", TEXT)];
    let second = fixture.sign_in("d1@x.example").await;
    let shown = send(&second, &format!("{report}/reject"), &fields, "same-origin").await;
    let shown = shown.expect(&["You are signed in again", SHOWN]);
    assert_eq!(field(&shown, "reasons"), TEXT);
    second.get(&report).await.expect(&["Under review"]);
}

#[tokio::test]
async fn the_forms_of_the_directory_of_settings_and_of_people_are_shown_again() {
    let fixture = ConsoleFixture::new().await;
    let typed = "Mitte <b>";
    for (form, more) in [
        ("/regions/1/edit", [("was-name", "Europe"), ("name", typed)]),
        ("/partners/add", [("code", "P9"), ("name", typed)]),
        ("/settings/regions/1", [("settle_days", "9"), ("name", typed)]),
        ("/people/add", [("email", "n@x.example"), ("name", typed)]),
    ] {
        let first = fixture.sign_in("op@x.example").await;
        let token = field(&first.get(form).await.expect(&[]), "form_token");
        let mut fields = vec![("form_token".to_owned(), token)];
        fields.extend(more.map(|(name, value)| (name.to_owned(), value.to_owned())));
        first.post("/sign-out", &[]).await.leads_on();
        let page = send(&first, form, &fields, "same-origin").await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{form}");
        assert_eq!(carried(&page), fields, "{form}");
        let other = fixture.sign_in("administrator.operator@staff.example").await;
        let others = send(&other, form, &fields, "same-origin").await;
        assert!(!others.status.is_success() && !others.has("Mitte"), "{form}: {}", others.body);
        let again = fixture.sign_in("op@x.example").await;
        let shown = send(&again, form, &fields, "same-origin").await;
        let shown = shown.expect(&["You are signed in again"]);
        let (name, value) = if form.starts_with("/settings") { more[0] } else { more[1] };
        assert_eq!(field(&shown, name), value, "{form}");
        assert!(!shown.has(typed), "it is a text");
        let saved = again.get(form).await;
        assert!(!saved.has("Mitte") && !saved.has("value=\"9\""), "nothing is saved by it");
        assert!(
            !again.get("/people").await.has("Mitte") && !again.get("/partners").await.has("Mitte")
        );
    }
}

#[tokio::test]
async fn what_somebody_else_changed_meanwhile_is_told_beside_what_comes_back() {
    let fixture = ConsoleFixture::new().await;
    let first = fixture.sign_in("op@x.example").await;
    let token = field(&first.get("/regions/1/edit").await, "form_token");
    let other = fixture.sign_in("administrator.operator@staff.example").await;
    let change = [("was-name", "Europe"), ("name", "Central Europe")];
    other.post("/regions/1/edit", &change).await.leads_on();
    let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    let fields = [("form_token", token.as_str()), ("was-name", "Europe"), ("name", "Mitte")];
    let again = fixture.sign_in("op@x.example").await;
    let page = send(&again, "/regions/1/edit", &fields.map(owned), "same-origin").await;
    let page = page.expect(&["You are signed in again", "error-name"]);
    assert_eq!((&*field(&page, "name"), &*field(&page, "was-name")), ("Mitte", "Central Europe"));
}

#[tokio::test]
async fn nobody_sees_what_another_person_typed() {
    let fixture = ConsoleFixture::new().await;
    let (_, draft, fields) = typed_and_signed_out(&fixture).await;
    for other in ["billing.manager.p1@staff.example", "d1@x.example", "p4@x.example"] {
        let other = fixture.sign_in(other).await;
        let page = send(&other, &draft, &fields, "same-origin").await;
        assert!(!page.status.is_success(), "{}", page.body);
        assert!(!page.has("Kiel branch"), "{}", page.body);
    }
}

#[tokio::test]
async fn another_site_cannot_put_a_text_in() {
    let fixture = ConsoleFixture::new().await;
    let (stranger, draft, fields) = typed_and_signed_out(&fixture).await;
    let partner = fixture.sign_in("p1@x.example").await;
    for site in ["cross-site", "same-site", "none"] {
        let page = send(&stranger, &draft, &fields, site).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{site}");
        assert!(!page.has("Kiel branch"));
        let page = send(&partner, &draft, &fields, site).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{site}");
        assert!(!page.has("Kiel branch"), "{site}: {}", page.body);
    }
    let mut unowned = fields.clone();
    unowned.retain(|(name, _)| name != "form_token");
    let page = send(&stranger, &draft, &unowned, "same-origin").await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "it is no form of ours");
}

#[tokio::test]
async fn a_long_text_is_carried_on_for_a_session_that_ended_by_time() {
    let fixture = ConsoleFixture::new().await;
    let partner = fixture.sign_in("p1@x.example").await;
    let report = report_of(&partner).await;
    let page = partner.get(&report).await;
    let long = "ä".repeat(4_000);
    let mut fields = typed(&page, &[("comment", &long)]);
    fields.push(("form_token".to_owned(), field(&page, "form_token")));
    let mut tx = fixture.app.state.store.begin().await.unwrap();
    tx.execute("UPDATE sessions SET expires_at = opened_at", &[]).await.unwrap();
    tx.commit().await.unwrap();
    let draft = format!("{report}/draft");
    let page = send(&partner, &draft, &fields, "same-origin").await;
    assert!(page.has(&long), "{}", page.body);
    let nobody = Browser::open(fixture.router(), "nobody").await;
    let page = send(&nobody, &draft, &fields, "same-origin").await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(page.has("too large to keep") && !page.has(&long), "{}", page.body);
}

#[tokio::test]
async fn signing_out_clears_what_the_browser_keeps() {
    let fixture = ConsoleFixture::new().await;
    let partner = fixture.sign_in("p1@x.example").await;
    let session = fixture.session_of("p1@x.example").await;
    assert!(partner.get("/").await.has("data-person=\""));
    let request = Request::post("/sign-out")
        .header("sec-fetch-site", "same-origin")
        .header(header::COOKIE, format!("session={session}x"));
    let response = fixture.router().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    assert_eq!(response.headers()["clear-site-data"], "\"storage\"");
}
