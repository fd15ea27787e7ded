//! Every page that links lead to, for every kind of reader, in an installation with hostile names,
//! comments and reasons: none of it becomes markup, and every page is complete.

mod markup;

use crate::console::fixture::ConsoleFixture;
use crate::console::report::{field, report_of, typed};
use axum::body::Body;
use axum::http::{HeaderMap, Request};
use countersign_app::channels::secret;
use countersign_app::random::SystemRandom;
use countersign_console::listing;
use countersign_domain::delivery_channel::{ChannelKind, FileFormat};
use countersign_store::delivery_channels::{self, ChannelFields, DeliveryChannel, Secret};
use countersign_store::external_identities::SubjectKey;
use countersign_store::outbox::{AttemptOutcome, OutboxLease};
use countersign_store::sign_in_policies::{self, Policy, Provider};
use countersign_store::{Tx, deliveries, external_identities, people};
use http_body_util::BodyExt;
use std::collections::BTreeSet;
use tower::ServiceExt;
use uuid::Uuid;

/// The readers. The stranger has no session.
const READERS: [&str; 7] = [
    "",
    "op@x.example",
    "v@x.example",
    "d1@x.example",
    "p1@x.example",
    "p4@x.example",
    "d1licence@x.example",
];

/// The number of pages of one kind that are opened for one reader.
const OF_A_KIND: usize = 4;
/// The largest page of a list of 50 rows, in bytes.
const LARGEST: usize = 63 << 10;

/// Hostile text, for every field that people fill in.
const HOSTILE: [&str; 6] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "=HYPERLINK(\"http://evil.example\")'; DROP TABLE reports; --",
    "</title></textarea></select><svg onload=alert(1)>",
    "\u{202e}gnp.exe \u{1f98a} {{ 7*7 }} {% raw %} javascript:alert(1)",
];

struct OpenedPage {
    status: u16,
    headers: HeaderMap,
    body: String,
}

async fn open(fixture: &ConsoleFixture, session: &str, path: &str) -> OpenedPage {
    let mut request = Request::get(path);
    if !session.is_empty() {
        request = request.header("cookie", format!("session={session}"));
    }
    let request = request.body(Body::empty()).unwrap();
    let response = fixture.router().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    let body = String::from_utf8_lossy(&bytes).into_owned();
    OpenedPage { status: parts.status.as_u16(), headers: parts.headers, body }
}

/// The headers that every response must have.
fn lacks(headers: &HeaderMap) -> Vec<String> {
    let text = |name: &str| headers.get(name).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let mut lacks = Vec::new();
    let policy = text("content-security-policy");
    if !policy.contains("default-src 'none'") || policy.contains("unsafe") {
        lacks.push(format!("policy {policy:?}"));
    }
    let wanted = [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "same-origin"),
        ("cache-control", "no-store"),
    ];
    let differ = wanted.iter().filter(|(name, value)| text(name) != *value);
    lacks.extend(differ.map(|(name, _)| format!("{name} {:?}", text(name))));
    lacks
}

/// A page's route, if its address determines it.
fn route_of(path: &str) -> Option<&'static str> {
    let path = path.split('?').next().unwrap_or_default();
    let parts: Vec<&str> = path.split('/').collect();
    let fits = |route: &str| {
        let of_route: Vec<&str> = route.split('/').collect();
        let pairs = of_route.iter().zip(&parts);
        of_route.len() == parts.len()
            && pairs.into_iter().all(|(route, part)| route.starts_with('{') || route == part)
    };
    let mut routes: Vec<_> =
        listing().into_iter().filter(|it| it.method == "GET" && fits(it.path)).collect();
    routes.sort_by_key(|it| it.path.matches('{').count());
    routes.first().map(|it| it.path)
}

fn links(page: &str) -> Vec<String> {
    let links = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let ours = links.filter(|link| link.starts_with('/') && !link.starts_with("/assets"));
    let plain = |link: &str| link.replace("&#38;", "&").replace("&amp;", "&");
    ours.map(|link| plain(link).split('#').next().unwrap_or_default().to_owned()).collect()
}

