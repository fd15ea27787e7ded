//! The data of people besides reports: how they sign in, their preferences, jobs, and interrupted
//! work.

use crate::upgrade::rehearsal::{Stage, at};
use countersign_app::identity::totp;
use countersign_app::jobs::decisions::{self, JobDecision, ReportToDecide};
use countersign_app::jobs::{Begin, worker};
use countersign_app::random::Random;
use countersign_domain::actor::{Person, Role};
use countersign_domain::event_mapping::{EventMapping, JsonPointer, SubscriptionPlace};
use countersign_domain::instant::Instant;
use countersign_domain::quantity::Quantity;
use countersign_domain::source::SourceMode;
use countersign_domain::webhook::{EventType, WebhookState};
use countersign_store::api_tokens::NewToken;
use countersign_store::external_identities::SubjectKey;
use countersign_store::idempotent_requests::RequestName;
use countersign_store::job_statements::JobStatement;
use countersign_store::passkeys::{GivenChallenge, Passkey};
use countersign_store::purges::{OldRows, PurgeBound, PurgedTable};
use countersign_store::readings::{Guess, Reading};
use countersign_store::received_events::ReceivedEvent;
use countersign_store::service_accounts::ServiceAccount;
use countersign_store::sign_on_flows::Flow;
use countersign_store::sources::NewSource;
use countersign_store::webhooks::{NewEvent, Webhook, WebhookFields};
use countersign_store::{
    Tx, api_tokens, apply_progress, deadline_choices, event_mappings, external_identities,
    idempotent_requests, job_statements, partners, passkeys, passwords, purges, received_events,
    reports, second_factors, service_accounts, sign_on_flows, sources, webhooks,
};
use uuid::Uuid;

pub(crate) const PASSWORD: &str = "correct horse battery staple";
/// The identity provider of D2.
const ISSUER: &str = "https://id.bluewater.example";

pub(crate) async fn play(stage: &Stage) {
    sign_in(stage).await;
    choose(stage).await;
    administer(stage).await;
    decide_in_jobs(stage).await;
    leave_half_done(stage).await;
    let_a_program_in(stage).await;
    purge(stage).await;
}

/// A service account with a token, a request that it made, and a webhook with a message.
async fn let_a_program_in(stage: &Stage) {
    let (d2, machine) = (stage.person("d2@x.example").await, stage.app.state.clock.machine_time());
    let random: &dyn Random = &stage.random;
    let account = account(random.id(), &d2, machine);
    let token = NewToken {
        id: random.id(),
        hash: &[7; 32],
        person_id: d2.id,
        company_id: d2.company_id,
        account_id: Some(account.id),
        parent_id: None,
        name: "Night run",
        scopes: "reports.read",
        networks: "192.0.2.0/24",
        made_by: d2.id,
        made_at: machine,
        expires_at: machine.plus_micros(600_000_000),
    };
    let source = NewSource {
        sender_id: account.id,
        company_id: d2.company_id,
        name: "ERP",
        mode: SourceMode::Live,
        silent_after_hours: Some(26),
        made_at: machine,
    };
    let reading = Reading {
        partner_id: 1,
        subscription_id: 1,
        observed_at: machine,
        provisioned: Quantity::from_units(5),
        used: None,
    };
    let mapping = mapping();
    let event = ReceivedEvent { name: [1; 32], content: [2; 32], mapping: mapping.hash() };
    let run = random.id();
    let webhook = webhook(random.id(), d2.company_id, machine);
    let message = NewEvent {
        webhook_id: webhook.id,
        event: random.id(),
        event_type: EventType::Test,
        data: "{}",
        leaf: None,
        created_at: machine,
        due_at: machine,
    };
    let let_in = async |tx: &mut Tx| {
        service_accounts::add(tx, &account).await?;
        api_tokens::add(tx, &token).await?;
        sources::add(tx, &source).await?;
        sources::note_readings(tx, 1, &[reading], &mut Guess::Free).await?;
        webhooks::insert(tx, &webhook, "whsec_AAAA", Some(d2.id)).await?;
        webhooks::put(tx, std::slice::from_ref(&message)).await?;
        event_mappings::put(tx, &mapping).await?;
        received_events::note(tx, d2.company_id, &[event], machine).await?;
        let request = RequestName { caller: "a program", key: "first" };
        idempotent_requests::reserve(tx, request, &[8; 32], run, machine).await
    };
    assert!(stage.store().write(let_in).await.unwrap());
}

fn account(id: Uuid, owner: &Person, made_at: Instant) -> ServiceAccount {
    ServiceAccount {
        id,
        company_id: owner.company_id,
        name: "ERP".to_owned(),
        role: Role::BillingManager,
        made_by: owner.id,
        maker: String::new(),
        made_at,
        ended_at: None,
    }
}

fn mapping() -> EventMapping {
    EventMapping {
        event_type: "com.example.seats".to_owned(),
        subscription: SubscriptionPlace::Subject,
        provisioned: JsonPointer::parse("/seats/assigned").unwrap(),
        used: None,
    }
}

