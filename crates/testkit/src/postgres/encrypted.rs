//! A server that accepts only encrypted connections.

use std::env;
use std::fs;

use super::{Cluster, VOLATILE, database};
use crate::certificates::Issued;

/// The person whose password the server knows, and the password.
const PERSON: (&str, &str) = ("eva", "it's a:secret");

/// A PostgreSQL server of its own whose `pg_hba.conf` has `hostssl` lines and no others.
#[derive(Debug)]
pub struct Encrypted {
    cluster: Cluster,
}

impl Encrypted {
    /// Starts one that presents `certificate`. The superuser needs no password, but
    /// [`Self::person`] does. With `clients`, an authority of client certificates, every client
    /// needs a certificate.
    ///
    /// # Errors
    /// The error of the programs.
    pub fn start(certificate: &Issued, clients: Option<&str>) -> Result<Self, String> {
        let mut settings = VOLATILE.to_vec();
        settings.extend(["ssl=on", "ssl_cert_file=server.crt", "ssl_key_file=server.key"]);
        if clients.is_some() {
            settings.push("ssl_ca_file=clients.crt");
        }
        let demanded = if clients.is_some() { "clientcert=verify-ca" } else { "" };
        let name = PERSON.0;
        let lines = format!(
            "hostssl all {name} 127.0.0.1/32 scram-sha-256\n\
             hostssl all all 127.0.0.1/32 trust {demanded}\n"
        );
        let cluster = Cluster::launch(&env::temp_dir(), &settings, |data, account| {
            let failed = |e: std::io::Error| format!("{}: {e}", data.display());
            certificate.write(data, "server").map_err(failed)?;
            account.give(&data.join("server.crt"))?;
            account.give(&data.join("server.key"))?;
            fs::write(data.join("clients.crt"), clients.unwrap_or_default()).map_err(failed)?;
            fs::write(data.join("pg_hba.conf"), &lines).map_err(failed)
        })?;
        let server = Self { cluster };
        if clients.is_none() {
            let (name, password) = (PERSON.0, PERSON.1.replace('\'', "''"));
            let url = server.url("127.0.0.1", "postgres", "sslmode=require");
            database::execute(&url, &format!("CREATE ROLE {name} LOGIN PASSWORD '{password}'"))?;
            database::execute(&url, &format!("CREATE DATABASE eva OWNER {name}"))?;
        }
        Ok(server)
    }

    /// Where clients reach a database, by a name of this machine, with parameters.
    #[must_use]
    pub fn url(&self, host: &str, database: &str, parameters: &str) -> String {
        format!("postgres://postgres@{host}:{}/{database}?{parameters}", self.cluster.port)
    }

    #[must_use]
    pub const fn port(&self) -> u16 {
        self.cluster.port
    }

    /// The name and the password of the person who needs one, and who owns the database of the
    /// same name.
    #[must_use]
    pub const fn person(&self) -> (&'static str, &'static str) {
        PERSON
    }
}
