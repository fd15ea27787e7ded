//! How time passes.

use super::{reports_of, show, url};
use crate::demo::{advance, next_deadline};
use countersign_app::actions::make_installation::{self, NewInstallation};
use countersign_app::actions::show_report;
use countersign_app::failure::Failure;
use countersign_app::progress::WorkProgress;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::status::Status;
use countersign_store::Store;

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

#[tokio::test]
async fn the_clock_goes_from_deadline_to_deadline_and_readings_come_along() {
    let shown = show();
    let folder = tempfile::tempdir().unwrap();
    for ending in ["", "-wal"] {
        let name = format!("demo.db{ending}");
        std::fs::copy(shown.folder.path().join(&name), folder.path().join(&name)).unwrap();
    }
    let store = Store::open_disposable(&url(folder.path())).await.unwrap();
    let mut seen = Vec::new();
    while let Some(next) = next_deadline(&store).await.unwrap()
        && next < at("2026-11-30T00:00:00Z")
    {
        let done = advance(&store, next, &mut WorkProgress::hidden()).await.unwrap();
        assert!(done.submitted > 0, "nothing is submitted at {next}");
        seen.push(next.to_string());
    }
    // Japan, the Isles, and Europe are the first.
    let first = ["2026-11-04T15:00:00Z", "2026-11-05T00:00:00Z", "2026-11-05T15:00:00Z"];
    assert_eq!(seen[..3], first);
    let with_partner =
        reports_of(&store, &shown.demo, 0).await.iter().any(|it| it.report.status.with_partner());
    assert!(!with_partner);

    // No deadline is left: the next thing to happen is the making of November's reports.
    let making = next_deadline(&store).await.unwrap().unwrap();
    assert_eq!(making.to_string(), "2026-12-01T00:00:00Z", "Europe waits until the month closes");
    let done =
        advance(&store, at("2026-12-02T12:00:00Z"), &mut WorkProgress::hidden()).await.unwrap();
    assert!(done.made > 90, "{done:?}");
    let november = reports_of(&store, &shown.demo, -1).await;
    assert!(november.iter().any(|it| it.report.status == Status::Preparing));
    let cycle = Cycle::parse("2026-11").unwrap();
    let now = at("2026-12-02T12:00:00Z");
    let views = show_report::run(&store, cycle, "FJORDNETT", None, now).await.unwrap();
    let line = views[0].lines.iter().find(|it| it.product == "MG").unwrap();
    let days: i64 = line.subscriptions.iter().map(|it| it.provisioned_days).max().unwrap();
    assert_eq!(days, 30, "every day of November was read");
}

#[tokio::test]
async fn nowhere_else_does_time_go_by_like_this() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open_disposable(&url(folder.path())).await.unwrap();
    let now = at("2026-11-03T00:00:00Z");
    let first_cycle = Cycle::parse("2026-11").unwrap();
    let wanted = NewInstallation { rehearsal: true, demo: false, now, first_cycle };
    assert!(make_installation::run(&store, &wanted).await.unwrap());
    let moved = advance(&store, at("2026-11-04T00:00:00Z"), &mut WorkProgress::hidden()).await;
    assert!(matches!(moved, Err(Failure::Usage(_))), "{moved:?}");
}
