//! The option of `serve` for traces.

use crate::traces::{Traces, collector};
use clap::Args;
use countersign_app::failure::{Failure, Result};
use countersign_app::metrics::Metrics;
use reqwest::Url;

#[derive(Args, Debug)]
pub(super) struct TraceOptions {
    /// The OpenTelemetry collector that gets traces, by OTLP over HTTP, such as
    /// http://127.0.0.1:4318; without it, and without OTEL_EXPORTER_OTLP_ENDPOINT, none are made
    #[arg(long, value_name = "URL")]
    traces_to: Option<String>,
}

impl TraceOptions {
    /// The address that spans are sent to.
    ///
    /// # Errors
    /// Fails if it cannot be one.
    pub(super) fn collector(&self) -> Result<Option<Url>> {
        let Some(given) = &self.traces_to else { return Ok(None) };
        let address = collector::address(given);
        // The address is not repeated, because it may contain a password.
        address.map(Some).map_err(|why| Failure::Usage(format!("--traces-to: {why}")))
    }

    /// Begins to collect spans, if there is a collector for them.
    pub(super) fn begin(&self, metrics: &Metrics) -> Result<Option<Traces>> {
        let Some(collector) = self.collector()? else { return Ok(None) };
        let traces = Traces::begin(collector, metrics);
        traces.map(Some).map_err(|why| Failure::System(format!("cannot export traces: {why}")))
    }
}
