//! `countersign serve`

use super::key_file::{self, KeyFile};
use super::log::{self, LogFormat};
use super::open_files;
use super::outbound_options::OutboundOptions;
use super::outcome::Ended;
use super::public_url::origin;
use super::session::{Database, Threads};
use crate::metrics_endpoint;
use crate::timekeeper;
use clap::Args;
use countersign_app::failure::{Failure, Result};
use countersign_app::jobs;
use countersign_app::keys::source::KeyState;
use countersign_console::app::App;
use countersign_delivery::outbound_config::OutboundConfig;
use countersign_web::serve::{self, Limits};
use countersign_web::state::Site;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::sync::Arc;
use tokio::sync::watch;

/// Serves the web console, runs the clock, sends messages and delivers dispatches
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  countersign serve
  countersign serve --listen 127.0.0.1:9000 --public-url https://reports.example
  countersign serve --listen 10.0.0.5:8080 --public-url https://reports.example \\
      --trusted-proxy 10.0.0.2
  countersign serve --public-url https://reports.example --smtp-url smtp://mail.example \\
      --mail-from \"Countersign <reports@example.com>\" \\
      --message-templates /etc/countersign/templates")]
pub(super) struct Serve {
    /// The address to listen on; port 0 takes any free port
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// The address by which people reach the console through an encrypting proxy; required beyond
    /// this machine
    #[arg(long, value_name = "URL", env = "COUNTERSIGN_PUBLIC_URL")]
    public_url: Option<String>,
    /// Allows an http:// address beyond this machine as --public-url: anyone on the way can read
    /// passwords and sessions
    #[arg(long, env = "COUNTERSIGN_INSECURE_HTTP")]
    insecure_http: bool,
    /// A proxy whose X-Forwarded-For header is trusted; can be given several times
    #[arg(long, value_name = "IP")]
    trusted_proxy: Vec<IpAddr>,
    /// The format of log lines; COUNTERSIGN_LOG selects the events, such as warn
    #[arg(long, value_enum, default_value_t = LogFormat::Text)]
    log_format: LogFormat,
    /// The address of /metrics for a monitoring system, which asks for no sign-in: choose one that
    /// cannot be reached from outside
    #[arg(long, value_name = "ADDR", env = "COUNTERSIGN_METRICS")]
    metrics: Option<SocketAddr>,
    /// Shows Administrators the links of invitations so that they can hand them over, although mail
    /// is set up
    #[arg(long, env = "COUNTERSIGN_HAND_OVER_LINKS")]
    hand_over_links: bool,
    #[command(flatten)]
    outbound: OutboundOptions,
    #[command(flatten)]
    key_file: KeyFile,
    #[command(flatten)]
    database: Database,
}

impl Serve {
    pub(super) async fn run(self) -> Result<Ended> {
        log::begin(self.log_format);
        // Wrong options are refused before a database is made.
        let origin = |listens| origin(self.public_url.as_deref(), listens, self.insecure_http);
        origin(self.listen)?;
        let outbound = self.outbound.config()?;
        let templates = self.outbound.message_templates()?;
        let session = self.database.open_or_make(Threads::Many).await?;
        if session.installation.demo {
            return Err(Failure::Usage(
                "countersign demo made this database, which lets anyone in: serve refuses it"
                    .to_owned(),
            ));
        }
        let source = self.key_file.source(session.store.url());
        let (store, key_state) = source.begin(session.store, session.clock.machine_time()).await?;
        if let Some(told) = key_file::told(&key_state, &source) {
            tracing::warn!("{told}");
        }
        let (listener, listens) = listen(self.listen)?;
        let metrics = self.metrics.map(listen).transpose()?;
        let origin = origin(listens)?;
        if !origin.starts_with("https:") && !listens.ip().is_loopback() {
            tracing::warn!(%origin, "pages travel unencrypted: passwords can be read on the way");
        }
        let outbound = OutboundConfig { origin: origin.clone(), ..outbound };
        let site = Site { origin, trusted_proxies: self.trusted_proxy, demo: false };
        // A link is stored until it is sent, so it cannot be sent if there is no key to seal it.
        let leaves = outbound.sends_mail(session.installation.rehearsal)
            && matches!(key_state, KeyState::Seals(_));
        let app = App::new(store, session.clock, site);
        let app = app
            .sending_mail(leaves)
            .handing_links_over(self.hand_over_links)
            .in_words(templates)
            .sending(outbound);
        let metrics = metrics.map(|(listener, listens)| {
            eprintln!("metrics at http://{listens}/metrics");
            listener
        });
        until_stopped(app, listener, metrics).await
    }
}

