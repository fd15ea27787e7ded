//! The first time that somebody of the partner has a report before them: written once per report,
//! and only for a page that was asked for by its reader.
//!
//! A browser that fetches a page ahead shows it later without asking again, so such a page could
//! never be counted. The first one is not given ahead; the browser then asks when its reader does.

use super::opened::Opened;
use crate::console::context::Context;
use crate::console::problem::Problem;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use countersign_domain::actor::CompanyKind;
use countersign_store::report_openings::{self, Opening};
use countersign_store::reports::Key;
use countersign_store::{StoreError, Tx};

/// Whether the browser asks before its reader does.
pub(super) fn is_ahead(headers: &HeaderMap) -> bool {
    let told = ["sec-purpose", "purpose"].into_iter().filter_map(|name| headers.get(name));
    told.filter_map(|value| value.to_str().ok()).any(|value| value.contains("prefetch"))
}

/// Not now; a browser drops it and asks again.
pub(super) fn ask_again() -> Response {
    let mut response = Response::default();
    *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    response
}

/// The report, where the reader is the first of its partner's people.
///
/// # Errors
/// The engine's.
pub(super) async fn is_first(tx: &mut Tx, opened: &Opened) -> Result<Option<Key>, StoreError> {
    if opened.reader.company_kind != CompanyKind::Partner {
        return Ok(None);
    }
    let key = opened.key();
    Ok(report_openings::find(tx, key).await?.is_none().then_some(key))
}

/// Notes that its reader has it before them. A database that is busy keeps nobody from reading:
/// the next opening is noted then.
///
/// # Errors
/// [`Problem::Forbidden`] for strangers, who get no report.
pub(super) async fn note(context: &Context, key: Key) -> Result<(), Problem> {
    let opening = Opening { at: context.now, person_id: context.person()?.id };
    let note = async |tx: &mut Tx| report_openings::note(tx, &[key], opening).await;
    if let Err(error) = context.app.store.write(note).await {
        tracing::warn!(request = context.request_id, %error, "an opening is not noted");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn a_page_fetched_ahead_says_so() {
        let with = |name: &'static str, value: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(name, HeaderValue::from_static(value));
            is_ahead(&headers)
        };
        assert!(with("sec-purpose", "prefetch"));
        assert!(with("sec-purpose", "prefetch;prerender"));
        assert!(with("purpose", "prefetch"));
        assert!(!with("sec-fetch-mode", "navigate"));
        assert!(!is_ahead(&HeaderMap::new()));
    }
}
