//! Gives the spans of the log the names and attributes that OpenTelemetry's conventions have for
//! them. Fields without a convention keep their name, after the program's.

use opentelemetry::trace::{SpanKind, Status};
use opentelemetry::{Key, KeyValue};
use opentelemetry_sdk::trace::SpanData;

/// The fields that have a convention.
const CONVENTIONS: [(&str, &str); 4] = [
    ("error", "error.type"),
    ("method", "http.request.method"),
    ("route", "http.route"),
    ("status", "http.response.status_code"),
];

/// Translates a span.
pub(super) fn translate(span: &mut SpanData) {
    let field = |name: &str| {
        let field = span.attributes.iter().find(|it| it.key.as_str() == name);
        field.map(|it| it.value.as_str().into_owned())
    };
    let is_request = span.name == "request";
    let parts = match is_request {
        true => [field("method"), field("route")],
        false => [Some(span.name.to_string()), field("kind")],
    };
    let name = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let error = field("error");
    // Of a server, only its own errors count as errors.
    let fault = field("status").filter(|status| error.is_none() && status.starts_with('5'));
    if error.is_some() || fault.is_some() {
        span.status = Status::error("");
    }
    if is_request {
        span.span_kind = SpanKind::Server;
    }
    span.attributes.extend(fault.map(|status| KeyValue::new("error", status)));
    for attribute in &mut span.attributes {
        attribute.key = translated(attribute.key.as_str());
    }
    span.name = name.into();
}

fn translated(field: &str) -> Key {
    let convention = CONVENTIONS.iter().find(|(ours, _)| *ours == field);
    match convention {
        Some((_, theirs)) => Key::from_static_str(theirs),
        None => Key::from(format!("countersign.{field}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use opentelemetry::trace::{Span, Tracer, TracerProvider};
    use opentelemetry_sdk::error::OTelSdkResult;
    use opentelemetry_sdk::trace::{SdkTracerProvider, SpanExporter};
    use std::sync::{Arc, Mutex};

    #[derive(Clone, Debug, Default)]
    struct Kept(Arc<Mutex<Vec<SpanData>>>);

    impl SpanExporter for Kept {
        async fn export(&self, mut spans: Vec<SpanData>) -> OTelSdkResult {
            spans.iter_mut().for_each(translate);
            self.0.lock().unwrap().extend(spans);
            Ok(())
        }
    }

    /// The span with its translated attributes, in order.
    fn translated(
        name: &'static str,
        fields: &[(&'static str, &'static str)],
    ) -> (SpanData, String) {
        let kept = Kept::default();
        let provider = SdkTracerProvider::builder().with_simple_exporter(kept.clone()).build();
        let fields = fields.iter().map(|(name, value)| KeyValue::new(*name, *value));
        let tracer = provider.tracer("test");
        tracer.span_builder(name).with_attributes(fields).start(&tracer).end();
        let span = kept.0.lock().unwrap().remove(0);
        let attributes = span.attributes.iter().map(|it| format!("{}={}", it.key, it.value));
        let attributes = attributes.collect::<Vec<_>>().join(" ");
        (span, attributes)
    }

    #[test]
    fn a_request_is_called_after_its_route_and_fails_by_the_fault_of_the_server_alone() {
        let request = |status| [("method", "GET"), ("route", "/r/{id}"), ("status", status)];
        let (span, attributes) = translated("request", &request("404"));
        assert_eq!((&*span.name, span.span_kind), ("GET /r/{id}", SpanKind::Server));
        assert_eq!(span.status, Status::Unset);
        let expected = "http.request.method=GET http.route=/r/{id} http.response.status_code=404";
        assert_eq!(attributes, expected);
        let (span, attributes) = translated("request", &request("503"));
        assert_eq!(span.status, Status::error(""));
        assert!(attributes.ends_with(" error.type=503"), "{attributes}");
    }

    #[test]
    fn other_work_is_called_after_its_kind_and_fails_with_its_event() {
        let (span, attributes) = translated("job", &[("kind", "import"), ("person", "7")]);
        assert_eq!((&*span.name, span.span_kind), ("job import", SpanKind::Internal));
        assert_eq!(
            (span.status, &*attributes),
            (Status::Unset, "countersign.kind=import countersign.person=7",)
        );
        let (span, attributes) = translated("clock_run", &[("error", "clock-failed")]);
        assert_eq!((&*span.name, span.status), ("clock_run", Status::error("")));
        assert_eq!(attributes, "error.type=clock-failed");
    }
}
