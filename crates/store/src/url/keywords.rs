//! The address of a PostgreSQL server as libpq's keywords, from its URL and, for missing ones, from
//! the environment.

use percent_encoding::percent_decode_str;
use std::collections::BTreeMap;

/// Keywords that this program knows.
const KNOWN: [&str; 28] = [
    "application_name",
    "channel_binding",
    "client_encoding",
    "connect_timeout",
    "dbname",
    "fallback_application_name",
    "gssencmode",
    "host",
    "hostaddr",
    "keepalives",
    "keepalives_idle",
    "keepalives_interval",
    "keepalives_retries",
    "load_balance_hosts",
    "options",
    "passfile",
    "password",
    "port",
    "ssl_min_protocol_version",
    "sslcert",
    "sslcompression",
    "sslkey",
    "sslmode",
    "sslnegotiation",
    "sslrootcert",
    "sslsni",
    "target_session_attrs",
    "tcp_user_timeout",
];
/// Alternative names of keywords.
const OTHER_NAMES: [(&str, &str); 1] = [("keepalives_count", "keepalives_retries")];
/// Keywords with a fixed set of values.
const CHOICES: [(&str, &[&str]); 6] = [
    ("client_encoding", &["auto", "UTF8", "utf8", "UTF-8"]),
    ("gssencmode", &["disable", "prefer"]),
    ("ssl_min_protocol_version", &["TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"]),
    ("sslcompression", &["0"]),
    ("sslsni", &["1"]),
    ("sslmode", &["disable", "prefer", "require", "verify-ca", "verify-full"]),
];
/// Keywords that this program handles, or checks and ignores; the driver gets the others.
const OURS: [&str; 11] = [
    "client_encoding",
    "fallback_application_name",
    "gssencmode",
    "passfile",
    "ssl_min_protocol_version",
    "sslcert",
    "sslcompression",
    "sslkey",
    "sslmode",
    "sslrootcert",
    "sslsni",
];
/// The environment variables of keywords.
const VARIABLES: [(&str, &str); 19] = [
    ("PGCHANNELBINDING", "channel_binding"),
    ("PGCONNECT_TIMEOUT", "connect_timeout"),
    ("PGDATABASE", "dbname"),
    ("PGGSSENCMODE", "gssencmode"),
    ("PGHOST", "host"),
    ("PGHOSTADDR", "hostaddr"),
    ("PGLOADBALANCEHOSTS", "load_balance_hosts"),
    ("PGOPTIONS", "options"),
    ("PGPASSFILE", "passfile"),
    ("PGPASSWORD", "password"),
    ("PGPORT", "port"),
    ("PGSSLCERT", "sslcert"),
    ("PGSSLKEY", "sslkey"),
    ("PGSSLMINPROTOCOLVERSION", "ssl_min_protocol_version"),
    ("PGSSLMODE", "sslmode"),
    ("PGSSLNEGOTIATION", "sslnegotiation"),
    ("PGSSLROOTCERT", "sslrootcert"),
    ("PGTARGETSESSIONATTRS", "target_session_attrs"),
    ("PGUSER", "user"),
];
/// Settings that change whom libpq trusts and are not supported here: ignoring them would deceive.
const UNSUPPORTED: [&str; 7] = [
    "PGREQUIREAUTH",
    "PGREQUIREPEER",
    "PGSERVICE",
    "PGSSLCERTMODE",
    "PGSSLCRL",
    "PGSSLCRLDIR",
    "PGSSLMAXPROTOCOLVERSION",
];

/// The settings of a server, by keyword.
#[derive(Clone, Default)]
pub(crate) struct Keywords {
    values: BTreeMap<String, String>,
}

