//! Events that programs send.

use countersign_app::formats::cloud_event::{CloudEvent, EventFault, EventHeaders};
use countersign_app::formats::json_tree::JsonTree;
use countersign_domain::event_mapping::JsonPointer;

/// An event that is read has the same hashes after it was written in one form, or as headers, and
/// read again. A fault does not repeat what it found at any length. Of an input with a blank line,
/// the part before it is headers.
pub fn cloud_event(input: &[u8]) {
    check(CloudEvent::parse(input));
    let Some(end) = input.windows(2).position(|pair| pair == b"\n\n") else { return };
    let (head, body) = (&input[..end], &input[end + 2..]);
    let lines = head.split(|byte| *byte == b'\n').filter_map(|line| {
        let colon = line.iter().position(|byte| *byte == b':')?;
        Some((std::str::from_utf8(&line[..colon]).ok()?, &line[colon + 1..]))
    });
    check(EventHeaders::of(lines).event(None, body));
}

fn check(read: Result<CloudEvent, EventFault>) {
    let event = match read {
        Ok(event) => event,
        Err(EventFault::Json(fault)) => return assert!(fault.why.len() <= 2_000, "{fault:?}"),
        Err(EventFault::Missing { detail, .. } | EventFault::Wrong { detail, .. }) => {
            return assert!(detail.len() <= 2_000, "{detail}");
        }
    };
    // A pointer finds something or nothing.
    for pointer in ["/", "/a", "/a/0/b"] {
        let pointer = JsonPointer::parse(pointer).expect("a pointer");
        let _found = event.data.at(&pointer);
    }
    for again in [as_object(&event), as_headers(&event)] {
        let again = again.expect("an event that was read");
        assert_eq!((again.name(), again.content()), (event.name(), event.content()), "{event:?}");
    }
}

fn as_object(event: &CloudEvent) -> Result<CloudEvent, EventFault> {
    let text = |text: &str| JsonTree::Text(text.to_owned()).canonical();
    let subject = event.subject.as_deref().map_or_else(|| "null".to_owned(), text);
    let data = event.data.canonical();
    let [of, source, id, time] =
        [&event.event_type, &event.source, &event.id, &event.time].map(|it| text(it));
    let object = format!(
        "{{\"specversion\":\"1.0\",\"type\":{of},\"source\":{source},\"id\":{id},\"time\":{time},\
         \"subject\":{subject},\"data\":{data}}}"
    );
    CloudEvent::parse(object.as_bytes())
}

fn as_headers(event: &CloudEvent) -> Result<CloudEvent, EventFault> {
    let packed = |text: &str| -> Vec<u8> {
        text.bytes().flat_map(|byte| format!("%{byte:02X}").into_bytes()).collect()
    };
    let attributes = [
        ("ce-specversion", Some("1.0")),
        ("ce-type", Some(event.event_type.as_str())),
        ("ce-source", Some(&event.source)),
        ("ce-id", Some(&event.id)),
        ("ce-time", Some(&event.time)),
        ("ce-subject", event.subject.as_deref()),
    ];
    let values: Vec<(&str, Vec<u8>)> =
        attributes.into_iter().filter_map(|(name, text)| Some((name, packed(text?)))).collect();
    let headers = values.iter().map(|(name, value)| (*name, value.as_slice()));
    EventHeaders::of(headers).event(Some("application/json"), event.data.canonical().as_bytes())
}
