//! A cycle's reports over its days.

use crate::content::{ABOUT, ReportContent, cycle, distributor_id, instant, made, store_all};
use crate::databases::on_both;
use countersign_domain::status::Status;
use countersign_domain::zone::{Zone, date_of_number};
use countersign_store::reports::{DayCount, Scope, StoredReport, progress};

/// A report that was made, submitted and decided at such local times of Berlin.
fn lived(partner_id: i64, status: Status, at: [Option<&str>; 3]) -> StoredReport {
    let distributor = if partner_id < 10 { "D-1" } else { "D-2" };
    let mut stored = made(&ReportContent { partner_id, distributor, ..ABOUT });
    let report = &mut stored.report;
    let [made, submitted, decided] =
        at.map(|at| at.map(|at| instant(&format!("2026-10-{at}:00+02:00"))));
    report.status = status;
    report.made_at = made.unwrap();
    (report.submitted_at, report.decided_at) = (submitted, decided);
    stored
}

/// Day of October, then how many reports have each status.
fn told(days: &[DayCount]) -> Vec<(String, [i64; 5])> {
    let counts =
        |it: &DayCount| [it.preparing, it.under_review, it.rejected, it.approved, it.beyond];
    days.iter().map(|it| (date_of_number(it.day).to_string(), counts(it))).collect()
}

#[tokio::test]
async fn what_stood_where_is_told_for_the_end_of_each_local_day() {
    on_both(async |store| {
        use Status::{Approved, Completed, Preparing, Rejected, Submitted, UnderReview};
        let all = [
            lived(1, Preparing, [Some("02T00:00"), None, None]),
            lived(2, UnderReview, [Some("02T00:00"), Some("03T23:59"), None]),
            lived(3, Rejected, [Some("02T00:00"), Some("04T00:00"), Some("05T12:00")]),
            lived(4, Approved, [Some("02T00:00"), Some("03T08:00"), Some("03T08:00")]),
            lived(5, Submitted, [Some("03T00:00"), Some("03T10:00"), Some("04T10:00")]),
            lived(11, Completed, [Some("02T00:00"), Some("06T10:00"), Some("06T11:00")]),
        ];
        store_all(store, &all.iter().collect::<Vec<_>>()).await;
        let elsewhere = made(&ReportContent { cycle: "2026-08", ..ABOUT });
        store_all(store, &[&elsewhere]).await;
        let zone = Zone::parse("Europe/Berlin").unwrap();
        let mut tx = store.read().await.unwrap();
        let mut days = async |scope: Scope, until: &str| {
            let until = instant(until);
            told(&progress(&mut tx, &scope, cycle("2026-09"), &zone, until).await.unwrap())
        };
        let day = |day: u32, counts: [i64; 5]| (format!("2026-10-{day:02}"), counts);
        let expected = [
            day(2, [5, 0, 0, 0, 0]),
            day(3, [3, 2, 0, 1, 0]),
            day(4, [2, 2, 0, 1, 1]),
            day(5, [2, 1, 1, 1, 1]),
            day(6, [1, 1, 1, 1, 2]),
            day(7, [1, 1, 1, 1, 2]),
        ];
        assert_eq!(days(Scope::All, "2026-10-07T12:00:00+02:00").await, expected);
        // The last day is that of the instant, even if later events were recorded.
        assert_eq!(days(Scope::All, "2026-10-03T23:59:59+02:00").await, expected[..2]);
        assert_eq!(days(Scope::All, "2026-09-30T12:00:00+02:00").await, []);
        let own = days(Scope::Distributor(distributor_id("D-2")), "2026-10-06T12:00:00+02:00");
        let own = own.await;
        assert_eq!(own[3..], [day(5, [1, 0, 0, 0, 0]), day(6, [0, 0, 0, 0, 1])]);
        let from = cycle("2026-09");
        let partner = days(Scope::Partner { id: 3, from }, "2026-10-05T12:00:00+02:00").await;
        assert_eq!(partner[2..], [day(4, [0, 1, 0, 0, 0]), day(5, [0, 0, 1, 0, 0])]);
        let vendor = days(Scope::Vendor(1), "2026-10-04T12:00:00+02:00").await;
        assert_eq!(vendor[1..], [day(3, [1, 1, 0, 0, 0]), day(4, [1, 0, 0, 0, 1])]);
        assert_eq!(days(Scope::Vendor(2), "2026-10-04T12:00:00+02:00").await, []);
    })
    .await;
}
