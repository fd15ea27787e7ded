//! The address of the collector: the base that the operator gives, followed by the standard's path
//! for traces.

use countersign_app::outbound::has_credentials;
use reqwest::Url;

/// The standard's path for traces.
const PATH: &str = "v1/traces";

/// The address that spans are sent to.
///
/// # Errors
/// Fails if nothing can be sent there; the text does not repeat what was given.
pub(crate) fn address(given: &str) -> Result<Url, &'static str> {
    let mut url = Url::parse(given).map_err(|_| "it is not an address")?;
    let wrong = [
        (!matches!(url.scheme(), "http" | "https"), "its scheme is neither http nor https"),
        (has_credentials(&url), "it contains a user or a password"),
        (url.query().is_some() || url.fragment().is_some(), "it goes on after its path"),
    ];
    if let Some((_, why)) = wrong.into_iter().find(|(is_wrong, _)| *is_wrong) {
        return Err(why);
    }
    let path = format!("{}/{PATH}", url.path().trim_end_matches('/'));
    url.set_path(&path);
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_of_traces_follows_the_base() {
        for (given, expected) in [
            ("http://127.0.0.1:4318", "http://127.0.0.1:4318/v1/traces"),
            ("http://collector:4318/", "http://collector:4318/v1/traces"),
            ("https://collector.example/otlp", "https://collector.example/otlp/v1/traces"),
        ] {
            assert_eq!(address(given).unwrap().as_str(), expected);
        }
    }

    #[test]
    fn an_address_that_is_none_or_holds_a_secret_is_refused() {
        for given in [
            "any",
            "127.0.0.1:4318",
            "grpc://127.0.0.1:4317",
            "http://user@collector:4318",
            "http://:password@collector:4318",
            "https://collector.example/?key=secret",
            "https://collector.example/#key",
        ] {
            let why = address(given).unwrap_err();
            assert!(!why.contains("secret"), "{given}");
        }
    }
}
