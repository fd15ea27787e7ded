//! Entity tags. A report's tag has its version and a hash of the answer: `"7.3f9ac02b41d7"`.
//!
//! `If-None-Match` compares the whole tag. `If-Match` compares only the version of a report: a
//! decision applies to the version that the caller saw, even if other parts of the answer differed.
//! Settings and rows of the directory have no version, so their whole content is compared.

use crate::answer::written;
use crate::problem::ApiProblem;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use countersign_domain::export::hex;
use serde::Serialize;
use sha2::{Digest, Sha256};

/// Characters of the hash in a tag.
const HASH_CHARS: usize = 12;

/// An entity tag with its quotes.
pub(crate) struct Tag(String);

impl Tag {
    /// The tag of a body that shows this version.
    pub(crate) fn of(version: Option<i64>, body: &str) -> Self {
        let mut hash = hex(&Sha256::digest(body.as_bytes()).into());
        hash.truncate(HASH_CHARS);
        Self(match version {
            Some(version) => format!("\"{version}.{hash}\""),
            None => format!("\"{hash}\""),
        })
    }

    /// The tag of a version, for answers that do not contain the whole resource.
    pub(crate) fn of_version(version: i64) -> Self {
        Self(format!("\"{version}\""))
    }

    pub(crate) fn text(&self) -> &str {
        &self.0
    }

    /// Whether the caller already has this version.
    pub(crate) fn is_known(&self, headers: &HeaderMap) -> bool {
        let given = headers.get_all(header::IF_NONE_MATCH).iter();
        let mut given = given.filter_map(|it| it.to_str().ok()).flat_map(|it| it.split(','));
        given.any(|it| it.trim() == "*" || it.trim().trim_start_matches("W/") == self.0)
    }

    pub(crate) fn header(&self) -> Result<HeaderValue, ApiProblem> {
        HeaderValue::from_str(&self.0).map_err(|_| ApiProblem::fault("a tag is no header"))
    }
}

/// The version that the caller saw, from `If-Match`; `None` for `*`, which matches any version.
///
/// # Errors
/// 428 without the header, 400 if it is not a tag of a report.
pub(crate) fn seen_version(headers: &HeaderMap) -> Result<Option<i64>, ApiProblem> {
    let text = if_match(headers)?;
    if text == "*" {
        return Ok(None);
    }
    let inner = text.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
    let version = inner.and_then(|it| it.split('.').next()).and_then(|it| it.parse().ok());
    version.map(Some).ok_or_else(|| {
        ApiProblem::bad_request(&format!(
            "If-Match is {text}, which is not one ETag of a report, such as \"7.3f9ac02b41d7\"."
        ))
    })
}

fn if_match(headers: &HeaderMap) -> Result<&str, ApiProblem> {
    let given = headers.get(header::IF_MATCH).ok_or_else(|| {
        ApiProblem::new(
            StatusCode::PRECONDITION_REQUIRED,
            "precondition_required",
            "Send If-Match with the ETag that you saw, or * for any version.",
        )
    })?;
    Ok(given.to_str().unwrap_or_default().trim())
}

/// The content that the caller saw, for resources without a version.
pub(crate) struct SeenContent(Option<String>);

/// The content that the caller saw, from `If-Match`.
///
/// # Errors
/// 428 without the header.
pub(crate) fn seen_content(headers: &HeaderMap) -> Result<SeenContent, ApiProblem> {
    let text = if_match(headers)?;
    Ok(SeenContent((text != "*").then(|| text.to_owned())))
}

impl SeenContent {
    /// Checks that the resource is still the one that the caller saw.
    ///
    /// # Errors
    /// 412 if it has changed.
    pub(crate) fn check(&self, value: &impl Serialize) -> Result<(), ApiProblem> {
        let Some(seen) = &self.0 else { return Ok(()) };
        let now = Tag::of(None, &written(value)?);
        let mut tags = seen.split(',').map(str::trim);
        if tags.any(|tag| tag == now.text()) { Ok(()) } else { Err(stale()) }
    }
}

/// The resource has changed since the caller saw it.
pub(crate) fn stale() -> ApiProblem {
    let detail = "It has changed since you read it. Read it again.";
    ApiProblem::new(StatusCode::PRECONDITION_FAILED, "stale", detail)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: header::HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_static(value))])
    }

    #[test]
    fn a_tag_names_the_version_and_the_content() {
        let tag = Tag::of(Some(7), "{}");
        assert_eq!(tag.text(), "\"7.44136fa355b3\"");
        assert_eq!(Tag::of(None, "{}").text(), "\"44136fa355b3\"");
        for (given, known) in [
            ("\"7.44136fa355b3\"", true),
            ("W/\"7.44136fa355b3\", \"8\"", true),
            ("*", true),
            ("\"7\"", false),
            ("\"6.44136fa355b3\"", false),
        ] {
            assert_eq!(tag.is_known(&headers(header::IF_NONE_MATCH, given)), known, "{given}");
        }
    }

    #[test]
    fn a_change_names_the_content_that_was_seen() {
        let seen = |given| seen_content(&headers(header::IF_MATCH, given)).unwrap();
        let value = serde_json::json!({});
        assert!(seen("*").check(&value).is_ok());
        assert!(seen("\"44136fa355b3\"").check(&value).is_ok());
        assert!(seen("\"aaa\", \"44136fa355b3\"").check(&value).is_ok());
        let stale = seen("\"44136fa355b4\"").check(&value).unwrap_err();
        assert_eq!(stale.status(), StatusCode::PRECONDITION_FAILED);
    }

    #[test]
    fn a_decision_names_the_version_that_was_seen() {
        let seen = |given| seen_version(&headers(header::IF_MATCH, given));
        assert_eq!(seen("\"7.44136fa355b3\"").unwrap(), Some(7));
        assert_eq!(seen("\"7\"").unwrap(), Some(7));
        assert_eq!(seen("*").unwrap(), None);
        for wrong in ["7", "\"x\"", "", "W/\"7\"", "\"7\", \"8\""] {
            assert_eq!(seen(wrong).unwrap_err().status(), StatusCode::BAD_REQUEST, "{wrong}");
        }
        let missing = seen_version(&HeaderMap::new()).unwrap_err();
        assert_eq!(missing.status(), StatusCode::PRECONDITION_REQUIRED);
    }
}
