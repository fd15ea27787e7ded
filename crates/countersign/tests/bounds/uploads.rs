//! Uploads that are too large, by their declared or their actual size.

use crate::client::Client;
use crate::fixture::ConsoleFixture;
use crate::serving::Serving;
use countersign_console::app::App;
use countersign_web::state::State;

/// The maximum size of an upload here.
const MOST: u64 = 200_000;

/// The head of an upload, with the way in which it gives its length.
fn head(serving: &Serving, session: &str, length: &str) -> String {
    format!(
        "POST /imports HTTP/1.1\r\nHost: {}\r\n{length}\r\nCookie: session={session}\r\n\
         Sec-Fetch-Site: same-origin\r\n\
         Content-Type: multipart/form-data; boundary=cut\r\n\r\n",
        serving.address
    )
}

/// What comes before a file's bytes: the form's token and the file's name.
fn begun(token: &str, name: &str) -> String {
    format!(
        "--cut\r\nContent-Disposition: form-data; name=\"form_token\"\r\n\r\n{token}\r\n--cut\r\n\
         Content-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"
    )
}

fn piece(text: &str) -> String {
    format!("{:x}\r\n{text}\r\n", text.len())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_that_is_too_large_gets_a_page_that_says_so_and_leaves_nothing_behind() {
    let fixture = ConsoleFixture::new().await;
    let State { store, clock, site, .. } = &*fixture.app.state;
    let mut app = App::new(store.clone(), *clock, site.clone());
    app.upload_bytes = MOST;
    let fixture = fixture.replacing(app);
    let serving = Serving::console(&fixture.app);
    let session = fixture.session_of("op@x.example").await;
    let browser = fixture.sign_in_with(&session).await;
    let uploads = fixture.folder.path().join("countersign.db.uploads");
    let kept = || std::fs::read_dir(&uploads).into_iter().flatten().count();
    // The length in the head counts before the files arrive.
    let mut client = Client::new(serving.address);
    client.send(head(&serving, &session, &format!("Content-Length: {}", 3_u64 << 30)));
    client.send(begun(browser.token(), "usage.csv"));
    let declared = client.answer();
    // Without a length, and two files that are too large together.
    let mut client = Client::new(serving.address);
    client.send(head(&serving, &session, "Transfer-Encoding: chunked"));
    client.send(piece(&begun(browser.token(), "usage-1.csv")));
    let half = "x".repeat(MOST as usize / 2 + 1);
    let between = begun("", "usage-2.csv");
    let (_, between) = between.split_once("\r\n--cut").unwrap();
    client.send(piece(&format!("{half}\r\n--cut{between}{half}\r\n--cut--\r\n")));
    client.send("0\r\n\r\n");
    for answer in [declared, client.answer()] {
        assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
        assert!(answer.contains("Send at most 2 GB at once."), "{answer}");
        assert!(answer.contains("content-security-policy: "), "{answer}");
        assert_eq!(kept(), 0, "nothing of it is on the disk");
    }
    browser.get("/imports").await.expect(&["No imports yet"]);
    // An upload of exactly the maximum size is accepted.
    let mut client = Client::new(serving.address);
    let whole =
        begun(browser.token(), "usage.csv") + &"x".repeat(MOST as usize) + "\r\n--cut--\r\n";
    client.send(head(&serving, &session, &format!("Content-Length: {}", whole.len())));
    let answer = client.send(whole).answer();
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    assert_eq!(kept(), 1);
}
