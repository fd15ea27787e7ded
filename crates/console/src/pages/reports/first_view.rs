//! The first view of a report by a person of its partner: recorded once per report, and only for a
//! page that its reader asked for.
//!
//! A browser that prefetches a page shows it later without asking again, so that this view could
//! not be counted. The first page is therefore not given to a prefetch; the browser asks again when
//! its reader does.
//!
//! A page to which another site led may not have been asked for by its reader: any page can make a
//! browser open it. A link in webmail looks the same. Such a page is shown, and its script reports
//! the view once it is visible; without script the view counts when the page is opened again or the
//! report is worked on.

use super::report_view::{ReportView, stored};
use crate::context::Context;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::Response;
use countersign_app::actions::note_first_view;
use countersign_domain::actor::CompanyKind;
use countersign_store::first_views::{self, FirstView};
use countersign_store::reports::Key;
use countersign_store::{StoreError, Tx};
use countersign_web::problem::{Answer, Problem};

/// Whether the browser prefetches.
pub(super) fn is_ahead(headers: &HeaderMap) -> bool {
    let text = ["sec-purpose", "purpose"].into_iter().filter_map(|name| headers.get(name));
    text.filter_map(|value| value.to_str().ok()).any(|value| value.contains("prefetch"))
}

/// Whether its reader asked for it on a page of this site, by a bookmark, or by typing its address.
/// Browsers that do not say where a request comes from may name the page before.
pub(super) fn is_readers_own(context: &Context) -> bool {
    let text = |name: &str| context.headers.get(name).and_then(|value| value.to_str().ok());
    context.method == Method::GET
        && match text("sec-fetch-site") {
            Some(site) => matches!(site, "same-origin" | "none"),
            None => text(header::REFERER.as_str())
                .and_then(|page| page.strip_prefix(&context.state.site.origin))
                .is_some_and(|rest| rest.starts_with('/')),
        }
}

/// Not now; a browser drops the response and asks again.
pub(super) fn ask_again() -> Response {
    let mut response = Response::default();
    *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    response
}

/// The report, if the reader is the first of its partner's people.
///
/// # Errors
/// Fails when the database does.
pub(super) async fn is_first(tx: &mut Tx, view: &ReportView) -> Result<Option<Key>, StoreError> {
    if view.reader.company_kind != CompanyKind::Partner {
        return Ok(None);
    }
    let key = view.key();
    Ok(first_views::find(tx, key).await?.is_none().then_some(key))
}

/// The page's script reports that its reader sees it.
pub(super) async fn confirm(context: &Context) -> Answer {
    let key = context.read(async |tx| Ok(stored(context, tx).await?.key())).await?;
    note(context, key).await?;
    let mut response = Response::default();
    *response.status_mut() = StatusCode::NO_CONTENT;
    Ok(response)
}

/// Records the view. A busy database does not stop the reader: the next view is recorded then.
///
/// # Errors
/// [`Problem::Forbidden`] for strangers, who get no report.
pub(super) async fn note(context: &Context, key: Key) -> Result<(), Problem> {
    let view = FirstView { at: context.now, person_id: context.person()?.id };
    let note = async |tx: &mut Tx| note_first_view::run(tx, key, view).await;
    if let Err(error) = context.state.store.write(note).await {
        tracing::warn!(event = "view-not-noted", %error, "the first view could not be recorded");
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
