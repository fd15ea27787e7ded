//! What browsers and proxies send: headers, cookies, tokens and addresses of pages.

use super::text;
use axum::extract::ConnectInfo;
use axum::http::request::Parts;
use axum::http::{HeaderValue, Request, header};
use countersign_app::identity::api_token::ApiToken;
use countersign_app::identity::token::Token;
use countersign_store::reports::{Cursor, SortKey};
use countersign_web::report_query::ReportQuery;
use countersign_web::serve::host::check;
use countersign_web::{client_address as client, cookies, csrf};
use std::net::{IpAddr, SocketAddr};

const SESSION: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
const OURS: &str = "reports.example";
const HERE: &str = "10.0.0.5:8080";
const PROXY: &str = "10.0.0.2";

/// A request with this value in a header, if the value is allowed there.
fn request(name: header::HeaderName, value: &[u8]) -> Option<Parts> {
    let request = Request::get("/").header(name, HeaderValue::from_bytes(value).ok()?);
    Some(request.body(()).ok()?.into_parts().0)
}

/// `X-Forwarded-For` counts only from a trusted proxy, and never gives an address that is not
/// written in it.
pub fn client_address(input: &[u8]) {
    let name = header::HeaderName::from_static("x-forwarded-for");
    let Some(mut parts) = request(name, input) else { return };
    let proxies: [IpAddr; 1] = [PROXY.parse().expect("an address")];
    for peer in [PROXY, "192.0.2.9"] {
        let peer: IpAddr = peer.parse().expect("an address");
        parts.extensions.insert(ConnectInfo(SocketAddr::new(peer, 4711)));
        let client = client::of(&parts, &proxies);
        assert!(proxies.contains(&peer) || client == peer, "{input:?}");
        assert_eq!(client, client.to_canonical(), "{input:?}");
    }
}

/// A request that is answered names this installation and nothing else.
pub fn host(input: &[u8]) {
    let Some(parts) = request(header::HOST, input) else { return };
    let here: SocketAddr = HERE.parse().expect("an address");
    if check(&parts, here, Some("https://reports.example")).is_ok() {
        let named = String::from_utf8_lossy(input).to_ascii_lowercase();
        let is_public = [OURS, "reports.example:", "reports.example:443"].contains(&&*named);
        let is_here = named.contains("10.0.0.5") || named.contains("a00:5");
        assert!(is_public || is_here, "{named:?}");
    }
}

/// Only the token of a form's own session is accepted, and a cookie is never found in another's
/// value.
pub fn form_token(input: &[u8]) {
    if csrf::carries(input, SESSION) {
        let token = csrf::token(SESSION);
        let has = input.windows(token.len()).any(|it| it == token.as_bytes());
        assert!(has, "{input:?}");
    }
    let _owner: Option<i64> = csrf::owner(input);
    if let Some(parts) = request(header::COOKIE, input)
        && let Some(value) = cookies::value(&parts.headers, "session")
    {
        let list = String::from_utf8_lossy(input).into_owned();
        assert!(list.contains("session") && list.contains(&value), "{list:?}");
    }
    let Some(text) = text(input) else { return };
    if let Some(token) = Token::parse(text) {
        assert_eq!(token.text(), text);
    }
}

/// The place of a page in a list is the same after it was written and read again.
pub fn list_cursor(input: &[u8]) {
    let Some(text) = text(input) else { return };
    for by in [
        SortKey::Partner,
        SortKey::Surprise,
        SortKey::Due,
        SortKey::Decided,
        SortKey::Status,
        SortKey::City,
    ] {
        let Some(cursor) = Cursor::parse(text, by) else { continue };
        assert_eq!(Cursor::parse(&cursor.to_string(), by), Some(cursor), "{text:?}");
    }
}

/// A token that is accepted is the text itself, whose checksum no other ending has.
pub fn api_token(input: &[u8]) {
    let Some(text) = text(input) else { return };
    let Some(token) = ApiToken::parse(text) else { return };
    assert_eq!(token.text(), text);
    assert!(token.has_hash(&token.hash()));
    for other in ["0", "a"].map(|end| format!("{}{end}", &text[..text.len() - 1])) {
        assert!(other == text || ApiToken::parse(&other).is_none(), "{text:?}");
    }
}

/// The query of a list is the same after it was written and read again.
pub fn report_query(input: &[u8]) {
    let Some(text) = text(input) else { return };
    let Ok(query) = ReportQuery::parse(text) else { return };
    let written = query.place_text();
    let read = ReportQuery::parse(&written).expect("what is written can be read");
    assert_eq!(read.place_text(), written, "{text:?}");
}
