//! What an operator with the database changes behind a signature.
//!
//! SQL here: changes that the program never makes.

use super::fixture::{
    SshKey, decide, now, on_both, person, recorded, register, report, set_rule, state,
};
use crate::verifying::fixture::verify;
use crate::verifying::forging::without_triggers;
use countersign_domain::signature::SigningRule;
use countersign_domain::status::Verb;
use countersign_domain::workflow::Command;
use countersign_store::{Store, Tx, Value, signatures};

const CHANGES: [&str; 9] = [
    "UPDATE signatures SET statement = statement || ' '",
    "UPDATE signatures SET statement = replace(statement, '\"account\":null', '\"account\":\"x\"')",
    "UPDATE signatures SET envelope = replace(envelope, 'SHA256:', 'SHA512:')",
    "UPDATE signatures SET version = version - 1",
    "UPDATE signatures SET key_id = (SELECT k.id FROM signing_keys k WHERE k.id <> key_id)",
    "UPDATE signing_keys SET public_key = (SELECT k.public_key FROM signing_keys k \
     WHERE k.id <> signing_keys.id)",
    "UPDATE signing_keys SET person_id = (SELECT MAX(p.id) FROM people p)",
    "UPDATE signing_keys SET kind = 'key'",
    "DELETE FROM signatures",
];
const UNDO_KEY: &str =
    "UPDATE signing_keys SET public_key = $2, person_id = $3, kind = 'ssh' WHERE id = $1";

#[test]
fn what_is_changed_behind_a_signature_is_found() {
    on_both(&async |store: &Store| {
        let (p1, p2) = (person(store, "p1").await, person(store, "p2").await);
        let key = report(store, "2026-11", "P1").await;
        let ssh = SshKey::new("ed25519");
        let keys =
            [register(store, &p1, &ssh).await, register(store, &p2, &SshKey::new("ecdsa")).await];
        set_rule(store, p1.company_id, Verb::Submit, SigningRule::Offered).await;
        let signed = ssh.sign(&state(store, &p1, key, Verb::Submit).await);
        let submit = Command::Submit { comment: None };
        let answer = decide(store, &p1, key, &submit, Some(&signed), now(store).await).await;
        assert!(answer.is_ok(), "{answer:?}");
        let rows: Vec<_> = recorded(store, key).await.1.into_iter().map(|it| (key, it)).collect();
        without_triggers(store).await;
        let before = verify(store).await.count;
        for change in CHANGES {
            let run = async |tx: &mut Tx| tx.execute(change, &[]).await;
            assert!(store.write(run).await.unwrap() > 0, "{change}");
            let found = verify(store).await;
            assert!(found.count > before, "{change}");
            let undo = async |tx: &mut Tx| {
                tx.execute("DELETE FROM signatures", &[]).await?;
                signatures::append(tx, &rows).await?;
                for (key, owner) in keys.iter().zip([p1.id, p2.id]) {
                    let bytes = Value::Bytes(&key.public_key);
                    tx.execute(UNDO_KEY, &[key.id.into(), bytes, owner.into()]).await?;
                }
                Ok(())
            };
            store.write(undo).await.unwrap();
            assert_eq!(verify(store).await.count, before, "after {change}");
        }
    });
}
