//! Notifies systemd and takes over its sockets. Without systemd, nothing happens.
//!
//! The watchdog is notified after each readiness check that completes, whatever its result: an
//! unreachable database is no reason to restart the program, but a check that hangs is.

use countersign_app::health::Report;
use countersign_web::state::State;
use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// How often the status is looked at where no watchdog asks for more.
const PAUSE: Duration = Duration::from_secs(30);

/// The listeners that the supervisor opened for this process: that of the console, and that of the
/// metrics. It has to be asked before there are other threads.
///
/// # Errors
/// Fails if what it handed over is no listener of TCP.
#[cfg(unix)]
pub fn listeners() -> io::Result<(Option<TcpListener>, Option<TcpListener>)> {
    let mut handed = listenfd::ListenFd::from_env();
    let mut next = |at| if at < handed.len() { handed.take_tcp_listener(at) } else { Ok(None) };
    Ok((next(0)?, next(1)?))
}

/// The listeners that the supervisor opened for this process: there are none.
///
/// # Errors
/// Never, here.
#[cfg(not(unix))]
pub fn listeners() -> io::Result<(Option<TcpListener>, Option<TcpListener>)> {
    Ok((None, None))
}

/// What the supervisor is told.
enum SupervisorMessage<'a> {
    /// The program serves.
    Ready,
    /// It ends.
    Stopping,
    /// It is not stuck, and this is how it is.
    Alive(&'a str),
}

#[cfg(unix)]
fn tell(word: &SupervisorMessage<'_>) {
    use sd_notify::NotifyState::{Ready, Status, Stopping, Watchdog};
    let sent = match word {
        SupervisorMessage::Ready => sd_notify::notify(&[Ready]),
        SupervisorMessage::Stopping => sd_notify::notify(&[Stopping]),
        SupervisorMessage::Alive(status) => sd_notify::notify(&[Watchdog, Status(status)]),
    };
    if let Err(error) = sent {
        tracing::warn!(
            event = "supervisor-unreachable",
            %error,
            "the supervisor could not be told"
        );
    }
}

#[cfg(not(unix))]
fn tell(_: &SupervisorMessage<'_>) {}

/// How often the watchdog has to be fed, and twice as often as that.
#[cfg(unix)]
fn pause() -> Duration {
    sd_notify::watchdog_enabled().map_or(PAUSE, |within| PAUSE.min(within / 2))
}

#[cfg(not(unix))]
fn pause() -> Duration {
    PAUSE
}

/// Says that the program serves, how it is as long as it does, and that it ends.
pub async fn keep_informed(state: Arc<State>, mut stop: watch::Receiver<bool>) {
    tell(&SupervisorMessage::Ready);
    let pause = pause();
    loop {
        tell(&SupervisorMessage::Alive(&status(&*state.readiness.look().await)));
        let stopped = tokio::time::timeout(pause, stop.wait_for(|stop| *stop)).await;
        if stopped.is_ok() {
            tell(&SupervisorMessage::Stopping);
            return;
        }
    }
}

/// On one line: a status has no more.
fn status(report: &Report) -> String {
    let failing = report.checks.iter().filter(|it| !it.ok);
    let failing: Vec<_> = failing.map(|it| format!("{}: {}", it.name, it.reason)).collect();
    match failing.is_empty() {
        true => "Ready.".to_owned(),
        false => format!("Not ready. {}", failing.join(" ")).replace(['\n', '\r'], " "),
    }
}
