//! The settings of the mail server.

use lettre::Address;
use lettre::message::Mailbox;
use std::fmt;
use std::time::Duration;

/// The longest time for one message.
const PATIENCE: Duration = Duration::from_secs(60);

/// The encryption of the connection to the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailEncryption {
    /// From the first byte on.
    Tls,
    /// By STARTTLS, or not at all.
    StartTls,
    /// None: the server is on this machine.
    None,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmtpServer {
    pub host: String,
    pub port: u16,
    /// How it is spoken to.
    pub encryption: MailEncryption,
}

#[derive(Clone, PartialEq, Eq)]
pub struct Login {
    pub user: String,
    pub password: String,
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Login").field("user", &self.user).finish_non_exhaustive()
    }
}

#[derive(Clone, Debug)]
pub struct MailSettings {
    /// The mail server.
    pub server: SmtpServer,
    pub login: Option<Login>,
    /// The sender of messages.
    pub from: Address,
    /// The name of the sender, if no company's fits.
    pub name: String,
    /// Whether messages also leave a rehearsal.
    pub in_rehearsal: bool,
    /// The longest time for one message.
    pub patience: Duration,
}

impl MailSettings {
    /// Settings with a server and a sender such as `Countersign <reports@example.com>`.
    ///
    /// # Errors
    /// The fault of the sender, and the expected form.
    pub fn new(server: SmtpServer, from: &str) -> Result<Self, String> {
        let wrong =
            |_| format!("{from:?} is not a sender, such as Countersign <reports@example.com>");
        let from: Mailbox = from.parse().map_err(wrong)?;
        let name = from.name.unwrap_or_else(|| "Countersign".to_owned());
        let (login, in_rehearsal) = (None, false);
        Ok(Self { server, login, from: from.email, name, in_rehearsal, patience: PATIENCE })
    }
}

impl SmtpServer {
    /// Reads `smtps://host:465` (encrypted from the start) or `smtp://host:587` (encrypted by
    /// STARTTLS, which the server must offer; unencrypted if it is on this machine).
    ///
    /// # Errors
    /// The fault and the expected form. The given text is not repeated, because it may contain a
    /// password.
    pub fn parse(url: &str) -> Result<Self, String> {
        let expected = "give smtps://host or smtp://host, perhaps with a port";
        let (tls, rest) = match (url.strip_prefix("smtps://"), url.strip_prefix("smtp://")) {
            (Some(rest), _) => (true, rest),
            (None, Some(rest)) => (false, rest),
            (None, None) => return Err(expected.to_owned()),
        };
        if rest.contains('@') {
            return Err("leave user and password out of the address; use --smtp-user and \
                 COUNTERSIGN_SMTP_PASSWORD"
                .into());
        }
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        let (host, port) = match rest.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => {
                (host, Some(port.parse().map_err(|_| expected.to_owned())?))
            }
            _ => (rest, None),
        };
        let host = host.trim_start_matches('[').trim_end_matches(']');
        let plain = |c: char| c.is_ascii_alphanumeric() || ".-:_".contains(c);
        if host.is_empty() || !host.chars().all(plain) {
            return Err(expected.to_owned());
        }
        let here = host == "localhost"
            || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback());
        let (encryption, usual) = match (tls, here) {
            (true, _) => (MailEncryption::Tls, 465),
            (false, false) => (MailEncryption::StartTls, 587),
            (false, true) => (MailEncryption::None, 25),
        };
        Ok(Self { host: host.to_owned(), port: port.unwrap_or(usual), encryption })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_elsewhere_is_spoken_to_encrypted() {
        let read = |url| {
            let server = SmtpServer::parse(url).unwrap();
            (server.host, server.port, server.encryption)
        };
        let is = |host: &str, port, encryption| (host.to_owned(), port, encryption);
        assert_eq!(read("smtps://mail.x.example"), is("mail.x.example", 465, MailEncryption::Tls));
        assert_eq!(
            read("smtp://mail.x.example"),
            is("mail.x.example", 587, MailEncryption::StartTls)
        );
        assert_eq!(read("smtp://10.0.0.5:25/"), is("10.0.0.5", 25, MailEncryption::StartTls));
        assert_eq!(read("smtp://127.0.0.1:1025"), is("127.0.0.1", 1025, MailEncryption::None));
        assert_eq!(read("smtp://[::1]:1025"), is("::1", 1025, MailEncryption::None));
        assert_eq!(read("smtps://localhost"), is("localhost", 465, MailEncryption::Tls));
    }

    #[test]
    fn what_is_no_server_is_refused_without_being_repeated() {
        for url in [
            "",
            "mail.x.example",
            "http://mail.x.example",
            "smtp://",
            "smtp://x y",
            "smtp://x.example:port",
            "smtp://x.example/path",
            "smtps://eva:hush@mail.x.example",
        ] {
            let error = SmtpServer::parse(url).unwrap_err();
            assert!(!error.contains("hush"), "{url}: {error}");
        }
    }

    #[test]
    fn a_sender_has_a_name_or_gets_one() {
        let server = SmtpServer::parse("smtp://localhost").unwrap();
        let with = MailSettings::new(server.clone(), "Nordlicht <r@x.example>").unwrap();
        assert_eq!(
            (with.name.as_str(), with.from.to_string().as_str()),
            ("Nordlicht", "r@x.example")
        );
        assert_eq!(MailSettings::new(server.clone(), "r@x.example").unwrap().name, "Countersign");
        assert!(MailSettings::new(server, "nobody").is_err());
        let login = Login { user: "eva".to_owned(), password: "hush".to_owned() };
        assert!(!format!("{login:?}").contains("hush"));
    }
}
