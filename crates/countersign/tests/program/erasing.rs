//! Erasing a person, on both engines: nothing of them is left in any table, and the record is still
//! proved.
//!
//! SQL here: every text of every table is searched, and a person gets a row in each table.

use crate::verifying::fixture::{VerifyFixture, on_both};
use countersign_domain::instant::Instant;
use countersign_domain::leaf::{LeafKind, LeafName};
use countersign_store::schema::{ColumnKind, TABLES};
use countersign_store::transparency::pending;
use countersign_store::{Value, people};
use uuid::Uuid;

const EMAIL: &str = "Zara.Quist@x.example";
const NAME: &str = "Zarathustra \"Zara\" Quist";

/// Rows that hold name or address, or belong to the person: parameters are the person's number, an
/// id, an instant, and a hash.
const ROWS: [&str; 18] = [
    "INSERT INTO preferences VALUES ($1, 'de', NULL, TRUE, 'Asia/Tokyo')",
    "INSERT INTO passwords VALUES ($1, 'phc', $3)",
    "INSERT INTO second_factors VALUES ($1, $4, $3, 0)",
    "INSERT INTO passkeys VALUES ($2, $1, $4, -8, $4, 0, TRUE, 'Zara''s laptop', $3, $3)",
    "INSERT INTO passkey_handles VALUES ($1, $4)",
    "INSERT INTO recovery_codes VALUES ($1, 1, $4, NULL)",
    "INSERT INTO reset_requests VALUES ($1, $3)",
    "INSERT INTO known_browsers VALUES ($1, $4, $3)",
    "INSERT INTO message_choices VALUES ($1, 'ready', TRUE, $2)",
    "INSERT INTO sessions SELECT $2, $4, $1, NULL, 'password', 'none', $3, $3, $3, \
     'Browser of zara.quist@x.example', '192.0.2.1'",
    "INSERT INTO external_identities SELECT id, 'https://id.example', 'zara.quist@x.example', $1, \
     $3 FROM companies WHERE code = 'D1'",
    "INSERT INTO sign_on_flows SELECT $2, $4, id, 'https://id.example', 'n', 'v', $1, NULL, NULL, \
     $3 FROM companies WHERE code = 'D1'",
    "INSERT INTO throttles VALUES ('account', 'zara.quist@x.example', 1, $3)",
    "INSERT INTO outbox (event, person_id, kind, data, created_at, due_at, expires_at, attempts, \
     sent_at, last_error) \
     SELECT $2, $1, 'ready', '{}', $3, $3, $3, 1, $3, '550 Zara.Quist@x.example'",
    "INSERT INTO outbox (event, person_id, kind, data, created_at, due_at, expires_at, attempts, \
     sent_at) SELECT $2, 1, 'company-changed', \
     '{\"person\":\"Zarathustra \\\"Zara\\\" Quist <Zara.Quist@x.example>\"}', $3, $3, $3, 1, $3",
    "INSERT INTO jobs SELECT $2, 'import', id, 1, 'done', FALSE, FALSE, $3, $3, $3, NULL, NULL, \
     1, 1, 1, '{}', '[{\"found\":\"Zarathustra \\\"Zara\\\" Quist\"}]' FROM companies \
     WHERE code = 'D1'",
    "INSERT INTO job_items VALUES ($2, 0, $2, 1, 1, 1, NULL, 'refused', 'zara.quist@x.example')",
    "INSERT INTO audit_log (id, at, event, times) VALUES ($2, $3, 'sign-in-refused', 1)",
];

