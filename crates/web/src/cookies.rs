//! Names cookies and reads them.

use crate::state::Site;
use axum::http::{HeaderMap, header};
use cookie::Cookie;

/// The name of a cookie. If pages are encrypted it begins with `__Host-`: browsers then send the
/// cookie over encrypted connections and to this host only.
#[derive(Clone, Copy, Debug)]
pub struct CookieName {
    plain: &'static str,
    secure: &'static str,
}

impl CookieName {
    #[must_use]
    pub const fn new(plain: &'static str, secure: &'static str) -> Self {
        Self { plain, secure }
    }

    #[must_use]
    pub fn on(self, site: &Site) -> &'static str {
        if site.is_secure() { self.secure } else { self.plain }
    }
}

/// The cookie that holds the token of a session.
pub const SESSION: CookieName = CookieName::new("session", "__Host-session");

#[must_use]
pub fn value(headers: &HeaderMap, name: &str) -> Option<String> {
    let lists = headers.get_all(header::COOKIE).into_iter().filter_map(|list| list.to_str().ok());
    let mut cookies = lists.flat_map(Cookie::split_parse).filter_map(Result::ok);
    cookies.find(|cookie| cookie.name() == name).map(|cookie| cookie.value().to_owned())
}
