//! The page of the log's witnesses.

use super::fixture::ConsoleFixture;
use axum::http::StatusCode;
use countersign_app::actions::{sequence_log, take_cosignature};
use countersign_app::transparency::checkpoint::SignedCheckpoint;
use countersign_app::transparency::cosignature::Cosigner;
use countersign_app::transparency::key_file::LogKeyFile;
use countersign_app::transparency::witnessed;
use countersign_domain::instant::{DAY_MICROS, Instant};
use countersign_store::transparency::stamps::{self, StoredStamp};
use countersign_store::transparency::witnesses;
use countersign_store::{Tx, companies};

/// Lets the witness of a company cosign the last checkpoint at an instant.
async fn cosign(fixture: &ConsoleFixture, key: &LogKeyFile, by: &Cosigner, at: Instant) {
    let store = &fixture.app.state.store;
    let note = store.reading(async |tx| witnessed::last(tx).await).await.unwrap().unwrap();
    let checkpoint = SignedCheckpoint::parse(&note).unwrap();
    let signer = key.signer(&[]).unwrap().unwrap();
    let note = checkpoint.cosigned(signer.verifier(), &by.cosign(checkpoint.text(), at));
    let take = async |tx: &mut Tx| {
        let company = companies::of_code(tx, "P1").await?.unwrap();
        take_cosignature::run(tx, company.id, &note, at).await
    };
    store.write(take).await.unwrap().unwrap();
}

#[tokio::test]
async fn an_administrator_adds_a_witness_and_everyone_sees_what_it_saw() {
    let fixture = ConsoleFixture::new().await;
    let folder = tempfile::tempdir().unwrap();
    let key = LogKeyFile::beside(Some(&folder.path().join("a.key")));
    let (store, now) = (&fixture.app.state.store, fixture.app.state.clock.machine_time());
    let partner = fixture.sign_in("p1@x.example").await;
    partner.get("/log/witnesses").await.expect(&["No witnesses yet", "has not been signed yet"]);
    sequence_log::run(store, &key, now).await.unwrap();
    let witness = Cosigner::new("w.p1.example/reports", [3; 32]).unwrap();
    let text = witness.key().text();

    let log_key = key.signer(&[]).unwrap().unwrap().verifier().text();
    for wrong in ["", "x", &log_key] {
        let refused = partner.post("/log/witnesses", &[("key", wrong)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(refused.has("Copy the whole line that countersign witness prints"), "{wrong}");
    }
    let added = partner.post("/log/witnesses", &[("key", &format!(" {text} "))]).await;
    assert_eq!(added.leads_on(), "/log/witnesses");
    let again = partner.post("/log/witnesses", &[("key", &text)]).await;
    assert!(again.has("Your company has added this witness already"), "{}", again.body);
    partner.get("/log/witnesses").await.expect(&["w.p1.example/reports", "Nothing signed yet"]);
    let audit = partner.get("/audit").await;
    audit.expect(&["Log witness added", "w.p1.example/reports"]);

    assert!(!partner.get("/log/witnesses").await.has("Last time stamp"));
    let response = include_bytes!("../../../../../fuzz/corpus/time_stamp/granted").to_vec();
    let stamp = StoredStamp { size: 4_812, received_at: now, response };
    store.write(async |tx| stamps::add(tx, &stamp).await).await.unwrap();
    let stamped = partner.get("/log/witnesses").await;
    stamped.expect(&["Time-stamped records", "4,812", "Last time stamp", "2026-11-30T20:32:37Z"]);

    cosign(&fixture, &key, &witness, now.plus_micros(-2 * DAY_MICROS - 1)).await;
    partner.get("/log/witnesses").await.expect(&["Late: nothing for more than two days"]);
    cosign(&fixture, &key, &witness, now.plus_micros(-2 * DAY_MICROS)).await;
    partner.get("/log/witnesses").await.expect(&["On time", "Remove a witness"]);

    // Others see the name in the key, which is in the checkpoint; the operator knows whose it is.
    let (distributor, operator) =
        (fixture.sign_in("d1@x.example").await, fixture.sign_in("op@x.example").await);
    let page = distributor.get("/log/witnesses").await;
    assert!(page.has("w.p1.example/reports") && page.has("Another company"));
    assert!(!page.has("Ångström") && !page.has("Remove a witness"), "{}", page.body);
    let shown = operator.get("/log/witnesses").await;
    assert!(shown.has("Ångström") && !shown.has("Another company"), "{}", shown.body);

    let id = store.reading(async |tx| witnesses::all(tx).await).await.unwrap()[0].id.to_string();
    let foreign = distributor.post("/log/witnesses/remove", &[("id", &id)]).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
    let removed = partner.post("/log/witnesses/remove", &[("id", &id)]).await;
    assert_eq!(removed.leads_on(), "/log/witnesses");
    let page = partner.get("/log/witnesses").await;
    assert!(page.has(">Removed<") && !page.has("Remove a witness"), "{}", page.body);
}
