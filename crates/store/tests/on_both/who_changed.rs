//! Who changed the directory by form, and who chose what happens to missed deadlines: numbered
//! consecutively, the newest first, with the person's name while it is stored.

use crate::databases::{NOW, on_both};
use countersign_store::directory_changes::{ChangedField, Of};
use countersign_store::people::PersonRecord;
use countersign_store::{deadline_choices, directory_changes, people};

fn eva() -> PersonRecord {
    let email = "eva@x.example".to_owned();
    PersonRecord { id: 3, email_folded: email.clone(), email, name: "Eva \u{202e}'; --".to_owned() }
}

fn field(name: &str, before: Option<&str>, after: &str) -> ChangedField {
    ChangedField {
        name: name.to_owned(),
        before: before.map(str::to_owned),
        after: after.to_owned(),
    }
}

#[tokio::test]
async fn changes_of_one_thing_are_told_with_who_made_them() {
    on_both(async |store| {
        let mut tx = store.begin().await.unwrap();
        people::insert(&mut tx, &eva()).await.unwrap();
        let of = |kind, code, person_id| Of { kind, code, at: NOW, person_id };
        let new = [field("code", None, "EU"), field("name", None, "Europe")];
        directory_changes::record(&mut tx, of("region", "EU", 3), &new).await.unwrap();
        let elsewhere = [field("name", None, "Other")];
        directory_changes::record(&mut tx, of("vendor", "EU", 3), &elsewhere).await.unwrap();
        directory_changes::record(&mut tx, of("region", "EU", 3), &[]).await.unwrap();
        // By a person who was removed.
        let renamed = [field("name", Some("Europe"), "")];
        directory_changes::record(&mut tx, of("region", "EU", 9), &renamed).await.unwrap();
        let told = directory_changes::of(&mut tx, "region", "EU", 9).await.unwrap();
        let told: Vec<_> = told.into_iter().map(|it| (it.field, it.person)).collect();
        let [code, name] = new;
        let by_eva = Some(eva().name);
        let [renamed] = renamed;
        assert_eq!(told, [(renamed.clone(), None), (name, by_eva.clone()), (code, by_eva)]);
        let last = directory_changes::of(&mut tx, "region", "EU", 1).await.unwrap();
        assert_eq!(last[0].field, renamed);
        assert!(directory_changes::of(&mut tx, "region", "E", 9).await.unwrap().is_empty());
        tx.rollback().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn choices_are_told_with_who_made_them() {
    on_both(async |store| {
        let mut tx = store.begin().await.unwrap();
        people::insert(&mut tx, &eva()).await.unwrap();
        let later = NOW.plus_micros(1);
        deadline_choices::record(&mut tx, NOW, None, Some(3)).await.unwrap();
        deadline_choices::record(&mut tx, NOW, Some(later), None).await.unwrap();
        let told = deadline_choices::newest(&mut tx, 9).await.unwrap();
        let told: Vec<_> =
            told.into_iter().map(|it| (it.deadline, it.person_id, it.person)).collect();
        assert_eq!(told, [(Some(later), None, None), (None, Some(3), Some(eva().name))]);
        assert_eq!(deadline_choices::newest(&mut tx, 1).await.unwrap().len(), 1);
        tx.rollback().await.unwrap();
    })
    .await;
}
