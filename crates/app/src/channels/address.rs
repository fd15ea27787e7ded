//! Reads and checks the addresses of channels. An error is the key of a message.

use super::Destinations;
use crate::outbound::{Door, has_credentials, is_this_machine};
use countersign_domain::delivery_channel::ChannelKind;
use countersign_domain::text::is_all_seen;
use lettre::Address;
use reqwest::Url;
use std::fmt;
use std::path::{Path, PathBuf};

/// An address in a network that is not open.
pub const CLOSED_NETWORK: &str = "way-wrong-network";
/// The most recipients of one message.
const MOST_RECIPIENTS: usize = 20;
/// The most characters of an address.
const LONGEST: usize = 1_000;
/// The default port of SSH.
const SSH_PORT: u16 = 22;

/// The address in the form in which it is stored.
///
/// # Errors
/// The key of the message that says what is expected.
pub fn check(
    kind: ChannelKind,
    text: &str,
    destinations: &Destinations,
) -> Result<String, &'static str> {
    let text = text.trim();
    if text.chars().count() > LONGEST {
        return Err("way-wrong-long");
    }
    match kind {
        ChannelKind::Email => {
            let all: Vec<_> = recipients(text)?.iter().map(ToString::to_string).collect();
            Some(all.join(", ")).filter(|all| is_all_seen(all)).ok_or("way-wrong-unseen")
        }
        ChannelKind::Folder | ChannelKind::Sftp if !is_all_seen(text) => Err("way-wrong-unseen"),
        ChannelKind::Folder => {
            folder(text, destinations.folder.as_deref()).map(|_| text.to_owned())
        }
        ChannelKind::Sftp => match SftpFolder::parse(text)? {
            place if destinations.door.refuses(&place.host) => Err(CLOSED_NETWORK),
            place => Ok(place.to_string()),
        },
        ChannelKind::Webhook => match webhook(text)? {
            url if url.host_str().is_none_or(|host| destinations.door.refuses(host)) => {
                Err(CLOSED_NETWORK)
            }
            url => Ok(url.to_string()),
        },
    }
}

/// The address of a webhook to which a door leads, in the form in which it is stored.
///
/// # Errors
/// As [`check`].
pub fn check_webhook(text: &str, door: &Door) -> Result<String, &'static str> {
    let destinations = Destinations { door: door.clone(), ..Destinations::default() };
    check(ChannelKind::Webhook, text, &destinations)
}

/// The recipients in a text: addresses separated by commas, semicolons or spaces.
///
/// # Errors
/// As [`check`].
pub fn recipients(text: &str) -> Result<Vec<Address>, &'static str> {
    let is_between = |c: char| c == ',' || c == ';' || c.is_whitespace();
    let parts = text.split(is_between).filter(|part| !part.is_empty());
    let all: Result<Vec<Address>, _> = parts.map(str::parse).collect();
    let all = all.map_err(|_| "way-wrong-email")?;
    let fits = (1..=MOST_RECIPIENTS).contains(&all.len());
    if fits { Ok(all) } else { Err("way-wrong-email") }
}

/// An existing directory of this machine below the root that the server was given.
///
/// # Errors
/// As [`check`].
pub fn folder(text: &str, root: Option<&Path>) -> Result<PathBuf, &'static str> {
    let root = root.ok_or("way-wrong-no-root")?;
    let path = Path::new(text);
    if !path.is_absolute() {
        return Err("way-wrong-folder");
    }
    // Links are resolved before the comparison, so that none leads out of the root.
    let real = path.canonicalize().map_err(|_| "way-wrong-folder")?;
    match real.is_dir() {
        true if real.starts_with(root) => Ok(real),
        true => Err("way-wrong-outside"),
        false => Err("way-wrong-folder"),
    }
}

/// The address of a webhook: encrypted, or on this machine.
///
/// # Errors
/// As [`check`].
pub fn webhook(text: &str) -> Result<Url, &'static str> {
    const WRONG: &str = "way-wrong-webhook";
    let url: Url = text.parse().map_err(|_| WRONG)?;
    let host = url.host_str().ok_or(WRONG)?;
    let is_allowed = url.scheme() == "https" || url.scheme() == "http" && is_this_machine(host);
    let fits = is_allowed && !has_credentials(&url) && url.fragment().is_none();
    if fits { Ok(url) } else { Err(WRONG) }
}

/// Whether a webhook is on this machine.
pub fn is_loopback(url: &Url) -> bool {
    url.host_str().is_some_and(is_this_machine)
}

