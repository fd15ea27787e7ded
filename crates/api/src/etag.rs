//! Entity tags. A report's tag has its version and a hash of the answer: `"7.3f9ac02b41d7"`.
//!
//! `If-None-Match` compares the whole tag, and weakly: a proxy that packs an answer makes its tag
//! weak. `If-Match` compares strongly, so that a weak tag never matches (RFC 9110, section 13.1).
//! Of a report it compares only the version: a decision applies to the version that the caller saw,
//! even if other parts of the answer differed. Settings and rows of the directory have no version,
//! so their whole content is compared.

use crate::answer::written;
use crate::problem::{ApiProblem, wrong_with};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use countersign_domain::export::hex;
use serde::Serialize;
use sha2::{Digest, Sha256};

/// Characters of the hash in a tag.
const HASH_CHARS: usize = 12;
/// The header as problems name it.
const IF_MATCH: &str = "If-Match";

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
        match NamedTags::of(headers, header::IF_NONE_MATCH) {
            Some(NamedTags::Any) => true,
            Some(NamedTags::These(tags)) => tags.iter().any(|tag| tag.text == self.0),
            None => false,
        }
    }

    pub(crate) fn header(&self) -> Result<HeaderValue, ApiProblem> {
        HeaderValue::from_str(&self.0).map_err(|_| ApiProblem::fault("a tag is no header"))
    }
}

/// The tags in the headers of a precondition.
enum NamedTags {
    /// `*`, which every resource matches.
    Any,
    These(Vec<NamedTag>),
}

struct NamedTag {
    is_weak: bool,
    /// The tag with its quotes.
    text: String,
}

impl NamedTags {
    /// Reads the headers of this name; `None` if they are missing or not a list of tags.
    fn of(headers: &HeaderMap, name: HeaderName) -> Option<Self> {
        let lines: Vec<&str> =
            headers.get_all(name).iter().map(HeaderValue::to_str).collect::<Result<_, _>>().ok()?;
        let (whole, mut tags) = (lines.join(","), Vec::new());
        if whole.trim() == "*" {
            return Some(Self::Any);
        }
        let is_between = |c: char| matches!(c, ',' | ' ' | '\t');
        let mut rest = whole.trim_matches(is_between);
        while !rest.is_empty() {
            let (tag, is_weak) = rest.strip_prefix("W/").map_or((rest, false), |tag| (tag, true));
            // A tag may contain commas, but no quotes.
            let end = tag.strip_prefix('"')?.find('"')? + 2;
            tags.push(NamedTag { is_weak, text: tag[..end].to_owned() });
            let after = &tag[end..];
            rest = after.trim_start_matches(is_between);
            if !rest.is_empty() && !after.trim_start().starts_with(',') {
                return None;
            }
        }
        (!tags.is_empty()).then_some(Self::These(tags))
    }

    /// The tags of `If-Match` that can match.
    ///
    /// # Errors
    /// 428 without the header, 400 if it is not a list of tags.
    fn to_match(headers: &HeaderMap) -> Result<Option<Vec<String>>, ApiProblem> {
        if !headers.contains_key(header::IF_MATCH) {
            let detail = "Send If-Match with the ETag that you saw, or * for any version.";
            let status = StatusCode::PRECONDITION_REQUIRED;
            return Err(wrong_with(status, "precondition_required", IF_MATCH, detail));
        }
        match Self::of(headers, header::IF_MATCH) {
            Some(Self::Any) => Ok(None),
            Some(Self::These(tags)) => {
                let strong = tags.into_iter().filter(|tag| !tag.is_weak).map(|tag| tag.text);
                Ok(Some(strong.collect()))
            }
            None => {
                let detail = "If-Match must be * or one or more ETags with their quotes, such as \
                              \"7.3f9ac02b41d7\".";
                Err(wrong_with(StatusCode::BAD_REQUEST, "bad_request", IF_MATCH, detail))
            }
        }
    }
}

/// The versions of a resource that the caller saw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SeenVersion {
    /// The caller takes any version.
    Any,
    OneOf(Vec<i64>),
}

impl SeenVersion {
    /// The versions; empty for any.
    pub(crate) fn versions(&self) -> &[i64] {
        match self {
            Self::Any => &[],
            Self::OneOf(seen) => seen,
        }
    }

    /// The version that the resource is expected to have, if it has `current`; `None` for any.
    pub(crate) fn expected(&self, current: i64) -> Option<i64> {
        match self {
            Self::Any => None,
            Self::OneOf(seen) if seen.contains(&current) => Some(current),
            Self::OneOf(seen) => seen.first().copied(),
        }
    }
}

