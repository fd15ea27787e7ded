//! Deadlines, submission, penalties, approval, rejection, two people at once.

use super::*;

const STATE: &str = "status,review_kind,submission,approval,flagged,penalty,chargeable,version";

/// Bogotá, October 2026: made on 2 November 00:00 (-05:00), deadline 7 November 00:00. One line:
/// provisioned 20, used 10, a violation of 50 %.
fn made() -> Model {
    let mut model = model("America/Bogota", PEAK, ("resubmit_days", "2"), "S,2026-10-10,20,10\n");
    model.clock_until(at("2026-11-02T04:59:59.999999Z"));
    assert!(model.reports().is_empty());
    model.clock_until(at("2026-11-02T05:00:00Z"));
    assert_eq!(cells(&model, "status,deadline"), "MSP preparing|2026-11-07T05:00:00Z");
    model
}

#[test]
fn the_system_submits_charges_the_penalty_and_approves() {
    let mut model = made();
    model.clock_until(at("2026-11-07T04:59:59Z"));
    assert_eq!(cells(&model, "status,version"), "MSP preparing|1");
    model.clock_until(at("2026-12-01T00:00:00Z"));
    assert_eq!(
        cells(&model, STATE),
        "Approved|automatic submission (penalties)|automatic|automatic|yes|yes|20|3"
    );
    assert_eq!(
        cells(&model, "submitted_at,decided_at"),
        "2026-11-07T05:00:00Z|2026-11-07T05:00:00Z"
    );
}

#[test]
fn an_unexplained_figure_goes_back_before_the_penalty() {
    let mut model = made();
    assert_eq!(apply(&mut model, "2026-10,P,edit,A,30,,1", "P@X", "P"), ["done"]);
    assert_eq!(apply(&mut model, "2026-10,P,submit,,,,", "p@x", "P"), ["refused"]);
    model.clock_until(at("2026-11-07T05:00:00Z"));
    assert_eq!(cells(&model, "chargeable,penalty,flagged,version"), "20|yes|yes|4");
    // A rejection restores the default, not 30.
    assert_eq!(apply(&mut model, "2026-10,P,approve,,,,", "d@x", "D"), ["already done"]);
    assert_eq!(apply(&mut model, "2026-10,P,reopen,,,why,3", "d@x", "D"), ["refused"]);
    assert_eq!(apply(&mut model, "2026-10,P,reopen,,,why,4", "d@x", "D"), ["done"]);
    assert_eq!(cells(&model, STATE), "Under review|reopened|automatic||yes|yes|20|5");
    assert_eq!(apply(&mut model, "2026-10,P,reopen,,,why,4", "d@x", "D"), ["already done"]);
    assert_eq!(apply(&mut model, "2026-10,P,reject,,,,", "d@x", "D"), ["refused"]);
    assert_eq!(apply(&mut model, "2026-10,P,reject,,,no,", "d@x", "D"), ["done"]);
    assert_eq!(cells(&model, STATE), "Rejected|reopened|automatic||no|no|10|6");
    assert_eq!(cells(&model, "reasons,decided_at"), "no|2026-11-07T05:00:00Z");
}

#[test]
fn a_penalty_needs_more_than_the_threshold() {
    // 20 provisioned, 18 used: exactly 10 %.
    let mut model = model("UTC", PEAK, ("settle_days", ""), "S,2026-10-10,20,18\n");
    model.clock_until(at("2026-11-07T00:00:00Z"));
    assert_eq!(
        cells(&model, STATE),
        "Approved|automatic submission (no penalties)|automatic|automatic|no|no|18|3"
    );
}

