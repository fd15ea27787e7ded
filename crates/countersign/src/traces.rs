//! Traces: the spans of the log, for an OpenTelemetry collector that the operator names.
//!
//! Spans that ended wait in a bounded [`queue`], and a separate thread sends them ([`exporter`]).
//! No work waits for the collector. Events are not exported: they stay in the log.

pub(crate) mod collector;
mod exporter;
mod queue;
mod translate;

use crate::config::sources::of_this_process;
use countersign_app::metrics::Metrics;
use countersign_app::random::{Random, SystemRandom};
use exporter::Exporter;
use opentelemetry::trace::TracerProvider;
use opentelemetry::{KeyValue, global};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::resource::EnvResourceDetector;
use opentelemetry_sdk::trace::SdkTracerProvider;
use queue::{Queue, Waiting};
use reqwest::Url;
use std::io;
use std::time::Duration;
use tracing::Subscriber;
use tracing_subscriber::Layer;
use tracing_subscriber::filter::{FilterExt, LevelFilter, filter_fn};
use tracing_subscriber::registry::LookupSpan;

/// What the crates of the program begin their names with.
const OURS: &str = "countersign";
/// The longest time to send the last spans when the program ends.
const LAST: Duration = Duration::from_secs(3);

/// The export of traces.
pub(crate) struct Traces {
    provider: SdkTracerProvider,
}

impl Traces {
    /// Begins to send spans to a collector.
    ///
    /// # Errors
    /// Fails if the machine gives no thread for it, or no certificates.
    pub(crate) fn begin(collector: Url, metrics: &Metrics) -> io::Result<Self> {
        let waiting = Waiting::default();
        let exporter = Exporter::new(collector, metrics.clone(), waiting.clone())?;
        let queue = Queue::new(exporter, metrics.clone(), waiting);
        // Without the propagator, no header of a request is read.
        global::set_text_map_propagator(TraceContextPropagator::new());
        let provider = SdkTracerProvider::builder();
        let provider = provider.with_resource(resource()).with_span_processor(queue).build();
        Ok(Self { provider })
    }

    /// What takes the spans of the log.
    pub(crate) fn layer<S>(&self) -> impl Layer<S> + Send + Sync + use<S>
    where
        S: Subscriber + for<'span> LookupSpan<'span> + Send + Sync,
    {
        let ours = filter_fn(|it| it.is_span() && it.target().starts_with(OURS));
        let layer = tracing_opentelemetry::layer().with_tracer(self.provider.tracer(OURS));
        let layer = layer.with_location(false).with_threads(false).with_target(false);
        // A span's parent is the one of the log, also where a thread changes between tasks.
        let layer = layer.with_tracked_inactivity(false).with_context_activation(false);
        layer.with_filter(ours.and(LevelFilter::DEBUG))
    }

    /// Sends the last spans. If the collector takes too long, they are lost.
    pub(crate) fn end(self) {
        self.provider.shutdown_with_timeout(LAST).unwrap_or_default();
    }
}

/// The attributes of this process. The standard's variables come before them.
fn resource() -> Resource {
    let name = of_this_process("OTEL_SERVICE_NAME").unwrap_or_else(|| OURS.to_owned());
    let instance = (&SystemRandom as &dyn Random).id().to_string();
    let attributes = [
        KeyValue::new("service.name", name),
        KeyValue::new("service.version", env!("CARGO_PKG_VERSION")),
        KeyValue::new("service.instance.id", instance),
    ];
    let resource = Resource::builder_empty().with_attributes(attributes);
    resource.with_detector(Box::new(EnvResourceDetector::new())).build()
}
