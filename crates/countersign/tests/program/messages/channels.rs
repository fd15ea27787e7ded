//! Dispatches by each delivery channel, with receivers that accept, refuse, hang, close the
//! connection, and answer late.

mod batches;
mod email;
mod folder;
mod outbound;
mod proof;
mod sftp;
mod webhook;

use crate::messages::fixture::{MessageFixture, ORIGIN, at, settings};
use countersign_app::actions::change_channels::{self, ChannelInput};
use countersign_app::actions::dispatch_reports::{
    self, DispatchOrder, DispatchOutcome, ReportToSend,
};
use countersign_app::channels::Destinations;
use countersign_app::clock::Clock;
use countersign_app::outbound::{Door, networks};
use countersign_app::random::SeededRandom;
use countersign_delivery::channels::send_batch::DispatchSender;
use countersign_delivery::mailer::Mailer;
use countersign_delivery::outbound_config::OutboundConfig;
use countersign_domain::code::delivery_uuid;
use countersign_domain::delivery_channel::{ChannelKind, DeliveryState};
use countersign_domain::workflow::Command;
use countersign_store::Tx;
use countersign_store::deliveries::{self, ListedDelivery};
use countersign_store::delivery_channels::DeliveryChannel;
use countersign_store::dispatches::Dispatch;
use countersign_testkit::mail_server::MailServer;
use std::path::PathBuf;
use std::time::Duration;
use tempfile::TempDir;

/// When dispatches are sent, in the rehearsal and on the machine.
pub(crate) const SENT: &str = "2026-11-22T12:00:00Z";
/// When an attempt that failed once is due again.
const AGAIN: &str = "2026-11-22T12:01:00Z";
/// The file name of the first dispatch, without its extension.
const STEM: &str = "dispatch-D1-ACME-000001";

/// A distributor with two approved reports and one or more channels.
struct Sending {
    fixture: MessageFixture,
    outbound: OutboundConfig,
    folder: TempDir,
    random: SeededRandom,
}

impl Sending {
    async fn new() -> Self {
        let fixture = MessageFixture::with_partners(2).await;
        fixture.clock_to("2026-11-07T00:00:00+01:00").await;
        for partner in [1, 2] {
            assert!(
                fixture.act("d1@x.example", partner, &Command::Approve { note: None }, SENT).await
            );
        }
        let folder = tempfile::tempdir().unwrap();
        let outbound = OutboundConfig {
            destinations: Destinations {
                folder: Some(folder.path().canonicalize().unwrap()),
                door: Door::opening([networks::parse("127.0.0.0/8").unwrap()]),
                ..Destinations::default()
            },
            in_rehearsal: true,
            patience: Duration::from_secs(20),
            ..OutboundConfig::nowhere(ORIGIN.to_owned())
        };
        Self { fixture, outbound, folder, random: SeededRandom::new(7) }
    }

    /// The same, with a mail server.
    fn mailing(mut self, server: &MailServer) -> Self {
        self.outbound.mail = Some(settings(server));
        self
    }

    /// The same with a shorter timeout.
    fn hasty(&self, patience: Duration) -> OutboundConfig {
        OutboundConfig { patience, ..self.outbound.clone() }
    }

    /// A directory below the root.
    fn directory(&self, name: &str) -> PathBuf {
        let path = self.folder.path().canonicalize().unwrap().join(name);
        std::fs::create_dir_all(&path).unwrap();
        path
    }

    async fn add(&self, kind: ChannelKind, address: &str, host_key: &str) -> DeliveryChannel {
        let filled = ChannelInput {
            name: format!("{} <i>", kind.token()),
            address: address.to_owned(),
            format: "csv".to_owned(),
            host_key: host_key.to_owned(),
            is_on: true,
            ..ChannelInput::default()
        };
        let distributor = self.fixture.person("d1@x.example").await.company_id;
        let (destinations, random) = (&self.outbound.destinations, &self.random);
        let add = async |tx: &mut Tx| {
            change_channels::add(tx, distributor, kind, &filled, destinations, at(SENT), random)
                .await
        };
        self.fixture.store.write(add).await.unwrap().unwrap()
    }

    /// Dispatches the reports of these partners to the vendor.
    async fn dispatch(&self, partners: &[i64]) -> Dispatch {
        let person = self.fixture.person("d1@x.example").await;
        let mut wanted = Vec::new();
        for partner in partners {
            let key = self.fixture.report(*partner).await;
            wanted.push(ReportToSend { key, version: None });
        }
        let (purchase_order, note) = (Some("PO \"7\"".to_owned()), Some("=1+1\n<b>".to_owned()));
        let order =
            DispatchOrder { person: &person, purchase_order, note, now: at(SENT), signed: None };
        let run = async |tx: &mut Tx| dispatch_reports::run(tx, &order, &wanted).await;
        match self.fixture.store.write(run).await.unwrap() {
            DispatchOutcome::Sent(dispatch) => dispatch,
            other => panic!("{other:?}"),
        }
    }

    /// Tries what is due at a time of the machine and returns whether anything was.
    async fn carry(&self, outbound: &OutboundConfig, machine: &str) -> bool {
        let post = outbound.mail.clone().map(|mail| Mailer::new(mail).unwrap());
        let clock = Clock::fixed(at(machine));
        DispatchSender::new(&self.fixture.store, clock, outbound, post.as_ref())
            .send_batch()
            .await
            .unwrap()
    }

    async fn deliveries(&self, dispatch: &Dispatch) -> Vec<ListedDelivery> {
        let mut tx = self.fixture.store.read().await.unwrap();
        deliveries::of_dispatch(&mut tx, dispatch.id).await.unwrap()
    }

    /// The state of the only delivery of a dispatch, and its last error.
    async fn stands(&self, dispatch: &Dispatch) -> (DeliveryState, String) {
        let all = self.deliveries(dispatch).await;
        let [one] = all.as_slice() else { panic!("{all:?}") };
        (one.state().0, one.last_error.clone().unwrap_or_default())
    }

    /// Fails unless the only delivery was postponed for a reason with this text.
    async fn is_put_off(&self, dispatch: &Dispatch, told: &str) {
        let (state, why) = self.stands(dispatch).await;
        assert!(state == DeliveryState::Waiting && why.contains(told), "{state:?}: {why}");
    }

    /// Fails unless the only delivery was given up for a reason with this text.
    async fn is_given_up(&self, dispatch: &Dispatch, told: &str) {
        let (state, why) = self.stands(dispatch).await;
        assert!(state == DeliveryState::Failed && why.contains(told), "{state:?}: {why}");
    }

    /// Sends a dispatch again by a channel.
    async fn send_again(&self, dispatch: &Dispatch, channel: &DeliveryChannel) {
        let send =
            async |tx: &mut Tx| deliveries::send(tx, dispatch.id, channel.id, at(SENT)).await;
        assert!(self.fixture.store.write(send).await.unwrap());
    }
}

fn id_of(dispatch: &Dispatch, channel: &DeliveryChannel) -> String {
    delivery_uuid(dispatch.id, channel.id).to_string()
}

/// Whether this is a table with the lines of a dispatch.
fn is_table(text: &str, partners: usize) -> bool {
    text.starts_with("cycle,period_start,") && text.lines().count() == partners + 1
}
