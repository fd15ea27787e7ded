//! The audit record: its entries after sign-ins and changes, who sees it, who is notified, and that
//! it cannot be changed.
//!
//! SQL here: attempts to change the record, which the program never makes.

use crate::identity::fixture::{BEN, EVA, IdentityFixture, NOW, OLE, OPA, PASSWORD, number};
use axum::http::StatusCode;
use countersign_app::actions::audit as action;
use countersign_app::actions::erase_person::{self, EraseRefusal};
use countersign_domain::audit::Event;
use countersign_domain::message::MessageKind as Message;
use countersign_store::Tx;
use countersign_store::audit::{self, AuditCursor, AuditEntry, ListedAuditEntry};
use countersign_store::people;
use uuid::Uuid;

/// The entries after the one about the key.
async fn all(fixture: &IdentityFixture) -> Vec<ListedAuditEntry> {
    let mut tx = fixture.store.read().await.unwrap();
    let mut found = Vec::new();
    let take = |listed| {
        found.push(listed);
        Ok(())
    };
    audit::each_since(&mut tx, NOW, take).await.unwrap();
    found.retain(|it: &ListedAuditEntry| it.entry.event != Event::KeyChanged);
    // Entries of the same instant have no order.
    found.sort_by_key(|it| (it.entry.at, it.entry.event));
    found
}

async fn events(fixture: &IdentityFixture) -> Vec<(Event, i64)> {
    all(fixture).await.iter().map(|it| (it.entry.event, it.times)).collect()
}

/// The subjects of waiting messages of a kind.
async fn told(fixture: &IdentityFixture, kind: Message) -> Vec<i64> {
    let mut tx = fixture.store.read().await.unwrap();
    let sql = "SELECT person_id FROM outbox WHERE kind = $1 ORDER BY person_id";
    tx.all(sql, &[kind.token().into()], |row| row.get(0)).await.unwrap()
}

#[tokio::test]
async fn refusals_of_one_address_are_counted_by_the_minute_and_name_the_account() {
    let fixture = IdentityFixture::new().await;
    let mut browser = fixture.browser();
    browser.address = Some("192.0.2.7");
    for _ in 0..3 {
        browser.post("/sign-in", &[("email", EVA), ("password", "wrong")]).await.refuses(&[]);
    }
    browser.post("/sign-in", &[("email", "who@x.example"), ("password", "wrong")]).await;
    // A password in the wrong field is stored nowhere.
    browser.post("/sign-in", &[("email", "correct horse"), ("password", "")]).await;
    let recorded = all(&fixture).await;
    let refused = recorded.iter().find(|it| it.entry.person_id == Some(number(EVA))).unwrap();
    assert_eq!((refused.entry.event, refused.times), (Event::SignInRefused, 3));
    assert_eq!(refused.entry.address.as_deref(), Some("192.0.2.7"));
    let strangers: Vec<_> = recorded.iter().filter(|it| it.entry.person_id.is_none()).collect();
    assert_eq!((strangers.len(), strangers[0].times), (1, 2));
    assert_eq!(strangers[0].entry.email.as_deref(), Some("who@x.example"));
    let mut later = fixture.browser_at(60);
    later.address = Some("192.0.2.7");
    later.post("/sign-in", &[("email", EVA), ("password", "wrong")]).await;
    let minutes = all(&fixture).await;
    let of_eva = minutes.iter().filter(|it| it.entry.person_id == Some(number(EVA)));
    assert_eq!(of_eva.map(|it| it.times).collect::<Vec<_>>(), [3, 1]);
}

#[tokio::test]
async fn a_right_password_is_written_down_before_its_code_is() {
    let fixture = IdentityFixture::new().await;
    let (_, codes) = fixture.give_factor(BEN).await;
    let mut ben = fixture.browser();
    ben.post("/sign-in", &[("email", BEN), ("password", PASSWORD)]).await;
    let recorded = all(&fixture).await;
    let told: Vec<_> =
        recorded.iter().map(|it| (it.entry.event, it.entry.person_id, it.times)).collect();
    assert_eq!(told, [(Event::PasswordPassed, Some(number(BEN)), 1)]);
    ben.get("/sign-in/code").await;
    ben.post("/sign-in/code", &[("code", &codes[0])]).await;
    let expected = [Event::PasswordPassed, Event::CodePassed];
    assert_eq!(events(&fixture).await, expected.map(|event| (event, 1)));
}

