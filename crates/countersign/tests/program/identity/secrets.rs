//! Secrets at rest: none is readable in the files of a database, a key is replaced during
//! operation, and a lost key costs only the secrets sealed with it.

mod losing;
mod plain;
mod rotating;

use crate::identity::fixture::{BEN, EVA, IdentityFixture, NOW, number};
use countersign_app::actions::audit;
use countersign_app::actions::change_channels::{self, ChannelInput};
use countersign_app::actions::manage_webhooks::{self, WebhookInput, WebhookOwner};
use countersign_app::channels::Destinations;
use countersign_app::random::SystemRandom;
use countersign_domain::actor::CompanyKind;
use countersign_domain::audit::Event;
use countersign_domain::delivery_channel::ChannelKind;
use countersign_domain::message::MessageKind as Message;
use countersign_store::outbox::{self, AttemptOutcome, NewNotification, OutboxLease};
use countersign_store::sign_in_policies::{self, Policy, Provider};
use countersign_store::{Store, Tx, delivery_channels, second_factors, webhooks};
use std::path::PathBuf;
use uuid::Uuid;

const NORD: i64 = 2;
const CLIENT_SECRET: &str = "a client secret that nobody guesses";
const HOLDER: Uuid = Uuid::from_u64_pair(9, 9);

/// One secret of each kind.
struct Secrets {
    webhook: Uuid,
    sftp: Uuid,
    /// The webhook that gets events.
    events: Uuid,
    /// In the forms in which they are used and shown.
    texts: Vec<Vec<u8>>,
    recovery: String,
}

async fn add(store: &Store, kind: ChannelKind, address: &str) -> (Uuid, String) {
    let filled = ChannelInput {
        name: kind.token().to_owned(),
        address: address.to_owned(),
        format: "csv".to_owned(),
        host_key: "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU".to_owned(),
        is_on: true,
        ..ChannelInput::default()
    };
    let destinations = Destinations::default();
    let add = async |tx: &mut Tx| {
        change_channels::add(tx, NORD, kind, &filled, &destinations, NOW, &SystemRandom).await
    };
    let channel = store.write(add).await.unwrap().unwrap();
    (channel.id, channel.secret.unwrap().text)
}

/// A webhook that gets events, with its first and its second secret.
async fn add_events(store: &Store) -> (Uuid, [String; 2]) {
    let entry = audit::entry(Event::WebhookChanged, NOW);
    let owner = WebhookOwner { company_id: NORD, kind: CompanyKind::Distributor };
    let input = WebhookInput {
        name: "PSA".to_owned(),
        address: "https://psa.example/in".to_owned(),
        events: vec!["report.approved".to_owned()],
        is_on: true,
    };
    let (destinations, random) = (Destinations::default(), &SystemRandom);
    let add = async |tx: &mut Tx| {
        manage_webhooks::add(tx, owner, &input, &destinations, random, &entry).await
    };
    let made = store.write(add).await.unwrap().unwrap();
    let rotate = async |tx: &mut Tx| {
        let webhook = webhooks::find(tx, made.webhook.id).await?.unwrap();
        manage_webhooks::rotate(tx, &webhook, 1, random, &entry).await
    };
    let second = store.write(rotate).await.unwrap().unwrap().text;
    (made.webhook.id, [made.secret.clone(), second])
}

/// The token of a mailed link as the sender has it. It counts as sent then.
async fn sent(store: &Store) -> String {
    let lease = OutboxLease { id: HOLDER, until: NOW.plus_micros(60_000_000) };
    let taken = store.write(async |tx| outbox::take(tx, NOW, lease, "m@x.example").await);
    let rows = taken.await.unwrap().unwrap();
    let sent = async |tx: &mut Tx| {
        outbox::finish(tx, "m@x.example", HOLDER, AttemptOutcome::Sent(NOW)).await
    };
    assert!(store.write(sent).await.unwrap());
    rows[0].secret.clone().unwrap()
}

