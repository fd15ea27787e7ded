//! The settings of a connection: the driver's configuration, the password, the encryption.

use super::connection_error::ConnectionFacts;
use super::passfile::{self, PassfileKey};
use super::tls;
use crate::error::{Result, StoreError};
use crate::url::Keywords;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};
use tokio_postgres_rustls::MakeRustlsConnect;

/// The longest time to connect.
pub(super) const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// How long a server may be silent that has to confirm something. One that vanished without a word
/// would hold up its connections for hours.
const SILENCE: Duration = Duration::from_secs(30);
/// How often a silent server is asked whether it is there, once it has been silent for as long.
const ASKED_EVERY: Duration = Duration::from_secs(10);
/// The default port of a server.
const PORT: u16 = 5432;
/// Folders in which a local server keeps its socket.
const SOCKET_FOLDERS: [&str; 2] = ["/var/run/postgresql", "/tmp"];

/// The configuration of a connection, and the explanation of its errors.
pub(super) struct ServerSettings {
    pub(super) config: Config,
    pub(super) connector: MakeRustlsConnect,
    pub(super) about: ConnectionFacts,
}

impl ServerSettings {
    /// Reads a URL, the environment, and the files that they name.
    ///
    /// # Errors
    /// [`StoreError::Address`] with the part that cannot be used.
    pub(super) fn read(url: &str) -> Result<Self> {
        let read = || {
            let mut keywords = Keywords::parse(url)?;
            keywords.complete(|name| std::env::var(name).ok())?;
            Self::of(keywords)
        };
        read().map_err(StoreError::Address)
    }

    fn of(mut keywords: Keywords) -> std::result::Result<Self, String> {
        name_host(&mut keywords)?;
        let encryption = tls::read(&keywords)?;
        let mut config = keywords.config()?;
        config.ssl_mode(mode_for(config.get_hosts(), encryption.mode)?);
        config.application_name("countersign");
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(CONNECT_TIMEOUT);
        }
        notice_silence(&keywords, &mut config);
        let mut unused = None;
        if config.get_password().is_none() {
            match filed_password(&keywords, &config) {
                Ok(Some(password)) => drop(config.password(password)),
                Ok(None) => {}
                Err(why) => unused = Some(why),
            }
        }
        let about = ConnectionFacts {
            mode: keywords.get("sslmode").map(ToOwned::to_owned),
            trusted: encryption.trusted,
            shows_certificate: encryption.shows_certificate,
            unused_passwords: unused,
        };
        Ok(Self { config, connector: encryption.connector, about })
    }
}

/// Sets what the address leaves open, so that a connection to a server that vanished ends.
fn notice_silence(keywords: &Keywords, config: &mut Config) {
    if keywords.get("tcp_user_timeout").is_none() {
        config.tcp_user_timeout(SILENCE);
    }
    if keywords.get("keepalives_idle").is_none() {
        config.keepalives_idle(SILENCE);
    }
    if keywords.get("keepalives_interval").is_none() {
        config.keepalives_interval(ASKED_EVERY);
    }
}

/// Fills in the default host, and uses an address as the name of its host.
fn name_host(keywords: &mut Keywords) -> std::result::Result<(), String> {
    if keywords.get("host").is_some() {
        return Ok(());
    }
    if let Some(address) = keywords.get("hostaddr").map(ToOwned::to_owned) {
        if keywords.get("sslmode") == Some("verify-full") {
            return Err("sslmode=verify-full needs the name of the host: hostaddr alone has \
                 none to check"
                .to_owned());
        }
        keywords.put("host", address);
        return Ok(());
    }
    let port = keywords.get("port").and_then(|it| it.parse().ok()).unwrap_or(PORT);
    let socket = |folder: &&str| Path::new(folder).join(format!(".s.PGSQL.{port}")).exists();
    let host = SOCKET_FOLDERS.into_iter().find(socket).unwrap_or("localhost");
    keywords.put("host", host.to_owned());
    Ok(())
}

/// A local socket is never encrypted, whatever the mode.
fn mode_for(hosts: &[Host], mode: SslMode) -> std::result::Result<SslMode, String> {
    let local = hosts.iter().filter(|host| socket_folder(host).is_some()).count();
    match mode {
        _ if local == hosts.len() => Ok(SslMode::Disable),
        SslMode::Require if local > 0 => {
            Err("its hosts mix sockets of this machine, which are not \
             encrypted, with hosts that must be: use separate addresses"
                .to_owned())
        }
        mode => Ok(mode),
    }
}

#[cfg(unix)]
fn socket_folder(host: &Host) -> Option<&Path> {
    match host {
        Host::Tcp(_) => None,
        Host::Unix(path) => Some(path),
    }
}

#[cfg(not(unix))]
fn socket_folder(_: &Host) -> Option<&Path> {
    None
}

/// The password for this server in the password file; `Err` says why the file is not used.
fn filed_password(
    keywords: &Keywords,
    config: &Config,
) -> std::result::Result<Option<String>, String> {
    let path = keywords.get("passfile").map(PathBuf::from).or_else(passfile::usual);
    let Some(path) = path else { return Ok(None) };
    let Some(text) = passfile::read(&path)? else { return Ok(None) };
    let own = whoami::username().unwrap_or_default();
    let user = config.get_user().unwrap_or(&own);
    let database = config.get_dbname().unwrap_or(user);
    let ports = config.get_ports();
    let mut found = None;
    for (at, host) in config.get_hosts().iter().enumerate() {
        let port = ports.get(at).or(ports.first()).copied().unwrap_or(PORT);
        let host = match (socket_folder(host), host) {
            (Some(folder), _) if SOCKET_FOLDERS.iter().any(|it| Path::new(it) == folder) => {
                "localhost".to_owned()
            }
            (Some(folder), _) => folder.display().to_string(),
            (None, Host::Tcp(name)) => name.clone(),
            #[cfg(unix)]
            (None, Host::Unix(_)) => continue,
        };
        let password = passfile::find(&text, &PassfileKey { host: &host, port, database, user });
        match found {
            None => found = Some(password),
            Some(ref one) if *one == password => {}
            Some(_) => {
                return Err(format!(
                    "the password file {} is not used: it has different passwords for the hosts",
                    path.display()
                ));
            }
        }
    }
    Ok(found.flatten())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_vanishes_is_noticed_unless_the_address_says_otherwise() {
        let read = |url| ServerSettings::of(Keywords::parse(url).unwrap()).unwrap().config;
        let ours = read("postgres://eva@127.0.0.1/x?sslmode=disable");
        assert_eq!(ours.get_tcp_user_timeout(), Some(&SILENCE));
        assert_eq!(ours.get_keepalives_idle(), SILENCE);
        assert_eq!(ours.get_keepalives_interval(), Some(ASKED_EVERY));
        let said = "&tcp_user_timeout=5&keepalives_idle=7&keepalives_interval=9";
        let theirs = read(&format!("postgres://eva@127.0.0.1/x?sslmode=disable{said}"));
        assert_eq!(theirs.get_tcp_user_timeout(), Some(&Duration::from_secs(5)));
        assert_eq!(theirs.get_keepalives_idle(), Duration::from_secs(7));
        assert_eq!(theirs.get_keepalives_interval(), Some(Duration::from_secs(9)));
    }
}