#[test]
fn a_comment_explains_until_a_rejection_and_again_when_confirmed() {
    let mut model = made();
    assert_eq!(apply(&mut model, "2026-10,P,edit,A,10, because ,", "p@x", "P"), ["done"]);
    assert_eq!(apply(&mut model, "2026-10,P,edit,A,10,because,1", "p@x", "P"), ["already done"]);
    assert_eq!(apply(&mut model, "2026-10,P,submit,,,,2", "p@x", "P"), ["done"]);
    assert_eq!(cells(&model, STATE), "Under review|manual submission|manual||no|no|10|3");
    assert_eq!(apply(&mut model, "2026-10,P,submit,,,x,2", "p@x", "P"), ["already done"]);
    model.clock_until(at("2026-11-06T12:00:00Z"));
    assert_eq!(apply(&mut model, "2026-10,P,reject,,,no,", "d@x", "D"), ["done"]);
    // Rejected on 6 November, two days: the end of 8 November. The old deadline was earlier.
    assert_eq!(cells(&model, "deadline,comment"), "2026-11-09T05:00:00Z|because");
    assert_eq!(apply(&mut model, "2026-10,P,submit,,,,", "p@x", "P"), ["refused"]);
    let mut left = model.clone();
    assert_eq!(apply(&mut model, "2026-10,P,edit,A,,because,", "p@x", "P"), ["done"]);
    for model in [&mut model, &mut left] {
        model.clock_until(at("2026-11-09T05:00:00Z"));
    }
    // Never approved automatically after a rejection. The reasons remain until the next decision.
    let kind = "automatic submission (no penalties)";
    assert_eq!(cells(&model, STATE), format!("Under review|{kind}|automatic||no|no|10|6"));
    let kind = "automatic submission (penalties)";
    assert_eq!(cells(&left, STATE), format!("Under review|{kind}|automatic||yes|yes|20|5"));
    assert_eq!(cells(&left, "reasons,decided_at,comment"), "||because");
}

#[test]
fn nobody_decides_on_what_they_edited_and_readers_do_nothing() {
    let mut model = made();
    assert_eq!(apply(&mut model, "2026-10,P,edit,,,hello,", "r@x", "P"), ["refused"]);
    assert_eq!(apply(&mut model, "2026-10,P,edit,,,hello,", "d@x", "D"), ["refused"]);
    let rows = "2026-10,P,edit,A,20,,\n2026-10,P,submit,,,=bye,\n";
    assert_eq!(apply(&mut model, rows, "both@x", "P"), ["done", "done"]);
    assert_eq!(apply(&mut model, "2026-10,P,approve,,,,", "both@x", "D"), ["refused"]);
    assert_eq!(apply(&mut model, "2026-10,P,approve,,,fine,", "d@x", "D"), ["done"]);
    assert_eq!(cells(&model, STATE), "Approved|manual submission|manual|manual|no|no|20|4");
    assert_eq!(cells(&model, "report_comment,reasons"), "'=bye|");
    assert_eq!(apply(&mut model, "2026-10,P,reject,,,x,", "d@x", "D"), ["refused"]);
}

#[test]
fn late_readings_refresh_and_make_while_there_is_time() {
    let usage =
        |rows: &str| [("usage.csv", format!("subscription,observed_at,provisioned,used\n{rows}"))];
    let mut model = made();
    model.import(&usage("S,2026-10-11,40,10\n"));
    assert_eq!(cells(&model, "provisioned,chargeable,version"), "40|10|1");
    assert_eq!(apply(&mut model, "2026-10,P,edit,A,12,x,", "p@x", "P"), ["done"]);
    // An edited chargeable stays.
    model.import(&usage("S,2026-10-12,40,15\n"));
    assert_eq!(cells(&model, "default_chargeable,chargeable,version"), "15|12|2");
    model.clock_until(at("2026-11-07T05:00:00Z"));
    model.import(&usage("S,2026-10-13,90,90\n"));
    assert_eq!(cells(&model, "provisioned,version"), "40|3");
}

