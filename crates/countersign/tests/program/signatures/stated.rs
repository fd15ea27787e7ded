//! What statements say of data that the figures did not see.
//!
//! SQL here: sources of readings, without their programs.

use super::fixture::{now, on_both, person, report, state};
use crate::proving::forger::run;
use countersign_app::actions::make_statements;
use countersign_domain::cycle::Cycle;
use countersign_domain::statement::Unseen;
use countersign_domain::status::Verb;
use countersign_store::reports::{Filter, Scope};
use countersign_store::{Store, StoreError, Tx};
use uuid::Uuid;

/// Four sources; the second has been silent for long, the third only from now on.
const SOURCES: [(i64, Option<&str>); 4] = [
    (1, None),
    (2, Some("2026-11-20T00:00:00Z")),
    (3, Some("2027-11-20T00:00:00Z")),
    (4, Some("2026-11-20T00:00:00Z")),
];
/// Source, and day of November or the month after. The first two sent the same day; the last one
/// sent nothing of this month.
const SENT: [(i64, &str); 5] =
    [(1, "2026-11-02"), (2, "2026-11-02"), (3, "2026-11-30"), (1, "2026-11-03"), (4, "2026-12-01")];

#[test]
fn sources_that_overlap_or_were_silent_are_counted_for_one_report_and_for_many() {
    on_both(&async |store: &Store| {
        let (d1, p1) = (person(store, "d1").await, person(store, "p1").await);
        let key = report(store, "2026-11", "P1").await;
        let before = state(store, &p1, key, Verb::Submit).await.unseen;
        assert_eq!((before.overlapping_sources, before.silent_sources), (0, 0));
        let made = "INSERT INTO sources (id, sender_id, company_id, name, mode, made_at, \
                    silent_since) VALUES ($1, $2, $3, 'x', 'live', $4, $5)";
        let at = now(store).await;
        for (id, silent) in SOURCES {
            let silent = silent.map(|it| countersign_domain::instant::Instant::parse(it).unwrap());
            let sender = Uuid::from_u128(7);
            let row = [id.into(), sender.into(), d1.company_id.into(), at.into(), silent.into()];
            run(store, made, &row).await;
        }
        let sent = "INSERT INTO reading_sources (day, partner_id, subscription_id, source_id) \
                    SELECT CAST($1 AS BIGINT), home_partner_id, subscription_id, \
                    CAST($2 AS BIGINT) FROM figures WHERE cycle = $3 AND partner_id = $4 \
                    AND vendor_id = $5";
        let [cycle, partner, vendor] = [key.cycle.number(), key.partner_id, key.vendor_id];
        for (source, day) in SENT {
            let date: jiff::civil::Date = day.parse().unwrap();
            let day = countersign_domain::zone::day_number(date);
            let row = [day, source, cycle, partner, vendor].map(Into::into);
            assert!(run(store, sent, &row).await > 0);
        }
        let expected = Unseen { overlapping_sources: 2, silent_sources: 1, ..before };
        assert_eq!(state(store, &p1, key, Verb::Submit).await.unseen, expected);
        // The statements of many reports say the same as each alone.
        let filter = Filter::new(Scope::All, Cycle::parse("2026-11").unwrap());
        let many =
            async |tx: &mut Tx| make_statements::of_query(tx, &filter, &p1, Verb::Submit, at).await;
        let many = store.reading::<_, StoreError>(many).await.unwrap();
        assert_eq!(many, [state(store, &p1, key, Verb::Submit).await]);
    });
}
