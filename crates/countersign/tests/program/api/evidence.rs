//! Evidence packs over the API.

use super::fixture::on_both;
use countersign_app::actions::sequence_log;
use countersign_app::transparency::key_file::LogKeyFile;

#[tokio::test]
async fn a_pack_without_a_report_is_not_found_before_anything_of_it_is_sent() {
    for programs in on_both().await {
        let folder = tempfile::tempdir().unwrap();
        let key = LogKeyFile::beside(Some(&folder.path().join("a.key")));
        let now = programs.fixture.app.state.clock.machine_time();
        sequence_log::run(programs.store(), &key, now).await.unwrap();

        let operator = programs.client("op@x.example").await;
        let pack = "/api/v1/evidence?from=2026-10&partner=P1";
        let sent = operator.get(pack).await.expect(200);
        assert_eq!(sent.header("content-type"), "application/zip");
        operator.get(&format!("{pack}&distributor=D2")).await.expect_problem(404, "not_found");
        // Nothing of this month was sent to the vendor yet.
        let vendor = programs.client("v@x.example").await;
        vendor.get(pack).await.expect_problem(404, "not_found");
    }
}
