//! What a client says of the encoding of answers, where no answer could follow it.

use axum::extract::Request;
use axum::http::{HeaderMap, header};

/// The encodings of compressed answers.
const PACKED: [&str; 2] = ["gzip", "zstd"];

/// The request without `Accept-Encoding`, if that refuses all encodings and also a plain answer.
/// The layer that compresses would refuse the answer when the work is already done; without the
/// header it is sent plain, as RFC 9110 section 12.5.3 allows.
pub(super) fn with_an_answer<B>(mut request: Request<B>) -> Request<B> {
    if accepts_nothing(request.headers()) {
        request.headers_mut().remove(header::ACCEPT_ENCODING);
    }
    request
}

fn accepts_nothing(headers: &HeaderMap) -> bool {
    let given = headers.get_all(header::ACCEPT_ENCODING).iter();
    let given: Vec<(String, bool)> = given
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|item| {
            let (coding, weight) = item.split_once(';').unwrap_or((item, ""));
            let weight = weight.trim().strip_prefix("q=").and_then(|it| it.parse::<f32>().ok());
            (coding.trim().to_ascii_lowercase(), weight != Some(0.0))
        })
        .collect();
    let verdict = |name: &str| given.iter().find(|(coding, _)| coding == name).map(|(_, it)| *it);
    let any = verdict("*");
    let accepts = |name: &str| verdict(name).or(any);
    accepts("identity") == Some(false) && !PACKED.iter().any(|it| accepts(it) == Some(true))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn only_a_header_that_no_answer_can_follow_accepts_nothing() {
        for (value, nothing) in [
            ("identity;q=0", true),
            ("*;q=0", true),
            ("br, *;q=0", true),
            ("gzip;q=0, identity; q=0.0", true),
            ("gzip, identity;q=0", false),
            ("zstd, *;q=0", false),
            ("*;q=0, identity", false),
            ("identity;q=0, *", false),
            ("gzip;q=0", false),
            ("", false),
        ] {
            let headers =
                HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(value))]);
            assert_eq!(accepts_nothing(&headers), nothing, "{value}");
        }
        assert!(!accepts_nothing(&HeaderMap::new()));
    }
}
