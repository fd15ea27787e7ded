//! Values that an earlier program folded differently are found after the upgrade: people by their
//! addresses, reports by a search for their partner's name.
//!
//! SQL here: addresses folded as an earlier program did, which no verb does now.

use crate::upgrade::after_upgrade::{engines, findings, program};
use countersign_domain::code::fold_email;
use countersign_store::{DatabaseUrl, Store, people};
use countersign_testkit::fixtures::Fixture;

/// Addresses as that program folded them, and whether they are found. The last two are one address
/// now, which belongs to the first one.
const FOLDED: [(&str, &str, &str); 4] = [
    ("d1@x.example", "Dora@straße.example", "dora@strasse.example"),
    ("p1@x.example", "PİA@x.example", "pi\u{307}a@x.example"),
    ("p2@x.example", "re\u{301}ne\u{301}@x.example", "re\u{301}ne\u{301}@x.example"),
    ("p3@x.example", "réné@x.example", "réné@x.example"),
];
/// The last step whose program folded in this way.
const STEP: usize = 17;

#[tokio::test]
async fn what_was_folded_otherwise_is_found_after_the_upgrade() {
    let folder = tempfile::tempdir().unwrap();
    for databases in engines(&folder) {
        let url = Fixture::of(STEP).load(&databases).unwrap();
        let store = Store::open(&DatabaseUrl::parse(&url).unwrap()).await.unwrap();
        let mut tx = store.begin().await.unwrap();
        for (before, email, folded) in FOLDED {
            let sql = "UPDATE people SET email = $2, email_folded = $3 WHERE email = $1";
            tx.execute(sql, &[before.into(), email.into(), folded.into()]).await.unwrap();
        }
        tx.commit().await.unwrap();
        drop(store);
        let program = program(url.clone());
        program.expect(&["migrate", "--no-backup"], 0).unwrap();
        assert_eq!(findings(&program), "");
        let found = ["export", "--cycle", "2026-10", "--partner", "angstrom"];
        assert!(program.expect(&found, 0).unwrap().out.contains("Ångström IT AB"));
        let store = Store::open(&DatabaseUrl::parse(&url).unwrap()).await.unwrap();
        let mut tx = store.read().await.unwrap();
        for (_, email, _) in &FOLDED[..3] {
            let person = people::of_email(&mut tx, &fold_email(email)).await.unwrap().unwrap();
            assert!(person.email == *email || *email == FOLDED[2].1, "{person:?}");
        }
        assert_eq!(people::of_email(&mut tx, "dora@strasse.example").await.unwrap(), None);
        tx.rollback().await.unwrap();
    }
}
