//! `countersign serve`

use super::backup_options::BackupOptions;
use super::key_file::{self, KeyFile};
use super::listening::{Bound, Listening, handed_over, listen};
use super::log::{self, LogFilter, LogFormat};
use super::open_files;
use super::outbound_options::OutboundOptions;
use super::outcome::Ended;
use super::public_url::origin;
use super::session::{Database, Threads};
use super::stamp_options::StampOptions;
use super::trace_options::TraceOptions;
use crate::backup_schedule;
use crate::metrics_endpoint;
use crate::router;
use crate::stamp_schedule;
use crate::supervisor;
use crate::timekeeper;
use clap::Args;
use countersign_app::failure::{Failure, Result};
use countersign_app::identity::set_up_link;
use countersign_app::jobs;
use countersign_app::keys::source::KeyState;
use countersign_app::metrics::Metrics;
use countersign_app::random::SystemRandom;
use countersign_console::app::App;
use countersign_delivery::outbound_config::OutboundConfig;
use countersign_store::Tx;
use countersign_web::serve::{self, Limits};
use countersign_web::state::Site;
use std::net::{IpAddr, TcpListener};
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
      --message-templates /etc/countersign/templates
  countersign serve --backup-to /var/backups/countersign --backup-at 02:30 --backup-keep 30")]
pub(super) struct Serve {
    #[command(flatten)]
    pub(super) listening: Listening,
    /// The address by which people reach the console through an encrypting proxy; required beyond
    /// this machine
    #[arg(long, value_name = "URL")]
    pub(super) public_url: Option<String>,
    /// Allows an http:// address beyond this machine as --public-url: anyone on the way can read
    /// passwords and sessions
    #[arg(long)]
    pub(super) insecure_http: bool,
    /// A proxy whose X-Forwarded-For header is trusted; can be given several times
    #[arg(long, value_name = "IP")]
    pub(super) trusted_proxy: Vec<IpAddr>,
    #[command(flatten)]
    pub(super) log: LogFilter,
    /// How log lines are written
    #[arg(long, value_enum, default_value_t = LogFormat::Text)]
    pub(super) log_format: LogFormat,
    #[command(flatten)]
    traces: TraceOptions,
    /// Shows Administrators the links of invitations so that they can hand them over, although mail
    /// is set up
    #[arg(long)]
    hand_over_links: bool,
    /// Shows the checkpoints and hashes of the transparency log at /log to everyone, and not only
    /// to people who are signed in
    #[arg(long)]
    public_log: bool,
    #[command(flatten)]
    pub(super) outbound: OutboundOptions,
    #[command(flatten)]
    backups: BackupOptions,
    #[command(flatten)]
    stamps: StampOptions,
    #[command(flatten)]
    pub(super) key_file: KeyFile,
    #[command(flatten)]
    pub(super) database: Database,
}

impl Serve {
    /// What is wrong with the options, all of it; nothing is opened or reached.
    pub(super) fn problems(&self) -> Vec<String> {
        let origin =
            origin(self.public_url.as_deref(), self.listening.listen, self.insecure_http).err();
        let of = [
            self.database.url().err(),
            origin,
            self.outbound.config().err(),
            self.outbound.message_templates().err(),
            self.backups.schedule().err(),
            self.stamps.schedule().err(),
            log::check(&self.log).err(),
            self.traces.collector().err(),
        ];
        of.into_iter().flatten().map(|failure| failure.to_string()).collect()
    }

    pub(super) async fn run(self) -> Result<Ended> {
        // The supervisor has to be asked before there are other threads.
        let handed_over = handed_over()?;
        let metrics = Metrics::default();
        let traces = self.traces.begin(&metrics)?;
        log::begin(self.log_format, &self.log, traces.as_ref())?;
        let ended = self.serve(handed_over, metrics).await;
        if let Some(traces) = traces {
            traces.end();
        }
        ended
    }

