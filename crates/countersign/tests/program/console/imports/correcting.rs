//! Refused rows are corrected on the page of their import.

use super::{folders, upload, work};
use crate::console::browser::{Browser, Page};
use crate::console::fixture::ConsoleFixture;
use axum::body::Body;
use axum::http::{Request, header};
use std::io::Read as _;

/// The value of the hidden field that says which run the form shows.
fn seen(page: &Page) -> String {
    let (_, rest) = page.body.split_once("name=\"seen\" value=\"").expect("a form");
    rest.split('"').next().unwrap().to_owned()
}

async fn correct(browser: &Browser, page: &str, cells: &[(&str, &str)]) -> Page {
    let seen = seen(&browser.get(page).await);
    let mut fields = vec![("seen", seen.as_str())];
    fields.extend_from_slice(cells);
    browser.post(&format!("{page}/correct"), &fields).await
}

/// Whether readings with these cells are stored: importing them again would change nothing.
async fn are_stored(fixture: &ConsoleFixture, op: &Browser, rows: &str) -> bool {
    let file = format!("subscription,observed_at,provisioned,used\n{rows}");
    let page = upload(op, &[("usage.csv", file.as_bytes())]).await.leads_on();
    work(fixture).await;
    op.get(&page).await.has("These files would change nothing.")
}

#[tokio::test]
async fn corrected_rows_of_a_dry_run_are_tried_again_and_imported_with_the_others() {
    let fixture = ConsoleFixture::new().await;
    let op = fixture.sign_in("op@x.example").await;
    let customers = b"code;name;partner\nC8;\"Good; \"\"Ltd\"\"\";P1\n\nC9;<b>Bad</b>;NOBODY\n\
        C10;;P1\nC11,x;Spare;P2;more\n";
    let usage = b"subscription,observed_at,provisioned\nS1,2026-11-02,1000\nS1,2026-11-03,x\n";
    let files: [(&str, &[u8]); 2] = [("customers.csv", customers), ("usage-x.csv", usage)];
    let page = upload(&op, &files).await.leads_on();
    work(&fixture).await;
    let form = op.get(&page).await.expect(&[
        "<legend>Row 4<",
        "value=\"&#60;b&#62;Bad&#60;/b&#62;\"",
        "name=\"row-0-partner\" value=\"NOBODY\" autocomplete=\"off\" aria-invalid",
        "name=\"accepted-2\"",
        "<legend>Row 3<",
    ]);
    assert!(!form.has("<b>Bad"));
    // One row is right now, one is wrong in another cell, one goes, one stays as it was.
    let done = correct(
        &op,
        &page,
        &[
            ("row-0-partner", "P1"),
            ("row-0-name", "=Büro; \"x\""),
            ("row-1-name", "Named"),
            ("row-1-partner", "P9"),
            ("left-out-2", "1"),
            ("row-2-name", "never read"),
        ],
    );
    assert_eq!(done.await.leads_on(), page, "the same import");
    assert_eq!(folders(&fixture).len(), 1, "the files of the first try are gone");
    work(&fixture).await;
    let form = op.get(&page).await.expect(&["2 problems", "value=\"Named\"", "value=\"P9\""]);
    assert!(!form.has("Büro") && form.has("<legend>Row 5<"), "{}", form.body);
    let cells = [("row-0-partner", "P2"), ("row-1-provisioned", "1200")];
    assert_eq!(correct(&op, &page, &cells).await.leads_on(), page);
    work(&fixture).await;
    let tried = op.get(&page).await.expect(&["Nothing has changed yet", ">Import</button>"]);
    assert!(!tried.has("/correct\""), "nothing is left to correct");
    assert!(!op.get("/customers").await.has("Büro"));
    assert_eq!(op.post(&format!("{page}/confirm"), &[]).await.leads_on(), page);
    work(&fixture).await;
    op.get("/customers").await.expect(&["Good; &#34;Ltd&#34;", "=Büro; &#34;x&#34;", "Named"]);
    assert!(!op.get("/customers").await.has("Spare"));
}

#[tokio::test]
async fn refused_readings_of_an_import_are_corrected_in_a_further_one() {
    let fixture = ConsoleFixture::new().await;
    let op = fixture.sign_in("op@x.example").await;
    let usage = b"subscription;observed_at;provisioned;used\n\
        S4;2026-11-01;10,5;1\nS4;2026-11-02;x;1,5\nS9;2026-11-02;3;\nS4;2026-11-03;-1;\n";
    let page = upload(&op, &[("usage-x.csv", usage)]).await.leads_on();
    work(&fixture).await;
    assert_eq!(op.post(&format!("{page}/confirm"), &[]).await.leads_on(), page);
    work(&fixture).await;
    op.get(&page).await.expect(&["Done", "Import corrected rows", "<legend>Row 3<"]);
    let (other, seen) = (fixture.sign_in("op@x.example").await, seen(&op.get(&page).await));
    let cells = [("row-0-provisioned", "7.25"), ("row-1-subscription", "S3"), ("left-out-2", "1")];
    let next = correct(&op, &page, &cells).await.leads_on();
    assert_ne!(next, page);
    // The second of two people does nothing.
    let late = [("seen", seen.as_str()), ("row-0-provisioned", "99")];
    assert_eq!(other.post(&format!("{page}/correct"), &late).await.leads_on(), page);
    work(&fixture).await;
    op.get(&next).await.expect(&["Import of 1 file", "The files were imported.", "usage-x.csv"]);
    let old = op.get(&page).await.expect(&["corrected in another import", &next]);
    assert!(!old.has("/correct\""));
    assert!(are_stored(&fixture, &op, "S4,2026-11-02,7.25,1.5\nS3,2026-11-02,3,\n").await);
    assert!(!are_stored(&fixture, &op, "S4,2026-11-02,99,1.5\n").await);
    op.get("/audit").await.expect(&[next.trim_start_matches("/jobs/")]);
}