fn webhook(id: Uuid, company_id: i64, made_at: Instant) -> Webhook {
    Webhook {
        id,
        company_id,
        said: WebhookFields {
            name: "PSA".to_owned(),
            address: "https://psa.example/in".to_owned(),
            events: vec![EventType::ReportApproved],
            state: WebhookState::On,
        },
        secret: None,
        failures: 0,
        retry_at: None,
        made_at,
        ended_at: None,
        version: 1,
    }
}

/// The details of one audit entry, with the record of their purge.
async fn purge(stage: &Stage) {
    let now = stage.app.state.clock.machine_time();
    let old = OldRows::AuditDetails(now.plus_micros(1));
    let bound = PurgeBound { purged_at: now, before_at: old.before_at(), cycle: None };
    let purge = async |tx: &mut Tx| {
        let removed = purges::remove_old(tx, &old, 1).await?;
        purges::record(tx, PurgedTable::AuditDetails, bound, removed).await
    };
    stage.store().write(purge).await.unwrap();
}

async fn give_password(stage: &Stage, email: &str) {
    let random: &dyn Random = &stage.random;
    let phc = stage.app.hasher.hash(PASSWORD, random).await.unwrap();
    let (id, now) = (stage.person(email).await.id, at("2026-08-03T09:00:00Z"));
    let put = async |tx: &mut Tx| passwords::put(tx, id, &phc, now).await;
    stage.store().write(put).await.unwrap();
}

async fn sign_in(stage: &Stage) {
    for email in ["d1@x.example", "p1@x.example"] {
        give_password(stage, email).await;
        let mut browser = stage.browser();
        let wrong = [("email", email), ("password", "a guess that is wrong")];
        assert_eq!(browser.post("/sign-in", &wrong).await.status, 422);
        let right = [("email", email), ("password", PASSWORD)];
        assert_eq!(browser.post("/sign-in", &right).await.leads_on(), "/");
    }
    // A second factor, with its recovery codes.
    let mut d1 = stage.browser();
    d1.post("/sign-in", &[("email", "d1@x.example"), ("password", PASSWORD)]).await.leads_on();
    d1.get("/account").await.shown();
    let begin = [("password", PASSWORD)];
    d1.post("/account/second-factor/begin", &begin).await.leads_on();
    d1.get("/account/second-factor").await.shown();
    let id = stage.person("d1@x.example").await.id;
    let mut tx = stage.store().read().await.unwrap();
    let secret = second_factors::find(&mut tx, id).await.unwrap().unwrap().secret.unwrap();
    tx.rollback().await.unwrap();
    let code = totp::code_at(&secret, stage.app.state.clock.machine_time());
    d1.post("/account/second-factor/confirm", &[("code", &code)]).await.shown();
    // A failed sign-in, and a forgotten password.
    let mut stranger = stage.browser();
    let guess = [("email", "nobody@x.example"), ("password", "a guess that is wrong")];
    assert_eq!(stranger.post("/sign-in", &guess).await.status, 422);
    stranger.post("/forgot-password", &[("email", "p1@x.example")]).await.shown();
}

async fn choose(stage: &Stage) {
    let mut p1 = stage.signed_in("p1@x.example").await;
    let looks =
        [("language", "de"), ("theme", "dark"), ("shortcuts", "1"), ("time_zone", "Asia/Tokyo")];
    p1.post("/account/preferences", &looks).await.leads_on();
    p1.post("/account/messages", &[("wanted", "rejected")]).await.leads_on();
}

async fn administer(stage: &Stage) {
    let mut d2 = stage.signed_in("d2@x.example").await;
    let texts = [("text", "Which customer is this about?"), ("text", "Please check the figures.")];
    d2.post("/settings/reasons", &texts).await.leads_on();
    d2.get("/people/sign-in").await.shown();
    let provider =
        [("issuer", ISSUER), ("client_id", "countersign"), ("client_secret", "hush-hush")];
    d2.post("/people/sign-in", &provider).await.leads_on();
    d2.get("/people/add").await.shown();
    let fields = [("email", "nina@x.example"), ("name", "Nina"), ("role", "Billing Manager")];
    d2.post("/people/add", &fields).await.shown();
    let mut op = stage.signed_in("op@x.example").await;
    op.post("/set-up-list/dismiss", &[]).await.leads_on();
    // Settings of reports, changed where there are no readings.
    let [p5, p9, d2, d4] = [
        stage.company("P5").await,
        stage.company("P9").await,
        stage.company("D2").await,
        stage.company("D4").await,
    ];
    for (path, typed) in [
        (format!("/partners/{p9}/edit"), [("name", "Fjell Drift AS"), ("city", "Bodø")]),
        (format!("/partners/{p5}/edit"), [("type", "msp"), ("city", "Kiel")]),
        (format!("/distributors/{d4}/edit"), [("region", "US"), ("name", "Sadafnur Trade")]),
        ("/regions/3/edit".to_owned(), [("usage_reports", "yes"), ("currency", "USD")]),
        ("/settings/regions/1".to_owned(), [("review_days", "9"), ("resubmit_days", "4")]),
    ] {
        op.change(&path, &typed).await.leads_on();
    }
    let gone = [("code", "GONE"), ("name", "Gone AS"), ("partner", "P9")];
    let gone = op.post("/customers/add", &gone).await.leads_on();
    op.post(&format!("{gone}/retirement"), &[("retires", "true")]).await.leads_on();
    // A webhook whose secret was renewed. The old one also signs for a while.
    let ways = format!("/distributors/{d2}/channels");
    let webhook = [
        ("kind", "webhook"),
        ("name", "Acme's own"),
        ("address", "https://acme.example/in"),
        ("format", "jsonl"),
        ("on", "1"),
    ];
    op.post(&format!("{ways}/add"), &webhook).await.shown();
    let way = op.get(&ways).await.shown().links("/ways/").remove(0);
    let version = op.get(&way).await.shown().field("version");
    op.post(&format!("{way}/secret"), &[("version", &version)]).await.shown();
}