fn execute(fixture: &VerifyFixture, sql: &str, values: &[Value<'_>]) {
    // Each engine needs every parameter that it is given.
    let used: Vec<usize> = (1..=4).filter(|at| sql.contains(&format!("${at}"))).collect();
    let mut text = sql.to_owned();
    for (new, old) in used.iter().enumerate() {
        text = text.replace(&format!("${old}"), &format!("${}", new + 1));
    }
    let values: Vec<Value<'_>> = used.iter().map(|at| values[at - 1]).collect();
    fixture.with(async |store| {
        store
            .write(async |tx| tx.execute(&text, &values).await)
            .await
            .unwrap_or_else(|error| panic!("{text}: {error}"))
    });
}

/// The columns in which name or address is found, in any case.
fn found(fixture: &VerifyFixture) -> Vec<String> {
    let texts = TABLES.iter().flat_map(|table| {
        let texts = table.columns.iter().filter(|(_, kind)| *kind == ColumnKind::Text);
        texts.map(|(column, _)| (table.name, *column))
    });
    fixture.with(async |store| {
        let mut tx = store.read().await.unwrap();
        let mut found = Vec::new();
        for (table, column) in texts {
            let sql = format!("SELECT {column} FROM {table} WHERE {column} IS NOT NULL");
            let mut is_in = false;
            tx.each(&sql, &[], |row| {
                let text = row.get::<&str>(0)?.to_lowercase();
                is_in |= text.contains("zara") || text.contains("quist");
                Ok(())
            })
            .await
            .unwrap();
            found.extend(is_in.then(|| format!("{table}.{column}")));
        }
        found
    })
}

fn person(fixture: &VerifyFixture) -> Option<i64> {
    fixture.with(async |store| {
        let mut tx = store.read().await.unwrap();
        people::of_email(&mut tx, "zara.quist@x.example").await.unwrap().map(|it| it.id)
    })
}

fn count(fixture: &VerifyFixture, sql: &str) -> i64 {
    fixture.with(async |store| {
        let mut tx = store.read().await.unwrap();
        tx.first(sql, &[], |row| row.get(0)).await.unwrap().unwrap()
    })
}

fn refused(fixture: &VerifyFixture, verb: &[&str]) -> String {
    fixture.program.expect(verb, 2).unwrap().err
}

fn add(fixture: &VerifyFixture, company: &str) {
    let role = "--role=Administrator";
    fixture.run(&["user", "add", EMAIL, "--name", NAME, "--company", company, role]);
}

/// A person who has worked, and has rows everywhere.
fn fill(fixture: &VerifyFixture) -> i64 {
    add(fixture, "D1");
    fixture.run(&["user", "invite", EMAIL]);
    let id = person(fixture).unwrap();
    fixture.apply("Zara.Quist", "2026-11,P2,extend,,,they asked for it,2026-12-20");
    let at = Instant::parse("2026-12-01T00:00:00Z").unwrap();
    for (number, sql) in ROWS.iter().enumerate() {
        let row = Uuid::from_u128(1_000 + number as u128);
        execute(fixture, sql, &[id.into(), row.into(), at.into(), Value::Bytes(&[7])]);
    }
    let typed = Uuid::from_u128(1_000 + ROWS.len() as u128 - 1);
    let details =
        "INSERT INTO audit_details VALUES ($2, '192.0.2.1', 'zara.QUIST@x.example', NULL)";
    execute(fixture, details, &[Value::Null, typed.into()]);
    execute(
        fixture,
        "INSERT INTO audit_log (id, at, event, person_id, times) \
         VALUES ($2, $3, 'signed-in', $1, 1)",
        &[id.into(), Uuid::from_u128(7).into(), at.into()],
    );
    let details =
        "INSERT INTO audit_details VALUES ($2, 'zara-laptop', 'zara.quist@x.example', NULL)";
    execute(fixture, details, &[Value::Null, Uuid::from_u128(7).into()]);
    let entries = [typed, Uuid::from_u128(7)];
    let kinds = [LeafKind::Audit, LeafKind::AuditDetails];
    let names: Vec<LeafName> =
        entries.iter().flat_map(|entry| kinds.map(|kind| LeafName::audit(kind, *entry))).collect();
    fixture.with(async |store| {
        store.write(async |tx| pending::add(tx, &names).await).await.unwrap();
    });
    id
}

#[test]
fn nothing_of_an_erased_person_is_left_and_the_record_is_still_proved() {
    on_both(|fixture| {
        let id = fill(fixture);
        let before = fixture.verify();
        assert_eq!(before.broken, Vec::<String>::new());
        let expected = [
            "people.email",
            "people.email_folded",
            "people.name",
            "memberships.name",
            "passkeys.name",
            "sessions.user_agent",
            "throttles.subject",
            "external_identities.subject",
            "jobs.result",
            "job_items.message",
            "outbox.data",
            "outbox.last_error",
            "audit_details.address",
            "audit_details.email",
        ];
        assert_eq!(found(fixture), expected);
        let entries = count(fixture, "SELECT COUNT(*) FROM audit_log");

        let told = fixture.run(&["user", "erase", EMAIL, "--yes"]);
        assert_eq!(told, format!("history names the person as: Erased person {id}\n"));
        assert_eq!(found(fixture), Vec::<String>::new());
        for table in TABLES {
            let is_of_record = ["people", "history", "audit_log"].contains(&table.name);
            if table.columns.iter().any(|(column, _)| *column == "person_id") && !is_of_record {
                let sql = format!("SELECT COUNT(*) FROM {} WHERE person_id = {id}", table.name);
                assert_eq!(count(fixture, &sql), 0, "{}", table.name);
            }
        }
        assert_eq!(fixture.verify().broken, Vec::<String>::new());
        assert_eq!(fixture.verify().entries, before.entries);
        let shown =
            fixture.run(&["report", "show", "--cycle=2026-11", "--partner=P2", "--format=json"]);
        assert!(
            shown.contains(&format!("\"Erased person {id}, Administrator of the distributor\"")),
            "{shown}"
        );
        let audit = fixture.run(&["audit", "--format", "json"]);
        assert_eq!(count(fixture, "SELECT COUNT(*) FROM audit_log"), entries + 1);
        assert!(audit.contains("person-erased") && !audit.to_lowercase().contains("quist"));
        let others = "SELECT COUNT(*) FROM outbox WHERE data LIKE '%erased-person-%'";
        assert_eq!(count(fixture, others), 1);
    });
}

#[test]
fn a_later_invitation_makes_a_new_person() {
    on_both(|fixture| {
        add(fixture, "D1");
        let first = person(fixture).unwrap();
        let unsure = refused(fixture, &["user", "erase", EMAIL]);
        assert!(unsure.contains(&format!("as person {first}; add --yes")), "{unsure}");
        assert_eq!(person(fixture), Some(first));
        fixture.run(&["user", "erase", "zara.quist@X.example", "--yes"]);
        let again = refused(fixture, &["user", "erase", EMAIL, "--yes"]);
        assert!(again.contains("there is no person with the address"), "{again}");
        add(fixture, "D1");
        assert!(person(fixture).unwrap() > first);
    });
}

#[test]
fn the_last_administrator_and_the_address_of_a_channel_stay() {
    on_both(|fixture| {
        let last = refused(fixture, &["user", "erase", "d1@x.example", "--yes"]);
        assert!(
            last.contains("is the last Administrator of D1; appoint another one first"),
            "{last}"
        );
        add(fixture, "D1");
        execute(
            fixture,
            "INSERT INTO ways (id, distributor_id, kind, name, address, format, is_on, created_at, \
             version) SELECT $2, id, 'email', 'Billing', 'zara.quist@x.example', 'csv', FALSE, $3, \
             1 FROM companies WHERE code = 'D1'",
            &[
                Value::Null,
                Uuid::from_u128(9).into(),
                Instant::parse("2026-12-01T00:00:00Z").unwrap().into(),
            ],
        );
        let used = refused(fixture, &["user", "erase", EMAIL, "--yes"]);
        assert!(used.contains("the delivery channel \"Billing\" sends dispatches to"), "{used}");
        assert!(person(fixture).is_some());
    });
}
