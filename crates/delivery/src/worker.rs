//! The delivery thread, which runs beside the clock on any number of instances.

use crate::channels::send_batch::DispatchSender;
use crate::mailer::Mailer;
use crate::message_texts::Overrides;
use crate::outbound_config::OutboundConfig;
use crate::send_batch::{BatchOutcome, MessageSender};
use crate::webhooks::EventSender;
use countersign_app::clock::Clock;
use countersign_store::Store;
use std::io;
use std::sync::Arc;
use std::thread::{Builder, JoinHandle};
use std::time::Duration;
use tokio::sync::watch;

/// How often it looks for due messages.
const PAUSE: Duration = Duration::from_secs(5);
/// The pause after a mail server or database could not be reached.
const AWAY: Duration = Duration::from_secs(30);

/// Starts the thread, which ends soon after `stop` is set. Without a mail server messages wait, and
/// late ones are given up.
///
/// # Errors
/// Fails if no thread can be started, or the machine's certificates cannot be used.
pub fn spawn(
    store: Store,
    clock: Clock,
    outbound: OutboundConfig,
    overrides: Arc<Overrides>,
    stop: watch::Receiver<bool>,
) -> io::Result<JoinHandle<()>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    // The mailer begins and ends within the runtime that drives its connections.
    let entered = runtime.enter();
    let mailer = outbound.mail.clone().map(Mailer::new).transpose().map_err(io::Error::other)?;
    drop(entered);
    let work = move || {
        runtime.block_on(async move {
            let mailer = mailer.as_ref();
            let messages =
                MessageSender::new(&store, clock, mailer, &outbound.origin).in_words(overrides);
            let messages = messages.signing_with(outbound.log_key.clone());
            let dispatches = DispatchSender::new(&store, clock, &outbound, mailer);
            let events = EventSender::new(&store, clock, &outbound);
            tokio::join!(
                send_messages(&messages, stop.clone()),
                send_dispatches(&dispatches, stop.clone()),
                send_events(&events, stop)
            );
        });
    };
    Builder::new().name("delivery".to_owned()).spawn(work)
}

async fn send_messages(sender: &MessageSender<'_>, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        let pause = match sender.send_batch().await {
            Ok(BatchOutcome::On) => Duration::ZERO,
            Ok(BatchOutcome::Idle) => PAUSE,
            Ok(BatchOutcome::Away) => AWAY,
            Err(error) => {
                tracing::warn!(event = "messages-wait", %error, "messages wait for the database");
                AWAY
            }
        };
        if stops_within(&mut stop, pause).await {
            return;
        }
    }
}

async fn send_dispatches(sender: &DispatchSender<'_>, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        let pause = match sender.send_batch().await {
            Ok(true) => Duration::ZERO,
            Ok(false) => PAUSE,
            Err(error) => {
                tracing::warn!(
                    event = "deliveries-wait",
                    %error,
                    "deliveries wait for the database"
                );
                AWAY
            }
        };
        if stops_within(&mut stop, pause).await {
            return;
        }
    }
}

async fn send_events(sender: &EventSender<'_>, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        let mut stopped = stop.clone();
        // What is under way when the program stops is sent again later, under the same id.
        let sent = tokio::select! {
            sent = sender.send_due() => sent,
            _ = stopped.wait_for(|stop| *stop) => return,
        };
        let pause = match sent {
            Ok(_) => PAUSE,
            Err(error) => {
                tracing::warn!(event = "events-wait", %error, "events wait for the database");
                AWAY
            }
        };
        if stops_within(&mut stop, pause).await {
            return;
        }
    }
}

/// Waits; true if it has to stop meanwhile.
async fn stops_within(stop: &mut watch::Receiver<bool>, pause: Duration) -> bool {
    let stopped = stop.wait_for(|stop| *stop);
    tokio::time::timeout(pause, stopped).await.is_ok()
}