/// Opens what links lead to. Returns the routes that were seen, and what was wrong.
async fn crawl(fixture: &ConsoleFixture, reader: &str) -> (BTreeSet<&'static str>, Vec<String>) {
    let session = if reader.is_empty() { String::new() } else { fixture.session_of(reader).await };
    let mut waiting = vec!["/".to_owned(), "/sign-in".to_owned(), "/nowhere".to_owned()];
    let (mut seen, mut opened, mut faults) = (BTreeSet::new(), Vec::new(), Vec::new());
    let (mut known, mut harmful) = (BTreeSet::new(), 0);
    while let Some(path) = waiting.pop() {
        let route = route_of(&path).unwrap_or("nowhere");
        let of_route = opened.iter().filter(|it| **it == route).count();
        if of_route >= OF_A_KIND || !known.insert(path.clone()) {
            continue;
        }
        opened.push(route);
        let page = open(fixture, &session, &path).await;
        let mut tell = |what: &str| faults.push(format!("{path} for {reader:?}: {what}"));
        if page.status >= 500 || page.status == 200 && route == "nowhere" {
            tell(&format!("status {}", page.status));
        }
        if page.status == 404 && route != "nowhere" && of_route == 0 {
            tell("a link that leads nowhere");
        }
        lacks(&page.headers).iter().for_each(|it| tell(it));
        let says = |name: &str, begin: &str| {
            let header = page.headers.get(name).and_then(|it| it.to_str().ok());
            header.is_some_and(|it| it.starts_with(begin))
        };
        // What is saved as a file is no page.
        if !says("content-type", "text/html") || says("content-disposition", "attachment") {
            seen.insert(route);
            continue;
        }
        if page.body.len() > LARGEST {
            tell(&format!("{} bytes", page.body.len()));
        }
        markup::faults(&page.body).iter().for_each(|it| tell(it));
        if page.status == 200 {
            seen.insert(route);
        }
        harmful += usize::from(page.body.contains("&#60;script&#62;alert(1)"));
        waiting.extend(links(&page.body));
    }
    if reader.contains("1@") {
        assert!(harmful >= 10, "hostile text is on {harmful} pages of {reader} only");
    }
    (seen, faults)
}

/// A report that was commented on, submitted and rejected with hostile texts.
async fn say_harm(fixture: &ConsoleFixture) {
    let comment = HOSTILE.join("\n");
    let partner = fixture.sign_in("p1@x.example").await;
    let path = report_of(&partner).await;
    let page = partner.get(&path).await;
    let line = page.body.split("name=\"comment-").nth(1).unwrap().split('"').next().unwrap();
    let line = format!("comment-{line}");
    let fields = typed(&page, &[(&line, &comment), ("comment", &comment), ("then", "stay")]);
    let borrowed: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    partner.post(&format!("{path}/draft"), &borrowed).await.leads_on();
    let ask = partner.get(&format!("{path}/submit")).await;
    let version = field(&ask, "version");
    partner.post(&format!("{path}/submit"), &[("version", &version)]).await.leads_on();
    let distributor = fixture.sign_in("d1@x.example").await;
    let ask = distributor.get(&format!("{path}/reject")).await;
    let version = field(&ask, "version");
    let fields = [("version", version.as_str()), ("reasons", comment.as_str())];
    distributor.post(&format!("{path}/reject"), &fields).await.leads_on();
}

/// A distributor whose identity provider has a hostile name, and knows a person by another hostile
/// name.
async fn vouch_for_harm(fixture: &ConsoleFixture) {
    let issuer = "https://<script>alert(1)</script>.example";
    let provider = Provider {
        issuer: issuer.to_owned(),
        client_id: HOSTILE[0].to_owned(),
        client_secret: None,
        is_locked: false,
        other_audiences: vec![HOSTILE[1].replace(char::is_whitespace, "")],
    };
    let policy = Policy { second_factor_required: false, provider: Some(provider) };
    let now = fixture.app.state.clock.machine_time();
    let vouch = async |tx: &mut Tx| {
        let acting = &people::acting(tx, "d1@x.example").await?[0];
        sign_in_policies::put(tx, acting.company_id, &policy).await?;
        let key = SubjectKey { company_id: acting.company_id, issuer, subject: HOSTILE[0] };
        external_identities::link(tx, acting.person_id, key, now).await
    };
    fixture.app.state.store.write(vouch).await.unwrap();
}

