//! Messages, audit details and sessions: which ones are old, and that no other goes.
//!
//! SQL here: the rows of the tables, with the instants that decide.

use super::fixture::{PurgeFixture, on_both};
use countersign_domain::instant::{DAY_MICROS, Instant};
use countersign_store::Value;
use std::time::{SystemTime, UNIX_EPOCH};
use uuid::Uuid;

/// Days before now, and a minute more.
fn before(days: i64) -> Instant {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_micros();
    Instant::from_micros(i64::try_from(now).unwrap() - days * DAY_MICROS - 60_000_000)
}

fn put(fixture: &PurgeFixture, sql: &str, rows: &[Vec<Value<'_>>]) {
    fixture.with(async |tx| tx.execute_many(sql, rows).await);
}

const MESSAGE: &str = "INSERT INTO outbox (event, person_id, kind, data, created_at, due_at, \
    expires_at, attempts, next_attempt_at, sent_at, failed_at) \
    VALUES ($1, 1, 'ready', '{}', $2, $2, $2, 0, $3, $4, $5)";
const SESSION: &str = "INSERT INTO sessions (id, hash, person_id, method, second_factor, \
    opened_at, last_seen_at, expires_at, user_agent, address) \
    VALUES ($1, $2, 1, 'password', 'none', $3, $3, $4, '', '')";
const ENTRY: &str = "INSERT INTO audit_log (id, at, event, person_id, times) \
    VALUES ($1, $2, 'sign_in.succeeded', 1, 1)";
const DETAILS: &str = "INSERT INTO audit_details (entry_id, address, email) \
    VALUES ($1, '192.0.2.1', 'someone@x.example')";

#[test]
fn only_sent_messages_older_than_asked_go() {
    on_both(|fixture| {
        fixture.with(async |tx| tx.execute("DELETE FROM outbox", &[]).await);
        let none = Value::Null;
        let (old, young) = (Value::Instant(before(30)), Value::Instant(before(29)));
        let message = |id: u128, [waits, sent, failed]: [Value<'static>; 3]| {
            vec![Value::Uuid(Uuid::from_u128(id)), Value::Instant(before(40)), waits, sent, failed]
        };
        let rows = [
            message(1, [none, old, none]),
            message(2, [none, young, none]),
            message(3, [old, none, none]),
            message(4, [none, none, old]),
        ];
        put(fixture, MESSAGE, &rows);
        let verb = ["purge", "--keep-messages-days", "30"];
        let waiting = fixture.run(&[&verb[..], &["--dry-run"]].concat());
        assert_eq!(waiting, "1 sent messages: would be purged\n");
        assert_eq!(fixture.run(&verb), "1 sent messages: purged\n");
        assert_eq!(fixture.run(&verb), "nothing was purged\n");
        let left = "SELECT COUNT(*) FROM outbox";
        let young = "SELECT COUNT(*) FROM outbox WHERE sent_at IS NOT NULL";
        assert_eq!((fixture.number(left), fixture.number(young)), (3, 1));
        let records = "SELECT COUNT(*) FROM purges WHERE table_name = 'outbox' AND removed = 1";
        assert_eq!(fixture.number(records), 1);
        assert_eq!(fixture.verified().broken, Vec::<String>::new());
        assert!(fixture.run(&["verify"]).contains("1 sent messages before 20"));
    });
}

#[test]
fn audit_entries_stay_when_their_details_go() {
    on_both(|fixture| {
        let entries = fixture.number("SELECT COUNT(*) FROM audit_log");
        let details = fixture.number("SELECT COUNT(*) FROM audit_details");
        let id = |id: u128| Value::Uuid(Uuid::from_u128(id));
        put(fixture, ENTRY, &[vec![id(1), before(365).into()], vec![id(2), before(364).into()]]);
        put(fixture, DETAILS, &[vec![id(1)], vec![id(2)]]);
        let verb = ["purge", "--keep-audit-details-days", "365"];
        assert_eq!(fixture.run(&verb), "1 details of audit entries: purged\n");
        assert_eq!(fixture.number("SELECT COUNT(*) FROM audit_log"), entries + 2);
        assert_eq!(fixture.number("SELECT COUNT(*) FROM audit_details"), details + 1);
        assert_eq!(fixture.run(&verb), "nothing was purged\n");
    });
}

#[test]
fn only_ended_sessions_go() {
    on_both(|fixture| {
        let session = |id: u128, seen: i64, expires: i64| {
            vec![
                Value::Uuid(Uuid::from_u128(id)),
                Value::Bytes(match id {
                    1 => &[1],
                    2 => &[2],
                    3 => &[3],
                    _ => &[4],
                }),
                before(seen).into(),
                before(expires).into(),
            ]
        };
        // Expired long ago; expired just now; never used again; in use.
        let rows = [session(1, 9, 8), session(2, 1, 0), session(3, 9, -1), session(4, 0, -1)];
        put(fixture, SESSION, &rows);
        let verb = ["purge", "--keep-sessions-days", "7"];
        assert_eq!(fixture.run(&verb), "2 ended sessions: purged\n");
        assert_eq!(fixture.number("SELECT COUNT(*) FROM sessions"), 2);
        let verb = ["purge", "--keep-sessions-days", "0"];
        assert_eq!(fixture.run(&verb), "1 ended sessions: purged\n");
        assert_eq!(fixture.number("SELECT COUNT(*) FROM sessions"), 1);
    });
}