/// One finished job, which rejects P3's October, and one that waits for confirmation.
async fn decide_in_jobs(stage: &Stage) {
    let (person, now) = (stage.person("d1b@x.example").await, stage.app.state.clock.machine_time());
    let agree = async |tx: &mut Tx| {
        countersign_store::people::accept(tx, person.id, person.company_id, now).await
    };
    stage.store().write(agree).await.unwrap();
    let reports = stage.reports("2026-10").await;
    let reject = JobDecision::Reject { reasons: "Which branch?".to_owned() };
    let approve = JobDecision::Approve { note: None };
    for (decision, partner, begin) in
        [(reject, "P3", Begin::AtOnce), (approve, "P2", Begin::Previewed)]
    {
        let of_partner = reports.iter().filter(|it| it.names.partner == partner);
        let wanted = of_partner.map(|it| ReportToDecide {
            report_id: it.names.report_id,
            key: it.key(),
            version: Some(it.report.version),
        });
        let wanted: Vec<ReportToDecide> = wanted.collect();
        let prepare = async |tx: &mut Tx| {
            let job = decisions::prepare(tx, &person, &decision, &wanted, begin, now).await?;
            let (statement, place) = ("a statement".to_owned(), "its place".to_owned());
            let stated = JobStatement { position: 1, statement, place };
            let stated: Vec<_> =
                (begin == Begin::Previewed).then_some(stated).into_iter().collect();
            job_statements::put(tx, job, &stated).await
        };
        stage.store().write(prepare).await.unwrap();
        assert_eq!(worker::run_waiting(stage.store(), &stage.app.state.clock).await.unwrap(), 1);
    }
}

/// What only an interruption, an ordinary database or another machine leaves: an interrupted file
/// of decisions and an import, moved deadlines, a sign-in at a provider, and a report that could
/// not be made; and a passkey, which a device would have to make.
async fn leave_half_done(stage: &Stage) {
    let (d2, nina) = (stage.person("d2@x.example").await, stage.person("nina@x.example").await);
    let (now, machine) = (stage.now().await, stage.app.state.clock.machine_time());
    let fault = stage.key("2026-10", "P9", "ACME").await;
    let random: &dyn Random = &stage.random;
    let flow = Flow {
        id: random.id(),
        company_id: d2.company_id,
        issuer: ISSUER.to_owned(),
        nonce: "a nonce".to_owned(),
        verifier: "a verifier".to_owned(),
        person_id: Some(nina.id),
        link_id: None,
        return_to: Some("/account".to_owned()),
        expires_at: machine.plus_micros(600_000_000),
    };
    let passkey = Passkey {
        id: random.id(),
        person_id: nina.id,
        credential_id: vec![1; 32],
        algorithm: -8,
        public_key: vec![2; 32],
        sign_count: 3,
        is_backup_eligible: true,
        name: "Laptop".to_owned(),
        made_at: machine,
        last_used_at: None,
    };
    let leave = async |tx: &mut Tx| {
        apply_progress::record(tx, "f00d", 1, "done,\n").await?;
        let day = at("2026-11-05T00:00:00Z").utc_day();
        partners::note_arrivals(tx, &[(fault.partner_id, day)]).await?;
        deadline_choices::record(tx, now, Some(now), Some(d2.id)).await?;
        sign_on_flows::add(tx, &flow, &[7; 32]).await?;
        let key = SubjectKey { company_id: d2.company_id, issuer: ISSUER, subject: "dan-1" };
        external_identities::link(tx, d2.id, key, machine).await?;
        passkeys::add(tx, &passkey).await?;
        passkeys::add_handle(tx, passkey.person_id, &[3; 32]).await?;
        let given = GivenChallenge { session_id: None, expires_at: machine };
        passkeys::give_challenge(tx, &[8; 32], given).await?;
        reports::note_fault(tx, fault, now, "a figure is too large").await
    };
    stage.store().write(leave).await.unwrap();
}