#[tokio::test]
async fn a_correction_that_is_late_or_empty_or_foreign_changes_nothing() {
    let fixture = ConsoleFixture::new().await;
    let op = fixture.sign_in("op@x.example").await;
    let file: &[u8] = b"code,name,partner\nC9,Bad,NOBODY\n";
    let page = upload(&op, &[("customers.csv", file)]).await.leads_on();
    work(&fixture).await;
    let first = seen(&op.get(&page).await);
    let address = format!("{page}/correct");
    let nothing = op.post(&address, &[("seen", &first)]).await;
    assert_eq!(nothing.status, 422);
    assert!(nothing.has("You have not changed any row yet") && nothing.has("value=\"NOBODY\""));
    let cells = [("seen", "1"), ("row-0-partner", "P1")];
    assert_eq!(op.post(&address, &cells).await.leads_on(), page, "of another run");
    op.get(&page).await.expect(&["value=\"NOBODY\""]);
    let cells = [("seen", first.as_str()), ("row-0-partner", "P1")];
    for (email, status) in
        [("helpdesk@x.example", 403), ("d1@x.example", 404), ("p1@x.example", 404)]
    {
        let other = fixture.sign_in(email).await;
        assert_eq!(other.post(&address, &cells).await.status, status, "{email}");
    }
    let desk = fixture.sign_in("helpdesk@x.example").await;
    assert!(!desk.get(&page).await.has("/correct\""), "only who imports corrects");
    assert_eq!(op.post(&address, &cells).await.leads_on(), page);
    work(&fixture).await;
    // The form of the first try shows rows that are no longer the refused ones.
    let stale = [("seen", first.as_str()), ("left-out-0", "1")];
    assert_eq!(op.post(&address, &stale).await.leads_on(), page);
    work(&fixture).await;
    op.get(&page).await.expect(&[">Import</button>"]);
    // What another person discarded is not corrected.
    assert_eq!(op.post(&format!("{page}/cancel"), &[]).await.leads_on(), page);
    assert_eq!(op.post(&address, &cells).await.leads_on(), page);
    work(&fixture).await;
    op.get(&page).await.expect(&["Stopped"]);
    assert!(folders(&fixture).is_empty());
}

#[tokio::test]
async fn packed_files_stay_packed_and_only_the_first_rows_are_shown() {
    let fixture = ConsoleFixture::new().await;
    let op = fixture.sign_in("op@x.example").await;
    let rows: String = (0..60).map(|it| format!("S1,2026-11-02,bad{it}\n")).collect();
    let text = format!("subscription,observed_at,provisioned\n{rows}S1,2026-11-05,5\n");
    let mut packed = Vec::new();
    let best = flate2::Compression::best();
    flate2::read::GzEncoder::new(text.as_bytes(), best).read_to_end(&mut packed).unwrap();
    let page = upload(&op, &[("usage.csv.gz", &packed)]).await.leads_on();
    work(&fixture).await;
    let form = op.get(&page).await.expect(&["60 problems", "10 more problems"]);
    assert_eq!(form.body.matches("<legend>Row ").count(), 50);
    let left_out: Vec<String> = (0..50).map(|it| format!("left-out-{it}")).collect();
    let cells: Vec<(&str, &str)> = left_out.iter().map(|it| (it.as_str(), "1")).collect();
    assert_eq!(correct(&op, &page, &cells).await.leads_on(), page);
    work(&fixture).await;
    let form = op.get(&page).await.expect(&["10 problems", "usage.csv.gz", "<legend>Row 52<"]);
    assert_eq!(form.body.matches("<legend>Row ").count(), 10);
    assert_eq!(op.post(&format!("{page}/confirm"), &[]).await.leads_on(), page);
    work(&fixture).await;
    let cells = [("row-0-provisioned", "8"), ("row-1-provisioned", "9")];
    let next = correct(&op, &page, &cells).await.leads_on();
    work(&fixture).await;
    op.get(&next).await.expect(&["usage.csv<", "8 problems"]);
    assert!(are_stored(&fixture, &op, "S1,2026-11-02,9,\n").await);
}

#[tokio::test]
async fn what_a_person_typed_survives_the_end_of_their_session() {
    let fixture = ConsoleFixture::new().await;
    let op = fixture.sign_in("op@x.example").await;
    let file: &[u8] = b"code,name,partner\nC9,Bad,NOBODY\n";
    let page = upload(&op, &[("customers.csv", file)]).await.leads_on();
    work(&fixture).await;
    let seen = seen(&op.get(&page).await);
    let later = fixture.sign_in("op@x.example").await;
    let fields = [("form_token", op.token()), ("seen", &seen), ("row-0-partner", "P1 typed")];
    let form = Request::post(format!("{page}/correct"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(serde_html_form::to_string(fields).unwrap()));
    let again = later.send(form.unwrap()).await;
    again.expect(&["value=\"P1 typed\"", "/correct\""]);
}
