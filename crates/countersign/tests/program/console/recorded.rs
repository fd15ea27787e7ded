//! The audit record and the work that it records: both are stored, or neither.
//!
//! SQL here: the record is made to refuse entries, as a full disk or a crash would.

use crate::console::browser::Browser;
use crate::console::fixture::ConsoleFixture;
use axum::http::StatusCode;
use countersign_domain::audit::Event;
use countersign_domain::instant::Instant;
use countersign_store::Tx;
use countersign_store::audit::{self, AuditCursor};
use uuid::Uuid;

/// The entries of an event, the latest first: subject, before and after.
async fn recorded(fixture: &ConsoleFixture, event: Event) -> Vec<[Option<String>; 3]> {
    let mut tx = fixture.app.state.store.read().await.unwrap();
    let fixture = AuditCursor { at: Instant::from_micros(i64::MAX), id: Uuid::nil() };
    let found = audit::before(&mut tx, None, fixture, 100).await.unwrap();
    let entries = found.into_iter().map(|it| it.entry).filter(|it| it.event == event);
    entries.map(|it| [it.about, it.before, it.after]).collect()
}

/// Makes the record refuse entries, or accept them again.
async fn refuse_entries(fixture: &ConsoleFixture, refuses: bool) {
    let sql = match refuses {
        true => {
            "CREATE TRIGGER no_entry BEFORE INSERT ON audit_log \
             BEGIN SELECT RAISE(ABORT, 'no entry'); END"
        }
        false => "DROP TRIGGER no_entry",
    };
    fixture.app.state.store.write(async |tx: &mut Tx| tx.execute(sql, &[]).await).await.unwrap();
}

/// Renames something by its form.
async fn rename(op: &Browser, path: &str, from: &str, to: &str) -> StatusCode {
    op.post(&format!("{path}/edit"), &[("was-name", from), ("name", to)]).await.status
}

#[tokio::test]
async fn a_change_whose_entry_is_lost_is_lost_too() {
    let fixture = ConsoleFixture::new().await;
    let op = fixture.sign_in("op@x.example").await;
    let setting = [("review_days", "9"), ("was-review_days", "")];
    refuse_entries(&fixture, true).await;
    assert!(rename(&op, "/regions/1", "Europe", "Europa").await.is_server_error());
    op.get("/regions/1").await.expect(&["Europe"]);
    let vendor = [("code", "NEW"), ("name", "New Vendor")];
    assert!(op.post("/vendors/add", &vendor).await.status.is_server_error());
    assert!(!op.get("/partners").await.has("New Vendor"));
    assert!(op.post("/settings/regions/1", &setting).await.status.is_server_error());
    for event in [Event::DirectoryChanged, Event::SettingsChanged] {
        assert_eq!(recorded(&fixture, event).await.len(), 0);
    }
    refuse_entries(&fixture, false).await;
    assert_eq!(rename(&op, "/regions/1", "Europe", "Europa").await, StatusCode::SEE_OTHER);
    // A form that changes nothing leaves no entry.
    assert_eq!(rename(&op, "/regions/1", "Europa", "Europa").await, StatusCode::SEE_OTHER);
    op.post("/vendors/add", &vendor).await.leads_on();
    op.post("/settings/regions/1", &setting).await.leads_on();
    let about = |text: &str| [Some(text.to_owned()), None, None];
    let changed = recorded(&fixture, Event::DirectoryChanged).await;
    assert_eq!(changed.len(), 2);
    assert!(changed.contains(&about("region EU")) && changed.contains(&about("vendor NEW")));
    assert_eq!(recorded(&fixture, Event::SettingsChanged).await, [about("region EU")]);
}

#[tokio::test]
async fn no_byte_of_a_download_leaves_before_its_entry() {
    let fixture = ConsoleFixture::new().await;
    let d1 = fixture.sign_in("d1@x.example").await;
    let path = "/usage-reports/export?cycle=2026-10";
    refuse_entries(&fixture, true).await;
    let page = d1.get(path).await;
    assert!(page.status.is_server_error() && !page.has("2026-10,"), "{}", page.body);
    refuse_entries(&fixture, false).await;
    d1.get(path).await.expect(&["2026-10,"]);
    let about = Some("usage-reports-2026-10.csv".to_owned());
    assert_eq!(recorded(&fixture, Event::Exported).await, [[about, None, None]]);
}
