//! The site for which passkeys are made: browsers make them for a host name, over an encrypted
//! connection or on this machine.

use crate::context::Context;
use axum::http::header::HOST;
use axum::http::uri::Authority;
use axum::http::{HeaderMap, Uri};
use countersign_app::identity::webauthn::RelyingParty;

/// The name of the machine on which a browser runs. Browsers trust it without encryption.
const THIS_MACHINE: &str = "localhost";

/// Why a page cannot use passkeys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NoPasskeys {
    /// It was opened at a numeric address. The same page by the name of this machine, if the
    /// address leads there.
    NumericAddress(Option<String>),
    /// It is not encrypted.
    Unencrypted,
}

/// The site, or why there is none.
pub(crate) fn of(context: &Context) -> Result<RelyingParty, NoPasskeys> {
    relying_party(&context.state.site.origin, &context.headers)
}

fn relying_party(origin: &str, headers: &HeaderMap) -> Result<RelyingParty, NoPasskeys> {
    let public = origin.parse::<Uri>().unwrap_or_default();
    let scheme = public.scheme_str().unwrap_or("http");
    let Some(name) = public.host().filter(|host| !is_numeric(host)) else {
        let port = public.port().map(|port| format!(":{port}")).unwrap_or_default();
        let local = format!("{scheme}://{THIS_MACHINE}{port}");
        if !public.host().is_some_and(is_loopback) {
            return Err(NoPasskeys::NumericAddress(None));
        }
        return by_name_of_this_machine(scheme, headers)
            .ok_or(NoPasskeys::NumericAddress(Some(local)));
    };
    if scheme != "https" && name != THIS_MACHINE {
        return Err(NoPasskeys::Unencrypted);
    }
    Ok(RelyingParty { id: name.to_owned(), origin: origin.to_owned() })
}

/// A console at a numeric address of this machine is also reached by its name. Requests for it that
/// come from elsewhere were refused before ([`countersign_web::serve::host`]).
fn by_name_of_this_machine(scheme: &str, headers: &HeaderMap) -> Option<RelyingParty> {
    let host = Authority::try_from(headers.get(HOST)?.as_bytes()).ok()?;
    let port = host.port().map(|port| format!(":{port}")).unwrap_or_default();
    host.host().eq_ignore_ascii_case(THIS_MACHINE).then(|| RelyingParty {
        id: THIS_MACHINE.to_owned(),
        origin: format!("{scheme}://{THIS_MACHINE}{port}"),
    })
}

fn bare(host: &str) -> &str {
    host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(host)
}

fn is_numeric(host: &str) -> bool {
    bare(host).parse::<std::net::IpAddr>().is_ok()
}

fn is_loopback(host: &str) -> bool {
    bare(host).parse().is_ok_and(|address: std::net::IpAddr| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn at(origin: &str, host: &'static str) -> Result<(String, String), NoPasskeys> {
        let headers = HeaderMap::from_iter([(HOST, HeaderValue::from_static(host))]);
        relying_party(origin, &headers).map(|it| (it.id, it.origin))
    }

    fn ok(id: &str, origin: &str) -> Result<(String, String), NoPasskeys> {
        Ok((id.to_owned(), origin.to_owned()))
    }

    #[test]
    fn the_site_is_the_public_name_whatever_the_request_says() {
        let public = "https://reports.example";
        for host in ["reports.example", "localhost:8080", "evil.example", "127.0.0.1"] {
            assert_eq!(at(public, host), ok("reports.example", public), "{host}");
        }
        let port = "https://reports.example:8443";
        assert_eq!(at(port, "reports.example:8443"), ok("reports.example", port));
    }

    #[test]
    fn a_numeric_address_of_this_machine_has_the_name_localhost() {
        let here = "http://127.0.0.1:8080";
        assert_eq!(at(here, "localhost:8080"), ok("localhost", "http://localhost:8080"));
        assert_eq!(at(here, "LOCALHOST"), ok("localhost", "http://localhost"));
        let named = "http://localhost:8080";
        assert_eq!(at(named, "127.0.0.1:8080"), ok("localhost", named));
        let advised = |at: &str| Err(NoPasskeys::NumericAddress(Some(at.to_owned())));
        assert_eq!(at(here, "127.0.0.1:8080"), advised("http://localhost:8080"));
        assert_eq!(at("http://[::1]:80", "evil.example"), advised("http://localhost:80"));
    }

    #[test]
    fn there_is_no_site_at_other_numbers_or_without_encryption() {
        let elsewhere = Err(NoPasskeys::NumericAddress(None));
        assert_eq!(at("https://192.0.2.7", "192.0.2.7"), elsewhere);
        assert_eq!(at("https://192.0.2.7", "localhost:8080"), elsewhere);
        assert_eq!(at("http://reports.example", "reports.example"), Err(NoPasskeys::Unencrypted));
        assert_eq!(at("http://localhost.example", "localhost"), Err(NoPasskeys::Unencrypted));
    }
}