impl Keywords {
    /// Reads a URL whose scheme is known to be PostgreSQL's.
    pub(crate) fn parse(url: &str) -> Result<Self, String> {
        let (credentials, place, query) = parts(url);
        let mut keywords = Self::default();
        if let Some(credentials) = credentials {
            let (user, password) = credentials.split_once(':').unwrap_or((credentials, ""));
            keywords.put_decoded("user", user)?;
            keywords.put_decoded("password", password)?;
        }
        let (hosts, name) = place.split_once('/').unwrap_or((place, ""));
        if name.contains('@') {
            return Err("write / and @ in a password or a name as %2F and %40".to_owned());
        }
        keywords.put_hosts(hosts)?;
        keywords.put_decoded("dbname", name)?;
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let Some((key, value)) = pair.split_once('=') else {
                return Err(format!("its parameter {pair:?} has no value: expected NAME=VALUE"));
            };
            let key = decoded(key)?;
            // Other programs write it like this, and libpq accepts it.
            match (key.as_str(), value) {
                ("ssl", "true") => keywords.put_decoded("sslmode", "require")?,
                _ => keywords.put_decoded(&key, value)?,
            }
        }
        keywords.check(&BTreeMap::new())?;
        Ok(keywords)
    }

    /// Takes missing settings from the environment.
    pub(crate) fn complete(&mut self, env: impl Fn(&str) -> Option<String>) -> Result<(), String> {
        let said = |name: &str| env(name).filter(|value| !value.is_empty());
        if let Some(name) = UNSUPPORTED.into_iter().find(|name| said(name).is_some()) {
            return Err(format!("the environment sets {name}, which countersign does not support"));
        }
        let mut from = BTreeMap::new();
        for (name, key) in VARIABLES {
            if let Some(value) = said(name).filter(|_| !self.values.contains_key(key)) {
                self.values.insert(key.to_owned(), value);
                from.insert(key, name);
            }
        }
        self.check(&from)
    }

    /// The value of a keyword, if it is set.
    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        self.values.get(key).map(String::as_str)
    }

    /// Sets a keyword, in place of an earlier value.
    pub(crate) fn put(&mut self, key: &str, value: String) {
        self.values.insert(key.to_owned(), value);
    }

    /// The driver's configuration without encryption.
    pub(crate) fn config(&self) -> Result<tokio_postgres::Config, String> {
        let quoted = |value: &str| value.replace('\\', "\\\\").replace('\'', "\\'");
        let line: Vec<String> = self
            .values
            .iter()
            .filter(|(key, _)| !OURS.contains(&key.as_str()))
            .map(|(key, value)| format!("{key}='{}'", quoted(value)))
            .collect();
        line.join(" ").parse().map_err(|error: tokio_postgres::Error| {
            let why = std::error::Error::source(&error).map(ToString::to_string);
            why.unwrap_or_else(|| error.to_string())
        })
    }

    fn put_decoded(&mut self, key: &str, value: &str) -> Result<(), String> {
        if value.is_empty() {
            return Ok(());
        }
        let key = OTHER_NAMES.iter().find(|(other, _)| *other == key).map_or(key, |(_, it)| *it);
        if key != "user" && !KNOWN.contains(&key) {
            return Err(format!("its parameter {key:?} is not known to countersign"));
        }
        self.values.insert(key.to_owned(), decoded(value)?);
        Ok(())
    }

    /// Hosts with their ports, separated by commas.
    fn put_hosts(&mut self, text: &str) -> Result<(), String> {
        let (mut hosts, mut ports) = (Vec::new(), Vec::new());
        for one in text.split(',') {
            let (host, port) = match one.strip_prefix('[').and_then(|it| it.split_once(']')) {
                Some((host, port)) => (host, port.strip_prefix(':').unwrap_or(port)),
                None => one.split_once(':').unwrap_or((one, "")),
            };
            hosts.push(decoded(host)?);
            ports.push(port);
        }
        let (hosts, ports) = (hosts.join(","), ports.join(","));
        let any = |list: &str| list.chars().any(|it| it != ',');
        if any(&hosts) {
            self.put("host", hosts);
        }
        if any(&ports) {
            self.put("port", ports);
        }
        Ok(())
    }

    /// Refuses invalid values; `from` names the variables that set them.
    fn check(&self, from: &BTreeMap<&str, &str>) -> Result<(), String> {
        for (key, choices) in CHOICES {
            let name = from.get(key).copied().unwrap_or(key);
            match self.get(key) {
                Some(value) if !choices.contains(&value) => {
                    let choices = choices.join(", ");
                    return Err(format!("{name}={value} is not known; it is one of {choices}"));
                }
                _ => {}
            }
        }
        self.config().map(drop)
    }
}

