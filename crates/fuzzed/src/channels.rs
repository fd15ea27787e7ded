//! Addresses that the operator and distributors enter: of channels, networks and servers.

use super::text;
use countersign_app::channels::secret::HostKey;
use countersign_app::channels::{Destinations, address};
use countersign_app::outbound::{Door, networks};
use countersign_delivery::settings::SmtpServer;
use countersign_domain::delivery_channel::ChannelKind;
use countersign_store::DatabaseUrl;

/// An address that is stored is accepted again in that form, and leads to no closed network.
pub fn channel_address(input: &[u8]) {
    let Some(text) = text(input) else { return };
    let destinations = Destinations::default();
    for kind in [ChannelKind::Email, ChannelKind::Sftp, ChannelKind::Webhook] {
        let Ok(kept) = address::check(kind, text, &destinations) else { continue };
        assert_eq!(address::check(kind, &kept, &destinations), Ok(kept.clone()), "{text:?}");
        if kind == ChannelKind::Webhook {
            let url = address::webhook(&kept).expect("it was accepted");
            assert!(!address::is_loopback(&url), "{text:?}");
        }
    }
    if let Ok(place) = address::SftpFolder::parse(text) {
        assert_eq!(address::SftpFolder::parse(&place.to_string()), Ok(place), "{text:?}");
    }
    if let Ok(key) = HostKey::parse(text) {
        let fingerprint = key.fingerprint().to_string();
        let again = HostKey::parse(&fingerprint).map(|key| key.fingerprint());
        assert_eq!(again, Ok(key.fingerprint()), "{text:?}");
    }
}

/// A network is the same after it was written and read again, and contains its own first address.
pub fn network(input: &[u8]) {
    let Some(text) = text(input) else { return };
    let Ok(network) = networks::parse(text) else { return };
    assert_eq!(networks::parse(&network.to_string()), Ok(network), "{text:?}");
    assert!(Door::opening([network]).lets(network.network()), "{text:?}");
}

/// The address of a database never shows its password, whether it is accepted or refused.
pub fn database_url(input: &[u8]) {
    // One that is not encoded.
    const PASSWORD: &str = "correct@horse-battery";
    let Some(text) = text(input) else { return };
    if let Ok(url) = DatabaseUrl::parse(text) {
        let again = DatabaseUrl::parse(&url.to_string()).map(|url| url.to_string());
        assert_eq!(again, Ok(url.to_string()), "{text:?}");
    }
    let rest = text.strip_prefix("postgres://").unwrap_or(text);
    let shown = match DatabaseUrl::parse(&format!("postgres://user:{PASSWORD}@{rest}")) {
        Ok(url) => url.to_string(),
        Err(why) => why,
    };
    assert!(!shown.contains("horse-battery"), "{text:?}");
}

/// The refusal of a mail server contains nothing of what was entered before its `@`.
pub fn mail_server(input: &[u8]) {
    let Some(text) = text(input) else { return };
    match SmtpServer::parse(text) {
        Ok(server) => assert!(!server.host.is_empty() && !server.host.contains('@'), "{text:?}"),
        Err(why) => assert!(text.len() < 16 || !why.contains(text), "{text:?}"),
    }
}