    async fn serve(
        self,
        (console, metrics): (Option<Bound>, Option<Bound>),
        counted: Metrics,
    ) -> Result<Ended> {
        // Wrong options are refused before a database is made.
        let origin = |listens| origin(self.public_url.as_deref(), listens, self.insecure_http);
        origin(console.as_ref().map_or(self.listening.listen, |(_, at)| *at))?;
        let outbound = self.outbound.config()?;
        let templates = self.outbound.message_templates()?;
        let backups = self.backups.schedule()?;
        let stamps = self.stamps.schedule()?;
        let session = self.database.open_or_make(Threads::Many).await?;
        if session.installation.demo {
            return Err(Failure::Usage(
                "countersign demo made this database, which lets anyone in: serve refuses it"
                    .to_owned(),
            ));
        }
        let source = self.key_file.source(session.store.url());
        let (store, key_state) = source.begin(session.store, session.clock.machine_time()).await?;
        if let Some(warning) = key_file::warning(&key_state, &source) {
            tracing::warn!(event = "setting-warning", "{warning}");
        }
        let (listener, listens) = match console {
            Some(console) => console,
            None => listen(self.listening.listen)?,
        };
        let metrics = match (metrics, self.listening.metrics) {
            (None, Some(address)) => Some(listen(address)?),
            (metrics, _) => metrics,
        };
        let origin = origin(listens)?;
        if !origin.starts_with("https:") && !listens.ip().is_loopback() {
            tracing::warn!(
                event = "unencrypted",
                %origin,
                "pages travel unencrypted: passwords can be read on the way"
            );
        }
        let log_key = key_file::log_key_of(&source);
        if let Some(warning) = key_file::log_warning(&store, &log_key).await? {
            tracing::warn!(event = "log-key-missing", "{warning}");
        }
        let outbound = OutboundConfig { origin: origin.clone(), log_key, ..outbound };
        let site = Site { origin, trusted_proxies: self.trusted_proxy, demo: false };
        // A link is stored until it is sent, so it cannot be sent if there is no key to seal it.
        let leaves = outbound.sends_mail(session.installation.rehearsal)
            && matches!(key_state, KeyState::Seals(_));
        let app = App::new(store, session.clock, site);
        let app = app
            .counting_in(counted)
            .sending_mail(leaves)
            .handing_links_over(self.hand_over_links)
            .with_public_log(self.public_log)
            .in_words(templates)
            .sending(outbound);
        if let Some(schedule) = backups {
            let state = &app.state;
            let (store, metrics) = (state.store.clone(), state.metrics.clone());
            backup_schedule::spawn(store, state.clock, metrics, schedule)
                .map_err(|error| Failure::System(format!("cannot make backups: {error}")))?;
        }
        if let Some(schedule) = stamps {
            let state = &app.state;
            let (store, metrics) = (state.store.clone(), state.metrics.clone());
            stamp_schedule::spawn(store, state.clock, metrics, schedule)
                .map_err(|error| Failure::System(format!("cannot stamp the log: {error}")))?;
        }
        let metrics = metrics.map(|(listener, listens)| {
            eprintln!("metrics at http://{listens}/metrics");
            listener
        });
        print_set_up_link(&app).await?;
        until_stopped(app, listener, metrics).await
    }
}

/// Prints a set-up link while the installation has no operator. The link is a secret, so it goes to
/// the terminal and not into an event of the log.
async fn print_set_up_link(app: &App) -> Result<()> {
    let now = app.state.clock.machine_time();
    let make = async |tx: &mut Tx| set_up_link::make(tx, now, &SystemRandom).await;
    if let Some(token) = app.state.store.write(make).await? {
        eprintln!(
            "no one can sign in yet: open this link within 24 hours to set Countersign up\n  {}{}",
            app.state.site.origin,
            set_up_link::path(&token)
        );
    }
    Ok(())
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
        .map_err(|error| Failure::System(format!("cannot work on jobs: {error}")))?;
    let timekeeper = timekeeper::spawn(
        app.state.store.clone(),
        app.state.clock,
        app.state.metrics.clone(),
        app.outbound.log_key.clone(),
        stopped.clone(),
    )
    .map_err(|error| Failure::System(format!("cannot run the clock: {error}")))?;
    let delivery = countersign_delivery::worker::spawn(
        app.state.store.clone(),
        app.state.clock,
        app.outbound.clone(),
        Arc::clone(&app.message_templates),
        stopped.clone(),
    )
    .map_err(|error| Failure::System(format!("cannot send messages: {error}")))?;
    let asked = |listener| {
        metrics_endpoint::spawn(listener, Arc::clone(&app.state), stopped.clone())
            .map_err(|error| Failure::System(format!("cannot serve metrics: {error}")))
    };
    let metrics = metrics.map(asked).transpose()?;
    let informed = supervisor::keep_informed(Arc::clone(&app.state), stopped.clone());
    let informed = tokio::spawn(informed);
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    eprintln!("serving {} (Ctrl-C ends it)", app.state.site.origin);
    let trusted_proxies = app.state.site.trusted_proxies.clone();
    let most = Limits::default().connections_per_thread;
    let connections_per_thread = open_files::connections_per_thread(threads, most);
    let limits = Limits { trusted_proxies, connections_per_thread, ..Limits::default() };
    let make = router::maker(app);
    let served =
        tokio::task::spawn_blocking(move || serve::run(make, listener, threads, limits, stopped));
    let served = served.await;
    served.map_err(|_| Failure::System("the server stopped unexpectedly".to_owned()))??;
    informed
        .await
        .map_err(|_| Failure::System("the supervisor is told nothing more".to_owned()))?;
    // The worker ends after its current group.
    worker.join().map_err(|_| Failure::System("the job worker stopped unexpectedly".to_owned()))?;
    timekeeper.join().map_err(|_| Failure::System("the clock stopped unexpectedly".to_owned()))?;
    delivery
        .join()
        .map_err(|_| Failure::System("the sender of messages stopped unexpectedly".to_owned()))?;
    if let Some(metrics) = metrics {
        metrics
            .join()
            .map_err(|_| Failure::System("the metrics server stopped unexpectedly".to_owned()))?;
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