/// Listens, and returns the address with the real port: port 0 takes any free one.
pub(super) fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr)> {
    let listener = TcpListener::bind(address);
    let bound = listener.and_then(|listener| Ok((listener.local_addr()?, listener)));
    bound
        .map(|(at, listener)| (listener, at))
        .map_err(|error| Failure::World(format!("cannot listen on {address}: {error}")))
}

/// Serves until the program receives a signal to stop.
pub(super) async fn until_stopped(
    app: App,
    listener: TcpListener,
    metrics: Option<TcpListener>,
) -> Result<Ended> {
    let (stop, stopped) = watch::channel(false);
    tokio::spawn(async move {
        until_told().await;
        stop.send_replace(true);
    });
    let worker = jobs::worker::spawn(app.state.store.clone(), app.state.clock, stopped.clone())
        .map_err(|error| Failure::World(format!("cannot work on jobs: {error}")))?;
    let timekeeper = timekeeper::spawn(
        app.state.store.clone(),
        app.state.clock,
        app.state.metrics.clone(),
        stopped.clone(),
    )
    .map_err(|error| Failure::World(format!("cannot run the clock: {error}")))?;
    let sends = (app.outbound.clone(), Arc::clone(&app.message_templates));
    let delivery = countersign_delivery::worker::spawn(
        app.state.store.clone(),
        app.state.clock,
        sends,
        stopped.clone(),
    )
    .map_err(|error| Failure::World(format!("cannot send messages: {error}")))?;
    let asked = |listener| {
        let of = (app.state.metrics.clone(), app.state.store.clone(), app.state.clock);
        metrics_endpoint::spawn(listener, of, stopped.clone())
            .map_err(|error| Failure::World(format!("cannot serve metrics: {error}")))
    };
    let metrics = metrics.map(asked).transpose()?;
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    eprintln!("serving {} (Ctrl-C ends it)", app.state.site.origin);
    let trusted_proxies = app.state.site.trusted_proxies.clone();
    let most = Limits::default().connections_per_thread;
    let connections_per_thread = open_files::connections_per_thread(threads, most);
    let limits = Limits { trusted_proxies, connections_per_thread, ..Limits::default() };
    let app = Arc::new(app);
    let make = move || countersign_console::router(&app);
    let served =
        tokio::task::spawn_blocking(move || serve::run(make, listener, (threads, limits), stopped));
    let served = served.await;
    served.map_err(|_| Failure::World("the server stopped unexpectedly".to_owned()))??;
    // The worker ends after its current group.
    worker.join().map_err(|_| Failure::World("the job worker stopped unexpectedly".to_owned()))?;
    timekeeper.join().map_err(|_| Failure::World("the clock stopped unexpectedly".to_owned()))?;
    delivery
        .join()
        .map_err(|_| Failure::World("the sender of messages stopped unexpectedly".to_owned()))?;
    if let Some(metrics) = metrics {
        metrics
            .join()
            .map_err(|_| Failure::World("the metrics server stopped unexpectedly".to_owned()))?;
    }
    Ok(Ended::Done)
}

async fn until_told() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    // If the program cannot catch the signal, the signal ends it at once.
    interrupted.await.unwrap_or_default();
}
