//! Events as JSON objects and as headers.

use super::*;

const TIME: &str = "2026-10-31T22:30:00Z";

/// An event with more members.
fn with(more: &str) -> String {
    format!(
        "{{\"specversion\":\"1.0\",\"type\":\"usage\",\"source\":\"/meter\",\"id\":\"1\",\
         \"time\":\"{TIME}\"{more}}}"
    )
}

fn read(text: &str) -> CloudEvent {
    CloudEvent::parse(text.as_bytes()).unwrap()
}

fn attribute(fault: &EventFault) -> &'static str {
    match fault {
        EventFault::Json(_) => "json",
        EventFault::Missing { attribute, detail } | EventFault::Wrong { attribute, detail } => {
            assert!(detail.ends_with('.') && detail.len() < 400, "{detail}");
            attribute
        }
    }
}

#[test]
fn an_event_is_read_and_its_extensions_are_ignored() {
    let event = read(&with(
        ",\"subject\":\"S1\",\"traceparent\":\"00-x\",\"level\":7,\"datacontenttype\":\
         \"application/json; charset=utf-8\",\"data\":{\"used\":1.50}",
    ));
    assert_eq!((event.event_type.as_str(), event.source.as_str()), ("usage", "/meter"));
    assert_eq!((event.id.as_str(), event.subject.as_deref()), ("1", Some("S1")));
    assert_eq!(event.happened_at, Instant::parse(TIME).unwrap());
    assert_eq!(event.data.canonical(), "{\"used\":1.50}");
    assert_eq!(read(&with(",\"subject\":null,\"data\":null")).data, JsonTree::Null);
    assert_eq!(read(&with(",\"subject\":\"\"")).subject, None);
}

#[test]
fn data_in_base64_is_decoded() {
    let packed = with(",\"data_base64\":\"eyJ1c2VkIjoxfQ==\"");
    assert_eq!(read(&packed).data, read(&with(",\"data\":{\"used\":1}")).data);
}

#[test]
fn a_fault_names_the_attribute() {
    let long = format!(",\"subject\":\"{}\"", "x".repeat(LONGEST + 1));
    for (more, expected) in [
        (",\"data\":{\"a\":1,\"a\":2}", "data"),
        (",\"data_base64\":\"e\"", "data_base64"),
        (",\"data_base64\":\"AP8=\"", "data_base64"),
        (",\"data_base64\":\"e30=\",\"data\":{}", "data_base64"),
        (",\"datacontenttype\":\"text/plain\"", "datacontenttype"),
        (",\"datacontenttype\":1", "datacontenttype"),
        (",\"subject\":7", "subject"),
        (",\"subject\":\"a\\u0000b\"", "subject"),
        (&long, "subject"),
        (",\"id\":\"2\"", "json"),
        (",", "json"),
    ] {
        let fault = CloudEvent::parse(with(more).as_bytes()).unwrap_err();
        assert_eq!(attribute(&fault), expected, "{more}");
    }
    for (from, to, expected) in [
        ("\"1.0\"", "\"0.3\"", "specversion"),
        ("\"1.0\"", "1.0", "specversion"),
        ("\"usage\"", "\" \"", "type"),
        ("\"source\"", "\"Source\"", "source"),
        ("\"id\"", "\"ID\"", "id"),
        ("\"time\"", "\"at\"", "time"),
        (TIME, "2026-10-31", "time"),
        (TIME, "2026-10-31T22:30:00", "time"),
    ] {
        let fault = CloudEvent::parse(with("").replace(from, to).as_bytes()).unwrap_err();
        assert_eq!(attribute(&fault), expected, "{from} {to}");
    }
    for text in ["[]", "7", "", "{", "\u{feff}{}"] {
        assert_eq!(attribute(&CloudEvent::parse(text.as_bytes()).unwrap_err()), "json", "{text}");
    }
}

#[test]
fn the_same_event_is_known_however_it_is_written() {
    let event = read(&with(",\"subject\":\"S1\",\"data\":{\"a\":1,\"b\":\"x\"}"));
    let headers = [
        ("ce-specversion", "1.0"),
        ("ce-type", "usage"),
        ("ce-source", "/meter"),
        ("ce-id", "%31"),
        ("ce-time", "2026-10-31T23:30:00.000+01:00"),
        ("ce-subject", "S1"),
        ("ce-traceparent", "00-y"),
        ("content-length", "7"),
    ];
    let headers = EventHeaders::of(headers.iter().map(|(name, value)| (*name, value.as_bytes())));
    let sent = headers.event(Some("application/json"), b"{\"b\": \"x\", \"a\": 1}").unwrap();
    assert_eq!((event.name(), event.content()), (sent.name(), sent.content()));
    let others = [
        ",\"subject\":\"S1\",\"data\":{\"a\":1.0,\"b\":\"x\"}",
        ",\"subject\":\"S2\",\"data\":{\"a\":1,\"b\":\"x\"}",
        ",\"data\":{\"a\":1,\"b\":\"x\"}",
    ];
    for other in others.map(|more| read(&with(more))) {
        assert_eq!(other.name(), event.name());
        assert_ne!(other.content(), event.content());
    }
    let wrong = headers.event(Some("text/csv"), b"{}").unwrap_err();
    assert_eq!(attribute(&wrong), "datacontenttype");
    assert_eq!(attribute(&headers.event(None, b"\xff").unwrap_err()), "data");
    assert_eq!(attribute(&headers.event(None, b"").unwrap_err()), "data");
}

#[test]
fn source_and_id_are_not_mixed_up() {
    let event = |source: &str, id: &str| {
        let text = with("").replace("/meter", source).replace("\"1\"", &format!("\"{id}\""));
        read(&text).name()
    };
    assert_ne!(event("a", "bc"), event("ab", "c"));
}

#[test]
fn a_header_given_twice_is_refused() {
    let twice = [("ce-specversion", &b"1.0"[..]), ("ce-specversion", b"1.0")];
    let headers = EventHeaders::of(twice.into_iter());
    assert_eq!(attribute(&headers.event(None, b"{}").unwrap_err()), "specversion");
    assert!(!headers.is_empty() && EventHeaders::of([].into_iter()).is_empty());
}
