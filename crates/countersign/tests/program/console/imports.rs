//! Imports: uploaded, tried, confirmed; and every way in which an upload fails.

mod correcting;
mod problems;

use crate::console::browser::{Browser, Page};
use crate::console::fixture::ConsoleFixture;
use axum::body::{Body, Bytes};
use axum::http::{Request, header};
use countersign_app::jobs::worker;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write as _;

const LINE: &str = "\r\n--cut here\r\n";

/// The body of a form with the token and some files.
fn form(token: Option<&str>, files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body = b"--cut here".to_vec();
    if let Some(token) = token {
        let field = "Content-Disposition: form-data; name=\"form_token\"";
        body.extend_from_slice(format!("\r\n{field}\r\n\r\n{token}\r\n--cut here").as_bytes());
    }
    for (name, bytes) in files {
        let field = format!("Content-Disposition: form-data; name=\"file\"; filename=\"{name}\"");
        body.extend_from_slice(format!("\r\n{field}\r\n\r\n").as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(&LINE.as_bytes()[..LINE.len() - 2]);
    }
    body.extend_from_slice(b"--\r\n");
    body
}

async fn send(browser: &Browser, body: impl Into<Body>) -> Page {
    let request = Request::post("/imports")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=\"cut here\"")
        .body(body.into());
    browser.send(request.unwrap()).await
}

async fn upload(browser: &Browser, files: &[(&str, &[u8])]) -> Page {
    send(browser, form(Some(browser.token()), files)).await
}

async fn work(fixture: &ConsoleFixture) {
    worker::run_waiting(&fixture.app.state.store, &fixture.app.state.clock).await.unwrap();
}

fn folders(fixture: &ConsoleFixture) -> Vec<std::path::PathBuf> {
    let fixture = fixture.folder.path().join("countersign.db.uploads");
    let found = std::fs::read_dir(fixture).into_iter().flatten();
    found.map(|entry| entry.unwrap().path()).collect()
}

#[tokio::test]
async fn what_was_tried_is_what_is_done() {
    let fixture = ConsoleFixture::new().await;
    let op = fixture.sign_in("op@x.example").await;
    op.get("/imports").await.expect(&["No imports yet"]);
    let customers =
        b"code,name,partner\nC1,Kiel Werft AG,P1\nC2,\"Lund \"\"Bygg\"\"\",P1\nC9,New,P2\n";
    let usage = b"subscription,observed_at,provisioned,used\n\
        S1,2026-11-01,1000,700\nS1,2026-10-01,1000,780\nS9,2026-11-01,1,1\nS3,2026-11-01,-5,\n";
    let files: [(&str, &[u8]); 2] = [("customers.csv", customers), ("usage-x.csv", usage)];
    let page = upload(&op, &files).await.leads_on();
    assert!(page.starts_with("/jobs/"), "{page}");
    op.get(&page).await.expect(&["Import of 2 files", "http-equiv=\"refresh\"", "Checking"]);
    work(&fixture).await;
    let tried = op.get(&page).await.expect(&[
        "Nothing has changed yet",
        "2 problems, listed by cause.",
        "There is no subscription with this code.",
        ">Import</button>",
    ]);
    // Of three customers one is new and one has another name. Of four readings one is new.
    let cells = |page: &Page| -> Vec<String> {
        let rows = page.body.split("data-label=\"").skip(1);
        let cell =
            |rest: &str| rest.split('>').nth(1).unwrap().split('<').next().unwrap().to_owned();
        rows.map(cell).collect()
    };
    assert_eq!(cells(&tried)[..10], ["70 B", "3", "1", "1", "0", "124 B", "4", "1", "", ""]);
    op.get("/customers?find=Kiel").await.expect(&["Kiel Werft<"]);
    op.get("/imports").await.expect(&["customers.csv, usage-x.csv", "2 problems", "Waiting for"]);
    let file = op.get(&format!("{page}/problems")).await.body;
    assert_eq!(file.lines().count(), 3, "{file}");
    assert!(file.contains("usage-x.csv,4,subscription,"), "{file}");
    assert_eq!(op.post(&format!("{page}/confirm"), &[]).await.leads_on(), page);
    work(&fixture).await;
    op.get(&page).await.expect(&["The files were imported.", "Done"]);
    op.get("/customers?find=Kiel").await.expect(&["Kiel Werft AG<"]);
    let kept = folders(&fixture);
    assert_eq!(kept.len(), 1);
    assert!(kept[0].join("problems.csv").exists() && !kept[0].join("customers.csv").exists());
    // A second time, nothing would change, and there is nothing to confirm.
    let page = upload(&op, &files[..1]).await.leads_on();
    work(&fixture).await;
    let again = op.get(&page).await.expect(&["These files would change nothing."]);
    assert!(!again.has("/confirm\""));
}