#[test]
fn a_missing_report_is_made_by_a_late_import() {
    let usage = [("usage.csv", "subscription,observed_at,provisioned\nS,2026-10-11,4\n")];
    let mut model = model("UTC", PEAK, ("settle_days", ""), "");
    model.clock_until(at("2026-11-04T18:00:00Z"));
    let mut late = model.clone();
    model.import(&usage);
    // Made on 4 November with the deadline it would have had: 2 November is the first of five.
    assert_eq!(cells(&model, "status,deadline"), "MSP preparing|2026-11-07T00:00:00Z");
    let mut last = late.clone();
    last.clock_until(at("2026-11-06T23:59:59.999999Z"));
    last.import(&usage);
    assert_eq!(cells(&last, "status,deadline"), "MSP preparing|2026-11-07T00:00:00Z");
    late.clock_until(at("2026-11-07T00:00:00Z"));
    late.import(&usage);
    assert!(late.reports().is_empty());
    let october = Cycle::parse("2026-10").unwrap();
    assert_eq!(late.named(october)[0].reasons, ["came-too-late"]);
    // "The distributor or the operator may have the report made then, its deadline counted from
    // that day": 7 November is the first of five.
    assert!(late.make_too_late(october, "P", "V"));
    assert_eq!(cells(&late, "status,deadline"), "MSP preparing|2026-11-12T00:00:00Z");
    assert_eq!(late.named(october), []);
}

#[test]
fn a_late_reading_of_the_month_before_changes_what_is_carried() {
    let mut model = model("UTC", PEAK, ("settle_days", ""), "S,2026-09-10,20,10\n");
    model.clock_until(at("2026-11-02T00:00:00Z"));
    model.import(&[("usage.csv", "subscription,observed_at,provisioned\nS,2026-09-30,25\n")]);
    assert_eq!(cells(&model, "provisioned,used,carried_forward,version"), "25||yes|1");
}

#[test]
fn dispatched_reports_are_the_vendors() {
    let mut model = made();
    model.clock_until(at("2026-11-07T05:00:00Z"));
    let vendor = "email,name,company,role\nv@x,V,V,Administrator\n";
    model.import(&[("users.csv", vendor)]);
    assert_eq!(apply(&mut model, "2026-10,P,complete,,,,", "v@x", "V"), ["refused"]);
    assert_eq!(model.dispatch("D", "V"), 1);
    assert_eq!(cells(&model, "status,approval,version"), "Submitted to vendor|automatic|4");
    assert_eq!(apply(&mut model, "2026-10,P,dispatch,,,,", "v@x", "V"), ["refused"]);
    let mut returned = model.clone();
    assert_eq!(apply(&mut model, "2026-10,P,complete,,,,4", "v@x", "V"), ["done"]);
    assert_eq!(apply(&mut returned, "2026-10,P,return,,,no,", "v@x", "V"), ["done"]);
    assert_eq!(cells(&model, "status,approval"), "Completed|automatic");
    let kind = "returned by vendor";
    assert_eq!(cells(&returned, STATE), format!("Under review|{kind}|automatic||yes|yes|20|5"));
}

#[test]
fn a_distributor_gives_more_time_before_the_deadline_passes() {
    let mut model = made();
    let extend = |model: &mut Model, until: &str, why: &str| {
        let row = format!("2026-10,P,extend,,,{why},,{until}");
        let header = "cycle,partner,action,product,chargeable,comment,version,deadline\n";
        let all = model.apply(&format!("{header}{row}\n"), "d@x", Some("D"));
        all[0].0.word()
    };
    assert_eq!(extend(&mut model, "2026-11-06", "why"), "already done");
    assert_eq!(extend(&mut model, "2026-11-05", "why"), "refused");
    assert_eq!(extend(&mut model, "2026-11-09", ""), "refused");
    assert_eq!(extend(&mut model, "2026-11-09", "why"), "done");
    assert_eq!(cells(&model, "status,deadline,version"), "MSP preparing|2026-11-10T05:00:00Z|2");
    assert_eq!(extend(&mut model, "2026-11-10T06:00:00Z", "why"), "done");
    model.clock_until(at("2026-11-10T05:59:59Z"));
    assert_eq!(cells(&model, "status"), "MSP preparing");
    model.clock_until(at("2026-11-10T06:00:00Z"));
    assert_eq!(cells(&model, "submitted_at"), "2026-11-10T06:00:00Z");
    assert_eq!(extend(&mut model, "2026-11-12", "why"), "refused");
}
