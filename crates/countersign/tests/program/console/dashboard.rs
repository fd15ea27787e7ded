//! The dashboard asks people for what they can do, and for nothing else.

use super::fixture::{ConsoleFixture, address};
use super::report::submitted;
use countersign_app::jobs::imports;
use countersign_domain::instant::Instant;
use countersign_store::jobs::{self, Job, JobState};
use countersign_store::people::{self, ActingMembership};
use uuid::Uuid;

#[tokio::test]
async fn a_decision_is_asked_of_roles_that_decide() {
    let fixture = ConsoleFixture::new().await;
    let (_, report) = submitted(&fixture).await;
    let waiting = "1 report is waiting for your decision";
    fixture.sign_in("d1billing@x.example").await.get("/").await.expect(&[waiting]);
    let reader = fixture.sign_in(&address("D1", "Support Engineer")).await;
    let page = reader.get("/").await.expect(&["your role can only read"]);
    assert!(!page.has("your decision") && !page.has("Nothing for now"), "{}", page.body);
    let asked = reader.get(&report).await;
    assert!(!asked.has("Approve it, or reject it"), "{}", asked.body);
}

#[tokio::test]
async fn a_date_that_has_passed_is_not_asked_for() {
    let fixture = ConsoleFixture::new().await;
    let (_, report) = submitted(&fixture).await;
    let distributor = fixture.sign_in("d1billing@x.example").await;
    distributor.get(&report).await.expect(&["Approve it, or reject it with reasons, by "]);
    fixture.clock_to("2026-12-20T00:00:00Z").await;
    let page = distributor.get(&report).await;
    let page = page.expect(&["The review date was "]);
    assert!(!page.has("with reasons, by "), "{}", page.body);
}

#[tokio::test]
async fn months_without_reports_are_not_offered() {
    let fixture = ConsoleFixture::new().await;
    let page = fixture.sign_in("d1@x.example").await.get("/usage-reports").await;
    let page = page.expect(&["data-months=\"2026:10\"", "<option value=\"10\" selected>"]);
    assert!(!page.has("<option value=\"9\""), "{}", page.body);
    let reseller = fixture.sign_in("p4@x.example").await;
    let page = reseller.get("/usage-reports").await.expect(&["Resellers have no usage reports"]);
    assert!(!page.has("class=\"tallies\"") && !page.has("class=\"query\""), "{}", page.body);
    let page = reseller.get("/").await.expect(&["Resellers have no usage reports"]);
    assert!(!page.has("Nothing for now"), "{}", page.body);
}

#[tokio::test]
async fn an_import_that_failed_stays_with_the_operator_for_a_week() {
    let fixture = ConsoleFixture::new().await;
    let failed = |id: u128, day: &str, person: &ActingMembership| Job {
        id: Uuid::from_u128(id),
        kind: imports::KIND.to_owned(),
        company_id: person.company_id,
        person_id: person.person_id,
        state: JobState::Failed,
        dry_run: true,
        cancelling: false,
        created_at: Instant::parse(day).unwrap(),
        started_at: None,
        ended_at: Some(Instant::parse(day).unwrap()),
        total: 0,
        done: 0,
        refused: 0,
        input: "{}".to_owned(),
        result: None,
    };
    let put = async |tx: &mut _| {
        let person = people::acting(tx, "op@x.example").await?.remove(0);
        jobs::insert(tx, &failed(7, "2026-11-22T11:00:00Z", &person)).await?;
        jobs::insert(tx, &failed(8, "2026-11-15T11:00:00Z", &person)).await
    };
    fixture.app.state.store.write(put).await.unwrap();
    let operator = fixture.sign_in("op@x.example").await;
    let page = operator.get("/").await;
    let page = page.expect(&["/jobs/00000000-0000-0000-0000-000000000007"]);
    assert_eq!(page.body.matches("An import failed").count(), 1, "{}", page.body);
    let helpdesk = fixture.sign_in("helpdesk@x.example").await.get("/").await;
    assert!(!helpdesk.has("An import failed"), "{}", helpdesk.body);
}