#[tokio::test]
async fn coming_in_acting_and_leaving_are_written_down() {
    let fixture = IdentityFixture::new().await;
    let mut ole = fixture.signed_in(OLE).await;
    ole.post("/companies/choose", &[("company", "3")]).await;
    ole.get("/").await;
    ole.post("/sign-out", &[]).await;
    let expected = [Event::SignedIn, Event::SignedOut, Event::CompanyChosen];
    assert_eq!(events(&fixture).await, expected.map(|event| (event, 1)));
    let company = all(&fixture).await[2].company.clone();
    assert_eq!(company.map(|(code, _)| code).as_deref(), Some("FJORD"));
}

#[tokio::test]
async fn changes_of_people_say_who_whom_and_from_what_to_what() {
    let fixture = IdentityFixture::new().await;
    let mut eva = fixture.signed_in(EVA).await;
    let path = format!("/people/{}", number(BEN));
    eva.post(&format!("{path}/role"), &[("role", "Support Manager")]).await;
    eva.post(&format!("{path}/link"), &[]).await;
    eva.post(&format!("{path}/remove"), &[]).await;
    let recorded = all(&fixture).await;
    let told: Vec<_> = recorded
        .iter()
        .skip(1)
        .map(|it| {
            let entry = &it.entry;
            assert_eq!((entry.person_id, entry.company_id), (Some(number(EVA)), Some(2)));
            assert_eq!(entry.about_person_id, Some(number(BEN)));
            (entry.event, entry.before.as_deref(), entry.after.as_deref())
        })
        .collect();
    assert_eq!(
        told,
        [
            (Event::LinkMade, None, Some("by hand")),
            (Event::PersonRemoved, Some("Support Manager"), None),
            (Event::RoleChanged, Some("Billing Manager"), Some("Support Manager")),
        ]
    );
    // Ben is told about his role and his removal. His company did it itself and is not told.
    assert_eq!(self::told(&fixture, Message::AccountChanged).await, [number(BEN), number(BEN)]);
    assert!(self::told(&fixture, Message::CompanyChanged).await.is_empty());
}

#[tokio::test]
async fn what_the_operator_does_to_a_company_its_administrators_are_told() {
    let fixture = IdentityFixture::new().await;
    let mut opa = fixture.signed_in(OPA).await;
    let add = [("email", OPA), ("name", "Opa"), ("role", "Administrator"), ("company", "NORD")];
    opa.post("/people/add", &add).await;
    assert_eq!(told(&fixture, Message::CompanyChanged).await, [number(EVA)]);
    let mut eva = fixture.signed_in(EVA).await;
    eva.get("/audit").await.shows(&["Audit record", "Person invited", OPA]);
}

#[tokio::test]
async fn a_company_sees_its_own_record_and_no_other() {
    let fixture = IdentityFixture::new().await;
    let mut ole = fixture.signed_in(OLE).await;
    ole.post("/companies/choose", &[("company", "3")]).await;
    let mut eva = fixture.signed_in(EVA).await;
    let page = eva.get("/audit").await;
    page.shows(&["Signed in", "Eva Lind", "Ole Berg"]);
    // That he acts for the other company is visible only there.
    assert!(!page.body.contains("Company chosen"), "{}", page.body);
    let mut ben = fixture.signed_in(BEN).await;
    assert_eq!(ben.get("/audit").await.status, StatusCode::FORBIDDEN);
    let mut opa = fixture.signed_in(OPA).await;
    opa.get("/audit").await.shows(&["Company chosen", "Fjordnett", "Eva Lind"]);
}

#[tokio::test]
async fn nothing_is_changed_or_deleted_and_what_is_personal_can_be_erased() {
    let fixture = IdentityFixture::new().await;
    fixture.signed_in(EVA).await;
    for sql in [
        "UPDATE audit_log SET person_id = 2",
        "UPDATE audit_log SET times = times - 1",
        "DELETE FROM audit_log",
        "REPLACE INTO audit_log SELECT * FROM audit_log",
    ] {
        let change = async |tx: &mut Tx| tx.execute(sql, &[]).await;
        assert!(fixture.store.write(change).await.is_err(), "{sql}");
    }
    assert_eq!(all(&fixture).await[0].entry.address.as_deref(), Some("127.0.0.1"));
    fixture.store.write(async |tx| audit::erase(tx, number(EVA)).await).await.unwrap();
    let [only] = all(&fixture).await.try_into().unwrap();
    assert_eq!((only.entry.event, only.entry.address), (Event::SignedIn, None));
}