/// Makes one secret of each kind, and leaves a letter with a link waiting.
async fn filled(fixture: &IdentityFixture) -> Secrets {
    let (factor, codes) = fixture.give_factor(EVA).await;
    let (webhook, first) =
        add(&fixture.store, ChannelKind::Webhook, "https://in.vendor.example/").await;
    let (sftp, key) = add(&fixture.store, ChannelKind::Sftp, "sftp://eva@in.vendor.example/").await;
    let renew =
        async |tx: &mut Tx| change_channels::renew(tx, webhook, 1, NOW, &SystemRandom as _).await;
    let second = fixture.store.write(renew).await.unwrap().unwrap().text;
    let provider = Provider {
        issuer: "https://login.nordlicht.example".to_owned(),
        client_id: "countersign".to_owned(),
        client_secret: Some(CLIENT_SECRET.to_owned()),
        is_locked: false,
        other_audiences: Vec::new(),
    };
    let policy = Policy { second_factor_required: false, provider: Some(provider) };
    let put = async |tx: &mut Tx| sign_in_policies::put(tx, NORD, &policy).await;
    fixture.store.write(put).await.unwrap();
    let mut browser = fixture.mailing_browser_at(0);
    browser.get("/forgot-password").await;
    browser.post("/forgot-password", &[("email", BEN)]).await;
    let (events, [third, fourth]) = add_events(&fixture.store).await;
    let texts = [first, second, third, fourth, key, CLIENT_SECRET.to_owned()];
    let mut texts = texts.map(String::into_bytes).to_vec();
    texts.push(factor);
    Secrets { webhook, sftp, events, texts, recovery: codes[0].clone() }
}

/// The files of the database, with its log and index.
fn files(fixture: &IdentityFixture) -> Vec<(PathBuf, Vec<u8>)> {
    let found = std::fs::read_dir(fixture.folder.path()).unwrap().map(|it| it.unwrap().path());
    let of_database = |path: &PathBuf| path.to_string_lossy().contains("world.db");
    found.filter(of_database).map(|path| (path.clone(), std::fs::read(path).unwrap())).collect()
}

/// Fails if one of these is in one of the files.
fn is_nowhere(fixture: &IdentityFixture, texts: &[Vec<u8>]) {
    let all = files(fixture);
    assert!(all.len() > 1, "there is a log: {:?}", all.iter().map(|it| &it.0).collect::<Vec<_>>());
    for (path, bytes) in all {
        for text in texts {
            let there = bytes.windows(text.len()).any(|window| window == text.as_slice());
            let told = String::from_utf8_lossy(text);
            assert!(!there, "{told:?} lies in {}", path.display());
        }
    }
}

/// Which secrets a store can open: factor, webhooks of both kinds, key, provider.
async fn opened(store: &Store, secrets: &Secrets) -> [bool; 4] {
    let mut tx = store.read().await.unwrap();
    let factor = second_factors::find(&mut tx, number(EVA)).await.unwrap().unwrap();
    let webhook = delivery_channels::find(&mut tx, secrets.webhook).await.unwrap().unwrap();
    let sftp = delivery_channels::find(&mut tx, secrets.sftp).await.unwrap().unwrap();
    let provider = sign_in_policies::find(&mut tx, NORD).await.unwrap().provider.unwrap();
    assert_eq!(webhook.is_locked, webhook.secret.is_none());
    assert_eq!(provider.is_locked, provider.client_secret.is_none());
    let is_right = provider.client_secret.is_none_or(|it| it == CLIENT_SECRET);
    assert!(is_right && factor.secret.as_ref().is_none_or(|it| secrets.texts.contains(it)));
    let events = webhooks::find(&mut tx, secrets.events).await.unwrap().unwrap();
    let both = webhook.secret.is_some_and(|it| it.old.is_some());
    assert_eq!(events.secret.is_some_and(|it| it.old.is_some()), both);
    [factor.secret.is_some(), both, sftp.secret.is_some(), !provider.is_locked]
}
