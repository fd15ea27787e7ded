//! What is answered before it is known who asks: a request that is meant for another host, or one
//! of too many.

use super::App;
use super::headers;
use super::text::Locale;
use crate::client_address::{is_one_of, network};
use crate::serve::{ListensAt, host};
use askama::Template;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Requests of one address of the network at once.
const AT_ONCE: usize = 100;

/// How many requests of each address are under way.
#[derive(Debug, Default)]
pub struct UnderWay(Mutex<HashMap<IpAddr, usize>>);

/// A request under way, counted until it is dropped.
pub(super) struct Counted<'a> {
    under_way: &'a UnderWay,
    network: IpAddr,
}

impl UnderWay {
    fn counts(&self) -> MutexGuard<'_, HashMap<IpAddr, usize>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts a request; none where its address has too many.
    fn begin(&self, client: IpAddr) -> Option<Counted<'_>> {
        let network = network(client);
        let mut counts = self.counts();
        let count = counts.entry(network).or_default();
        if *count >= AT_ONCE {
            return None;
        }
        *count += 1;
        Some(Counted { under_way: self, network })
    }
}

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        let mut counts = self.under_way.counts();
        let Some(count) = counts.get_mut(&self.network) else { return };
        *count -= 1;
        if *count == 0 {
            counts.remove(&self.network);
        }
    }
}

#[derive(Template)]
#[template(path = "early.html")]
struct Early {
    language: &'static str,
    title: String,
    text: String,
}

/// Lets a request pass to who looks after it, and counts it; or what is answered instead. A trusted
/// proxy that does not say whom it speaks for speaks for many.
pub(super) fn pass<'a>(
    app: &'a App,
    parts: &Parts,
    client: IpAddr,
    request_id: &str,
) -> Result<Option<Counted<'a>>, Box<Response>> {
    let refuse = |status, word: &str| {
        let mut response = page(Locale::accepted(&parts.headers).unwrap_or_default(), status, word);
        headers::add(&mut response, request_id, app.site.is_secure());
        Box::new(response)
    };
    if let Some(ListensAt(here)) = parts.extensions.get() {
        let meant = host::check(parts, *here, Some(&app.site.origin));
        let named = parts.headers.get(header::HOST);
        meant.map_err(|not_ours| {
            tracing::info!(
                target: "refused",
                request = request_id,
                host = ?named,
                ?not_ours,
                from = %client,
                "not for this host"
            );
            match not_ours {
                host::NotOurs::Unclear => refuse(StatusCode::BAD_REQUEST, "host-unclear"),
                host::NotOurs::Another => refuse(StatusCode::MISDIRECTED_REQUEST, "host-another"),
            }
        })?;
    }
    if is_one_of(&app.site.trusted_proxies, client) {
        return Ok(None);
    }
    let counted = app.under_way.begin(client);
    counted.map(Some).ok_or_else(|| {
        let request = request_id;
        tracing::info!(target: "refused", request, from = %client, "too many requests at once");
        let mut response = refuse(StatusCode::TOO_MANY_REQUESTS, "too-many");
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
        response
    })
}

/// A page that needs neither the database nor our other files.
fn page(locale: Locale, status: StatusCode, word: &str) -> Response {
    let title = locale.t(&format!("problem-{word}"));
    let text = locale.t(&format!("problem-{word}-text"));
    let page = Early { language: locale.code(), title, text };
    let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"))];
    (status, kind, page.render().unwrap_or_default()).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_so_many_requests_under_way_and_others_have_theirs() {
        let under_way = UnderWay::default();
        let of = |text: &str| text.parse().unwrap();
        let held: Vec<_> = (0..AT_ONCE).map(|_| under_way.begin(of("2001:db8::1"))).collect();
        assert!(held.iter().all(Option::is_some));
        assert!(under_way.begin(of("2001:db8::2")).is_none());
        assert!(under_way.begin(of("2001:db8:0:1::1")).is_some());
        drop(held);
        assert!(under_way.begin(of("2001:db8::2")).is_some());
        assert!(under_way.counts().is_empty());
    }
}