/// Delivery channels with hostile names, one of which failed for a hostile reason.
async fn lead_to_harm(fixture: &ConsoleFixture) {
    let now = fixture.app.state.clock.machine_time();
    let channel = |(number, kind): (u128, ChannelKind)| DeliveryChannel {
        id: Uuid::from_u128(number),
        distributor_id: 3,
        kind,
        said: ChannelFields {
            name: HOSTILE[0].to_owned(),
            vendor_id: None,
            address: HOSTILE[1].to_owned(),
            format: FileFormat::Csv,
            host_key: Some(HOSTILE[2].to_owned()),
            is_on: true,
        },
        secret: secret::new(kind, &SystemRandom).map(|text| Secret { text, old: None }),
        is_locked: false,
        created_at: now,
        version: 1,
    };
    let channels =
        [(1, ChannelKind::Email), (2, ChannelKind::Sftp), (3, ChannelKind::Webhook)].map(channel);
    let put = async |tx: &mut Tx| {
        for channel in &channels {
            delivery_channels::insert(tx, channel).await?;
        }
        Ok(())
    };
    fixture.app.state.store.write(put).await.unwrap();
}

/// A program of the operator's with a hostile name, and a token of it.
async fn let_harm_in(fixture: &ConsoleFixture) {
    let operator = fixture.sign_in("op@x.example").await;
    let fields = [("name", HOSTILE[0]), ("role", "Administrator")];
    let account = operator.post("/people/service-accounts", &fields).await.leads_on();
    let fields = [("name", HOSTILE[1]), ("scope", "reports.read"), ("days", "90")];
    operator.post(&format!("{account}/tokens"), &fields).await;
    let address = "https://psa.example/in?<script>alert(1)</script>";
    let fields = [("name", HOSTILE[0]), ("address", address), ("event", "report.approved")];
    let added = operator.post("/webhooks", &fields).await;
    assert!(added.status.is_success() || added.status.is_redirection(), "{}", added.body);
}

/// Makes the deliveries that wait for these channels fail.
async fn fail_harmfully(fixture: &ConsoleFixture) {
    let now = fixture.app.state.clock.machine_time();
    let lease = OutboxLease { id: Uuid::from_u128(9), until: now.plus_micros(1) };
    let fail = async |tx: &mut Tx| {
        let hand = deliveries::take(tx, now, lease, "x@x").await?.unwrap();
        let outcome = AttemptOutcome::GivenUp(now, HOSTILE[4]);
        deliveries::finish(tx, &hand, lease.id, outcome).await
    };
    assert!(fixture.app.state.store.write(fail).await.unwrap());
}

/// The other report, sent to the vendor with hostile texts.
async fn send_harm(fixture: &ConsoleFixture) {
    fixture.clock_to("2026-11-09T00:00:00Z").await;
    let distributor = fixture.sign_in("d1@x.example").await;
    let said = [("purchase_order", HOSTILE[1]), ("note", &HOSTILE.join("\n"))];
    crate::console::dispatches::send_all(&distributor, &said).await;
}

/// It is completed and is to be corrected, with hostile texts, and readings come late for the
/// first.
async fn correct_harm(fixture: &ConsoleFixture) {
    let vendor = fixture.sign_in("v@x.example").await;
    let path = report_of(&vendor).await;
    let version = field(&vendor.get(&format!("{path}/complete")).await, "version");
    vendor.post(&format!("{path}/complete"), &[("version", &version)]).await.leads_on();
    let distributor = fixture.sign_in("d1@x.example").await;
    let form = distributor.get(&format!("{path}/correction")).await;
    let line = form.body.split("name=\"chargeable-").nth(1).unwrap().split('"').next().unwrap();
    let (chargeable, reason) = (format!("chargeable-{line}"), format!("reason-{line}"));
    let (version, words) = (field(&form, "version"), HOSTILE.join("\n"));
    let fields = [
        ("version", version.as_str()),
        ("language", "en"),
        (chargeable.as_str(), "1"),
        (reason.as_str(), &words),
        ("reason", &words),
    ];
    distributor.post(&format!("{path}/correction"), &fields).await.leads_on();
    fixture.add_readings(&["S1,2026-10-20,1100,900"]).await;
}