/// A directory on another machine, over SSH.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SftpFolder {
    /// The host name or address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// The user of the SFTP server.
    pub user: String,
    /// The directory; empty for the one in which the user begins.
    pub directory: String,
}

impl SftpFolder {
    /// Reads `sftp://user@host:port/directory`; `/~/in` and an empty path begin in the user's
    /// directory.
    ///
    /// # Errors
    /// As [`check`].
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        const WRONG: &str = "way-wrong-sftp";
        let rest = text.strip_prefix("sftp://").ok_or(WRONG)?;
        let (before, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let (user, machine) = before.rsplit_once('@').ok_or(WRONG)?;
        let (host, port) = match machine.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => (host, port.parse().map_err(|_| WRONG)?),
            _ => (machine, SSH_PORT),
        };
        let host = host.trim_start_matches('[').trim_end_matches(']');
        let in_host = |c: char| c.is_ascii_alphanumeric() || ".-_:".contains(c);
        // A colon would begin a password.
        let in_user = |c: char| !c.is_whitespace() && !c.is_control() && !":@".contains(c);
        let is_plain = !path.chars().any(char::is_control)
            && !path.split('/').any(|part| part == ".." || part == ".");
        let fits = !host.is_empty() && !user.is_empty() && port > 0 && is_plain;
        if !fits || !host.chars().all(in_host) || !user.chars().all(in_user) {
            return Err(WRONG);
        }
        let path = path.trim_end_matches('/');
        let directory = match path.strip_prefix("/~") {
            Some(rest) if rest.is_empty() || rest.starts_with('/') => rest.trim_start_matches('/'),
            _ => path,
        };
        let (host, user, directory) = (host.to_owned(), user.to_owned(), directory.to_owned());
        Ok(Self { host, port, user, directory })
    }

    /// The path of a file in the directory.
    #[must_use]
    pub fn file(&self, name: &str) -> String {
        match self.directory.as_str() {
            "" => name.to_owned(),
            directory => format!("{directory}/{name}"),
        }
    }
}