#[tokio::test]
async fn the_page_says_in_the_readers_language_what_entries_hold_as_codes() {
    let fixture = IdentityFixture::new().await;
    let mut eva = fixture.signed_in(EVA).await;
    let path = format!("/people/{}", number(BEN));
    eva.post(&format!("{path}/role"), &[("role", "Support Manager")]).await;
    eva.post(&format!("{path}/link"), &[]).await;
    eva.post("/people/sign-in", &[("second_factor_required", "1")]).await;
    let of_machine = action::of_machine(Event::Exported, NOW);
    let of_machine =
        AuditEntry { company_id: Some(2), about: Some("october.csv".to_owned()), ..of_machine };
    let write = async |tx: &mut Tx| audit::put(tx, &of_machine).await;
    fixture.store.write(write).await.unwrap();
    for (language, texts) in [
        ("en", ["Billing Manager → Support Manager", "Handed over", "Second factor required; No"]),
        ("de", ["Abrechnung → Supportleitung", "Persönlich übergeben", "Zweiter Faktor vorgeschr"]),
        ("ja", ["請求担当者 → サポートマネージャー", "直接手渡し", "二段階認証は必須; IDプロ"]),
    ] {
        let mut ole = fixture.browser();
        ole.put_cookie("language", language);
        ole.post("/sign-in", &[("email", OPA), ("password", PASSWORD)]).await;
        let page = ole.get("/audit").await;
        page.shows(&texts);
        page.shows(&["october.csv"]);
        let is_english = language == "en";
        for word in ["Billing Manager", "Password<", "on the server", "Link to set"] {
            assert_eq!(page.body.contains(word), is_english, "{language} {word}: {}", page.body);
        }
    }
    // The record itself keeps its codes.
    let recorded = all(&fixture).await;
    let link = recorded.iter().find(|it| it.entry.event == Event::LinkMade).unwrap();
    let said = (link.entry.about.as_deref(), link.entry.after.as_deref());
    assert_eq!(said, (Some("reset"), Some("by hand")));
}

#[tokio::test]
async fn the_record_is_read_page_by_page() {
    let fixture = IdentityFixture::new().await;
    let write = async |tx: &mut Tx| {
        for number in 0..150 {
            let at = NOW.plus_micros(number);
            let entry = AuditEntry { company_id: Some(2), ..action::entry(Event::Exported, at) };
            audit::put(tx, &AuditEntry { about: Some(format!("file-{number}.csv")), ..entry })
                .await?;
        }
        Ok(())
    };
    fixture.store.write(write).await.unwrap();
    let mut eva = fixture.browser_at(1);
    eva.post("/sign-in", &[("email", EVA), ("password", PASSWORD)]).await;
    let page = eva.get("/audit").await;
    page.shows(&["file-149.csv", "Older"]);
    assert!(!page.body.contains("file-20.csv"));
    let older = page.between("class=\"button\" href=\"/audit?at=", "\"").replace("&amp;", "&");
    let page = eva.get(&format!("/audit?at={}", older.replace("&#38;", "&"))).await;
    page.shows(&["file-20.csv", "file-0.csv", "Newest"]);
    assert!(!page.body.contains("file-149.csv"));
    let mut tx = fixture.store.read().await.unwrap();
    let fixture = AuditCursor { at: NOW.plus_micros(3), id: Uuid::nil() };
    let found = audit::before(&mut tx, Some(2), fixture, 10).await.unwrap();
    assert_eq!(found.len(), 3);
    assert!(audit::before(&mut tx, Some(3), fixture, 10).await.unwrap().is_empty());
}

#[tokio::test]
async fn an_erased_person_has_a_neutral_label_in_every_language() {
    let fixture = IdentityFixture::new().await;
    fixture.signed_in(BEN).await;
    let erase = async |tx: &mut Tx| {
        let ben = people::find(tx, number(BEN)).await?.unwrap();
        erase_person::run(tx, &ben, NOW).await
    };
    assert_eq!(fixture.store.write(erase).await.unwrap(), Ok(()));
    let last = async |tx: &mut Tx| {
        let eva = people::find(tx, number(EVA)).await?.unwrap();
        erase_person::run(tx, &eva, NOW).await
    };
    let refused = fixture.store.write(last).await.unwrap();
    assert_eq!(refused, Err(EraseRefusal::LastAdministrator("NORD".to_owned())));
    for (language, event, label) in [
        ("en", "Person erased", "Erased person "),
        ("de", "Person gelöscht", "Gelöschte Person "),
        ("ja", "ユーザーの消去", "消去されたユーザー"),
    ] {
        // The operator sees all entries, the company those about its people.
        for reader in [OPA, EVA] {
            let mut browser = fixture.browser();
            browser.put_cookie("language", language);
            browser.post("/sign-in", &[("email", reader), ("password", PASSWORD)]).await;
            let page = browser.get("/audit").await;
            page.shows(&[event, &format!("{label}{}", number(BEN))]);
            assert!(!page.body.contains("erased-person") && !page.body.contains("ben@"));
        }
    }
}
