//! Checks how people reach the console: its public address and the proxies in front of it.

use super::finding::DoctorFinding;
use crate::cli::public_url::origin;
use crate::cli::serve::Serve;

/// What the options say.
pub(super) fn look(serve: &Serve) -> Vec<DoctorFinding> {
    let listen = serve.listening.listen;
    let origin = match origin(serve.public_url.as_deref(), listen, serve.insecure_http) {
        Ok(origin) => origin,
        Err(why) => {
            return vec![DoctorFinding::failure(
                "public address",
                format!("People cannot reach it: {why}."),
                "See docs/operating/console.md.",
            )];
        }
    };
    let is_here = serve.public_url.is_none();
    let message = format!("People reach it at {origin}; it listens on {listen}.");
    let address = match (origin.starts_with("https:"), is_here) {
        (true, _) => DoctorFinding::ok("public address", message),
        (false, true) => DoctorFinding::warning(
            "public address",
            message,
            "Only this machine reaches it. For other people, put a proxy that encrypts before it \
             and give its address with --public-url.",
        ),
        (false, false) => DoctorFinding::warning(
            "public address",
            message,
            "Passwords travel unencrypted. Put a proxy that encrypts before it.",
        ),
    };
    let proxies: Vec<_> = serve.trusted_proxy.iter().map(ToString::to_string).collect();
    let proxy = match (proxies.is_empty(), is_here) {
        (true, true) => DoctorFinding::ok("proxy", "There is no proxy."),
        (false, _) => DoctorFinding::ok("proxy", format!("Trusted are {}.", proxies.join(", "))),
        (true, false) => DoctorFinding::warning(
            "proxy",
            "No proxy is trusted, so all people seem to come from the proxy's address and share \
             its limits.",
            "Give the proxy's address with --trusted-proxy, and have it set X-Forwarded-For.",
        ),
    };
    vec![address, proxy]
}