#[tokio::test]
async fn hostile_text_stays_text_on_every_page_that_links_lead_to() {
    let fixture = ConsoleFixture::hostile(&HOSTILE).await;
    say_harm(&fixture).await;
    vouch_for_harm(&fixture).await;
    lead_to_harm(&fixture).await;
    let_harm_in(&fixture).await;
    super::sources::add_sources(&fixture, [HOSTILE[0], HOSTILE[1]]).await;
    send_harm(&fixture).await;
    fail_harmfully(&fixture).await;
    correct_harm(&fixture).await;
    let (mut seen, mut all) = (BTreeSet::new(), Vec::new());
    for reader in READERS {
        let (routes, faults) = crawl(&fixture, reader).await;
        seen.extend(routes);
        all.extend(faults);
    }
    assert!(all.is_empty(), "{} faults:\n{}", all.len(), all.join("\n"));
    let get: BTreeSet<_> =
        listing().iter().filter(|it| it.method == "GET").map(|it| it.path).collect();
    let unseen: Vec<_> = get.difference(&seen).filter(|it| !NOT_LINKED.contains(it)).collect();
    assert!(unseen.is_empty(), "no link leads to {unseen:?}");
}

/// Pages that no link leads to in this world: what is seen after a form was sent, in another
/// state of a report, in a demonstration, in a frame, by a person on the way in, by a load
/// balancer, or by a program that watches the log, and packs of a log that a key signs.
const NOT_LINKED: [&str; 35] = [
    "/assets/{file}",
    "/companies/choose",
    "/cycles/{cycle}/evidence.zip",
    "/demo",
    "/healthz",
    "/imports/{id}",
    "/imports/{id}/problems",
    "/jobs/{id}",
    "/jobs/{id}/correct",
    "/jobs/{id}/problems",
    "/jobs/{id}/results",
    "/message-templates/{kind}/page",
    "/outbox/message/page",
    "/link/{token}",
    "/log/checkpoint",
    "/log/keys",
    "/log/tile/{*path}",
    "/set-up/{token}",
    "/people/{person}/remove",
    "/readyz",
    "/sign-in/code",
    "/sign-on/callback",
    "/usage-reports/{id}/evidence.zip",
    "/usage-reports/{id}/extend",
    "/usage-reports/{id}/complete",
    "/usage-reports/{id}/correction",
    "/usage-reports/{id}/correction/agree",
    "/usage-reports/{id}/correction/complete",
    "/usage-reports/{id}/correction/refuse",
    "/usage-reports/{id}/correction/return",
    "/usage-reports/{id}/reject",
    "/usage-reports/{id}/reopen",
    "/usage-reports/{id}/return",
    "/usage-reports/{id}/submit",
    "/unsubscribe/{token}",
];

#[tokio::test]
async fn fifty_rows_are_a_page_of_63_kibibytes_at_most() {
    let fixture = ConsoleFixture::with_partners(60).await;
    let session = fixture.session_of("d1@x.example").await;
    for path in ["/usage-reports?cycle=2026-10", "/partners", "/customers"] {
        let page = open(&fixture, &session, path).await;
        let rows = page.body.matches("<tr").count();
        assert!(rows >= 50, "{rows} rows on {path}");
        assert!(page.body.len() <= LARGEST, "{path}: {} bytes", page.body.len());
    }
}

#[tokio::test]
async fn the_character_nul_is_refused_in_every_form() {
    let fixture = ConsoleFixture::new().await;
    for route in listing().iter().filter(|it| it.method == "POST" && !it.path.contains('{')) {
        let browser = fixture.sign_in("d1@x.example").await;
        let page = browser.post(route.path, &[("name", "a\0b"), ("next", "/\0")]).await;
        let status = page.status.as_u16();
        // People who may not send it are told so first. What needs no field reads none.
        assert!([303, 400, 403, 404].contains(&status), "{} answers {status}", route.name());
        assert!(!page.location.contains('\0') && !page.location.contains("%00"));
    }
}