/// The versions that the caller saw, from `If-Match`.
///
/// # Errors
/// 428 without the header, 400 if it is not a list of tags, 412 if none of them can match.
pub(crate) fn seen_version(headers: &HeaderMap) -> Result<SeenVersion, ApiProblem> {
    let Some(tags) = NamedTags::to_match(headers)? else { return Ok(SeenVersion::Any) };
    let version = |tag: &String| tag.trim_matches('"').split('.').next()?.parse().ok();
    let versions: Vec<i64> = tags.iter().filter_map(version).collect();
    if versions.is_empty() {
        let detail = "If-Match contains no ETag of this resource. Send the ETag exactly as you \
                      received it. A weak ETag, W/\"…\", never matches.";
        return Err(wrong_with(StatusCode::PRECONDITION_FAILED, "stale", IF_MATCH, detail));
    }
    Ok(SeenVersion::OneOf(versions))
}

/// The content that the caller saw, for resources without a version; `None` for any.
pub(crate) struct SeenContent(Option<Vec<String>>);

/// The content that the caller saw, from `If-Match`.
///
/// # Errors
/// 428 without the header, 400 if it is not a list of tags.
pub(crate) fn seen_content(headers: &HeaderMap) -> Result<SeenContent, ApiProblem> {
    NamedTags::to_match(headers).map(SeenContent)
}

impl SeenContent {
    /// Checks that the resource is still the one that the caller saw.
    ///
    /// # Errors
    /// 412 if it has changed.
    pub(crate) fn check(&self, value: &impl Serialize) -> Result<(), ApiProblem> {
        let Some(seen) = &self.0 else { return Ok(()) };
        let now = Tag::of(None, &written(value)?);
        if seen.iter().any(|tag| tag == now.text()) { Ok(()) } else { Err(stale()) }
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

    fn headers(name: HeaderName, value: &'static str) -> HeaderMap {
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
            ("\"a, b\" ,, \"7.44136fa355b3\"", true),
            ("\"7\"", false),
            ("\"6.44136fa355b3\"", false),
            ("W/W/\"7.44136fa355b3\"", false),
            ("7.44136fa355b3", false),
            ("\"x,\"7.44136fa355b3\"\"", false),
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
        for stale in ["\"44136fa355b4\"", "W/\"44136fa355b3\""] {
            let stale = seen(stale).check(&value).unwrap_err();
            assert_eq!(stale.status(), StatusCode::PRECONDITION_FAILED);
        }
    }

    #[test]
    fn a_decision_names_the_version_that_was_seen() {
        let seen = |given| seen_version(&headers(header::IF_MATCH, given));
        let versions = |given| seen(given).unwrap();
        assert_eq!(versions("\"7.44136fa355b3\""), SeenVersion::OneOf(vec![7]));
        assert_eq!(versions("\"7\", W/\"8\",\"9.ab\""), SeenVersion::OneOf(vec![7, 9]));
        assert_eq!(versions("*"), SeenVersion::Any);
        for (given, current, expected) in [
            ("\"7\", \"9\"", 9, Some(9)),
            ("\"7\", \"9\"", 8, Some(7)),
            ("\"7\"", 7, Some(7)),
            ("*", 7, None),
        ] {
            assert_eq!(versions(given).expected(current), expected, "{given}");
        }
        for (wrong, status) in [
            ("7", StatusCode::BAD_REQUEST),
            ("", StatusCode::BAD_REQUEST),
            ("\"7", StatusCode::BAD_REQUEST),
            ("\"7\" \"8\"", StatusCode::BAD_REQUEST),
            ("*, \"7\"", StatusCode::BAD_REQUEST),
            ("w/\"7\"", StatusCode::BAD_REQUEST),
            ("\"x\"", StatusCode::PRECONDITION_FAILED),
            ("W/\"7\"", StatusCode::PRECONDITION_FAILED),
        ] {
            let refused = seen(wrong).unwrap_err();
            assert_eq!(refused.status(), status, "{wrong}");
            let document = serde_json::to_value(refused.document("1")).unwrap();
            assert_eq!(document["errors"][0]["parameter"], IF_MATCH, "{wrong}");
        }
        let missing = seen_version(&HeaderMap::new()).unwrap_err();
        assert_eq!(missing.status(), StatusCode::PRECONDITION_REQUIRED);
        let mut lines = headers(header::IF_MATCH, "\"7\"");
        lines.append(header::IF_MATCH, HeaderValue::from_static("\"8\""));
        assert_eq!(seen_version(&lines).unwrap(), SeenVersion::OneOf(vec![7, 8]));
    }
}
