//! Sends spans to the collector, by OTLP over HTTP with protobuf, on the thread of the queue.
//!
//! The operator names the collector, as they name the mail server, so it may be in any network.

use super::queue::Waiting;
use super::translate::translate;
use axum::http::header::CONTENT_TYPE;
use countersign_app::metrics::Metrics;
use countersign_app::outbound::Door;
use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use opentelemetry_proto::tonic::collector::trace::v1::{
    ExportTraceServiceRequest, ExportTraceServiceResponse,
};
use opentelemetry_proto::transform::common::tonic::ResourceAttributesWithSchema;
use opentelemetry_proto::transform::trace::tonic::group_spans_by_resource_and_scope;
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::error::{OTelSdkError, OTelSdkResult};
use opentelemetry_sdk::trace::{SpanData, SpanExporter};
use prost::Message;
use reqwest::{Client, Url};
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};

/// The longest time to send spans and to get the answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// The most bytes of an answer.
const ANSWER: usize = 64 * 1024;

#[derive(Debug)]
pub(super) struct Exporter {
    collector: Url,
    client: Client,
    door: Door,
    runtime: Runtime,
    resource: ResourceAttributesWithSchema,
    metrics: Metrics,
    waiting: Waiting,
    /// Whether the last attempt failed, so that a failure is logged once.
    is_failing: AtomicBool,
}

impl Exporter {
    /// An exporter to this address.
    ///
    /// # Errors
    /// Fails if the machine gives no runtime, or no certificates.
    pub(super) fn new(collector: Url, metrics: Metrics, waiting: Waiting) -> io::Result<Self> {
        let everywhere = [IpNet::V4(Ipv4Net::default()), IpNet::V6(Ipv6Net::default())];
        let door = Door::opening(everywhere);
        let client = door.client(false, PATIENCE).map_err(io::Error::other)?;
        Ok(Self {
            collector,
            client,
            door,
            runtime: Builder::new_current_thread().enable_all().build()?,
            resource: ResourceAttributesWithSchema::default(),
            metrics,
            waiting,
            is_failing: AtomicBool::new(false),
        })
    }

    /// Sends a request, and returns how many of its spans the collector refused.
    async fn send(&self, spans: ExportTraceServiceRequest) -> Result<u64, String> {
        let request = self.client.post(self.collector.clone());
        let request = request.header(CONTENT_TYPE, "application/x-protobuf");
        let request = request.body(spans.encode_to_vec()).build();
        let request = request.map_err(|error| error.without_url().to_string())?;
        let response = self.door.ask(&self.client, request, ANSWER).await;
        let response = response.map_err(|error| error.to_string())?;
        if !response.status.is_success() {
            return Err(format!("it answered {}", response.status));
        }
        let body = response.body.map_err(|error| error.to_string())?;
        // A collector that answers otherwise has still taken the spans.
        let answer = ExportTraceServiceResponse::decode(&*body).unwrap_or_default();
        let refused = answer.partial_success.map_or(0, |it| it.rejected_spans);
        Ok(u64::try_from(refused).unwrap_or_default())
    }

    /// Counts what became of spans, and logs when that changes.
    fn note(&self, spans: u64, sent: Result<u64, String>) -> OTelSdkResult {
        let was_failing = self.is_failing.swap(sent.is_err(), Ordering::Relaxed);
        match sent {
            Ok(refused) => {
                self.metrics.spans_failed(refused);
                self.metrics.spans_sent(spans.saturating_sub(refused));
                if was_failing {
                    tracing::info!(event = "traces-resumed", "the collector takes traces again");
                }
                Ok(())
            }
            Err(why) => {
                self.metrics.spans_failed(spans);
                if !was_failing {
                    let event = "traces-not-sent";
                    tracing::warn!(event, why, "traces are lost until the collector takes them");
                }
                Err(OTelSdkError::InternalFailure(why))
            }
        }
    }
}

impl SpanExporter for Exporter {
    async fn export(&self, mut spans: Vec<SpanData>) -> OTelSdkResult {
        self.waiting.free(spans.len());
        let count = spans.len().try_into().unwrap_or(u64::MAX);
        spans.iter_mut().for_each(translate);
        let resource_spans = group_spans_by_resource_and_scope(spans, &self.resource);
        let request = ExportTraceServiceRequest { resource_spans };
        // The thread of the queue has no runtime, and nothing else to do.
        let sent = self.runtime.block_on(self.send(request));
        self.note(count, sent)
    }

    fn set_resource(&mut self, resource: &Resource) {
        self.resource = resource.into();
    }
}