#[tokio::test]
async fn one_bad_row_and_the_directory_stays_as_it_is() {
    let fixture = ConsoleFixture::new().await;
    let op = fixture.sign_in("op@x.example").await;
    let bad = b"code,name,partner\nC9,Good,P1\nC8,<script>alert(2)</script>,NOBODY\n";
    let page = upload(&op, &[("customers.csv", bad)]).await.leads_on();
    work(&fixture).await;
    let tried = op.get(&page).await;
    let tried = tried.expect(&[
        "If any row of the directory files has an error",
        "There is no partner with this code.",
    ]);
    assert!(!tried.has("/confirm\"") && !tried.has("<script>alert"));
    assert_eq!(op.post(&format!("{page}/cancel"), &[]).await.leads_on(), page);
    op.get(&page).await.expect(&["Stopped"]);
    assert!(folders(&fixture).is_empty(), "what was discarded is gone");
    assert_eq!(op.get(&format!("{page}/problems")).await.status, 404);
}

#[tokio::test]
async fn what_is_no_table_is_told_and_changes_nothing() {
    let fixture = ConsoleFixture::new().await;
    let op = fixture.sign_in("op@x.example").await;
    let mut cut = GzEncoder::new(Vec::new(), Compression::default());
    cut.write_all(&b"code,name,partner\n".repeat(99)).unwrap();
    let cut = cut.finish().unwrap();
    for (name, bytes, why) in [
        ("customers.csv", &b"\x89PNG\r\n\x1a\n\x00\x00"[..], "header"),
        ("customers.csv", b"code,name,partner\nC9,M\xfcller,P1\n", "Save the file as UTF-8"),
        (
            "customers.csv",
            b"\xff\xfec\x00o\x00d\x00e\x00",
            "The file is UTF-16. Save it as CSV UTF-8.",
        ),
        ("customers.csv", b"", "The file is empty."),
        ("customers.csv", b"<html><body>not found</body></html>", "There is no column"),
        ("customers.csv.gz", b"not packed at all", "is not a complete gzip file"),
        ("customers.csv.gz", &cut[..cut.len() - 9], "is not a complete gzip file"),
    ] {
        let page = upload(&op, &[(name, bytes)]).await.leads_on();
        work(&fixture).await;
        let page = op.get(&page).await.expect(&["Problems", "1 problem."]);
        assert!(page.has(why) && !page.has("/confirm\""), "{why}: {}", page.body);
    }
}