/// The credentials, the place, and the parameters of a URL, cut as libpq cuts them.
pub(super) fn parts(url: &str) -> (Option<&str>, &str, &str) {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let (credentials, rest) = match rest.find(['@', '/']) {
        Some(at) if rest.as_bytes()[at] == b'@' => (Some(&rest[..at]), &rest[at + 1..]),
        _ => (None, rest),
    };
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    (credentials, place, query)
}

fn decoded(text: &str) -> Result<String, String> {
    let found = percent_decode_str(text).decode_utf8();
    found.map(Into::into).map_err(|_| "its percent encoding is invalid".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(url: &str, env: &[(&str, &str)]) -> Result<Keywords, String> {
        let mut keywords = Keywords::parse(url)?;
        let find = |name: &str| env.iter().find(|(it, _)| *it == name).map(|(_, it)| *it);
        keywords.complete(|name| find(name).map(ToOwned::to_owned)).map(|()| keywords)
    }

    #[test]
    fn a_url_is_read_as_libpq_reads_it() {
        let url = "postgresql://e%40a:s%3Acret?@a.example:6432,[::1],b/da%20ta\
            ?sslmode=verify-ca&sslrootcert=%2Fca%2Bb.pem&keepalives_count=3";
        let keywords = read(url, &[]).unwrap();
        let expected = [
            ("user", "e@a"),
            ("password", "s:cret?"),
            ("host", "a.example,::1,b"),
            ("port", "6432,,"),
            ("dbname", "da ta"),
            ("sslmode", "verify-ca"),
            ("sslrootcert", "/ca+b.pem"),
            ("keepalives_retries", "3"),
        ];
        for (key, value) in expected {
            assert_eq!(keywords.get(key), Some(value), "{key}");
        }
        assert_eq!(read("postgres:///x?ssl=true", &[]).unwrap().get("sslmode"), Some("require"));
    }

    #[test]
    fn the_environment_says_what_the_url_does_not() {
        let env = [
            ("PGHOST", "h.example"),
            ("PGPORT", "7"),
            ("PGUSER", "eva"),
            ("PGDATABASE", "other"),
            ("PGPASSWORD", "it's \\ secret"),
            ("PGSSLMODE", ""),
        ];
        let keywords = read("postgres:///mine", &env).unwrap();
        assert_eq!(keywords.get("dbname"), Some("mine"), "the URL goes first");
        assert_eq!(keywords.get("sslmode"), None, "an empty variable says nothing");
        let config = keywords.config().unwrap();
        assert_eq!(config.get_password(), Some("it's \\ secret".as_bytes()));
        assert_eq!((config.get_user(), config.get_ports()), (Some("eva"), [7].as_slice()));
        let bare = read("postgres://", &env).unwrap();
        assert_eq!((bare.get("host"), bare.get("dbname")), (Some("h.example"), Some("other")));
    }

    #[test]
    fn what_cannot_be_meant_is_refused_by_name_without_a_secret() {
        type Variables = [(&'static str, &'static str)];
        let cases: [(&str, &Variables, &str); 7] = [
            ("postgres://u:secret@h/x?sslmode=verify", &[], "sslmode=verify is not known"),
            ("postgres://u:secret@h/x?sslmode=allow", &[], "sslmode=allow is not known"),
            ("postgres://u:secret@h/x", &[("PGSSLMODE", "on")], "PGSSLMODE=on is not known"),
            ("postgres://u:secret@h/x?sslcrl=a", &[], "\"sslcrl\" is not known"),
            ("postgres://u:secret@h:x/x", &[], "`port`"),
            ("postgres://u:secret@h/x", &[("PGSSLCRL", "a")], "PGSSLCRL"),
            ("postgres://u:secret@h/x?sslmode", &[], "\"sslmode\" has no value"),
        ];
        for (url, env, expected) in cases {
            let said = read(url, env).err().unwrap();
            assert!(said.contains(expected), "{url}: {said}");
            assert!(!said.contains("secret"), "{url}: {said}");
        }
    }
}
