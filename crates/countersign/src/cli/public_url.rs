//! The addresses that `--public-url` and `user invite --url` accept.

use countersign_app::failure::{Failure, Result};
use countersign_app::outbound::{has_credentials, is_this_machine};
use reqwest::Url;
use std::net::SocketAddr;

/// The origin (scheme, host and port) by which people reach the console: `given`, or, on this
/// machine only, the listening address. Beyond this machine it has to be encrypted unless
/// `insecure` is set.
///
/// # Errors
/// The fault, and what to give instead.
pub(super) fn origin(given: Option<&str>, listen: SocketAddr, insecure: bool) -> Result<String> {
    let is_local = listen.ip().to_canonical().is_loopback();
    let Some(given) = given else {
        return match is_local {
            true => Ok(format!("http://{listen}")),
            false => Err(Failure::Usage(format!(
                "other machines can reach {listen}: put an encrypting proxy in front of it and \
                 give its address with --public-url https://…"
            ))),
        };
    };
    checked("--public-url", given, is_local, insecure)
}

/// The origin of an address that an option gives. An unencrypted one may lead to this machine if
/// the console listens on it alone, and elsewhere if the operator allows it.
///
/// # Errors
/// The fault, and what to give instead.
pub(super) fn checked(option: &str, given: &str, is_local: bool, insecure: bool) -> Result<String> {
    let url = parsed(given).map_err(|why| {
        Failure::Usage(format!(
            "{option} {}: {why}; give scheme and host, such as https://reports.example",
            shown(given)
        ))
    })?;
    let stays_here = is_local && url.host_str().is_some_and(is_this_machine);
    if url.scheme() == "http" && !stays_here && !insecure {
        return Err(Failure::Usage(format!(
            "{option} {given}: passwords would travel unencrypted beyond this machine; put an \
             encrypting proxy in front of it and give its https:// address, or, on a network where \
             no one can listen, add --insecure-http"
        )));
    }
    Ok(url.origin().ascii_serialization())
}

/// The address; an error if it has more than scheme, host and port.
fn parsed(given: &str) -> std::result::Result<Url, &'static str> {
    let url = Url::parse(given).map_err(|_| "it is not an address")?;
    let wrong = [
        (!matches!(url.scheme(), "http" | "https"), "its scheme is neither https nor http"),
        (!url.has_host(), "it names no host"),
        (has_credentials(&url), "it contains a user name or a password"),
        (url.path() != "/", "it contains a path; the console needs the whole host"),
        (url.query().is_some(), "it contains a query"),
        (url.fragment().is_some(), "it contains a fragment"),
    ];
    wrong.into_iter().find(|(is_wrong, _)| *is_wrong).map_or(Ok(url), |(_, why)| Err(why))
}

/// The given address, without anything that may be a password.
fn shown(given: &str) -> String {
    match given.rsplit_once('@') {
        Some((before, host)) => match before.split_once("://") {
            Some((scheme, _)) => format!("{scheme}://…@{host}"),
            None => format!("…@{host}"),
        },
        None => given.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(given: &str, listen: &str, insecure: bool) -> std::result::Result<String, String> {
        let checked = origin(Some(given), listen.parse().unwrap(), insecure);
        checked.map_err(|failure| failure.to_string())
    }

    #[test]
    fn scheme_host_and_port_are_taken_as_a_browser_says_them() {
        for (given, taken) in [
            ("https://reports.example", "https://reports.example"),
            ("https://reports.example/", "https://reports.example"),
            ("HTTPS://Reports.Example:443", "https://reports.example"),
            ("https://reports.example:8443", "https://reports.example:8443"),
            ("https://münchen.example", "https://xn--mnchen-3ya.example"),
            ("http://localhost:8080", "http://localhost:8080"),
            ("http://[::1]:8080/", "http://[::1]:8080"),
        ] {
            assert_eq!(checked(given, "127.0.0.1:8080", false).as_deref(), Ok(taken), "{given}");
        }
    }

    #[test]
    fn whatever_else_an_address_holds_is_refused() {
        for (given, why) in [
            ("https://x.example?x=1", "it contains a query"),
            ("https://x.example/?", "it contains a query"),
            ("https://x.example#top", "it contains a fragment"),
            ("https://u:p@x.example", "it contains a user name or a password"),
            ("https://u@x.example", "it contains a user name or a password"),
            ("https://x.example/reports", "it contains a path"),
            ("https://x.example//", "it contains a path"),
            ("ftp://x.example", "its scheme is neither https nor http"),
            ("https://", "it is not an address"),
            ("x.example", "it is not an address"),
            ("", "it is not an address"),
        ] {
            let refused = checked(given, "127.0.0.1:8080", true).unwrap_err();
            assert!(refused.contains(why), "{given}: {refused}");
            assert!(!refused.contains("u:p"), "{given}: {refused}");
        }
    }

    #[test]
    fn pages_leave_this_machine_encrypted_or_by_word_of_the_operator() {
        for (given, listen) in [
            ("http://x.example", "0.0.0.0:8080"),
            ("http://x.example", "127.0.0.1:8080"),
            ("http://localhost:8080", "0.0.0.0:8080"),
            ("http://192.0.2.1:8080", "192.0.2.1:8080"),
        ] {
            let refused = checked(given, listen, false).unwrap_err();
            assert!(refused.contains("--insecure-http"), "{given}: {refused}");
            assert_eq!(checked(given, listen, true).as_deref(), Ok(given));
        }
        assert!(checked("https://x.example", "0.0.0.0:8080", false).is_ok());
        assert!(origin(None, "0.0.0.0:8080".parse().unwrap(), true).is_err());
    }
}
