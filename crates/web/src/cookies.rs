//! Reads cookies, and names the one that a session's token lives in.

use axum::http::{HeaderMap, header};
use cookie::Cookie;

/// The session cookie where pages do not travel encrypted.
const PLAIN: &str = "session";
/// The session cookie elsewhere: browsers keep one named so to encrypted connections and to this
/// host.
const SECURE: &str = "__Host-session";

/// The name of the session's cookie.
#[must_use]
pub const fn session(secure: bool) -> &'static str {
    if secure { SECURE } else { PLAIN }
}

/// A cookie's value.
#[must_use]
pub fn value(headers: &HeaderMap, name: &str) -> Option<String> {
    let lists = headers.get_all(header::COOKIE).into_iter().filter_map(|list| list.to_str().ok());
    let mut cookies = lists.flat_map(Cookie::split_parse).filter_map(Result::ok);
    cookies.find(|cookie| cookie.name() == name).map(|cookie| cookie.value().to_owned())
}
