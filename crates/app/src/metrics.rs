//! Metrics for a monitoring system: HTTP requests and the clock's actions as they happen
//! ([`Metrics`]), and the state of the database when they are scraped ([`installation_gauges`]).
//!
//! No label names a company, a person or a report. The crate `countersign` serves the metrics.

mod installation_gauges;

use crate::actions::run_clock;
use axum::http::{Method, StatusCode};
use countersign_domain::instant::Instant;
use countersign_store::Store;
use installation_gauges::InstallationGauges;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// The upper bounds of response times, in seconds.
const SECONDS: [f64; 12] =
    [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

/// The labels of a request.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    method: &'static str,
    /// The path of the route, with `{names}` for its parts.
    route: &'static str,
    /// The class of the status, such as `2xx`.
    status: &'static str,
}

/// The label of response times.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfRoute {
    route: &'static str,
}

/// The label of the clock's work.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfVerb {
    /// The key of the verb.
    verb: &'static str,
}

/// The label of the spans of traces.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfOutcome {
    outcome: &'static str,
}

/// The counters of a process; clones share them.
#[derive(Clone, Debug)]
pub struct Metrics {
    registry: Arc<Registry>,
    requests: Family<Answered, Counter>,
    durations: Family<OfRoute, Histogram>,
    clock_actions: Family<OfVerb, Counter>,
    clock_failures: Counter,
    clock_last_run: Gauge,
    backup_failures: Counter,
    stamp_failures: Counter,
    spans: Family<OfOutcome, Counter>,
    gauges: InstallationGauges,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("countersign");
        let version = Info::new([("version", env!("CARGO_PKG_VERSION"))]);
        registry.register("build", "The program", version);
        let requests = Family::default();
        registry.register("http_requests", "HTTP requests answered", requests.clone());
        let durations = Family::new_with_constructor(seconds as fn() -> Histogram);
        let help = "Time until the answer to an HTTP request began";
        registry.register_with_unit(
            "http_request_duration",
            help,
            Unit::Seconds,
            durations.clone(),
        );
        let clock_actions = Family::default();
        let help = "Actions on reports by the clock of this process";
        registry.register("clock_actions", help, clock_actions.clone());
        let clock_failures = Counter::default();
        let help = "Clock runs of this process that failed and are tried again";
        registry.register("clock_failures", help, clock_failures.clone());
        let clock_last_run = Gauge::default();
        let help = "When the clock of this process last completed a run";
        registry.register_with_unit(
            "clock_last_run_timestamp",
            help,
            Unit::Seconds,
            clock_last_run.clone(),
        );
        let backup_failures = Counter::default();
        let help = "Scheduled backups of this process that failed and are tried again";
        registry.register("backup_failures", help, backup_failures.clone());
        let stamp_failures = Counter::default();
        let help = "Time stamps of the log that this process did not get and asks for again";
        registry.register("stamp_failures", help, stamp_failures.clone());
        let spans = Family::default();
        let help = "Spans of traces by what became of them";
        registry.register("trace_spans", help, spans.clone());
        let gauges = InstallationGauges::registered(&mut registry);
        let registry = Arc::new(registry);
        Self {
            registry,
            requests,
            durations,
            clock_actions,
            clock_failures,
            clock_last_run,
            backup_failures,
            stamp_failures,
            spans,
            gauges,
        }
    }
}

fn seconds() -> Histogram {
    Histogram::new(SECONDS)
}

impl Metrics {
    /// All metrics in the OpenMetrics text format; `now` is the machine's time.
    ///
    /// # Errors
    /// Fails if a metric cannot be written.
    pub async fn text(&self, store: &Store, now: Instant) -> Result<String, fmt::Error> {
        self.gauges.read(store, now).await;
        let mut text = String::new();
        encode(&mut text, &self.registry)?;
        Ok(text)
    }

    /// Counts a response.
    pub fn answered(
        &self,
        method: &Method,
        route: &'static str,
        status: StatusCode,
        took: Duration,
    ) {
        let method = match *method {
            Method::GET => "GET",
            Method::PATCH => "PATCH",
            _ => "POST",
        };
        let answered = Answered { method, route, status: class(status) };
        self.requests.get_or_create(&answered).inc();
        self.durations.get_or_create(&OfRoute { route }).observe(took.as_secs_f64());
    }

    /// Counts a clock run that completed at `now`.
    pub fn clock_ran(&self, done: &run_clock::WorkDone, now: Instant) {
        let work = [
            ("report.make", done.made),
            ("report.refresh", done.refreshed),
            ("report.remind", done.reminded),
            ("report.submit", done.submitted),
        ];
        for (verb, count) in work {
            self.clock_actions.get_or_create(&OfVerb { verb }).inc_by(count);
        }
        self.clock_last_run.set(installation_gauges::seconds(now));
    }

    /// Counts a clock run that failed.
    pub fn clock_failed(&self) {
        self.clock_failures.inc();
    }

    /// Counts a scheduled backup that failed.
    pub fn backup_failed(&self) {
        self.backup_failures.inc();
    }

    /// Counts a time stamp of the log that was not received.
    pub fn stamp_failed(&self) {
        self.stamp_failures.inc();
    }

    /// Counts spans that the collector took.
    pub fn spans_sent(&self, count: u64) {
        self.spans_ended("sent", count);
    }

    /// Counts spans that the collector refused or could not be given.
    pub fn spans_failed(&self, count: u64) {
        self.spans_ended("failed", count);
    }

    /// Counts a span for which the queue had no place.
    pub fn span_dropped(&self) {
        self.spans_ended("dropped", 1);
    }

    fn spans_ended(&self, outcome: &'static str, count: u64) {
        if count > 0 {
            self.spans.get_or_create(&OfOutcome { outcome }).inc_by(count);
        }
    }
}

/// The class of a status, such as `2xx`.
fn class(status: StatusCode) -> &'static str {
    match status.as_u16() {
        100..200 => "1xx",
        200..300 => "2xx",
        300..400 => "3xx",
        400..500 => "4xx",
        _ => "5xx",
    }
}
