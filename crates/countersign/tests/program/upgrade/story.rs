//! The events of the fixture: August is completed and corrected, September is with the vendor, and
//! October is in progress while customers, partners and subscriptions move.
//!
//! `crates/testkit/fixtures/README.md` says which subscriptions moved when. Double charges here
//! must not change: databases from before ownership was dated contain such reports.

use crate::upgrade::files::{DIRECTORY, readings, single};
use crate::upgrade::rehearsal::{MACHINE, Stage, at, cycle};
use countersign_app::actions::make_installation::{self, NewInstallation};
use countersign_domain::schedule::Until;
use countersign_domain::workflow::{Command, Proposal, ProposedLine};

const AUGUST: &str = "2026-08";
const SEPTEMBER: &str = "2026-09";
const OCTOBER: &str = "2026-10";

/// Plays everything up to 6 November.
pub(crate) async fn play(stage: &Stage) {
    begin(stage).await;
    august_is_agreed(stage).await;
    august_is_processed(stage).await;
    august_is_corrected(stage).await;
    september_is_sent(stage).await;
    stage.log().await;
    stage.witness("p1@x.example").await;
    stage.stamp().await;
    october_moves(stage).await;
    october_is_made(stage).await;
    october_is_worked_on(stage).await;
}

fn said(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn edit(product: &str, chargeable: Option<&str>, comment: &str) -> Command {
    let chargeable = chargeable.map(str::to_owned);
    Command::Edit { product: said(product), chargeable, comment: said(comment) }
}

fn submit(comment: &str) -> Command {
    let comment = Some(comment).filter(|it| !it.is_empty()).map(str::to_owned);
    Command::Submit { comment }
}

fn propose(product: &str, chargeable: &str) -> Command {
    let line = ProposedLine { chargeable: chargeable.to_owned(), reason: said("Counted twice") };
    let lines = [(product.to_owned(), line)].into();
    let reason = said("Found when the customer checked our invoice");
    Command::ProposeCorrection(Proposal { lines, reason, late_products: Vec::new() })
}

/// A row of a file that moves a customer or subscription.
async fn moves(stage: &Stage, file: &str, row: &str) {
    let header = match file {
        "customers.csv" => "code,name,partner",
        "subscriptions.csv" => "code,customer,product",
        _ => "code,name,distributor,type",
    };
    stage.import(&[(file, &format!("{header}\n{row}\n"))]).await;
}

async fn begin(stage: &Stage) {
    stage.store().migrate(at(MACHINE)).await.unwrap();
    let now = at("2026-07-31T12:00:00Z");
    let wanted = NewInstallation { rehearsal: true, demo: false, now, first_cycle: cycle(AUGUST) };
    assert!(make_installation::run(stage.store(), &wanted).await.unwrap());
    stage.import(&DIRECTORY).await;
    // Before the first cycle: in force on the first of August, and no report.
    stage.import(&[("usage-2026-07.csv", &readings("2026-07"))]).await;
    let mut op = stage.signed_in("op@x.example").await;
    let d1 = stage.company("D1").await;
    let way = [
        ("kind", "email"),
        ("name", "To Acme"),
        ("address", "reports@acme.example"),
        ("format", "csv"),
        ("vendor", "ACME"),
        ("on", "1"),
    ];
    op.post(&format!("/distributors/{d1}/channels/add"), &way).await.leads_on();
    stage.clock("2026-08-30T00:00:00Z").await;
    stage.import(&[("usage-2026-08.csv", &readings(AUGUST))]).await;
}

async fn august_is_agreed(stage: &Stage) {
    stage.clock("2026-09-03T10:00:00Z").await;
    let mut p2 = stage.signed_in("p2@x.example").await;
    let list = p2.get("/usage-reports?cycle=2026-08").await.shown();
    for report in list.links("/usage-reports/").iter().filter(|it| it.len() == 51) {
        p2.get(report).await.shown();
    }
    let until = Until::parse("2026-09-10").unwrap();
    let more_time = Command::Extend { until, reason: said("Asked for on the telephone") };
    stage.act("d1@x.example", AUGUST, "P8", more_time).await;
    stage
        .apply(
            "p2@x.example",
            "2026-08,P2,edit,ACME,EP,70,Credit for the outage on the 12th\n\
             2026-08,P2,submit,ACME,,,All figures agreed",
        )
        .await;
    let line_reasons = vec![("EP".to_owned(), "Which customer is this about?".to_owned())];
    let reasons = said("We know of no credit");
    stage.act("d1b@x.example", AUGUST, "P2", Command::Reject { reasons, line_reasons }).await;
    stage.act("p2@x.example", AUGUST, "P2", edit("EP", Some("71"), "Order 2210")).await;
    stage.act("p2@x.example", AUGUST, "P2", submit("Confirmed in writing")).await;
    stage.act("d1@x.example", AUGUST, "P2", Command::Approve { note: said("Agreed") }).await;
    // Every other deadline passes: P1 is charged a penalty, and P3 with a penalty waits for a
    // person.
    stage.clock("2026-09-12T10:00:00Z").await;
    moves(stage, "customers.csv", "C22,Pendler AG,P3").await;
    stage.act("d1@x.example", AUGUST, "P3", Command::Approve { note: None }).await;
}

async fn august_is_processed(stage: &Stage) {
    stage.dispatch("d1@x.example", AUGUST, Some("4500012345")).await;
    stage.dispatch("d2@x.example", AUGUST, None).await;
    stage.apply("d1@x.example", "2026-08,P4,dispatch,ZETA,,,").await;
    stage.clock("2026-09-13T10:00:00Z").await;
    let done = ["P1", "P3", "P4", "P7", "P8"].map(|it| format!("2026-08,{it},complete,ACME,,,"));
    stage.apply("v@x.example", &done.join("\n")).await;
    stage.apply("z@x.example", "2026-08,P4,complete,ZETA,,,").await;
    let reason = said("Two customers are billed twice since their merger");
    stage.act("v@x.example", AUGUST, "P2", Command::Return { reason }).await;
    stage.act("d1@x.example", AUGUST, "P2", Command::Approve { note: None }).await;
    stage.dispatch("d1@x.example", AUGUST, None).await;
    stage.act("v@x.example", AUGUST, "P2", Command::Complete).await;
    let mut d2 = stage.signed_in("d2@x.example").await;
    d2.get("/cycles/2026-08").await.shown();
    let address = d2.post("/cycles/2026-08/close", &[]).await.leads_on();
    assert_eq!(address, "/cycles/2026-08");
}

async fn august_is_corrected(stage: &Stage) {
    stage.clock("2026-09-16T10:00:00Z").await;
    stage.act("p1@x.example", AUGUST, "P1", propose("EP", "160")).await;
    stage.act("d1@x.example", AUGUST, "P1", Command::AgreeCorrection).await;
    stage.act("d1@x.example", AUGUST, "P2", propose("EP", "69")).await;
    let reason = said("The order says otherwise");
    stage.act("p2@x.example", AUGUST, "P2", Command::RefuseCorrection { reason }).await;
    stage.act("p2@x.example", AUGUST, "P2", propose("EP", "70")).await;
    stage.act("p2@x.example", AUGUST, "P2", Command::WithdrawCorrection).await;
    stage.act("p3@x.example", AUGUST, "P3", propose("EP", "19")).await;
    stage.act("d1@x.example", AUGUST, "P3", Command::AgreeCorrection).await;
    stage.act("p8@x.example", AUGUST, "P8", propose("EP", "79")).await;
    // The reading of an instant again: the first one is superseded, and August does not change.
    let late = single(&["S211,2026-08-11,60,57"]);
    stage.import(&[("usage-late.csv", &late)]).await;
    let thresholds = "code,name,distributor,type,over_provisioning_threshold_percent,\
        reminder_days\nP1,Ångström IT AB,D1,msp,12.5,3 1\n";
    stage.import(&[("partners.csv", thresholds)]).await;
    let p2 = stage.company("P2").await;
    let mut d1 = stage.signed_in("d1@x.example").await;
    let path = format!("/settings/partners/{p2}");
    assert_eq!(d1.change(&path, &[("auto_submit_days", "6")]).await.leads_on(), path);
    assert_eq!(d1.change(&path, &[("auto_submit_days", "")]).await.leads_on(), path);
    stage.clock("2026-09-25T10:00:00Z").await;
    moves(stage, "customers.csv", "C22,Pendler AG,P2").await;
    stage.import(&[("usage-2026-09.csv", &readings(SEPTEMBER))]).await;
}

async fn september_is_sent(stage: &Stage) {
    stage.clock("2026-10-03T10:00:00Z").await;
    stage.act("p1@x.example", SEPTEMBER, "P1", edit("EP", None, "Moves to a new site")).await;
    stage.act("p1@x.example", SEPTEMBER, "P1", submit("")).await;
    stage.act("d1@x.example", SEPTEMBER, "P1", Command::Approve { note: None }).await;
    stage.clock("2026-10-05T08:00:00Z").await;
    moves(stage, "partners.csv", "P10,Nakhil Systems,D1,msp").await;
    // P8 moves to another distributor, in another zone. Its reports remain with D1.
    stage.clock("2026-10-10T08:00:00Z").await;
    moves(stage, "partners.csv", "P8,Ferryline IT,D2,msp").await;
    stage.clock("2026-10-12T10:00:00Z").await;
    stage.act("d1@x.example", SEPTEMBER, "P3", Command::Approve { note: None }).await;
    stage.dispatch("d1@x.example", SEPTEMBER, Some("4500012399")).await;
    stage.dispatch("d2@x.example", SEPTEMBER, None).await;
    stage.act("v@x.example", SEPTEMBER, "P1", Command::Complete).await;
    stage.act("v@x.example", AUGUST, "P1", Command::CompleteAmendment).await;
    let reason = said("Not in our books");
    stage.act("v@x.example", AUGUST, "P3", Command::ReturnAmendment { reason }).await;
    stage.act("d1@x.example", AUGUST, "P3", propose("EP", "18")).await;
    stage.act("p3@x.example", AUGUST, "P3", Command::AgreeCorrection).await;
    let reason = said("The contract has other terms");
    stage.act("v@x.example", SEPTEMBER, "P2", Command::Return { reason }).await;
}

async fn october_moves(stage: &Stage) {
    stage.clock("2026-10-15T10:00:00Z").await;
    moves(stage, "customers.csv", "C12,\"Lund \"\"Bygg\"\"\",P2").await;
    stage.clock("2026-10-20T10:00:00Z").await;
    moves(stage, "subscriptions.csv", "S212,C31,SV").await;
    moves(stage, "customers.csv", "C51,Laden 1,P2").await;
    stage.clock("2026-10-30T10:00:00Z").await;
    stage.import(&[("usage-2026-10.csv", &readings(OCTOBER))]).await;
    // The month is over, and its reports are not made yet.
    stage.clock("2026-11-01T12:00:00Z").await;
    moves(stage, "customers.csv", "C13,Nord GmbH,P2").await;
}

async fn october_is_made(stage: &Stage) {
    stage.clock("2026-11-02T10:00:00Z").await;
    moves(stage, "customers.csv", "C14,Ost GmbH,P2").await;
    moves(stage, "customers.csv", "C15,Süd GmbH,P6").await;
    moves(stage, "subscriptions.csv", "S113,C11,ZL").await;
    stage.clock("2026-11-03T09:00:00Z").await;
    // P6 and the report of P1 to ZETA exist because of these: S151 and S113 are charged twice.
    let late = single(&["S141,2026-10-21,19,18", "S151,2026-10-21,19,18", "S113,2026-10-21,25,24"]);
    stage.import(&[("usage-late.csv", &late)]).await;
    // P4 settles for four days: S161 is in both reports, and S421 in none.
    moves(stage, "customers.csv", "C16,West GmbH,P4").await;
    moves(stage, "customers.csv", "C42,Heide Bad,P1").await;
    stage.act("p3@x.example", OCTOBER, "P3", edit("EP", None, "A branch closed")).await;
    stage.act("p3@x.example", OCTOBER, "P3", submit("")).await;
    stage.clock("2026-11-04T09:00:00Z").await;
    moves(stage, "customers.csv", "C32,Dock 4,P2").await;
    let late = single(&["S321,2026-10-22,39,38", "S611,2026-11-03,6,6"]);
    stage.import(&[("usage-late.csv", &late)]).await;
}

async fn october_is_worked_on(stage: &Stage) {
    stage.clock("2026-11-05T10:00:00Z").await;
    stage.act("p2@x.example", OCTOBER, "P2", submit("Two customers came, see lines")).await;
    stage.act("p7@x.example", OCTOBER, "P7", submit("")).await;
    let first = submit("First month with Bluewater");
    stage.act_signed("p8@x.example", OCTOBER, "P8", first).await;
    stage.act("d2@x.example", OCTOBER, "P8", Command::Approve { note: None }).await;
    stage.act("p10@x.example", OCTOBER, "P10", submit("First report")).await;
    stage.act("d1@x.example", OCTOBER, "P10", Command::Approve { note: None }).await;
    let reason = said("Approved too early");
    stage.act("d1@x.example", OCTOBER, "P10", Command::Reopen { reason }).await;
    let until = Until::parse("2026-11-12").unwrap();
    let more_time = Command::Extend { until, reason: said("Their accountant is away") };
    stage.act("d1@x.example", OCTOBER, "P4", more_time).await;
    stage.act("p1@x.example", OCTOBER, "P1", edit("EP", Some("150"), "A credit")).await;
    let own = Command::Edit { product: None, chargeable: None, comment: said("Not done yet") };
    stage.act("p1@x.example", OCTOBER, "P1", own).await;
    stage.clock("2026-11-06T09:00:00Z").await;
    // The figures change after the edit.
    stage.import(&[("usage-late.csv", &single(&["S111,2026-10-23,110,66"]))]).await;
    // A region without subscriptions gets another time zone.
    for zone in ["Asia/Seoul", "Asia/Tokyo"] {
        let columns = "code,name,time_zone,currency,usage_reports";
        let region = format!("{columns}\nEAST,East,{zone},JPY,no\n");
        stage.import(&[("regions.csv", &region)]).await;
    }
    // Terms change, which no report of the story follows.
    let product = "code,name,unit,vendor\nZL,Zeta Log Cloud,Sources,ZETA\n";
    stage.import(&[("products.csv", product)]).await;
    let subscription = "code,customer,product,ends_on\nS114,C11,EP,2026-12-31\n";
    stage.import(&[("subscriptions.csv", subscription)]).await;
    stage.clock(MACHINE).await;
}