impl fmt::Display for SftpFolder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let host = match self.host.contains(':') {
            true => format!("[{}]", self.host),
            false => self.host.clone(),
        };
        write!(f, "sftp://{}@{host}", self.user)?;
        if self.port != SSH_PORT {
            write!(f, ":{}", self.port)?;
        }
        match self.directory.as_str() {
            "" => Ok(()),
            directory if directory.starts_with('/') => f.write_str(directory),
            directory => write!(f, "/~/{directory}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outbound::{Door, networks};

    fn kept(kind: ChannelKind, text: &str) -> Result<String, &'static str> {
        let opened = networks::parse("127.0.0.0/8").unwrap();
        let door = Door::opening([opened, networks::parse("::1").unwrap()]);
        check(kind, text, &Destinations { door, ..Destinations::default() })
    }

    #[test]
    fn recipients_are_addresses_and_not_too_many() {
        let two = kept(ChannelKind::Email, " a@x.example;\n b@x.example, ").unwrap();
        assert_eq!(two, "a@x.example, b@x.example");
        let many = vec!["a@x.example"; MOST_RECIPIENTS + 1].join(" ");
        for text in ["", " ,", "a", "a@", "Eva <a@x.example>", "a@x.example\u{0}", &many] {
            assert_eq!(kept(ChannelKind::Email, text), Err("way-wrong-email"), "{text}");
        }
    }

    #[test]
    fn a_webhook_is_encrypted_or_on_this_machine() {
        for text in ["https://x.example/in?a=b", "http://127.0.0.1:80/x", "http://[::1]/"] {
            assert!(kept(ChannelKind::Webhook, text).is_ok(), "{text}");
        }
        for text in [
            "",
            "x.example",
            "http://x.example/",
            "http://127.0.0.1.x.example/",
            "http://10.0.0.1/",
            "ftp://localhost/",
            "file:///etc/passwd",
            "https://eva:hush@x.example/",
            "https://x.example/#a",
            "javascript:alert(1)",
        ] {
            assert_eq!(kept(ChannelKind::Webhook, text), Err("way-wrong-webhook"), "{text}");
        }
    }

    #[test]
    fn a_place_says_who_where_and_in_which_directory() {
        let place = SftpFolder::parse("sftp://eva@x.example:2222/in/box/").unwrap();
        assert_eq!(
            (place.user.as_str(), place.host.as_str(), place.port),
            ("eva", "x.example", 2222)
        );
        assert_eq!(place.file("a.csv"), "/in/box/a.csv");
        for (text, same, file) in [
            ("sftp://e@h", "sftp://e@h", "a"),
            ("sftp://e@h:22/", "sftp://e@h", "a"),
            ("sftp://e@h/~/in", "sftp://e@h/~/in", "in/a"),
            ("sftp://e@[::1]:2222/x y", "sftp://e@[::1]:2222/x y", "/x y/a"),
            ("sftp://e@h/~eva", "sftp://e@h/~eva", "/~eva/a"),
        ] {
            let place = SftpFolder::parse(text).unwrap();
            assert_eq!((place.to_string().as_str(), place.file("a").as_str()), (same, file));
            assert_eq!(SftpFolder::parse(same), Ok(place));
        }
        for text in [
            "",
            "sftp://h/in",
            "sftp://@h/in",
            "sftp://e:hush@h/in",
            "sftp://e@/in",
            "sftp://e@h:port/in",
            "sftp://e@h:0/in",
            "sftp://e@h/../in",
            "sftp://e@h;x/in",
            "ssh://e@h/in",
        ] {
            assert_eq!(kept(ChannelKind::Sftp, text).err(), Some("way-wrong-sftp"), "{text:?}");
        }
    }

    #[test]
    fn an_address_reads_as_it_is_written() {
        for (kind, text) in [
            (ChannelKind::Sftp, "sftp://e@h/i\nn"),
            (ChannelKind::Sftp, "sftp://e@h/\u{202e}ni"),
            (ChannelKind::Sftp, "sftp://ev\u{200b}a@h/in"),
            (ChannelKind::Folder, "/in\u{2066}box"),
            (ChannelKind::Email, "ev\u{200b}a@x.example"),
            (ChannelKind::Email, "\u{202e}a@x.example"),
        ] {
            assert_eq!(kept(kind, text), Err("way-wrong-unseen"), "{text:?}");
        }
        assert_eq!(
            kept(ChannelKind::Webhook, "https://x.example/\u{202e}a").unwrap(),
            "https://x.example/%E2%80%AEa"
        );
    }

    #[test]
    fn an_address_in_a_network_that_is_not_opened_is_refused_before_anything_is_resolved() {
        let destinations = Destinations::default();
        for (kind, text) in [
            (ChannelKind::Webhook, "http://127.0.0.1:5432/"),
            (ChannelKind::Webhook, "http://localhost/"),
            (ChannelKind::Webhook, "https://10.0.0.1/"),
            (ChannelKind::Webhook, "https://0x0a000001/"),
            (ChannelKind::Webhook, "https://169.254.169.254/latest/meta-data"),
            (ChannelKind::Webhook, "https://[::ffff:192.168.0.1]/"),
            (ChannelKind::Webhook, "https://[fd00::1]/"),
            (ChannelKind::Sftp, "sftp://eva@127.0.0.1/in"),
            (ChannelKind::Sftp, "sftp://eva@2130706433/in"),
            (ChannelKind::Sftp, "sftp://eva@[::1]:2222/in"),
            (ChannelKind::Sftp, "sftp://eva@localhost/in"),
        ] {
            assert_eq!(check(kind, text, &destinations), Err("way-wrong-network"), "{text}");
        }
        assert!(check(ChannelKind::Webhook, "https://x.example/", &destinations).is_ok());
    }

    #[test]
    fn a_folder_lies_below_the_root_and_is_there() {
        let base = tempfile::tempdir().unwrap();
        let base = base.path().canonicalize().unwrap();
        let root = base.join("root");
        std::fs::create_dir_all(root.join("in")).unwrap();
        std::fs::create_dir(base.join("other")).unwrap();
        std::fs::write(root.join("file"), "x").unwrap();
        std::os::unix::fs::symlink(base.join("other"), root.join("link")).unwrap();
        let destinations = Destinations { folder: Some(root), ..Destinations::default() };
        let checked = |path: &str| {
            let path = if path.starts_with('.') { path.into() } else { base.join(path) };
            check(ChannelKind::Folder, path.to_str().unwrap(), &destinations).err()
        };
        assert_eq!((checked("root/in"), checked("root")), (None, None));
        for outside in ["other", "root/../other", "root/link", ""] {
            assert_eq!(checked(outside), Some("way-wrong-outside"), "{outside}");
        }
        for none in ["root/none", "root/file", "./in"] {
            assert_eq!(checked(none), Some("way-wrong-folder"), "{none}");
        }
        assert_eq!(kept(ChannelKind::Folder, "/"), Err("way-wrong-no-root"));
    }
}
