//! The queue of spans that wait to be sent. If it is full, spans are dropped and counted; no work
//! waits for a place.

use countersign_app::metrics::Metrics;
use opentelemetry::Context;
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::error::OTelSdkResult;
use opentelemetry_sdk::trace::{
    BatchConfigBuilder, BatchSpanProcessor, Span, SpanData, SpanExporter, SpanProcessor,
};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// The most spans that wait.
const PLACES: usize = 4096;
/// The most spans that are sent at once.
const AT_ONCE: usize = 512;

/// The number of spans that wait.
#[derive(Clone, Debug, Default)]
pub(super) struct Waiting(Arc<AtomicUsize>);

impl Waiting {
    /// Takes a place; `false` if there is none.
    fn take(&self) -> bool {
        let taken = |waiting| (waiting < PLACES).then_some(waiting + 1);
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, taken).is_ok()
    }

    /// Gives places back.
    pub(super) fn free(&self, places: usize) {
        self.0.fetch_sub(places, Ordering::Relaxed);
    }
}

/// The queue. The SDK's own has more room than it needs, and would not say how many spans it drops.
#[derive(Debug)]
pub(super) struct Queue {
    waiting: Waiting,
    metrics: Metrics,
    sent: BatchSpanProcessor,
}

impl Queue {
    /// A queue, and the thread that empties it into the exporter, which frees the places.
    pub(super) fn new(
        exporter: impl SpanExporter + 'static,
        metrics: Metrics,
        waiting: Waiting,
    ) -> Self {
        let config = BatchConfigBuilder::default();
        let config = config.with_max_queue_size(PLACES).with_max_export_batch_size(AT_ONCE);
        Self { waiting, metrics, sent: BatchSpanProcessor::new(exporter, config.build()) }
    }
}

impl SpanProcessor for Queue {
    fn on_start(&self, _: &mut Span, _: &Context) {}

    fn on_end(&self, span: SpanData) {
        if self.waiting.take() {
            self.sent.on_end(span);
        } else {
            self.metrics.span_dropped();
        }
    }

    fn force_flush(&self) -> OTelSdkResult {
        self.sent.force_flush()
    }

    fn shutdown_with_timeout(&self, timeout: Duration) -> OTelSdkResult {
        self.sent.shutdown_with_timeout(timeout)
    }

    fn set_resource(&mut self, resource: &Resource) {
        self.sent.set_resource(resource);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use countersign_app::clock::Clock;
    use countersign_store::{DatabaseUrl, Store};
    use opentelemetry::trace::{Tracer, TracerProvider};
    use opentelemetry_sdk::trace::SdkTracerProvider;

    /// An exporter that takes spans and frees no place.
    #[derive(Debug)]
    struct Stuck;

    impl SpanExporter for Stuck {
        async fn export(&self, _: Vec<SpanData>) -> OTelSdkResult {
            Ok(())
        }
    }

    #[tokio::test]
    async fn spans_without_a_place_are_dropped_and_counted() {
        let (metrics, waiting) = (Metrics::default(), Waiting::default());
        let queue = Queue::new(Stuck, metrics.clone(), waiting.clone());
        let provider = SdkTracerProvider::builder().with_span_processor(queue).build();
        let tracer = provider.tracer("test");
        (0..PLACES + 3).for_each(|_| drop(tracer.start("span")));
        waiting.free(1);
        (0..2).for_each(|_| drop(tracer.start("span")));
        let folder = tempfile::tempdir().unwrap();
        let url = DatabaseUrl::Sqlite(folder.path().join("empty.db"));
        let store = Store::open_disposable(&url).await.unwrap();
        let text = metrics.text(&store, Clock::default().machine_time()).await.unwrap();
        let expected = "countersign_trace_spans_total{outcome=\"dropped\"} 4\n";
        assert!(text.contains(expected), "{text}");
    }
}