#[tokio::test]
async fn an_upload_that_is_cut_or_wrong_leaves_nothing_behind() {
    let fixture = ConsoleFixture::new().await;
    let op = fixture.sign_in("op@x.example").await;
    let file: &[u8] = b"code,name,partner\nC9,Good,P1\n";
    let whole = form(Some(op.token()), &[("customers.csv", file)]);
    let cut = send(&op, whole[..whole.len() - 30].to_vec()).await;
    assert_eq!(cut.status, 400);
    assert!(cut.has("The upload was interrupted"));
    // A connection that is closed in the middle.
    let pieces = [Ok(Bytes::from(whole[..200].to_vec())), Err(std::io::Error::other("gone"))];
    let broken = send(&op, Body::from_stream(futures_util::stream::iter(pieces))).await;
    assert_eq!(broken.status, 400);
    for (files, why) in [
        (&[("notes.txt", file)][..], "not the name of a file"),
        (&[("../../customers.csv", file)], "not the name of a file"),
        (&[("usage-\u{202e}vsc.csv", file)], "not the name of a file"),
        (&[("customers.csv", file), ("Customers.CSV", file)], "was chosen twice"),
        (&[("customers.csv", file), ("customers.csv.gz", file)], "are files of the same kind"),
        (&[("", file)], "Choose at least one file"),
        (&[], "Choose at least one file"),
    ] {
        let refused = upload(&op, files).await;
        assert_eq!(refused.status, 400);
        assert!(refused.has(why), "{why}: {}", refused.body);
    }
    let unsigned = send(&op, form(None, &[("customers.csv", file)])).await;
    assert_eq!(unsigned.status, 403, "a form without its token");
    let foreign = send(&op, form(Some(&"0".repeat(64)), &[("customers.csv", file)])).await;
    assert_eq!(foreign.status, 403, "a form with another token");
    assert!(folders(&fixture).is_empty());
    op.get("/imports").await.expect(&["No imports yet"]);
}

#[tokio::test]
async fn only_the_operators_administrator_imports() {
    let fixture = ConsoleFixture::new().await;
    let op = fixture.sign_in("op@x.example").await;
    let file: &[u8] = b"code,name,partner\nC9,Good,P1\n";
    let page = upload(&op, &[("customers.csv", file)]).await.leads_on();
    for (email, status) in
        [("helpdesk@x.example", 403), ("d1@x.example", 404), ("p1@x.example", 404)]
    {
        let other = fixture.sign_in(email).await;
        assert_eq!(other.get("/imports").await.status, status, "{email}");
        assert_eq!(upload(&other, &[("customers.csv", file)]).await.status, status, "{email}");
        let confirmed = other.post(&format!("{page}/confirm"), &[]).await.status;
        assert_eq!(confirmed, status, "{email}");
    }
    // The operator's other people may see its result.
    let desk = fixture.sign_in("helpdesk@x.example").await;
    let seen = desk.get(&page).await.expect(&["customers.csv"]);
    assert!(!seen.has("/cancel\""));
}

#[tokio::test]
async fn errors_are_told_by_their_cause_and_what_follows_is_counted() {
    let fixture = ConsoleFixture::new().await;
    let op = fixture.sign_in("op@x.example").await;
    let rows = |row: &dyn Fn(usize) -> String| (0..30).map(row).collect::<String>();
    let customers = format!("code;name;partner\n{}", rows(&|it| format!("N{it};N;NOBODY\n")));
    let subscriptions =
        format!("code,customer,product\n{}", rows(&|it| format!("SN{it},N{it},EP\n")));
    let usage = format!(
        "Subscription;observed_at;provisioned\n\n{}",
        rows(&|it| format!("SN{it};2026-11-01;1,5\n"))
    );
    let files: [(&str, &[u8]); 3] = [
        ("Customers.CSV", customers.as_bytes()),
        ("subscriptions.csv", subscriptions.as_bytes()),
        ("usage-x.csv.rejected.csv", usage.as_bytes()),
    ];
    let page = upload(&op, &files).await.leads_on();
    work(&fixture).await;
    let form = op.get(&page).await.expect(&["30 problems, listed by cause.", "<legend>Row 31<"]);
    assert_eq!(form.body.matches("<h3>").count(), 1, "one cause: {}", form.body);
    let desk = fixture.sign_in("helpdesk@x.example").await;
    let page = desk.get(&page).await.expect(&[
        "30 problems, listed by cause.",
        "60 more rows are refused, because they refer to refused rows.",
        "There is no partner with this code.",
        ", 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 19 more",
    ]);
    assert_eq!(
        page.body.matches("There is no partner with this code.").count(),
        1,
        "{}",
        page.body
    );
    assert!(!page.has("There is no subscription"), "{}", page.body);
}
